//! The row that names the columns: on which sheet it stands, and where.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings};
use crate::formats::workbook::{Sheet, SheetRow, Sheets, cell_at};
use crate::model::REVIEW_COLUMNS;

/// The names of the columns are looked for in so many rows that hold anything: somebody
/// may have written a title above them.
const MOST_ABOVE: usize = 20;

/// A sheet is a review by these columns.
const NEEDED: [&str; 3] = ["id", "source", "target"];

/// A review cannot be read without these: what a reviewer says would be lost.
const WRITTEN_BACK: [&str; 4] = ["id", "source", "target", "comment"];

/// Where the columns of a review stand.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The row with their names.
    pub(super) row: u64,
    pub(super) id: u64,
    pub(super) source: u64,
    pub(super) target: u64,
    pub(super) comment: u64,
    /// All columns that are ours, with those that are not read back.
    known: Vec<u64>,
    /// The others that have a name.
    unknown: BTreeMap<u64, String>,
}

impl Columns {
    /// The columns whose cells are read.
    pub(super) fn read(&self) -> [u64; 4] {
        [self.id, self.source, self.target, self.comment]
    }

    /// The first cell with words beside the columns of a review, in a row of it. What a
    /// reviewer wrote there would be lost.
    pub(super) fn beside(&self, sheet: &Sheet) -> Option<Finding> {
        let below = sheet.rows.iter().filter(|row| row.number > self.row);
        let (row, column) = below
            .filter(|row| self.read().iter().any(|column| has_words(row, *column)))
            .flat_map(|row| row.cells.keys().map(move |column| (row, *column)))
            .find(|(row, column)| !self.known.contains(column) && has_words(row, *column))?;
        let message = "words stand in a column that is none of a review, and would be lost";
        let name = self.unknown.get(&column).map_or("", String::as_str);
        let help = "move them into the column \u{201C}comment\u{201D}, or take them out";
        let finding = Finding::error("review::columns", message).words(name);
        Some(finding.at(cell_at(row.number, column)).help(help))
    }
}

/// Whether a cell of a row has words in it.
pub(super) fn has_words(row: &SheetRow, column: u64) -> bool {
    let cell = row.cells.get(&column);
    cell.is_some_and(|cell| !cell.text.trim().is_empty())
}

/// The sheet with a review and the places of its columns. `None` when there is none, or
/// nobody can say which; the findings tell.
pub(super) fn find(book: &mut Sheets<'_>, findings: &mut Findings) -> Option<(String, Columns)> {
    let mut found = Vec::new();
    let mut nearly = None;
    for (name, is_hidden) in book.names() {
        let head = book.head(&name, MOST_ABOVE, findings)?;
        // Of rows that have as many of the names the first counts.
        let best = head
            .rows
            .iter()
            .max_by_key(|row| (needed(row), std::cmp::Reverse(row.number)));
        match best {
            Some(row) if needed(row) == NEEDED.len() => found.push((name, is_hidden, row.clone())),
            Some(row) if needed(row) > 0 => nearly = nearly.or_else(|| Some(row.clone())),
            _ => {}
        }
    }
    let mut found = found.into_iter();
    let Some((name, is_hidden, row)) = found.next() else {
        findings.push(nearly.map_or_else(no_table, |row| missing(&row)));
        return None;
    };
    if found.next().is_some() {
        let message =
            "several sheets of this workbook hold a review, and which one counts is not said";
        let finding = Finding::error("review::several-tables", message);
        findings.push(finding.help("take the others out, or send them as files of their own"));
        return None;
    }
    if is_hidden {
        let message = "the sheet with the review is hidden; it was read";
        findings.push(Finding::warning("workbook::hidden", message));
    }
    columns(&row, findings).map(|columns| (name, columns))
}

/// How many of the needed names a row has.
fn needed(row: &SheetRow) -> usize {
    let has = |name: &&&str| row.cells.values().any(|cell| is_named(&cell.text, name));
    NEEDED.iter().filter(has).count()
}

/// Names are the same whatever their capitals and the white space around them.
fn is_named(text: &str, name: &str) -> bool {
    text.trim().eq_ignore_ascii_case(name)
}

fn no_table() -> Finding {
    let message = "no sheet of this workbook has the columns of a review";
    Finding::error("review::columns", message)
        .help("the first row names them: id, source, target, terms, findings, comment")
}

fn missing(row: &SheetRow) -> Finding {
    let has = |name: &str| row.cells.values().any(|cell| is_named(&cell.text, name));
    let missing: Vec<&str> = WRITTEN_BACK.into_iter().filter(|name| !has(name)).collect();
    let columns = if missing.len() == 1 {
        "column"
    } else {
        "columns"
    };
    let message = format!("the {columns} {} cannot be found", missing.join(" and "));
    let held: Vec<&str> = row.cells.values().map(|cell| cell.text.trim()).collect();
    Finding::error("review::columns", message)
        .at(cell_at(row.number, 1))
        .words(&held.join(", "))
        .help("the columns are known by their names in English: write them as they were")
}

fn columns(row: &SheetRow, findings: &mut Findings) -> Option<Columns> {
    let mut places: BTreeMap<&str, u64> = BTreeMap::new();
    let mut unknown = BTreeMap::new();
    let mut is_sound = true;
    for (column, cell) in &row.cells {
        let name = REVIEW_COLUMNS
            .into_iter()
            .find(|name| is_named(&cell.text, name));
        let Some(name) = name else {
            unknown.insert(*column, cell.text.trim().to_owned());
            continue;
        };
        if places.insert(name, *column).is_some() {
            let finding = Finding::error("review::columns", "this column is there twice");
            let finding = finding.words(name).at(cell_at(row.number, *column));
            findings.push(finding.help("leave the one that counts"));
            is_sound = false;
        }
    }
    if is_sound && !places.contains_key("comment") {
        findings.push(missing(row));
        return None;
    }
    let known = places.values().copied().collect();
    let place = |name: &str| places.get(name).copied();
    let columns = Columns {
        row: row.number,
        id: place("id")?,
        source: place("source")?,
        target: place("target")?,
        comment: place("comment")?,
        known,
        unknown,
    };
    is_sound.then_some(columns)
}
