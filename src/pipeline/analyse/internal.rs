//! Sentences of the work that resemble an earlier one of the same work: translated once,
//! the first helps with the second.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Content, Document, Locale};
use crate::pipeline::leverage::lookup::alike;
use crate::pipeline::leverage::spelling;
use crate::pipeline::{Desk, Error};
use crate::text::token::folded_words;

/// One text of the work, however often it stands there.
struct Sentence {
    content: Content,
    /// Its words by number, as they stand.
    words: Vec<u32>,
    /// The same, sorted.
    sorted: Vec<u32>,
}

/// Texts in the order in which they first stand.
#[derive(Default)]
struct Sentences {
    all: Vec<Sentence>,
    places: BTreeMap<Content, usize>,
    numbers: BTreeMap<String, u32>,
    /// Places by the number of words.
    by_length: BTreeMap<usize, Vec<usize>>,
}

/// For every unit of every document the score of the earlier sentence that it resembles
/// most, in per cent: 0 where none reaches the threshold of the project, where the unit
/// is not for translation, and where the very text stood earlier.
pub(super) fn internal(desk: &Desk<'_>, documents: &[Document]) -> Result<Vec<Vec<u8>>, Error> {
    let mut sentences = Sentences::default();
    let mut firsts = Vec::with_capacity(documents.len());
    for document in documents {
        let units = document.units();
        let first = units.map(|(_, paragraph, segment)| {
            let wanted = paragraph.translate.then_some(&segment.content)?;
            sentences.add(spelling(wanted), &desk.project.source)
        });
        firsts.push(first.collect::<Vec<Option<usize>>>());
    }
    let minimum = desk.project.threshold;
    let scores: Vec<u8> = desk.pool()?.install(|| {
        let places = 0..sentences.all.len();
        let places = places.into_par_iter();
        places.map(|place| sentences.best(place, minimum)).collect()
    });
    let score = |first: &Option<usize>| first.and_then(|place| scores.get(place).copied());
    let of_document = |firsts: &Vec<Option<usize>>| -> Vec<u8> {
        firsts
            .iter()
            .map(|first| score(first).unwrap_or_default())
            .collect()
    };
    Ok(firsts.iter().map(of_document).collect())
}

impl Sentences {
    /// Adds a text; its place if it was not there yet.
    fn add(&mut self, content: Content, locale: &Locale) -> Option<usize> {
        if self.places.contains_key(&content) {
            return None;
        }
        let place = self.all.len();
        let words: Vec<u32> = folded_words(&content.plain(), locale)
            .into_iter()
            .map(|word| {
                let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
                *self.numbers.entry(word).or_insert(next)
            })
            .collect();
        let mut sorted = words.clone();
        sorted.sort_unstable();
        self.places.insert(content.clone(), place);
        self.by_length.entry(words.len()).or_default().push(place);
        self.all.push(Sentence {
            content,
            words,
            sorted,
        });
        Some(place)
    }

    /// The best score of a text with those before it.
    fn best(&self, place: usize, minimum: u8) -> u8 {
        let Some(own) = self.all.get(place) else {
            return 0;
        };
        let (length, least) = (own.words.len(), usize::from(minimum.max(1)));
        let lengths = (length * least).div_ceil(100)..=length * 100 / least;
        let mut best = 0;
        for places in self.by_length.range(lengths).map(|(_, places)| places) {
            let before = places.iter().take_while(|other| **other < place);
            for other in before.filter_map(|other| self.all.get(*other)) {
                let wanted = minimum.max(best + 1);
                if wanted < 100 && own.may_reach(other, wanted) {
                    best = best.max(own.score(other, wanted));
                }
            }
        }
        best
    }
}

impl Sentence {
    /// Whether the words that both have, in any order, are enough for a score.
    fn may_reach(&self, other: &Sentence, wanted: u8) -> bool {
        let longer = self.words.len().max(other.words.len());
        let (mut common, mut others) = (0, other.sorted.iter().peekable());
        for word in &self.sorted {
            while others.next_if(|other| *other < word).is_some() {}
            common += usize::from(others.next_if_eq(&word).is_some());
        }
        common * 100 >= longer * usize::from(wanted)
    }

    /// The score; 0 when it is below what is wanted. Codes that differ cost a point.
    fn score(&self, other: &Sentence, wanted: u8) -> u8 {
        let score = alike(&self.words, &other.words, wanted);
        let codes = self.content.code_multiset() != other.content.code_multiset();
        let score = score.saturating_sub(u8::from(codes));
        if score >= wanted { score } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::score;
    use proptest::prelude::*;

    proptest! {
        /// Nothing that comparing with everything finds is missed.
        #[test]
        fn the_best_of_all_is_found(
            texts in prop::collection::vec("([a-cA] ){1,8}", 0..25), minimum in 50_u8..=100,
        ) {
            let english = Locale::english();
            let mut sentences = Sentences::default();
            for text in &texts {
                sentences.add(Content::text(text), &english);
            }
            for (place, own) in sentences.all.iter().enumerate() {
                let all = sentences.all.iter().take(place);
                let scores = all.map(|other| score(&own.words, &other.words, 0).min(99));
                let expected = scores.filter(|score| *score >= minimum).max().unwrap_or(0);
                prop_assert_eq!(sentences.best(place, minimum), expected);
            }
        }
    }
}
