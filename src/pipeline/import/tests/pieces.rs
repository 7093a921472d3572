//! Units of XLIFF 2 that came back in several segments.

use super::returns::{codes, waiting};
use super::{Office, check};
use crate::memory::Exchange;

fn file_of(export: String, units: Vec<crate::model::ReturnedUnit>) -> crate::model::ReturnedFile {
    crate::model::ReturnedFile {
        original: "a.txt".to_owned(),
        export: Some(export),
        glossary: None,
        source_language: None,
        target_language: None,
        units,
        left_out: 0,
    }
}

/// The package with one unit in two segments as XLIFF 2 has them.
fn second(export: &str, segments: &str) -> String {
    format!(
        "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en' \
         trgLang='tr'><file id='f1' original='a.txt'><unit id='p1.s2' name='{export}.p1.s2'>\
         {segments}</unit></file></xliff>"
    )
}

fn export_of(package: &str) -> String {
    let (_, rest) = package.split_once("resname=\"").expect("a name");
    rest.split_once('.').expect("an export").0.to_owned()
}

/// Regression: the sentences of a translation were put in the order of the source.
#[test]
fn pieces_stand_in_the_order_of_their_targets() {
    let segments = "<segment><source>Nobody </source><target order='2'>vermedi.</target>\
        </segment><segment><source>answered.</source><target order='1'>Kimse yanıt</target>\
        </segment>";
    let mut office = Office::new();
    let export = export_of(&office.send());
    let done = office.bring("back.xlf", &second(&export, segments));
    check(&done, [1, 0, 0, 0, 0]);
    assert_eq!(office.targets("Nobody answered."), ["Kimse yanıt vermedi."]);
    let mut office = Office::new();
    let export = export_of(&office.send());
    let twice = segments.replace("order='2'", "order='1'");
    let done = office.bring("back.xlf", &second(&export, &twice));
    check(&done, [0, 0, 0, 0, 1]);
    assert!(
        codes(&done).contains(&"import::order"),
        "{:?}",
        done.findings
    );
}

/// Regression: a code between two segments was dropped.
#[test]
fn codes_between_segments_belong_to_the_unit() {
    use crate::formats::xliff;
    use crate::model::ReturnedUnit;
    let segments = "<segment><source>a</source><target>x</target></segment><ignorable>\
        <source> <ph id='1'/></source><target><ph id='1'/> </target></ignorable><segment>\
        <source>b</source><target>y</target></segment>";
    let mut findings = crate::diag::Findings::new();
    let text = second("e", segments);
    let files = xliff::read(text.as_bytes(), &mut findings).expect("no fault");
    let pieces: Vec<ReturnedUnit> = files.expect("read").remove(0).units;
    let mut office = Office::new();
    let export = export_of(&office.send());
    let mut record = office.store.export(&export).expect("read").expect("held");
    let sent = &mut record.units[1];
    sent.source = crate::model::Content::text("a ");
    sent.source.push_code(
        pieces[1].seat.before[0]
            .source
            .codes()
            .next()
            .expect("one")
            .clone(),
    );
    sent.source.push_text("b");
    let mut file = file_of(export, pieces);
    for unit in &mut file.units {
        unit.name = None;
    }
    let aligned = crate::pipeline::import::align::align(file, &record);
    assert_eq!(aligned.file.units.len(), 1);
    let unit = &aligned.file.units[0];
    let sent = &record.units[1].source;
    assert!(crate::pipeline::import::recode::alike(sent, &unit.source));
    assert_eq!(unit.target.as_ref().expect("one").to_string(), "x[1] y");
}

/// Regression: the first of two files was believed.
#[test]
fn two_files_with_other_answers_to_a_unit_are_both_kept_aside() {
    let mut office = Office::new();
    let export = export_of(&office.send());
    let file = |target: &str| {
        let segment = format!(
            "<segment><source>Nobody answered.</source><target>{target}</target></segment>"
        );
        second(&export, &segment)
    };
    let first = file("Kimse yanıt vermedi.");
    let (first, _) = first.split_once("</xliff>").expect("an end");
    let other = file("Yanıt yok.").replace("'f1'", "'f2'");
    let (_, other) = other.split_once("trgLang='tr'>").expect("a root");
    let done = office.bring("back.xlf", &format!("{first}{other}"));
    check(&done, [0, 0, 0, 0, 2]);
    assert_eq!(waiting(&office).len(), 2);
    assert_eq!(office.targets("Nobody answered."), [""; 0]);
}
