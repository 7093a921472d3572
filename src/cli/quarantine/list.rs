//! `tilmach quarantine list`

use serde_json::{Value, json};
use tilmach::diag::shown;
use tilmach::memory::{Exchange, Kept, KeptFilter, SqliteStore};
use tilmach::model::Locale;
use tilmach::pipeline::quarantine::{Conflict, conflicts};

use super::arguments::List;
use super::{record, word};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &List, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let store = office.reader()?;
    let all = wanted(arguments, &store)?;
    let conflicting = match &arguments.export {
        None => conflicts(&store, arguments.target.as_ref())?,
        Some(_) => Vec::new(),
    };
    let count_of = |asked: &str| all.iter().filter(|kept| word(kept) == asked).count();
    let counts = ["waiting", "accepted", "rejected"].map(|asked| (asked, count_of(asked)));
    let listed: Vec<&Kept> = all
        .iter()
        .filter(|kept| arguments.all || kept.verdict.is_none())
        .collect();
    ui.json(&json!({
        "kept": all.len(),
        "waiting": count_of("waiting"),
        "accepted": count_of("accepted"),
        "rejected": count_of("rejected"),
        "units": listed.iter().map(|kept| record(kept)).collect::<Vec<_>>(),
        "conflicts": conflicting.iter().map(conflict).collect::<Vec<_>>(),
    }))?;
    let sum = counts.map(|(asked, number)| format!("{number} {asked}"));
    let sum = format!(
        "{} kept aside: {}",
        count(all.len(), "unit"),
        sum.join(", ")
    );
    tell(&listed, &sum, &conflicting, ui);
    Ok(Outcome::Clean)
}

/// What was kept aside, as narrow as it is asked. A file writes its language as it
/// likes: ug-CN is ug.
fn wanted(arguments: &List, store: &SqliteStore) -> anyhow::Result<Vec<Kept>> {
    let filter = KeptFilter {
        export: arguments.export.clone(),
        locale: None,
        decided: true,
    };
    let mut all = store.quarantined(&filter)?;
    all.retain(|kept| match &arguments.target {
        Some(target) => kept.unit.locale.parse::<Locale>().as_ref() == Ok(target),
        None => true,
    });
    Ok(all)
}

fn tell(listed: &[&Kept], sum: &str, conflicting: &[Conflict], ui: &mut Ui) {
    let mut out = String::new();
    for kept in listed {
        lines(kept, ui, &mut out);
    }
    ui.add_line(&mut out, sum);
    for one in conflicting {
        tell_conflict(one, ui, &mut out);
    }
    ui.raw(&out);
}

/// Two lines for each: where it is from, and why it waits.
fn lines(kept: &Kept, ui: &Ui, out: &mut String) {
    let unit = &kept.unit;
    let line = unit.line.map(|line| format!(":{line}")).unwrap_or_default();
    let decided = match word(kept) {
        "waiting" => String::new(),
        decided => format!("  [{decided}]"),
    };
    let head = format!(
        "{}  {}  {}  {}{line}  {}{decided}",
        kept.id,
        shown(&unit.locale),
        shown(&unit.unit),
        shown(&kept.file),
        kept.day
    );
    ui.add_line(out, &head);
    let why = if unit.message.is_empty() {
        unit.reason.clone()
    } else {
        format!("{}: {}", unit.reason, shown(&unit.message))
    };
    ui.add_line(out, &format!("    {why}"));
}

fn conflict(one: &Conflict) -> Value {
    let variants: Vec<Value> = one
        .variants
        .iter()
        .map(|variant| {
            json!({
                "identity": variant.identity(),
                "target": variant.target.to_string(),
                "state": variant.state,
                "file": variant.origin.file,
                "export": variant.origin.export,
                "day": variant.added,
            })
        })
        .collect();
    json!({
        "locale": one.locale.to_string(),
        "source": one.source.to_string(),
        "place": one.place,
        "translations": variants,
    })
}

/// Each translation on a line of its own: many are written right to left.
fn tell_conflict(one: &Conflict, ui: &Ui, out: &mut String) {
    let head = format!(
        "conflict  {}  {} of one sentence in one place",
        one.locale,
        count(one.variants.len(), "translation")
    );
    ui.add_line(out, &head);
    ui.add_line(out, &format!("    {}", one.source));
    for variant in &one.variants {
        let from = shown(&variant.origin.file);
        ui.add_line(
            out,
            &format!("    {}, {from}, {}:", variant.state, variant.added),
        );
        ui.add_line(out, &format!("    {}", variant.target));
    }
}
