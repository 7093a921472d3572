//! Bytes as a workbook, or as a part of one that is sound (`0`: the sheet, `1`: the
//! words, `2`: the list of sheets, `3`: the formats): read or refused, the same twice,
//! and never more than was asked for.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::formats::workbook::read;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn package(which: u8, data: &[u8]) -> Vec<u8> {
    let data = String::from_utf8_lossy(data);
    let own = |place: u8, sound: &str| if which == place { data.clone().into_owned() } else { sound.to_owned() };
    let parts = [
        ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>".to_owned()),
        ("_rels/.rels", format!("<Relationships><Relationship Id='r' Type='{RELATIONS}/officeDocument' Target='xl/workbook.xml'/></Relationships>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships><Relationship Id='a' Type='{RELATIONS}/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='b' Type='{RELATIONS}/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='c' Type='{RELATIONS}/styles' Target='styles.xml'/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'><sheets>{}</sheets></workbook>", own(b'2', "<sheet name='a' sheetId='1' r:id='a'/>"))),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns='{MAIN}'>{}</worksheet>", own(b'0', "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData>"))),
        ("xl/sharedStrings.xml", format!("<sst xmlns='{MAIN}'>{}</sst>", own(b'1', "<si><t>a</t></si>"))),
        ("xl/styles.xml", format!("<styleSheet xmlns='{MAIN}'>{}</styleSheet>", own(b'3', ""))),
    ];
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        out.start_file(name, options).expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

fuzz_target!(|data: &[u8]| {
    let bytes = match data.split_first() {
        Some((which @ b'0'..=b'3', rest)) => package(*which, rest),
        _ => data.to_owned(),
    };
    let all = || {
        let mut findings = Findings::new();
        let rows = read(&bytes, None, 100, &mut findings).expect("no fault of the machine");
        (rows, findings)
    };
    let (rows, findings) = all();
    assert!(rows.is_some() || findings.has_errors());
    if let Some(rows) = &rows {
        assert!(rows.len() <= 100);
        let wide = rows.first().map_or(0, |row| row.cells.len());
        assert!(rows.iter().all(|row| row.cells.len() == wide));
        assert!(rows.windows(2).all(|two| two[0].number < two[1].number));
    }
    assert_eq!(all(), (rows, findings));
});
