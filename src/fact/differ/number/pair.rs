//! Which numbers are looked at together: those that have two words beside them in common.
//!
//! An archive says the same number of the same thing over and over, so what is counted is
//! never how often something is said, but how many values and contexts there are.

use std::collections::{BTreeMap, BTreeSet};

use super::One;

/// Two words that stand together beside more values than this are of no one thing.
const VALUES: usize = 64;

/// So many contexts of one value stand for it.
const CONTEXTS: usize = 8;

/// The places of the numbers that have a word beside them, by their class and that word.
type Places<'a> = BTreeMap<(&'a str, &'a str), Vec<usize>>;

/// Calls `see` with the numbers that may be of one thing, and with those that equal each
/// other, by their places. Returns how many were not compared with all others, because
/// there are too many values, or contexts of one, beside the words that they share.
/// Takes time in proportion to the numbers.
pub(super) fn pairs(all: &[One<'_>], mut see: impl FnMut(usize, usize)) -> usize {
    let mut left: BTreeSet<usize> = BTreeSet::new();
    let (words, named) = by_first(all);
    for ((class, name), list) in &named {
        let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in list.iter().copied() {
            // Pages of a report of one body are asked for no other word.
            let near = all.get(at).into_iter().flat_map(|one| &one.number.near);
            let page = (*class == "page").then_some("");
            for word in near.map(String::as_str).chain(page) {
                by_word.entry(word).or_default().push(at);
            }
        }
        // The name itself may be a word beside it.
        by_word.remove(*name);
        for list in by_word.into_values() {
            look(all, &list, &mut left, &mut see);
        }
    }
    for ((_, word), list) in &words {
        let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in list.iter().copied() {
            let near = all.get(at).into_iter().flat_map(|one| &one.number.near);
            // Each two words once.
            for second in near.map(String::as_str).filter(|second| second > word) {
                by_word.entry(second).or_default().push(at);
            }
        }
        for list in by_word.into_values() {
            look(all, &list, &mut left, &mut see);
        }
    }
    left.len()
}

/// The numbers by the first of the words that they are to share: those of no class by any
/// word, and all by a name.
fn by_first<'a>(all: &'a [One<'a>]) -> (Places<'a>, Places<'a>) {
    let (mut words, mut named) = (Places::new(), Places::new());
    for (at, one) in all.iter().enumerate() {
        let number = one.number;
        for word in number.near.iter().filter(|_| one.class().is_empty()) {
            words.entry(("", word)).or_default().push(at);
        }
        // People are told apart by what is of one thing, the rest by places and bodies too.
        let names = number.names.iter().filter(|_| !one.class().is_empty());
        for name in number.things.iter().chain(names) {
            named.entry((one.class(), name)).or_default().push(at);
        }
    }
    (words, named)
}

/// Looks at the numbers that share two words: one of each value and context.
fn look(
    all: &[One<'_>],
    list: &[usize],
    left: &mut BTreeSet<usize>,
    see: &mut impl FnMut(usize, usize),
) {
    if list.len() < 2 {
        return;
    }
    let mut values: BTreeMap<&str, BTreeMap<Context<'_>, Vec<usize>>> = BTreeMap::new();
    for at in list.iter().copied() {
        let Some(one) = all.get(at) else { continue };
        let contexts = values.entry(&one.value).or_default();
        let many = contexts.len() >= CONTEXTS;
        match contexts.get_mut(&Context::of(one)) {
            Some(known) => {
                if let Some(first) = known.first() {
                    see(*first, at);
                }
                // More is asked of two numbers of one statement, so two statements stand
                // for each context.
                let elsewhere = |at: &usize| {
                    let other = all.get(*at).map(|other| &other.fact.at.statement);
                    other.is_some_and(|other| *other != one.fact.at.statement)
                };
                if known.len() < 2 && known.iter().all(elsewhere) {
                    known.push(at);
                }
            }
            None if many => drop(left.insert(at)),
            None => drop(contexts.insert(Context::of(one), vec![at])),
        }
    }
    if values.len() > VALUES {
        left.extend(list);
        return;
    }
    let contexts = values.into_values().flat_map(BTreeMap::into_values);
    let seen: Vec<usize> = contexts.flatten().collect();
    for (place, one) in seen.iter().enumerate() {
        for other in seen.iter().skip(place + 1) {
            see(*one.min(other), *one.max(other));
        }
    }
}

/// What else is asked of two numbers that share words: whether they are of people, when,
/// and among which names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Context<'a> {
    years: &'a BTreeSet<i16>,
    months: &'a BTreeSet<i8>,
    names: &'a BTreeSet<String>,
    things: &'a BTreeSet<String>,
    noun: &'a str,
}

impl<'a> Context<'a> {
    fn of(one: &'a One<'a>) -> Context<'a> {
        let number = one.number;
        Context {
            years: &number.years,
            months: &number.months,
            names: &number.names,
            things: &number.things,
            noun: &number.noun,
        }
    }
}
