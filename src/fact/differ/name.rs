//! One name in several spellings.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{At, Detail, Difference, Fact, Kind, Named, Sheet, Value};
use crate::model::Locale;
use crate::text::fold::fold;
use crate::text::normalise::without_marks;

use super::{Compared, all, difference};

/// So many spellings of a name are compared with each other.
const MOST: usize = 64;

/// So many names that begin or end alike are compared with each other.
const NAMES: usize = 256;

pub(super) fn names(sheets: &[Sheet], into: &mut Compared) {
    let mut concepts: BTreeMap<&str, Vec<(&Fact, &Named)>> = BTreeMap::new();
    let mut others: BTreeMap<(Kind, String), Vec<(&Fact, &Named)>> = BTreeMap::new();
    for fact in all(sheets) {
        let Detail::Name(named) = &fact.detail else {
            continue;
        };
        match fact.concept.as_deref() {
            Some(concept) => concepts.entry(concept).or_default().push((fact, named)),
            None => {
                let key = (fact.kind, letters(&named.written));
                others.entry(key).or_default().push((fact, named));
            }
        }
    }
    for all in concepts.into_values() {
        into.differences.extend(concept(&all, &mut into.skipped));
    }
    into.differences
        .extend(others.into_values().filter_map(|all| {
            let places = all
                .iter()
                .map(|(fact, named)| (shown(&named.written), fact.at.clone()));
            let row = difference(Kind::Name, all.first()?.0.value.clone(), places.collect())?;
            Some(Difference {
                kind: all.first()?.0.kind,
                ..row
            })
        }));
    misspelt(sheets, into);
}

/// A name as it is compared: capitals throughout and a case of their own are no other
/// spelling.
fn shown(written: &str) -> String {
    written.replace('\u{2019}', "'")
}

/// The letters of a name alone, without accents and case.
fn letters(written: &str) -> String {
    let folded = without_marks(&fold(written, &Locale::english()));
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The spellings of one concept of the glossary that differ in letters, and what it
/// prefers where no statement has that.
fn concept(all: &[(&Fact, &Named)], skipped: &mut usize) -> Option<Difference> {
    let (first, named) = all.first()?;
    let spelt = spellings(all.iter().map(|(_, named)| *named));
    *skipped += spelt.len().saturating_sub(MOST);
    let spelt: Vec<&str> = spelt.into_iter().take(MOST).collect();
    let refused = all.iter().map(|(_, named)| *named);
    let refused = spellings(refused.filter(|named| named.refused));
    let preferred = named.preferred.as_deref();
    let differing = |one: &str| {
        spelt.iter().any(|other| {
            is_other_spelling(one, other)
                || (one != *other
                    && (refused.contains(one) || refused.contains(other))
                    && is_like(one, other))
        }) || preferred.is_some_and(|preferred| is_accent(one, preferred))
    };
    let places = all.iter().filter(|(_, named)| differing(&named.written));
    let mut values: Vec<Value> = Vec::new();
    for (fact, named) in places {
        add(&mut values, &named.written, Some(&fact.at));
    }
    let lacks = |name: &str| values.iter().all(|known| known.value != name);
    if let Some(preferred) = preferred.filter(|name| lacks(name))
        && values
            .iter()
            .any(|value| is_accent(&value.value, preferred))
    {
        add(&mut values, preferred, None);
    }
    (values.len() > 1).then(|| Difference {
        kind: first.kind,
        what: preferred.unwrap_or(&first.value).to_owned(),
        values,
    })
}

/// The names as they are written, each once.
fn spellings<'a>(names: impl Iterator<Item = &'a Named>) -> BTreeSet<&'a str> {
    names.map(|named| named.written.as_str()).collect()
}

fn add(values: &mut Vec<Value>, name: &str, at: Option<&At>) {
    match values.iter_mut().find(|known| known.value == name) {
        Some(known) => known.places.extend(at.cloned()),
        None => values.push(Value {
            value: name.to_owned(),
            places: at.cloned().into_iter().collect(),
        }),
    }
}

/// Turk and Türk: accents alone.
fn is_accent(one: &str, other: &str) -> bool {
    let last = |name: &str| name.split_whitespace().next_back().map(str::to_owned);
    let same = |one: &str, other: &str| one != other && letters(one) == letters(other);
    let full = one.contains(' ') == other.contains(' ');
    match (full, last(one), last(other)) {
        (true, ..) => same(one, other),
        (false, Some(one), Some(other)) => same(&one, &other),
        _ => false,
    }
}

/// Whether two names of one concept are spellings of one, and not a name and its
/// abbreviation: they share all letters but one or two.
fn is_other_spelling(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let (short, long) = (letters(core(one)), letters(core(other)));
    if short == long {
        return core(one) != core(other);
    }
    let length = short.chars().count().min(long.chars().count());
    let alike = short.chars().next() == long.chars().next();
    let most = if length >= 6 { 2 } else { 1 };
    (4..=120).contains(&length)
        && alike
        && !is_ending(&short, &long)
        && strsim::osa_distance(&short, &long) <= most
}

/// A name without the common nouns behind it: the Open Doors campaign.
fn core(name: &str) -> &str {
    let mut end = name.len();
    for word in name.split_whitespace().rev() {
        if word.starts_with(|c: char| !c.is_lowercase()) {
            return name.get(..end).unwrap_or(name);
        }
        let rest = name.get(..end).and_then(|rest| rest.strip_suffix(word));
        end = rest.map_or(end, |rest| rest.trim_end().len());
    }
    name
}

/// Long names that differ in a word or its ending.
fn is_like(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    let length = one.chars().count().max(other.chars().count());
    length <= 200 && strsim::normalized_levenshtein(&one, &other) >= 0.6
}

/// Whether one is the other with an ending: Kazakh, Kazakhs.
fn is_ending(one: &str, other: &str) -> bool {
    one.strip_prefix(other)
        .or(other.strip_prefix(one))
        .is_some_and(|rest| rest.chars().count() <= 2)
}

/// Full names of persons that share all words but one, and that one but for a letter:
/// Berzat Bolatkhan and Berzat Bolatkhanm. Only names that the glossary does not have.
fn misspelt(sheets: &[Sheet], into: &mut Compared) {
    let mut by_word: BTreeMap<(bool, String), BTreeMap<&str, Vec<&At>>> = BTreeMap::new();
    for fact in all(sheets).filter(|fact| fact.kind == Kind::Person && fact.concept.is_none()) {
        let Detail::Name(named) = &fact.detail else {
            continue;
        };
        let words: Vec<&str> = named.written.split_whitespace().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            continue;
        };
        if words.len() < 2 {
            continue;
        }
        for (place, word) in [(true, first), (false, last)] {
            let names = by_word.entry((place, letters(word))).or_default();
            names.entry(&named.written).or_default().push(&fact.at);
        }
    }
    let mut found: BTreeMap<(&str, &str), Difference> = BTreeMap::new();
    for names in by_word.values() {
        into.skipped += names.len().saturating_sub(NAMES);
        for (at, (one, places)) in names.iter().take(NAMES).enumerate() {
            for (other, others) in names.iter().take(NAMES).skip(at + 1) {
                if is_one_letter(one, other) {
                    let row = two((one, places), (other, others));
                    found.extend(row.map(|row| ((*one, *other), row)));
                }
            }
        }
    }
    into.differences.extend(found.into_values());
}

/// Two spellings with their places.
fn two(one: (&str, &[&At]), other: (&str, &[&At])) -> Option<Difference> {
    let places = [one, other].into_iter();
    let places = places.flat_map(|(name, places)| {
        places
            .iter()
            .map(move |at| (name.to_owned(), (*at).clone()))
    });
    difference(Kind::Person, one.0.to_owned(), places.collect())
}

/// Whether as many words stand in both, and one of them differs by one letter.
fn is_one_letter(one: &str, other: &str) -> bool {
    let (first, second): (Vec<&str>, Vec<&str>) = (
        one.split_whitespace().collect(),
        other.split_whitespace().collect(),
    );
    let differing = first
        .iter()
        .zip(&second)
        .filter(|(one, other)| letters(one) != letters(other));
    let differing: Vec<(&&str, &&str)> = differing.collect();
    let [(one, other)] = differing.as_slice() else {
        return false;
    };
    let (one, other) = (letters(one), letters(other));
    first.len() == second.len()
        && one.chars().count() >= 5
        && one.chars().next() == other.chars().next()
        && strsim::osa_distance(&one, &other) == 1
}
