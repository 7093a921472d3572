//! `tilmach glossary show`

use serde_json::json;
use tilmach::model::{Concept, Term};

use super::arguments::Show;
use super::{Tables, TermRow, circumstances, columns, named};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::ui::Ui;

pub(super) fn run(arguments: &Show, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut tables = match Tables::open(&arguments.files, common, ui)? {
        Ok(tables) => tables,
        Err(outcome) => return Ok(outcome),
    };
    let glossary = tables.glossary();
    let concept = named(&glossary, &arguments.id)?;
    let terms: Vec<TermRow<'_>> = concept
        .terms
        .iter()
        .map(|term| TermRow::of(concept, term))
        .collect();
    ui.json(&json!({
        "concept": concept.id, "domain": concept.domain, "pos": concept.part_of_speech,
        "definition": concept.definition, "note": concept.note, "decision": concept.decision,
        "guard": concept.guard, "terms": terms, "findings": tables.findings,
    }))?;
    for line in about(concept).into_iter().chain(of_terms(concept)) {
        ui.line(&line);
    }
    Ok(ui.findings(&tables.findings))
}

fn about(concept: &Concept) -> Vec<String> {
    let mut lines = vec![concept.id.clone()];
    for (name, text) in [
        ("field", &concept.domain),
        ("part of speech", &concept.part_of_speech),
        ("definition", &concept.definition),
        ("decision", &concept.decision),
        ("remark", &concept.note),
    ] {
        if !text.is_empty() {
            lines.push(format!("  {name}: {text}"));
        }
    }
    if concept.guard {
        let guard = "  guard concept: never in a translation unless the source has it";
        lines.push(guard.to_owned());
    }
    lines
}

fn of_terms(concept: &Concept) -> Vec<String> {
    let rows: Vec<Vec<String>> = concept.terms.iter().map(row).collect();
    let mut lines = Vec::new();
    let nothing = String::new();
    for (line, term) in columns(&rows).into_iter().zip(&concept.terms) {
        lines.push(line);
        for (name, text) in [
            ("inflection", &term.inflection_words),
            ("evidence", &term.status),
            (
                "signed off because",
                term.sign_off.as_ref().map_or(&nothing, |s| &s.reason),
            ),
            ("remark", &term.note),
        ] {
            if !text.is_empty() {
                lines.push(format!("      {name}: {text}"));
            }
        }
    }
    lines
}

fn row(term: &Term) -> Vec<String> {
    let text = if term.text.is_empty() {
        "-"
    } else {
        &term.text
    };
    vec![
        format!("  {}", term.locale),
        term.usage.as_str().to_owned(),
        text.to_owned(),
        circumstances(term),
    ]
}
