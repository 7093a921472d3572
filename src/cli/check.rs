//! `tilmach check`

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde_json::json;
use tilmach::check::{Acceptance, Accepted};
use tilmach::diag::{Finding, Findings};
use tilmach::pipeline::check::{Checked, Expected, Found, Work};
use tilmach::pipeline::disk;

use super::Outcome;
use super::arguments::{Check, CheckStep, CheckTarget, Common};
use super::office::{ACCEPTED, Office, accepted, unreadable};
use super::sarif::sarif;
use super::ui::{Ui, count, table};

pub(crate) fn run(arguments: &Check, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    // Only who looks at translations needs the terms.
    let looks = matches!(arguments.step, None | Some(CheckStep::Accept { .. }));
    let opened = if looks {
        Office::open_with_terms(common, ui)?
    } else {
        Office::open(common, ui)?
    };
    let office = match opened {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    // Who writes the table reads it when nobody else does.
    let writes = matches!(
        arguments.step,
        Some(CheckStep::Accept { .. } | CheckStep::Withdraw { .. })
    );
    let _lock = if writes { Some(office.lock(ui)?) } else { None };
    let Some(step) = &arguments.step else {
        return show(arguments, office, ui);
    };
    let mut findings = Findings::new();
    let accepted = accepted(&mut findings)?;
    match step {
        CheckStep::Accepted => list(&accepted, &findings, ui),
        CheckStep::Withdraw { id } => withdraw(id, accepted, &findings, ui),
        CheckStep::Accept {
            id,
            reason,
            by,
            target,
        } => {
            let by = alias(by.as_deref(), &office)?;
            let found = named_by(id, &look(target, &office)?)?;
            accept(&found, reason, &by, &office, accepted, &findings, ui)
        }
    }
}

/// The finding of that id.
fn named_by(id: &str, checked: &Checked) -> anyhow::Result<Found> {
    let mut found = checked.findings.iter();
    match found.find(|found| found.id.as_deref() == Some(id)) {
        Some(found) => Ok(found.clone()),
        None => {
            bail!("no finding has the id {id}; name the file or --memory as when it was shown")
        }
    }
}

/// Asks the rules about what was named.
fn look(target: &CheckTarget, office: &Office) -> anyhow::Result<Checked> {
    let project = &office.project;
    let mut work = Work::default();
    if target.memory {
        let store = office.reader()?;
        let read = work.memory(&store, &project.targets);
        read.map_err(|error| office.explain(error))?;
    } else {
        let named = !target.files.is_empty();
        let expected = if named {
            Expected::Translated
        } else {
            Expected::InWork
        };
        let files = if named {
            target.files.clone()
        } else {
            packages(&project.out)
        };
        for path in files {
            let name = shown(&path);
            match disk::read(&path) {
                Ok(bytes) => work.read(&name, &bytes, project, expected)?,
                Err(error) => work.findings.push(unreadable(&name, &error)),
            }
        }
    }
    Ok(work.check(&office.standard, target.locale.as_ref()))
}

/// The XLIFF files in the folder for packages. A project for OmegaT has copies of
/// the same packages, and its translations stand elsewhere.
fn packages(out: &str) -> Vec<PathBuf> {
    let (found, _) = disk::files_below(Path::new(out));
    let files = found
        .into_iter()
        .filter(|file| file.name.ends_with(".xlf") && !file.name.starts_with("omegat/"));
    files.map(|file| Path::new(out).join(file.name)).collect()
}

/// How a file is called: as it was named, but without a folder that would tell
/// something of the machine.
fn shown(path: &Path) -> String {
    let name = if path.is_absolute() {
        path.file_name().map_or(path, Path::new)
    } else {
        path
    };
    name.display().to_string()
}

fn show(arguments: &Check, mut office: Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut findings = std::mem::take(&mut office.findings);
    let checked = look(&arguments.target, &office)?;
    let told = |found: &&Found| arguments.all || found.accepted.is_none();
    let mut listed: Vec<Found> = checked.findings.iter().filter(told).cloned().collect();
    listed.extend(findings.iter().map(|finding| Found {
        id: None,
        locale: None,
        accepted: None,
        finding: finding.clone(),
    }));
    // What was accepted is no fault, shown or not.
    for found in &checked.findings {
        if found.accepted.is_none() {
            findings.push(named(found));
        }
    }
    if arguments.sarif {
        ui.raw(&sarif(&listed)?);
        return Ok(ui.outcome(&findings));
    }
    ui.json(&json!({
        "units": checked.units,
        "open": checked.open,
        "accepted": checked.accepted,
        "findings": listed,
    }))?;
    ui.line(&summary(&checked));
    for found in listed.iter().filter(|found| found.accepted.is_some()) {
        let reason = found.accepted.as_deref().unwrap_or_default();
        ui.line(&format!("accepted: {}\n    {reason}", named(found)));
    }
    Ok(ui.findings(&findings))
}

/// The finding with its id behind it.
pub(crate) fn named(found: &Found) -> Finding {
    let mut finding = found.finding.clone();
    if let Some(id) = &found.id {
        let help = finding.help.take().map(|help| format!("{help}  "));
        finding.help = Some(format!("{}[{id}]", help.unwrap_or_default()));
    }
    finding
}

fn summary(checked: &Checked) -> String {
    let mut said = format!("{} checked", count(checked.units, "unit"));
    if checked.open > 0 {
        said.push_str(&format!(", {} not translated yet", checked.open));
    }
    if checked.accepted > 0 {
        said.push_str(&format!(
            ", {} accepted",
            count(checked.accepted, "finding")
        ));
    }
    said.push('.');
    said
}

fn alias(by: Option<&str>, office: &Office) -> anyhow::Result<String> {
    match by {
        Some(by) if !office.project.contributors.iter().any(|known| known == by) => {
            bail!("{by} is not among the contributors in tilmach.toml: add the alias there first")
        }
        by => Ok(by.unwrap_or_default().to_owned()),
    }
}

fn accept(
    found: &Found,
    reason: &str,
    by: &str,
    office: &Office,
    mut accepted: Accepted,
    findings: &Findings,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    if reason.trim().is_empty() {
        bail!("a finding is accepted for a reason: say it with --reason");
    }
    stop_if_damaged(findings)?;
    let acceptance = Acceptance {
        id: found.id.clone().unwrap_or_default(),
        rule: found.finding.code.clone(),
        locale: found.locale.clone().unwrap_or_default(),
        unit: ours(found.finding.place.unit.as_deref()),
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        by: by.to_owned(),
        day: office.day.to_string(),
    };
    ui.json(&acceptance)?;
    ui.line(&format!(
        "{} ({}) is accepted.",
        acceptance.id, acceptance.rule
    ));
    accepted.add(acceptance);
    disk::write(Path::new(ACCEPTED), &accepted.write())?;
    Ok(ui.findings(findings))
}

/// The name of a unit if it is one of ours (`p3.s2`). A foreign file may name
/// its units by anything, text and paths too, which stays out of the table.
fn ours(unit: Option<&str>) -> String {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_ours = |unit: &&str| {
        let parts = unit
            .strip_prefix('p')
            .and_then(|rest| rest.split_once(".s"));
        parts.is_some_and(|(paragraph, segment)| is_number(paragraph) && is_number(segment))
    };
    unit.filter(is_ours).unwrap_or_default().to_owned()
}

/// A table with rows that cannot be read is not written anew: they would be gone.
fn stop_if_damaged(findings: &Findings) -> anyhow::Result<()> {
    match findings.iter().next() {
        Some(finding) => {
            bail!("mend {ACCEPTED} first, or its faulty rows would be lost: {finding}")
        }
        None => Ok(()),
    }
}

fn withdraw(
    id: &str,
    mut accepted: Accepted,
    findings: &Findings,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    stop_if_damaged(findings)?;
    let Some(taken) = accepted.withdraw(id) else {
        bail!("no finding with the id {id} was accepted")
    };
    disk::write(Path::new(ACCEPTED), &accepted.write())?;
    ui.json(&taken)?;
    ui.line(&format!(
        "{} ({}) is accepted no more.",
        taken.id, taken.rule
    ));
    Ok(ui.findings(findings))
}

fn list(accepted: &Accepted, findings: &Findings, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let all: Vec<&Acceptance> = accepted.iter().collect();
    ui.json(&json!({ "accepted": all, "findings": findings }))?;
    let head = ["id", "rule", "language", "unit", "by", "day", "reason"].map(str::to_owned);
    let mut rows = vec![head.to_vec()];
    rows.extend(all.iter().map(|a| {
        [&a.id, &a.rule, &a.locale, &a.unit, &a.by, &a.day, &a.reason]
            .map(Clone::clone)
            .to_vec()
    }));
    if all.is_empty() {
        ui.line("No finding was accepted.");
    } else {
        ui.line(&table(&rows));
    }
    Ok(ui.findings(findings))
}
