//! Runs of words that a text shares with the memory, and how they were translated there:
//! a concordance that nobody has to ask for.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::memory::{self, FuzzyIndex, Run, Store, WantedRuns};
use crate::model::{Content, Locale, State, Variant};
use crate::text::pieces::places;

use super::shelf::Shelf;

/// The fewest words of a run.
pub(in crate::pipeline) const LEAST: usize = 4;

/// So many sources of a run are asked for: some may have no translation any more.
const SOURCES: usize = 12;

/// In a package: words that stand in more sources than this lead nowhere.
const COMMON: usize = 2_000;

/// In a package: a segment with a suggestion of at least this score, in per cent, needs
/// no fragments.
pub(super) const ENOUGH: u8 = 75;

/// In a package: so many sources of each.
const KNOWN: usize = 3;

/// In a package: so many of them for one segment.
const TOLD: usize = 3;

/// Words that a text shares with the memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// The words as they stand in the text.
    pub text: String,
    /// How many there are.
    pub words: usize,
    /// Where they were translated, the oldest source first.
    pub found: Vec<Known>,
}

/// A translated source that has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The language of the translation.
    pub locale: Locale,
    /// The source, with the words between ⟦ and ⟧.
    pub source: String,
    /// The translation of all of it.
    pub target: String,
    /// How far it has come.
    pub state: State,
    /// The file it came from.
    pub file: String,
}

/// The longest runs of a text that are translated into one of these languages, with at
/// most so many translations into each; the longest first.
pub fn fragments(
    store: &dyn Store,
    index: &FuzzyIndex,
    text: &Content,
    targets: &[Locale],
    limit: usize,
) -> Result<Vec<Fragment>, memory::Error> {
    let wanted = WantedRuns {
        least: LEAST,
        sources: SOURCES.max(limit),
        common: usize::MAX,
    };
    let of: Vec<Option<&Locale>> = targets.iter().map(Some).collect();
    let runs = index.runs(text, &of, wanted);
    let mut all: BTreeMap<(usize, usize), Fragment> = BTreeMap::new();
    for (target, runs) in targets.iter().zip(runs) {
        for (run, fragment) in runs.iter().zip(told(store, text, &runs, target, limit)?) {
            let place = (run.words.start, run.words.end);
            match all.get_mut(&place) {
                Some(known) => known.found.extend(fragment.found),
                None => drop(all.insert(place, fragment)),
            }
        }
    }
    let mut all: Vec<Fragment> = all.into_values().collect();
    all.retain(|fragment| !fragment.found.is_empty());
    // Of equally long ones the first in the text stays first.
    all.sort_by_key(|fragment| std::cmp::Reverse(fragment.words));
    Ok(all)
}

/// The runs of a text for packages in these languages, the longest first.
pub(super) fn runs(index: &FuzzyIndex, text: &Content, targets: &[&Locale]) -> Vec<Vec<Run>> {
    let wanted = WantedRuns {
        least: LEAST,
        sources: KNOWN,
        common: COMMON,
    };
    let of: Vec<Option<&Locale>> = targets.iter().copied().map(Some).collect();
    let mut all = index.runs(text, &of, wanted);
    for runs in &mut all {
        runs.sort_by_key(|run| (std::cmp::Reverse(run.words.len()), run.words.start));
        runs.truncate(TOLD);
    }
    all
}

/// What a package tells of the runs of a text.
pub(super) fn notes(
    shelf: &(impl Shelf + ?Sized),
    text: &Content,
    runs: &[Run],
    target: &Locale,
) -> Result<Vec<String>, memory::Error> {
    let told = told(shelf, text, runs, target, 1)?;
    let notes = told.into_iter().filter_map(|fragment| {
        let known = fragment.found.first()?;
        Some(format!(
            "The words “{}” were translated before, in: “{}” = “{}” ({}).",
            fragment.text, known.source, known.target, known.state
        ))
    });
    Ok(notes.collect())
}

/// Each of the runs with its translations; there may be none any more.
fn told(
    shelf: &(impl Shelf + ?Sized),
    text: &Content,
    runs: &[Run],
    target: &Locale,
    limit: usize,
) -> Result<Vec<Fragment>, memory::Error> {
    let plain = text.plain();
    let words = places(&plain);
    let fragment = |run: &Run| {
        Ok(Fragment {
            text: stretch(&plain, &words, &run.words).2.to_owned(),
            words: run.words.len(),
            found: known(shelf, run, target, limit)?,
        })
    };
    runs.iter().map(fragment).collect()
}

/// The translations of the sources of a run: of each source the one that has come
/// farthest.
fn known(
    shelf: &(impl Shelf + ?Sized),
    run: &Run,
    target: &Locale,
    limit: usize,
) -> Result<Vec<Known>, memory::Error> {
    let mut found = Vec::new();
    for (source, place) in &run.sources {
        if found.len() == limit {
            break;
        }
        let variants = shelf.of_source(*source, target)?;
        let variants = variants
            .into_iter()
            .filter(|one| one.state > State::Initial);
        let best = variants.max_by_key(|one| (one.state, std::cmp::Reverse(one.identity())));
        found.extend(best.map(|variant| shown(&variant, place)));
    }
    Ok(found)
}

fn shown(variant: &Variant, place: &Range<usize>) -> Known {
    let plain = variant.source.plain();
    let words = places(&plain);
    let (before, after, shared) = stretch(&plain, &words, place);
    Known {
        locale: variant.locale.clone(),
        source: format!("{before}⟦{shared}⟧{after}"),
        target: variant.target.plain(),
        state: variant.state,
        file: variant.origin.file.clone(),
    }
}

/// What stands before some words of a text, after them, and they themselves with the
/// marks between them.
fn stretch<'a>(
    text: &'a str,
    words: &[Range<usize>],
    run: &Range<usize>,
) -> (&'a str, &'a str, &'a str) {
    let first = words.get(run.start).map_or(0, |word| word.start);
    let last = run.end.checked_sub(1).and_then(|last| words.get(last));
    let last = last.map_or(text.len(), |word| word.end).max(first);
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    (part(0..first), part(last..text.len()), part(first..last))
}
