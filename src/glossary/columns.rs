//! The header row of a glossary file: which column stands where.

use crate::diag::{Finding, Findings, Place};
use crate::model::cell::original;

use super::table::Cell;

/// A column of the glossary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    ConceptId,
    Domain,
    PartOfSpeech,
    Lang,
    Term,
    Usage,
    Inflection,
    Status,
    TermNote,
    ConceptNote,
    Profile,
    Guard,
    SignedBy,
    SignedOn,
    SignedBecause,
    Case,
    Scope,
    ValidFrom,
    ValidUntil,
    Definition,
    Decision,
}

impl Column {
    /// All columns with their names, in the order in which the desk keeps them.
    pub(super) const NAMES: [(Column, &'static str); 21] = [
        (Column::ConceptId, "concept_id"),
        (Column::Domain, "domain"),
        (Column::PartOfSpeech, "pos"),
        (Column::Lang, "lang"),
        (Column::Term, "term"),
        (Column::Usage, "usage"),
        (Column::Inflection, "inflection"),
        (Column::Status, "status"),
        (Column::TermNote, "term_note"),
        (Column::ConceptNote, "concept_note"),
        (Column::Profile, "profile"),
        (Column::Guard, "guard"),
        (Column::SignedBy, "signed_by"),
        (Column::SignedOn, "signed_on"),
        (Column::SignedBecause, "signed_because"),
        (Column::Case, "case"),
        (Column::Scope, "scope"),
        (Column::ValidFrom, "valid_from"),
        (Column::ValidUntil, "valid_until"),
        (Column::Definition, "definition"),
        (Column::Decision, "decision"),
    ];

    /// Without these a row says nothing.
    const REQUIRED: [Column; 4] = [Column::ConceptId, Column::Lang, Column::Term, Column::Usage];

    /// The column of that name.
    pub(super) fn named(name: &str) -> Option<Column> {
        let mut names = Column::NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map(|(column, _)| *column)
    }

    /// The column that a cell of the first row names, its capitals aside.
    pub(super) fn of_header(name: &str) -> Option<Column> {
        Column::NAMES
            .iter()
            .find(|(_, known)| known.eq_ignore_ascii_case(name))
            .map(|(column, _)| *column)
    }

    /// The name in the first row.
    pub(super) fn name(self) -> &'static str {
        Column::NAMES
            .iter()
            .find(|(column, _)| *column == self)
            .map_or("", |(_, name)| name)
    }
}

/// The columns of one file, by place.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// For every cell of a row, its column; `None` where the name is unknown.
    places: Vec<Option<Column>>,
}

impl Columns {
    /// Reads the header row; `None` if a required column is missing or a
    /// column is there twice.
    pub(super) fn read(header: &[Cell], findings: &mut Findings) -> Option<Columns> {
        let mut places: Vec<Option<Column>> = Vec::with_capacity(header.len());
        let mut twice = false;
        for cell in header {
            let column = column_of(cell);
            match column {
                Some(known) if places.contains(&Some(known)) => {
                    twice = true;
                    findings.push(at(
                        cell,
                        Finding::error("glossary::duplicate-column", "this column is there twice"),
                    ));
                }
                None => findings.push(unknown(cell)),
                Some(_) => {}
            }
            places.push(column);
        }
        let missing: Vec<Column> = Column::REQUIRED
            .into_iter()
            .filter(|column| !places.contains(&Some(*column)))
            .collect();
        for column in &missing {
            findings.push(
                Finding::error(
                    "glossary::missing-column",
                    format!("the header has no column {}", column.name()),
                )
                .at(Place::default().line(1, 1))
                .help("the first row must name concept_id, lang, term and usage"),
            );
        }
        (missing.is_empty() && !twice).then_some(Columns { places })
    }

    /// The columns that are known.
    pub(super) fn all(&self) -> impl Iterator<Item = Column> {
        self.places.iter().copied().flatten()
    }

    /// How many cells a row must have.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// The cell of a column in a row, if the file has that column.
    pub(super) fn cell<'a>(&self, row: &'a [Cell], column: Column) -> Option<&'a Cell> {
        let place = self.places.iter().position(|p| *p == Some(column))?;
        row.get(place)
    }

    /// The trimmed text of a column in a row, without the apostrophe that keeps
    /// a spreadsheet from taking it for a formula; empty if the file has no
    /// such column.
    pub(super) fn text<'a>(&self, row: &'a [Cell], column: Column) -> &'a str {
        self.cell(row, column)
            .map_or("", |cell| original(cell.text.trim()))
    }

    /// The cells of a row that stand in columns that are known.
    pub(super) fn known<'a>(&self, row: &'a [Cell]) -> impl Iterator<Item = &'a Cell> {
        let known = row.iter().zip(&self.places);
        known
            .filter(|(_, column)| column.is_some())
            .map(|(cell, _)| cell)
    }
}

fn column_of(cell: &Cell) -> Option<Column> {
    Column::of_header(cell.text.trim())
}

fn unknown(cell: &Cell) -> Finding {
    let found = cell.text.trim();
    let nearest = nearest(found, Column::NAMES.iter().map(|(_, name)| *name));
    let finding = at(
        cell,
        Finding::warning(
            "glossary::unknown-column",
            "this column is not known and was not read",
        ),
    );
    match nearest {
        Some(name) => finding.help(format!("the nearest known column is {name}")),
        None => finding,
    }
}

/// The finding at a cell, with the cell's words.
pub(super) fn at(cell: &Cell, finding: Finding) -> Finding {
    finding
        .at(Place::default().line(cell.line, cell.column))
        .words(cell.text.trim())
}

/// The name most like the one found (Jaro-Winkler), if any is like it at all.
pub(super) fn nearest<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this, two names have hardly more in common than letters.
    const ALIKE: f64 = 0.6;
    // Longer words would only cost time: no name of ours has so many letters.
    let found: String = found
        .chars()
        .take(40)
        .collect::<String>()
        .to_ascii_lowercase();
    names
        .map(|name| (strsim::jaro_winkler(&found, name), name))
        .filter(|(score, _)| *score >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}
