//! Marks on texts: in one order, between characters, inside the text.

use crate::model::{MarkKind, TextMark};

/// So many places of the words of one finding are marked.
const PLACES: usize = 5;

/// The marks in their order: by where they begin, the longer first. What does not lie
/// inside the text and between characters, or is empty, is left out; so is what is there
/// twice.
pub(super) fn sorted(text: &str, mut marks: Vec<TextMark>) -> Vec<TextMark> {
    marks.retain(|mark| {
        let part = text.get(mark.start..mark.end);
        part.is_some_and(|part| !part.is_empty())
    });
    marks.sort_by(|one, other| {
        let key = |mark: &TextMark| (mark.start, std::cmp::Reverse(mark.end), mark.kind);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.concept.cmp(&other.concept))
    });
    marks.dedup();
    marks
}

/// Words in question as a mark.
pub(super) fn fault((start, end): (usize, usize)) -> TextMark {
    TextMark {
        start,
        end,
        kind: MarkKind::Fault,
        concept: String::new(),
    }
}

/// Where the words of a finding stand in a text: as a whole, or else each of what they
/// are a list of. Nothing when they do not stand there.
pub(super) fn places(text: &str, words: &str) -> Vec<(usize, usize)> {
    // Words that were too long to be shown were cut.
    let words = words.strip_suffix('…').unwrap_or(words);
    let whole = of(text, words);
    if !whole.is_empty() {
        return whole;
    }
    let parts = words.split(", ").filter(|part| *part != words);
    let mut found: Vec<(usize, usize)> = parts.flat_map(|part| of(text, part)).collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(PLACES);
    found
}

/// The places of a wording that are no part of a longer word; where there is none, the
/// first place of all.
fn of(text: &str, words: &str) -> Vec<(usize, usize)> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let all = text.match_indices(words);
    let all = all.map(|(start, found)| (start, start + found.len()));
    let apart = |(start, end): &(usize, usize)| {
        let joins = |one: Option<char>, other: Option<char>| {
            let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            is_part(one) && is_part(other)
        };
        let before = text.get(..*start).and_then(|part| part.chars().next_back());
        let after = text.get(*end..).and_then(|part| part.chars().next());
        !joins(before, words.chars().next()) && !joins(words.chars().next_back(), after)
    };
    let alone: Vec<(usize, usize)> = all.clone().filter(apart).take(PLACES).collect();
    if alone.is_empty() {
        return all.take(1).collect();
    }
    alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_as_words() {
        assert_eq!(places("120 of 12", "12"), [(7, 9)]);
        assert_eq!(
            places("120 of 121", "12"),
            [(0, 2)],
            "part of a word at least"
        );
        assert_eq!(places("12 and 7", "7, 12"), [(0, 2), (7, 8)]);
        assert_eq!(places("a long wor", "a long…"), [(0, 6)]);
        assert_eq!(places("国国人", "国人"), [(3, 9)]);
        assert_eq!(places("abc", ""), []);
        assert_eq!(places("abc", "…"), []);
        assert_eq!(places("abc", "d"), []);
    }

    proptest! {
        /// Whatever is asked, marks lie inside the text and between characters, in order.
        #[test]
        fn marks_lie_between_characters(
            text in "[aé国ۇ 1,“”]{0,30}",
            words in "[aé国ۇ 1,“…]{0,4}",
            given in prop::collection::vec((0_usize..60, 0_usize..60), 0..8),
        ) {
            for (start, end) in places(&text, &words) {
                prop_assert!(text.get(start..end).is_some_and(|part| !part.is_empty()));
            }
            let marks = sorted(&text, given.into_iter().map(fault).collect());
            for mark in &marks {
                prop_assert!(text.get(mark.start..mark.end).is_some_and(|part| !part.is_empty()));
            }
            for pair in marks.windows(2) {
                prop_assert!(
                    (pair[0].start, std::cmp::Reverse(pair[0].end))
                        <= (pair[1].start, std::cmp::Reverse(pair[1].end))
                );
            }
        }
    }
}
