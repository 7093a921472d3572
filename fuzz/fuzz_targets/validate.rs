//! Bytes as a file of any standard, or as the body of one: it is judged, the same
//! twice; what is called valid is well-formed, and every finding has its place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::formats::conformance::validate;
use tilmach::formats::xml::well_formed;

const FRAMES: [(&str, &str); 5] = [
    ("<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' datatype='plaintext' source-language='en'><body>", "</body></file></xliff>"),
    ("<xliff version='2.1' xmlns='urn:oasis:names:tc:xliff:document:2.0' xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0' xmlns:gls='urn:oasis:names:tc:xliff:glossary:2.0' xmlns:fs='urn:oasis:names:tc:xliff:fs:2.0' xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0' xmlns:res='urn:oasis:names:tc:xliff:resourcedata:2.0' xmlns:ctr='urn:oasis:names:tc:xliff:changetracking:2.0' xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0' xmlns:val='urn:oasis:names:tc:xliff:validation:2.0' srcLang='en' trgLang='ug'><file id='f'>", "</file></xliff>"),
    ("<xliff version='2.2' xmlns='urn:oasis:names:tc:xliff:document:2.2' xmlns:pgs='urn:oasis:names:tc:xliff:pgs:1.0' srcLang='en'><file id='f'>", "</file></xliff>"),
    ("<tmx version='1.4'><header creationtool='a' creationtoolversion='1' segtype='sentence' o-tmf='a' adminlang='en' srclang='en' datatype='xml'/><body>", "</body></tmx>"),
    ("<tbx type='TBX-Basic' style='dca' xml:lang='en' xmlns='urn:iso:std:iso:30042:ed-2'>", "</tbx>"),
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let frame = first.checked_sub(b'0').and_then(|at| FRAMES.get(usize::from(at)));
    let whole = match frame {
        Some((before, after)) => [before.as_bytes(), rest, after.as_bytes()].concat(),
        None => data.to_owned(),
    };
    let verdict = validate(&whole).expect("no fault of the machine");
    if verdict.is_valid() {
        assert_eq!(well_formed(&whole[..]).expect("read"), None);
    }
    for finding in verdict.findings.iter() {
        let counted = finding.code == "valid::more" || finding.code == "valid::limit";
        assert!(counted || finding.place.line.is_some(), "{finding:?}");
    }
    assert_eq!(validate(&whole).expect("read"), verdict);
});
