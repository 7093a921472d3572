use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::{Content, Origin, State};

/// How a segment was found in the memory, best first; of passage, repaired and fuzzy the
/// one with the better score ([`Match::cmp_best_first`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// The same text between the same neighbours (XLIFF tools say ICE or 101 %).
    InContext,
    /// The same text and codes.
    Exact,
    /// Whole sentences of a passage that somebody quotes.
    Passage,
    /// Similar text that differs in numbers, dates or names alone, with these exchanged
    /// in its translation: a suggestion, whatever it scores.
    Repaired,
    /// Similar text.
    Fuzzy,
}

/// What the memory offers for a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Match {
    /// How it was found.
    pub kind: MatchKind,
    /// Similarity in per cent, 0 to 100 (docs/matching.md); 100 for equal text
    /// and codes, less any penalty of the project.
    pub score: u8,
    /// The source that the memory holds; of a repaired one the wanted source, so that
    /// the two sides say the same wherever they go.
    pub source: Content,
    /// Its translation.
    pub target: Content,
    /// How far the translation has come.
    pub state: State,
    /// Where it came from.
    pub origin: Origin,
    /// The day it was last worked on, as far as the memory knows, `YYYY-MM-DD`.
    pub day: String,
    /// The variant's identity.
    pub variant: String,
}

impl Match {
    /// Best first: in-context, exact, all others; then score, kind, trust, the newest, and
    /// name. No two variants have one name, so that the order is the same every time. A
    /// passage stands before others of its score, because it is the very quotation; a
    /// repaired match stands before others of its score, because less is left to do, but
    /// not before a better one: what differs more may differ in more than was seen.
    pub fn cmp_best_first(&self, other: &Match) -> Ordering {
        let sure = |found: &Match| found.kind.min(MatchKind::Passage);
        sure(self)
            .cmp(&sure(other))
            .then(other.score.cmp(&self.score))
            .then(self.kind.cmp(&other.kind))
            .then(other.state.cmp(&self.state))
            .then(other.day.cmp(&self.day))
            .then(self.variant.cmp(&other.variant))
    }
}

/// The bands of an analysis, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Same text, same neighbours.
    InContext,
    /// Same text.
    Exact,
    /// No match, but the same text stands earlier in the same work.
    Repetition,
    /// 95 to 99 %.
    From95,
    /// 85 to 94 %.
    From85,
    /// 75 to 84 %.
    From75,
    /// 50 to 74 %, if the threshold lets it in.
    From50,
    /// Nothing.
    New,
}

impl Band {
    /// All bands, best first.
    pub const ALL: [Band; 8] = [
        Band::InContext,
        Band::Exact,
        Band::Repetition,
        Band::From95,
        Band::From85,
        Band::From75,
        Band::From50,
        Band::New,
    ];

    /// The band of a best match, of which 100 is exact and below 50 nothing.
    pub fn of(kind: MatchKind, score: u8) -> Band {
        match (kind, score) {
            (MatchKind::InContext, _) => Band::InContext,
            (MatchKind::Exact, _) | (MatchKind::Passage, 100) => Band::Exact,
            (_, 95..) => Band::From95,
            (_, 85..) => Band::From85,
            (_, 75..) => Band::From75,
            (_, 50..) => Band::From50,
            (_, _) => Band::New,
        }
    }

    /// The word used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Band::InContext => "in-context",
            Band::Exact => "100",
            Band::Repetition => "repetition",
            Band::From95 => "95-99",
            Band::From85 => "85-94",
            Band::From75 => "75-84",
            Band::From50 => "50-74",
            Band::New => "new",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OriginKind;
    use proptest::prelude::*;

    fn found(kind: MatchKind, score: u8, state: State, day: &str, variant: &str) -> Match {
        Match {
            kind,
            score,
            source: Content::text("a"),
            target: Content::text("b"),
            state,
            origin: Origin {
                kind: OriginKind::Return,
                file: String::new(),
                export: None,
                unit: None,
            },
            day: day.to_owned(),
            variant: variant.to_owned(),
        }
    }

    #[test]
    fn each_reason_counts_only_where_those_before_it_are_equal() {
        use MatchKind::{Exact, Fuzzy, InContext, Passage, Repaired};
        use State::{Final, Reviewed, Translated};
        let ordered = [
            found(InContext, 100, Translated, "2020-01-01", "z"),
            found(Exact, 100, Final, "2020-01-01", "z"),
            found(Exact, 100, Reviewed, "2026-01-01", "a"),
            found(Passage, 99, Translated, "2020-01-01", "z"),
            found(Repaired, 99, Translated, "2020-01-01", "z"),
            found(Fuzzy, 99, Translated, "2020-01-01", "z"),
            found(Fuzzy, 98, Reviewed, "2020-01-01", "z"),
            found(Fuzzy, 98, Translated, "2026-01-01", "z"),
            found(Fuzzy, 98, Translated, "2025-01-01", "a"),
            found(Fuzzy, 98, Translated, "2025-01-01", "b"),
            found(Passage, 60, Final, "2026-01-01", "a"),
        ];
        let mut mixed: Vec<Match> = ordered.iter().rev().cloned().collect();
        mixed.sort_by(Match::cmp_best_first);
        assert_eq!(mixed, ordered);
    }

    fn any_match() -> impl Strategy<Value = Match> {
        let kinds = vec![
            MatchKind::InContext,
            MatchKind::Exact,
            MatchKind::Passage,
            MatchKind::Repaired,
            MatchKind::Fuzzy,
        ];
        let kinds = prop::sample::select(kinds);
        let states = prop::sample::select(State::ALL.to_vec());
        (kinds, 98_u8..=100, states, 1_u8..4, "[a-c]").prop_map(
            |(kind, score, state, day, name)| {
                found(kind, score, state, &format!("2026-01-0{day}"), &name)
            },
        )
    }

    proptest! {
        /// However they come, they are sorted in one way; only what is one and the same
        /// is equal.
        #[test]
        fn the_order_is_total(mut all in prop::collection::vec(any_match(), 0..12)) {
            let mut other = all.clone();
            other.reverse();
            all.sort_by(Match::cmp_best_first);
            other.sort_by(Match::cmp_best_first);
            prop_assert_eq!(&all, &other);
            for one in &all {
                for two in &all {
                    prop_assert_eq!(one.cmp_best_first(two).reverse(), two.cmp_best_first(one));
                    prop_assert_eq!(one.cmp_best_first(two).is_eq(), one == two);
                }
            }
        }
    }
}
