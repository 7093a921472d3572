//! One statement for one language: looked at, made if need be, sent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diag::{Finding, Findings, Place};
use crate::memory::{self, Imported, Store, Version};
use crate::model::{Document, Earlier, Locale};
use crate::pipeline::disk::{self, Written};
use crate::pipeline::documents::stem;
use crate::pipeline::leverage::passages::{self, Offer};
use crate::pipeline::leverage::{self, Leverage, Shelf, Similar};
use crate::pipeline::pack;
use crate::pipeline::passages::Survey;
use crate::pipeline::read::short_hash;
use crate::pipeline::{Desk, Error, earlier};

use super::batch::Outcomes;
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
    pub(super) threads: &'a rayon::ThreadPool,
}

/// One statement for one language.
pub(super) struct Job<'a> {
    statement: &'a Statement,
    /// Its place among all jobs.
    pub(super) number: usize,
    /// Which statement of the run it is.
    pub(super) index: usize,
    /// The language.
    pub(super) target: &'a Locale,
    /// The file, inside the folder for packages.
    file: String,
    /// The file.
    pub(super) path: PathBuf,
    /// Everything the package depends on.
    pub(super) stamp: String,
    /// Whether the memory has earlier versions of the statement.
    has_earlier: bool,
    /// The bands on record, when the file is what would be made now.
    up_to_date: Option<Bands>,
}

impl<'a> Job<'a> {
    pub(super) fn is_due(&self) -> bool {
        self.up_to_date.is_none()
    }

    pub(super) fn document(&self) -> &Document {
        &self.statement.document
    }

    pub(super) fn version(&self) -> Option<&Version> {
        self.statement.version.as_ref()
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

    /// Reports what became of it: what was made, or is on record.
    pub(super) fn tell(&self, outcomes: &mut Outcomes, report: &mut LocaleReport) {
        let on_record = || {
            (
                self.up_to_date.clone().unwrap_or_default(),
                Written::Unchanged,
            )
        };
        let (bands, status) = outcomes.remove(&self.number).unwrap_or_else(on_record);
        for (band, tally) in bands {
            report.bands.entry(band).or_default().add(tally);
        }
        report.files.push(Made {
            file: self.file.clone(),
            status,
        });
    }

    /// What a shelf offers for every sentence.
    pub(super) fn look_up<S: Shelf + ?Sized>(
        &self,
        desk: &Desk<'_>,
        shelf: &S,
        similar: &Similar,
        survey: &Survey,
    ) -> Result<Vec<Leverage>, memory::Error> {
        let mut seen = BTreeSet::new();
        let mut found = leverage::leverage(
            desk,
            shelf,
            self.document(),
            similar,
            self.target,
            &mut seen,
        )?;
        let offers = passages::offers(desk, survey, self.document(), self.target);
        passages::apply(&mut found, offers, self.document(), true);
        Ok(found)
    }

    pub(super) fn bands(&self, found: &[Leverage]) -> Bands {
        bands(self.document(), found)
    }

    /// What stood here in earlier versions.
    pub(super) fn earlier(
        &self,
        desk: &Desk<'_>,
        store: &dyn Store,
        found: &[Leverage],
    ) -> Result<Vec<Option<Earlier>>, memory::Error> {
        if !self.has_earlier {
            return Ok(vec![None; found.len()]);
        }
        earlier::earlier(
            desk,
            store,
            self.document(),
            self.version(),
            found,
            self.target,
        )
    }

    /// What lies in the place of the file.
    pub(super) fn work(&self) -> Option<Work> {
        let bytes = disk::read(&self.path).ok()?;
        Some(Work {
            hash: short_hash(&bytes),
            is_untouched: pack::is_untouched(&bytes),
        })
    }

    pub(super) fn edited(&self) -> Finding {
        Finding::error(
            "package::edited",
            "this package was changed since it was made, and is left as it is",
        )
        .at(Place::file(&self.file))
        .help("Import it if it is a translation; otherwise move it away. Then run again.")
    }
}

/// A file in the place of a package.
pub(super) struct Work {
    hash: String,
    is_untouched: bool,
}

impl Work {
    /// Whether this is not what lay there when it was looked at before.
    pub(super) fn is_other_than(&self, before: Option<&Work>) -> bool {
        before.is_none_or(|before| before.hash != self.hash)
    }

    /// Whether the file is a package that somebody has changed, and what is in
    /// it is not in the memory.
    pub(super) fn is_lost_by_writing(&self, store: &dyn Store) -> Result<bool, memory::Error> {
        Ok(!self.is_untouched
            && !store.sent(&self.hash)?
            && store.imported(&self.hash)? != Imported::Whole)
    }
}

/// Every statement for every language, in the order in which they are told.
pub(super) fn jobs<'a>(
    desk: &Desk<'_>,
    store: &dyn Store,
    statements: &'a [Statement],
    request: &Request<'a>,
    survey: &Survey,
) -> Result<Vec<Job<'a>>, Error> {
    let basis = Basis::new(desk, store, request.targets)?;
    let mut before = Vec::with_capacity(statements.len());
    for one in statements {
        let versions = earlier::versions_before(store, &one.document.name, one.version.as_ref())?;
        let hashes = versions.into_iter().map(|version| version.hash);
        before.push(hashes.collect::<Vec<String>>().join(" "));
    }
    let mut jobs = Vec::with_capacity(statements.len() * request.targets.len());
    for target in request.targets {
        for (index, (statement, before)) in statements.iter().zip(&before).enumerate() {
            let stem = stem(&statement.document.name);
            let file = format!("{target}/{stem}.{}.xlf", desk.pair(target));
            let offers = passages::offers(desk, survey, &statement.document, target);
            let offers: Vec<String> = offers.iter().map(Offer::told).collect();
            let mut job = Job {
                statement,
                number: jobs.len(),
                index,
                target,
                path: request.out.join(&file),
                file,
                stamp: basis.stamp(desk, statement, (before, &offers.join("\n")), target),
                has_earlier: !before.is_empty(),
                up_to_date: None,
            };
            job.up_to_date = job.look(store)?;
            jobs.push(job);
        }
    }
    Ok(jobs)
}

/// What all packages of a run depend on, found out once.
struct Basis {
    glossary: String,
    /// Of each language the number of its last change, and what translations are
    /// held to.
    targets: BTreeMap<Locale, (i64, String)>,
}

impl Basis {
    fn new(desk: &Desk<'_>, store: &dyn Store, targets: &[Locale]) -> Result<Basis, memory::Error> {
        let mut basis = Basis {
            glossary: desk.glossary.digest(),
            targets: BTreeMap::new(),
        };
        for target in targets {
            let own = (store.revision(target)?, desk.standard.digest(target));
            basis.targets.insert(target.clone(), own);
        }
        Ok(basis)
    }

    /// Everything a package depends on.
    fn stamp(
        &self,
        desk: &Desk<'_>,
        statement: &Statement,
        (before, offers): (&str, &str),
        target: &Locale,
    ) -> String {
        let project = desk.project;
        let (revision, standard) = self.targets.get(target).cloned().unwrap_or_default();
        let parts = [
            env!("CARGO_PKG_VERSION").to_owned(),
            statement.document.hash.clone(),
            before.to_owned(),
            project.source.to_string(),
            target.to_string(),
            project.export_profile(target).as_str().to_owned(),
            project.xliff_version(target).as_str().to_owned(),
            revision.to_string(),
            self.glossary.clone(),
            standard,
            project.profile.clone().unwrap_or_default(),
            project.threshold.to_string(),
            leverage::penalty::stamp(desk),
            offers.to_owned(),
        ];
        short_hash(parts.join("\n").as_bytes())
    }
}
