//! Quotations of one source, brought together.

use std::cmp::Reverse;

use super::compare::{Standing, compare};
use super::runs::Runs;
use super::wording::Wording;

/// Quotations that were taken from one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The most complete of them, which stands for the text: the number of a
    /// quotation.
    pub fullest: usize,
    /// All of them, the fullest too, in the order they were given.
    pub members: Vec<usize>,
}

/// Brings quotations of one source together; every one is in one group, if only with
/// itself. The groups come in the order of their first members.
///
/// The longest quotations are taken first, and every other joins the one that has
/// most of its words, be that the fullest of a group or another of it. So a group
/// grows from longer to shorter only and two groups never become one: a phrase that
/// two speakers share brings nobody's words to the other. Whoever quotes a report in
/// a speech does not bring the speech to the report, either: such words are those of
/// the quotation inside.
///
/// `near` tells whether two of them stand in the same statement ([`Standing::Near`]).
pub fn group(quotations: &[&Wording], near: impl Fn(usize, usize) -> bool) -> Vec<Group> {
    let runs = Runs::of(quotations.iter().copied());
    let own = |index: usize| quotations.get(index).map_or(0, |wording| wording.own());
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    order.sort_by_key(|index| (Reverse(own(*index)), *index));
    // For each quotation that was placed, the fullest of its group.
    let mut placed: Vec<Option<usize>> = vec![None; quotations.len()];
    for index in order {
        let head = home(index, quotations, &runs, (&placed, &near));
        if let Some(place) = placed.get_mut(index) {
            *place = Some(head.unwrap_or(index));
        }
    }
    gather(&placed)
}

/// The fullest quotation of the group to which one belongs, among those that were
/// placed.
fn home(
    index: usize,
    quotations: &[&Wording],
    runs: &Runs,
    (placed, near): (&[Option<usize>], &impl Fn(usize, usize) -> bool),
) -> Option<usize> {
    let quotation = quotations.get(index)?;
    let mut best = None;
    for candidate in runs.candidates(quotation) {
        let other = usize::try_from(candidate.text).ok()?;
        let head = placed.get(other).copied().flatten();
        let (Some(head), Some(source)) = (head, quotations.get(other)) else {
            continue;
        };
        let standing = match near(index, other) {
            true => Standing::Near,
            false => Standing::Spoken,
        };
        let Some(tracing) = compare(quotation, source, standing) else {
            continue;
        };
        if tracing.of_another {
            continue;
        }
        let rank = (Reverse(tracing.matched), tracing.verdict(), other);
        if best.as_ref().is_none_or(|(least, _)| rank < *least) {
            best = Some((rank, head));
        }
    }
    best.map(|(_, head)| head)
}

fn gather(placed: &[Option<usize>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = std::collections::BTreeMap::new();
    for (index, head) in placed.iter().enumerate() {
        let fullest = head.unwrap_or(index);
        let group = *at.entry(fullest).or_insert_with(|| {
            groups.push(Group {
                fullest,
                members: Vec::new(),
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(group) {
            group.members.push(index);
        }
    }
    groups
}
