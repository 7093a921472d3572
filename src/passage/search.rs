//! Finding the source of a quotation among many texts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::compare::{Standing, compare};
use super::runs::RunKey;
use super::tracing::Tracing;
use super::wording::Wording;

/// A run of words that more texts hold is a common phrase. It is asked only if the
/// quotation has no other.
pub(super) const COMMON: usize = 64;

/// So many texts that hold a common phrase are looked at.
pub(super) const MANY: usize = 1_024;

/// So many runs of a quotation are asked for, evenly over its length.
const ASKED: usize = 64;

/// So many texts are compared: the likeliest ones; and more of them where little
/// tells which those are, of a quotation of few runs or of common phrases only.
const COMPARED: (usize, usize) = (32, 256);

/// A quotation has few runs up to so many, if it has no more words than so many: it
/// may be all pieces, and then comparing it takes long.
const FEW: (usize, usize) = (8, 32);

/// Below so many words a quotation may be a formula, and a text in which nobody
/// speaks is believed only if there are few like it.
const FORMULA: (usize, usize) = (8, 3);

/// A text that may be the source of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<T> {
    /// Which text, in the numbers of whoever keeps it.
    pub text: T,
    /// How many runs of the quotation it holds, of those that were asked for.
    pub runs: usize,
}

/// The texts worth comparing with a quotation, the likeliest first, and of equals
/// the one with the smallest number. `holders` tells the texts that hold a run, in
/// the order of their numbers, up to a limit; it is asked at most 128 times.
pub fn candidates<T: Copy + Ord, E>(
    quotation: &Wording,
    mut holders: impl FnMut(RunKey, usize) -> Result<Vec<T>, E>,
) -> Result<Vec<Candidate<T>>, E> {
    let runs = asked(quotation.runs());
    let is_short = runs.len() <= FEW.0 && quotation.count() <= FEW.1;
    let mut hits: BTreeMap<T, usize> = BTreeMap::new();
    let mut common = Vec::new();
    for run in runs {
        let texts = holders(run, COMMON + 1)?;
        if texts.len() > COMMON {
            common.push(run);
            continue;
        }
        for text in texts {
            *hits.entry(text).or_default() += 1;
        }
    }
    let limit = match hits.is_empty() || is_short {
        false => COMPARED.0,
        true => COMPARED.1,
    };
    if hits.is_empty() {
        for run in common {
            for text in holders(run, MANY)? {
                *hits.entry(text).or_default() += 1;
            }
        }
    }
    let mut found: Vec<Candidate<T>> = hits
        .into_iter()
        .map(|(text, runs)| Candidate { text, runs })
        .collect();
    found.sort_by_key(|candidate| (Reverse(candidate.runs), candidate.text));
    found.truncate(limit);
    Ok(found)
}

/// As many of the runs as are asked for, each once.
fn asked(mut runs: Vec<RunKey>) -> Vec<RunKey> {
    let count = runs.len();
    if count > ASKED {
        let place = |index: usize| index * (count - 1) / (ASKED - 1);
        let some = (0..ASKED).filter_map(|index| runs.get(place(index)).copied());
        runs = some.collect();
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// A source that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traced<T> {
    /// Which text.
    pub text: T,
    /// How it stands to the quotation.
    pub standing: Standing,
    /// What the comparison says.
    pub tracing: Tracing,
}

/// The sources of a quotation among texts, the best first: the one that has most of
/// its words, and of equals the one with the lightest verdict, whose own words they
/// are, and that comes first. `text` tells the wording of a text and how it stands to
/// the quotation; none if it must not be a source (it is the quotation itself).
///
/// A quotation of fewer than eight words that stands in more than three texts in
/// which nobody speaks is a formula, and none of those is its source.
pub fn sources<T: Copy + Ord, E, W: AsRef<Wording>>(
    quotation: &Wording,
    texts: impl IntoIterator<Item = T>,
    mut text: impl FnMut(T) -> Result<Option<(W, Standing)>, E>,
) -> Result<Vec<Traced<T>>, E> {
    let mut found = Vec::new();
    for number in texts {
        let Some((wording, standing)) = text(number)? else {
            continue;
        };
        found.extend(
            compare(quotation, wording.as_ref(), standing).map(|tracing| Traced {
                text: number,
                standing,
                tracing,
            }),
        );
    }
    let is_written = |traced: &Traced<T>| traced.standing == Standing::Written;
    let written = found.iter().filter(|traced| is_written(traced)).count();
    if quotation.count() < FORMULA.0 && written > FORMULA.1 {
        found.retain(|traced| !is_written(traced));
    }
    found.sort_by_key(|traced| {
        let tracing = &traced.tracing;
        (
            Reverse(tracing.matched),
            tracing.verdict(),
            tracing.of_another,
            traced.text,
        )
    });
    Ok(found)
}

impl AsRef<Wording> for Wording {
    fn as_ref(&self) -> &Wording {
        self
    }
}
