use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place};
use crate::formats::document::builder::{is_unseen, separates};
use crate::formats::document::html;
use crate::formats::document::plain::one_line;
use crate::formats::document::splice::{Around, Splice, Writer};
use crate::formats::document::token::is_space;
use crate::formats::document::{Block, BlockKind, Extract, Mark, Style};
use crate::model::{Code, CodeKind, Content, Piece};

use super::blocks;

/// How carefully a block is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Care {
    /// Marks as they stood, and what would be markup escaped.
    #[default]
    Usual,
    /// Tags of HTML for marks that Markdown does not take beside these characters,
    /// as `**` between a letter and a quotation mark.
    Tags,
    /// All punctuation escaped, too.
    Escaped,
}

/// The text with other blocks. What is written is read again, and has the blocks,
/// texts and codes that it should have; a block for which there is no way to write
/// it so is refused.
pub(in crate::formats::document) fn write(
    document: &Extract,
    contents: &BTreeMap<usize, Content>,
    findings: &mut Findings,
) -> Option<String> {
    let part = document.parts.first()?;
    let mut care: BTreeMap<usize, Care> = BTreeMap::new();
    loop {
        let page = Page::new(document, &care);
        let own = contents.iter().filter_map(|(index, content)| {
            let block = document.blocks.get(*index)?;
            Some((block, content))
        });
        let text = Splice::new(&part.text, own.collect(), Vec::new(), &page).all();
        let wrong = misread(document, contents, &text);
        if wrong.is_empty() {
            return Some(text);
        }
        let mut refused = false;
        for index in wrong {
            match care.get(&index).copied().unwrap_or_default() {
                Care::Usual => drop(care.insert(index, Care::Tags)),
                Care::Tags => drop(care.insert(index, Care::Escaped)),
                Care::Escaped => {
                    refused = true;
                    if let Some(block) = document.blocks.get(index) {
                        findings.push(refusal(block));
                    }
                }
            }
        }
        if refused {
            return None;
        }
    }
}

fn refusal(block: &Block) -> Finding {
    Finding::error(
        "document::markdown",
        "the translation of this paragraph cannot be written so that Markdown reads it as it is",
    )
    .at(Place::default().line(block.line, 1))
    .help("Is there a bold or italic part with a space at its edge? Move the space out of it.")
}

/// The blocks that are not read again as they were meant; those that were not
/// written are taken for the fault of one that was.
fn misread(document: &Extract, contents: &BTreeMap<usize, Content>, text: &str) -> Vec<usize> {
    let again = blocks(text);
    let all = || contents.keys().copied().collect();
    if again.len() != document.blocks.len() {
        return all();
    }
    let mut wrong = Vec::new();
    for (index, (block, read)) in document.blocks.iter().zip(&again).enumerate() {
        let written = contents.get(&index);
        let same = shape(written.unwrap_or(&block.content)) == shape(&read.content)
            && block.kind == read.kind;
        match (same, written) {
            (true, _) => {}
            (false, Some(_)) => wrong.push(index),
            (false, None) => return all(),
        }
    }
    wrong
}

/// What is seen of a content: words and what the codes do. Codes at the edges are
/// outside of a block that is read.
fn shape(content: &Content) -> Vec<String> {
    let kinds: BTreeMap<&str, &str> = content
        .codes()
        .filter_map(|code| Some((code.id.as_str(), code.ctype.as_deref()?)))
        .collect();
    let mut shape: Vec<(bool, String)> = Vec::new();
    let mut after_space = true;
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => {
                let words = squeezed(text, &mut after_space);
                if !words.is_empty() {
                    shape.push((true, words));
                }
            }
            Piece::Code(code) => {
                let kind = kinds.get(code.id.as_str()).copied().unwrap_or_default();
                if separates(code) {
                    end(&mut shape);
                    after_space = true;
                } else {
                    after_space &= code.kind != CodeKind::Alone || is_unseen(code);
                }
                shape.push((false, format!("{:?} {kind}", code.kind)));
            }
        }
    }
    end(&mut shape);
    inner(&shape)
}

/// What lies between the first and the last words, and how many marks there are.
fn inner(shape: &[(bool, String)]) -> Vec<String> {
    let first = shape.iter().position(|(text, _)| *text).unwrap_or_default();
    let last = shape.iter().rposition(|(text, _)| *text);
    let inner = shape.get(first..last.map_or(0, |last| last + 1));
    let marks = shape.iter().filter(|(text, kind)| !text && is_mark(kind));
    let mut all: Vec<String> = vec![marks.count().to_string()];
    all.extend(
        inner
            .unwrap_or_default()
            .iter()
            .map(|(_, told)| told.clone()),
    );
    all
}

/// Whether a code is part of a text also at its edge.
fn is_mark(kind: &str) -> bool {
    matches!(kind, "Alone x-footnote" | "Alone x-code" | "Alone link")
}

/// Takes the white space off that stands last.
fn end(shape: &mut Vec<(bool, String)>) {
    let Some(at) = shape.iter().rposition(|(text, _)| *text) else {
        return;
    };
    if let Some((_, last)) = shape.get_mut(at) {
        last.truncate(last.trim_end_matches(is_space).len());
        if last.is_empty() {
            shape.remove(at);
        }
    }
}

/// A text with one space for every run of white space, also of one that began before.
fn squeezed(text: &str, after_space: &mut bool) -> String {
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        let space = is_space(c);
        if !(space && *after_space) {
            whole.push(if space { ' ' } else { c });
        }
        *after_space = space;
    }
    whole
}

/// The way in which blocks are written.
struct Page {
    /// By the beginning of a block.
    care: BTreeMap<usize, Care>,
}

impl Page {
    fn new(document: &Extract, care: &BTreeMap<usize, Care>) -> Page {
        let care = care.iter().filter_map(|(index, care)| {
            let block = document.blocks.get(*index)?;
            Some((block.slot.range.start, *care))
        });
        Page {
            care: care.collect(),
        }
    }

    fn care(&self, block: &Block) -> Care {
        let own = self.care.get(&block.slot.range.start);
        own.copied().unwrap_or_default()
    }
}

impl Writer for Page {
    fn end(&self, block: &Block, out: &mut String) {
        if let Style::MarkdownLabel(label) = &block.slot.style {
            out.push_str(label);
        }
    }

    fn text(&self, block: &Block, text: &str, around: Around<'_>, out: &mut String) {
        match &block.slot.style {
            Style::MarkdownTitle => title(&one_line(text), out),
            Style::Markdown { .. } | Style::MarkdownLabel(_) => {
                let text = one_line(text);
                let place = Line {
                    text: trimmed(&text, around),
                    around,
                    is_heading: matches!(block.kind, BlockKind::Heading(_)),
                    is_careful: self.care(block) == Care::Escaped,
                };
                place.push(out);
            }
            _ => html::push(block, text, around, out),
        }
    }

    fn code(&self, block: &Block, code: &Code, mark: &Mark, splice: &Splice<'_>, out: &mut String) {
        if self.care(block) >= Care::Tags
            && let Some(tag) = tag(block, code, mark)
        {
            out.push_str(&tag);
            return;
        }
        match mark {
            Mark::Source(range) => splice.render(range.clone(), out),
            Mark::Text(text) => out.push_str(text),
            Mark::Run(..) | Mark::Properties(_) | Mark::Plain => {}
        }
    }
}

/// The tag of HTML that does what a mark of Markdown does.
fn tag(block: &Block, code: &Code, mark: &Mark) -> Option<String> {
    let Mark::Source(_) = mark else {
        return None;
    };
    let mut own = block.content.codes().filter(|own| own.id == code.id);
    let open = own.next().filter(|open| open.kind == CodeKind::Open)?;
    let is_mark = open.data.as_deref()?.starts_with(['*', '_', '~']);
    let name = match open.ctype.as_deref().filter(|_| is_mark)? {
        "bold" => "strong",
        "italic" => "em",
        "x-strikethrough" => "del",
        _ => return None,
    };
    let slash = if code.kind == CodeKind::Close {
        "/"
    } else {
        ""
    };
    Some(format!("<{slash}{name}>"))
}

/// The title of a link: whatever could end it is escaped.
fn title(text: &str, out: &mut String) {
    for c in text.chars() {
        if matches!(c, '"' | '\'' | '(' | ')' | '\\' | '&' | '<') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A text without the white space that Markdown would take for markup.
fn trimmed<'a>(text: &'a str, around: Around<'_>) -> &'a str {
    let breaks = |code: Option<&Code>| code.is_none_or(separates);
    let text = if breaks(around.before) {
        text.trim_start_matches(is_space)
    } else {
        text
    };
    if breaks(around.after) {
        text.trim_end_matches(is_space)
    } else {
        text
    }
}

/// A piece of text on a line.
struct Line<'a> {
    text: &'a str,
    around: Around<'a>,
    is_heading: bool,
    is_careful: bool,
}

impl Line<'_> {
    fn push(&self, out: &mut String) {
        let starts = self.around.before.is_none_or(separates);
        let digits = self.text.len()
            - self
                .text
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        // A heading drops what it ends in.
        let (ends, tail) = (
            self.around.after.is_none(),
            self.text.trim_end_matches('#').len(),
        );
        for (at, c) in self.text.char_indices() {
            let is_first = at == 0;
            let special = match c {
                '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
                '_' => !self.is_inside_word(at),
                '&' => self.begins_entity(at),
                '#' => (is_first && starts) || (ends && at >= tail),
                '>' | '+' | '-' | '=' | ':' if is_first && starts => true,
                '.' | ')' => starts && digits > 0 && at == digits,
                '!' => self.text.len() == at + 1 && self.around.after.is_some(),
                '{' | '}' => self.is_heading,
                c => self.is_careful && c.is_ascii_punctuation(),
            };
            if special {
                out.push('\\');
            }
            out.push(c);
        }
    }

    fn is_inside_word(&self, at: usize) -> bool {
        let before = self
            .text
            .get(..at)
            .and_then(|text| text.chars().next_back());
        let after = self.text.get(at + 1..).and_then(|text| text.chars().next());
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    }

    /// Whether an `&` would begin a character reference.
    fn begins_entity(&self, at: usize) -> bool {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
        end.is_some_and(|end| rest.get(end..).is_some_and(|rest| rest.starts_with(';')))
    }
}
