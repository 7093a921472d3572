//! The items of lists: where the next one begins.

use crate::text::segment::context::{ahead, back};
use crate::text::segment::item::Marker;
use crate::text::segment::stops::{Mark, Stop, is_bullet, is_space};

use super::Position;

impl<'a> Position<'a> {
    /// The next item of the list that the segment is an item of.
    pub(super) fn item_begins(&self, stop: &Stop) -> Option<usize> {
        let item = self.item?;
        let begin = match stop.mark {
            Mark::Bullet => stop.start,
            Mark::Item | Mark::Period => {
                let before = back(self.text, self.start, stop.start);
                let name = before.len()
                    - before
                        .trim_end_matches(|c: char| c.is_ascii_alphanumeric())
                        .len();
                let begin = stop.start - name;
                let before = before.get(..before.len() - name)?;
                let before = before
                    .strip_suffix('(')
                    .map_or((begin, before), |rest| (begin - 1, rest));
                self.with_bullet(before.0, before.1)
            }
            _ => return None,
        };
        if begin <= self.start || !back(self.text, self.start, begin).ends_with(is_space) {
            return None;
        }
        Marker::at(ahead(self.text, begin))
            .filter(|marker| marker.follows(&item))
            .map(|_| begin)
    }

    /// The start of the bullet before a number, or the number's own.
    fn with_bullet(&self, begin: usize, before: &str) -> usize {
        let trimmed = before.trim_end_matches(is_space);
        match trimmed.chars().next_back() {
            Some(c) if is_bullet(c) => begin - (before.len() - trimmed.len()) - c.len_utf8(),
            _ => begin,
        }
    }

    /// Whether the mark belongs to the marker that the segment begins with.
    pub(super) fn is_marker(&self, stop: &Stop) -> bool {
        self.item
            .is_some_and(|item| stop.start < self.start + item.length && stop.mark == Mark::Period)
    }
}
