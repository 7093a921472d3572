//! `tilmach export`

use std::path::Path;

use anyhow::bail;
use serde_json::json;
use tilmach::diag::Findings;
use tilmach::memory::Statements;
use tilmach::pipeline::disk;
use tilmach::pipeline::mirror::text_form;
use tilmach::pipeline::run::{Made, Request, Statement, Status, run as pack};

use super::Outcome;
use super::arguments::{Common, Export, ExportArguments, ExportFormat, ExportPackages};
use super::office::Office;
use super::omegat;
use super::run::{out_folder, tell};
use super::ui::{Ui, count};

pub(crate) fn run(arguments: &Export, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let opened = match &arguments.format {
        ExportFormat::Tmx(_) => Office::open(common, ui)?,
        ExportFormat::Xliff(_) | ExportFormat::Omegat(_) => Office::open_with_terms(common, ui)?,
    };
    let office = match opened {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    match &arguments.format {
        ExportFormat::Tmx(arguments) => tmx(arguments, &office, ui),
        ExportFormat::Xliff(arguments) => xliff(arguments, office, ui),
        ExportFormat::Omegat(arguments) => omegat::run(arguments, office, ui),
    }
}

fn tmx(arguments: &ExportArguments, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let targets = office.targets(&arguments.targets)?;
    let store = office.reader()?;
    let mut made = Vec::new();
    for target in &targets {
        let desk = office.desk(ui, None);
        let tagging = office.project.export_profile(target).tagging();
        let (bytes, units) = text_form(&store, &office.project.source, target, false, tagging)?;
        let name = format!("memory.{}.tmx", desk.pair(target));
        let path = match &arguments.out {
            Some(out) if is_file(out) && targets.len() > 1 => {
                bail!(
                    "{} is one file, and there are {} languages: name a folder, or one language with --target",
                    out.display(),
                    targets.len()
                )
            }
            Some(out) if is_file(out) => out.clone(),
            Some(out) => out.join(&name),
            None => Path::new(&office.project.out)
                .join(target.to_string())
                .join(&name),
        };
        let status = disk::write(&path, &bytes)?;
        ui.line(&format!(
            "{}: {}",
            path.display(),
            count(units, "translation")
        ));
        made.push(json!({ "file": path, "locale": target, "units": units, "status": status }));
    }
    ui.json(&json!({ "files": made }))?;
    Ok(Outcome::Clean)
}

fn is_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("tmx"))
        && !path.is_dir()
}

/// Packages out of what the memory holds, without the statements' files.
fn xliff(arguments: &ExportPackages, mut office: Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let targets = office.targets(&arguments.targets)?;
    office.write_in(arguments.version.xliff, &targets)?;
    let mut findings: Findings = std::mem::take(&mut office.findings);
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    let mut statements = Vec::new();
    for version in store.statements()? {
        statements.push(Statement {
            document: store.document(&version)?,
            status: Status::Unchanged,
            version: Some(version),
        });
    }
    let out = out_folder(arguments.out.as_deref(), &office);
    let request = Request {
        targets: &targets,
        out: &out,
        dry_run: false,
    };
    let desk = office.desk(ui, None);
    let report = pack(&desk, &mut store, &statements, &request, &mut findings)
        .map_err(|error| office.explain(error))?;
    tell(&report, &findings, &out, false, ui)?;
    Ok(ui.findings(&findings))
}

/// Paths of files made in a folder, for people.
pub(crate) fn list(made: &[Made], folder: &Path, ui: &mut Ui) {
    for file in made {
        ui.line(&folder.join(&file.file).display().to_string());
    }
}
