//! What the paragraphs of real statements are for: against the gold that people
//! wrote, and against news that has no boilerplate (`../shared/data`).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use tilmach::diag::Findings;
use tilmach::model::{Locale, ParagraphKind, Role};
use tilmach::pipeline::read::{Form, Reading, read};
use tilmach::statement::{Line, Verdict, judge};
use tilmach::text::segment::Segmenter;
use tilmach::text::token::count_words;

use shared::shared;

fn rows(path: &str) -> Option<Vec<Value>> {
    let text = fs::read_to_string(shared(path)?).expect("reads");
    let rows = text.lines().map(serde_json::from_str);
    Some(rows.collect::<Result<_, _>>().expect("JSON"))
}

#[track_caller]
fn reading(bytes: &[u8], form: Form) -> Reading {
    let segmenter = Segmenter::of(&Locale::english());
    read("a.txt", bytes, form, &segmenter, &mut Findings::new()).expect("a statement")
}

/// The roles of a statement by line, and the lines that each links.
fn statement(name: &str) -> Option<BTreeMap<u64, (Verdict, Option<u64>)>> {
    let bytes = fs::read(shared("data/statements")?.join(name)).expect("reads");
    let reading = reading(&bytes, Form::Statement);
    let paragraphs = &reading.document.paragraphs;
    let told = paragraphs.iter().zip(&reading.verdicts);
    Some(
        told.map(|(paragraph, verdict)| {
            let link = verdict.repeats.map(|index| paragraphs[index].line);
            (paragraph.line, (*verdict, link))
        })
        .collect(),
    )
}

/// The role that the gold's word stands for; the gold has no word for text.
fn role_of_gold(row: &Value) -> &'static [Role] {
    match (row["kind"].as_str(), row["role"].as_str()) {
        (Some("heading"), Some("standfirst")) => &[Role::Standfirst],
        (Some("heading"), Some("subhead")) => &[Role::Heading],
        (Some("caption"), Some("photo")) => &[Role::Caption],
        (Some("caption"), Some("alt_text")) => &[Role::AltText],
        (Some("caption"), Some("pull_quote")) => &[Role::PullQuote],
        (Some("caption"), Some("attribution")) => &[Role::Attribution],
        (Some("boilerplate"), Some("nav")) => &[Role::Menu],
        (Some("boilerplate"), Some("appeal")) => &[Role::Appeal],
        (Some("boilerplate"), Some("agency")) => &[Role::About],
        // Alternative texts of pictures that belong to the page.
        (Some("boilerplate"), Some("alt_text")) => &[Role::Boilerplate, Role::Menu],
        (Some("body"), _) => &[Role::Body],
        other => panic!("{other:?}"),
    }
}

/// Every paragraph of the gold, in files and as single paragraphs.
#[test]
fn kinds_are_those_of_the_gold() {
    let Some(rows) = rows("data/segmentation/statements_gold.jsonl") else {
        return;
    };
    let mut files: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for row in &rows {
        files
            .entry(row["file"].as_str().expect("a name"))
            .or_default()
            .push(row);
    }
    let (mut kinds, mut roles, mut alone, mut all) = (0, 0, 0, 0);
    for (file, rows) in files {
        let by_line = statement(file).expect("beside the gold");
        let input: String = rows
            .iter()
            .map(|row| format!("{}\n", row["text"]))
            .collect();
        let single = reading(input.as_bytes(), Form::Paragraphs);
        for (row, single) in rows.iter().zip(&single.verdicts) {
            let line = row["line"].as_u64().expect("a line");
            let found = by_line[&line].0;
            let wanted = row["kind"].as_str().expect("a kind");
            all += 1;
            kinds += u32::from(found.role.kind().as_str() == wanted);
            alone += u32::from(single.role.kind().as_str() == wanted);
            roles += u32::from(role_of_gold(row).contains(&found.role));
            for verdict in [found, *single] {
                if verdict.role.kind().as_str() != wanted {
                    println!("{file}:{line}: {wanted}, not {verdict:?}");
                }
            }
        }
    }
    println!("kinds: {kinds}, roles: {roles}, as single paragraphs: {alone}, of {all}");
    assert!(kinds >= 76 && roles >= 76 && alone >= 76, "of {all}");
}

/// The roles of lines, by a person; every other line is running text. Links by line.
#[track_caller]
fn check(name: &str, roles: &[(Role, &[u64])], links: &[(u64, u64)]) {
    let Some(found) = statement(name) else { return };
    let wanted: BTreeMap<u64, Role> = roles
        .iter()
        .flat_map(|(role, lines)| lines.iter().map(|line| (*line, *role)))
        .collect();
    for (line, (verdict, _)) in &found {
        let role = wanted.get(line).copied().unwrap_or(Role::Body);
        assert_eq!(verdict.role, role, "{name}:{line}: {}", verdict.why);
    }
    assert!(wanted.keys().all(|line| found.contains_key(line)));
    let linked: Vec<(u64, u64)> = found
        .iter()
        .filter_map(|(line, (_, link))| Some((*line, (*link)?)))
        .collect();
    assert_eq!(linked, links, "{name}");
}

#[test]
fn the_other_two_statements() {
    check(
        "2022-09-01-amnesty-uk-report-released.txt",
        &[
            (Role::Title, &[1]),
            (Role::Byline, &[3]),
            (Role::Standfirst, &[6, 8]),
            (Role::PullQuote, &[10]),
            (Role::Distribution, &[30]),
            (Role::Contact, &[33, 35, 36]),
        ],
        &[(10, 14)],
    );
    check(
        "2025-08-amnesty-uk-three-years-on.txt",
        &[
            (Role::Menu, &[2]),
            (Role::Title, &[3]),
            (Role::Standfirst, &[5, 6]),
            (Role::PullQuote, &[7, 8]),
            (Role::Heading, &[17, 33]),
            (Role::Footnote, &[36]),
        ],
        &[(7, 29), (8, 15)],
    );
}

#[test]
fn links_of_the_statements_in_the_gold() {
    for (name, links) in [
        (
            "2022-09-amnesty-council-must-act.txt",
            &[(5, 7), (23, 20)][..],
        ),
        ("2023-08-31-hkfp-afp-un-accountability.txt", &[]),
        ("2023-08-amnesty-anniversary-wake-up-call.txt", &[]),
    ] {
        let Some(found) = statement(name) else { return };
        let linked: Vec<(u64, u64)> = found
            .iter()
            .filter_map(|(line, (_, link))| Some((*line, (*link)?)))
            .collect();
        assert_eq!(linked, links, "{name}");
    }
}

/// Judges documents of running text and counts the kinds. No paragraph of eight
/// words or more may be taken for a part of a page: it would not be translated.
fn count(documents: &[Vec<String>], tag: &str) -> BTreeMap<&'static str, u32> {
    let locale = tag.parse().expect("a tag");
    let mut counts: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut lost = Vec::new();
    for texts in documents {
        let lines: Vec<Line<'_>> = texts
            .iter()
            .zip(1..)
            .map(|(text, number)| Line { number, text })
            .collect();
        for (text, verdict) in texts.iter().zip(judge(&lines, &locale)) {
            *counts.entry(verdict.role.as_str()).or_default() += 1;
            let kind = verdict.role.kind();
            if kind == ParagraphKind::Boilerplate {
                println!("{tag}: {} words, {verdict:?}", count_words(text));
                if count_words(text) >= 8 {
                    lost.push(verdict);
                }
            } else if kind == ParagraphKind::Caption {
                println!("{tag}: {} words, {verdict:?}", count_words(text));
            }
        }
    }
    println!("{tag}: {counts:?}");
    assert!(lost.is_empty(), "{tag}: {lost:?}");
    counts
}

#[test]
fn news_is_not_taken_for_boilerplate() {
    let Some(rows) = rows("data/ntrex/ntrex.jsonl") else {
        return;
    };
    for tag in ["en", "tr", "kk", "ug", "zh-Hans", "zh-Hant"] {
        let mut documents: BTreeMap<u64, Vec<String>> = BTreeMap::new();
        for row in &rows {
            let text = row[tag].as_str().expect("a line").to_owned();
            let document = row["doc_index"].as_u64().expect("a number");
            documents.entry(document).or_default().push(text);
        }
        let documents: Vec<Vec<String>> = documents.into_values().collect();
        count(&documents, tag);
    }
}

#[test]
fn a_declaration_is_not_taken_for_boilerplate() {
    let Some(rows) = rows("data/udhr/udhr.jsonl") else {
        return;
    };
    for (field, tag) in [
        ("en", "en"),
        ("tr", "tr"),
        ("kk", "kk"),
        ("ug-Arab", "ug"),
        ("zh-Hans", "zh-Hans"),
        ("zh-Hant", "zh-Hant"),
    ] {
        let whole: Vec<String> = rows
            .iter()
            .flat_map(|row| row[field].as_array().cloned().unwrap_or_default())
            .filter_map(|text| text.as_str().map(str::to_owned))
            .collect();
        assert!(!whole.is_empty(), "{field}");
        count(&[whole], tag);
    }
}
