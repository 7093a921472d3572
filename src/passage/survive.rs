//! Which sentences of a source are whole in a quotation.

use std::ops::Range;

use super::tracing::{PartKind, Tracing};
use super::wording::{Word, Wording};

/// What is left of a sentence or a clause of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Survival {
    /// Every word and every mark between the words, and none was added to them at
    /// either end: its translation holds.
    Whole,
    /// Words are missing, or words or marks are others.
    Partly,
    /// No word.
    Gone,
}

/// What is left of each of some stretches of the source, given as bytes: its
/// sentences ([`Segmenter`](crate::text::segment::Segmenter)) or its [`clauses`]. A
/// stretch without words is gone.
pub fn survival(tracing: &Tracing, source: &Wording, stretches: &[Range<usize>]) -> Vec<Survival> {
    let kept: Vec<Range<usize>> = tracing.survived().map(|span| span.bytes.clone()).collect();
    let joined = joined(tracing);
    let at = |byte: usize| {
        let words = &source.words;
        words.partition_point(|word| word.place.bytes.start < byte)
    };
    let left = |stretch: &Range<usize>| {
        let words = source.words.get(at(stretch.start)..at(stretch.end));
        let (Some(first), Some(last)) = (
            words.and_then(<[Word]>::first),
            words.and_then(<[Word]>::last),
        ) else {
            return Survival::Gone;
        };
        let (start, end) = (first.place.bytes.start, last.place.bytes.end);
        let next = kept.partition_point(|kept| kept.end <= start);
        match kept.get(next) {
            Some(kept) if kept.start <= start && end <= kept.end => {
                let (before, after) = joined.get(next).copied().unwrap_or_default();
                match (before && kept.start == start) || (after && kept.end == end) {
                    true => Survival::Partly,
                    false => Survival::Whole,
                }
            }
            Some(kept) if kept.start < end => Survival::Partly,
            _ => Survival::Gone,
        }
    };
    stretches.iter().map(left).collect()
}

/// Of every stretch of kept words, whether words that the source does not have were
/// added right before it and right after it.
fn joined(tracing: &Tracing) -> Vec<(bool, bool)> {
    let added = |at: Option<usize>| {
        let part = at.and_then(|at| tracing.parts.get(at));
        part.is_some_and(|part| part.kind == PartKind::Added)
    };
    let parts = tracing.parts.iter().enumerate();
    parts
        .filter(|(_, part)| part.kind == PartKind::Kept && part.source.is_some())
        .map(|(at, _)| (added(at.checked_sub(1)), added(at.checked_add(1))))
        .collect()
}

/// The clauses of a text as bytes, without the white space between them: what ends
/// with a full stop, a question or exclamation mark, a semicolon, a colon, or lies
/// between dashes that stand apart. A comma ends none, because lists have commas.
pub fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        let next = characters.peek().map(|(_, next)| *next);
        let apart = next.is_none_or(char::is_whitespace);
        let ends = match c {
            '.' | '!' | '?' | ';' | ':' | '؟' | '؛' | '۔' => apart,
            '。' | '！' | '？' | '；' | '：' => true,
            '–' | '—' | '-' => apart && before.is_whitespace(),
            '\n' => true,
            _ => false,
        };
        if ends {
            found.push(start..end);
            start = end;
        }
        before = c;
    }
    found.push(start..text.len());
    let trimmed = |range: Range<usize>| {
        let part = text.get(range.clone()).unwrap_or_default();
        let from = range.start + part.len() - part.trim_start().len();
        from..from + part.trim().len()
    };
    let has_words = |range: &Range<usize>| {
        let part = text.get(range.clone()).unwrap_or_default();
        part.chars().any(char::is_alphanumeric)
    };
    found.into_iter().map(trimmed).filter(has_words).collect()
}
