//! Where a score comes from: the words of both texts, side by side.

use serde::Serialize;

use crate::memory::{self, Lost};
use crate::model::{Content, Locale};

/// What has to be done to the source that the memory holds, to make the query of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    /// Nothing: both have these words.
    Keep,
    /// The same words are written in another way.
    Spelling,
    /// A number is exchanged for another, which counts half.
    Number,
    /// Words of the source are exchanged.
    Change,
    /// The query alone has these words.
    Insert,
    /// The source alone has them.
    Delete,
}

/// Words side by side, as they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What has to be done.
    pub operation: Operation,
    /// The words of the query.
    pub query: Vec<String>,
    /// The words of the source.
    pub source: Vec<String>,
}

/// Why points are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Words that differ.
    Words,
    /// The same words, written in another way.
    Spelling,
    /// Other punctuation.
    Marks,
    /// Other inline codes.
    Codes,
    /// Other spaces, and nothing else.
    Spaces,
}

/// Where a score comes from; penalties of the project are told beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The words of both texts in order; empty when they are too long for it.
    pub steps: Vec<Step>,
    /// How many words must be put in, taken out or exchanged; a number that is
    /// exchanged counts half.
    pub changes: f64,
    /// How many words the longer text has.
    pub words: usize,
    /// Why the score is not 100.
    pub lost: Vec<Reason>,
}

/// Lays two texts of a language side by side.
pub fn explain(query: &Content, source: &Content, locale: &Locale) -> Explanation {
    let told = memory::explain(query, source, locale);
    let mut steps: Vec<Step> = Vec::new();
    for step in told.steps {
        let (operation, query, source) = sides(step);
        match steps.last_mut().filter(|last| last.operation == operation) {
            Some(last) => {
                last.query.extend(query);
                last.source.extend(source);
            }
            None => steps.push(Step {
                operation,
                query: Vec::from_iter(query),
                source: Vec::from_iter(source),
            }),
        }
    }
    let mut lost: Vec<Reason> = told.lost.into_iter().map(Reason::from).collect();
    if told.halves > 0 {
        lost.insert(0, Reason::Words);
    }
    Explanation {
        steps,
        changes: told.halves as f64 / 2.0,
        words: told.words,
        lost,
    }
}

/// What a step is, and the words of the query and of the source.
fn sides(step: memory::Step) -> (Operation, Option<String>, Option<String>) {
    match step {
        memory::Step::Keep { word } => (Operation::Keep, Some(word.clone()), Some(word)),
        memory::Step::Spelling { query, memory } => {
            (Operation::Spelling, Some(query), Some(memory))
        }
        memory::Step::Number { query, memory } => (Operation::Number, Some(query), Some(memory)),
        memory::Step::Change { query, memory } => (Operation::Change, Some(query), Some(memory)),
        memory::Step::Insert { query } => (Operation::Insert, Some(query), None),
        memory::Step::Delete { memory } => (Operation::Delete, None, Some(memory)),
    }
}

impl From<Lost> for Reason {
    fn from(lost: Lost) -> Reason {
        match lost {
            Lost::Spelling => Reason::Spelling,
            Lost::Marks => Reason::Marks,
            Lost::Codes => Reason::Codes,
            Lost::Spaces => Reason::Spaces,
        }
    }
}
