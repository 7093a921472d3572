//! Statements that leave in the form they came in: out as packages, back, and merged.

use std::io::{Cursor, Read, Write};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::project::Project;
use crate::translator::{answered, units};

const MARKDOWN: &str = "\
---
slug: archive
---
# The *town* archive is closed

The archive was closed in May. Nobody has seen **the keys** since then[^1].
We ask for [one thing](https://example.org/ask \"What we ask\"): *open it. Open it
now.*

```
code stays
```

[^1]: The keys were last seen in a drawer.
";

const HTML: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>The archive</title></head>\n<body>\n<h1>The archive is closed</h1>\n<p>The archive was <b>closed</b> in May.\n   Nobody has seen the keys<sup><a href=\"#n\">1</a></sup>.</p>\n<p><img src=a.png alt=\"A closed door\"></p>\n<script>var a = \"<p>no</p>\";</script>\n</body></html>\n";

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn docx() -> Vec<u8> {
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p>{}<w:r><w:rPr><w:b/></w:rPr><w:t>in May</w:t></w:r>{}</w:p>\
         <w:p>{}</w:p></w:body></w:document>",
        run("The archive was closed "),
        run(". Nobody has seen the keys since then."),
        run("We ask for one thing.")
    );
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                .to_owned(),
        ),
        (
            "_rels/.rels",
            relations("officeDocument", "word/document.xml"),
        ),
        ("word/document.xml", document),
        ("docProps/app.xml", "<Properties/>".to_owned()),
    ];
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name, SimpleFileOptions::default())
            .expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("a part");
    part.read_to_string(&mut text).expect("text");
    text
}

/// Every word of a text in XML as another, tags and references left alone.
fn said(source: &str, word: &str) -> String {
    let (mut out, mut inside, mut in_word) = (String::new(), false, false);
    for c in source.chars() {
        match c {
            '<' | '&' => inside = true,
            '>' | ';' if inside => {
                inside = false;
                out.push(c);
                continue;
            }
            _ => {}
        }
        if inside || !c.is_alphanumeric() {
            out.push(c);
            in_word = false;
        } else if !in_word {
            out.push_str(word);
            in_word = true;
        }
    }
    out
}

/// A project with a statement that went out and came back in a language.
fn translated(name: &str, bytes: &[u8], locale: &str, word: &str) -> Project {
    let project = Project::with(name, bytes);
    project.tilmach(["run"]).ends(0);
    let text = answered(&project.package(locale), |unit| {
        unit.translate.then(|| said(&unit.source, word))
    });
    project.import("back.xlf", &text, 0);
    project
}

fn merge(project: &Project, name: &str, locale: &str) -> Value {
    let arguments = ["--json", "merge", name, "--target", locale];
    project.tilmach(arguments).ends(0).json()
}

fn bytes(project: &Project, name: &str) -> Vec<u8> {
    std::fs::read(project.path(name)).expect("a file")
}

#[test]
fn markdown_comes_out_as_markdown() {
    let project = translated("archive.md", MARKDOWN.as_bytes(), "tr", "söz");
    let package = project.read("out/tr/archive.md.en-tr.xlf");
    assert!(package.contains("datatype=\"x-markdown\""));
    assert!(
        package.contains("<g id=\"1\" ctype=\"bold\">the keys</g>"),
        "{package}"
    );
    let told = merge(&project, "archive.md", "tr");
    assert_eq!(told["files"][0]["untranslated"], serde_json::json!([]));
    assert_eq!(
        project.read("out/tr/archive.en-tr.md"),
        "---\nslug: archive\n---\n# söz *söz* söz söz söz\n\n\
         söz söz söz söz söz söz. söz söz söz **söz söz** söz söz[^1]. \
               söz söz söz [söz söz](https://example.org/ask \"söz söz söz\"): *söz söz. söz söz söz.*\n\n\
               ```\ncode stays\n```\n\n[^1]: söz söz söz söz söz söz söz söz.\n"
    );
    // What is merged again is up to date, and another release finds all of it.
    assert_eq!(
        merge(&project, "archive.md", "tr")["files"][0]["status"],
        "unchanged"
    );
    project.tilmach(["--json", "run"]).ends(0);
}

/// Whoever publishes it must see that nobody has read it, and that the year is another.
#[test]
fn what_is_known_of_the_translations_is_told() {
    let text = "Nobody has seen the keys. The archive closed on 12 May 2022.\n";
    let project = Project::with("archive.txt", text.as_bytes());
    project.tilmach(["run"]).ends(0);
    let answer = answered(&project.package("tr"), |unit| {
        let word = match unit.source.contains("2022") {
            true => "söz söz söz söz 12 söz 2021.".to_owned(),
            false => said(&unit.source, "söz"),
        };
        unit.translate.then_some(word)
    });
    project.import("back.xlf", &answer, 1);
    let told = merge(&project, "archive.txt", "tr");
    let judged = &told["files"][0]["judged"];
    assert_eq!(judged["unreviewed"], 2, "{told}");
    assert_eq!(judged["errors"], 1, "{told}");
    let told = project.tilmach(["merge", "archive.txt", "--target", "tr"]);
    assert!(
        told.out
            .contains("2 not reviewed; the checks say 1 error and"),
        "{}",
        told.out
    );
}

#[test]
fn html_says_its_language_and_direction() {
    let project = translated("archive.html", HTML.as_bytes(), "ug", "سۆز");
    merge(&project, "archive.html", "ug");
    let page = project.read("out/ug/archive.en-ug.html");
    assert!(page.contains("<html dir=\"rtl\" lang=\"ug\">"), "{page}");
    assert!(page.contains("<script>var a = \"<p>no</p>\";</script>\n</body></html>\n"));
    assert!(page.contains("<p>سۆز سۆز سۆز <b>سۆز</b> سۆز سۆز. سۆز سۆز سۆز سۆز سۆز<sup><a href=\"#n\">1</a></sup>.</p>"), "{page}");
    assert!(page.contains("alt=\"سۆز سۆز سۆز\""), "{page}");
}

#[test]
fn chinese_sentences_stand_without_a_space() {
    let text =
        "The archive is closed\n\n\tThe archive was closed in May. Nobody has seen the keys.\r\n";
    let project = translated("archive.txt", text.as_bytes(), "zh-Hans", "词");
    merge(&project, "archive.txt", "zh-Hans");
    assert_eq!(
        project.read("out/zh-Hans/archive.en-zh-Hans.txt"),
        "词 词 词 词\n\n\t词 词 词 词 词 词.词 词 词 词 词.\r\n"
    );
}

#[test]
fn docx_comes_out_as_docx_from_right_to_left() {
    let original = docx();
    let project = translated("archive.docx", &original, "ug", "سۆز");
    merge(&project, "archive.docx", "ug");
    let written = bytes(&project, "out/ug/archive.en-ug.docx");
    let text = part(&written, "word/document.xml");
    assert!(text.contains("<w:pPr><w:bidi/></w:pPr>"), "{text}");
    assert!(text.contains("<w:b/><w:bCs/><w:rtl/>"), "{text}");
    assert!(!text.contains("archive"), "{text}");
    assert_eq!(
        part(&written, "docProps/app.xml"),
        part(&original, "docProps/app.xml")
    );
}

#[test]
fn what_is_not_translated_is_refused_or_left() {
    let project = Project::with("archive.html", HTML);
    project.tilmach(["run"]).ends(0);
    let refused = project
        .tilmach(["--json", "merge", "archive.html", "--target", "tr"])
        .ends(1);
    assert!(
        refused
            .codes()
            .iter()
            .all(|code| code == "document::untranslated")
    );
    assert_eq!(refused.codes().len(), 5);
    assert!(!project.path("out/tr/archive.en-tr.html").exists());
    let arguments = [
        "merge",
        "archive.html",
        "--target",
        "tr",
        "--allow-untranslated",
    ];
    let told = project.tilmach(arguments).ends(0);
    assert!(
        told.out.contains("0 segments translated, 5 not"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("  not translated: p3.s2\n"),
        "{}",
        told.out
    );
    assert_eq!(project.read("out/tr/archive.en-tr.html"), HTML);
    let text = answered(&project.package("tr"), |unit| {
        (unit.id == "p3.s2").then(|| said(&unit.source, "söz"))
    });
    project.import("back.xlf", &text, 0);
    project.tilmach(arguments).ends(0);
    let page = project.read("out/tr/archive.en-tr.html");
    let part = "<p>The archive was <b>closed</b> in May. söz söz söz söz söz<sup><a href=\"#n\">1</a></sup>.</p>";
    assert!(page.contains(part), "{page}");
    let left = "<h1 lang=\"en\" dir=\"ltr\">The archive is closed</h1>";
    assert!(page.contains(left), "{page}");
    project
        .tilmach([
            "merge",
            "archive.html",
            "-t",
            "tr",
            "--allow-untranslated",
            "--state",
            "final",
        ])
        .ends(0);
    assert_eq!(project.read("out/tr/archive.en-tr.html"), HTML);
}

#[test]
fn no_file_of_somebody_is_written_over() {
    let project = translated("archive.md", MARKDOWN.as_bytes(), "tr", "söz");
    merge(&project, "archive.md", "tr");
    let name = "out/tr/archive.en-tr.md";
    let edited = project.read(name) + "by hand\n";
    project.write(name, &edited);
    let told = project
        .tilmach(["--json", "merge", "archive.md", "--target", "tr"])
        .ends(1);
    assert_eq!(told.codes(), ["document::edited"]);
    assert_eq!(project.read(name), edited);
    let source = "statements/archive.md";
    project
        .tilmach(["merge", "archive.md", "--target", "tr", "--out", source])
        .ends(1)
        .says("document::edited");
    assert_eq!(project.read(source), MARKDOWN);
    project
        .tilmach(["merge", source, "--target", "tr", "--out", "new.md"])
        .ends(0);
    assert!(project.read("new.md").contains("söz"));
    project.write(source, "# Other\n");
    let told = project
        .tilmach([
            "--json", "merge", source, "--target", "tr", "--out", "new.md",
        ])
        .ends(0);
    assert_eq!(told.codes(), ["document::newer"]);
    project
        .tilmach(["merge", "nothing.md", "--target", "tr"])
        .ends(1)
        .says("document::unknown");
}

#[test]
fn statements_that_differ_in_their_ending_alone_are_two() {
    let project = Project::with("archive.md", MARKDOWN);
    project.write("statements/archive.html", HTML);
    project.write("statements/archive.txt", "The archive is closed\n");
    project.tilmach(["run"]).ends(0);
    let packages = project.packages("tr");
    assert_eq!(
        packages,
        [
            "out/tr/archive.en-tr.xlf",
            "out/tr/archive.html.en-tr.xlf",
            "out/tr/archive.md.en-tr.xlf"
        ]
    );
    assert!(units(&project.read(&packages[1])).len() > 4);
}

#[test]
fn a_package_that_could_do_harm_is_told_and_the_others_are_read() {
    let project = Project::with("archive.md", MARKDOWN);
    project.write("statements/bad.docx", "PK no package");
    let told = project.tilmach(["--json", "run"]).ends(1);
    assert_eq!(told.codes(), ["document::package"]);
    assert_eq!(project.packages("tr").len(), 1);
}
