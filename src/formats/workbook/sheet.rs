//! One sheet as rows of text.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::diag::{Finding, Findings, Place};
use crate::model::TableRow;

use super::super::Error;
use super::{LARGEST_TEXT, LARGEST_UNPACKED, MOST_COLUMNS, package};

/// The longest formula that is shown, in characters.
const LONGEST_FORMULA: usize = 60;

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
    if !package::is_sound(bytes, LARGEST_UNPACKED, findings)? {
        return Ok(None);
    }
    let mut found = Findings::new();
    let rows = Xlsx::new(Cursor::new(bytes)).and_then(|mut workbook: Xlsx<_>| {
        let Some(name) = choose(&workbook, sheet, &mut found) else {
            return Ok(None);
        };
        let rows = rows(&mut workbook, &name, most, &mut found)?;
        if rows.is_some() {
            merged(&mut workbook, &name, &mut found)?;
        }
        Ok(rows)
    });
    findings.extend(found);
    match rows {
        Ok(rows) => Ok(rows),
        Err(fault) => {
            let message = format!("the workbook cannot be read: {fault}");
            let finding = Finding::error("workbook::broken", message);
            findings.push(finding.help("open it and save it again as .xlsx"));
            Ok(None)
        }
    }
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

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
    findings: &mut Findings,
) -> Result<Option<Vec<TableRow>>, XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut gathered = Gathered::default();
    let mut before = None;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let text = match &cell.formula {
            Some(formula) => shown_formula(formula),
            None => text_of(&cell.value),
        };
        if text.is_empty() {
            continue;
        }
        let (row, column) = (u64::from(cell.pos.0) + 1, cell.pos.1 as usize);
        if before.replace((row, column)) >= Some((row, column)) {
            findings.push(out_of_order(row, column));
            return Ok(None);
        }
        let is_new = gathered.rows.last().is_none_or(|last| last.number != row);
        let is_full = (is_new && gathered.rows.len() >= most)
            || gathered.bytes.saturating_add(text.len()) > LARGEST_TEXT;
        if is_full {
            let message =
                "the sheet has more rows, or more words, than are read; the rest was left out";
            let finding = Finding::error("workbook::too-many-rows", message);
            findings.push(finding.at(Place::default().line(row, 1)).help("split it"));
            break;
        }
        gathered.put(row, column, text);
    }
    gathered.tell(findings);
    Ok(Some(gathered.rows))
}

/// Spreadsheet programs call such a file damaged too: which of two cells in one place
/// is meant, nobody can say.
fn out_of_order(row: u64, column: usize) -> Finding {
    let message = "the cells of this sheet are not in their order, or two have one place";
    Finding::error("workbook::broken", message)
        .at(Place::default().line(row, column as u64 + 1))
        .help("open it and save it again as .xlsx")
}

impl Gathered {
    fn put(&mut self, row: u64, column: usize, text: String) {
        let in_first = self.rows.first().is_none_or(|first| first.number == row);
        if column >= if in_first { MOST_COLUMNS } else { self.width } {
            self.beyond += 1;
            let place = Place::default().line(row, column as u64 + 1);
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
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(other) => other.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => format!("={}", Data::Error(error.clone())),
    }
}
