//! Units that came back without an id we know, found by their sources: which of them is
//! which, where a sentence stands in several places of a statement.

use std::collections::{BTreeMap, BTreeSet};

use crate::memory::ExportRecord;
use crate::model::{CodeKind, Content, ReturnedUnit};
use crate::text::normalise::{fold_space, is_blank};

use super::align::Claimed;

/// What is known of a unit whose source was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// It is this one.
    Is(usize),
    /// It is one of several, and nothing proves which.
    Unproven,
}

/// Finds the units without a claim by their sources. Gives what is known by the place of
/// the unit in the file.
pub(super) fn found(
    units: &[ReturnedUnit],
    claims: &[Claimed],
    record: &ExportRecord,
) -> BTreeMap<usize, Which> {
    let texts = texts(units, claims, record);
    let order = Order::of(&texts, claims);
    let mut found = BTreeMap::new();
    for text in texts.values() {
        if text.open.is_empty() || text.back.is_empty() {
            continue;
        }
        let is_one = text.open.len() == 1 && text.back.len() == 1;
        if is_one || is_all_the_same(text, units) {
            found.extend(paired(&text.back, &text.open));
        } else if order.is_kept {
            by_order(text, &order, &mut found);
        } else {
            let which = |at: &usize| (*at, order.between_neighbours(*at, text));
            found.extend(text.back.iter().map(which));
        }
    }
    found
}

/// A text that was sent, or came back.
#[derive(Default)]
struct Text {
    /// How often it was sent.
    sent: usize,
    /// Where it was sent and has no answer yet.
    open: Vec<usize>,
    /// Where it came back without an id.
    back: Vec<usize>,
}

fn texts(
    units: &[ReturnedUnit],
    claims: &[Claimed],
    record: &ExportRecord,
) -> BTreeMap<String, Text> {
    let answered: BTreeSet<usize> = claims.iter().filter_map(settled).collect();
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for (position, sent) in record.units.iter().enumerate() {
        if is_blank(&sent.source.plain()) {
            continue;
        }
        let text = texts.entry(key(&sent.source)).or_default();
        text.sent += 1;
        if !answered.contains(&position) {
            text.open.push(position);
        }
    }
    for (at, (unit, claim)) in units.iter().zip(claims).enumerate() {
        if *claim == Claimed::Loose(None)
            && let Some(text) = texts.get_mut(&key(&unit.source))
        {
            text.back.push(at);
        }
    }
    texts
}

fn settled(claim: &Claimed) -> Option<usize> {
    match claim {
        Claimed::Settled(position) => Some(*position),
        _ => None,
    }
}

/// What is the same in a source and what a tool that numbers codes anew makes of it.
fn key(source: &Content) -> String {
    let mut kinds: Vec<CodeKind> = source.codes().map(|code| code.kind).collect();
    kinds.sort_unstable();
    format!("{}\u{0}{kinds:?}", fold_space(&source.plain()))
}

/// Whether it is all one which translation goes where: there is only one, and it came back
/// for every place; or there is none.
fn is_all_the_same(text: &Text, units: &[ReturnedUnit]) -> bool {
    let target = |at: &usize| {
        let target = units.get(*at).and_then(|unit| unit.target.as_ref());
        target.map(Content::trimmed).unwrap_or_default()
    };
    let Some(first) = text.back.first().map(target) else {
        return true;
    };
    let is_enough = first.is_empty() || text.back.len() >= text.open.len();
    is_enough && text.back.iter().all(|at| target(at) == first)
}

fn paired(back: &[usize], open: &[usize]) -> Vec<(usize, Which)> {
    let pairs = back.iter().zip(open);
    pairs.map(|(at, open)| (*at, Which::Is(*open))).collect()
}

/// The units of which there is no doubt, by their places in the file.
struct Order {
    sure: BTreeMap<usize, usize>,
    /// Their places in the file, and in what was sent.
    places: (Vec<usize>, Vec<usize>),
    /// Whether all of them, and they are several, stand in the order that was sent: a
    /// file of one sure unit may as well have been turned round.
    is_kept: bool,
}

impl Order {
    fn of(texts: &BTreeMap<String, Text>, claims: &[Claimed]) -> Order {
        let known = claims.iter().enumerate();
        let known = known.filter_map(|(at, claim)| Some((at, settled(claim)?)));
        let mut sure: BTreeMap<usize, usize> = known.collect();
        for text in texts.values().filter(|text| text.sent == 1) {
            if let ([at], [position]) = (text.back.as_slice(), text.open.as_slice()) {
                sure.insert(*at, *position);
            }
        }
        let is_kept = sure.len() > 1 && sure.values().is_sorted();
        let places = sure.iter().map(|(at, position)| (*at, *position)).unzip();
        Order {
            sure,
            places,
            is_kept,
        }
    }

    /// The unit whose neighbours, before and behind, are those of this one.
    fn between_neighbours(&self, at: usize, text: &Text) -> Which {
        let before = at.checked_sub(1).and_then(|at| self.sure.get(&at));
        let behind = self.sure.get(&(at + 1));
        match (before, behind) {
            (Some(before), Some(behind))
                if before + 2 == *behind && text.open.contains(&(before + 1)) =>
            {
                Which::Is(before + 1)
            }
            _ => Which::Unproven,
        }
    }
}

/// Between the same two sure units as many came back as were sent: they stand in the
/// order in which they were sent.
fn by_order(text: &Text, order: &Order, found: &mut BTreeMap<usize, Which>) {
    let (places, positions) = &order.places;
    let mut gaps: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for at in &text.back {
        let gap = places.partition_point(|sure| sure < at);
        gaps.entry(gap).or_default().0.push(*at);
    }
    for open in &text.open {
        let gap = positions.partition_point(|sure| sure < open);
        gaps.entry(gap).or_default().1.push(*open);
    }
    for (back, open) in gaps.values() {
        if back.len() == open.len() {
            found.extend(paired(back, open));
        } else {
            found.extend(back.iter().map(|at| (*at, Which::Unproven)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(sent: usize, open: &[usize], back: &[usize]) -> Text {
        Text {
            sent,
            open: open.to_vec(),
            back: back.to_vec(),
        }
    }

    /// What is found of a text that was sent twice, beside texts that were sent once.
    fn which(twice: &Text, once: &[(usize, usize)]) -> Vec<Which> {
        let single = once.iter().map(|(at, position)| {
            let text = text(1, &[*position], &[*at]);
            (format!("{position}"), text)
        });
        let order = Order::of(&single.collect(), &[]);
        let mut found = BTreeMap::new();
        if order.is_kept {
            by_order(twice, &order, &mut found);
        } else {
            let which = |at: &usize| (*at, order.between_neighbours(*at, twice));
            found.extend(twice.back.iter().map(which));
        }
        found.into_values().collect()
    }

    #[test]
    fn order_is_proven_by_several_units_that_kept_it() {
        use Which::{Is, Unproven};
        let twice = text(2, &[0, 2], &[0, 2]);
        assert_eq!(which(&twice, &[(1, 1)]), [Unproven, Unproven]);
        assert_eq!(which(&twice, &[(1, 1), (3, 3)]), [Is(0), Is(2)]);
        // The file was turned round.
        let back = text(2, &[0, 2], &[1, 3]);
        assert_eq!(which(&back, &[(2, 1), (0, 3)]), [Unproven, Unproven]);
        // One of two that stood side by side is missing.
        let one = text(2, &[1, 2], &[1]);
        assert_eq!(which(&one, &[(0, 0), (2, 3)]), [Unproven]);
        // Sorted in another way, with the same units on both sides.
        let one = text(2, &[1, 7], &[2]);
        assert_eq!(which(&one, &[(0, 5), (1, 0), (3, 2)]), [Is(1)]);
    }
}
