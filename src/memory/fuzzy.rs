//! Finding similar sources: simple, exact, and in memory.
//!
//! The index holds the words of every source that has a translation and
//! compares a query with all of the right length. It finds everything or
//! nothing is wrong; a faster one can take its place behind the same call.

use std::collections::BTreeMap;

use crate::model::Locale;
use crate::text::token::folded_words;

use super::score::score;
use super::{Error, Store};

/// The words of all sources of one language, as they were when it was made.
#[derive(Debug)]
pub struct FuzzyIndex {
    locale: Locale,
    words: BTreeMap<String, u32>,
    /// Sorted by number of words.
    sources: Vec<(i64, Vec<u32>)>,
}

impl FuzzyIndex {
    /// Reads all sources of a language that have a translation.
    pub fn load(store: &dyn Store, locale: &Locale) -> Result<FuzzyIndex, Error> {
        let mut words: BTreeMap<String, u32> = BTreeMap::new();
        let mut sources: Vec<(i64, Vec<u32>)> = Vec::new();
        store.sources(locale, &mut |id, plain| {
            let numbers = folded_words(plain, locale)
                .into_iter()
                .map(|word| {
                    let next = u32::try_from(words.len()).unwrap_or(u32::MAX);
                    *words.entry(word).or_insert(next)
                })
                .collect();
            sources.push((id, numbers));
        })?;
        sources.sort_by(|(left_id, left), (right_id, right)| {
            (left.len(), left_id).cmp(&(right.len(), right_id))
        });
        Ok(FuzzyIndex {
            locale: locale.clone(),
            words,
            sources,
        })
    }

    /// All sources that score at least `minimum`, with their scores (100:
    /// equal words, the texts may still differ), best first, then by number.
    pub fn search(&self, text: &str, minimum: u8) -> Vec<(i64, u8)> {
        // A word the memory does not know equals none, and itself in the query only.
        let query: Vec<u32> = folded_words(text, &self.locale)
            .iter()
            .map(|word| self.words.get(word).copied().unwrap_or(u32::MAX))
            .collect();
        let minimum = minimum.max(1);
        let shortest = (query.len() * usize::from(minimum)).div_ceil(100);
        let longest = query.len() * 100 / usize::from(minimum);
        let start = self
            .sources
            .partition_point(|(_, words)| words.len() < shortest);
        let mut found: Vec<(i64, u8)> = self
            .sources
            .iter()
            .skip(start)
            .take_while(|(_, words)| words.len() <= longest)
            .filter_map(|(id, words)| {
                let score = score(&query, words, minimum);
                (score >= minimum).then_some((*id, score))
            })
            .collect();
        found.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(sources: &[Vec<u32>]) -> FuzzyIndex {
        let numbers = 0..6_u32;
        let mut sources: Vec<(i64, Vec<u32>)> = (0_i64..).zip(sources.iter().cloned()).collect();
        sources.sort_by_key(|(id, words)| (words.len(), *id));
        FuzzyIndex {
            locale: Locale::english(),
            words: numbers
                .map(|number| (format!("w{number}"), number))
                .collect(),
            sources,
        }
    }

    proptest! {
        /// Nothing that brute force finds is missed, whatever the threshold.
        #[test]
        fn the_search_is_exact(
            sources in prop::collection::vec(prop::collection::vec(0_u32..6, 0..9), 0..30),
            query in prop::collection::vec(0_u32..8, 0..9),
            minimum in 1_u8..=100,
        ) {
            let text: Vec<String> = query.iter().map(|number| format!("w{number}")).collect();
            let known = |number: &u32| if *number < 6 { *number } else { u32::MAX };
            let query: Vec<u32> = query.iter().map(known).collect();
            let mut expected: Vec<(i64, u8)> = (0_i64..)
                .zip(&sources)
                .map(|(id, words)| (id, score(&query, words, 0)))
                .filter(|(_, score)| *score >= minimum)
                .collect();
            expected.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
            prop_assert_eq!(index(&sources).search(&text.join(" "), minimum), expected);
        }
    }
}
