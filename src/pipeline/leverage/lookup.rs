//! The best matches of a text: similar sources, then their variants, less penalties.
//!
//! The index ranks sources, and penalties belong to variants: the best source need not
//! have the best translation. So sources are asked for in growing numbers until none
//! that is left can come among the matches any more. What is found is what comparing
//! with everything would find.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::memory::{FuzzyIndex, Hit, same_content};
use crate::model::{Content, Locale, Match, MatchKind};

/// How many sources are asked for at first: mostly more than are shown.
pub(super) const FIRST: usize = 8;

/// Of so many sources that only their state or their day could bring before what is
/// there already, the oldest are looked at: a table may have thousands of rows that are
/// equally like a sentence.
const TIES: usize = 200;

/// Who knows which sources resemble a text.
pub trait Ranking: Sync {
    /// The best sources that score at least `minimum`, best first, then by number; no
    /// more than `limit`. With a locale, those without a translation into it may be left
    /// out.
    fn best(&self, query: &Content, target: Option<&Locale>, minimum: u8, limit: usize)
    -> Vec<Hit>;
}

impl Ranking for FuzzyIndex {
    fn best(
        &self,
        query: &Content,
        target: Option<&Locale>,
        minimum: u8,
        limit: usize,
    ) -> Vec<Hit> {
        self.search(query, target, minimum, limit)
    }
}

/// The score of a variant of a source that was found: 100 is for the same text and codes
/// only.
pub(in crate::pipeline) fn pair_score(hit: Hit, query: &Content, source: &Content) -> u8 {
    if same_content(query, source) {
        return 100;
    }
    hit.score.min(99)
}

/// Which matches are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The text.
    pub query: &'a Content,
    /// The language of the translations.
    pub target: &'a Locale,
    /// What is less alike than this is left out, in per cent, penalties taken off.
    pub minimum: u8,
    /// How many at most.
    pub limit: usize,
    /// Whether one translation is offered once, however many sources have it.
    pub distinct: bool,
}

/// The best matches, best first. `first` is what the ranking answered when it was asked
/// for the best sources of any language, and for how many it was asked; `offers` gives
/// what the variants of a source offer.
pub fn top<E>(
    ranking: Option<&dyn Ranking>,
    first: Option<(&[Hit], usize)>,
    wanted: Wanted<'_>,
    mut offers: impl FnMut(Hit) -> Result<Vec<Match>, E>,
) -> Result<Vec<Match>, E> {
    let mut matches = Vec::new();
    if wanted.limit == 0 {
        return Ok(matches);
    }
    let mut seen = BTreeSet::new();
    let mut asked = first.map_or(FIRST.max(wanted.limit), |(_, asked)| asked);
    let mut hits = match first {
        Some((hits, _)) => hits.to_vec(),
        None => ask(ranking, wanted, asked),
    };
    let mut tied = 0;
    loop {
        let left = (hits.len() >= asked).then(|| hits.last().map_or(0, |hit| hit.score));
        for hit in hits {
            // Hits come best first: what follows this one scores no more than it.
            if is_settled(&matches, wanted.limit, hit.score) {
                return Ok(matches);
            }
            if seen.insert(hit.source) {
                matches.extend(offers(hit)?);
                rank(&mut matches, wanted);
                tied += usize::from(is_tied(&matches, wanted.limit, hit.score));
                if tied > TIES {
                    return Ok(matches);
                }
            }
        }
        match left {
            Some(score) if !is_settled(&matches, wanted.limit, score) => {}
            _ => return Ok(matches),
        }
        asked = asked.saturating_mul(2);
        hits = ask(ranking, wanted, asked);
    }
}

fn ask(ranking: Option<&dyn Ranking>, wanted: Wanted<'_>, number: usize) -> Vec<Hit> {
    let found = ranking
        .map(|ranking| ranking.best(wanted.query, Some(wanted.target), wanted.minimum, number));
    found.unwrap_or_default()
}

/// Best first, no more than are wanted.
fn rank(matches: &mut Vec<Match>, wanted: Wanted<'_>) {
    matches.retain(|found| found.score >= wanted.minimum);
    matches.sort_by(Match::cmp_best_first);
    if wanted.distinct {
        let mut targets = BTreeSet::new();
        matches.retain(|found| targets.insert(found.target.clone()));
    }
    matches.truncate(wanted.limit);
}

/// Whether there are enough matches, and what a source of this score offers can only
/// stand before some of them by its state or its day.
fn is_tied(matches: &[Match], limit: usize, score: u8) -> bool {
    let last = matches.get(limit.saturating_sub(1));
    last.is_some_and(|last| last.score >= score)
}

/// Whether nothing of a source of this score or a lower one can come among the matches:
/// an equal score could, by its state or its day.
fn is_settled(matches: &[Match], limit: usize, score: u8) -> bool {
    let Some(last) = matches.get(limit.saturating_sub(1)) else {
        return false;
    };
    let kind = match score {
        100 => MatchKind::InContext,
        _ => MatchKind::Fuzzy,
    };
    (last.kind, Reverse(last.score)) < (kind, Reverse(score))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, OriginKind, State};
    use proptest::prelude::*;

    /// Sources with scores, each with variants: state, points taken off, target.
    #[derive(Clone, Debug)]
    struct Held {
        score: u8,
        variants: Vec<(usize, u8, u8)>,
    }

    struct Shelf<'a>(&'a [Held]);

    impl Ranking for Shelf<'_> {
        fn best(&self, _: &Content, _: Option<&Locale>, minimum: u8, limit: usize) -> Vec<Hit> {
            let numbered = (0_i64..).zip(self.0);
            let mut hits: Vec<Hit> = numbered
                .map(|(source, held)| Hit {
                    source,
                    score: held.score,
                })
                .filter(|hit| hit.score >= minimum)
                .collect();
            hits.sort_by_key(|hit| (Reverse(hit.score), hit.source));
            hits.truncate(limit);
            hits
        }
    }

    fn offers(all: &[Held], hit: Hit) -> Vec<Match> {
        let held = &all[usize::try_from(hit.source).expect("a number")];
        let offer = |(index, (state, lost, target)): (usize, &(usize, u8, u8))| Match {
            kind: match (hit.score, lost) {
                (100, 0) => MatchKind::Exact,
                _ => MatchKind::Fuzzy,
            },
            score: hit.score.saturating_sub(*lost),
            source: Content::text("s"),
            target: Content::text(target.to_string()),
            state: State::ALL[*state],
            origin: Origin {
                kind: OriginKind::Return,
                file: String::new(),
                export: None,
                unit: None,
            },
            day: String::new(),
            variant: format!("{:03} {index}", hit.source),
        };
        held.variants.iter().enumerate().map(offer).collect()
    }

    fn held() -> impl Strategy<Value = Held> {
        let variant = (1_usize..4, prop_oneof![Just(0_u8), 0_u8..30], 0_u8..6);
        let score = prop_oneof![60_u8..=100, Just(100_u8), Just(80_u8)];
        (score, prop::collection::vec(variant, 0..3))
            .prop_map(|(score, variants)| Held { score, variants })
    }

    proptest! {
        /// All sources, all variants, sorted: nothing else comes out, however few are
        /// asked for at first.
        #[test]
        fn the_best_are_those_of_all(
            all in prop::collection::vec(held(), 0..40),
            minimum in 50_u8..=100,
            limit in 0_usize..6,
            distinct in any::<bool>(),
            first in 1_usize..5,
        ) {
            let (query, target) = (Content::text("q"), "tr".parse().expect("a tag"));
            let wanted = Wanted { query: &query, target: &target, minimum, limit, distinct };
            let shelf = Shelf(&all);
            let everything = shelf.best(&query, None, minimum, usize::MAX);
            let mut expected: Vec<Match> =
                everything.iter().flat_map(|hit| offers(&all, *hit)).collect();
            rank(&mut expected, wanted);
            let mut looked_at = Vec::new();
            let start = shelf.best(&query, None, minimum, first);
            let found = top(Some(&shelf), Some((&start, first)), wanted, |hit| {
                looked_at.push(hit.source);
                Ok::<_, std::convert::Infallible>(offers(&all, hit))
            });
            prop_assert_eq!(found.expect("no fault"), expected);
            let number = looked_at.len();
            looked_at.sort_unstable();
            looked_at.dedup();
            prop_assert_eq!(looked_at.len(), number, "no source is read twice");
        }
    }

    /// Without points taken off, little more than what is wanted is read.
    #[test]
    fn no_more_is_read_than_can_come_in() {
        let all: Vec<Held> = (0..30_u8)
            .map(|index| Held {
                score: 99 - index,
                variants: vec![(1, 0, index)],
            })
            .collect();
        let (query, target) = (Content::text("q"), "tr".parse().expect("a tag"));
        let wanted = Wanted {
            query: &query,
            target: &target,
            minimum: 50,
            limit: 3,
            distinct: true,
        };
        let mut read = 0;
        let found = top(Some(&Shelf(&all)), None, wanted, |hit| {
            read += 1;
            Ok::<_, std::convert::Infallible>(offers(&all, hit))
        });
        assert_eq!((found.expect("no fault").len(), read), (3, 3));
    }
}
