//! Ranges: from 10 to 15, 10–15, 1-2 million.

use super::{Amount, Line, Number};
use crate::check::numbers::Value;

impl Line<'_, '_> {
    /// Neither end of a range is compared with anything. A scale behind the second is that
    /// of the first too.
    pub(super) fn ranges(&self, found: &mut [Number]) {
        for at in 1..found.len() {
            let Some((head, tail)) = found.split_at_mut_checked(at) else {
                return;
            };
            let (Some(first), Some(second)) = (head.last_mut(), tail.first_mut()) else {
                return;
            };
            let (Some(last), Some(next)) = (
                self.words.get(first.words.end.saturating_sub(1)),
                self.words.get(second.words.start),
            ) else {
                continue;
            };
            let between = self
                .text
                .get(last.bytes.end..next.bytes.start)
                .unwrap_or_default();
            let between = between.trim().trim_matches(['$', '£', '€', '¥']).trim();
            let dash = matches!(
                between,
                "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}"
            );
            if !dash && !matches!(between, "to" | "and" | "or") {
                continue;
            }
            first.fixed = true;
            second.fixed = true;
            self.scale(first, second, dash);
        }
    }

    /// 1-2 million, 5 to 6 million: digits below a hundred before a scale.
    fn scale(&self, first: &mut Number, second: &Number, dash: bool) {
        let joined = dash || self.folded(second.words.start.saturating_sub(1)) == "to";
        let scaled = second.words.len() > 1 && first.words.len() == 1;
        let figure = |number: &Number| {
            let text = self.word(number.words.start).map(|word| word.text);
            text.and_then(|text| text.parse::<f64>().ok())
        };
        let (Some(low), Some(high), Amount::Exact(value), Amount::Exact(whole)) =
            (figure(first), figure(second), first.amount, second.amount)
        else {
            return;
        };
        let factor = (whole.roughly() / high).round();
        if joined && scaled && low < high && factor >= 100.0 {
            first.amount = Amount::Exact(times(value, factor));
        }
    }

    /// Whether digits are the first end of a range: 18-35, and no part of a telephone
    /// number or a sign.
    pub(super) fn begins_range(&self, at: usize) -> bool {
        let digits = |at: usize| {
            let word = self.word(at)?;
            let grouped = word.text.contains(',');
            let digits = word.text.replace(',', "");
            let plain =
                (grouped || digits.len() <= 4) && digits.bytes().all(|b| b.is_ascii_digit());
            let number: u64 = plain.then(|| digits.parse().ok()).flatten()?;
            (!digits.starts_with('0')).then_some((number, grouped, digits.len()))
        };
        let (Some((first, grouped, length)), Some((second, _, behind)), Some(next)) =
            (digits(at), digits(at + 1), self.words.get(at + 1))
        else {
            return false;
        };
        // 555-1234
        let telephone = !grouped && length == 3 && behind == 4;
        let goes_on = self.words.get(at + 2).is_some_and(|word| {
            word.is_numeric() && matches!(word.gap, " " | "-" | ") " | "." | "/" | ":")
        });
        let opens = self
            .word(at)
            .is_some_and(|word| word.follows() || word.begins || word.gap.trim_end() != word.gap);
        next.is_hyphened() && first < second && !goes_on && !telephone && opens
    }
}

/// A value times a power of ten.
fn times(value: Value, factor: f64) -> Value {
    let mut power = 0;
    let mut rest = factor;
    while rest >= 10.0 {
        rest /= 10.0;
        power += 1;
    }
    value.scaled(power)
}
