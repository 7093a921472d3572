//! Concepts that come from other tools: which of ours they are, and whether they
//! may stand in a table.
//!
//! A key such as `c7` means nothing outside of the file it stands in, and some
//! formats have none. So an arriving concept is one of ours if the key is the same
//! and the two share a source term; failing that, if there is one concept here that
//! shares a source term with it. All others are new, under a key that is free.
//! Nobody's file can sign anything off.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Findings};
use crate::model::cell::harmless;
use crate::model::{Concept, ConceptEntry, EntryTerm, Locale, Term};

use super::columns::{Column, Columns};
use super::identity::identity;
use super::rows::Collector;
use super::table::Cell;
use super::write::field;

/// Makes concepts of other tools ready to be merged into a table: each gets the
/// key it has here, and every term is held to what a row of a table is held to.
///
/// What cannot be placed, or may not stand in a table, is left out with an error.
/// A term of which the file does not say how it is used takes the usage it has
/// here.
pub fn take_in(
    entries: Vec<ConceptEntry>,
    kept: &[Concept],
    source: &Locale,
    findings: &mut Findings,
) -> Vec<Concept> {
    let Some(mut collector) = collector() else {
        return Vec::new();
    };
    let mut hall = Hall::new(kept, source);
    for mut entry in entries {
        let Some(id) = hall.key(&entry, findings) else {
            continue;
        };
        entry.concept.id = id;
        let own = hall.kept.get(entry.concept.id.as_str()).copied();
        settle(&mut entry, own);
        for (term, about) in entry.concept.terms.iter().zip(&entry.terms) {
            collector.take(&row(&entry.concept, term, about), findings);
        }
    }
    collector.finish().0
}

/// Takes away the sign-offs of a table that is imported, and says so: whoever
/// answers for a term writes it into the desk's own table.
pub fn without_sign_offs(concepts: &mut [Concept], findings: &mut Findings) {
    let mut number = 0_usize;
    for term in concepts.iter_mut().flat_map(|concept| &mut concept.terms) {
        number += usize::from(term.sign_off.take().is_some());
    }
    if number > 0 {
        let message = format!("sign-offs were not taken over ({number})");
        findings.push(
            Finding::warning("glossary::import-sign-off", message)
                .help("a sign-off is written into the desk's own table by whoever answers for it"),
        );
    }
}

/// A collector of rows that have all columns.
pub(super) fn collector() -> Option<Collector> {
    let header: Vec<Cell> = Column::NAMES
        .iter()
        .map(|(_, name)| cell((*name).to_owned(), (1, 1)))
        .collect();
    Columns::read(&header, &mut Findings::new()).map(Collector::new)
}

pub(super) fn cell(text: String, (line, column): (u64, u64)) -> Cell {
    Cell { text, line, column }
}

/// The row that a term would have in a table, at the place where it stands.
fn row(concept: &Concept, term: &Term, about: &EntryTerm) -> Vec<Cell> {
    let place = (
        about.place.line.unwrap_or(1),
        about.place.column.unwrap_or(1),
    );
    let cells = Column::NAMES.iter().map(|(column, _)| {
        let text = field(concept, term, *column);
        cell(harmless(&text).into_owned(), place)
    });
    cells.collect()
}

/// What the file does not say contradicts nothing.
fn settle(entry: &mut ConceptEntry, own: Option<&Concept>) {
    let id = entry.concept.id.clone();
    for (term, about) in entry.concept.terms.iter_mut().zip(&entry.terms) {
        term.sign_off = None;
        if about.is_decided {
            continue;
        }
        let wanted = identity(&id, term);
        let twin = own.and_then(|own| own.terms.iter().find(|t| identity(&id, t) == wanted));
        if let Some(twin) = twin {
            term.usage = twin.usage;
        }
    }
}

fn texts<'c>(concept: &'c Concept, locale: &Locale) -> BTreeSet<&'c str> {
    let terms = concept.terms.iter().filter(|term| term.locale == *locale);
    terms.map(|term| term.text.as_str()).collect()
}

/// Where arriving concepts are shown their places.
struct Hall<'a> {
    source: &'a Locale,
    kept: BTreeMap<&'a str, &'a Concept>,
    /// The concepts here that have a source term.
    by_source: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// The keys that arriving concepts were given, and the keys of the file.
    given: BTreeSet<String>,
    seen: BTreeSet<String>,
}

impl<'a> Hall<'a> {
    fn new(kept: &'a [Concept], source: &'a Locale) -> Self {
        let mut by_source: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for concept in kept {
            for term in concept
                .terms_in(source)
                .filter(|term| !term.text.is_empty())
            {
                by_source.entry(&term.text).or_default().insert(&concept.id);
            }
        }
        Hall {
            source,
            kept: kept.iter().map(|one| (one.id.as_str(), one)).collect(),
            by_source,
            given: BTreeSet::new(),
            seen: BTreeSet::new(),
        }
    }

    /// The key an entry has here; none if nobody can tell.
    fn key(&mut self, entry: &ConceptEntry, findings: &mut Findings) -> Option<String> {
        let id = entry.concept.id.as_str();
        let is_own = !id.is_empty() && self.seen.insert(id.to_owned()) && !self.given.contains(id);
        if is_own
            && self
                .kept
                .get(id)
                .is_none_or(|own| self.may_be(own, &entry.concept))
        {
            return Some(self.give(id.to_owned()));
        }
        let found = match self.like(&entry.concept) {
            Ok(found) => found,
            Err(ids) => {
                let message = format!("several concepts here have this term: {ids}");
                let finding = Finding::error("glossary::which-concept", message)
                    .at(entry.place.clone())
                    .words(self.words(&entry.concept))
                    .help("it was left out; add its rows to the right concept by hand");
                findings.push(finding);
                return None;
            }
        };
        let key = found.unwrap_or_else(|| self.free(&entry.concept));
        if !id.is_empty() {
            let message =
                format!("the key {id} belongs to another concept; this one is {key} here");
            let finding = Finding::warning("glossary::other-concept", message)
                .at(entry.place.clone())
                .words(self.words(&entry.concept));
            findings.push(finding.help("look whether the two are one idea"));
        }
        Some(self.give(key))
    }

    fn give(&mut self, key: String) -> String {
        self.given.insert(key.clone());
        key
    }

    /// The first source term of an entry, or its first term.
    fn words<'c>(&self, concept: &'c Concept) -> &'c str {
        let first = concept
            .terms
            .iter()
            .find(|term| term.locale == *self.source);
        let any = first.or(concept.terms.first());
        any.map_or("", |term| term.text.as_str())
    }

    /// Whether two concepts with one key may be one: they share a source term, or
    /// one of them has none.
    fn may_be(&self, own: &Concept, other: &Concept) -> bool {
        let own = texts(own, self.source);
        let other = texts(other, self.source);
        own.is_empty() || other.is_empty() || !own.is_disjoint(&other)
    }

    /// The one concept here that shares a source term with another, or most terms
    /// if several do. `Err` names those that nobody can choose between.
    fn like(&self, concept: &Concept) -> Result<Option<String>, String> {
        let words = concept.terms_in(self.source).map(|term| term.text.as_str());
        let ids: BTreeSet<&str> = words
            .filter_map(|words| self.by_source.get(words))
            .flatten()
            .copied()
            .collect();
        let shared = |id: &&str| {
            let own = self.kept.get(*id);
            let has = |term: &&Term| {
                own.is_some_and(|own| own.terms_in(&term.locale).any(|t| t.text == term.text))
            };
            concept.terms.iter().filter(has).count()
        };
        let most = ids.iter().map(shared).max().unwrap_or_default();
        let best: Vec<&str> = ids.into_iter().filter(|id| shared(id) == most).collect();
        match best.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some((*one).to_owned())),
            several => Err(several.join(", ")),
        }
    }

    /// A key that nobody has, made of the source term where that is possible.
    fn free(&self, concept: &Concept) -> String {
        let words = self.words(concept);
        let plain = words.split(|c: char| !c.is_ascii_alphanumeric());
        let parts: Vec<String> = plain
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let name = match parts.join("-") {
            empty if empty.is_empty() => "concept".to_owned(),
            name => name.chars().take(60).collect(),
        };
        let is_free = |key: &String| {
            !self.kept.contains_key(key.as_str())
                && !self.given.contains(key)
                && !self.seen.contains(key)
        };
        let numbered = (2_u64..).map(|number| format!("{name}-{number}"));
        std::iter::once(name.clone())
            .chain(numbered)
            .find(is_free)
            .unwrap_or(name)
    }
}

#[cfg(test)]
#[path = "arrival_tests.rs"]
mod tests;
