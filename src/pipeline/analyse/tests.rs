//! What is counted, and that it is counted once.

use std::collections::BTreeSet;

use super::*;
use crate::diag::Findings;
use crate::glossary::Glossary;
use crate::memory::{SqliteStore, Statements, Variants};
use crate::model::{Origin, OriginKind, State, Variant};
use crate::pipeline::read::read_statement;
use crate::pipeline::{Silent, Standard};
use crate::project::Project;
use crate::text::segment::Segmenter;
use proptest::prelude::*;

fn document(name: &str, text: &str) -> Document {
    let mut findings = Findings::new();
    let segmenter = Segmenter::of(&Locale::english());
    read_statement(name, text.as_bytes(), &segmenter, &mut findings).expect("a statement")
}

fn turkish() -> Locale {
    "tr".parse().expect("a tag")
}

fn holding(pairs: &[(&str, &str)]) -> SqliteStore {
    let mut store = SqliteStore::in_memory().expect("opens");
    for (source, target) in pairs {
        let variant = Variant {
            source_locale: Locale::english(),
            source: Content::text(*source),
            locale: turkish(),
            target: Content::text(*target),
            state: State::Reviewed,
            origin: Origin {
                kind: OriginKind::Return,
                file: "a.txt".to_owned(),
                export: None,
                unit: None,
            },
            contexts: Vec::new(),
            added: "2026-01-02".to_owned(),
            by: None,
            superseded: false,
            marks: BTreeSet::new(),
            extra: None,
        };
        store.add(&variant).expect("added");
    }
    store
}

fn analysed(store: &SqliteStore, documents: &[Document], jobs: usize) -> Vec<Analysis> {
    let project = Project {
        targets: vec![turkish()],
        threshold: 50,
        ..Project::default()
    };
    let (glossary, standard) = (Glossary::default(), Standard::default());
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &standard,
        day: "2026-06-01",
        jobs,
        progress: &Silent,
    };
    analyse(&desk, store, documents, &[turkish()]).expect("analysed")
}

/// Rows that are not empty: name and segments.
fn counted(analysis: &Analysis) -> Vec<(&str, usize)> {
    let rows = analysis.bands.iter();
    rows.filter(|(_, tally)| tally.segments > 0)
        .map(|(row, tally)| (row.as_str(), tally.segments))
        .collect()
}

#[test]
fn repetitions_of_one_statement_and_of_several_are_told_apart() {
    let first = document(
        "a.txt",
        "The keys of the archive are lost.\nIt is shut.\nIt is shut.\n",
    );
    let second = document(
        "b.txt",
        "It is shut.\nThe keys of the archive are lost.\nIt is shut.\n",
    );
    let found = analysed(&holding(&[]), &[first, second], 1);
    assert_eq!(counted(&found[0]), [("new", 2), ("repetition", 1)]);
    assert_eq!(counted(&found[1]), [(ACROSS, 3)]);
}

#[test]
fn another_capital_is_no_repetition_but_a_match() {
    let one = document(
        "a.txt",
        "The Keys of the archive are lost.\nThe keys of the archive are lost.\n",
    );
    let found = analysed(&holding(&[]), &[one], 1);
    assert_eq!(counted(&found[0]), [("internal-95-99", 1), ("new", 1)]);
}

#[test]
fn an_internal_match_counts_where_it_is_better_than_the_memory() {
    let text = "Five old keys of the archive are lost.\n\
        Five new keys of the archive are lost.\n\
        Six new keys of the archive are lost.\n";
    // 7 of 8 words, which is 87 %.
    let alone = analysed(&holding(&[]), &[document("a.txt", text)], 2);
    assert_eq!(counted(&alone[0]), [("internal-85-94", 2), ("new", 1)]);
    // The memory offers as much for the first and the third.
    let store = holding(&[("Six old keys of the archive are lost.", "x")]);
    let beside = analysed(&store, &[document("a.txt", text)], 2);
    assert_eq!(counted(&beside[0]), [("85-94", 2), ("internal-85-94", 1)]);
    // What the memory knows is no internal match.
    let store = holding(&[("Five new keys of the archive are lost.", "x")]);
    let known = analysed(&store, &[document("a.txt", text)], 2);
    assert_eq!(counted(&known[0]), [("100", 1), ("85-94", 2)]);
}

#[test]
fn words_in_quotations_that_stood_elsewhere_are_counted_beside_the_rows() {
    let first = document(
        "a.txt",
        "Ana Roe said: “The keys of the old archive are lost.”\n",
    );
    let second = document(
        "b.txt",
        "“The keys of the old archive are lost,” Ana Roe had said.\nShe said: “It rains.”\n",
    );
    let found = analysed(&holding(&[]), &[first.clone(), second.clone()], 1);
    assert_eq!(found[0].quoted, Tally::default());
    let expected = Tally {
        segments: 1,
        words: 8,
        characters: "The keys of the old archive are lost,".chars().count(),
    };
    assert_eq!(found[1].quoted, expected);
    // The memory knows the first statement, and the work is the second alone.
    let mut store = holding(&[]);
    let english = Locale::english();
    store
        .add_version(&first, &english, "2026-01-02")
        .expect("added");
    assert_eq!(
        analysed(&store, std::slice::from_ref(&second), 1)[0].quoted,
        expected
    );
    // A statement is no source of its own words.
    let mut store = holding(&[]);
    store
        .add_version(&second, &english, "2026-01-02")
        .expect("added");
    assert_eq!(analysed(&store, &[second], 1)[0].quoted, Tally::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Every segment is in one row: the rows are all there is, for any text, and the
    /// number of threads does not show.
    #[test]
    fn the_rows_are_the_whole(
        texts in prop::collection::vec("(([Kk]eys|are|lost|old|new|“it”|press@example[.]org)( |[.]\n)){0,20}", 1..4),
    ) {
        let store = holding(&[("Keys are lost old.", "x"), ("lost new", "y")]);
        let named = texts.iter().enumerate();
        let documents: Vec<Document> = named
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(index, text)| document(&format!("{index}.txt"), text))
            .collect();
        let found = analysed(&store, &documents, 1);
        prop_assert_eq!(&found, &analysed(&store, &documents, 3));
        for (document, found) in documents.iter().zip(&found) {
            let mut whole = Tally::default();
            for (_, _, segment) in document.units() {
                whole.count(&segment.content.plain());
            }
            prop_assert_eq!(found.total, whole);
            prop_assert_eq!(found.bands.keys().cloned().collect::<BTreeSet<_>>(), rows().into_iter().collect());
        }
    }
}

/// Every segment is counted all the same, in one row.
#[test]
fn what_is_not_compared_is_counted_as_new() {
    let one = document(
        "a.txt",
        "The Keys of the archive are lost.\nThe keys of the archive are lost.\n",
    );
    let documents = [one];
    let found = analysed(&holding(&[]), &documents, 1);
    assert_eq!(counted(&found[0]), [("internal-95-99", 1), ("new", 1)]);
    let (project, glossary, standard) = Default::default();
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &standard,
        day: "2026-06-01",
        jobs: 1,
        progress: &Silent,
    };
    let counting = Counting::new(&desk, &documents, false).expect("counted");
    let nothing = Leverage {
        band: Band::New,
        prefill: None,
        matches: Vec::new(),
        disagree: false,
        held: Vec::new(),
        known: false,
        notes: Vec::new(),
    };
    let bands = counting.count(0, &documents[0], &[nothing.clone(), nothing]);
    assert_eq!(bands.get("new").map(|tally| tally.segments), Some(2));
}
