//! Words in quotations that stood in another statement before: somebody has translated
//! these words, and a quotation is not translated twice in two ways.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memmem::Finder;

use crate::memory::{self, Store};
use crate::model::{Document, Locale, Paragraph};
use crate::pipeline::Desk;
use crate::pipeline::run::Tally;
use crate::text::quotation::quotations;
use crate::text::token::{count_words, folded_words};

/// Quotations of fewer words say nothing of where they come from.
const WORDS: usize = 5;

/// For each document what stands in quotations of which all words stood, one after
/// another, in an earlier document of the list or in another statement of the memory.
pub(super) fn quoted(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
) -> Result<Vec<Tally>, memory::Error> {
    let source = &desk.project.source;
    let said: Vec<Vec<Said>> = documents.iter().map(|one| said(one, source)).collect();
    if said.iter().all(Vec::is_empty) {
        return Ok(vec![Tally::default(); documents.len()]);
    }
    let mut known: Vec<Known> = Vec::new();
    for version in store.statements()? {
        let here = documents.iter().any(|one| one.name == version.name);
        if !here && version.locale == *source {
            known.push(Known::new(&store.document(&version)?, source));
        }
    }
    let mut tallies = Vec::with_capacity(documents.len());
    for (document, said) in documents.iter().zip(said) {
        let mut tally = Tally::default();
        let mut units = BTreeSet::new();
        for one in said {
            let words = Finder::new(one.words.as_bytes());
            if known.iter().any(|known| known.holds(&words)) {
                units.extend(one.units);
                tally.words += one.tally.words;
                tally.characters += one.tally.characters;
            }
        }
        tally.segments = units.len();
        tallies.push(tally);
        known.push(Known::new(document, source));
    }
    Ok(tallies)
}

/// A quotation of a document.
struct Said {
    /// Its folded words, with a space before and behind each.
    words: String,
    /// The units it stands in, by their places in the document.
    units: Vec<usize>,
    /// Words and characters.
    tally: Tally,
}

/// The words of a statement.
struct Known(Vec<String>);

impl Known {
    fn new(document: &Document, locale: &Locale) -> Known {
        let paragraphs = document.paragraphs.iter();
        Known(
            paragraphs
                .map(|paragraph| joined(&paragraph.text(), locale).0)
                .collect(),
        )
    }

    fn holds(&self, words: &Finder<'_>) -> bool {
        let mut paragraphs = self.0.iter();
        paragraphs.any(|paragraph| words.find(paragraph.as_bytes()).is_some())
    }
}

/// Folded words with a space before and behind each, and how many they are.
fn joined(text: &str, locale: &Locale) -> (String, usize) {
    let words = folded_words(text, locale);
    (format!(" {} ", words.join(" ")), words.len())
}

/// The quotations of a document that are for translation and lie in no other.
fn said(document: &Document, locale: &Locale) -> Vec<Said> {
    let texts: Vec<String> = document.paragraphs.iter().map(Paragraph::text).collect();
    let shown: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut all = Vec::new();
    let mut number = 0;
    let of_paragraphs = quotations(&shown, locale);
    for ((paragraph, text), found) in document.paragraphs.iter().zip(&texts).zip(&of_paragraphs) {
        let stretches = stretches(paragraph, number);
        number += paragraph.segments.len();
        if !paragraph.translate {
            continue;
        }
        for quotation in found.iter().filter(|one| one.parent.is_none()) {
            let inside = quotation.inside();
            let part = text.get(inside.clone()).unwrap_or_default();
            let (words, count) = joined(part, locale);
            if count < WORDS {
                continue;
            }
            let here = |range: &Range<usize>| range.start < inside.end && inside.start < range.end;
            let units = stretches.iter().filter(|(_, range)| here(range));
            all.push(Said {
                words,
                units: units.map(|(unit, _)| *unit).collect(),
                tally: Tally {
                    segments: 0,
                    words: count_words(part),
                    characters: part.chars().count(),
                },
            });
        }
    }
    all
}

/// The segments of a paragraph as bytes of it, numbered from `first`.
fn stretches(paragraph: &Paragraph, first: usize) -> Vec<(usize, Range<usize>)> {
    let mut end = 0;
    let numbered = (first..).zip(&paragraph.segments);
    numbered
        .map(|(number, segment)| {
            let start = end + segment.before.len();
            end = start + segment.content.plain().len();
            (number, start..end)
        })
        .collect()
}
