//! `tilmach srx`

use std::path::Path;

use serde_json::json;
use tilmach::diag::Findings;
use tilmach::model::Locale;
use tilmach::pipeline::disk;
use tilmach::pipeline::rules::{Summary, read_rules, read_segmenter, summary, write_rules};
use tilmach::text::segment::Segmenter;
use tilmach::text::segment::export::as_srx;

use super::Outcome;
use super::arguments::{Srx, SrxStep};
use super::office::unreadable;
use super::ui::{Ui, count};

pub(crate) fn run(arguments: &Srx, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.step {
        SrxStep::Check { file } => check(file, ui),
        SrxStep::Export { file } => export(file.as_deref(), ui),
    }
}

/// The segmenter of a language by the rules of a file; none when the file is
/// refused.
pub(crate) fn segmenter(
    path: &Path,
    locale: &Locale,
    findings: &mut Findings,
) -> anyhow::Result<Option<Segmenter>> {
    let Some(bytes) = bytes(path, findings) else {
        return Ok(None);
    };
    let mut inner = Findings::new();
    let segmenter = read_segmenter(&bytes, locale, &mut inner)?;
    findings.extend_in(&path.display().to_string(), inner);
    Ok(segmenter)
}

fn bytes(path: &Path, findings: &mut Findings) -> Option<Vec<u8>> {
    disk::read(path)
        .map_err(|error| findings.push(unreadable(&path.display().to_string(), &error)))
        .ok()
}

fn check(path: &Path, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let shown = path.display().to_string();
    let mut findings = Findings::new();
    let mut counted = None;
    if let Some(bytes) = bytes(path, &mut findings) {
        let mut inner = Findings::new();
        counted = read_rules(&bytes, &mut inner)?.map(|rules| summary(&rules));
        findings.extend_in(&shown, inner);
    }
    ui.json(&json!({ "file": shown, "rules": counted, "findings": findings }))?;
    match counted {
        Some(counted) => ui.line(&format!("{shown}: {}", words(counted))),
        None => ui.line(&format!("{shown}: refused")),
    }
    Ok(ui.findings(&findings))
}

/// `2 lists, 5 rules (3 exceptions, 0 searched for by trial), 2 maps`.
fn words(counted: Summary) -> String {
    format!(
        "{}, {} ({}, {} searched for by trial), {}",
        count(counted.lists, "list"),
        count(counted.rules, "rule"),
        count(counted.exceptions, "exception"),
        counted.by_trial,
        count(counted.maps, "map"),
    )
}

fn export(path: Option<&Path>, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let (rules, untold) = as_srx();
    let bytes = write_rules(&rules)?;
    match path {
        Some(path) => {
            let status = disk::write(path, &bytes)?;
            ui.json(&json!({ "file": path, "status": status, "untold": untold }))?;
            ui.line(&format!("{}: {}", path.display(), words(summary(&rules))));
        }
        None => ui.raw(&String::from_utf8_lossy(&bytes)),
    }
    if !untold.is_empty() {
        ui.remark("What SRX cannot say of our rules:");
    }
    for line in &untold {
        ui.remark(&format!("  {line}"));
    }
    Ok(Outcome::Clean)
}
