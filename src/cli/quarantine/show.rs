//! `tilmach quarantine show`

use serde_json::{Value, json};
use tilmach::diag::{Findings, shown};
use tilmach::memory::{Kept, Quarantined, Verdict};
use tilmach::pipeline::quarantine::{Sent, sent};

use super::arguments::Show;
use super::{ANSWERS_NONE, is_of_several, kept, record, word};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::Ui;

pub(super) fn run(arguments: &Show, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    let store = office.reader()?;
    let mut findings = Findings::new();
    let (mut out, mut records) = (String::new(), Vec::new());
    for kept in kept(&store, &arguments.ids, &mut findings)? {
        let sent = sent(&store, &kept)?;
        show(&kept, &sent, ui, &mut out);
        let mut value = record(&kept);
        if let Value::Object(fields) = &mut value {
            fields.insert("sent".to_owned(), sent.iter().map(of_sent).collect());
        }
        records.push(value);
    }
    ui.json(&json!({ "units": records, "findings": findings }))?;
    ui.raw(&out);
    Ok(ui.findings(&findings))
}

fn of_sent(sent: &Sent) -> Value {
    json!({
        "unit": sent.unit,
        "source": sent.source.to_string(),
        "target": sent.target.as_ref().map(ToString::to_string),
    })
}

/// Every text on a line of its own: many are written right to left.
fn show(kept: &Kept, sent: &[Sent], ui: &Ui, out: &mut String) {
    let unit = &kept.unit;
    let mut line = |text: &str| ui.add_line(out, text);
    line(&format!(
        "{}  {}  {}  [{}]",
        kept.id,
        shown(&unit.locale),
        shown(&unit.unit),
        word(kept)
    ));
    let at = unit
        .line
        .map(|line| format!(", line {line}"))
        .unwrap_or_default();
    let export = match &unit.export {
        Some(export) => format!(", export {}", shown(export)),
        None => String::new(),
    };
    line(&format!(
        "  came in {}{at} on {}{export}",
        shown(&kept.file),
        kept.day
    ));
    line(&format!("  {}: {}", unit.reason, shown(&unit.message)));
    if is_of_several(kept) {
        line(&format!("  {ANSWERS_NONE}"));
    }
    for text in sources(unit, sent) {
        line(&text);
    }
    for target in sent.iter().filter_map(|one| one.target.as_ref()) {
        line("  translation, sent:");
        line(&format!("    {target}"));
    }
    line("  translation, returned:");
    line(&format!("    {}", unit.target));
    if let Some(verdict) = &kept.verdict {
        line(&decision(word(kept), verdict));
    }
}

fn decision(word: &str, verdict: &Verdict) -> String {
    let by = verdict.by.as_deref().map(|by| format!(" by {by}"));
    let why = verdict
        .reason
        .as_deref()
        .map(|why| format!(": {}", shown(why)));
    format!(
        "  {word} on {}{}{}",
        verdict.day,
        by.unwrap_or_default(),
        why.unwrap_or_default()
    )
}

/// The source, or both where they differ.
fn sources(unit: &Quarantined, sent: &[Sent]) -> Vec<String> {
    let back = unit.source.to_string();
    let whole: Vec<String> = sent.iter().map(|one| one.source.to_string()).collect();
    let whole = whole.join(" ");
    if sent.is_empty() {
        let nothing = "  nothing like it was sent from here".to_owned();
        return vec![
            nothing,
            "  source, returned:".to_owned(),
            format!("    {back}"),
        ];
    }
    if whole == back {
        return vec!["  source:".to_owned(), format!("    {back}")];
    }
    let (sent, back) = marked(&whole, &back);
    vec![
        "  source, sent:".to_owned(),
        format!("    {sent}"),
        "  source, returned:".to_owned(),
        format!("    {back}"),
    ]
}

/// Two texts with the words between which they differ in ⟦ ⟧.
fn marked(left: &str, right: &str) -> (String, String) {
    let split =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (one, other) = (split(left), split(right));
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let least = one.len().min(other.len()) - same;
    let pairs = one.iter().rev().zip(other.iter().rev());
    let last = pairs.take(least).take_while(|(a, b)| a == b).count();
    let mark = |words: &[String]| {
        let (before, rest) = words.split_at_checked(same).unwrap_or((words, &[]));
        let cut = rest.len().saturating_sub(last);
        let (middle, after) = rest.split_at_checked(cut).unwrap_or((rest, &[]));
        let middle = format!("⟦{}⟧", middle.join(" "));
        let parts = [before.join(" "), middle, after.join(" ")];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    (mark(&one), mark(&other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_marked() {
        let (left, right) = marked("They met on Sunday at noon.", "They met on Monday at noon.");
        assert_eq!(left, "They met on ⟦Sunday⟧ at noon.");
        assert_eq!(right, "They met on ⟦Monday⟧ at noon.");
        let (left, right) = marked("One two.", "One two. And more.");
        assert_eq!(
            (left.as_str(), right.as_str()),
            ("One two. ⟦⟧", "One two. ⟦And more.⟧")
        );
        assert_eq!(marked("", "a"), ("⟦⟧".to_owned(), "⟦a⟧".to_owned()));
    }
}
