//! The search: what cannot reach the threshold is left out, the rest is compared.
//!
//! Two segments that are alike by θ share at least S = ⌈θ × m⌉ words, m being the
//! length of the longer one. So of the k rarest words that they share, k ≤ S, every
//! one is among the rarest n − S + k distinct words of either (the prefix filter of
//! Chaudhuri, Ganti, Kaushik 2006, asked k times at once, as in Wang, Li, Feng 2012).
//! Lists lead from these words to the segments; those that are met k times are
//! candidates. Their signatures, their words in any order and at last their words in
//! order say what remains. Nothing here is a guess: what is left out is below the
//! threshold.

use std::cmp::Reverse;

use super::base::{ASKED, Base, LOWEST, UPPER};
use super::bits::Pattern;
use super::fresh::Fresh;
use super::query::Query;
use super::score::{per_cent, score};
use super::tally::Tally;
use super::units::Units;
use super::vocabulary::{Reading, Vocabulary};

/// Lists of at most so many segments are read whole.
const SHORT: usize = 32;

/// A place of a list is looked for so near to where it is guessed, at first.
const NEAR: usize = 8;

/// To ask for two words at once instead of one, and for three instead of two, is worth
/// reading lists that are longer by so many quarters. Measured on a million segments.
const WORTH: [usize; ASKED - 1] = [16, 5];

/// A source that resembles a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the memory.
    pub source: i64,
    /// The score, in per cent.
    pub score: u8,
}

/// The best hits so far: by score, then by source.
#[derive(Debug)]
pub(super) struct Best {
    pub(super) hits: Vec<Hit>,
    pub(super) limit: usize,
    pub(super) minimum: u8,
    /// Only sources with lower numbers count.
    pub(super) bound: i64,
}

impl Best {
    /// Whether a segment of at most this score can come in.
    fn admits(&self, score: u8, source: i64) -> bool {
        let key = (Reverse(score), source);
        let last = self.hits.last().filter(|_| self.hits.len() >= self.limit);
        score >= self.minimum
            && source < self.bound
            && last.is_none_or(|last| key < (Reverse(last.score), last.source))
    }

    fn add(&mut self, hit: Hit) {
        let key = |hit: &Hit| (Reverse(hit.score), hit.source);
        if self.admits(hit.score, hit.source) {
            let at = self.hits.partition_point(|other| key(other) < key(&hit));
            self.hits.insert(at, hit);
            self.hits.truncate(self.limit);
        }
    }
}

/// What a search needs to hold, kept from one to the next.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) query: Reading,
    tally: Tally,
    /// For every class the place in the query, plus one; 0: not in it.
    places: Vec<u32>,
    pattern: Pattern,
    candidates: Vec<u32>,
    /// How often each word of the query is still to be found.
    left: Vec<u32>,
    /// The places in the query of a segment's words.
    found: Vec<u32>,
    reading: Reading,
    row: Vec<u64>,
}

/// Everything that is searched.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) base: &'a Base,
    pub(super) fresh: &'a Fresh,
}

impl Field<'_> {
    /// Finds the best segments for the query that was read into the scratch.
    pub(super) fn search(self, scratch: &mut Scratch, best: &mut Best, mask: u32) {
        if scratch.query.words.is_empty() || best.limit == 0 {
            return;
        }
        let reading = std::mem::take(&mut scratch.query);
        let query = Query::new(&reading, best.minimum, mask, self.base.ranked);
        scratch.open(&query, self.vocabulary);
        let mut candidates = std::mem::take(&mut scratch.candidates);
        candidates.clear();
        scratch.of_base(&query, self.base, &mut candidates);
        for unit in &candidates {
            scratch.compare(&query, &self.base.units, *unit, self.vocabulary, best);
        }
        candidates.clear();
        of_fresh(&query, self.fresh, &mut candidates);
        for unit in &candidates {
            scratch.compare(&query, &self.fresh.units, *unit, self.vocabulary, best);
        }
        scratch.candidates = candidates;
        scratch.close(&query);
        scratch.query = reading;
    }
}

/// The segments of the growing part that can reach the minimum.
fn of_fresh(query: &Query<'_>, fresh: &Fresh, candidates: &mut Vec<u32>) {
    if query.minimum < LOWEST {
        return candidates.extend(0..fresh.units.len() as u32);
    }
    for (class, _) in query.classes.iter().take(query.rarest(1)) {
        candidates.extend(fresh.of(*class));
    }
    candidates.sort_unstable();
    candidates.dedup();
}

/// How many words are best asked for at once.
fn asked(query: &Query<'_>, base: &Base) -> usize {
    // A word that stands twice in the query may be two of the shared ones.
    let doubled = query.length() - query.classes.len();
    let most = query
        .shared(query.length())
        .saturating_sub(doubled)
        .clamp(1, ASKED);
    let cost = |class: u32| {
        let lower = if query.minimum < UPPER {
            base.lower.of(class).len()
        } else {
            0
        };
        base.upper.of(class).len() + lower
    };
    let rarest = query.classes.iter().take(query.rarest(most));
    let costs: Vec<usize> = rarest.map(|(class, _)| cost(*class)).collect();
    let total = |asked: usize| costs.iter().take(query.rarest(asked)).sum::<usize>();
    let mut best = 1;
    for (next, worth) in (2..=most).zip(WORTH) {
        // Few of those that are met once are met again, and need not be looked at.
        if total(next) * 4 < total(best) * worth {
            best = next;
        }
    }
    best
}

/// The parts of the lists that lead to segments that can reach the minimum, when
/// `asked` words are asked for at once.
fn spans<'a>(query: &Query<'_>, base: &'a Base, asked: usize) -> Vec<&'a [u32]> {
    let (shortest, longest) = query.lengths();
    let low = base.first_of(shortest);
    let mut spans = Vec::with_capacity(2 * ASKED + query.classes.len());
    let lower = Some(&base.lower).filter(|_| query.minimum < UPPER);
    for (at, (class, _)) in query.classes.iter().take(query.rarest(asked)).enumerate() {
        // Longer segments must share more: beyond this length too few words are left.
        let left = query.length() + asked - 1 - at.min(query.length() + asked - 1);
        let bound = (left * 100 / query.minimum).min(longest);
        let high = base.first_of(bound + 1);
        for lists in [Some(&base.upper), lower].into_iter().flatten() {
            let list = lists.of(*class);
            let units = if list.len() <= SHORT {
                list
            } else {
                let units = base.units.len();
                let from = first_from(list, low, units);
                let to = first_from(list, high, units).max(from);
                list.get(from..to).unwrap_or_default()
            };
            spans.push(units);
        }
    }
    spans
}

/// Where the segments of a list begin that are not before a bound. Segments of a list
/// lie about as far apart as others: the place is guessed, and looked for from there,
/// because every place of a list that is looked at costs the machine a while.
fn first_from(list: &[u32], bound: u32, units: usize) -> usize {
    let is_before = |at: usize| list.get(at).is_some_and(|unit| *unit < bound);
    let guess = list.len() as u64 * u64::from(bound) / (units as u64).max(1);
    let guess = (guess as usize).min(list.len());
    let (mut low, mut high, mut step) = (guess, guess, NEAR);
    if is_before(guess) {
        while is_before(high) {
            low = high + 1;
            high = low + step;
            step *= 2;
        }
    } else {
        while low > 0 && !is_before(low - 1) {
            high = low;
            low = low.saturating_sub(step);
            step *= 2;
        }
    }
    let high = high.min(list.len());
    let rest = list.get(low..high).unwrap_or_default();
    low + rest.partition_point(|unit| *unit < bound)
}

impl Scratch {
    fn open(&mut self, query: &Query<'_>, vocabulary: &Vocabulary) {
        self.places.resize(vocabulary.class_count as usize, 0);
        for (place, (class, _)) in (1..).zip(&query.classes) {
            if let Some(cell) = self.places.get_mut(*class as usize) {
                *cell = place;
            }
        }
        self.pattern.begin(query.classes.len(), query.length());
        for (at, word) in query.reading.words.iter().enumerate() {
            if let Some(place) = self.places.get(word.class as usize) {
                self.pattern.set(*place as usize, at);
            }
        }
    }

    fn close(&mut self, query: &Query<'_>) {
        for (class, _) in &query.classes {
            if let Some(cell) = self.places.get_mut(*class as usize) {
                *cell = 0;
            }
        }
    }

    /// The segments of the part that does not change that can reach the minimum.
    fn of_base(&mut self, query: &Query<'_>, base: &Base, candidates: &mut Vec<u32>) {
        if query.minimum < LOWEST {
            let (shortest, longest) = query.lengths();
            return candidates.extend(base.first_of(shortest)..base.first_of(longest + 1));
        }
        let asked = asked(query, base);
        let spans = spans(query, base, asked);
        self.tally.begin(base.units.len());
        for span in &spans {
            self.tally.count(span, asked, candidates);
        }
        let counted: usize = spans.iter().map(|span| span.len()).sum();
        if counted * 16 < base.units.len() {
            spans.iter().for_each(|span| self.tally.forget(span));
        } else {
            self.tally.clear();
        }
    }

    /// Compares a segment, by the cheapest means first.
    fn compare(
        &mut self,
        query: &Query<'_>,
        units: &Units,
        unit: u32,
        vocabulary: &Vocabulary,
        best: &mut Best,
    ) {
        let head = units.head(unit as usize);
        let other = head.length as usize;
        if !query.admits(head) {
            return;
        }
        let source = units.source(unit as usize);
        if source >= best.bound || !self.shares(query, units.forms(head), other, vocabulary) {
            return;
        }
        if query.is_compared(other) {
            let changed = self.pattern.distance(&self.found);
            let bound = per_cent(query.length().max(other), 2 * changed);
            if !best.admits(bound, source) {
                return;
            }
        }
        units.read(head, vocabulary, &mut self.reading);
        let score = score(
            query.reading,
            &self.reading,
            vocabulary.numbers,
            &mut self.row,
        );
        best.add(Hit { source, score });
    }

    /// Whether a segment has enough words of the query, in any order.
    fn shares(
        &mut self,
        query: &Query<'_>,
        forms: impl Iterator<Item = u32>,
        other: usize,
        vocabulary: &Vocabulary,
    ) -> bool {
        self.left.clear();
        self.left.push(0);
        self.left
            .extend(query.classes.iter().map(|(_, times)| *times));
        self.found.clear();
        let mut spare = other - query.shared(other).min(other);
        for form in forms {
            let class = vocabulary.class(form);
            let place = self.places.get(class as usize).copied().unwrap_or(0);
            self.found.push(place);
            match self.left.get_mut(place as usize) {
                Some(left) if *left > 0 => *left -= 1,
                _ if spare == 0 => return false,
                _ => spare -= 1,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_is_found_wherever_it_is_guessed(
            list in prop::collection::btree_set(0_u32..2000, 0..200),
            bound in 0_u32..2100,
            units in 0_usize..4000,
        ) {
            let list: Vec<u32> = list.into_iter().collect();
            let expected = list.partition_point(|unit| *unit < bound);
            prop_assert_eq!(first_from(&list, bound, units), expected);
        }
    }
}
