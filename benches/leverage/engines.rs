//! The two that are measured.

use std::collections::BTreeMap;

use tilmach::memory::{FuzzyIndex, SqliteStore, Store, Variants, score};
use tilmach::model::{Content, Context, Locale, Origin, OriginKind, State, Variant};
use tilmach::text::token::folded_words;

use super::Answers;

/// The index of the memory.
pub struct Ours(FuzzyIndex);

impl Ours {
    /// Over a memory of these segments, in this order.
    pub fn new(segments: &[String]) -> Ours {
        let mut store = SqliteStore::in_memory().expect("opens");
        store.begin().expect("begins");
        for segment in segments {
            store.add(&variant(segment)).expect("stored");
        }
        store.commit().expect("commits");
        Ours(FuzzyIndex::load(&store, &Locale::english()).expect("loads"))
    }

    pub fn search(&self, text: &str, threshold: u8) -> Answers {
        self.0.search(text, threshold)
    }
}

fn variant(source: &str) -> Variant {
    Variant {
        source_locale: Locale::english(),
        source: Content::text(source),
        locale: "tr".parse().expect("a tag"),
        target: Content::text("çeviri"),
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

/// Comparing with every segment whose length allows it, by the score itself.
pub struct Truth {
    words: BTreeMap<String, u32>,
    /// Number, from 1, and words; by how many words there are.
    segments: Vec<(i64, Vec<u32>)>,
}

impl Truth {
    pub fn new(segments: &[String]) -> Truth {
        let mut words: BTreeMap<String, u32> = BTreeMap::new();
        let mut all: Vec<(i64, Vec<u32>)> = Vec::with_capacity(segments.len());
        for (segment, id) in segments.iter().zip(1..) {
            let numbers = folded_words(segment, &Locale::english()).into_iter();
            let numbers = numbers.map(|word| {
                let next = words.len() as u32;
                *words.entry(word).or_insert(next)
            });
            all.push((id, numbers.collect()));
        }
        all.sort_by_key(|(id, words)| (words.len(), *id));
        Truth {
            words,
            segments: all,
        }
    }

    pub fn search(&self, text: &str, threshold: u8) -> Answers {
        let words = folded_words(text, &Locale::english());
        let known = |word: &String| self.words.get(word).copied().unwrap_or(u32::MAX);
        let query: Vec<u32> = words.iter().map(known).collect();
        let (least, most) = (
            query.len() * usize::from(threshold) / 100,
            query.len() * 100 / usize::from(threshold),
        );
        let start = self
            .segments
            .partition_point(|(_, words)| words.len() < least);
        let near = self.segments[start..]
            .iter()
            .take_while(|(_, words)| words.len() <= most);
        let scored = near.map(|(id, words)| (*id, score(&query, words, threshold)));
        let mut found: Answers = scored.filter(|(_, score)| *score >= threshold).collect();
        found.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
        found
    }
}
