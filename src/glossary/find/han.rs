//! Terms in Chinese text, which sets no words apart.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Concept, Locale};
use crate::text::fold;

use super::Occurrence;

/// Finds the terms of one kind of Chinese. At every place the longest term
/// counts: 人权 inside 人权理事会 is a part of that name. Simplified and
/// Traditional are never folded into one another.
#[derive(Debug)]
pub(super) struct HanFinder {
    locale: Locale,
    /// None if there is no term.
    automaton: Option<AhoCorasick>,
    /// For every pattern the concepts and terms that it stands for.
    meanings: Vec<Vec<(usize, usize)>>,
}

impl HanFinder {
    pub(super) fn new(concepts: &[Concept], locale: &Locale) -> HanFinder {
        let mut terms: std::collections::BTreeMap<String, Vec<(usize, usize)>> = Default::default();
        for (place, concept) in concepts.iter().enumerate() {
            for (number, term) in concept.terms.iter().enumerate() {
                let folded = fold::fold(&term.text, locale);
                if term.locale == *locale && !folded.is_empty() {
                    terms.entry(folded).or_default().push((place, number));
                }
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.keys());
        HanFinder {
            locale: locale.clone(),
            // It fails for more letters than any memory holds.
            automaton: automaton.ok().filter(|_| !terms.is_empty()),
            meanings: terms.into_values().collect(),
        }
    }

    pub(super) fn find(&self, text: &str) -> Vec<Occurrence> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let folded = fold::fold_with_offsets(text, &self.locale);
        let mut found = Vec::new();
        for hit in automaton.find_iter(folded.text()) {
            if !is_whole(folded.text(), hit.start(), hit.end()) {
                continue;
            }
            let words = folded
                .text()
                .get(hit.start()..hit.end())
                .unwrap_or_default();
            let meanings = self.meanings.get(hit.pattern().as_usize());
            found.extend(
                meanings
                    .into_iter()
                    .flatten()
                    .map(|(concept, term)| Occurrence {
                        concept: *concept,
                        term: *term,
                        span: folded.raw_span(hit.start(), hit.end()),
                        analysis: words.to_owned(),
                        doubt: None,
                    }),
            );
        }
        found
    }
}

/// Latin letters and digits at the edge of a term must be the edge of a word.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let after = text.get(end..).and_then(|tail| tail.chars().next());
    let first = text.get(start..).and_then(|tail| tail.chars().next());
    let last = text.get(..end).and_then(|head| head.chars().next_back());
    let joins = |a: Option<char>, b: Option<char>| {
        a.is_some_and(|c| c.is_ascii_alphanumeric()) && b.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    !joins(before, first) && !joins(last, after)
}
