//! The search against comparing with everything.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::build::gather;
use super::score::score;
use super::*;
use crate::memory::{Indexed, SqliteStore, Variants};
use crate::model::{Code, CodeKind, Origin, OriginKind, State, Variant};

fn english() -> Locale {
    Locale::english()
}

fn tag(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

/// Texts of few words, so that many are alike; `<` is a code.
fn content(text: &str) -> Content {
    let mut content = Content::default();
    for (at, part) in text.split('<').enumerate() {
        if at > 0 {
            content.push_code(Code {
                kind: CodeKind::Alone,
                id: format!("c{at}"),
                ctype: None,
                equiv: None,
                data: None,
            });
        }
        content.push_text(part);
    }
    content
}

/// An index whose first part is sorted and whose second came later.
fn index(first: &[(Content, u32)], second: &[(Content, u32)]) -> FuzzyIndex {
    let gathered = gather(&english(), |each| {
        for (source, (content, mask)) in (1..).zip(first) {
            each(source, *mask, content.clone());
        }
        Ok(())
    });
    let (vocabulary, base) = gathered.expect("gathered").build();
    let mut index = FuzzyIndex {
        vocabulary,
        base,
        fresh: Fresh::default(),
        extent: Extent::default(),
        targets: vec!["tr".to_owned(), "kk".to_owned()],
        scratches: Mutex::default(),
    };
    for (source, (content, mask)) in (first.len() as i64 + 1..).zip(second) {
        index.insert(source, content, *mask);
    }
    index
}

/// Every source compared with the query by the score alone.
fn brute(
    all: &[(Content, u32)],
    query: &Content,
    mask: u32,
    minimum: u8,
    limit: usize,
) -> Vec<Hit> {
    let mut vocabulary = Vocabulary::new(&english());
    let (mut wanted, mut reading) = (Reading::default(), Reading::default());
    vocabulary.learn(query, &mut wanted);
    let mut hits = Vec::new();
    for (source, (content, of_source)) in (1..).zip(all) {
        vocabulary.learn(content, &mut reading);
        let score = score(&wanted, &reading, vocabulary.numbers, &mut Vec::new());
        if score >= minimum && of_source & mask != 0 && !wanted.words.is_empty() {
            hits.push(Hit { source, score });
        }
    }
    hits.sort_by_key(|hit| (Reverse(hit.score), hit.source));
    hits.truncate(limit);
    hits
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "a", "a", "the", "The", "of", "rain", "Rain", "snow", "1", "22", "2022", "<", ",", "wind",
        "’", "…", "b1", "sun", "联", "合", "ʼ", "'", "ʼ", "'",
    ]);
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Nothing that comparing with everything finds is missed, whatever the threshold,
    /// the number of answers, the language, and what came first.
    #[test]
    fn the_search_is_exact(
        texts in prop::collection::vec((text(), 1_u32..4), 0..40),
        cut in 0_usize..40,
        query in text(),
        minimum in prop::sample::select(vec![1_u8, 30, 49, 50, 55, 60, 66, 69, 70, 75, 80, 90, 99, 100]),
        limit in 0_usize..8,
        target in prop::option::of(prop::sample::select(vec!["tr", "kk", "ug"])),
    ) {
        let all: Vec<(Content, u32)> =
            texts.iter().map(|(text, mask)| (content(text), *mask)).collect();
        let (first, second) = all.split_at(cut.min(all.len()));
        let index = index(first, second);
        let mask = match target { None => 3, Some("tr") => 1, Some("kk") => 2, _ => 0 };
        let target = target.map(tag);
        for query in [content(&query), all.first().map_or_else(Content::default, |(c, _)| c.clone())] {
            let found = index.search(&query, target.as_ref(), minimum, limit);
            prop_assert_eq!(found, brute(&all, &query, mask, minimum, limit));
        }
    }

    /// Long texts need more than one word of 64 bits.
    #[test]
    fn long_texts_are_found(
        words in prop::collection::vec(0_u8..40, 60..300),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..60), 0..60),
        minimum in 50_u8..100,
    ) {
        let mut other = words.clone();
        for (at, word) in changes {
            let at = at.index(other.len());
            other[at] = word;
        }
        let text = |words: &[u8]| {
            let words: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
            content(&words.join(" "))
        };
        let all = vec![(text(&words), 1), (text(&words[1..]), 1), (content("w1 w2"), 1)];
        let found = index(&all, &[]).search(&text(&other), None, minimum, 5);
        prop_assert_eq!(found, brute(&all, &text(&other), 1, minimum, 5));
    }

    #[test]
    fn the_score_is_the_same_from_either_side(one in text(), other in text()) {
        let (there, back) = (
            explain(&content(&one), &content(&other), &english()),
            explain(&content(&other), &content(&one), &english()),
        );
        prop_assert_eq!(there.score, back.score);
        prop_assert_eq!(there.halves, back.halves);
        prop_assert_eq!(there.score == 100, content(&one) == content(&other));
    }

    /// The steps lead from one text to the other, and the score is what they cost.
    #[test]
    fn an_explanation_adds_up(one in text(), other in text()) {
        let told = explain(&content(&one), &content(&other), &english());
        if told.score < 100 && told.words > 0 {
            let whole = 2 * told.words;
            let base = (whole - told.halves) * 100 / whole;
            prop_assert_eq!(usize::from(told.score), base.saturating_sub(told.lost.len()).min(99));
        }
    }
}

/// The longest runs, found by trying every pair of places.
fn brute_runs(all: &[(Content, u32)], text: &Content, mask: u32, least: usize) -> Vec<Run> {
    let read = |content: &Content| -> Vec<String> {
        let text = content.plain();
        let words = crate::text::pieces::pieces(&text);
        let words = words.filter(|(kind, _)| *kind != crate::text::pieces::Kind::Mark);
        words
            .map(|(_, word)| crate::text::fold::fold(word, &english()))
            .collect()
    };
    let words = read(text);
    let mut found: Vec<(usize, usize, i64, usize)> = Vec::new();
    for (source, (content, of_source)) in (1..).zip(all) {
        let others = read(content);
        for at in 0..words.len() {
            for there in 0..others.len() {
                let run = words[at..].iter().zip(&others[there..]);
                let run = run.take_while(|(one, other)| one == other).count();
                if run >= least && of_source & mask != 0 {
                    found.push((at, at + run, source, there));
                }
            }
        }
    }
    let is_longest = |from: usize, to: usize| {
        !found
            .iter()
            .any(|run| run.0 <= from && run.1 >= to && (run.0, run.1) != (from, to))
    };
    let mut runs: BTreeMap<(usize, usize), BTreeMap<i64, usize>> = BTreeMap::new();
    for (from, to, source, there) in found.iter().copied().filter(|run| is_longest(run.0, run.1)) {
        runs.entry((from, to))
            .or_default()
            .entry(source)
            .or_insert(there);
    }
    let run = |((from, to), sources): ((usize, usize), BTreeMap<i64, usize>)| Run {
        words: from..to,
        sources: sources
            .into_iter()
            .map(|(source, at)| (source, at..at + to - from))
            .collect(),
    };
    runs.into_iter().map(run).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every longest run is found, with all its sources.
    #[test]
    fn the_longest_runs_are_found(
        texts in prop::collection::vec(("([a-e] |12 |13 |, ){0,14}", 1_u32..4), 0..25),
        cut in 0_usize..25,
        text in "([a-f] |12 |13 ){0,14}",
        least in 2_usize..6,
        target in prop::option::of(prop::sample::select(vec!["tr", "kk"])),
    ) {
        let all: Vec<(Content, u32)> =
            texts.iter().map(|(text, mask)| (content(text), *mask)).collect();
        let has_words = |c: &Content| c.plain().chars().any(char::is_alphanumeric);
        prop_assume!(all.iter().all(|(c, _)| has_words(c)));
        let (first, second) = all.split_at(cut.min(all.len()));
        let index = index(first, second);
        let mask = match target { None => 3, Some("tr") => 1, _ => 2 };
        let wanted = Wanted { least, sources: usize::MAX, common: usize::MAX };
        let found = index.runs(&content(&text), &[target.map(tag).as_ref()], wanted);
        prop_assert_eq!(found, [brute_runs(&all, &content(&text), mask, least)]);
        // What came first does not show, and neither does what other languages have.
        let wanted = Wanted { common: 3, ..wanted };
        let whole = self::index(&all, &[]);
        let targets = [tag("tr"), tag("kk")];
        let targets = [Some(&targets[0]), Some(&targets[1])];
        let found = index.runs(&content(&text), &targets, wanted);
        prop_assert_eq!(&found, &whole.runs(&content(&text), &targets, wanted));
    }
}

#[track_caller]
fn check(one: &str, other: &str, expected: u8) {
    let told = explain(&content(one), &content(other), &english());
    assert_eq!(told.score, expected, "{one:?} {other:?} {told:?}");
}

#[test]
fn what_is_alike() {
    check("a b c d", "a b c d", 100);
    check("a b c d", "a b x d", 75);
    check("a b c d", "a b c d e", 80);
    check("a b", "c d", 0);
    check("a b c", "a c b", 33);
    // A number is half a word, a capital, a mark and a code a point each.
    check("It rained in 2022", "It rained in 2023", 87);
    check("The rain", "the rain", 99);
    check("The rain", "the rain.", 98);
    check("The rain", "the <rain.", 97);
    check("the rain", "the  rain", 99);
    check("“rain”", "\"rain\"", 99);
    check("cafe\u{301}", "caf\u{e9}", 100);
    // Four changed numbers of fifteen words are not almost the same.
    let text = "of 1 and 2 and 3 and 4 men who came here no one went";
    let other = text
        .replace('1', "5")
        .replace('2', "6")
        .replace('3', "7")
        .replace('4', "8");
    check(text, &other, 86);
    // Marks alone are compared as words; codes alone are the same or not.
    check("***", "***", 100);
    check("***", "**", 66);
    check("<", "<", 100);
    check("<", "<<", 0);
    check("", "", 100);
    check("", "a", 0);
    check("联合国", "联合会", 66);
}

#[test]
fn a_million_words_are_no_trouble() {
    let long = "rain ".repeat(100_000);
    let other = format!("{long} snow");
    let all = [(content(&long), 1), (content("rain"), 1)];
    let index = index(&all, &[]);
    assert_eq!(
        index.search(&content(&long), None, 70, 5),
        [Hit {
            source: 1,
            score: 100
        }]
    );
    // Beyond the limit only the same text is found.
    assert_eq!(index.search(&content(&other), None, 70, 5), []);
    for nothing in ["", " ", "<", "\u{200B}"] {
        assert_eq!(index.search(&content(nothing), None, 50, 5), []);
    }
}

#[test]
fn identical_units_are_all_found_in_order() {
    let all: Vec<(Content, u32)> = (0..3000)
        .map(|at| {
            (
                content(&format!("a wind of <{} change", " ".repeat(at % 7))),
                1,
            )
        })
        .collect();
    let hits = index(&all, &[]).search(&content("a wind of change"), None, 50, 4);
    let expected = brute(&all, &content("a wind of change"), 1, 50, 4);
    assert_eq!(hits, expected);
}

fn variant(source: &str, tag: &str) -> Variant {
    Variant {
        source_locale: english(),
        source: content(source),
        locale: self::tag(tag),
        target: Content::text("…"),
        state: State::Translated,
        origin: Origin {
            kind: OriginKind::Tmx,
            file: "a.tmx".to_owned(),
            export: None,
            unit: None,
        },
        contexts: Vec::new(),
        added: "2026-01-02".to_owned(),
        by: None,
        superseded: false,
        marks: Default::default(),
        extra: None,
    }
}

fn store(folder: &std::path::Path, name: &str, texts: impl Iterator<Item = String>) -> SqliteStore {
    let mut store =
        SqliteStore::open(&folder.join(name), std::time::Duration::ZERO).expect("opened");
    add(&mut store, texts);
    store
}

fn add(store: &mut SqliteStore, texts: impl Iterator<Item = String>) {
    store.begin().expect("begun");
    for text in texts {
        store.add(&variant(&text, "tr")).expect("added");
    }
    store.commit().expect("done");
}

fn texts(range: std::ops::Range<usize>) -> impl Iterator<Item = String> {
    range.map(|at| format!("a rain of number w{at} fell on w{} that day", at / 2))
}

/// What the index finds is what one that is made anew finds.
#[track_caller]
fn is_right(index: &FuzzyIndex, store: &SqliteStore) {
    let now = store.extent(None).expect("an extent");
    let anew = build::build(store, &english(), now).expect("built");
    assert_eq!(index.len(), anew.len());
    for at in [0, 7, 900, 1400, 1999, 2600] {
        let query = content(&format!(
            "a rain of number w{at} fell on w{} that night",
            at / 2
        ));
        for target in [None, Some(tag("tr")), Some(tag("kk"))] {
            let (found, expected) = (
                index.search(&query, target.as_ref(), 50, 9),
                anew.search(&query, target.as_ref(), 50, 9),
            );
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn the_file_is_read_again_and_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path(), "m.sqlite", texts(0..2000));
    let file = store.index_file(&english()).expect("a file");
    let made = FuzzyIndex::load(&store, &english()).expect("loaded");
    is_right(&made, &store);
    let written = std::fs::read(&file).expect("written");
    let read = file::read(&file, &english()).expect("read");
    assert_eq!(
        (&read.base, &read.vocabulary.bytes),
        (&made.base, &made.vocabulary.bytes)
    );
    add(&mut store, texts(1990..2100));
    store
        .add(&variant("a rain of number w7 fell on w3 that day", "kk"))
        .expect("added");
    store
        .add(&variant(
            "a rain of number w2050 fell on w1025 that day",
            "kk",
        ))
        .expect("added");
    let grown = FuzzyIndex::load(&store, &english()).expect("loaded");
    assert_eq!(
        (grown.base.units.len(), grown.fresh.units.len()),
        (2000, 100)
    );
    is_right(&grown, &store);
    assert_eq!(
        std::fs::read(&file).expect("there"),
        written,
        "a little is not written"
    );
    add(&mut store, texts(2100..4000));
    let anew = FuzzyIndex::load(&store, &english()).expect("loaded");
    assert_eq!(anew.fresh.units.len(), 0);
    is_right(&anew, &store);
    assert_ne!(std::fs::read(&file).expect("there"), written);
}

#[test]
fn what_is_added_one_by_one_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = store(folder.path(), "m.sqlite", texts(0..1500));
    let mut index = FuzzyIndex::load(&store, &english()).expect("loaded");
    add(&mut store, texts(1500..1600));
    index.refresh(&store).expect("refreshed");
    is_right(&index, &store);
    index.add(999_999, &content("nothing like it"), &tag("ug"));
    let found = index.search(&content("nothing like it"), Some(&tag("ug")), 70, 1);
    assert_eq!(
        found,
        [Hit {
            source: 999_999,
            score: 100
        }]
    );
    index.add(999_999, &content("nothing like it"), &tag("kk"));
    assert_eq!(
        index
            .search(&content("nothing like it"), Some(&tag("kk")), 70, 1)
            .len(),
        1
    );
}

#[test]
fn a_file_of_another_memory_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = store(folder.path(), "one.sqlite", texts(0..1500));
    let other = store(folder.path(), "other.sqlite", texts(1..1501));
    FuzzyIndex::load(&one, &english()).expect("loaded");
    let (from, to) = (one.index_file(&english()), other.index_file(&english()));
    std::fs::copy(from.expect("a file"), to.expect("a file")).expect("copied");
    let index = FuzzyIndex::load(&other, &english()).expect("loaded");
    is_right(&index, &other);
}

/// The same translations, whose sources have other numbers.
#[test]
fn a_file_of_the_same_texts_in_another_order_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = store(folder.path(), "one.sqlite", texts(0..1500));
    let turned: Vec<String> = texts(0..1500).collect();
    let other = store(folder.path(), "other.sqlite", turned.into_iter().rev());
    FuzzyIndex::load(&one, &english()).expect("loaded");
    let (from, to) = (one.index_file(&english()), other.index_file(&english()));
    std::fs::copy(from.expect("a file"), to.expect("a file")).expect("copied");
    is_right(
        &FuzzyIndex::load(&other, &english()).expect("loaded"),
        &other,
    );
}

/// An index file holds numbers for what was read in this way: when this test fails, the
/// number in `file::MAGIC` must change with what is expected here.
#[test]
fn texts_are_read_as_index_files_hold_them() {
    let mut vocabulary = Vocabulary::new(&english());
    let mut reading = Reading::default();
    let text =
        "The U.N. said: “China’s 1,000 men — 46-page”, İstanbul, Straße, 联合国 ئۇيغۇر e\u{301}";
    vocabulary.learn(&content(text), &mut reading);
    let told = format!("{:?} {:?} {:?}", vocabulary.bytes, vocabulary.ends, reading);
    assert_eq!(
        blake3::hash(told.as_bytes()).to_hex()[..16],
        *"d9a00e94e0f7043a"
    );
}

/// Repeated words are laid beside each other once.
#[test]
fn runs_of_one_word_have_an_end() {
    let long = |times| content(&"rain ".repeat(times));
    let index = index(&[(long(4000), 1)], &[(long(3000), 1)]);
    let wanted = Wanted {
        least: 4,
        sources: 2,
        common: 2000,
    };
    let runs = index.runs(&long(6000), &[None], wanted);
    assert_eq!(runs[0].len(), 2001);
    assert_eq!(index.runs(&long(60_000), &[None], wanted), [[]]);
}

#[cfg(unix)]
#[test]
fn who_may_not_read_the_memory_may_not_read_its_index() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "m.sqlite", texts(0..1200));
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).expect("there").permissions().mode();
    let memory = folder.path().join("m.sqlite");
    for wanted in [0o600, 0o640] {
        std::fs::set_permissions(&memory, PermissionsExt::from_mode(wanted)).expect("set");
        let file = store.index_file(&english()).expect("a file");
        let _ = std::fs::remove_file(&file);
        FuzzyIndex::load(&store, &english()).expect("loaded");
        assert_eq!(mode(&file) & 0o777, wanted);
        let names = std::fs::read_dir(folder.path()).expect("listed").flatten();
        assert!(
            names
                .into_iter()
                .all(|one| !one.file_name().to_string_lossy().ends_with(".part"))
        );
    }
}

#[test]
fn a_file_that_is_torn_is_not_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "m.sqlite", texts(0..1200));
    let file = store.index_file(&english()).expect("a file");
    FuzzyIndex::load(&store, &english()).expect("loaded");
    let whole = std::fs::read(&file).expect("written");
    assert!(file::read(&file, &english()).is_some());
    assert!(file::read(&file, &tag("tr")).is_none());
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        std::fs::write(&file, &whole[..at]).expect("cut");
        assert!(file::read(&file, &english()).is_none(), "cut at {at}");
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        std::fs::write(&file, damaged).expect("damaged");
        assert!(file::read(&file, &english()).is_none(), "damaged at {at}");
    }
    let index = FuzzyIndex::load(&store, &english()).expect("loaded");
    is_right(&index, &store);
    assert_eq!(
        std::fs::read(&file).expect("written"),
        whole,
        "the same memory, the same bytes"
    );
}

#[test]
fn a_small_memory_has_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = store(folder.path(), "m.sqlite", texts(0..1));
    let index = FuzzyIndex::load(&store, &english()).expect("loaded");
    assert_eq!(
        index
            .search(
                &content("a rain of number w0 fell on w0 that day"),
                None,
                50,
                5
            )
            .len(),
        1
    );
    assert!(!store.index_file(&english()).expect("a file").exists());
}
