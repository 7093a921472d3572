//! Packages and the folder they are written to, while others use it.

use std::path::{Path, PathBuf};

use super::{Report, Request, ingest, run};
use crate::diag::Findings;
use crate::glossary::Glossary;
use crate::memory::SqliteStore;
use crate::model::Locale;
use crate::pipeline::disk::Written;
use crate::pipeline::progress::{Progress, Silent};
use crate::pipeline::read::read_statement;
use crate::pipeline::{Desk, Error, Standard};
use crate::project::Project;
use crate::text::segment::Segmenter;

/// Runs with one statement for Turkish and Kazakh, in this order.
fn made(out: &Path, progress: &dyn Progress) -> (Result<Report, Error>, Findings) {
    let (project, glossary) = (Project::default(), Glossary::default());
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &Standard::default(),
        day: "2026-01-02",
        jobs: 1,
        progress,
    };
    let mut store = SqliteStore::in_memory().expect("opens");
    let mut findings = Findings::new();
    let segmenter = Segmenter::of(&Locale::english());
    let document = read_statement("a.txt", b"Nobody answered.\n", &segmenter, &mut findings);
    let documents = vec![document.expect("a statement")];
    let statements =
        ingest(&desk, &mut store, documents, false, &mut findings).expect("they are stored");
    let targets = ["tr", "kk"].map(|tag| tag.parse().expect("a tag"));
    let request = Request {
        targets: &targets,
        out,
        dry_run: false,
    };
    let report = run(&desk, &mut store, &statements, &request, &mut findings);
    (report, findings)
}

/// Somebody who saves work in the place of a package when the first one appears.
struct Translator(PathBuf);

impl Progress for Translator {
    fn start(&self, _: &str, _: u64) {}
    fn step(&self) {
        if !self.0.exists() {
            std::fs::create_dir_all(self.0.parent().expect("a folder")).expect("made");
            std::fs::write(&self.0, "work").expect("written");
        }
    }
    fn finish(&self) {}
}

#[test]
fn work_that_is_saved_during_a_run_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kk/a.en-kk.xlf");
    let (report, findings) = made(folder.path(), &Translator(path.clone()));
    assert_eq!(std::fs::read_to_string(path).expect("there"), "work");
    let files: Vec<Written> = report
        .expect("runs")
        .locales
        .iter()
        .map(|locale| locale.files[0].status)
        .collect();
    assert_eq!(files, [Written::Written, Written::Kept]);
    assert!(format!("{findings:?}").contains("package::edited"));
}

#[test]
fn a_folder_that_cannot_be_written_keeps_no_other_back() {
    let folder = tempfile::tempdir().expect("a folder");
    // A file where the folder of Turkish, the first language, would be.
    std::fs::write(folder.path().join("tr"), "").expect("written");
    let (report, _) = made(folder.path(), &Silent);
    assert!(matches!(report, Err(Error::File { .. })), "{report:?}");
    assert!(folder.path().join("kk/a.en-kk.xlf").exists());
}
