//! Findings of one file, each with its clause, and not without end.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Severity};

use super::tree::Node;

/// How many findings of one kind are told of one file; the rest is counted.
const TOLD: usize = 20;

/// The elements that a place is told by: `(unit u1)`.
const UNITS: [&str; 4] = ["unit", "trans-unit", "tu", "conceptEntry"];

/// What was found in a file.
#[derive(Debug)]
pub(in crate::formats) struct Report {
    standard: String,
    findings: Findings,
    made: BTreeMap<String, (usize, Severity)>,
}

impl Report {
    /// A report on a file that says to follow this standard, such as `XLIFF 2.1`.
    pub(in crate::formats) fn new(standard: &str) -> Report {
        Report {
            standard: standard.to_owned(),
            findings: Findings::new(),
            made: BTreeMap::new(),
        }
    }

    /// Something the standard forbids. The clause is the title of a section.
    pub(in crate::formats) fn error(
        &mut self,
        code: &str,
        clause: &str,
        at: Node<'_>,
        message: &str,
    ) {
        self.add(Severity::Error, code, clause, at, message);
    }

    /// Something the standard advises against, or that only a finished file may not have.
    pub(in crate::formats) fn warning(
        &mut self,
        code: &str,
        clause: &str,
        at: Node<'_>,
        message: &str,
    ) {
        self.add(Severity::Warning, code, clause, at, message);
    }

    /// Something about the looking itself, and no fault of the file.
    pub(in crate::formats) fn note(
        &mut self,
        code: &str,
        clause: &str,
        at: Node<'_>,
        message: &str,
    ) {
        self.add(Severity::Note, code, clause, at, message);
    }

    fn add(&mut self, severity: Severity, code: &str, clause: &str, at: Node<'_>, message: &str) {
        let (made, weight) = self.made.entry(code.to_owned()).or_insert((0, severity));
        *made += 1;
        *weight = severity.max(*weight);
        if *made > TOLD {
            return;
        }
        let message = format!("{message} ({}: {clause})", self.standard);
        let finding = match severity {
            Severity::Error => Finding::error(code, message),
            Severity::Warning => Finding::warning(code, message),
            Severity::Note => Finding::note(code, message),
        };
        let unit = at.lineage().find(|node| UNITS.contains(&node.local()));
        let mut place = at.place();
        if let Some(id) =
            unit.and_then(|unit| unit.attribute("id").or_else(|| unit.attribute("tuid")))
        {
            place = place.unit(id);
        }
        self.findings.push(finding.at(place));
    }

    /// All that was found; what was not told is counted at the end.
    pub(in crate::formats) fn finish(mut self) -> Findings {
        for (code, (made, severity)) in &self.made {
            if *made > TOLD {
                let message = format!("and {} more of {code}", made - TOLD);
                self.findings.push(match severity {
                    Severity::Error => Finding::error("valid::more", message),
                    _ => Finding::warning("valid::more", message),
                });
            }
        }
        self.findings
    }
}
