//! The fact sheet for people: statement by statement, what differs first.

use std::collections::{BTreeMap, BTreeSet};

use tilmach::fact::{At, Difference, Fact, Kind, Sheet, Value};
use tilmach::pipeline::facts::{Facts, Translated};

use crate::cli::ui::{Ui, count};

/// So many places of one value are shown; --json has them all.
const PLACES: usize = 6;

pub(super) fn show(facts: &Facts, ui: &mut Ui) {
    for sheet in &facts.statements {
        let day = sheet.day.as_ref().map(|day| format!(" (of {day})"));
        ui.line(&format!("{}{}", sheet.statement, day.unwrap_or_default()));
        ui.line("");
        differences(facts, sheet, ui);
        for row in rows(sheet) {
            ui.line(&row);
        }
        ui.line("");
    }
    let beside = count(facts.compared, "other text");
    if facts.compared > 0 {
        ui.line(&format!("Compared with {beside} of the memory."));
    }
    if facts.left_out > 0 {
        let left = count(facts.left_out, "text");
        ui.line(&format!(
            "{left} of the memory were left out: there are too many."
        ));
    }
    if facts.skipped > 0 {
        ui.line(&format!(
            "Not compared with all others: {}. There are too many that might be of the same thing.",
            count(facts.skipped, "value")
        ));
    }
    let total = facts.differences.len() + facts.translations.len();
    ui.line(&format!(
        "{}. Which value is true is not said here.",
        count(total, "difference")
    ));
}

fn differences(facts: &Facts, sheet: &Sheet, ui: &mut Ui) {
    let here = |at: &At| at.statement == sheet.statement;
    let own = facts
        .differences
        .iter()
        .filter(|row| row.values.iter().flat_map(|value| &value.places).any(&here));
    let of_translations = facts.translations.iter().filter(|row| here(&row.at));
    let mut none = true;
    for row in own {
        none = false;
        ui.line(&format!("  {}", told(row, &sheet.statement)));
    }
    for row in of_translations {
        none = false;
        ui.line(&format!("  {}", translated(row)));
    }
    if none {
        ui.line("  Nothing differs.");
    }
    ui.line("");
}

/// `number: 120 (line 28) — 126 (b.txt, line 26): people`.
fn told(row: &Difference, statement: &str) -> String {
    let source = match row.kind {
        Kind::Date => "the calendar",
        _ => "the glossary",
    };
    let values = row.values.iter().map(|one| value(one, statement, source));
    let values: Vec<String> = values.collect();
    let what = match row.what.as_str() {
        "" => String::new(),
        what => format!(": {what}"),
    };
    format!("{}: {}{what}", row.kind.as_str(), values.join(" — "))
}

fn value(value: &Value, statement: &str, source: &str) -> String {
    if value.places.is_empty() {
        return format!("{} ({source})", value.value);
    }
    let mut by_statement: BTreeMap<&str, Vec<&At>> = BTreeMap::new();
    for at in &value.places {
        by_statement.entry(&at.statement).or_default().push(at);
    }
    let mut places: Vec<String> = Vec::new();
    for (name, ats) in &by_statement {
        let lines = lines(ats);
        match *name == statement {
            true => places.insert(0, lines),
            false => places.push(format!("{name}, {lines}")),
        }
    }
    let left = places.len().saturating_sub(PLACES);
    places.truncate(PLACES);
    if left > 0 {
        places.push(format!("and {left} more"));
    }
    format!("{} ({})", value.value, places.join("; "))
}

/// `line 4, line 9 quoting Ana Roe`.
fn lines(places: &[&At]) -> String {
    let told: BTreeSet<(u64, String)> = places.iter().map(|at| (at.line, quoted(at))).collect();
    let shown = told
        .iter()
        .take(PLACES)
        .map(|(line, quoted)| format!("line {line}{quoted}"));
    let mut shown: Vec<String> = shown.collect();
    if told.len() > PLACES {
        shown.push(format!("and {} more", told.len() - PLACES));
    }
    shown.join(", ")
}

fn quoted(at: &At) -> String {
    match (&at.speaker, at.quoted) {
        (Some(speaker), true) => format!(" quoting {speaker}"),
        (None, true) => " in a quotation".to_owned(),
        (_, false) => String::new(),
    }
}

fn translated(row: &Translated) -> String {
    let place = format!("line {}, {}", row.at.line, row.at.unit);
    let held = if row.held { ", held back" } else { "" };
    if row.kind == Kind::Name {
        let elsewhere = row.elsewhere.iter().map(|one| {
            let first = one.places.first();
            let first = first.map(|at| format!(" ({}, {})", at.statement, at.unit));
            format!("{}{}", one.value, first.unwrap_or_default())
        });
        let elsewhere: Vec<String> = elsewhere.collect();
        return format!(
            "{}: name: {} is {} ({place}{held}) — {}",
            row.locale,
            row.source.join(", "),
            row.target.join(", "),
            elsewhere.join(" — ")
        );
    }
    let side = |list: &[String]| match list.is_empty() {
        true => "nothing".to_owned(),
        false => list.join(", "),
    };
    format!(
        "{}: {}: {} in the source — {} in the translation ({place}{held})",
        row.locale,
        row.kind.as_str(),
        side(&row.source),
        side(&row.target)
    )
}

/// A line for each value: its kind, the value, how it is written if that is another
/// thing, where. A value may be long, so there are no columns.
fn rows(sheet: &Sheet) -> Vec<String> {
    let mut values: BTreeMap<(Kind, &str), Vec<&Fact>> = BTreeMap::new();
    for fact in &sheet.facts {
        values
            .entry((fact.kind, &fact.value))
            .or_default()
            .push(fact);
    }
    let mut rows = Vec::new();
    let mut values: Vec<((Kind, &str), Vec<&Fact>)> = values.into_iter().collect();
    values.sort_by_key(|((kind, _), facts)| {
        (
            *kind,
            facts.first().map(|fact| (fact.at.line, fact.at.column)),
        )
    });
    for ((kind, value), facts) in values {
        let written: BTreeSet<&str> = facts.iter().map(|fact| fact.at.words.as_str()).collect();
        let written: Vec<&str> = written.into_iter().take(3).collect();
        let meant: BTreeSet<&str> = facts
            .iter()
            .filter_map(|fact| fact.meant.as_deref())
            .collect();
        let meant: Vec<&str> = meant.into_iter().collect();
        let value = match meant.is_empty() {
            true => value.to_owned(),
            false => format!("{value} = {}", meant.join(", ")),
        };
        let places: Vec<&At> = facts.iter().map(|fact| &fact.at).collect();
        let written = beside(&written, value.as_str());
        rows.push(format!(
            "  {:<7} {value}{written}: {}",
            kind.as_str(),
            lines(&places)
        ));
    }
    rows
}

/// How a value is written, if that is another thing.
fn beside(written: &[&str], value: &str) -> String {
    match written {
        [one] if value == *one => String::new(),
        _ => format!(" [{}]", written.join(" / ")),
    }
}
