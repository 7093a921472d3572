use std::io::{Cursor, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note, Workbook, Worksheet};

use super::*;
use crate::diag::Findings;
use crate::model::{Locale, REVIEW_COLUMNS, ReturnedReview, ReviewRow, ReviewSheet};

fn sheet(rows: Vec<ReviewRow>) -> ReviewSheet {
    ReviewSheet {
        export: "0123456789ab".to_owned(),
        statement: "closed & open.txt".to_owned(),
        day: "2026-03-31".to_owned(),
        glossary: String::new(),
        source: Locale::english(),
        target: "ug".parse().expect("a locale"),
        rows,
    }
}

fn row(number: usize, source: &str, target: &str) -> ReviewRow {
    ReviewRow {
        id: format!("0123456789ab/p{number}.s1"),
        translate: true,
        source: source.to_owned(),
        target: target.to_owned(),
        terms: vec!["=a".to_owned(), "b".to_owned()],
        findings: vec!["-c".to_owned()],
        notes: Vec::new(),
    }
}

fn told(bytes: &[u8]) -> (Option<ReturnedReview>, Vec<String>) {
    let mut findings = Findings::new();
    let review = read(bytes, &mut findings);
    let faults = review.iter().flat_map(|review| &review.rows);
    let faults = faults.filter_map(|row| row.fault.as_ref());
    let told = findings.iter().chain(faults);
    let told: Vec<String> = told
        .map(|finding| {
            let unit = finding.place.unit.as_deref().unwrap_or("-");
            let mark = if finding.severity == crate::diag::Severity::Error {
                "!"
            } else {
                ""
            };
            format!("{unit} {mark}{}", finding.code)
        })
        .collect();
    (review, told)
}

/// A workbook with the first row of a review and whatever a test does to it.
fn edited(edit: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    fill(sheet);
    edit(sheet);
    workbook.save_to_buffer().expect("a workbook")
}

/// The names of the columns and three rows.
fn fill(sheet: &mut Worksheet) {
    for (column, name) in (0..).zip(REVIEW_COLUMNS) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    for row in 1..=3 {
        let cells = [
            format!("e/p{row}"),
            format!("source {row}"),
            format!("target {row}"),
        ];
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
}

fn ids(review: &Option<ReturnedReview>) -> Vec<&str> {
    let rows = review.iter().flat_map(|review| &review.rows);
    rows.map(|row| row.id.as_str()).collect()
}

#[track_caller]
fn refused(bytes: &[u8], expected: &[&str]) {
    let (review, told) = told(bytes);
    assert_eq!(review, None);
    assert_eq!(told, expected);
}

#[test]
fn what_goes_out_comes_back() {
    let mut rows = vec![
        row(1, "=1+1", "\u{202E}ئۇيغۇر"),
        row(2, "0012", "TRUE"),
        row(3, "a\nb", ""),
    ];
    rows[1].translate = false;
    let sheet = sheet(rows);
    let bytes = write(&sheet).expect("written");
    assert_eq!(bytes, write(&sheet).expect("written"));
    let (review, told) = told(&bytes);
    assert_eq!(told, [""; 0]);
    let review = review.expect("a review");
    assert_eq!(review.rows.len(), 3);
    for (back, out) in review.rows.iter().zip(&sheet.rows) {
        assert_eq!(
            (&back.id, &back.source, &back.target),
            (&out.id, &out.source, &out.target)
        );
        assert!(back.comments.is_empty());
    }
    assert_eq!(
        (review.rows[2].place.line, review.rows[2].place.column),
        (Some(4), Some(3))
    );
}

#[test]
fn columns_are_known_by_their_names() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet
        .write_string(0, 0, "please until Friday")
        .expect("a cell");
    for (column, name) in (0..).zip(["Target ", "mine", "ID", "SOURCE", "Comment"]) {
        sheet.write_string(2, column, name).expect("a cell");
        let words = format!("{column}");
        let words = if name == "mine" { " " } else { &words };
        sheet.write_string(3, column, words).expect("a cell");
    }
    sheet.write_string(5, 1, "beside no row").expect("a cell");
    let (review, told) = told(&workbook.save_to_buffer().expect("a workbook"));
    let review = review.expect("a review");
    let row = &review.rows[0];
    assert_eq!([&row.id, &row.source, &row.target], ["2", "3", "0"]);
    assert_eq!(
        (row.comments.as_slice(), told.len()),
        (&["4".to_owned()][..], 0)
    );
}

/// Regression: all comments were left out when their column had another name.
#[test]
fn no_words_of_a_reviewer_are_passed_over() {
    let renamed = edited(|sheet| drop(sheet.write_string(0, 5, "Kommentar")));
    refused(&renamed, &["A1 !review::columns"]);
    let further = edited(|sheet| {
        sheet.write_string(0, 6, "mine").expect("a cell");
        sheet.write_string(2, 6, "no: yes").expect("a cell");
    });
    refused(&further, &["G3 !review::columns"]);
    let nameless = edited(|sheet| drop(sheet.write_string(3, 8, "no: yes")));
    refused(&nameless, &["I4 !review::columns"]);
}

#[test]
fn a_column_that_is_missing_or_there_twice_is_told() {
    let renamed = edited(|sheet| drop(sheet.write_string(0, 2, "Ziel")));
    refused(&renamed, &["A1 !review::columns"]);
    let twice = edited(|sheet| drop(sheet.write_string(0, 6, "Source")));
    refused(&twice, &["G1 !review::columns"]);
    refused(
        &Workbook::new().save_to_buffer().expect("a workbook"),
        &["- !review::columns"],
    );
}

#[test]
fn nothing_calculated_is_believed() {
    let bytes = edited(|sheet| {
        let formula = Formula::new("=1+1").set_result("target 1");
        sheet.write_formula(1, 2, formula).expect("a cell");
        let array = Formula::new("=A1:A2").set_result("e/p2");
        sheet
            .write_array_formula(2, 0, 2, 1, array)
            .expect("a cell");
        let formula = Formula::new("=HYPERLINK(\"https://example.org\")").set_result("see");
        sheet.write_formula(3, 5, formula).expect("a cell");
    });
    let (review, told) = told(&bytes);
    assert_eq!(ids(&review), ["e/p1", "=A1:A2", "e/p3"]);
    let rows = review.expect("a review").rows;
    assert_eq!(rows[0].target, "=1+1", "not what it shows");
    assert!(rows[2].fault.is_none() && rows[2].comments.is_empty());
    assert_eq!(
        told,
        [
            "F4 !review::formula",
            "C2 !review::formula",
            "A3 !review::formula"
        ]
    );
}

#[test]
fn what_a_program_made_of_words_is_told() {
    let bytes = edited(|sheet| {
        sheet.write_number(1, 2, 12).expect("a cell");
        let day = ExcelDateTime::from_ymd(2026, 3, 31).expect("a day");
        let form = Format::new().set_num_format("dd.mm.yy");
        sheet
            .write_datetime_with_format(2, 2, &day, &form)
            .expect("a cell");
        sheet.write_boolean(3, 2, true).expect("a cell");
        for row in 4..=6 {
            sheet
                .write_string(row, 0, format!("e/p{row}"))
                .expect("a cell");
        }
        sheet.write_number(4, 2, 1.5).expect("a cell");
        let percent = Format::new().set_num_format("0%");
        sheet
            .write_number_with_format(5, 2, 2, &percent)
            .expect("a cell");
        sheet.write_number(6, 2, 1e11).expect("a cell");
    });
    let (review, told) = told(&bytes);
    let rows = review.expect("a review").rows;
    assert_eq!(rows[0].target, "12");
    assert!(rows.iter().skip(1).all(|row| row.fault.is_some()));
    assert_eq!(
        told,
        [
            "C2 review::number",
            "C3 !review::number",
            "C4 !review::number",
            "C5 !review::number",
            "C6 !review::number",
            "C7 !review::number"
        ]
    );
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let bytes = edited(|sheet| {
        sheet.set_row_hidden(2).expect("hidden");
        sheet.set_column_hidden(1).expect("hidden");
    });
    let (review, told) = told(&bytes);
    assert_eq!(ids(&review), ["e/p1", "e/p2", "e/p3"]);
    assert_eq!(told, ["- workbook::hidden"]);
}

#[test]
fn merged_cells_refuse_the_whole() {
    let bytes = edited(|sheet| {
        sheet
            .merge_range(2, 2, 3, 2, "both", &Format::new())
            .expect("merged");
    });
    refused(&bytes, &["C3 !review::merged"]);
    let beside = edited(|sheet| {
        sheet
            .merge_range(1, 7, 3, 8, "", &Format::new())
            .expect("merged");
    });
    let (review, told) = told(&beside);
    assert_eq!((ids(&review).len(), told), (3, Vec::new()));
}

#[test]
fn one_sheet_is_the_review() {
    let book = |second: bool, is_hidden: bool| {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name("mine").expect("a name");
        fill(workbook.add_worksheet().set_hidden(is_hidden));
        if second {
            fill(workbook.add_worksheet());
        }
        workbook.save_to_buffer().expect("a workbook")
    };
    let (review, codes) = told(&book(false, false));
    assert_eq!((ids(&review).len(), codes), (3, Vec::new()));
    let (review, codes) = told(&book(false, true));
    assert_eq!(
        (ids(&review).len(), codes),
        (3, vec!["- workbook::hidden".to_owned()])
    );
    refused(&book(true, false), &["- !review::several-tables"]);
}

#[test]
fn comments_come_without_names() {
    let bytes = edited(|sheet| {
        sheet.write_string(1, 5, " better so ").expect("a cell");
        let note = Note::new("is that right?")
            .set_author("A. Roe")
            .add_author_prefix(true);
        sheet.insert_note(1, 2, &note).expect("a note");
        let note = Note::new("_x0041_ & <b>")
            .set_author("A. Roe")
            .add_author_prefix(false);
        sheet.insert_note(2, 4, &note).expect("a note");
        let note = Note::new("far away").add_author_prefix(false);
        sheet.insert_note(20, 0, &note).expect("a note");
    });
    let (review, told) = told(&bytes);
    let review = review.expect("a review");
    let comments: Vec<&[String]> = review
        .rows
        .iter()
        .map(|row| row.comments.as_slice())
        .collect();
    assert_eq!(comments[0], ["better so", "is that right?"]);
    assert_eq!(comments[1].len(), 1);
    assert!(comments[2].is_empty());
    assert_eq!(told, ["A21 !review::comment-elsewhere"]);
}

/// The same package with further parts, or others in their place.
fn with_parts(bytes: &[u8], parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let name = part.name().expect("a name").into_owned();
        if !parts.iter().any(|(new, _)| *new == name) {
            out.start_file(name, options).expect("a part");
            std::io::copy(&mut part, &mut out).expect("copied");
        }
    }
    for (name, content) in parts {
        out.start_file(*name, options).expect("a part");
        out.write_all(content.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

/// A thread stands beside a remark for older programs that only says there is one.
#[test]
fn threads_are_comments_too() {
    let bytes = write(&sheet(vec![row(1, "a", "b")])).expect("written");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"../comments1.xml\"/>\
        <Relationship Id=\"r2\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" Target=\"/xl/threadedComments/threadedComment1.xml\"/>\
        </Relationships>";
    let old = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
        <authors><author>tc={1}</author></authors>\n<commentList><comment ref=\"C2\" authorId=\"0\"><text>\n<r><t>[Threaded comment]</t></r></text></comment></commentList></comments>";
    let new = "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\">\
        <threadedComment ref=\"C2\" dT=\"2026-03-31T10:00:00\" personId=\"{2}\" id=\"{3}\"><text>first</text></threadedComment>\
        <threadedComment ref=\"C2\" personId=\"{2}\" id=\"{4}\" parentId=\"{3}\"><text>second</text></threadedComment></ThreadedComments>";
    let bytes = with_parts(
        &bytes,
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", relations),
            ("xl/comments1.xml", old),
            ("xl/threadedComments/threadedComment1.xml", new),
        ],
    );
    let (review, told) = told(&bytes);
    assert_eq!(told, [""; 0]);
    assert_eq!(
        review.expect("a review").rows[0].comments,
        ["first", "second"]
    );
}

#[test]
fn what_runs_or_leads_out_is_refused_or_told() {
    let bytes = write(&sheet(vec![row(1, "a", "b")])).expect("written");
    for name in ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"] {
        refused(
            &with_parts(&bytes, &[(name, "<a/>")]),
            &["- !workbook::macros"],
        );
    }
    let dde = "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><ddeLink ddeService=\"cmd\" ddeTopic=\"x\"/></externalLink>";
    let linked = with_parts(&bytes, &[("xl/externalLinks/externalLink1.xml", dde)]);
    let (review, codes) = told(&linked);
    assert_eq!(
        (ids(&review).len(), codes),
        (1, vec!["- workbook::links".to_owned()])
    );
}

#[test]
fn other_files_are_named_for_what_they_are() {
    refused(b"id,source,target\n", &["- !workbook::kind"]);
    refused(b"", &["- !workbook::kind"]);
    refused(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 EncryptedPackage",
        &["- !workbook::kind"],
    );
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("mimetype", zip::write::SimpleFileOptions::default())
        .expect("a part");
    out.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .expect("written");
    refused(
        &out.finish().expect("finished").into_inner(),
        &["- !workbook::kind"],
    );
    let bytes = write(&sheet(vec![row(1, "a", "b")])).expect("written");
    refused(&bytes[..bytes.len() / 2], &["- !workbook::broken"]);
}

#[test]
fn words_that_are_struck_out_are_told() {
    let strike = Format::new().set_font_strikethrough();
    let bytes = edited(|sheet| {
        sheet
            .write_string_with_format(2, 2, "gone", &strike)
            .expect("a cell");
    });
    let (review, codes) = told(&bytes);
    assert_eq!(
        (ids(&review).len(), codes),
        (3, vec!["C3 review::struck-out".to_owned()])
    );
    let bytes = edited(|sheet| {
        let parts = [(&strike, "gone"), (&Format::new(), " stays")];
        sheet.write_rich_string(2, 2, &parts).expect("a cell");
    });
    let (review, codes) = told(&bytes);
    assert_eq!(
        (ids(&review).len(), codes),
        (3, vec!["- review::struck-out".to_owned()])
    );
}

/// Rows of nothing are no rows; rows without an id are given on, for they hold words.
#[test]
fn rows_without_an_id_are_not_lost() {
    let bytes = edited(|sheet| {
        sheet.write_string(5, 3, "only a term").expect("a cell");
        sheet.write_string(6, 0, " ").expect("a cell");
        sheet.write_string(7, 2, "words of nobody").expect("a cell");
        sheet.write_string(8, 5, "a remark").expect("a cell");
    });
    let (review, told) = told(&bytes);
    assert_eq!(ids(&review), ["e/p1", "e/p2", "e/p3", "", ""]);
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_sheet_of_too_many_rows_is_refused_and_nothing_of_it_is_read() {
    let bytes = edited(|_| {});
    for (most, expected) in [(4, ""), (3, "- !review::too-large")] {
        let mut findings = Findings::new();
        let review = super::reader::read_most(&bytes, most, &mut findings);
        assert_eq!(ids(&review).len(), if expected.is_empty() { 3 } else { 0 });
        let codes: Vec<String> = findings.iter().map(|f| format!("- !{}", f.code)).collect();
        assert_eq!(codes.concat(), expected);
    }
}

#[test]
fn a_unit_that_no_cell_can_hold_is_told() {
    let long = "x".repeat(40_000);
    let sheet = sheet(vec![row(1, "a", "b"), row(2, &long, "")]);
    let findings = too_long(&sheet);
    let units: Vec<_> = findings
        .iter()
        .map(|finding| finding.place.unit.as_deref())
        .collect();
    assert_eq!(units, [Some("p2.s1")]);
    assert!(write(&sheet).is_err());
}

/// What is not read back may be shortened, and says that it is.
#[test]
fn lines_that_have_no_room_are_counted() {
    let mut row = row(1, "a", "b");
    row.findings = vec!["x".repeat(30_000); 3];
    let bytes = write(&sheet(vec![row])).expect("written");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").expect("a part");
    std::io::Read::read_to_string(&mut part, &mut text).expect("text");
    assert!(text.contains("x\n\u{2026} 2 more, which have no room here</t>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_row_comes_back(source in any::<String>(), target in "([=+@'\t\r\n_x0041\u{0}-\u{1F}]|\\PC){0,12}") {
        let out = sheet(vec![row(1, &source, &target)]);
        let (review, told) = told(&write(&out).expect("written"));
        prop_assert!(told.is_empty(), "{told:?}");
        let review = review.expect("a review");
        prop_assert_eq!(&review.rows[0].source, &source);
        prop_assert_eq!(&review.rows[0].target, &target);
    }

    #[test]
    fn no_damage_brings_it_down(place in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = write(&sheet(vec![row(1, "a", "b")])).expect("written");
        let at = place.index(bytes.len());
        bytes[at] = with;
        told(&bytes);
    }
}
