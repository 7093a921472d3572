//! The cells of a sheet, one after the other.

use std::io::Cursor;

use calamine::{Data, DataRef, Xlsx, XlsxError};

use super::facts::Facts;
use crate::diag::{Finding, Place};

/// A workbook that was looked through.
pub(super) type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The longest formula that is shown, in characters.
const LONGEST_FORMULA: usize = 60;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Words.
    Text,
    /// A whole number that the sheet shows by its digits and nothing else.
    Digits,
    /// Another number. How it is shown depends on the form of the cell, and on the
    /// language of the program.
    Number,
    /// A day or a time, likewise.
    Day,
    /// Yes or no, likewise.
    Truth,
    /// A formula, or what a formula in another cell has put here.
    Formula,
    /// What is left of a calculation that failed.
    Fault,
}

/// A cell with its place.
pub(super) struct Found {
    pub(super) row: u64,
    pub(super) column: u64,
    pub(super) text: String,
    pub(super) kind: CellKind,
}

/// Gives all cells that hold anything, as long as they are wanted. `Err` is the place
/// of a cell that is not where it should be.
pub(super) fn each(
    workbook: &mut Book<'_>,
    name: &str,
    facts: &Facts,
    take: &mut dyn FnMut(Found) -> bool,
) -> Result<Result<(), (u64, u64)>, XlsxError> {
    let part = facts.of_sheet(name).map(|(_, part)| part);
    let calculated = part.map_or(&[][..], |part| &part.calculated);
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let (mut before, mut held) = (None, 0);
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (row, column) = (u64::from(cell.pos.0) + 1, u64::from(cell.pos.1) + 1);
        held += u64::from(has_value(&cell.value));
        let (text, kind) = shown(&cell);
        if text.is_empty() {
            continue;
        }
        if before.replace((row, column)) >= Some((row, column)) {
            return Ok(Err((row, column)));
        }
        let mut found = Found {
            row,
            column,
            text,
            kind,
        };
        let is_result = calculated.iter().any(|area| area.holds(row, column));
        if is_result && cell.formula.is_none() {
            (found.text, found.kind) = ("=".to_owned(), CellKind::Formula);
        }
        if !take(found) {
            return Ok(Ok(()));
        }
    }
    if part.is_none_or(|part| part.held > held) {
        return Err(XlsxError::Unexpected("a cell has words that are not read"));
    }
    Ok(Ok(()))
}

fn has_value(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty => false,
        DataRef::String(text) => !text.is_empty(),
        _ => true,
    }
}

/// Spreadsheet programs call such a file damaged too: which of two cells in one place
/// is meant, nobody can say.
pub(super) fn out_of_order((row, column): (u64, u64)) -> Finding {
    let message = "the cells of this sheet are not in their order, or two have one place";
    Finding::error("workbook::broken", message)
        .at(Place::default().line(row, column))
        .help("open it and save it again as .xlsx")
}

/// The workbook cannot be opened.
pub(super) fn broken(fault: &XlsxError) -> Finding {
    let message = format!("the workbook cannot be read: {fault}");
    Finding::error("workbook::broken", message).help("open it and save it again as .xlsx")
}

/// Whether each of the numbers lies in one of the ranges. Both are in order.
pub(super) fn among(numbers: &[u64], ranges: &[(u64, u64)]) -> Vec<bool> {
    let mut ranges = ranges.iter().peekable();
    let is_among = |number: &u64| {
        while ranges.next_if(|(_, to)| to < number).is_some() {}
        ranges.peek().is_some_and(|(from, _)| from <= number)
    };
    numbers.iter().map(is_among).collect()
}

/// Rows that are hidden, and the cell at the head of a column that is.
pub(super) fn hidden(rows: &[u64], column: Option<(u64, u64)>) -> Option<Finding> {
    let place = rows.first().map(|row| (*row, 1)).or(column)?;
    let what = match (rows.len(), column.is_some()) {
        (0, _) => "a column is hidden".to_owned(),
        (1, false) => "a row is hidden".to_owned(),
        (number, false) => format!("{number} rows are hidden"),
        (1, true) => "a row and a column are hidden".to_owned(),
        (number, true) => format!("{number} rows and a column are hidden"),
    };
    let message = format!("{what}, perhaps by a filter; what stands there was read like the rest");
    let finding = Finding::warning("workbook::hidden", message);
    let finding = finding.at(Place::default().line(place.0, place.1));
    Some(finding.help("show all rows and columns, and look whether that is meant"))
}

/// What a cell holds, and what it is.
fn shown(cell: &calamine::XlsxCellFormulaMetadataRecord<'_>) -> (String, CellKind) {
    match &cell.formula {
        Some(formula) => (shown_formula(formula), CellKind::Formula),
        None => text_of(&cell.value),
    }
}

/// A formula as it would be typed, cut if it is long.
fn shown_formula(formula: &calamine::XlsxFormulaMetadata) -> String {
    use calamine::XlsxFormulaMetadata as Formula;
    let text = match formula {
        Formula::Normal { formula } | Formula::Shared { formula, .. } => formula.as_str(),
        _ => "",
    };
    let text: String = text.chars().take(LONGEST_FORMULA).collect();
    format!("={text}")
}

/// The words of a cell. A day is written as the glossary writes days; what a
/// failed calculation left is shown as a formula, which it was.
fn text_of(value: &DataRef<'_>) -> (String, CellKind) {
    match value {
        DataRef::Empty => (String::new(), CellKind::Text),
        DataRef::String(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Int(number) => (number.to_string(), CellKind::Number),
        DataRef::Float(number) => (number.to_string(), CellKind::Number),
        DataRef::Bool(yes) => (if *yes { "yes" } else { "no" }.to_owned(), CellKind::Truth),
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            (format!("{year:04}-{month:02}-{day:02}"), CellKind::Day)
        }
        DataRef::DateTime(other) => (other.as_f64().to_string(), CellKind::Day),
        DataRef::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            (day.to_owned(), CellKind::Day)
        }
        DataRef::DurationIso(text) => (text.clone(), CellKind::Day),
        DataRef::Error(error) => (format!("={}", Data::Error(error.clone())), CellKind::Fault),
    }
}
