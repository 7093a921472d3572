//! Numbers of one thing that differ.
//!
//! Two numbers are of one thing if they count the same (or both count people) and
//! the words around them say so: one campaign or person named beside both, or two
//! words of content that both have near, among the same places and years; inside of one
//! statement one more, and of what is no people a name as well. Numbers that are equal
//! in two sentences answer for each other and for nothing else there.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::number::{Number, is_of_document};
use crate::fact::{Detail, Difference, Fact, Kind, Sheet};

use super::group::Groups;
use super::{all, difference};

/// A word that stands beside more numbers than this tells nothing of any.
const COMMON: usize = 64;

/// How much larger one of two exact numbers of one thing may be.
const RATIO: f64 = 3.0;

/// The like where one is indefinite: hundreds of thousands, a million.
const VAGUE_RATIO: f64 = 10.0;

pub(super) fn numbers(sheets: &[Sheet]) -> Vec<Difference> {
    let facts: Vec<(&Fact, &Number)> = all(sheets)
        .filter_map(|fact| match &fact.detail {
            Detail::Number(number) if !number.fixed => Some((fact, number)),
            _ => None,
        })
        .collect();
    let beside = beside(&facts);
    let compared = compared(&facts, &beside);
    let facts: Vec<(&Fact, &Number)> = facts
        .into_iter()
        .zip(compared)
        .filter_map(|(fact, is)| is.then_some(fact))
        .collect();
    let beside = self::beside(&facts);
    let mut groups = Groups::new(facts.len());
    let pairs = candidates(&facts);
    for (one, other) in pairs.iter().copied() {
        if let (Some(first), Some(second)) = (facts.get(one), facts.get(other))
            && are_of_one_thing(first, second)
            && !is_answered(one, other, &facts, &beside)
        {
            groups.join(one, other);
        }
    }
    let mut groups = groups.all();
    attach(&mut groups, &pairs, &facts);
    let found = groups.into_iter().filter_map(|group| {
        let members = group.iter().filter_map(|at| facts.get(*at));
        let members: Vec<&(&Fact, &Number)> = members.collect();
        let places = members
            .iter()
            .map(|(fact, number)| (number.amount.to_string(), fact.at.clone()));
        difference(Kind::Number, what(&members), places.collect())
    });
    found.collect()
}

/// Gives a group the numbers that are in none, equal one of its own and share a word with
/// it: where else the same is said. They bring no value that the group has not.
fn attach(groups: &mut [Vec<usize>], pairs: &BTreeSet<(usize, usize)>, facts: &[(&Fact, &Number)]) {
    let mut of: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        of.extend(group.iter().map(|member| (*member, number)));
    }
    let mut added: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (one, other) in pairs {
        let (Some((_, first)), Some((_, second))) = (facts.get(*one), facts.get(*other)) else {
            continue;
        };
        let equal = first.amount.to_string() == second.amount.to_string();
        if !equal || !counts_alike(first, second) || first.is_time() {
            continue;
        }
        match (of.get(one), of.get(other)) {
            (Some(group), None) => drop(added.insert((*group, *other))),
            (None, Some(group)) => drop(added.insert((*group, *one))),
            _ => {}
        }
    }
    for (group, member) in added {
        if let Some(group) = groups.get_mut(group) {
            group.push(member);
            group.sort_unstable();
        }
    }
}

/// Where a sentence is: statement and unit.
type Sentence<'a> = (&'a str, &'a str);

/// The numbers of each sentence.
fn beside<'a>(facts: &[(&'a Fact, &Number)]) -> BTreeMap<Sentence<'a>, Vec<usize>> {
    let mut beside: BTreeMap<Sentence<'a>, Vec<usize>> = BTreeMap::new();
    for (at, (fact, _)) in facts.iter().enumerate() {
        let sentence = (fact.at.statement.as_str(), fact.at.unit.as_str());
        beside.entry(sentence).or_default().push(at);
    }
    beside
}

/// Which numbers may be compared: where a sentence counts the same twice (41 per cent, up
/// from 35), it compares them itself.
fn compared(facts: &[(&Fact, &Number)], beside: &BTreeMap<Sentence<'_>, Vec<usize>>) -> Vec<bool> {
    let mut compared = vec![true; facts.len()];
    for list in beside.values() {
        let mut nouns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in list {
            if let Some((_, number)) = facts.get(*at).filter(|(_, number)| !number.is_people()) {
                nouns.entry(&number.noun).or_default().push(*at);
            }
        }
        for twice in nouns.into_values().filter(|all| all.len() > 1) {
            for at in twice {
                if let Some(slot) = compared.get_mut(at) {
                    *slot = false;
                }
            }
        }
    }
    compared
}

/// Pairs that share a word, or a thing, each once.
fn candidates(facts: &[(&Fact, &Number)]) -> BTreeSet<(usize, usize)> {
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, number)) in facts.iter().enumerate() {
        let words = number.near.iter().chain(&number.things);
        for word in words
            .map(String::as_str)
            .chain((number.noun == "page").then_some("page"))
        {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for list in by_word.values().filter(|list| list.len() <= COMMON) {
        for (place, one) in list.iter().enumerate() {
            pairs.extend(list.iter().skip(place + 1).map(|other| (*one, *other)));
        }
    }
    pairs
}

fn are_of_one_thing(first: &(&Fact, &Number), second: &(&Fact, &Number)) -> bool {
    let ((fact, one), (other_fact, other)) = (first, second);
    let same_sentence =
        fact.at.unit == other_fact.at.unit && fact.at.statement == other_fact.at.statement;
    if same_sentence || one.amount.to_string() == other.amount.to_string() {
        // Equal ones are joined by those that differ from both.
        return !same_sentence && shares(fact, one, other_fact, other) && counts_alike(one, other);
    }
    counts_alike(one, other) && is_near(one, other) && shares(fact, one, other_fact, other)
}

/// Whether both count the same, as far as they say what.
fn counts_alike(one: &Number, other: &Number) -> bool {
    one.noun == other.noun
        || (one.is_people() && other.is_people())
        || (one.noun.is_empty() && other.is_people())
        || (one.is_people() && other.noun.is_empty())
}

/// Whether one may be said for the other by mistake.
fn is_near(one: &Number, other: &Number) -> bool {
    let ((least, most), (low, high)) = (one.amount.bounds(), other.amount.bounds());
    if least <= high && low <= most && least != most && low != high {
        return false;
    }
    let (small, large) = if most < low {
        (most, low)
    } else {
        (high, least)
    };
    let exact = least == most && low == high;
    let most = if exact { RATIO } else { VAGUE_RATIO };
    // What lies in a range does not differ from it.
    small < large && large <= small * most
}

/// Whether the words around say that both are of one thing.
fn shares(fact: &Fact, one: &Number, other_fact: &Fact, other: &Number) -> bool {
    let words = one.near.intersection(&other.near).count();
    let thing = one
        .things
        .intersection(&other.things)
        .any(|thing| thing.contains(' '));
    let names = one.names.intersection(&other.names).next().is_some();
    let people = one.is_people() || other.is_people();
    let apart = !one.names.is_empty() && !other.names.is_empty() && !names;
    let years =
        !one.years.is_empty() && !other.years.is_empty() && one.years.is_disjoint(&other.years);
    if years || (one.noun.is_empty() && other.noun.is_empty()) {
        return false;
    }
    if one.noun == "page" && other.noun == "page" {
        return is_of_document(one) && is_of_document(other) && (names || thing);
    }
    if one.is_time() || other.is_time() {
        return thing && words >= 2;
    }
    let here = usize::from(fact.at.statement == other_fact.at.statement);
    if people && thing {
        return words > here;
    }
    if people {
        let bare = one.noun.is_empty() || other.noun.is_empty();
        return words >= 2 + here + usize::from(bare) && !apart;
    }
    // Points, per cent, matches: many things are counted with these.
    words >= 2 + here + usize::from(one.noun == "%") && (names || thing)
}

/// Whether one of the two has its equal in the sentence of the other: that one answers
/// for it.
fn is_answered(
    one: usize,
    other: usize,
    facts: &[(&Fact, &Number)],
    beside: &BTreeMap<Sentence<'_>, Vec<usize>>,
) -> bool {
    let (Some((fact, number)), Some((other_fact, other_number))) =
        (facts.get(one), facts.get(other))
    else {
        return true;
    };
    if number.amount.to_string() == other_number.amount.to_string() {
        return false;
    }
    let has = |fact: &Fact, wanted: &Number| {
        let sentence = (fact.at.statement.as_str(), fact.at.unit.as_str());
        beside.get(&sentence).is_some_and(|list| {
            list.iter()
                .take(COMMON)
                .filter_map(|at| facts.get(*at))
                .any(|(_, number)| number.amount.to_string() == wanted.amount.to_string())
        })
    };
    has(other_fact, number) || has(fact, other_number)
}

/// What they count, and what all have beside them.
fn what(members: &[&(&Fact, &Number)]) -> String {
    let noun = members.iter().map(|(_, number)| number.noun.as_str());
    let noun = noun
        .filter(|noun| !noun.is_empty())
        .max_by_key(|noun| (*noun == "people", noun.len()));
    let mut shared: Option<BTreeSet<&String>> = None;
    for (_, number) in members {
        let own: BTreeSet<&String> = number.things.iter().collect();
        shared = Some(match shared {
            Some(shared) => shared.intersection(&own).copied().collect(),
            None => own,
        });
    }
    let thing = shared.unwrap_or_default().into_iter().next();
    match (noun, thing) {
        (Some(noun), Some(thing)) => format!("{noun}: {thing}"),
        (Some(noun), None) => noun.to_owned(),
        (None, Some(thing)) => thing.clone(),
        (None, None) => String::new(),
    }
}
