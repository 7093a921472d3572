//! `tilmach report`

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::{Value, json};
use tilmach::diag::{Finding, Findings, Place};
use tilmach::model::{Day, Document, Locale, Report, ReportLocale};
use tilmach::pipeline::report::file::{Form, Standing, bytes, earlier, standing};
use tilmach::pipeline::report::{MOST_OF_A_PAGE, Request, Since, gather};
use tilmach::pipeline::{Error, disk};

use super::arguments::{Common, Report as Asked, ReportFormat};
use super::office::{Office, unreadable};
use super::ui::{Ui, count};
use super::{Outcome, sources};

pub(crate) fn run(asked: &Asked, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let to_output = asked.out.as_deref() == Some(Path::new("-"));
    if to_output && common.json {
        bail!("choose one: --json tells what was written, --out - is the report itself");
    }
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let targets = office.targets(&asked.targets)?;
    let form = form(asked);
    let out = place(asked, form, &office);
    let (documents, mut findings) = sources::read(&asked.paths, &mut office)?;
    if documents.is_empty() && !is_bare(&findings) {
        return refused(&findings, ui);
    }
    let place = (!to_output).then_some((&out, form));
    let Some(since) = since(asked, place, office.day, &mut findings)? else {
        return refused(&findings, ui);
    };
    let report = made(&office, &documents, &targets, since, form, asked.jobs, ui)?;
    if to_output {
        ui.raw(&String::from_utf8(bytes(&report, form))?);
        return Ok(ui.findings_aloud(&findings));
    }
    let written = disk::write(&out, &bytes(&report, form))?;
    let file = shown(&out);
    ui.json(&json!({
        "file": file,
        "status": written,
        "locales": report.locales.iter().map(numbers).collect::<Vec<_>>(),
        "left_out": report.left_out,
        "findings": findings,
    }))?;
    tell(&report, &file, ui);
    Ok(ui.findings(&findings))
}

/// Nothing is written: the findings say why.
fn refused(findings: &Findings, ui: &mut Ui) -> anyhow::Result<Outcome> {
    ui.json(&json!({ "findings": findings }))?;
    Ok(ui.findings(findings))
}

/// Whether nothing is wrong but that there is no statement: there is a glossary to report
/// on, and a memory.
fn is_bare(findings: &Findings) -> bool {
    let graver = |finding: &&Finding| finding.severity == tilmach::diag::Severity::Error;
    let mut graver = findings.iter().filter(graver);
    graver.all(|finding| finding.code == "file::none")
}

fn form(asked: &Asked) -> Form {
    let named = asked.out.as_deref().and_then(Form::of);
    match asked.format {
        Some(ReportFormat::Html) => Form::Html,
        Some(ReportFormat::Json) => Form::Json,
        Some(ReportFormat::Csv) => Form::Csv,
        None => named.unwrap_or(Form::Html),
    }
}

fn place(asked: &Asked, form: Form, office: &Office) -> PathBuf {
    let usual = || Path::new(&office.project.out).join(format!("report.{}", form.ending()));
    asked.out.clone().unwrap_or_else(usual)
}

/// How a file is called: as it was named, but without a folder that would tell something
/// of the machine.
fn shown(path: &Path) -> String {
    let name = match path.is_absolute() {
        true => path.file_name().map_or(path, Path::new),
        false => path,
    };
    name.display().to_string()
}

/// With what the report is compared; none when it cannot be made, because what was named
/// is no report, or because something else stands in its place.
#[allow(
    clippy::option_option,
    reason = "nothing to compare with is an answer, and no answer is another"
)]
fn since(
    asked: &Asked,
    out: Option<(&PathBuf, Form)>,
    today: Day,
    findings: &mut Findings,
) -> anyhow::Result<Option<Option<Since>>> {
    let mut last = None;
    if let Some((path, form)) = out {
        match standing(path, &shown(path), form)? {
            Standing::Nothing | Standing::Ours => {}
            Standing::Last(report) => last = Some(Since::Last(report)),
            Standing::Foreign(finding) => {
                findings.push(finding);
                return Ok(None);
            }
        }
    }
    let Some(named) = &asked.since else {
        return Ok(Some(last));
    };
    if let Ok(day) = named.parse::<Day>() {
        if day > today {
            findings.push(to_come(day, today));
            return Ok(None);
        }
        return Ok(Some(Some(Since::Day(day))));
    }
    let name = shown(Path::new(named));
    match earlier(Path::new(named), &name, findings) {
        Ok(report) => Ok(report.map(|report| Some(Since::Report(Box::new(report))))),
        Err(error @ Error::File { .. }) => {
            findings.push(no_report(&name, &error));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn to_come(day: Day, today: Day) -> Finding {
    let message = format!("nothing can have come in since {day}: the report is of {today}");
    let finding = Finding::error("report::future", message);
    finding.help("Name a day that has been, or leave --since out.")
}

fn no_report(name: &str, error: &Error) -> Finding {
    let finding = unreadable(name, error).at(Place::file(name));
    finding.help("--since takes a day (YYYY-MM-DD) or a report that was made earlier.")
}

fn made(
    office: &Office,
    documents: &[Document],
    targets: &[Locale],
    since: Option<Since>,
    form: Form,
    jobs: Option<u16>,
    ui: &Ui,
) -> anyhow::Result<Report> {
    let store = office.reader()?;
    let desk = office.desk(ui, jobs);
    let request = Request {
        targets,
        since,
        most: match form {
            Form::Html => MOST_OF_A_PAGE,
            Form::Json | Form::Csv => usize::MAX,
        },
    };
    let report = gather(&desk, &store, documents, &request);
    report.map_err(|error| office.explain(error))
}

/// The numbers of a language, for programs.
fn numbers(locale: &ReportLocale) -> Value {
    json!({
        "locale": locale.locale,
        "segments": locale.segments,
        "translated": locale.translated,
        "errors": locale.errors,
        "warnings": locale.warnings,
        "notes": locale.notes,
        "accepted": locale.accepted,
        "signed": locale.signed,
        "unsigned": locale.unsigned,
        "undecided": locale.undecided,
        "quarantined": locale.quarantined,
    })
}

/// What matters most, in a few lines.
fn tell(report: &Report, file: &str, ui: &mut Ui) {
    for locale in &report.locales {
        let decisions = match locale.unsigned {
            0 => String::new(),
            number => format!("; {} not signed off", count(number, "decision")),
        };
        ui.line(&format!(
            "{}: {} of {} translated, {}, {}{decisions}",
            locale.locale,
            locale.translated,
            count(locale.segments, "segment"),
            count(locale.errors, "error"),
            count(locale.warnings, "warning"),
        ));
    }
    for left in &report.left_out {
        ui.line(&format!("left out: {} ({})", left.what, left.instead));
    }
    ui.line(&format!("The report is in {file}."));
}
