//! The memory as text, and back.
//!
//! The text form is one TMX file for each pair of languages, sorted by identity, with
//! no clock in it: for keeping, comparing and exchanging. A memory rebuilt from
//! it exports the same bytes. Passages stand in a table beside them. Statements come back by `run`; what was sent out
//! and what came in is in the SQLite file alone, and [`rebuild`] names it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diag::{Finding, Findings};
use crate::formats::tmx::{self, CodeForm};
use crate::memory::{self, Store};
use crate::model::{Locale, Profile, Tagging, Variant};

use super::disk;
use super::leverage::terms::is_right;
use super::run::Made;
use super::{Desk, Error, passages};

/// The bytes of the text form for a pair of languages, and how many variants
/// it has.
pub fn text_form(
    store: &dyn Store,
    source: &Locale,
    target: &Locale,
    superseded: bool,
    tagging: Tagging,
) -> Result<(Vec<u8>, usize), Error> {
    let mut variants = store.all(target, superseded)?;
    variants.retain(|variant| variant.source_locale == *source);
    written(&variants, source, target, tagging, CodeForm::Markup)
}

/// The current variants for a translator's tool, which fills in what is exact: those
/// that go against the glossary in force are left out.
pub fn tool_form(
    desk: &Desk<'_>,
    store: &dyn Store,
    target: &Locale,
    profile: Profile,
) -> Result<(Vec<u8>, usize), Error> {
    let source = &desk.project.source;
    let mut variants = store.all(target, false)?;
    variants.retain(|variant| variant.source_locale == *source && is_right(desk.standard, variant));
    written(
        &variants,
        source,
        target,
        profile.tagging(),
        codes_for(profile),
    )
}

/// How a tool wants inline codes in TMX.
pub(super) fn codes_for(profile: Profile) -> CodeForm {
    if profile == Profile::Omegat {
        CodeForm::Shortcuts
    } else {
        CodeForm::Markup
    }
}

fn written(
    variants: &[Variant],
    source: &Locale,
    target: &Locale,
    tagging: Tagging,
    codes: CodeForm,
) -> Result<(Vec<u8>, usize), Error> {
    let header = tmx::WriterHeader {
        source,
        target,
        tagging,
        codes,
    };
    let mut bytes = Vec::new();
    let count = tmx::write(&header, &mut variants.iter(), &mut bytes)?;
    Ok((bytes, count))
}

/// Writes the text form of every pair of languages in the memory into a folder.
pub fn export(store: &dyn Store, folder: &Path) -> Result<Vec<Made>, Error> {
    disk::sweep(folder, false)?;
    let mut made = Vec::new();
    for target in store.locales()? {
        let variants = store.all(&target, true)?;
        let sources: BTreeSet<&Locale> = variants.iter().map(|v| &v.source_locale).collect();
        for source in sources {
            let (bytes, _) = text_form(store, source, &target, true, Tagging::Bcp47)?;
            let file = format!("{source}-{target}.tmx");
            let status = disk::write(&folder.join(&file), &bytes)?;
            made.push(Made { file, status });
        }
    }
    if let Some(status) = passages::mirror::export(store, folder)? {
        let file = passages::mirror::FILE.to_owned();
        made.push(Made { file, status });
    }
    Ok(made)
}

/// How many translations and passages stand in the text forms of a folder and not in
/// the memory: what an export would write over.
pub fn held_by_text_alone(
    desk: &Desk<'_>,
    store: &dyn Store,
    folder: &Path,
) -> Result<usize, Error> {
    let mut alone = passages::mirror::held_by_text_alone(desk, store, folder)?;
    for target in store.locales()? {
        let path = folder.join(format!("{}.tmx", desk.pair(&target)));
        let Ok(bytes) = disk::read(&path) else {
            continue;
        };
        let mut failed = None;
        tmx::read(
            bytes.as_slice(),
            &mut Findings::new(),
            &mut |_, unit| match unit.identity().map(|tuid| store.variant(tuid)) {
                Some(Ok(Some(_))) | None => {}
                Some(Ok(None)) => alone += 1,
                Some(Err(error)) => failed = Some(error),
            },
        )?;
        if let Some(error) = failed {
            return Err(error.into());
        }
    }
    Ok(alone)
}

/// Fills an empty memory from text forms. None: a file was refused, and nothing
/// was stored.
pub fn rebuild(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    files: &[(String, Vec<u8>)],
    findings: &mut Findings,
) -> Result<Option<usize>, Error> {
    store.begin()?;
    let done = restore_all(desk, store, files, findings);
    if matches!(done, Ok(Some(_))) {
        store.commit()?;
    } else {
        store.rollback()?;
    }
    done
}

fn restore_all(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    files: &[(String, Vec<u8>)],
    findings: &mut Findings,
) -> Result<Option<usize>, Error> {
    let mut count = 0;
    for (name, bytes) in files {
        let mut inner = Findings::new();
        let restored = if name == passages::mirror::FILE {
            let restored = passages::mirror::restore(desk, store, bytes, &mut inner)?;
            restored.map(|_| 0)
        } else {
            restore(desk, store, bytes, &mut inner)?
        };
        findings.extend_in(name, inner);
        match restored {
            Some(restored) => count += restored,
            None => return Ok(None),
        }
    }
    Ok(Some(count))
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
    let whole = tmx::read(bytes, findings, &mut |_, unit| match variant(desk, &unit) {
        Ok(variant) => {
            count += 1;
            if failed.is_none()
                && let Err(error) = store.restore(&variant)
            {
                failed = Some(error);
            }
        }
        Err(fault) => faults.push(fault.at(unit.place.clone())),
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

/// The variant that a unit of the text form is; a finding if it is not one.
fn variant(desk: &Desk<'_>, unit: &tmx::Unit) -> Result<Variant, Box<Finding>> {
    let foreign = || {
        Finding::error(
            "memory::text-form",
            "this unit is not of a memory exported by tilmach",
        )
        .into()
    };
    let [source, target] = unit.variants.as_slice() else {
        return Err(foreign());
    };
    let (Ok(from), Ok(to)) = (source.language.parse(), target.language.parse()) else {
        return Err(foreign());
    };
    let arrival = tmx::Arrival {
        source: &from,
        target: &to,
        file: "",
        day: desk.day,
    };
    let variant = tmx::variant_of(unit, source, target, &arrival);
    if unit.identity() == Some(variant.identity().as_str()) {
        return Ok(variant);
    }
    let finding = Finding::error(
        "memory::identity",
        "this unit was changed since it was exported",
    );
    let help = "Changed files are imported with `tilmach import`, not rebuilt from.";
    Err(finding.help(help).into())
}
