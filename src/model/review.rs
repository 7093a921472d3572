use crate::diag::{Finding, Place};

use super::Locale;

/// A statement and its translation as a table for somebody who owns no translation
/// tool: one row for each unit, in the order of the text.
///
/// All cells are plain text. Inline codes stand in them as marks that `pipeline::review`
/// writes and reads again; the formats only carry them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSheet {
    /// The id of the export that is on record, 12 hexadecimal digits.
    pub export: String,
    /// The statement's name.
    pub statement: String,
    /// The day it was made, `YYYY-MM-DD`.
    pub day: String,
    /// The version of the glossary, 12 hexadecimal digits; empty without a glossary.
    pub glossary: String,
    /// The language of the source.
    pub source: Locale,
    /// The language of the translation.
    pub target: Locale,
    /// The rows.
    pub rows: Vec<ReviewRow>,
}

/// A unit as a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRow {
    /// Export and unit: `0123456789ab/p3.s2`. It must come back as it is.
    pub id: String,
    /// Whether a translation is asked for.
    pub translate: bool,
    /// The source.
    pub source: String,
    /// The translation; empty when there is none.
    pub target: String,
    /// The terms of the unit, a line each.
    pub terms: Vec<String>,
    /// What the checks say, and that translations disagree, a line each.
    pub findings: Vec<String>,
    /// What is no finding: its state, what else the memory has, what was remarked before,
    /// a line each.
    pub notes: Vec<String>,
}

/// The columns of a review table, in their order. Their names stand in the first row
/// and are how the columns are known again.
pub const REVIEW_COLUMNS: [&str; 6] = ["id", "source", "target", "terms", "findings", "comment"];

/// A review table that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedReview {
    /// Its rows, in order.
    pub rows: Vec<ReturnedRow>,
}

/// A row that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedRow {
    /// What stands in the column of ids, without white space around it.
    pub id: String,
    /// What stands in the column of sources.
    pub source: String,
    /// What stands in the column of translations.
    pub target: String,
    /// What the reviewer remarks: the column of comments and the program's own comments,
    /// in order.
    pub comments: Vec<String>,
    /// Where the row stands: line and column are those of the table (row and cell).
    pub place: Place,
    /// Why its translation cannot be read for certain, such as a cell that a program
    /// calculates: the row is kept aside for this reason.
    pub fault: Option<Finding>,
}
