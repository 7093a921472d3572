//! `tilmach stats`

use tilmach::memory::Store;

use super::Outcome;
use super::arguments::Common;
use super::office::Office;
use super::ui::{Ui, table};

pub(crate) fn run(common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let counts = office.reader()?.counts()?;
    ui.json(&counts)?;
    let mut rows: Vec<Vec<String>> = [
        ("statements", counts.statements),
        ("versions of them", counts.versions),
        ("paragraphs", counts.paragraphs),
        ("segments", counts.segments),
        ("different sources", counts.sources),
        ("packages sent out", counts.exports),
        ("files imported", counts.imports),
        ("units kept aside", counts.quarantined),
        ("quotations", counts.quotations),
        ("passages", counts.passages),
    ]
    .into_iter()
    .map(|(what, number)| vec![what.to_owned(), number.to_string()])
    .collect();
    for (locale, states) in &counts.variants {
        for (state, number) in states {
            rows.push(vec![format!("{locale}, {state}"), number.to_string()]);
        }
    }
    for (locale, number) in &counts.marked {
        rows.push(vec![format!("{locale}, with errors"), number.to_string()]);
    }
    for (locale, number) in &counts.superseded {
        rows.push(vec![format!("{locale}, superseded"), number.to_string()]);
    }
    ui.line(&table(&rows));
    Ok(Outcome::Clean)
}
