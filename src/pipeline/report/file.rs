//! A report as a file: in which form, what may stand in its place, and an earlier one to
//! compare with.

use std::path::Path;

use crate::diag::{Finding, Findings, Place};
use crate::formats::report;
use crate::model::Report;
use crate::pipeline::{Error, disk};

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A page for a browser.
    Html,
    /// For programs.
    Json,
    /// A table for spreadsheets.
    Csv,
}

impl Form {
    /// How the name of its file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Json => "json",
            Form::Csv => "csv",
        }
    }

    /// The form that the name of a file says; none that ends otherwise.
    pub fn of(path: &Path) -> Option<Form> {
        let ending = path.extension()?;
        let all = [Form::Html, Form::Json, Form::Csv];
        all.into_iter()
            .find(|form| ending.eq_ignore_ascii_case(form.ending()))
    }
}

/// The bytes of a report: the same report, the same bytes.
pub fn bytes(report: &Report, form: Form) -> Vec<u8> {
    let text = match form {
        Form::Html => report::html(report),
        Form::Json => report::json(report),
        Form::Csv => report::csv(report),
    };
    text.into_bytes()
}

/// An earlier report, from its page or its JSON. None when it is none; the findings,
/// which have the name that the file is called by, say why.
///
/// # Errors
///
/// When the file cannot be read.
pub fn earlier(path: &Path, name: &str, findings: &mut Findings) -> Result<Option<Report>, Error> {
    let bytes = disk::read_report(path)?;
    let mut inner = Findings::new();
    let report = report::read(&bytes, &mut inner);
    findings.extend_in(name, inner);
    Ok(report)
}

/// What stands in the place where a report is to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Nothing, or an empty file.
    Nothing,
    /// The last report.
    Last(Box<Report>),
    /// A report that cannot be compared with.
    Ours,
    /// Something else, which is not to be written over.
    Foreign(Finding),
}

/// Looks at the place where a report is to be written. `name` is how the file is called.
///
/// # Errors
///
/// When there is something that cannot be read.
pub fn standing(path: &Path, name: &str, form: Form) -> Result<Standing, Error> {
    if !path.exists() {
        return Ok(Standing::Nothing);
    }
    let bytes = disk::read_report(path)?;
    if bytes.is_empty() {
        return Ok(Standing::Nothing);
    }
    if form == Form::Csv {
        let table = report::csv(&Report::default());
        let head = table.lines().next().unwrap_or_default();
        return Ok(match bytes.starts_with(head.as_bytes()) {
            true => Standing::Ours,
            false => Standing::Foreign(foreign(name)),
        });
    }
    let mut findings = Findings::new();
    if let Some(last) = report::read(&bytes, &mut findings) {
        return Ok(Standing::Last(Box::new(last)));
    }
    let is_ours = |finding: &Finding| match finding.code.as_str() {
        "report::form" => true,
        "report::size" => report::begins(&bytes),
        _ => false,
    };
    Ok(match findings.iter().any(is_ours) {
        true => Standing::Ours,
        false => Standing::Foreign(foreign(name)),
    })
}

fn foreign(name: &str) -> Finding {
    let message = "this file is no report that can be read, and is left as it is";
    Finding::error("report::foreign", message)
        .at(Place::file(name))
        .help("Move it away, or write the report elsewhere with --out.")
}
