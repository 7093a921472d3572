//! The main job: statements in, packages for translators out.
//!
//! Every step can be stopped at any moment and begun again: a version enters
//! the memory whole, an export is on record before its file appears, and a
//! file is whole or absent. What is up to date is not made again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diag::{Finding, Findings, Place};
use crate::formats::{glossary_table, tbx};
use crate::glossary::{Matcher, source_findings};
use crate::memory::{FuzzyIndex, Store, Version, in_transaction};
use crate::model::{Band, Document, Locale, Package, TermHit};
use crate::text::token::count_words;

use super::disk::{self, Written};
use super::leverage::{self, Leverage, Similar};
use super::mirror::text_form;
use super::read::short_hash;
use super::{Desk, Error, pack};

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

/// How much of something there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Segments.
    pub segments: usize,
    /// Words (UAX 29).
    pub words: usize,
    /// Characters (Unicode scalar values), spaces included.
    pub characters: usize,
}

impl Tally {
    /// Adds the words and characters of one segment.
    pub fn count(&mut self, text: &str) {
        self.segments += 1;
        self.words += count_words(text);
        self.characters += text.chars().count();
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
    }
}

/// Tallies by band name, and of what is not for translation.
pub type Bands = BTreeMap<String, Tally>;

/// The key in [`Bands`] of what is not for translation.
pub const NOT_TRANSLATED: &str = "not-for-translation";

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
}

/// Compares statements with the memory, and stores new versions unless it is
/// a dry run.
pub fn ingest(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    documents: Vec<Document>,
    dry_run: bool,
) -> Result<Vec<Statement>, Error> {
    let mut statements = Vec::with_capacity(documents.len());
    for document in documents {
        let held = store.latest(&document.name)?;
        let known = match &held {
            Some(version) => version.hash == document.hash && store.document(version)? == document,
            None => false,
        };
        let status = match (&held, known) {
            (None, _) => Status::New,
            (Some(_), false) => Status::Changed,
            (Some(_), true) => Status::Unchanged,
        };
        let version = if known || dry_run {
            held.filter(|_| known)
        } else {
            Some(in_transaction(store, |store| {
                store.add_version(&document, &desk.project.source, desk.day)
            })?)
        };
        statements.push(Statement {
            document,
            status,
            version,
        });
    }
    Ok(statements)
}

/// Makes the packages of all statements for all languages asked for.
pub fn run(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    statements: &[Statement],
    request: &Request<'_>,
    findings: &mut Findings,
) -> Result<Report, Error> {
    if !request.dry_run {
        disk::sweep(request.out)?;
    }
    let marks = mark(desk, statements, findings);
    let mut jobs = Vec::new();
    for target in request.targets {
        for (index, statement) in statements.iter().enumerate() {
            jobs.push(Job::new(desk, store, request, statement, index, target)?);
        }
    }
    let similar = similar(desk, store, statements, &jobs)?;
    desk.progress.start("pack", jobs.len() as u64);
    let mut locales: BTreeMap<&Locale, LocaleReport> = BTreeMap::new();
    for job in &jobs {
        let marks = marks.get(job.index).map_or(&[][..], Vec::as_slice);
        let report = locales.entry(job.target).or_default();
        job.finish(desk, store, request, marks, &similar, report)?;
        desk.progress.step();
    }
    desk.progress.finish();
    let mut report = Report {
        statements: statements
            .iter()
            .map(|statement| (statement.document.name.clone(), statement.status))
            .collect(),
        locales: Vec::new(),
    };
    for target in request.targets {
        let mut made = locales.remove(target).unwrap_or_default();
        made.locale = target.to_string();
        beside(desk, store, request, target, &mut made)?;
        report.locales.push(made);
    }
    Ok(report)
}

/// The terms in every segment of every statement, and what the desk says of
/// the words of the source itself.
fn mark(
    desk: &Desk<'_>,
    statements: &[Statement],
    findings: &mut Findings,
) -> Vec<Vec<Vec<TermHit>>> {
    let Ok(matcher) = Matcher::new(desk.glossary, &desk.project.source) else {
        findings.push(Finding::error(
            "glossary::size",
            "the glossary is too large to search with; no term was marked",
        ));
        return statements
            .iter()
            .map(|statement| vec![Vec::new(); statement.document.units().count()])
            .collect();
    };
    let mut all = Vec::with_capacity(statements.len());
    for statement in statements {
        let mut marks = Vec::new();
        let mut column = (0, 1);
        for (id, paragraph, segment) in statement.document.units() {
            if column.0 != paragraph.number {
                column = (paragraph.number, 1);
            }
            column.1 += segment.before.chars().count() as u64;
            let text = segment.content.plain();
            let hits = matcher.find(&text);
            for hit in &hits {
                let before = text
                    .get(..hit.span.0)
                    .map_or(0, |text| text.chars().count());
                let place = Place::file(&statement.document.name)
                    .line(paragraph.line, column.1 + before as u64)
                    .unit(&id);
                findings.extend(source_findings(
                    desk.glossary,
                    std::slice::from_ref(hit),
                    &place,
                ));
            }
            column.1 += text.chars().count() as u64;
            marks.push(hits);
        }
        all.push(marks);
    }
    all
}

/// The similar sources of every segment that somebody will look up.
fn similar(
    desk: &Desk<'_>,
    store: &dyn Store,
    statements: &[Statement],
    jobs: &[Job<'_>],
) -> Result<Similar, Error> {
    let wanted: BTreeSet<usize> = jobs
        .iter()
        .filter(|job| job.up_to_date.is_none())
        .map(|job| job.index)
        .collect();
    if wanted.is_empty() {
        return Ok(Similar::new());
    }
    let index = FuzzyIndex::load(store, &desk.project.source)?;
    let texts = wanted
        .iter()
        .filter_map(|index| statements.get(*index))
        .flat_map(|statement| statement.document.units())
        .filter(|(_, paragraph, _)| paragraph.translate)
        .map(|(_, _, segment)| segment.content.plain())
        .collect();
    leverage::similar(desk, &index, texts)
}

/// One statement for one language.
struct Job<'a> {
    statement: &'a Statement,
    index: usize,
    target: &'a Locale,
    /// The file, inside the folder for packages.
    file: String,
    path: PathBuf,
    stamp: String,
    /// The bands on record, when the file is what would be made now.
    up_to_date: Option<Bands>,
}

impl<'a> Job<'a> {
    fn new(
        desk: &Desk<'_>,
        store: &dyn Store,
        request: &Request<'_>,
        statement: &'a Statement,
        index: usize,
        target: &'a Locale,
    ) -> Result<Self, Error> {
        let name = &statement.document.name;
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        let file = format!("{target}/{stem}.{}.xlf", desk.pair(target));
        let path = request.out.join(&file);
        let stamp = stamp(desk, store, &statement.document, target)?;
        let mut job = Job {
            statement,
            index,
            target,
            file,
            path,
            stamp,
            up_to_date: None,
        };
        job.up_to_date = job.look(store)?;
        Ok(job)
    }

    /// Whether an export on record has this stamp and its file is untouched.
    fn look(&self, store: &dyn Store) -> Result<Option<Bands>, Error> {
        let Some(version) = &self.statement.version else {
            return Ok(None);
        };
        for record in store.exports_of(version, self.target)? {
            if record.stamp != self.stamp {
                continue;
            }
            let held = disk::read(&self.path).map(|bytes| short_hash(&bytes));
            if held.is_ok_and(|hash| hash == record.file_hash) {
                return Ok(serde_json::from_str(&record.bands).ok());
            }
        }
        Ok(None)
    }

    fn finish(
        &self,
        desk: &Desk<'_>,
        store: &mut dyn Store,
        request: &Request<'_>,
        marks: &[Vec<TermHit>],
        similar: &Similar,
        report: &mut LocaleReport,
    ) -> Result<(), Error> {
        let (bands, status) = match &self.up_to_date {
            Some(bands) => (bands.clone(), Written::Unchanged),
            None => self.make(desk, store, request, marks, similar)?,
        };
        for (band, tally) in bands {
            report.bands.entry(band).or_default().add(tally);
        }
        report.files.push(Made {
            file: self.file.clone(),
            status,
        });
        Ok(())
    }

    fn make(
        &self,
        desk: &Desk<'_>,
        store: &mut dyn Store,
        request: &Request<'_>,
        marks: &[Vec<TermHit>],
        similar: &Similar,
    ) -> Result<(Bands, Written), Error> {
        let document = &self.statement.document;
        let mut seen = BTreeSet::new();
        let found = leverage::leverage(
            store,
            desk.project,
            document,
            similar,
            self.target,
            &mut seen,
        )?;
        let bands = bands(document, &found);
        let mut package = pack::package(desk, document, &found, marks, self.target);
        pack::name(&mut package)?;
        let Some(version) = self.statement.version.as_ref().filter(|_| !request.dry_run) else {
            return Ok((bands, Written::Written));
        };
        self.send(desk, store, version, package, &found, &bands)
            .map(|status| (bands, status))
    }

    /// On record first, then on the disk: a file that is out there can always
    /// come back.
    fn send(
        &self,
        desk: &Desk<'_>,
        store: &mut dyn Store,
        version: &Version,
        mut package: Package,
        found: &[Leverage],
        bands: &Bands,
    ) -> Result<Written, Error> {
        let before = store.export(&package.export)?;
        package.date = before.map_or_else(|| desk.day.to_owned(), |record| record.made);
        let bytes = pack::write(&package)?;
        let bands = serde_json::to_string(bands).unwrap_or_default();
        let record = pack::record(&package, version, found, &self.stamp, &bands, &bytes);
        in_transaction(store, |store| store.record_export(&record))?;
        disk::write(&self.path, &bytes)
    }
}

/// Everything a package depends on.
fn stamp(
    desk: &Desk<'_>,
    store: &dyn Store,
    document: &Document,
    target: &Locale,
) -> Result<String, Error> {
    let project = desk.project;
    let parts = [
        env!("CARGO_PKG_VERSION").to_owned(),
        document.hash.clone(),
        project.source.to_string(),
        target.to_string(),
        project.export_profile(target).as_str().to_owned(),
        store.revision(target)?.to_string(),
        desk.glossary.digest(),
        project.profile.clone().unwrap_or_default(),
        project.threshold.to_string(),
        project.penalties.imported.to_string(),
        project.penalties.unreviewed.to_string(),
    ];
    Ok(short_hash(parts.join("\n").as_bytes()))
}

/// Segments, words and characters by band.
pub fn bands(document: &Document, found: &[Leverage]) -> Bands {
    let mut bands: Bands = Band::ALL
        .iter()
        .map(|band| (band.as_str().to_owned(), Tally::default()))
        .collect();
    bands.insert(NOT_TRANSLATED.to_owned(), Tally::default());
    for ((_, paragraph, segment), found) in document.units().zip(found) {
        let band = if paragraph.translate {
            found.band.as_str()
        } else {
            NOT_TRANSLATED
        };
        if let Some(tally) = bands.get_mut(band) {
            tally.count(&segment.content.plain());
        }
    }
    bands
}

/// What goes beside the packages: all that the memory knows, and the glossary.
fn beside(
    desk: &Desk<'_>,
    store: &dyn Store,
    request: &Request<'_>,
    target: &Locale,
    report: &mut LocaleReport,
) -> Result<(), Error> {
    let pair = desk.pair(target);
    let tagging = desk.project.export_profile(target).tagging();
    let (bytes, units) = text_form(desk, store, target, false, tagging)?;
    report.memory_units = units;
    let mut files = vec![(format!("memory.{pair}.tmx"), bytes)];
    files.extend(glossary_files(desk, target).map_err(crate::formats::Error::from)?);
    for (name, bytes) in files {
        let file = format!("{target}/{name}");
        let status = if request.dry_run {
            Written::Written
        } else {
            disk::write(&request.out.join(&file), &bytes)?
        };
        report.files.push(Made { file, status });
    }
    Ok(())
}

/// The glossary in the forms that tools read; none when it is empty.
fn glossary_files(desk: &Desk<'_>, target: &Locale) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let concepts = desk.glossary.for_profile(desk.project.profile.as_deref());
    if concepts.is_empty() {
        return Ok(Vec::new());
    }
    let source = &desk.project.source;
    let mut forms: [(&str, Vec<u8>); 4] = Default::default();
    let [(utf8, omegat), (csv, table), (two, martif), (three, tbx)] = &mut forms;
    (*utf8, *csv, *two, *three) = ("utf8", "csv", "v2.tbx", "v3.tbx");
    glossary_table::write_omegat(&concepts, source, target, omegat)?;
    glossary_table::write_csv(&concepts, source, target, table)?;
    tbx::write_v2(&concepts, source, target, martif)?;
    tbx::write_v3(&concepts, source, target, tbx)?;
    let pair = desk.pair(target);
    Ok(forms
        .into_iter()
        .map(|(ending, bytes)| (format!("glossary.{pair}.{ending}"), bytes))
        .collect())
}
