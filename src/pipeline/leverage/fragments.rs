//! Runs of words that a text shares with the memory, and how they were translated there:
//! a concordance that nobody has to ask for.

use std::ops::Range;

use serde::Serialize;

use crate::memory::{self, FuzzyIndex, Run, Store, WantedRuns};
use crate::model::{Content, Locale, State, Variant};
use crate::text::pieces::places;

/// The fewest words of a run.
pub(in crate::pipeline) const LEAST: usize = 4;

/// So many sources of a run are asked for: some may have no translation any more.
const SOURCES: usize = 12;

/// In a package: words that stand in more sources than this lead nowhere.
const COMMON: usize = 2_000;

/// In a package: a segment with a suggestion of at least this score, in per cent, needs
/// no fragments.
const ENOUGH: u8 = 75;

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
/// most so many translations each; the longest first.
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
    let runs = index.runs(text, None, wanted);
    told(store, text, &runs, targets, limit)
}

/// The runs of a text for a package. `best` is the score of its best suggestion.
pub(super) fn runs(index: &FuzzyIndex, text: &Content, best: Option<u8>) -> Vec<Run> {
    if best.is_some_and(|score| score >= ENOUGH) {
        return Vec::new();
    }
    let wanted = WantedRuns {
        least: LEAST,
        sources: SOURCES,
        common: COMMON,
    };
    index.runs(text, None, wanted)
}

/// What a package tells of the runs of a text.
pub(super) fn notes(
    store: &dyn Store,
    text: &Content,
    runs: &[Run],
    target: &Locale,
) -> Result<Vec<String>, memory::Error> {
    let told = told(store, text, runs, std::slice::from_ref(target), 1)?;
    let notes = told.into_iter().take(TOLD).filter_map(|fragment| {
        let known = fragment.found.first()?;
        Some(format!(
            "The words “{}” were translated before, in: “{}” = “{}” ({}).",
            fragment.text, known.source, known.target, known.state
        ))
    });
    Ok(notes.collect())
}

fn told(
    store: &dyn Store,
    text: &Content,
    runs: &[Run],
    targets: &[Locale],
    limit: usize,
) -> Result<Vec<Fragment>, memory::Error> {
    let plain = text.plain();
    let words = places(&plain);
    let mut fragments = Vec::new();
    for run in runs {
        let mut found = Vec::new();
        for target in targets {
            let known = known(store, run, target, limit)?;
            found.extend(known);
        }
        if !found.is_empty() {
            fragments.push(Fragment {
                text: stretch(&plain, &words, &run.words).2.to_owned(),
                words: run.words.len(),
                found,
            });
        }
    }
    // Of equally long ones the first in the text stays first.
    fragments.sort_by_key(|fragment| std::cmp::Reverse(fragment.words));
    Ok(fragments)
}

/// The translations of the sources of a run: of each source the one that has come
/// farthest.
fn known(
    store: &dyn Store,
    run: &Run,
    target: &Locale,
    limit: usize,
) -> Result<Vec<Known>, memory::Error> {
    let mut found = Vec::new();
    for (source, place) in &run.sources {
        if found.len() == limit {
            break;
        }
        let variants = store.variants_of(*source, target)?;
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
