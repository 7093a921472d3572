//! What a number counts, and what stands around it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::numbers::part;
use crate::fact::lexicon::{self, IRREGULAR, LEADING, PEOPLE, SMALL, TIME, VERBS, is_in};
use crate::fact::word::Word;

use super::Line;

/// How many words to either side of a number tell what it is of.
const NEAR: usize = 10;

/// How many words behind a number what it counts may stand.
const REACH: usize = 7;

impl Line<'_, '_> {
    /// What a number counts, in the singular, and where its words end.
    pub(super) fn noun(&self, at: usize, end: usize) -> (String, usize) {
        let money = self.word(at).and_then(|word| word.gap.chars().next_back());
        if let Some(sign) = money.filter(|c| matches!(c, '$' | '£' | '€' | '¥')) {
            return (sign.to_string(), end);
        }
        let last = end.checked_sub(1).and_then(|last| self.words.get(last));
        let rest = last.and_then(|last| self.text.get(last.bytes.end..));
        if rest.is_some_and(|rest| rest.trim_start().starts_with('%')) {
            return ("%".to_owned(), end);
        }
        let Some(next) = self.words.get(end) else {
            return (String::new(), end);
        };
        if next.folded == "per" && self.folded(end + 1) == "cent" {
            return ("%".to_owned(), end + 2);
        }
        if next.is_hyphened() && !next.is_numeric() {
            let old = self
                .words
                .get(end + 1)
                .is_some_and(|w| w.is_hyphened() && w.folded == "old");
            let unit = lexicon::singular(&next.folded);
            let unit = if old { format!("{unit}-old") } else { unit };
            return (unit, end + 1 + usize::from(old));
        }
        self.counted(at, end)
    }

    /// The noun behind a number, over what may stand between them.
    fn counted(&self, at: usize, end: usize) -> (String, usize) {
        let none = (String::new(), end);
        for place in end..(end + REACH).min(self.words.len()) {
            let Some(word) = self
                .word(place)
                .filter(|word| word.follows() && !word.begins)
            else {
                return none;
            };
            if word.folded == "whom" {
                return ("people".to_owned(), end);
            }
            if word.possessive || is_in(LEADING, &word.folded) {
                continue;
            }
            if is_in(VERBS, &word.folded) || word.is_numeric() || self.is_cardinal(place) {
                return none;
            }
            if self.is_noun(word, at, end) {
                return (lexicon::singular(&word.folded), place + 1);
            }
        }
        none
    }

    /// Whether a word behind a number is what it counts: a plural, or a time after one.
    fn is_noun(&self, word: &Word<'_>, at: usize, end: usize) -> bool {
        let irregular = IRREGULAR.iter().any(|(many, _)| *many == word.folded);
        let plural = word.folded.ends_with('s')
            && word.folded.chars().count() > 3
            && !["ss", "us", "is"]
                .iter()
                .any(|end| word.folded.ends_with(end));
        let one = end == at + 1 && matches!(self.folded(at), "one" | "1");
        irregular || plural || (one && is_in(TIME, &word.folded))
    }

    /// Article 19, Resolution 2758: what the number is of stands before it.
    pub(super) fn reference(&self, at: usize) -> Option<String> {
        const REFERENCES: [&str; 16] = [
            "article",
            "articles",
            "resolution",
            "paragraph",
            "paragraphs",
            "page",
            "pages",
            "rule",
            "section",
            "chapter",
            "number",
            "room",
            "no",
            "act",
            "law",
            "protocol",
        ];
        let before = self.words.get(at.checked_sub(1)?)?;
        let known = is_in(&REFERENCES, &before.folded);
        let numeric = self.word(at)?.is_numeric() && self.word(at)?.follows();
        (known && numeric).then(|| before.folded.clone())
    }

    /// Stems of the content words around a number, in its segment.
    pub(super) fn near(&self, own: Range<usize>) -> BTreeSet<String> {
        let segment = self.word(own.start).map(|word| word.segment);
        let from = own.start.saturating_sub(NEAR);
        let to = (own.end + NEAR).min(self.words.len());
        let around = self.words.get(from..to).unwrap_or_default().iter();
        around
            .zip(from..)
            .filter(|(word, at)| !own.contains(at) && Some(word.segment) == segment)
            .filter(|(word, _)| word.begins || !word.capital)
            .map(|(word, _)| word)
            .filter(|word| word.folded.chars().count() > 3 && !word.is_numeric())
            .filter(|word| !is_in(SMALL, &word.folded))
            .map(|word| lexicon::singular(&word.folded))
            .filter(|word| !is_in(PEOPLE, word) && !is_in(TIME, word))
            .filter(|word| part(word, self.locale).is_none())
            .map(|word| lexicon::stem(&word))
            .collect()
    }
}
