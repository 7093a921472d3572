//! A quotation of a passage: which units it touches, and what they are told of it.

use std::ops::Range;

use crate::model::{Locale, Passage};
use crate::passage::{PartKind, Stretch, Tracing, Verdict, Wording};
use crate::pipeline::passages::Survey;
use crate::pipeline::passages::corpus::TextOf;
use crate::pipeline::passages::release::Quote;
use crate::pipeline::passages::told::{altered, changes};
use crate::pipeline::passages::trace::Trail;

use super::Aligned;
use super::aligned::marked;

/// A stored translation of so many bytes is shown whole in every unit.
const WHOLE: usize = 1_000;

/// No more bytes of one are ever shown in a unit: a sentence may be a book.
const LONGEST: usize = 4_000;

/// A quotation of a passage.
pub(super) struct Quoted<'a> {
    pub(super) passage: &'a Passage,
    pub(super) tracing: &'a Tracing,
    pub(super) wording: &'a Wording,
    stretches: &'a [Stretch],
    line: String,
}

impl<'a> Quoted<'a> {
    /// All passages that are equally good sources of a quotation; none if its source is
    /// no passage.
    pub(super) fn all(survey: &'a Survey, trail: &'a Trail) -> Vec<Quoted<'a>> {
        let quote = survey.corpus.quote(trail.release, trail.quote);
        let (Some(source), Some((_, quote))) = (trail.source.as_ref(), quote) else {
            return Vec::new();
        };
        let first = (source.text, &source.tracing);
        let also = source.also.iter().map(|one| (one.text, &one.tracing));
        std::iter::once(first)
            .chain(also)
            .filter_map(|(text, tracing)| Quoted::of(survey, quote, text, tracing))
            .collect()
    }

    fn of(
        survey: &'a Survey,
        quote: &'a Quote,
        text: TextOf,
        tracing: &'a Tracing,
    ) -> Option<Quoted<'a>> {
        let (passage, wording) = survey.corpus.passage(text)?;
        let verdicts = tracing.verdicts();
        let mut words: Vec<&str> = verdicts.iter().map(|one| one.as_str()).collect();
        let told = altered(&changes(tracing, &passage.text, &quote.utterance.text));
        let told = format!("altered ({})", told.unwrap_or_default());
        for word in &mut words {
            if *word == Verdict::Altered.as_str() {
                *word = &told;
            }
        }
        let mut line = format!("Part of the passage {}", passage.id());
        let origin = passage.origin.line();
        if !origin.is_empty() {
            line.push_str(&format!(" ({origin})"));
        }
        line.push_str(&format!("; the quotation is {}.", words.join(", ")));
        if !passage.origin.note.is_empty() {
            line.push_str(&format!(" Remark: {}", passage.origin.note));
        }
        Some(Quoted {
            passage,
            tracing,
            wording,
            stretches: &quote.utterance.stretches,
            line,
        })
    }

    /// What some bytes of a paragraph have of the quotation, as bytes of the paragraph.
    pub(super) fn parts(
        &self,
        paragraph: usize,
        bytes: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let here = self.stretches.iter();
        here.filter(move |one| one.paragraph == paragraph)
            .map(move |one| overlap(&one.place.bytes, &bytes))
            .filter(|part| part.start < part.end)
    }

    /// The bytes of the passage from which parts of a paragraph come, as far as can be
    /// told: where words were kept they are as far from the beginning on both sides, but
    /// for white space.
    pub(super) fn sources(&self, paragraph: usize, parts: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut sources = Vec::new();
        for stretch in self
            .stretches
            .iter()
            .filter(|one| one.paragraph == paragraph)
        {
            for part in parts {
                let part = overlap(&stretch.place.bytes, part);
                if part.start >= part.end {
                    continue;
                }
                let shift = |at: usize| at - stretch.place.bytes.start + stretch.within.bytes.start;
                let said = shift(part.start)..shift(part.end);
                for one in &self.tracing.parts {
                    let (Some(source), Some(quoted)) = (&one.source, &one.quoted) else {
                        continue;
                    };
                    let shared = overlap(&quoted.bytes, &said);
                    if shared.start >= shared.end {
                        continue;
                    }
                    let from = |at: usize| at - quoted.bytes.start + source.bytes.start;
                    let moved = from(shared.start)..from(shared.end);
                    let moved = overlap(&moved, &source.bytes);
                    let kept = one.kind == PartKind::Kept && moved.start < moved.end;
                    sources.push(if kept { moved } else { source.bytes.clone() });
                }
            }
        }
        sources
    }

    /// What is told of the passage, with its translations; of a long one as much as
    /// belongs to those bytes of the passage, with a sentence before and after.
    pub(super) fn note(
        &self,
        aligned: &[Aligned<'_>],
        sources: &[Range<usize>],
        target: &Locale,
    ) -> String {
        let mut lines = vec![self.line.clone()];
        if aligned.is_empty() {
            lines.push(format!("No translation of it into {target} is stored."));
        }
        for (version, pairs) in aligned {
            let mut from = version.status.to_string();
            if !version.citation.is_empty() {
                from.push_str(", ");
                from.push_str(&version.citation);
            }
            let text = version.text.as_str();
            let window = match text.len() <= WHOLE {
                true => 0..text.len(),
                false => window(text, pairs, sources),
            };
            let (shown, marked) = marked(text, pairs, &window);
            let how = match marked {
                true => " (⟦ ⟧: sentences that survive whole)",
                false => " (no sentence is known to survive whole)",
            };
            lines.push(format!("Stored translation, {from}{how}: {shown}"));
            if window != (0..text.len()) {
                let id = self.passage.id();
                lines.push(format!(
                    "The translation was shortened here; `tilmach passage show {id}` has all of it."
                ));
            }
        }
        if aligned.len() > 1 {
            lines.push("These translations disagree; none is filled in.".to_owned());
        }
        lines.join("\n")
    }
}

/// What two stretches share; the start is not before the end where they share nothing.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    one.start.max(other.start)..one.end.min(other.end)
}

/// The bytes of a long translation that are shown: the sentences that belong to those of
/// the passage, and one before and after; where that is not known, its beginning.
fn window(text: &str, pairs: &[super::Pair], sources: &[Range<usize>]) -> Range<usize> {
    let touched = |pair: &super::Pair| {
        let mut sources = sources.iter();
        sources.any(|one| one.start < pair.source.end && pair.source.start < one.end)
    };
    let first = pairs.iter().position(touched);
    let last = pairs.iter().rposition(touched);
    let (start, end) = match (first, last) {
        (Some(first), Some(last)) => {
            let before = pairs.get(first.saturating_sub(1));
            let after = pairs.get(last + 1).or(pairs.get(last));
            let start = before.map_or(0, |pair| pair.target.start);
            (start, after.map_or(text.len(), |pair| pair.target.end))
        }
        _ => (0, WHOLE),
    };
    let mut end = end.min(start + LONGEST).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}
