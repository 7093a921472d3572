//! What the names of paragraph styles say (ISO/IEC 29500-1, 17.7.4). The ids of styles
//! are translated by office programs; the names of the built-in ones are not.

use std::collections::BTreeMap;

use crate::formats::document::BlockKind;

use super::tree::parse;

/// Paragraph styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, BlockKind>);

impl Styles {
    /// The styles of the part for styles.
    pub(super) fn new(text: &str) -> Styles {
        let mut known = BTreeMap::new();
        for root in &parse(text) {
            for style in root
                .children
                .iter()
                .filter(|node| node.local(text) == "style")
            {
                let id = style.attribute(text, "styleId").map(|(id, _)| id);
                let name = style.child(text, "name");
                let name = name.and_then(|node| node.attribute(text, "val"));
                let kind = name.and_then(|(name, _)| named(&name));
                known.extend(id.zip(kind));
            }
        }
        Styles(known)
    }

    /// What a paragraph of a style is.
    pub(super) fn kind(&self, id: &str) -> Option<BlockKind> {
        self.0.get(id).copied()
    }
}

fn named(name: &str) -> Option<BlockKind> {
    let name = name.to_ascii_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return level.parse().ok().map(BlockKind::Heading);
    }
    match name.as_str() {
        "title" => Some(BlockKind::Heading(1)),
        "caption" => Some(BlockKind::Caption),
        "footnote text" | "endnote text" => Some(BlockKind::Note),
        name if name.starts_with("list ") => Some(BlockKind::Item),
        _ => None,
    }
}
