//! The glossary: what the desk decided about words, and where they occur.
//!
//! A glossary holds concepts with their terms in every language ([`mod@file`]
//! reads them), finds source terms in a segment ([`Matcher`]) and tells the
//! translator what is known of their renderings ([`advise`]). It decides
//! nothing itself: only what is attested and signed off may weigh more than a
//! warning, and every rendering says what it rests on.
//!
//! ```
//! use tilmach::diag::Findings;
//! use tilmach::glossary::{Glossary, Matcher, advise, file};
//! use tilmach::model::Locale;
//!
//! let csv = "concept_id,lang,term,usage,status\n\
//!     torture,en,torture,preferred,attested: statement\n\
//!     torture,tr,işkence,preferred,attested: UDHR\n";
//! let mut findings = Findings::new();
//! let concepts = file::read(csv.as_bytes(), &mut findings).unwrap_or_default();
//! let glossary = Glossary::new([concepts], &mut findings);
//!
//! let matcher = Matcher::new(&glossary, &Locale::english())?;
//! let hits = matcher.find("Victims of torture");
//! let notes = advise(&glossary, &hits, &"tr".parse()?, None);
//! let shown: Vec<&str> = notes
//!     .iter()
//!     .flat_map(|note| note.renderings.iter().map(|rendering| rendering.source.as_str()))
//!     .collect();
//! assert_eq!(shown, ["attested: Universal Declaration of Human Rights; not signed off"]);
//! assert!(findings.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod advice;
mod arrival;
mod cells;
pub mod check;
mod columns;
mod diff;
mod digest;
pub mod file;
mod find;
mod identity;
mod judge;
mod matcher;
mod merge;
mod pattern;
mod profile;
mod rows;
mod sign;
mod stored;
pub(crate) mod table;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Findings};
use crate::model::{Concept, Day, Locale, Term};

use identity::{Identity, identity};

pub use advice::{advise, source_findings};
pub use arrival::{take_in, without_sign_offs};
pub use diff::{Changed, ConceptChange, TermChange, diff};
pub use find::{Answer, Finder, Occurrence, look};
pub use judge::{Fault, FaultKind, Found, Rendering, Terminology, Verdict};
pub use matcher::{Matcher, MatcherError};
pub use merge::{Step, What, merge};
pub use sign::{SignError, Signed, sign};
pub use stored::{restored, stored};
pub use write::{Heading, Row, Separator, headings, rows, write};

/// The concepts of one or several glossary files.
///
/// Concepts stand in the order of their ids, the terms of a concept in the
/// order of locale and usage, and inside these as in the files. So two
/// glossaries with the same content are equal whatever the order of the rows
/// of different concepts was.
///
/// ```
/// use tilmach::{diag::Findings, glossary::Glossary};
/// let empty = Glossary::new([], &mut Findings::new());
/// assert!(empty.concepts().is_empty());
/// assert_eq!(empty.digest().len(), 32);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    concepts: Vec<Concept>,
}

impl Glossary {
    /// Joins the concepts of files; concepts with the same id become one.
    ///
    /// A term that several files have is kept once. Where they contradict each
    /// other about its usage, the graver usage is kept and a warning
    /// (`glossary::conflict`) says so. Of contradictory domains and notes the
    /// first stays.
    pub fn new(files: impl IntoIterator<Item = Vec<Concept>>, findings: &mut Findings) -> Glossary {
        let mut merge = Merge::default();
        for concept in files.into_iter().flatten() {
            merge.add(concept, findings);
        }
        let mut concepts: Vec<Concept> = merge.concepts.into_values().collect();
        for concept in &mut concepts {
            concept
                .terms
                .sort_by(|a, b| (&a.locale, a.usage).cmp(&(&b.locale, b.usage)));
        }
        Glossary { concepts }
    }

    /// The concepts, in the order of their ids.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept of that id.
    pub fn get(&self, id: &str) -> Option<&Concept> {
        let found = self
            .concepts
            .binary_search_by(|concept| concept.id.as_str().cmp(id));
        self.concepts.get(found.ok()?)
    }

    /// The locales in which any concept has a row, sorted.
    pub fn locales(&self) -> BTreeSet<&Locale> {
        self.concepts
            .iter()
            .flat_map(|concept| &concept.terms)
            .map(|term| &term.locale)
            .collect()
    }

    /// The concepts as one house profile sees them: its own decisions and
    /// those without a profile, unless it decided otherwise about the same
    /// term. Without a profile only the decisions of all profiles are left.
    /// This is what the writers are given.
    pub fn for_profile(&self, profile: Option<&str>) -> Vec<Concept> {
        self.concepts
            .iter()
            .map(|concept| Concept {
                terms: decided(&concept.terms, profile).cloned().collect(),
                ..concept.clone()
            })
            .collect()
    }

    /// The glossary that is in force on a day for a house profile: what
    /// [`Glossary::for_profile`] leaves of the decisions that hold on that day.
    /// Concepts stay even where no term of theirs is in force.
    pub fn in_force(&self, day: Day, profile: Option<&str>) -> Glossary {
        let concepts = self.concepts.iter().map(|concept| {
            let holds = concept.terms.iter().filter(|term| term.holds_on(day));
            let holds: Vec<Term> = holds.cloned().collect();
            Concept {
                terms: decided(&holds, profile).cloned().collect(),
                ..concept.clone()
            }
        });
        Glossary {
            concepts: concepts.collect(),
        }
    }

    /// 12 hexadecimal digits that are the same for the same rows, whatever their order
    /// and whichever tables they stand in; empty when there are none. Sign-offs, days
    /// and profiles are part of it. Ask the glossary as it was read: what is in force
    /// is another one every day.
    pub fn version(&self) -> String {
        if self.concepts.is_empty() {
            return String::new();
        }
        let sorted = |concept: &Concept| Concept {
            terms: digest::sorted(&concept.terms),
            ..concept.clone()
        };
        let same = Glossary {
            concepts: self.concepts.iter().map(sorted).collect(),
        };
        same.digest().chars().take(12).collect()
    }

    /// 32 hexadecimal digits that are the same for equal glossaries, and for
    /// no others: the first half of a BLAKE3 hash over every field, each with
    /// its length before it so that no two contents run into one.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for concept in &self.concepts {
            digest::concept(concept, &mut |text| {
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text.as_bytes());
            });
        }
        hasher.finalize().to_hex().chars().take(32).collect()
    }
}

/// The terms that a profile goes by, in their order.
fn decided<'a>(terms: &'a [Term], profile: Option<&str>) -> impl Iterator<Item = &'a Term> {
    let profile = profile.unwrap_or_default().to_owned();
    let own: BTreeSet<(&Locale, &str)> = terms
        .iter()
        .filter(|term| !profile.is_empty() && term.profile == profile && !term.text.is_empty())
        .map(|term| (&term.locale, term.text.as_str()))
        .collect();
    terms.iter().filter(move |term| {
        let overruled = own.contains(&(&term.locale, term.text.as_str()));
        term.profile == profile || (term.profile.is_empty() && !overruled)
    })
}

/// Concepts being joined.
#[derive(Default)]
struct Merge {
    concepts: BTreeMap<String, Concept>,
    /// The place of a term in its concept.
    places: BTreeMap<Identity, usize>,
}

impl Merge {
    fn add(&mut self, concept: Concept, findings: &mut Findings) {
        let id = concept.id.clone();
        let known = self.concepts.entry(id.clone());
        let known = known.or_insert_with(|| Concept::new(&id));
        for (kept, found) in [
            (&mut known.domain, concept.domain),
            (&mut known.part_of_speech, concept.part_of_speech),
            (&mut known.definition, concept.definition),
            (&mut known.note, concept.note),
            (&mut known.decision, concept.decision),
        ] {
            if kept.is_empty() {
                *kept = found;
            }
        }
        known.guard |= concept.guard;
        for term in concept.terms {
            let key = identity(&id, &term);
            let place = *self.places.entry(key).or_insert(known.terms.len());
            match known.terms.get_mut(place) {
                None => known.terms.push(term),
                Some(twin) if twin.usage == term.usage => {}
                Some(twin) => settle(twin, term, &id, findings),
            }
        }
    }
}

/// Keeps the graver of two usages of one term, and says so.
fn settle(twin: &mut Term, term: Term, concept: &str, findings: &mut Findings) {
    let graver = twin.usage.max(term.usage);
    let message = format!(
        "two files disagree about a term of the concept {concept} ({}); it is taken as {}",
        term.whose(),
        graver.as_str()
    );
    findings.push(Finding::warning("glossary::conflict", message).words(&term.text));
    if term.usage == graver {
        *twin = term;
    }
}

#[cfg(test)]
mod tests;
