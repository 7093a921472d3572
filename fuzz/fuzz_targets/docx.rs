//! Bytes as a package, or as a part of one that is sound (`0`: what stands in the body,
//! `1`: its notes, `2`: the styles, `3`: the relations of the document): see `hold`.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use tilmach::formats::document::Format;
use tilmach_fuzz::hold;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn package(which: u8, data: &[u8]) -> Vec<u8> {
    let data = String::from_utf8_lossy(data);
    let own = |place: u8, sound: &str| {
        if which == place { data.clone().into_owned() } else { sound.to_owned() }
    };
    let relation = |kind: &str, target: &str| format!("<Relationship Id='{kind}' Type='http://x/{kind}' Target='{target}'/>");
    let relations = relation("footnotes", "footnotes.xml") + &relation("styles", "styles.xml");
    let parts = [
        ("_rels/.rels", format!("<Relationships>{}</Relationships>", relation("officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", format!("<Relationships>{}</Relationships>", own(b'3', &relations))),
        ("word/document.xml", format!("<w:document xmlns:w='{MAIN}' xmlns:a='a' xmlns:wp='wp'><w:body>{}</w:body></w:document>", own(b'0', "<w:p><w:r><w:t>One.</w:t></w:r></w:p>"))),
        ("word/footnotes.xml", format!("<w:footnotes xmlns:w='{MAIN}'>{}</w:footnotes>", own(b'1', ""))),
        ("word/styles.xml", format!("<w:styles xmlns:w='{MAIN}'>{}</w:styles>", own(b'2', ""))),
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
    match data.split_first() {
        Some((which @ b'0'..=b'3', rest)) => hold(Format::Docx, &package(*which, rest), true),
        _ => hold(Format::Docx, data, true),
    }
});
