//! Passages as a table: the text form of the memory, and how desks exchange them.
//!
//! A row is a passage and at most one of its translations; a passage with several has
//! several rows. A superseded row without a translation is what was said of the origin
//! before.

pub(super) mod cells;

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place};
use crate::formats::decode::decode_text;
use crate::glossary::table::{self, Cell, Fault};
use crate::model::cell::harmless;
use crate::model::{Locale, Passage, PassageOrigin, PassageVersion};

use cells::Row;

/// The columns, in the order in which they are written.
pub const COLUMNS: [&str; 17] = [
    "passage",
    "lang",
    "text",
    "document",
    "paragraph",
    "speaker",
    "date",
    "citation",
    "note",
    "added",
    "translation_lang",
    "translation",
    "status",
    "translation_citation",
    "by",
    "translation_added",
    "superseded",
];

/// Larger tables are refused, in bytes.
const LARGEST: usize = 64 << 20;

/// What a table is read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The language of texts whose row names none.
    pub source: &'a Locale,
    /// The day of rows that name none, `YYYY-MM-DD`.
    pub day: &'a str,
}

/// The passages of a table, and how many rows it has below the header.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Passages in the order in which the table first names them, each with its place.
    pub passages: Vec<(Passage, Place)>,
    /// Rows that are not empty.
    pub rows: usize,
}

/// Reads a table (RFC 4180; between the cells commas, semicolons or tabs; UTF-8, or
/// UTF-16 with a byte order mark). Columns may stand in any order; all but `text` may
/// be left out.
///
/// None: something in it is wrong, and an error among the findings says what; a table
/// comes in whole or not at all.
pub fn read(bytes: &[u8], reading: Reading<'_>, findings: &mut Findings) -> Option<Table> {
    let text = decoded(bytes, findings)?;
    let header = text.lines().find(|line| !line.trim().is_empty());
    let header = header.unwrap_or_default();
    let separator = [',', '\t', ';'].into_iter();
    let separator = separator.max_by_key(|c| (header.matches(*c).count(), *c == ','));
    let mut rows = table::rows(&text, separator.unwrap_or(','));
    let mut inner = Findings::new();
    let table = match rows.next() {
        Some(Ok(cells)) => {
            header_of(&cells, &mut inner).map(|columns| gather(rows, &columns, reading, &mut inner))
        }
        Some(Err((fault, cell))) => {
            inner.push(quote_fault(fault, &cell));
            None
        }
        None => {
            inner.push(no_header("the file has no header row"));
            None
        }
    };
    let sound = !inner.has_errors();
    findings.extend(inner);
    table.filter(|_| sound)
}

fn decoded(bytes: &[u8], findings: &mut Findings) -> Option<String> {
    if bytes.len() > LARGEST {
        let message = "the table is larger than 64 MB; it was not read";
        findings.push(Finding::error("passage::size", message));
        return None;
    }
    match decode_text(bytes) {
        Ok((text, _)) => Some(text),
        Err(fault) => {
            findings.push(
                Finding::error("passage::encoding", cells::NO_TEXT)
                    .at(Place::default().line(fault.line, fault.column))
                    .help("Save the sheet as “CSV UTF-8 (comma separated)”."),
            );
            None
        }
    }
}

fn no_header(message: &str) -> Finding {
    Finding::error("passage::header", message)
        .at(Place::default().line(1, 1))
        .help("The first row names the columns; `text` must be one of them.")
}

/// The column of each cell; a name that is not known is told and left out.
fn header_of(cells: &[Cell], findings: &mut Findings) -> Option<Vec<Option<&'static str>>> {
    let mut columns: Vec<Option<&'static str>> = Vec::with_capacity(cells.len());
    let mut sound = true;
    for cell in cells {
        let name = cell.text.trim();
        let known = COLUMNS
            .into_iter()
            .find(|one| one.eq_ignore_ascii_case(name));
        if known.is_some() && columns.contains(&known) {
            sound = false;
            let finding = Finding::error("passage::header", "this column is there twice");
            findings.push(at(cell, finding));
        } else if known.is_none() {
            let message = "this column is not known and was not read";
            findings.push(at(cell, Finding::warning("passage::column", message)));
        }
        columns.push(known);
    }
    if !columns.contains(&Some("text")) {
        sound = false;
        findings.push(no_header("the header has no column text"));
    }
    sound.then_some(columns)
}

/// The finding at a cell, with the cell's words.
fn at(cell: &Cell, finding: Finding) -> Finding {
    let place = Place::default().line(cell.line, cell.column);
    finding.at(place).words(cell.text.trim())
}

fn quote_fault(fault: Fault, cell: &Cell) -> Finding {
    let message = match fault {
        Fault::Open => "a quotation mark opens this cell and none closes it",
        Fault::AfterQuote => "there are words after the closing quotation mark of this cell",
    };
    at(cell, Finding::error("passage::quote", message))
        .help("Put the whole cell in quotation marks and write each mark inside it twice.")
}

fn gather(
    rows: table::Rows<'_>,
    columns: &[Option<&'static str>],
    reading: Reading<'_>,
    findings: &mut Findings,
) -> Table {
    let mut gathered = Gathered::default();
    for row in rows {
        let cells = match row {
            Ok(cells) => cells,
            Err((fault, cell)) => {
                findings.push(quote_fault(fault, &cell));
                continue;
            }
        };
        let Some(first) = cells.first().cloned() else {
            continue;
        };
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            continue;
        }
        gathered.table.rows += 1;
        if cells.len() != columns.len() {
            let message = format!(
                "the row has {} cells, the header has {}",
                cells.len(),
                columns.len()
            );
            let finding = Finding::error("passage::cells", message);
            findings.push(
                at(&first, finding)
                    .help("A comma inside a cell needs quotation marks around the cell."),
            );
            continue;
        }
        if let Some(row) = cells::row(&cells, columns, reading, findings) {
            gathered.take(row, &first, findings);
        }
    }
    gathered.table
}

/// Rows brought together by their passages.
#[derive(Default)]
struct Gathered {
    table: Table,
    /// Where a passage stands in the list, by its id, and whether a row has said its
    /// present origin.
    places: BTreeMap<String, (usize, bool)>,
}

impl Gathered {
    fn take(&mut self, row: Row, first: &Cell, findings: &mut Findings) {
        let id = Passage::id_of(&row.locale, &row.text);
        let next = self.table.passages.len();
        let (index, told) = self.places.entry(id).or_insert((next, false));
        if *index == next {
            let place = Place::default().line(first.line, first.column);
            self.table.passages.push((row.bare(), place));
        }
        let Some((passage, _)) = self.table.passages.get_mut(*index) else {
            return;
        };
        if row.superseded && row.version.is_none() {
            passage.former.push(row.origin);
            return;
        }
        if !*told {
            passage.origin = row.origin;
            *told = true;
        } else if contradict(&passage.origin, &row.origin) {
            let message = "another row says another origin of this passage";
            findings.push(at(first, Finding::error("passage::rows", message)));
        } else {
            passage.origin = passage.origin.filled_from(&row.origin);
        }
        passage.versions.extend(row.version);
    }
}

/// Whether two origins say different things of one cell.
pub(super) fn contradict(one: &PassageOrigin, other: &PassageOrigin) -> bool {
    let pairs = one.cells().into_iter().zip(other.cells());
    let mut told = pairs.map(|((_, one), (_, other))| (one, other));
    told.any(|(one, other)| !one.is_empty() && !other.is_empty() && one != other)
}

/// Writes passages as a table: UTF-8 without a byte order mark, commas, LF. The same
/// passages give the same bytes; [`read`] gives them back.
///
/// # Errors
///
/// None of its own: the table grows in memory.
pub fn write(passages: &[Passage]) -> std::io::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for passage in passages {
        for former in &passage.former {
            table.write_record(record(passage, former, None, true))?;
        }
        if passage.versions.is_empty() {
            table.write_record(record(passage, &passage.origin, None, false))?;
        }
        for version in &passage.versions {
            let cells = record(passage, &passage.origin, Some(version), version.superseded);
            table.write_record(cells)?;
        }
    }
    table.into_inner().map_err(|error| error.into_error())
}

/// The cells of a row, made harmless for spreadsheets.
fn record(
    passage: &Passage,
    origin: &PassageOrigin,
    version: Option<&PassageVersion>,
    superseded: bool,
) -> Vec<String> {
    let locale = version.map(|version| version.locale.to_string());
    let of = |cell: fn(&PassageVersion) -> &str| version.map(cell).unwrap_or_default();
    let own = [
        passage.id(),
        passage.locale.to_string(),
        passage.text.clone(),
    ];
    let origin = origin.cells().map(|(_, cell)| cell.to_owned());
    let rest = [
        passage.added.clone(),
        locale.unwrap_or_default(),
        of(|version| &version.text).to_owned(),
        of(|version| version.status.as_str()).to_owned(),
        of(|version| &version.citation).to_owned(),
        of(|version| version.by.as_deref().unwrap_or_default()).to_owned(),
        of(|version| &version.added).to_owned(),
        if superseded { "yes" } else { "" }.to_owned(),
    ];
    let cells = own.into_iter().chain(origin).chain(rest);
    cells.map(|cell| harmless(&cell).into_owned()).collect()
}

#[cfg(test)]
mod tests;
