//! Terms of one word and of several, in the words of a text.

use crate::model::inflection::Class;
use crate::text::morphology::{Doubt, Form, Reading, Stem};

use super::Finder;
use super::entry::Entry;
use super::words::{Gap, Words};

/// A term as it was read.
pub(super) struct Read {
    /// The number of its last word.
    pub(super) last: usize,
    pub(super) analysis: String,
    pub(super) doubt: Option<Doubt>,
}

/// How many words may stand between a conjunction and the head that both
/// sides of it share (keyfi ve ayrımcı gözaltı).
const COORDINATED: usize = 2;

impl Finder {
    /// Reads the word at a place as one shape of the last word of a term.
    pub(super) fn head(
        &self,
        words: &Words,
        place: usize,
        entry: &Entry,
        stem: &Stem,
    ) -> Option<Read> {
        let word = words.list.get(place)?;
        let rest_from = word.start + stem.text().len();
        let Some(morphology) = self.morphology else {
            return (rest_from == word.end).then(|| Read {
                last: place,
                analysis: entry.head.clone(),
                doubt: None,
            });
        };
        // АҚШ-тың: the ending stands behind the hyphen.
        if word.gap == Gap::Hyphen
            && let Some(next) = words.list.get(place + 1)
            && let Some(rest) = words.text.get(rest_from..next.end)
            && let Reading::Form(form) = morphology.read_behind(&entry.head, stem, rest)
            && form.doubt.is_none()
        {
            return Some(read(place + 1, &form));
        }
        let rest = words.text.get(rest_from..word.end)?;
        let Reading::Form(form) = morphology.read_behind(&entry.head, stem, rest) else {
            return None;
        };
        // ب د ت نىڭ: the ending is a word of its own.
        if rest.is_empty()
            && entry.class == Class::Acronym
            && word.gap == Gap::Space
            && let Some(next) = words.list.get(place + 1)
            && let Some(form) = morphology.read_apart(&entry.head, stem, words.letters(next))
        {
            return Some(read(place + 1, &form));
        }
        Some(read(place, &form))
    }

    /// Reads the words from a place on as a term of several words, whose first
    /// word stands there.
    pub(super) fn phrase(&self, words: &Words, place: usize, entry: &Entry) -> Option<Read> {
        let found = self.phrase_head(words, place, entry)?;
        let analysis = format!("{} {}", entry.lead, found.analysis);
        Some(Read { analysis, ..found })
    }

    /// The last word of such a term.
    fn phrase_head(&self, words: &Words, place: usize, entry: &Entry) -> Option<Read> {
        let mut at = place;
        for fixed in entry.fixed.iter().skip(1) {
            at = next(words, at)?;
            if words.letters(words.list.get(at)?) != fixed {
                return None;
            }
        }
        let head = next(words, at)?;
        if let Some(found) = self.any_stem(words, head, entry) {
            return Some(found);
        }
        let link = words.letters(words.list.get(head)?);
        let morphology = self.morphology?;
        if morphology.may_stand_between(link) {
            return self.any_stem(words, next(words, head)?, entry);
        }
        if !morphology.is_conjunction(link) {
            return None;
        }
        let mut at = head;
        for _ in 0..COORDINATED {
            at = next(words, at)?;
            if let Some(found) = next(words, at).and_then(|head| self.any_stem(words, head, entry))
            {
                let analysis = format!("{} (shared head)", found.analysis);
                return Some(Read { analysis, ..found });
            }
        }
        None
    }

    /// The surest reading of a word as the last one of a term.
    pub(super) fn any_stem(&self, words: &Words, place: usize, entry: &Entry) -> Option<Read> {
        let letters = words.letters(words.list.get(place)?);
        let stems = entry
            .stems
            .iter()
            .filter(|stem| letters.starts_with(stem.text()));
        let mut readings = stems.filter_map(|stem| self.head(words, place, entry, stem));
        let first = readings.next()?;
        if first.doubt.is_none() {
            return Some(first);
        }
        Some(readings.find(|read| read.doubt.is_none()).unwrap_or(first))
    }
}

fn read(last: usize, form: &Form) -> Read {
    Read {
        last,
        analysis: form.to_string(),
        doubt: form.doubt,
    }
}

/// The next word of the same phrase: no mark stands between.
fn next(words: &Words, place: usize) -> Option<usize> {
    let word = words.list.get(place)?;
    (word.gap != Gap::Mark && place + 1 < words.list.len()).then_some(place + 1)
}
