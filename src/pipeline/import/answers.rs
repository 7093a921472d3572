//! Which export a file answers, which unit each of its units is, and which did
//! not come back.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Finding;
use crate::memory::{ExportRecord, ExportUnit, Store};
use crate::model::{ReturnedFile, ReturnedUnit};
use crate::pipeline::Error;

use super::Work;
use super::foreign::{language, names_an_export};
use super::recode::letters;

/// The export that a file answers: named by its units or by the file, or else found
/// by the name of the statement and the sources.
pub(super) fn record_of(
    work: &Work<'_>,
    store: &dyn Store,
    file: &ReturnedFile,
) -> Result<Option<ExportRecord>, Error> {
    let named = file
        .units
        .iter()
        .filter_map(|unit| unit.name.as_deref()?.split('.').next());
    let mut seen = BTreeSet::new();
    let names = file.export.as_deref().into_iter().chain(named);
    for name in names.filter(|name| seen.insert(*name)) {
        if let Some(record) = store.export(name)? {
            return Ok(Some(record));
        }
    }
    if names_an_export(file) {
        return Ok(None);
    }
    by_text(work, store, file)
}

/// The export whose statement has the name of the file and whose sources are those of
/// at least half of its units: tools that write files of their own drop the ids.
fn by_text(
    work: &Work<'_>,
    store: &dyn Store,
    file: &ReturnedFile,
) -> Result<Option<ExportRecord>, Error> {
    let Ok(locale) = language(work, file) else {
        return Ok(None);
    };
    let returned: BTreeSet<String> = file
        .units
        .iter()
        .map(|unit| letters(&unit.source))
        .filter(|text| !text.is_empty())
        .collect();
    let mut best: Option<(usize, ExportRecord)> = None;
    for id in store.export_ids()? {
        let Some(record) = store.export(&id)? else {
            continue;
        };
        // What went out as a review comes back with its ids or not at all.
        if record.locale != locale
            || record.is_review()
            || !is_named_after(work, file, &record.version.name)
        {
            continue;
        }
        let sent: BTreeSet<String> = record.units.iter().map(|u| letters(&u.source)).collect();
        let whole: String = record.units.iter().map(|u| letters(&u.source)).collect();
        let common = returned
            .iter()
            .filter(|text| sent.contains(*text) || (text.len() > 8 && whole.contains(*text)))
            .count();
        // Of two that fit alike, the one that was sent last.
        let is_better = best
            .as_ref()
            .is_none_or(|(most, other)| (common, &record.made) > (*most, &other.made));
        if common > 0 && common * 2 >= returned.len() && is_better {
            best = Some((common, record));
        }
    }
    Ok(best.map(|(_, record)| record))
}

/// Whether a file is about a statement, by its own name or by that of the document
/// it says it was made from: `a.txt` is sent as `a.en-tr.xlf`.
fn is_named_after(work: &Work<'_>, file: &ReturnedFile, statement: &str) -> bool {
    let base = |path: &str| {
        let base = path.rsplit(['/', '\\']).next().unwrap_or_default();
        base.to_owned()
    };
    let statement = base(statement);
    let stem = statement
        .rsplit_once('.')
        .map_or(statement.as_str(), |(stem, _)| stem);
    [base(&file.original), base(&work.file)].iter().any(|name| {
        let rest = name.strip_prefix(stem);
        !stem.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

/// Whether a unit names another export that this memory made.
pub(super) fn elsewhere(
    store: &dyn Store,
    unit: &ReturnedUnit,
    export: &str,
) -> Result<bool, Error> {
    let named = unit.name.as_deref().and_then(|name| name.split('.').next());
    match named.filter(|name| *name != export) {
        Some(name) => Ok(store.export(name)?.is_some()),
        None => Ok(false),
    }
}

/// The unit's id as we wrote it: tools that renumber keep the name.
pub(super) fn unit_id<'a>(unit: &'a ReturnedUnit, export: &str) -> &'a str {
    unit.name
        .as_deref()
        .and_then(|name| name.strip_prefix(export))
        .and_then(|rest| rest.strip_prefix('.'))
        .unwrap_or(&unit.id)
}

/// Where each unit stands in its export.
pub(super) fn positions(record: &ExportRecord) -> BTreeMap<&str, usize> {
    record
        .units
        .iter()
        .enumerate()
        .map(|(position, unit)| (unit.unit.as_str(), position))
        .collect()
}

/// The ids that several units claim, by their id or by their name: which of
/// them is right cannot be known.
pub(super) fn twice<'a>(file: &'a ReturnedFile, export: &str) -> BTreeSet<&'a str> {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut twice = BTreeSet::new();
    for unit in &file.units {
        let name = unit_id(unit, export);
        if !ids.insert(unit.id.as_str()) {
            twice.insert(unit.id.as_str());
        }
        if !names.insert(name) {
            twice.insert(name);
        }
    }
    twice
}

/// Units that were sent and did not come back.
pub(super) fn tell_missing(
    work: &mut Work<'_>,
    file: &ReturnedFile,
    record: &ExportRecord,
    merged: &BTreeSet<&str>,
) {
    let back: BTreeSet<&str> = file
        .units
        .iter()
        .map(|unit| unit_id(unit, &record.id))
        .collect();
    let missing: Vec<&ExportUnit> = record
        .units
        .iter()
        .filter(|sent| {
            let id = sent.unit.as_str();
            !back.contains(id) && !merged.contains(id)
        })
        .collect();
    let open = missing.iter().filter(|sent| sent.translate).count();
    work.missing
        .extend(missing.iter().map(|sent| sent.unit.clone()));
    // Tools leave out what is not for translation; that alone is no news.
    if open == 0 {
        return;
    }
    work.findings
        .push(missing_finding(&missing, missing.len() - open));
}

fn missing_finding(missing: &[&ExportUnit], locked: usize) -> Finding {
    let units = if missing.len() == 1 { "unit" } else { "units" };
    let locked = match locked {
        0 => String::new(),
        locked => format!(" ({locked} of them not for translation)"),
    };
    let named: Vec<&str> = missing
        .iter()
        .take(5)
        .map(|sent| sent.unit.as_str())
        .collect();
    let more = if missing.len() > 5 { " …" } else { "" };
    let message = format!(
        "{} {units} of this export did not come back{locked}",
        missing.len()
    );
    Finding::warning("import::missing", message)
        .words(&format!("{}{more}", named.join(" ")))
        .help("They are still open: ask for them, or import the rest later.")
}
