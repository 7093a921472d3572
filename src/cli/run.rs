//! `tilmach run`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;
use tilmach::diag::{Finding, Findings, Place, Severity};
use tilmach::memory::Store;
use tilmach::model::Band;
use tilmach::pipeline::disk::{self, Written};
use tilmach::pipeline::merge::keep_originals;
use tilmach::pipeline::run::{
    LocaleReport, NOT_TRANSLATED, Report, Request, Status, ingest, run as pack,
};

use super::arguments::{Common, Run};
use super::office::{Lock, Office};
use super::ui::{Ui, count, table};
use super::{Outcome, sources};

/// There is no statement.
fn nothing(findings: &Findings, ui: &mut Ui) -> anyhow::Result<Outcome> {
    ui.json(&json!({ "findings": findings }))?;
    Ok(ui.findings(findings))
}

pub(crate) fn run(arguments: &Run, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let targets = office.targets(&arguments.targets)?;
    office.write_in(arguments.version.xliff, &targets)?;
    let (read, mut findings) =
        sources::read_with_originals(&arguments.paths, &mut office, arguments.jobs)?;
    if read.documents.is_empty() {
        return nothing(&findings, ui);
    }
    let out = out_folder(arguments.out.as_deref(), &office);
    let request = Request {
        targets: &targets,
        out: &out,
        dry_run: arguments.dry_run,
    };
    let (_lock, mut store) = memory(&office, arguments.dry_run, ui)?;
    let desk = office.desk(ui, arguments.jobs);
    let statements = ingest(
        &desk,
        store.as_mut(),
        read.documents,
        arguments.dry_run,
        &mut findings,
    )
    .map_err(|error| office.explain(error))?;
    if !arguments.dry_run {
        keep_originals(store.as_mut(), &statements, &read.originals)
            .map_err(|error| office.explain(error))?;
    }
    let report = pack(&desk, store.as_mut(), &statements, &request, &mut findings)
        .map_err(|error| office.explain(error))?;
    if arguments.paths.is_empty() {
        stale(&report, &out, &mut findings);
    }
    tell(&report, &findings, &out, arguments.dry_run, ui)?;
    Ok(ui.findings(&findings))
}

/// The memory, and the lock that goes with writing to it.
fn memory(
    office: &Office,
    dry_run: bool,
    ui: &mut Ui,
) -> anyhow::Result<(Option<Lock>, Box<dyn Store>)> {
    if dry_run {
        return Ok((None, Box::new(office.reader()?)));
    }
    let lock = office.lock(ui)?;
    Ok((Some(lock), Box::new(office.writer()?)))
}

/// Packages of statements that are not in the folder any more would be sent
/// with the rest.
fn stale(report: &Report, out: &Path, findings: &mut Findings) {
    for locale in &report.locales {
        let folder = out.join(&locale.locale);
        for found in disk::files_below(&folder).0 {
            let file = format!("{}/{}", locale.locale, found.name);
            let known = locale.files.iter().any(|made| made.file == file);
            if found.name.ends_with(".xlf") && !known {
                findings.push(
                    Finding::warning(
                        "package::stale",
                        "this package is of no statement in the folder of statements",
                    )
                    .at(Place::file(found.path.display().to_string()))
                    .help("If the statement was removed or renamed, move the package away."),
                );
            }
        }
    }
}

/// The folder for packages: the one that was named, or that of the project.
pub(crate) fn out_folder(named: Option<&Path>, office: &Office) -> PathBuf {
    named.map_or_else(|| PathBuf::from(&office.project.out), Path::to_owned)
}

/// The result, for people or for programs.
pub(crate) fn tell(
    report: &Report,
    findings: &Findings,
    out: &Path,
    dry_run: bool,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let statements: Vec<_> = report
        .statements
        .iter()
        .map(|(name, status)| json!({ "name": name, "status": status }))
        .collect();
    ui.json(&json!({
        "dry_run": dry_run,
        "statements": statements,
        "locales": report.locales,
        "quotations": report.quotations,
        "findings": findings,
    }))?;
    ui.line(&statements_line(report));
    for (name, status) in &report.statements {
        if *status == Status::Changed {
            ui.line(&format!("  changed: {name}"));
        }
    }
    ui.line("");
    ui.line("Segments (words) by what the memory knows, in per cent of likeness:");
    ui.line(&bands_table(&report.locales));
    ui.line("");
    ui.line(if dry_run { "Would be made:" } else { "Made:" });
    for locale in &report.locales {
        ui.line(&files_line(locale, out));
    }
    for made in &report.quotations {
        ui.line(&format!("  {}", out.join(&made.file).display()));
    }
    ui.line("");
    ui.line(&format!(
        "Findings: {}, {}, {}{}",
        count(findings.count(Severity::Error), "error"),
        count(findings.count(Severity::Warning), "warning"),
        count(findings.count(Severity::Note), "note"),
        if findings.is_empty() { "" } else { " (below)" },
    ));
    Ok(())
}

/// `5 statements: 1 new, 0 changed, 4 unchanged`.
fn statements_line(report: &Report) -> String {
    let number = |wanted: Status| {
        report
            .statements
            .iter()
            .filter(|(_, status)| *status == wanted)
            .count()
    };
    format!(
        "{}: {} new, {} changed, {} unchanged",
        count(report.statements.len(), "statement"),
        number(Status::New),
        number(Status::Changed),
        number(Status::Unchanged),
    )
}

/// A row for each language, a column for each band.
fn bands_table(locales: &[LocaleReport]) -> String {
    let mut head = vec!["language".to_owned()];
    head.extend(Band::ALL.iter().map(|band| band.as_str().to_owned()));
    head.push("not for translation".to_owned());
    let mut rows = vec![head];
    for locale in locales {
        let mut row = vec![locale.locale.clone()];
        let names = Band::ALL.iter().map(|band| band.as_str());
        for name in names.chain([NOT_TRANSLATED]) {
            let tally = locale.bands.get(name).copied().unwrap_or_default();
            row.push(if tally.segments == 0 {
                "-".to_owned()
            } else {
                format!("{} ({})", tally.segments, tally.words)
            });
        }
        rows.push(row);
    }
    table(&rows)
}

/// `out/ug: 3 packages (.xlf), memory (0 translations), glossary`.
fn files_line(locale: &LocaleReport, out: &Path) -> String {
    let mut by_status: BTreeMap<&str, usize> = BTreeMap::new();
    for made in &locale.files {
        let word = match made.status {
            Written::Written => "written",
            Written::Unchanged => "up to date",
            Written::Kept => "kept with somebody's changes",
        };
        *by_status.entry(word).or_default() += 1;
    }
    let packages = locale
        .files
        .iter()
        .filter(|made| made.file.ends_with(".xlf"))
        .count();
    let glossary = locale
        .files
        .iter()
        .any(|made| made.file.contains("/glossary."));
    let fates: Vec<String> = by_status
        .iter()
        .map(|(word, number)| format!("{} {word}", count(*number, "file")))
        .collect();
    format!(
        "  {}  {} (.xlf), memory with {} (.tmx){}: {}",
        out.join(&locale.locale).display(),
        count(packages, "package"),
        count(locale.memory_units, "translation"),
        if glossary { ", glossary" } else { "" },
        fates.join(", "),
    )
}
