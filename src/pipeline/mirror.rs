//! The memory as text, and back.
//!
//! The text form is one TMX file for each language, sorted by identity, with
//! no clock in it: for keeping, comparing and exchanging. A memory rebuilt from
//! it exports the same bytes. Statements come back by `run`; what was sent out
//! and what came in is in the SQLite file alone, and [`rebuild`] names it.

use std::path::Path;

use crate::diag::{Finding, Findings};
use crate::formats::tmx;
use crate::memory::{self, Store, in_transaction};
use crate::model::{Locale, Tagging};

use super::disk::{self, Written};
use super::run::Made;
use super::{Desk, Error};

/// The bytes of the text form for one language, and how many variants it has.
pub fn text_form(
    desk: &Desk<'_>,
    store: &dyn Store,
    target: &Locale,
    superseded: bool,
    tagging: Tagging,
) -> Result<(Vec<u8>, usize), Error> {
    let variants = store.all(target, superseded)?;
    let header = tmx::WriterHeader {
        source: &desk.project.source,
        target,
        tagging,
    };
    let mut bytes = Vec::new();
    let count = tmx::write(&header, &mut variants.iter(), &mut bytes)?;
    Ok((bytes, count))
}

/// Writes the text form of every language of the memory into a folder, and
/// empties the file of a language that the memory does not have any more.
pub fn export(desk: &Desk<'_>, store: &dyn Store, folder: &Path) -> Result<Vec<Made>, Error> {
    disk::sweep(folder)?;
    let mut made = Vec::new();
    for locale in store.locales()? {
        let (bytes, _) = text_form(desk, store, &locale, true, Tagging::Bcp47)?;
        let file = format!("{}.tmx", desk.pair(&locale));
        let status: Written = disk::write(&folder.join(&file), &bytes)?;
        made.push(Made { file, status });
    }
    Ok(made)
}

/// Fills an empty memory from text forms. False: a file was refused, and
/// nothing was stored.
pub fn rebuild(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    files: &[(String, Vec<u8>)],
    findings: &mut Findings,
) -> Result<Option<usize>, Error> {
    in_transaction(store, |store| {
        let mut count = 0;
        for (name, bytes) in files {
            let mut inner = Findings::new();
            let restored = restore(desk, store, bytes, &mut inner)?;
            findings.extend_in(name, inner);
            match restored {
                Some(restored) => count += restored,
                None => return Ok(None),
            }
        }
        Ok(Some(count))
    })
}

fn restore(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Option<usize>, Error> {
    let mut count = 0;
    let mut failed: Option<memory::Error> = None;
    let mut faults = Vec::new();
    let whole = tmx::read(bytes, findings, &mut |_, unit| {
        let pair = match unit.variants.as_slice() {
            [source, target] => target
                .language
                .parse::<Locale>()
                .ok()
                .map(|l| (source, target, l)),
            _ => None,
        };
        let Some((source, target, locale)) = pair else {
            faults.push(
                Finding::error(
                    "memory::text-form",
                    "this unit is not of a memory exported by tilmach",
                )
                .at(unit.place.clone()),
            );
            return;
        };
        let arrival = tmx::Arrival {
            source: &desk.project.source,
            target: &locale,
            file: "",
            day: desk.day,
        };
        let variant = tmx::variant_of(&unit, source, target, &arrival);
        if unit.tuid.as_deref() != Some(variant.identity().as_str()) {
            faults.push(
                Finding::error(
                    "memory::identity",
                    "this unit was changed since it was exported",
                )
                .at(unit.place.clone().unit(unit.tuid.as_deref().unwrap_or("-")))
                .help("Changed files are imported with `tilmach import`, not rebuilt from."),
            );
            return;
        }
        count += 1;
        if failed.is_none()
            && let Err(error) = store.restore(&variant)
        {
            failed = Some(error);
        }
    })?;
    let faulty = !faults.is_empty();
    for fault in faults {
        findings.push(fault);
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok((whole && !faulty).then_some(count)),
    }
}
