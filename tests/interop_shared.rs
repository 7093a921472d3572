//! Every row of the table of the shared collection, each in the one walk that is its
//! own: files of other tools are brought in as `tilmach import` does, and what the table
//! says must come out. A row that is in no walk is a failure.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use shared::shared;
use tilmach::diag::{Finding, Findings, Severity};
use tilmach::formats::conformance::validate;
use tilmach::formats::xliff;
use tilmach::glossary::Glossary;
use tilmach::memory::{Exchange, SqliteStore, Store, Variants};
use tilmach::model::{Locale, Piece, ReturnedUnit, State};
use tilmach::pipeline::import::{Import, Options, import};
use tilmach::pipeline::{Desk, Standard, progress::Silent, terms};
use tilmach::project::Project;

/// A row of the table: the file, what it shows, what must come of it.
struct Row {
    file: String,
    expected: String,
}

/// All rows. A table names its files by their whole path, or by their names under a
/// heading with their folder.
fn rows(root: &Path) -> Vec<Row> {
    let readme = fs::read_to_string(root.join("README.md")).expect("the table");
    let mut folder = "";
    let mut rows = Vec::new();
    for line in readme.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            // A heading of several words is no folder.
            folder = if heading.trim().contains(' ') {
                ""
            } else {
                heading.trim()
            };
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let is_head = cells[0] == "file" || cells[0].starts_with("---");
        if !line.starts_with("| ") || cells.len() < 3 || is_head {
            continue;
        }
        let file = match cells[0].contains('/') || folder == "Schemas" {
            true => cells[0].to_owned(),
            false => format!("{folder}/{}", cells[0]),
        };
        let expected = cells.last().copied().unwrap_or_default().to_owned();
        rows.push(Row { file, expected });
    }
    rows
}

/// The walks over the table, with the folders of the rows that each takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Walk {
    Xliff1,
    Xliff2,
    /// The suites of the standard.
    Suites,
    /// Files that one program has and another should make of them.
    Pairs,
    Tmx,
    Oddities,
    Hostile,
    Returned,
    Rules,
    Terms,
    /// Schemas have no row of what is expected: they are there.
    Schemas,
}

const WALKS: [(Walk, &[&str]); 11] = [
    (Walk::Xliff1, &["xliff12/"]),
    (
        Walk::Xliff2,
        &[
            "xliff2/golden/",
            "xliff2/matecat/",
            "xliff2/maxprograms/",
            "xliff2/microsoft-om/",
            "xliff2/okapi/",
            "xliff2/web/",
        ],
    ),
    (
        Walk::Suites,
        &[
            "xliff2/oasis-2.1/core-invalid/",
            "xliff2/oasis-2.1/core-valid/",
            "xliff2/oasis-2.1/modules-invalid/",
            "xliff2/oasis-2.1/modules-valid/",
            "xliff2/oasis-2.2/core-invalid/",
            "xliff2/oasis-2.2/core-valid/",
            "xliff2/oasis-2.2/modules-invalid/",
            "xliff2/oasis-2.2/modules-valid/",
        ],
    ),
    (Walk::Pairs, &["xliff2/oasis-2.1/core-in-out/"]),
    (Walk::Tmx, &["tmx/"]),
    (
        Walk::Oddities,
        &["bidi/", "dialects/", "encoding/", "langs/"],
    ),
    (Walk::Hostile, &["malformed/", "security/"]),
    (Walk::Returned, &["returned/"]),
    (Walk::Rules, &["srx/"]),
    (Walk::Terms, &["tbx/", "glossary/"]),
    (Walk::Schemas, &[]),
];

/// The walks that a row is in.
fn walks_of(file: &str) -> Vec<Walk> {
    if file.contains("/schemas/") {
        return vec![Walk::Schemas];
    }
    let takes = |folders: &[&str]| folders.iter().any(|folder| file.starts_with(folder));
    let walks = WALKS.iter().filter(|(_, folders)| takes(folders));
    walks.map(|(walk, _)| *walk).collect()
}

/// The rows of a walk; none when the collection is not here.
#[track_caller]
fn rows_of(walk: Walk, least: usize) -> Option<(std::path::PathBuf, Vec<Row>)> {
    let root = shared("interop")?;
    let mut rows = rows(&root);
    rows.retain(|row| walks_of(&row.file) == [walk]);
    assert!(rows.len() >= least, "{} rows", rows.len());
    Some((root, rows))
}

#[test]
fn every_row_is_in_one_walk_and_its_file_is_there() {
    let Some(root) = shared("interop") else {
        return;
    };
    let rows = rows(&root);
    let mut files = BTreeSet::new();
    let mut counts: BTreeMap<Walk, usize> = BTreeMap::new();
    for row in &rows {
        let walks = walks_of(&row.file);
        assert_eq!(walks.len(), 1, "{}: {walks:?}", row.file);
        assert!(root.join(&row.file).is_file(), "{}", row.file);
        assert!(files.insert(&row.file), "{} has two rows", row.file);
        *counts.entry(walks[0]).or_default() += 1;
    }
    assert_eq!(counts.len(), WALKS.len(), "{counts:?}");
    assert!(rows.len() > 600, "{} rows", rows.len());
    assert!(walks_of("another/file.xlf").is_empty());
    assert!(walks_of("xliff2/another/file.xlf").is_empty());
}

#[test]
fn every_schema_is_there_and_is_some() {
    let Some((root, rows)) = rows_of(Walk::Schemas, 50) else {
        return;
    };
    for row in rows {
        let length = fs::metadata(root.join(&row.file)).expect("is there").len();
        assert!(length > 0, "{}", row.file);
    }
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
fn walk(walk: Walk, least: usize) {
    let Some((root, rows)) = rows_of(walk, least) else {
        return;
    };
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
    walk(Walk::Xliff1, 140);
}

#[test]
fn every_row_of_xliff_2() {
    walk(Walk::Xliff2, 80);
}

#[test]
fn every_row_of_tmx() {
    walk(Walk::Tmx, 35);
}

#[test]
fn every_row_of_dialects_encodings_and_languages() {
    walk(Walk::Oddities, 15);
}

#[test]
fn every_row_of_what_is_hostile() {
    walk(Walk::Hostile, 7);
}

/// The suite calls it valid, and yet its `meta` is in the namespace of the core.
const WRONG_IN_THE_SUITE: &str = "xliff2/oasis-2.2/modules-valid/Good-mda_top-level.xlf";

/// What the suites call valid is valid and comes in; what they call invalid is not, and
/// brings nothing down.
#[test]
fn every_row_of_the_suites_of_the_standard() {
    let Some((root, rows)) = rows_of(Walk::Suites, 200) else {
        return;
    };
    let mut failures = Vec::new();
    for row in &rows {
        let path = root.join(&row.file);
        let bytes = fs::read(&path).expect("reads");
        let wanted = row.expected.starts_with("valid") && row.file != WRONG_IN_THE_SUITE;
        let verdict = validate(&bytes).expect("no fault of the machine");
        let mut store = SqliteStore::in_memory().expect("opens");
        let done = bring(&mut store, &path);
        assert!(done.receipt.balances(), "{}", row.file);
        if verdict.is_valid() != wanted || (wanted && done.refused) {
            failures.push(format!("{}: {:?}", row.file, done.findings));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Letters and codes of the segments of each unit, joined in the order of their targets,
/// as the suite joins them; white space between segments belongs to nobody, and where
/// segments end is what the pairs change.
type Joined = BTreeMap<String, [String; 2]>;

fn joined(path: &Path) -> Joined {
    let bytes = fs::read(path).expect("reads");
    let mut findings = Findings::new();
    let files = xliff::read(bytes.as_slice(), &mut findings).expect("no fault of the machine");
    let files = files.unwrap_or_else(|| panic!("{}: {findings:?}", path.display()));
    let orders = orders(&String::from_utf8(bytes).expect("UTF-8"));
    let mut units: BTreeMap<String, Vec<(usize, [String; 2])>> = BTreeMap::new();
    let all: Vec<&ReturnedUnit> = files.iter().flat_map(|file| &file.units).collect();
    assert_eq!(all.len(), orders.len(), "{}", path.display());
    for (unit, order) in all.into_iter().zip(orders) {
        let name = unit.id.split('/').next().unwrap_or_default();
        let segments = units.entry(name.to_owned()).or_default();
        segments.push((order, said(unit)));
    }
    let join = |mut segments: Vec<(usize, [String; 2])>| {
        segments.sort_by_key(|(order, _)| *order);
        [0, 1].map(|side| {
            let texts = segments.iter().map(|(_, said)| said[side].as_str());
            texts.collect()
        })
    };
    units
        .into_iter()
        .map(|(name, all)| (name, join(all)))
        .collect()
}

/// The place of the target of every segment in its unit: what `order` says, or else
/// that of the segment (section 4.3.1.21). Our reader pairs what a segment pairs.
fn orders(file: &str) -> Vec<usize> {
    let mut orders = Vec::new();
    for unit in file.split("<unit ").skip(1) {
        let parts = unit
            .split("</segment>")
            .flat_map(|part| part.split("</ignorable>"));
        for (index, part) in parts
            .enumerate()
            .filter(|(_, part)| part.contains("<segment"))
        {
            let order = part.split(" order=\"").nth(1);
            let order = order.and_then(|rest| rest.split('"').next()?.parse().ok());
            orders.push(order.unwrap_or(index + 1));
        }
    }
    orders
}

fn said(unit: &ReturnedUnit) -> [String; 2] {
    let said = |content: &tilmach::model::Content| {
        let mut text = String::new();
        for piece in content.pieces() {
            match piece {
                Piece::Text(words) => text.extend(words.chars().filter(|c| !c.is_whitespace())),
                Piece::Code(code) => text.push_str(&format!("[{:?} {}]", code.kind, code.id)),
            }
        }
        text
    };
    [
        said(&unit.source),
        unit.target.as_ref().map(said).unwrap_or_default(),
    ]
}

#[test]
fn every_row_of_pairs_says_the_same_before_and_after() {
    let Some((root, rows)) = rows_of(Walk::Pairs, 10) else {
        return;
    };
    let mut pairs = 0;
    for row in &rows {
        let path = root.join(&row.file);
        let bytes = fs::read(&path).expect("reads");
        let verdict = validate(&bytes).expect("no fault of the machine");
        assert!(verdict.is_valid(), "{}: {:?}", row.file, verdict.findings);
        if let Some(name) = row.file.strip_suffix("_in.xlf") {
            let (before, after) = (joined(&path), joined(&root.join(format!("{name}_out.xlf"))));
            assert!(!before.is_empty(), "{name}");
            assert_eq!(before, after, "{name}");
            pairs += 1;
        }
    }
    assert_eq!(pairs * 2, rows.len(), "every file has its twin");
}

#[test]
fn every_row_of_segmentation_rules_is_valid() {
    let Some((root, rows)) = rows_of(Walk::Rules, 10) else {
        return;
    };
    for row in rows {
        let bytes = fs::read(root.join(&row.file)).expect("reads");
        let verdict = validate(&bytes).expect("no fault of the machine");
        let wanted = row.expected.starts_with("valid");
        assert_eq!(
            verdict.is_valid(),
            wanted,
            "{}: {:?}",
            row.file,
            verdict.findings
        );
    }
}

/// What becomes of their concepts, `tests/glossary_shared.rs` says.
#[test]
fn every_row_of_terms_comes_in() {
    let Some((root, rows)) = rows_of(Walk::Terms, 20) else {
        return;
    };
    let (turkish, languages) = (locale("tr"), [locale("en"), locale("ug"), locale("tr")]);
    for row in rows {
        let mut findings = Findings::new();
        let asked = terms::Asked {
            source: &languages[0],
            languages: &languages,
            target: Some(&turkish).filter(|_| row.file.starts_with("glossary/")),
            sheet: None,
        };
        let read = terms::read(&root.join(&row.file), asked, &[], &mut findings);
        let concepts = read.expect("no fault of the machine");
        assert!(concepts.is_some(), "{}: {findings:?}", row.file);
        let is_broken = row.expected.contains("rng:");
        assert_eq!(
            findings.has_errors(),
            is_broken,
            "{}: {findings:?}",
            row.file
        );
    }
}

/// The rows of returned files need a memory that sent them: each has a test there.
#[test]
fn every_row_of_returned_files_has_a_test() {
    let Some((_, rows)) = rows_of(Walk::Returned, 12) else {
        return;
    };
    let tests = include_str!("returned_shared.rs");
    for row in rows {
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
