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
    /// Whether each is a whole line of its text: no other sentence beside it may have
    /// taken words from it.
    pub(super) line: bool,
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
        let mut pairs: Vec<(Range<usize>, Range<usize>, bool)> = Vec::new();
        for (source, target) in source.into_iter().zip(target) {
            let ours = sentences(&self.source, &quoted.passage.text, source);
            let theirs = sentences(&self.target, &version.text, target);
            if ours.len() == theirs.len() {
                let line = ours.len() == 1;
                let both = ours.into_iter().zip(theirs);
                pairs.extend(both.map(|(ours, theirs)| (ours, theirs, line)));
            }
        }
        let stretches: Vec<Range<usize>> = pairs.iter().map(|(one, ..)| one.clone()).collect();
        let left = survival(quoted.tracing, quoted.wording, &stretches);
        let pairs = pairs.into_iter().zip(left);
        pairs
            .map(|((source, target, line), survival)| Pair {
                source,
                target,
                survival,
                line,
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

/// As much of a translation as lies in a window, with brackets around what survives of
/// it whole, dots for what is left out, and whether anything survives.
pub(super) fn marked(text: &str, pairs: &[Pair], window: &Range<usize>) -> (String, bool) {
    let mut out = String::with_capacity(window.len());
    if window.start > 0 {
        out.push_str("… ");
    }
    let mut at = window.start;
    let mut any = false;
    let inside = |pair: &&Pair| window.start <= pair.target.start && pair.target.end <= window.end;
    let whole = pairs.iter().filter(|pair| pair.survival == Survival::Whole);
    for pair in whole.filter(inside) {
        let Range { start, end } = pair.target;
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push('⟦');
        out.push_str(text.get(start..end).unwrap_or_default());
        out.push('⟧');
        at = end;
        any = true;
    }
    out.push_str(text.get(at..window.end).unwrap_or_default());
    if window.end < text.len() {
        out.push_str(" …");
    }
    (out, any)
}

/// Sentences of a passage that a segment is, with their translation.
pub(super) struct Run {
    pub(super) source: String,
    pub(super) target: String,
    /// Whether they are the same mark by mark.
    pub(super) exact: bool,
    /// Whether it is sure that the two belong together: all of the passage, or a line
    /// of it that is one sentence on both sides.
    pub(super) whole: bool,
}

/// The sentences of the passage that a segment is; none if it is not whole sentences.
pub(super) fn run(
    quoted: &Quoted<'_>,
    segment: &str,
    version: &PassageVersion,
    pairs: &[Pair],
    locale: &Locale,
) -> Option<Run> {
    let (wanted, within) = (fold(segment.trim(), locale), bare(segment, locale));
    let text = &quoted.passage.text;
    for (index, first) in pairs.iter().enumerate() {
        let run = pairs.iter().skip(index);
        let run = run.take_while(|pair| pair.survival == Survival::Whole);
        for (more, pair) in run.enumerate() {
            let source = text.get(first.source.start..pair.source.end)?;
            if source.contains('\n') || source.len() > segment.len().saturating_mul(2) {
                break;
            }
            if bare(source, locale) != within {
                continue;
            }
            let target = version.text.get(first.target.start..pair.target.end)?;
            let all = source == text.trim() && target == version.text.trim();
            return Some(Run {
                exact: fold(source, locale) == wanted,
                whole: all || (more == 0 && pair.line),
                source: source.to_owned(),
                target: target.to_owned(),
            });
        }
    }
    None
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
