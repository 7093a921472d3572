//! Lines that are a date, or a place and a date.

use crate::text::token::words;

use super::marks;
use super::page::Page;
use super::vocabulary::{Topic, Word};

/// A line of date words, months and numbers, with up to three other words
/// before them or behind a comma after them: the place. The agency may follow
/// in brackets.
pub(super) fn is_dateline(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index).filter(|shape| shape.weight <= 12) else {
        return false;
    };
    let text = without_agency(page, shape.text);
    if !page.vocabulary.knows(Topic::Months) {
        return is_year_and_day(text);
    }
    is_place_and_date(page, text)
        || text.rsplit_once(',').is_some_and(|(date, place)| {
            let named = place
                .split_whitespace()
                .all(|word| page.has_names_only(word));
            let numbers = place.contains(|c: char| c.is_ascii_digit());
            named
                && !numbers
                && page.vocabulary.read(place).len() <= 3
                && is_place_and_date(page, date)
        })
}

/// A year, a day and one or two words: a date in a language without a list of
/// months.
fn is_year_and_day(text: &str) -> bool {
    let numeric = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
    let (numbers, others): (Vec<&str>, Vec<&str>) = words(text).partition(numeric);
    let year = |number: &str| number.len() == 4 && number.starts_with(['1', '2']);
    let day = |number: &str| number.len() <= 2;
    let dated = match numbers.as_slice() {
        [first, second] => (year(first) && day(second)) || (day(first) && year(second)),
        _ => false,
    };
    dated && (1..=2).contains(&others.len()) && !marks::ends(text)
}

/// A dateline without the name of an agency in brackets at its end.
fn without_agency<'a>(page: &Page<'_>, text: &'a str) -> &'a str {
    let before = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .filter(|(_, agency)| page.is(Topic::CreditSources, &page.vocabulary.read(agency)));
    before.map_or(text, |(before, _)| before.trim_end())
}

fn is_place_and_date(page: &Page<'_>, text: &str) -> bool {
    let folded = page.vocabulary.read(text);
    let numbers = text.chars().filter(char::is_ascii_digit).count();
    let is_of_date = |word: &Word| {
        let word = std::slice::from_ref(word);
        [Topic::Months, Topic::Days, Topic::DateWords]
            .iter()
            .any(|topic| page.is(*topic, word))
    };
    let raw: Vec<&str> = words(text).collect();
    let dated = |(word, raw): (&Word, &&str)| {
        is_of_date(word)
            || raw
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
    };
    let others = || folded.iter().zip(&raw).take_while(|pair| !dated(*pair));
    let place = others().count();
    let named = others().all(|(_, raw)| raw.chars().next().is_some_and(char::is_uppercase));
    numbers > 0
        && place <= 3
        && named
        && folded.iter().zip(&raw).skip(place).all(dated)
        && page.has(Topic::Months, &folded)
}
