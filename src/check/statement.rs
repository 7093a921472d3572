use std::ops::Range;

use rayon::prelude::*;

use crate::diag::Finding;
use crate::glossary::Terminology;
use crate::model::{Locale, Quotation};
use crate::text::normalise::is_blank;
use crate::text::quotation::quotations;

use super::Pair;
use super::pair::Quoting;

/// The units of one document, or of several, in one language and in their order.
#[derive(Clone, Debug)]
pub struct Statement {
    pairs: Vec<Pair>,
    documents: Vec<Range<usize>>,
}

/// A finding on one unit of a statement.
#[derive(Clone, Debug)]
pub struct Remark {
    /// Which unit, counted from 0.
    pub unit: usize,
    /// The finding.
    pub finding: Finding,
    /// What else it depends on, beside the texts of the unit: when this changes,
    /// an accepted finding is no longer accepted.
    pub evidence: String,
}

impl Statement {
    /// A document. Where quotations stand is found once, over paragraphs, and
    /// given to every pair. Units named `p3.s1`, `p3.s2` are one paragraph.
    pub fn new(pairs: Vec<Pair>) -> Statement {
        Statement::of(vec![pairs])
    }

    /// Several documents: sentences are compared across all of them, quotations
    /// and footnotes stay inside of each.
    pub fn of(documents: Vec<Vec<Pair>>) -> Statement {
        let mut all = Vec::new();
        let mut places = Vec::new();
        let quoted = documents.into_par_iter().map(|mut pairs| {
            quote(&mut pairs, Side::Source);
            quote(&mut pairs, Side::Target);
            pairs
        });
        for mut pairs in quoted.collect::<Vec<_>>() {
            places.push(all.len()..all.len() + pairs.len());
            all.append(&mut pairs);
        }
        Statement {
            pairs: all,
            documents: places,
        }
    }

    /// Each document: the number of its first unit, and its units.
    pub fn documents(&self) -> impl Iterator<Item = (usize, &[Pair])> {
        let pairs = |place: &Range<usize>| self.pairs.get(place.clone()).unwrap_or_default();
        self.documents
            .iter()
            .map(move |place| (place.start, pairs(place)))
    }

    /// The same document with what the glossary says of every unit. A unit
    /// without a translation is not asked: it is missing as a whole.
    #[must_use]
    pub fn with_terms(mut self, terminology: &Terminology) -> Statement {
        let pairs = self.pairs.into_par_iter().map(|pair| {
            if is_blank(pair.target_text()) {
                pair
            } else {
                pair.with_terms(terminology)
            }
        });
        self.pairs = pairs.collect();
        self
    }

    /// The units.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }
}

#[derive(Clone, Copy)]
enum Side {
    Source,
    Target,
}

impl Side {
    fn text(self, pair: &Pair) -> &str {
        match self {
            Side::Source => pair.source_text(),
            Side::Target => pair.target_text(),
        }
    }

    fn locale(self, pair: &Pair) -> &Locale {
        match self {
            Side::Source => pair.source_locale(),
            Side::Target => pair.locale(),
        }
    }
}

/// The paragraph that a unit's id names: `p3` of `p3.s2`.
fn paragraph(pair: &Pair) -> Option<&str> {
    let (paragraph, segment) = pair.place().unit.as_deref()?.split_once(".s")?;
    let numbered = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (paragraph.strip_prefix('p').is_some_and(numbered) && numbered(segment)).then_some(paragraph)
}

/// Gives every pair its part of the quotations of the document.
fn quote(pairs: &mut [Pair], side: Side) {
    let Some(locale) = pairs.first().map(|pair| side.locale(pair).clone()) else {
        return;
    };
    let mut texts: Vec<String> = Vec::new();
    // Of each pair: its paragraph, and where in it the pair's text begins.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut before: Option<String> = None;
    for pair in pairs.iter() {
        let named = paragraph(pair);
        let goes_on = named.is_some() && named == before.as_deref();
        match texts.last_mut().filter(|_| goes_on) {
            Some(text) => {
                text.push(' ');
                places.push((texts.len() - 1, text_len(texts.last())));
            }
            None => {
                places.push((texts.len(), 0));
                texts.push(String::new());
            }
        }
        if let Some(text) = texts.last_mut() {
            text.push_str(side.text(pair));
        }
        before = named.map(str::to_owned);
    }
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut found = quotations(&borrowed, &locale);
    for quotations in &mut found {
        quotations.retain(|quotation| quotation.depth == 1);
    }
    for (pair, (number, start)) in pairs.iter_mut().zip(places) {
        let quotations = found.get(number).map(Vec::as_slice).unwrap_or_default();
        let quoting = part(quotations, start, start + side.text(pair).len());
        match side {
            Side::Source => pair.source_quoting = quoting,
            Side::Target => pair.target_quoting = quoting,
        }
    }
}

fn text_len(text: Option<&String>) -> usize {
    text.map_or(0, String::len)
}

/// What of a paragraph's outer quotations, which are sorted and do not overlap,
/// lies in one of its units.
fn part(quotations: &[Quotation], start: usize, end: usize) -> Quoting {
    let mut quoting = Quoting::default();
    let first = quotations.partition_point(|quotation| quotation.span.bytes.end <= start);
    let begun = |quotation: &&Quotation| quotation.span.bytes.start < end;
    for quotation in quotations.iter().skip(first).take_while(begun) {
        let span = &quotation.span.bytes;
        let (from, to) = (span.start.max(start), span.end.min(end));
        quoting.spans.push(from - start..to - start);
        quoting.at_start |= span.start < start || (from == start && quotation.continued);
        quoting.at_end |= span.end > end || (to == end && quotation.continues);
    }
    quoting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::model::Content;

    #[test]
    fn a_quotation_runs_over_the_units_of_a_paragraph() {
        let pair = |unit: &str, text: &str| {
            Pair::new(
                Content::text(text),
                Content::text(""),
                Locale::english(),
                Locale::english(),
                Place::default().unit(unit),
            )
        };
        let statement = Statement::new(vec![
            pair("p1.s1", "She said: “It rains."),
            pair("p1.s2", "It pours."),
            pair("p1.s3", "It ends.” He left."),
        ]);
        let [first, second, third] = statement.pairs() else {
            panic!("three pairs");
        };
        assert!(first.source_quoting().at_end && !first.source_quoting().at_start);
        assert_eq!(second.source_quoting().spans, vec![0..9]);
        assert!(third.source_quoting().at_start && !third.source_quoting().at_end);
        assert!(third.source_quoting().covers(0) && !third.source_quoting().covers(15));
    }
}
