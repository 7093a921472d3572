//! `tilmach glossary sign`

use std::path::Path;

use anyhow::{Context, bail};
use serde_json::json;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::glossary::sign;
use tilmach::model::{Concept, SignOff, Term, Usage};
use tilmach::pipeline::disk;
use tilmach::project::nearest;

use super::arguments::Sign;
use super::{named, recorded};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Sign, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    office.knows(Some(&arguments.by))?;
    let _lock = office.lock(ui)?;
    // Somebody may have written a table while this waited.
    office.read_again()?;
    let concept = named(&office.glossary, &arguments.concept)?.clone();
    let mut findings = std::mem::take(&mut office.findings);
    let mut told = Vec::new();
    let terms = chosen(arguments, &concept, &office, &mut findings, &mut told)?;
    let sign_off = given(arguments, &office);
    let wanted = (!arguments.withdraw).then_some(&sign_off);
    let written = tables(arguments, &office, &terms, wanted, &mut told)?;
    for term in &terms {
        told.push(line(arguments, term, &place(&office, &concept, term)));
    }
    unbinding(arguments, &concept, &terms, &office, &mut findings);
    if !arguments.dry_run && !written.is_empty() {
        write(&mut office, &written)?;
    }
    json(arguments, &terms, wanted, &written, &findings, ui)?;
    for line in told {
        ui.line(&line);
    }
    if arguments.dry_run {
        ui.line("Nothing was written (--dry-run).");
    }
    Ok(ui.findings(&findings))
}

fn given(arguments: &Sign, office: &Office) -> SignOff {
    SignOff {
        by: arguments.by.clone(),
        on: office.day,
        reason: arguments
            .reason
            .clone()
            .unwrap_or_default()
            .trim()
            .to_owned(),
    }
}

fn write(office: &mut Office, written: &[(String, Vec<u8>)]) -> anyhow::Result<()> {
    recorded(office, |_| {
        for (name, bytes) in written {
            disk::write(Path::new(name), bytes)?;
        }
        Ok(())
    })
}

fn json(
    arguments: &Sign,
    terms: &[Term],
    sign_off: Option<&SignOff>,
    written: &[(String, Vec<u8>)],
    findings: &Findings,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let signed =
        |one: &SignOff| json!({ "by": one.by, "on": one.on.to_string(), "reason": one.reason });
    ui.json(&json!({
        "concept": arguments.concept,
        "locale": arguments.locale,
        "terms": terms.iter().map(|term| &term.text).collect::<Vec<_>>(),
        "sign_off": sign_off.map(signed),
        "written": written.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "dry_run": arguments.dry_run,
        "findings": findings,
    }))
}

/// The terms whose sign-off will be another one.
fn chosen(
    arguments: &Sign,
    concept: &Concept,
    office: &Office,
    findings: &mut Findings,
    told: &mut Vec<String>,
) -> anyhow::Result<Vec<Term>> {
    let terms = in_force(arguments, concept, office)?;
    let mut chosen = Vec::new();
    for term in terms {
        match (&term.sign_off, arguments.withdraw) {
            (None, false) => chosen.push(term),
            (Some(_), false) if arguments.replace => chosen.push(term),
            (Some(known), false) => {
                told.push(format!(
                    "{}: signed off by {} on {} already",
                    term.text, known.by, known.on
                ));
                findings.push(already(&term, place(office, concept, &term)));
            }
            (None, true) => told.push(format!(
                "{}: not signed off; nothing to withdraw",
                term.text
            )),
            (Some(known), true) if known.by == arguments.by => chosen.push(term),
            (Some(known), true) => {
                bail!(
                    "{} was signed off by {}: only that alias withdraws it",
                    term.text,
                    known.by
                )
            }
        }
    }
    Ok(chosen)
}

fn already(term: &Term, place: Place) -> Finding {
    let message = format!("{} is signed off already, and was left as it is", term.text);
    Finding::note("glossary::signed-already", message)
        .at(place)
        .help("--replace puts the new sign-off in its place")
}

/// The terms in force that were asked for.
fn in_force(arguments: &Sign, concept: &Concept, office: &Office) -> anyhow::Result<Vec<Term>> {
    let own = office.in_force.get(&concept.id);
    let mut terms: Vec<Term> = own
        .into_iter()
        .flat_map(|one| one.terms_in(&arguments.locale))
        .filter(|term| term.usage != Usage::Missing)
        .cloned()
        .collect();
    if terms.is_empty() {
        bail!(
            "nothing is decided about {} in {}: there is no term in force to sign",
            concept.id,
            arguments.locale
        );
    }
    if let Some(wanted) = &arguments.term {
        let known: Vec<String> = terms.iter().map(|term| term.text.clone()).collect();
        terms.retain(|term| term.text == *wanted);
        if terms.is_empty() {
            let near = nearest(wanted, known.iter().map(String::as_str));
            let hint =
                near.map_or_else(|| known.join(", "), |near| format!("did you mean {near}?"));
            bail!("{wanted} is no term in force of {}: {hint}", concept.id);
        }
    }
    Ok(terms)
}

/// The tables that change, with their new bytes.
fn tables(
    arguments: &Sign,
    office: &Office,
    terms: &[Term],
    sign_off: Option<&SignOff>,
    told: &mut Vec<String>,
) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let mut written = Vec::new();
    if terms.is_empty() {
        return Ok(written);
    }
    for name in &office.project.glossaries {
        let bytes = disk::read_glossary(Path::new(name))?;
        let signed = sign(&bytes, &arguments.concept, terms, sign_off)
            .with_context(|| format!("{name}: nothing was written"))?;
        if signed.rows == 0 {
            continue;
        }
        if !signed.added.is_empty() {
            told.push(format!(
                "{name}: {} added at the right edge of the table ({})",
                count(signed.added.len(), "column"),
                signed.added.join(", ")
            ));
        }
        told.push(format!(
            "{name}: {} changed, in the cells of the sign-off alone",
            count(signed.rows, "row")
        ));
        written.push((name.clone(), signed.bytes));
    }
    Ok(written)
}

/// Where a term stands in the tables, in the first of them that has it.
fn place(office: &Office, concept: &Concept, term: &Term) -> Place {
    let mut sheets = office.sheets.iter();
    let found = sheets.find_map(|(name, sheet)| {
        let mut place = sheet.place(&concept.id, term);
        place.line?;
        place.file = Some(name.clone());
        Some(place)
    });
    found.unwrap_or_default()
}

/// Which row it is, who answers for it, and what that means from now on.
fn line(arguments: &Sign, term: &Term, place: &Place) -> String {
    let (done, who) = match arguments.withdraw {
        true => ("no longer signed off", ""),
        false => ("signed off by ", arguments.by.as_str()),
    };
    let row = place
        .line
        .map_or_else(String::new, |line| format!(", line {line}"));
    let means = match (term.is_attested(), arguments.withdraw) {
        (true, false) => meaning(term.usage),
        (true, true) => "Attested and not signed off: what goes against it is a warning again.",
        (false, _) => "Not attested: it weighs as much as before.",
    };
    format!(
        "{} {} ({}{row}): {done}{who}. {means}",
        term.locale,
        term.text,
        term.usage.as_str()
    )
}

/// What a term weighs that is attested and signed off.
fn meaning(usage: Usage) -> &'static str {
    match usage {
        Usage::Forbidden => {
            "Attested and signed off: from now on a translation that uses it is an error."
        }
        Usage::Deprecated => {
            "Attested and signed off: a translation that uses it is a warning, as before."
        }
        _ => {
            "Attested and signed off: from now on a translation that goes against it is an error \
             (a warning where the source is one common word)."
        }
    }
}

/// What is signed off and not attested weighs no more than before.
fn unbinding(
    arguments: &Sign,
    concept: &Concept,
    terms: &[Term],
    office: &Office,
    findings: &mut Findings,
) {
    let signed = terms.iter().filter(|_| !arguments.withdraw);
    for term in signed.filter(|term| !term.is_attested()) {
        let message = format!(
            "{} is signed off and not attested: only terms that are both may cause errors",
            term.text
        );
        findings.push(
            Finding::note("glossary::signed-unattested", message)
                .at(place(office, concept, term))
                .help("write into `status` where the word was seen: attested: ..."),
        );
    }
}
