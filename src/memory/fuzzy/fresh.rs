//! The part of an index that grows: segments that came after it was made.

use std::collections::BTreeMap;

use super::base::{LOWEST, prefix};
use super::units::Units;
use super::vocabulary::Reading;

/// Segments in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Fresh {
    pub(super) units: Units,
    /// For every class the segments that have it among their rarest.
    lists: BTreeMap<u32, Vec<u32>>,
    /// For every class all segments that have it.
    all: BTreeMap<u32, Vec<u32>>,
    by_source: BTreeMap<i64, u32>,
}

impl Fresh {
    /// The segment of a source.
    pub(super) fn find(&self, source: i64) -> Option<usize> {
        self.by_source.get(&source).map(|unit| *unit as usize)
    }

    /// Adds a segment. Classes from `ranked` on have no rank: they are the rarest.
    pub(super) fn push(&mut self, source: i64, mask: u32, reading: &Reading, ranked: u32) {
        let unit = self.units.len() as u32;
        self.units.push(source, mask, reading);
        self.by_source.insert(source, unit);
        let mut classes: Vec<u32> = reading.words.iter().map(|word| word.class).collect();
        classes.sort_unstable_by_key(|class| rarity(*class, ranked));
        classes.dedup();
        for class in classes.iter().take(prefix(reading.words.len(), LOWEST)) {
            self.lists.entry(*class).or_default().push(unit);
        }
        for class in classes {
            self.all.entry(class).or_default().push(unit);
        }
    }

    /// All segments that have a class.
    pub(super) fn all_of(&self, class: u32) -> &[u32] {
        self.all.get(&class).map_or(&[], Vec::as_slice)
    }

    /// The segments that have a class among their rarest.
    pub(super) fn of(&self, class: u32) -> &[u32] {
        self.lists.get(&class).map_or(&[], Vec::as_slice)
    }
}

/// Sorts classes the rarest first: those without a rank, then the others by rank.
pub(super) fn rarity(class: u32, ranked: u32) -> (bool, u32) {
    (class < ranked, class)
}
