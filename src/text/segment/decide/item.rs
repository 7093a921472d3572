//! The items of lists: where the next one begins.

use crate::text::segment::context::{After, ahead, back};
use crate::text::segment::item::{Marker, is_name};
use crate::text::segment::stops::{Mark, Stop, is_bullet, is_end, is_space};

use super::Position;

impl<'a> Position<'a> {
    /// The next item of the list that the segment is an item of.
    pub(super) fn item_begins(&self, stop: &Stop) -> Option<usize> {
        let item = self.item?;
        let begin = match stop.mark {
            Mark::Bullet => stop.start,
            Mark::Item | Mark::Period => {
                let before = back(self.text, self.start, stop.start);
                let begin = before_name(stop, before);
                let before = before.trim_end_matches(is_name);
                let before = before
                    .strip_suffix('(')
                    .map_or((begin, before), |rest| (begin - 1, rest));
                self.with_bullet(before.0, before.1)
            }
            _ => return None,
        };
        // An item has words: `A. B. Green` are initials.
        if begin <= self.start + item.length
            || !back(self.text, self.start, begin).ends_with(is_space)
        {
            return None;
        }
        Marker::at(ahead(self.text, begin))
            .filter(|marker| marker.follows(&item))
            .filter(|marker| !(marker.is_initial() && self.names(begin, marker.length)))
            .map(|_| begin)
    }

    /// Whether a capital letter there is an initial inside of a sentence: nothing
    /// ends before it, and what follows opens none.
    fn names(&self, begin: usize, length: usize) -> bool {
        let before = back(self.text, self.start, begin).trim_end_matches(is_space);
        let follows = After::at(self.text, begin + length);
        !before.ends_with(is_end) && !self.opens(&follows)
    }

    /// The start of the bullet before a number, or the number's own.
    fn with_bullet(&self, begin: usize, before: &str) -> usize {
        let trimmed = before.trim_end_matches(is_space);
        match trimmed.chars().next_back() {
            Some(c) if is_bullet(c) => begin - (before.len() - trimmed.len()) - c.len_utf8(),
            _ => begin,
        }
    }

    /// Whether the mark belongs to the marker that the segment begins with, or to
    /// that of the first item of a list which a colon announces (`two: 1. Tea`).
    pub(super) fn is_marker(&self, stop: &Stop) -> bool {
        if stop.mark != Mark::Period {
            return false;
        }
        let before = back(self.text, self.start, stop.start);
        let announced = before
            .trim_end_matches(is_name)
            .trim_end_matches(is_space)
            .ends_with(':');
        let first = || Marker::at(ahead(self.text, before_name(stop, before)));
        self.item
            .is_some_and(|item| stop.start < self.start + item.length)
            || announced && first().is_some_and(|marker| marker.is_first())
    }
}

/// Where the name before a mark begins.
fn before_name(stop: &Stop, before: &str) -> usize {
    stop.start - (before.len() - before.trim_end_matches(is_name).len())
}
