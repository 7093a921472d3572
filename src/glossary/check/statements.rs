//! The glossary held against the statements.

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings};
use crate::glossary::{Glossary, Matcher, MatcherError};
use crate::model::TermHit;

use super::{Inspected, Rows, variants};

/// So many keys are named; the rest is counted.
const NAMED: usize = 40;

/// Concepts that no statement has, all in one note; and forms of their words
/// that no row covers.
pub(super) fn rule(
    rows: &Rows<'_>,
    inspected: &Inspected<'_>,
    findings: &mut Findings,
) -> Result<(), MatcherError> {
    let concepts = inspected
        .files
        .iter()
        .map(|(_, sheet)| sheet.concepts.clone());
    // What files contradict each other in was told when they were read.
    let glossary = Glossary::new(concepts, &mut Findings::new());
    let matcher = Matcher::new(&glossary, inspected.source)?;
    let hits: Vec<Vec<TermHit>> = inspected
        .paragraphs
        .iter()
        .map(|(_, text)| matcher.find(text))
        .collect();
    unused(rows, inspected, &hits, findings);
    variants::rule(rows, inspected, &hits, findings);
    Ok(())
}

fn unused(
    rows: &Rows<'_>,
    inspected: &Inspected<'_>,
    hits: &[Vec<TermHit>],
    findings: &mut Findings,
) {
    let used: BTreeSet<&str> = hits
        .iter()
        .flatten()
        .map(|hit| hit.concept.as_str())
        .collect();
    let unused: Vec<&str> = rows
        .iter()
        .filter(|(id, rows)| {
            let guard = rows.iter().any(|row| row.concept.guard);
            let asked = rows
                .iter()
                .any(|row| row.term.locale == *inspected.source && row.term.is_usable());
            !guard && asked && !used.contains(*id)
        })
        .map(|(id, _)| *id)
        .collect();
    let Some(first) = unused.first().and_then(|id| rows.get(id)?.first()) else {
        return;
    };
    let mut names = unused
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if unused.len() > NAMED {
        names.push_str(&format!(" and {} more", unused.len() - NAMED));
    }
    let message = format!(
        "{} of {} concepts stand in no statement",
        unused.len(),
        rows.len()
    );
    let finding = Finding::note("glossary::unused", message);
    findings.push(finding.at(first.place()).help(names));
}
