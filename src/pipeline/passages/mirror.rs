//! The passages of the memory as text, and back: `passages.csv`, beside the TMX files.

use std::path::Path;

use crate::diag::{Finding, Findings, Place};
use crate::memory::{self, Passages, Store};
use crate::model::{Passage, PassageVersion};
use crate::pipeline::disk::{self, Written};
use crate::pipeline::{Desk, Error};

use super::table::{Reading, Table, read, write};

/// The name of the file.
pub const FILE: &str = "passages.csv";

/// Writes the passages of the memory into a folder; nothing when there are none and no
/// file tells of earlier ones.
///
/// # Errors
///
/// When the memory fails, or the file cannot be written.
pub fn export(store: &dyn Store, folder: &Path) -> Result<Option<Written>, Error> {
    let passages = store.passages()?;
    let path = folder.join(FILE);
    if passages.is_empty() && !path.exists() {
        return Ok(None);
    }
    let bytes = write(&passages).map_err(crate::formats::Error::from)?;
    disk::write(&path, &bytes).map(Some)
}

/// Whether the file of a folder is there and cannot be read: marks of a merge stand in
/// it, or it is another table. Nobody knows then what an export would write over.
pub fn is_unreadable(desk: &Desk<'_>, folder: &Path) -> bool {
    let path = folder.join(FILE);
    path.exists()
        && !disk::read(&path).is_ok_and(|bytes| exact(desk, &bytes, &mut Findings::new()).is_some())
}

/// How many passages and translations of passages stand in the file of a folder and not
/// in the memory. A file that cannot be read ([`is_unreadable`]) holds none.
///
/// # Errors
///
/// When the memory fails.
pub fn held_by_text_alone(
    desk: &Desk<'_>,
    store: &dyn Store,
    folder: &Path,
) -> Result<usize, Error> {
    let Ok(bytes) = disk::read(&folder.join(FILE)) else {
        return Ok(0);
    };
    let table = exact(desk, &bytes, &mut Findings::new()).unwrap_or_default();
    let mut alone = 0;
    for (passage, _) in &table.passages {
        alone += missing(passage, store)?;
    }
    Ok(alone)
}

/// How many passages and translations of passages one memory has and another not.
///
/// # Errors
///
/// When a memory fails.
pub fn lost(held: &dyn Passages, fresh: &dyn Store) -> Result<usize, memory::Error> {
    let mut lost = 0;
    for passage in held.passages()? {
        lost += missing(&passage, fresh)?;
    }
    Ok(lost)
}

/// What a memory lacks of a passage: itself, and every translation of it.
fn missing(passage: &Passage, store: &dyn Store) -> Result<usize, memory::Error> {
    let held = store.passage(&passage.id())?;
    let versions = held.as_ref().map_or(&[][..], |held| &held.versions);
    let lacks = passage
        .versions
        .iter()
        .filter(|one| !versions.contains(one));
    Ok(lacks.count() + usize::from(held.is_none()))
}

fn exact(desk: &Desk<'_>, bytes: &[u8], findings: &mut Findings) -> Option<Table> {
    let reading = Reading {
        source: &desk.project.source,
        day: desk.day,
    };
    read(bytes, reading, findings)
}

/// Stores the passages of an exported file exactly as it has them. None: it was
/// refused, and the findings say why.
///
/// # Errors
///
/// When the memory fails.
pub fn restore(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Option<usize>, memory::Error> {
    let Some(table) = exact(desk, bytes, findings) else {
        return Ok(None);
    };
    for (passage, place) in &table.passages {
        let mut sound = passage.clone();
        sound.versions = unique(&passage.versions, place, findings);
        store.add_passage(&sound)?;
    }
    Ok((!findings.has_errors()).then_some(table.passages.len()))
}

/// The translations, of which no two current ones may be the same text: no export
/// makes such a file.
fn unique(
    versions: &[PassageVersion],
    place: &Place,
    findings: &mut Findings,
) -> Vec<PassageVersion> {
    let mut kept: Vec<PassageVersion> = Vec::with_capacity(versions.len());
    for version in versions {
        let twice = !version.superseded
            && kept.iter().any(|one| {
                !one.superseded && (&one.locale, &one.text) == (&version.locale, &version.text)
            });
        if twice {
            let message = "a translation of this passage stands in the file twice";
            let finding = Finding::error("passage::rows", message);
            findings.push(finding.at(place.clone()));
        } else {
            kept.push(version.clone());
        }
    }
    kept
}
