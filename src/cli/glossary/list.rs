//! `tilmach glossary list`

use serde_json::json;
use tilmach::model::{Concept, Term};

use super::arguments::List;
use super::{Tables, TermRow, circumstances, columns};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::ui::Ui;

pub(super) fn run(arguments: &List, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut tables = match Tables::open(&arguments.files, common, ui)? {
        Ok(tables) => tables,
        Err(outcome) => return Ok(outcome),
    };
    let glossary = tables.glossary();
    let concepts = glossary.concepts().iter();
    let found: Vec<(&Concept, &Term)> = concepts
        .flat_map(|concept| concept.terms.iter().map(move |term| (concept, term)))
        .filter(|(concept, term)| wanted(arguments, concept, term))
        .collect();
    let terms: Vec<TermRow<'_>> = found.iter().map(|(c, t)| TermRow::of(c, t)).collect();
    ui.json(&json!({ "terms": terms, "findings": tables.findings }))?;
    let rows: Vec<Vec<String>> = found
        .iter()
        .map(|(concept, term)| row(concept, term))
        .collect();
    let mut out = String::new();
    for line in columns(&rows) {
        ui.add_line(&mut out, &line);
    }
    ui.raw(&out);
    Ok(ui.findings(&tables.findings))
}

fn wanted(arguments: &List, concept: &Concept, term: &Term) -> bool {
    let List {
        locales,
        domain,
        usages,
        ..
    } = arguments;
    (locales.is_empty() || locales.contains(&term.locale))
        && (usages.is_empty() || usages.contains(&term.usage))
        && domain
            .as_ref()
            .is_none_or(|domain| concept.domain == *domain)
}

fn row(concept: &Concept, term: &Term) -> Vec<String> {
    let text = if term.text.is_empty() {
        "-"
    } else {
        &term.text
    };
    vec![
        concept.id.clone(),
        term.locale.to_string(),
        term.usage.as_str().to_owned(),
        text.to_owned(),
        circumstances(term),
    ]
}
