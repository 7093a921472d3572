//! A unit that came back in pieces: put together in the order of its translation.

use std::collections::BTreeSet;

use crate::model::{Between, Content, ReturnedUnit, Standing};
use crate::text::normalise::is_blank;

use super::align::{Aligned, Walk};
use super::recode::{between, gap, joined, letters};

/// Why a unit that was put together is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// Not all of its pieces are translated.
    Partly,
    /// Two pieces have one place in the order of the translation.
    Order,
}

impl Walk<'_> {
    /// Puts the pieces of a unit together.
    pub(super) fn join(&mut self, position: usize, pieces: &[ReturnedUnit], aligned: &mut Aligned) {
        let (Some(sent), Some(first)) = (self.record.units.get(position), pieces.first()) else {
            return;
        };
        let plain = sent.source.plain();
        let (mut seen, mut gaps) = (0, Vec::new());
        for piece in pieces {
            let is_first = seen == 0;
            gaps.push(if is_first {
                String::new()
            } else {
                gap(&plain, seen)
            });
            seen += letters(&piece.source).chars().count();
        }
        let mut unit = ReturnedUnit {
            source: source(pieces, &gaps),
            ..first.clone()
        };
        let untranslated = pieces.iter().filter(|piece| is_open(piece)).count();
        unit.target = (untranslated < pieces.len()).then(|| self.target(pieces, &gaps));
        if unit.target.is_some() {
            let disorder = (!is_ordered(pieces)).then_some(Broken::Order);
            let broken = (untranslated > 0).then_some(Broken::Partly).or(disorder);
            let broken = broken.map(|broken| (sent.unit.clone(), broken));
            aligned.broken.extend(broken);
        }
        if let Some(weakest) = pieces.iter().min_by_key(|piece| rank(piece.standing)) {
            unit.state.clone_from(&weakest.state);
            unit.standing = weakest.standing;
        }
        aligned.joined += usize::from(pieces.len() > 1);
        let unit = self.under(&unit, position);
        self.answered.insert(position);
        aligned.file.units.push(unit);
    }

    /// The translations of the pieces, each where its place in the translation is: what
    /// a tool put first need not be what stands first in the source.
    fn target(&self, pieces: &[ReturnedUnit], gaps: &[String]) -> Content {
        let mut gaps = gaps.iter();
        let mut target = Content::default();
        for part in in_order(pieces) {
            let (gap, part) = match part {
                // The white space is that between the first and the second sentence,
                // whichever they are now.
                Part::Segment(piece) => (
                    gaps.next().map_or("", String::as_str),
                    piece.target.as_ref().map(Content::trimmed),
                ),
                // What has no target of its own is the same in both languages.
                Part::Between(part) => (
                    "",
                    Some(part.target.as_ref().unwrap_or(&part.source).clone()),
                ),
            };
            let Some(part) = part else { continue };
            let begins_in_space = part.plain().starts_with(char::is_whitespace);
            let gap = if target.is_empty() || begins_in_space {
                ""
            } else {
                gap
            };
            let gap = between(gap, &target, &self.record.locale);
            target = joined([("", &target), (gap, &part)].into_iter());
        }
        target
    }
}

/// A part of a unit.
#[derive(Clone, Copy)]
enum Part<'p> {
    Segment(&'p ReturnedUnit),
    Between(&'p Between),
}

/// The parts in the order of the source.
fn parts(pieces: &[ReturnedUnit]) -> impl Iterator<Item = Part<'_>> {
    pieces.iter().flat_map(|piece| {
        let before = piece.seat.before.iter().map(Part::Between);
        let after = piece.seat.after.iter().map(Part::Between);
        before.chain([Part::Segment(piece)]).chain(after)
    })
}

/// The parts in the order of the translation. Places count within one unit of the file;
/// units of their own stand one behind the other.
fn in_order(pieces: &[ReturnedUnit]) -> Vec<Part<'_>> {
    let mut ordered = Vec::new();
    for pieces in pieces.chunk_by(|left, right| whole(left) == whole(right)) {
        let mut parts: Vec<Part<'_>> = parts(pieces).collect();
        parts.sort_by_key(|part| match part {
            Part::Segment(piece) => piece.seat.order,
            Part::Between(part) => Some(part.order),
        });
        ordered.extend(parts);
    }
    ordered
}

/// The id of the unit of the file that a piece stands in.
fn whole(piece: &ReturnedUnit) -> &str {
    let base = piece.id.rsplit_once('/').map(|(base, _)| base);
    base.unwrap_or(&piece.id)
}

/// Whether no two translations of a unit have the same place (XLIFF 2.1, section
/// 4.3.1.21); what has no target has none.
fn is_ordered(pieces: &[ReturnedUnit]) -> bool {
    let order = |part: Part<'_>| match part {
        Part::Segment(piece) => piece.seat.order,
        Part::Between(part) => part.target.as_ref().map(|_| part.order),
    };
    pieces
        .chunk_by(|left, right| whole(left) == whole(right))
        .all(|pieces| {
            let mut taken = BTreeSet::new();
            parts(pieces)
                .filter_map(order)
                .all(|order| taken.insert(order))
        })
}

/// The sources of the pieces with all that stands between them.
fn source(pieces: &[ReturnedUnit], gaps: &[String]) -> Content {
    let mut gaps = gaps.iter();
    let parts = parts(pieces).map(|part| match part {
        Part::Segment(piece) => (gaps.next().map_or("", String::as_str), &piece.source),
        Part::Between(part) => ("", &part.source),
    });
    joined(parts)
}

/// Whether a piece has no translation.
fn is_open(piece: &ReturnedUnit) -> bool {
    let target = piece.target.as_ref();
    target.is_none_or(|target| is_blank(&target.plain()) && !target.has_codes())
}

/// The order in which pieces speak for the whole.
fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Rejected => 0,
        Standing::Untranslated => 1,
        Standing::Draft => 2,
        Standing::Unknown => 3,
        Standing::Translated => 4,
        Standing::Reviewed => 5,
        Standing::Final => 6,
    }
}
