//! Passages into the memory, each with what became of it.

mod version;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::formats::decode::decode_text;
use crate::memory::{Receipt, Store, in_transaction};
use crate::model::{Locale, Passage, PassageOrigin, PassageStatus, PassageVersion, is_date};
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
    let held = store.passage(&id)?;
    let fate = match &held {
        Some(held) => origin(store, held, &passage.origin, place, replace, findings)?,
        None => {
            let versions = Vec::new();
            store.add_passage(&Passage {
                versions,
                ..passage.clone()
            })?;
            Fate::Added
        }
    };
    let before = held.map(|held| held.versions).unwrap_or_default();
    let versions = version::enter(store, &id, &passage.versions, &before, replace)?;
    if disagree(store, passage, &before)? {
        findings.push(disagreement(&id).at(place.clone()));
    }
    Ok(Entered { id, fate, versions })
}

/// Whether translations that came with a passage stand beside others that were there
/// before, or beside each other.
fn disagree(
    store: &dyn Store,
    passage: &Passage,
    before: &[PassageVersion],
) -> Result<bool, Error> {
    let Some(held) = store.passage(&passage.id())? else {
        return Ok(false);
    };
    let is_new = |one: &&PassageVersion| {
        !before
            .iter()
            .any(|old| !old.superseded && (&old.locale, &old.text) == (&one.locale, &one.text))
    };
    Ok(passage.versions.iter().any(|version| {
        let current = held.current(&version.locale);
        current.len() > 1 && current.iter().any(is_new)
    }))
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

fn disagreement(id: &str) -> Finding {
    let message = format!("the passage {id} has translations into one language that disagree");
    Finding::warning("passage::disagree", message)
        .help("Both are shown to translators, and neither is filled in; --replace decides.")
}

/// The text of a file: UTF-8, or UTF-16 with a byte order mark. None if it is no text,
/// which is told; so is, with its line, what may not stand in it.
pub fn read_text(bytes: &[u8], findings: &mut Findings) -> Option<String> {
    let text = match decode_text(bytes) {
        Ok((text, _)) => text,
        Err(fault) => {
            findings.push(
                Finding::error("passage::encoding", NO_TEXT)
                    .at(Place::default().line(fault.line, fault.column)),
            );
            return None;
        }
    };
    for (line, number) in text.lines().zip(1_u64..) {
        let column = line.chars().zip(1_u64..).find(|(c, _)| is_control(*c));
        if let Some((_, column)) = column {
            let place = Place::default().line(number, column);
            findings.push(Finding::error("passage::control", CONTROL).at(place));
        }
    }
    let tidy = Passage::tidy(&text);
    if tidy.len() > LONGEST_TEXT {
        let place = Place::default().line(1, 1);
        findings.push(Finding::error("passage::length", TOO_LONG).at(place));
    }
    Some(tidy)
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
}

/// What is wrong with a passage that a person has put together; of texts that were read
/// from files [`read_text`] has told it.
pub fn faults(passage: &Passage) -> Vec<Finding> {
    let mut faults = Vec::new();
    let versions = passage.versions.iter().map(|version| &version.text);
    for text in versions.chain([&passage.text]) {
        if text.len() > LONGEST_TEXT {
            faults.push(Finding::error("passage::length", TOO_LONG));
        }
        if text.chars().any(is_control) {
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

/// Tells of a passage that no statement can quote, because it is in another language
/// than the statements.
pub fn unused(passage: &Passage, source: &Locale) -> Option<Finding> {
    (passage.locale != *source).then(|| {
        let message = format!(
            "this passage is in {}, and the statements are in {source}: no quotation will be \
             found in it",
            passage.locale
        );
        Finding::warning("passage::unused", message)
            .help("If it is the language of the statements, store it under that tag.")
    })
}

/// What came of a table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Taken {
    /// Rows by what became of them. A row with a translation is counted by it.
    pub receipt: Receipt,
    /// The passages of the table, in order.
    pub passages: Vec<Entered>,
}

/// How a table is taken in.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// What the table says takes the place of what the memory says.
    pub replace: bool,
    /// What the table says of the status of translations is believed: they may be filled
    /// in. Otherwise those that somebody would answer for come in as unreviewed.
    pub trust: bool,
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
    how: How,
    findings: &mut Findings,
) -> Result<Option<Taken>, Error> {
    let reading = Reading {
        source: &desk.project.source,
        day: desk.day,
    };
    let mut inner = Findings::new();
    let table = read(bytes, reading, &mut inner);
    for (passage, place) in table.iter().flat_map(|table| &table.passages) {
        strangers(desk, passage, place, &mut inner);
    }
    let Some(mut table) = table.filter(|_| !inner.has_errors()) else {
        findings.extend_in(name, inner);
        return Ok(None);
    };
    let taken = in_transaction(store, |store| -> Result<Taken, Error> {
        let mut taken = Taken::default();
        for (passage, place) in &mut table.passages {
            let entered = take(desk, store, (passage, place), how, &mut inner)?;
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

/// Takes a passage of a table in.
fn take(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    (passage, place): (&mut Passage, &Place),
    how: How,
    findings: &mut Findings,
) -> Result<Entered, Error> {
    if !how.trust {
        lower(store, passage, place, findings)?;
    }
    if let Some(unused) = unused(passage, &desk.project.source) {
        findings.push(unused.at(place.clone()));
    }
    enter(store, passage, place, how.replace, findings)
}

/// Tells of aliases that are none of the contributors.
fn strangers(desk: &Desk<'_>, passage: &Passage, place: &Place, findings: &mut Findings) {
    for by in passage.versions.iter().filter_map(|one| one.by.as_ref()) {
        if !desk.project.contributors.contains(by) {
            let message = "this alias is not among the contributors in tilmach.toml";
            findings.push(
                Finding::error("passage::contributor", message)
                    .at(place.clone())
                    .words(by)
                    .help("Add the alias there, or empty the cell `by`."),
            );
        }
    }
}

/// Makes drafts of translations that a table alone vouches for. What the memory holds
/// with that status, or a better one, stays as it is.
fn lower(
    store: &dyn Store,
    passage: &mut Passage,
    place: &Place,
    findings: &mut Findings,
) -> Result<(), Error> {
    let held = store.passage(&passage.id())?;
    let held = held.map(|held| held.versions).unwrap_or_default();
    let mut lowered = Vec::new();
    for version in &mut passage.versions {
        let known = held.iter().any(|one| {
            !one.superseded
                && one.status <= version.status
                && (&one.locale, &one.text) == (&version.locale, &version.text)
        });
        if version.status.is_settled() && !version.superseded && !known {
            lowered.push(format!("{} ({})", version.locale, version.status));
            version.status = PassageStatus::Unreviewed;
        }
    }
    if !lowered.is_empty() {
        let message = format!(
            "translations came in as unreviewed, whatever the table says of them: {}",
            lowered.join(", ")
        );
        findings.push(
            Finding::warning("passage::trust", message)
                .at(place.clone())
                .help("If you know whose they are, import again with --trust-status."),
        );
    }
    Ok(())
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
