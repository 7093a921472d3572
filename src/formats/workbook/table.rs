//! A sheet as it stands, for a table that must come back as it went out: what its
//! cells are, which of them are hidden or merged, and what is remarked on them.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::super::Error;
use super::cells::{self, Book, CellKind};
use super::facts::{Area, Facts, Remark};
use super::{LARGEST_TEXT, LARGEST_UNPACKED, MOST_CELLS, package};
use crate::diag::{Finding, Findings, Place};

/// From so many on, programs show a number by its powers of ten.
const MOST_DIGITS: f64 = 1e11;

/// A workbook that may be opened.
pub struct Sheets<'a> {
    workbook: Book<'a>,
    facts: Facts,
}

/// A sheet with its cells.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The rows that hold anything, in order.
    pub rows: Vec<SheetRow>,
    /// Whether there are more rows, or more words, than were asked for.
    pub is_cut: bool,
    /// Cells that are one; not looked for in a sheet that is cut.
    pub merged: Vec<Area>,
    /// Columns that are hidden: from and to, counted from 1.
    pub hidden_columns: Vec<(u64, u64)>,
    /// What is remarked on cells.
    pub remarks: Vec<Remark>,
    /// Whether words are struck out somewhere in the workbook, beside whole cells.
    pub is_struck: bool,
}

/// A row of a sheet.
#[derive(Clone, Debug)]
pub struct SheetRow {
    /// Its number, from 1.
    pub number: u64,
    /// Whether it is hidden, perhaps by a filter.
    pub is_hidden: bool,
    /// Its cells that hold anything, by the number of their column, from 1.
    pub cells: BTreeMap<u64, SheetCell>,
}

/// A cell that holds anything.
#[derive(Clone, Debug)]
pub struct SheetCell {
    /// Its words; of a formula the formula.
    pub text: String,
    /// What it is.
    pub kind: CellKind,
    /// Whether the whole cell is struck out.
    pub is_struck: bool,
}

impl<'a> Sheets<'a> {
    /// Looks a workbook through and opens it. `None` means that it was refused.
    ///
    /// # Errors
    ///
    /// When the machine cannot unpack the file; never because of what is in it.
    pub fn open(bytes: &'a [u8], findings: &mut Findings) -> Result<Option<Sheets<'a>>, Error> {
        if !super::is_workbook(bytes) {
            let message = "this is no workbook of the kind .xlsx";
            let finding = Finding::error("workbook::kind", message);
            findings.push(finding.help("save it as .xlsx in the program it comes from"));
            return Ok(None);
        }
        let Some(facts) = package::look_through(bytes, LARGEST_UNPACKED, findings)? else {
            return Ok(None);
        };
        match Xlsx::new(Cursor::new(bytes)) {
            Ok(workbook) => Ok(Some(Sheets { workbook, facts })),
            Err(fault) => {
                findings.push(cells::broken(&fault));
                Ok(None)
            }
        }
    }

    /// The names of the sheets that are tables, each with whether it is hidden.
    pub fn names(&self) -> Vec<(String, bool)> {
        let sheets = self.workbook.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
            .collect()
    }

    /// A sheet by its name, at most so many rows of it. `None` means that it was refused.
    pub fn sheet(&mut self, name: &str, most: usize, findings: &mut Findings) -> Option<Sheet> {
        match self.read(name, most) {
            Ok(Ok(sheet)) => return Some(sheet),
            Ok(Err(place)) => findings.push(cells::out_of_order(place)),
            Err(fault) => findings.push(cells::broken(&fault)),
        }
        None
    }

    /// The first rows of a sheet that hold anything, with their words and nothing else:
    /// neither what is hidden nor what is remarked. `None` means that it was refused.
    pub fn head(&mut self, name: &str, most: usize, findings: &mut Findings) -> Option<Sheet> {
        match self.rows(name, most) {
            Ok(Ok(sheet)) => return Some(sheet),
            Ok(Err(place)) => findings.push(cells::out_of_order(place)),
            Err(fault) => findings.push(cells::broken(&fault)),
        }
        None
    }

    fn rows(&mut self, name: &str, most: usize) -> Result<Result<Sheet, (u64, u64)>, XlsxError> {
        let mut sheet = Sheet::default();
        let (mut bytes, mut count) = (0_usize, 0_usize);
        let in_order = cells::each(&mut self.workbook, name, &self.facts, &mut |cell| {
            let is_new = sheet.rows.last().is_none_or(|last| last.number != cell.row);
            bytes += cell.text.len();
            count += 1;
            let is_full = bytes > LARGEST_TEXT || count > MOST_CELLS;
            sheet.is_cut = (is_new && sheet.rows.len() >= most) || is_full;
            if !sheet.is_cut {
                put(&mut sheet.rows, cell);
            }
            !sheet.is_cut
        })?;
        Ok(in_order.map(|()| sheet))
    }

    fn read(&mut self, name: &str, most: usize) -> Result<Result<Sheet, (u64, u64)>, XlsxError> {
        let mut sheet = match self.rows(name, most)? {
            Ok(sheet) => sheet,
            Err(place) => return Ok(Err(place)),
        };
        self.forms(name, &mut sheet)?;
        if !sheet.is_cut {
            sheet.merged = self.merged(name)?;
        }
        sheet.is_struck = self.facts.is_struck();
        if let Some((part, facts)) = self.facts.of_sheet(name) {
            sheet.remarks = self.facts.remarks(part);
            sheet.hidden_columns.clone_from(&facts.hidden_columns);
            hide(&mut sheet.rows, &facts.hidden_rows);
        }
        Ok(Ok(sheet))
    }

    /// What the forms of cells say of them: how a number is shown, and whether the
    /// words are struck out.
    fn forms(&mut self, name: &str, sheet: &mut Sheet) -> Result<(), XlsxError> {
        let Some(last) = sheet.rows.last().map(|row| row.number) else {
            return Ok(());
        };
        let mut rows = sheet.rows.iter_mut().peekable();
        let mut cells = self.workbook.worksheet_cells_reader(name)?;
        while let Some((cell, style)) = cells.next_cell_with_style_id()? {
            let (row, column) = cell.get_position();
            let (row, column) = (u64::from(row) + 1, u64::from(column) + 1);
            if row > last {
                break;
            }
            while rows.next_if(|known| known.number < row).is_some() {}
            let known = rows.peek_mut().filter(|known| known.number == row);
            let Some(cell) = known.and_then(|known| known.cells.get_mut(&column)) else {
                continue;
            };
            let style = cells.styles().get(style);
            let font = style.and_then(|style| style.font.as_ref());
            cell.is_struck = font.is_some_and(|font| font.strikethrough);
            let format = style.and_then(|style| style.number_format.as_ref());
            let format = format.map_or("General", |format| format.format_code.as_str());
            let number = cell.text.parse::<f64>().unwrap_or(MOST_DIGITS);
            let is_digits = number.fract() == 0.0 && number.abs() < MOST_DIGITS;
            if cell.kind == CellKind::Number
                && is_digits
                && matches!(format, "" | "General" | "@" | "0")
            {
                cell.kind = CellKind::Digits;
            }
        }
        Ok(())
    }

    fn merged(&mut self, name: &str) -> Result<Vec<Area>, XlsxError> {
        let regions = self.workbook.merge_cells_by_sheet_name(name)?;
        let area = |region: calamine::Dimensions| Area {
            top: u64::from(region.start.0) + 1,
            left: u64::from(region.start.1) + 1,
            bottom: u64::from(region.end.0) + 1,
            right: u64::from(region.end.1) + 1,
        };
        Ok(regions.into_iter().map(area).collect())
    }
}

impl Sheet {
    /// That rows from this one on are hidden, or one of these columns.
    pub fn hidden(&self, from: u64, columns: &[u64]) -> Option<Finding> {
        let rows = self
            .rows
            .iter()
            .filter(|row| row.is_hidden && row.number >= from);
        let rows: Vec<u64> = rows.map(|row| row.number).collect();
        let is_hidden = |column: &&u64| {
            let mut ranges = self.hidden_columns.iter();
            ranges.any(|(first, last)| (first..=last).contains(column))
        };
        let column = columns.iter().find(is_hidden);
        cells::hidden(&rows, column.map(|column| (from, *column)))
    }
}

/// A cell of a sheet as a place: its row, the number of its column, its name.
pub fn cell_at(row: u64, column: u64) -> Place {
    let name = format!("{}{row}", super::column_name(column));
    Place::default().line(row, column).unit(name)
}

fn put(rows: &mut Vec<SheetRow>, cell: cells::Found) {
    if rows.last().is_none_or(|last| last.number != cell.row) {
        rows.push(SheetRow {
            number: cell.row,
            is_hidden: false,
            cells: BTreeMap::new(),
        });
    }
    let held = SheetCell {
        text: cell.text,
        kind: cell.kind,
        is_struck: false,
    };
    if let Some(row) = rows.last_mut() {
        row.cells.insert(cell.column, held);
    }
}

/// Marks the rows that are hidden.
fn hide(rows: &mut [SheetRow], ranges: &[(u64, u64)]) {
    let numbers: Vec<u64> = rows.iter().map(|row| row.number).collect();
    let hidden = cells::among(&numbers, ranges);
    for (row, is_hidden) in rows.iter_mut().zip(hidden) {
        row.is_hidden = is_hidden;
    }
}
