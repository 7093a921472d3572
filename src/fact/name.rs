//! Names that the glossary has.

use std::collections::BTreeMap;

use crate::glossary::{Glossary, Matcher, MatcherError};
use crate::model::{Locale, TermHit, Usage};
use crate::text::fold::fold;
use crate::text::normalise::without_marks;
use crate::text::token::words;

use super::Kind;
use super::person::Persons;
use super::run::{Line, Mention};

/// The names of a glossary.
#[derive(Debug)]
pub(super) struct Known {
    matcher: Matcher,
    concepts: BTreeMap<String, Concept>,
    /// Peoples by the folded word that names them.
    peoples: BTreeMap<String, (String, String)>,
}

#[derive(Debug)]
struct Concept {
    domain: String,
    preferred: Option<String>,
    terms: Vec<String>,
}

impl Known {
    pub(super) fn new(glossary: &Glossary, source: &Locale) -> Result<Known, MatcherError> {
        let concepts = glossary.concepts().iter().map(|concept| {
            let terms = || concept.terms_in(source);
            let preferred = terms().find(|term| term.usage == Usage::Preferred);
            let known = Concept {
                domain: concept.domain.clone(),
                preferred: preferred.map(|term| term.text.clone()),
                terms: terms().map(|term| term.text.clone()).collect(),
            };
            (concept.id.clone(), known)
        });
        let people = glossary
            .concepts()
            .iter()
            .filter(|concept| concept.domain == "people");
        let words = people.flat_map(|concept| {
            let terms = concept.terms_in(source).filter(|term| is_word(&term.text));
            terms.map(|term| {
                (
                    fold(&term.text, source),
                    (concept.id.clone(), term.text.clone()),
                )
            })
        });
        Ok(Known {
            peoples: words.collect(),
            matcher: Matcher::new(glossary, source)?,
            concepts: concepts.collect(),
        })
    }

    /// Finds the names of the glossary in a paragraph.
    pub(super) fn find(&self, line: &mut Line<'_>) {
        for hit in self.matcher.find(&line.paragraph.text) {
            let Some(concept) = self.concepts.get(&hit.concept) else {
                continue;
            };
            let start = line
                .words
                .partition_point(|word| word.bytes.end <= hit.span.0);
            let end = line
                .words
                .partition_point(|word| word.bytes.start < hit.span.1);
            if start >= end {
                continue;
            }
            if concept.domain == "title" {
                line.titles.push(start..end);
            } else if let Some(kind) = kind(&concept.domain, &hit) {
                line.known.push(Mention {
                    words: start..end,
                    kind,
                    tokens: name_tokens(&hit.term),
                    value: concept
                        .preferred
                        .clone()
                        .unwrap_or_else(|| hit.term.clone()),
                    written: hit.term.clone(),
                    concept: Some(hit.concept.clone()),
                    preferred: concept.preferred.clone(),
                    refused: matches!(hit.usage, Usage::Forbidden | Usage::Deprecated),
                });
            } else if concept.domain == "people" {
                let named = (start..end).filter_map(|at| self.people(line, at));
                let named: Vec<Mention> = named.collect();
                line.known.extend(named);
            }
        }
    }

    /// The people that a word of a longer term names: ethnic Kazakh.
    fn people(&self, line: &Line<'_>, at: usize) -> Option<Mention> {
        let word = line.words.get(at).filter(|word| word.capital)?;
        let singular = word.folded.strip_suffix('s').unwrap_or(&word.folded);
        let (id, term) = self
            .peoples
            .get(&word.folded)
            .or_else(|| self.peoples.get(singular))?;
        let preferred = self
            .concepts
            .get(id)
            .and_then(|concept| concept.preferred.clone());
        Some(Mention {
            words: at..at + 1,
            kind: Kind::People,
            tokens: name_tokens(term),
            value: preferred.clone().unwrap_or_else(|| term.clone()),
            written: term.clone(),
            concept: Some(id.clone()),
            refused: preferred
                .as_ref()
                .is_some_and(|preferred| preferred != term),
            preferred,
        })
    }

    /// The persons of the glossary, by all their names.
    pub(super) fn persons(&self, persons: &mut Persons) {
        for (id, concept) in &self.concepts {
            if concept.domain == "person" {
                for term in &concept.terms {
                    let shown = concept.preferred.as_ref().unwrap_or(term);
                    persons.add(&name_tokens(term), shown, Some(id), None);
                }
            }
        }
    }
}

/// What a term names; nothing if it is a common noun.
fn kind(domain: &str, hit: &TermHit) -> Option<Kind> {
    let mut parts = hit.term.split_whitespace();
    let named = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '#');
    let first = parts.next().is_some_and(named);
    let second = parts.next().is_none_or(named);
    Some(match domain {
        "person" => Kind::Person,
        "place" => Kind::Place,
        "organisation" if first => Kind::Body,
        "institution" if first && second => Kind::Body,
        "people" if first && second && !hit.term.contains(' ') => Kind::People,
        "campaign" if first => Kind::Name,
        _ => return None,
    })
}

/// One word with a capital.
fn is_word(term: &str) -> bool {
    term.starts_with(char::is_uppercase) && !term.contains(' ')
}

fn name_tokens(term: &str) -> Vec<String> {
    let folded = fold(term, &Locale::english());
    words(&folded).map(without_marks).collect()
}
