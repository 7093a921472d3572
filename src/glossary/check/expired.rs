//! Decisions whose last day is past.

use crate::diag::{Finding, Findings};
use crate::model::Day;

use super::{Row, Rows};

/// A decision that has ended: a warning where nothing took its place, a note
/// where the concept has a term in force for the same profile.
pub(super) fn rule(rows: &Rows<'_>, day: Day, findings: &mut Findings) {
    for of_concept in rows.values() {
        for row in of_concept
            .iter()
            .filter(|row| row.term.validity.has_ended(day))
        {
            let Some(until) = row.term.validity.until else {
                continue;
            };
            let message = format!("this decision ended on {until} and is not followed");
            let code = "glossary::expired";
            let finding = if of_concept.iter().any(|other| follows(other, row, day)) {
                Finding::note(code, message)
            } else {
                Finding::warning(code, message).help("decide anew, or give it a later day")
            };
            findings.push(row.finding(finding));
        }
    }
}

fn follows(other: &Row<'_>, row: &Row<'_>, day: Day) -> bool {
    other.term.locale == row.term.locale
        && (other.term.profile == row.term.profile || other.term.profile.is_empty())
        && other.term.is_usable()
        && other.term.holds_on(day)
}
