use std::collections::BTreeSet;

use crate::model::{Context, Locale, Origin, OriginKind, State, Variant};

use super::super::xml::{Event, Failure, Reader, push_text};
use super::{Tuv, Unit};

/// The properties of a variant, in the order in which they are written.
pub(super) fn of(variant: &Variant) -> Vec<(&'static str, String)> {
    let origin = &variant.origin;
    let mut list = vec![
        ("x-state", variant.state.as_str().to_owned()),
        ("x-origin", origin.kind.as_str().to_owned()),
        ("x-document", origin.file.clone()),
    ];
    list.extend(origin.export.clone().map(|export| ("x-export", export)));
    list.extend(origin.unit.clone().map(|unit| ("x-unit", unit)));
    if variant.superseded {
        list.push(("x-superseded", "yes".to_owned()));
    }
    if !variant.marks.is_empty() {
        let marks: Vec<&str> = variant.marks.iter().map(String::as_str).collect();
        list.push(("x-marks", marks.join(" ")));
    }
    for context in &variant.contexts {
        list.push(("x-context-pre", wrapped(context.previous.as_deref())));
        list.push(("x-context-post", wrapped(context.next.as_deref())));
    }
    list
}

/// memoQ's form of a neighbour: a segment as text. Empty at the edge of a
/// document, which is not the same as an empty segment.
fn wrapped(neighbour: Option<&str>) -> String {
    let Some(text) = neighbour else {
        return String::new();
    };
    let mut wrapped = String::from("<seg>");
    push_text(&mut wrapped, text);
    wrapped.push_str("</seg>");
    wrapped
}

/// The text of a neighbour, from memoQ's form or plain.
fn unwrapped(property: &str) -> Option<String> {
    if property.is_empty() {
        return None;
    }
    if !property.starts_with("<seg") {
        return Some(property.to_owned());
    }
    // A neighbour that is not well-formed is still a neighbour.
    Some(text_of(property).unwrap_or_else(|_| property.to_owned()))
}

fn text_of(fragment: &str) -> Result<String, Failure> {
    let mut xml = Reader::new(fragment.as_bytes());
    let mut text = String::new();
    loop {
        match xml.next_event()? {
            Event::Text(part) => text.push_str(&part),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// `YYYYMMDDT000000Z` for a day `YYYY-MM-DD`: days, never hours, which would
/// tell who works at night.
pub(super) fn stamp(day: &str) -> Option<String> {
    let digits: String = day.split('-').collect();
    is_day(&digits).then(|| format!("{digits}T000000Z"))
}

/// The day of a stamp.
fn day_of(stamp: &str) -> Option<String> {
    let digits = stamp.get(..8).filter(|digits| is_day(digits))?;
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some(format!("{year}-{month}-{day}"))
}

fn is_day(digits: &str) -> bool {
    digits.len() == 8 && digits.chars().all(|c| c.is_ascii_digit())
}

/// What the file itself cannot say about a variant it brings.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The language of the source, as the caller resolved its tag.
    pub source: &'a Locale,
    /// The language and script of the translation, likewise.
    pub target: &'a Locale,
    /// The name of the file, never a path.
    pub file: &'a str,
    /// The day of the import, `YYYY-MM-DD`.
    pub day: &'a str,
}

/// The variant that a unit is in two of its languages.
///
/// Our own units say all of it in properties (`x-state`, `x-origin`,
/// `x-document`, `x-export`, `x-unit`, `x-superseded`, `x-marks`,
/// `x-context-pre`, `x-context-post`), so writing and reading gives the same variant. A foreign
/// unit is translated, comes from this file under its `tuid`, and enters on
/// the day of the import; `creationid` of a foreign file is dropped, because it
/// often is a person's name. Trados' `x-ConfirmationLevel` says more of its
/// state; a draft is [`State::Initial`] and not to be stored. Neighbours are
/// understood in the words of memoQ, OmegaT and Phrase.
pub fn variant_of(unit: &Unit, source: &Tuv, target: &Tuv, arrival: &Arrival<'_>) -> Variant {
    let find = |name| property(unit, source, target, name);
    let own_state = find("x-state").and_then(State::parse);
    let owned = |name| find(name).map(str::to_owned);
    let origin = match find("x-origin").and_then(OriginKind::parse) {
        Some(kind) if own_state.is_some() => Origin {
            kind,
            file: owned("x-document").unwrap_or_default(),
            export: owned("x-export"),
            unit: owned("x-unit"),
        },
        _ => Origin {
            kind: OriginKind::Tmx,
            file: arrival.file.to_owned(),
            export: None,
            unit: unit.tuid.clone(),
        },
    };
    let created = unit.creation_date.as_deref().and_then(day_of);
    Variant {
        source_locale: arrival.source.clone(),
        source: source.content.clone(),
        locale: arrival.target.clone(),
        target: target.content.clone(),
        state: own_state.unwrap_or_else(|| foreign_state(find("x-ConfirmationLevel"))),
        origin,
        contexts: contexts(unit, source),
        added: created
            .filter(|_| own_state.is_some())
            .unwrap_or_else(|| arrival.day.to_owned()),
        by: unit.creation_id.clone().filter(|_| own_state.is_some()),
        superseded: own_state.is_some() && find("x-superseded") == Some("yes"),
        marks: find("x-marks")
            .filter(|_| own_state.is_some())
            .map(marks)
            .unwrap_or_default(),
        extra: None,
    }
}

fn marks(codes: &str) -> BTreeSet<String> {
    codes.split_whitespace().map(str::to_owned).collect()
}

fn property<'u>(unit: &'u Unit, source: &'u Tuv, target: &'u Tuv, name: &str) -> Option<&'u str> {
    [&target.properties, &unit.properties, &source.properties]
        .into_iter()
        .flatten()
        .find(|(kind, _)| kind == name)
        .map(|(_, text)| text.as_str())
}

/// The state of a unit of Trados; of any other tool's, translated.
fn foreign_state(level: Option<&str>) -> State {
    match level {
        Some("ApprovedTranslation" | "ApprovedSignOff") => State::Reviewed,
        Some("Draft" | "Unspecified" | "RejectedTranslation" | "RejectedSignOff") => State::Initial,
        _ => State::Translated,
    }
}

/// The pairs of neighbours: the first `pre` goes with the first `post`.
fn contexts(unit: &Unit, source: &Tuv) -> Vec<Context> {
    let of = |names: &[&str]| -> Vec<Option<String>> {
        unit.properties
            .iter()
            .chain(&source.properties)
            .filter(|(kind, _)| names.contains(&kind.as_str()))
            .map(|(_, text)| unwrapped(text))
            .collect()
    };
    let before = of(&["x-context-pre", "x-prev", "prev", "context_prev"]);
    let after = of(&["x-context-post", "x-next", "next", "context_next"]);
    // Only both sides together are a place: a side that is not told is not the
    // edge of a document.
    let mut contexts: Vec<Context> = before
        .into_iter()
        .zip(after)
        .map(|(previous, next)| Context { previous, next })
        .collect();
    contexts.sort();
    contexts.dedup();
    contexts
}
