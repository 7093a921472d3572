//! The part of an index that does not change: every segment it was made of, and for
//! every word the segments that have it among their rarest.

use std::thread;

use super::units::Units;
use super::vocabulary::Vocabulary;

/// So many of a query's rarest words are asked for at once, at most (see `search`).
pub(super) const ASKED: usize = 3;

/// The lowest threshold, in per cent, that the lists serve; below it everything is
/// compared.
pub(super) const LOWEST: usize = 50;

/// From this threshold on, in per cent, the upper lists are enough.
pub(super) const UPPER: usize = 70;

/// How many of a segment's distinct words, rarest first, can be among the [`ASKED`]
/// rarest that it shares with a segment to which it is alike by `threshold` per cent.
///
/// Such segments share at least ⌈threshold × length⌉ words. Of the shared ones, the
/// third rarest has all but two behind it; so many words must be left in the segment.
pub(super) fn prefix(length: usize, threshold: usize) -> usize {
    length - (length * threshold).div_ceil(100) + ASKED
}

/// For every class the segments that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lists {
    /// Where the list of each class begins; one more for the end.
    pub(super) starts: Vec<u64>,
    /// The segments, each list in rising order.
    pub(super) units: Vec<u32>,
}

impl Lists {
    pub(super) fn of(&self, class: u32) -> &[u32] {
        let at = |index: usize| self.starts.get(index).copied().unwrap_or(0) as usize;
        let class = class as usize;
        self.units.get(at(class)..at(class + 1)).unwrap_or_default()
    }

    /// Makes the lists of pairs (class, segment) that come in rising order of
    /// segments, twice the same.
    fn new<I: Iterator<Item = (u32, u32)>>(classes: u32, pairs: impl Fn() -> I) -> Lists {
        let mut starts = vec![0_u64; classes as usize + 2];
        for (class, _) in pairs() {
            if let Some(count) = starts.get_mut(class as usize + 2) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut units = vec![0_u32; sum as usize];
        for (class, unit) in pairs() {
            // What is the end of the list before is, when all is done, its beginning.
            if let Some(at) = starts.get_mut(class as usize + 1) {
                if let Some(cell) = units.get_mut(*at as usize) {
                    *cell = unit;
                }
                *at += 1;
            }
        }
        starts.pop();
        Lists { starts, units }
    }
}

/// Segments sorted by their number of words, then by source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) units: Units,
    /// Where a word is so rare in a segment that it counts from [`UPPER`] per cent on.
    pub(super) upper: Lists,
    /// Where it counts from [`LOWEST`] per cent on, and not from [`UPPER`].
    pub(super) lower: Lists,
    /// Where it counts for shared runs of words only.
    pub(super) common: Lists,
    /// The lengths there are, each with the number of its first segment.
    pub(super) firsts: Vec<[u32; 2]>,
    /// How many classes have a rank. The number of such a class is its rank, the
    /// rarest first.
    pub(super) ranked: u32,
}

impl Base {
    /// Makes the lists of sorted segments.
    pub(super) fn new(units: Units, vocabulary: &Vocabulary) -> Base {
        let ranked = vocabulary.class_count;
        let rarest = Rarest::of(&units, vocabulary);
        let mut firsts: Vec<[u32; 2]> = Vec::new();
        for unit in 0..units.len() {
            let length = units.head(unit).length;
            if firsts.last().is_none_or(|[last, _]| *last != length) {
                firsts.push([length, unit as u32]);
            }
        }
        let lists = |part| Lists::new(ranked, || rarest.pairs(part));
        let (upper, lower, common) = thread::scope(|scope| {
            let upper = scope.spawn(|| lists(0));
            let common = lists(2);
            let lower = lists(1);
            match upper.join() {
                Ok(upper) => (upper, lower, common),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        Base {
            upper,
            lower,
            common,
            units,
            firsts,
            ranked,
        }
    }

    /// The first segment of at least so many words.
    pub(super) fn first_of(&self, length: usize) -> u32 {
        let at = self
            .firsts
            .partition_point(|[other, _]| (*other as usize) < length);
        let count = self.units.len() as u32;
        self.firsts.get(at).map_or(count, |[_, first]| *first)
    }

    /// All segments that have a class, in three lists.
    pub(super) fn of(&self, class: u32) -> [&[u32]; 3] {
        [&self.upper, &self.lower, &self.common].map(|lists| lists.of(class))
    }

    /// The segment of a source that has so many words.
    pub(super) fn find(&self, source: i64, length: usize) -> Option<usize> {
        let (first, last) = (self.first_of(length), self.first_of(length + 1));
        let sources = self.units.sources.get(first as usize..last as usize)?;
        let at = sources.binary_search(&source).ok()?;
        Some(first as usize + at)
    }
}

/// The distinct classes of every segment, the rarest first.
struct Rarest {
    classes: Vec<u32>,
    /// Of each segment, how many of them count from [`UPPER`] on, how many more from
    /// [`LOWEST`] on, and how many are left.
    counts: Vec<[u32; 3]>,
}

impl Rarest {
    fn of(units: &Units, vocabulary: &Vocabulary) -> Rarest {
        let mut all = Rarest {
            classes: Vec::new(),
            counts: Vec::with_capacity(units.len()),
        };
        let mut classes = Vec::new();
        for unit in 0..units.len() {
            classes.clear();
            let forms = units.forms(units.head(unit));
            classes.extend(forms.map(|form| vocabulary.class(form)));
            let length = classes.len();
            classes.sort_unstable();
            classes.dedup();
            let many = prefix(length, LOWEST).min(classes.len());
            let upper = prefix(length, UPPER).min(many);
            all.classes.extend(&classes);
            let counts = [upper, many - upper, classes.len() - many];
            all.counts.push(counts.map(|count| count as u32));
        }
        all
    }

    /// The classes of a part with their segments.
    fn pairs(&self, part: usize) -> impl Iterator<Item = (u32, u32)> {
        let mut at = 0;
        let spans = (0_u32..).zip(&self.counts).map(move |(unit, counts)| {
            let before: u32 = counts.iter().take(part).sum();
            let own = counts.get(part).copied().unwrap_or(0);
            let start = at + before as usize;
            at += counts.iter().sum::<u32>() as usize;
            (unit, start..start + own as usize)
        });
        spans.flat_map(|(unit, span)| {
            let classes = self.classes.get(span).unwrap_or_default();
            classes.iter().map(move |class| (*class, unit))
        })
    }
}
