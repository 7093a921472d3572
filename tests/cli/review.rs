//! Reviews as documents of a word processor: out, edited, and back with a receipt.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::project::{Project, executable};
use crate::translator::words;

const FILE: &str = "out/review/tr/library.en-tr.review.docx";

/// A project with one statement that is translated into all languages.
fn translated() -> Project {
    let project = Project::sent_out();
    project.fill_all("first");
    project
}

/// The document of a review.
fn text(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = archive.by_name("word/document.xml").expect("a document");
    let mut text = String::new();
    part.read_to_string(&mut text).expect("text");
    text
}

/// The review with another document in it.
fn with(bytes: &[u8], document: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        out.start_file(name.as_str(), SimpleFileOptions::default())
            .expect("begun");
        if name == "word/document.xml" {
            out.write_all(document.as_bytes()).expect("written");
        } else {
            std::io::copy(&mut part, &mut out).expect("copied");
        }
    }
    out.finish().expect("finished").into_inner()
}

/// The review with these texts in the place of others.
fn edited(project: &Project, changes: &[(&str, &str)]) -> Vec<u8> {
    let bytes = std::fs::read(project.path(FILE)).expect("a review");
    let mut document = text(&bytes);
    for (from, to) in changes {
        assert!(document.contains(from), "{from} is not in {document}");
        document = document.replacen(from, to, 1);
    }
    with(&bytes, &document)
}

/// What stands between two marks for the first time behind a third one.
fn behind<'t>(text: &'t str, mark: &str, start: &str, end: &str) -> &'t str {
    let rest = &text[text.find(mark).expect("the mark") + mark.len()..];
    let rest = &rest[rest.find(start).expect("the start") + start.len()..];
    &rest[..rest.find(end).expect("the end")]
}

/// The row of a unit.
fn row<'t>(document: &'t str, unit: &str) -> &'t str {
    let at = document.find(&format!("/{unit}</w:t>")).expect("the unit");
    let start = document[..at].rfind("<w:tr>").expect("its row");
    let end = at + document[at..].find("</w:tr>").expect("its end") + "</w:tr>".len();
    &document[start..end]
}

/// The translation in a row: its third cell.
fn target(row: &str) -> &str {
    let cell = row.split("<w:tc>").nth(3).expect("a third cell");
    behind(cell, "<w:r>", "<w:t xml:space=\"preserve\">", "</w:t>")
}

fn export(project: &Project) -> String {
    project
        .tilmach(["review", "export", "--target", "tr"])
        .ends(0);
    text(&std::fs::read(project.path(FILE)).expect("a review"))
}

#[test]
fn what_a_reviewer_changes_comes_back_with_a_receipt() {
    let project = translated();
    let document = export(&project);
    let (first, second) = (row(&document, "p1.s1"), row(&document, "p2.s1"));
    let new = words("tr", "changed");
    let old = target(first);
    let changed = first.replacen(&format!(">{old}<"), &format!(">{new}<"), 1);
    let remarked = second.replacen(
        "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:rPr><w:lang w:val=\"en-US\"/></w:rPr></w:pPr></w:p></w:tc></w:tr>",
        "<w:p><w:r><w:t>ask the family</w:t></w:r></w:p></w:tc></w:tr>",
        1,
    );
    assert_ne!((first, second), (changed.as_str(), remarked.as_str()));
    let back = edited(&project, &[(first, &changed), (second, &remarked)]);
    project.write("back/read.docx", &back);
    let (told, receipt) = project.import_file("back/read.docx", 0);
    assert_eq!(
        (
            receipt.updated,
            receipt.rejected,
            receipt.conflicting,
            receipt.added
        ),
        (1, 0, 0, 0)
    );
    assert_eq!(receipt.units, receipt.same + 1);
    assert_eq!(told.codes(), ["review::comment"]);
    // The next review has the change and the remark, and so has the next package.
    let document = export(&project);
    assert_eq!(target(row(&document, "p1.s1")), new);
    assert!(row(&document, "p2.s1").contains("A reviewer remarked: ask the family"));
    project.tilmach(["run"]).ends(0);
    assert!(
        project
            .package("tr")
            .contains("A reviewer remarked: ask the family")
    );
    // The same file again changes nothing.
    let (_, receipt) = project.import_file("back/read.docx", 0);
    assert_eq!(receipt.units, receipt.same);
}

#[test]
fn what_was_read_and_left_counts_as_reviewed() {
    let project = translated();
    export(&project);
    let told = project
        .tilmach(["review", "import", "--state", "reviewed", FILE])
        .ends(0);
    assert!(
        told.out.contains("library.en-tr.review.docx"),
        "{}",
        told.out
    );
    let stats = project.stats();
    let states = stats["variants"]["tr"].as_object().expect("states").clone();
    assert_eq!(states.keys().collect::<Vec<_>>(), ["reviewed"], "{stats}");
}

#[test]
fn a_changed_source_and_a_lost_id_are_kept_aside() {
    let project = translated();
    let document = export(&project);
    let (first, second, third) = (
        row(&document, "p1.s1"),
        row(&document, "p2.s1"),
        row(&document, "p2.s2"),
    );
    let id = behind(second, "<w:tc>", "<w:t xml:space=\"preserve\">", "<").to_owned();
    let back = edited(
        &project,
        &[
            (first, &first.replacen("librarians", "teachers", 1)),
            (second, &second.replacen(&id, "mine", 1)),
            (third, ""),
        ],
    );
    project.write("back/read.docx", &back);
    let (told, receipt) = project.import_file("back/read.docx", 1);
    assert_eq!(
        (receipt.rejected, receipt.updated, receipt.added),
        (2, 0, 0)
    );
    for code in ["import::source-changed", "review::id", "import::missing"] {
        assert!(
            told.codes().iter().any(|one| one == code),
            "{:?}",
            told.codes()
        );
    }
    let kept = project.tilmach(["--json", "quarantine", "list"]).ends(0);
    assert!(kept.out.contains("import::source-changed") && kept.out.contains("review::id"));
}

#[test]
fn a_row_that_was_doubled_is_answered_by_neither() {
    let project = translated();
    let document = export(&project);
    let first = row(&document, "p1.s1");
    let other = first.replacen(target(first), &words("tr", "other"), 1);
    let back = edited(&project, &[(first, &[first, &other].concat())]);
    project.write("back/read.docx", &back);
    let (told, receipt) = project.import_file("back/read.docx", 1);
    assert_eq!((receipt.rejected, receipt.updated), (2, 0));
    assert!(told.codes().iter().any(|code| code == "import::duplicate"));
}

#[test]
fn a_remark_without_a_translation_waits_and_is_no_translation() {
    let project = Project::sent_out();
    let document = export(&project);
    let first = row(&document, "p1.s1");
    let free = "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/><w:rPr><w:lang w:val=\"en-US\"/></w:rPr></w:pPr></w:p></w:tc></w:tr>";
    let remarked = first.replacen(
        free,
        "<w:p><w:r><w:t>evet</w:t></w:r></w:p></w:tc></w:tr>",
        1,
    );
    assert_ne!(first, remarked);
    project.write("back/read.docx", edited(&project, &[(first, &remarked)]));
    let (told, receipt) = project.import_file("back/read.docx", 0);
    assert_eq!(
        (receipt.units, receipt.same),
        (receipt.same, receipt.untranslated)
    );
    assert_eq!(told.codes(), ["review::comment"]);
    project
        .tilmach(["quarantine", "accept", "1", "--force"])
        .fails()
        .says("review::comment");
    project
        .tilmach(["quarantine", "reject", "1", "--reason", "read"])
        .ends(0);
}

/// A row with a text in the cell of its translation, which was empty.
fn with_target(row: &str, text: &str) -> String {
    let mut cells: Vec<String> = row.split("<w:tc>").map(str::to_owned).collect();
    let run = format!("<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let filled = cells[3].replacen("</w:p></w:tc>", &run, 1);
    assert_ne!(cells[3], filled);
    cells[3] = filled;
    cells.join("<w:tc>")
}

#[test]
fn codes_are_marks_that_must_come_back() {
    let project = Project::with(
        "library.md",
        "The **library** is open.\n\nNobody has *seen* the keys.\n",
    );
    project.tilmach(["run"]).ends(0);
    project
        .tilmach(["review", "export", "--target", "tr"])
        .ends(0);
    let file = "out/review/tr/library.md.en-tr.review.docx";
    let bytes = std::fs::read(project.path(file)).expect("a review");
    let mut document = text(&bytes);
    assert!(
        document.contains("The ⟦1⟧library⟦/1⟧ is open."),
        "{document}"
    );
    let (one, other) = (words("tr", "one"), words("tr", "other"));
    for (unit, text) in [
        ("p1.s1", format!("⟦1⟧{one}⟦/1⟧ {other}")),
        ("p2.s1", format!("⟦1⟧{other} {one}")),
    ] {
        let row = row(&document, unit).to_owned();
        document = document.replacen(&row, &with_target(&row, &text), 1);
    }
    project.write("back/read.docx", with(&bytes, &document));
    let (told, receipt) = project.import_file("back/read.docx", 1);
    assert_eq!((receipt.added, receipt.rejected), (1, 1));
    assert!(told.codes().iter().any(|code| code == "import::codes"));
    project
        .tilmach([
            "merge",
            "library.md",
            "--target",
            "tr",
            "--allow-untranslated",
        ])
        .ends(0);
    assert!(
        project
            .read("out/tr/library.en-tr.md")
            .contains(&format!("**{one}** {other}"))
    );
}

#[test]
fn a_character_that_nobody_knows_keeps_its_row_aside() {
    let project = translated();
    let document = export(&project);
    let first = row(&document, "p1.s1");
    let old = target(first);
    let symbol = first.replacen(
        &format!(">{old}</w:t>"),
        &format!(">{old}</w:t><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/>"),
        1,
    );
    let back = edited(&project, &[(first, &symbol)]);
    project.write("back/read.docx", back);
    let (told, receipt) = project.import_file("back/read.docx", 1);
    assert_eq!((receipt.rejected, receipt.units), (1, receipt.same + 1));
    assert_eq!(told.codes(), ["review::symbol"]);
}

#[test]
fn a_review_in_a_workbook_comes_back_as_it_went() {
    let project = translated();
    project
        .tilmach(["review", "export", "--target", "ug", "--to", "xlsx"])
        .ends(0);
    let (told, receipt) = project.import_file("out/review/ug/library.en-ug.review.xlsx", 0);
    assert_eq!(receipt.units, receipt.same);
    assert_eq!(told.codes(), Vec::<String>::new());
}

#[test]
fn a_review_with_work_in_it_is_not_overwritten() {
    let project = translated();
    export(&project);
    let new = words("tr", "changed");
    let document = text(&std::fs::read(project.path(FILE)).expect("a review"));
    let first = row(&document, "p1.s1");
    let back = edited(
        &project,
        &[(first, &first.replacen(target(first), &new, 1))],
    );
    project.write(FILE, &back);
    project
        .tilmach(["review", "export", "--target", "tr"])
        .ends(1)
        .says("review::edited");
    assert_eq!(std::fs::read(project.path(FILE)).expect("a file"), back);
    project.tilmach(["review", "import", FILE]).ends(0);
    project
        .tilmach(["review", "export", "--target", "tr"])
        .ends(0)
        .does_not_say("review::edited");
}

#[test]
fn a_review_on_paper_fetches_nothing_and_goes_on_no_record() {
    let project = translated();
    project
        .tilmach(["review", "export", "--target", "ug", "--to", "html"])
        .ends(0);
    let page = project.read("out/review/ug/library.en-ug.review.html");
    assert!(page.contains("default-src 'none'") && page.contains("dir=\"rtl\""));
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("src="));
}

#[test]
fn hostile_files_are_refused_as_a_whole() {
    let project = translated();
    let document = export(&project);
    let before = project.stats();
    let merged = document.replacen(
        "<w:tcW w:w=\"4300\" w:type=\"dxa\"/>",
        "<w:gridSpan w:val=\"2\"/>",
        4,
    );
    let bytes = std::fs::read(project.path(FILE)).expect("a review");
    for (name, bytes, code) in [
        ("merged.docx", with(&bytes, &merged), "review::merged"),
        (
            "named.docx",
            with(&bytes, &document.replace(">target<", ">mine<")),
            "review::columns",
        ),
        (
            "torn.docx",
            with(&bytes, &document[..document.len() / 2]),
            "xml::",
        ),
        (
            "cut.docx",
            bytes[..bytes.len() / 2].to_vec(),
            "review::package",
        ),
        (
            "old.doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on".to_vec(),
            "review::kind",
        ),
        ("other.zip", with_nothing(), "review::kind"),
    ] {
        project.write(&format!("back/{name}"), bytes);
        let told = project
            .tilmach(["review", "import", &format!("back/{name}")])
            .ends(1);
        assert!(told.err.contains(code), "{name}: {}", told.err);
    }
    assert_eq!(before["variants"], project.stats()["variants"]);
}

fn with_nothing() -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("a.txt", SimpleFileOptions::default())
        .expect("begun");
    out.write_all(b"nothing").expect("written");
    out.finish().expect("finished").into_inner()
}

#[test]
fn the_same_review_is_the_same_file_on_another_day() {
    let project = translated();
    export(&project);
    let before = std::fs::read(project.path(FILE)).expect("a review");
    std::fs::remove_file(project.path(FILE)).expect("removed");
    let mut command = std::process::Command::new(executable());
    command.current_dir(project.root());
    command.args(["--day", "2026-05-05", "review", "export", "--target", "tr"]);
    assert!(command.output().expect("runs").status.success());
    assert_eq!(before, std::fs::read(project.path(FILE)).expect("a review"));
}
