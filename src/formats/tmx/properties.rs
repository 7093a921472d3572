use std::collections::BTreeSet;

use crate::model::{Context, Locale, Origin, OriginKind, State, Variant};

use super::super::xml::{Event, Failure, Reader, push_text};
use super::{Tuv, Unit, kept};

/// How our own properties begin.
const PLAIN: &str = "x-";

/// How they begin in a unit that has foreign ones by their names.
const MARKED: &str = "x-tilmach-";

/// What follows then.
const NAMES: [&str; 11] = [
    "state",
    "origin",
    "document",
    "export",
    "unit",
    "superseded",
    "marks",
    "context-pre",
    "context-post",
    "added",
    "identity",
];

/// Whether a property is ours in a unit whose own ones begin so.
pub(super) fn is_own(kind: &str, prefix: &str) -> bool {
    let name = kind.strip_prefix(prefix);
    name.is_some_and(|name| NAMES.contains(&name))
}

/// How our own properties begin in a unit; none if it is not of our writing.
fn own(unit: &Unit) -> Option<&'static str> {
    let says = |prefix: &str, name: &str| {
        let mut properties = unit.properties.iter();
        let found = properties.find(|(kind, _)| kind.strip_prefix(prefix) == Some(name));
        found.map(|(_, text)| text.as_str())
    };
    [MARKED, PLAIN].into_iter().find(|prefix| {
        says(prefix, "state").is_some_and(|text| State::parse(text).is_some())
            && says(prefix, "origin").is_some_and(|text| OriginKind::parse(text).is_some())
    })
}

impl Unit {
    /// The identity that the unit had in the memory it was written from: its `tuid`,
    /// or a property where the `tuid` is that of another memory.
    pub fn identity(&self) -> Option<&str> {
        let of_own = own(self).and_then(|prefix| {
            let mut properties = self.properties.iter();
            properties.find(|(kind, _)| kind.strip_prefix(prefix) == Some("identity"))
        });
        match of_own {
            Some((_, identity)) => Some(identity),
            None => self.tuid.as_deref(),
        }
    }
}

/// The properties of a variant, in the order in which they are written.
pub(super) fn of(variant: &Variant) -> Vec<(String, String)> {
    let origin = &variant.origin;
    let mut list = vec![
        ("state", variant.state.as_str().to_owned()),
        ("origin", origin.kind.as_str().to_owned()),
        ("document", origin.file.clone()),
    ];
    list.extend(origin.export.clone().map(|export| ("export", export)));
    list.extend(origin.unit.clone().map(|unit| ("unit", unit)));
    if variant.superseded {
        list.push(("superseded", "yes".to_owned()));
    }
    if !variant.marks.is_empty() {
        let marks: Vec<&str> = variant.marks.iter().map(String::as_str).collect();
        list.push(("marks", marks.join(" ")));
    }
    let extra = variant.extra.as_deref();
    if extra.is_some_and(|extra| extra.tuid.is_some()) {
        list.push(("identity", variant.identity()));
    }
    if extra.is_some_and(|extra| extra.created.is_some()) {
        list.push(("added", variant.added.clone()));
    }
    for context in &variant.contexts {
        list.push(("context-pre", wrapped(context.previous.as_deref())));
        list.push(("context-post", wrapped(context.next.as_deref())));
    }
    let foreign = extra.map(|extra| extra.properties.as_slice());
    let mut foreign = foreign.unwrap_or_default().iter();
    let prefix = if foreign.any(|(kind, _)| is_own(kind, PLAIN)) {
        MARKED
    } else {
        PLAIN
    };
    list.into_iter()
        .map(|(name, text)| (format!("{prefix}{name}"), text))
        .collect()
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
pub(super) fn day_of(stamp: &str) -> Option<String> {
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
/// often is a person's name. What else it says is [`Variant::extra`], and is written
/// again: then our properties begin with `x-tilmach-` if a foreign one has the name
/// of one of ours, `x-identity` stands for the `tuid`, and `x-added` for the day. Trados' `x-ConfirmationLevel` says more of its
/// state; a draft is [`State::Initial`] and not to be stored. Neighbours are
/// understood in the words of memoQ, OmegaT and Phrase.
pub fn variant_of(unit: &Unit, source: &Tuv, target: &Tuv, arrival: &Arrival<'_>) -> Variant {
    let prefix = own(unit);
    let find = |name: &str| {
        let prefix = prefix?;
        let mut properties = unit.properties.iter();
        let found = properties.find(|(kind, _)| kind.strip_prefix(prefix) == Some(name));
        found.map(|(_, text)| text.as_str())
    };
    let owned = |name: &str| find(name).map(str::to_owned);
    let origin = match find("origin").and_then(OriginKind::parse) {
        Some(kind) => Origin {
            kind,
            file: owned("document").unwrap_or_default(),
            export: owned("export"),
            unit: owned("unit"),
        },
        None => foreign_origin(unit, arrival),
    };
    let created = || unit.creation_date.as_deref().and_then(day_of);
    let added = owned("added").or_else(|| created().filter(|_| prefix.is_some()));
    let mut variant = Variant {
        source_locale: arrival.source.clone(),
        source: source.content.clone(),
        locale: arrival.target.clone(),
        target: target.content.clone(),
        state: find("state")
            .and_then(State::parse)
            .unwrap_or_else(|| foreign_state(unit, source, target)),
        origin,
        contexts: contexts(unit, source, prefix),
        added: added.unwrap_or_else(|| arrival.day.to_owned()),
        by: unit.creation_id.clone().filter(|_| prefix.is_some()),
        superseded: find("superseded") == Some("yes"),
        marks: find("marks").map(marks).unwrap_or_default(),
        extra: kept::of(unit, source, target, prefix),
    };
    kept::drop_own_markup(&mut variant);
    variant
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

fn foreign_origin(unit: &Unit, arrival: &Arrival<'_>) -> Origin {
    Origin {
        kind: OriginKind::Tmx,
        file: arrival.file.to_owned(),
        export: None,
        unit: unit.tuid.clone(),
    }
}

/// The state of a unit of Trados, or of one that says it in our words; of any other
/// tool's, translated.
fn foreign_state(unit: &Unit, source: &Tuv, target: &Tuv) -> State {
    let find = |name| property(unit, source, target, name);
    if let Some(state) = find("x-state").and_then(State::parse) {
        return state;
    }
    match find("x-ConfirmationLevel") {
        Some("ApprovedTranslation" | "ApprovedSignOff") => State::Reviewed,
        Some("Draft" | "Unspecified" | "RejectedTranslation" | "RejectedSignOff") => State::Initial,
        _ => State::Translated,
    }
}

/// The pairs of neighbours: the first `pre` goes with the first `post`. In a unit of
/// ours only our own properties tell: what a foreign one told once is among them,
/// unless it no longer holds.
fn contexts(unit: &Unit, source: &Tuv, own: Option<&str>) -> Vec<Context> {
    let all = unit.properties.iter().chain(&source.properties);
    let of = |name: &str, foreign: &[&str]| -> Vec<Option<String>> {
        let is_one = |kind: &str| match own {
            Some(prefix) => kind.strip_prefix(prefix) == Some(name),
            None => foreign.contains(&kind),
        };
        let of_unit = own.map_or(usize::MAX, |_| unit.properties.len());
        let found = all.clone().take(of_unit).filter(|(kind, _)| is_one(kind));
        found.map(|(_, text)| unwrapped(text)).collect()
    };
    let before = of(
        "context-pre",
        &["x-context-pre", "x-prev", "prev", "context_prev"],
    );
    let after = of(
        "context-post",
        &["x-context-post", "x-next", "next", "context_next"],
    );
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
