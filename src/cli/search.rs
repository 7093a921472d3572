//! `tilmach search`

use serde_json::json;
use tilmach::diag::shown;
use tilmach::model::Locale;
use tilmach::pipeline::search::{Hit, search};

use super::Outcome;
use super::arguments::{Common, Search};
use super::office::Office;
use super::ui::Ui;

pub(crate) fn run(arguments: &Search, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let targets: Vec<Locale> = office.targets(&arguments.targets)?;
    let store = office.reader()?;
    let desk = office.desk(ui, None);
    let hits = search(
        &desk,
        &store,
        &arguments.text,
        &targets,
        arguments.min,
        arguments.limit,
    )?;
    ui.json(&json!({ "query": arguments.text, "matches": hits }))?;
    if arguments.text.trim().is_empty() {
        ui.line("No words were given.");
    } else if hits.is_empty() {
        ui.line(&format!(
            "Nothing in the memory is at least {} % like this. Give a whole sentence, or try --min 50.",
            arguments.min
        ));
    }
    for hit in &hits {
        show(hit, ui);
    }
    Ok(Outcome::Clean)
}

/// The translation on a line of its own: many are written right to left.
fn show(hit: &Hit, ui: &mut Ui) {
    let found = &hit.found;
    ui.line(&format!(
        "{}  {} %  {}, {}",
        hit.locale,
        found.score,
        found.state,
        shown(&found.origin.file)
    ));
    ui.line(&format!("    {}", found.source));
    ui.line(&format!("    {}", found.target));
}
