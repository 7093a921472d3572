//! What resembles the texts of a work, found for all of them at once.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::memory::{FuzzyIndex, Hit, Run};
use crate::model::{Content, Document, Locale};
use crate::pipeline::{Desk, Error};

use super::fragments::{ENOUGH, runs};
use super::lookup::{FIRST, Ranking};

/// What resembles some texts, and whom to ask for more.
#[derive(Debug, Default)]
pub struct Similar {
    pub(super) index: Option<FuzzyIndex>,
    pub(super) found: BTreeMap<Content, Resembling>,
}

/// What resembles a text.
#[derive(Debug, Default)]
pub(super) struct Resembling {
    /// The best sources in any language.
    pub(super) hits: Vec<Hit>,
    /// By language, the runs that it shares with others, where nothing resembles all of
    /// it.
    pub(super) runs: BTreeMap<Locale, Vec<Run>>,
}

impl Similar {
    /// The sources that a text will most likely be answered with.
    pub fn likely(&self, text: &Content) -> Vec<i64> {
        let Some(found) = self.found.get(text) else {
            return Vec::new();
        };
        let hits = found.hits.iter().map(|hit| hit.source);
        let runs = found.runs.values().flatten();
        let runs = runs.flat_map(|run| &run.sources);
        hits.chain(runs.map(|(source, _)| *source)).collect()
    }
}

/// Finds the similar sources of all texts, and for packages in these languages what
/// parts of them are known from, on the threads of the desk. The order of work does not
/// show in the result.
pub fn similar(
    desk: &Desk<'_>,
    index: FuzzyIndex,
    texts: BTreeSet<Content>,
    targets: &[Locale],
) -> Result<Similar, Error> {
    desk.progress.start("leverage", texts.len() as u64);
    let minimum = desk.project.threshold;
    let found = desk.threads()?.install(|| {
        texts
            .into_par_iter()
            .map(|text| {
                let hits = index.best(&text, None, minimum, FIRST);
                let lacking = lacking(&index, &text, &hits, targets);
                let runs = lacking.iter().zip(runs(&index, &text, &lacking));
                let runs = runs.map(|(target, runs)| ((*target).clone(), runs));
                let runs = runs.collect();
                desk.progress.step();
                (text, Resembling { hits, runs })
            })
            .collect()
    });
    desk.progress.finish();
    Ok(Similar {
        index: Some(index),
        found,
    })
}

/// The languages in which nothing resembles all of a text well enough.
fn lacking<'a>(
    index: &FuzzyIndex,
    text: &Content,
    hits: &[Hit],
    targets: &'a [Locale],
) -> Vec<&'a Locale> {
    let some = hits.first().is_some_and(|hit| hit.score >= ENOUGH);
    let lacks = |target: &&Locale| !some || index.best(text, Some(target), ENOUGH, 1).is_empty();
    targets.iter().filter(lacks).collect()
}

/// The texts of some documents that are for translation.
pub fn wanted<'a>(documents: impl IntoIterator<Item = &'a Document>) -> BTreeSet<Content> {
    let units = documents.into_iter().flat_map(Document::units);
    units
        .filter(|(_, paragraph, _)| paragraph.translate)
        .map(|(_, _, segment)| segment.content.clone())
        .collect()
}
