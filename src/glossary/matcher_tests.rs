use super::*;
use crate::diag::Findings;
use crate::glossary::file;
use proptest::prelude::*;

const TERMS: &str = "concept_id,lang,term,usage\n\
    un,en,UN,admitted\n\
    un,en,United Nations,preferred\n\
    ohchr,en,OHCHR,admitted\n\
    ohchr,en,UN Office of the High Commissioner for Human Rights,admitted\n\
    high-commissioner,en,High Commissioner,admitted\n\
    high-commissioner,en,High Commissioner for Human Rights,admitted\n\
    uyghur,en,Uyghur,preferred\n\
    uyghur,en,Uighur,forbidden\n\
    uyghur,tr,Uygur,preferred\n\
    china,en,China,preferred\n\
    crimes,en,crimes against humanity,preferred\n\
    crimes,en,crime against humanity,admitted\n\
    rights,en,human rights,preferred\n\
    violations,en,human rights violations,preferred\n\
    turk,en,Volker Turk,admitted\n\
    turk,en,Turk,admitted\n\
    findings,en,findings,preferred\n\
    minority,en,ethnic minority,preferred\n\
    camp,en,“re-education” camp,preferred\n\
    hashtag,en,#FreeXinjiangDetainees,admitted\n\
    police,en,police,preferred\n\
    dash,en,–,admitted\n";

fn matcher() -> Matcher {
    let mut findings = Findings::new();
    let concepts = file::read(TERMS.as_bytes(), &mut findings).expect("read");
    let glossary = Glossary::new([concepts], &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    Matcher::new(&glossary, &Locale::english()).expect("small")
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let hits = matcher().find(text);
    let found: Vec<&str> = hits.iter().map(|hit| hit.words.as_str()).collect();
    assert_eq!(found, expected, "{text:?}");
    for hit in &hits {
        assert_eq!(text.get(hit.span.0..hit.span.1), Some(hit.words.as_str()));
    }
}

#[test]
fn whole_words_only() {
    check("The community and the UN.", &["UN"]);
    check("UNHCR, UN2, _UN, xUN, UN_x", &[]);
    check("Uyghur-led, anti-China", &["Uyghur", "China"]);
    check("l'UN d'UNs", &[]);
    check("“UN”, ‘UN’, (UN) UN", &["UN", "UN", "UN", "UN"]);
    check("UN\u{308}", &[]);
    check("", &[]);
    check("- – —", &[]);
}

#[test]
fn plural_and_possessive() {
    check("OHCHR’s report and China's words", &["OHCHR", "China"]);
    check(
        "Uyghurs’ and Uyghurs' Uyghur's",
        &["Uyghurs", "Uyghurs", "Uyghur"],
    );
    check("a human rights violation", &["human rights violation"]);
    check(
        "human rights violations’ victims",
        &["human rights violations"],
    );
    check("ethnic minorities", &["ethnic minorities"]);
    check("finding that", &[]);
    check("China'sx, China’d", &[]);
}

#[test]
fn capitals_of_the_citation_form_count() {
    check("un jour, ohchr, un-led, China, china", &["China"]);
    check("Kim Jong Un", &[]);
    check("to turk a Turk", &["Turk"]);
    check(
        "Police and police and POLICE",
        &["Police", "police", "POLICE"],
    );
    check(
        "CRIMES AGAINST HUMANITY, SAYS UN",
        &["CRIMES AGAINST HUMANITY", "UN"],
    );
    check("high Commissioner", &[]);
}

#[test]
fn the_longest_wins() {
    let long = "UN Office of the High Commissioner for Human Rights";
    check(long, &[long]);
    check(
        "the High Commissioner for Human Beings",
        &["High Commissioner"],
    );
    check("Volker Turk, Turk", &["Volker Turk", "Turk"]);
    check(
        "human rights and human rights violations",
        &["human rights", "human rights violations"],
    );
    // The long form fails on its small letters, the short one inside stands.
    check(
        "High Commissioner for human rights",
        &["High Commissioner", "human rights"],
    );
}

#[test]
fn white_space_quotes_and_invisible_characters() {
    check(
        "crimes\u{A0}against\n humanity",
        &["crimes\u{A0}against\n humanity"],
    );
    check("Uy\u{AD}ghur", &["Uy\u{AD}ghur"]);
    for text in [
        "“re-education” camp",
        "\"re-education\" camps",
        "‘re-education’ camp",
        "re-education camps",
    ] {
        check(text, &[text]);
    }
    check("#FreeXinjiangDetainees!", &["#FreeXinjiangDetainees"]);
}

#[test]
fn addresses_are_not_words() {
    check(
        "police@un.org https://un.org/police www.police.org @UN police",
        &["UN", "police"],
    );
}

#[test]
fn usage_and_concept_of_a_hit() {
    let hits = matcher().find("Uighurs");
    let found: Vec<(&str, Usage)> = hits.iter().map(|h| (h.concept.as_str(), h.usage)).collect();
    assert_eq!(found, [("uyghur", Usage::Forbidden)]);
}

/// A matcher of these rows, under the columns concept, part of speech, term,
/// usage, case and scope.
fn of(rows: &str) -> Matcher {
    let mut findings = Findings::new();
    let rows = rows.replace('|', ",en,");
    let csv = format!("concept_id,pos,lang,term,usage,case,scope\n{rows}");
    let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
    assert!(findings.is_empty(), "{findings:?}");
    let glossary = Glossary::new([concepts], &mut findings);
    Matcher::new(&glossary, &Locale::english()).expect("small")
}

#[track_caller]
fn check_of(rows: &str, text: &str, expected: &[&str]) {
    let hits = of(rows).find(text);
    let found: Vec<&str> = hits.iter().map(|hit| hit.words.as_str()).collect();
    assert_eq!(found, expected, "{rows:?} {text:?}");
}

#[test]
fn every_rule_about_capitals() {
    let text = "State, state, STATE, States, states";
    check_of(
        "a,n|state,preferred,,",
        text,
        &["State", "state", "STATE", "States", "states"],
    );
    check_of(
        "a,n|State,preferred,capitals,",
        text,
        &["State", "STATE", "States"],
    );
    check_of("a,n|State,preferred,exact,", text, &["State", "States"]);
    check_of("a,n|state,preferred,exact,", text, &["state", "states"]);
    check_of(
        "a,n|STATE,preferred,any,",
        text,
        &["State", "state", "STATE", "States", "states"],
    );
}

#[test]
fn only_nouns_get_a_plural() {
    check_of(
        "a,v|condemn,preferred,,",
        "condemn condemns condemned",
        &["condemn"],
    );
    check_of(
        "a,adj|arbitrary,preferred,,",
        "arbitrary arbitraries",
        &["arbitrary"],
    );
    check_of("a,\"n, adj\"|Uyghur,preferred,,", "Uyghurs", &["Uyghurs"]);
    check_of("a,|camp,preferred,,", "camps", &["camps"]);
}

#[test]
fn a_decision_holds_in_its_scope() {
    let matcher = of(
        "a,n|Uighur,forbidden,,narration\na,n|Uighur,deprecated,,quotation\nb,n|Uygur,forbidden,,narration",
    );
    let hits = matcher.find_quoted("Uighur “Uighur” “Uygur” Uygur", &[7..19, 20..31]);
    let found: Vec<(Usage, bool)> = hits.iter().map(|hit| (hit.usage, hit.quoted)).collect();
    assert_eq!(
        found,
        [
            (Usage::Forbidden, false),
            (Usage::Deprecated, true),
            (Usage::Admitted, true),
            (Usage::Forbidden, false),
        ]
    );
}

#[test]
fn a_term_with_its_own_marks_is_quoted_only_in_a_quotation() {
    let text = "a “re-education” camp";
    let hits = matcher().find_quoted(text, std::slice::from_ref(&(2..20)));
    assert!(hits.len() == 1 && !hits[0].quoted);
    assert_eq!(hits[0].term, "“re-education” camp");
}

#[test]
fn an_empty_glossary_finds_nothing() {
    let matcher = Matcher::new(&Glossary::default(), &Locale::english()).expect("small");
    assert!(matcher.find("UN police").is_empty());
}

proptest! {
    #[test]
    fn hits_are_in_order_and_inside(
        words in prop::collection::vec(prop::sample::select(vec![
            "UN", "High Commissioner", "for Human Rights", "’s", " ", "-", "Uighur", "ß", "İ", "…",
            "crime", "s against humanity", "\u{301}", "“re-education” camp", "ŉ", "//", "ئۇيغۇر",
        ]), 0..20)
    ) {
        let text = words.concat();
        let mut last = 0;
        for hit in matcher().find(&text) {
            prop_assert!(hit.span.0 >= last && hit.span.0 < hit.span.1);
            prop_assert_eq!(text.get(hit.span.0..hit.span.1), Some(hit.words.as_str()));
            last = hit.span.1;
        }
    }
}
