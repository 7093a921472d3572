//! The glossary file: a spreadsheet saved as comma-separated values.
//!
//! One row is one term of one concept in one language. People edit the file by
//! hand, so the reader is patient with its form (any order of columns, any line
//! end, byte order mark or none) and exact about its faults: every bad row
//! becomes a finding at its line and column, is left out, and the others stay.
//!
//! ```
//! use tilmach::{diag::Findings, glossary::file};
//! let mut findings = Findings::new();
//! let csv = "concept_id,lang,term,usage\nun,en,United Nations,preferred\n";
//! let concepts = file::read(csv.as_bytes(), &mut findings).unwrap_or_default();
//! assert_eq!(concepts.len(), 1);
//! assert!(findings.is_empty());
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Findings, Place};
use crate::model::{Concept, TableRow, Term};

use super::columns::{Column, Columns};
use super::identity::{Identity, identity};
use super::rows::Collector;
use super::table::{self, Cell, Fault};
use super::write::{Separator, write_columns};

/// Larger files are refused, in bytes: no desk has so many terms, and nobody
/// could look through the findings.
pub const LARGEST_FILE: usize = 64 << 20;

/// So many rows are read, without the header; the rest is told.
pub const MOST_ROWS: usize = 100_000;

/// What a glossary file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The concepts and their terms, in the order of the file.
    pub concepts: Vec<Concept>,
    places: BTreeMap<Identity, Place>,
    /// The columns of the first row.
    columns: BTreeSet<Column>,
}

impl Sheet {
    /// The concepts as a file with the columns this one had, and those that
    /// hold anything; commas and LF.
    pub fn write(&self) -> String {
        write_columns(&self.concepts, Separator::Comma, &self.columns)
    }

    /// Where a term of a concept stands in the file: line and column of its
    /// cell `term`. Empty if it is not there.
    pub fn place(&self, concept: &str, term: &Term) -> Place {
        let place = self.places.get(&identity(concept, term));
        place.cloned().unwrap_or_default()
    }
}

/// Reads a glossary file (RFC 4180, UTF-8; columns in `docs/glossary.md`).
///
/// `None` means that the file was refused whole: it is not text in UTF-8, it
/// has no header row, the header lacks a column that must be there, or it is
/// larger than [`LARGEST_FILE`]. A row at fault is left out with an error; a row
/// that only looks odd stays, with a warning. Concepts come in the order of the
/// file, terms likewise. White space around a cell is not part of it.
pub fn read(source: &[u8], findings: &mut Findings) -> Option<Vec<Concept>> {
    read_sheet(source, findings).map(|sheet| sheet.concepts)
}

/// The same, with the places of the terms.
pub fn read_sheet(source: &[u8], findings: &mut Findings) -> Option<Sheet> {
    let text = decode(source, findings)?;
    let separator = separator(text, findings);
    let mut rows = table::rows(text, separator);
    let Some(first) = rows.next() else {
        findings.push(no_header());
        return None;
    };
    let header = first.map_err(|(fault, cell)| quote_fault(fault, &cell, findings));
    let columns = Columns::read(&header.ok()?, findings)?;
    Some(gather(rows, columns, MOST_ROWS, findings))
}

/// Whether the first row of a text names columns of ours, between whatever.
pub fn is_table(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let cells = first.unwrap_or_default().split([',', ';', '\t']);
    let names: BTreeSet<Column> = cells
        .map(|cell| cell.trim_matches(|c: char| c == '"' || c == '\u{FEFF}' || c.is_whitespace()))
        .filter_map(Column::of_header)
        .collect();
    names.len() > 1
}

/// Reads rows that were taken out of a spreadsheet; the first names the columns.
/// Places are rows and columns of the sheet, and the unit is the cell (`C7`).
///
/// `None` means that it was refused, as in [`read`].
pub fn read_rows(rows: &[TableRow], findings: &mut Findings) -> Option<Sheet> {
    let mut found = Findings::new();
    let sheet = sheet_of(rows, &mut found);
    for finding in found.iter() {
        let mut finding = finding.clone();
        if let (Some(row), Some(column)) = (finding.place.line, finding.place.column) {
            finding.place.unit = Some(format!("{}{row}", column_name(column)));
        }
        findings.push(finding);
    }
    sheet
}

fn sheet_of(rows: &[TableRow], findings: &mut Findings) -> Option<Sheet> {
    let cells = |row: &TableRow| -> Vec<Cell> {
        let numbered = row.cells.iter().zip(1..);
        numbered
            .map(|(text, column)| Cell {
                text: text.clone(),
                line: row.number,
                column,
            })
            .collect()
    };
    let Some((first, rows)) = rows.split_first() else {
        findings.push(no_header());
        return None;
    };
    let columns = Columns::read(&cells(first), findings)?;
    let names = columns.all().collect();
    let mut collector = Collector::new(columns);
    for row in rows {
        collector.take(&cells(row), findings);
    }
    let (concepts, places) = collector.finish();
    Some(Sheet {
        concepts,
        places,
        columns: names,
    })
}

/// The name of a column of a spreadsheet, counted from 1: A to Z, AA, AB and on.
fn column_name(mut number: u64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let letter = u8::try_from((number - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        number = (number - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

fn no_header() -> Finding {
    Finding::error("glossary::empty", "the file has no header row")
        .at(Place::default().line(1, 1))
        .help("the first row names the columns: concept_id, lang, term, usage and others")
}

/// The first rows, at most so many.
fn gather(
    mut rows: table::Rows<'_>,
    columns: Columns,
    most: usize,
    findings: &mut Findings,
) -> Sheet {
    let names = columns.all().collect();
    let mut collector = Collector::new(columns);
    for row in rows.by_ref().take(most) {
        match row {
            Ok(cells) => collector.take(&cells, findings),
            Err((fault, cell)) => quote_fault(fault, &cell, findings),
        }
    }
    if let Some(line) = rows.line_of_next() {
        let message = format!("there are more than {most} rows; the rest was not read");
        let finding = Finding::error("glossary::too-many-rows", message);
        findings.push(finding.at(Place::default().line(line, 1)));
    }
    let (concepts, places) = collector.finish();
    Sheet {
        concepts,
        places,
        columns: names,
    }
}

/// The text without a byte order mark, or the reason why it is none.
pub(super) fn decode<'a>(source: &'a [u8], findings: &mut Findings) -> Option<&'a str> {
    const SAVE_AS: &str = "save the sheet as \u{201C}CSV UTF-8 (comma separated)\u{201D}";
    if source.len() > LARGEST_FILE {
        let message = format!("the file has more than {LARGEST_FILE} bytes; it was not read");
        findings
            .push(Finding::error("glossary::too-large", message).at(Place::default().line(1, 1)));
        return None;
    }
    if source.starts_with(&[0xFF, 0xFE]) || source.starts_with(&[0xFE, 0xFF]) {
        findings.push(
            Finding::error("glossary::encoding", "the file is UTF-16, not UTF-8")
                .at(Place::default().line(1, 1))
                .help(SAVE_AS),
        );
        return None;
    }
    if let Some(at) = source.iter().position(|byte| *byte == 0) {
        findings.push(
            Finding::error(
                "glossary::not-text",
                "the file is not text: it has NUL bytes",
            )
            .at(place_of(source, at))
            .help(SAVE_AS),
        );
        return None;
    }
    match std::str::from_utf8(source) {
        Ok(text) => Some(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        Err(fault) => {
            findings.push(
                Finding::error("glossary::encoding", "the file is not UTF-8")
                    .at(place_of(source, fault.valid_up_to()))
                    .help(SAVE_AS),
            );
            None
        }
    }
}

/// The line and the column in characters of a byte of the file.
fn place_of(source: &[u8], at: usize) -> Place {
    let before = source.get(..at).unwrap_or(source);
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |last| last + 1);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = String::from_utf8_lossy(before.get(line_start..).unwrap_or_default())
        .trim_start_matches('\u{FEFF}')
        .chars()
        .count()
        + 1;
    Place::default().line(line as u64, column as u64)
}

/// What stands between the cells. Spreadsheets of many countries write a
/// semicolon into a file that they call comma-separated.
pub(super) fn separator(text: &str, findings: &mut Findings) -> char {
    let header = text.lines().next().unwrap_or_default();
    if header.contains(',') {
        return ',';
    }
    let Some(found) = [';', '\t'].into_iter().find(|c| header.contains(*c)) else {
        return ',';
    };
    let name = if found == ';' { "semicolons" } else { "tabs" };
    findings.push(
        Finding::warning(
            "glossary::separator",
            format!("the cells stand between {name}, not commas"),
        )
        .at(Place::default().line(1, 1))
        .help("the file was read all the same; save it with commas"),
    );
    found
}

fn quote_fault(fault: Fault, cell: &Cell, findings: &mut Findings) {
    let message = match fault {
        Fault::Open => "a quotation mark opens this cell and none closes it",
        Fault::AfterQuote => "there are words after the closing quotation mark of this cell",
    };
    findings.push(
        Finding::error("glossary::quote", message)
            .at(Place::default().line(cell.line, cell.column))
            .words(&cell.text)
            .help("put the whole cell in quotation marks and write each mark inside it twice"),
    );
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
