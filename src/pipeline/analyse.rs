//! How much of a text the memory knows already. Nothing is written.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::memory::{FuzzyIndex, Store};
use crate::model::{Document, Locale};

use super::leverage;
use super::run::{Bands, bands};
use super::{Desk, Error};

/// The analysis of one statement for one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analysis {
    /// The statement.
    pub statement: String,
    /// The language.
    pub locale: String,
    /// Segments, words and characters by band.
    pub bands: Bands,
}

/// Analyses statements, in order, for each language. A text that stood in an
/// earlier statement of the list is a repetition.
pub fn analyse(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    targets: &[Locale],
) -> Result<Vec<Analysis>, Error> {
    let index = FuzzyIndex::load(store, &desk.project.source)?;
    let texts = documents
        .iter()
        .flat_map(Document::units)
        .filter(|(_, paragraph, _)| paragraph.translate)
        .map(|(_, _, segment)| segment.content.plain())
        .collect();
    let similar = leverage::similar(desk, &index, texts)?;
    let mut analyses = Vec::new();
    for target in targets {
        let mut seen = BTreeSet::new();
        for document in documents {
            let found = leverage::leverage(desk, store, document, &similar, target, &mut seen)?;
            analyses.push(Analysis {
                statement: document.name.clone(),
                locale: target.to_string(),
                bands: bands(document, &found),
            });
        }
    }
    Ok(analyses)
}
