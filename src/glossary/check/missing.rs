//! Concepts that have no word in a language yet.

use crate::diag::{Finding, Findings};
use crate::model::Locale;

use super::{Inspected, Row, Rows};

/// One note for each concept, with the languages that have no usable term in
/// force. Concepts whose words are all unwanted ask for none.
pub(super) fn rule(rows: &Rows<'_>, inspected: &Inspected<'_>, findings: &mut Findings) {
    let wanted: Vec<&Locale> = std::iter::once(inspected.source)
        .chain(inspected.targets)
        .collect();
    for of_concept in rows.values() {
        let Some(first) = of_concept.first() else {
            continue;
        };
        let usable = |row: &&Row<'_>| row.term.is_usable() && row.term.holds_on(inspected.day);
        if !of_concept.iter().any(|row| usable(&row)) {
            continue;
        }
        let has = |locale: &Locale| {
            let mut there = of_concept.iter().filter(usable);
            there.any(|row| row.term.locale == *locale)
        };
        let without: Vec<String> = wanted
            .iter()
            .filter(|locale| !has(locale))
            .map(ToString::to_string)
            .collect();
        if !without.is_empty() {
            let message = format!(
                "the concept {} has no decided term in {}",
                first.concept.id,
                without.join(", ")
            );
            let help = "ask a native speaker; an empty cell is better than a guess";
            let finding = Finding::note("glossary::no-term", message);
            findings.push(finding.at(first.place()).help(help));
        }
    }
}
