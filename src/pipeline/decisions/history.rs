//! How a decision travelled.

use serde::Serialize;

use crate::glossary::{Glossary, diff};
use crate::memory::{self, Store};
use crate::model::{Concept, Day, Locale, Term};

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
    /// Whether the record begins here: what it says stood there already.
    pub begins: bool,
    /// What changed.
    pub changes: Vec<Told>,
    /// Packages that went out while it stood so; of one language, where one was named.
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
    let stages = stages(store, id, locale)?;
    let concerns = |one: &Told| match (&one.locale, locale) {
        (Some(own), Some(asked)) => own == asked,
        _ => true,
    };
    let mut entries = before(stages.first());
    entries.retain(|entry| entry.changes.iter().any(concerns));
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
            _ => entries.push(met(stage, changes)),
        }
    }
    let now = glossary.get(id).filter(|one| !one.terms.is_empty());
    let mut changes = changes(last, now);
    changes.retain(concerns);
    if !changes.is_empty() {
        entries.push(not_met(changes));
    }
    Ok(entries)
}

/// What no command has put on record yet.
fn not_met(changes: Vec<Told>) -> Entry {
    Entry {
        day: None,
        version: None,
        witness: Witness::Today,
        begins: false,
        changes,
        packages: 0,
    }
}

/// What the memory met in a state.
fn met(stage: &Stage, changes: Vec<Told>) -> Entry {
    let begins = stage.state.number == 1;
    Entry {
        day: Some(stage.state.day.clone()),
        version: Some(stage.state.version.clone()),
        witness: Witness::Memory,
        begins,
        changes: if begins {
            as_it_stood(changes)
        } else {
            changes
        },
        packages: stage.packages,
    }
}

fn changes(old: Option<&Concept>, new: Option<&Concept>) -> Vec<Told> {
    let list = |one: Option<&Concept>| one.cloned().into_iter().collect::<Vec<_>>();
    diff(&list(old), &list(new)).iter().flat_map(told).collect()
}

/// Nothing is new in what was there when the record began.
fn as_it_stood(changes: Vec<Told>) -> Vec<Told> {
    let of_terms = changes.into_iter().filter(|one| one.locale.is_some());
    of_terms
        .map(|one| {
            let what = one
                .what
                .strip_prefix("added, ")
                .unwrap_or(&one.what)
                .to_owned();
            Told { what, ..one }
        })
        .collect()
}

/// What the table says of days before the memory met it.
fn before(first: Option<&Stage>) -> Vec<Entry> {
    let Some((stage, concept)) = first.and_then(|one| Some((one, one.concept.as_ref()?))) else {
        return Vec::new();
    };
    let mut entries = Vec::new();
    for term in &concept.terms {
        let earlier = dated(term)
            .into_iter()
            .map(|(day, what)| (day.to_string(), what));
        let earlier = earlier.filter(|(day, _)| *day < stage.state.day);
        entries.extend(earlier.map(|(day, what)| Entry {
            day: Some(day),
            version: None,
            witness: Witness::Table,
            begins: false,
            changes: vec![Told {
                concept: concept.id.clone(),
                locale: Some(term.locale.clone()),
                term: Some(term.text.clone()).filter(|text| !text.is_empty()),
                what,
            }],
            packages: 0,
        }));
    }
    entries.sort_by(|one, other| one.day.cmp(&other.day));
    entries
}

/// What a row says of days.
fn dated(term: &Term) -> Vec<(Day, String)> {
    let usage = term.usage.as_str();
    let from = term.validity.from;
    let from = from.map(|day| (day, format!("{usage} from this day on")));
    let until = term.validity.until;
    let until = until.map(|day| (day, format!("{usage} for the last time")));
    let signed = term.sign_off.as_ref().map(|signed| {
        let what = match signed.reason.as_str() {
            "" => format!("signed off by {}", signed.by),
            reason => format!("signed off by {}: {reason}", signed.by),
        };
        (signed.on, what)
    });
    [from, until, signed].into_iter().flatten().collect()
}
