//! Bytes as a glossary of ours, as word pairs between tabs and between commas: every
//! row is a term or a finding, and what was read comes back from what is written.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::formats::glossary_table::write_omegat;
use tilmach::formats::word_pairs::{self, Form};
use tilmach::glossary::file;
use tilmach::model::{Concept, Locale};

fuzz_target!(|data: &[u8]| {
    let mut findings = Findings::new();
    let sheet = file::read_sheet(data, &mut findings);
    assert!(sheet.is_some() || findings.has_errors());
    if let Some(sheet) = sheet {
        let written = sheet.write();
        let again = file::read_sheet(written.as_bytes(), &mut Findings::new());
        let again = again.expect("what we write is read");
        assert_eq!(again.concepts, sheet.concepts, "{written}");
        assert_eq!(again.write(), written);
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let languages = [Locale::english(), "tr".parse().expect("a tag")];
    let [source, target] = &languages;
    for form in [Form::Tabs, Form::Commas] {
        let entries = word_pairs::read(text, form, [source, target], &mut Findings::new());
        let concepts: Vec<Concept> = entries.into_iter().map(|entry| entry.concept).collect();
        assert!(concepts.iter().all(|concept| concept.terms.len() > 1));
        let mut bytes = Vec::new();
        write_omegat(&concepts, source, target, &mut bytes).expect("written");
        let written = String::from_utf8(bytes).expect("UTF-8");
        let mut told = Findings::new();
        let back = word_pairs::read(&written, Form::Tabs, [source, target], &mut told);
        assert!(told.is_empty(), "{told:?} {written:?}");
        let lines: usize = back.iter().map(|entry| entry.terms.len() - 1).sum();
        assert_eq!(lines, written.matches('\n').count());
    }
});
