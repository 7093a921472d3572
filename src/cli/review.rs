//! `tilmach review`

use std::path::Path;

use serde_json::json;
use tilmach::diag::Findings;
use tilmach::memory::{SqliteStore, Statements, Version};
use tilmach::pipeline::disk::Written;
use tilmach::pipeline::review::{Made, Request, export};

use super::arguments::{Common, Review, ReviewExport, ReviewStep};
use super::merge::version;
use super::office::Office;
use super::run::out_folder;
use super::ui::{Ui, count};
use super::{Outcome, import};

pub(crate) fn run(arguments: &Review, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.step {
        ReviewStep::Export(arguments) => write(arguments, common, ui),
        ReviewStep::Import(arguments) => import::run(arguments, common, ui),
    }
}

fn write(arguments: &ReviewExport, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let targets = office.targets(&arguments.targets)?;
    let mut findings = std::mem::take(&mut office.findings);
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    office.record_glossary(&mut store)?;
    let versions = versions(arguments, &office, &store, &mut findings)?;
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None => out_folder(None, &office).join("review"),
    };
    let mut files = Vec::new();
    for target in &targets {
        let request = Request {
            target,
            form: arguments.to.into(),
            out: &out,
        };
        for version in &versions {
            let desk = office.desk_in_silence(None);
            let made = export(&desk, &mut store, version, &request, &mut findings)
                .map_err(|error| office.explain(error))?;
            if let Some(made) = made {
                tell(&made, &out, ui);
                files.push(made);
            }
        }
    }
    ui.json(&json!({ "files": files, "findings": findings }))?;
    Ok(ui.findings(&findings))
}

/// The newest versions of the statements that were named, or of all.
fn versions(
    arguments: &ReviewExport,
    office: &Office,
    store: &SqliteStore,
    findings: &mut Findings,
) -> anyhow::Result<Vec<Version>> {
    if arguments.statements.is_empty() {
        return Ok(store.statements()?);
    }
    let mut versions = Vec::new();
    for path in &arguments.statements {
        let found = version(path, office, store, findings)?;
        versions.extend(found.filter(|found| !versions.contains(found)));
    }
    Ok(versions)
}

fn tell(made: &Made, out: &Path, ui: &mut Ui) {
    if made.status == Written::Kept {
        return;
    }
    ui.line(&format!(
        "{}: {}, {} translated, {} with findings",
        out.join(&made.file).display(),
        count(made.units, "unit"),
        made.translated,
        made.remarked
    ));
}
