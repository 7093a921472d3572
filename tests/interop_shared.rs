//! Every row of the shared collection of XLIFF 1 and TMX files of other tools, brought
//! in as `tilmach import` does: what its table says must come out.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod shared;

use std::fs;
use std::path::Path;

use shared::shared;
use tilmach::diag::{Finding, Severity};
use tilmach::glossary::Glossary;
use tilmach::memory::{Exchange, SqliteStore, Store, Variants};
use tilmach::model::{Locale, State};
use tilmach::pipeline::import::{Import, Options, import};
use tilmach::pipeline::{Desk, Standard, progress::Silent};
use tilmach::project::Project;

/// A row of the table: the file, what it shows, what must come of it.
struct Row {
    file: String,
    expected: String,
}

/// The rows of a section; in the first one a file is named by its whole path.
fn rows(readme: &str, wanted: impl Fn(&str) -> bool) -> Vec<Row> {
    let mut section = String::new();
    let mut rows = Vec::new();
    for line in readme.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            section = name
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if !line.starts_with("| ") || cells.len() < 3 || matches!(cells[0], "file" | "---") {
            continue;
        }
        let file = match section.contains('/') {
            true => format!("{section}/{}", cells[0]),
            false => cells[0].to_owned(),
        };
        let expected = cells.last().copied().unwrap_or_default().to_owned();
        if wanted(&file) && !file.contains("/schemas/") {
            rows.push(Row { file, expected });
        }
    }
    rows
}

fn bring(store: &mut SqliteStore, path: &Path) -> Import {
    let project = Project::default();
    let glossary = Glossary::default();
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &Standard::default(),
        day: "2026-01-02",
        jobs: 1,
        progress: &Silent,
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let bytes = fs::read(path).expect("reads");
    let name = name.unwrap_or_default();
    import(&desk, store, &name, &bytes, &Options::default()).expect("no fault of the machine")
}

#[derive(Debug, PartialEq)]
enum Expected {
    Accept,
    AcceptAndWarn,
    Reject,
}

/// What the words of a row mean.
fn expected(row: &Row) -> Expected {
    let words = row.expected.as_str();
    let is = |start: &str| words.starts_with(start);
    if is("fatal per XML spec; robust importer") || words.contains("accept leniently") {
        Expected::AcceptAndWarn
    } else if is("reject") || is("not well-formed") || is("no stack overflow") {
        Expected::Reject
    } else {
        assert!(
            ["valid", "accept", "well-formed"]
                .iter()
                .any(|word| is(word)),
            "{}: {words}",
            row.file
        );
        Expected::Accept
    }
}

/// Files that depart from a schema in ways that only a look at the schema shows, and
/// in which there is nothing else to warn of.
const WITHOUT_A_WORD: [&str; 0] = [];

fn wrong(row: &Row, done: &Import) -> Option<String> {
    let warnings = done.findings.count(Severity::Warning);
    let errors: Vec<&Finding> = done
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let is_right = match expected(row) {
        Expected::Accept => !done.refused && errors.is_empty(),
        Expected::AcceptAndWarn => {
            let is_told = warnings > 0 || WITHOUT_A_WORD.contains(&row.file.as_str());
            !done.refused && errors.is_empty() && is_told
        }
        Expected::Reject => done.refused && errors.iter().any(|error| error.place.line.is_some()),
    };
    (!is_right).then(|| format!("{}: {}\n    {:?}", row.file, row.expected, errors))
}

#[track_caller]
fn walk(wanted: impl Fn(&str) -> bool, least: usize) {
    let Some(root) = shared("interop") else {
        return;
    };
    let readme = fs::read_to_string(root.join("README.md")).expect("the table");
    let rows = rows(&readme, wanted);
    assert!(rows.len() >= least, "{} rows", rows.len());
    let mut failures = Vec::new();
    for row in &rows {
        let mut store = SqliteStore::in_memory().expect("opens");
        let done = bring(&mut store, &root.join(&row.file));
        assert!(done.receipt.balances(), "{}", row.file);
        failures.extend(wrong(row, &done));
        if done.refused {
            let counts = store.counts().expect("counts");
            assert_eq!((counts.imports, counts.sources), (0, 0), "{}", row.file);
        }
        for locale in store.locales().expect("listed") {
            for variant in store.all(&locale, true).expect("read") {
                let text = format!("{}{}", variant.source, variant.target);
                assert!(!text.contains('\u{FFFD}'), "{}", row.file);
                assert_eq!(variant.state, State::Translated, "{}", row.file);
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}

#[test]
fn every_row_of_xliff_1() {
    walk(|file| file.starts_with("xliff12/"), 140);
}

#[test]
fn every_row_of_xliff_2() {
    let of_tools = |file: &str| {
        let rest = file.strip_prefix("xliff2/").unwrap_or_default();
        !rest.is_empty() && !rest.starts_with("oasis") && !rest.starts_with("schemas")
    };
    walk(of_tools, 80);
}

#[test]
fn every_row_of_tmx() {
    walk(|file| file.starts_with("tmx/"), 35);
}

#[test]
fn every_row_of_dialects_encodings_and_languages() {
    let folders = ["bidi/", "dialects/", "encoding/", "langs/"];
    walk(
        |file| folders.iter().any(|folder| file.starts_with(folder)),
        15,
    );
}

#[test]
fn every_row_of_what_is_hostile() {
    walk(
        |file| {
            ["malformed/", "security/"]
                .iter()
                .any(|f| file.starts_with(f))
        },
        7,
    );
}

/// The rows of returned files need a memory that sent them: each has a test there.
#[test]
fn every_row_of_returned_files_has_a_test() {
    let Some(root) = shared("interop") else {
        return;
    };
    let readme = fs::read_to_string(root.join("README.md")).expect("the table");
    let tests = include_str!("returned_shared.rs");
    // XLIFF 2 has tests of its own.
    let wanted = |file: &str| file.starts_with("returned/") && !file.contains("v2.1");
    for row in rows(&readme, wanted) {
        let name = row.file.strip_prefix("returned/").expect("filtered");
        assert!(tests.contains(name), "{}", row.file);
    }
}

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag")
}

#[test]
fn languages_are_counted_under_every_spelling() {
    let Some(path) = shared("interop/langs/tag_zoo.tmx") else {
        return;
    };
    let mut store = SqliteStore::in_memory().expect("opens");
    let done = bring(&mut store, &path);
    let count = |tag: &str| {
        let all = store.all(&locale(tag), false).expect("read");
        all.len()
    };
    let counts = ["ug", "zh-Hans", "zh-Hant", "kk", "tr"].map(count);
    assert_eq!(counts, [5, 5, 2, 3, 2], "{:#?}", done.findings);
    assert_eq!(done.receipt.rejected, 3);
}

#[test]
fn a_machine_draft_of_trados_stays_out() {
    let Some(path) = shared("interop/dialects/sdlxliff_en-ug.sdlxliff") else {
        return;
    };
    let mut store = SqliteStore::in_memory().expect("opens");
    let done = bring(&mut store, &path);
    assert_eq!((done.receipt.added, done.receipt.rejected), (1, 1));
    let all = store.all(&locale("ug"), true).expect("read");
    assert_eq!(all[0].source.plain(), "All human beings are born free.");
    assert_eq!(store.counts().expect("counts").quarantined, 0);
    assert!(
        store
            .quarantined(&Default::default())
            .expect("listed")
            .is_empty()
    );
}

#[test]
fn codes_of_phrase_are_codes_and_braces_are_braces() {
    let Some(path) = shared("interop/dialects/phrase.mxliff") else {
        return;
    };
    let mut store = SqliteStore::in_memory().expect("opens");
    let done = bring(&mut store, &path);
    assert_eq!((done.receipt.added, done.receipt.same), (1, 1));
    let all = store.all(&locale("ug"), true).expect("read");
    let source = all[0].source.to_string();
    assert_eq!(source, "No one shall be subjected to [1>torture<1].");
}
