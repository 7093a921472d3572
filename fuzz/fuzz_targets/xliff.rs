//! Bytes as a bilingual file of any version or dialect, or as the body of one: it is
//! read or refused, the same twice; what was read can be sent out in both versions, is
//! well-formed then, and its words come back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::formats::{xliff, xml};
use tilmach::model::{
    Content, Locale, Package, PackageUnit, Profile, ReturnedFile, ReturnedUnit, Role, XliffVersion,
};

fn read(bytes: &[u8]) -> Option<Vec<ReturnedFile>> {
    let mut findings = Findings::new();
    let files = xliff::read(bytes, &mut findings).expect("no fault of the machine");
    assert!(files.is_some() || findings.has_errors());
    files
}

fn unit((number, unit): (usize, &ReturnedUnit)) -> PackageUnit {
    PackageUnit {
        id: format!("u{number}"),
        paragraph: 1,
        line: 1,
        role: Role::Body,
        translate: unit.translate,
        source: unit.source.clone(),
        target: None,
        matches: Vec::new(),
        terms: Vec::new(),
        notes: Vec::new(),
    }
}

fn sent(units: Vec<PackageUnit>, version: XliffVersion) {
    let package = Package {
        export: "0123456789ab".to_owned(),
        statement: "a.txt".to_owned(),
        date: "2026-01-02".to_owned(),
        basis: "0123456789ab".to_owned(),
        source: Locale::english(),
        target: "ug".parse().expect("a tag"),
        profile: Profile::Generic,
        version,
        units,
    };
    let mut bytes = Vec::new();
    xliff::write(&package, &mut bytes).expect("written");
    assert_eq!(xml::well_formed(&bytes[..]).expect("read"), None);
    let files = read(&bytes).expect("what we write is read");
    // XLIFF 2 may name characters that no XML can carry; they are not sent out.
    let carried = |content: &Content| content.plain().replace(|c: char| c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'), "");
    let back: Vec<String> = files.iter().flat_map(|file| &file.units).map(|unit| carried(&unit.source)).collect();
    let own: Vec<String> = package.units.iter().map(|unit| carried(&unit.source)).collect();
    assert_eq!(back, own);
}

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let (before, after) = match first {
        b'1' => (
            "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2' xmlns:s='http://sdl.com/FileTypes/SdlXliff/1.0' xmlns:m='http://www.memsource.com/mxlf/2.0' xmlns:q='MQXliff'><file original='a' source-language='en' target-language='ug'><body>",
            "</body></file></xliff>",
        ),
        b'2' => (
            "<xliff version='2.1' xmlns='urn:oasis:names:tc:xliff:document:2.0' srcLang='en' trgLang='ug'><file id='f'>",
            "</file></xliff>",
        ),
        _ => ("", ""),
    };
    let rest = if before.is_empty() { data } else { rest };
    let whole = [before.as_bytes(), rest, after.as_bytes()].concat();
    let files = read(&whole);
    assert_eq!(files, read(&whole));
    for file in files.iter().flatten().filter(|file| !file.units.is_empty()) {
        for version in [XliffVersion::V12, XliffVersion::V21] {
            sent(file.units.iter().enumerate().map(unit).collect(), version);
        }
    }
});
