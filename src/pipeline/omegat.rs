//! A folder that OmegaT opens as a project: packages, memory and glossary of
//! one language where OmegaT looks for them.
//!
//! `tm/auto` holds only what a package in another profile would have brought as
//! its target, each translation bound to its unit. The rest of the memory lies
//! in `tm`, and what the project file takes points off in `tm/penalty-NN`,
//! where OmegaT takes the same points off. What a translator has made in the
//! folder (`omegat/project_save.tmx`, `target`, other files in `tm` and
//! `glossary`) is not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use crate::diag::Findings;
use crate::formats::{glossary_table, omegat, tmx};
use crate::memory::{self, Store, Version, in_transaction};
use crate::model::{Document, Locale, Package, Profile, Tagging, Variant};

use super::disk::{self, Written};
use super::earlier::earlier;
use super::leverage::penalty::{penalties, sum};
use super::leverage::terms::is_right;
use super::leverage::{self, Leverage, Similar};
use super::marks::{Marks, mark};
use super::run::bands;
use super::{Desk, Error, decisions, pack};

/// The name of the memory in the folders that it lies in.
const MEMORY: &str = "memory";

/// A project that was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Made {
    /// The language.
    pub locale: String,
    /// The files, with their paths inside the project, and whether they changed.
    pub files: Vec<(String, Written)>,
    /// Packages in it.
    pub packages: usize,
    /// Segments for translation in them.
    pub segments: usize,
    /// Segments that OmegaT fills in by itself.
    pub filled: usize,
    /// Translations in its memory.
    pub memory: usize,
}

/// Makes a project for one language out of versions of statements. Each package
/// is on record before its file appears, so that it can come back.
///
/// # Errors
///
/// When the memory fails, or a file cannot be written.
pub fn project(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    versions: &[Version],
    target: &Locale,
    folder: &Path,
    findings: &mut Findings,
) -> Result<Made, Error> {
    let standard = desk.standard;
    in_transaction(store, |store| {
        decisions::record(store, standard.glossary(), standard.version(), desk.day)
    })?;
    let mut work = Work {
        desk,
        target,
        folder,
        made: Made {
            locale: target.to_string(),
            ..Made::default()
        },
    };
    for name in omegat::FOLDERS {
        disk::folder(&folder.join(name))?;
    }
    let tag = |locale: &Locale| locale.tag(Tagging::Omegat);
    let page = omegat::project(&tag(&desk.project.source), &tag(target));
    work.put(omegat::PROJECT, page.as_bytes())?;
    work.put(omegat::FILTERS, omegat::filters().as_bytes())?;
    let documents: Vec<Document> = versions
        .iter()
        .map(|version| store.document(version))
        .collect::<Result<_, memory::Error>>()?;
    let all: Vec<&Document> = documents.iter().collect();
    let marks = desk.threads()?.install(|| mark(desk, &all, findings));
    let mut packages = Vec::with_capacity(versions.len());
    for ((version, document), marks) in versions.iter().zip(&documents).zip(&marks) {
        packages.push(work.package(store, version, document, marks)?);
    }
    work.fillings(&packages)?;
    work.memories(store)?;
    work.glossary()?;
    Ok(work.made)
}

struct Work<'a> {
    desk: &'a Desk<'a>,
    target: &'a Locale,
    folder: &'a Path,
    made: Made,
}

impl Work<'_> {
    fn put(&mut self, file: &str, bytes: &[u8]) -> Result<(), Error> {
        let status = disk::write(&self.folder.join(file), bytes)?;
        self.made.files.push((file.to_owned(), status));
        Ok(())
    }

    /// One package, and its name in the folder of sources.
    fn package(
        &mut self,
        store: &mut dyn Store,
        version: &Version,
        document: &Document,
        marks: &[Marks],
    ) -> Result<(String, Package), Error> {
        let found = leverage::leverage(
            self.desk,
            &*store,
            document,
            // OmegaT looks for similar sentences by itself.
            &Similar::default(),
            self.target,
            &mut BTreeSet::new(),
        )?;
        let (desk, target) = (self.desk, self.target);
        let earlier = earlier(desk, store, document, Some(version), &found, target)?;
        let known = pack::Known {
            found: &found,
            marks,
            earlier,
        };
        let mut package = pack::package(desk, document, known, target);
        package.profile = Profile::Omegat;
        package.version = Profile::Omegat.usual_version();
        pack::name(&mut package)?;
        let bytes = self.send(store, version, document, &found, &mut package)?;
        let file = format!("{}.{}.xlf", document.name, self.desk.pair(self.target));
        self.put(&format!("source/{file}"), &bytes)?;
        self.made.packages += 1;
        Ok((file, package))
    }

    /// Puts a package on record; what it is in bytes.
    fn send(
        &self,
        store: &mut dyn Store,
        version: &Version,
        document: &Document,
        found: &[Leverage],
        package: &mut Package,
    ) -> Result<Vec<u8>, Error> {
        let before = store.export(&package.export)?;
        (package.date, package.glossary) = pack::first_made(self.desk, before);
        let bytes = pack::write(package)?;
        let bands = serde_json::to_string(&bands(document, found)).unwrap_or_default();
        let stamp = format!("omegat {}", package.export);
        let record = pack::record(package, version, found, &stamp, &bands, &bytes);
        in_transaction(store, |store| store.record_export(&record))?;
        Ok(bytes)
    }

    /// What OmegaT puts into its units by itself.
    fn fillings(&mut self, packages: &[(String, Package)]) -> Result<(), Error> {
        let mut named = Vec::new();
        for (file, package) in packages {
            for unit in package.units.iter().filter(|unit| unit.translate) {
                self.made.segments += 1;
                if let Some(target) = &unit.target {
                    let name = format!("{}.{}", package.export, unit.id);
                    named.push((name, file, &unit.source, &target.content));
                }
            }
        }
        self.made.filled = named.len();
        let fillings: Vec<tmx::Filling<'_>> = named
            .iter()
            .map(|(unit, file, source, target)| tmx::Filling {
                unit,
                file,
                source,
                target,
            })
            .collect();
        let mut bytes = Vec::new();
        tmx::write_fillings(&self.header(), &fillings, &mut bytes)?;
        self.put(
            &format!("tm/auto/filled.{}.tmx", self.desk.pair(self.target)),
            &bytes,
        )
    }

    fn header(&self) -> tmx::WriterHeader<'_> {
        tmx::WriterHeader {
            source: &self.desk.project.source,
            target: self.target,
            tagging: Tagging::Omegat,
            codes: tmx::CodeForm::Shortcuts,
        }
    }

    /// The memory, in folders by the points that are taken off.
    fn memories(&mut self, store: &dyn Store) -> Result<(), Error> {
        let mut by_penalty: BTreeMap<u8, Vec<Variant>> = BTreeMap::new();
        // An empty memory takes the place of one that held something before.
        by_penalty.insert(0, Vec::new());
        for variant in store.all(self.target, false)? {
            let ours = variant.source_locale == self.desk.project.source;
            if ours && is_right(self.desk.standard, &variant) {
                let points = sum(&penalties(self.desk, &variant));
                by_penalty.entry(points).or_default().push(variant);
            }
        }
        let name = format!("{MEMORY}.{}.tmx", self.desk.pair(self.target));
        self.remove_outlived(&name, &by_penalty)?;
        for (points, variants) in &by_penalty {
            let mut bytes = Vec::new();
            self.made.memory += tmx::write(&self.header(), &mut variants.iter(), &mut bytes)?;
            self.put(&format!("{}/{name}", memory_folder(*points)), &bytes)?;
        }
        Ok(())
    }

    /// Points that the project file took off before and no longer does: the file
    /// would offer the same translations twice.
    fn remove_outlived(
        &self,
        name: &str,
        by_penalty: &BTreeMap<u8, Vec<Variant>>,
    ) -> Result<(), Error> {
        for points in (1..=100).filter(|points| !by_penalty.contains_key(points)) {
            disk::remove(&self.folder.join(memory_folder(points)).join(name))?;
        }
        Ok(())
    }

    fn glossary(&mut self) -> Result<(), Error> {
        let project = self.desk.project;
        let concepts = self.desk.glossary.for_profile(project.profile.as_deref());
        let mut bytes = Vec::new();
        glossary_table::write_omegat(&concepts, &project.source, self.target, &mut bytes)
            .map_err(crate::formats::Error::from)?;
        // Another name than OmegaT's own glossary.txt, which is the translator's.
        let name = format!("glossary/desk.{}.utf8", self.desk.pair(self.target));
        self.put(&name, &bytes)
    }
}

/// The folder for translations from which so many points are taken off.
fn memory_folder(points: u8) -> String {
    match points {
        0 => "tm".to_owned(),
        points => format!("tm/penalty-{points:02}"),
    }
}
