//! `tilmach segment`: what a text is cut into, and what its paragraphs are for.

use serde_json::Value;

use crate::project::{Project, Told};

/// The paragraphs of what is read from standard input.
#[track_caller]
fn paragraphs(options: &[&str], input: impl Into<Vec<u8>>) -> Vec<Value> {
    let project = Project::empty();
    let arguments = [&["--json", "segment"], options, &["-"]].concat();
    let mut command = project.command(arguments);
    let output = command.write_stdin(input).output().expect("runs");
    let told = Told::from(&output).ends(0);
    let lines = told.out.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().expect("JSON lines")
}

/// What stands in the texts between the segments is white space, and nothing
/// is missing.
#[track_caller]
fn is_whole(paragraph: &Value) {
    let text: Vec<char> = paragraph["text"].as_str().expect("text").chars().collect();
    let mut at = 0;
    let starts = paragraph["starts"].as_array().expect("starts");
    for (segment, start) in paragraph["segments"]
        .as_array()
        .expect("segments")
        .iter()
        .zip(starts)
    {
        let start = usize::try_from(start.as_u64().expect("a number")).expect("small");
        assert!(text[at..start].iter().all(|c| c.is_whitespace()));
        let segment: Vec<char> = segment.as_str().expect("text").chars().collect();
        assert_eq!(text[start..start + segment.len()], segment);
        at = start + segment.len();
    }
    assert!(text[at..].iter().all(|c| c.is_whitespace()));
}

#[test]
fn every_paragraph_says_what_it_is_for_and_why() {
    let found = paragraphs(
        &[],
        "The archive is closed\n\n\
         ‘Nobody told the readers that it was over’ - Ada Example\n\n\
         The archive was closed in May.\n\n\
         “Nobody told the readers that it was over,” said Ada Example.\n\n\
         archive@example.org\n",
    );
    let told: Vec<(&str, &str, bool)> = found
        .iter()
        .map(|p| {
            let word = |name: &str| p[name].as_str().expect("a word");
            assert!(!word("why").is_empty());
            (word("kind"), word("role"), p["translate"] == true)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("heading", "title", true),
            ("caption", "pull-quote", true),
            ("body", "body", true),
            ("body", "body", true),
            ("boilerplate", "contact", false),
        ]
    );
    assert_eq!(found[1]["repeats"], 4);
    assert!(found[0]["repeats"].is_null());
    found.iter().for_each(is_whole);
}

#[test]
fn a_line_is_a_paragraph_and_may_be_a_json_string() {
    let input = "\"One.\\nTwo. \\u00e4\\tThree.\"\n\nPlain. Text.\n\"Go,\" she said.\n\"  \"\n\
                 \"Four.\\r\\n\\r\\nFive.\"";
    let found = paragraphs(&["--paragraphs"], input);
    let told: Vec<(u64, &str)> = found
        .iter()
        .map(|p| {
            (
                p["line"].as_u64().expect("a number"),
                p["text"].as_str().expect("text"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (1, "One.\nTwo. ä\tThree."),
            (3, "Plain. Text."),
            (4, "\"Go,\" she said."),
            (6, "Four.\r\n\r\nFive."),
        ]
    );
    found.iter().for_each(is_whole);
    let numbers: Vec<u64> = found
        .iter()
        .filter_map(|p| p["paragraph"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
}

#[test]
fn without_the_option_a_json_string_is_text() {
    let found = paragraphs(&[], "\"One.\\nTwo.\"\n");
    assert_eq!(found[0]["text"], "\"One.\\nTwo.\"");
}

#[test]
fn paragraphs_can_come_from_a_file_and_in_any_language() {
    let project = Project::with("lines.txt", "\"甲乙。\\n丙丁。\"\n甲乙\n");
    let told = project
        .tilmach([
            "--json",
            "segment",
            "--paragraphs",
            "--locale",
            "zh-Hans",
            "statements/lines.txt",
        ])
        .ends(0);
    assert_eq!(told.out.lines().count(), 2);
    assert!(told.out.contains("甲乙。\\n丙丁。"), "{}", told.out);
}

#[test]
fn what_cannot_be_in_a_package_is_taken_out_of_json_strings_too() {
    let project = Project::with("lines.txt", "\"a\\u0000b\\u001bc.\"\n");
    project
        .tilmach(["segment", "--paragraphs", "statements/lines.txt"])
        .ends(0)
        .says("lines.txt:1:2: warning[statement::control]");
}

#[test]
fn a_package_says_what_a_pull_quote_repeats_and_keeps_the_page() {
    let project = Project::with(
        "archive.txt",
        "The archive is closed\n\
         Published by The Archive Desk, Thu, Sep 1, 2022\n\
         ‘Nobody told the readers that it was over’ - Ada Example\n\
         The archive was closed in May.\n\
         “Nobody told the readers that it was over,” said Ada Example.\n",
    );
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let package = project.package("tr");
    let unit = |id: &str| {
        let start = package.find(&format!("<trans-unit id=\"{id}\"")).expect(id);
        let end = package[start..].find("</trans-unit>").expect("closed");
        &package[start..start + end]
    };
    assert!(unit("p2.s1").contains("translate=\"no\""));
    assert!(unit("p3.s1").contains("repeat paragraph 5"));
    assert!(!package[package.find("id=\"p4\"").expect("p4")..].contains("repeat paragraph"));
    assert!(package.contains(">pull-quote</context>"));
}
