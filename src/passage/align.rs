//! The words of a quotation laid along those of a source, in order.
//!
//! Small pairs are aligned completely (Gotoh 1982: the best alignment with gaps of
//! any length, in time and space by the product of the lengths). Of large ones the
//! runs that both have once are taken for certain (`anchors`), and what lies between
//! them is aligned if it is small.

use super::anchors::anchors;
use super::wording::{Bracketed, Word};

/// So many pairs of words are compared completely: about ten megabytes for the way
/// back.
const CELLS: usize = 1 << 21;

/// What became of a word of the quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is the word of the source at that place.
    Kept,
    /// It stands in the place of that word.
    Changed,
    /// The source has no word for it.
    Added,
}

/// A word of the quotation: the place in the source that was reached before it, and
/// what became of it. What is kept or changed takes one word of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: usize,
    pub(super) fate: Fate,
}

/// Lays a quotation along a source; one step for every word of the quotation.
pub(super) fn align(quotation: &[Word], source: &[Word]) -> Vec<Step> {
    let mut steps = Vec::with_capacity(quotation.len());
    let (mut from, mut reached) = (0, 0);
    let anchors = match quotation.len().saturating_mul(source.len()) <= CELLS {
        true => Vec::new(),
        false => anchors(quotation, source),
    };
    for (index, (at, place)) in anchors.iter().enumerate() {
        Field {
            quotation: quotation.get(from..*at).unwrap_or_default(),
            source: source.get(reached..*place).unwrap_or_default(),
            offset: reached,
            open: (index == 0, false),
        }
        .fill(&mut steps);
        steps.push(Step {
            at: *place,
            fate: Fate::Kept,
        });
        (from, reached) = (at + 1, place + 1);
    }
    Field {
        quotation: quotation.get(from..).unwrap_or_default(),
        source: source.get(reached..).unwrap_or_default(),
        offset: reached,
        open: (anchors.is_empty(), true),
    }
    .fill(&mut steps);
    steps
}

/// A part of both that is aligned by itself.
struct Field<'a> {
    quotation: &'a [Word],
    source: &'a [Word],
    /// Where the part of the source begins.
    offset: usize,
    /// Whether words of the source before and after may be passed over freely.
    open: (bool, bool),
}

// What a step is worth. A word is worth more than the way to it, unless it is far,
// so that the words of a short piece are looked for close by.
const KEPT: i32 = 1_000;
const CHANGED: i32 = -300;
const ADDED: i32 = -500;
/// Words in brackets are nobody's, and where the source has dots or brackets others
/// may have the words.
const EXCUSED: i32 = -10;
/// A gap in the source, and every word of it.
const GAP: (i32, i32) = (-1_200, -20);
/// Likewise where dots say so, and beside words in brackets.
const DOTS: (i32, i32) = (0, -1);
const BESIDE: (i32, i32) = (-50, -5);
/// Dots for nothing.
const NOTHING: i32 = -400;

const WORST: i32 = i32::MIN / 2;

/// The last step: a pair of words, a word of the quotation alone, one of the source
/// alone.
const PAIR: usize = 0;
const ALONE: usize = 1;
const PASSED: usize = 2;

impl Field<'_> {
    /// Appends the steps of the words of this part.
    fn fill(&self, steps: &mut Vec<Step>) {
        let (rows, columns) = (self.quotation.len(), self.source.len());
        if rows == 0 {
            return;
        }
        if columns == 0 || rows.saturating_mul(columns) > CELLS {
            let step = Step {
                at: self.offset,
                fate: Fate::Added,
            };
            steps.extend(std::iter::repeat_n(step, rows));
            return;
        }
        let (ways, end) = self.score();
        steps.extend(self.back(&ways, end));
    }

    /// The scores row by row; kept are the ways back and the best end.
    fn score(&self) -> (Vec<[u8; 3]>, (usize, usize)) {
        let width = self.source.len() + 1;
        let mut ways = vec![[0_u8; 3]; width * (self.quotation.len() + 1)];
        let mut before = vec![[WORST; 3]; width];
        self.first_row(&mut before, &mut ways);
        for row in 1..=self.quotation.len() {
            let mut now = vec![[WORST; 3]; width];
            let costs = Costs::of(self.quotation, row);
            for column in 0..width {
                let mut cell = [WORST; 3];
                let mut way = [0; 3];
                if let Some(left) = column.checked_sub(1) {
                    let corner = before.get(left).copied().unwrap_or([WORST; 3]);
                    (cell[PAIR], way[PAIR]) = self.pair(row, column, corner);
                    let left = now.get(left).copied().unwrap_or([WORST; 3]);
                    (cell[PASSED], way[PASSED]) = passed(left, costs.gap);
                }
                let above = before.get(column).copied().unwrap_or([WORST; 3]);
                let (best, from) = best(above);
                cell[ALONE] = best + self.alone(column, costs.is_bracketed);
                way[ALONE] = from;
                put(&mut now, column, cell);
                put(&mut ways, row * width + column, way);
            }
            before = now;
        }
        (ways, self.end(&before))
    }

    fn first_row(&self, row: &mut [[i32; 3]], ways: &mut [[u8; 3]]) {
        let gap = Costs::of(self.quotation, 0).gap;
        for column in 0..row.len() {
            let mut cell = [WORST; 3];
            let mut way = [0; 3];
            if column == 0 {
                cell[PAIR] = 0;
            } else if self.open.0 {
                cell[PASSED] = 0;
                way[PASSED] = if column == 1 { 0 } else { PASSED as u8 };
            } else if let Some(left) = row.get(column - 1) {
                (cell[PASSED], way[PASSED]) = passed(*left, gap);
            }
            put(row, column, cell);
            put(ways, column, way);
        }
    }

    fn pair(&self, row: usize, column: usize, corner: [i32; 3]) -> (i32, u8) {
        let (Some(word), Some(other)) = (self.quotation.get(row - 1), self.source.get(column - 1))
        else {
            return (WORST, 0);
        };
        let worth = match word.is(other) {
            true => KEPT,
            false if word.bracketed == Bracketed::Whole => return (WORST, 0),
            false => CHANGED,
        };
        let mut corner = corner;
        if row > 1 && word.after_elision && !other.after_elision {
            corner[PAIR] += NOTHING;
        }
        let (best, from) = best(corner);
        (best + worth, from)
    }

    /// What a word costs for which the source has none.
    fn alone(&self, column: usize, is_bracketed: bool) -> i32 {
        let here = self.source.get(column);
        let before = column.checked_sub(1).and_then(|at| self.source.get(at));
        let gap = here.is_some_and(|word| word.after_elision || in_brackets(word))
            || before.is_some_and(in_brackets);
        if is_bracketed || gap { EXCUSED } else { ADDED }
    }

    fn end(&self, last: &[[i32; 3]]) -> (usize, usize) {
        let column = last.len().saturating_sub(1);
        if !self.open.1 {
            let cell = last.get(column).copied().unwrap_or([WORST; 3]);
            return (column, usize::from(best(cell).1));
        }
        let mut found = (0, ALONE);
        let mut most = WORST;
        for (column, cell) in last.iter().enumerate() {
            for (worth, state) in [(cell[PAIR], PAIR), (cell[ALONE], ALONE)] {
                if worth > most {
                    (most, found) = (worth, (column, state));
                }
            }
        }
        found
    }

    /// The way back from the end.
    fn back(&self, ways: &[[u8; 3]], end: (usize, usize)) -> Vec<Step> {
        let width = self.source.len() + 1;
        let (mut row, (mut column, mut state)) = (self.quotation.len(), end);
        let mut steps = Vec::with_capacity(row);
        while row > 0 {
            let way = ways.get(row * width + column).copied().unwrap_or_default();
            let from = way.get(state).copied().unwrap_or_default();
            if state != ALONE {
                column = column.saturating_sub(1);
            }
            if state != PASSED {
                row -= 1;
                let is_same = match (self.quotation.get(row), self.source.get(column)) {
                    (Some(word), Some(other)) => word.is(other),
                    _ => false,
                };
                let fate = match state {
                    ALONE => Fate::Added,
                    _ if is_same => Fate::Kept,
                    _ => Fate::Changed,
                };
                steps.push(Step {
                    at: self.offset + column,
                    fate,
                });
            }
            // At the left edge only words of the quotation are left.
            state = if column == 0 {
                ALONE
            } else {
                usize::from(from)
            };
        }
        steps.reverse();
        steps
    }
}

/// What a gap before a word of the quotation costs, and whether the word itself
/// stands in brackets.
struct Costs {
    gap: (i32, i32),
    is_bracketed: bool,
}

impl Costs {
    /// After so many words of the quotation.
    fn of(quotation: &[Word], row: usize) -> Costs {
        let next = quotation.get(row);
        let last = row.checked_sub(1).and_then(|at| quotation.get(at));
        let is_bracketed = last.is_some_and(in_brackets);
        let gap = if row > 0 && next.is_some_and(|word| word.after_elision) {
            DOTS
        } else if is_bracketed || next.is_some_and(in_brackets) {
            BESIDE
        } else {
            GAP
        };
        Costs { gap, is_bracketed }
    }
}

fn in_brackets(word: &Word) -> bool {
    word.bracketed == Bracketed::Whole
}

fn passed(left: [i32; 3], gap: (i32, i32)) -> (i32, u8) {
    let (open, word) = gap;
    best([
        left[PAIR] + open + word,
        left[ALONE] + open + word,
        left[PASSED] + word,
    ])
}

/// The best of the three, the first of equals.
fn best(cell: [i32; 3]) -> (i32, u8) {
    let mut found = (cell[PAIR], PAIR as u8);
    for (worth, state) in [(cell[ALONE], ALONE), (cell[PASSED], PASSED)] {
        if worth > found.0 {
            found = (worth, state as u8);
        }
    }
    (found.0.max(WORST), found.1)
}

fn put<T>(row: &mut [T], at: usize, value: T) {
    if let Some(cell) = row.get_mut(at) {
        *cell = value;
    }
}
