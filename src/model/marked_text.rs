use serde::{Deserialize, Serialize};

/// A text with marks on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkedText {
    /// The text.
    pub text: String,
    /// The marks, by where they begin, the longer first. They may overlap.
    pub marks: Vec<TextMark>,
}

/// A stretch of a text and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextMark {
    /// The byte it begins at, between characters.
    pub start: usize,
    /// The byte behind it, between characters.
    pub end: usize,
    /// What it is.
    pub kind: MarkKind,
    /// The concept of a term; empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub concept: String,
}

/// What a stretch of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// Somebody else's words, marks included.
    Quoted,
    /// A term of the glossary.
    Term,
    /// Words in question.
    Fault,
}
