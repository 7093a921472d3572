//! Whether a quotation is from a text, and what became of the words.

mod evidence;
mod parts;

use std::ops::Range;

use super::align::{Fate, align};
use super::tracing::Tracing;
use super::wording::{Bracketed, Word, Wording};

use evidence::Evidence;

/// How the text that may be the source stands to the quotation: what is near needs
/// less to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Any text: a paragraph of another statement, a unit of a memory.
    Written,
    /// Somebody's words: a quotation of another statement.
    Spoken,
    /// Somebody's words of which no sentence lacks its beginning or its end: a passage.
    Whole,
    /// A quotation of the same statement, as a heading or a pull quote repeats it.
    Near,
}

/// Whether a quotation comes from a text, and what became of the words; none if it
/// does not, or if its words are too few or too scattered to tell. The thresholds
/// and their reasons stand in `docs/quotations.md`.
///
/// The work grows with the product of the lengths up to two million pairs of words,
/// and above that with their sum.
pub fn compare(quotation: &Wording, source: &Wording, standing: Standing) -> Option<Tracing> {
    let (words, others) = (quotation.words.as_slice(), source.words.as_slice());
    let steps = align(words, others);
    let evidence = Evidence::of(words, others, &steps);
    if !evidence.convinces(standing) {
        return None;
    }
    let kept = |fate: Fate| fate == Fate::Kept;
    let mut places = steps.iter().filter(|s| kept(s.fate)).map(|step| step.at);
    let first = places.next()?;
    let last = places.next_back().unwrap_or(first);
    let pairs = steps.iter().zip(words);
    let of_another = pairs
        .filter(|(step, word)| kept(step.fate) && !word.inner)
        .filter(|(step, _)| others.get(step.at).is_some_and(|other| other.inner))
        .count();
    Some(Tracing {
        parts: parts::parts(quotation, source, &steps, standing == Standing::Whole),
        extent: source.span(first..last + 1)?,
        words: evidence.own / 2,
        matched: evidence.kept / 2,
        of_another: of_another * 2 > steps.iter().filter(|step| kept(step.fate)).count(),
    })
}

/// Whether a word is the speaker's own, for all that the brackets say.
pub(super) fn is_own(word: &Word) -> bool {
    word.bracketed != Bracketed::Whole
}

/// Whether words that are missing are what a reporter says between two parts of one
/// quotation (“…,” said Ana Roe, “…”): they were never the speaker's.
fn is_between_parts(source: &[Word], missing: &Range<usize>) -> bool {
    let inner = |at: usize| source.get(at).is_some_and(|word| word.inner);
    let before = missing.start.checked_sub(1).is_some_and(inner);
    before && inner(missing.end) && !missing.clone().any(inner)
}
