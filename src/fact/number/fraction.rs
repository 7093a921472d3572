//! Parts of numbers: half a million, three-quarters; and the m that may be a million.

use crate::check::numbers::Value;
use crate::fact::lexicon::{PEOPLE, is_in};

use super::{Amount, Line, Number};

/// Money in words.
const MONEY: [&str; 5] = ["dollar", "euro", "pound", "franc", "rouble"];

impl Line<'_, '_> {
    /// Half a million, a quarter of a million.
    pub(super) fn half(&self, at: usize) -> Option<(usize, Amount)> {
        let (article, parts) = match (self.folded(at), self.folded(at + 1)) {
            ("half", "a") => (at + 1, 2),
            ("half", "of") => (at + 2, 2),
            ("quarter", "of") => (at + 2, 4),
            ("a" | "one", "quarter") if self.folded(at + 2) == "of" => (at + 3, 4),
            _ => return None,
        };
        let factor = self.factor(article + 1).filter(|factor| *factor >= 100)?;
        (self.folded(article) == "a").then_some(())?;
        Some((article + 2, Amount::Exact(Value::whole(factor / parts))))
    }

    /// Whether the number before a place is counted in parts: three-quarters, two thirds.
    pub(super) fn is_part(&self, end: usize) -> bool {
        const PARTS: [&str; 14] = [
            "half",
            "halves",
            "third",
            "thirds",
            "quarter",
            "quarters",
            "fifth",
            "fifths",
            "sixths",
            "sevenths",
            "eighths",
            "tenth",
            "tenths",
            "hundredths",
        ];
        self.word(end).is_some_and(|word| {
            (word.follows() || word.is_hyphened()) && is_in(&PARTS, &word.folded)
        })
    }

    /// Two and a half million: the number, given its whole part and where that ends; no
    /// number if no scale stands behind the half.
    pub(super) fn with_half(&self, whole: u128, end: usize) -> Option<(u128, usize)> {
        let half = self.folded(end) == "and"
            && self.folded(end + 1) == "a"
            && self.folded(end + 2) == "half";
        if !half {
            return Some((whole, end));
        }
        let factor = self.factor(end + 3).filter(|factor| *factor >= 100)?;
        let value = whole.checked_mul(factor)?.checked_add(factor / 2)?;
        Some((value, end + 4))
    }

    /// Whether a number is of a share: one in five.
    pub(super) fn is_share(&self, at: usize) -> bool {
        let one = |at: usize| is_in(&["one", "1"], self.folded(at));
        let number =
            |at: usize| self.is_cardinal(at) || self.word(at).is_some_and(|word| word.is_numeric());
        let first = one(at) && self.folded(at + 1) == "in" && number(at + 2);
        let second = at.checked_sub(2).is_some_and(one) && self.folded(at - 1) == "in";
        first || second
    }

    /// Whether a number stands behind a part of it that was not read: half the million.
    pub(super) fn is_fraction(&self, at: usize) -> bool {
        let before = |back: usize| at.checked_sub(back).map_or("", |at| self.folded(at));
        let article = is_in(&["a", "an", "the"], before(1));
        let last = if article { before(2) } else { before(1) };
        let of = if last == "of" && article {
            before(3)
        } else {
            ""
        };
        is_in(&["half", "quarter"], last) || is_in(&["half", "quarter", "third", "thirds"], of)
    }

    /// Killed 126, 45 of them children: the whole counts people too.
    pub(super) fn wholes(&self, found: &mut [Number]) {
        for at in 1..found.len() {
            let Some((head, tail)) = found.split_at_mut_checked(at) else {
                return;
            };
            let (Some(whole), Some(part)) = (head.last_mut(), tail.first()) else {
                return;
            };
            let beside = whole.words.end == part.words.start;
            let comma = self
                .word(part.words.start)
                .is_some_and(|word| matches!(word.gap.trim(), "," | "("));
            let of = self.folded(part.words.end) == "of"
                && is_in(&["them", "whom"], self.folded(part.words.end + 1));
            if whole.noun.is_empty() && beside && comma && of && part.is_people() {
                "people".clone_into(&mut whole.noun);
            }
        }
    }

    /// Digits with an m behind them: millions of money or of people. Metres, minutes and
    /// what the text does not say are no number of anything.
    pub(super) fn millions(&self, at: usize, value: Value) -> Option<Value> {
        let word = self.word(at)?;
        if word.gap.ends_with(['$', '£', '€', '¥']) {
            return Some(value);
        }
        let (noun, _) = self.noun(at, at + 1);
        (is_in(PEOPLE, &noun) || is_in(&MONEY, &noun)).then(|| value.scaled(6))
    }
}
