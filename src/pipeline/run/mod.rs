//! The main job: statements in, packages for translators out.
//!
//! Every step can be stopped at any moment and begun again: a version enters
//! the memory whole, an export is on record before its file appears, and a
//! file is whole or absent. What is up to date is not made again.

mod batch;
mod beside;
mod job;
mod quotations;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::memory::{FuzzyIndex, Store, Version, in_transaction};
use crate::model::{Document, Locale};

use super::disk::{self, Written};
use super::leverage::{self, Similar};
use super::marks::mark;
use super::passages::release::occurrences;
use super::{Desk, Error, decisions};
use beside::beside;
use job::{Bench, Job, jobs};
use quotations::{sheets, survey};

pub use tally::{Bands, NOT_TRANSLATED, Tally, bands};

/// What a run is asked to do.
pub struct Request<'a> {
    /// The languages, out of those of the project.
    pub targets: &'a [Locale],
    /// The folder for packages.
    pub out: &'a Path,
    /// Look, and write nothing.
    pub dry_run: bool,
}

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The memory did not know it.
    New,
    /// The memory knew an earlier version.
    Changed,
    /// The memory has this version.
    Unchanged,
}

/// A statement that was read.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its text.
    pub document: Document,
    /// What became of it.
    pub status: Status,
    /// Its version in the memory; none in a dry run of a new one.
    pub version: Option<Version>,
}

/// A file that a run made or found up to date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Made {
    /// Its path inside the folder for packages, with `/`.
    pub file: String,
    /// Whether it was written now.
    pub status: Written,
}

/// What a run did for one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LocaleReport {
    /// The language.
    pub locale: String,
    /// Segments and words by band, over all statements.
    pub bands: Bands,
    /// The files, in the order in which they were made.
    pub files: Vec<Made>,
    /// Translations in its memory file.
    pub memory_units: usize,
}

/// What a run did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Names and fates of the statements, sorted by name.
    pub statements: Vec<(String, Status)>,
    /// What was done for each language.
    pub locales: Vec<LocaleReport>,
    /// The sheet of quotations, in each of its forms; none when nothing is quoted.
    pub quotations: Vec<Made>,
}

/// Compares statements with the memory, and stores new versions unless it is
/// a dry run. A new release that has nothing in common with the last one is
/// told: it may be another statement of the same name.
pub fn ingest(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    documents: Vec<Document>,
    dry_run: bool,
    findings: &mut Findings,
) -> Result<Vec<Statement>, Error> {
    let mut statements = Vec::with_capacity(documents.len());
    let mut documents = documents.into_iter().peekable();
    while documents.peek().is_some() {
        let some = documents.by_ref().take(TOGETHER);
        if dry_run {
            for document in some {
                statements.push(taken_in(desk, store, document, dry_run, findings)?);
            }
            continue;
        }
        in_transaction(store, |store| {
            for document in some {
                statements.push(taken_in(desk, store, document, dry_run, findings)?);
            }
            Ok::<(), Error>(())
        })?;
    }
    Ok(statements)
}

/// Statements that enter the memory in one transaction: each costs the disk a
/// while.
const TOGETHER: usize = 100;

fn taken_in(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    document: Document,
    dry_run: bool,
    findings: &mut Findings,
) -> Result<Statement, Error> {
    let held = store.latest(&document.name)?;
    let before = held
        .as_ref()
        .map(|version| store.document(version))
        .transpose()?;
    let same_language = |version: &Version| version.locale == desk.project.source;
    let known = before.as_ref() == Some(&document) && held.as_ref().is_some_and(same_language);
    let status = match &before {
        None => Status::New,
        Some(_) if known => Status::Unchanged,
        Some(before) => {
            findings.extend(unlike(before, &document));
            Status::Changed
        }
    };
    let version = if known || dry_run {
        held.filter(|_| known)
    } else {
        Some(stored(desk, store, &document)?)
    };
    Ok(Statement {
        document,
        status,
        version,
    })
}

/// Stores a version with its quotations.
fn stored(desk: &Desk<'_>, store: &mut dyn Store, document: &Document) -> Result<Version, Error> {
    let source = &desk.project.source;
    let version = store.add_version(document, source, desk.day)?;
    store.record_quotations(&version, &occurrences(document, source))?;
    Ok(version)
}

fn unlike(before: &Document, now: &Document) -> Findings {
    let texts = |document: &Document| -> BTreeSet<String> {
        let units = document.units();
        units
            .map(|(_, _, segment)| segment.content.plain())
            .collect()
    };
    let mut findings = Findings::new();
    if texts(before).is_disjoint(&texts(now)) {
        findings.push(
            Finding::warning(
                "statement::unlike",
                "this is stored as a new release of the statement of this name, and shares no \
                 sentence with the last one",
            )
            .at(Place::file(&now.name))
            .help("If it is another statement, give it another name and run again."),
        );
    }
    findings
}

/// Makes the packages of all statements for all languages asked for.
pub fn run(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    statements: &[Statement],
    request: &Request<'_>,
    findings: &mut Findings,
) -> Result<Report, Error> {
    sweep(request)?;
    keep_glossary(desk, store, request)?;
    let threads = desk.threads()?;
    let documents: Vec<&Document> = statements.iter().map(|one| &one.document).collect();
    let marks = threads.install(|| mark(desk, &documents, findings));
    let survey = survey(desk, store, statements, request, findings)?;
    let jobs = jobs(desk, store, statements, request, &survey)?;
    let similar = similar(desk, store, statements, request.targets, &jobs)?;
    desk.progress.start(
        "pack",
        jobs.iter().filter(|job| job.is_due()).count() as u64,
    );
    let mut bench = Bench {
        desk,
        store: &mut *store,
        request,
        similar: &similar,
        survey: &survey,
        findings,
        threads: &threads,
    };
    let mut outcomes = batch::make(&mut bench, &jobs, &marks)?;
    desk.progress.finish();
    let fates = statements.iter();
    let fates = fates.map(|one| (one.document.name.clone(), one.status));
    let mut report = Report {
        statements: fates.collect(),
        locales: locales(&jobs, &mut outcomes, request.targets),
        quotations: sheets(&survey, request)?,
    };
    for (target, made) in request.targets.iter().zip(&mut report.locales) {
        beside(desk, store, request, target, made)?;
    }
    Ok(report)
}

/// Keeps the state of the glossary that the packages are made under.
fn keep_glossary(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    request: &Request<'_>,
) -> Result<(), Error> {
    if !request.dry_run {
        let standard = desk.standard;
        in_transaction(store, |store| {
            decisions::record(store, standard.glossary(), standard.version(), desk.day)
        })?;
    }
    Ok(())
}

/// Takes away what a process that was killed has left behind.
fn sweep(request: &Request<'_>) -> Result<(), Error> {
    for target in request.targets.iter().filter(|_| !request.dry_run) {
        disk::sweep(&request.out.join(target.to_string()), true)?;
    }
    Ok(())
}

/// What was made of the packages, for each language.
fn locales(
    jobs: &[Job<'_>],
    outcomes: &mut batch::Outcomes,
    targets: &[Locale],
) -> Vec<LocaleReport> {
    let mut locales: BTreeMap<&Locale, LocaleReport> = BTreeMap::new();
    for job in jobs {
        job.tell(outcomes, locales.entry(job.target).or_default());
    }
    let report = |target: &Locale| LocaleReport {
        locale: target.to_string(),
        ..locales.remove(target).unwrap_or_default()
    };
    targets.iter().map(report).collect()
}

/// The similar sources of every segment that somebody will look up.
fn similar(
    desk: &Desk<'_>,
    store: &dyn Store,
    statements: &[Statement],
    targets: &[Locale],
    jobs: &[Job<'_>],
) -> Result<Similar, Error> {
    let wanted: BTreeSet<usize> = jobs
        .iter()
        .filter(|job| job.is_due())
        .map(|job| job.index)
        .collect();
    if wanted.is_empty() {
        return Ok(Similar::default());
    }
    let index = FuzzyIndex::load(store, &desk.project.source)?;
    let wanted = wanted.iter().filter_map(|index| statements.get(*index));
    let texts = leverage::wanted(wanted.map(|statement| &statement.document));
    leverage::similar(desk, index, texts, targets)
}
