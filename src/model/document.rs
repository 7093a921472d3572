use serde::{Deserialize, Serialize};

use super::Content;

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphKind {
    /// A title or a line above a section.
    Heading,
    /// Running text.
    Body,
    /// Addresses, telephone numbers and the like: kept, not translated.
    Boilerplate,
}

impl ParagraphKind {
    /// The word used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            ParagraphKind::Heading => "heading",
            ParagraphKind::Body => "body",
            ParagraphKind::Boilerplate => "boilerplate",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [
            ParagraphKind::Heading,
            ParagraphKind::Body,
            ParagraphKind::Boilerplate,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == name)
    }
}

/// A sentence, or what stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// White space between the segment before (or the start of the paragraph)
    /// and this one.
    pub before: String,
    /// The segment itself, without white space at its edges.
    pub content: Content,
}

/// One line of a plain-text statement that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// From 1, in the order of the document.
    pub number: u32,
    /// The line of the file it stands on, from 1.
    pub line: u64,
    /// What it is for.
    pub kind: ParagraphKind,
    /// Whether it is to be translated.
    pub translate: bool,
    /// Its segments, in order.
    pub segments: Vec<Segment>,
    /// White space after the last segment.
    pub after: String,
}

impl Paragraph {
    /// The paragraph as it stood in the file: its segments joined.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for segment in &self.segments {
            text.push_str(&segment.before);
            text.push_str(&segment.content.plain());
        }
        text.push_str(&self.after);
        text
    }
}

/// A statement, read and segmented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name: the path inside the folder of statements, with `/`.
    pub name: String,
    /// A hash of the file's bytes, 32 hexadecimal digits.
    pub hash: String,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

impl Document {
    /// All segments with their paragraph and unit id (`p3.s2`), in order.
    pub fn units(&self) -> impl Iterator<Item = (String, &Paragraph, &Segment)> {
        self.paragraphs.iter().flat_map(|paragraph| {
            paragraph
                .segments
                .iter()
                .enumerate()
                .map(move |(index, segment)| {
                    let id = format!("p{}.s{}", paragraph.number, index + 1);
                    (id, paragraph, segment)
                })
        })
    }
}
