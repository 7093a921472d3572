//! The abbreviations of a language, read from `rules/`.

use std::collections::BTreeMap;

use crate::model::Locale;

/// When a word is an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    BeforeNumber,
}

/// The abbreviations of one language.
pub(super) struct Abbreviations {
    words: BTreeMap<&'static str, When>,
}

/// The rule file of a language, if there is one.
pub(super) fn source(locale: &Locale) -> Option<&'static str> {
    (locale.language() == "en").then_some(include_str!("rules/en.txt"))
}

impl Abbreviations {
    pub(super) fn of(locale: &Locale) -> Abbreviations {
        let words = source(locale)
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(|line| match line.split_once(' ') {
                Some((word, "before-number")) => (word, When::BeforeNumber),
                _ => (line, When::Always),
            })
            .collect();
        Abbreviations { words }
    }

    /// Whether `before` ends with an abbreviation, given what comes after.
    pub(super) fn end(&self, before: &str, after: &str) -> bool {
        let Some(before) = before.strip_suffix('.') else {
            return false;
        };
        let word = before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘' | '"'))
            .next()
            .unwrap_or_default();
        let number = after.starts_with(|c: char| c.is_ascii_digit());
        match self.words.get(word) {
            Some(When::Always) => true,
            Some(When::BeforeNumber) => number,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_rules_is_read() {
        let english = Abbreviations::of(&Locale::english());
        assert!(english.words.len() > 40, "{}", english.words.len());
        assert!(english.words.keys().all(|word| !word.contains(' ')));
    }
}
