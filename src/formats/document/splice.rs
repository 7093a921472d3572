//! A text with some of its ranges replaced, and every other byte as it was.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Code, CodeKind, Content, Piece};

use super::{Block, Mark};

/// What stands in a range instead.
pub(super) enum Patch {
    /// This.
    Text(String),
    /// A block with another content, by its place among those of [`Splice`].
    Block(usize),
}

/// How a piece of a block is written.
pub(super) trait Writer {
    /// What is written before a block.
    fn begin(&self, _block: &Block, _out: &mut String) {}
    /// What is written after a block.
    fn end(&self, _block: &Block, _out: &mut String) {}
    /// Adds text. `before` and `after` are the codes beside it.
    fn text(&self, block: &Block, text: &str, around: Around<'_>, out: &mut String);
    /// Adds a code; by default what stands in the source.
    fn code(
        &self,
        _block: &Block,
        _code: &Code,
        mark: &Mark,
        splice: &Splice<'_>,
        out: &mut String,
    ) {
        match mark {
            Mark::Source(range) => splice.render(range.clone(), out),
            Mark::Text(text) => out.push_str(text),
            Mark::Run(..) | Mark::Properties(_) | Mark::Plain => {}
        }
    }
}

/// What stands beside a piece of text.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The code before it; none at the beginning of the block.
    pub(super) before: Option<&'a Code>,
    /// The code after it; none at the end of the block.
    pub(super) after: Option<&'a Code>,
}

/// A text and what is to be changed in it.
pub(super) struct Splice<'a> {
    text: &'a str,
    /// Outer ranges before those that lie in them.
    patches: Vec<(Range<usize>, Patch)>,
    contents: Vec<(&'a Block, &'a Content)>,
    writer: &'a dyn Writer,
}

impl<'a> Splice<'a> {
    pub(super) fn new(
        text: &'a str,
        contents: Vec<(&'a Block, &'a Content)>,
        others: Vec<(Range<usize>, String)>,
        writer: &'a dyn Writer,
    ) -> Splice<'a> {
        let others = others
            .into_iter()
            .map(|(range, text)| (range, Patch::Text(text)));
        let blocks = contents.iter().enumerate();
        let blocks = blocks.map(|(at, (block, _))| (block.slot.range.clone(), Patch::Block(at)));
        let mut patches: Vec<(Range<usize>, Patch)> = blocks.chain(others).collect();
        patches.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        Splice {
            text,
            patches,
            contents,
            writer,
        }
    }

    /// The whole text.
    pub(super) fn all(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        self.render(0..self.text.len(), &mut out);
        out
    }

    /// A range of the text with all changes that lie in it.
    pub(super) fn render(&self, range: Range<usize>, out: &mut String) {
        let mut at = range.start;
        let first = self
            .patches
            .partition_point(|(patch, _)| patch.start < range.start);
        for (place, patch) in self.patches.get(first..).unwrap_or_default() {
            if place.start > range.end {
                break;
            }
            // What lies in a range that was replaced is written with it.
            if place.start < at || place.end > range.end {
                continue;
            }
            out.push_str(self.text.get(at..place.start).unwrap_or_default());
            match patch {
                Patch::Text(text) => out.push_str(text),
                Patch::Block(index) => {
                    if let Some((block, content)) = self.contents.get(*index) {
                        self.writer.begin(block, out);
                        self.block(block, content, out);
                        self.writer.end(block, out);
                    }
                }
            }
            at = place.end;
        }
        out.push_str(self.text.get(at..range.end).unwrap_or_default());
    }

    fn block(&self, block: &Block, content: &Content, out: &mut String) {
        let pieces = content.pieces();
        let code = |at: Option<usize>| match pieces.get(at?)? {
            Piece::Code(code) => Some(code),
            Piece::Text(_) => None,
        };
        let marks = marks(block);
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(text) => {
                    let around = Around {
                        before: code(at.checked_sub(1)),
                        after: code(Some(at + 1)),
                    };
                    self.writer.text(block, text, around, out);
                }
                Piece::Code(code) => {
                    if let Some(mark) = marks.get(&(code.id.as_str(), code.kind)) {
                        self.writer.code(block, code, mark, self, out);
                    }
                }
            }
        }
    }
}

/// The places in the source of the codes of a block, by their number and kind.
fn marks(block: &Block) -> BTreeMap<(&str, CodeKind), &Mark> {
    let codes = block.content.codes().zip(&block.slot.marks);
    codes
        .map(|(code, mark)| ((code.id.as_str(), code.kind), mark))
        .collect()
}

/// Whether a content can stand in a block: the same codes, every pair opened before
/// it is closed, and none across another.
pub(super) fn fits(block: &Block, content: &Content) -> bool {
    if content.code_multiset() != block.content.code_multiset() {
        return false;
    }
    crossings(content) <= crossings(&block.content)
}

/// How often a pair is closed that was not opened last.
fn crossings(content: &Content) -> usize {
    let mut open: Vec<&str> = Vec::new();
    let mut count = 0;
    for code in content.codes() {
        match code.kind {
            CodeKind::Alone => {}
            CodeKind::Open => open.push(&code.id),
            CodeKind::Close if open.last().is_some_and(|last| *last == code.id) => {
                open.pop();
            }
            CodeKind::Close => count += 1,
        }
    }
    count
}
