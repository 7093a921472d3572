//! Chinese numerals: 三百二十, 二〇二二, 三点五, 两万.

use std::collections::BTreeSet;

use super::value::Value;

/// The digit that a character says.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '双' | '雙' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The power of ten that a character says.
pub(super) fn power(c: char) -> Option<i32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Whether a character is part of a number.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || power(c).is_some()
}

/// Adds every number that Chinese numerals of a text may say.
pub(super) fn numerals(text: &str, said: &mut BTreeSet<Value>) {
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if digit(c).is_some() || power(c).is_some() || (matches!(c, '点' | '點') && !run.is_empty())
        {
            run.push(c);
        } else if !run.is_empty() {
            read(&run, said);
            run.clear();
        }
        if c == '半' {
            said.insert(Value::whole(50));
            said.insert(Value::new(5, -1));
        }
    }
}

fn read(run: &str, said: &mut BTreeSet<Value>) {
    let (whole, fraction) = run.split_once(['点', '點']).unwrap_or((run, ""));
    let spelt = |text: &str| -> String {
        text.chars()
            .filter_map(digit)
            .map(|d| d.to_string())
            .collect()
    };
    said.extend(Value::parse(&spelt(whole), ""));
    said.extend(Value::parse(&spelt(whole), &spelt(fraction)));
    if let Some(last) = fraction.chars().next_back().and_then(power) {
        said.extend(Value::parse(&spelt(whole), &spelt(fraction)).map(|v| v.scaled(last)));
    }
    for c in whole.chars().chain(fraction.chars()) {
        said.extend(digit(c).map(|d| Value::whole(u128::from(d))));
    }
    said.extend(total(whole));
}

/// The number by places: 三百二十万.
fn total(run: &str) -> Option<Value> {
    let (mut total, mut section, mut now) = (0_u128, 0_u128, None::<u128>);
    for c in run.chars() {
        if let Some(digit) = digit(c) {
            now = Some(u128::from(digit));
        } else if let Some(power @ 1..=3) = power(c) {
            let factor = 10_u128.pow(power.unsigned_abs());
            section = section.checked_add(now.take().unwrap_or(1).checked_mul(factor)?)?;
        } else if let Some(power) = power(c) {
            let factor = 10_u128.pow(power.unsigned_abs());
            let group = section.checked_add(now.take().unwrap_or(0))?.max(1);
            total = total.checked_add(group.checked_mul(factor)?)?;
            section = 0;
        }
    }
    Some(Value::whole(
        total.checked_add(section)?.checked_add(now.unwrap_or(0))?,
    ))
}
