//! Dates of one event that differ.

use std::collections::BTreeMap;

use crate::fact::when::When;
use crate::fact::{Detail, Difference, Fact, Kind, Sheet};

use super::{all, difference};

/// What a body does again and again has two dates only if they are so many days apart
/// at most.
const DAYS: i32 = 31;

pub(super) fn dates(sheets: &[Sheet]) -> Vec<Difference> {
    let mut events: BTreeMap<(&str, &str), Vec<(&Fact, When)>> = BTreeMap::new();
    for fact in all(sheets) {
        let Detail::Date(dated) = &fact.detail else {
            continue;
        };
        if dated.when == When::default() {
            continue;
        }
        for (class, whose) in &dated.events {
            // A day that is only to be understood must be understood whole.
            let clear = !dated.relative || dated.when.month.is_some();
            if clear {
                events
                    .entry((class, whose))
                    .or_default()
                    .push((fact, dated.when));
            }
        }
    }
    let found = events.into_iter().filter_map(|((class, whose), dates)| {
        let repeated = class == "release";
        let differing = dates.iter().filter(|(_, one)| {
            dates
                .iter()
                .take(64)
                .any(|(_, other)| differ(*one, *other, repeated))
        });
        let places = differing.map(|(fact, when)| (when.to_string(), fact.at.clone()));
        difference(Kind::Date, format!("{whose}: {class}"), places.collect())
    });
    found.collect()
}

fn differ(one: When, other: When, repeated: bool) -> bool {
    if one.agrees(other) {
        return false;
    }
    if !repeated {
        return true;
    }
    match (one.date(), other.date()) {
        (Some(one), Some(other)) => {
            let days = one
                .since(other)
                .map(|span| span.get_days().abs())
                .unwrap_or(i32::MAX);
            days <= DAYS
        }
        _ => false,
    }
}
