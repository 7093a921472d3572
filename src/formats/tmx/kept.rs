//! What a foreign unit says beside its texts, and how it is said again.

use crate::model::{Content, Extra, Variant};

use super::inline;
use super::properties::{day_of, is_own, stamp};
use super::segment::{self, Numbers};
use super::{Tuv, Unit};

/// The most that is kept of what one unit says beside its texts, in bytes.
const MOST: usize = 64 * 1024;

/// The attributes of `<tu>` that the DTD knows and that are kept as they are.
/// `creationid` and `changeid` name persons.
pub(super) const OF_UNIT: [&str; 8] = [
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "segtype",
    "o-tmf",
];

/// Those of `<tuv>`.
pub(super) const OF_TEXT: [&str; 9] = [
    "o-encoding",
    "datatype",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "creationdate",
    "changedate",
    "o-tmf",
];

/// The value of an attribute as it is kept: dates lose their hour, which would
/// tell who works at night. None: it cannot be said in a valid file.
pub(super) fn value(name: &str, value: &str) -> Option<String> {
    match name {
        "creationdate" | "changedate" | "lastusagedate" => stamp(&day_of(value)?),
        "segtype" => {
            matches!(value, "block" | "paragraph" | "sentence" | "phrase").then(|| value.to_owned())
        }
        _ => Some(value.to_owned()),
    }
}

/// Words in the type of a property whose text is the name of a person.
const PERSONS: [&str; 10] = [
    "author",
    "creator",
    "createdby",
    "creationid",
    "changedby",
    "changeid",
    "modifier",
    "modifiedby",
    "translator",
    "reviewer",
];

/// Whether a property by this name says who somebody is.
pub(super) fn names_a_person(kind: &str) -> bool {
    let letters: String = kind
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    // The words are few and the names short: a search made for long texts takes longer.
    let is_word = |rest: &str| PERSONS.iter().any(|word| rest.starts_with(word));
    let has_word = (0..letters.len()).any(|from| letters.get(from..).is_some_and(is_word));
    letters == "user" || letters == "xuser" || has_word
}

/// What a unit says in two of its languages beside what a [`Variant`] says. Of a
/// unit we wrote, our own properties are no part of it.
pub(super) fn of(unit: &Unit, source: &Tuv, target: &Tuv, own: Option<&str>) -> Option<Box<Extra>> {
    let foreign = |properties: &[(String, String)], own: Option<&str>| {
        let kept = properties.iter().filter(|(kind, _)| {
            !own.is_some_and(|prefix| is_own(kind, prefix)) && !names_a_person(kind)
        });
        kept.cloned().collect::<Vec<_>>()
    };
    let find = |name: &str| {
        let prefix = own?;
        unit.properties
            .iter()
            .any(|(kind, _)| kind.strip_prefix(prefix) == Some(name))
            .then_some(())
    };
    let is_foreign = own.is_none();
    let day = |stamp: &Option<String>| stamp.as_deref().and_then(day_of);
    let extra = Extra {
        tuid: unit
            .tuid
            .clone()
            .filter(|_| is_foreign || find("identity").is_some()),
        properties: foreign(&unit.properties, own),
        source_properties: foreign(&source.properties, None),
        target_properties: foreign(&target.properties, None),
        notes: unit.notes.clone(),
        created: day(&unit.creation_date).filter(|_| is_foreign || find("added").is_some()),
        changed: day(&unit.change_date),
        attributes: unit.attributes.clone(),
        source_attributes: source.attributes.clone(),
        target_attributes: target.attributes.clone(),
        source_notes: source.notes.clone(),
        target_notes: target.notes.clone(),
        source_markup: source.markup.clone(),
        target_markup: target.markup.clone(),
    };
    (!extra.is_empty() && length(&extra) <= MOST).then(|| Box::new(extra))
}

fn length(extra: &Extra) -> usize {
    let pairs = [
        &extra.properties,
        &extra.source_properties,
        &extra.target_properties,
        &extra.attributes,
        &extra.source_attributes,
        &extra.target_attributes,
    ];
    let notes = [&extra.notes, &extra.source_notes, &extra.target_notes];
    let texts = [&extra.tuid, &extra.source_markup, &extra.target_markup];
    let pairs = pairs
        .into_iter()
        .flatten()
        .map(|(one, two)| one.len() + two.len());
    let notes = notes.into_iter().flatten().map(String::len);
    let texts = texts.into_iter().flatten().map(String::len);
    pairs.chain(notes).chain(texts).sum()
}

/// The segments as they came, where they say what the variant says: a translation
/// may have been tidied at its edges since.
pub(super) fn markup(variant: &Variant) -> [Option<&str>; 2] {
    let Some(extra) = variant.extra.as_deref() else {
        return [None, None];
    };
    [
        (&extra.source_markup, &variant.source),
        (&extra.target_markup, &variant.target),
    ]
    .map(|(markup, content)| {
        let markup = markup.as_deref()?;
        let fits = |text: &&str| inline::says(text, content);
        [markup, markup.trim()].into_iter().find(fits)
    })
}

/// Drops the markup that writing would give anyway.
pub(super) fn drop_own_markup(variant: &mut Variant) {
    let Some(extra) = variant.extra.as_deref_mut() else {
        return;
    };
    if extra.source_markup.is_none() && extra.target_markup.is_none() {
        return;
    }
    let numbers = Numbers::of([&variant.source, &variant.target]);
    let is_own = |content: &Content, markup: &String| {
        let mut page = String::new();
        segment::push(&mut page, content, &numbers);
        page.strip_prefix("<seg>")
            .and_then(|rest| rest.strip_suffix("</seg>"))
            == Some(markup)
    };
    for (markup, content) in [
        (&mut extra.source_markup, &variant.source),
        (&mut extra.target_markup, &variant.target),
    ] {
        if markup.as_ref().is_some_and(|text| is_own(content, text)) {
            *markup = None;
        }
    }
    if extra.is_empty() {
        variant.extra = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_are_no_property() {
        for kind in [
            "x-translator",
            "Reviewer",
            "x-user",
            "x:modified-by",
            "creationid",
        ] {
            assert!(names_a_person(kind), "{kind}");
        }
        for kind in [
            "x-document",
            "project",
            "x-userdata-kind",
            "domain",
            "x-ice",
        ] {
            assert!(!names_a_person(kind), "{kind}");
        }
    }

    #[test]
    fn dates_lose_their_hour() {
        let kept = value("changedate", "20020523T091200Z");
        assert_eq!(kept.as_deref(), Some("20020523T000000Z"));
        assert_eq!(value("lastusagedate", "yesterday"), None);
        assert_eq!(value("segtype", "chapter"), None);
    }
}
