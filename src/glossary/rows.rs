//! The rows of a glossary file: each checked, and gathered into concepts.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place};
use crate::model::{Concept, Term, Usage};

use super::cells;
use super::columns::{Column, Columns, at};
use super::identity::{Identity, identity};
use super::table::Cell;

/// Gathers rows into concepts.
pub(super) struct Collector {
    columns: Columns,
    concepts: Vec<Concept>,
    /// The place of a concept in the list.
    order: BTreeMap<String, usize>,
    /// What the rows so far say of a term, and where.
    known: BTreeMap<Identity, (Usage, Place)>,
}

impl Collector {
    /// Begins with no concept.
    pub(super) fn new(columns: Columns) -> Self {
        Collector {
            columns,
            concepts: Vec::new(),
            order: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    /// Takes a row in, or makes findings of it.
    pub(super) fn take(&mut self, row: &[Cell], findings: &mut Findings) {
        if row.iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        let Some(row) = self.checked(row, findings) else {
            return;
        };
        let Some(term) = self.term(row, findings) else {
            return;
        };
        self.add(row, term, findings);
    }

    /// The concepts, in the order in which the file first names them, and the
    /// place of every term.
    pub(super) fn finish(self) -> (Vec<Concept>, BTreeMap<Identity, Place>) {
        let places = self.known.into_iter();
        let places = places.map(|(key, (_, place))| (key, place)).collect();
        (self.concepts, places)
    }

    /// The row if it has the right number of cells and a concept.
    fn checked<'a>(&self, row: &'a [Cell], findings: &mut Findings) -> Option<&'a [Cell]> {
        let first = row.first()?;
        if row.len() != self.columns.count() {
            let message = format!(
                "the row has {} cells, the header has {}",
                row.len(),
                self.columns.count()
            );
            findings.push(
                at(first, Finding::error("glossary::field-count", message))
                    .help("a comma inside a cell needs quotation marks around the cell"),
            );
            return None;
        }
        let id = self.columns.cell(row, Column::ConceptId)?;
        if id.text.trim().is_empty() {
            findings.push(at(
                id,
                Finding::error("glossary::no-concept", "the row names no concept"),
            ));
            return None;
        }
        cells::no_controls(id, findings).then_some(row)
    }

    fn term(&self, row: &[Cell], findings: &mut Findings) -> Option<Term> {
        let columns = &self.columns;
        let text = |column| columns.text(row, column).to_owned();
        let locale = cells::locale(columns.cell(row, Column::Lang)?, findings);
        let usage = cells::usage(columns.cell(row, Column::Usage)?, findings);
        let cell = columns.cell(row, Column::Term)?;
        let mut sound = cells::no_controls(cell, findings) & cells::not_too_long(cell, findings);
        for cell in columns.known(row) {
            sound &= cells::no_formula(cell, findings);
        }
        let (locale, usage) = (locale?, usage?);
        if !cells::fits(cell, usage, findings) || !sound {
            return None;
        }
        let cell = |column| columns.cell(row, column);
        let (inflection, inflection_words) = cells::inflection(cell(Column::Inflection), findings);
        Some(Term {
            inflection,
            inflection_words,
            status: text(Column::Status),
            sign_off: cells::sign_off(columns, row, findings),
            case: cells::case(cell(Column::Case), findings),
            scope: cells::scope(cell(Column::Scope), findings),
            validity: cells::validity(columns, row, findings),
            note: text(Column::TermNote),
            profile: text(Column::Profile),
            ..Term::new(locale, text(Column::Term), usage)
        })
    }

    fn add(&mut self, row: &[Cell], term: Term, findings: &mut Findings) {
        let id = self.columns.text(row, Column::ConceptId);
        let place = *self.order.entry(id.to_owned()).or_insert_with(|| {
            self.concepts.push(Concept::new(id));
            self.concepts.len() - 1
        });
        let Some(concept) = self.concepts.get_mut(place) else {
            return;
        };
        describe(&self.columns, row, concept, findings);
        let Some(cell) = self.columns.cell(row, Column::Term) else {
            return;
        };
        let key = identity(&concept.id, &term);
        match self.known.get(&key) {
            Some((known, _)) => findings.push(twice(*known, term.usage, cell)),
            None => {
                let place = Place::default().line(cell.line, cell.column);
                self.known.insert(key, (term.usage, place));
                concept.terms.push(term);
            }
        }
    }
}

/// What a row says of its concept.
fn describe(columns: &Columns, row: &[Cell], concept: &mut Concept, findings: &mut Findings) {
    for (column, kept) in [
        (Column::Domain, &mut concept.domain),
        (Column::PartOfSpeech, &mut concept.part_of_speech),
        (Column::ConceptNote, &mut concept.note),
        (Column::Definition, &mut concept.definition),
        (Column::Decision, &mut concept.decision),
    ] {
        if let Some(cell) = columns.cell(row, column) {
            agree(cell, columns.text(row, column), kept, findings);
        }
    }
    // One row that says so is enough: the others may be left empty.
    concept.guard |= cells::guard(columns.cell(row, Column::Guard), findings);
}

/// Keeps the first value that the rows of a concept give, and warns of others.
fn agree(cell: &Cell, found: &str, kept: &mut String, findings: &mut Findings) {
    if kept.is_empty() {
        found.clone_into(kept);
    } else if !found.is_empty() && found != kept {
        let shown: String = kept.chars().take(40).collect();
        let message = format!("an earlier row of this concept says \u{201C}{shown}\u{201D}");
        findings.push(
            at(cell, Finding::warning("glossary::contradiction", message))
                .help("the earlier one was kept; make all rows of the concept alike"),
        );
    }
}

/// The finding on a term that an earlier row of the concept has already.
fn twice(known: Usage, found: Usage, cell: &Cell) -> Finding {
    if known == found {
        return at(
            cell,
            Finding::warning(
                "glossary::duplicate",
                "an earlier row has this term already",
            ),
        );
    }
    let message = format!(
        "an earlier row says that this term is {}, this one says {}",
        known.as_str(),
        found.as_str()
    );
    at(
        cell,
        Finding::error("glossary::contradictory-usage", message),
    )
    .help("this row was left out; keep one of the two")
}
