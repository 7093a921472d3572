//! `tilmach passage list`

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tilmach::diag::shown;
use tilmach::memory::Passages;
use tilmach::model::Passage;
use tilmach::pipeline::passages::Survey;
use tilmach::pipeline::passages::sheet::seen;
use tilmach::pipeline::passages::trace::{Family, families, quoting};

use super::arguments::List;
use super::{candidate, record, survey};
use crate::cli::Outcome;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

/// So many characters of a text are shown in a list.
const SHOWN: usize = 100;

pub(super) fn run(arguments: &List, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match arguments.candidates {
        true => candidates(arguments, office, ui),
        false => passages(arguments, office, ui),
    }
}

fn passages(arguments: &List, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut passages = office.reader()?.passages()?;
    passages.retain(|passage| {
        arguments
            .locale
            .as_ref()
            .is_none_or(|locale| passage.locale == *locale || !passage.current(locale).is_empty())
    });
    let records: Vec<Value> = passages.iter().map(record).collect();
    ui.json(&json!({ "passages": records }))?;
    let mut out = String::new();
    for passage in &passages {
        let origin = passage.origin.line();
        ui.add_line(&mut out, &format!("{}  {}", passage.id(), shown(&origin)));
        ui.add_line(&mut out, &format!("    {}", cut(&passage.text)));
        let versions = versions(passage);
        if !versions.is_empty() {
            ui.add_line(&mut out, &format!("    {versions}"));
        }
    }
    ui.add_line(&mut out, &count(passages.len(), "passage"));
    ui.raw(&out);
    Ok(Outcome::Clean)
}

/// `tr: official, ours; ug: unreviewed`.
fn versions(passage: &Passage) -> String {
    let locales: BTreeSet<_> = passage.versions.iter().map(|one| &one.locale).collect();
    let told = locales.into_iter().filter_map(|locale| {
        let current = passage.current(locale);
        let words: Vec<&str> = current.iter().map(|one| one.status.as_str()).collect();
        (!words.is_empty()).then(|| format!("{locale}: {}", words.join(", ")))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// A text in one line, cut.
fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    shown(&cut)
}

fn candidates(arguments: &List, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let store = office.reader()?;
    let survey = survey(office, &store, &[], ui)?;
    let source = &office.project.source;
    // What quotes a passage is no candidate any more.
    let known: BTreeSet<(usize, usize)> = survey
        .corpus
        .passages
        .iter()
        .flat_map(|passage| quoting(&survey.corpus, &passage.text, source))
        .map(|(place, _)| place)
        .collect();
    let least = if arguments.once { 1 } else { 2 };
    let mut listed: Vec<(Family, String, String)> = Vec::new();
    for family in families(&survey.corpus) {
        // A passage that has less than the fullest is not the text of the family.
        let is_known = known.contains(&family.fullest);
        if family.members.len() < least || is_known {
            continue;
        }
        if let Some((id, text)) = candidate(&survey, &family, source) {
            listed.push((family, id, text));
        }
    }
    listed.sort_by_key(|(family, id, _)| (std::cmp::Reverse(family.members.len()), id.clone()));
    let records: Vec<Value> = listed
        .iter()
        .map(|one| of_candidate(&survey, one))
        .collect();
    ui.json(&json!({ "candidates": records }))?;
    let mut out = String::new();
    for (family, id, text) in &listed {
        let number = count(family.members.len(), "occurrence");
        ui.add_line(&mut out, &format!("{id}  {number}"));
        ui.add_line(&mut out, &format!("    {}", cut(text)));
    }
    ui.add_line(&mut out, &count(listed.len(), "candidate"));
    ui.raw(&out);
    Ok(Outcome::Clean)
}

fn of_candidate(survey: &Survey, (family, id, text): &(Family, String, String)) -> Value {
    let members = family.members.iter();
    let seen: Vec<_> = members
        .filter_map(|(release, quote)| seen(survey, *release, *quote))
        .collect();
    json!({ "id": id, "text": text, "number": seen.len(), "occurrences": seen })
}
