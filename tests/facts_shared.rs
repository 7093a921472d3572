//! The fact sheet of the five real statements against a list made by hand
//! (`facts/gold.rs`), and how many rows it has where there is nothing to tell: NTREX
//! (`../shared/data`). No sentence of theirs stands here.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "facts/gold.rs"]
mod gold;
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tilmach::diag::Findings;
use tilmach::fact::{Compared, Difference, Reader, Sheet, differences};
use tilmach::glossary::{Glossary, file};
use tilmach::model::{Document, Locale};
use tilmach::pipeline::read::read_statement;
use tilmach::text::segment::Segmenter;

use gold::{BEYOND, DRIFTS, Difference as Expected, FACTS, FILES};
use shared::{records, shared, wants_misses};

fn glossary() -> Glossary {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossaries/terms.csv");
    let mut findings = Findings::new();
    let bytes = fs::read(path).expect("the starter glossary");
    let concepts = file::read(&bytes, &mut findings).expect("a glossary");
    Glossary::new([concepts], &mut findings)
}

fn document(name: &str, text: &str) -> Document {
    let segmenter = Segmenter::of(&Locale::english());
    read_statement(name, text.as_bytes(), &segmenter, &mut Findings::new()).expect("a statement")
}

fn statements() -> Option<Vec<Document>> {
    let folder = shared("data/statements")?;
    let read = |(_, file): &(&str, &str)| {
        let text = fs::read_to_string(folder.join(file)).expect("a statement");
        document(file, &text)
    };
    Some(FILES.iter().map(read).collect())
}

fn short(statement: &str) -> &'static str {
    let found = FILES.iter().find(|(_, file)| *file == statement);
    found.expect("one of the five").0
}

fn sheets(glossary: &Glossary) -> Option<Vec<Sheet>> {
    let reader = Reader::new(glossary, &Locale::english()).expect("a reader");
    Some(reader.read(&statements()?))
}

/// A name in a value of the list: that of the glossary or one with other accents.
fn same(expected: &str, found: &str) -> bool {
    let plain = |text: &str| text.replace('ü', "u");
    plain(expected) == plain(found)
}

#[test]
fn every_fact_of_the_statements_is_found() {
    let Some(sheets) = sheets(&glossary()) else {
        return;
    };
    let mut missed = Vec::new();
    let (mut lines, mut lines_found, mut kinds) = (0, 0, 0);
    for (statement, kind, value, places) in FACTS {
        let sheet = sheets.iter().find(|s| short(&s.statement) == *statement);
        let facts = &sheet.expect("a sheet").facts;
        let own = facts.iter().filter(|fact| same(value, &fact.value));
        let own: Vec<_> = own.collect();
        if own.is_empty() {
            missed.push((*statement, *kind, *value));
        }
        kinds += usize::from(own.iter().any(|fact| fact.kind.as_str() == *kind));
        let found: BTreeSet<u64> = own.iter().map(|fact| fact.at.line).collect();
        for line in *places {
            lines += 1;
            lines_found += usize::from(found.contains(line));
            if !found.contains(line) && wants_misses("facts") {
                println!("not in line {line}: {statement} {kind} {value}");
            }
        }
    }
    let false_rows = false_rows(&sheets);
    println!(
        "facts: {} of {} found, {kinds} with their kind, in {lines_found} of {lines} lines; \
         false rows {}",
        FACTS.len() - missed.len(),
        FACTS.len(),
        told(&false_rows)
    );
    assert!(missed.is_empty(), "missed: {missed:#?}");
    assert!(
        lines_found * 100 >= lines * 97,
        "{lines_found} of {lines} lines"
    );
    assert!(
        kinds * 100 >= FACTS.len() * 97,
        "{kinds} kinds of {}",
        FACTS.len()
    );
    for (statement, rows) in &false_rows {
        assert!(rows.len() <= 2, "{statement}: {rows:#?}");
    }
}

/// The facts that the list has not, by statement.
fn false_rows(sheets: &[Sheet]) -> BTreeMap<&'static str, BTreeSet<String>> {
    let mut rows: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for sheet in sheets {
        let statement = short(&sheet.statement);
        let own = rows.entry(statement).or_default();
        for fact in &sheet.facts {
            let known = FACTS
                .iter()
                .any(|(expected, _, value, _)| *expected == statement && same(value, &fact.value));
            if !known {
                own.insert(format!("{} {}", fact.kind.as_str(), fact.value));
            }
        }
    }
    rows
}

fn told(rows: &BTreeMap<&'static str, BTreeSet<String>>) -> String {
    let told = rows
        .iter()
        .map(|(statement, rows)| format!("{statement} {}", rows.len()));
    told.collect::<Vec<_>>().join(", ")
}

/// Whether a row is the one of the list: every value of the list is in it, with at
/// least one of its places, and it has no other value but what the glossary prefers.
fn is(expected: &Expected, found: &Difference) -> bool {
    let (_, values) = expected;
    let matched = |(value, places): &(&str, &[(&str, u64)])| {
        found.values.iter().any(|own| {
            let in_place = own.places.iter().any(|at| {
                places
                    .iter()
                    .any(|(s, line)| *s == short(&at.statement) && *line == at.line)
            });
            is_value(&own.value, value) && in_place
        })
    };
    let listed = |own: &tilmach::fact::Value| {
        values.iter().any(|(value, _)| is_value(&own.value, value)) || own.places.is_empty()
    };
    values.iter().all(matched) && found.values.iter().all(listed)
}

/// The campaign is named with and without the word for it.
fn is_value(found: &str, value: &str) -> bool {
    found == value
        || found.strip_suffix(" campaign") == Some(value)
        || found == "Turk" && value == "Volker Turk"
}

#[test]
fn every_difference_is_found_and_hardly_another() {
    let Some(sheets) = sheets(&glossary()) else {
        return;
    };
    let found = differences(&sheets).differences;
    if wants_misses("facts") {
        for row in &found {
            println!("{row:#?}");
        }
    }
    let missed: Vec<&Expected> = DRIFTS
        .iter()
        .filter(|row| !found.iter().any(|f| is(row, f)))
        .collect();
    let other = found
        .iter()
        .filter(|row| !DRIFTS.iter().any(|e| is(e, row)));
    let other: Vec<&Difference> = other.collect();
    let (mut places, mut in_place) = (0, 0);
    for expected in DRIFTS {
        let row = found.iter().find(|row| is(expected, row));
        for (value, listed) in expected.1 {
            for (statement, line) in *listed {
                places += 1;
                let values = row.into_iter().flat_map(|row| &row.values);
                let mut own = values
                    .filter(|own| is_value(&own.value, value))
                    .flat_map(|v| &v.places);
                let has = own.any(|at| short(&at.statement) == *statement && at.line == *line);
                in_place += usize::from(has);
                if !has && wants_misses("facts") {
                    println!("not in line {line} of {statement}: {value}");
                }
            }
        }
    }
    println!(
        "differences: {} of {} found ({in_place} of {places} places), {} false rows in {} \
         statements; {BEYOND} in words alone",
        DRIFTS.len() - missed.len(),
        DRIFTS.len(),
        other.len(),
        sheets.len()
    );
    assert!(missed.is_empty(), "missed: {missed:#?}");
    assert!(
        in_place * 100 >= places * 95,
        "{in_place} of {places} places"
    );
    assert!(other.len() <= 2, "{other:#?}");
}

#[test]
fn without_a_glossary_most_is_found_as_well() {
    let Some(sheets) = sheets(&Glossary::default()) else {
        return;
    };
    let found = differences(&sheets).differences;
    let numbers = DRIFTS
        .iter()
        .filter(|(kind, _)| matches!(*kind, "number" | "spelling"));
    let missed: Vec<&Expected> = numbers
        .filter(|row| !found.iter().any(|f| is(row, f)))
        .collect();
    println!("differences without a glossary: {}", found.len());
    assert!(missed.is_empty(), "missed: {missed:#?}");
}

/// Other news: every document for itself, and all of them together, where nothing is of
/// one thing.
#[test]
fn news_has_few_rows() {
    let Some(path) = shared("data/ntrex/ntrex.jsonl") else {
        return;
    };
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for record in records(&path) {
        let text = texts.entry(record["doc"].as_str().expect("a document").to_owned());
        let line = record["en"].as_str().expect("a sentence");
        let text = text.or_default();
        text.push_str(line);
        text.push('\n');
    }
    let glossary = glossary();
    let reader = Reader::new(&glossary, &Locale::english()).expect("a reader");
    let documents = texts.iter().map(|(name, text)| document(name, text));
    let documents: Vec<Document> = documents.collect();
    let mut inside = Vec::new();
    for one in &documents {
        inside.extend(differences(&reader.read(std::slice::from_ref(one))).differences);
    }
    let Compared {
        differences: together,
        skipped,
    } = differences(&reader.read(&documents));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &together {
        *kinds.entry(row.kind.as_str()).or_default() += 1;
    }
    if wants_misses("news") {
        for row in inside.iter().chain(&together) {
            let values = row.values.iter().map(|value| {
                let at = &value.places[0];
                format!(
                    "{} ({} {} “{}”)",
                    value.value, at.statement, at.unit, at.words
                )
            });
            let values: Vec<String> = values.collect();
            println!("{} {}: {}", row.kind.as_str(), row.what, values.join(" — "));
        }
    }
    println!(
        "news: {} documents, {} rows inside of one, {} over all of them {kinds:?}, {skipped} \
         values not compared with all others",
        documents.len(),
        inside.len(),
        together.len()
    );
    assert!(inside.len() <= documents.len() / 4, "{} rows", inside.len());
}
