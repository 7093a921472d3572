//! `tilmach import`

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;
use tilmach::diag::{Findings, Severity};
use tilmach::pipeline::check::Found;
use tilmach::pipeline::disk;
use tilmach::pipeline::import::{Import as Imported, Options, import_from};

use super::Outcome;
use super::arguments::{Common, Import};
use super::check::named;
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
    let mut done: Vec<(String, Imported)> = Vec::new();
    let mut take = |path: &Path, findings: &mut Findings| {
        let mut file = match disk::open(path) {
            Ok(file) => file,
            Err(error) => {
                findings.push(unreadable(&path.display().to_string(), &error));
                return Ok(());
            }
        };
        let imported = import_from(&desk, &mut store, &base_name(path), &mut file, &options)
            .map_err(|error| office.explain(error).context(path.display().to_string()))?;
        findings.extend(imported.findings.clone());
        add_errors(&imported, findings);
        done.push((path.display().to_string(), imported));
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

/// The errors of the checks. In what nobody here asked for they are warnings.
fn add_errors(imported: &Imported, findings: &mut Findings) {
    for found in open(imported, Severity::Error) {
        let mut finding = named(found);
        if imported.foreign {
            finding.severity = Severity::Warning;
        }
        findings.push(finding);
    }
}

fn options(arguments: &Import, office: &Office) -> anyhow::Result<Options> {
    office.knows(arguments.by.as_deref())?;
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

fn tell(done: &[(String, Imported)], findings: &Findings, ui: &mut Ui) -> anyhow::Result<()> {
    let files: Vec<_> = done
        .iter()
        .map(|(_, imported)| {
            json!({
                "file": imported.receipt.file,
                "refused": imported.refused,
                "receipt": imported.receipt,
                "missing": imported.missing,
                "moved": imported.moved,
                "checks": imported.checks,
            })
        })
        .collect();
    ui.json(&json!({ "files": files, "findings": findings }))?;
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend(done.iter().map(|(_, imported)| row(imported)));
    if rows.len() > 1 {
        ui.line(&table(&rows));
    }
    for (path, imported) in done {
        for line in marked(imported).into_iter().chain(lesser(path, imported)) {
            ui.line(&line);
        }
    }
    Ok(())
}

/// The findings of the checks that nobody accepted and that weigh so much.
fn open(imported: &Imported, severity: Severity) -> impl Iterator<Item = &Found> {
    let open = imported.checks.iter().filter(|one| one.accepted.is_none());
    open.filter(move |one| one.finding.severity == severity)
}

/// How many translations have errors.
fn marked(imported: &Imported) -> Option<String> {
    let receipt = &imported.receipt;
    let said = match receipt.marked {
        0 => return None,
        1 => "1 translation has errors (below): it is marked, and not".to_owned(),
        number => format!("{number} translations have errors (below): they are marked, and not"),
    };
    Some(format!("{}: {said} counted as reviewed.", receipt.file))
}

/// What weighs less than an error, counted, and how to read it.
fn lesser(path: &str, imported: &Imported) -> Option<String> {
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for severity in [Severity::Warning, Severity::Note] {
        for found in open(imported, severity) {
            *rules.entry(&found.finding.code).or_default() += 1;
        }
    }
    if rules.is_empty() {
        return None;
    }
    let rules: Vec<String> = rules
        .into_iter()
        .map(|(rule, number)| format!("{rule} {number}"))
        .collect();
    // A review is a table, and is checked when it is in the memory.
    let is_review = path.ends_with(".docx") || path.ends_with(".xlsx");
    let asked = if is_review { "--memory" } else { path };
    Some(format!(
        "{}: warnings and notes: {}. `tilmach check {asked}` lists them.",
        imported.receipt.file,
        rules.join(", ")
    ))
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
