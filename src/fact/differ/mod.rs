//! Values that differ although they seem to be of one thing.
//!
//! Every rule says by what it takes two values for one thing; what is not plainly of
//! one thing is left alone. A row that is wrong costs an editor more than one that is
//! missing: nobody reads a list that cries wolf.

mod date;
mod event;
mod group;
mod name;
mod number;
mod spelling;
mod title;

use std::collections::BTreeMap;

use super::{At, Compared, Difference, Fact, Kind, Sheet, Value};

pub(super) use event::events;

/// What differs between statements and inside of them: numbers of one thing, dates of
/// one event, spellings of one name, titles of one person, spellings of one word, in
/// this order. Takes time in proportion to the facts.
pub fn differences(sheets: &[Sheet]) -> Compared {
    let mut found = Compared::default();
    number::numbers(sheets, &mut found);
    date::dates(sheets, &mut found);
    name::names(sheets, &mut found);
    title::titles(sheets, &mut found);
    found.differences.extend(spelling::spellings(sheets));
    found
}

/// Values with their places in the order of their first ones. None if all are equal.
fn difference(kind: Kind, what: String, places: Vec<(String, At)>) -> Option<Difference> {
    let mut values: Vec<Value> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (value, at) in places {
        let place = known.get(&value).and_then(|place| values.get_mut(*place));
        match place {
            Some(place) => place.places.push(at),
            None => {
                known.insert(value.clone(), values.len());
                values.push(Value {
                    value,
                    places: vec![at],
                });
            }
        }
    }
    (values.len() > 1).then_some(Difference { kind, what, values })
}

/// All facts of all statements.
fn all(sheets: &[Sheet]) -> impl Iterator<Item = &Fact> {
    sheets.iter().flat_map(|sheet| &sheet.facts)
}
