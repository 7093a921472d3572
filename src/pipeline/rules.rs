//! Segmentation rules: a file of SRX 2.0 into a segmenter, and back.
//!
//! A file that is at fault anywhere is refused, and every fault is named. It
//! is never replaced by other rules, and no rule of it is left out.

use serde::Serialize;

use super::Error;
use crate::diag::{Finding, Findings, Place};
use crate::formats::srx;
use crate::model::{Locale, SegmentationRules};
use crate::text::segment::Segmenter;
use crate::text::segment::srx::{PatternFault, Reason, RuleError, Side, faults, needs_search};

/// Reads rules. None when they are refused; the findings say why. The findings
/// name no file: the caller knows it.
///
/// # Errors
///
/// When the machine fails.
pub fn read_rules(
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Option<SegmentationRules>, Error> {
    let Some(rules) = srx::read(bytes, findings)? else {
        return Ok(None);
    };
    let faults = faults(&rules);
    for fault in &faults {
        findings.push(finding(fault, &rules));
    }
    Ok(faults.is_empty().then_some(rules))
}

/// The segmenter of a language by the rules of a file. None when the file is
/// refused. Where it has no rules for the language there is a warning: every
/// paragraph is one segment then.
///
/// # Errors
///
/// When the machine fails.
pub fn read_segmenter(
    bytes: &[u8],
    locale: &Locale,
    findings: &mut Findings,
) -> Result<Option<Segmenter>, Error> {
    let Some(rules) = read_rules(bytes, findings)? else {
        return Ok(None);
    };
    let segmenter = match Segmenter::with_rules(locale, &rules) {
        Ok(segmenter) => segmenter,
        Err(error) => {
            findings.push(finding(&error, &rules));
            return Ok(None);
        }
    };
    if segmenter.rules().is_some_and(|own| own.lists().is_empty()) {
        let message = format!("no <languagemap> fits {locale}: every paragraph is one segment");
        findings.push(
            Finding::warning("srx::language", message)
                .help("Add a map for the language, or one with the pattern .* at the end."),
        );
    }
    Ok(Some(segmenter))
}

/// Rules as the bytes of a file.
///
/// # Errors
///
/// When the machine fails.
pub fn write_rules(rules: &SegmentationRules) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    srx::write(rules, &mut bytes)?;
    Ok(bytes)
}

/// How much there is in a file of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Lists of rules.
    pub lists: usize,
    /// Rules in all lists.
    pub rules: usize,
    /// Those of them that say where there is no cut.
    pub exceptions: usize,
    /// Maps from languages to lists.
    pub maps: usize,
    /// Rules that an automaton is not enough for, so that a search by trial
    /// takes part: back-references, possessive repetitions, atomic groups.
    pub by_trial: usize,
}

/// Counts what is in a file of rules.
pub fn summary(rules: &SegmentationRules) -> Summary {
    let all = || rules.languages.iter().flat_map(|list| &list.rules);
    Summary {
        lists: rules.languages.len(),
        rules: all().count(),
        exceptions: all().filter(|rule| !rule.breaks).count(),
        maps: rules.maps.len(),
        by_trial: all().filter(|rule| needs_search(rule)).count(),
    }
}

/// Why rules cannot be obeyed, with the place in the file.
fn finding(error: &RuleError, rules: &SegmentationRules) -> Finding {
    match error {
        RuleError::Rule {
            language,
            rule,
            side,
            fault,
        } => {
            let list = rules.languages.get(*language);
            let found = list.and_then(|list| list.rules.get(*rule));
            let (name, pattern) = match side {
                Side::Before => ("beforebreak", found.map(|rule| &rule.before)),
                Side::After => ("afterbreak", found.map(|rule| &rule.after)),
            };
            let list = list.map_or("", |list| list.name.as_str());
            let place = pattern.map(|pattern| pattern.place.clone());
            let what = format!("<{name}> of rule {} of “{list}”", rule + 1);
            pattern_finding(&what, fault, place)
        }
        RuleError::Map { map, fault } => {
            let place = rules.maps.get(*map).map(|map| map.place.clone());
            pattern_finding("the languagepattern", fault, place)
        }
        other => Finding::error("srx::size", other.to_string())
            .help("Is there a repetition of a repetition with high numbers?"),
    }
}

fn pattern_finding(what: &str, fault: &PatternFault, place: Option<Place>) -> Finding {
    let message = format!(
        "{what} cannot be followed: {}, at its character {}",
        fault.reason,
        fault.at + 1
    );
    let help = match fault.reason {
        Reason::Unsupported(_) => {
            "Say it another way. The file is refused: without this rule it would cut elsewhere."
        }
        _ => "Expressions are those of ICU (docs/formats.md).",
    };
    Finding::error("srx::pattern", message)
        .words(&fault.words)
        .at(place.unwrap_or_default())
        .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(pattern: &str, language: &str) -> String {
        format!(
            "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n\
             <header segmentsubflows=\"yes\" cascade=\"no\"/>\n<body><languagerules>\n\
             <languagerule languagerulename=\"one\">\n\
             <rule><beforebreak>ә</beforebreak><afterbreak>{pattern}</afterbreak></rule>\n\
             </languagerule></languagerules><maprules>\n\
             <languagemap languagepattern=\"{language}\" languagerulename=\"one\"/>\n\
             </maprules></body></srx>"
        )
    }

    fn told(pattern: &str, language: &str) -> (bool, Vec<String>) {
        let mut findings = Findings::new();
        let bytes = file(pattern, language);
        let segmenter = read_segmenter(bytes.as_bytes(), &Locale::english(), &mut findings);
        let told = findings.iter().map(ToString::to_string).collect();
        (segmenter.expect("no fault of the machine").is_some(), told)
    }

    #[test]
    fn a_rule_that_cannot_be_followed_refuses_the_file_at_its_place() {
        let (accepted, told) = told(r"\s\y", "en");
        assert!(!accepted);
        assert_eq!(
            told,
            [
                "-:5:47: error[srx::pattern]: <afterbreak> of rule 1 of “one” cannot be followed: \
                 there is no such escape, at its character 3: “\\y”\n    \
                 Expressions are those of ICU (docs/formats.md)."
            ]
        );
    }

    #[test]
    fn maps_are_looked_at_too() {
        let (accepted, found) = told("a", "(en");
        assert!(
            !accepted && found[0].starts_with("-:7:1: error[srx::pattern]: the languagepattern")
        );
        let (accepted, found) = told("((a{1000}){1000}){1000}", "en");
        assert!(
            !accepted && found[0].starts_with("-: error[srx::size]"),
            "{found:?}"
        );
        let (accepted, found) = told("a", "tr");
        assert!(
            accepted && found[0].starts_with("-: warning[srx::language]"),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_in_a_file_is_counted() {
        let mut findings = Findings::new();
        let rules = read_rules(file(r"(a)\1", "en").as_bytes(), &mut findings);
        let rules = rules.expect("no fault of the machine").expect("rules");
        let expected = Summary {
            lists: 1,
            rules: 1,
            exceptions: 0,
            maps: 1,
            by_trial: 1,
        };
        assert_eq!(summary(&rules), expected);
        assert_eq!(
            read_rules(&write_rules(&rules).expect("written"), &mut findings)
                .expect("read")
                .map(SegmentationRules::without_places),
            Some(rules.without_places())
        );
    }
}
