//! The two that are measured.

use std::cell::RefCell;

use tilmach::memory::{Compared, Comparison, FuzzyIndex, SqliteStore, Store, Variants};
use tilmach::model::{Content, Context, Locale, Origin, OriginKind, State, Variant};

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
        let hits = self
            .0
            .search(&Content::text(text), None, threshold, super::ANSWERS);
        hits.into_iter()
            .map(|hit| (hit.source, hit.score))
            .collect()
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
    comparison: RefCell<Comparison>,
    /// Number, from 1, and words; by how many words there are.
    segments: Vec<(i64, Compared)>,
}

impl Truth {
    pub fn new(segments: &[String]) -> Truth {
        let mut comparison = Comparison::new(&Locale::english());
        let read = |text: &String| comparison.read(&Content::text(text.as_str()));
        let mut all: Vec<(i64, Compared)> = (1..).zip(segments.iter().map(read)).collect();
        all.sort_by_key(|(id, text)| (text.words(), *id));
        Truth {
            comparison: RefCell::new(comparison),
            segments: all,
        }
    }

    pub fn search(&self, text: &str, threshold: u8) -> Answers {
        let mut comparison = self.comparison.borrow_mut();
        let query = comparison.read(&Content::text(text));
        let least = query.words() * usize::from(threshold) / 100;
        let most = query.words() * 100 / usize::from(threshold);
        let start = self
            .segments
            .partition_point(|(_, text)| text.words() < least);
        let near = self.segments[start..]
            .iter()
            .take_while(|(_, text)| text.words() <= most);
        let scored = near.map(|(id, text)| (*id, comparison.score(&query, text)));
        let mut found: Answers = scored.filter(|(_, score)| *score >= threshold).collect();
        found.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
        found
    }
}
