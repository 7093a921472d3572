//! How alike two segments are, in per cent.
//!
//! score = ⌊100 × (1 − d / m)⌋ − p, where d is the least number of words that must be
//! put in, taken out or exchanged, a number that is exchanged for another counting
//! half; m is the number of words of the longer text; and p counts one point each for
//! another spelling of a word, other punctuation and other inline codes. 100 is for
//! equal texts and codes only. The score is the same from either side.
//! `docs/matching.md` gives the reasons.

use super::explain::Step;
use super::vocabulary::{Reading, UNKNOWN, Word};

/// The cost of a word that is put in, taken out or exchanged. The lower bits count
/// words that only differ in their spelling, so that of two cheapest ways the one
/// with fewer of them is taken.
const WORD: u64 = 2 * NUMBER;
/// The cost of a number that is exchanged for another.
const NUMBER: u64 = 1 << 32;
/// The cost of another spelling of the same word.
const SPELLING: u64 = 1;

/// Pairs of words compared for one pair of segments at most. A pair beyond it is
/// compared for equality alone.
pub(super) const PAIR_LIMIT: usize = 25_000_000;

/// What was compared: half words of distance, and whether a word is spelled otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Distance {
    /// Twice the number of words that are to be changed; a number counts one.
    pub(super) halves: usize,
    /// Whether a word that stays is written in another way.
    pub(super) spelling: bool,
}

/// The score of two segments.
pub(super) fn score(left: &Reading, right: &Reading, numbers: u32, row: &mut Vec<u64>) -> u8 {
    if is_equal(left, right) {
        return 100;
    }
    let longer = left.words.len().max(right.words.len());
    if longer == 0 || left.words.len().saturating_mul(right.words.len()) > PAIR_LIMIT {
        return 0;
    }
    let distance = distance(&left.words, &right.words, numbers, row);
    let lost = u8::from(distance.spelling)
        + u8::from(left.marks != right.marks)
        + u8::from(left.codes != right.codes);
    per_cent(longer, distance.halves)
        .saturating_sub(lost)
        .min(99)
}

/// Whether texts and codes are the same.
pub(super) fn is_equal(left: &Reading, right: &Reading) -> bool {
    left.whole == right.whole
        && left.words == right.words
        && left.marks == right.marks
        && left.codes == right.codes
}

/// What is left of `longer` words when so many half words are changed, rounded down.
pub(super) fn per_cent(longer: usize, halves: usize) -> u8 {
    let whole = 2 * longer;
    u8::try_from(whole.saturating_sub(halves) * 100 / whole.max(1)).unwrap_or(0)
}

/// The distance of two segments; of a pair beyond the limit all words are changed.
pub(super) fn distance_of(left: &Reading, right: &Reading, numbers: u32) -> Distance {
    let (one, other) = (left.words.len(), right.words.len());
    if one.saturating_mul(other) > PAIR_LIMIT && left.words != right.words {
        return Distance {
            halves: 2 * one.max(other),
            spelling: false,
        };
    }
    distance(&left.words, &right.words, numbers, &mut Vec::new())
}

/// The cheapest way from one list of words to the other (Wagner, Fischer 1974).
pub(super) fn distance(
    left: &[Word],
    right: &[Word],
    numbers: u32,
    row: &mut Vec<u64>,
) -> Distance {
    let (left, right) = differing(left, right);
    row.clear();
    row.extend((0..=right.len() as u64).map(|count| count * WORD));
    for (index, one) in left.iter().enumerate() {
        let mut diagonal = index as u64 * WORD;
        let mut before = diagonal + WORD;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(right) {
            let changed = diagonal + cost(one, other, numbers);
            diagonal = *cell;
            before = changed.min(before + WORD).min(diagonal + WORD);
            *cell = before;
        }
    }
    let total = row.last().copied().unwrap_or(0);
    Distance {
        halves: (total / NUMBER) as usize,
        spelling: total % NUMBER > 0,
    }
}

fn cost(one: &Word, other: &Word, numbers: u32) -> u64 {
    if one.class != other.class || one.class == UNKNOWN {
        WORD
    } else if one.form == other.form && one.form != UNKNOWN {
        0
    } else if one.class == numbers {
        NUMBER
    } else {
        SPELLING
    }
}

/// Both without what they have in common at the beginning and at the end: words
/// that are the same stay where they are in some cheapest way.
fn differing<'a>(left: &'a [Word], right: &'a [Word]) -> (&'a [Word], &'a [Word]) {
    let same = |(one, other): &(&Word, &Word)| one == other && one.form != UNKNOWN;
    let first = left.iter().zip(right).take_while(same).count();
    let left = left.get(first..).unwrap_or_default();
    let right = right.get(first..).unwrap_or_default();
    let last = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(same)
        .count();
    (
        left.get(..left.len() - last).unwrap_or_default(),
        right.get(..right.len() - last).unwrap_or_default(),
    )
}

/// A step of the cheapest way, with the places of the words it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    left: Option<usize>,
    right: Option<usize>,
    cost: u64,
}

impl Way {
    /// The step in words.
    pub(super) fn told(self, lefts: &[String], rights: &[String]) -> Option<Step> {
        let word = |at: Option<usize>, words: &[String]| words.get(at?).cloned();
        let (left, right) = (word(self.left, lefts), word(self.right, rights));
        Some(match (left, right) {
            (Some(word), Some(_)) if self.cost == 0 => Step::Keep { word },
            (Some(query), Some(memory)) => match self.cost {
                SPELLING => Step::Spelling { query, memory },
                NUMBER => Step::Number { query, memory },
                _ => Step::Change { query, memory },
            },
            (Some(query), None) => Step::Insert { query },
            (None, Some(memory)) => Step::Delete { memory },
            (None, None) => return None,
        })
    }
}

/// Pairs of words for which the way is told at most.
const TOLD: usize = 4_000_000;

/// The cheapest way from one list of words to the other, step by step. Nothing for
/// texts so long that nobody would read it.
pub(super) fn steps(left: &[Word], right: &[Word], numbers: u32) -> Vec<Way> {
    let width = right.len() + 1;
    if (left.len() + 1).saturating_mul(width) > TOLD {
        return Vec::new();
    }
    let mut costs: Vec<u64> = (0..width as u64).map(|count| count * WORD).collect();
    for (index, one) in left.iter().enumerate() {
        let above = costs.len() - width;
        costs.push((index as u64 + 1) * WORD);
        for (at, other) in right.iter().enumerate() {
            let up = |cell: usize| costs.get(above + cell).copied().unwrap_or(u64::MAX / 2);
            let before = costs.last().copied().unwrap_or(u64::MAX / 2);
            let changed = up(at) + cost(one, other, numbers);
            costs.push(changed.min(up(at + 1) + WORD).min(before + WORD));
        }
    }
    back(&costs, left, right, numbers)
}

/// The way back from the end of a table of costs.
fn back(costs: &[u64], left: &[Word], right: &[Word], numbers: u32) -> Vec<Way> {
    let width = right.len() + 1;
    let at = |row: usize, column: usize| costs.get(row * width + column).copied();
    let (mut row, mut column) = (left.len(), right.len());
    let mut ways = Vec::new();
    while row + column > 0 {
        let here = at(row, column).unwrap_or(0);
        let (one, other) = (row.checked_sub(1), column.checked_sub(1));
        let pair = one.zip(other).and_then(|(one, other)| {
            let cost = cost(left.get(one)?, right.get(other)?, numbers);
            (at(one, other)? + cost == here).then_some(cost)
        });
        let inserted = || one.is_some_and(|one| at(one, column) == here.checked_sub(WORD));
        let (from_left, from_right, cost) = match pair {
            Some(cost) => (one, other, cost),
            None if inserted() => (one, None, WORD),
            None => (None, other, WORD),
        };
        ways.push(Way {
            left: from_left,
            right: from_right,
            cost,
        });
        row -= usize::from(from_left.is_some());
        column -= usize::from(from_right.is_some());
    }
    ways.reverse();
    ways
}
