use super::*;
use crate::glossary::file;
use crate::memory::{Exchange, Glossaries, SqliteStore};
use proptest::prelude::*;

const HEAD: &str =
    "concept_id,lang,term,usage,scope,valid_until,signed_by,signed_on,signed_because\n";

fn glossary(rows: &str) -> Glossary {
    let mut findings = Findings::new();
    let concepts = file::read(format!("{HEAD}{rows}").as_bytes(), &mut findings);
    assert!(!findings.has_errors(), "{findings:?}");
    Glossary::new(concepts, &mut findings)
}

fn store_of(all: &[&str]) -> SqliteStore {
    let mut store = SqliteStore::in_memory().expect("opens");
    for (rows, day) in all.iter().zip(1..) {
        let day = format!("2026-01-0{day}");
        record_alone(&mut store, &glossary(rows), &day).expect("recorded");
    }
    store
}

const FIRST: &str = "a,tr,x,preferred,,,,,\nb,tr,y,preferred,,,,,\n";
const SECOND: &str =
    "a,tr,x,deprecated,,,,,\na,tr,z,preferred,,,tr-1,2026-01-02,asked\nc,tr,w,admitted,,,,,\n";

#[test]
fn every_version_is_given_back_whole() {
    let store = store_of(&[FIRST, FIRST, SECOND, FIRST]);
    let states = store.glossary_states().expect("listed");
    let days: Vec<&str> = states.iter().map(|state| state.day.as_str()).collect();
    assert_eq!(days, ["2026-01-01", "2026-01-03", "2026-01-04"]);
    for (state, rows) in states.iter().zip([FIRST, SECOND, FIRST]) {
        assert_eq!(at(&store, state.number).expect("whole"), glossary(rows));
        assert_eq!(state.version, glossary(rows).version());
    }
    assert!(verify(&store).expect("looked at").is_empty());
}

#[test]
fn no_glossary_is_no_state_and_one_that_was_emptied_is() {
    let mut store = store_of(&[]);
    let emptied = |store: &mut SqliteStore| record_alone(store, &Glossary::default(), "2026-01-09");
    assert!(!emptied(&mut store).expect("asked"), "there never was one");
    record_alone(&mut store, &glossary(FIRST), "2026-01-01").expect("recorded");
    assert!(emptied(&mut store).expect("recorded"));
    assert!(!emptied(&mut store).expect("asked"), "once is enough");
    let stages = stages(&store, "a", None).expect("asked");
    let terms: Vec<bool> = stages.iter().map(|one| one.concept.is_some()).collect();
    assert_eq!(terms, [true, false]);
    let states = store.glossary_states().expect("listed");
    assert_eq!(at(&store, 2).expect("whole"), Glossary::default());
    assert_eq!((states.len(), states[1].version.as_str()), (2, ""));
    assert!(verify(&store).expect("looked at").is_empty());
}

#[test]
fn a_concept_has_its_stages() {
    let store = store_of(&[FIRST, SECOND, FIRST]);
    let told = |id: &str| -> Vec<(String, Option<usize>)> {
        let stages = stages(&store, id, None).expect("asked").into_iter();
        let terms = |stage: &Stage| stage.concept.as_ref().map(|concept| concept.terms.len());
        stages
            .map(|stage| (stage.state.day.clone(), terms(&stage)))
            .collect()
    };
    let day = |number: u8| format!("2026-01-0{number}");
    assert_eq!(
        told("a"),
        [(day(1), Some(1)), (day(2), Some(2)), (day(3), Some(1))]
    );
    assert_eq!(told("c"), [(day(2), Some(1)), (day(3), None)]);
    assert_eq!(told("nothing"), []);
}

#[test]
fn a_change_is_told_in_words() {
    let store = store_of(&[FIRST]);
    let day = |text: &str| text.parse::<Day>().expect("a day");
    assert_eq!(
        since(&store, &glossary(SECOND), day("2025-12-31")).expect("asked"),
        None
    );
    let lines = |new: &str| -> Vec<String> {
        let changes = since(&store, &glossary(new), day("2026-06-01")).expect("asked");
        changes
            .expect("known")
            .iter()
            .flat_map(told)
            .map(|one| one.line())
            .collect()
    };
    assert_eq!(
        lines(SECOND),
        [
            "a: tr x: now deprecated, was preferred",
            "a: tr z: added, preferred; signed off by tr-1 on 2026-01-02: asked",
            "b: the concept is gone",
            "b: tr y: removed, was preferred",
            "c: the concept is new",
            "c: tr w: added, admitted",
        ]
    );
    let moved = "a,tr,x,admitted,narration,2026-12-31,tr-1,2026-01-02,\nb,tr,y,preferred,,,kk-2,2026-02-03,why\n";
    assert_eq!(
        lines(moved),
        [
            "a: tr x: now admitted, was preferred",
            "a: tr x: holds for narration, did for narration and quotations",
            "a: tr x: holds until 2026-12-31, did always",
            "a: tr x: signed off by tr-1 on 2026-01-02",
            "b: tr y: signed off by kk-2 on 2026-02-03: why",
        ]
    );
    assert_eq!(lines(FIRST), Vec::<String>::new());
}

#[test]
fn a_state_that_is_damaged_is_seen() {
    let mut store = store_of(&[FIRST]);
    let rows = [("a".to_owned(), Some("[{\"lang\":\"tr\"}]".to_owned()))];
    store
        .record_glossary("0123456789ab", "2026-01-05", &rows)
        .expect("recorded");
    let findings = verify(&store).expect("looked at");
    let codes: Vec<&str> = findings.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["memory::glossary"]);
    assert!(store.export_ids().expect("listed").is_empty());
}

proptest! {
    /// Whatever was done to the tables, in whatever order, every version is there.
    #[test]
    fn any_history_gives_back_every_version(
        all in prop::collection::vec(
            prop::collection::btree_map(("[a-c]", "tr|kk"), ("[x-z]", 0_usize..4), 0..6),
            1..8,
        ),
    ) {
        let rows = |one: &std::collections::BTreeMap<(String, String), (String, usize)>| {
            let usages = ["preferred", "admitted", "deprecated", "forbidden"];
            let rows = one.iter().map(|((id, tag), (term, usage))| {
                format!("{id},{tag},{term},{},,,,,\n", usages[*usage])
            });
            rows.collect::<String>()
        };
        let all: Vec<String> = all.iter().map(rows).collect();
        let mut store = SqliteStore::in_memory().expect("opens");
        let mut met: Vec<Glossary> = Vec::new();
        for rows in &all {
            let one = glossary(rows);
            if record_alone(&mut store, &one, "2026-01-01").expect("recorded") {
                met.push(one);
            }
        }
        let states = store.glossary_states().expect("listed");
        prop_assert_eq!(states.len(), met.len());
        for (state, one) in states.iter().zip(&met) {
            prop_assert_eq!(&at(&store, state.number).expect("whole"), one);
        }
    }
}
