//! Why two segments score what they score.

use serde::Serialize;

use crate::model::{Content, Locale};
use crate::text::pieces::{Kind, pieces};

use super::score::{distance_of, score, steps};
use super::vocabulary::{Reading, Vocabulary};

/// What happens to a word on the way from one text to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// The same word on both sides.
    Keep {
        /// It.
        word: String,
    },
    /// The same word, written in another way: capitals, apostrophes.
    Spelling {
        /// In the query.
        query: String,
        /// In the memory.
        memory: String,
    },
    /// Another number: half a word.
    Number {
        /// In the query.
        query: String,
        /// In the memory.
        memory: String,
    },
    /// Another word.
    Change {
        /// In the query.
        query: String,
        /// In the memory.
        memory: String,
    },
    /// A word that only the query has.
    Insert {
        /// It.
        query: String,
    },
    /// A word that only the memory has.
    Delete {
        /// It.
        memory: String,
    },
}

/// Why a point was taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// A word is written in another way.
    Spelling,
    /// Other punctuation.
    Marks,
    /// Other inline codes.
    Codes,
    /// All of that is the same, and the texts are not: other spaces.
    Spaces,
}

/// A score and its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// In per cent.
    pub score: u8,
    /// The words of the longer text.
    pub words: usize,
    /// The distance in half words.
    pub halves: usize,
    /// Word by word, from the query to what the memory holds.
    pub steps: Vec<Step>,
    /// One point each.
    pub lost: Vec<Lost>,
}

/// Explains the score of two segments. Texts beyond the limit of the score have no
/// steps.
pub fn explain(query: &Content, memory: &Content, locale: &Locale) -> Explanation {
    let mut vocabulary = Vocabulary::new(locale);
    let (mut left, mut right) = (Reading::default(), Reading::default());
    vocabulary.learn(query, &mut left);
    vocabulary.learn(memory, &mut right);
    let total = score(&left, &right, vocabulary.numbers, &mut Vec::new());
    let way = steps(&left.words, &right.words, vocabulary.numbers);
    let (lefts, rights) = (words(query), words(memory));
    let distance = distance_of(&left, &right, vocabulary.numbers);
    let steps: Vec<Step> = way
        .iter()
        .filter_map(|step| step.told(&lefts, &rights))
        .collect();
    let mut lost = Vec::new();
    let reasons = [
        (Lost::Spelling, distance.spelling),
        (Lost::Marks, left.marks != right.marks),
        (Lost::Codes, left.codes != right.codes),
    ];
    lost.extend(
        reasons
            .into_iter()
            .filter(|(_, is_so)| *is_so)
            .map(|(reason, _)| reason),
    );
    if total < 100 && distance.halves == 0 && lost.is_empty() {
        lost.push(Lost::Spaces);
    }
    let words = left.words.len().max(right.words.len());
    Explanation {
        score: total,
        words,
        halves: distance.halves,
        steps,
        lost,
    }
}

/// Comparing many texts of a language with each other, without an index.
#[derive(Clone, Debug)]
pub struct Comparison {
    vocabulary: Vocabulary,
    row: Vec<u64>,
}

/// A text that was read for a [`Comparison`].
#[derive(Clone, Debug, Default)]
pub struct Compared(Reading);

impl Compared {
    /// How many words it has.
    pub fn words(&self) -> usize {
        self.0.words.len()
    }
}

impl Comparison {
    /// Of texts in this language.
    pub fn new(locale: &Locale) -> Comparison {
        Comparison {
            vocabulary: Vocabulary::new(locale),
            row: Vec::new(),
        }
    }

    /// Reads a text.
    pub fn read(&mut self, content: &Content) -> Compared {
        let mut reading = Reading::default();
        self.vocabulary.learn(content, &mut reading);
        Compared(reading)
    }

    /// The score of two texts that were read by this one, in per cent.
    pub fn score(&mut self, one: &Compared, other: &Compared) -> u8 {
        score(&one.0, &other.0, self.vocabulary.numbers, &mut self.row)
    }
}

/// The words of a text; its marks, where there is no word.
fn words(content: &Content) -> Vec<String> {
    let text = content.plain();
    let of = |wanted: fn(Kind) -> bool| -> Vec<String> {
        let found = pieces(&text).filter(|(kind, _)| wanted(*kind));
        found.map(|(_, piece)| piece.to_owned()).collect()
    };
    let words = of(|kind| kind != Kind::Mark);
    if words.is_empty() {
        of(|_| true)
    } else {
        words
    }
}
