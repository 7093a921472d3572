//! `tilmach import`

use std::path::Path;

use anyhow::bail;
use serde_json::json;
use tilmach::diag::Findings;
use tilmach::pipeline::disk;
use tilmach::pipeline::import::{Import as Imported, Options, import};

use super::Outcome;
use super::arguments::{Common, Import};
use super::office::{Office, unreadable};
use super::ui::{Ui, table};

pub(crate) fn run(arguments: &Import, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let options = options(arguments, &office)?;
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    let mut findings = std::mem::take(&mut office.findings);
    let desk = office.desk(ui, None);
    let mut done: Vec<Imported> = Vec::new();
    let mut take = |path: &Path, findings: &mut Findings| {
        let bytes = match disk::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                findings.push(unreadable(&path.display().to_string(), &error));
                return Ok(());
            }
        };
        let imported = import(&desk, &mut store, &base_name(path), &bytes, &options)
            .map_err(|error| office.explain(error).context(path.display().to_string()))?;
        findings.extend(imported.findings.clone());
        done.push(imported);
        Ok(())
    };
    let taken = arguments
        .files
        .iter()
        .try_for_each(|path| take(path, &mut findings));
    // What came in before the machine failed is in the memory, and is told.
    tell(&done, &findings, ui)?;
    let outcome = ui.findings(&findings);
    taken.map(|()| outcome)
}

fn options(arguments: &Import, office: &Office) -> anyhow::Result<Options> {
    if let Some(by) = &arguments.by
        && !office.project.contributors.contains(by)
    {
        bail!("{by} is not among the contributors in tilmach.toml: add the alias there first");
    }
    Ok(Options {
        state: arguments.state.into(),
        by: arguments.by.clone(),
        repeats: arguments.same_as_source,
    })
}

/// The name of a file without its folder, which may name a person.
fn base_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || "-".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn tell(done: &[Imported], findings: &Findings, ui: &mut Ui) -> anyhow::Result<()> {
    let files: Vec<_> = done
        .iter()
        .map(|imported| {
            json!({
                "file": imported.receipt.file,
                "refused": imported.refused,
                "receipt": imported.receipt,
                "missing": imported.missing,
            })
        })
        .collect();
    ui.json(&json!({ "files": files, "findings": findings }))?;
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend(done.iter().map(row));
    if rows.len() > 1 {
        ui.line(&table(&rows));
    }
    Ok(())
}

/// The receipt reads as a sum. In brackets: units that are the same because
/// nobody has translated them yet.
const HEAD: [&str; 7] = [
    "file",
    "units",
    "= added",
    "+ same (open)",
    "+ updated",
    "+ conflicting",
    "+ rejected",
];

fn row(imported: &Imported) -> Vec<String> {
    let receipt = &imported.receipt;
    if imported.refused {
        return vec![receipt.file.clone(), "refused".to_owned()];
    }
    let same = if receipt.untranslated > 0 {
        format!("{} ({})", receipt.same, receipt.untranslated)
    } else {
        receipt.same.to_string()
    };
    vec![
        receipt.file.clone(),
        receipt.units.to_string(),
        receipt.added.to_string(),
        same,
        receipt.updated.to_string(),
        receipt.conflicting.to_string(),
        receipt.rejected.to_string(),
    ]
}
