use std::io::Read;

use proptest::prelude::*;

use super::*;
use crate::diag::Findings;
use crate::formats::workbook::{self, CellKind, Sheets};
use crate::formats::xml::well_formed;

fn plan(texts: &[&str]) -> Plan {
    let cell = |text: &&str| PlannedCell {
        text: (*text).to_owned(),
        locale: "ug".parse().ok(),
        is_free: true,
    };
    Plan {
        name: "a & b's".to_owned(),
        title: "A&B _x0041_".to_owned(),
        columns: vec![PlannedColumn {
            name: "words".to_owned(),
            width: 20,
            choices: vec!["one".to_owned(), "two".to_owned()],
            is_closed: true,
        }],
        rows: texts.iter().map(|text| vec![cell(text)]).collect(),
        is_protected: true,
        has_filter: true,
    }
}

/// The cells of the first column as they are read, with what they are.
fn read_back(bytes: &[u8]) -> Vec<(u64, String, CellKind)> {
    let mut findings = Findings::new();
    let mut book = Sheets::open(bytes, &mut findings)
        .expect("the machine works")
        .expect("a workbook");
    let name = book.names().remove(0).0;
    let sheet = book.sheet(&name, 1_000, &mut findings).expect("a sheet");
    assert!(findings.is_empty(), "{findings:?}");
    let cells = sheet.rows.iter().map(|row| {
        let cell = &row.cells[&1];
        (row.number, cell.text.clone(), cell.kind)
    });
    cells.collect()
}

const TEXTS: [&str; 22] = [
    "=1+1",
    "+49 1",
    "-x",
    "@SUM(A1)",
    "\t=1",
    "'=a",
    "''",
    "0012",
    "12345678901234567890",
    "2026-03-31",
    "1/2",
    "TRUE",
    "1E5",
    "_x0041_",
    "_x0041\u{1}",
    " a  b ",
    "a\r\nb\rc\n",
    "\u{0}\u{1b}\u{FFFE}",
    "<r><t>a</t></r>",
    "<r>&amp;]]></r>",
    "\u{202E}ئۇيغۇر\u{200F} \u{1F4F7}",
    "\u{A0}",
];

#[test]
fn every_text_comes_back_as_text() {
    let bytes = write(&plan(&TEXTS)).expect("written");
    let read = read_back(&bytes);
    assert_eq!(read[0], (1, "words".to_owned(), CellKind::Text));
    let texts: Vec<&str> = read[1..].iter().map(|(_, text, _)| text.as_str()).collect();
    assert_eq!(texts, TEXTS);
    assert!(read.iter().all(|(_, _, kind)| *kind == CellKind::Text));
}

/// The form of every cell is "text", so that a program does not calculate what is
/// typed into it either; and nothing in the package says who made it, or when.
#[test]
fn the_parts_are_what_the_standard_asks_for() {
    let bytes = write(&plan(&TEXTS)).expect("written");
    assert_eq!(bytes, write(&plan(&TEXTS)).expect("written"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a package");
    let mut names = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        assert_eq!(part.last_modified(), Some(DateTime::default()));
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        assert_eq!(well_formed(text.as_bytes()).expect("read"), None, "{text}");
        let name = part.name().expect("a name").into_owned();
        if name == "xl/worksheets/sheet1.xml" {
            assert!(!text.contains("<f>") && !text.contains("t=\"n\""), "{text}");
            assert!(text.contains("&amp;LA&amp;&amp;B _x005F_x0041_"), "{text}");
            assert!(text.contains("<formula1>\"one,two\"</formula1>"), "{text}");
        }
        if name == "xl/styles.xml" {
            assert_eq!(text.matches("numFmtId=\"49\"").count(), 11, "{text}");
            assert!(text.contains("cellXfs count=\"12\""), "{text}");
        }
        names.push(name);
    }
    assert_eq!(names.len(), 7);
    assert!(!names.iter().any(|name| name.contains("docProps")));
}

#[test]
fn a_cell_that_is_too_long_is_never_cut() {
    let fits = "x".repeat(LONGEST_CELL);
    let bytes = write(&plan(&[fits.as_str()])).expect("written");
    assert_eq!(read_back(&bytes)[1].1.len(), LONGEST_CELL);
    assert!(write(&plan(&[format!("{fits}x").as_str()])).is_err());
}

#[test]
fn a_list_that_no_program_can_hold_is_left_out() {
    let mut plan = plan(&["a"]);
    plan.columns[0].choices = vec!["x".repeat(256)];
    let bytes = write(&plan).expect("written");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("a part");
    part.read_to_string(&mut text).expect("text");
    assert!(!text.contains("dataValidation"), "{text}");
}

/// The other reader, for tables in which every cell is words, gives the same.
#[test]
fn both_readers_agree() {
    let bytes = write(&plan(&TEXTS)).expect("written");
    let mut findings = Findings::new();
    let rows = workbook::read(&bytes, None, 100, &mut findings).expect("the machine works");
    let texts: Vec<String> = rows
        .expect("rows")
        .iter()
        .map(|row| row.cells[0].clone())
        .collect();
    assert_eq!(texts[1..], TEXTS);
    assert!(findings.is_empty(), "{findings:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back(texts in prop::collection::vec(any::<String>(), 1..6)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let read = read_back(&write(&plan(&texts)).expect("written"));
        let back: Vec<&str> = read[1..].iter().map(|(_, text, _)| text.as_str()).collect();
        prop_assert_eq!(back, texts);
    }
}

/// The words of a row are seen when it is opened, in all scripts.
#[test]
fn rows_are_as_high_as_their_words() {
    let column = PlannedColumn {
        width: 20,
        ..PlannedColumn::default()
    };
    let height = |text: &str, locale: &str| {
        let cell = PlannedCell {
            text: text.to_owned(),
            locale: locale.parse().ok(),
            is_free: true,
        };
        super::height(&[cell], std::slice::from_ref(&column))
    };
    assert_eq!(height("", "tr"), 15);
    assert_eq!(height("a\nb\nc", "tr"), 3 * 14 + 3);
    assert_eq!(height(&"a".repeat(45), "tr"), 3 * 14 + 3);
    assert_eq!(height(&"国".repeat(22), "zh-Hans"), 3 * 15 + 3);
    assert!(height(&"ئ".repeat(20), "ug") > height(&"a".repeat(20), "tr"));
    assert_eq!(height(&"a\n".repeat(1_000), "tr"), HIGHEST_ROW);
}
