//! A row of the table as the cells of its columns, or why there is none.

use crate::diag::{Finding, Findings, Place};
use crate::model::{REVIEW_COLUMNS, ReturnedRow};

use super::cell::{self, Cell, Thing};
use super::node::Node;
use super::seal;

/// The cells of a row that somebody sees, and why they cannot be believed if they are
/// ours; none if the row was deleted.
pub(super) fn cells(row: &Node, number: u64) -> Option<(Vec<Cell>, Option<Box<Finding>>)> {
    let properties = row.child("trPr");
    if properties.is_some_and(|found| found.child("del").is_some()) {
        return None;
    }
    let is_moved = |name: &&str| properties.is_some_and(|found| found.child(name).is_some());
    let moved = ["gridBefore", "gridAfter"];
    let moved = moved.iter().find(|name| is_moved(name));
    let mut fault = moved.map(|name| merged(number, name));
    let mut found = Vec::new();
    gather(row, number, &mut found, &mut fault);
    Some((found, fault))
}

fn gather(node: &Node, number: u64, found: &mut Vec<Cell>, fault: &mut Option<Box<Finding>>) {
    for child in node.nodes() {
        if child.is("tc") {
            *fault = fault.take().or_else(|| is_plain(child, number).err());
            found.push(cell_of(child));
        } else if ["sdt", "sdtContent", "customXml"]
            .iter()
            .any(|name| child.is(name))
        {
            gather(child, number, found, fault);
        }
    }
}

/// A cell, with whether words of somebody else stand where we have written.
fn cell_of(node: &Node) -> Cell {
    let mut cell = cell::read(node);
    cell.is_written_over = seal::is_broken(node, &cell.text).unwrap_or_default();
    cell
}

/// A cell is as wide and as high as it was made.
fn is_plain(cell: &Node, number: u64) -> Result<(), Box<Finding>> {
    let Some(properties) = cell.child("tcPr") else {
        return Ok(());
    };
    let span = properties
        .child("gridSpan")
        .and_then(|span| span.attribute("val"));
    if span.is_some_and(|span| span != "1") {
        return Err(merged(number, "gridSpan"));
    }
    let names = ["vMerge", "hMerge", "cellIns", "cellDel", "cellMerge"];
    match names.iter().find(|name| properties.child(name).is_some()) {
        Some(name) => Err(merged(number, name)),
        None => Ok(()),
    }
}

fn merged(number: u64, name: &str) -> Box<Finding> {
    let message = "cells of this row were merged, divided or moved, so that nobody can tell which \
                   text belongs where";
    Finding::error("review::merged", message)
        .at(Place::default().line(number, 1))
        .words(name)
        .help("Undo it in the document, or copy the translations into a new review.")
        .into()
}

/// A text without white space, in which names and ids are compared.
pub(super) fn bare(text: &str) -> String {
    let is_seen =
        |c: &char| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    text.chars().filter(is_seen).collect()
}

/// Whether these cells name the columns, in their order.
pub(super) fn is_header(cells: &[Cell]) -> bool {
    cells.len() == REVIEW_COLUMNS.len()
        && cells
            .iter()
            .zip(REVIEW_COLUMNS)
            .all(|(cell, name)| bare(&cell.text).eq_ignore_ascii_case(name))
}

/// Whether a cell holds what looks like the id of a row of ours.
pub(super) fn is_id(cell: &Cell) -> bool {
    let id = bare(&cell.text);
    id.split_once('/').is_some_and(|(export, unit)| {
        let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
        export.len() == 12 && export.chars().all(is_digit) && unit.starts_with('p')
    })
}

/// A row of ours. What its cells hold beside text is told.
pub(super) fn returned(
    cells: Vec<Cell>,
    number: u64,
    findings: &mut Findings,
) -> (ReturnedRow, Vec<String>) {
    let remarks: Vec<String> = cells.iter().flat_map(|cell| cell.remarks.clone()).collect();
    let mut row = ReturnedRow {
        place: Place::default().line(number, 1),
        ..ReturnedRow::default()
    };
    for (column, cell) in (1_u64..).zip(cells) {
        let place = Place::default().line(number, column);
        match REVIEW_COLUMNS.get(usize::try_from(column).unwrap_or_default().wrapping_sub(1)) {
            Some(&"id") => row.id = bare(&cell.text),
            Some(&"source") => row.source = cell.text,
            Some(&"target") => {
                for thing in &cell.things {
                    match fault(*thing, &cell) {
                        Some(finding) => row.fault = Some(finding.at(place.clone())),
                        None => findings.push(unread(*thing, &cell).at(place.clone())),
                    }
                }
                row.target = cell.text;
            }
            Some(&"comment") => {
                tell(&cell, &place, findings);
                let text = cell.text.trim();
                row.comments
                    .extend((!text.is_empty()).then(|| text.to_owned()));
            }
            _ => {
                tell(&cell, &place, findings);
                if cell.is_written_over {
                    findings.push(written_over(&cell).at(place));
                }
            }
        }
    }
    (row, remarks)
}

/// What is not read in a cell that is no translation.
fn tell(cell: &Cell, place: &Place, findings: &mut Findings) {
    // What is struck out in a remark is no less a remark.
    let things = cell.things.iter().filter(|thing| **thing != Thing::Struck);
    things.for_each(|thing| findings.push(unread(*thing, cell).at(place.clone())));
}

/// Somebody wrote into a column that is not read.
fn written_over(cell: &Cell) -> Finding {
    let message = "what was written into this column is not read";
    Finding::warning("review::not-read", message)
        .words(cell.text.trim())
        .help("Look at the cell: if it matters, write it into the column of comments.")
}

/// Why the text of a cell is not known.
fn fault(thing: Thing, cell: &Cell) -> Option<Finding> {
    match thing {
        Thing::Struck => {
            let message = "words of this translation are struck out by hand, and nobody can tell \
                           whether they should go";
            let help = "Delete what should go, and import the review again.";
            Some(
                Finding::error("review::struck-out", message)
                    .words(cell.text.trim())
                    .help(help),
            )
        }
        Thing::Field => {
            let message = "a field in this cell has no end or no beginning, so that nobody can \
                           tell what it shows";
            let help = "Write it as plain text, and import the review again.";
            Some(Finding::error("review::field", message).help(help))
        }
        Thing::Elsewhere => {
            let message = "words of this translation stand in a box or a drawing, and are not read";
            let help = "Write them into the cell as text, and import the review again.";
            Some(
                Finding::error("review::not-read", message)
                    .words(&cell.elsewhere)
                    .help(help),
            )
        }
        Thing::Symbol => {
            let message = "there is a character of a symbol font in this cell, and only that font \
                           knows which one it is";
            let help = "Type it as a character of the language, and import the review again.";
            Some(Finding::error("review::symbol", message).help(help))
        }
        _ => None,
    }
}

fn unread(thing: Thing, cell: &Cell) -> Finding {
    let what = match thing {
        Thing::Symbol => "a character of a symbol font",
        Thing::Footnote => "a footnote",
        Thing::Picture => "a picture or another file",
        Thing::Formula => "a formula",
        Thing::Hidden => "hidden text",
        Thing::Table => "a table",
        Thing::Struck => "what is struck out",
        Thing::Field => "a field without its end",
        Thing::Elsewhere => "text in a box or a drawing",
    };
    let message = format!("{what} in this cell is not read; the rest of the cell is");
    let finding = Finding::warning("review::not-read", message)
        .help("If it matters, write it into the cell as text.");
    match thing {
        Thing::Elsewhere => finding.words(&cell.elsewhere),
        _ => finding,
    }
}
