//! Rules a tool can enforce while a translator writes (section 5.8).
//!
//! `val:rule` looks for letters, not for words: it knows no ending, no edge of a
//! word, no quotation and no second right answer. So few decisions become rules:
//!
//! - Only those that bind (attested *and* signed off), as with our own checks.
//! - `isPresent` in Chinese alone, where words have no endings, and only for a
//!   concept with one usable rendering. In Turkish, Kazakh and Uyghur the stem of a
//!   term changes before its endings (kitap, kitabı): a right translation would be
//!   called wrong.
//! - `isNotPresent` for Chinese of three characters and more, elsewhere for phrases
//!   of several words: shorter ones stand inside of others (kamp in kampanya). And
//!   never for words that stand inside of a usable rendering of the same unit.
//!
//! What is left out is still in the notes, and asked by `tilmach check`, which knows
//! the endings.

use crate::model::{Locale, PackageUnit, TermNote, Usage};

use super::super::xml::push_attribute;

/// Adds `<val:validation>`, unless there is no rule.
pub(super) fn push(page: &mut String, unit: &PackageUnit, target: &Locale) {
    if !unit.translate {
        return;
    }
    let rules = rules(&unit.terms, target);
    if rules.is_empty() {
        return;
    }
    page.push_str("        <val:validation>\n");
    for (attribute, words) in rules {
        page.push_str("          <val:rule");
        push_attribute(page, attribute, words);
        page.push_str("/>\n");
    }
    page.push_str("        </val:validation>\n");
}

/// The rules, each once: an attribute and its words.
fn rules<'a>(terms: &'a [TermNote], target: &Locale) -> Vec<(&'static str, &'a str)> {
    let mut rules = Vec::new();
    let required = terms.iter().filter_map(|term| required(term, target));
    let forbidden = terms.iter().flat_map(|term| term.of(Usage::Forbidden));
    let forbidden = forbidden
        .filter(|one| one.binds && is_unmistakable(&one.text, target))
        .map(|one| one.text.as_str())
        .filter(|words| !is_part_of_a_right_one(words, terms));
    let all = required.map(|words| ("isPresent", words));
    for rule in all.chain(forbidden.map(|words| ("isNotPresent", words))) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

/// The one rendering without which a Chinese translation is wrong.
fn required<'a>(term: &'a TermNote, target: &Locale) -> Option<&'a str> {
    let mut usable = term.of(Usage::Preferred).chain(term.of(Usage::Admitted));
    let only = usable.next().filter(|_| usable.next().is_none())?;
    let binds = only.binds && only.usage == Usage::Preferred;
    (binds && is_chinese(target)).then_some(only.text.as_str())
}

fn is_chinese(target: &Locale) -> bool {
    target.language() == "zh"
}

fn is_unmistakable(words: &str, target: &Locale) -> bool {
    if is_chinese(target) {
        words.chars().count() >= 3
    } else {
        words.split_whitespace().count() >= 2
    }
}

fn is_part_of_a_right_one(words: &str, terms: &[TermNote]) -> bool {
    let usable = terms
        .iter()
        .flat_map(|term| term.of(Usage::Preferred).chain(term.of(Usage::Admitted)));
    usable.into_iter().any(|right| right.text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TermRendering;

    fn term(renderings: &[(&str, Usage, bool)]) -> TermNote {
        let rendering = |(text, usage, binds): &(&str, Usage, bool)| TermRendering {
            text: (*text).to_owned(),
            usage: *usage,
            source: "attested".to_owned(),
            whose: "all profiles".to_owned(),
            binds: *binds,
        };
        TermNote {
            concept: "c".to_owned(),
            words: "w".to_owned(),
            span: (0, 1),
            definition: None,
            renderings: renderings.iter().map(rendering).collect(),
            reason: None,
            remark: None,
        }
    }

    #[track_caller]
    fn check(tag: &str, renderings: &[(&str, Usage, bool)], expected: &[(&str, &str)]) {
        let terms = [term(renderings)];
        let target = tag.parse().expect("a tag");
        assert_eq!(rules(&terms, &target), expected);
    }

    use Usage::{Admitted, Forbidden, Preferred};

    #[test]
    fn a_rule_never_calls_a_right_translation_wrong() {
        check(
            "zh-Hans",
            &[("甲乙", Preferred, true)],
            &[("isPresent", "甲乙")],
        );
        // Endings; no sign-off; two right answers.
        check("tr", &[("kitap", Preferred, true)], &[]);
        check("zh-Hans", &[("甲乙", Preferred, false)], &[]);
        let two = [("甲乙", Preferred, true), ("丙丁", Admitted, false)];
        check("zh-Hant", &two, &[]);
        // Part of other words, of right ones; long enough.
        check("tr", &[("kamp", Forbidden, true)], &[]);
        check("zh-Hans", &[("甲乙", Forbidden, true)], &[]);
        let part = [("甲乙丙丁", Admitted, false), ("甲乙丙", Forbidden, true)];
        check("zh-Hans", &part, &[]);
        check(
            "kk",
            &[("a b", Forbidden, true)],
            &[("isNotPresent", "a b")],
        );
        check("kk", &[("a b", Forbidden, false)], &[]);
    }
}
