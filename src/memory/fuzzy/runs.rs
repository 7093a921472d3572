//! Runs of words that a text shares with sources: the concordance.
//!
//! In every window of the shortest run that counts, the rarest words lead to the sources
//! that have them; there the run is followed to both sides as far as it goes. Words are
//! the same by class, numbers letter by letter.

use std::collections::BTreeMap;
use std::ops::Range;

use super::base::Base;
use super::search::Field;
use super::tally::Tally;
use super::units::Units;
use super::vocabulary::{Reading, UNKNOWN, Vocabulary, Word};

/// A word of at most so many sources leads to all of them; of a more frequent one the
/// next rarest of the window must be there, too.
const FEW: usize = 1000;

/// Words that a text and a source have in common, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its words in the text, counted from 0 without marks.
    pub words: Range<usize>,
    /// The sources that have it, by number, and where; no more than were asked for.
    pub sources: Vec<(i64, Range<usize>)>,
}

/// Which runs are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The fewest words of a run, at least 2.
    pub least: usize,
    /// How many sources of a run at most.
    pub sources: usize,
    /// A window whose rarest words stand in more sources than this is a phrase like
    /// any other, and leads nowhere.
    pub common: usize,
}

/// Runs by their words in the text, with the sources of each.
type Found = BTreeMap<(usize, usize), BTreeMap<i64, usize>>;

/// What a search for runs holds.
#[derive(Debug, Default)]
struct Work {
    tally: Tally,
    units: Vec<u32>,
    reading: Reading,
    found: Found,
}

impl Field<'_> {
    /// The longest shared runs of a text: none of them lies within another; by their
    /// place.
    pub(super) fn runs(self, text: &Reading, mask: u32, wanted: Wanted) -> Vec<Run> {
        let mut work = Work::default();
        work.tally.begin(self.base.units.len());
        let least = wanted.least.max(2);
        let last = text.words.len().checked_sub(least);
        let mut from = 0;
        while let Some(window) = last.and_then(|_| text.words.get(from..from + least)) {
            let anchor = self.anchor(&mut work, window, wanted.common);
            let units = std::mem::take(&mut work.units);
            if let Some(anchor) = anchor {
                let at = from + anchor;
                for unit in &units {
                    work.follow(self, &self.base.units, *unit, &text.words, at, mask, least);
                }
            }
            work.units = units;
            from += 1;
        }
        for unit in 0..self.fresh.units.len() as u32 {
            for at in (0..text.words.len()).step_by(least) {
                work.follow(self, &self.fresh.units, unit, &text.words, at, mask, least);
            }
        }
        longest(work.found, wanted.sources)
    }

    /// Finds the sources that have the rarest words of a window; the place of the
    /// rarest.
    fn anchor(self, work: &mut Work, window: &[Word], common: usize) -> Option<usize> {
        work.units.clear();
        if window
            .iter()
            .any(|word| word.class == UNKNOWN || word.class >= self.base.ranked)
        {
            return None;
        }
        let mut order: Vec<(u32, usize)> = window
            .iter()
            .enumerate()
            .map(|(at, word)| (word.class, at))
            .collect();
        order.sort_unstable();
        let (rarest, at) = *order.first()?;
        order.dedup_by_key(|(class, _)| *class);
        let count = of(self.base, rarest)
            .map(<[u32]>::len)
            .iter()
            .sum::<usize>();
        if count > common {
            return None;
        }
        // Bits of words stand for the words: two lists, if one is too long.
        let asked = if count <= FEW { 1 } else { order.len().min(2) };
        for (class, _) in order.iter().take(asked) {
            for list in of(self.base, *class) {
                work.tally.count(list, asked, &mut work.units);
            }
        }
        for (class, _) in order.iter().take(asked) {
            of(self.base, *class)
                .iter()
                .for_each(|list| work.tally.forget(list));
        }
        Some(at)
    }
}

/// All sources that have a class.
fn of(base: &Base, class: u32) -> [&[u32]; 3] {
    [
        base.upper.of(class),
        base.lower.of(class),
        base.common.of(class),
    ]
}

impl Work {
    /// Notes the runs of a source that go through a word of the text.
    #[allow(clippy::too_many_arguments)]
    fn follow(
        &mut self,
        field: Field<'_>,
        units: &Units,
        unit: u32,
        text: &[Word],
        at: usize,
        mask: u32,
        least: usize,
    ) {
        let head = units.head(unit as usize);
        if head.mask & mask == 0 {
            return;
        }
        units.read(head, field.vocabulary, &mut self.reading);
        let words = &self.reading.words;
        for there in 0..words.len() {
            let Some((before, after)) = around(text, at, words, there, field.vocabulary) else {
                continue;
            };
            if before + after >= least {
                let sources = self.found.entry((at - before, at + after)).or_default();
                sources
                    .entry(units.source(unit as usize))
                    .or_insert(there - before);
            }
        }
    }
}

/// How many words are shared before a place and from it on; none if not that word.
fn around(
    text: &[Word],
    at: usize,
    words: &[Word],
    there: usize,
    vocabulary: &Vocabulary,
) -> Option<(usize, usize)> {
    let same = |(one, other): &(&Word, &Word)| is_same(one, other, vocabulary);
    let (left, right) = (text.split_at_checked(at)?, words.split_at_checked(there)?);
    let after = left.1.iter().zip(right.1).take_while(same).count();
    if after == 0 {
        return None;
    }
    let before = left
        .0
        .iter()
        .rev()
        .zip(right.0.iter().rev())
        .take_while(same)
        .count();
    Some((before, after))
}

fn is_same(one: &Word, other: &Word, vocabulary: &Vocabulary) -> bool {
    let is_number = one.class == vocabulary.numbers;
    one.class == other.class
        && one.class != UNKNOWN
        && (!is_number || (one.form == other.form && one.form != UNKNOWN))
}

/// The runs that lie in no other.
fn longest(found: Found, sources: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut end = 0;
    let mut all: Vec<((usize, usize), BTreeMap<i64, usize>)> = found.into_iter().collect();
    // Of those that begin at one place the longest first: what ends no later than one
    // before it lies in it.
    all.sort_by_key(|((from, to), _)| (*from, std::cmp::Reverse(*to)));
    for ((from, to), places) in all {
        if to <= end {
            continue;
        }
        end = to;
        let places = places.into_iter().take(sources);
        let length = to - from;
        runs.push(Run {
            words: from..to,
            sources: places
                .map(|(source, at)| (source, at..at + length))
                .collect(),
        });
    }
    runs
}
