//! How fast the parts are, each beside a limit in the same run.
//!
//! The corpus is made here, from a seed: sentences of 8 to 30 words out of 2,000
//! made-up ones, every tenth an edited copy of an earlier one.
//!
//! `cargo bench --bench pipeline`

#![allow(clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tilmach::memory::{SqliteStore, Store, Variants};
use tilmach::model::{Content, Context, Locale, Origin, OriginKind, State, Variant};

/// A generator of numbers that are the same in every run (Knuth, MMIX).
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn sentences(count: usize) -> Vec<String> {
    let mut seed = Seed(20_260_102);
    let syllables = ["ta", "re", "mi", "so", "lu", "ke", "no", "va", "di", "po"];
    let words: Vec<String> = (0..2_000)
        .map(|_| {
            (0..2 + seed.below(3))
                .map(|_| syllables[seed.below(10)])
                .collect()
        })
        .collect();
    let mut sentences: Vec<String> = Vec::with_capacity(count);
    for number in 0..count {
        if number % 10 == 9 {
            let earlier = sentences[seed.below(number)].clone();
            let edited = earlier.replacen(' ', &format!(" {} ", words[seed.below(2_000)]), 1);
            sentences.push(edited);
            continue;
        }
        let list: Vec<&str> = (0..8 + seed.below(23))
            .map(|_| words[seed.below(2_000)].as_str())
            .collect();
        let text = list.join(" ");
        sentences.push(format!("{}{}.", text[..1].to_ascii_uppercase(), &text[1..]));
    }
    sentences
}

fn variant(source: &str, number: usize) -> Variant {
    Variant {
        source_locale: Locale::english(),
        source: Content::text(source),
        locale: "tr".parse().expect("a tag"),
        target: Content::text(format!("çeviri {number}")),
        state: State::Translated,
        origin: Origin {
            kind: OriginKind::Tmx,
            file: "bench.tmx".to_owned(),
            export: None,
            unit: None,
        },
        contexts: vec![Context::default()],
        added: "2026-01-02".to_owned(),
        by: None,
        superseded: false,
        marks: Default::default(),
        extra: None,
    }
}

/// Storing 1,000 variants in one transaction beside inserting as many rows of
/// the same size into a bare table.
fn storing(criterion: &mut Criterion) {
    let sentences = sentences(1_000);
    let variants: Vec<Variant> = sentences
        .iter()
        .enumerate()
        .map(|(n, s)| variant(s, n))
        .collect();
    let mut group = criterion.benchmark_group("store 1,000 variants");
    group.throughput(Throughput::Elements(1_000));
    group.bench_function("tilmach", |bench| {
        bench.iter_batched(
            || SqliteStore::in_memory().expect("opens"),
            |mut store| {
                store.begin().expect("begins");
                for variant in &variants {
                    store.add(variant).expect("stored");
                }
                store.commit().expect("commits");
            },
            BatchSize::SmallInput,
        );
    });
    group.bench_function("limit: bare SQLite rows", |bench| {
        bench.iter_batched(
            || {
                let bare = rusqlite::Connection::open_in_memory().expect("opens");
                bare.execute_batch("CREATE TABLE row (source TEXT, target TEXT)")
                    .expect("made");
                bare
            },
            |bare| {
                bare.execute_batch("BEGIN").expect("begins");
                let mut insert = bare
                    .prepare("INSERT INTO row VALUES (?1, ?2)")
                    .expect("prepares");
                for variant in &variants {
                    insert
                        .execute([variant.source.plain(), variant.target.plain()])
                        .expect("stored");
                }
                drop(insert);
                bare.execute_batch("COMMIT").expect("commits");
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = storing
}
criterion_main!(benches);
