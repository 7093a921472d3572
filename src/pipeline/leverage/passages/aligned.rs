//! Sentences of a passage and those of its translation, side by side.

use std::ops::Range;

use crate::model::{Locale, PassageVersion};
use crate::passage::{Survival, survival};
use crate::text::fold::fold;
use crate::text::segment::Segmenter;

use super::Quoted;

/// Marks that may stand around a sentence without being its own.
const QUOTES: [char; 14] = [
    '“', '”', '"', '‘', '’', '\'', '«', '»', '„', '‟', '「', '」', '『', '』',
];

/// A sentence of a passage and that of its translation, as bytes of both.
pub(super) struct Pair {
    pub(super) source: Range<usize>,
    pub(super) target: Range<usize>,
    pub(super) survival: Survival,
}

/// What cuts both.
pub(super) struct Segmenters {
    source: Segmenter,
    target: Segmenter,
}

impl Segmenters {
    pub(super) fn of(source: &Locale, target: &Locale) -> Segmenters {
        Segmenters {
            source: Segmenter::of(source),
            target: Segmenter::of(target),
        }
    }

    /// Sentences that belong together; none where the two have not as many.
    pub(super) fn aligned(&self, quoted: &Quoted<'_>, version: &PassageVersion) -> Vec<Pair> {
        let source = lines(&quoted.passage.text);
        let target = lines(&version.text);
        if source.len() != target.len() {
            return Vec::new();
        }
        let mut pairs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        for (source, target) in source.into_iter().zip(target) {
            let ours = sentences(&self.source, &quoted.passage.text, source);
            let theirs = sentences(&self.target, &version.text, target);
            if ours.len() == theirs.len() {
                pairs.extend(ours.into_iter().zip(theirs));
            }
        }
        let stretches: Vec<Range<usize>> = pairs.iter().map(|(one, _)| one.clone()).collect();
        let left = survival(&quoted.source.tracing, quoted.wording, &stretches);
        let pairs = pairs.into_iter().zip(left);
        pairs
            .map(|((source, target), survival)| Pair {
                source,
                target,
                survival,
            })
            .collect()
    }
}

/// The lines of a text, as bytes.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.push(start..start + line.len());
        start += line.len() + 1;
    }
    lines
}

/// The sentences of a line, as bytes of the text, without the white space after them.
fn sentences(segmenter: &Segmenter, text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut start = line.start;
    let mut found = Vec::new();
    for sentence in segmenter.segment(text.get(line).unwrap_or_default()) {
        let lead = sentence.len() - sentence.trim_start().len();
        let words = sentence.trim().len();
        if words > 0 {
            found.push(start + lead..start + lead + words);
        }
        start += sentence.len();
    }
    found
}

/// A translation with brackets around what survives, and whether anything does.
pub(super) fn marked(text: &str, pairs: &[Pair]) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut any = false;
    for pair in pairs.iter().filter(|pair| pair.survival == Survival::Whole) {
        let Range { start, end } = pair.target;
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push('⟦');
        out.push_str(text.get(start..end).unwrap_or_default());
        out.push('⟧');
        at = end;
        any = true;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, any)
}

/// Folded, without quotation marks around it and without the mark at its end, which
/// goes by the sentence that quotes.
pub(super) fn bare(text: &str, locale: &Locale) -> String {
    let edge = |c: char| c.is_whitespace() || QUOTES.contains(&c);
    let text = text.trim_matches(edge).trim_end_matches(['.', ',']);
    fold(text.trim_end_matches(edge), locale)
}

pub(super) fn has_words(text: &str, part: Range<usize>) -> bool {
    let part = text.get(part).unwrap_or_default();
    part.chars().any(char::is_alphanumeric)
}

/// Whether no word of a text stands outside of a part of it.
pub(super) fn is_all(text: &str, part: &Range<usize>) -> bool {
    !has_words(text, 0..part.start) && !has_words(text, part.end..text.len())
}
