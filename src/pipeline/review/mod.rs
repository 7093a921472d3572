//! Review without a translation tool: a statement and its translation as a table that
//! goes out as a document of a word processor, as a workbook or on paper. What comes
//! back goes the way of every returned file (`pipeline::import`).

pub mod marks;
mod sheet;

use std::path::Path;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::formats::review::{docx, html, xlsx};
use crate::memory::{ExportRecord, Imported, REVIEW, Store, Version};
use crate::model::{Locale, Profile, ReviewSheet};

use super::disk::{self, Written};
use super::documents::stem;
use super::read::short_hash;
use super::{Desk, Error};
use sheet::{Draft, draft};

/// What a review is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A document of a word processor, which comes back.
    Docx,
    /// A workbook of a spreadsheet, which comes back.
    Xlsx,
    /// A page to print, which does not.
    Html,
}

impl Form {
    /// The ending of its files, without a dot.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Docx => "docx",
            Form::Xlsx => "xlsx",
            Form::Html => "html",
        }
    }
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The language.
    pub target: &'a Locale,
    /// What it is written as.
    pub form: Form,
    /// The folder for reviews; each language has a folder in it.
    pub out: &'a Path,
}

/// What was made of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Made {
    /// The file, inside the folder for reviews, with `/`.
    pub file: String,
    /// Whether it was written.
    pub status: Written,
    /// The id of the export that is on record; none on paper, which cannot come back.
    pub export: Option<String>,
    /// Units for translation.
    pub units: usize,
    /// Of those, units that have a translation.
    pub translated: usize,
    /// Units of which the checks find something, or whose translations disagree.
    pub remarked: usize,
}

/// The path of a review inside the folder for reviews.
pub fn file_name(desk: &Desk<'_>, name: &str, target: &Locale, form: Form) -> String {
    let (stem, pair) = (stem(name), desk.pair(target));
    format!("{target}/{stem}.{pair}.review.{}", form.as_str())
}

/// Makes the review of a version of a statement. A file in its place that holds
/// somebody's work is left alone, and told. None when it cannot be written in this form;
/// the findings say why.
///
/// # Errors
///
/// When the memory or the machine fails.
pub fn export(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    version: &Version,
    request: &Request<'_>,
    findings: &mut Findings,
) -> Result<Option<Made>, Error> {
    let mut draft = draft(desk, store, version, request, findings)?;
    let file = file_name(desk, &version.name, request.target, request.form);
    if request.form == Form::Xlsx {
        let long = xlsx::too_long(&draft.sheet);
        if !long.is_empty() {
            findings.extend_in(&file, long);
            return Ok(None);
        }
    }
    let path = request.out.join(&file);
    let comes_back = request.form != Form::Html;
    let before = store.export(&draft.sheet.export)?;
    // The same review, made on another day, is the same file.
    desk.day.clone_into(&mut draft.sheet.day);
    if let Some(before) = before {
        draft.sheet.day = before.made;
    }
    let bytes = bytes(&draft.sheet, request.form)?;
    let status = if comes_back && is_work(&*store, &path, &bytes)? {
        findings.push(edited(&file));
        Written::Kept
    } else {
        if comes_back {
            store.record_export(&record(&draft, version, request, &bytes))?;
        }
        disk::write(&path, &bytes)?
    };
    let asked = || draft.sheet.rows.iter().filter(|row| row.translate);
    Ok(Some(Made {
        file,
        status,
        units: asked().count(),
        translated: asked().filter(|row| !row.target.is_empty()).count(),
        remarked: asked().filter(|row| !row.findings.is_empty()).count(),
        export: comes_back.then_some(draft.sheet.export),
    }))
}

fn bytes(sheet: &ReviewSheet, form: Form) -> Result<Vec<u8>, Error> {
    Ok(match form {
        Form::Docx => docx::write(sheet)?,
        Form::Xlsx => xlsx::write(sheet)?,
        Form::Html => html::write(sheet).into_bytes(),
    })
}

/// Whether the file in that place holds somebody's work that is not in the memory.
fn is_work(store: &dyn Store, path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let Ok(held) = disk::read(path) else {
        return Ok(false);
    };
    let hash = short_hash(&held);
    Ok(held != bytes && !store.sent(&hash)? && store.imported(&hash)? != Imported::Whole)
}

fn edited(file: &str) -> Finding {
    Finding::error(
        "review::edited",
        "this review was changed since it was made, and is left as it is",
    )
    .at(Place::file(file))
    .help("Import it if somebody has worked on it; otherwise move it away. Then export again.")
}

/// What the memory keeps of a review, before its file appears: so it can come back.
fn record(draft: &Draft, version: &Version, request: &Request<'_>, bytes: &[u8]) -> ExportRecord {
    let sheet = &draft.sheet;
    ExportRecord {
        id: sheet.export.clone(),
        version: version.clone(),
        locale: request.target.clone(),
        profile: Profile::Generic,
        made: sheet.day.clone(),
        stamp: format!("{REVIEW}{} {}", request.form.as_str(), sheet.export),
        file_hash: short_hash(bytes),
        bands: draft.bands.clone(),
        glossary: Some(sheet.glossary.clone()),
        units: draft.units.clone(),
    }
}
