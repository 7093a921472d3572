use super::*;
use crate::model::Usage;

fn read(csv: &str) -> Vec<Concept> {
    let mut findings = Findings::new();
    let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
    assert!(!findings.has_errors(), "{findings:?}");
    concepts
}

const HOUSE: &str = "concept_id,domain,lang,term,usage,profile\n\
    un,organisation,en,United Nations,preferred,\n\
    un,organisation,tr,BM,admitted,\n\
    un,organisation,tr,Birleşmiş Milletler,preferred,\n";
const OTHER: &str = "concept_id,domain,lang,term,usage,profile\n\
    camp,camp,en,camp,preferred,\n\
    un,,tr,BM,deprecated,press\n\
    un,,tr,BM,admitted,\n";

fn joined(files: [&str; 2]) -> (Glossary, Findings) {
    let mut findings = Findings::new();
    let glossary = Glossary::new(files.map(read), &mut findings);
    (glossary, findings)
}

#[test]
fn concepts_of_several_files_are_joined() {
    let (glossary, findings) = joined([HOUSE, OTHER]);
    assert!(findings.is_empty());
    let ids: Vec<&str> = glossary.concepts().iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["camp", "un"]);
    let un = glossary.get("un").expect("there");
    assert_eq!(un.domain, "organisation");
    assert_eq!(un.terms.len(), 4);
    assert!(glossary.get("u").is_none());
    let locales: Vec<String> = glossary.locales().iter().map(ToString::to_string).collect();
    assert_eq!(locales, ["en", "tr"]);
}

#[test]
fn equal_glossaries_have_equal_digests() {
    let (one, _) = joined([HOUSE, OTHER]);
    let (two, _) = joined([OTHER, HOUSE]);
    let (three, _) = joined([HOUSE, HOUSE]);
    assert_eq!(one, two);
    assert_eq!(one.digest(), two.digest());
    assert_ne!(one.digest(), three.digest());
    assert!(one.digest().chars().all(|c| c.is_ascii_hexdigit()));
}

#[test]
fn the_graver_usage_wins_with_a_warning() {
    let other = HOUSE.replace("BM,admitted", "BM,forbidden");
    let (glossary, findings) = joined([HOUSE, &other]);
    let un = glossary.get("un").expect("there");
    let bm = un.terms.iter().find(|t| t.text == "BM").expect("there");
    assert_eq!(bm.usage, Usage::Forbidden);
    let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["glossary::conflict"]);
}

#[test]
fn a_profile_overrules_for_itself_only() {
    let (glossary, _) = joined([HOUSE, OTHER]);
    let usage = |profile| {
        let un = glossary.for_profile(profile).pop().expect("there");
        let found: Vec<Usage> = un
            .terms
            .iter()
            .filter(|t| t.text == "BM")
            .map(|t| t.usage)
            .collect();
        found
    };
    assert_eq!(usage(None), [Usage::Admitted]);
    assert_eq!(usage(Some("other")), [Usage::Admitted]);
    assert_eq!(usage(Some("press")), [Usage::Deprecated]);
}
