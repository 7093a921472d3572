//! `tilmach passage show`

use anyhow::bail;
use serde_json::{Value, json};
use tilmach::diag::shown;
use tilmach::memory::{Passages, SqliteStore};
use tilmach::model::{Passage, PassageOrigin};
use tilmach::passage::Tracing;
use tilmach::pipeline::passages::Survey;
use tilmach::pipeline::passages::sheet::{Seen, seen};
use tilmach::pipeline::passages::told::changes;
use tilmach::pipeline::passages::trace::{families, quoting};

use super::arguments::Show;
use super::{candidate, record, survey};
use crate::cli::Outcome;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Show, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let store = office.reader()?;
    let survey = survey(office, &store, &[], ui)?;
    let (passage, is_stored) = named(&arguments.id, office, &store, &survey)?;
    let found = quoting(&survey.corpus, &passage.text, &office.project.source);
    let places: Vec<(Seen, Tracing)> = found
        .into_iter()
        .filter_map(|((release, quote), tracing)| Some((seen(&survey, release, quote)?, tracing)))
        .collect();
    let records: Vec<Value> = places.iter().map(|one| occurrence(&passage, one)).collect();
    ui.json(&json!({
        "stored": is_stored,
        "passage": record(&passage),
        "occurrences": records,
    }))?;
    tell(&passage, is_stored, &places, ui);
    Ok(Outcome::Clean)
}

/// The passage or candidate whose id begins so, and whether it is stored.
fn named(
    id: &str,
    office: &Office,
    store: &SqliteStore,
    survey: &Survey,
) -> anyhow::Result<(Passage, bool)> {
    let mut stored = store.passages()?;
    stored.retain(|passage| passage.id().starts_with(id));
    if stored.len() > 1 {
        bail!("several passages have an id that begins with {id}");
    }
    if let Some(passage) = stored.pop() {
        return Ok((passage, true));
    }
    let source = &office.project.source;
    let mut texts: Vec<String> = families(&survey.corpus)
        .iter()
        .filter_map(|family| candidate(survey, family, source))
        .filter(|(known, _)| known.starts_with(id))
        .map(|(_, text)| text)
        .collect();
    texts.sort();
    texts.dedup();
    match texts.as_slice() {
        [] => bail!("no passage and no candidate has the id {id}"),
        [text] => Ok((
            Passage {
                locale: source.clone(),
                text: text.clone(),
                origin: PassageOrigin::default(),
                former: Vec::new(),
                added: office.day.to_string(),
                versions: Vec::new(),
            },
            false,
        )),
        _ => bail!("several candidates have an id that begins with {id}"),
    }
}

fn verdicts(tracing: &Tracing) -> Vec<&'static str> {
    let all = tracing.verdicts();
    all.into_iter().map(|verdict| verdict.as_str()).collect()
}

fn occurrence(passage: &Passage, (seen, tracing): &(Seen, Tracing)) -> Value {
    let mut value = json!(seen);
    if let Value::Object(fields) = &mut value {
        let changes = changes(tracing, &passage.text, &seen.text);
        fields.insert("verdicts".to_owned(), json!(verdicts(tracing)));
        fields.insert("changes".to_owned(), json!(changes));
    }
    value
}

/// Every text on a line of its own: many are written right to left.
fn tell(passage: &Passage, is_stored: bool, places: &[(Seen, Tracing)], ui: &mut Ui) {
    let mut out = String::new();
    let mut line = |text: &str| ui.add_line(&mut out, text);
    let kind = if is_stored { "" } else { "  [candidate]" };
    line(&format!("{}  {}{kind}", passage.id(), passage.locale));
    for paragraph in passage.text.split('\n') {
        line(&format!("    {}", shown(paragraph)));
    }
    for (name, cell) in passage.origin.cells() {
        if !cell.is_empty() {
            line(&format!("  {name}: {}", shown(cell)));
        }
    }
    versions(passage, ui, &mut out);
    occurrences(passage, places, ui, &mut out);
    ui.raw(&out);
}

fn versions(passage: &Passage, ui: &Ui, out: &mut String) {
    let mut line = |text: &str| ui.add_line(out, text);
    for version in &passage.versions {
        let word = if version.superseded {
            ", superseded"
        } else {
            ""
        };
        let by = version.by.as_deref().map(|by| format!(", by {by}"));
        let head = format!(
            "{}, {}, {}{}{word}",
            version.locale,
            version.status,
            version.added,
            by.unwrap_or_default()
        );
        line(&head);
        for paragraph in version.text.split('\n') {
            line(&format!("    {}", shown(paragraph)));
        }
        if !version.citation.is_empty() {
            line(&format!("  citation: {}", shown(&version.citation)));
        }
    }
}

fn occurrences(passage: &Passage, places: &[(Seen, Tracing)], ui: &Ui, out: &mut String) {
    let mut line = |text: &str| ui.add_line(out, text);
    line(&format!("{}:", count(places.len(), "occurrence")));
    for (seen, tracing) in places {
        let version = seen.version.map(|number| format!(" (version {number})"));
        line(&format!(
            "  {}{}, paragraph {}: {}",
            shown(&seen.statement),
            version.unwrap_or_default(),
            seen.paragraph,
            verdicts(tracing).join(", ")
        ));
        for paragraph in seen.text.split('\n') {
            line(&format!("    {}", shown(paragraph)));
        }
        for change in changes(tracing, &passage.text, &seen.text) {
            line(&format!(
                "    {}: {}",
                change.kind,
                shown(&change.to_string())
            ));
        }
    }
}
