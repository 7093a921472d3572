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

/// What is said of a file of one name, and how it ends.
#[track_caller]
fn told(options: &[&str], bytes: &[u8], code: i32) -> Told {
    let project = Project::with("lines.txt", bytes);
    let command = [&["--json", "segment"], options, &["statements/lines.txt"]].concat();
    let told = project.tilmach(command).ends(code);
    for line in told.out.lines() {
        serde_json::from_str::<Value>(line).expect("JSON");
    }
    told
}

#[test]
fn a_json_string_that_is_none_is_taken_as_it_stands_and_told() {
    for (line, column) in [
        ("\"ä\\ud800 x\"", 9),
        ("\"a\\x b\"", 4),
        ("\"a\\n\" b", 7),
        ("\"a\\nb", 5),
    ] {
        let place = format!("lines.txt:2:{column}: warning[statement::json]");
        let input = format!("One.\n{line}\n");
        let told = told(&["--paragraphs"], input.as_bytes(), 0).says(&place);
        let last = told.out.lines().last().expect("a line");
        let value: Value = serde_json::from_str(last).expect("JSON");
        assert_eq!(value["text"], *line);
    }
    // What is no attempt at a string is text: a number, an object, a quotation.
    let plain = "12345678901234567890123\n{\"a\": 1}\n\"Go,\" she said.\n";
    assert_eq!(told(&["--paragraphs"], plain.as_bytes(), 0).err, "");
}

#[test]
fn nothing_but_what_is_taken_out_is_refused_as_empty() {
    for (options, input) in [
        (&["--paragraphs"][..], "\"\"\n\" \"\n"),
        (&["--paragraphs"], "\"\\u0000\\u0001\"\n"),
        (&[], "\u{1}\n"),
        (&[], ""),
        (&[], " \n\r\n\u{2028}\n"),
    ] {
        let told = told(options, input.as_bytes(), 1).says("error[statement::empty]");
        assert_eq!(told.out, "");
    }
}

#[test]
fn offsets_count_characters_whatever_stands_before() {
    let text =
        "\u{FEFF}\"\\ud83d\\ude00e\\u0301\\u0007 “𐐀b … [so],” said Ana Roe. Ö\\u2028End.\"\n";
    let expected = "😀e\u{301} “𐐀b … [so],” said Ana Roe. Ö\u{2028}End.";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes(), &wide] {
        let told =
            told(&["--paragraphs"], bytes, 0).says("lines.txt:1:4: warning[statement::control]");
        let found: Value = serde_json::from_str(&told.out).expect("one line");
        assert_eq!(found["text"], expected);
        is_whole(&found);
        let quote = &found["quotes"][0];
        let at =
            |name: &str| usize::try_from(quote[name].as_u64().expect("a number")).expect("small");
        let said: String = expected
            .chars()
            .skip(at("start"))
            .take(at("end") - at("start"))
            .collect();
        assert_eq!(said, "“𐐀b … [so],”");
        assert_eq!(quote["speaker"], "Ana Roe");
    }
}

#[test]
fn a_language_is_known_or_told() {
    let text = "Бир. Эки.\n".as_bytes();
    for tag in ["ru", "ug-Latn", "kk-Arab"] {
        let words =
            format!("there are no rules for {tag}: its sentences are cut by those of Unicode");
        told(&["--locale", tag], text, 0).says(&words);
    }
    for (tag, words) in [
        ("unknown", "not a language tag"),
        ("und", "not a language tag"),
        ("", "not a language tag"),
        ("zh", "zh-Hans"),
    ] {
        told(&["--locale", tag], text, 2).says(words);
    }
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

#[test]
fn what_is_not_for_translation_is_seen_in_the_plain_listing() {
    let project = Project::with(
        "a.txt",
        "Title\n\nIt rained. They left.\n\npress@example.org\n",
    );
    let told = project.tilmach(["segment", "statements/a.txt"]).ends(0);
    let lines: Vec<&str> = told.out.lines().collect();
    assert_eq!(lines[1], "3  p2.s1  It rained.");
    assert_eq!(
        lines[3],
        "5  p3.s1  press@example.org  [contact: not for translation]"
    );
}
