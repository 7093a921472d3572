//! The pieces of a paragraph, and how they become text and codes.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::formats::document::Mark;
use crate::formats::document::builder::{Builder, Shown};

use super::properties::has;
use super::tree::Node;

/// A piece of a paragraph.
pub(super) enum Item {
    /// Text with these properties.
    Text(String, String),
    /// A code that stands alone.
    Alone {
        ctype: &'static str,
        equiv: Option<String>,
        mark: Mark,
        range: Range<usize>,
    },
    /// The beginning of a link or control.
    Open(&'static str, Range<usize>),
    /// Its end.
    Close(&'static str, Range<usize>),
}

/// What one child of a paragraph gives, or several that belong together.
pub(super) struct Group<'a> {
    pub(super) range: Range<usize>,
    pub(super) items: Vec<Item>,
    /// The element, if all that it does is to enclose others.
    pub(super) around: Option<&'a Node>,
}

impl Group<'_> {
    /// Whether it stays outside of a block at whose edge it stands.
    pub(super) fn is_outside(&self) -> bool {
        self.items.iter().all(|item| match item {
            Item::Text(text, _) => text.trim().is_empty(),
            Item::Alone { ctype, .. } => !matches!(*ctype, "x-footnote" | "x-field" | "x-symbol"),
            Item::Open(..) | Item::Close(..) => true,
        })
    }

    pub(super) fn has_text(&self) -> bool {
        let said = |item: &Item| matches!(item, Item::Text(text, _) if !text.trim().is_empty());
        self.items.iter().any(said)
    }
}

/// The properties of most of the text.
pub(super) fn most(groups: &[Group<'_>]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let items = groups.iter().flat_map(|group| &group.items);
    for item in items {
        if let Item::Text(text, properties) = item {
            *counts.entry(properties).or_default() += text.chars().count();
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or_else(String::new, |(properties, _)| properties.to_owned())
}

/// The items as text and codes, where the properties change a pair of codes.
pub(super) fn gathered(groups: &[Group<'_>], most: &str, text: &str) -> Builder {
    let mut builder = Builder::default();
    let mut at_hand: Option<&str> = None;
    for group in groups {
        let place = group.range.clone();
        for item in &group.items {
            let wanted = match item {
                Item::Text(_, properties) => (properties != most).then_some(properties.as_str()),
                Item::Alone { .. } => at_hand,
                Item::Open(..) | Item::Close(..) => None,
            };
            if wanted != at_hand {
                change(&mut builder, at_hand, wanted, most, &place);
                at_hand = wanted;
            }
            push(&mut builder, item, &place, text);
        }
    }
    if at_hand.is_some() {
        let end = groups.last().map_or(0..0, |group| group.range.clone());
        change(&mut builder, at_hand, None, most, &end);
    }
    builder
}

fn push(builder: &mut Builder, item: &Item, place: &Range<usize>, text: &str) {
    let raw = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    match item {
        Item::Text(said, _) => builder.text(said, place.clone()),
        Item::Alone {
            ctype,
            equiv,
            mark,
            range,
        } => {
            let shown = Shown {
                ctype,
                equiv: equiv.clone(),
            };
            builder.alone(shown, raw(range), mark.clone(), range.clone());
        }
        Item::Open(name, range) => {
            let mark = Mark::Source(range.clone());
            builder.open(name, Shown::of(name), raw(range), mark, range.clone());
        }
        Item::Close(name, range) => {
            let mark = Mark::Source(range.clone());
            builder.close(name, Shown::of(name), raw(range), mark, range.clone());
        }
    }
}

/// Ends one kind of looks and begins another.
fn change(
    builder: &mut Builder,
    old: Option<&str>,
    new: Option<&str>,
    most: &str,
    place: &Range<usize>,
) {
    if old.is_some() {
        let shown = Shown::of("x-style");
        builder.close("x-style", shown, "", Mark::Plain, place.clone());
    }
    if let Some(new) = new {
        let added = |local: &str| has(new, local) && !has(most, local);
        let ctype = if added("b") {
            "bold"
        } else if added("i") {
            "italic"
        } else if added("u") {
            "underlined"
        } else if added("vertAlign") {
            "x-superscript"
        } else {
            "x-style"
        };
        let mark = Mark::Properties(new.to_owned());
        builder.open("x-style", Shown::of(ctype), new, mark, place.clone());
    }
}
