//! Sentences of the work that resemble an earlier one of the same work: translated once,
//! the first helps with the second.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::memory::FuzzyIndex;
use crate::model::{Content, Document};
use crate::pipeline::leverage::spelling;
use crate::pipeline::{Desk, Error};

/// For every unit of every document the score of the earlier sentence that it resembles
/// most, in per cent: 0 where none reaches the threshold of the project, where the unit
/// is not for translation, and where the very text stood earlier.
pub(super) fn internal(desk: &Desk<'_>, documents: &[Document]) -> Result<Vec<Vec<u8>>, Error> {
    let mut seen = BTreeSet::new();
    let mut sentences: Vec<Content> = Vec::new();
    let mut firsts = Vec::with_capacity(documents.len());
    for document in documents {
        let units = document.units();
        let first = units.map(|(_, paragraph, segment)| {
            let wanted = paragraph.translate.then(|| spelling(&segment.content))?;
            let is_new = seen.insert(wanted.clone());
            is_new
                .then(|| sentences.push(wanted))
                .map(|()| sentences.len() - 1)
        });
        firsts.push(first.collect::<Vec<Option<usize>>>());
    }
    let scores = scores(desk, &sentences)?;
    let score = |first: &Option<usize>| first.and_then(|place| scores.get(place).copied());
    let of_document = |firsts: &Vec<Option<usize>>| -> Vec<u8> {
        firsts
            .iter()
            .map(|first| score(first).unwrap_or_default())
            .collect()
    };
    Ok(firsts.iter().map(of_document).collect())
}

/// For every sentence the best score of one before it that is not the same.
fn scores(desk: &Desk<'_>, sentences: &[Content]) -> Result<Vec<u8>, Error> {
    let numbered = (0_i64..).zip(sentences.iter().cloned());
    let index = FuzzyIndex::of(&desk.project.source, numbered);
    let minimum = desk.project.threshold;
    let places = 0..sentences.len();
    Ok(desk.threads()?.install(|| {
        let all = places.into_par_iter().zip(sentences);
        all.map(|(place, sentence)| best(&index, place, sentence, minimum))
            .collect()
    }))
}

/// The best score of a sentence before this place.
fn best(index: &FuzzyIndex, place: usize, sentence: &Content, minimum: u8) -> u8 {
    let bound = i64::try_from(place).unwrap_or(i64::MAX);
    let hits = index.search_before(bound, sentence, None, minimum, 2);
    hits.iter()
        .find(|hit| hit.score < 100)
        .map_or(0, |hit| hit.score)
}
