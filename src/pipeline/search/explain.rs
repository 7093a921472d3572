//! Where a score comes from: the words of both texts, side by side.

use serde::Serialize;

use crate::memory::same_content;
use crate::model::{Content, Locale};
use crate::text::fold::fold;
use crate::text::token::words;

/// Texts whose numbers of words multiply to more than this are not laid side by side.
const PAIRS: usize = 1_000_000;

/// What has to be done to the source that the memory holds, to make the query of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Operation {
    /// Nothing: both have these words.
    Keep,
    /// Nothing that costs: these words differ in capitals, or in the form of a mark.
    Case,
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
    /// The same words with other capitals, marks or spaces.
    Writing,
    /// Other inline codes.
    Codes,
}

/// Where a score comes from; penalties of the project are told beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The words of both texts in order; empty when they are too long for it.
    pub steps: Vec<Step>,
    /// How many words must be put in, taken out or exchanged.
    pub changes: usize,
    /// How many words the longer text has.
    pub words: usize,
    /// Why the score is not 100.
    pub lost: Vec<Reason>,
}

/// Lays two texts of a language side by side.
pub fn explain(query: &Content, source: &Content, locale: &Locale) -> Explanation {
    let (left, right) = (Text::new(query, locale), Text::new(source, locale));
    let longer = left.folded.len().max(right.folded.len());
    let steps = steps(&left, &right);
    let counts = |step: &Step| match step.operation {
        Operation::Keep | Operation::Case => 0,
        Operation::Change | Operation::Insert | Operation::Delete => {
            step.query.len().max(step.source.len())
        }
    };
    let changes = steps.iter().map(counts).sum();
    let mut lost = Vec::new();
    let equal = left.folded == right.folded;
    let codes = query.code_multiset() != source.code_multiset();
    if !equal {
        lost.push(Reason::Words);
    } else if !same_content(query, source) {
        lost.push(Reason::Writing);
    }
    if codes {
        lost.push(Reason::Codes);
    }
    Explanation {
        steps,
        changes,
        words: longer,
        lost,
    }
}

/// The words of a text as they are written and as they are compared.
struct Text {
    written: Vec<String>,
    folded: Vec<String>,
}

impl Text {
    fn new(content: &Content, locale: &Locale) -> Text {
        let plain = content.plain();
        let written: Vec<String> = words(&plain).map(str::to_owned).collect();
        let folded: Vec<String> = words(&fold(&plain, locale)).map(str::to_owned).collect();
        if written.len() == folded.len() {
            return Text { written, folded };
        }
        // Folding joined or parted words: only the folded ones are of use.
        Text {
            written: folded.clone(),
            folded,
        }
    }
}

/// The way back through the table of distances.
fn steps(query: &Text, source: &Text) -> Vec<Step> {
    let (mut row, mut column) = (query.folded.len(), source.folded.len());
    if row.saturating_mul(column) > PAIRS {
        return Vec::new();
    }
    let table = table(&query.folded, &source.folded);
    let mut back = Vec::new();
    while row > 0 || column > 0 {
        let (operation, up, left) = step_back(query, source, &table, row, column);
        let word = |text: &Text, from: usize, to: usize| -> Option<String> {
            (from < to)
                .then(|| text.written.get(from).cloned())
                .flatten()
        };
        back.push((operation, word(query, up, row), word(source, left, column)));
        (row, column) = (up, left);
    }
    back.reverse();
    joined(back)
}

/// The last step of the way to a place of the table, and where it came from: what stays
/// before what is exchanged, that before what is taken out.
fn step_back(
    query: &Text,
    source: &Text,
    table: &[Vec<u32>],
    row: usize,
    column: usize,
) -> (Operation, usize, usize) {
    let at = |row: usize, column: usize| table.get(row).and_then(|row| row.get(column)).copied();
    let costs_one = |cost: Option<u32>| cost.map(|cost| cost + 1) == at(row, column);
    if let Some((up, left)) = row.checked_sub(1).zip(column.checked_sub(1)) {
        let is_equal = query.folded.get(up) == source.folded.get(left);
        if is_equal && at(row, column) == at(up, left) {
            let is_written = query.written.get(up) == source.written.get(left);
            let operation = match is_written {
                true => Operation::Keep,
                false => Operation::Case,
            };
            return (operation, up, left);
        }
        if !is_equal && costs_one(at(up, left)) {
            return (Operation::Change, up, left);
        }
    }
    match column.checked_sub(1) {
        Some(left) if row == 0 || costs_one(at(row, left)) => (Operation::Delete, row, left),
        _ => (Operation::Insert, row.saturating_sub(1), column),
    }
}

/// Levenshtein distances of all beginnings (Wagner, Fischer 1974).
fn table(query: &[String], source: &[String]) -> Vec<Vec<u32>> {
    let first: Vec<u32> = (0_u32..).take(source.len() + 1).collect();
    let mut table = vec![first];
    for (number, word) in (1_u32..).zip(query) {
        let mut row = vec![number];
        let above = table.last().map_or(&[][..], Vec::as_slice);
        let mut left = number;
        for ((diagonal, above), other) in above.iter().zip(above.iter().skip(1)).zip(source) {
            let exchanged = diagonal + u32::from(word != other);
            left = exchanged.min(above + 1).min(left + 1);
            row.push(left);
        }
        table.push(row);
    }
    table
}

/// Words of which the same is to be done, together.
fn joined(all: Vec<(Operation, Option<String>, Option<String>)>) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (operation, query, source) in all {
        match steps.last_mut() {
            Some(last) if last.operation == operation => {
                last.query.extend(query);
                last.source.extend(source);
            }
            _ => steps.push(Step {
                operation,
                query: query.into_iter().collect(),
                source: source.into_iter().collect(),
            }),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::score;
    use crate::text::token::folded_words;
    use proptest::prelude::*;

    fn told(query: &str, source: &str) -> String {
        let content = |text: &str| Content::text(text);
        let found = explain(&content(query), &content(source), &Locale::english());
        let steps = found.steps.iter().map(|step| {
            let (query, source) = (step.query.join(" "), step.source.join(" "));
            match step.operation {
                Operation::Keep => query,
                Operation::Case => format!("[{source}~{query}]"),
                Operation::Change => format!("[{source}>{query}]"),
                Operation::Insert => format!("[+{query}]"),
                Operation::Delete => format!("[-{source}]"),
            }
        });
        let steps: Vec<String> = steps.collect();
        format!(
            "{} {}/{} {:?}",
            steps.join(" "),
            found.changes,
            found.words,
            found.lost
        )
    }

    #[test]
    fn words_stand_side_by_side() {
        for (query, source, expected) in [
            ("It rains.", "It rains.", "It rains 0/2 []"),
            ("It rains", "it rains!", "[it~It] rains 0/2 [Writing]"),
            (
                "We ask the Council.",
                "We ask the Rights Council now.",
                "We ask the [-Rights] Council [-now] 2/6 [Words]",
            ),
            ("a new b", "a b", "a [+new] b 1/3 [Words]"),
            ("one two x", "one four x", "one [four>two] x 1/3 [Words]"),
            ("", "a", "[-a] 1/1 [Words]"),
            ("…", "?", " 0/0 [Writing]"),
        ] {
            assert_eq!(told(query, source), expected);
        }
    }

    #[test]
    fn texts_without_end_are_not_laid_side_by_side() {
        let long = "a ".repeat(1_001);
        let found = explain(
            &Content::text(&long),
            &Content::text(&long),
            &Locale::english(),
        );
        assert_eq!((found.steps.len(), found.words), (0, 1_001));
    }

    proptest! {
        /// The explanation is that of the score: so many changes of so many words.
        #[test]
        fn the_changes_are_those_of_the_score(
            query in "([a-dA-B] ){0,9}", source in "([a-dA-B] ){0,9}",
        ) {
            let english = Locale::english();
            let found = explain(&Content::text(&query), &Content::text(&source), &english);
            let (left, right) = (folded_words(&query, &english), folded_words(&source, &english));
            let expected = score(&left, &right, 0);
            let of_words = (found.words - found.changes) * 100;
            let told = of_words.checked_div(found.words).unwrap_or_default();
            prop_assert_eq!(told, usize::from(expected));
            let back = |of: fn(&Step) -> &Vec<String>| -> Vec<String> {
                found.steps.iter().flat_map(|step| of(step).clone()).collect()
            };
            let written = |text: &str| -> Vec<String> { words(text).map(str::to_owned).collect() };
            prop_assert_eq!(back(|step| &step.query), written(&query));
            prop_assert_eq!(back(|step| &step.source), written(&source));
        }
    }
}
