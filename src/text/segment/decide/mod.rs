//! Whether a sentence ends at a stop: the rules in their order.
//!
//! A rule may look back to the start of its segment and ahead, never before
//! the segment: so that cutting a segment again changes nothing.

mod abbreviation;
mod glued;
mod item;
mod quoted;
mod unspaced;

use super::context::{After, back, word_before};
use super::item::Marker;
use super::rules::{Rules, Sort, stem};
use super::stops::{Mark, Stop, goes_on, is_space, skip};

/// The rule that decided, and where the next sentence begins if one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    /// The boundary, in bytes of the paragraph.
    pub(super) boundary: Option<usize>,
    /// Which rule it was.
    pub(super) why: Why,
}

/// The rules, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A line ends.
    Line,
    /// An item of a list begins.
    Item,
    /// The mark belongs to the number or letter before an item.
    Marker,
    /// No white space: inside of a number, a name, an address.
    Inside,
    /// No white space, and yet two sentences or quotations glued together.
    Glued,
    /// The number of a note stands after the full stop.
    Note,
    /// A comma or the like follows: the sentence goes on.
    GoesOn,
    /// An abbreviation, an initial or an ordinal.
    Abbreviation,
    /// A bracket is open.
    Bracket,
    /// A small letter follows.
    Small,
    /// A reporting clause follows its quotation.
    Reporting,
    /// An ellipsis inside of a sentence.
    Ellipsis,
    /// A cry that opens a sentence.
    Interjection,
    /// A quotation inside of a sentence that goes on.
    Embedded,
    /// Nothing speaks against the boundary of Unicode.
    Unicode,
}

impl Decision {
    fn cut(at: usize, why: Why) -> Decision {
        Decision {
            boundary: Some(at),
            why,
        }
    }

    fn pass(why: Why) -> Decision {
        Decision {
            boundary: None,
            why,
        }
    }
}

/// A segment that has begun, and the text around it.
pub(super) struct Position<'a> {
    pub(super) text: &'a str,
    pub(super) rules: &'a Rules,
    /// Where the segment begins, in bytes.
    pub(super) start: usize,
    /// The marker it begins with, when it is an item of a list.
    pub(super) item: Option<Marker>,
    /// Whether a word stands before the stop in question. Marks alone are no
    /// sentence; they belong to what follows (`… they left`).
    pub(super) words: bool,
}

impl<'a> Position<'a> {
    /// Decides about a stop.
    pub(super) fn decide(&self, stop: &Stop) -> Decision {
        if let Some(begin) = self.item_begins(stop) {
            return Decision::cut(begin, Why::Item);
        }
        if matches!(stop.mark, Mark::Item | Mark::Bullet) {
            return Decision::pass(Why::Item);
        }
        if stop.line {
            return Decision::cut(stop.next, Why::Line);
        }
        if self.is_marker(stop) || !self.words {
            return Decision::pass(Why::Marker);
        }
        if let Some(boundary) = self.note(stop) {
            return Decision::cut(boundary, Why::Note);
        }
        if stop.next == stop.closed {
            return self.without_space(stop);
        }
        self.with_space(stop)
    }

    /// White space follows: the common case.
    fn with_space(&self, stop: &Stop) -> Decision {
        let stray = self.stray_closing(stop);
        let stop = stray.as_ref().unwrap_or(stop);
        let after = After::at(self.text, stop.next);
        if after.first.is_some_and(goes_on) {
            return Decision::pass(Why::GoesOn);
        }
        if self.in_bracket(stop, &after) {
            return Decision::pass(Why::Bracket);
        }
        if self.reporting(stop, &after) {
            return Decision::pass(Why::Reporting);
        }
        if self.interjection(stop) {
            return Decision::pass(Why::Interjection);
        }
        if self.embedded(stop) {
            return Decision::pass(Why::Embedded);
        }
        if stop.mark == Mark::Period && self.abbreviation(stop, &after)
            || self.ends_name(stop, &after)
        {
            return Decision::pass(Why::Abbreviation);
        }
        if self.goes_on_small(&after) {
            return Decision::pass(Why::Small);
        }
        if stop.mark == Mark::Ellipsis
            && let Some(decision) = self.ellipsis(stop, &after)
        {
            return decision;
        }
        Decision::cut(stop.next, Why::Unicode)
    }

    /// Whether a small letter follows. The first item of a list is none.
    fn goes_on_small(&self, after: &After<'_>) -> bool {
        self.rules.writing.capitals
            && after.letter().is_some_and(char::is_lowercase)
            && !Marker::at(after.rest).is_some_and(|marker| {
                let item = after.rest.get(marker.length..).unwrap_or_default();
                marker.is_bracketed() || item.starts_with(char::is_uppercase)
            })
    }

    /// An ellipsis ends a sentence only where a new clause begins.
    fn ellipsis(&self, stop: &Stop, after: &After<'_>) -> Option<Decision> {
        let none = Some(Decision::pass(Why::Ellipsis));
        // “[...]” (Smith 55): what stands in brackets is no new clause.
        let bracket = after.first.is_some_and(|c| matches!(c, '(' | '['));
        if bracket || after.letter().is_none() || self.rules.is(Sort::Continuation, after.word()) {
            return none;
        }
        let attached = self
            .text
            .get(..stop.start)
            .is_some_and(|before| !before.ends_with(is_space));
        let word = stem(after.word());
        let again = word_before(back(self.text, self.start, stop.start)) == word;
        if (!attached || again) && self.rules.is(Sort::Capital, word) {
            return none;
        }
        if !self.rules.writing.capitals
            && self.text.get(stop.start..stop.marks) == Some("…")
            && !self.rules.is(Sort::Opener, word)
        {
            return none;
        }
        // “compounds. . . . The practice”: the full stop, then what was left out.
        let spaced = skip(self.text, stop.first, is_space);
        let closed = stop.closed > stop.marks;
        if attached
            && !closed
            && stop.first == stop.start + 1
            && stop.first < stop.marks
            && spaced > stop.first
        {
            return Some(Decision::cut(spaced, Why::Ellipsis));
        }
        None
    }
}
