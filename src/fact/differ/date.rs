//! Dates of one event that differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::when::When;
use crate::fact::{Dated, Detail, Difference, Fact, Kind, Sheet, Value};

use super::{Compared, all, difference};

/// What a body does again and again has two dates only if they are so many days apart
/// at most.
const DAYS: i32 = 31;

/// So many days of one event are compared with each other.
const MOST: usize = 366;

pub(super) fn dates(sheets: &[Sheet], into: &mut Compared) {
    let mut events: BTreeMap<(&str, &str), Vec<(&Fact, When)>> = BTreeMap::new();
    for fact in all(sheets) {
        let Detail::Date(dated) = &fact.detail else {
            continue;
        };
        if dated.when == When::default() {
            continue;
        }
        into.differences.extend(weekday(fact, dated));
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
    for ((class, whose), dates) in events {
        let repeated = class == "release";
        // Each day once, however often it is said.
        let known: BTreeSet<When> = dates.iter().map(|(_, when)| *when).collect();
        let others: Vec<When> = known.iter().copied().take(MOST).collect();
        into.skipped += known.len().saturating_sub(MOST);
        let differing: BTreeSet<When> = known
            .into_iter()
            .filter(|one| others.iter().any(|other| differ(*one, *other, repeated)))
            .collect();
        let places = dates.iter().filter(|(_, when)| differing.contains(when));
        let places = places.map(|(fact, when)| (when.to_string(), fact.at.clone()));
        let row = difference(Kind::Date, format!("{whose}: {class}"), places.collect());
        into.differences.extend(row);
    }
}

/// Monday 11 June 2024, which is a Tuesday.
fn weekday(fact: &Fact, dated: &Dated) -> Option<Difference> {
    let own = dated.weekday?;
    let said = Value {
        value: fact.at.words.clone(),
        places: vec![fact.at.clone()],
    };
    let calendar = Value {
        value: format!("{own} {}", fact.value),
        places: Vec::new(),
    };
    Some(Difference {
        kind: Kind::Date,
        what: "day of the week".to_owned(),
        values: vec![said, calendar],
    })
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
