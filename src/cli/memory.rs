//! `tilmach memory`

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::json;
use tilmach::diag::{Finding, Findings};
use tilmach::memory::{SqliteStore, Store, Variants};
use tilmach::pipeline::{decisions, disk, mirror, passages};

use super::Outcome;
use super::arguments::{Common, Memory, MemoryStep};
use super::export::list;
use super::office::Office;
use super::ui::{Ui, count};

pub(crate) fn run(arguments: &Memory, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    match &arguments.step {
        MemoryStep::Verify => verify(&office, ui),
        MemoryStep::Export { out, force } => export(out.as_deref(), *force, &office, ui),
        MemoryStep::Rebuild { from, force } => rebuild(from.as_deref(), *force, &office, ui),
    }
}

fn verify(office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if !office.memory().exists() {
        let next = if office.text_alone() {
            "`tilmach memory rebuild` brings back what was exported"
        } else {
            "`tilmach run` makes it"
        };
        bail!("there is no memory yet ({}); {next}", office.project.memory);
    }
    let mut findings = Findings::new();
    let store = office.reader()?;
    let mut found = store.verify()?;
    if found.is_empty() {
        found.extend(decisions::verify(&store)?);
    }
    if std::fs::metadata(office.memory()).is_ok_and(|about| about.len() == 0) {
        found.push(
            Finding::warning("memory::empty", "there is nothing in the memory file")
                .help("If there was, `tilmach memory rebuild` or a backup brings it back."),
        );
    }
    findings.extend_in(&office.project.memory, found);
    ui.json(&json!({ "sound": findings.is_empty(), "findings": findings }))?;
    if findings.is_empty() {
        ui.line(&format!("{}: nothing is wrong.", office.project.memory));
    }
    Ok(ui.findings(&findings))
}

fn export(
    out: Option<&Path>,
    force: bool,
    office: &Office,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let folder = out.map_or_else(|| office.memory_folder(), Path::to_owned);
    let _lock = office.lock(ui)?;
    let store = office.reader()?;
    if !force && passages::mirror::is_unreadable(&office.desk(ui, None), &folder) {
        bail!(
            "{} in {} cannot be read, so that nobody can tell what would be lost; nothing was \
             changed. `tilmach passage import` tells what is wrong with it, and --force writes \
             over it",
            passages::mirror::FILE,
            folder.display()
        );
    }
    let alone = mirror::held_by_text_alone(&office.desk(ui, None), &store, &folder)?;
    if alone > 0 && !force {
        bail!(
            "the exported files in {} hold {} that the memory does not; nothing was changed. \
             `tilmach memory rebuild` brings them back, and --force writes over them",
            folder.display(),
            count(alone, "translation")
        );
    }
    let made = mirror::export(&store, &folder)?;
    ui.json(&json!({ "folder": folder, "files": made }))?;
    if made.is_empty() {
        ui.line("The memory holds no translation yet: there is nothing to export.");
    }
    list(&made, &folder, ui);
    Ok(Outcome::Clean)
}

/// The new file is made beside the old one and takes its place when it is
/// whole; the old one is kept.
fn rebuild(
    from: Option<&Path>,
    force: bool,
    office: &Office,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let folder = from.map_or_else(|| office.memory_folder(), Path::to_owned);
    let _lock = office.lock(ui)?;
    let files = exported(&folder)?;
    let fresh = beside(&office.memory(), ".new");
    remove(&fresh)?;
    let mut findings = Findings::new();
    let mut store = SqliteStore::open(&fresh, std::time::Duration::ZERO)?;
    let desk = office.desk(ui, None);
    let restored = mirror::rebuild(&desk, &mut store, &files, &mut findings)?;
    let lost = would_be_lost(office, &store)?;
    drop(store);
    let Some(restored) = restored else {
        remove(&fresh)?;
        ui.json(&json!({ "rebuilt": false, "findings": findings }))?;
        ui.line("Nothing was changed: the exported files are not whole.");
        return Ok(ui.findings(&findings));
    };
    if lost > 0 && !force {
        remove(&fresh)?;
        bail!(
            "the memory holds {} that the exported files do not; nothing was changed. Run \
             `tilmach memory export` first, or add --force to go back to what was exported",
            count(lost, "translation")
        );
    }
    let kept = change_places(office, &fresh)?;
    ui.json(&json!({
        "rebuilt": true,
        "translations": restored,
        "kept": kept,
        "findings": findings,
    }))?;
    rebuilt(&office.memory(), restored, kept.as_deref(), ui);
    Ok(ui.findings(&findings))
}

fn rebuilt(path: &Path, restored: usize, kept: Option<&Path>, ui: &mut Ui) {
    ui.line(&format!(
        "{}: {}",
        path.display(),
        count(restored, "translation")
    ));
    if let Some(kept) = kept {
        ui.line(&format!(
            "The memory that was there is kept as {}.",
            kept.display()
        ));
    }
    ui.line(NOT_RESTORED);
    ui.line(NO_HISTORY);
}

const NOT_RESTORED: &str = "Not restored: statements (run `tilmach run`), and the records of \
     what was sent out and came back.";

const NO_HISTORY: &str = "Not restored either: how the glossary came to be what it is. Its history \
     begins anew.";

/// The new memory in the place of the old one, which is kept under another
/// name. Gives that name.
fn change_places(office: &Office, fresh: &Path) -> anyhow::Result<Option<PathBuf>> {
    let path = office.memory();
    if path.exists() {
        // Everything that waits in the journal goes into the file first; a
        // damaged memory is moved as it is.
        drop(office.writer());
    }
    let before = free_name(&path);
    let mut kept = None;
    if path.exists() {
        // The old memory gets a second name before the new one takes its first:
        // whenever the process is killed, there is a memory in its place.
        std::fs::hard_link(&path, &before)
            .or_else(|_| std::fs::copy(&path, &before).map(drop))
            .with_context(|| before.display().to_string())?;
        kept = Some(before.clone());
    }
    // A journal belongs to the file it was written for, and goes with it even
    // where the file is lost: it must not get into the new one.
    for ending in ["-wal", "-shm"] {
        let from = beside(&path, ending);
        if from.exists() {
            let to = beside(&before, ending);
            std::fs::rename(&from, &to).with_context(|| from.display().to_string())?;
            kept = Some(before.clone());
        }
    }
    std::fs::rename(fresh, &path).with_context(|| path.display().to_string())?;
    Ok(kept)
}

/// A name for the old memory that is not taken: nothing that was kept before
/// is overwritten.
fn free_name(path: &Path) -> PathBuf {
    (1_u32..)
        .map(|number| match number {
            1 => beside(path, ".before"),
            _ => beside(path, &format!(".before-{number}")),
        })
        .find(|name| !name.exists() && !beside(name, "-wal").exists())
        .unwrap_or_else(|| beside(path, ".before"))
}

/// The exported files of a folder: all TMX files in it.
fn exported(folder: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut files = Vec::new();
    for found in disk::files_below(folder).0 {
        if !found.name.contains('/')
            && (found.name.ends_with(".tmx") || found.name == passages::mirror::FILE)
        {
            files.push((found.name, disk::read(&found.path)?));
        }
    }
    if files.is_empty() {
        bail!(
            "there is no exported memory in {} (.tmx); `tilmach memory export` makes it",
            folder.display()
        );
    }
    Ok(files)
}

/// How many translations the memory that is there holds which the new one does
/// not, or not in the state they have reached. One that cannot be read any more holds none.
fn would_be_lost(office: &Office, fresh: &SqliteStore) -> anyhow::Result<usize> {
    let Ok(held) = office.reader() else {
        return Ok(0);
    };
    let mut lost = passages::mirror::lost(&held, fresh).unwrap_or_default();
    for locale in held.locales().unwrap_or_default() {
        for variant in held.all(&locale, true).unwrap_or_default() {
            let restored = fresh.variant(&variant.identity())?;
            let whole = restored.is_some_and(|restored| restored.state >= variant.state);
            lost += usize::from(!whole);
        }
    }
    Ok(lost)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a memory that an earlier try left behind, with its journal.
fn remove(path: &Path) -> anyhow::Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let path = beside(path, ending);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}
