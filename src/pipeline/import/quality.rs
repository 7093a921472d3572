//! What the checks say of a file that comes in: asked over the whole file before
//! any of it is stored, as `tilmach check` asks; of a large memory, over a part.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Pair;
use crate::diag::{Place, Severity};
use crate::formats::tmx::{Header, Unit};
use crate::model::{Locale, ReturnedFile};
use crate::pipeline::check::{self, Expected, Found};
use crate::pipeline::{Error, Standard};

use super::Work;
use super::xliff::Part;

/// The codes of the errors of a unit.
pub(super) type Marks = BTreeSet<String>;

/// A language, and where a unit begins.
type Key = (String, Option<u64>, Option<u64>);

/// What was found in the units of a file.
#[derive(Default)]
pub(super) struct Quality {
    found: Vec<Found>,
    /// Of every unit that was looked at.
    marks: BTreeMap<Key, Marks>,
    taken: BTreeSet<Key>,
}

impl Quality {
    /// A source with the same translation has the same marks wherever it stands in
    /// the file: it is one translation in the memory.
    fn of(work: check::Work, standard: &Standard) -> Quality {
        let mut same: BTreeMap<(&Locale, String, String), Vec<Key>> = BTreeMap::new();
        for pair in work.pairs() {
            let texts = (pair.source().to_string(), pair.target().to_string());
            let twins = same.entry((pair.locale(), texts.0, texts.1)).or_default();
            twins.push(key_of(pair));
        }
        let twins: Vec<Vec<Key>> = same.into_values().collect();
        let found = work.check(standard, None).findings;
        let mut errors: BTreeMap<Key, Marks> = BTreeMap::new();
        for one in found.iter().filter(|one| is_error(one)) {
            let marks = errors.entry(key_of_found(one)).or_default();
            marks.insert(one.finding.code.clone());
        }
        let mut marks = BTreeMap::new();
        for keys in twins {
            let all = keys.iter().filter_map(|key| errors.get(key));
            let all: Marks = all.flatten().cloned().collect();
            marks.extend(keys.into_iter().map(|key| (key, all.clone())));
        }
        Quality {
            found,
            marks,
            taken: BTreeSet::new(),
        }
    }

    /// The marks of a unit; none if it was not looked at, because nobody has
    /// translated it.
    pub(super) fn marks(&self, locale: &Locale, place: &Place) -> Option<&Marks> {
        self.marks.get(&key(locale, place))
    }

    /// The unit is in the memory.
    pub(super) fn take(&mut self, locale: &Locale, place: &Place) {
        self.taken.insert(key(locale, place));
    }

    /// What was found in the units that are in the memory.
    pub(super) fn of_taken(self) -> Vec<Found> {
        let Quality { found, taken, .. } = self;
        let of_taken = found.into_iter();
        of_taken
            .filter(|one| one.id.is_some() && taken.contains(&key_of_found(one)))
            .collect()
    }
}

/// An error that nobody accepted.
fn is_error(found: &Found) -> bool {
    found.id.is_some() && found.accepted.is_none() && found.finding.severity == Severity::Error
}

fn key(locale: &Locale, place: &Place) -> Key {
    (locale.to_string(), place.line, place.column)
}

fn key_of(pair: &Pair) -> Key {
    key(pair.locale(), pair.place())
}

fn key_of_found(found: &Found) -> Key {
    let place = &found.finding.place;
    let locale = found.locale.clone();
    (locale.unwrap_or_default(), place.line, place.column)
}

/// Looks at the parts of a bilingual file of which something can be used.
pub(super) fn of_parts(work: &Work<'_>, parts: &[Part]) -> Result<Quality, Error> {
    let mut checks = check::Work::default();
    let project = work.desk.project;
    for part in parts {
        if let Some(locale) = &part.locale {
            checks.xliff(&work.file, &part.file, locale, project, Expected::InWork);
        }
    }
    Ok(Quality::of(checks, work.desk.standard))
}

/// Looks at one bilingual file.
pub(super) fn of_file(work: &Work<'_>, file: &ReturnedFile, locale: &Locale) -> Quality {
    let mut checks = check::Work::default();
    let project = work.desk.project;
    checks.xliff(&work.file, file, locale, project, Expected::InWork);
    Quality::of(checks, work.desk.standard)
}

/// Looks at units of a memory of somebody else.
pub(super) fn of_memory(work: &Work<'_>, header: &Header, units: &[Unit]) -> Quality {
    let mut checks = check::Work::default();
    checks.units(&work.file, header, units, work.desk.project);
    Quality::of(checks, work.desk.standard)
}
