//! Quotations of the five real statements against a list checked by hand,
//! and of the other texts for sanity (`../shared/data`). No sentence of theirs
//! stands here: places only, and the places of the names.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::collections::BTreeMap;
use std::fs;

use tilmach::model::{Locale, Quotation};
use tilmach::text::quotation::quotations;

use shared::shared;

/// Where a name stands: line, first character, the one after the last.
type Name = (usize, usize, usize);

/// A quotation: line, first character, the one after the last, depth, `<` it
/// began earlier and `>` it goes on, how many elisions, who speaks.
type Gold = (usize, usize, usize, u8, &'static str, usize, Option<Name>);

/// Every statement was read. The places were taken from what the program found
/// and compared with the text one by one; every mark of the five files is
/// either the end of one of these or an apostrophe. None where the text names nobody: a
/// pronoun, an unnamed witness, a title alone, a relative of somebody named, a
/// term in marks, words within somebody's sentence.
#[rustfmt::skip]
const GOLD: [(&str, &[Gold]); 5] = [
    (
        "2022-09-01-amnesty-uk-report-released.txt",
        &[
            (6, 43, 58, 1, "", 0, None),
            (10, 0, 88, 1, "", 0, Some((10, 91, 106))),
            (14, 0, 301, 1, ">", 0, Some((12, 229, 244))),
            (14, 302, 794, 1, "<>", 0, Some((12, 229, 244))),
            (14, 639, 794, 2, "", 2, None),
            (14, 796, 1052, 1, "<>", 0, Some((12, 229, 244))),
            (14, 1054, 1422, 1, "<>", 0, Some((12, 229, 244))),
            (14, 1424, 1641, 1, "<>", 0, Some((12, 229, 244))),
            (14, 1644, 1948, 1, "<", 0, Some((12, 229, 244))),
            (16, 181, 192, 1, "", 0, None),
            (22, 125, 141, 1, "", 0, None),
        ],
    ),
    (
        "2022-09-amnesty-council-must-act.txt",
        &[
            (4, 0, 292, 1, "", 0, Some((4, 340, 355))),
            (7, 0, 293, 1, "", 0, None),
            (13, 0, 380, 1, "", 0, Some((13, 386, 401))),
            (14, 0, 316, 1, ">", 0, None),
            (15, 0, 202, 1, "<", 0, None),
            (20, 149, 391, 1, "", 4, None),
            (21, 292, 360, 1, "", 1, None),
            (22, 157, 172, 1, "", 0, None),
            (22, 377, 535, 1, "", 2, None),
            (25, 649, 686, 1, "", 0, None),
            (27, 0, 250, 1, "", 0, Some((27, 256, 271))),
            (28, 0, 265, 1, "", 0, None),
        ],
    ),
    (
        "2023-08-31-hkfp-afp-un-accountability.txt",
        &[
            (6, 0, 47, 1, "", 0, Some((6, 48, 68))),
            (8, 0, 62, 1, "", 0, Some((8, 75, 92))),
            (8, 133, 195, 1, "", 0, Some((8, 75, 92))),
            (10, 0, 57, 1, "", 0, None),
            (17, 32, 137, 1, "", 0, Some((17, 138, 150))),
            (19, 22, 43, 1, "", 0, None),
            (19, 126, 214, 1, "", 0, None),
            (28, 116, 134, 1, "", 0, None),
            (30, 57, 67, 1, "", 0, None),
            (36, 0, 84, 1, "", 0, Some((36, 128, 137))),
            (43, 64, 186, 1, "", 0, None),
            (45, 0, 73, 1, "", 0, None),
            (49, 0, 214, 1, "", 0, None),
        ],
    ),
    (
        "2023-08-amnesty-anniversary-wake-up-call.txt",
        &[
            (1, 14, 28, 1, "", 0, None),
            (3, 206, 227, 1, "", 0, None),
            (5, 170, 212, 1, "", 1, None),
            (7, 87, 274, 1, "", 0, Some((7, 73, 85))),
            (9, 193, 205, 1, "", 0, None),
            (9, 305, 321, 1, "", 0, None),
            (13, 58, 104, 1, "", 0, Some((13, 37, 48))),
            (13, 297, 324, 1, "", 0, None),
            (13, 400, 421, 1, "", 0, None),
            (15, 22, 242, 1, "", 0, Some((15, 256, 262))),
            (19, 45, 235, 1, "", 1, None),
            (19, 301, 379, 1, "", 0, None),
            (21, 217, 248, 1, "", 0, None),
            (23, 305, 485, 1, "", 0, Some((23, 486, 492))),
        ],
    ),
    (
        "2025-08-amnesty-uk-three-years-on.txt",
        &[
            (7, 0, 149, 1, "", 1, Some((7, 152, 163))),
            (8, 0, 115, 1, "", 0, Some((8, 118, 130))),
            (9, 161, 194, 1, "", 0, None),
            (10, 193, 270, 1, "", 0, None),
            (13, 0, 183, 1, ">", 0, Some((12, 0, 12))),
            (14, 0, 237, 1, "<>", 0, Some((12, 0, 12))),
            (15, 0, 153, 1, "<", 0, Some((12, 0, 12))),
            (20, 0, 187, 1, ">", 0, Some((19, 0, 6))),
            (21, 0, 321, 1, "<", 0, Some((19, 0, 6))),
            (23, 0, 249, 1, "", 1, None),
            (24, 114, 241, 1, ">", 0, Some((24, 0, 13))),
            (25, 0, 197, 1, "<", 0, Some((24, 0, 13))),
            (27, 0, 200, 1, "", 2, Some((26, 129, 144))),
            (29, 55, 205, 1, "", 1, Some((29, 0, 11))),
            (31, 0, 265, 1, ">", 0, Some((30, 0, 13))),
            (32, 0, 241, 1, "<", 0, Some((30, 0, 13))),
        ],
    ),
];

/// Spans over which NTREX is left open, by language. The sources have these
/// faults: a closing mark that was forgotten, a mark turned around, or lines
/// with marks of their own between the opening and the closing one.
const OPEN: [(&str, usize); 6] = [
    ("en", 7),
    ("tr", 5),
    ("kk", 5),
    ("ug", 20),
    ("zh-Hans", 13),
    ("zh-Hant", 7),
];

/// The lines of a statement that are not blank, with their numbers.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let numbered = text.lines().enumerate();
    numbered
        .map(|(index, line)| (index + 1, line))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect()
}

fn found(text: &str) -> Vec<Gold> {
    let lines = lines(text);
    let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let flags = |q: &Quotation| match (q.continued, q.continues) {
        (true, true) => "<>",
        (true, false) => "<",
        (false, true) => ">",
        (false, false) => "",
    };
    let name = |q: &Quotation| {
        let speaker = q.speaker.as_ref()?;
        let place = &speaker.span.characters;
        Some((lines[speaker.paragraph].0, place.start, place.end))
    };
    quotations(&texts, &Locale::english())
        .iter()
        .zip(&lines)
        .flat_map(|(quotations, (line, _))| {
            quotations.iter().map(|q| {
                let place = &q.span.characters;
                (
                    *line,
                    place.start,
                    place.end,
                    q.depth,
                    flags(q),
                    q.elisions.len(),
                    name(q),
                )
            })
        })
        .collect()
}

#[test]
fn every_quotation_of_the_statements_is_found() {
    let Some(folder) = shared("data/statements") else {
        return;
    };
    let (mut spans, mut elided, mut open, mut named) = (0, 0, 0, 0);
    for (file, gold) in GOLD {
        let text = fs::read_to_string(folder.join(file)).expect("reads");
        let found = found(&text);
        for (found, gold) in found.iter().zip(gold) {
            assert_eq!(found, gold, "{file}");
        }
        assert_eq!(found.len(), gold.len(), "{file}");
        spans += found.len();
        elided += found.iter().filter(|q| q.5 > 0).count();
        named += found.iter().filter(|q| q.6.is_some()).count();
        let mut lines: Vec<usize> = found
            .iter()
            .filter(|q| q.4.ends_with('>'))
            .map(|q| q.0)
            .collect();
        lines.dedup();
        open += lines.len();
    }
    println!("{spans} spans, {elided} with an elision, {named} with a speaker");
    println!("{open} paragraphs with a quotation that goes on");
    assert_eq!((spans, elided, open, named), (66, 10, 7, 32));
}

/// The documents of NTREX in one language, a sentence a paragraph.
fn documents(text: &str, language: &str) -> Vec<Vec<String>> {
    let mut documents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let document = row["doc"].as_str().expect("a name").to_owned();
        let sentence = row[language].as_str().expect("a sentence").to_owned();
        documents.entry(document).or_default().push(sentence);
    }
    documents.into_values().collect()
}

/// The longest run of paragraphs that one quotation goes over.
fn longest(found: &[Vec<Quotation>]) -> usize {
    let (mut run, mut longest) = (0, 0);
    for quotations in found {
        let on = quotations.iter().any(|q| q.depth == 1 && q.continued);
        run = if on { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}

#[test]
fn no_quotation_runs_away_in_any_language() {
    let Some(path) = shared("data/ntrex/ntrex.jsonl") else {
        return;
    };
    let text = fs::read_to_string(path).expect("reads");
    for (language, allowed) in OPEN {
        let locale: Locale = language.parse().expect("a tag");
        let (mut all, mut open, mut named, mut run) = (0, 0, 0, 0);
        for document in documents(&text, language) {
            let texts: Vec<&str> = document.iter().map(String::as_str).collect();
            let found = quotations(&texts, &locale);
            run = run.max(longest(&found));
            let found = found.concat();
            all += found.len();
            open += found.iter().filter(|q| !q.closed && !q.continues).count();
            named += found.iter().filter(|q| q.speaker.is_some()).count();
        }
        println!("{language}: {all} quotations, {open} left open, {named} named, longest {run}");
        assert!(all > 300, "{language}");
        assert!(open <= allowed, "{language}: {open} left open");
        assert!(run <= 6, "{language}: over {run} paragraphs");
    }
}

#[test]
fn quotations_of_the_treebanks_are_paired() {
    let Some(folder) = shared("data/segmentation") else {
        return;
    };
    let files = [
        ("tr", "ud_tr", 16),
        ("kk", "ud_kk", 1),
        ("ug", "ud_ug", 7),
        ("zh-Hans", "ud_zh-Hans", 0),
        ("zh-Hant", "ud_zh-Hant", 0),
        ("tr", "target_rules", 0),
    ];
    for (language, file, allowed) in files {
        let text = fs::read_to_string(folder.join(format!("{file}.jsonl"))).expect("reads");
        let (mut all, mut open) = (0, 0);
        for line in text.lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
            if file == "target_rules" && case["lang"] != language {
                continue;
            }
            let locale: Locale = language.parse().expect("a tag");
            let found = quotations(&[case["text"].as_str().expect("text")], &locale).concat();
            all += found.len();
            open += found.iter().filter(|q| !q.closed && !q.continues).count();
        }
        println!("{file}, {language}: {all} quotations, {open} left open");
        assert!(open <= allowed, "{file}: {open} left open");
    }
}
