//! `tilmach export omegat`

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::json;
use tilmach::diag::Findings;
use tilmach::memory::{Statements, Version};
use tilmach::model::Locale;
use tilmach::pipeline::omegat::{Made, project};

use super::Outcome;
use super::arguments::OmegatArguments;
use super::office::Office;
use super::ui::{Ui, count};

pub(crate) fn run(
    arguments: &OmegatArguments,
    mut office: Office,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let targets = office.targets(&arguments.targets)?;
    let mut findings: Findings = std::mem::take(&mut office.findings);
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    let versions = chosen(store.statements()?, &arguments.statements)?;
    let mut all = Vec::new();
    for target in &targets {
        let folder = folder(arguments.out.as_deref(), &office, target, targets.len() > 1);
        let desk = office.desk(ui, None);
        let made = project(&desk, &mut store, &versions, target, &folder, &mut findings)
            .map_err(|error| office.explain(error))?;
        ui.line(&line(&made, &folder));
        all.push(json!({ "folder": folder, "project": made }));
    }
    ui.line("");
    ui.line(
        "In OmegaT: Project > Open. When it is translated, Project > Create Translated \
         Documents, and import the files in the folder target.",
    );
    ui.json(&json!({ "projects": all, "findings": findings }))?;
    Ok(ui.findings(&findings))
}

/// The versions of the statements that were named, or all.
fn chosen(versions: Vec<Version>, names: &[String]) -> anyhow::Result<Vec<Version>> {
    for name in names {
        if !versions.iter().any(|version| version.name == *name) {
            bail!("the memory has no statement {name}: `tilmach run` reads them in");
        }
    }
    if versions.is_empty() {
        bail!("the memory has no statement yet: `tilmach run` reads them in");
    }
    let is_chosen = |version: &Version| names.is_empty() || names.contains(&version.name);
    Ok(versions.into_iter().filter(is_chosen).collect())
}

fn folder(named: Option<&Path>, office: &Office, target: &Locale, several: bool) -> PathBuf {
    match named {
        Some(folder) if several => folder.join(target.to_string()),
        Some(folder) => folder.to_owned(),
        None => Path::new(&office.project.out)
            .join("omegat")
            .join(target.to_string()),
    }
}

fn line(made: &Made, folder: &Path) -> String {
    format!(
        "{}: {}, {} ({} filled in), memory with {}",
        folder.display(),
        count(made.packages, "package"),
        count(made.segments, "segment"),
        made.filled,
        count(made.memory, "translation"),
    )
}
