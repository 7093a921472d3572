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
    /// What no reader sees and no translator needs, as it is written: what was deleted,
    /// and the marks of bookmarks and comments.
    Hidden(Side, String),
}

/// Where in a paragraph with another text something hidden stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before the text: it begins something.
    Before,
    /// After the text.
    After,
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
            Item::Open(..) | Item::Close(..) | Item::Hidden(..) => true,
        })
    }

    pub(super) fn has_text(&self) -> bool {
        let said = |item: &Item| matches!(item, Item::Text(text, _) if !text.trim().is_empty());
        self.items.iter().any(said)
    }
}

/// What is shown in place of a field: what it shows, if that is short and not the name
/// of a person that the program put in (17.16.5).
pub(super) fn seen(instruction: &str, shown: &str) -> Option<String> {
    let names = ["AUTHOR", "LASTSAVEDBY", "USER"];
    let instruction = instruction.trim_start();
    let shown = shown.trim();
    let is_short = !shown.is_empty() && shown.chars().nth(40).is_none();
    let is_name = names.iter().any(|name| instruction.starts_with(name));
    (is_short && !is_name).then(|| shown.to_owned())
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

/// What is hidden on a side of the text.
pub(super) fn hidden(groups: &[Group<'_>], side: Side) -> String {
    let items = groups.iter().flat_map(|group| &group.items);
    let raw = items.filter_map(|item| match item {
        Item::Hidden(own, raw) if *own == side => Some(raw.as_str()),
        _ => None,
    });
    raw.collect()
}

/// The items as text and codes, where the properties change a pair of codes.
pub(super) fn gathered(groups: &[Group<'_>], most: &str) -> Builder {
    let mut builder = Builder::default();
    let mut at_hand: Option<&str> = None;
    for group in groups {
        let place = group.range.clone();
        for item in &group.items {
            let wanted = match item {
                Item::Text(_, properties) => (properties != most).then_some(properties.as_str()),
                Item::Alone { .. } | Item::Hidden(..) => at_hand,
                Item::Open(..) | Item::Close(..) => None,
            };
            if wanted != at_hand {
                change(&mut builder, at_hand, wanted, most, &place);
                at_hand = wanted;
            }
            push(&mut builder, item, &place);
        }
    }
    if at_hand.is_some() {
        let end = groups.last().map_or(0..0, |group| group.range.clone());
        change(&mut builder, at_hand, None, most, &end);
    }
    builder
}

/// Adds an item. Its codes have no data: the markup of a package is of no use to a
/// translator and may hold names and what was deleted. The document has it.
fn push(builder: &mut Builder, item: &Item, place: &Range<usize>) {
    match item {
        Item::Text(said, _) => builder.text(said, place.clone()),
        Item::Alone {
            ctype,
            equiv,
            mark,
            range,
        } => {
            let word = || format!("[{}]", ctype.strip_prefix("x-").unwrap_or(ctype));
            let shown = Shown::like(ctype, equiv.clone().unwrap_or_else(word));
            builder.alone(shown, "", mark.clone(), range.clone());
        }
        Item::Open(name, range) => {
            let mark = Mark::Source(range.clone());
            builder.open(name, Shown::of(name), "", mark, range.clone());
        }
        Item::Close(name, range) => {
            let mark = Mark::Source(range.clone());
            builder.close(name, Shown::of(name), "", mark, range.clone());
        }
        Item::Hidden(..) => {}
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
        builder.open("x-style", Shown::of(ctype), "", mark, place.clone());
    }
}
