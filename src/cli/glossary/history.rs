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
    office.has(arguments.locale.as_ref())?;
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
    for entry in &entries {
        tell(entry, ui);
    }
    Ok(ui.findings(&office.findings))
}

fn tell(entry: &Entry, ui: &mut Ui) {
    let day = entry.day.as_deref().unwrap_or("today     ");
    let head = match (entry.witness, &entry.version) {
        (Witness::Table, _) => "so the table says".to_owned(),
        (Witness::Memory, Some(version)) if version.is_empty() => {
            "the glossary was emptied".to_owned()
        }
        (Witness::Memory, Some(version)) if entry.begins => {
            format!("version {version}, where the record begins")
        }
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
