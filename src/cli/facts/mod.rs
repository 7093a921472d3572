//! `tilmach facts`

mod sheet;
mod table;

use anyhow::bail;
use serde_json::json;
use tilmach::pipeline::facts::facts;

use super::arguments::{Common, Facts, FactsFormat};
use super::office::Office;
use super::ui::Ui;
use super::{Outcome, sources};

pub(crate) fn run(arguments: &Facts, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match arguments.format {
        FactsFormat::Csv if common.json => bail!("choose one: --json or --format csv"),
        FactsFormat::Json => ui.speak_json(),
        FactsFormat::Csv | FactsFormat::Text => {}
    }
    let mut office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    office.apply_terms()?;
    let targets = office.targets(&arguments.targets)?;
    let (documents, findings) = sources::read(&arguments.paths, &mut office)?;
    let store = office.reader()?;
    let desk = office.desk_in_silence(None);
    let found =
        facts(&desk, &store, &documents, &targets).map_err(|error| office.explain(error))?;
    match arguments.format {
        FactsFormat::Csv => ui.raw(&table::csv(&found)?),
        FactsFormat::Json | FactsFormat::Text => {
            ui.json(&json!({ "facts": found, "findings": findings }))?;
            sheet::show(&found, ui);
        }
    }
    let outcome = ui.findings(&findings);
    // Nothing is decided here: that values differ is no fault unless somebody asks.
    let differs = !found.differences.is_empty() || !found.translations.is_empty();
    if common.strict && differs && outcome == Outcome::Clean {
        return Ok(Outcome::Findings);
    }
    Ok(outcome)
}
