//! The tables of a document: that of the review is known by the names of its columns.

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings, Place};
use crate::formats::xml::{Event, Reader};
use crate::model::{REVIEW_COLUMNS, ReturnedRow};

use super::cell::{self, Cell, Thing};
use super::node::{Node, attribute, faulty, is_word};
use super::remarks::Remarks;
use super::row::{bare, cells, is_header, is_id, returned};
use super::seal::{self, is_ours};

/// The most rows of all tables together.
const MOST: u64 = 100_000;

/// What is being read.
pub(super) struct Tables<'a> {
    pub(super) rows: Vec<ReturnedRow>,
    remarks: &'a mut Remarks,
    findings: &'a mut Findings,
    /// Rows so far, those of all tables and those that were deleted too.
    number: u64,
    /// What is known of the table at hand.
    kind: Kind,
    /// Cells of the table at hand that were merged, if it should turn out to be ours.
    merged: Option<Box<Finding>>,
    /// Whether there was a table with our columns.
    known: bool,
    /// The remarks whose range has begun, and not ended, outside of a row.
    open: BTreeSet<String>,
    /// Where another table stands, with its first words.
    others: Vec<(u64, String)>,
}

/// What is known of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// None of its rows was seen yet.
    New,
    /// It is a review.
    Ours,
    /// It is not.
    Other,
}

impl<'a> Tables<'a> {
    pub(super) fn new(remarks: &'a mut Remarks, findings: &'a mut Findings) -> Tables<'a> {
        Tables {
            rows: Vec::new(),
            remarks,
            findings,
            number: 0,
            kind: Kind::New,
            merged: None,
            known: false,
            open: BTreeSet::new(),
            others: Vec::new(),
        }
    }

    /// Reads a document, row by row.
    pub(super) fn read(&mut self, text: &str) -> Result<(), Box<Finding>> {
        let mut reader = Reader::new(text.as_bytes());
        loop {
            let element = match reader.next_event().map_err(faulty)? {
                Event::Start(element) if is_word(&element) => element,
                Event::Eof => return self.end(),
                _ => continue,
            };
            let id = || attribute(&element, "id").unwrap_or_default().to_owned();
            match element.name.local.as_str() {
                "tbl" => (self.kind, self.merged) = (Kind::New, None),
                "p" => {
                    let paragraph = Node::read(&mut reader, element)?;
                    self.paragraph(&paragraph);
                }
                "tr" => {
                    let row = Node::read(&mut reader, element)?;
                    self.row(&row)?;
                }
                "commentRangeStart" => drop(self.open.insert(id())),
                "commentRangeEnd" => drop(self.open.remove(&id())),
                _ => {}
            }
        }
    }

    /// A paragraph outside of all rows: words that are not ours are told.
    fn paragraph(&mut self, node: &Node) {
        self.ranges(node);
        outside(node, "the table", is_ours, self.findings);
    }

    /// Remarks whose range begins or ends in a paragraph.
    fn ranges(&mut self, node: &Node) {
        for child in node.nodes() {
            let id = child.attribute("id").unwrap_or_default();
            match child.local.as_str() {
                "commentRangeStart" if child.is_word => drop(self.open.insert(id.to_owned())),
                "commentRangeEnd" if child.is_word => drop(self.open.remove(id)),
                _ => self.ranges(child),
            }
        }
    }

    fn row(&mut self, row: &Node) -> Result<(), Box<Finding>> {
        self.number += 1;
        if self.number > MOST {
            let message = format!("there are more than {MOST} rows in this document");
            return Err(Finding::error("review::too-large", message).into());
        }
        let Some((cells, fault)) = cells(row, self.number) else {
            return Ok(());
        };
        if is_header(&cells) {
            (self.kind, self.known, self.merged) = (Kind::Ours, true, None);
            return fault.map_or(Ok(()), Err);
        }
        let is_one_of_ours =
            cells.len() == REVIEW_COLUMNS.len() && cells.first().is_some_and(is_id);
        if self.kind == Kind::New {
            // A table that was divided goes on without a row of names.
            let goes_on = self.known && is_one_of_ours;
            self.kind = if goes_on { Kind::Ours } else { Kind::Other };
            if !goes_on {
                self.others.push((self.number, words(&cells)));
            }
        }
        if self.merged.is_none() {
            self.merged = fault;
        }
        let is_ours = self.kind == Kind::Ours || cells.iter().any(is_id);
        match self.merged.take() {
            Some(fault) if is_ours => Err(fault),
            _ if self.kind == Kind::Ours => self.take(cells),
            // Rows of a review in a table whose columns are not known.
            None if is_ours => Err(self.columns()),
            fault => {
                self.merged = fault;
                Ok(())
            }
        }
    }

    fn take(&mut self, cells: Vec<Cell>) -> Result<(), Box<Finding>> {
        if cells.len() != REVIEW_COLUMNS.len() {
            let message = format!(
                "this row has {} cells, and there are {} columns",
                cells.len(),
                REVIEW_COLUMNS.len()
            );
            return Err(Finding::error("review::merged", message)
                .at(Place::default().line(self.number, 1))
                .help("Undo it in the document, or copy the translations into a new review.")
                .into());
        }
        if let Some(cell) = cells
            .iter()
            .find(|cell| cell.things.contains(&Thing::Table))
        {
            return Err(
                Finding::error("review::table", "there is a table in a cell of this row")
                    .at(Place::default().line(self.number, 1))
                    .words(cell.text.trim())
                    .help("Put its text into the cell, and delete it.")
                    .into(),
            );
        }
        let (mut row, anchored) = returned(cells, self.number, self.findings);
        let open = self.open.iter().cloned();
        for id in anchored.into_iter().chain(open) {
            row.comments.extend(self.remarks.take(&id));
        }
        self.rows.push(row);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Box<Finding>> {
        if !self.known {
            return Err(self.columns());
        }
        for (number, words) in self.others.drain(..) {
            self.findings.push(
                Finding::warning(
                    "review::other-table",
                    "this table is no review, and is not read",
                )
                .at(Place::default().line(number, 1))
                .words(&words),
            );
        }
        Ok(())
    }

    /// Nobody knows which column is which.
    fn columns(&self) -> Box<Finding> {
        let first = self.others.last();
        let message = match first {
            None => "there is no table of a review in this document".to_owned(),
            Some(_) => format!(
                "the first row of this table does not name the columns of a review: {}",
                REVIEW_COLUMNS.join(", ")
            ),
        };
        let mut finding = Finding::error("review::columns", message);
        if let Some((number, words)) = first {
            finding = finding.at(Place::default().line(*number, 1)).words(words);
        }
        finding
            .help("Put the names and the order of the columns back as they were, and import again.")
            .into()
    }
}

/// What stands in a paragraph that is not read, if it is not ours.
pub(super) fn outside(node: &Node, what: &str, is_ours: fn(&str) -> bool, findings: &mut Findings) {
    let found = cell::read(node);
    let text = found.text.trim();
    let is_known = match seal::is_broken(node, text) {
        Some(is_broken) => !is_broken,
        None => text.is_empty() || is_ours(text),
    };
    let said = [if is_known { "" } else { text }, found.elsewhere.trim()];
    for said in said.into_iter().filter(|said| !said.is_empty()) {
        let message = format!("these words stand outside of {what}, and are not read");
        let finding = Finding::warning("review::not-read", message).words(said);
        findings.push(finding.help("If they matter, write them into the column of comments."));
    }
}

fn words(cells: &[Cell]) -> String {
    let names: Vec<String> = cells.iter().map(|cell| bare(&cell.text)).collect();
    names.join(", ")
}
