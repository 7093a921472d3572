//! What stands in the sources: whose words they are, which terms, where the quotations
//! come from.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::glossary::Matcher;
use crate::model::{Document, MarkKind, MarkedText, TextMark};
use crate::pipeline::Desk;
use crate::pipeline::marks::quoted;
use crate::pipeline::passages::Survey;
use crate::pipeline::passages::told::altered;
use crate::pipeline::passages::trace::{Source, Trail};
use crate::pipeline::quoted::quoted_by;
use crate::text::quotation::quotations;

use super::marked::sorted;

/// What is seen in one segment.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Its text with quotations and terms.
    pub(super) text: MarkedText,
    /// Who is quoted, each once.
    pub(super) speakers: Vec<String>,
    /// The concepts that stand in it.
    pub(super) concepts: BTreeSet<String>,
}

/// Looks at sources.
pub(super) struct Reader<'a> {
    desk: &'a Desk<'a>,
    /// None when the glossary is too large to be searched for, which is told where the
    /// rules are made.
    matcher: Option<Matcher>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(desk: &'a Desk<'a>) -> Reader<'a> {
        let matcher = Matcher::new(desk.glossary, &desk.project.source).ok();
        Reader { desk, matcher }
    }

    /// Every segment of a document, in order.
    pub(super) fn look(&self, document: &Document) -> Vec<Seen> {
        let paragraphs = &document.paragraphs;
        let texts: Vec<String> = paragraphs.iter().map(|one| one.text()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = quotations(&texts, &self.desk.project.source);
        let mut speakers = quoted_by(document, &found).into_iter();
        let mut all = Vec::with_capacity(speakers.len());
        for (paragraph, quotations) in paragraphs.iter().zip(&found) {
            let mut start = 0;
            for segment in &paragraph.segments {
                start += segment.before.len();
                let text = segment.content.plain();
                let end = start + text.len();
                let mut seen = self.segment(text, &quoted(quotations, start..end));
                for by in speakers.next().into_iter().flatten() {
                    let known = |name: &String| seen.speakers.contains(name);
                    let new = by.speaker.filter(|name| !known(name));
                    seen.speakers.extend(new);
                }
                all.push(seen);
                start = end;
            }
        }
        all
    }

    /// A segment of which these bytes are quoted.
    fn segment(&self, text: String, quoted: &[std::ops::Range<usize>]) -> Seen {
        let hits = self.matcher.as_ref();
        let hits = hits.map(|matcher| matcher.find_quoted(&text, quoted));
        let hits = hits.unwrap_or_default();
        let quotes = quoted.iter().map(|part| TextMark {
            start: part.start,
            end: part.end,
            kind: MarkKind::Quoted,
            concept: String::new(),
        });
        let terms = hits.iter().map(|hit| TextMark {
            start: hit.span.0,
            end: hit.span.1,
            kind: MarkKind::Term,
            concept: hit.concept.clone(),
        });
        let marks = sorted(&text, quotes.chain(terms).collect());
        Seen {
            text: MarkedText { text, marks },
            speakers: Vec::new(),
            concepts: hits.into_iter().map(|hit| hit.concept).collect(),
        }
    }

    /// In how many segments for translation each concept stands. Works on the threads it
    /// is called on.
    pub(super) fn count(&self, documents: &[Document]) -> BTreeMap<String, usize> {
        let one = |document: &Document| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for ((_, paragraph, _), seen) in document.units().zip(self.look(document)) {
                for concept in seen.concepts.into_iter().filter(|_| paragraph.translate) {
                    *counts.entry(concept).or_default() += 1;
                }
            }
            counts
        };
        let joined = |mut one: BTreeMap<String, usize>, other: BTreeMap<String, usize>| {
            for (concept, count) in other {
                *one.entry(concept).or_default() += count;
            }
            one
        };
        documents.par_iter().map(one).reduce(BTreeMap::new, joined)
    }
}

/// What is said of the quotations of a statement, by the units in which their words
/// stand.
pub(super) fn told(survey: &Survey, name: &str) -> BTreeMap<String, Vec<String>> {
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for trail in survey.trails_of(name) {
        let Some(source) = &trail.source else {
            continue;
        };
        let line = line(survey, trail, source);
        for unit in units(survey, trail) {
            let lines = told.entry(unit).or_default();
            if !lines.contains(&line) {
                lines.push(line.clone());
            }
        }
    }
    told
}

/// Where a quotation comes from, and what became of its words.
fn line(survey: &Survey, trail: &Trail, source: &Source) -> String {
    let verdicts = source.tracing.verdicts();
    let verdicts: Vec<&str> = verdicts.iter().map(|one| one.as_str()).collect();
    let place = survey.corpus.line(source.text);
    let mut line = format!("from {place}: {}", verdicts.join(", "));
    if let Some(altered) = altered(&survey.changes(trail)) {
        line.push_str(&format!(" ({altered})"));
    }
    line
}

/// The units in which words of a quotation stand.
fn units(survey: &Survey, trail: &Trail) -> Vec<String> {
    let Some((release, quote)) = survey.corpus.quote(trail.release, trail.quote) else {
        return Vec::new();
    };
    let mut units = Vec::new();
    for stretch in &quote.utterance.stretches {
        let Some(paragraph) = release.paragraphs.get(stretch.paragraph) else {
            continue;
        };
        let words = &stretch.place.bytes;
        for (segment, number) in paragraph.segments.iter().zip(1_u32..) {
            if segment.start < words.end && words.start < segment.end {
                units.push(format!("p{}.s{number}", paragraph.number));
            }
        }
    }
    units
}
