use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::diag::Findings;
use crate::model::TableRow;

pub(super) fn saved(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().expect("a workbook")
}

/// A workbook of one sheet with these rows.
pub(super) fn book(rows: &[&[&str]]) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).expect("a cell");
        }
    }
    workbook
}

pub(super) fn all(bytes: &[u8], sheet: Option<&str>) -> (Option<Vec<TableRow>>, Vec<String>) {
    let mut findings = Findings::new();
    let rows = read(bytes, sheet, 1_000, &mut findings).expect("the machine works");
    (rows, findings.iter().map(|f| f.code.clone()).collect())
}

#[track_caller]
pub(super) fn refused(bytes: &[u8], code: &str) {
    let (rows, codes) = all(bytes, None);
    assert_eq!(rows, None);
    assert_eq!(codes, [code]);
}

/// The same package with one part written anew, or added.
pub(super) fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        let known = part.name().expect("a name").into_owned();
        if known == name {
            continue;
        }
        out.start_file(known, options).expect("a part");
        std::io::copy(&mut part, &mut out).expect("copied");
    }
    out.start_file(name, options).expect("a part");
    out.write_all(content).expect("written");
    out.finish().expect("finished").into_inner()
}

pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    let mut found = archive.by_name(name).expect("a part");
    found.read_to_string(&mut text).expect("text");
    text
}

pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Regression: a row came twice, and the second time wider than the first.
#[test]
fn cells_out_of_their_order_are_refused() {
    let sound = saved(book(&[&["a", "b"], &["c", "d"]]));
    let sheet = part(&sound, SHEET);
    for (from, to) in [("r=\"B2\"", "r=\"C1\""), ("r=\"B2\"", "r=\"A2\"")] {
        assert!(sheet.contains(from), "{sheet}");
        let changed = sheet.replace(from, to);
        refused(
            &with_part(&sound, SHEET, changed.as_bytes()),
            "workbook::broken",
        );
    }
}

#[test]
fn rows_are_as_wide_as_the_first() {
    let mut workbook = book(&[&["a", "", "b"], &["1"], &[], &["", "", "ئۇيغۇر", "x"]]);
    let sheet = workbook.worksheet_from_index(0).expect("a sheet");
    sheet.set_row_hidden(1).expect("hidden");
    sheet.write_number(1, 1, 2026).expect("a cell");
    let (rows, codes) = all(&saved(workbook), None);
    let rows: Vec<(u64, Vec<String>)> = rows
        .expect("read")
        .into_iter()
        .map(|row| (row.number, row.cells))
        .collect();
    let cells = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    assert_eq!(
        rows,
        [
            (1, cells(["a", "", "b"])),
            (2, cells(["1", "2026", ""])),
            (4, cells(["", "", "ئۇيغۇر"])),
        ]
    );
    assert_eq!(codes, ["workbook::beside", "workbook::hidden"]);
}

#[test]
fn comments_on_cells_are_told() {
    let mut workbook = book(&[&["a", "b"], &["c", "d"]]);
    let sheet = workbook.worksheet_from_index(0).expect("a sheet");
    let note = rust_xlsxwriter::Note::new("why?");
    sheet.insert_note(1, 1, &note).expect("a note");
    let (rows, codes) = all(&saved(workbook), None);
    assert_eq!(rows.map(|rows| rows.len()), Some(2));
    assert_eq!(codes, ["workbook::comments"]);
}

#[test]
fn formulas_days_and_merged_cells() {
    let mut workbook = book(&[&["a", "b", "c"]]);
    let sheet = workbook.worksheet_from_index(0).expect("a sheet");
    let formula = Formula::new("=1+1").set_result("torture");
    sheet.write_formula(1, 0, formula).expect("a cell");
    let day = ExcelDateTime::from_ymd(2026, 3, 31).expect("a day");
    let form = Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .write_datetime_with_format(1, 1, &day, &form)
        .expect("a cell");
    sheet.write_boolean(1, 2, true).expect("a cell");
    sheet
        .merge_range(2, 0, 3, 0, "m", &Format::new())
        .expect("merged");
    let (rows, codes) = all(&saved(workbook), None);
    let rows = rows.expect("read");
    assert_eq!(rows[1].cells, ["=1+1", "2026-03-31", "yes"]);
    assert_eq!(rows[2].cells, ["m", "", ""]);
    assert_eq!(rows.len(), 3);
    assert_eq!(codes, ["workbook::merged"]);
}

#[test]
fn the_first_sheet_that_is_shown_or_the_one_that_was_named() {
    let mut workbook = Workbook::new();
    for name in ["hidden", "one", "two"] {
        let sheet = workbook.add_worksheet().set_name(name).expect("a name");
        sheet.set_hidden(name == "hidden");
        if name == "one" {
            sheet.set_active(true);
        }
        sheet.write_string(0, 0, name).expect("a cell");
    }
    let bytes = saved(workbook);
    let first = |sheet| {
        let (rows, codes) = all(&bytes, sheet);
        (rows.map(|rows| rows[0].cells[0].clone()), codes.join(" "))
    };
    let said = |name: &str, codes: &str| (Some(name.to_owned()), codes.to_owned());
    assert_eq!(first(None), said("one", "workbook::sheets"));
    assert_eq!(first(Some("two")), said("two", ""));
    assert_eq!(first(Some("hidden")), said("hidden", ""));
    assert_eq!(first(Some("three")), (None, "workbook::sheet".to_owned()));
}

#[test]
fn an_empty_sheet_has_no_rows() {
    let (rows, codes) = all(&saved(book(&[])), None);
    assert_eq!((rows, codes), (Some(Vec::new()), Vec::new()));
}

#[test]
fn what_is_no_workbook_is_refused() {
    let bytes = saved(book(&[&["a"]]));
    refused(&[package::OLD, b"..."].concat(), "workbook::kind");
    refused(b"concept_id,lang", "workbook::broken");
    refused(&bytes[..bytes.len() / 2], "workbook::broken");
    refused(
        &with_part(&bytes, "xl/vbaProject.bin", b"x"),
        "workbook::macros",
    );
    let mut empty = zip::ZipWriter::new(Cursor::new(Vec::new()));
    empty
        .start_file("content.xml", zip::write::SimpleFileOptions::default())
        .expect("a part");
    let other = empty.finish().expect("finished").into_inner();
    refused(&other, "workbook::kind");
}

#[test]
fn hostile_parts_are_seen_before_they_are_opened() {
    let bytes = saved(book(&[&["a"]]));
    let sheet = part(&bytes, SHEET);
    let changed = |from: &str, to: &str| {
        assert!(sheet.contains(from), "{sheet}");
        with_part(&bytes, SHEET, sheet.replace(from, to).as_bytes())
    };
    refused(&changed("r=\"A1\"", "r=\"ZZZZZZZZZ1\""), "workbook::broken");
    refused(
        &changed("r=\"A1\"", "r=\"A99999999999\""),
        "workbook::broken",
    );
    refused(&changed("</sheetData>", ""), "xml::not-well-formed");
    let bomb = "<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>";
    refused(
        &with_part(&bytes, "xl/sharedStrings.xml", bomb.as_bytes()),
        "xml::doctype",
    );
    let strings = part(&bytes, "xl/sharedStrings.xml");
    let room = strings.replace("uniqueCount=\"1\"", "uniqueCount=\"999999999999\"");
    assert_ne!(room, strings);
    refused(
        &with_part(&bytes, "xl/sharedStrings.xml", room.as_bytes()),
        "workbook::broken",
    );
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let bytes = saved(book(&[&["a"]]));
    let zeros = vec![0_u8; 1 << 20];
    let mut bomb = zip::ZipWriter::new_append(Cursor::new(bytes)).expect("a package");
    bomb.start_file(
        "xl/media/image1.png",
        zip::write::SimpleFileOptions::default(),
    )
    .expect("a part");
    for _ in 0..4 {
        bomb.write_all(&zeros).expect("written");
    }
    let bomb = bomb.finish().expect("finished").into_inner();
    assert!(bomb.len() < 1 << 16);
    for (room, sound) in [(5 << 20, true), (4 << 20, false), (10, false)] {
        let mut findings = Findings::new();
        let found = package::look_through(&bomb, room, &mut findings)
            .expect("the machine works")
            .is_some();
        assert_eq!(found, sound, "{room}");
        let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
        let told: &[&str] = if sound { &[] } else { &["workbook::too-large"] };
        assert_eq!(codes, told);
    }
}

#[test]
fn rows_have_a_limit() {
    let rows: Vec<Vec<&str>> = vec![vec!["a"]; 30];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let mut findings = Findings::new();
    let read = read(&saved(book(&rows)), None, 20, &mut findings).expect("works");
    assert_eq!(read.map(|rows| rows.len()), Some(20));
    let told: Vec<String> = findings
        .iter()
        .map(|f| format!("{} {}", f.place, f.code))
        .collect();
    assert_eq!(told, ["-:21:1 workbook::too-many-rows"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        all(&[b"PK\x03\x04", bytes.as_slice()].concat(), None);
    }

    #[test]
    fn no_damage_brings_it_down(
        place in any::<prop::sample::Index>(), with in "[<>/\"=A9:$& a-z]{0,4}", which in 0_usize..5,
    ) {
        let bytes = saved(book(&[&["a", "b"], &["c", "d"]]));
        let name = [
            SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        ][which];
        let mut text = part(&bytes, name);
        let at = place.index(text.len());
        if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
            text.replace_range(at..=at, &with);
            all(&with_part(&bytes, name, text.as_bytes()), None);
        }
    }
}
