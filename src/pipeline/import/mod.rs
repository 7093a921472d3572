//! The way back: what a translator returns, and memories of other people.
//!
//! One file is one transaction, and ends in a receipt that balances. Nothing
//! is believed because a tool says so: a unit is matched by export and unit
//! id, and its source is compared with what was sent. What does not match is
//! kept aside with its reason, never stored as a translation.

mod align;
mod answers;
mod commit;
pub(in crate::pipeline) mod desk;
mod foreign;
mod judge;
mod quality;
mod recode;
pub(in crate::pipeline) mod tmx;
mod unit;
mod xliff;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::memory::{Imported, Quarantined, Receipt, Store, in_transaction};
use crate::model::{Content, Context, Locale, State};

pub(in crate::pipeline) use judge::tidied;

use super::check::Found;
use super::read::short_hash;
use super::{Desk, Error};
use quality::{Marks, Quality};

/// What the coordinator says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The state its translations get: the desk's word, not the tool's.
    pub state: State,
    /// The alias of who made them.
    pub by: Option<String>,
    /// Whether a translation may repeat its source, as names do.
    pub repeats: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            state: State::Translated,
            by: None,
            repeats: false,
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Import {
    /// The receipt.
    pub receipt: Receipt,
    /// Whether the file was refused as a whole.
    pub refused: bool,
    /// Whether nothing of it was asked for: a memory, or a bilingual file of somebody
    /// else. What is wrong in it is told, and is no fault of it.
    pub foreign: bool,
    /// Units of the export that did not come back.
    pub missing: Vec<String>,
    /// What was noticed.
    pub findings: Findings,
    /// What the checks say of the units that are in the memory now, accepted
    /// findings too.
    pub checks: Vec<Found>,
}

/// The formats that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pipeline) enum Kind {
    Xliff,
    Tmx,
}

/// Takes a file into the memory. `name` is its name without a folder.
pub fn import(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Import, Error> {
    let mut work = Work::new(desk, options, name, bytes);
    let Some(kind) = sniff(bytes) else {
        work.findings.push(
            Finding::error("import::format", "this is neither XLIFF nor TMX")
                .help("A return is an .xlf file; a memory is a .tmx file."),
        );
        return Ok(work.refused());
    };
    work.before = store.imported(&work.receipt.hash)? != Imported::Never;
    let done = in_transaction(store, |store| {
        let read = match kind {
            Kind::Xliff => xliff::import(&mut work, store, bytes),
            Kind::Tmx => tmx::import(&mut work, store, bytes),
        };
        match read {
            Ok(true) => Ok(store.record_receipt(&work.receipt, &work.kept)?),
            // A refused file leaves nothing: the transaction is taken back.
            Ok(false) => Err(Stop::Refused),
            Err(error) => Err(Stop::Failed(error)),
        }
    });
    match done {
        Ok(()) => Ok(work.done()),
        Err(Stop::Refused) => Ok(work.refused()),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Why a transaction is taken back.
enum Stop {
    Refused,
    Failed(Error),
}

impl From<crate::memory::Error> for Stop {
    fn from(error: crate::memory::Error) -> Self {
        Stop::Failed(error.into())
    }
}

/// Which format it is, by the first element's name, in any of the encodings
/// whose letters are ASCII or UTF-16.
pub(in crate::pipeline) fn sniff(bytes: &[u8]) -> Option<Kind> {
    let head: Vec<u8> = bytes
        .iter()
        .take(16_384)
        .copied()
        .filter(|byte| *byte != 0)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    let at = |name: &[u8]| head.windows(name.len()).position(|window| window == name);
    let xliff = match (at(b"<xliff"), at(b":xliff")) {
        (Some(plain), Some(prefixed)) => Some(plain.min(prefixed)),
        (plain, prefixed) => plain.or(prefixed),
    };
    match (xliff, at(b"<tmx")) {
        (Some(xliff), Some(tmx)) if tmx < xliff => Some(Kind::Tmx),
        (Some(_), _) => Some(Kind::Xliff),
        (None, Some(_)) => Some(Kind::Tmx),
        (None, None) => None,
    }
}

/// A file on its way into the memory.
struct Work<'a> {
    desk: &'a Desk<'a>,
    options: &'a Options,
    file: String,
    /// The very same bytes were imported before.
    before: bool,
    /// Some of it was not asked for.
    is_foreign: bool,
    receipt: Receipt,
    kept: Vec<Quarantined>,
    missing: Vec<String>,
    findings: Findings,
    /// Export and unit of every answer in this file.
    claimed: BTreeSet<(String, String)>,
    /// What this file has said of which place.
    settled: BTreeSet<(String, Context)>,
    /// What the checks say of its units.
    quality: Quality,
}

/// The fate of a unit: each is counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Added,
    Same,
    Untranslated,
    Updated,
    Conflicting,
    Rejected,
}

impl<'a> Work<'a> {
    fn new(desk: &'a Desk<'a>, options: &'a Options, name: &str, bytes: &[u8]) -> Self {
        Work {
            desk,
            options,
            file: name.to_owned(),
            before: false,
            is_foreign: false,
            receipt: Receipt {
                file: name.to_owned(),
                hash: short_hash(bytes),
                day: desk.day.to_owned(),
                ..Receipt::default()
            },
            kept: Vec::new(),
            missing: Vec::new(),
            findings: Findings::new(),
            claimed: BTreeSet::new(),
            settled: BTreeSet::new(),
            quality: Quality::default(),
        }
    }

    /// The state of a translation: the word of the desk, but nothing with an
    /// error counts as reviewed.
    fn state(&self, marks: &Marks) -> State {
        if marks.is_empty() {
            self.options.state
        } else {
            self.options.state.min(State::Translated)
        }
    }

    /// Counts a unit that is in the memory.
    fn take(&mut self, fate: Fate, locale: &Locale, place: &Place) {
        let marks = self.quality.marks(locale, place);
        self.receipt.marked += usize::from(marks.is_some_and(|marks| !marks.is_empty()));
        self.quality.take(locale, place);
        self.count(fate);
    }

    fn count(&mut self, fate: Fate) {
        let receipt = &mut self.receipt;
        receipt.units += 1;
        match fate {
            Fate::Added => receipt.added += 1,
            Fate::Same => receipt.same += 1,
            Fate::Untranslated => {
                receipt.same += 1;
                receipt.untranslated += 1;
            }
            Fate::Updated => receipt.updated += 1,
            Fate::Conflicting => receipt.conflicting += 1,
            Fate::Rejected => receipt.rejected += 1,
        }
    }

    /// Counts a unit as rejected, with its reason.
    fn reject(&mut self, finding: Finding) {
        self.findings.push(finding);
        self.count(Fate::Rejected);
    }

    /// Keeps a unit aside for a person to look at, with its reason.
    fn quarantine(&mut self, finding: Finding, aside: &Aside<'_>) {
        self.keep(&finding, aside);
        self.reject(finding);
    }

    fn keep(&mut self, finding: &Finding, aside: &Aside<'_>) {
        self.kept.push(Quarantined {
            export: aside.export.map(str::to_owned),
            unit: aside.unit.to_owned(),
            locale: aside.locale.to_owned(),
            reason: finding.code.clone(),
            source: aside.source.clone(),
            target: aside.target.clone(),
            message: finding.message.clone(),
            line: finding.place.line,
        });
    }

    fn done(self) -> Import {
        let mut findings = Findings::new();
        findings.extend_in(&self.file, self.findings);
        Import {
            receipt: self.receipt,
            refused: false,
            foreign: self.is_foreign,
            missing: self.missing,
            findings,
            checks: self.quality.of_taken(),
        }
    }

    fn refused(self) -> Import {
        let mut findings = Findings::new();
        findings.extend_in(&self.file, self.findings);
        Import {
            receipt: Receipt {
                file: self.receipt.file,
                hash: self.receipt.hash,
                day: self.receipt.day,
                ..Receipt::default()
            },
            refused: true,
            foreign: false,
            missing: Vec::new(),
            findings,
            checks: Vec::new(),
        }
    }
}

/// A unit that goes into quarantine.
struct Aside<'a> {
    export: Option<&'a str>,
    unit: &'a str,
    locale: &'a str,
    source: &'a Content,
    target: &'a Content,
}
