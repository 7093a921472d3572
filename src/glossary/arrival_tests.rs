use super::*;
use crate::diag::Place;
use crate::model::{SignOff, Usage};

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

fn concept(id: &str, terms: &[(&str, &str)]) -> Concept {
    let terms = terms.iter();
    Concept {
        terms: terms
            .map(|(tag, text)| Term::new(locale(tag), *text, Usage::Preferred))
            .collect(),
        ..Concept::new(id)
    }
}

fn entry(id: &str, terms: &[(&str, &str)]) -> ConceptEntry {
    let mut concept = concept(id, terms);
    let place = Place::default().line(7, 3);
    for term in &mut concept.terms {
        term.usage = Usage::Admitted;
    }
    let about = EntryTerm {
        place: place.clone(),
        is_decided: false,
    };
    ConceptEntry {
        terms: vec![about; concept.terms.len()],
        concept,
        place,
    }
}

fn kept() -> Vec<Concept> {
    vec![
        concept("torture", &[("en", "torture"), ("tr", "işkence")]),
        concept("c1", &[("en", "camp"), ("tr", "kamp")]),
        concept("right-1", &[("en", "right"), ("tr", "hak")]),
        concept("right-2", &[("en", "right"), ("tr", "sağ")]),
    ]
}

fn arrive(entries: Vec<ConceptEntry>) -> (Vec<String>, Vec<String>) {
    let mut findings = Findings::new();
    let concepts = take_in(entries, &kept(), &Locale::english(), &mut findings);
    let ids = concepts.into_iter().map(|concept| concept.id).collect();
    (ids, findings.iter().map(|f| f.code.clone()).collect())
}

#[test]
fn a_concept_finds_its_key() {
    type Terms = &'static [(&'static str, &'static str)];
    let cases: [(&str, Terms, &str, &str); 8] = [
        ("torture", &[("en", "torture"), ("tr", "x")], "torture", ""),
        ("torture", &[("tr", "x")], "torture", ""),
        ("c9", &[("en", "torture")], "c9", ""),
        (
            "c1",
            &[("en", "navigation trail")],
            "navigation-trail",
            "glossary::other-concept",
        ),
        (
            "c1",
            &[("en", "torture")],
            "torture",
            "glossary::other-concept",
        ),
        ("", &[("en", "torture")], "torture", ""),
        ("", &[("en", "right"), ("tr", "hak")], "right-1", ""),
        ("", &[("ug", "قىيناش")], "concept", ""),
    ];
    for (id, terms, key, code) in cases {
        let (ids, codes) = arrive(vec![entry(id, terms)]);
        assert_eq!(
            (ids.join(" "), codes.join(" ")),
            (key.to_owned(), code.to_owned()),
            "{id} {terms:?}"
        );
    }
    let (ids, codes) = arrive(vec![entry("", &[("en", "right")])]);
    assert!(ids.is_empty());
    assert_eq!(codes, ["glossary::which-concept"]);
}

#[test]
fn two_concepts_of_a_file_stay_two() {
    let (ids, codes) = arrive(vec![
        entry("", &[("en", "left")]),
        entry("", &[("en", "left")]),
        entry("x", &[("en", "a")]),
        entry("x", &[("en", "b")]),
    ]);
    assert_eq!(ids, ["left", "left-2", "x", "b"]);
    assert_eq!(codes, ["glossary::other-concept"]);
}

#[test]
fn what_the_file_does_not_say_contradicts_nothing() {
    let mut decided = entry("torture", &[("en", "torture"), ("tr", "işkence")]);
    decided.terms[1].is_decided = true;
    decided.concept.terms[0].sign_off = Some(SignOff {
        by: "tr-1".to_owned(),
        on: "2026-01-01".parse().expect("a day"),
        reason: "because".to_owned(),
    });
    let mut findings = Findings::new();
    let concepts = take_in(vec![decided], &kept(), &Locale::english(), &mut findings);
    let usages: Vec<Usage> = concepts[0].terms.iter().map(|term| term.usage).collect();
    assert_eq!(usages, [Usage::Preferred, Usage::Admitted]);
    assert!(!concepts[0].terms[0].is_signed_off());
    assert!(findings.is_empty());
}

#[test]
fn a_term_is_held_to_what_a_row_is_held_to() {
    let long = "a".repeat(2_000);
    for (text, code) in [
        ("a\u{202E}b", "glossary::control-character"),
        (long.as_str(), "glossary::long-term"),
    ] {
        let (ids, codes) = arrive(vec![entry("x", &[("en", text)])]);
        assert!(ids.is_empty(), "{text}");
        assert_eq!(codes, [code]);
    }
    // A table would run it: there it gets an apostrophe, and comes back without.
    let (ids, codes) = arrive(vec![entry("x", &[("en", "=1+1")])]);
    assert_eq!(ids, ["x"]);
    assert!(codes.is_empty());
}
