//! `tilmach glossary check`

use serde_json::json;
use tilmach::diag::{Findings, Place};
use tilmach::glossary::check::{Inspected, check};
use tilmach::glossary::file::Sheet;
use tilmach::project::Project;

use super::Tables;
use super::arguments::Files;
use crate::cli::arguments::Common;
use crate::cli::office::{Office, today};
use crate::cli::ui::{Ui, count};
use crate::cli::{Outcome, sources};

pub(super) fn run(files: &Files, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut tables = match Tables::open(files, common, ui)? {
        Ok(tables) => tables,
        Err(outcome) => return Ok(outcome),
    };
    // Joins the tables, so that what they disagree about is told.
    tables.glossary();
    let Tables {
        sheets,
        mut findings,
        mut office,
    } = tables;
    let paragraphs = match &mut office {
        Some(office) => paragraphs(office)?,
        None => Vec::new(),
    };
    let project = office.map(|office| office.project);
    let project = project.unwrap_or_else(Project::default);
    let inspected = Inspected {
        files: &sheets,
        source: &project.source,
        targets: &project.targets,
        day: today(common),
        paragraphs: &paragraphs,
    };
    check(&inspected, &mut findings)?;
    tell(&sheets, &findings, ui)?;
    Ok(ui.findings(&findings))
}

/// The paragraphs of the project's statements. What is wrong with those is told
/// by `run`, not here.
fn paragraphs(office: &mut Office) -> anyhow::Result<Vec<(Place, String)>> {
    let (documents, _) = sources::read(&[], office)?;
    let mut found = Vec::new();
    for document in &documents {
        for paragraph in &document.paragraphs {
            let place = Place::file(&document.name).line(paragraph.line, 1);
            found.push((place, paragraph.text()));
        }
    }
    Ok(found)
}

fn tell(sheets: &[(String, Sheet)], findings: &Findings, ui: &mut Ui) -> anyhow::Result<()> {
    let mut files = Vec::new();
    for (name, sheet) in sheets {
        let terms = || sheet.concepts.iter().flat_map(|concept| &concept.terms);
        let (all, binding) = (terms().count(), terms().filter(|term| term.binds()).count());
        files.push(json!({
            "file": name, "concepts": sheet.concepts.len(), "terms": all, "binding": binding,
        }));
        ui.line(&format!(
            "{name}: {}, {}, {binding} of them attested and signed off",
            count(sheet.concepts.len(), "concept"),
            count(all, "row"),
        ));
    }
    ui.json(&json!({ "files": files, "findings": findings }))
}
