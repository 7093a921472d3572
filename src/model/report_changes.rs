use serde::{Deserialize, Serialize};

use super::ReportPlace;

/// What is different from an earlier day or report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportChanges {
    /// The day it is compared with, `YYYY-MM-DD`.
    pub day: String,
    /// Whether it is compared with an earlier report. Compared with a day, what was found
    /// then is not known, nor which statements there were.
    pub report: bool,
    /// Whether findings are compared: both reports carry all of those that they count in
    /// the statements that both have.
    pub whole: bool,
    /// Statements that are new or changed, by name.
    pub statements: Vec<String>,
    /// Statements that the earlier report has and this one has not, by name.
    pub gone: Vec<String>,
    /// How many statements both reports have: translations and findings are compared in
    /// these.
    pub common: usize,
    /// For each language what was and what is.
    pub locales: Vec<ReportDifference>,
    /// Decisions that changed, in words, in order.
    pub decisions: Vec<String>,
}

/// A language then and now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportDifference {
    /// The tag.
    pub locale: String,
    /// Segments that were translated then; against a report, those of the statements that
    /// both have.
    pub translated_before: usize,
    /// Segments that are translated now, in the same statements.
    pub translated: usize,
    /// Findings that are new: their places. None when findings are not compared.
    pub new_findings: Vec<ReportPlace>,
    /// How many findings are gone.
    pub gone_findings: usize,
}
