//! A memory of every past form opens, is brought up to date, and still knows
//! what it knew (`tests/data/memory`).

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tilmach::memory::{
    Exchange, Glossaries, KeptFilter, Passages, SqliteStore, Statements, Store, Variants,
};
use tilmach::model::{Locale, State};
use tilmach::text::key::MatchKey;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/memory")
}

/// The memory of a form, copied to where it may be changed.
fn open(form: usize, folder: &Path) -> SqliteStore {
    let path = folder.join("memory.sqlite");
    let kept = self::folder().join(format!("form-{form}.sqlite"));
    fs::copy(kept, &path).expect("copied");
    SqliteStore::open(&path, Duration::ZERO).expect("opens")
}

#[test]
fn there_is_a_memory_of_every_form() {
    let count = |folder: PathBuf, ending: &str| {
        let files = fs::read_dir(folder).expect("listed").flatten();
        files
            .filter(|file| file.file_name().to_string_lossy().ends_with(ending))
            .count()
    };
    let steps = count(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tm/schema"),
        ".sql",
    );
    assert_eq!(count(folder(), ".sqlite"), steps, "add form-{steps}.sqlite");
}

#[test]
fn the_first_form() {
    let temporary = tempfile::tempdir().expect("a folder");
    let store = open(1, temporary.path());
    assert!(store.verify().expect("verifies").is_empty());
    let counts = store.counts().expect("counts");
    assert_eq!(
        (counts.statements, counts.versions, counts.exports),
        (1, 2, 10)
    );
    assert_eq!((counts.imports, counts.quarantined), (5, 1));
    let turkish: Locale = "tr".parse().expect("a tag");
    let all = store.all(&turkish, true).expect("all");
    assert_eq!(all.len(), 6);
    assert_eq!(all.iter().filter(|variant| variant.superseded).count(), 1);
    assert_eq!(
        all.iter()
            .filter(|variant| variant.source.has_codes())
            .count(),
        1
    );
    let key = MatchKey::of("Nobody has answered yet.", &Locale::english());
    let found = store.find(key, &turkish).expect("found");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].target.plain(), "Henüz kimse yanıt vermedi.");
    assert_eq!(found[0].state, State::Reviewed);
    let version = store.latest("first.txt").expect("asked").expect("there");
    assert_eq!(version.number, 2);
    let document = store.document(&version).expect("read");
    assert_eq!(document.paragraphs[1].text(), "The report is out at last.");
    let id = store.export_ids().expect("listed")[0].clone();
    assert!(
        !store
            .export(&id)
            .expect("asked")
            .expect("there")
            .units
            .is_empty()
    );
}

/// What was marked before there were marks is nothing; what was marked since is
/// known.
#[test]
fn the_second_form() {
    let temporary = tempfile::tempdir().expect("a folder");
    let marks = |form: usize| {
        let store = open(form, temporary.path());
        assert!(store.verify().expect("verifies").is_empty());
        let turkish: Locale = "tr".parse().expect("a tag");
        let all = store.all(&turkish, true).expect("all");
        let of = |marked: &tilmach::model::Variant| {
            let codes = marked.marks.iter().cloned().collect::<Vec<_>>();
            (marked.target.plain(), codes.join(" "), marked.superseded)
        };
        let marked = all.iter().filter(|variant| !variant.marks.is_empty());
        let counts = store.counts().expect("counts");
        (
            marked.map(of).collect::<Vec<_>>(),
            counts.marked.get("tr").copied(),
        )
    };
    assert_eq!(marks(1), (Vec::new(), None));
    let (marked, counted) = marks(2);
    let numbers = (
        "20 kişi bekliyor.".to_owned(),
        "check::numbers".to_owned(),
        false,
    );
    let missing = ("Yer eskidir.".to_owned(), "term::missing".to_owned(), true);
    assert_eq!(marked, [numbers, missing]);
    assert_eq!(counted, Some(1), "what is superseded counts no more");
}

/// Documents, what is said beside a translation, and decisions: an older memory
/// has none of them, and what it kept aside still waits.
#[test]
fn the_third_form() {
    let temporary = tempfile::tempdir().expect("a folder");
    let all = KeptFilter {
        decided: true,
        ..KeptFilter::default()
    };
    let old = open(1, temporary.path());
    let kept = old.quarantined(&KeptFilter::default()).expect("listed");
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].unit.message.as_str(), kept[0].unit.line),
        ("", None)
    );
    let version = old.latest("first.txt").expect("asked").expect("there");
    assert_eq!(old.original(&version).expect("asked"), None);
    drop(old);

    let store = open(3, temporary.path());
    assert!(store.verify().expect("verifies").is_empty());
    let version = store.latest("page.html").expect("asked").expect("there");
    let (format, bytes) = store.original(&version).expect("asked").expect("kept");
    assert_eq!(format, "html");
    assert_eq!(bytes, b"<p>The door is open.</p>\n<p>Nobody came.</p>\n");
    let turkish: Locale = "tr".parse().expect("a tag");
    let variants = store.all(&turkish, true).expect("all");
    let said = variants.iter().find_map(|variant| variant.extra.as_ref());
    let said = said.expect("one came from another memory");
    assert_eq!(said.tuid.as_deref(), Some("17"));
    assert_eq!(
        said.properties,
        [("x-project".to_owned(), "doors".to_owned())]
    );
    assert_eq!(said.notes, ["seen on a sign"]);
    assert_eq!(said.created.as_deref(), Some("2026-01-05"));
    let waiting = store.quarantined(&KeptFilter::default()).expect("listed");
    assert_eq!(waiting.len(), 1);
    let kept = store.quarantined(&all).expect("listed");
    assert_eq!(kept.len(), 3);
    let words: Vec<Option<bool>> = kept
        .iter()
        .map(|kept| kept.verdict.as_ref().map(|verdict| verdict.is_accepted()))
        .collect();
    assert_eq!(words, [Some(true), Some(false), None]);
    assert_eq!(kept[0].unit.line, Some(21));
}

/// Passages and quotations: in an older memory nobody has looked for them yet, and
/// they are found when they are wanted.
#[test]
fn the_fourth_form() {
    let temporary = tempfile::tempdir().expect("a folder");
    let mut old = open(3, temporary.path());
    assert!(old.passages().expect("listed").is_empty());
    let version = old.latest("page.html").expect("asked").expect("there");
    assert_eq!(old.quotations(&version).expect("asked"), None);
    tilmach::pipeline::passages::corpus::record_missing(&mut old, &Locale::english())
        .expect("recorded");
    assert_eq!(old.quotations(&version).expect("asked"), Some(Vec::new()));
    drop(old);

    let store = open(4, temporary.path());
    assert!(store.verify().expect("verifies").is_empty());
    let version = store.latest("river.txt").expect("asked").expect("there");
    let quotations = store
        .quotations(&version)
        .expect("asked")
        .expect("recorded");
    assert_eq!(quotations.len(), 1);
    assert_eq!(quotations[0].speaker.as_deref(), Some("Ana Roe"));
    let parts: Vec<(u32, u32, u32)> = quotations[0]
        .parts
        .iter()
        .map(|part| (part.paragraph, part.first, part.past))
        .collect();
    assert_eq!(parts, [(2, 1, 53)]);
    let passages = store.passages().expect("listed");
    assert_eq!(passages.len(), 1);
    assert_eq!(passages[0].former.len(), 1);
    assert_eq!(passages[0].origin.line(), "Ana Roe, River report, 2024-05");
    let superseded: Vec<bool> = passages[0].versions.iter().map(|v| v.superseded).collect();
    assert_eq!(superseded, [true, false]);
}

/// States of the glossary: an older memory has met none, and of its packages nobody knows
/// under which version they were made.
#[test]
fn the_fifth_form() {
    let temporary = tempfile::tempdir().expect("a folder");
    let old = open(4, temporary.path());
    assert!(old.glossary_states().expect("listed").is_empty());
    let under: Vec<_> = old
        .exports_under(None)
        .expect("counted")
        .into_iter()
        .collect();
    assert_eq!(under, [(None, 1)]);
    drop(old);

    let store = open(5, temporary.path());
    assert!(store.verify().expect("verifies").is_empty());
    let damaged = tilmach::pipeline::decisions::verify(&store).expect("looked at");
    assert!(
        damaged.is_empty(),
        "every version can be given back: {damaged:?}"
    );
    let states = store.glossary_states().expect("listed");
    let days: Vec<&str> = states.iter().map(|state| state.day.as_str()).collect();
    assert_eq!(days, ["2026-03-01", "2026-03-04", "2026-03-05"]);
    let before = tilmach::pipeline::decisions::at(&store, 1).expect("given back");
    assert!(before.get("river").is_some());
    let signed = |number: i64| {
        let glossary = tilmach::pipeline::decisions::at(&store, number).expect("given back");
        let camp = glossary.get("camp").expect("a concept");
        let term = camp.terms.iter().find(|term| term.text == "kamp");
        term.and_then(|term| term.sign_off.clone())
            .map(|signed| signed.reason)
    };
    assert_eq!(
        (signed(1), signed(3)),
        (None, Some("two teachers".to_owned()))
    );
    let gone = store.concept_states("river").expect("listed");
    assert_eq!(gone.last(), Some(&(3, None)));
    let under = store.exports_under(None).expect("counted");
    assert_eq!(under.get(&Some(states[0].version.clone())), Some(&1));
}
