//! Numbers of one thing that differ.
//!
//! Two numbers are of one thing if they count the same (or both count people) and
//! the words around them say so: one campaign or person named beside both, or two
//! words of content that both have near, among the same places, years and months; inside
//! of one statement one more, and of what is no people a name as well. Numbers that are
//! equal in two sentences answer for each other and for nothing else there.

mod pair;

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::number::{Number, is_of_document};
use crate::fact::{Detail, Fact, Kind, Sheet};

use super::group::Groups;
use super::{Compared, all, difference};

/// How much larger one of two exact numbers of one thing may be.
const RATIO: f64 = 3.0;

/// The like where one is indefinite: hundreds of thousands, a million.
const VAGUE_RATIO: f64 = 10.0;

/// A number where it stands.
struct One<'a> {
    fact: &'a Fact,
    number: &'a Number,
    /// How much, in one form.
    value: String,
}

impl One<'_> {
    fn sentence(&self) -> Sentence<'_> {
        (&self.fact.at.statement, &self.fact.at.unit)
    }

    /// Whether it does not say what it counts.
    fn is_bare(&self) -> bool {
        self.number.noun.is_empty()
    }

    /// Numbers of one class may be of one thing: what counts people, or says nothing of
    /// what it counts, is of one class.
    fn class(&self) -> &str {
        match self.number.is_people() || self.is_bare() {
            true => "",
            false => &self.number.noun,
        }
    }
}

/// Where a sentence is: statement and unit.
type Sentence<'a> = (&'a str, &'a str);

pub(super) fn numbers(sheets: &[Sheet], into: &mut Compared) {
    let all = all(sheets).filter_map(|fact| match &fact.detail {
        Detail::Number(number) if !number.fixed => Some(One {
            fact,
            number,
            value: number.amount.to_string(),
        }),
        _ => None,
    });
    let all: Vec<One<'_>> = all.collect();
    let compared = compared(&all);
    let all = all.into_iter().zip(compared);
    let all: Vec<One<'_>> = all.filter_map(|(one, is)| is.then_some(one)).collect();
    let beside = values_beside(&all);
    let mut groups = Groups::new(all.len());
    into.skipped += pair::pairs(&all, |one, other| {
        if let (Some(first), Some(second)) = (all.get(one), all.get(other))
            && are_of_one_thing(first, second)
            && !is_answered(first, second, &beside)
        {
            groups.join(one, other);
        }
    });
    let mut groups = groups.all();
    attach(&mut groups, &all);
    let found = groups.into_iter().filter_map(|group| {
        let members = group.iter().filter_map(|at| all.get(*at));
        let members: Vec<&One<'_>> = members.collect();
        let places = members
            .iter()
            .map(|one| (one.value.clone(), one.fact.at.clone()));
        difference(Kind::Number, what(&members), places.collect())
    });
    into.differences.extend(found);
}

/// Gives the groups that tell of a difference the numbers that are in none of these,
/// equal one of its own and share a word with it: where else the same is said. They bring
/// no value that the group has not.
fn attach(groups: &mut [Vec<usize>], all: &[One<'_>]) {
    let mut inside: BTreeSet<usize> = BTreeSet::new();
    // Which groups have a value of a class beside a word, by one that says what it counts.
    let mut seats: BTreeMap<(&str, &str, &str, bool), BTreeSet<usize>> = BTreeMap::new();
    for (group, members) in groups.iter().enumerate() {
        let own = || members.iter().filter_map(|at| all.get(*at));
        let values: BTreeSet<&str> = own().map(|one| one.value.as_str()).collect();
        if values.len() < 2 {
            continue;
        }
        inside.extend(members);
        for (one, word) in own().flat_map(|one| words(one).map(move |word| (one, word))) {
            let seat = (one.class(), one.value.as_str(), word, one.is_bare());
            seats.entry(seat).or_default().insert(group);
        }
    }
    let mut added: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, one) in all.iter().enumerate() {
        if inside.contains(&at) || one.number.is_time() {
            continue;
        }
        for word in words(one) {
            for bare in [false, true]
                .into_iter()
                .filter(|bare| !bare || !one.is_bare())
            {
                let found = seats.get(&(one.class(), one.value.as_str(), word, bare));
                added.extend(found.into_iter().flatten().map(|group| (*group, at)));
            }
        }
    }
    for (group, member) in added {
        if let Some(group) = groups.get_mut(group) {
            group.push(member);
            group.sort_unstable();
        }
    }
}

/// The words of content and the names of one thing beside a number.
fn words<'a>(one: &One<'a>) -> impl Iterator<Item = &'a str> {
    let number = one.number;
    let words = number.near.iter().chain(&number.things);
    let page = (number.noun == "page").then_some("page");
    words.map(String::as_str).chain(page)
}

/// Which numbers may be compared: where a sentence counts the same twice (41 per cent, up
/// from 35), it compares them itself.
fn compared(all: &[One<'_>]) -> Vec<bool> {
    let mut compared = vec![true; all.len()];
    let mut nouns: BTreeMap<(Sentence<'_>, &str), Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        if !one.number.is_people() {
            let key = (one.sentence(), one.number.noun.as_str());
            nouns.entry(key).or_default().push(at);
        }
    }
    for twice in nouns.into_values().filter(|all| all.len() > 1) {
        for at in twice {
            if let Some(slot) = compared.get_mut(at) {
                *slot = false;
            }
        }
    }
    compared
}

/// The values of each sentence.
fn values_beside<'a>(all: &'a [One<'a>]) -> BTreeSet<(Sentence<'a>, &'a str)> {
    let values = all.iter().map(|one| (one.sentence(), one.value.as_str()));
    values.collect()
}

/// Whether one of the two has its equal in the sentence of the other: that one answers
/// for it.
fn is_answered(one: &One<'_>, other: &One<'_>, beside: &BTreeSet<(Sentence<'_>, &str)>) -> bool {
    one.value != other.value
        && (beside.contains(&(other.sentence(), one.value.as_str()))
            || beside.contains(&(one.sentence(), other.value.as_str())))
}

fn are_of_one_thing(one: &One<'_>, other: &One<'_>) -> bool {
    if one.sentence() == other.sentence() || !counts_alike(one.number, other.number) {
        return false;
    }
    // Equal ones are joined by those that differ from both.
    (one.value == other.value || is_near(one.number, other.number)) && shares(one, other)
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
fn shares(one: &One<'_>, other: &One<'_>) -> bool {
    let here = usize::from(one.fact.at.statement == other.fact.at.statement);
    let (one, other) = (one.number, other.number);
    let words = one.near.intersection(&other.near).count();
    let thing = one
        .things
        .intersection(&other.things)
        .any(|thing| thing.contains(' '));
    let names = one.names.intersection(&other.names).next().is_some();
    let people = one.is_people() || other.is_people();
    let apart = !one.names.is_empty() && !other.names.is_empty() && !names;
    if are_of_other_times(one, other) || (one.noun.is_empty() && other.noun.is_empty()) {
        return false;
    }
    if one.noun == "page" && other.noun == "page" {
        return is_of_document(one) && is_of_document(other) && (names || thing);
    }
    if one.is_time() || other.is_time() {
        return thing && words >= 2;
    }
    if people && thing {
        return words > here;
    }
    if people {
        let bare = one.noun.is_empty() || other.noun.is_empty();
        let others = !one.things.is_empty()
            && !other.things.is_empty()
            && one.things.is_disjoint(&other.things);
        return words >= 2 + here + usize::from(bare) && !apart && !others;
    }
    // Points, per cent, matches: many things are counted with these.
    words >= 2 + here + usize::from(one.noun == "%") && (names || thing)
}

/// Whether both say years or months, and no year or no month is the same.
fn are_of_other_times(one: &Number, other: &Number) -> bool {
    fn apart<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
        !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
    }
    apart(&one.years, &other.years) || apart(&one.months, &other.months)
}

/// What they count, and what all have beside them.
fn what(members: &[&One<'_>]) -> String {
    let noun = members.iter().map(|one| one.number.noun.as_str());
    let noun = noun
        .filter(|noun| !noun.is_empty())
        .max_by_key(|noun| (*noun == "people", noun.len()));
    let mut shared: Option<BTreeSet<&String>> = None;
    for one in members {
        let own: BTreeSet<&String> = one.number.things.iter().collect();
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
