//! Glossaries of other tools, in place: every row of the table about them is
//! brought in, and becomes what the row says.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::path::Path;

use shared::shared;
use tilmach::diag::{Findings, Severity};
use tilmach::model::{Concept, Locale};
use tilmach::pipeline::terms::{Asked, read};

/// A file that the table tells of: its path, what it holds, what is expected.
struct Row {
    path: String,
    holds: String,
    expected: String,
}

/// The rows about files of these folders. Tables of other houses name the file
/// alone under a heading with the folder.
fn rows(page: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut folder = String::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            folder = heading.trim().to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let (Some(name), Some(expected)) = (cells.first(), cells.last()) else {
            continue;
        };
        let path = match name.split_once('/') {
            Some(_) => (*name).to_owned(),
            None => format!("{folder}/{name}"),
        };
        let ours = path.starts_with("tbx/") || path.starts_with("glossary/");
        if line.starts_with('|') && ours && !path.contains("schemas") && name.contains('.') {
            rows.push(Row {
                path,
                holds: cells[1].to_owned(),
                expected: (*expected).to_owned(),
            });
        }
    }
    rows
}

/// All languages that the files have, so that nothing is left out for another
/// reason than a fault.
fn languages() -> Vec<Locale> {
    [
        "en", "ug", "kk", "tr", "zh-Hans", "zh-Hant", "es", "fr", "it", "pt", "hu", "zu",
    ]
    .into_iter()
    .map(|tag| tag.parse().expect("a tag"))
    .collect()
}

fn brought_in(path: &Path, target: Option<&Locale>) -> (Option<Vec<Concept>>, Findings) {
    let mut findings = Findings::new();
    let asked = Asked {
        source: &Locale::english(),
        languages: &languages(),
        target,
        sheet: None,
    };
    let concepts = read(path, asked, &[], &mut findings).expect("the machine works");
    (concepts, findings)
}

/// The number behind a word of the table: `conceptEntry:45`.
fn told(holds: &str, word: &str) -> Option<usize> {
    holds
        .split(' ')
        .find_map(|part| part.strip_prefix(word)?.parse().ok())
}

#[test]
fn every_row_becomes_what_it_says() {
    let Some(page) = shared("interop/README.md") else {
        return;
    };
    let rows = rows(&std::fs::read_to_string(page).expect("the table"));
    let (mut tbx, mut pairs) = (0, 0);
    for row in &rows {
        let path = shared(&format!("interop/{}", row.path)).expect("a file of the table");
        if row.path.starts_with("tbx/") {
            tbx += 1;
            termbase(row, &path);
        } else {
            pairs += 1;
            word_pairs(row, &path);
        }
    }
    println!("{tbx} termbases, {pairs} lists of word pairs");
    assert!(tbx >= 16 && pairs >= 6, "the rows are found");
}

fn termbase(row: &Row, path: &Path) {
    let (concepts, findings) = brought_in(path, None);
    let errors: Vec<String> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    let name = &row.path;
    let by_schema = row.expected.contains("rng:");
    let by_rules = row.expected.contains("sch:");
    assert_eq!(!errors.is_empty(), by_schema, "{name}: {errors:?}");
    if by_rules {
        let doubt = findings.iter().any(|f| f.severity == Severity::Warning);
        assert!(doubt, "{name}: somebody should look");
    }
    for finding in findings.iter().filter(|f| f.severity == Severity::Error) {
        assert!(finding.place.line.is_some(), "{name}: {finding}");
    }
    let concepts = concepts.unwrap_or_else(|| panic!("{name} was refused: {errors:?}"));
    if by_schema {
        return;
    }
    let entries = told(&row.holds, "conceptEntry:").or(told(&row.holds, "termEntry:"));
    if let Some(entries) = entries {
        assert!(
            concepts.len() <= entries && concepts.len() * 10 >= entries * 9,
            "{name}"
        );
    }
    // What a table has twice, or in two ways, is a finding and one row.
    if let Some(terms) = told(&row.holds, "term:") {
        let twice = ["glossary::duplicate", "glossary::contradictory-usage"];
        let told: usize = findings
            .iter()
            .map(|finding| match finding.code.as_str() {
                code if twice.contains(&code) => 1,
                // The message begins with how many.
                "tbx::language-tag" => told(&format!("n{}", finding.message), "n").unwrap_or(0),
                _ => 0,
            })
            .sum();
        let read: usize = concepts.iter().map(|concept| concept.terms.len()).sum();
        assert_eq!(read + told, terms, "{name}: {findings:?}");
    }
    assert!(
        concepts
            .iter()
            .flat_map(|c| &c.terms)
            .all(|term| !term.is_signed_off())
    );
}

fn word_pairs(row: &Row, path: &Path) {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name");
    let tag = name
        .strip_prefix("glossary.en-")
        .and_then(|rest| rest.split_once('.'));
    let target: Locale = tag.map_or("tr", |(tag, _)| tag).parse().expect("a tag");
    let (concepts, findings) = brought_in(path, Some(&target));
    let concepts = concepts.expect("read");
    assert!(findings.is_empty(), "{name}: {findings:?}");
    let lines = std::fs::read_to_string(path).expect("text").lines().count();
    assert_eq!(concepts.len(), lines, "{name}");
    let remarks = concepts
        .iter()
        .flat_map(|c| &c.terms)
        .filter(|t| !t.note.is_empty())
        .count();
    if row.expected.contains("one comment") {
        assert_eq!((lines, remarks), (4, 1), "{name}");
    }
    let (none, findings) = brought_in(path, None);
    assert_eq!(none, None);
    assert!(
        findings
            .iter()
            .any(|finding| finding.code == "omegat::language")
    );
}

#[test]
fn the_golden_termbases_say_the_same() {
    let read = |version: &str| {
        let path = shared(&format!("interop/tbx/golden/glossary.{version}.tbx"))?;
        brought_in(&path, None).0
    };
    let (Some(two), Some(three)) = (read("v2"), read("v3")) else {
        return;
    };
    assert_eq!(two, three);
    let torture = &two[0];
    assert!(torture.definition.contains("UNCAT") && torture.domain == "Human rights law");
    let told: Vec<String> = torture
        .terms
        .iter()
        .map(|term| format!("{} {}", term.locale, term.usage.as_str()))
        .collect();
    assert!(told.contains(&"kk deprecated".to_owned()), "{told:?}");
}
