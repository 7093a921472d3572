//! `tilmach glossary import`

use std::path::{Path, PathBuf};

use anyhow::bail;
use tilmach::diag::{Finding, Findings, Severity};
use tilmach::glossary::file::Sheet;
use tilmach::glossary::{Changed, Glossary, Step, What, merge};
use tilmach::model::Concept;
use tilmach::pipeline::{disk, terms};

use super::arguments::Import;
use super::{project_tables, recorded, sheet};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::{Office, unreadable};
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Import, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let into = into(arguments, &office)?;
    let _lock = office.lock(ui)?;
    let mut findings = Findings::new();
    let Some(mut own) = own(&into, ui)? else {
        return Ok(Outcome::CouldNotRun);
    };
    let Some(taken) = taken(arguments, &office, &own, &mut findings) else {
        return Ok(ui.findings(&findings));
    };
    let steps = merge(&mut own.concepts, &taken, arguments.replace);
    tell(&steps, arguments.replace, ui);
    findings.extend(contradictions(&steps, arguments));
    put(&into, &own, &steps, arguments, &mut office, ui)?;
    Ok(ui.findings(&findings))
}

/// What the file holds; none if it was refused, which is a finding.
fn taken(
    arguments: &Import,
    office: &Office,
    own: &Sheet,
    findings: &mut Findings,
) -> Option<Vec<Concept>> {
    let project = &office.project;
    let mut languages = vec![project.source.clone()];
    languages.extend(project.targets.iter().cloned());
    let asked = terms::Asked {
        source: &project.source,
        languages: &languages,
        target: arguments.target.as_ref(),
        sheet: arguments.sheet.as_deref(),
    };
    let shown = arguments.file.display().to_string();
    let mut inner = Findings::new();
    // A key means the same in all tables of the project, and in the one that takes.
    let known = [office.glossary.concepts().to_vec(), own.concepts.clone()];
    let known = Glossary::new(known, &mut Findings::new());
    let taken = terms::read(&arguments.file, asked, known.concepts(), &mut inner);
    findings.extend_in(&shown, inner);
    taken.unwrap_or_else(|error| {
        findings.push(unreadable(&shown, &error));
        None
    })
}

/// Writes the table, if that was asked for and there is anything new.
fn put(
    into: &Path,
    own: &Sheet,
    steps: &[Step],
    arguments: &Import,
    office: &mut Office,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let against = |step: &&Step| matches!(step.what, What::Contradicting(_));
    let kept = if arguments.replace {
        0
    } else {
        steps.iter().filter(against).count()
    };
    let table = into.display();
    if arguments.dry_run {
        ui.line(&format!("{table}: nothing was written (--dry-run)"));
    } else if steps.len() == kept {
        ui.line(&format!("{table}: nothing to add; it was left as it is"));
    } else {
        recorded(office, |_| {
            disk::write(into, own.write().as_bytes())?;
            Ok(())
        })?;
        ui.line(&format!("{table}: written"));
    }
    Ok(())
}

/// The table that takes the rows.
fn into(arguments: &Import, office: &Office) -> anyhow::Result<PathBuf> {
    if let Some(path) = &arguments.into {
        return Ok(path.clone());
    }
    let tables = project_tables(office);
    match tables.as_slice() {
        [] => bail!("the project has no glossary; name a table with --into"),
        [one] => Ok(one.clone()),
        _ => bail!("the project has several tables: name the one that takes the rows with --into"),
    }
}

/// The table as it is. One with faults is not written: rows and cells at fault
/// were not read, and would be lost.
fn own(path: &Path, ui: &mut Ui) -> anyhow::Result<Option<Sheet>> {
    if !path.exists() {
        return Ok(Some(Sheet::default()));
    }
    let mut findings = Findings::new();
    let own = sheet(path, &mut findings);
    let sound = findings
        .iter()
        .all(|finding| finding.severity == Severity::Note);
    if sound {
        return Ok(own);
    }
    ui.findings(&findings);
    ui.remark(&format!(
        "{} has faults, and writing it would lose what could not be read: correct them first. \
         Nothing was done.",
        path.display()
    ));
    Ok(None)
}

fn tell(steps: &[Step], replace: bool, ui: &mut Ui) {
    let number = |wanted: fn(&What) -> bool| steps.iter().filter(|s| wanted(&s.what)).count();
    for step in steps {
        let (word, cells): (&str, &[Changed]) = match &step.what {
            What::Added => ("added", &[]),
            What::Filled(cells) => ("filled", cells),
            What::Contradicting(cells) if replace => ("replaced", cells),
            What::Contradicting(cells) => ("kept", cells),
        };
        let of = step.term.as_ref().map_or_else(String::new, |term| {
            let text = if term.text.is_empty() {
                "-"
            } else {
                &term.text
            };
            format!(" {} {text} ({})", term.locale, term.whose())
        });
        ui.line(&format!("{word}: {}{of}", step.concept));
        for cell in cells {
            ui.line(&format!(
                "  {}: {} -> {}",
                cell.column,
                shown(&cell.old),
                shown(&cell.new)
            ));
        }
    }
    ui.line(&format!(
        "{} added, {} filled, {} contradicting ({})",
        count(number(|what| matches!(what, What::Added)), "row"),
        number(|what| matches!(what, What::Filled(_))),
        number(|what| matches!(what, What::Contradicting(_))),
        if replace {
            "replaced"
        } else {
            "kept as they are"
        },
    ));
}

fn shown(cell: &str) -> String {
    if cell.is_empty() {
        "(empty)".to_owned()
    } else {
        format!("\u{201C}{cell}\u{201D}")
    }
}

/// What the tables say differently, as findings: a person must decide.
fn contradictions(steps: &[Step], arguments: &Import) -> Findings {
    let mut findings = Findings::new();
    let against = steps
        .iter()
        .filter(|step| matches!(step.what, What::Contradicting(_)));
    let number = against.count();
    if number > 0 && !arguments.replace {
        let message = format!(
            "{} say another thing than the glossary",
            count(number, "row")
        );
        let place = tilmach::diag::Place::file(arguments.file.display().to_string());
        findings.push(
            Finding::error("glossary::import-contradicts", message)
                .at(place)
                .help("the glossary was kept there; decide, or take the new words with --replace"),
        );
    }
    findings
}
