use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{CodeKind, Content, Locale, Piece, State};

/// Where a variant came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// A package of ours that a translator sent back.
    Return,
    /// A translation memory that was imported.
    Tmx,
    /// A bilingual file of somebody else.
    Xliff,
    /// A passage that statements quote; no variant has it, only what is offered.
    Passage,
}

impl OriginKind {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            OriginKind::Return => "return",
            OriginKind::Tmx => "tmx",
            OriginKind::Xliff => "xliff",
            OriginKind::Passage => "passage",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [OriginKind::Return, OriginKind::Tmx, OriginKind::Xliff]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// How a variant came into the memory. File names are base names: never a
/// path, which would name a person's machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The way it came.
    pub kind: OriginKind,
    /// The name of the file it came in.
    pub file: String,
    /// The export it answers.
    pub export: Option<String>,
    /// The unit of that export, or the `tuid` of the TMX unit.
    pub unit: Option<String>,
}

/// The segments around an occurrence, as plain source text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Context {
    /// The segment before; none at the start of a document.
    pub previous: Option<String>,
    /// The segment after; none at the end of a document.
    pub next: Option<String>,
}

/// What a foreign memory says beside a translation, so that it can be said again
/// when the translation leaves. Who made it is not here: that is a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// The name of the unit in the memory it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tuid: Option<String>,
    /// What is said of the whole unit: type and text, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<(String, String)>,
    /// What is said of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_properties: Vec<(String, String)>,
    /// What is said of the translation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_properties: Vec<(String, String)>,
    /// Notes, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The day it was made, `YYYY-MM-DD`: never the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// The day it was last changed, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    /// What else the unit is said to be, such as how often it was used: name and
    /// value in the words of TMX, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<(String, String)>,
    /// The like of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_attributes: Vec<(String, String)>,
    /// The like of the translation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_attributes: Vec<(String, String)>,
    /// Notes on the source, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_notes: Vec<String>,
    /// Notes on the translation, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_notes: Vec<String>,
    /// The source with its codes as TMX has them, where that says more than
    /// [`Content`] does. It counts for nothing but being written again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_markup: Option<String>,
    /// The like of the translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_markup: Option<String>,
}

/// The type of the property that holds a remark of a reviewer.
const REMARK: &str = "x-remark";

impl Extra {
    /// What reviewers remarked, in order.
    pub fn remarks(&self) -> impl Iterator<Item = &str> {
        let said = self.properties.iter();
        said.filter(|(kind, _)| kind == REMARK)
            .map(|(_, text)| text.as_str())
    }

    /// Adds what a reviewer remarked. False if that is there already.
    pub fn add_remark(&mut self, text: &str) -> bool {
        let is_known = self.remarks().any(|known| known == text);
        if !is_known {
            self.properties.push((REMARK.to_owned(), text.to_owned()));
        }
        !is_known
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Extra::default()
    }
}

/// One translation of one source content into one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The language of the source.
    pub source_locale: Locale,
    /// What was translated.
    pub source: Content,
    /// The language and script of the translation.
    pub locale: Locale,
    /// The translation.
    pub target: Content,
    /// How far it has come.
    pub state: State,
    /// How it came into the memory.
    pub origin: Origin,
    /// Where it was seen; sorted, without doubles. Empty when unknown.
    pub contexts: Vec<Context>,
    /// The day it entered, `YYYY-MM-DD`.
    pub added: String,
    /// The alias of who made it, if the desk gave one.
    pub by: Option<String>,
    /// Whether a later variant took its place. It stays for the record and is
    /// never offered.
    pub superseded: bool,
    /// The codes of the errors that were found when it last came in.
    pub marks: BTreeSet<String>,
    /// What the memory it came from says beside it; none when it says nothing.
    pub extra: Option<Box<Extra>>,
}

impl Variant {
    /// A name for the pair of contents that is the same in every memory; see
    /// [`Variant::identity_of`].
    pub fn identity(&self) -> String {
        Variant::identity_of(
            &self.source_locale,
            &self.source,
            &self.locale,
            &self.target,
        )
    }

    /// The name of a source in its language and a target in its language:
    /// 24 hexadecimal digits of a BLAKE3 hash over all four. Of a code, its part
    /// and id count, not what it looks like.
    pub fn identity_of(
        source_locale: &Locale,
        source: &Content,
        locale: &Locale,
        target: &Content,
    ) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut part = |tag: u8, text: &str| {
            hasher.update(&[tag]);
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        };
        for (language, content) in [(source_locale, source), (locale, target)] {
            part(b'L', &language.to_string());
            for piece in content.pieces() {
                match piece {
                    Piece::Text(text) => part(b'T', text),
                    Piece::Code(code) => part(code_tag(code.kind), &code.id),
                }
            }
        }
        hasher.finalize().to_hex().chars().take(24).collect()
    }
}

fn code_tag(kind: CodeKind) -> u8 {
    match kind {
        CodeKind::Open => b'O',
        CodeKind::Close => b'C',
        CodeKind::Alone => b'A',
    }
}
