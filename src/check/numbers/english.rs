//! What English writes in its own way: pm, 1990s, 2017-18, $5m, feet and miles.

use crate::check::scan::folded;
use crate::model::Locale;

use super::figures::{Figure, head};
use super::value::Value;

/// Gives every number of an English text what else it may mean.
pub(super) fn customs(figures: &mut [Figure], text: &str) {
    let mut before: Option<u32> = None;
    for figure in figures {
        let rest = head(text.get(figure.bytes.end..).unwrap_or_default());
        let before_it = text.get(..figure.bytes.start).unwrap_or_default();
        let whole = figure
            .demands
            .first()
            .and_then(|d| d.first())
            .and_then(|v| v.small());
        let word = next_word(rest);
        let mut also: Vec<u32> = Vec::new();
        if let Some(number) = whole {
            also.extend(hours(number, rest));
            also.extend(years(number, before, rest, before_it));
        }
        minutes(figure, &word);
        for number in also {
            figure.demands.push(vec![Value::whole(u128::from(number))]);
            figure.supplies.push(Value::whole(u128::from(number)));
        }
        millions(figure, rest, before_it);
        figure.measure = is_measure(&word);
        figure.certain &= !figure.measure && !matches!(word.as_str(), "am" | "pm");
        before = whole;
    }
}

/// The word behind a number, folded.
fn next_word(rest: &str) -> String {
    let word = rest
        .trim_start_matches([' ', '-', '\u{A0}'])
        .split_whitespace()
        .next();
    let word = folded(word.unwrap_or_default(), &Locale::english());
    word.trim_end_matches([',', '.', ';', ')', '"', '\''])
        .to_owned()
}

/// 7pm is nineteen hours.
fn hours(number: u32, rest: &str) -> Option<u32> {
    // Of 8:45 pm the minutes stand between; of equipment, pm is no word.
    let minutes = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.');
    let evening = rest.split_whitespace().take(2).any(|word| {
        let word = word
            .trim_start_matches(minutes)
            .trim_end_matches(|c: char| !c.is_alphabetic());
        matches!(word, "pm" | "p.m" | "PM" | "P.M")
    });
    (number <= 12 && evening).then_some(number % 12 + 12)
}

/// Decades, and years without their century.
fn years(number: u32, before: Option<u32>, rest: &str, text: &str) -> Vec<u32> {
    let mut also = Vec::new();
    let decade = ["s", "'s", "’s"]
        .iter()
        .filter_map(|ending| rest.strip_prefix(ending))
        .any(|rest| !rest.starts_with(char::is_alphanumeric));
    if decade {
        also.extend([number % 100, number.saturating_add(1900), number / 100 + 1]);
        also.retain(|number| *number > 0);
    }
    if let (Some(year @ 1000..=2999), 0..=99) = (before, number) {
        also.push(year / 100 * 100 + number);
    }
    if number < 100 && text.ends_with(['\'', '’', '‘']) {
        also.extend([number + 1900, number + 2000]);
    }
    also
}

/// Of 8.45pm, the hour is a part.
fn minutes(figure: &mut Figure, word: &str) {
    if !word.starts_with("pm") && !word.starts_with("p.m") {
        return;
    }
    let parts = figure
        .demands
        .iter()
        .find(|values| values.len() == 2)
        .cloned();
    if let Some([hour, minute]) = parts.as_deref()
        && let Some(hour @ 1..=11) = hour.small()
    {
        let later = Value::whole(u128::from(hour) + 12);
        figure.supplies.extend([later, *minute]);
        figure.demands.push(vec![later, *minute]);
    }
}

/// `5m` is five million, or five metres; `$5m` is no metres.
fn millions(figure: &mut Figure, rest: &str, text: &str) {
    let Some(after) = rest.strip_prefix(['m', 'M']) else {
        return;
    };
    if !after.starts_with(char::is_alphanumeric) {
        let scaled: Vec<Value> = figure.supplies.iter().map(|v| v.scaled(6)).collect();
        if text.ends_with(['$', '£', '€']) {
            figure.demands.clear();
        }
        figure.demands.extend(scaled.iter().map(|v| vec![*v]));
        figure.supplies.extend(scaled);
    }
}

/// Measures that are converted for readers elsewhere.
fn is_measure(word: &str) -> bool {
    const MEASURES: [&str; 26] = [
        "ft",
        "foot",
        "feet",
        "inch",
        "inches",
        "mile",
        "miles",
        "mph",
        "yard",
        "yards",
        "lb",
        "lbs",
        "pound",
        "pounds",
        "stone",
        "oz",
        "ounce",
        "ounces",
        "acre",
        "acres",
        "gallon",
        "gallons",
        "fahrenheit",
        "degrees",
        "pint",
        "pints",
    ];
    MEASURES.contains(&word) || word.starts_with("mile") || word.starts_with('°')
}
