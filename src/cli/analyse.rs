//! `tilmach analyse`

use serde_json::json;
use tilmach::model::Band;
use tilmach::pipeline::analyse::{Analysis, analyse};
use tilmach::pipeline::run::{Bands, NOT_TRANSLATED, Tally};

use super::arguments::{Analyse, Common};
use super::office::Office;
use super::ui::{Ui, table};
use super::{Outcome, sources};

pub(crate) fn run(arguments: &Analyse, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    office.apply_terms()?;
    let targets = office.targets(&arguments.targets)?;
    let (documents, findings) = sources::read(&arguments.paths, &mut office)?;
    if documents.is_empty() {
        ui.json(&json!({ "findings": findings }))?;
        return Ok(ui.findings(&findings));
    }
    let store = office.reader()?;
    let desk = office.desk(ui, None);
    let analyses = analyse(&desk, &store, &documents, &targets)?;
    ui.json(&json!({ "analyses": analyses, "findings": findings }))?;
    for target in &targets {
        let of_target: Vec<&Analysis> = analyses
            .iter()
            .filter(|analysis| analysis.locale == target.to_string())
            .collect();
        ui.line(&format!("{target}: segments / words / characters"));
        ui.line(&rows(&of_target));
        ui.line("");
    }
    Ok(ui.findings(&findings))
}

/// A row for each statement and one for all, a column for each band.
fn rows(analyses: &[&Analysis]) -> String {
    let mut head = vec!["statement".to_owned()];
    head.extend(Band::ALL.iter().map(|band| band.as_str().to_owned()));
    head.extend(["not for translation".to_owned(), "all".to_owned()]);
    let mut rows = vec![head];
    let mut total = Bands::new();
    for analysis in analyses {
        for (band, tally) in &analysis.bands {
            total.entry(band.clone()).or_default().add(*tally);
        }
        rows.push(row(&analysis.statement, &analysis.bands));
    }
    rows.push(row("all", &total));
    table(&rows)
}

fn row(name: &str, bands: &Bands) -> Vec<String> {
    let mut row = vec![name.to_owned()];
    let mut all = Tally::default();
    for band in Band::ALL
        .iter()
        .map(|band| band.as_str())
        .chain([NOT_TRANSLATED])
    {
        let tally = bands.get(band).copied().unwrap_or_default();
        all.add(tally);
        row.push(cell(tally));
    }
    row.push(cell(all));
    row
}

fn cell(tally: Tally) -> String {
    if tally.segments == 0 {
        "-".to_owned()
    } else {
        format!("{}/{}/{}", tally.segments, tally.words, tally.characters)
    }
}
