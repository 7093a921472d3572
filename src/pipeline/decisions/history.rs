//! How a decision travelled.

use serde::Serialize;

use crate::glossary::{Glossary, diff, stored};
use crate::memory::{self, Store};
use crate::model::{Concept, Locale, Term};

use super::{Stage, Told, stages, told};

/// Who says what an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Witness {
    /// The table, of a day before the memory met it: nobody saw it happen.
    Table,
    /// The memory.
    Memory,
    /// The table as it is today, which the memory has not met yet.
    Today,
}

/// Something that happened to a concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The day, `YYYY-MM-DD`; none of what is not on record yet.
    pub day: Option<String>,
    /// The version of the glossary, where the memory has met it.
    pub version: Option<String>,
    /// Who says so.
    pub witness: Witness,
    /// What changed.
    pub changes: Vec<Told>,
    /// Packages that went out while it stood so.
    pub packages: usize,
}

/// How the decision about a concept came to be what it is, oldest first; for one language
/// alone if one is named. Empty when neither the memory nor the glossary knows it.
///
/// # Errors
///
/// When the memory fails, or what it holds of the concept cannot be read.
pub fn history(
    store: &dyn Store,
    glossary: &Glossary,
    id: &str,
    locale: Option<&Locale>,
) -> Result<Vec<Entry>, memory::Error> {
    let stages = stages(store, id)?;
    let concerns = |one: &Told| match (&one.locale, locale) {
        (Some(own), Some(asked)) => own == asked,
        _ => true,
    };
    let mut entries: Vec<Entry> = before(stages.first())
        .into_iter()
        .filter(|entry| entry.changes.iter().any(concerns))
        .collect();
    let mut last: Option<&Concept> = None;
    for stage in &stages {
        let mut changes = changes(last, stage.concept.as_ref());
        changes.retain(concerns);
        last = stage.concept.as_ref();
        // What went out while nothing of this language changed went out under the entry
        // before.
        match entries
            .last_mut()
            .filter(|one| one.witness == Witness::Memory)
        {
            Some(known) if changes.is_empty() => known.packages += stage.packages,
            _ => entries.push(Entry {
                day: Some(stage.state.day.clone()),
                version: Some(stage.state.version.clone()),
                witness: Witness::Memory,
                changes,
                packages: stage.packages,
            }),
        }
    }
    let now = glossary.get(id).filter(|one| !one.terms.is_empty());
    if now.map(stored) != last.map(stored) {
        let mut changes = changes(last, now);
        changes.retain(concerns);
        if !changes.is_empty() {
            entries.push(Entry {
                day: None,
                version: None,
                witness: Witness::Today,
                changes,
                packages: 0,
            });
        }
    }
    Ok(entries)
}

fn changes(old: Option<&Concept>, new: Option<&Concept>) -> Vec<Told> {
    let list = |one: Option<&Concept>| one.cloned().into_iter().collect::<Vec<_>>();
    diff(&list(old), &list(new)).iter().flat_map(told).collect()
}

/// What the table says of days before the memory met it.
fn before(first: Option<&Stage>) -> Vec<Entry> {
    let Some((stage, concept)) = first.and_then(|one| Some((one, one.concept.as_ref()?))) else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut push = |term: &Term, day: String, what: String| {
        if day < stage.state.day {
            entries.push(Entry {
                day: Some(day),
                version: None,
                witness: Witness::Table,
                changes: vec![Told {
                    concept: concept.id.clone(),
                    locale: Some(term.locale.clone()),
                    term: Some(term.text.clone()).filter(|text| !text.is_empty()),
                    what,
                }],
                packages: 0,
            });
        }
    };
    for term in &concept.terms {
        if let Some(from) = term.validity.from {
            push(
                term,
                from.to_string(),
                format!("{} from this day on", term.usage.as_str()),
            );
        }
        if let Some(until) = term.validity.until {
            push(
                term,
                until.to_string(),
                format!("{} for the last time", term.usage.as_str()),
            );
        }
        if let Some(signed) = &term.sign_off {
            let why = match signed.reason.as_str() {
                "" => String::new(),
                reason => format!(": {reason}"),
            };
            push(
                term,
                signed.on.to_string(),
                format!("signed off by {}{why}", signed.by),
            );
        }
    }
    entries.sort_by(|one, other| one.day.cmp(&other.day));
    entries
}
