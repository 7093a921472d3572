//! The way back: what a translator returns, and memories of other people.
//!
//! One file is one transaction, and ends in a receipt that balances. Nothing
//! is believed because a tool says so: a unit is matched by export and unit
//! id, and its source is compared with what was sent. What does not match is
//! kept aside with its reason, never stored as a translation.

mod align;
mod answers;
mod bounds;
mod commit;
pub(in crate::pipeline) mod desk;
mod foreign;
mod glossary;
mod join;
mod judge;
mod kind;
mod quality;
mod recode;
mod repeats;
pub(in crate::pipeline) mod review;
mod source;
pub(in crate::pipeline) mod tmx;
mod unit;
mod xliff;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::Read;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::memory::{Imported, Quarantined, Receipt, Store, in_transaction};
use crate::model::{Content, Context, Locale, State};

pub(in crate::pipeline) use judge::tidied;
pub(in crate::pipeline) use kind::{Kind, sniff};

use super::check::Found;
use super::decisions::DecisionMoved;
use super::{Desk, Error};
use bounds::{Checks, Kept, MOST_OF_A_KIND};
use quality::{Marks, Quality};
use source::Source;

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
    /// Decisions about words of its units that are other ones now than when it was sent.
    pub moved: Vec<DecisionMoved>,
    /// What was noticed.
    pub findings: Findings,
    /// What the checks say of the units that are in the memory now, accepted
    /// findings too.
    pub checks: Vec<Found>,
}

/// Takes a file into the memory. `name` is its name without a folder.
///
/// # Errors
///
/// When the memory fails.
pub fn import(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    name: &str,
    mut bytes: &[u8],
    options: &Options,
) -> Result<Import, Error> {
    import_from(desk, store, name, &mut bytes, options)
}

/// Takes a file into the memory while it is being read. A memory of somebody else
/// is never held as a whole: it may be larger than the machine's own memory.
///
/// # Errors
///
/// When the source cannot be read, or the memory fails.
pub fn import_from(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    name: &str,
    source: &mut dyn Read,
    options: &Options,
) -> Result<Import, Error> {
    let mut work = Work::new(desk, options, name);
    let mut source = Source::new(source);
    let taken = take(&mut work, store, &mut source);
    if source.is_too_large() {
        work.findings.push(
            Finding::error("import::too-large", "the file is larger than 1 GB")
                .help("Divide it in the tool it comes from."),
        );
        return Ok(work.refused());
    }
    match taken {
        Ok(()) => Ok(work.done()),
        Err(Stop::Refused) => Ok(work.refused()),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn take(work: &mut Work<'_>, store: &mut dyn Store, source: &mut Source<'_>) -> Result<(), Stop> {
    match sniff(source.head()?) {
        None => {
            work.findings.push(
                Finding::error(
                    "import::format",
                    "this is neither XLIFF nor TMX nor a review",
                )
                .at(Place::default().line(1, 1))
                .help(
                    "A return is an .xlf file; a memory is a .tmx file; a review is a .docx or .xlsx file.",
                ),
            );
            work.receipt.hash = source.hash()?;
            Err(Stop::Refused)
        }
        Some(kind @ (Kind::Xliff | Kind::Review)) => {
            let bytes = source.whole()?;
            work.receipt.hash = source.hash()?;
            work.before = store.imported(&work.receipt.hash)? != Imported::Never;
            in_transaction(store, |store| {
                glossary::keep(work, store)?;
                let read = match kind {
                    Kind::Review => review::import(work, store, &bytes)?,
                    _ => xliff::import(work, store, &bytes)?,
                };
                settle(work, store, read)
            })
        }
        Some(Kind::Tmx) => in_transaction(store, |store| {
            glossary::keep(work, store)?;
            let read = tmx::import(work, store, &mut source.reader())?;
            work.receipt.hash = source.hash()?;
            settle(work, store, read)
        }),
    }
}

/// Writes the receipt of a file that was read; a refused file leaves nothing: its
/// transaction is taken back.
fn settle(work: &mut Work<'_>, store: &mut dyn Store, read: bool) -> Result<(), Stop> {
    if work.kept.is_too_much() {
        work.findings.push(
            Finding::error(
                "import::too-much-aside",
                "so many units of this file cannot be believed that it is refused as a whole",
            )
            .help("Is it a memory for these languages? Correct or divide it, and import it again."),
        );
        return Err(Stop::Refused);
    }
    if !read {
        return Err(Stop::Refused);
    }
    Ok(store.record_receipt(&work.receipt, work.kept.units())?)
}

/// Why a transaction is taken back.
enum Stop {
    Refused,
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failed(error)
    }
}

impl From<crate::memory::Error> for Stop {
    fn from(error: crate::memory::Error) -> Self {
        Stop::Failed(error.into())
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
    kept: Kept,
    missing: Vec<String>,
    moved: Vec<DecisionMoved>,
    findings: Findings,
    /// Export and unit of every answer in this file.
    claimed: BTreeSet<(String, String)>,
    /// Export and unit that several `<file>`s answer, each in another way.
    contested: BTreeSet<(String, String)>,
    /// What this file has said of which place.
    settled: BTreeSet<(String, Context)>,
    /// What the checks say of its units, or of those in hand.
    quality: Quality,
    /// What they said of the units before.
    checks: Checks,
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
    fn new(desk: &'a Desk<'a>, options: &'a Options, name: &str) -> Self {
        Work {
            desk,
            options,
            file: name.to_owned(),
            before: false,
            is_foreign: false,
            receipt: Receipt {
                file: name.to_owned(),
                day: desk.day.to_owned(),
                ..Receipt::default()
            },
            kept: Kept::default(),
            missing: Vec::new(),
            moved: Vec::new(),
            findings: Findings::at_most(MOST_OF_A_KIND),
            claimed: BTreeSet::new(),
            contested: BTreeSet::new(),
            settled: BTreeSet::new(),
            quality: Quality::default(),
            checks: Checks::default(),
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

    /// Goes on to other units: what the checks said of these is kept.
    fn go_on(&mut self, quality: Quality) {
        let before = std::mem::replace(&mut self.quality, quality);
        self.checks.take(before.of_taken(), &mut self.findings);
    }

    fn done(mut self) -> Import {
        self.go_on(Quality::default());
        let mut findings = Findings::new();
        findings.extend_in(&self.file, self.findings.told());
        Import {
            receipt: self.receipt,
            refused: false,
            foreign: self.is_foreign,
            missing: self.missing,
            moved: self.moved,
            findings,
            checks: self.checks.into_list(),
        }
    }

    fn refused(self) -> Import {
        let mut findings = Findings::new();
        findings.extend_in(&self.file, self.findings.told());
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
            moved: Vec::new(),
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
