//! `tilmach glossary history`

use serde_json::json;
use tilmach::pipeline::decisions::{Entry, Witness, history};

use super::arguments::History;
use super::named;
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &History, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let store = office.reader()?;
    let (id, locale) = (&arguments.concept, arguments.locale.as_ref());
    let entries = history(&store, &office.glossary, id, locale)
        .map_err(|error| office.explain(error.into()))?;
    if entries.is_empty() {
        // A concept that is gone is no slip.
        named(&office.glossary, id)?;
    }
    ui.json(&json!({ "concept": id, "entries": entries, "findings": office.findings }))?;
    ui.line(id);
    if entries.is_empty() {
        ui.line("  nothing is on record in this language");
    }
    for (number, entry) in entries.iter().enumerate() {
        let first = !entries
            .iter()
            .take(number)
            .any(|one| one.witness == Witness::Memory);
        tell(entry, first, ui);
    }
    Ok(ui.findings(&office.findings))
}

fn tell(entry: &Entry, first: bool, ui: &mut Ui) {
    let day = entry.day.as_deref().unwrap_or("today     ");
    let head = match (entry.witness, &entry.version) {
        (Witness::Table, _) => "so the table says".to_owned(),
        (Witness::Memory, Some(version)) if first => format!("version {version}, first on record"),
        (Witness::Memory, Some(version)) => format!("version {version}"),
        _ => "in the table, and not on record yet".to_owned(),
    };
    ui.line(&format!("  {day}  {head}"));
    for change in &entry.changes {
        ui.line(&format!("      {}", change.without_concept()));
    }
    if entry.packages > 0 {
        ui.line(&format!(
            "      {} went out",
            count(entry.packages, "package")
        ));
    }
}
