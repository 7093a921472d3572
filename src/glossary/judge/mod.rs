//! What the glossary says of a translation: which terms it must have, and
//! which it must not.
//!
//! Nothing here is a message: a [`Fault`] says what is wrong and whose decision
//! that is, and the rules in `check` put it into words.

mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::Severity;
use crate::model::{Concept, Day, Locale, Term, TermHit, Usage};

use super::{Finder, Glossary, Matcher, MatcherError, Occurrence, digest};

/// What is wrong with the terms of a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The source has the concept, the translation none of its terms.
    Missing,
    /// Something like the term is there, and nobody can tell.
    Unsure,
    /// Words that the glossary forbids.
    Forbidden,
    /// Words that the glossary advises against.
    Deprecated,
    /// A term of another house profile.
    OtherProfile,
    /// A quotation has another term than the words of the speaker.
    AlteredQuotation,
    /// A term of a guard concept that the source does not have.
    Guard,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The concept's key.
    pub concept: String,
    /// The words of the source, if they are in question.
    pub source_words: Option<String>,
    /// The words of the translation, if they are in question.
    pub words: Option<String>,
    /// Where these stand, in bytes of the translation.
    pub span: Option<(usize, usize)>,
    /// What the desk writes, best first.
    pub instead: Vec<String>,
    /// Whose decision it is: `profile un`, `all profiles`.
    pub whose: String,
    /// Why: the decision and the remarks of the glossary.
    pub reason: String,
    /// What was found that is nearest to the term.
    pub nearest: Option<String>,
    /// How much it weighs.
    pub weight: Severity,
}

/// A source wording and the term that renders it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rendering {
    /// The concept's key.
    pub concept: String,
    /// The citation form of the source term.
    pub source_term: String,
    /// The citation form of the term in the translation.
    pub term: String,
}

/// A term of the glossary that stands in a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The concept's key.
    pub concept: String,
    /// The citation form.
    pub term: String,
    /// Where it stands, in bytes of the translation.
    pub span: (usize, usize),
    /// Whether these words can hardly be others.
    pub sure: bool,
}

/// What was found in one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, in the order of the source, then of the translation.
    pub faults: Vec<Fault>,
    /// How the terms of the source are rendered.
    pub renderings: Vec<Rendering>,
    /// The terms of the source, in the order of the text.
    pub hits: Vec<TermHit>,
    /// The terms of the translation, right or wrong, in the order of the text.
    pub found: Vec<Found>,
}

/// The glossary in force for one language pair, on one day, for one profile.
#[derive(Debug)]
pub struct Terminology {
    /// The concepts, with the usable terms of other profiles at the end.
    concepts: Vec<Concept>,
    /// Places of the terms of other profiles.
    foreign: BTreeSet<(usize, usize)>,
    places: BTreeMap<String, usize>,
    matcher: Matcher,
    finder: Finder,
    target: Locale,
}

impl Terminology {
    /// Prepares a glossary, as it was read, for a language pair.
    ///
    /// # Errors
    /// If it is too large to be searched for in one pass.
    pub fn new(
        glossary: &Glossary,
        source: &Locale,
        target: &Locale,
        day: Day,
        profile: Option<&str>,
    ) -> Result<Terminology, MatcherError> {
        let in_force = glossary.in_force(day, profile);
        let mut concepts = in_force.concepts().to_vec();
        let mut foreign = BTreeSet::new();
        for (place, (known, all)) in concepts.iter_mut().zip(glossary.concepts()).enumerate() {
            let others: Vec<Term> = all
                .terms
                .iter()
                .filter(|term| is_of_another(term, known, target, day, profile))
                .cloned()
                .collect();
            for term in others {
                foreign.insert((place, known.terms.len()));
                known.terms.push(term);
            }
        }
        let places = concepts.iter().enumerate();
        Ok(Terminology {
            places: places
                .map(|(place, concept)| (concept.id.clone(), place))
                .collect(),
            matcher: Matcher::new(&in_force, source)?,
            finder: Finder::new(&concepts, target),
            target: target.clone(),
            concepts,
            foreign,
        })
    }

    /// Looks at one unit. The ranges are bytes inside of quotations, sorted.
    pub fn judge(
        &self,
        source: &str,
        source_quotes: &[Range<usize>],
        target: &str,
        target_quotes: &[Range<usize>],
    ) -> Verdict {
        let hits = self.matcher.find_quoted(source, source_quotes);
        let found = self.finder.find(target);
        let unit = Unit {
            meant: hits.iter().map(|hit| hit.concept.as_str()).collect(),
            hits: &hits,
            found: &found,
            target,
            target_quotes,
        };
        let mut verdict = Verdict::default();
        let mut seen = BTreeSet::new();
        for hit in unit
            .hits
            .iter()
            .filter(|hit| seen.insert((&hit.concept, &hit.term, hit.quoted)))
        {
            self.render(hit, &unit, &mut verdict);
        }
        let mut faults: Vec<Fault> = found
            .iter()
            .filter_map(|one| self.unwanted(one, &unit))
            .collect();
        verdict.faults.append(&mut faults);
        verdict.found = found.iter().filter_map(|one| self.found(one)).collect();
        verdict.hits = hits;
        verdict
    }

    /// Whether a term of the glossary stands in either text. Where none does,
    /// [`Terminology::judge`] has nothing to say, whatever is quoted.
    pub fn concerns(&self, source: &str, target: &str) -> bool {
        !self.matcher.find(source).is_empty() || !self.finder.find(target).is_empty()
    }

    /// 32 hexadecimal digits that are the same for what judges alike.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut field = |text: &str| {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        for concept in &self.concepts {
            digest::concept(concept, &mut field);
        }
        for (concept, term) in &self.foreign {
            field(&format!("{concept}.{term}"));
        }
        hasher.finalize().to_hex().chars().take(32).collect()
    }

    fn found(&self, one: &Occurrence) -> Option<Found> {
        let (concept, term) = self.term(one)?;
        Some(Found {
            concept: concept.id.clone(),
            term: term.text.clone(),
            span: one.span,
            sure: one.doubt.is_none(),
        })
    }

    fn term(&self, one: &Occurrence) -> Option<(&Concept, &Term)> {
        let concept = self.concepts.get(one.concept)?;
        Some((concept, concept.terms.get(one.term)?))
    }

    fn is_foreign(&self, one: &Occurrence) -> bool {
        self.foreign.contains(&(one.concept, one.term))
    }

    /// Whether an occurrence is a term in force that may be used where it
    /// stands.
    fn is_right(&self, one: &Occurrence, unit: &Unit<'_>) -> bool {
        let usable = |term: &Term| term.is_usable() && term.scope.covers(unit.is_quoted(one.span));
        !self.is_foreign(one) && self.term(one).is_some_and(|(_, term)| usable(term))
    }

    /// The terms of a concept that may be used in the target, best first.
    fn usable(&self, place: usize, quoted: bool) -> Vec<&Term> {
        let Some(concept) = self.concepts.get(place) else {
            return Vec::new();
        };
        let own = concept.terms.iter().enumerate();
        let own = own.filter(|(number, _)| !self.foreign.contains(&(place, *number)));
        let mut usable: Vec<&Term> = own
            .map(|(_, term)| term)
            .filter(|term| {
                term.locale == self.target && term.is_usable() && term.scope.covers(quoted)
            })
            .collect();
        usable.sort_by_key(|term| (term.usage, term.profile.is_empty()));
        usable
    }
}

/// One unit under judgement.
struct Unit<'a> {
    hits: &'a [TermHit],
    /// The concepts of the source.
    meant: BTreeSet<&'a str>,
    found: &'a [Occurrence],
    target: &'a str,
    target_quotes: &'a [Range<usize>],
}

impl Unit<'_> {
    fn words(&self, span: (usize, usize)) -> String {
        self.target
            .get(span.0..span.1)
            .unwrap_or_default()
            .to_owned()
    }

    /// Whether words of the translation stand inside a quotation.
    fn is_quoted(&self, span: (usize, usize)) -> bool {
        self.target_quotes
            .iter()
            .any(|quote| quote.start <= span.0 && span.1 <= quote.end)
    }
}

/// Whether a term is right for another profile only.
fn is_of_another(
    term: &Term,
    known: &Concept,
    target: &Locale,
    day: Day,
    profile: Option<&str>,
) -> bool {
    let own = profile.unwrap_or_default();
    let decided = known
        .terms
        .iter()
        .any(|one| one.locale == term.locale && one.text == term.text);
    term.locale == *target
        && !term.profile.is_empty()
        && term.profile != own
        && term.is_usable()
        && term.holds_on(day)
        && !decided
}

/// The usages that nobody should meet in a translation.
fn is_unwanted(usage: Usage) -> bool {
    matches!(usage, Usage::Forbidden | Usage::Deprecated)
}

#[cfg(test)]
mod tests;
