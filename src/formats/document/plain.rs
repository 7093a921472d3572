//! Plain text: every line that is not blank is a block.

use std::collections::BTreeMap;

use crate::model::Content;

use super::splice::{Around, Splice, Writer};
use super::{Block, BlockKind, Extract, Slot, Style};

/// The lines that are not blank, as they stand, with the white space at their
/// edges. A line ends with LF, CRLF or CR.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let next = start + line.len() + 1;
        let line = line.strip_suffix('\r').unwrap_or(line);
        for line in line.split('\r') {
            let range = start..start + line.len();
            start = range.end + 1;
            let legal = |c: &char| (*c >= '\u{20}' || *c == '\t') && !is_noncharacter(*c);
            let shown: String = line.chars().filter(legal).collect();
            if !shown.trim().is_empty() {
                blocks.push(Block {
                    kind: BlockKind::Paragraph,
                    line: 0,
                    content: Content::text(shown),
                    part: 0,
                    slot: Slot {
                        range,
                        style: Style::Plain,
                        marks: Vec::new(),
                    },
                });
            }
        }
        start = next;
    }
    blocks
}

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// The text with other lines.
pub(super) fn write(document: &Extract, contents: &BTreeMap<usize, Content>) -> Option<String> {
    let part = document.parts.first()?;
    let blocks = contents
        .iter()
        .filter_map(|(index, content)| Some((document.blocks.get(*index)?, content)));
    let splice = Splice::new(&part.text, blocks.collect(), Vec::new(), &Lines);
    Some(splice.all())
}

struct Lines;

impl Writer for Lines {
    fn text(&self, _block: &Block, text: &str, _around: Around<'_>, out: &mut String) {
        out.push_str(&one_line(text));
    }
}

/// A text on one line: a line break in a translation would begin a paragraph that
/// the source does not have. It becomes a space with all white space around it.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_whitespace) {
        let (before, tail) = rest.split_at(start);
        let after = tail.trim_start();
        let space = tail.get(..tail.len() - after.len()).unwrap_or_default();
        line.push_str(before);
        line.push_str(if space.contains(['\n', '\r']) {
            " "
        } else {
            space
        });
        rest = after;
    }
    line.push_str(rest);
    line
}
