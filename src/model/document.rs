use super::{Content, ParagraphKind, Role};

/// A sentence, or what stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// White space between the segment before (or the start of the paragraph)
    /// and this one.
    pub before: String,
    /// The segment itself, without white space at its edges.
    pub content: Content,
}

/// One line of a plain-text statement that is not blank; of other input, what
/// was given as one paragraph, which may hold line breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// From 1, in the order of the document.
    pub number: u32,
    /// The line of the file it stands on, from 1.
    pub line: u64,
    /// What it is for, as exactly as its place and its form tell.
    pub role: Role,
    /// Whether it is to be translated.
    pub translate: bool,
    /// Its segments, in order.
    pub segments: Vec<Segment>,
    /// White space after the last segment.
    pub after: String,
}

impl Paragraph {
    /// The class of its role.
    pub fn kind(&self) -> ParagraphKind {
        self.role.kind()
    }

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
