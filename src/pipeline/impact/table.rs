//! The reach of a decision as a table for spreadsheets.

use crate::model::cell::harmless;

use super::Impact;

/// The columns of the table.
const COLUMNS: [&str; 16] = [
    "place", "file", "version", "earlier", "export", "unit", "locale", "state", "found", "source",
    "words", "term", "usage", "analysis", "quoted", "after",
];

/// All places as comma-separated values (RFC 4180, LF): a row for each, the first names
/// the columns. No cell is a formula.
///
/// # Errors
///
/// None that the input could cause: the bytes are written into memory.
pub fn csv(impact: &Impact) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    let yes = |said: bool| if said { "yes" } else { "" }.to_owned();
    for one in &impact.occurrences {
        let row: [String; 16] = [
            one.place.as_str().to_owned(),
            one.file.clone(),
            one.version
                .map(|number| number.to_string())
                .unwrap_or_default(),
            yes(one.earlier),
            one.export.clone().unwrap_or_default(),
            one.unit.clone(),
            one.locale.to_string(),
            one.state.unwrap_or_default().to_owned(),
            one.kind.as_str().to_owned(),
            one.source.join("; "),
            one.words.clone().unwrap_or_default(),
            one.term.clone().unwrap_or_default(),
            one.usage.unwrap_or_default().to_owned(),
            one.analysis.clone(),
            yes(one.quoted),
            one.after.map_or("", super::After::as_str).to_owned(),
        ];
        table.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    table
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}
