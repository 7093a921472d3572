//! Bytes as a termbase, or as the body of one in either style: it is read or refused;
//! what was read is written in both versions, is valid then, and is written the same
//! when it was read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::formats::conformance::validate;
use tilmach::formats::tbx;
use tilmach::model::{Concept, Locale};

type Write = fn(&[Concept], &Locale, &Locale, &mut Vec<u8>) -> std::io::Result<()>;

fn read(bytes: &[u8], languages: &[Locale]) -> Option<Vec<Concept>> {
    let mut concepts = Vec::new();
    let mut findings = Findings::new();
    let mut each = |entry: tilmach::model::ConceptEntry| {
        assert_eq!(entry.concept.terms.len(), entry.terms.len());
        concepts.push(entry.concept);
    };
    let read = tbx::read(bytes, languages, &mut findings, &mut each).expect("no fault of the machine");
    assert!(read || findings.has_errors());
    read.then_some(concepts)
}

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let (before, after) = match first {
        b'2' => ("<martif type='TBX' xml:lang='en'><text><body>", "</body></text></martif>"),
        b'3' => (
            "<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2' xmlns:b='http://www.tbxinfo.net/ns/basic' xmlns:m='http://www.tbxinfo.net/ns/min'><text><body>",
            "</body></text></tbx>",
        ),
        _ => ("", ""),
    };
    let rest = if before.is_empty() { data } else { rest };
    let whole = [before.as_bytes(), rest, after.as_bytes()].concat();
    let languages = [Locale::english(), "ug".parse().expect("a tag")];
    let Some(mut concepts) = read(&whole, &languages) else {
        return;
    };
    let [source, target] = &languages;
    concepts.retain(|concept| !concept.terms.is_empty());
    for (number, concept) in concepts.iter_mut().enumerate() {
        // What arrives gets a key of the desk before it is in a glossary.
        concept.id = format!("c{number}");
    }
    if concepts.is_empty() {
        return;
    }
    let versions: [Write; 2] = [
        |concepts, source, target, out| tbx::write_v2(concepts, source, target, out),
        |concepts, source, target, out| tbx::write_v3(concepts, source, target, out),
    ];
    for write in versions {
        let written = |concepts: &[Concept]| {
            let mut bytes = Vec::new();
            write(concepts, source, target, &mut bytes).expect("written");
            bytes
        };
        let bytes = written(&concepts);
        let verdict = validate(&bytes).expect("read");
        assert!(verdict.is_valid(), "{:?}", verdict.findings);
        let again = written(&read(&bytes, &languages).expect("read again"));
        let third = written(&read(&again, &languages).expect("read again"));
        assert_eq!(
            String::from_utf8_lossy(&again),
            String::from_utf8_lossy(&third)
        );
    }
});
