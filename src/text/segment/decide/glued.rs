//! Marks without white space after them: numbers, names and addresses inside of
//! which no sentence ends, and sentences that were glued together.

use crate::text::segment::context::{After, ahead, back, run_around, word_at, word_before};
use crate::text::segment::rules::Ends;
use crate::text::segment::stops::{
    Mark, Stop, character_at, goes_on, is_quotation, is_space, is_word, skip,
};

use super::abbreviation::{is_acronym, is_caseless};
use super::{Decision, Position, Why};

impl<'a> Position<'a> {
    /// `consultation.11 12 Take`: the numbers of notes stand after the full
    /// stop, and the sentence ends after them.
    pub(super) fn note(&self, stop: &Stop) -> Option<usize> {
        if stop.mark != Mark::Period || stop.next != stop.marks {
            return None;
        }
        let before = back(self.text, self.start, stop.start);
        let letters = before.len() - before.trim_end_matches(char::is_alphabetic).len();
        let closed = before.ends_with([')', ']', '”', '"']);
        // `v.2`, `No.5`: after a short word the number belongs to it.
        let short = letters < 4 && character_at(self.text, stop.marks) != Some('[');
        if !closed && short || self.rules.abbreviation(word_before(before)).is_some() {
            return None;
        }
        let mut end = stop.marks;
        loop {
            let digits = self.note_mark(end);
            let space = skip(self.text, digits, is_space);
            if digits == end || space == digits {
                break;
            }
            end = space;
        }
        let next = character_at(self.text, end)?;
        (end > stop.marks && next.is_uppercase()).then_some(end)
    }

    /// The end of the numbers of notes: `11`, `1,2`, `3–5`, `[1]`, `[2–4]`.
    fn note_mark(&self, from: usize) -> usize {
        let rest = ahead(self.text, from);
        let inner = rest.strip_prefix('[').unwrap_or(rest);
        let length = inner
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '–' | '-')))
            .unwrap_or(inner.len());
        let (numbers, tail) = inner.split_at_checked(length).unwrap_or_default();
        let notes = numbers
            .split([',', '–', '-'])
            .all(|number| (1..=3).contains(&number.len()));
        match (inner.len() < rest.len(), tail.starts_with(']')) {
            (true, true) if notes => from + length + 2,
            (false, _) if notes => from + length,
            _ => from,
        }
    }

    /// No white space after the marks.
    pub(super) fn without_space(&self, stop: &Stop) -> Decision {
        let next = character_at(self.text, stop.next);
        let (glued, why) = match next {
            None => (false, Why::Inside),
            Some(c) if goes_on(c) => (false, Why::GoesOn),
            Some(c) if is_quotation(c) => (self.glued_quotation(stop), Why::Glued),
            Some(c) if self.caseless_glued(stop, c) => (true, Why::Glued),
            Some(_) if self.rules.writing.spaces => (self.glued_sentence(stop), Why::Glued),
            Some(c) => return self.unspaced(stop, c),
        };
        Decision {
            boundary: glued.then_some(stop.next),
            why: if glued { why } else { Why::Inside },
        }
    }

    /// `end.”“Next`: a quotation closes and the next one opens.
    fn glued_quotation(&self, stop: &Stop) -> bool {
        let after = After::at(self.text, stop.next);
        let ends = stop.closed > stop.marks || stop.mark != Mark::Period;
        ends && !self.goes_on_small(&after) && after.letter().is_some()
    }

    /// The same in a script without capitals: words on both sides.
    fn caseless_glued(&self, stop: &Stop, next: char) -> bool {
        let word = word_before(back(self.text, self.start, stop.start));
        !self.rules.writing.capitals
            && self.rules.writing.spaces
            && is_caseless(next)
            && word.chars().count() > 2
            && word.chars().all(is_caseless)
    }

    /// `over.Today`: a word, a mark, and a word that opens sentences.
    fn glued_sentence(&self, stop: &Stop) -> bool {
        let (before, after) = run_around(self.text, self.start, stop.start);
        let address =
            before.contains(['@', '/']) || before.starts_with("www.") || after.contains("://");
        let opener = word_at(self.text.get(stop.next..).unwrap_or_default());
        let ended = before
            .chars()
            .next_back()
            .is_some_and(|c| is_word(c) && !c.is_uppercase());
        let long = before.chars().filter(|c| is_word(*c)).count() > 1;
        let known = self.rules.opens(opener)
            || self.rules.abbreviation(opener) == Some(Ends::Never)
                && opener.chars().next().is_some_and(char::is_uppercase);
        let word = word_before(before);
        let shortened = is_acronym(word) || self.rules.abbreviation(word).is_some();
        !address && ended && long && known && !shortened
    }
}
