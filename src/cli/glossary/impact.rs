//! `tilmach glossary impact`

use std::path::Path;

use anyhow::bail;
use serde_json::json;
use tilmach::diag::Findings;
use tilmach::model::{Document, Locale};
use tilmach::pipeline::disk;
use tilmach::pipeline::impact::{After, Asked, Impact, Kind, Occurrence, Where, csv, impact};

use super::arguments::{self, ImpactForm};
use super::{columns, named};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::{Office, unreadable};
use crate::cli::sources;
use crate::cli::ui::{Ui, count};

/// So many places of a kind are listed; the rest is counted.
const LISTED: usize = 20;

pub(super) fn run(
    arguments: &arguments::Impact,
    common: &Common,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    named(&office.glossary, &arguments.concept)?;
    office.has(arguments.locale.as_ref())?;
    if arguments.to.is_some() && arguments.locale.as_ref() == Some(&office.project.source) {
        bail!("--to is a term of translations: name their language with --locale");
    }
    let (documents, mut findings) = statements(&mut office)?;
    let found = looked_for(arguments, &office, &documents, &mut findings, ui)?;
    if arguments.format == ImpactForm::Csv {
        ui.raw(&String::from_utf8_lossy(&csv(&found)?));
        return Ok(ui.findings_aloud(&findings));
    }
    ui.json(&json!({
        "concept": arguments.concept,
        "to": arguments.to,
        "counts": counts(&found),
        "occurrences": found.occurrences,
        "replaced": found.replaced,
        "imported": found.imported,
        "findings": findings,
    }))?;
    tell(arguments, &found, ui);
    Ok(ui.findings(&findings))
}

/// The statements in their folder. That there are none is no fault here: there may be
/// translations.
fn statements(office: &mut Office) -> anyhow::Result<(Vec<Document>, Findings)> {
    let (documents, all) = sources::read(&[], office)?;
    let mut findings = Findings::new();
    let told = all.iter().filter(|finding| finding.code != "file::none");
    told.cloned().for_each(|finding| findings.push(finding));
    Ok((documents, findings))
}

fn looked_for(
    arguments: &arguments::Impact,
    office: &Office,
    documents: &[Document],
    findings: &mut Findings,
    ui: &Ui,
) -> anyhow::Result<Impact> {
    let locales: Vec<Locale> = match &arguments.locale {
        Some(one) => vec![one.clone()],
        None => office.project.targets.clone(),
    };
    let files = files(arguments, findings);
    let asked = Asked {
        concept: &arguments.concept,
        to: arguments.locale.as_ref().zip(arguments.to.as_deref()),
        locales: &locales,
        out: Path::new(&office.project.out),
        documents,
        files: &files,
    };
    let store = office.reader()?;
    let desk = office.desk(ui, None);
    impact(&desk, &store, &office.glossary, &asked, findings).map_err(|error| office.explain(error))
}

/// The files that were named: how each is called, and its bytes.
fn files(arguments: &arguments::Impact, findings: &mut Findings) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for path in &arguments.files {
        let name = path.file_name().map_or_else(
            || "-".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        match disk::read(path) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) => findings.push(unreadable(&path.display().to_string(), &error)),
        }
    }
    files
}

fn counts(found: &Impact) -> serde_json::Value {
    let of = |place: Where| {
        let here = |one: &Occurrence| one.place == place;
        json!({
            "all": found.count(here),
            "quoted": found.count(|one| here(one) && one.quoted),
            "unsure": found.count(|one| here(one) && one.kind == Kind::Unsure),
        })
    };
    let all = Where::ALL.map(|place| (place.as_str().to_owned(), of(place)));
    serde_json::Value::Object(all.into_iter().collect())
}

fn tell(arguments: &arguments::Impact, found: &Impact, ui: &mut Ui) {
    let quoted = found.count(|one| one.quoted);
    let all = found.occurrences.len();
    ui.line(&format!(
        "{}: {} ({} in narration, {quoted} in quotations)",
        arguments.concept,
        count(all, "place"),
        all - quoted
    ));
    let rows: Vec<Vec<String>> = Where::ALL
        .into_iter()
        .map(|place| {
            let number = found.count(|one| one.place == place);
            vec![format!("  {}", place.title()), number.to_string()]
        })
        .collect();
    for line in columns(&rows) {
        ui.line(&line);
    }
    if let Some(to) = &arguments.to {
        let number = |after: After| found.count(|one| one.after == Some(after));
        ui.line(&format!(
            "with \u{201C}{to}\u{201D}: {} have it already, {} would change, {} need somebody to look",
            number(After::Has),
            number(After::Changes),
            number(After::Look)
        ));
    }
    for place in Where::ALL {
        list(place, arguments.all, found, ui);
    }
    beside(found, ui);
}

/// What was not looked into, and why.
fn beside(found: &Impact, ui: &mut Ui) {
    if found.replaced > 0 {
        ui.line(&format!(
            "Not looked into: {} on record whose place in the folder another one has taken since.",
            count(found.replaced, "older package")
        ));
    }
    for name in &found.imported {
        ui.line(&format!(
            "{name}: imported before; its units are in the memory."
        ));
    }
}

fn list(place: Where, all: bool, found: &Impact, ui: &mut Ui) {
    let own: Vec<&Occurrence> = found
        .occurrences
        .iter()
        .filter(|one| one.place == place)
        .collect();
    if own.is_empty() {
        return;
    }
    ui.line("");
    ui.line(&format!("{}:", place.title()));
    let most = if all { own.len() } else { LISTED };
    let rows: Vec<Vec<String>> = own.iter().take(most).map(|one| row(one)).collect();
    for line in columns(&rows) {
        ui.line(&line);
    }
    if own.len() > most {
        ui.line(&format!(
            "  ... and {} more (--all lists them)",
            own.len() - most
        ));
    }
}

fn row(one: &Occurrence) -> Vec<String> {
    let file = match (one.place, one.version) {
        (_, Some(number)) if one.earlier => {
            format!("{} (earlier, version {number})", one.file)
        }
        (Where::Statement, None) => format!("{} (not on record yet)", one.file),
        _ => one.file.clone(),
    };
    let state = one.state.unwrap_or_default();
    let quoted = if one.quoted { "quotation" } else { "narration" };
    vec![
        format!("  {}", one.locale),
        format!("{file} {}", one.unit).trim_end().to_owned(),
        state.to_owned(),
        quoted.to_owned(),
        what(one),
        after(one).to_owned(),
    ]
}

/// `“prison camp”: “kampına” = kamp + 3sg possessive + dative (admitted, not in force)`.
fn what(one: &Occurrence) -> String {
    let source: Vec<String> = one
        .source
        .iter()
        .map(|words| format!("\u{201C}{words}\u{201D}"))
        .collect();
    let source = source.join(", ");
    let words = one.words.as_deref().unwrap_or_default();
    let usage = match (one.usage, one.in_force) {
        (Some(usage), true) => format!(" ({usage})"),
        (Some(usage), false) => format!(" ({usage}, not in force)"),
        (None, _) => String::new(),
    };
    match one.kind {
        Kind::Source => format!("{source}{usage}"),
        Kind::Open => format!("{source}: not translated yet"),
        Kind::NoRendering => format!("{source}: no rendering found"),
        Kind::Found => format!(
            "{source}: \u{201C}{words}\u{201D} = {}{usage}",
            one.analysis
        ),
        Kind::Unsure => format!(
            "{source}: \u{201C}{words}\u{201D}, unsure: {}{usage}",
            one.analysis
        ),
    }
}

fn after(one: &Occurrence) -> &'static str {
    match one.after {
        None => "",
        Some(After::Has) => "has it",
        Some(After::Changes) => "would change",
        Some(After::Look) => "look",
    }
}
