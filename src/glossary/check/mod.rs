//! What is wrong with a glossary as a whole, for the coordinator. One rule, one
//! file; a rule sees all rows and decides nothing.

mod classes;
mod contradictions;
mod duplicates;
mod expired;
mod letters;
mod missing;
mod statements;
mod variants;

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place};
use crate::model::{Concept, Day, Locale, Term};

use super::MatcherError;
use super::file::Sheet;

/// What the rules are given.
#[derive(Clone, Copy, Debug)]
pub struct Inspected<'a> {
    /// The files with their names as they are shown.
    pub files: &'a [(String, Sheet)],
    /// The language of the statements.
    pub source: &'a Locale,
    /// The languages asked for.
    pub targets: &'a [Locale],
    /// Today.
    pub day: Day,
    /// The paragraphs of the statements, each with its place; none if there
    /// are no statements to look at.
    pub paragraphs: &'a [(Place, String)],
}

/// One row with its place.
#[derive(Clone, Copy, Debug)]
struct Row<'a> {
    concept: &'a Concept,
    term: &'a Term,
    file: &'a str,
    sheet: &'a Sheet,
}

impl Row<'_> {
    fn place(&self) -> Place {
        let mut place = self.sheet.place(&self.concept.id, self.term);
        place.file = Some(self.file.to_owned());
        place
    }

    /// A finding at the row, with its words and whose decision it is.
    fn finding(&self, finding: Finding) -> Finding {
        let mut finding = finding.at(self.place()).words(&self.term.text);
        finding.message = format!("{} ({})", finding.message, self.whose());
        finding
    }

    /// `concept camp, tr, profile un`.
    fn whose(&self) -> String {
        let Row { concept, term, .. } = self;
        format!("concept {}, {}, {}", concept.id, term.locale, term.whose())
    }
}

/// The rows of all files, by concept.
type Rows<'a> = BTreeMap<&'a str, Vec<Row<'a>>>;

/// Looks at a glossary with all rules. The findings of reading the files are not
/// among them.
///
/// # Errors
///
/// If the terms together are too large to be looked for in the statements.
pub fn check(inspected: &Inspected<'_>, findings: &mut Findings) -> Result<(), MatcherError> {
    let mut rows = Rows::new();
    for (file, sheet) in inspected.files {
        for concept in &sheet.concepts {
            let own = concept.terms.iter().map(|term| Row {
                concept,
                term,
                file,
                sheet,
            });
            rows.entry(&concept.id).or_default().extend(own);
        }
    }
    contradictions::rule(&rows, inspected.day, findings);
    duplicates::rule(&rows, findings);
    expired::rule(&rows, inspected.day, findings);
    letters::rule(&rows, findings);
    classes::rule(&rows, findings);
    missing::rule(&rows, inspected, findings);
    if !inspected.paragraphs.is_empty() {
        statements::rule(&rows, inspected, findings)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
