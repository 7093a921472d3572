//! Decisions that cannot be followed together.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Findings};
use crate::model::{Day, Locale, Usage};
use crate::text::fold::fold;

use super::{Row, Rows};

/// So many house profiles are looked at in one concept; no desk has more.
const MOST_PROFILES: usize = 64;

/// A row is compared with so many before it: whoever has corrected those asks
/// again.
const MOST_COMPARED: usize = 16;

/// Two preferred terms of one concept and language, and one term that is both
/// to be used and not. Seen with the eyes of every house profile: its own row
/// stands in place of the general one for the same term.
pub(super) fn rule(rows: &Rows<'_>, today: Day, findings: &mut Findings) {
    for of_concept in rows.values() {
        let mut told = BTreeSet::new();
        let profiles: BTreeSet<&str> = of_concept
            .iter()
            .map(|row| row.term.profile.as_str())
            .collect();
        for profile in profiles.into_iter().take(MOST_PROFILES) {
            for [first, second] in pairs(&seen_by(of_concept, profile, today)) {
                if let Some(finding) = judge(&first, &second, profile)
                    && told.insert((first.place().to_string(), second.place().to_string()))
                {
                    findings.push(finding);
                }
            }
        }
    }
}

/// The rows that a profile goes by; what has ended contradicts nothing.
fn seen_by<'a>(rows: &[Row<'a>], profile: &str, today: Day) -> Vec<Row<'a>> {
    let key = |row: &Row<'a>| (&row.term.locale, row.term.text.as_str());
    let own: BTreeSet<_> = rows
        .iter()
        .filter(|row| row.term.profile == profile)
        .map(key)
        .collect();
    rows.iter()
        .filter(|row| {
            let general = row.term.profile.is_empty() && !own.contains(&key(row));
            let lasts = !row.term.validity.has_ended(today);
            lasts && !row.term.text.is_empty() && (row.term.profile == profile || general)
        })
        .copied()
        .collect()
}

/// Rows that may contradict each other, two at a time: those of one term, and
/// the preferred ones of one language, if they hold in one place on one day.
fn pairs<'a>(rows: &[Row<'a>]) -> Vec<[Row<'a>; 2]> {
    let mut groups: BTreeMap<(&Locale, Option<String>), Vec<Row<'a>>> = BTreeMap::new();
    for row in rows {
        let locale = &row.term.locale;
        let folded = fold(&row.term.text, locale);
        groups.entry((locale, Some(folded))).or_default().push(*row);
        if row.term.usage == Usage::Preferred {
            groups.entry((locale, None)).or_default().push(*row);
        }
    }
    let mut pairs = Vec::new();
    for group in groups.values() {
        for (place, second) in group.iter().enumerate() {
            let before = group.get(..place).unwrap_or_default();
            for first in before.iter().take(MOST_COMPARED) {
                let meets = first.term.scope.meets(second.term.scope)
                    && first.term.validity.meets(second.term.validity);
                if meets {
                    pairs.push([*first, *second]);
                }
            }
        }
    }
    pairs
}

fn judge(first: &Row<'_>, second: &Row<'_>, profile: &str) -> Option<Finding> {
    let other = format!(
        "the other row is {}: \u{201C}{}\u{201D} ({}, {})",
        first.place(),
        first.term.text,
        first.term.usage.as_str(),
        first.term.whose()
    );
    let same =
        fold(&first.term.text, &first.term.locale) == fold(&second.term.text, &second.term.locale);
    if same && first.term.is_usable() != second.term.is_usable() {
        let message = "a term is both to be used and not";
        let finding = Finding::error("glossary::wanted-and-unwanted", message);
        return Some(second.finding(finding).help(other));
    }
    let both = [first, second].map(|row| row.term.usage) == [Usage::Preferred; 2];
    if both && !same {
        let message = if profile.is_empty() {
            "there are two preferred terms".to_owned()
        } else {
            format!("there are two preferred terms for the profile {profile}")
        };
        let finding = Finding::warning("glossary::two-preferred", message);
        return Some(second.finding(finding).help(other));
    }
    None
}
