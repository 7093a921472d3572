//! Documents: plain text, Markdown, HTML and DOCX, read as blocks of text and
//! written back with other text in the same places.
//!
//! A document is its bytes and, for every block (a paragraph, a heading, a cell,
//! the text that stands for a picture), the place of the block in them. That is
//! the whole skeleton: what is not translated is copied from the bytes, so it
//! cannot change. Blocks may lie in one another: the alternative text of a
//! picture lies in the code that the picture is in its paragraph.
//!
//! Codes of a block are numbered from 1, and a pair shares its number. `data` is
//! the markup as it stands in the file.

#![allow(
    clippy::result_large_err,
    reason = "a document is refused once, with a finding, so its size costs nothing"
)]

mod builder;
pub(in crate::formats) mod docx;
mod encoded;
mod html;
mod markdown;
mod plain;
mod splice;
#[cfg(test)]
mod tests;
mod token;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Finding, Findings, Place};
use crate::model::{Content, Locale};

use super::Error;
use encoded::Encoded;

/// The form of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text: every line that is not blank is a block.
    Plain,
    /// Markdown: CommonMark with the tables, footnotes, strikethrough and task
    /// lists of GitHub.
    Markdown,
    /// HTML as browsers read it.
    Html,
    /// Office Open XML, WordprocessingML (ISO/IEC 29500-1, part 17).
    Docx,
}

/// Formats and the endings of file names that tell them, the usual one first.
const ENDINGS: [(Format, &[&str]); 4] = [
    (Format::Plain, &["txt"]),
    (Format::Markdown, &["md", "markdown"]),
    (Format::Html, &["html", "htm", "xhtml"]),
    (Format::Docx, &["docx"]),
];

impl Format {
    /// The format that the ending of a file name tells, whatever its case.
    pub fn of_name(name: &str) -> Option<Format> {
        let (_, ending) = name.rsplit_once('.')?;
        let known = |endings: &[&str]| endings.iter().any(|one| one.eq_ignore_ascii_case(ending));
        let found = ENDINGS.iter().find(|(_, endings)| known(endings));
        found.map(|(format, _)| *format)
    }

    /// Its name, as the memory keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Plain => "plain",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Docx => "docx",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Format> {
        let mut all = ENDINGS.iter().map(|(format, _)| *format);
        all.find(|format| format.as_str() == name)
    }

    /// The value of `datatype` in XLIFF 1.2 (section 2.3, and `x-` for what it
    /// does not name).
    pub fn datatype(self) -> &'static str {
        match self {
            Format::Plain => "plaintext",
            Format::Markdown => "x-markdown",
            Format::Html => "html",
            Format::Docx => "x-docx",
        }
    }
}

/// What a block is, as far as its format says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The name of the whole document, such as `<title>`.
    Title,
    /// A heading, with its level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// What stands below a picture or a table.
    Caption,
    /// A note at the foot or the end.
    Note,
    /// What is read where a picture cannot be seen.
    Alternative,
    /// Other text that is no part of the running text: the remark that appears
    /// over a link, a description for search engines, the head of a page.
    Aside,
}

/// A piece of a document that is translated as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The line on which it begins, from 1; of DOCX, which has no lines, its
    /// number among the blocks.
    pub line: u64,
    /// Its text and codes.
    pub content: Content,
    /// The part of the document that it lies in.
    part: usize,
    slot: Slot,
}

/// Where a block lies, and how text is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Slot {
    /// Bytes of the part.
    range: Range<usize>,
    style: Style,
    /// Where the codes of the content come from, in their order.
    marks: Vec<Mark>,
}

/// How text is written in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Markdown {
        cell: bool,
    },
    /// The title of a Markdown link, between marks of its own.
    MarkdownTitle,
    /// The text of a Markdown picture that was its label too, and what follows it.
    MarkdownLabel(String),
    Html,
    /// White space is shown as it stands.
    HtmlVerbatim,
    /// An attribute value between these marks; none: bare.
    Attribute(Option<char>),
    /// Runs of text with these properties.
    Runs(docx::Runs),
}

/// What a code is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mark {
    /// What stands there, with the blocks that lie in it.
    Source(Range<usize>),
    /// This, which does not stand in the source.
    Text(String),
    /// What stands there, inside a run of its own with these properties.
    Run(String, Range<usize>),
    /// From here on text has these properties of a run.
    Properties(String),
    /// From here on text has the properties of the block again.
    Plain,
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct Extract {
    /// Its format.
    pub format: Format,
    /// Its blocks, in the order of reading.
    pub blocks: Vec<Block>,
    parts: Vec<Part>,
    encoding: Encoded,
}

/// A text in which blocks lie: the file itself, or a part of a DOCX package.
#[derive(Clone, Debug)]
struct Part {
    name: String,
    text: String,
}

/// Reads a document. None when it is refused; the findings say why, and name no
/// file.
pub fn read(format: Format, bytes: &[u8], findings: &mut Findings) -> Option<Extract> {
    if format == Format::Docx {
        return docx::read(bytes, findings);
    }
    let (text, encoding) = match format {
        Format::Html => encoded::html(bytes),
        _ => encoded::text(bytes),
    }
    .map_err(|finding| findings.push(finding))
    .ok()?;
    if let Some(finding) = unreadable(format, &text) {
        findings.push(finding);
        return None;
    }
    let mut blocks = match format {
        Format::Markdown => markdown::blocks(&text),
        Format::Html => html::blocks(&text, 0, &text),
        _ => plain::blocks(&text),
    };
    number_lines(&text, &mut blocks);
    Some(Extract {
        format,
        blocks,
        parts: vec![Part {
            name: String::new(),
            text,
        }],
        encoding,
    })
}

/// What keeps a text from being read.
fn unreadable(format: Format, text: &str) -> Option<Finding> {
    let place = |at: usize| {
        let (line, column) = position(text, at);
        Place::default().line(line, column)
    };
    if let Some(at) = text.find('\0') {
        let message = "there is a NUL character in this file";
        return Some(
            Finding::error("statement::binary", message)
                .at(place(at))
                .help("Is it a text file? Save it as plain text and try again."),
        );
    }
    let has_tags = matches!(format, Format::Html | Format::Markdown);
    let at = html::chains::too_long(text).filter(|_| has_tags)?;
    let most = html::chains::LONGEST;
    let message = format!("there are more than {most} attributes in one tag");
    Some(
        Finding::error("document::attributes", message)
            .at(place(at))
            .help("No page needs so many. Take them out, or leave the file out."),
    )
}

/// Line and column of a byte, both from 1, the column in characters.
fn position(text: &str, at: usize) -> (u64, u64) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(start..).unwrap_or_default().chars().count();
    (line_of(text, at), column as u64 + 1)
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> u64 {
    line_ends(text).partition_point(|end| *end <= at) as u64 + 1
}

/// Where lines end: after LF, CRLF or CR.
fn line_ends(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.map(|(at, _)| at + 1).collect()
}

/// Gives every block the line on which it begins.
fn number_lines(text: &str, blocks: &mut [Block]) {
    let ends = line_ends(text);
    for block in blocks {
        let before = ends.partition_point(|end| *end <= block.slot.range.start);
        block.line = before as u64 + 1;
    }
}

/// What is to be written in a document.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The contents of blocks, by their index. The codes of a content are those of the
    /// block, by number and kind, in any order.
    pub contents: &'a BTreeMap<usize, Content>,
    /// The language of these.
    pub target: &'a Locale,
    /// The language of the document; none: unknown.
    pub source: Option<&'a Locale>,
    /// Blocks that should have been translated and stay in the language of the document,
    /// by their index.
    pub left: &'a BTreeSet<usize>,
}

/// Writes a document with other contents for some of its blocks. Without any content
/// the bytes are given back as they are.
///
/// # Errors
///
/// When the machine fails.
pub fn write(
    document: &Extract,
    original: &[u8],
    wanted: &Wanted<'_>,
    findings: &mut Findings,
) -> Result<Option<Vec<u8>>, Error> {
    let contents = wanted.contents;
    let mut sound = true;
    for (index, content) in contents {
        let Some(block) = document.blocks.get(*index) else {
            continue;
        };
        if !splice::fits(block, content) {
            sound = false;
            findings.push(
                Finding::error(
                    "document::codes",
                    "the inline codes (tags) of this translation cannot stand so: one is \
                     missing, or two pairs cross each other",
                )
                .words(&content.plain())
                .at(Place::default().line(block.line, 1))
                .help("Correct the translation in the package and import it again."),
            );
        }
    }
    if !sound {
        return Ok(None);
    }
    if contents.is_empty() {
        return Ok(Some(original.to_owned()));
    }
    let text = match document.format {
        Format::Plain => plain::write(document, contents),
        Format::Markdown => markdown::write(document, contents, findings),
        Format::Html => html::write(document, wanted, findings),
        Format::Docx => return docx::write(document, original, contents, wanted.target).map(Some),
    };
    Ok(text.map(|text| document.encoding.encode(&text)))
}
