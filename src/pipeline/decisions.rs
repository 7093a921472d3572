//! How the desk's decisions about words came to be what they are: each state of the
//! glossary that the memory meets is kept, and any of them can be given back whole.

mod history;
mod moved;
mod told;

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings};
use crate::glossary::{ConceptChange, Glossary, diff, restored, stored};
use crate::memory::{self, GlossaryState, Store, in_transaction};
use crate::model::{Concept, Day, Locale};

use super::Error;

pub use history::{Entry, Witness, history};
pub use moved::{DecisionMoved, Since, moved_since};
pub use told::{Told, told};

/// Keeps the state of a glossary, given as it was read, unless it is the last one that
/// the memory met. That there is none yet is no state; that it was emptied is one. True
/// if something was stored.
///
/// # Errors
///
/// When the memory fails.
pub fn record(
    store: &mut dyn Store,
    glossary: &Glossary,
    version: &str,
    day: &str,
) -> Result<bool, memory::Error> {
    let last = store.glossary_states()?.into_iter().next_back();
    if last.as_ref().map_or("", |last| last.version.as_str()) == version {
        return Ok(false);
    }
    let mut before = match last {
        Some(last) => store.glossary_at(last.number)?,
        None => BTreeMap::new(),
    };
    let mut changed = Vec::new();
    for concept in glossary
        .concepts()
        .iter()
        .filter(|one| !one.terms.is_empty())
    {
        let rows = stored(concept);
        if before.remove(&concept.id).as_ref() != Some(&rows) {
            changed.push((concept.id.clone(), Some(rows)));
        }
    }
    changed.extend(before.into_keys().map(|gone| (gone, None)));
    changed.sort();
    store.record_glossary(version, day, &changed)?;
    Ok(true)
}

/// The same in a transaction of its own.
///
/// # Errors
///
/// When the memory fails.
pub fn record_alone(
    store: &mut dyn Store,
    glossary: &Glossary,
    day: &str,
) -> Result<bool, memory::Error> {
    let version = glossary.version();
    in_transaction(store, |store| record(store, glossary, &version, day))
}

/// A glossary as it was in a state.
///
/// # Errors
///
/// When the memory fails, or what it holds of a concept cannot be read.
pub fn at(store: &dyn Store, number: i64) -> Result<Glossary, memory::Error> {
    let mut concepts = Vec::new();
    for (id, rows) in store.glossary_at(number)? {
        concepts.push(concept(&id, &rows)?);
    }
    Ok(Glossary::new([concepts], &mut Findings::new()))
}

fn concept(id: &str, rows: &str) -> Result<Concept, memory::Error> {
    restored(id, rows)
        .ok_or_else(|| memory::Error::Damaged(format!("the rows of the concept {id}")))
}

/// The last state that a memory had met by the end of a day; none when it had met none.
///
/// # Errors
///
/// When the memory fails.
pub fn state_on(store: &dyn Store, day: Day) -> Result<Option<GlossaryState>, memory::Error> {
    let mut states = store.glossary_states()?.into_iter();
    let by_then = |state: &GlossaryState| state.day.parse::<Day>().is_ok_and(|one| one <= day);
    Ok(states.rfind(by_then))
}

/// What changed in the glossary since a day, concept by concept; none when the memory had
/// met no glossary by then, and it cannot be told. `glossary` is the one of today, as it
/// was read. [`told()`] puts each change into words.
///
/// # Errors
///
/// When the memory fails.
pub fn since(
    store: &dyn Store,
    glossary: &Glossary,
    day: Day,
) -> Result<Option<Vec<ConceptChange>>, Error> {
    let Some(state) = state_on(store, day)? else {
        return Ok(None);
    };
    let before = at(store, state.number)?;
    Ok(Some(diff(before.concepts(), glossary.concepts())))
}

/// How a concept stood from a state on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The state in which it became so.
    pub state: GlossaryState,
    /// The concept; none when it was gone.
    pub concept: Option<Concept>,
    /// Packages that were first made under a version of the glossary in which it stood
    /// so.
    pub packages: usize,
}

/// How a concept came to be what it is, oldest first; empty when the memory never met it.
///
/// A version of the glossary that came back is counted where it came last. With a
/// language, only packages into it or out of it are counted.
///
/// # Errors
///
/// When the memory fails, or what it holds of a concept cannot be read.
pub fn stages(
    store: &dyn Store,
    id: &str,
    locale: Option<&Locale>,
) -> Result<Vec<Stage>, memory::Error> {
    let states = store.glossary_states()?;
    let mut under = store.exports_under(locale)?;
    let mut packages: BTreeMap<i64, usize> = BTreeMap::new();
    for state in states.iter().rev() {
        let number = under.remove(&Some(state.version.clone()));
        packages.insert(state.number, number.unwrap_or_default());
    }
    let changes = store.concept_states(id)?;
    let ends = changes.iter().skip(1).map(|(number, _)| Some(*number));
    let mut stages = Vec::with_capacity(changes.len());
    for ((number, rows), end) in changes.iter().zip(ends.chain([None])) {
        let Some(state) = states.iter().find(|state| state.number == *number) else {
            continue;
        };
        let during = |of: i64| of >= *number && end.is_none_or(|end| of < end);
        let made = packages.iter().filter(|(of, _)| during(**of));
        stages.push(Stage {
            state: state.clone(),
            concept: rows.as_deref().map(|rows| concept(id, rows)).transpose()?,
            packages: made.map(|(_, number)| number).sum(),
        });
    }
    Ok(stages)
}

/// Looks whether every state can be given back, and has the version it is kept under.
///
/// # Errors
///
/// When the memory fails.
pub fn verify(store: &dyn Store) -> Result<Findings, memory::Error> {
    let mut findings = Findings::new();
    for state in store.glossary_states()? {
        let is_whole = match at(store, state.number) {
            Ok(glossary) => glossary.version() == state.version,
            Err(memory::Error::Damaged(_)) => false,
            Err(other) => return Err(other),
        };
        if !is_whole {
            let message = format!(
                "the glossary of {} (version {}) cannot be given back as it was",
                state.day, state.version
            );
            findings.push(
                Finding::error("memory::glossary", message)
                    .help("The tables themselves are not touched by this; a backup has it."),
            );
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests;
