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
    /// Fields that have begun and not ended: whether what they show has begun.
    fields: Vec<bool>,
    /// Whether a paragraph has ended, so that what follows begins a line.
    ended: bool,
}

/// The text of whatever holds paragraphs: a cell, or a remark.
pub(super) fn read(node: &Node) -> Cell {
    let mut cell = Cell::default();
    cell.inside(node);
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
            "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "tcPr" | "pPr" | "smartTagPr"
            | "customXmlPr" | "rt" => {}
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
        let is_hidden = node.child("rPr").is_some_and(|found| found.has("vanish"));
        for child in node.nodes() {
            if !child.is_word {
                self.stranger(child);
                continue;
            }
            let before = self.text.len();
            self.piece(child);
            if is_hidden && self.text.len() > before {
                self.text.truncate(before);
                self.things.insert(Thing::Hidden);
            }
        }
    }

    /// A part of a run (ISO/IEC 29500-1, section 17.3.3).
    fn piece(&mut self, node: &Node) {
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
                self.things.insert(Thing::Picture);
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
            Some("end") => drop(self.fields.pop()),
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
            "oMath" | "oMathPara" => self.things.insert(Thing::Formula),
            "AlternateContent" => self.things.insert(Thing::Picture),
            _ => return,
        };
    }
}
