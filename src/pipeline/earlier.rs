//! What stood in the place of a sentence in an earlier version of its statement, and
//! how that was translated: the translator then sees what has changed.
//!
//! Versions are laid side by side by the sentences that both have once. What is left
//! between two of these is the same place; in it, two sentences belong together if each
//! resembles the other more than any else, by half of their words at least.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::memory::{self, Store, Version, same_content, score};
use crate::model::{Content, Context, Document, Earlier, Locale, State, Variant};
use crate::project::Project;
use crate::text::key::MatchKey;
use crate::text::token::folded_words;

use super::Desk;
use super::leverage::{Leverage, contexts};

/// How alike, in per cent of words, two sentences must be to be versions of one.
const ALIKE: u8 = 50;

/// How many versions are looked at, the newest first.
const VERSIONS: usize = 8;

/// The most pairs of sentences that are compared between two that stayed: beyond it
/// the place was written anew.
const PAIRS: usize = 10_000;

/// The versions of a statement before this one, the newest first. Of a statement that
/// the memory does not have yet, all are.
pub fn versions_before(
    store: &dyn Store,
    name: &str,
    version: Option<&Version>,
) -> Result<Vec<Version>, memory::Error> {
    let mut versions = store.versions(name)?;
    versions.retain(|one| version.is_none_or(|version| one.number < version.number));
    versions.reverse();
    versions.truncate(VERSIONS);
    Ok(versions)
}

/// For each unit: what stood here before. None where the memory is sure of the
/// translation, where the sentence is as it was, and where no translation of the earlier
/// one is known.
pub fn earlier(
    desk: &Desk<'_>,
    store: &dyn Store,
    document: &Document,
    version: Option<&Version>,
    found: &[Leverage],
    target: &Locale,
) -> Result<Vec<Option<Earlier>>, memory::Error> {
    let units = document.units().zip(found).enumerate();
    let wanted: BTreeSet<usize> = units
        .filter(|(_, ((_, paragraph, _), found))| paragraph.translate && found.prefill.is_none())
        .map(|(index, _)| index)
        .collect();
    let all = vec![None; found.len()];
    if wanted.is_empty() {
        return Ok(all);
    }
    let versions = versions_before(store, &document.name, version)?;
    let mut search = Search {
        store,
        project: desk.project,
        target,
        now: texts(document),
        wanted,
        all,
    };
    for before in versions {
        if before.locale == search.project.source {
            search.look_at(&before)?;
        }
    }
    Ok(search.all)
}

/// A search through the versions, the newest first.
struct Search<'a> {
    store: &'a dyn Store,
    project: &'a Project,
    target: &'a Locale,
    /// The sentences as they are now.
    now: Vec<String>,
    /// Places of which something is still to be found.
    wanted: BTreeSet<usize>,
    all: Vec<Option<Earlier>>,
}

impl Search<'_> {
    fn look_at(&mut self, before: &Version) -> Result<(), memory::Error> {
        if self.wanted.is_empty() {
            return Ok(());
        }
        let document = self.store.document(before)?;
        let contexts = contexts(&document);
        let sentences: Vec<&Content> = document.units().map(|(.., one)| &one.content).collect();
        for (old, new) in changed(&texts(&document), &self.now, &self.project.source) {
            let (Some(source), Some(context)) = (sentences.get(old), contexts.get(old)) else {
                continue;
            };
            if !self.wanted.contains(&new) {
                continue;
            }
            let held = held(self.store, self.project, source, context, self.target)?;
            if let (Some(target), Some(place)) = (held, self.all.get_mut(new)) {
                self.wanted.remove(&new);
                *place = Some(Earlier {
                    source: (*source).clone(),
                    target,
                });
            }
        }
        Ok(())
    }
}

fn texts(document: &Document) -> Vec<String> {
    let units = document.units();
    units
        .map(|(_, _, segment)| segment.content.plain())
        .collect()
}

/// The translation of a sentence that the memory holds: that of its place before those
/// of others, the best state first, then the newest.
fn held(
    store: &dyn Store,
    project: &Project,
    source: &Content,
    context: &Context,
    target: &Locale,
) -> Result<Option<Content>, memory::Error> {
    let mut all = store.find(MatchKey::of_content(source, &project.source), target)?;
    all.retain(|one| {
        one.state > State::Initial
            && !one.target.plain().trim().is_empty()
            && same_content(&one.source, source)
    });
    let worth = |one: &Variant| (one.contexts.contains(context), one.state, one.added.clone());
    // They are sorted by identity; of equal ones the first stays.
    all.reverse();
    Ok(all.into_iter().max_by_key(worth).map(|one| one.target))
}

/// Sentences that stand in the same place and are versions of one another: places in
/// the old list and the new one.
fn changed(old: &[String], new: &[String], locale: &Locale) -> Vec<(usize, usize)> {
    let olds: BTreeSet<&str> = old.iter().map(String::as_str).collect();
    let news: BTreeSet<&str> = new.iter().map(String::as_str).collect();
    let mut pairs = Vec::new();
    for (left, right) in gaps(old, new) {
        // What the other version has as well has only moved.
        let left = only(old, left, &news, locale);
        let right = only(new, right, &olds, locale);
        if left.len().saturating_mul(right.len()) <= PAIRS {
            pairs.extend(mutual(&left, &right));
        }
    }
    pairs
}

/// Folded words of the sentences of a stretch that the other version does not have.
fn only(
    all: &[String],
    stretch: Range<usize>,
    other: &BTreeSet<&str>,
    locale: &Locale,
) -> Vec<(usize, Vec<String>)> {
    let sentences = all.iter().enumerate().skip(stretch.start);
    sentences
        .take(stretch.len())
        .filter(|(_, text)| !other.contains(text.as_str()))
        .map(|(index, text)| (index, folded_words(text, locale)))
        .collect()
}

/// Pairs of which each is the one that the other resembles most.
fn mutual(left: &[(usize, Vec<String>)], right: &[(usize, Vec<String>)]) -> Vec<(usize, usize)> {
    let mut of_left: BTreeMap<usize, Best> = BTreeMap::new();
    let mut of_right: BTreeMap<usize, Best> = BTreeMap::new();
    for (one, words) in left {
        for (other, others) in right {
            let score = score(words, others, ALIKE);
            if score >= ALIKE {
                of_left.entry(*one).or_default().see(score, *other);
                of_right.entry(*other).or_default().see(score, *one);
            }
        }
    }
    let pairs = of_left.iter().filter_map(|(one, best)| {
        let other = best.place?;
        let back = of_right.get(&other)?.place?;
        (back == *one).then_some((*one, other))
    });
    pairs.collect()
}

/// The best of several; two that are equally good are none.
#[derive(Default)]
struct Best {
    score: u8,
    place: Option<usize>,
}

impl Best {
    fn see(&mut self, score: u8, place: usize) {
        if score > self.score {
            self.score = score;
            self.place = Some(place);
        } else if score == self.score {
            self.place = None;
        }
    }
}

/// What lies between the sentences that stayed, in both versions.
fn gaps(old: &[String], new: &[String]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut gaps = Vec::new();
    let (mut left, mut right) = (0, 0);
    let mut anchors = anchors(old, new);
    anchors.push((old.len(), new.len()));
    for (one, other) in anchors {
        let gap = narrowed(old, new, left..one, right..other);
        if !gap.0.is_empty() && !gap.1.is_empty() {
            gaps.push(gap);
        }
        (left, right) = (one + 1, other + 1);
    }
    gaps
}

/// A gap without the sentences at its edges that are the same in both.
fn narrowed(
    old: &[String],
    new: &[String],
    mut left: Range<usize>,
    mut right: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    while !left.is_empty() && !right.is_empty() && old.get(left.start) == new.get(right.start) {
        left.start += 1;
        right.start += 1;
    }
    while !left.is_empty() && !right.is_empty() && old.get(left.end - 1) == new.get(right.end - 1) {
        left.end -= 1;
        right.end -= 1;
    }
    (left, right)
}

/// The longest chain of sentences that both versions have exactly once, in the order
/// of both.
fn anchors(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (index, text) in old.iter().enumerate() {
        places.entry(text).or_default().0.push(index);
    }
    for (index, text) in new.iter().enumerate() {
        places.entry(text).or_default().1.push(index);
    }
    let mut pairs: Vec<(usize, usize)> = places
        .into_values()
        .filter_map(|(left, right)| match (left.as_slice(), right.as_slice()) {
            ([one], [other]) => Some((*one, *other)),
            _ => None,
        })
        .collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// The longest part of a list, sorted by the first number, in which the second rises
/// as well (patience sorting).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let second = |at: &usize| pairs.get(*at).map(|(_, other)| *other);
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, (_, other)) in pairs.iter().enumerate() {
        let place = tails.partition_point(|tail| second(tail).is_some_and(|one| one < *other));
        before.push(place.checked_sub(1).and_then(|one| tails.get(one)).copied());
        match tails.get_mut(place) {
            Some(tail) => *tail = at,
            None => tails.push(at),
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(index) = at {
        chain.extend(pairs.get(index).copied());
        at = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(sentences: &[&str]) -> Vec<String> {
        sentences.iter().map(|one| (*one).to_owned()).collect()
    }

    #[track_caller]
    fn check(old: &[&str], new: &[&str], expected: &[(usize, usize)]) {
        let found = changed(&list(old), &list(new), &Locale::english());
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_that_changed_is_found_between_its_neighbours() {
        check(
            &["One.", "It rained all day here.", "Three."],
            &["One.", "It rained all night here.", "Three."],
            &[(1, 1)],
        );
        check(
            &["It rained all day here.", "Last."],
            &["New.", "It rained all night here.", "Last."],
            &[(0, 1)],
        );
    }

    #[test]
    fn what_stayed_or_moved_has_not_changed() {
        check(&["A b c d.", "E."], &["A b c d.", "E."], &[]);
        check(&["A b c d.", "A b c e."], &["A b c e.", "A b c d."], &[]);
    }

    #[test]
    fn another_sentence_is_no_version_of_this_one() {
        check(
            &["One.", "It rained all day.", "Three."],
            &["One.", "Nobody was at home.", "Three."],
            &[],
        );
        // Alike, and in another place.
        check(
            &["It rained all day here.", "One.", "Two."],
            &["One.", "Two.", "It rained all night here."],
            &[],
        );
    }

    #[test]
    fn a_doubt_is_no_answer() {
        check(&["A b c d.", "A b c e."], &["A b c f."], &[]);
    }

    proptest! {
        /// Every sentence has one earlier version at most, and only what is new has one.
        #[test]
        fn pairs_are_pairs(
            old in prop::collection::vec("[ab] [ab] [ab] [abc]", 0..12),
            new in prop::collection::vec("[ab] [ab] [ab] [abc]", 0..12),
        ) {
            let found = changed(&old, &new, &Locale::english());
            let left: BTreeSet<usize> = found.iter().map(|(one, _)| *one).collect();
            let right: BTreeSet<usize> = found.iter().map(|(_, other)| *other).collect();
            prop_assert_eq!((left.len(), right.len()), (found.len(), found.len()));
            for (one, other) in found {
                prop_assert!(!new.contains(&old[one]) && !old.contains(&new[other]));
            }
        }
    }
}
