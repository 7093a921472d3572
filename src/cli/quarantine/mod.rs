//! `tilmach quarantine`

mod accept;
pub(crate) mod arguments;
mod list;
mod reject;
mod show;

use serde_json::{Value, json};
use tilmach::diag::{Finding, Findings, Place};
use tilmach::memory::{Exchange, Kept, SqliteStore};
use tilmach::pipeline::quarantine::Decided;

use super::Outcome;
use super::arguments::Common;
use super::ui::{Ui, count};
use arguments::{Quarantine, Step};

pub(crate) fn run(arguments: &Quarantine, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match &arguments.step {
        Step::List(list) => list::run(list, common, ui),
        Step::Show(show) => show::run(show, common, ui),
        Step::Accept(accept) => accept::run(accept, common, ui),
        Step::Reject(reject) => reject::run(reject, common, ui),
    }
}

/// The units of these numbers; a number that no unit has is told.
fn kept(store: &SqliteStore, ids: &[i64], findings: &mut Findings) -> anyhow::Result<Vec<Kept>> {
    let mut units = Vec::new();
    for id in ids {
        match store.kept(*id)? {
            Some(kept) => units.push(kept),
            None => findings.push(
                Finding::error(
                    "quarantine::unknown",
                    format!("no unit that was kept aside has the number {id}"),
                )
                .help("`tilmach quarantine list --all` shows the numbers."),
            ),
        }
    }
    Ok(units)
}

/// What is known of a unit, for programs.
fn record(kept: &Kept) -> Value {
    let unit = &kept.unit;
    let verdict = kept.verdict.as_ref().map(|verdict| {
        json!({
            "accepted": verdict.is_accepted(),
            "identity": verdict.identity,
            "day": verdict.day,
            "by": verdict.by,
            "reason": verdict.reason,
        })
    });
    json!({
        "id": kept.id,
        "export": unit.export,
        "unit": unit.unit,
        "locale": unit.locale,
        "reason": unit.reason,
        "message": unit.message,
        "file": kept.file,
        "line": unit.line,
        "day": kept.day,
        "source": unit.source.to_string(),
        "target": unit.target.to_string(),
        "verdict": verdict,
    })
}

/// Where a unit came in.
fn place(kept: &Kept) -> Place {
    let mut place = Place::default().unit(&kept.unit.unit);
    place.file = Some(kept.file.clone());
    place.line = kept.unit.line;
    place
}

/// What is told of the translation of several units that a tool had joined.
const ANSWERS_NONE: &str =
    "this is one translation for several units; it answers none of them, and all stay open";

/// Whether a tool had joined several units into this one.
fn is_of_several(kept: &Kept) -> bool {
    kept.unit.reason == "import::merged"
}

/// `waiting`, `accepted`, `rejected`.
fn word(kept: &Kept) -> &'static str {
    match &kept.verdict {
        None => "waiting",
        Some(verdict) if verdict.is_accepted() => "accepted",
        Some(_) => "rejected",
    }
}

/// Says how a decision ended, and what stands in its way.
fn tell(decided: &[(Kept, Decided)], findings: &mut Findings, ui: &mut Ui) -> anyhow::Result<()> {
    let mut records = Vec::new();
    let (mut accepted, mut rejected) = (0, 0);
    for (kept, ended) in decided {
        records.push(json!({ "id": kept.id, "unit": kept.unit.unit, "ended": ended }));
        match ended {
            Decided::Accepted { conflicting, .. } => {
                accepted += 1;
                if *conflicting {
                    let message = format!(
                        "number {}: the memory holds another translation here, too; both are kept",
                        kept.id
                    );
                    findings.push(Finding::warning("import::conflict", message).at(place(kept)));
                }
                if is_of_several(kept) {
                    let message = format!("number {}: {ANSWERS_NONE}", kept.id);
                    findings.push(Finding::warning("quarantine::merged", message).at(place(kept)));
                }
            }
            Decided::Rejected => rejected += 1,
            Decided::Refused(finding) => {
                let mut finding = finding.clone();
                finding.message = format!("number {}: {}", kept.id, finding.message);
                findings.push(finding.at(place(kept)));
            }
        }
    }
    ui.json(&json!({ "decided": records, "findings": findings }))?;
    for (number, done) in [(accepted, "accepted"), (rejected, "rejected")] {
        if number > 0 {
            ui.line(&format!("{} {done}", count(number, "unit")));
        }
    }
    Ok(())
}
