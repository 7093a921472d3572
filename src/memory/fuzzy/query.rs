//! What is asked of an index.

use super::fresh::rarity;
use super::score::PAIR_LIMIT;
use super::units::{Head, Signature, bit};
use super::vocabulary::{Reading, UNKNOWN};

/// A query as the search sees it.
#[derive(Debug)]
pub(super) struct Query<'a> {
    pub(super) reading: &'a Reading,
    /// The lowest score asked for, in per cent, at least 1.
    pub(super) minimum: usize,
    /// Bits of the locales asked for.
    mask: u32,
    signature: Signature,
    /// Distinct classes, rarest first, with how often each stands in the query. Words
    /// that are not known are all different.
    pub(super) classes: Vec<(u32, u32)>,
}

impl<'a> Query<'a> {
    pub(super) fn new(reading: &'a Reading, minimum: u8, mask: u32, ranked: u32) -> Query<'a> {
        let mut all: Vec<u32> = reading.words.iter().map(|word| word.class).collect();
        all.sort_unstable_by_key(|class| rarity(*class, ranked));
        let mut classes: Vec<(u32, u32)> = Vec::with_capacity(all.len());
        for class in all {
            match classes.last_mut() {
                Some((last, times)) if *last == class && class != UNKNOWN => {
                    *times += 1;
                }
                _ => classes.push((class, 1)),
            }
        }
        let known = classes.iter().map(|(class, _)| *class);
        let bits = known.filter(|class| *class != UNKNOWN).map(bit);
        Query {
            reading,
            minimum: usize::from(minimum.max(1)),
            mask,
            signature: bits.fold(0, |all, bit| all | bit),
            classes,
        }
    }

    /// How many words it has.
    pub(super) fn length(&self) -> usize {
        self.reading.words.len()
    }

    /// How many words it shares at least with a segment of so many words that reaches
    /// the minimum: the longer text has m words, and at most m − minimum × m of them
    /// are changed.
    pub(super) fn shared(&self, length: usize) -> usize {
        (self.length().max(length) * self.minimum).div_ceil(100)
    }

    /// The fewest and the most words of such a segment.
    pub(super) fn lengths(&self) -> (usize, usize) {
        let shortest = (self.length() * self.minimum).div_ceil(100);
        (shortest, self.length() * 100 / self.minimum)
    }

    /// Of how many of its rarest words one can be asked for `asked` at once, by a
    /// segment of at least its own length.
    pub(super) fn rarest(&self, asked: usize) -> usize {
        let spare = self.length() - self.shared(self.length());
        (spare + asked).min(self.classes.len())
    }

    /// Whether a segment can reach the minimum, as far as its head tells. Every bit
    /// that only one of two signatures has is a word that only it has.
    pub(super) fn admits(&self, head: Head) -> bool {
        let (length, other) = (self.length(), head.length as usize);
        let shared = self.shared(other);
        let missing = (self.signature & !head.signature).count_ones() as usize;
        let foreign = (head.signature & !self.signature).count_ones() as usize;
        missing + shared <= length && foreign + shared <= other && head.mask & self.mask != 0
    }

    /// Whether a pair with a segment of so many words is compared by its words.
    pub(super) fn is_compared(&self, other: usize) -> bool {
        self.length().saturating_mul(other) <= PAIR_LIMIT
    }
}
