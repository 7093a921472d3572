//! `tilmach passage add`

use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::json;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::memory::{Passages, SqliteStore, in_transaction};
use tilmach::model::{Locale, Passage, PassageOrigin, PassageVersion};
use tilmach::pipeline::disk;
use tilmach::pipeline::passages::enter::{Entered, enter, faults, read_text, unused};
use tilmach::pipeline::passages::trace::families;

use super::arguments::Add;
use super::{candidate, survey};
use crate::cli::Outcome;
use crate::cli::office::Office;
use crate::cli::ui::Ui;

pub(super) fn run(arguments: &Add, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    office.knows(arguments.by.as_deref())?;
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    office.record_glossary(&mut store)?;
    let mut findings = Findings::new();
    let passage = passage(arguments, office, &store, ui, &mut findings)?;
    let entered = match passage.filter(|_| !findings.has_errors()) {
        None => None,
        Some(passage) => {
            let place = arguments.file.as_ref().map_or_else(Place::default, |file| {
                Place::file(file.display().to_string())
            });
            let entered = in_transaction(&mut store, |store| {
                enter(store, &passage, &place, arguments.replace, &mut findings)
            });
            Some(entered.map_err(|error| office.explain(error))?)
        }
    };
    ui.json(&json!({ "passage": entered, "findings": findings }))?;
    match &entered {
        Some(entered) => ui.line(&line(entered)),
        None => ui.line("Nothing was stored."),
    }
    Ok(ui.findings(&findings))
}

/// `0123456789ab: added; translations: added, same`.
fn line(entered: &Entered) -> String {
    let word = |fate| json!(fate).as_str().unwrap_or_default().to_owned();
    let mut line = format!("{}: {}", entered.id, word(entered.fate));
    if !entered.versions.is_empty() {
        let words: Vec<String> = entered.versions.iter().map(|fate| word(*fate)).collect();
        line.push_str(&format!("; translations: {}", words.join(", ")));
    }
    line
}

/// What was asked to be stored; none if something of it is at fault.
fn passage(
    arguments: &Add,
    office: &Office,
    store: &SqliteStore,
    ui: &Ui,
    findings: &mut Findings,
) -> anyhow::Result<Option<Passage>> {
    let Some((locale, text)) = text(arguments, office, store, ui, findings)? else {
        return Ok(None);
    };
    let versions = versions(arguments, office, findings)?;
    let cell = |cell: &String| cell.trim().to_owned();
    let origin = PassageOrigin {
        document: cell(&arguments.document),
        paragraph: cell(&arguments.paragraph),
        speaker: cell(&arguments.speaker),
        day: cell(&arguments.date),
        citation: cell(&arguments.citation),
        note: cell(&arguments.note),
    };
    let passage = Passage {
        locale,
        text,
        origin,
        former: Vec::new(),
        added: office.day.to_string(),
        versions,
    };
    // Of the files all was told when they were read.
    let told = findings.has_errors();
    let faults = faults(&passage).into_iter().filter(|_| !told);
    for fault in faults.chain(unused(&passage, &office.project.source)) {
        findings.push(fault);
    }
    Ok(Some(passage))
}

/// The translations that come with it.
fn versions(
    arguments: &Add,
    office: &Office,
    findings: &mut Findings,
) -> anyhow::Result<Vec<PassageVersion>> {
    let mut versions = Vec::new();
    for (locale, path) in &arguments.translation {
        let Some(text) = file(path, findings)? else {
            continue;
        };
        versions.push(PassageVersion {
            locale: locale.clone(),
            text,
            status: arguments.status.into(),
            citation: arguments.translation_citation.trim().to_owned(),
            by: arguments.by.clone(),
            added: office.day.to_string(),
            superseded: false,
        });
    }
    Ok(versions)
}

/// The text and its language.
fn text(
    arguments: &Add,
    office: &Office,
    store: &SqliteStore,
    ui: &Ui,
    findings: &mut Findings,
) -> anyhow::Result<Option<(Locale, String)>> {
    let source = &office.project.source;
    if let Some(path) = &arguments.file {
        let locale = arguments.locale.clone().unwrap_or_else(|| source.clone());
        return Ok(file(path, findings)?.map(|text| (locale, text)));
    }
    let id = arguments.to.as_deref().unwrap_or_default();
    let mut named: Vec<(String, Locale, String)> = store
        .passages()?
        .into_iter()
        .map(|passage| (passage.id(), passage.locale, passage.text))
        .filter(|(known, ..)| known.starts_with(id))
        .collect();
    if named.is_empty() {
        let survey = survey(office, store, &[], ui)?;
        for family in families(&survey.corpus) {
            if let Some((known, text)) = candidate(&survey, &family, source)
                && known.starts_with(id)
            {
                named.push((known, source.clone(), text));
            }
        }
    }
    named.sort();
    named.dedup();
    match named.as_slice() {
        [(_, locale, text)] => Ok(Some((locale.clone(), text.clone()))),
        [] => bail!("no passage and no candidate has the id {id}"),
        _ => bail!("several passages or candidates have an id that begins with {id}"),
    }
}

/// The text of a file, or of standard input.
fn file(path: &Path, findings: &mut Findings) -> anyhow::Result<Option<String>> {
    let shown = path.display().to_string();
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        let stdin = std::io::stdin().lock();
        let most = disk::FILE_LIMIT;
        stdin
            .take(most)
            .read_to_end(&mut bytes)
            .context("standard input")?;
        bytes
    } else {
        match disk::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                findings.push(crate::cli::office::unreadable(&shown, &error));
                return Ok(None);
            }
        }
    };
    let mut inner = Findings::new();
    let text = read_text(&bytes, &mut inner);
    findings.extend_in(&shown, inner);
    if text.as_ref().is_some_and(String::is_empty) {
        let finding = Finding::error("passage::text", "there is no text in this file");
        findings.push(finding.at(Place::file(&shown)));
        return Ok(None);
    }
    Ok(text)
}
