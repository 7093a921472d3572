//! `tilmach glossary diff`

use serde_json::{Value, json};
use tilmach::diag::Findings;
use tilmach::glossary::{Changed, ConceptChange, TermChange, diff};
use tilmach::model::{Concept, Term};

use super::arguments::Diff;
use super::{TermRow, circumstances, sheet};
use crate::cli::Outcome;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Diff, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut findings = Findings::new();
    let old = sheet(&arguments.old, &mut findings);
    let new = sheet(&arguments.new, &mut findings);
    let (Some(old), Some(new)) = (old, new) else {
        ui.json(&json!({ "findings": findings }))?;
        ui.findings(&findings);
        return Ok(Outcome::CouldNotRun);
    };
    let changes = diff(&old.concepts, &new.concepts);
    let told: Vec<Value> = changes.iter().map(for_programs).collect();
    ui.json(&json!({ "concepts": told, "findings": findings }))?;
    for change in &changes {
        for line in for_people(change) {
            ui.line(&line);
        }
    }
    ui.line(&format!("{} differ.", count(changes.len(), "concept")));
    Ok(ui.findings(&findings))
}

fn for_people(change: &ConceptChange) -> Vec<String> {
    let sign = match (change.before, change.after) {
        (false, _) => "+ ",
        (_, false) => "- ",
        _ => "  ",
    };
    let mut lines = vec![format!("{sign}{}", change.id)];
    lines.extend(change.changed.iter().map(|cell| cell_line("    ", cell)));
    for term in &change.terms {
        match term {
            TermChange::Added(term) => lines.push(format!("  + {}", term_line(term))),
            TermChange::Removed(term) => lines.push(format!("  - {}", term_line(term))),
            TermChange::Changed(term, cells) => {
                lines.push(format!("  ~ {}", term_line(term)));
                lines.extend(cells.iter().map(|cell| cell_line("      ", cell)));
            }
        }
    }
    lines
}

fn term_line(term: &Term) -> String {
    let text = if term.text.is_empty() {
        "-"
    } else {
        &term.text
    };
    let usage = term.usage.as_str();
    format!("{}  {text}  {usage} ({})", term.locale, circumstances(term))
}

fn cell_line(before: &str, cell: &Changed) -> String {
    let shown = |text: &str| {
        if text.is_empty() {
            "(empty)".to_owned()
        } else {
            format!("\u{201C}{text}\u{201D}")
        }
    };
    format!(
        "{before}{}: {} -> {}",
        cell.column,
        shown(&cell.old),
        shown(&cell.new)
    )
}

fn for_programs(change: &ConceptChange) -> Value {
    let concept = Concept::new(&change.id);
    let cells = |cells: &[Changed]| -> Vec<Value> {
        let cell = |c: &Changed| json!({ "column": c.column, "old": c.old, "new": c.new });
        cells.iter().map(cell).collect()
    };
    let terms: Vec<Value> = change
        .terms
        .iter()
        .map(|term| match term {
            TermChange::Added(term) => json!({ "added": TermRow::of(&concept, term) }),
            TermChange::Removed(term) => json!({ "removed": TermRow::of(&concept, term) }),
            TermChange::Changed(term, changed) => {
                json!({ "changed": TermRow::of(&concept, term), "cells": cells(changed) })
            }
        })
        .collect();
    json!({
        "concept": change.id, "before": change.before, "after": change.after,
        "cells": cells(&change.changed), "terms": terms,
    })
}
