//! Quotations over several paragraphs.
//!
//! The press opens every paragraph of a long quotation with a mark and closes
//! only the last (Chicago Manual of Style, “Quotations of more than one
//! paragraph”; Hart's Rules, “Quotation marks”). Some texts leave the marks in
//! the middle out; then a closing mark without an opening one tells.

use super::marks::{Family, Mark, marks};
use super::pairs::{Found, Paired, pair};
use super::rules::Rules;

/// A quotation is carried over at most so many paragraphs without any mark: a
/// mark that was forgotten must not swallow a document.
pub(super) const UNMARKED: usize = 4;

/// The quotations of each paragraph, linked where they go on.
pub(super) fn chain(paragraphs: &[&str], rules: &Rules) -> Vec<Vec<Found>> {
    let marks: Vec<Vec<Mark>> = paragraphs.iter().map(|text| marks(text, rules)).collect();
    let mut paired: Vec<Paired> = paragraphs
        .iter()
        .zip(&marks)
        .map(|(text, marks)| pair(text, marks, None))
        .collect();
    for index in 0..paired.len() {
        let Some(family) = open_family(&paired, index) else {
            continue;
        };
        if opens_again(&paired, index + 1, family) {
            link(&mut paired, index);
        } else if let Some(last) = closing(&paired, index + 1, family) {
            for (paired, (text, marks)) in paired
                .iter_mut()
                .zip(paragraphs.iter().zip(&marks))
                .take(last + 1)
                .skip(index + 1)
            {
                *paired = pair(text, marks, Some(family));
            }
            for index in index..last {
                link(&mut paired, index);
            }
        }
    }
    paired.into_iter().map(kept).collect()
}

/// The family of the outermost quotation that a paragraph leaves open.
fn open_family(paired: &[Paired], index: usize) -> Option<Family> {
    let paired = paired.get(index)?;
    let found = paired.found.get(*paired.open.first()?)?;
    let believed = found.family != Family::Single || found.led_in || found.continued;
    (believed && !found.continues).then_some(found.family)
}

fn opens_again(paired: &[Paired], index: usize, family: Family) -> bool {
    let first = paired.get(index).and_then(|next| next.found.first());
    first.is_some_and(|found| found.first && found.family == family)
}

/// The paragraph that closes what an earlier one left open, if those between
/// have no mark at all.
fn closing(paired: &[Paired], from: usize, family: Family) -> Option<usize> {
    for (index, paired) in paired.iter().enumerate().skip(from).take(UNMARKED + 1) {
        if paired.stray == Some(family) {
            return Some(index);
        }
        if paired.stray.is_some() || !paired.found.is_empty() {
            return None;
        }
    }
    None
}

/// Links what a paragraph leaves open with what the next one opens with, the
/// inner quotation too.
fn link(paired: &mut [Paired], index: usize) {
    let Some([here, next]) = paired.get_mut(index..index + 2) else {
        return;
    };
    for (place, open) in here.open.iter().enumerate() {
        let (Some(open), Some(again)) = (here.found.get_mut(*open), next.found.get_mut(place))
        else {
            return;
        };
        let linked = again.family == open.family && (again.first || again.continued);
        if !linked || (place > 0 && open.family == Family::Single && again.closed && !again.first) {
            return;
        }
        open.continues = true;
        again.continued = true;
    }
}

/// A single mark that nothing closes is an apostrophe, unless it leads in.
fn kept(paired: Paired) -> Vec<Found> {
    let believed = |found: &Found| {
        found.family != Family::Single
            || found.closed
            || found.led_in
            || found.continued
            || found.continues
    };
    paired
        .found
        .into_iter()
        .filter(|found| !found.dropped && believed(found))
        .collect()
}
