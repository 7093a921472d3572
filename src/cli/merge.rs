//! `tilmach merge`

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::json;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::memory::{SqliteStore, Statements, Version};
use tilmach::model::Locale;
use tilmach::pipeline::disk::{self, Written};
use tilmach::pipeline::merge::{self, Judged, Report, Request};
use tilmach::pipeline::read::short_hash;

use super::arguments::{Common, Merge};
use super::office::Office;
use super::run::out_folder;
use super::ui::{Ui, count};
use super::{Outcome, sources};

/// So many units that are not translated are listed.
const LISTED: usize = 20;

pub(crate) fn run(arguments: &Merge, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let targets = office.targets(&arguments.targets)?;
    if arguments.out.is_some() && targets.len() > 1 {
        bail!("--out is one file: name one language with --target");
    }
    let mut findings = std::mem::take(&mut office.findings);
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    let Some(version) = version(&arguments.statement, &office, &store, &mut findings)? else {
        ui.json(&json!({ "files": [], "findings": findings }))?;
        return Ok(ui.findings(&findings));
    };
    let mut files = Vec::new();
    for target in &targets {
        let made = one(
            arguments,
            target,
            &version,
            &office,
            &mut store,
            ui,
            &mut findings,
        )?;
        files.extend(made);
    }
    ui.json(&json!({ "files": files, "findings": findings }))?;
    Ok(ui.findings(&findings))
}

/// The newest version of the statement of that name or path.
pub(crate) fn version(
    path: &Path,
    office: &Office,
    store: &SqliteStore,
    findings: &mut Findings,
) -> anyhow::Result<Option<Version>> {
    let folder = PathBuf::from(&office.project.statements);
    let shown = path.display().to_string();
    for name in [sources::name_of(path, &folder), shown.clone()] {
        let Some(version) = store.latest(&name)? else {
            continue;
        };
        let file = if path.is_file() {
            path.to_owned()
        } else {
            folder.join(&name)
        };
        let changed = disk::read(&file).is_ok_and(|bytes| short_hash(&bytes) != version.hash);
        if changed {
            findings.push(
                Finding::warning(
                    "document::newer",
                    "the file was changed since it was read; what is merged is what was read",
                )
                .at(Place::file(file.display().to_string()))
                .help("`tilmach run` reads it again."),
            );
        }
        return Ok(Some(version));
    }
    findings.push(
        Finding::error(
            "document::unknown",
            "the memory has no statement of this name",
        )
        .at(Place::file(shown))
        .help("`tilmach run` reads statements into the memory."),
    );
    Ok(None)
}

/// Says what was written, and which units are not translated.
fn told(path: &Path, report: &Report, ui: &mut Ui) {
    let units = &report.untranslated;
    ui.line(&format!(
        "{}: {} translated, {} not",
        path.display(),
        count(report.translated, "segment"),
        units.len()
    ));
    let judged = report.judged;
    if judged != Judged::default() {
        ui.line(&format!(
            "  of these translations: {} not reviewed; the checks say {} and {}",
            judged.unreviewed,
            count(judged.errors, "error"),
            count(judged.warnings, "warning")
        ));
    }
    for unit in units.iter().take(LISTED) {
        ui.line(&format!("  not translated: {unit}"));
    }
    if units.len() > LISTED {
        ui.line(&format!("  and {} more", units.len() - LISTED));
    }
}

/// One statement in one language.
fn one(
    arguments: &Merge,
    target: &Locale,
    version: &Version,
    office: &Office,
    store: &mut SqliteStore,
    ui: &mut Ui,
    findings: &mut Findings,
) -> anyhow::Result<Option<serde_json::Value>> {
    let desk = office.desk(ui, None);
    let request = Request {
        target,
        allow_untranslated: arguments.allow_untranslated,
        state: arguments.state.into(),
    };
    let merged = merge::merge(&desk, store, version, &request, findings)
        .map_err(|error| office.explain(error))?;
    let Some(merged) = merged else {
        return Ok(None);
    };
    let path = arguments.out.clone().unwrap_or_else(|| {
        out_folder(None, office).join(merge::file_name(&desk, &version.name, target))
    });
    let report = merge::write(store, version, target, &path, merged, findings)
        .map_err(|error| office.explain(error))?;
    if report.status != Written::Kept {
        told(&path, &report, ui);
    }
    Ok(Some(json!({
        "file": path,
        "locale": target,
        "status": report.status,
        "judged": report.judged,
        "translated": report.translated,
        "untranslated": report.untranslated,
    })))
}
