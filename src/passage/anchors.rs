//! Words of two long texts that belong together beyond doubt.

use std::collections::BTreeMap;

use super::wording::{START, Word, number};

/// Words in a run.
const RUN: usize = 4;

/// Pairs of places, increasing in both texts, whose words are the same: those of the
/// runs of four words that each text has exactly once (the idea of patience diff),
/// in the longest order that both texts share, and of all that is the same right
/// beside them.
pub(super) fn anchors(quotation: &[Word], source: &[Word]) -> Vec<(usize, usize)> {
    let there = once(source);
    let pairs: Vec<(usize, usize)> = {
        let mut pairs: Vec<(usize, usize)> = once(quotation)
            .into_iter()
            .filter_map(|(run, at)| Some((at?, there.get(&run).copied()??)))
            .collect();
        pairs.sort_unstable();
        pairs
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, place) in increasing(&pairs) {
        grow(&mut found, quotation, source, (at, place));
    }
    found
}

/// The runs of a text, with the place of those that it has once.
fn once(words: &[Word]) -> BTreeMap<u64, Option<usize>> {
    let mut found = BTreeMap::new();
    for (at, run) in words.windows(RUN).enumerate() {
        let bytes = run.iter().flat_map(|word| word.number.to_le_bytes());
        found
            .entry(number(START, bytes))
            .and_modify(|place| *place = None)
            .or_insert(Some(at));
    }
    found
}

/// The longest part of the pairs, given in the order of their first numbers, in
/// which the second numbers increase.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the pair with the smallest end; and whom each pair follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |index: usize| pairs.get(index).map_or(0, |pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(*end) < pair.1);
        before.push(length.checked_sub(1).and_then(|at| ends.get(at).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut found = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        found.extend(pairs.get(index).copied());
        at = before.get(index).copied().flatten();
    }
    found.reverse();
    found
}

/// Appends a pair and what is the same on both sides of it, as far as it lies behind
/// what was found before.
fn grow(
    found: &mut Vec<(usize, usize)>,
    quotation: &[Word],
    source: &[Word],
    (at, place): (usize, usize),
) {
    let free = found
        .last()
        .map_or((0, 0), |(at, place)| (at + 1, place + 1));
    if at < free.0 || place < free.1 {
        return;
    }
    let is_same = |at: usize, place: usize| match (quotation.get(at), source.get(place)) {
        (Some(word), Some(other)) => word.is(other),
        _ => false,
    };
    let most = (at - free.0).min(place - free.1);
    let back = (1..=most).take_while(|step| is_same(at - step, place - step));
    let back = back.count();
    let ahead = (0..).take_while(|step| is_same(at + step, place + step));
    let ahead = ahead.count();
    let (at, place) = (at - back, place - back);
    found.extend((0..back + ahead).map(|step| (at + step, place + step)));
}
