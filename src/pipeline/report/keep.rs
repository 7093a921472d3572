//! Which translations are carried when there are too many: those with the gravest
//! findings first, in the order of the statements.

use crate::diag::Severity;
use crate::model::{ReportTranslation, TextMark};

/// Where a translation stands: statement, unit, language and which of several, each
/// counted from 0.
pub(super) type Place = (usize, usize, usize, usize);

/// How much a translation is wanted, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It has an error.
    Error,
    /// It has a warning.
    Warning,
    /// It has a note, or something that somebody accepted.
    Note,
    /// Nothing is said of it.
    Clean,
}

impl Rank {
    /// The rank of a translation whose findings weigh so; nothing for one that somebody
    /// accepted.
    pub(super) fn of(findings: impl IntoIterator<Item = Option<Severity>>) -> Rank {
        let ranks = findings.into_iter().map(|severity| match severity {
            Some(Severity::Error) => Rank::Error,
            Some(Severity::Warning) => Rank::Warning,
            Some(Severity::Note) | None => Rank::Note,
        });
        ranks.min().unwrap_or(Rank::Clean)
    }
}

/// A translation that may be carried.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) place: Place,
    pub(super) translation: ReportTranslation,
    /// Words in question that stand in the source.
    pub(super) source: Vec<TextMark>,
}

/// The translations that are wanted most, no more than so many. It never holds more than
/// twice as many of a rank.
#[derive(Debug)]
pub(super) struct Keep {
    most: usize,
    ranks: [Vec<Kept>; 4],
    /// How many there were of each.
    counts: [usize; 4],
    /// How many of each were there when this language began.
    before: [usize; 4],
}

impl Keep {
    pub(super) fn new(most: usize) -> Keep {
        Keep {
            most,
            ranks: Default::default(),
            counts: [0; 4],
            before: [0; 4],
        }
    }

    /// Takes a translation, which is made only if it may be carried. Those of a language
    /// come in the order of their places.
    pub(super) fn offer(&mut self, rank: Rank, kept: impl FnOnce() -> Kept) {
        let number = rank as usize;
        if let Some(count) = self.counts.get_mut(number) {
            *count += 1;
        }
        let before = self.before.get(number).copied().unwrap_or_default();
        if let Some(list) = self.ranks.get_mut(number)
            && list.len() < before.saturating_add(self.most)
        {
            list.push(kept());
        }
    }

    /// A language is done.
    pub(super) fn settle(&mut self) {
        for (list, before) in self.ranks.iter_mut().zip(&mut self.before) {
            list.sort_by_key(|kept| kept.place);
            list.truncate(self.most);
            *before = list.len();
        }
    }

    /// What is carried, by place, and how many of each rank are not.
    pub(super) fn done(mut self) -> (Vec<Kept>, [usize; 4]) {
        self.settle();
        let mut all = Vec::new();
        let mut left = self.counts;
        for (list, left) in self.ranks.into_iter().zip(&mut left) {
            let room = self.most.saturating_sub(all.len());
            let before = all.len();
            all.extend(list.into_iter().take(room));
            *left = left.saturating_sub(all.len() - before);
        }
        all.sort_by_key(|kept| kept.place);
        (all, left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(place: Place) -> Kept {
        Kept {
            place,
            translation: ReportTranslation::default(),
            source: Vec::new(),
        }
    }

    proptest! {
        /// Language by language the same are chosen as if all were sorted at once.
        #[test]
        fn the_most_wanted_are_carried(
            most in 0_usize..8,
            languages in prop::collection::vec(prop::collection::vec(0_usize..4, 0..10), 0..4),
        ) {
            let ranks = [Rank::Error, Rank::Warning, Rank::Note, Rank::Clean];
            let mut keep = Keep::new(most);
            let mut all = Vec::new();
            for (language, found) in languages.iter().enumerate() {
                for (unit, rank) in found.iter().enumerate() {
                    let place = (0, unit, language, 0);
                    keep.offer(ranks[*rank], || kept(place));
                    all.push((*rank, place));
                }
                keep.settle();
            }
            all.sort_unstable();
            let (chosen, dropped) = all.split_at(most.min(all.len()));
            let mut chosen: Vec<Place> = chosen.iter().map(|(_, place)| *place).collect();
            chosen.sort_unstable();
            let (found, left) = keep.done();
            let found: Vec<Place> = found.iter().map(|kept| kept.place).collect();
            prop_assert_eq!(found, chosen);
            for (rank, left) in left.iter().enumerate() {
                prop_assert_eq!(dropped.iter().filter(|(one, _)| *one == rank).count(), *left);
            }
        }
    }
}
