use super::*;
use proptest::prelude::*;

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

#[test]
fn a_decision_is_in_force_from_its_first_day_to_its_last() {
    let csv = "concept_id,lang,term,usage,valid_from,valid_until,profile\n\
        c,tr,eski,preferred,,2024-06-30,\n\
        c,tr,yeni,preferred,2024-07-01,,\n\
        c,tr,yeni,forbidden,2024-07-01,2024-07-31,press\n";
    let glossary = Glossary::new([read(csv)], &mut Findings::new());
    for (day, profile, expected) in [
        ("2024-06-30", None, "eski preferred"),
        ("2024-07-01", None, "yeni preferred"),
        ("2024-07-31", Some("press"), "yeni forbidden"),
        ("2024-08-01", Some("press"), "yeni preferred"),
    ] {
        let day: Day = day.parse().expect("a day");
        let there = glossary.in_force(day, profile);
        let found: Vec<String> = there.concepts()[0]
            .terms
            .iter()
            .map(|term| format!("{} {}", term.text, term.usage.as_str()))
            .collect();
        assert_eq!(found, [expected], "{day}");
        assert_eq!(there.in_force(day, profile), there);
        assert_ne!(there.digest(), glossary.digest());
    }
}

#[test]
fn every_field_is_in_the_digest() {
    let plain = "concept_id,lang,term,usage,case,scope,valid_from,guard,definition,decision,signed_by,signed_on,signed_because\nc,tr,a,preferred,";
    let digest = |cells: &str| {
        let concepts = read(&format!("{plain}{cells}\n"));
        Glossary::new([concepts], &mut Findings::new()).digest()
    };
    let all = [
        ",,,,,,,,",
        "exact,,,,,,,,",
        ",narration,,,,,,,",
        ",,2024-01-01,,,,,,",
        ",,,yes,,,,,",
        ",,,,d,,,,",
        ",,,,,d,,,",
        ",,,,,,tr-1,2024-01-01,",
        ",,,,,,tr-1,2024-01-01,why",
    ];
    let different: BTreeSet<String> = all.into_iter().map(digest).collect();
    assert_eq!(different.len(), all.len());
}

#[test]
fn a_version_is_that_of_all_rows_in_any_order() {
    let version = |files: [&str; 2]| joined(files).0.version();
    assert_eq!(version([HOUSE, OTHER]), version([OTHER, HOUSE]));
    assert_ne!(version([HOUSE, OTHER]), version([HOUSE, HOUSE]));
    assert_eq!(version([HOUSE, OTHER]).len(), 12);
    assert_eq!(Glossary::default().version(), "");
    let day: Day = "2026-01-01".parse().expect("a day");
    let (glossary, _) = joined([HOUSE, OTHER]);
    assert_ne!(glossary.in_force(day, None).version(), glossary.version());
}

proptest! {
    /// Neither the order of the rows nor the tables that they stand in are part of it.
    #[test]
    fn the_order_of_rows_is_no_part_of_the_version(
        rows in prop::collection::btree_set(("[a-c]", "tr|kk", "[a-e]{1,2}", "|un|press"), 1..12),
        order in any::<prop::sample::Index>(),
    ) {
        let head = "concept_id,lang,term,usage,profile\n";
        let mut rows: Vec<String> = rows
            .into_iter()
            .map(|(id, tag, term, profile)| format!("{id},{tag},{term},preferred,{profile}\n"))
            .collect();
        let one = Glossary::new([read(&format!("{head}{}", rows.concat()))], &mut Findings::new());
        let cut = order.index(rows.len());
        rows.rotate_left(cut);
        rows.reverse();
        let (left, right) = rows.split_at(cut);
        let files = [left, right].map(|rows| read(&format!("{head}{}", rows.concat())));
        let two = Glossary::new(files, &mut Findings::new());
        prop_assert_eq!(one.version(), two.version());
    }
}
