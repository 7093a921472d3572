//! One statement for one language: looked at, made if need be, sent.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::diag::{Finding, Findings, Place};
use crate::memory::{Imported, Store, Version, in_transaction};
use crate::model::{Locale, Package};
use crate::pipeline::disk::{self, Written};
use crate::pipeline::documents::stem;
use crate::pipeline::leverage::passages::{self, Offer};
use crate::pipeline::leverage::{self, Leverage, Similar};
use crate::pipeline::marks::Marks;
use crate::pipeline::pack::{self, Known};
use crate::pipeline::passages::Survey;
use crate::pipeline::read::short_hash;
use crate::pipeline::{Desk, Error, earlier};

use super::tally::{Bands, bands};
use super::{LocaleReport, Made, Request, Statement};

/// What packages are made with.
pub(super) struct Bench<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) store: &'a mut dyn Store,
    pub(super) request: &'a Request<'a>,
    pub(super) similar: &'a Similar,
    pub(super) survey: &'a Survey,
    pub(super) findings: &'a mut Findings,
}

/// One statement for one language.
pub(super) struct Job<'a> {
    statement: &'a Statement,
    /// Which statement of the run it is.
    pub(super) index: usize,
    /// The language.
    pub(super) target: &'a Locale,
    /// The file, inside the folder for packages.
    file: String,
    path: PathBuf,
    stamp: String,
    /// The bands on record, when the file is what would be made now.
    pub(super) up_to_date: Option<Bands>,
}

impl<'a> Job<'a> {
    pub(super) fn new(
        desk: &Desk<'_>,
        store: &dyn Store,
        request: &Request<'_>,
        survey: &Survey,
        (statement, index, target): (&'a Statement, usize, &'a Locale),
    ) -> Result<Self, Error> {
        let stem = stem(&statement.document.name);
        let file = format!("{target}/{stem}.{}.xlf", desk.pair(target));
        let path = request.out.join(&file);
        let offers = passages::offers(desk, survey, &statement.document, target);
        let offers: Vec<String> = offers.iter().map(Offer::told).collect();
        let stamp = stamp(desk, store, statement, target, &offers.join("\n"))?;
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

    /// Makes the package unless it is up to date, and reports.
    pub(super) fn finish(
        &self,
        bench: &mut Bench<'_>,
        marks: &[Marks],
        report: &mut LocaleReport,
    ) -> Result<(), Error> {
        let (bands, status) = match &self.up_to_date {
            Some(bands) => (bands.clone(), Written::Unchanged),
            None => self.make(bench, marks)?,
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

    fn make(&self, bench: &mut Bench<'_>, marks: &[Marks]) -> Result<(Bands, Written), Error> {
        let document = &self.statement.document;
        let mut seen = BTreeSet::new();
        let mut found = leverage::leverage(
            bench.desk,
            bench.store,
            document,
            bench.similar,
            self.target,
            &mut seen,
        )?;
        let offers = passages::offers(bench.desk, bench.survey, document, self.target);
        passages::apply(&mut found, offers, document, true);
        let bands = bands(document, &found);
        let version = self.statement.version.as_ref();
        let known = Known {
            found: &found,
            marks,
            earlier: earlier::earlier(
                bench.desk,
                bench.store,
                document,
                version,
                &found,
                self.target,
            )?,
        };
        let mut package = pack::package(bench.desk, document, known, self.target);
        pack::name(&mut package)?;
        let Some(version) = version.filter(|_| !bench.request.dry_run) else {
            return Ok((bands, Written::Written));
        };
        if self.holds_work(bench.store)? {
            bench.findings.push(self.edited());
            return Ok((bands, Written::Kept));
        }
        let status = self.send(bench, version, package, &found, &bands)?;
        Ok((bands, status))
    }

    /// Whether the file is a package that somebody has changed, and what is in
    /// it is not in the memory.
    fn holds_work(&self, store: &dyn Store) -> Result<bool, Error> {
        let Ok(bytes) = disk::read(&self.path) else {
            return Ok(false);
        };
        let hash = short_hash(&bytes);
        Ok(!store.sent(&hash)?
            && !pack::is_untouched(&bytes)
            && store.imported(&hash)? != Imported::Whole)
    }

    fn edited(&self) -> Finding {
        Finding::error(
            "package::edited",
            "this package was changed since it was made, and is left as it is",
        )
        .at(Place::file(&self.file))
        .help("Import it if it is a translation; otherwise move it away. Then run again.")
    }

    /// On record first, then on the disk: a file that is out there can always
    /// come back.
    fn send(
        &self,
        bench: &mut Bench<'_>,
        version: &Version,
        mut package: Package,
        found: &[Leverage],
        bands: &Bands,
    ) -> Result<Written, Error> {
        let before = bench.store.export(&package.export)?;
        package.date = before.map_or_else(|| bench.desk.day.to_owned(), |record| record.made);
        let bytes = pack::write(&package)?;
        let bands = serde_json::to_string(bands).unwrap_or_default();
        let record = pack::record(&package, version, found, &self.stamp, &bands, &bytes);
        in_transaction(bench.store, |store| store.record_export(&record))?;
        disk::write(&self.path, &bytes)
    }
}

/// Everything a package depends on.
fn stamp(
    desk: &Desk<'_>,
    store: &dyn Store,
    statement: &Statement,
    target: &Locale,
    offers: &str,
) -> Result<String, Error> {
    let project = desk.project;
    let document = &statement.document;
    let before = earlier::versions_before(store, &document.name, statement.version.as_ref())?;
    let before: Vec<String> = before.into_iter().map(|version| version.hash).collect();
    let parts = [
        env!("CARGO_PKG_VERSION").to_owned(),
        document.hash.clone(),
        before.join(" "),
        project.source.to_string(),
        target.to_string(),
        project.export_profile(target).as_str().to_owned(),
        project.xliff_version(target).as_str().to_owned(),
        store.revision(target)?.to_string(),
        desk.glossary.digest(),
        desk.standard.digest(target),
        project.profile.clone().unwrap_or_default(),
        project.threshold.to_string(),
        leverage::penalty::stamp(desk),
        offers.to_owned(),
    ];
    Ok(short_hash(parts.join("\n").as_bytes()))
}
