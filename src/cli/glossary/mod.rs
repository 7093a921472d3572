//! `tilmach glossary`

pub(crate) mod arguments;
mod check;
mod diff;
mod export;
mod history;
mod impact;
mod import;
mod list;
mod matching;
mod show;
mod sign;

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde::Serialize;
use tilmach::diag::Findings;
use tilmach::glossary::file::{Sheet, read_sheet};
use tilmach::model::{Concept, Term};
use tilmach::pipeline::disk;
use tilmach::project::nearest;

use super::Outcome;
use super::arguments::Common;
use super::office::{Office, unreadable};
use super::ui::Ui;
use arguments::{Files, Glossary, Step};

pub(crate) fn run(arguments: &Glossary, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.step {
        Step::Check(files) => check::run(files, common, ui),
        Step::List(list) => list::run(list, common, ui),
        Step::Show(show) => show::run(show, common, ui),
        Step::Export(export) => export::run(export, common, ui),
        Step::Import(import) => import::run(import, common, ui),
        Step::Sign(sign) => sign::run(sign, common, ui),
        Step::History(history) => history::run(history, common, ui),
        Step::Impact(impact) => impact::run(impact, common, ui),
        Step::Diff(diff) => diff::run(diff, ui),
        Step::Match(asked) => matching::run(asked, ui),
    }
}

/// The tables a command works on.
struct Tables {
    sheets: Vec<(String, Sheet)>,
    findings: Findings,
    /// The project they belong to; none if they were named.
    office: Option<Office>,
}

impl Tables {
    /// The tables that were named, or those of the project. `Err` holds how the
    /// command ends if the project cannot be used.
    fn open(
        files: &Files,
        common: &Common,
        ui: &mut Ui,
    ) -> anyhow::Result<Result<Tables, Outcome>> {
        let mut findings = Findings::new();
        if files.files.is_empty() {
            let mut office = match Office::open(common, ui)? {
                Ok(office) => office,
                Err(outcome) => return Ok(Err(outcome)),
            };
            return Ok(Ok(Tables {
                sheets: std::mem::take(&mut office.sheets),
                findings: std::mem::take(&mut office.findings),
                office: Some(office),
            }));
        }
        let sheets = files.files.iter().filter_map(|path| {
            let sheet = sheet(path, &mut findings)?;
            Some((path.display().to_string(), sheet))
        });
        let sheets = sheets.collect();
        Ok(Ok(Tables {
            sheets,
            findings,
            office: None,
        }))
    }

    /// All concepts joined, sorted; what the tables contradict each other in
    /// was told, or is told now.
    fn glossary(&mut self) -> tilmach::glossary::Glossary {
        match &mut self.office {
            Some(office) => std::mem::take(&mut office.glossary),
            None => {
                let mut findings = Findings::new();
                let concepts = self.sheets.iter().map(|(_, sheet)| sheet.concepts.clone());
                let glossary = tilmach::glossary::Glossary::new(concepts, &mut findings);
                self.findings.extend_in("glossaries", findings);
                glossary
            }
        }
    }
}

/// A table by its path; none if it cannot be read, which is a finding.
fn sheet(path: &Path, findings: &mut Findings) -> Option<Sheet> {
    let shown = path.display().to_string();
    match disk::read_glossary(path) {
        Ok(bytes) => {
            let mut inner = Findings::new();
            let sheet = read_sheet(&bytes, &mut inner);
            findings.extend_in(&shown, inner);
            sheet
        }
        Err(error) => {
            findings.push(unreadable(&shown, &error));
            None
        }
    }
}

/// Changes tables of the project. What they said before and what they say then goes on
/// record, if there is a memory: a glossary without one has no history yet.
fn recorded(
    office: &mut Office,
    change: impl FnOnce(&Office) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut store = match office.memory().exists() {
        true => Some(office.writer()?),
        false => None,
    };
    if let Some(store) = &mut store {
        office.record_glossary(store)?;
    }
    change(office)?;
    office.read_again()?;
    match &mut store {
        Some(store) => office.record_glossary(store),
        None => Ok(()),
    }
}

/// The concept of that key.
fn named<'a>(glossary: &'a tilmach::glossary::Glossary, id: &str) -> anyhow::Result<&'a Concept> {
    if let Some(concept) = glossary.get(id) {
        return Ok(concept);
    }
    let ids = glossary
        .concepts()
        .iter()
        .map(|concept| concept.id.as_str());
    match nearest(id, ids) {
        Some(near) => bail!("there is no concept {id}; did you mean {near}?"),
        None => bail!("there is no concept {id}"),
    }
}

/// A term for programs.
#[derive(Serialize)]
struct TermRow<'a> {
    concept: &'a str,
    domain: &'a str,
    locale: String,
    term: &'a str,
    usage: &'static str,
    inflection: &'a str,
    status: &'a str,
    attested: bool,
    signed_by: Option<&'a str>,
    signed_on: Option<String>,
    signed_because: Option<&'a str>,
    binds: bool,
    case: &'static str,
    scope: &'static str,
    valid_from: Option<String>,
    valid_until: Option<String>,
    profile: &'a str,
    note: &'a str,
}

impl<'a> TermRow<'a> {
    fn of(concept: &'a Concept, term: &'a Term) -> Self {
        let sign_off = term.sign_off.as_ref();
        TermRow {
            concept: &concept.id,
            domain: &concept.domain,
            locale: term.locale.to_string(),
            term: &term.text,
            usage: term.usage.as_str(),
            inflection: &term.inflection_words,
            status: &term.status,
            attested: term.is_attested(),
            signed_by: sign_off.map(|sign_off| sign_off.by.as_str()),
            signed_on: sign_off.map(|sign_off| sign_off.on.to_string()),
            signed_because: sign_off
                .map(|sign_off| sign_off.reason.as_str())
                .filter(|reason| !reason.is_empty()),
            binds: term.binds(),
            case: term.case.as_str(),
            scope: term.scope.as_str(),
            valid_from: term.validity.from.map(|day| day.to_string()),
            valid_until: term.validity.until.map(|day| day.to_string()),
            profile: &term.profile,
            note: &term.note,
        }
    }
}

/// `attested, not signed off; profile un; narration only; until 2026-12-31`.
fn circumstances(term: &Term) -> String {
    let mut parts = vec![term.evidence(), term.whose()];
    if term.usage == tilmach::model::Usage::Missing {
        parts.remove(0);
    }
    if term.scope != Default::default() {
        parts.push(format!("{} only", term.scope.as_str()));
    }
    if term.case != Default::default() {
        parts.push(format!("capitals: {}", term.case.as_str()));
    }
    parts.extend(term.validity.from.map(|day| format!("from {day}")));
    parts.extend(term.validity.until.map(|day| format!("until {day}")));
    parts.join("; ")
}

/// Columns with two spaces between them, each to the left.
fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let width = cell.chars().count();
            match widths.get_mut(column) {
                Some(known) => *known = width.max(*known),
                None => widths.push(width),
            }
        }
    }
    let padded = |(cell, width): (&String, &usize)| {
        let space = width.saturating_sub(cell.chars().count());
        format!("{cell}{}", " ".repeat(space))
    };
    let line = |row: &Vec<String>| row.iter().zip(&widths).map(padded).collect::<Vec<_>>();
    rows.iter()
        .map(|row| line(row).join("  ").trim_end().to_owned())
        .collect()
}

/// The tables of the project by their paths.
fn project_tables(office: &Office) -> Vec<PathBuf> {
    office
        .project
        .glossaries
        .iter()
        .map(PathBuf::from)
        .collect()
}
