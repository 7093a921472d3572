//! The text of a cell as the reviewer sees it: tracked changes accepted, fields by what
//! they show, hidden text left out.

use std::collections::BTreeSet;

use super::node::Node;

/// What was found in a cell beside text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// A character of a font of symbols: which one it is, only that font knows.
    Symbol,
    /// A mark of a footnote or an endnote.
    Footnote,
    /// A picture, a drawing, another file.
    Picture,
    /// A formula.
    Formula,
    /// Text that is not shown.
    Hidden,
    /// Text that is struck out by hand, and not as a tracked change.
    Struck,
    /// A field whose beginning or end is not in the cell.
    Field,
    /// Text in a place that is not read, such as a box.
    Elsewhere,
    /// A table in the cell.
    Table,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// Its text, a line feed between lines and paragraphs.
    pub(super) text: String,
    /// What else is in it.
    pub(super) things: BTreeSet<Thing>,
    /// The ids of the remarks that are anchored in it, in order.
    pub(super) remarks: Vec<String>,
    /// The text that stands in places that are not read.
    pub(super) elsewhere: String,
    /// Whether we wrote something else into it.
    pub(super) is_written_over: bool,
    /// Fields that have begun and not ended: whether what they show has begun.
    fields: Vec<bool>,
    /// Whether a paragraph has ended, so that what follows begins a line.
    ended: bool,
}

/// The text of whatever holds paragraphs: a cell, or a remark.
pub(super) fn read(node: &Node) -> Cell {
    let mut cell = Cell::default();
    cell.inside(node);
    if !cell.fields.is_empty() {
        cell.things.insert(Thing::Field);
    }
    cell
}

impl Cell {
    fn inside(&mut self, node: &Node) {
        for child in node.nodes() {
            self.block(child);
        }
    }

    /// Anything that is no part of a run. What is not known is looked into: text may
    /// stand in it.
    fn block(&mut self, node: &Node) {
        if !node.is_word {
            return self.stranger(node);
        }
        match node.local.as_str() {
            "p" => self.paragraph(node),
            "r" => self.run(node),
            "del" | "moveFrom" => self.remarks_of_deleted(node),
            "sdtPr" | "sdtEndPr" | "tcPr" | "pPr" | "smartTagPr" | "customXmlPr" | "rt" => {}
            "tbl" => {
                self.things.insert(Thing::Table);
            }
            "altChunk" | "subDoc" => {
                self.things.insert(Thing::Picture);
            }
            "commentRangeStart" => self.remark(node),
            _ => self.inside(node),
        }
    }

    fn paragraph(&mut self, node: &Node) {
        if std::mem::take(&mut self.ended) {
            self.text.push('\n');
        }
        self.inside(node);
        // A paragraph whose end was deleted goes on in the next one.
        let properties = node.child("pPr").and_then(|found| found.child("rPr"));
        let is_end_gone = |found: &Node| {
            let gone = ["del", "moveFrom"];
            gone.iter().any(|name| found.child(name).is_some())
        };
        self.ended = !properties.is_some_and(is_end_gone);
    }

    fn run(&mut self, node: &Node) {
        let properties = node.child("rPr");
        let has = |name| properties.is_some_and(|found| found.has(name));
        let (is_hidden, is_struck) = (has("vanish"), has("strike") || has("dstrike"));
        for child in node.nodes() {
            let before = self.text.len();
            self.piece(child);
            let own = self.text.get(before..).unwrap_or_default();
            if is_struck && !is_hidden && !own.trim().is_empty() {
                self.things.insert(Thing::Struck);
            }
            if is_hidden && self.text.len() > before {
                self.text.truncate(before);
                self.things.insert(Thing::Hidden);
            }
        }
    }

    /// A part of a run (ISO/IEC 29500-1, section 17.3.3).
    fn piece(&mut self, node: &Node) {
        if !node.is_word {
            return self.stranger(node);
        }
        match node.local.as_str() {
            "fldChar" => return self.field(node),
            "commentReference" => return self.remark(node),
            _ if self.fields.contains(&false) => return,
            _ => {}
        }
        match node.local.as_str() {
            "t" => node.text().for_each(|text| self.text.push_str(text)),
            "tab" | "ptab" => self.text.push('\t'),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('\u{2011}'),
            "softHyphen" => self.text.push('\u{AD}'),
            "sym" => self.symbol(node),
            "footnoteReference" | "endnoteReference" => {
                self.things.insert(Thing::Footnote);
            }
            "drawing" | "pict" | "object" | "contentPart" => {
                self.unread(node, Thing::Picture);
            }
            "ruby" => node.child("rubyBase").into_iter().for_each(|base| {
                self.inside(base);
            }),
            _ => {}
        }
    }

    /// A character by its number. In the private area its meaning is that of the font.
    fn symbol(&mut self, node: &Node) {
        let number = node.attribute("char").unwrap_or_default();
        let number = u32::from_str_radix(number, 16).ok();
        let known = number.and_then(char::from_u32);
        match known.filter(|c| !matches!(c, '\0'..='\u{1F}' | '\u{E000}'..='\u{F8FF}')) {
            Some(character) => self.text.push(character),
            None => {
                self.things.insert(Thing::Symbol);
            }
        }
    }

    /// A field is its instruction, which nobody sees, and then what it shows.
    fn field(&mut self, node: &Node) {
        match node.attribute("fldCharType") {
            Some("begin") => self.fields.push(false),
            Some("separate") => {
                if let Some(last) = self.fields.last_mut() {
                    *last = true;
                }
            }
            Some("end") => {
                let begun = self.fields.pop();
                if begun.is_none() {
                    self.things.insert(Thing::Field);
                }
            }
            _ => {}
        }
    }

    fn remark(&mut self, node: &Node) {
        let id = node.attribute("id").unwrap_or_default();
        if !self.remarks.iter().any(|known| known == id) {
            self.remarks.push(id.to_owned());
        }
    }

    /// What another standard has put into the cell.
    fn stranger(&mut self, node: &Node) {
        match node.local.as_str() {
            "oMath" | "oMathPara" => {
                self.things.insert(Thing::Formula);
            }
            "AlternateContent" => self.alternatives(node),
            _ if words(node).trim().is_empty() => {}
            _ => self.unread(node, Thing::Elsewhere),
        }
    }

    /// What a program writes for those that know a newer form, and for all others
    /// (ISO/IEC 29500-3, section 9.3): we are one of the others.
    fn alternatives(&mut self, node: &Node) {
        let Some(fallback) = node.nodes().find(|child| child.local == "Fallback") else {
            return self.unread(node, Thing::Picture);
        };
        if fallback.nodes().next().is_none() {
            return self.unread(node, Thing::Picture);
        }
        for child in fallback.nodes() {
            match child.local.as_str() {
                "p" | "r" | "tbl" | "sdt" | "hyperlink" | "ins" | "smartTag" => self.block(child),
                _ => self.piece(child),
            }
        }
    }

    /// Something that is not read. It may hold words.
    fn unread(&mut self, node: &Node, thing: Thing) {
        let said = words(node);
        if said.trim().is_empty() {
            self.things.insert(thing);
            return;
        }
        self.things.insert(Thing::Elsewhere);
        if !self.elsewhere.is_empty() {
            self.elsewhere.push(' ');
        }
        self.elsewhere.push_str(said.trim());
    }

    /// A remark on words that were deleted stays one.
    fn remarks_of_deleted(&mut self, node: &Node) {
        for child in node.nodes() {
            match child.local.as_str() {
                "commentReference" | "commentRangeStart" if child.is_word => self.remark(child),
                _ => self.remarks_of_deleted(child),
            }
        }
    }
}

/// All words in an element, wherever they stand. An emoji of the newer form is one.
fn words(node: &Node) -> String {
    if node.is("t") {
        return node.text().collect();
    }
    if node.local == "symEx" {
        let number = node.attribute("char").unwrap_or_default();
        let known = u32::from_str_radix(number, 16)
            .ok()
            .and_then(char::from_u32);
        return known.map(String::from).unwrap_or_default();
    }
    node.nodes().map(words).collect()
}
