//! A row of the table as the cells of its columns, or why there is none.

use crate::diag::{Finding, Findings, Place};
use crate::model::{REVIEW_COLUMNS, ReturnedRow};

use super::cell::{self, Cell, Thing};
use super::node::Node;

/// The cells of a row that somebody sees; none if the row was deleted.
pub(super) fn cells(row: &Node, number: u64) -> Result<Option<Vec<Cell>>, Box<Finding>> {
    let properties = row.child("trPr");
    if properties.is_some_and(|found| found.child("del").is_some()) {
        return Ok(None);
    }
    let is_moved = |name: &&str| properties.is_some_and(|found| found.child(name).is_some());
    if let Some(name) = ["gridBefore", "gridAfter"]
        .iter()
        .find(|name| is_moved(name))
    {
        return Err(merged(number, name));
    }
    let mut found = Vec::new();
    gather(row, number, &mut found)?;
    Ok(Some(found))
}

fn gather(node: &Node, number: u64, found: &mut Vec<Cell>) -> Result<(), Box<Finding>> {
    for child in node.nodes() {
        if child.is("tc") {
            is_plain(child, number)?;
            found.push(cell::read(child));
        } else if ["sdt", "sdtContent", "customXml"]
            .iter()
            .any(|name| child.is(name))
        {
            gather(child, number, found)?;
        }
    }
    Ok(())
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
                    match fault(*thing) {
                        Some(finding) => row.fault = Some(finding.at(place.clone())),
                        None => findings.push(unread(*thing).at(place.clone())),
                    }
                }
                row.target = cell.text;
            }
            Some(&"comment") => {
                let things = cell.things.iter();
                things.for_each(|thing| findings.push(unread(*thing).at(place.clone())));
                let text = cell.text.trim();
                row.comments
                    .extend((!text.is_empty()).then(|| text.to_owned()));
            }
            _ => {}
        }
    }
    (row, remarks)
}

/// Why the text of a cell is not known.
fn fault(thing: Thing) -> Option<Finding> {
    match thing {
        Thing::Symbol => {
            let message = "there is a character of a symbol font in this cell, and only that font \
                           knows which one it is";
            let help = "Type it as a character of the language, and import the review again.";
            Some(Finding::error("review::symbol", message).help(help))
        }
        _ => None,
    }
}

fn unread(thing: Thing) -> Finding {
    let what = match thing {
        Thing::Symbol => "a character of a symbol font",
        Thing::Footnote => "a footnote",
        Thing::Picture => "a picture or another file",
        Thing::Formula => "a formula",
        Thing::Hidden => "hidden text",
        Thing::Table => "a table",
    };
    let message = format!("{what} in this cell is not read; the rest of the cell is");
    Finding::warning("review::not-read", message)
        .help("If it matters, write it into the cell as text.")
}
