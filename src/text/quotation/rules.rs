//! The words of a language that say who speaks, read from `rules/`.
//!
//! A file has sections, `[verb]` and the like; a line is one entry of one or
//! several words, `#` begins a remark. What the sections mean stands in each
//! file.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Locale;
use crate::text::fold::fold;

/// The words of one language.
pub(super) struct Rules {
    locale: Locale,
    sections: BTreeMap<&'static str, BTreeSet<String>>,
}

/// The file of a language, if there is one.
fn source(language: &str) -> Option<&'static str> {
    Some(match language {
        "en" => include_str!("rules/en.txt"),
        "tr" => include_str!("rules/tr.txt"),
        "kk" => include_str!("rules/kk.txt"),
        "ug" => include_str!("rules/ug.txt"),
        "zh" => include_str!("rules/zh.txt"),
        _ => return None,
    })
}

impl Rules {
    /// The rules of a language; empty if it has no file.
    pub(super) fn of(locale: &Locale) -> Rules {
        let mut sections: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        let mut section = "";
        for line in source(locale.language()).unwrap_or_default().lines() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                Some(name) => section = name,
                None => {
                    let words = sections.entry(section).or_default();
                    words.insert(fold(line, locale));
                }
            }
        }
        Rules {
            locale: locale.clone(),
            sections,
        }
    }

    /// The language.
    pub(super) fn language(&self) -> &str {
        self.locale.language()
    }

    /// Whether the script runs from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.locale.is_right_to_left()
    }

    /// Whether a section has an entry, whatever the case.
    pub(super) fn has(&self, section: &str, entry: &str) -> bool {
        self.sections
            .get(section)
            .is_some_and(|words| words.contains(&self.fold(entry)))
    }

    /// The entries of a section.
    pub(super) fn entries(&self, section: &str) -> impl Iterator<Item = &str> {
        let words = self.sections.get(section);
        words.into_iter().flatten().map(String::as_str)
    }

    /// A word without its case.
    pub(super) fn fold(&self, word: &str) -> String {
        fold(word, &self.locale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_verbs_and_pronouns() {
        for tag in ["en", "tr", "kk", "ug", "zh-Hans", "zh-Hant"] {
            let rules = Rules::of(&tag.parse().expect("a tag of the test"));
            assert!(rules.entries("verb").count() > 0, "{tag}");
            assert!(rules.entries("pronoun").count() > 0, "{tag}");
            let empty = |words: &BTreeSet<String>| words.iter().any(String::is_empty);
            assert!(!rules.sections.values().any(empty), "{tag}");
            assert!(
                !rules.sections.contains_key(""),
                "{tag}: before any section"
            );
        }
    }

    #[test]
    fn case_does_not_count() {
        let rules = Rules::of(&Locale::english());
        assert!(rules.has("title", "Secretary") && rules.has("title", "secretary"));
        assert!(!rules.has("title", "Roe") && !rules.has("none", "said"));
    }
}
