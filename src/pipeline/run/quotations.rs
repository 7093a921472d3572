//! The quotations of the statements of a run, and the sheet that tells of them.

use crate::diag::Findings;
use crate::memory::Store;
use crate::pipeline::passages::Survey;
use crate::pipeline::passages::corpus::record_missing;
use crate::pipeline::passages::sheet::{html, json, sheet};
use crate::pipeline::{Desk, Error};

use super::beside::put;
use super::{Made, Request, Statement};

/// The names of the sheet, inside the folder for packages.
const FILES: [&str; 2] = ["quotations.html", "quotations.json"];

/// Looks at all quotations, and tells of those that are not as their source has them.
pub(super) fn survey(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    statements: &[Statement],
    request: &Request<'_>,
    findings: &mut Findings,
) -> Result<Survey, Error> {
    if !request.dry_run {
        record_missing(store, &desk.project.source)?;
    }
    let statements = statements.iter();
    let working: Vec<_> = statements
        .map(|one| (&one.document, one.version.as_ref()))
        .collect();
    let survey = Survey::of(desk, store, &working)?;
    survey.altered(findings);
    Ok(survey)
}

/// Writes the sheet, or looks whether it would be written. A statement without a
/// quotation needs none; one that lies there is brought up to date.
pub(super) fn sheets(survey: &Survey, request: &Request<'_>) -> Result<Vec<Made>, Error> {
    let sheet = sheet(survey);
    let [page, data] = FILES;
    if sheet.statements.is_empty() && !request.out.join(page).exists() {
        return Ok(Vec::new());
    }
    let forms = [(page, html(&sheet).into_bytes()), (data, json(&sheet)?)];
    let mut made = Vec::new();
    for (file, bytes) in forms {
        let status = put(request, file, &bytes)?;
        made.push(Made {
            file: file.to_owned(),
            status,
        });
    }
    Ok(made)
}
