//! Which decisions have moved since a package was made.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diag::{Finding, Findings};
use crate::glossary::{ConceptChange, Glossary, Matcher, TermChange, diff, stored};
use crate::memory::{self, ExportRecord, Store};
use crate::model::{Concept, Day, Locale, Term, TermHit, Usage};
use crate::pipeline::Desk;

use super::concept;

/// A decision that is another one now than when the package was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionMoved {
    /// The concept's key.
    pub concept: String,
    /// What was decided then about the terms of the two languages: `tr a (preferred)`.
    pub from: String,
    /// What is decided now.
    pub to: String,
    /// How many units of the file have the concept in their source.
    pub units: usize,
}

/// What is known of the decisions since a package was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// These have moved, in the order of their keys.
    Moved(Vec<DecisionMoved>),
    /// Nobody can tell: the memory has not met the glossary it was made under.
    Unknown,
}

impl Since {
    /// So many decisions are told one by one; the rest is counted.
    const TOLD: usize = 20;

    /// The same as findings on the file.
    pub fn findings(&self) -> Vec<Finding> {
        let moved = match self {
            Since::Moved(moved) => moved,
            Since::Unknown => {
                let message = "this memory does not know the glossary under which this file was \
                               made: whether decisions have moved since cannot be told";
                return vec![Finding::note("import::decisions-unknown", message)];
            }
        };
        let mut findings: Vec<Finding> = moved.iter().take(Since::TOLD).map(finding).collect();
        if let Some(more) = moved
            .len()
            .checked_sub(Since::TOLD)
            .filter(|more| *more > 0)
        {
            let message = format!("decisions about {more} more concepts have moved");
            let finding = Finding::warning("import::decision-moved", message);
            findings.push(finding.help("`--json` lists all of them."));
        }
        findings
    }
}

fn finding(moved: &DecisionMoved) -> Finding {
    let noun = if moved.units == 1 { "unit" } else { "units" };
    let message = format!(
        "the decision about {} has moved since this file was sent ({} {noun}): it was {}, and is \
         {}",
        moved.concept, moved.units, moved.from, moved.to
    );
    let help = format!(
        "Look at these units again; `tilmach glossary history {}` tells how it came.",
        moved.concept
    );
    Finding::warning("import::decision-moved", message).help(help)
}

/// Which decisions have moved since a package was made, for the language of the package
/// or that of its source, in as far as their concepts stand in these sources. `None`:
/// neither then nor now is there a glossary. `named` is the version that the file itself
/// says, for records that have none.
///
/// # Errors
///
/// When the memory fails.
pub fn moved_since<'a>(
    desk: &Desk<'_>,
    store: &dyn Store,
    record: &ExportRecord,
    named: Option<&str>,
    sources: impl Iterator<Item = String> + 'a,
) -> Result<Option<Since>, memory::Error> {
    let now = desk.standard.glossary();
    let version = record.glossary.as_deref().or(named);
    if now.concepts().is_empty() && version.unwrap_or_default().is_empty() {
        return Ok(None);
    }
    let Some(before) = then(desk, store, version)? else {
        return Ok(Some(Since::Unknown));
    };
    let changed = changed(desk, record, &before, now);
    if changed.is_empty() {
        return Ok(Some(Since::Moved(Vec::new())));
    }
    let units = units(desk, now, &changed, sources);
    let moved = changed.into_iter().filter_map(|pair| {
        let units = *units.get(&pair.id).filter(|units| **units > 0)?;
        Some(DecisionMoved {
            from: decided(pair.old.as_ref()),
            to: decided(pair.new.as_ref()),
            concept: pair.id,
            units,
        })
    });
    Ok(Some(Since::Moved(moved.collect())))
}

/// The concepts of a version that are not as they are now, and all that have days: of
/// those the calendar may have made something else. None if the version is not known.
fn then(
    desk: &Desk<'_>,
    store: &dyn Store,
    version: Option<&str>,
) -> Result<Option<Glossary>, memory::Error> {
    let now = desk.standard.glossary();
    let rows = match version {
        None => return Ok(None),
        Some("") => BTreeMap::new(),
        Some(version) if version == desk.standard.version() => return Ok(Some(now.clone())),
        Some(version) => {
            let mut states = store.glossary_states()?.into_iter();
            let known = states.rfind(|state| state.version == version);
            match known {
                Some(state) => store.glossary_at(state.number)?,
                None => return Ok(None),
            }
        }
    };
    let mut concepts = Vec::new();
    for (id, rows) in &rows {
        match now.get(id).filter(|now| stored(now) == *rows) {
            Some(same) => concepts.push(same.clone()),
            None => concepts.push(concept(id, rows)?),
        }
    }
    Ok(Some(Glossary::new([concepts], &mut Findings::new())))
}

/// A concept then and now, in the two languages of a package.
struct Pair {
    id: String,
    old: Option<Concept>,
    new: Option<Concept>,
}

/// The concepts whose terms in one of the two languages are decided otherwise.
fn changed(desk: &Desk<'_>, record: &ExportRecord, before: &Glossary, now: &Glossary) -> Vec<Pair> {
    let profile = desk.project.profile.as_deref();
    let languages = [&desk.project.source, &record.locale];
    let in_force = |glossary: &Glossary, day: &str| -> Vec<Concept> {
        let there = match day.parse::<Day>() {
            Ok(day) => glossary.in_force(day, profile),
            Err(_) => glossary.clone(),
        };
        let concepts = there.concepts().iter().map(|one| bare(one, &languages));
        concepts.filter(|one| !one.terms.is_empty()).collect()
    };
    let old = in_force(before, &record.made);
    let new = in_force(now, desk.day);
    let find = |all: &[Concept], id: &str| all.iter().find(|one| one.id == id).cloned();
    diff(&old, &new)
        .into_iter()
        .filter(is_moved)
        .map(|change| Pair {
            old: find(&old, &change.id),
            new: find(&new, &change.id),
            id: change.id,
        })
        .collect()
}

/// What of a concept is a decision for two languages: the words, how they are used,
/// where, and whether it binds. Days are not: what holds today holds.
fn bare(concept: &Concept, languages: &[&Locale]) -> Concept {
    let mut bare = Concept::new(&concept.id);
    bare.part_of_speech.clone_from(&concept.part_of_speech);
    let own = concept.terms.iter();
    for term in own.filter(|term| languages.contains(&&term.locale)) {
        let mut one = Term::new(term.locale.clone(), &term.text, term.usage);
        one.scope = term.scope;
        one.sign_off = term.sign_off.clone();
        bare.terms.push(one);
    }
    bare
}

/// Whether a change is more than another reason or another day of a sign-off.
fn is_moved(change: &ConceptChange) -> bool {
    change.before != change.after
        || change.terms.iter().any(|one| match one {
            TermChange::Changed(_, cells) => cells.iter().any(|cell| {
                cell.column == "usage"
                    || (cell.column == "signed_by" && cell.old.is_empty() != cell.new.is_empty())
            }),
            _ => true,
        })
}

/// How many of the sources have each of these concepts, then or now. A longer term of
/// any other concept hides one of these.
fn units(
    desk: &Desk<'_>,
    now: &Glossary,
    changed: &[Pair],
    sources: impl Iterator<Item = String>,
) -> BTreeMap<String, usize> {
    let both = then_and_now(changed);
    let mut units = BTreeMap::new();
    let source = &desk.project.source;
    let Ok(matcher) = Matcher::new(&both, source) else {
        return units;
    };
    // Whatever the length of the glossary, it is only asked about what has one of these.
    let profile = desk.project.profile.as_deref();
    let others = desk.day.parse::<Day>();
    let others = others.map_or_else(|_| now.clone(), |day| now.in_force(day, profile));
    let others = Matcher::new(&others, source).ok();
    for text in sources {
        let hits = matcher.find(&text);
        if hits.is_empty() {
            continue;
        }
        let longer = others.as_ref().map(|one| one.find(&text));
        let longer = longer.unwrap_or_default();
        let is_hidden = |hit: &TermHit| {
            let around = |other: &TermHit| {
                other.span != hit.span && other.span.0 <= hit.span.0 && hit.span.1 <= other.span.1
            };
            longer.iter().any(around)
        };
        let hits = hits.into_iter().filter(|hit| !is_hidden(hit));
        let found: BTreeSet<String> = hits.map(|hit| hit.concept).collect();
        for concept in found {
            *units.entry(concept).or_default() += 1;
        }
    }
    units
}

/// The concepts with the terms that they had then and those they have now.
fn then_and_now(changed: &[Pair]) -> Glossary {
    let both = changed.iter().map(|pair| {
        let mut terms: Vec<Term> = Vec::new();
        for one in pair.old.iter().chain(&pair.new).flat_map(|one| &one.terms) {
            if !terms
                .iter()
                .any(|known| known.text == one.text && known.locale == one.locale)
            {
                terms.push(one.clone());
            }
        }
        Concept {
            terms,
            // Plurals are forms of nouns alone.
            part_of_speech: pair
                .new
                .as_ref()
                .or(pair.old.as_ref())
                .map_or_else(String::new, |one| one.part_of_speech.clone()),
            ..Concept::new(&pair.id)
        }
    });
    Glossary::new([both.collect::<Vec<_>>()], &mut Findings::new())
}

/// `en torture (preferred), tr işkence (preferred, signed off)`; `nothing` without terms.
fn decided(concept: Option<&Concept>) -> String {
    let mut terms: Vec<String> = Vec::new();
    for term in concept.into_iter().flat_map(|concept| &concept.terms) {
        if term.usage == Usage::Missing {
            terms.push(format!("{} -", term.locale));
            continue;
        }
        let signed = if term.is_signed_off() {
            ", signed off"
        } else {
            ""
        };
        let usage = term.usage.as_str();
        terms.push(format!("{} {} ({usage}{signed})", term.locale, term.text));
    }
    if terms.is_empty() {
        return "not decided".to_owned();
    }
    terms.join(", ")
}
