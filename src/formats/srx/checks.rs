//! What the schema cannot say: names that must be known, rules that cannot
//! have been meant.

use crate::diag::{Finding, Findings, Place};
use crate::model::{BreakRule, Pattern, SegmentationRules};

use super::super::xml::Element;

/// Looks at rules that follow the schema.
pub(super) fn check(rules: &SegmentationRules, findings: &mut Findings) {
    names(rules, findings);
    maps(rules, findings);
    for language in &rules.languages {
        for rule in &language.rules {
            empty(rule, findings);
            for pattern in [&rule.before, &rule.after] {
                white_space(pattern, findings);
                hexadecimal(pattern, findings);
            }
        }
    }
}

/// Lists of rules that have one name, or that no map names.
fn names(rules: &SegmentationRules, findings: &mut Findings) {
    for (number, language) in rules.languages.iter().enumerate() {
        let first = rules.language(&language.name).map(|(first, _)| first);
        if first != Some(number) {
            let message = "another list of rules has this name, and nobody can know which is meant";
            findings.push(
                Finding::error("srx::duplicate-name", message)
                    .words(&language.name)
                    .at(language.place.clone())
                    .help("Give it another name, and name it in a <languagemap>."),
            );
        } else if rules.maps.iter().all(|map| map.rules != language.name) {
            let message = "no <languagemap> names this list: its rules hold for no language";
            findings.push(
                Finding::warning("srx::unmapped", message)
                    .words(&language.name)
                    .at(language.place.clone()),
            );
        }
    }
}

/// Maps that name nothing, or that are never reached.
fn maps(rules: &SegmentationRules, findings: &mut Findings) {
    let mut all = false;
    for map in &rules.maps {
        if rules.language(&map.rules).is_none() {
            findings.push(
                Finding::error(
                    "srx::unknown-name",
                    "there is no list of rules of this name",
                )
                .words(&map.rules)
                .at(map.place.clone())
                .help("Names count in upper and lower case."),
            );
        }
        if all && !rules.cascade {
            let message = "this map is never reached: one before it fits every language";
            findings.push(
                Finding::warning("srx::map-order", message)
                    .words(&map.pattern)
                    .at(map.place.clone())
                    .help("Exceptions come first, or cascade is \"yes\"."),
            );
        }
        all |= matches!(map.pattern.as_str(), ".*" | ".+");
    }
}

fn empty(rule: &BreakRule, findings: &mut Findings) {
    if !rule.before.text.is_empty() || !rule.after.text.is_empty() {
        return;
    }
    let finding = if rule.breaks {
        let message = "this rule fits everywhere: it cuts after every character";
        Finding::error("srx::empty-rule", message).help("Say what comes before or after the cut.")
    } else {
        let message = "this rule fits everywhere: no rule after it is ever asked";
        Finding::warning("srx::empty-rule", message)
    };
    findings.push(finding.at(rule.place.clone()));
}

/// Line breaks at an edge of an expression are mostly indentation, and yet
/// part of it.
fn white_space(pattern: &Pattern, findings: &mut Findings) {
    let text = pattern.text.as_str();
    let start = text.len() - text.trim_start().len();
    let (before, rest) = text.split_at_checked(start).unwrap_or(("", text));
    let after = rest.get(rest.trim_end().len()..).unwrap_or_default();
    let is_indented = |edge: &str| edge.contains('\n') && (edge.len() > 1 || text.len() > 1);
    if is_indented(before) || is_indented(after) {
        let message = "the line break at the edge of this expression is part of it";
        findings.push(
            Finding::warning("srx::white-space", message)
                .words(text)
                .at(pattern.place.clone())
                .help("If it is not meant, put the end tag on the same line."),
        );
    }
}

/// `\xff61` is `\xff` and the digits 61, for ICU and Java; who writes it means
/// a character of four digits.
fn hexadecimal(pattern: &Pattern, findings: &mut Findings) {
    let mut rest = pattern.text.as_str();
    while let Some((_, escape)) = rest.split_once('\\') {
        let digits = escape.strip_prefix('x').unwrap_or_default().bytes();
        if digits.take(4).filter(u8::is_ascii_hexdigit).count() == 4 {
            let message = "\\x takes two digits; the two that follow are characters of their own";
            findings.push(
                Finding::warning("srx::hexadecimal", message)
                    .words(&format!("\\{escape}"))
                    .at(pattern.place.clone())
                    .help("If one character is meant, write \\u and four digits."),
            );
            return;
        }
        let mut after = escape.chars();
        after.next();
        rest = after.as_str();
    }
}

/// What an element of another namespace asks for that changes the cuts.
pub(super) fn extension(element: &Element, place: &Place) -> Findings {
    let mut findings = Findings::new();
    for name in ["useIcu4jBreakRules", "treatIsolatedCodesAsWhitespace"] {
        if element.name.local == "options" && element.attribute(name) == Some("yes") {
            findings.push(not_obeyed(name, "yes").at(place.clone()));
        }
    }
    findings
}

/// A tool's own way that is not followed.
pub(super) fn not_obeyed(name: &str, words: &str) -> Finding {
    let message = format!("{name} is a tool's own; it is not obeyed, and its cuts may differ");
    Finding::warning("srx::extension", message).words(words)
}
