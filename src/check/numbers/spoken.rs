//! Numbers in words, months by name, Roman numerals: read generously, because
//! they only have to answer for digits on the other side.

use std::collections::BTreeSet;

use crate::model::Locale;
use crate::text::fold::fold;

use super::language::{Language, Word};
use super::value::Value;

/// Adds every number that the words of a text may say.
pub(super) fn words(text: &str, locale: &Locale, language: &Language, said: &mut BTreeSet<Value>) {
    let folded = fold(text, locale);
    let mut sum = Sum::default();
    for raw in folded.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        let word = raw.split('\'').next().unwrap_or_default();
        if word.is_empty() {
            continue;
        }
        if let Some(month) = language.month(word) {
            said.insert(Value::whole(u128::from(month)));
        }
        match language.word(word) {
            Some(found) => {
                sum.add(found, said);
                // Half a million is 500,000, and half is 50 %.
                if word == "half" {
                    sum = Sum {
                        half: true,
                        ..Sum::default()
                    };
                }
            }
            None if word == "and" => {}
            None if sum.half && matches!(word, "a" | "of") => {}
            None => sum = Sum::default(),
        }
    }
    romans(text, said);
}

/// A number in words as far as it was read.
#[derive(Default)]
struct Sum {
    total: u128,
    group: u128,
    half: bool,
}

impl Sum {
    fn add(&mut self, word: Word, said: &mut BTreeSet<Value>) {
        match word {
            Word::Amount(amount) => {
                let amount = u128::from(amount);
                // One that cannot follow begins anew: five six, but twenty five.
                let fits = self.group == 0
                    || (amount < 10 && self.group.is_multiple_of(10))
                    || (amount < 100 && self.group.is_multiple_of(100));
                self.group = if fits {
                    self.group.saturating_add(amount)
                } else {
                    amount
                };
                said.insert(Value::whole(amount));
            }
            Word::Times(times) => {
                self.group = self.group.max(1).saturating_mul(u128::from(times));
            }
            Word::Power(power) => {
                let factor = 10_u128.saturating_pow(u32::try_from(power).unwrap_or(0));
                self.total = self
                    .total
                    .saturating_add(self.group.max(1).saturating_mul(factor));
                self.group = 0;
                said.insert(Value::whole(factor));
                if self.half {
                    said.insert(Value::whole(factor / 2));
                }
            }
        }
        said.insert(Value::whole(self.group));
        said.insert(Value::whole(self.total.saturating_add(self.group)));
        said.insert(Value::whole(self.total));
    }
}

/// Centuries and kings, also in Cyrillic capitals that look alike.
fn romans(text: &str, said: &mut BTreeSet<Value>) {
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.len() <= 16
            && let Some(value) = roman(word)
        {
            said.insert(Value::whole(value));
        }
    }
}

fn roman(word: &str) -> Option<u128> {
    let mut total = 0;
    let mut last = 0;
    for c in word.chars().rev() {
        let digit = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            'C' | 'С' => 100,
            _ => return None,
        };
        total = if digit < last {
            total - digit
        } else {
            total + digit
        };
        last = digit.max(last);
    }
    (total > 0).then_some(total as u128)
}
