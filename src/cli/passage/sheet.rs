//! `tilmach passage sheet`

use anyhow::bail;
use serde_json::json;
use tilmach::diag::{Findings, shown};
use tilmach::memory::Statements;
use tilmach::pipeline::passages::sheet::{Entry, sheet};

use super::arguments::Sheet;
use super::survey;
use crate::cli::Outcome;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Sheet, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let store = office.reader()?;
    for name in &arguments.statements {
        if store.latest(name)?.is_none() {
            bail!("the memory has no statement {name}; `tilmach run` takes it in");
        }
    }
    let survey = survey(office, &store, &arguments.statements, ui)?;
    let mut findings = Findings::new();
    survey.altered(&mut findings);
    let sheet = sheet(&survey);
    ui.json(&json!({ "statements": sheet.statements, "findings": findings }))?;
    let mut out = String::new();
    let mut number = 0;
    for statement in &sheet.statements {
        ui.add_line(&mut out, &shown(&statement.statement));
        for entry in &statement.quotations {
            number += 1;
            tell(entry, ui, &mut out);
        }
    }
    ui.add_line(&mut out, &count(number, "quotation"));
    ui.raw(&out);
    Ok(ui.findings(&findings))
}

fn tell(entry: &Entry, ui: &Ui, out: &mut String) {
    let speaker = entry
        .speaker
        .as_deref()
        .map(|name| format!(", {}", shown(name)));
    let speaker = speaker.unwrap_or_default();
    let head = format!("  {}. paragraph {}{speaker}", entry.number, entry.paragraph);
    ui.add_line(out, &head);
    for paragraph in entry.text.split('\n') {
        ui.add_line(out, &format!("      {}", shown(paragraph)));
    }
    if let Some(source) = &entry.source {
        let verdicts = source.verdicts.join(", ");
        ui.add_line(
            out,
            &format!("    from {}: {verdicts}", shown(&source.place)),
        );
        for change in &source.changes {
            let told = shown(&change.to_string());
            ui.add_line(out, &format!("      {}: {told}", change.kind));
        }
    }
    for seen in &entry.history {
        let version = seen.version.map(|number| format!(" (version {number})"));
        let line = format!(
            "    also {}{}, paragraph {}",
            shown(&seen.statement),
            version.unwrap_or_default(),
            seen.paragraph
        );
        ui.add_line(out, &line);
    }
    let more = entry.seen.saturating_sub(entry.history.len());
    if more > 0 {
        ui.add_line(out, &format!("    and {more} more"));
    }
}
