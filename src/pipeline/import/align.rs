//! What a tool did to the units of a package, where the text proves it: it gave
//! them other ids, cut one into several, or joined several into one.
//!
//! Only sources prove anything. A unit that still bears its id is never taken for
//! another one: where its source is another, somebody changed it, or a tool put a
//! translation beside the wrong source.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::memory::ExportRecord;
use crate::model::{ReturnedFile, ReturnedUnit};

use super::answers::{positions, unit_id};
use super::join::Broken;
use super::recode::{alike, letters, recoded};
use super::repeats::{self, Which};

/// A returned file whose units bear the ids of what was sent, as far as that can
/// be proven.
pub(super) struct Aligned {
    /// The units that answer one unit each, or of which nothing can be proven.
    pub(super) file: ReturnedFile,
    /// Units whose source is that of several units, with the ids of these.
    pub(super) merged: Vec<(Vec<String>, ReturnedUnit)>,
    /// Units whose sentence stands in several places, of which it may be any.
    pub(super) unproven: Vec<ReturnedUnit>,
    /// Units put together from pieces, which cannot be believed.
    pub(super) broken: BTreeMap<String, Broken>,
    /// How many units came back under another id.
    pub(super) renamed: usize,
    /// How many units were put together from pieces.
    pub(super) joined: usize,
}

/// The most pieces a unit may have been cut into, or units joined into one.
const PIECES: usize = 50;

/// Finds out which unit each returned unit is.
pub(super) fn align(mut file: ReturnedFile, record: &ExportRecord) -> Aligned {
    let units = std::mem::take(&mut file.units);
    let fates = fates(&units, record);
    let mut walk = Walk::new(record, &units, &fates);
    let mut aligned = Aligned {
        file,
        merged: Vec::new(),
        unproven: Vec::new(),
        broken: BTreeMap::new(),
        renamed: 0,
        joined: 0,
    };
    let mut rest = units.as_slice();
    let mut ahead = fates.as_slice();
    while let (Some(unit), Some(fate)) = (rest.first(), ahead.first()) {
        let taken = match *fate {
            Claimed::Doubtful => {
                aligned.file.units.push(unit.clone());
                1
            }
            Claimed::Settled(position) => {
                aligned.file.units.push(walk.under(unit, position));
                1
            }
            Claimed::Loose(claim) => walk.loose(claim, rest, ahead, &mut aligned),
        };
        rest = rest.get(taken..).unwrap_or_default();
        ahead = ahead.get(taken..).unwrap_or_default();
    }
    aligned
}

/// What is known of a returned unit by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claimed {
    /// Its id and its source are those of this unit.
    Settled(usize),
    /// Several claim its id: which of them is right cannot be known.
    Doubtful,
    /// Its source is not that of the unit it names, or it names none that was sent.
    Loose(Option<usize>),
}

/// The unit that a returned unit names, and whether it is a piece of it.
fn claim(unit: &ReturnedUnit, sent: &BTreeMap<&str, usize>, export: &str) -> Option<(usize, bool)> {
    let whole = sent.get(unit.id.as_str());
    let base = unit.id.rsplit_once('/').map(|(base, _)| base);
    if let Some(position) = sent.get(unit_id(unit, export)) {
        return Some((*position, whole.is_none() && base.is_some()));
    }
    let piece = base.and_then(|base| sent.get(base));
    whole
        .map(|position| (*position, false))
        .or(piece.map(|position| (*position, true)))
}

fn fates(units: &[ReturnedUnit], record: &ExportRecord) -> Vec<Claimed> {
    let sent = positions(record);
    let claims: Vec<Option<(usize, bool)>> = units
        .iter()
        .map(|unit| claim(unit, &sent, &record.id))
        .collect();
    let count = Claims::of(units, &claims);
    let fate = |(unit, claim): (&ReturnedUnit, &Option<(usize, bool)>)| {
        let Some((position, _)) = *claim else {
            // What bears our name and was not sent was written by hand.
            let name = unit.name.as_deref().unwrap_or_default();
            let rest = name.strip_prefix(&record.id);
            let is_ours = rest.is_some_and(|rest| rest.starts_with('.'));
            return if is_ours {
                Claimed::Doubtful
            } else {
                Claimed::Loose(None)
            };
        };
        let (wholes, pieces) = count
            .by_position
            .get(&position)
            .copied()
            .unwrap_or_default();
        let several = wholes + usize::from(pieces > 0) > 1;
        if several || count.ids.get(unit.id.as_str()) > Some(&1) {
            return Claimed::Doubtful;
        }
        let source = record.units.get(position).map(|sent| &sent.source);
        let is_same = source.is_some_and(|source| alike(source, &unit.source));
        match is_same && wholes + pieces == 1 {
            true => Claimed::Settled(position),
            false => Claimed::Loose(Some(position)),
        }
    };
    units.iter().zip(&claims).map(fate).collect()
}

/// How many units claim to be the same.
#[derive(Default)]
struct Claims<'u> {
    /// How many claim a position as a whole, and how many as a piece.
    by_position: BTreeMap<usize, (usize, usize)>,
    /// How many of those that claim one bear an id.
    ids: BTreeMap<&'u str, usize>,
}

impl<'u> Claims<'u> {
    fn of(units: &'u [ReturnedUnit], claims: &[Option<(usize, bool)>]) -> Claims<'u> {
        let mut count = Claims::default();
        for (unit, claim) in units.iter().zip(claims) {
            let Some((position, is_piece)) = claim else {
                continue;
            };
            *count.ids.entry(&unit.id).or_default() += 1;
            let (wholes, pieces) = count.by_position.entry(*position).or_default();
            if *is_piece {
                *pieces += 1;
            } else {
                *wholes += 1;
            }
        }
        count
    }
}

pub(super) struct Walk<'r> {
    pub(super) record: &'r ExportRecord,
    /// The letters of every sent source.
    letters: Vec<String>,
    /// Where texts of these letters stand.
    by_letters: BTreeMap<String, Vec<usize>>,
    /// Which units have their answer.
    pub(super) answered: BTreeSet<usize>,
    /// What the sources say of the units that name none, by their places in the file.
    which: BTreeMap<usize, Which>,
    /// How many units came back.
    number: usize,
}

impl<'r> Walk<'r> {
    fn new(record: &'r ExportRecord, units: &[ReturnedUnit], fates: &[Claimed]) -> Walk<'r> {
        let letters: Vec<String> = record.units.iter().map(|u| letters(&u.source)).collect();
        let mut by_letters: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (position, text) in letters.iter().enumerate() {
            if !text.is_empty() {
                by_letters.entry(text.clone()).or_default().push(position);
            }
        }
        let answered = fates.iter().filter_map(|fate| match fate {
            Claimed::Settled(position) => Some(*position),
            _ => None,
        });
        Walk {
            record,
            letters,
            by_letters,
            answered: answered.collect(),
            which: repeats::found(units, fates, record),
            number: units.len(),
        }
    }

    /// The unit under the id and with the codes that were sent.
    pub(super) fn under(&self, unit: &ReturnedUnit, position: usize) -> ReturnedUnit {
        let mut unit = unit.clone();
        let Some(sent) = self.record.units.get(position) else {
            return unit;
        };
        let target = unit.target.take();
        unit.target = target.map(|target| recoded(&sent.source, &unit.source, &target));
        unit.source = recoded(&sent.source, &unit.source, &unit.source);
        unit.name = Some(format!("{}.{}", self.record.id, sent.unit));
        unit.id.clone_from(&sent.unit);
        unit
    }

    /// A unit that is not the one it names, or names none. Gives how many of the
    /// units were used.
    fn loose(
        &mut self,
        claim: Option<usize>,
        units: &[ReturnedUnit],
        fates: &[Claimed],
        aligned: &mut Aligned,
    ) -> usize {
        let Some(unit) = units.first() else { return 1 };
        let text = letters(&unit.source);
        let which = self.which.get(&(self.number - units.len())).copied();
        if let Some(Which::Is(position)) = which
            && self.answered.insert(position)
        {
            aligned.renamed += 1;
            aligned.file.units.push(self.under(unit, position));
            return 1;
        }
        for position in self.candidates(claim, |walk| walk.longer(&text)) {
            if let Some(pieces) = self.pieces(position, units, fates) {
                let pieces = units.get(..pieces).unwrap_or_default();
                self.join(position, pieces, aligned);
                return pieces.len();
            }
        }
        if which == Some(Which::Unproven) {
            aligned.unproven.push(unit.clone());
            return 1;
        }
        for position in self.candidates(claim, |walk| walk.shorter(&text)) {
            if let Some(end) = self.several(position, &text) {
                let sent = self.record.units.get(position..end).unwrap_or_default();
                let ids = sent.iter().map(|sent| sent.unit.clone()).collect();
                self.answered.extend(position..end);
                aligned.merged.push((ids, unit.clone()));
                return 1;
            }
        }
        aligned.file.units.push(unit.clone());
        1
    }

    /// The unit that is named, or else those that are found.
    fn candidates(&self, claim: Option<usize>, find: impl Fn(&Self) -> Vec<usize>) -> Vec<usize> {
        let mut found = claim.map_or_else(|| find(self), |position| vec![position]);
        found.retain(|position| !self.answered.contains(position));
        found
    }

    /// The units whose source begins with this text and goes on.
    fn longer(&self, text: &str) -> Vec<usize> {
        if text.is_empty() {
            return Vec::new();
        }
        let behind = (Bound::Excluded(text), Bound::Unbounded);
        let found = self.by_letters.range::<str, _>(behind);
        let found = found.take_while(|(whole, _)| whole.starts_with(text));
        found
            .take(PIECES)
            .flat_map(|(_, at)| at.iter().copied())
            .collect()
    }

    /// The units with whose source this text begins.
    fn shorter(&self, text: &str) -> Vec<usize> {
        let starts = text.char_indices().skip(1).take(4_000);
        let found = starts.filter_map(|(at, _)| self.by_letters.get(text.get(..at)?));
        found.flatten().copied().collect()
    }

    /// How many of the units, one behind the other, are the source of this one.
    fn pieces(&self, position: usize, units: &[ReturnedUnit], fates: &[Claimed]) -> Option<usize> {
        let whole = self.letters.get(position)?;
        let mut rest = whole.as_str();
        for (index, (unit, fate)) in units.iter().zip(fates).take(PIECES).enumerate() {
            let is_its = *fate == Claimed::Loose(Some(position)) || *fate == Claimed::Loose(None);
            if !is_its {
                return None;
            }
            rest = rest.strip_prefix(letters(&unit.source).as_str())?;
            if rest.is_empty() {
                return (!whole.is_empty()).then_some(index + 1);
            }
        }
        None
    }

    /// The end of the units, from this one on, whose sources together are a text.
    fn several(&self, position: usize, text: &str) -> Option<usize> {
        let mut rest = text;
        for (at, source) in self.letters.iter().enumerate().skip(position).take(PIECES) {
            if self.answered.contains(&at) {
                return None;
            }
            rest = rest.strip_prefix(source.as_str())?;
            if rest.is_empty() {
                return (at > position).then_some(at + 1);
            }
        }
        None
    }
}
