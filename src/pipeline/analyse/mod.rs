//! How much of a text the memory knows already. Nothing is written.

mod internal;
mod quoted;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::memory::{FuzzyIndex, Store};
use crate::model::{Band, Content, Document, Locale, MatchKind};

use super::leverage::{self, Leverage, spelling};
use super::run::{Bands, NOT_TRANSLATED, Tally};
use super::{Desk, Error};
use internal::internal;
use quoted::quoted;

/// The row of texts that stood in an earlier statement of the work; those that stood
/// earlier in the same one are in the row of the band.
pub const ACROSS: &str = "repetition-across";

/// How the rows of internal matches begin; the band follows.
pub const INTERNAL: &str = "internal-";

/// The analysis of one statement for one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analysis {
    /// The statement.
    pub statement: String,
    /// The language.
    pub locale: String,
    /// Segments, words and characters by row: all of [`rows`], each segment in one.
    pub bands: Bands,
    /// The sum of the rows.
    pub total: Tally,
    /// What stands in quotations whose words stood in another statement before; it is
    /// counted in the rows as well.
    pub quoted: Tally,
}

/// The rows of an analysis, in the order in which they are shown: the bands, the best
/// first, each with its twin for matches inside of the work, and what is not for
/// translation.
pub fn rows() -> Vec<String> {
    let mut rows = Vec::new();
    for band in Band::ALL {
        rows.push(band.as_str().to_owned());
        match band {
            Band::Repetition => rows.push(ACROSS.to_owned()),
            Band::From95 | Band::From85 | Band::From75 | Band::From50 => {
                rows.push(format!("{INTERNAL}{band}"));
            }
            Band::InContext | Band::Exact | Band::New => {}
        }
    }
    rows.push(NOT_TRANSLATED.to_owned());
    rows
}

/// Analyses statements, in order, for each language. A text that stood earlier in the
/// list is a repetition; one that resembles an earlier one more than anything the memory
/// offers is an internal match.
pub fn analyse(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    targets: &[Locale],
) -> Result<Vec<Analysis>, Error> {
    let index = FuzzyIndex::load(store, &desk.project.source)?;
    let similar = leverage::similar(desk, index, leverage::wanted(documents), &[])?;
    let quoted = quoted(desk, store, documents)?;
    let counting = Counting::new(desk, documents, true)?;
    let mut analyses = Vec::new();
    for target in targets {
        let mut seen = BTreeSet::new();
        for (place, (document, quoted)) in documents.iter().zip(&quoted).enumerate() {
            let found = leverage::leverage(desk, store, document, &similar, target, &mut seen)?;
            let bands = counting.count(place, document, &found);
            let mut total = Tally::default();
            bands.values().for_each(|tally| total.add(*tally));
            analyses.push(Analysis {
                statement: document.name.clone(),
                locale: target.to_string(),
                bands,
                total,
                quoted: *quoted,
            });
        }
    }
    Ok(analyses)
}

/// What is known of the work as a whole before any language is looked at.
pub(super) struct Counting {
    internal: Vec<Vec<u8>>,
    firsts: BTreeMap<Content, usize>,
}

impl Counting {
    /// Internal matches are found only if the sentences are `compared`, which takes
    /// longer than all the rest where they are very many.
    pub(super) fn new(
        desk: &Desk<'_>,
        documents: &[Document],
        compared: bool,
    ) -> Result<Counting, Error> {
        let none = |document: &Document| vec![0; document.units().count()];
        Ok(Counting {
            internal: match compared {
                true => internal(desk, documents)?,
                false => documents.iter().map(none).collect(),
            },
            firsts: firsts(documents),
        })
    }

    /// The rows of the document at this place of the work. `found` is what the memory
    /// offers for each unit; that a text stood in another document need not be in it.
    pub(super) fn count(&self, place: usize, document: &Document, found: &[Leverage]) -> Bands {
        let internal = self.internal.get(place).map_or(&[][..], Vec::as_slice);
        let before = |text: &Content| self.firsts.get(text).is_some_and(|first| *first < place);
        count(document, found, internal, &before)
    }
}

/// The first of the documents in which each text stands.
fn firsts(documents: &[Document]) -> BTreeMap<Content, usize> {
    let mut firsts = BTreeMap::new();
    for (place, document) in documents.iter().enumerate() {
        for (_, _, segment) in document.units() {
            firsts.entry(spelling(&segment.content)).or_insert(place);
        }
    }
    firsts
}

/// Counts every segment once. `internal` has the score of the best match inside of the
/// work, in per cent, and `before` tells what stood in earlier statements.
fn count(
    document: &Document,
    found: &[Leverage],
    internal: &[u8],
    before: &dyn Fn(&Content) -> bool,
) -> Bands {
    let rows = rows();
    let mut bands: Bands = rows
        .into_iter()
        .map(|row| (row, Tally::default()))
        .collect::<BTreeMap<_, _>>();
    for (((_, paragraph, segment), found), internal) in document.units().zip(found).zip(internal) {
        let row = if !paragraph.translate {
            NOT_TRANSLATED.to_owned()
        } else if found.band >= Band::Repetition && before(&spelling(&segment.content)) {
            ACROSS.to_owned()
        } else {
            row(found, *internal)
        };
        if let Some(tally) = bands.get_mut(&row) {
            tally.count(&segment.content.plain());
        }
    }
    bands
}

/// The row of a segment that is for translation, by what the memory offers and by the
/// best match inside of the work.
fn row(found: &Leverage, internal: u8) -> String {
    let offered = found.matches.iter().map(|found| found.score).max();
    let band = Band::of(MatchKind::Fuzzy, internal);
    if found.band > Band::Repetition && internal > offered.unwrap_or_default() && band < Band::New {
        return format!("{INTERNAL}{band}");
    }
    found.band.as_str().to_owned()
}
