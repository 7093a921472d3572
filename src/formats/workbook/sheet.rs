//! One sheet as rows of text, for a table in which every cell is words.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::diag::{Finding, Findings, Place};
use crate::model::TableRow;

use super::super::Error;
use super::cells::{self, Book};
use super::facts::{Facts, Part};
use super::{LARGEST_TEXT, LARGEST_UNPACKED, MOST_COLUMNS, package};

/// Reads the sheet of that name, or the first one that is not hidden.
///
/// The first row that is given is the first that holds anything; every row has as
/// many cells as that one, whose last filled cell is the last column. At most
/// `most` rows are read; further ones are told. `None` means that the file was
/// refused.
///
/// # Errors
///
/// When the machine cannot unpack the file; never because of what is in it.
pub fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    most: usize,
    findings: &mut Findings,
) -> Result<Option<Vec<TableRow>>, Error> {
    let Some(facts) = package::look_through(bytes, LARGEST_UNPACKED, findings)? else {
        return Ok(None);
    };
    let mut found = Findings::new();
    let rows = Xlsx::new(Cursor::new(bytes)).and_then(|mut workbook: Xlsx<_>| {
        let Some(name) = choose(&workbook, sheet, &mut found) else {
            return Ok(None);
        };
        let rows = rows(&mut workbook, &name, most, &facts, &mut found)?;
        if let Some(rows) = &rows {
            merged(&mut workbook, &name, &mut found)?;
            remarks(&facts, &name, &mut found);
            hidden(
                facts.of_sheet(&name).map(|(_, part)| part),
                rows,
                &mut found,
            );
        }
        Ok(rows)
    });
    findings.extend(found);
    match rows {
        Ok(rows) => Ok(rows),
        Err(fault) => {
            findings.push(cells::broken(&fault));
            Ok(None)
        }
    }
}

/// The sheet to read, by its name.
fn choose(workbook: &Book<'_>, asked: Option<&str>, findings: &mut Findings) -> Option<String> {
    let sheets = workbook.sheets_metadata().iter();
    let tables: Vec<_> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let shown = tables
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<&str> = shown.map(|sheet| sheet.name.as_str()).collect();
    let chosen = match asked {
        Some(name) => tables
            .iter()
            .map(|sheet| sheet.name.as_str())
            .find(|known| *known == name),
        None => names.first().copied(),
    };
    let all = names.join(", ");
    let Some(chosen) = chosen else {
        let message = match asked {
            Some(_) => "the workbook has no sheet of that name",
            None => "the workbook has no sheet that is not hidden",
        };
        let finding = Finding::error("workbook::sheet", message);
        findings.push(finding.help(format!("name one with --sheet: {all}")));
        return None;
    };
    if asked.is_none() && names.len() > 1 {
        let message = format!("the workbook has several sheets; \u{201C}{chosen}\u{201D} was read");
        let finding = Finding::warning("workbook::sheets", message);
        findings.push(finding.help(format!("name another with --sheet: {all}")));
    }
    Some(chosen.to_owned())
}

/// The rows of a sheet while they are read.
#[derive(Default)]
struct Gathered {
    rows: Vec<TableRow>,
    /// How many columns the first row has.
    width: usize,
    bytes: usize,
    /// Cells to the right of the last column, and the first of them.
    beyond: u64,
    first_beyond: Option<Place>,
}

fn rows(
    workbook: &mut Book<'_>,
    name: &str,
    most: usize,
    facts: &Facts,
    findings: &mut Findings,
) -> Result<Option<Vec<TableRow>>, XlsxError> {
    let mut gathered = Gathered::default();
    let mut full_at = None;
    let is_in_order = cells::each(workbook, name, facts, &mut |cell| {
        let is_new = gathered
            .rows
            .last()
            .is_none_or(|last| last.number != cell.row);
        let is_full = (is_new && gathered.rows.len() >= most)
            || gathered.bytes.saturating_add(cell.text.len()) > LARGEST_TEXT;
        if is_full {
            full_at = Some(cell.row);
        } else {
            gathered.put(cell.row, cell.column, cell.text);
        }
        !is_full
    })?;
    if let Err(place) = is_in_order {
        findings.push(cells::out_of_order(place));
        return Ok(None);
    }
    if let Some(row) = full_at {
        let message =
            "the sheet has more rows, or more words, than are read; the rest was left out";
        let finding = Finding::error("workbook::too-many-rows", message);
        findings.push(finding.at(Place::default().line(row, 1)).help("split it"));
    }
    gathered.tell(findings);
    Ok(Some(gathered.rows))
}

impl Gathered {
    fn put(&mut self, row: u64, number: u64, text: String) {
        let column = usize::try_from(number - 1).unwrap_or(usize::MAX);
        let in_first = self.rows.first().is_none_or(|first| first.number == row);
        if column >= if in_first { MOST_COLUMNS } else { self.width } {
            self.beyond += 1;
            let place = Place::default().line(row, number);
            self.first_beyond.get_or_insert(place);
            return;
        }
        if self.rows.last().is_none_or(|last| last.number != row) {
            self.rows.push(TableRow {
                number: row,
                cells: vec![String::new(); self.width],
            });
        }
        self.bytes += text.len();
        let Some(last) = self.rows.last_mut() else {
            return;
        };
        if last.cells.len() <= column {
            last.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = last.cells.get_mut(column) {
            *cell = text;
        }
        if in_first {
            self.width = last.cells.len();
        }
    }

    fn tell(&mut self, findings: &mut Findings) {
        if let Some(place) = self.first_beyond.take() {
            let message = format!(
                "cells beside the columns of the first row were not read ({})",
                self.beyond
            );
            let finding = Finding::warning("workbook::beside", message).at(place);
            findings
                .push(finding.help("give their columns names in the first row if they are wanted"));
        }
    }
}

/// Merged cells have words in the first of them only.
fn merged(workbook: &mut Book<'_>, name: &str, findings: &mut Findings) -> Result<(), XlsxError> {
    let regions = workbook.merge_cells_by_sheet_name(name)?;
    if let Some(first) = regions.first() {
        let message = format!(
            "cells are merged ({}): only the first of them has the words, the others are empty",
            regions.len()
        );
        let (row, column) = first.start;
        let place = Place::default().line(u64::from(row) + 1, u64::from(column) + 1);
        let finding = Finding::warning("workbook::merged", message).at(place);
        findings.push(finding.help("split them and fill every cell"));
    }
    Ok(())
}

/// A table of words has no place for what is remarked on its cells.
fn remarks(facts: &Facts, name: &str, findings: &mut Findings) {
    let remarks = facts.of_sheet(name).map(|(part, _)| facts.remarks(part));
    let remarks = remarks.unwrap_or_default();
    if let Some(first) = remarks.first() {
        let message = format!("comments on cells were not read ({})", remarks.len());
        let finding = Finding::warning("workbook::comments", message);
        let place = Place::default().line(first.row, first.column);
        findings.push(finding.at(place).help("write what should stay into a cell"));
    }
}

/// Rows and columns that somebody has hidden are read: whoever looks at a sheet that is
/// filtered should know that the rows which are not shown count too.
fn hidden(part: Option<&Part>, rows: &[TableRow], findings: &mut Findings) {
    let Some(part) = part else { return };
    let numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
    let is_hidden = cells::among(&numbers, &part.hidden_rows);
    let lines: Vec<u64> = numbers
        .into_iter()
        .zip(is_hidden)
        .filter_map(|(row, is_hidden)| is_hidden.then_some(row))
        .collect();
    // The columns need not be in order, but there are few of both.
    let is_hidden = |column: &u64| {
        let mut ranges = part.hidden_columns.iter();
        ranges.any(|(from, to)| (from..=to).contains(&column))
    };
    let width = rows.first().map_or(0, |row| row.cells.len()) as u64;
    let column = (1..=width).find(is_hidden);
    let first_row = rows.first().map_or(1, |row| row.number);
    if let Some(finding) = cells::hidden(&lines, column.map(|column| (first_row, column))) {
        findings.push(finding);
    }
}
