//! What resembles the texts of a work, found for all of them at once.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::memory::{FuzzyIndex, Hit, Run};
use crate::model::{Content, Document};
use crate::pipeline::{Desk, Error};

use super::fragments::runs;
use super::lookup::{FIRST, Ranking};

/// What resembles some texts, and whom to ask for more.
#[derive(Debug, Default)]
pub struct Similar {
    pub(super) index: Option<FuzzyIndex>,
    /// By the text, the best sources in any language, and what it shares with others.
    pub(super) found: BTreeMap<Content, (Vec<Hit>, Vec<Run>)>,
}

/// Finds the similar sources of all texts, on the threads of the desk. The
/// order of work does not show in the result.
pub fn similar(
    desk: &Desk<'_>,
    index: FuzzyIndex,
    texts: BTreeSet<Content>,
) -> Result<Similar, Error> {
    desk.progress.start("leverage", texts.len() as u64);
    let minimum = desk.project.threshold;
    let found = desk.pool()?.install(|| {
        texts
            .into_par_iter()
            .map(|text| {
                let found = index.best(&text, None, minimum, FIRST);
                let runs = runs(&index, &text, found.first().map(|hit| hit.score));
                desk.progress.step();
                (text, (found, runs))
            })
            .collect()
    });
    desk.progress.finish();
    Ok(Similar {
        index: Some(index),
        found,
    })
}

/// The texts of some documents that are for translation.
pub fn wanted<'a>(documents: impl IntoIterator<Item = &'a Document>) -> BTreeSet<Content> {
    let units = documents.into_iter().flat_map(Document::units);
    units
        .filter(|(_, paragraph, _)| paragraph.translate)
        .map(|(_, _, segment)| segment.content.clone())
        .collect()
}
