//! What numbers a text says, for whoever compares texts in other ways than unit by
//! unit: one reader of numbers is enough.

use std::collections::BTreeSet;
use std::fmt;

use crate::model::Locale;

use super::language::{self, Word};
use super::value::Value;
use super::{Figure, Numbered, Pair, chinese, figures};
use crate::check::scan::folded;
use crate::text::token::words;

/// A number with the place of its digits in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The bytes of the digits, without a word of scale behind them.
    pub(crate) bytes: std::ops::Range<usize>,
    /// The number, words of scale counted.
    pub(crate) value: Value,
}

/// The numbers in digits of a text that are one number, in order.
pub(crate) fn digits(text: &str, locale: &Locale) -> Vec<Said> {
    let one = |figure: Figure| match figure.demands.first().map(Vec::as_slice) {
        Some([value]) => Some(Said {
            bytes: figure.bytes.clone(),
            value: *value,
        }),
        _ => None,
    };
    figures(text, locale).into_iter().filter_map(one).collect()
}

/// What a folded word does in a number that is written in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// So many.
    Amount(u32),
    /// Times so many: hundred, thousand, million.
    Factor(u128),
}

/// The part that a folded word plays in a number, if it plays one.
pub(crate) fn part(word: &str, locale: &Locale) -> Option<Part> {
    Some(match language::of(locale).word(word)? {
        Word::Amount(amount) => Part::Amount(amount),
        Word::Times(times) => Part::Factor(u128::from(times)),
        Word::Power(power) => Part::Factor(10_u128.checked_pow(u32::try_from(power).ok()?)?),
    })
}

/// The month that a folded word names, from 1.
pub(crate) fn month(word: &str, locale: &Locale) -> Option<u8> {
    let month = language::of(locale).month(word)?;
    u8::try_from(month).ok()
}

/// The months that a text names in words, or as 8月.
pub(crate) fn months(text: &str, locale: &Locale) -> BTreeSet<u8> {
    let named = words(text).filter_map(|word| {
        let word = folded(word, locale);
        month(word.split('\'').next().unwrap_or_default(), locale)
    });
    let mut found: BTreeSet<u8> = named.collect();
    if locale.language() == "zh" {
        for before in text.split('月') {
            let run: String = before
                .chars()
                .rev()
                .take_while(|c| c.is_ascii_digit() || chinese::is_numeral(*c))
                .collect();
            let run: String = run.chars().rev().collect();
            let mut values = BTreeSet::new();
            values.extend(Value::parse(&run, ""));
            chinese::numerals(&run, &mut values);
            let month = values.iter().filter_map(|value| value.small()).max();
            found.extend(
                month
                    .and_then(|m| u8::try_from(m).ok())
                    .filter(|m| (1..=12).contains(m)),
            );
        }
    }
    found
}

/// The numbers of the source that the translation has not, and the other way round, as
/// they stand there; each once.
pub(crate) fn differing(pair: &Pair) -> (Vec<String>, Vec<String>) {
    let source = Numbered::of(pair.source_text(), pair.source_locale());
    let target = Numbered::of(pair.target_text(), pair.locale());
    let shown = |figures: Vec<&Figure>, text: &str| {
        let mut list: Vec<String> = Vec::new();
        for figure in figures.into_iter().filter(|figure| !figure.measure) {
            let words = text.get(figure.bytes.clone()).unwrap_or_default();
            if !list.iter().any(|known| known == words) {
                list.push(words.to_owned());
            }
        }
        list
    };
    (
        shown(source.not_in(&target), pair.source_text()),
        shown(target.not_in(&source), pair.target_text()),
    )
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (digits, power) = self.parts();
        let digits = digits.to_string();
        match usize::try_from(power) {
            Ok(zeros) => write!(f, "{digits}{}", "0".repeat(zeros.min(40))),
            Err(_) => {
                let places = usize::try_from(power.unsigned_abs()).unwrap_or(0).min(40);
                let digits = format!("{digits:0>width$}", width = places + 1);
                let (whole, rest) = digits.split_at(digits.len().saturating_sub(places));
                write!(f, "{whole}.{rest}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        tag.parse().expect("a tag")
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let said = |text| {
            let found = digits(text, &Locale::english());
            let found = found.iter().map(|said| said.value.to_string());
            found.collect::<Vec<_>>()
        };
        assert_eq!(
            said("323,000 people, 1.5 per cent, 3.2 million"),
            ["323000", "1.5", "3200000"]
        );
        assert_eq!(said("0.05"), ["0.05"]);
        assert_eq!(Value::whole(0).to_string(), "0");
    }

    #[test]
    fn months_are_found_in_every_language() {
        for (tag, text, month) in [
            ("en", "on 31 August", 8),
            ("tr", "31 Ağustos'ta", 8),
            ("kk", "31 тамызда", 8),
            ("ug", "31-ئاۋغۇست", 8),
            ("zh-Hans", "8月31日", 8),
            ("zh-Hant", "十二月", 12),
        ] {
            assert_eq!(months(text, &locale(tag)), BTreeSet::from([month]), "{tag}");
        }
        assert!(months("三个月", &locale("zh-Hans")).is_empty());
    }
}
