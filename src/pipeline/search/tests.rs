//! What is found, in which order, and that many are answered as one is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use std::path::Path;

use super::*;
use crate::glossary::Glossary;
use crate::memory::{SqliteStore, Variants};
use crate::pipeline::leverage::penalty::Cause;
use crate::pipeline::{Silent, Standard};
use crate::project::{Penalties, Project};
use proptest::prelude::*;

fn turkish() -> Locale {
    "tr".parse().expect("a tag")
}

fn variant(source: &str, target: &str, kind: OriginKind, state: State) -> Variant {
    Variant {
        source_locale: Locale::english(),
        source: Content::text(source),
        locale: turkish(),
        target: Content::text(target),
        state,
        origin: Origin {
            kind,
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
    }
}

fn holding(variants: &[Variant]) -> SqliteStore {
    let mut store = SqliteStore::in_memory().expect("opens");
    for variant in variants {
        store.add(variant).expect("added");
    }
    store
}

/// Points for translations of others and for those that nobody reviewed.
fn project() -> Project {
    Project {
        targets: vec![turkish()],
        penalties: Penalties {
            origin: BTreeMap::from([(OriginKind::Tmx, 7)]),
            unreviewed: 3,
            ..Penalties::default()
        },
        ..Project::default()
    }
}

/// Asks with a searcher over a project with penalties.
fn with<T>(
    store: &SqliteStore,
    minimum: u8,
    limit: usize,
    jobs: usize,
    work: impl FnOnce(&Searcher<'_>) -> T,
) -> T {
    let (project, targets) = (project(), [turkish()]);
    let (glossary, standard) = (Glossary::default(), Standard::default());
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &standard,
        day: "2026-06-01",
        jobs,
        progress: &Silent,
    };
    let request = Request {
        targets: &targets,
        minimum,
        limit,
        explain: false,
        fragments: false,
    };
    let searcher = Searcher::new(&desk, store, request).expect("loads");
    work(&searcher)
}

fn found(store: &SqliteStore, minimum: u8, limit: usize, text: &str) -> Vec<Found> {
    with(store, minimum, limit, 1, |searcher| {
        searcher.ask(store, text).expect("asked")
    })
}

#[test]
fn points_are_taken_off_and_told_and_change_the_order() {
    let store = holding(&[
        variant(
            "The keys are lost.",
            "x",
            OriginKind::Tmx,
            State::Translated,
        ),
        variant("the keys are lost", "y", OriginKind::Return, State::Final),
    ]);
    let all = found(&store, 70, 5, " The keys are lost. ");
    let told: Vec<(u8, MatchKind, &str)> = all
        .iter()
        .map(|found| (found.score, found.kind, found.target.as_str()))
        .collect();
    assert_eq!(
        told,
        [(98, MatchKind::Fuzzy, "y"), (90, MatchKind::Fuzzy, "x")]
    );
    let causes: Vec<Cause> = all[1].penalties.iter().map(|one| one.cause).collect();
    assert_eq!(causes, [Cause::Unreviewed, Cause::Origin]);
    assert_eq!(
        (all[0].statement.as_deref(), &all[1].statement),
        (Some("a.txt"), &None)
    );
    // What falls below by its points is left out, and takes no place from another.
    assert_eq!(found(&store, 91, 5, "The keys are lost.").len(), 1);
    assert_eq!(found(&store, 70, 1, "The keys are lost.")[0].target, "y");
    assert_eq!(found(&store, 70, 0, "The keys are lost."), []);
}

#[test]
fn a_text_without_a_word_is_found_by_itself() {
    let store = holding(&[variant("* * *", "***", OriginKind::Return, State::Final)]);
    let all = found(&store, 70, 5, "* * *");
    assert_eq!(
        (all.len(), all[0].score, all[0].kind),
        (1, 100, MatchKind::Exact)
    );
    assert_eq!(found(&store, 70, 5, " \t"), []);
}

fn answers(store: &[Variant], text: &[u8], jobs: usize, buffer: usize) -> Vec<Answer> {
    let open = || Ok(holding(store));
    let first = holding(store);
    with(&first, 50, 3, jobs, |searcher| {
        let mut input = BufReader::with_capacity(buffer, text);
        let mut all = Vec::new();
        let mut each = |some: Vec<Answer>| {
            all.extend(some);
            true
        };
        let input: (&Path, &mut dyn std::io::BufRead) = (Path::new("-"), &mut input);
        batch(searcher, holding(store), &open, input, &mut each).expect("asked");
        all
    })
}

#[test]
fn a_line_that_is_no_text_has_its_answer() {
    let held = [variant(
        "The keys are lost.",
        "x",
        OriginKind::Return,
        State::Final,
    )];
    let all = answers(&held, "The keys are lost.\n\nö\u{FC}".as_bytes(), 2, 64);
    assert_eq!(all.len(), 3);
    assert_eq!(
        (all[0].matches.len(), all[1].query.as_deref()),
        (1, Some(""))
    );
    let all = answers(&held, b"The \xC3\xB6\xFF keys\nThe keys are lost.", 2, 64);
    assert_eq!((all[0].query.as_deref(), all[0].matches.len()), (None, 0));
    let finding = all[0].finding.as_ref().expect("told");
    assert_eq!(
        (finding.place.line, finding.place.column),
        (Some(1), Some(6))
    );
    assert_eq!((all[1].line, all[1].matches.len()), (2, 1));
}

#[test]
fn nobody_is_answered_who_has_gone() {
    let store = holding(&[]);
    let open = || Ok(holding(&[]));
    with(&store, 50, 3, 1, |searcher| {
        let mut input = BufReader::with_capacity(2, &b"a\nb\nc\n"[..]);
        let mut times = 0;
        let mut each = |_| {
            times += 1;
            false
        };
        let input: (&Path, &mut dyn std::io::BufRead) = (Path::new("-"), &mut input);
        batch(searcher, holding(&[]), &open, input, &mut each).expect("asked");
        assert_eq!(times, 1);
    });
}

fn some_variants() -> impl Strategy<Value = Vec<Variant>> {
    let kinds = prop::sample::select(vec![OriginKind::Return, OriginKind::Tmx]);
    let states = prop::sample::select(vec![State::Translated, State::Final]);
    let one = ("([a-cA] ){1,5}", "[x-z]", kinds, states)
        .prop_map(|(source, target, kind, state)| variant(source.trim(), &target, kind, state));
    prop::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// The best few are the beginning of all there are, best first.
    #[test]
    fn few_are_the_best_of_all(
        held in some_variants(), query in "([a-cA] ){1,5}", limit in 0_usize..5,
    ) {
        let store = holding(&held);
        let mut all = found(&store, 50, usize::MAX, &query);
        let scores: Vec<_> = all.iter().map(|one| (one.kind, std::cmp::Reverse(one.score))).collect();
        prop_assert!(scores.is_sorted());
        prop_assert_eq!(all.iter().map(|one| &one.variant).collect::<BTreeSet<_>>().len(), all.len());
        all.truncate(limit);
        prop_assert_eq!(found(&store, 50, limit, &query), all);
    }

    /// Many lines are answered as each alone is, in order, whoever does the work and
    /// however the bytes come.
    #[test]
    fn many_are_answered_as_one_is(
        held in some_variants(),
        lines in prop::collection::vec("([a-cA] ){0,5}", 0..12),
        buffer in 1_usize..40,
    ) {
        let store = holding(&held);
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let all = answers(&held, text.as_bytes(), 3, buffer);
        prop_assert_eq!(all.len(), lines.len());
        for ((number, line), answer) in (1..).zip(&lines).zip(all) {
            prop_assert_eq!((answer.line, answer.query.as_ref()), (number, Some(line)));
            prop_assert_eq!(answer.matches, found(&store, 50, 3, line));
        }
    }
}
