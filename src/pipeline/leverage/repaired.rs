//! A suggestion with the numbers, dates and names of this very sentence.

use std::collections::BTreeSet;

use crate::model::{Match, MatchKind, State};
use crate::text::repair::{Exchanged, Held, repair};

use super::{LookUp, Shelf};

/// Puts the repaired form of the best suggestion that has one before that suggestion,
/// which stays: the one is beyond their number. What is told of it at the segment; none
/// if nothing can be repaired.
pub(super) fn offer<S: Shelf + ?Sized>(
    matches: &mut Vec<Match>,
    look_up: &LookUp<'_, S>,
) -> Option<String> {
    let wanted = look_up.source;
    let source = &look_up.desk.project.source;
    let candidates = matches.iter().enumerate();
    let (at, found, done) = candidates
        .filter(|(_, found)| found.kind == MatchKind::Fuzzy)
        .find_map(|(at, found)| {
            let held = Held {
                source: &found.source,
                target: &found.target,
            };
            let done = repair(held, wanted, source, look_up.target).ok()?;
            Some((at, found, done))
        })?;
    // What the memory holds already was not made here.
    if matches.iter().any(|found| found.target == done.target) {
        return None;
    }
    let repaired = Match {
        kind: MatchKind::Repaired,
        source: wanted.clone(),
        target: done.target,
        state: State::Initial,
        ..found.clone()
    };
    matches.insert(at, repaired);
    Some(note(&done.exchanged))
}

/// What the translator is told. Which of the suggestions it is, its origin says: their
/// order is not settled yet, and tools have one of their own.
fn note(exchanged: &BTreeSet<Exchanged>) -> String {
    let things = exchanged.iter().map(|thing| match thing {
        Exchanged::Numbers => "numbers",
        Exchanged::Dates => "dates",
        Exchanged::Names => "names",
    });
    let things: Vec<&str> = things.collect();
    format!(
        "The suggestion marked as repaired: {} of this sentence were put into the translation of \
         another one by tilmach. Please check them and the endings on them.",
        things.join(", ")
    )
}
