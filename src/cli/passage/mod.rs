//! `tilmach passage`

mod add;
pub(crate) mod arguments;
mod import;
mod list;
mod sheet;
mod show;

use serde_json::{Value, json};
use tilmach::diag::Findings;
use tilmach::memory::{SqliteStore, Statements};
use tilmach::model::{Locale, Passage};
use tilmach::pipeline::passages::Survey;
use tilmach::pipeline::passages::trace::Family;

use super::Outcome;
use super::arguments::Common;
use super::office::Office;
use super::ui::Ui;
use arguments::Step;

pub(crate) fn run(
    arguments: &arguments::Passage,
    common: &Common,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let mut office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    // A faulty glossary is told by those who work with it.
    let mut findings = Findings::new();
    std::mem::swap(&mut findings, &mut office.findings);
    match &arguments.step {
        Step::Add(add) => add::run(add, &office, ui),
        Step::Import(import) => import::run(import, &office, ui),
        Step::List(list) => list::run(list, &office, ui),
        Step::Show(show) => show::run(show, &office, ui),
        Step::Sheet(sheet) => sheet::run(sheet, &office, ui),
    }
}

/// All quotations of all statements that the memory holds; of no other than these, if
/// some are named.
fn survey(
    office: &Office,
    store: &SqliteStore,
    names: &[String],
    ui: &Ui,
) -> anyhow::Result<Survey> {
    let source = &office.project.source;
    let mut documents = Vec::new();
    for version in store.statements()? {
        let wanted = names.is_empty() || names.contains(&version.name);
        if wanted && version.locale == *source {
            documents.push((store.document(&version)?, version));
        }
    }
    let working: Vec<_> = documents
        .iter()
        .map(|(document, version)| (document, Some(version)))
        .collect();
    let desk = office.desk(ui, None);
    Survey::of(&desk, store, &working).map_err(|error| office.explain(error))
}

/// The text that stands for a family, as it would be stored, and its id; none if it has
/// no words.
fn candidate(survey: &Survey, family: &Family, locale: &Locale) -> Option<(String, String)> {
    let (release, quote) = family.fullest;
    let (_, quote) = survey.corpus.quote(release, quote)?;
    let text = Passage::tidy(&quote.utterance.text);
    (!text.is_empty()).then(|| (Passage::id_of(locale, &text), text))
}

/// A passage, for programs.
fn record(passage: &Passage) -> Value {
    let mut value = json!(passage);
    if let Value::Object(fields) = &mut value {
        fields.insert("id".to_owned(), json!(passage.id()));
    }
    value
}
