//! The sheet that comes back.

use std::collections::BTreeMap;

use super::columns::{self, Columns, has_words};
use crate::diag::{Finding, Findings};
use crate::formats::workbook::{CellKind, Sheet, SheetCell, SheetRow, Sheets, cell_at};
use crate::model::{ReturnedReview, ReturnedRow};

/// A review has at most so many rows.
const MOST_ROWS: usize = 100_000;

/// Reads a workbook that came back from a reviewer.
///
/// `None` means that it was refused as a whole, and the findings say why. A row in
/// which a program calculated an id, a source or a translation, or made a day of it, has
/// a fault. Rows and columns that are hidden are read. Places are the row and the number
/// of the column.
pub fn read(bytes: &[u8], findings: &mut Findings) -> Option<ReturnedReview> {
    read_most(bytes, MOST_ROWS, findings)
}

/// The same for a sheet of at most so many rows, with that of the names.
pub(super) fn read_most(
    bytes: &[u8],
    most: usize,
    findings: &mut Findings,
) -> Option<ReturnedReview> {
    let book = Sheets::open(bytes, findings);
    let mut book = book.unwrap_or_else(|fault| {
        let message = format!("the workbook cannot be read: {fault}");
        findings.push(Finding::error("workbook::broken", message));
        None
    })?;
    let (name, columns) = columns::find(&mut book, findings)?;
    let sheet = book.sheet(&name, most, findings)?;
    if let Some(finding) = refusal(&sheet, &columns, most) {
        findings.push(finding);
        return None;
    }
    findings_of(&sheet, &columns, findings);
    Some(rows(&sheet, &columns, findings))
}

/// Why nothing of the sheet can be believed.
fn refusal(sheet: &Sheet, columns: &Columns, most: usize) -> Option<Finding> {
    if sheet.is_cut {
        let message = format!("there are more than {most} rows in this sheet, or too many words");
        let finding = Finding::error("review::too-large", message);
        return Some(finding.help(
            "is it the file that went out? split it, and take rows away that are not of the review",
        ));
    }
    let last = sheet.rows.last().map_or(columns.row, |row| row.number);
    let read = columns.read();
    let touches = sheet.merged.iter().find(|area| {
        let mut across = read.iter();
        area.bottom >= columns.row
            && area.top <= last
            && across.any(|column| (area.left..=area.right).contains(column))
    });
    let Some(touches) = touches else {
        return columns.beside(sheet);
    };
    let message = "cells of the review are merged: nobody can say which row the words are for";
    let finding = Finding::error("review::merged", message);
    Some(
        finding
            .at(cell_at(touches.top, touches.left))
            .help("split them, and put the words of each row into its own cells"),
    )
}

/// What is true of the sheet and not of a single row.
fn findings_of(sheet: &Sheet, columns: &Columns, findings: &mut Findings) {
    findings_hidden(sheet, columns, findings);
    let below = sheet.rows.iter().filter(|row| row.number > columns.row);
    let struck: Vec<u64> = below
        .filter(|row| {
            row.cells
                .get(&columns.target)
                .is_some_and(|cell| cell.is_struck)
        })
        .map(|row| row.number)
        .collect();
    if struck.is_empty() && !sheet.is_struck {
        return;
    }
    let message = match struck.len() {
        0 => "words in this workbook are struck out; they were read like others".to_owned(),
        1 => "a translation is struck out; it was read like others".to_owned(),
        number => format!("{number} translations are struck out; they were read like others"),
    };
    let mut finding = Finding::warning("review::struck-out", message);
    if let Some(row) = struck.first() {
        finding = finding.at(cell_at(*row, columns.target));
    }
    findings.push(finding.help("delete words that should go, and write new ones"));
}

fn findings_hidden(sheet: &Sheet, columns: &Columns, findings: &mut Findings) {
    if let Some(finding) = sheet.hidden(columns.row, &columns.read()) {
        findings.push(finding);
    }
}

fn rows(sheet: &Sheet, columns: &Columns, findings: &mut Findings) -> ReturnedReview {
    let mut remarks: BTreeMap<u64, Vec<(u64, &str)>> = BTreeMap::new();
    for remark in &sheet.remarks {
        let of_row = remarks.entry(remark.row).or_default();
        of_row.push((remark.column, &remark.text));
    }
    let mut review = ReturnedReview::default();
    for row in sheet.rows.iter().filter(|row| row.number > columns.row) {
        if !columns.read().iter().any(|column| has_words(row, *column)) {
            continue;
        }
        let remarks = remarks.remove(&row.number).unwrap_or_default();
        let said = remarks.iter().map(|(_, text)| (*text).to_owned());
        let row = returned(row, columns, said.collect(), findings);
        review.rows.push(row);
    }
    for (row, of_row) in remarks {
        for (column, text) in of_row {
            if text.is_empty() {
                continue;
            }
            let message = "this comment stands at no row of the review; it was not kept";
            let finding = Finding::error("review::comment-elsewhere", message);
            let help = "put it on a cell of the row that it is for";
            findings.push(finding.at(cell_at(row, column)).help(help));
        }
    }
    review
}

/// A row, with its fault if one of its cells cannot be believed.
fn returned(
    row: &SheetRow,
    columns: &Columns,
    remarks: Vec<String>,
    findings: &mut Findings,
) -> ReturnedRow {
    let text = |column: u64| row.cells.get(&column).map(|cell| cell.text.clone());
    let mut comments = Vec::new();
    comments.extend(comment(row, columns.comment, findings));
    comments.extend(remarks.into_iter().filter(|remark| !remark.is_empty()));
    let mut counting = [columns.id, columns.source, columns.target].into_iter();
    let fault = counting.find_map(|column| fault(row, column));
    if fault.is_none() {
        tell_digits(row, columns, findings);
    }
    ReturnedRow {
        id: text(columns.id).unwrap_or_default().trim().to_owned(),
        source: text(columns.source).unwrap_or_default(),
        target: text(columns.target).unwrap_or_default(),
        comments,
        place: cell_at(row.number, columns.target),
        fault,
    }
}

/// Why a cell that counts cannot be believed: it has other things than words.
fn fault(row: &SheetRow, column: u64) -> Option<Finding> {
    let cell = row.cells.get(&column)?;
    let (finding, help) = match cell.kind {
        CellKind::Text | CellKind::Digits => return None,
        CellKind::Formula | CellKind::Fault => {
            let message = "a formula stands here, or what one left; it is not believed";
            (
                Finding::error("review::formula", message),
                "write the words themselves; put an apostrophe before words that begin with =",
            )
        }
        CellKind::Number | CellKind::Day | CellKind::Truth => {
            let message = format!(
                "the spreadsheet made {} of these words, and what they were is not certain",
                thing(cell)
            );
            (
                Finding::error("review::number", message),
                "set the form of the cell to \u{201C}text\u{201D} and write the words anew",
            )
        }
    };
    Some(finding.at(cell_at(row.number, column)).help(help))
}

/// Words that are a whole number and nothing else look in every program as they were
/// typed, but for zeros at their beginning.
fn tell_digits(row: &SheetRow, columns: &Columns, findings: &mut Findings) {
    for column in [columns.source, columns.target] {
        let cell = row.cells.get(&column);
        let Some(cell) = cell.filter(|cell| cell.kind == CellKind::Digits) else {
            continue;
        };
        let message =
            "the spreadsheet took these words for a number; they were read as it shows them";
        let finding = Finding::warning("review::number", message).words(&cell.text);
        let help = "look whether zeros at the beginning are missing";
        findings.push(finding.at(cell_at(row.number, column)).help(help));
    }
}

/// What a program made of words.
fn thing(cell: &SheetCell) -> &'static str {
    match cell.kind {
        CellKind::Day => "a day",
        CellKind::Truth => "a yes or no",
        _ => "a number",
    }
}

/// A comment may be whatever it likes, but for a formula.
fn comment(row: &SheetRow, column: u64, findings: &mut Findings) -> Option<String> {
    let cell = row.cells.get(&column)?;
    if matches!(cell.kind, CellKind::Formula | CellKind::Fault) {
        let message = "a formula stands where a comment should; it was not kept";
        let finding = Finding::error("review::formula", message);
        findings.push(
            finding
                .at(cell_at(row.number, column))
                .help("write the words themselves"),
        );
        return None;
    }
    let text = cell.text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
