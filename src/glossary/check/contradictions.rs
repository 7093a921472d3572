//! Decisions that cannot be followed together.

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings};
use crate::model::Usage;
use crate::text::fold::fold;

use super::{Row, Rows};

/// Two preferred terms of one concept and language, and one term that is both
/// to be used and not. Seen with the eyes of every house profile: its own row
/// stands in place of the general one for the same term.
pub(super) fn rule(rows: &Rows<'_>, findings: &mut Findings) {
    for of_concept in rows.values() {
        let mut told = BTreeSet::new();
        let profiles: BTreeSet<&str> = of_concept
            .iter()
            .map(|row| row.term.profile.as_str())
            .collect();
        for profile in profiles {
            let seen = seen_by(of_concept, profile);
            for (second, first) in pairs(&seen) {
                if let Some(finding) = judge(first, second, profile)
                    && told.insert((first.place().to_string(), second.place().to_string()))
                {
                    findings.push(finding);
                }
            }
        }
    }
}

/// The rows that a profile goes by.
fn seen_by<'a>(rows: &[Row<'a>], profile: &str) -> Vec<Row<'a>> {
    let key = |row: &Row<'a>| (&row.term.locale, row.term.text.as_str());
    let own: BTreeSet<_> = rows
        .iter()
        .filter(|row| row.term.profile == profile)
        .map(key)
        .collect();
    rows.iter()
        .filter(|row| {
            let general = row.term.profile.is_empty() && !own.contains(&key(row));
            !row.term.text.is_empty() && (row.term.profile == profile || general)
        })
        .copied()
        .collect()
}

/// Every two rows of one language that hold in one place on one day.
fn pairs<'r, 'a>(rows: &'r [Row<'a>]) -> impl Iterator<Item = (&'r Row<'a>, &'r Row<'a>)> {
    rows.iter().enumerate().flat_map(move |(place, second)| {
        let before = rows.get(..place).unwrap_or_default().iter();
        before
            .filter(|first| {
                first.term.locale == second.term.locale
                    && first.term.scope.meets(second.term.scope)
                    && first.term.validity.meets(second.term.validity)
            })
            .map(move |first| (second, first))
    })
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
