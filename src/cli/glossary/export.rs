//! `tilmach glossary export`

use anyhow::bail;
use tilmach::diag::Findings;
use tilmach::glossary::{Separator, write};
use tilmach::pipeline::{disk, terms};

use super::Tables;
use super::arguments::{Export, Form};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Export, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match arguments.form {
        Form::Csv => table(arguments, Separator::Comma, common, ui),
        Form::Tsv => table(arguments, Separator::Tab, common, ui),
        Form::Xlsx => workbook(arguments, common, ui),
        Form::Tbx => tbx(arguments, 3, common, ui),
        Form::Tbx2 => tbx(arguments, 2, common, ui),
    }
}

/// All rows of all profiles and days.
fn table(
    arguments: &Export,
    separator: Separator,
    common: &Common,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let mut tables = match Tables::open(&arguments.files, common, ui)? {
        Ok(tables) => tables,
        Err(outcome) => return Ok(outcome),
    };
    let glossary = tables.glossary();
    let written = write(glossary.concepts(), separator);
    put(arguments, written.as_bytes(), glossary.concepts().len(), ui)?;
    Ok(ui.findings_aloud(&tables.findings))
}

/// The same rows, as a workbook.
fn workbook(arguments: &Export, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let Some(out) = &arguments.out else {
        bail!(
            "a workbook is no text for the screen: name the file with --out, such as glossary.xlsx"
        );
    };
    let mut tables = match Tables::open(&arguments.files, common, ui)? {
        Ok(tables) => tables,
        Err(outcome) => return Ok(outcome),
    };
    let glossary = tables.glossary();
    let mut findings = Findings::new();
    let written = terms::xlsx(glossary.concepts(), &mut findings)?;
    tables
        .findings
        .extend_in(&out.display().to_string(), findings);
    if let Some(bytes) = written {
        put(arguments, &bytes, glossary.concepts().len(), ui)?;
    }
    Ok(ui.findings_aloud(&tables.findings))
}

/// What is in force today for the project's profile, in two languages.
fn tbx(arguments: &Export, version: u8, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if !arguments.files.files.is_empty() {
        bail!("TBX is made of the project's tables; name no file");
    }
    let Some(target) = &arguments.target else {
        bail!("a TBX file has two languages: name the other one with --target");
    };
    let office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let concepts = office.in_force.concepts();
    let bytes = terms::tbx(concepts, &office.project.source, target, version)?;
    put(arguments, &bytes, concepts.len(), ui)?;
    Ok(ui.findings_aloud(&office.findings))
}

fn put(arguments: &Export, bytes: &[u8], concepts: usize, ui: &mut Ui) -> anyhow::Result<()> {
    match &arguments.out {
        Some(path) => {
            disk::write(path, bytes)?;
            ui.line(&format!(
                "{}: {}",
                path.display(),
                count(concepts, "concept")
            ));
        }
        None => ui.raw(&String::from_utf8_lossy(bytes)),
    }
    Ok(())
}
