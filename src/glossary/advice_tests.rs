use super::*;
use crate::diag::Severity;
use crate::glossary::{Matcher, file};

const TERMS: &str = "concept_id,lang,term,usage,status,term_note,concept_note,profile\n\
    uyghur,en,Uyghur,preferred,,,,\n\
    uyghur,en,Uighur,deprecated,,,,\n\
    uyghur,en,Uygur,forbidden,,,,\n\
    uyghur,tr,Uygur Türkü,deprecated,attested: press,adds a word,,\n\
    uyghur,tr,Uygur,preferred,attested: AI,,,\n\
    china,en,China,preferred,,,a house decision,\n\
    china,ug,خىتاي,admitted,attested: RFA,,,\n\
    china,ug,جۇڭگو,admitted,unattested: needs review,,,\n\
    china,ug,جۇڭگو,forbidden,,,,diaspora\n\
    china,ug,خىتاي,preferred,attested: RFA,,,diaspora\n\
    remedy,en,remedy,preferred,,,,\n\
    remedy,ug,,missing,,,,\n\
    centre,en,vocational training centre,forbidden,,,,\n\
    centre,tr,mesleki eğitim merkezi,forbidden,signed off: nobody,,,\n";

fn glossary() -> Glossary {
    let mut findings = Findings::new();
    let concepts = file::read(TERMS.as_bytes(), &mut findings).expect("read");
    assert!(findings.is_empty(), "{findings:?}");
    Glossary::new([concepts], &mut findings)
}

fn hits(text: &str) -> Vec<TermHit> {
    let matcher = Matcher::new(&glossary(), &Locale::english()).expect("small");
    matcher.find(text)
}

fn advice(text: &str, tag: &str, profile: Option<&str>) -> Vec<TermNote> {
    let target = tag.parse().expect("a tag of the test");
    advise(&glossary(), &hits(text), &target, profile)
}

fn shown(note: &TermNote) -> Vec<String> {
    let all = note.renderings.iter();
    all.map(|one| {
        let usage = one.usage.as_str();
        format!("{usage} {} [{}; {}]", one.text, one.source, one.whose)
    })
    .collect()
}

#[test]
fn the_decision_is_the_reason() {
    let csv = "concept_id,lang,term,usage,decision\ncamp,en,camp,preferred,style guide 4\n\
        camp,tr,kamp,preferred,style guide 4\n";
    let mut findings = Findings::new();
    let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
    let glossary = Glossary::new([concepts], &mut findings);
    let hits = Matcher::new(&glossary, &Locale::english())
        .expect("small")
        .find("camp");
    let notes = advise(&glossary, &hits, &"tr".parse().expect("a tag"), None);
    assert_eq!(notes[0].reason.as_deref(), Some("style guide 4"));
}

#[test]
fn one_note_for_each_concept_in_order() {
    let notes = advice("Uyghurs in China: China and the Uyghur remedy", "tr", None);
    let found: Vec<(&str, &str)> = notes
        .iter()
        .map(|n| (n.concept.as_str(), n.words.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("uyghur", "Uyghurs"),
            ("china", "China"),
            ("remedy", "remedy")
        ]
    );
}

#[test]
fn renderings_say_what_they_rest_on() {
    let notes = advice("China", "ug", None);
    assert_eq!(
        shown(&notes[0]),
        [
            "admitted خىتاي [attested: a published text; not signed off; all profiles]",
            "admitted جۇڭگو [unattested: ask a native speaker; all profiles]"
        ]
    );
    assert_eq!(
        notes[0].remark, None,
        "notes on the concept are for the desk"
    );
}

#[test]
fn a_profile_has_its_own_words() {
    let notes = advice("China", "ug", Some("diaspora"));
    assert_eq!(
        shown(&notes[0]),
        [
            "preferred خىتاي [attested: a published text; not signed off; profile diaspora]",
            "forbidden جۇڭگو [unattested: ask a native speaker; profile diaspora]"
        ]
    );
    assert_eq!(
        advice("China", "ug", Some("other")),
        advice("China", "ug", None)
    );
}

#[test]
fn what_is_not_decided_is_said() {
    let notes = advice("remedy and vocational training centres", "ug", None);
    for note in &notes {
        assert!(note.of(Usage::Preferred).next().is_none());
        let remark = note.remark.as_deref().unwrap_or_default();
        assert!(
            remark.contains("no decided term yet; ask the coordinator"),
            "{remark}"
        );
    }
    let notes = advice("vocational training centre", "tr", None);
    assert_eq!(
        shown(&notes[0]),
        ["forbidden mesleki eğitim merkezi [unattested: ask a native speaker; all profiles]"]
    );
}

#[test]
fn a_wrong_source_word_is_named() {
    let notes = advice("Uyghur and Uighurs", "tr", None);
    let avoid: Vec<&str> = notes[0]
        .of(Usage::Deprecated)
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(avoid, ["Uygur Türkü"]);
    assert_eq!(
        notes[0].remark.as_deref(),
        Some(
            "the source word “Uighurs” is deprecated; the desk writes “Uyghur”; \
             Uygur Türkü: adds a word"
        )
    );
}

#[test]
fn findings_about_the_source_are_no_errors_without_a_sign_off() {
    let text = "Uygurs, Uygurs, Uighur, Uyghur, vocational training centre";
    let place = Place::file("a.md").line(3, 1).unit("p1.s1");
    let findings = source_findings(&glossary(), &hits(text), &place);
    let found: Vec<(Severity, &str, &str)> = findings
        .iter()
        .map(|f| {
            (
                f.severity,
                f.code.as_str(),
                f.help.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    let desk = "the desk writes “Uyghur”";
    let none = "the glossary names no other form; ask the coordinator";
    assert_eq!(
        found,
        [
            (Severity::Warning, "term::forbidden-source", desk),
            (Severity::Warning, "term::deprecated-source", desk),
            (Severity::Warning, "term::forbidden-source", none),
        ]
    );
    assert!(findings.iter().all(|f| f.place == place));
}

#[test]
fn in_a_quotation_the_words_are_the_speakers() {
    let text = "“Uygurs!” say Uygurs";
    let matcher = Matcher::new(&glossary(), &Locale::english()).expect("small");
    let hits = matcher.find_quoted(
        text,
        std::slice::from_ref(&(0..text.find(" say").expect("there"))),
    );
    let findings = source_findings(&glossary(), &hits, &Place::default());
    let found: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
    assert_eq!(found, [Severity::Note, Severity::Warning]);
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(shown[0].contains("the speaker’s and stay"), "{shown:?}");
    let tr = "tr".parse().expect("a tag of the test");
    let remark = |hits: &[TermHit]| advise(&glossary(), hits, &tr, None)[0].remark.clone();
    assert!(
        !remark(&hits[..1])
            .unwrap_or_default()
            .contains("the source word")
    );
    assert!(
        remark(&hits)
            .unwrap_or_default()
            .contains("the source word")
    );
}

#[test]
fn a_word_that_was_signed_off_weighs_more_and_its_profile_is_named() {
    let csv = "concept_id,lang,term,usage,status,signed_by,signed_on,profile\n\
        c,en,camp,forbidden,attested: a,en-1,2026-01-02,un\n\
        c,en,centre,forbidden,attested: a,,,\n";
    let mut findings = Findings::new();
    let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
    let glossary = Glossary::new([concepts], &mut findings);
    let matcher = Matcher::new(&glossary, &Locale::english()).expect("small");
    let said = source_findings(&glossary, &matcher.find("camp, centre"), &Place::default());
    let shown: Vec<String> = said
        .iter()
        .map(|f| format!("{} {}", f.severity, f.message))
        .collect();
    assert_eq!(
        shown,
        [
            "error the glossary forbids these words of the source (profile un)",
            "warning the glossary forbids these words of the source (all profiles)",
        ]
    );
}
