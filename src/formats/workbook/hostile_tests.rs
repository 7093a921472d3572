//! Workbooks that are made to mislead, to wear out or to bring down.

use std::io::{Cursor, Write};

use super::tests::{SHEET, all, book, part, refused, saved, with_part};
use super::*;
use crate::diag::Findings;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook with these rows written by hand.
fn with_rows(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
    with_part(&saved(book(&[&["a"]])), SHEET, sheet.as_bytes())
}

/// What the cells hold, or the codes of the findings.
fn words(rows: &str) -> Vec<String> {
    match all(&with_rows(rows), None) {
        (Some(rows), codes) if codes.is_empty() => {
            rows.into_iter().flat_map(|row| row.cells).collect()
        }
        (_, codes) => codes,
    }
}

/// Regression: the end of the one range, plus one, was no number.
#[test]
fn columns_to_the_end_of_all_numbers() {
    let cols = "<cols><col min=\"20\" max=\"18446744073709551615\" hidden=\"1\"/>\
        <col min=\"21\" max=\"22\" hidden=\"1\"/></cols>";
    let sheet = format!("<worksheet xmlns=\"{MAIN}\">{cols}<sheetData/></worksheet>");
    let bytes = with_part(&saved(book(&[&["a"]])), SHEET, sheet.as_bytes());
    refused(&bytes, "workbook::broken");
}

/// Regression: cells of nothing were in no order and counted for nothing.
#[test]
fn cells_stand_in_their_order_also_when_they_are_empty() {
    for rows in [
        "<row r=\"1\"><c r=\"A1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>",
        "<row r=\"1\"><c r=\"A2\"/></row>",
        "<row r=\"9\" hidden=\"1\"/><row r=\"2\" hidden=\"1\"/>",
        "<row r=\"1\"/><row r=\"1\"/>",
        "<row r=\"1048576\"/><row/>",
        "<row r=\"1\"><c r=\"XFD1\"/><c/></row>",
        "<row r=\"1\"/></sheetData><sheetData>",
    ] {
        assert_eq!(words(rows), ["workbook::broken"], "{rows}");
    }
    let sound = "<row><c t=\"str\"><v>a</v></c></row><row r=\"3\"><c t=\"str\"><v>b</v></c></row>";
    assert_eq!(words(sound), ["a", "b"]);
}

/// Regression: the library that reads the cells drops values that are written in an
/// unusual way.
#[test]
fn no_value_is_lost() {
    for rows in [
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v><![CDATA[no]]></v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>no</t></is><v>x</v></c></row>",
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><v>no</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><v>&#49;2</v></c></row>",
    ] {
        assert_eq!(words(rows), ["workbook::broken"], "{rows}");
    }
    // What a formula left is empty, and nothing is lost.
    let formula = "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c></row>";
    assert_eq!(words(formula), ["=\"\""]);
}

/// How words are said is no part of them (18.4.6), white space counts where it is said
/// to (18.4.12), and a carriage return is written as an escape (22.9.2.19).
#[test]
fn words_in_runs() {
    let cell = |inside: &str| {
        words(&format!(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>{inside}</is></c></row>"
        ))
    };
    let runs = "<r><rPr><b/></rPr><t xml:space=\"preserve\">no </t></r><r><t>yes</t></r>\
        <rPh sb=\"0\" eb=\"2\"><t>said</t></rPh><phoneticPr fontId=\"1\"/>";
    assert_eq!(cell(runs), ["no yes"]);
    assert_eq!(cell("<t xml:space=\"preserve\"> a </t>"), [" a "]);
    assert_eq!(cell("<t>a_x000D_\nb</t>"), ["a\r\nb"]);
    assert_eq!(cell("<t>a_x005F_x000D_b</t>"), ["a_x000D_b"]);
}

/// Days are counted from 1904 in some workbooks (18.2.28).
#[test]
fn days_from_another_year() {
    let bytes = with_rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>0</v></c></row>");
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let bytes = with_part(&bytes, "xl/styles.xml", styles.as_bytes());
    let workbook = part(&bytes, "xl/workbook.xml");
    let other = workbook.replace("<workbookPr", "<workbookPr date1904=\"1\"");
    assert_ne!(workbook, other);
    let bytes = with_part(&bytes, "xl/workbook.xml", other.as_bytes());
    let (rows, _) = all(&bytes, None);
    assert_eq!(rows.expect("read")[0].cells, ["1904-01-01"]);
}

/// Regression: a sheet named several times was read as often, and a workbook beside the
/// one that was looked through was read in its place.
#[test]
fn what_is_said_in_two_ways_is_refused() {
    let bytes = saved(book(&[&["a"]]));
    let changed = |name: &str, from: &str, to: &str| {
        let text = part(&bytes, name);
        assert!(text.contains(from), "{text}");
        with_part(&bytes, name, text.replacen(from, to, 1).as_bytes())
    };
    let sheet = "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>";
    let again = |name: &str| format!("{sheet}<sheet name=\"{name}\" sheetId=\"2\" r:id=\"rId1\"/>");
    for name in ["Sheet1", "Sheet2"] {
        let twice = changed("xl/workbook.xml", sheet, &again(name));
        refused(&twice, "workbook::broken");
    }
    let elsewhere = changed("_rels/.rels", "xl/workbook.xml", "other/workbook.xml");
    refused(&elsewhere, "workbook::broken");
    let relations = "xl/_rels/workbook.xml.rels";
    refused(
        &changed(relations, "\"rId2\"", "\"rId1\""),
        "workbook::broken",
    );
    refused(
        &changed(
            relations,
            "Target=\"worksheets/",
            "TargetMode=\"External\" Target=\"worksheets/",
        ),
        "workbook::broken",
    );
}

/// Regression: what was said of a part in other capitals was not found.
#[test]
fn names_of_parts_are_the_same_in_capitals() {
    let mut workbook = book(&[&["a"], &["b"]]);
    let sheet = workbook.worksheet_from_index(0).expect("a sheet");
    sheet.set_row_hidden(1).expect("hidden");
    let bytes = saved(workbook);
    let relations = "xl/_rels/workbook.xml.rels";
    let other = part(&bytes, relations).replace("worksheets/sheet1", "Worksheets/SHEET1");
    let (rows, codes) = all(&with_part(&bytes, relations, other.as_bytes()), None);
    assert_eq!(
        (rows.map(|rows| rows.len()), codes),
        (Some(2), vec!["workbook::hidden".to_owned()])
    );
}

/// Two parts of one name, or parts that lie in one another, are read in two ways.
#[test]
fn parts_lie_apart_under_names_of_their_own() {
    let bytes = saved(book(&[&["a"]]));
    let twice = with_part(&bytes, "xl/worksheets/sheet2.xml", b"<worksheet/>");
    let doubled: Vec<u8> = replaced(&twice, b"sheet2.xml", b"sheet1.xml");
    refused(&doubled, "workbook::broken");
    let away = with_part(&bytes, "xl/../../a.txt", b"x");
    refused(&away, "workbook::broken");
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let places: Vec<usize> = memchr::memmem::find_iter(bytes, from).collect();
    assert!(!places.is_empty());
    for place in places {
        out[place..place + to.len()].copy_from_slice(to);
    }
    out
}

/// A part that unpacks to hundreds of times its size is made to wear somebody out.
#[test]
fn what_is_packed_too_tightly_is_refused() {
    let bytes = saved(book(&[&["a"]]));
    let mut bomb = zip::ZipWriter::new_append(Cursor::new(bytes)).expect("a package");
    let options = zip::write::SimpleFileOptions::default();
    bomb.start_file("xl/media/image1.png", options)
        .expect("a part");
    for _ in 0..9 {
        bomb.write_all(&vec![0; 1 << 20]).expect("written");
    }
    refused(
        &bomb.finish().expect("finished").into_inner(),
        "workbook::too-large",
    );
}

/// Regression: a part of remarks was read as often as it was named.
#[test]
fn remarks_that_are_named_twice_are_there_once() {
    let mut workbook = book(&[&["a"]]);
    let sheet = workbook.worksheet_from_index(0).expect("a sheet");
    let note = rust_xlsxwriter::Note::new("why?").add_author_prefix(false);
    sheet.insert_note(0, 0, &note).expect("a note");
    let bytes = saved(workbook);
    let name = "xl/worksheets/_rels/sheet1.xml.rels";
    let relations = part(&bytes, name);
    let end = relations.find("</Relationships>").expect("an end");
    let one = "<Relationship Id=\"again\" Type=\"x/comments\" Target=\"/xl/Comments1.xml\"/>";
    let more = [&relations[..end], one, &relations[end..]].concat();
    let bytes = with_part(&bytes, name, more.as_bytes());
    let mut findings = Findings::new();
    let mut book = Sheets::open(&bytes, &mut findings)
        .expect("works")
        .expect("a workbook");
    let sheet = book.sheet("Sheet1", 10, &mut findings).expect("a sheet");
    let said: Vec<&str> = sheet.remarks.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(said, ["why?"]);
}
