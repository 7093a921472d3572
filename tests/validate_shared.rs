//! Files of the standards' own suites and of other tools are accepted or
//! refused as they should be: every row of the table beside them is a case.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod shared;

use std::path::Path;

use shared::shared;
use tilmach::formats::conformance::{Verdict, validate};

/// A row of the table: the file, and what its last column says of it.
struct Row {
    file: String,
    expected: String,
}

/// The suite calls it valid, and yet its `meta` is in the namespace of the core.
const WRONG_IN_THE_SUITE: &str = "xliff2/oasis-2.2/modules-valid/Good-mda_top-level.xlf";

/// The rows of the sections whose name begins so.
fn rows(interop: &Path, prefix: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(interop.join("README.md")).expect("the table");
    let mut section = None;
    let mut rows = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            section = name.starts_with(prefix).then(|| name.to_owned());
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let (Some(section), [_, name, .., expected, _]) = (&section, cells.as_slice())
            && interop.join(section).join(name).is_file()
        {
            let file = format!("{section}/{name}");
            let expected = (*expected).to_owned();
            rows.push(Row { file, expected });
        }
    }
    rows
}

fn verdict(interop: &Path, file: &str) -> Verdict {
    let bytes = std::fs::read(interop.join(file)).expect("a file of the table");
    validate(&bytes).expect("the machine is well")
}

/// Holds every row of the sections to its last column; gives how many there are.
fn hold(prefix: &str, is_ours: impl Fn(&Row) -> bool) -> usize {
    let Some(interop) = shared("interop") else {
        return 0;
    };
    let rows: Vec<Row> = rows(&interop, prefix).into_iter().filter(is_ours).collect();
    let mut wrong = Vec::new();
    for row in &rows {
        let verdict = verdict(&interop, &row.file);
        let wanted = row.expected.starts_with("valid") && row.file != WRONG_IN_THE_SUITE;
        if verdict.is_valid() != wanted {
            let findings: Vec<String> = verdict.findings.iter().map(ToString::to_string).collect();
            wrong.push(format!(
                "{}: {}\n  {}",
                row.file,
                row.expected,
                findings.join("\n  ")
            ));
        }
        assert!(
            wanted
                || verdict
                    .findings
                    .iter()
                    .any(|finding| finding.place.line.is_some()),
            "{} is refused without a place",
            row.file
        );
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
    rows.len()
}

#[test]
fn xliff_1_2() {
    let is_ours = |row: &Row| !row.expected.contains("no schema run");
    let rows = hold("xliff12/", is_ours);
    assert!(rows == 0 || rows > 100, "{rows} rows");
    let Some(interop) = shared("interop") else {
        return;
    };
    for row in self::rows(&interop, "xliff12/") {
        for form in ["strict", "transitional"] {
            if row.expected.starts_with(&format!("valid 1.2 {form}")) {
                let standard = verdict(&interop, &row.file).standard;
                let wanted = format!("XLIFF 1.2 {form}");
                assert_eq!(standard, Some(wanted), "{}", row.file);
            }
        }
    }
}

/// Older versions: what the schema of 1.1 says of these files; of 1.0 the structure.
#[test]
fn xliff_1_1_and_1_0() {
    let Some(interop) = shared("interop") else {
        return;
    };
    for (file, standard, codes) in [
        (
            "okapi/PAS-10-Test01.xlf",
            "XLIFF 1.0",
            &["valid::partly"][..],
        ),
        ("web/states.2a1e.xlf", "XLIFF 1.1", &["valid::value"]),
        ("web/states.fe3d.xlf", "XLIFF 1.1", &["valid::value"]),
        ("web/cs.xliff", "XLIFF 1.1", &["valid::missing-attribute"]),
        (
            "web/ids-translated.xliff",
            "XLIFF 1.1",
            &["valid::missing-attribute"],
        ),
        (
            "omegat/file-XLIFFFilter-cdata-bugs418.xlf",
            "XLIFF 1.1",
            &["valid::missing-attribute"],
        ),
        ("tikal/xlifftest.xlf", "XLIFF 1.1", &["valid::element"]),
    ] {
        let verdict = verdict(&interop, &format!("xliff12/{file}"));
        assert_eq!(verdict.standard.as_deref(), Some(standard), "{file}");
        assert_eq!(verdict.is_valid(), standard == "XLIFF 1.0", "{file}");
        for code in codes {
            let has = verdict.findings.iter().any(|finding| finding.code == *code);
            assert!(has, "{file}: {code} not in {:?}", verdict.findings);
        }
    }
}

/// Structure, and the categories of dialects (Schematron). What the tables of the second edition say, its own definition says too.
#[test]
fn tbx() {
    let rows = hold("tbx/ltac", |_| true);
    assert!(rows == 0 || rows > 7, "{rows} rows");
    let Some(interop) = shared("interop") else {
        return;
    };
    for (file, valid) in [
        // Its definition takes anything for a language; two are “---”.
        ("Good-Basic1.tbx", false),
        ("Unknown_Dialect2.tbx", true),
        ("fr-extended-metadata.tbx", false),
        ("maryland.tbx", true),
        ("oracle_TBX.tbx", true),
        ("test01.tbx", true),
    ] {
        let verdict = verdict(&interop, &format!("tbx/v2/{file}"));
        assert_eq!(verdict.is_valid(), valid, "{file}: {:?}", verdict.findings);
    }
}

#[test]
fn tmx() {
    let rows = hold("tmx/", |_| true);
    assert!(rows == 0 || rows > 30, "{rows} rows");
}

#[test]
fn xliff_2() {
    let rows = hold("xliff2/", |row| !row.expected.contains("1.2 transitional"));
    assert!(rows == 0 || rows > 300, "{rows} rows");
}
