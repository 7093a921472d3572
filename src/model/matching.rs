use std::cmp::Ordering;
use std::fmt;

use serde::Serialize;

use super::{Content, Origin, State};

/// How a segment was found in the memory. Declared best first, so that
/// comparing ranks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// The same text between the same neighbours (XLIFF tools say ICE or 101 %).
    InContext,
    /// The same text and codes.
    Exact,
    /// Whole sentences of a passage that somebody quotes.
    Passage,
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
    /// The source that the memory holds.
    pub source: Content,
    /// Its translation.
    pub target: Content,
    /// How far the translation has come.
    pub state: State,
    /// Where it came from.
    pub origin: Origin,
    /// The variant's identity.
    pub variant: String,
}

impl Match {
    /// Best first: kind, score, trust, then name, so that the order is the
    /// same every time.
    pub fn cmp_best_first(&self, other: &Match) -> Ordering {
        self.kind
            .cmp(&other.kind)
            .then(other.score.cmp(&self.score))
            .then(other.state.cmp(&self.state))
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
