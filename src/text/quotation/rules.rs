//! The words of a language that say who speaks, read from `rules/`.
//!
//! A file has sections, `[verb]` and the like; a line is one entry of one or
//! several words, `#` begins a remark. What the sections mean stands in each
//! file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::model::Locale;
use crate::text::fold::{fold, is_turkic};

/// Folded entries by section.
type Sections = BTreeMap<&'static str, BTreeSet<String>>;

/// The words of one language.
pub(super) struct Rules {
    locale: Locale,
    sections: &'static Sections,
}

/// The files, by language.
const SOURCES: [(&str, &str); 5] = [
    ("en", include_str!("rules/en.txt")),
    ("kk", include_str!("rules/kk.txt")),
    ("tr", include_str!("rules/tr.txt")),
    ("ug", include_str!("rules/ug.txt")),
    ("zh", include_str!("rules/zh.txt")),
];

/// All files, each folded once: whoever judges a memory asks for them at every
/// pair. How they are folded depends on the language and on whether its letters
/// i are those of Turkish.
static ALL: LazyLock<BTreeMap<(&'static str, bool), Sections>> = LazyLock::new(|| {
    let ways = ["tr-Latn", "en"].map(str::parse::<Locale>);
    let ways = ways.into_iter().flatten();
    ways.flat_map(|way| {
        SOURCES.map(|(language, source)| ((language, is_turkic(&way)), sections(source, &way)))
    })
    .collect()
});

static NOTHING: Sections = Sections::new();

fn sections(source: &'static str, locale: &Locale) -> Sections {
    let mut sections = Sections::new();
    let mut section = "";
    for line in source.lines() {
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
    sections
}

impl Rules {
    /// The rules of a language; empty if it has no file.
    pub(super) fn of(locale: &Locale) -> Rules {
        let known = SOURCES.iter().find(|(tag, _)| *tag == locale.language());
        let sections = known.and_then(|(tag, _)| ALL.get(&(*tag, is_turkic(locale))));
        Rules {
            locale: locale.clone(),
            sections: sections.unwrap_or(&NOTHING),
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
