//! The paragraphs of a part as blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::formats::document::builder::Builder;
use crate::formats::document::{Block, BlockKind, Mark, Style};

use super::Runs;
use super::group::{Group, Item, Side, gathered, hidden, most, seen};
use super::properties::looks;
use super::styles::Styles;
use super::tree::{Node, parse};

/// Links stand in links up to this depth; what lies deeper is one code.
const FIELDS: usize = 8;

/// Reads the blocks of a part.
pub(super) struct Reader<'a> {
    text: &'a str,
    /// What its paragraphs are where nothing else is said.
    kind: BlockKind,
    part: usize,
    styles: &'a Styles,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, kind: BlockKind, part: usize, styles: &'a Styles) -> Self {
        Reader {
            text,
            kind,
            part,
            styles,
        }
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for root in &parse(self.text) {
            self.below(root, false, &mut blocks);
        }
        for block in &mut blocks {
            block.part = self.part;
        }
        blocks.sort_by_key(|block| (block.slot.range.start, block.slot.range.end));
        blocks
    }

    fn below(&self, node: &Node, in_cell: bool, blocks: &mut Vec<Block>) {
        let local = node.local(self.text);
        if matches!(local, "del" | "moveFrom") {
            return;
        }
        if local == "docPr" {
            for name in ["descr", "title"] {
                blocks.extend(self.alternative(node, name));
            }
        }
        if local == "p" && !node.prefix(self.text).starts_with("a:") {
            blocks.extend(self.paragraph(node, in_cell));
        }
        for child in &node.children {
            // A text box in a cell has paragraphs of its own.
            let in_cell = (in_cell || local == "tc") && local != "txbxContent";
            self.below(child, in_cell, blocks);
        }
    }

    /// What is read where a picture cannot be seen.
    fn alternative(&self, node: &Node, name: &str) -> Option<Block> {
        let (value, place) = node.attribute(self.text, name)?;
        let quote = self.text.get(..place.start)?.chars().next_back();
        let mut builder = Builder::default();
        builder.text(&value, place);
        builder.finish(self.text, BlockKind::Alternative, Style::Attribute(quote))
    }

    fn paragraph(&self, node: &Node, in_cell: bool) -> Option<Block> {
        let properties = node.child(self.text, "pPr");
        let mut groups = self.groups(&node.children);
        // What encloses the whole text stays as it is.
        loop {
            let outside = groups.iter().take_while(|group| group.is_outside()).count();
            groups.drain(..outside.min(groups.len()));
            while groups.last().is_some_and(Group::is_outside) {
                groups.pop();
            }
            match groups.as_slice() {
                [
                    Group {
                        around: Some(node), ..
                    },
                ] => groups = self.groups(&node.children),
                _ => break,
            }
        }
        if !groups.iter().any(Group::has_text) {
            return None;
        }
        let range = groups.first()?.range.start..groups.last()?.range.end;
        let most = most(&groups);
        let builder = gathered(&groups, &most);
        let tag = node.tag();
        let style = Style::Runs(Runs {
            properties: most,
            prefix: node.prefix(self.text).to_owned(),
            paragraph: properties.map_or(tag.end - 1..tag.end, |own| own.range.clone()),
            hidden: (hidden(&groups, Side::Before), hidden(&groups, Side::After)),
        });
        let kind = self.kind_of(properties, in_cell);
        Some(builder.block(kind, style, range))
    }

    fn kind_of(&self, properties: Option<&Node>, in_cell: bool) -> BlockKind {
        if self.kind != BlockKind::Paragraph {
            return self.kind;
        }
        let style = properties.and_then(|own| own.child(self.text, "pStyle"));
        let style = style.and_then(|style| style.attribute(self.text, "val"));
        if let Some(kind) = style.and_then(|(id, _)| self.styles.kind(&id)) {
            return kind;
        }
        let level = properties.and_then(|own| own.child(self.text, "outlineLvl"));
        let level = level.and_then(|level| level.attribute(self.text, "val"));
        if let Some(level) = level.and_then(|(level, _)| level.parse::<u8>().ok())
            && level < 9
        {
            return BlockKind::Heading(level + 1);
        }
        if properties.is_some_and(|own| own.child(self.text, "numPr").is_some()) {
            return BlockKind::Item;
        }
        if in_cell {
            BlockKind::Cell
        } else {
            BlockKind::Paragraph
        }
    }

    /// The children of an element, with fields made one.
    fn groups<'n>(&self, nodes: &'n [Node]) -> Vec<Group<'n>> {
        self.groups_in(nodes, 0)
    }

    /// The same inside of so many fields.
    fn groups_in<'n>(&self, nodes: &'n [Node], depth: usize) -> Vec<Group<'n>> {
        let mut groups = Vec::new();
        let ends = self.fields(nodes);
        let mut index = 0;
        while let Some(node) = nodes.get(index) {
            index += 1;
            if let Some(end) = ends.get(&(index - 1)).copied() {
                let last = nodes.get(end).map_or(node.range.end, |last| last.range.end);
                let range = node.range.start..last;
                let inside = nodes.get(index - 1..=end).unwrap_or_default();
                groups.push(self.field_group(inside, range, depth));
                index = end + 1;
                continue;
            }
            let mut items = Vec::new();
            self.items(node, &mut items);
            let encloses = match node.local(self.text) {
                "hyperlink" | "ins" | "smartTag" | "moveTo" => true,
                _ => self.is_link(node),
            };
            if node.local(self.text) != "pPr" {
                groups.push(Group {
                    range: node.range.clone(),
                    items,
                    around: encloses.then_some(node),
                });
            }
        }
        groups
    }

    /// Where the complex fields end that begin among these, by where they begin
    /// (17.16.18).
    fn fields(&self, nodes: &[Node]) -> BTreeMap<usize, usize> {
        let (mut open, mut ends) = (Vec::new(), BTreeMap::new());
        for (index, node) in nodes.iter().enumerate() {
            let mark = node.child(self.text, "fldChar");
            let mark = mark.and_then(|mark| mark.attribute(self.text, "fldCharType"));
            match mark.as_ref().map(|(kind, _)| kind.as_str()) {
                Some("begin") => open.push(index),
                Some("end") => ends.extend(open.pop().map(|start| (start, index))),
                _ => {}
            }
        }
        ends
    }

    /// What a field does, what it shows, and which of its runs begins what it shows.
    fn said(&self, nodes: &[Node]) -> (String, String, Option<usize>) {
        let (mut instruction, mut shown, mut separate) = (String::new(), String::new(), None);
        for (index, node) in nodes.iter().enumerate() {
            node.walk(&mut |inner| {
                match inner.local(self.text) {
                    "instrText" => instruction.push_str(&inner.own_text(self.text)),
                    "t" => shown.push_str(&inner.own_text(self.text)),
                    "fldChar" if separate.is_none() => {
                        let kind = inner.attribute(self.text, "fldCharType");
                        separate = kind.filter(|(kind, _)| kind == "separate").map(|_| index);
                    }
                    _ => {}
                }
                true
            });
        }
        (instruction, shown, separate)
    }

    /// A field as one code; a link as the text that it shows.
    fn field_group<'n>(&self, nodes: &'n [Node], range: Range<usize>, depth: usize) -> Group<'n> {
        let (instruction, shown, separate) = self.said(nodes);
        let mut items = Vec::new();
        let is_link = depth < FIELDS && instruction.trim_start().starts_with("HYPERLINK");
        match (separate, nodes) {
            (Some(at), [first, .., last]) if is_link => {
                let mark = nodes.get(at).map_or(first.range.end, |node| node.range.end);
                items.push(Item::Open("link", first.range.start..mark));
                let inside = nodes.get(at + 1..nodes.len() - 1).unwrap_or_default();
                for group in self.groups_in(inside, depth + 1) {
                    items.extend(group.items);
                }
                items.push(Item::Close("link", last.range.clone()));
            }
            _ => items.push(Item::Alone {
                ctype: "x-field",
                equiv: seen(&instruction, &shown),
                mark: Mark::Source(range.clone()),
                range: range.clone(),
            }),
        }
        Group {
            range,
            items,
            around: None,
        }
    }

    /// Whether this is a link that is a simple field (17.16.19).
    fn is_link(&self, node: &Node) -> bool {
        let instruction = node.attribute(self.text, "instr");
        node.local(self.text) == "fldSimple"
            && instruction.is_some_and(|(said, _)| said.trim_start().starts_with("HYPERLINK"))
    }

    fn items(&self, node: &Node, items: &mut Vec<Item>) {
        match node.local(self.text) {
            "r" => self.run(node, items),
            "hyperlink" => self.enclosed(node, node, "link", items),
            "sdt" => match node.child(self.text, "sdtContent") {
                Some(content) => self.enclosed(node, content, "x-control", items),
                None => self.kept("x-control", node, items),
            },
            // Marks of what a translation replaces: who inserted which words.
            "ins" | "moveTo" | "smartTag" | "customXml" => {
                for group in self.groups(&node.children) {
                    items.extend(group.items);
                }
            }
            // What a program noted down of the old text.
            "proofErr" | "smartTagPr" | "customXmlPr" => {}
            "pPr" => {}
            "fldSimple" if self.is_link(node) => self.enclosed(node, node, "link", items),
            "fldSimple" => {
                let (_, shown, _) = self.said(std::slice::from_ref(node));
                let instruction = node.attribute(self.text, "instr");
                let instruction = instruction.map(|(said, _)| said).unwrap_or_default();
                self.alone("x-field", seen(&instruction, &shown), node, items);
            }
            "fldData" => {}
            "oMath" | "oMathPara" => self.kept("x-formula", node, items),
            "dir" | "bdo" => self.enclosed(node, node, "x-direction", items),
            "AlternateContent" => self.picture(node, items),
            "del" | "moveFrom" => items.push(self.hidden(Side::After, node)),
            // Bookmarks and the ranges of comments, changes and permissions (17.13).
            local if local.ends_with("Start") => items.push(self.hidden(Side::Before, node)),
            local if local.ends_with("End") => items.push(self.hidden(Side::After, node)),
            _ => self.kept("x-mark", node, items),
        }
    }

    fn picture(&self, node: &Node, items: &mut Vec<Item>) {
        self.alone("image", Some("[picture]".to_owned()), node, items);
    }

    /// A piece of a run that is hidden, in a run of its own.
    fn hidden_in(&self, run: &Node, child: &Node) -> Item {
        let prefix = run.prefix(self.text);
        let own = run.child(self.text, "rPr");
        let own = own.map_or("", |own| own.raw(self.text));
        let raw = child.raw(self.text);
        Item::Hidden(Side::After, format!("<{prefix}r>{own}{raw}</{prefix}r>"))
    }

    fn hidden(&self, side: Side, node: &Node) -> Item {
        Item::Hidden(side, node.raw(self.text).to_owned())
    }

    fn enclosed(&self, node: &Node, content: &Node, ctype: &'static str, items: &mut Vec<Item>) {
        items.push(Item::Open(ctype, node.range.start..content.inner.start));
        for group in self.groups(&content.children) {
            items.extend(group.items);
        }
        items.push(Item::Close(ctype, content.inner.end..node.range.end));
    }

    fn kept(&self, ctype: &'static str, node: &Node, items: &mut Vec<Item>) {
        self.alone(ctype, None, node, items);
    }

    fn alone(
        &self,
        ctype: &'static str,
        equiv: Option<String>,
        node: &Node,
        items: &mut Vec<Item>,
    ) {
        items.push(Item::Alone {
            ctype,
            equiv: equiv.filter(|equiv| !equiv.is_empty()),
            mark: Mark::Source(node.range.clone()),
            range: node.range.clone(),
        });
    }

    fn run(&self, run: &Node, items: &mut Vec<Item>) {
        let own = run.child(self.text, "rPr");
        let looks = own.map_or_else(String::new, |own| looks(&own.children, self.text));
        let said = |node: &&Node| !matches!(node.local(self.text), "rPr" | "lastRenderedPageBreak");
        let children: Vec<&Node> = run.children.iter().filter(said).collect();
        let is_single = children.len() == 1;
        for child in children {
            let text = match child.local(self.text) {
                "t" => child.own_text(self.text),
                "noBreakHyphen" => "\u{2011}".to_owned(),
                "softHyphen" => "\u{AD}".to_owned(),
                // The mark of a comment, and what was deleted.
                "commentReference" | "annotationRef" | "delText" | "delInstrText" => {
                    items.push(self.hidden_in(run, child));
                    continue;
                }
                other => {
                    let (ctype, equiv) = self.special(other, child);
                    // With others in its run it gets a run of its own.
                    let place = if is_single { &run.range } else { &child.range };
                    let mark = if is_single {
                        Mark::Source(run.range.clone())
                    } else {
                        Mark::Run(looks.clone(), child.range.clone())
                    };
                    items.push(Item::Alone {
                        ctype,
                        equiv,
                        mark,
                        range: place.clone(),
                    });
                    continue;
                }
            };
            if !text.is_empty() {
                items.push(Item::Text(text, looks.clone()));
            }
        }
    }

    /// What an element of a run is that is no text.
    fn special(&self, local: &str, node: &Node) -> (&'static str, Option<String>) {
        let numbered = |word: &str| {
            let id = node.attribute(self.text, "id").map(|(id, _)| id);
            let id = id.filter(|id| id.len() < 6 && id.chars().all(|c| c.is_ascii_digit()));
            id.map(|id| format!("[{word} {id}]"))
        };
        match local {
            "tab" | "ptab" => ("x-tab", Some("\u{21E5}".to_owned())),
            "br" | "cr" => ("lb", Some("\u{21B5}".to_owned())),
            "footnoteReference" => ("x-footnote", numbered("footnote")),
            "endnoteReference" => ("x-footnote", numbered("endnote")),
            "sym" => ("x-symbol", None),
            "drawing" | "pict" | "object" | "AlternateContent" => {
                ("image", Some("[picture]".to_owned()))
            }
            "ruby" => ("x-ruby", None),
            "fldChar" | "instrText" => ("x-field", None),
            _ => ("x-mark", None),
        }
    }
}
