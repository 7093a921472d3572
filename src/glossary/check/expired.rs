//! Decisions whose last day is past.

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings};
use crate::model::{Day, Locale};

use super::Rows;

/// A decision that has ended: a warning where nothing took its place, a note
/// where the concept has a term in force for the same profile.
pub(super) fn rule(rows: &Rows<'_>, day: Day, findings: &mut Findings) {
    for of_concept in rows.values() {
        let in_force: BTreeSet<(&Locale, &str)> = of_concept
            .iter()
            .filter(|row| row.term.is_usable() && row.term.holds_on(day))
            .map(|row| (&row.term.locale, row.term.profile.as_str()))
            .collect();
        for row in of_concept {
            let Some(until) = row.term.validity.until.filter(|until| *until < day) else {
                continue;
            };
            let locale = &row.term.locale;
            let followed = [row.term.profile.as_str(), ""]
                .iter()
                .any(|profile| in_force.contains(&(locale, *profile)));
            let message = format!("this decision ended on {until} and is not followed");
            let code = "glossary::expired";
            let finding = if followed {
                Finding::note(code, message)
            } else {
                Finding::warning(code, message).help("decide anew, or give it a later day")
            };
            findings.push(row.finding(finding));
        }
    }
}
