//! Passages into the memory, each with what became of it.

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::formats::decode::decode_text;
use crate::memory::{Receipt, Store, in_transaction};
use crate::model::{Passage, PassageOrigin, PassageVersion, is_date};
use crate::pipeline::read::short_hash;
use crate::pipeline::{Desk, Error};

use super::table::cells::{
    CONTROL, LONGEST_CELL, LONGEST_TEXT, NO_DATE, NO_TEXT, TOO_LONG, TOO_LONG_CELL,
};
use super::table::{Reading, contradict, read};

/// What became of a passage or of a translation of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// The memory did not know it.
    Added,
    /// The memory knew it so.
    Same,
    /// It took the place of what the memory said, which is kept.
    Updated,
    /// The memory says another thing, and both are kept.
    Conflicting,
}

/// A passage that was taken in.
#[derive(Clone, Debug, Serialize)]
pub struct Entered {
    /// Its id.
    pub id: String,
    /// What became of its text and origin.
    pub fate: Fate,
    /// What became of each of its translations, in their order.
    pub versions: Vec<Fate>,
}

/// Takes a passage in, and says what became of it. Where the memory says another thing
/// of its origin, or has another translation, both stay and a finding tells of it;
/// with `replace` the new one takes its place.
///
/// # Errors
///
/// When the memory fails.
pub fn enter(
    store: &mut dyn Store,
    passage: &Passage,
    place: &Place,
    replace: bool,
    findings: &mut Findings,
) -> Result<Entered, Error> {
    let id = passage.id();
    let Some(held) = store.passage(&id)? else {
        return new(store, passage, place, findings);
    };
    let fate = origin(store, &held, &passage.origin, place, replace, findings)?;
    let mut versions = Vec::with_capacity(passage.versions.len());
    let mut disagree = false;
    for version in &passage.versions {
        let fate = self::version(store, &id, version, replace)?;
        disagree |= fate == Fate::Conflicting;
        versions.push(fate);
    }
    if disagree {
        findings.push(disagreement(&id).at(place.clone()));
    }
    Ok(Entered { id, fate, versions })
}

/// A passage that the memory does not know, with all that comes with it.
fn new(
    store: &mut dyn Store,
    passage: &Passage,
    place: &Place,
    findings: &mut Findings,
) -> Result<Entered, Error> {
    let id = passage.id();
    let bare = Passage {
        versions: Vec::new(),
        ..passage.clone()
    };
    store.add_passage(&bare)?;
    for version in &passage.versions {
        store.add_passage_version(&id, version)?;
    }
    let languages = passage.versions.iter().map(|version| &version.locale);
    let mut languages: Vec<_> = languages.collect();
    languages.sort_unstable();
    languages.dedup();
    if languages
        .into_iter()
        .any(|locale| passage.current(locale).len() > 1)
    {
        findings.push(disagreement(&id).at(place.clone()));
    }
    Ok(Entered {
        id,
        fate: Fate::Added,
        versions: vec![Fate::Added; passage.versions.len()],
    })
}

fn origin(
    store: &mut dyn Store,
    held: &Passage,
    said: &PassageOrigin,
    place: &Place,
    replace: bool,
    findings: &mut Findings,
) -> Result<Fate, Error> {
    let id = held.id();
    if contradict(&held.origin, said) && !replace {
        // What was outlived here may still stand on another desk.
        if held.former.contains(said) {
            return Ok(Fate::Same);
        }
        let message = format!("the memory says another origin of the passage {id}, which was kept");
        findings.push(
            Finding::warning("passage::origin", message)
                .at(place.clone())
                .help("`tilmach passage show` tells it; --replace takes the new one."),
        );
        return Ok(Fate::Conflicting);
    }
    let whole = said.filled_from(&held.origin);
    Ok(match store.place_passage(&id, &whole)? {
        true => Fate::Updated,
        false => Fate::Same,
    })
}

/// A translation of a passage that the memory has.
fn version(
    store: &mut dyn Store,
    id: &str,
    version: &PassageVersion,
    replace: bool,
) -> Result<Fate, Error> {
    let held = store
        .passage(id)?
        .map(|held| held.versions)
        .unwrap_or_default();
    let mut of_text = held
        .iter()
        .filter(|held| (&held.locale, &held.text) == (&version.locale, &version.text));
    let current = of_text.clone().find(|held| !held.superseded);
    let outlived = current.is_none() && of_text.next().is_some();
    if version.superseded {
        // That it was outlived elsewhere is no reason to forget it here.
        let known = current.is_some() || outlived;
        let stored = !known && store.add_passage_version(id, version)?;
        return Ok(if stored { Fate::Added } else { Fate::Same });
    }
    if outlived && !replace {
        return Ok(Fate::Same);
    }
    // Somebody has read it since: a lower status says nothing new.
    if current.is_some_and(|held| held.status < version.status) && !replace {
        return Ok(Fate::Same);
    }
    let known = current.is_some();
    let against = against(store, id, &held, version, replace)?;
    let changed = store.add_passage_version(id, version)?;
    Ok(match (changed, known) {
        (false, _) if against > 0 && replace => Fate::Updated,
        (false, _) => Fate::Same,
        (true, true) => Fate::Updated,
        (true, false) if against == 0 => Fate::Added,
        (true, false) if replace => Fate::Updated,
        (true, false) => Fate::Conflicting,
    })
}

/// How many other current translations there are into the language; with `replace` they
/// are superseded.
fn against(
    store: &mut dyn Store,
    id: &str,
    held: &[PassageVersion],
    version: &PassageVersion,
    replace: bool,
) -> Result<usize, Error> {
    let others = held.iter().filter(|held| {
        !held.superseded && held.locale == version.locale && held.text != version.text
    });
    let mut against = 0;
    for other in others {
        against += 1;
        if replace {
            store.supersede_passage_version(id, &other.locale, &other.text)?;
        }
    }
    Ok(against)
}

fn disagreement(id: &str) -> Finding {
    let message = format!("the passage {id} has translations into one language that disagree");
    Finding::warning("passage::disagree", message)
        .help("Both are shown to translators, and neither is filled in; --replace decides.")
}

/// The text of a file: UTF-8, or UTF-16 with a byte order mark. None if it is no text,
/// which is told.
pub fn read_text(bytes: &[u8], findings: &mut Findings) -> Option<String> {
    match decode_text(bytes) {
        Ok((text, _)) => Some(Passage::tidy(&text)),
        Err(fault) => {
            findings.push(
                Finding::error("passage::encoding", NO_TEXT)
                    .at(Place::default().line(fault.line, fault.column)),
            );
            None
        }
    }
}

/// What is wrong with a passage that a person has put together.
pub fn faults(passage: &Passage) -> Vec<Finding> {
    let mut faults = Vec::new();
    let versions = passage.versions.iter().map(|version| &version.text);
    for text in versions.chain([&passage.text]) {
        if text.len() > LONGEST_TEXT {
            faults.push(Finding::error("passage::length", TOO_LONG));
        }
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
        {
            faults.push(Finding::error("passage::control", CONTROL));
        }
    }
    let citations = passage
        .versions
        .iter()
        .map(|version| version.citation.as_str());
    let cells = passage.origin.cells().into_iter().map(|(_, cell)| cell);
    for cell in cells.chain(citations) {
        if cell.chars().any(char::is_control) {
            faults.push(Finding::error("passage::control", CONTROL).words(cell));
        } else if cell.len() > LONGEST_CELL {
            faults.push(Finding::error("passage::length", TOO_LONG_CELL).words(cell));
        }
    }
    if !is_date(&passage.origin.day) {
        faults.push(Finding::error("passage::date", NO_DATE).words(&passage.origin.day));
    }
    faults
}

/// What came of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Taken {
    /// Rows by what became of them. A row with a translation is counted by it.
    pub receipt: Receipt,
    /// The passages of the table, in order.
    pub passages: Vec<Entered>,
}

/// Takes the passages of a table in, all or none. None: the table was refused; the
/// findings say why.
///
/// # Errors
///
/// When the memory fails; then nothing of it is stored.
pub fn import(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    name: &str,
    bytes: &[u8],
    replace: bool,
    findings: &mut Findings,
) -> Result<Option<Taken>, Error> {
    let reading = Reading {
        source: &desk.project.source,
        day: desk.day,
    };
    let mut inner = Findings::new();
    let Some(table) = read(bytes, reading, &mut inner) else {
        findings.extend_in(name, inner);
        return Ok(None);
    };
    let taken = in_transaction(store, |store| -> Result<Taken, Error> {
        let mut taken = Taken::default();
        for (passage, place) in &table.passages {
            let entered = enter(store, passage, place, replace, &mut inner)?;
            count(&mut taken.receipt, passage, &entered);
            taken.passages.push(entered);
        }
        taken.receipt.file = name.to_owned();
        taken.receipt.hash = short_hash(bytes);
        taken.receipt.day = desk.day.to_owned();
        store.record_receipt(&taken.receipt, &[])?;
        Ok(taken)
    })?;
    findings.extend_in(name, inner);
    Ok(Some(taken))
}

/// A passage with translations counts as they do, one without as itself; what was said
/// of its origin before, as the same.
fn count(receipt: &mut Receipt, passage: &Passage, entered: &Entered) {
    let own = entered.versions.is_empty().then_some(entered.fate);
    let mut fates: Vec<Fate> = entered.versions.iter().copied().chain(own).collect();
    if let (Some(first), Fate::Updated | Fate::Conflicting) = (fates.first_mut(), entered.fate)
        && *first == Fate::Same
    {
        *first = entered.fate;
    }
    receipt.same += passage.former.len();
    receipt.units += passage.former.len() + fates.len();
    for fate in fates {
        match fate {
            Fate::Added => receipt.added += 1,
            Fate::Same => receipt.same += 1,
            Fate::Updated => receipt.updated += 1,
            Fate::Conflicting => receipt.conflicting += 1,
        }
    }
}
