//! Quotations: where somebody else's words begin and end, and whose they are.
//!
//! A quotation belongs to its speaker: it keeps the speaker's terms, it is
//! what readers compare, and in a translation it must not change. So it is a
//! value of its own, found by the marks and by the conventions of the press;
//! `docs/statements.md` says what is read, and what is deliberately not.
//!
//! ```
//! use tilmach::{model::Locale, text::quotation::quotations};
//! let found = quotations(&["“It rains,” said Ana Roe."], &Locale::english());
//! let [quotation] = found[0].as_slice() else { panic!() };
//! assert_eq!(quotation.span.characters, 0..11);
//! assert_eq!(quotation.speaker.as_ref().map(|s| s.name.as_str()), Some("Ana Roe"));
//! ```

mod chain;
mod gaps;
mod marks;
mod pairs;
mod rules;
mod single;
mod speaker;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::model::{Locale, Quotation, Span};

pub use gaps::{elisions, insertions};

use pairs::Found;
use rules::Rules;

/// The quotations of each paragraph of a document, in the order of their
/// starts, an outer one before those inside of it. The paragraphs are
/// given in order and all of them, because a quotation may go on from one into
/// the next. Takes time in proportion to the text.
pub fn quotations(paragraphs: &[&str], locale: &Locale) -> Vec<Vec<Quotation>> {
    let rules = Rules::of(locale);
    let mut all: Vec<Vec<Quotation>> = chain::chain(paragraphs, &rules)
        .into_iter()
        .zip(paragraphs)
        .map(|(found, text)| values(&found, text))
        .collect();
    speaker::attribute(&mut all, paragraphs, &rules);
    all
}

/// The words by which a language says who speaks, for whoever reads names: a folded
/// word and the list it may be in (`title`, `kin`, `body`, `verb` and the others of
/// `rules/`).
pub(crate) struct Lexicon {
    rules: Rules,
}

impl Lexicon {
    /// The words of a language; none if it has no file.
    pub(crate) fn of(locale: &Locale) -> Lexicon {
        Lexicon {
            rules: Rules::of(locale),
        }
    }

    /// Whether a word, as it stands, is in a list.
    pub(crate) fn has(&self, list: &str, word: &str) -> bool {
        self.rules.has(list, word)
    }
}

/// Bytes into characters.
struct Characters<'a> {
    text: &'a str,
    /// How many characters begin before each block of the text.
    before: Vec<usize>,
}

/// So many bytes are counted anew for every place.
const BLOCK: usize = 128;

impl<'a> Characters<'a> {
    fn of(text: &'a str) -> Characters<'a> {
        let mut count = 0;
        let before = |block: &[u8]| {
            let before = count;
            count += beginnings(block);
            before
        };
        Characters {
            text,
            before: text.as_bytes().chunks(BLOCK).map(before).collect(),
        }
    }

    fn span(&self, bytes: Range<usize>) -> Span {
        Span {
            characters: self.place(bytes.start)..self.place(bytes.end),
            bytes,
        }
    }

    /// How many characters begin before a byte.
    fn place(&self, byte: usize) -> usize {
        let block = (byte / BLOCK).min(self.before.len().saturating_sub(1));
        let before = self.before.get(block).copied().unwrap_or(0);
        let end = byte.min(self.text.len());
        let rest = self.text.as_bytes().get(block * BLOCK..end);
        before + beginnings(rest.unwrap_or_default())
    }
}

/// How many characters begin in a part of a text.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn values(found: &[Found], text: &str) -> Vec<Quotation> {
    if found.is_empty() {
        return Vec::new();
    }
    let characters = Characters::of(text);
    let mut values: Vec<Quotation> = Vec::with_capacity(found.len());
    let mut around: Vec<(usize, usize)> = Vec::new();
    for (index, found) in found.iter().enumerate() {
        while around.last().is_some_and(|(_, end)| *end <= found.start) {
            around.pop();
        }
        values.push(Quotation {
            span: characters.span(found.start..found.end),
            inner: characters.span(found.inner_start..found.inner_end),
            depth: u8::try_from(around.len() + 1).unwrap_or(u8::MAX),
            parent: around.last().map(|(parent, _)| *parent),
            speaker: None,
            continued: found.continued,
            continues: found.continues,
            closed: found.closed,
            elisions: Vec::new(),
            insertions: Vec::new(),
        });
        around.push((index, found.end));
    }
    fill(&mut values, text, &characters);
    values
}

/// Gives every gap to the innermost quotation around it.
fn fill(values: &mut [Quotation], text: &str, characters: &Characters<'_>) {
    let elisions = gaps::elisions(text);
    let insertions = gaps::insertions(text, &elisions);
    for (index, gap) in innermost(values, &elisions) {
        if let Some(value) = values.get_mut(index) {
            value.elisions.push(characters.span(gap));
        }
    }
    for (index, gap) in innermost(values, &insertions) {
        if let Some(value) = values.get_mut(index) {
            value.insertions.push(characters.span(gap));
        }
    }
}

/// For each of some ranges in order: the innermost quotation that holds it.
fn innermost(values: &[Quotation], gaps: &[Range<usize>]) -> Vec<(usize, Range<usize>)> {
    let mut next = 0;
    let mut around: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for gap in gaps {
        while values
            .get(next)
            .is_some_and(|v| v.inner.bytes.start <= gap.start)
        {
            around.push(next);
            next += 1;
        }
        let ended = |index: &usize| {
            let value = values.get(*index);
            value.is_none_or(|value| value.inner.bytes.end < gap.end)
        };
        while around.last().is_some_and(ended) {
            around.pop();
        }
        found.extend(around.last().map(|index| (*index, gap.clone())));
    }
    found
}
