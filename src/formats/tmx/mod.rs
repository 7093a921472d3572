//! TMX 1.4b (LISA OSCAR, 26 April 2005), translation memories of any tool.
//!
//! Read: TMX 1.1 to 1.4b, element names in any case, `xml:lang` or `lang`,
//! header, properties and notes, the content markup of section 4 (`<bpt>`,
//! `<ept>`, `<ph>`, `<it>`, `<ut>`, `<hi>`, `<sub>`), OmegaT's shortcuts in
//! text. Not read: `<ude>`, `changeid`, notes of the header.
//!
//! Written: level 2, valid against `tmx14.dtd`, one source and one target
//! language, the same bytes for the same variants. The properties that carry
//! our own record are named in [`variant_of`].

mod inline;
mod kept;
mod properties;
mod reader;
mod segment;
mod shortcuts;
mod writer;

use crate::diag::Place;
use crate::model::Content;

pub use properties::{Arrival, variant_of};
pub use reader::read;
pub use writer::{CodeForm, Filling, WriterHeader, write, write_fillings};

/// The creation tool in the headers we write.
pub const TOOL: &str = "tilmach";

/// What the `<header>` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// `creationtool`.
    pub creation_tool: Option<String>,
    /// `creationtoolversion`.
    pub creation_tool_version: Option<String>,
    /// `o-tmf`: the format of the memory it was made from.
    pub memory_format: Option<String>,
    /// `srclang` as written; `*all*` means that any variant may be the source.
    pub source_language: Option<String>,
    /// Its `<prop>`s: type and text, in order.
    pub properties: Vec<(String, String)>,
}

impl Header {
    /// Whether codes stand in the text as OmegaT's shortcuts.
    pub fn has_shortcuts(&self) -> bool {
        let says = |(kind, text): &(String, String)| {
            kind == shortcuts::PROPERTY && text == shortcuts::VALUE
        };
        self.is_by("OmegaT") || self.properties.iter().any(says)
    }

    /// Whether a tool of that name wrote the file, in any version.
    pub fn is_by(&self, tool: &str) -> bool {
        self.creation_tool
            .as_deref()
            .is_some_and(|name| name.starts_with(tool))
    }
}

/// A `<tu>`: one text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// `tuid`.
    pub tuid: Option<String>,
    /// `srclang`, if the unit has its own.
    pub source_language: Option<String>,
    /// Its `<prop>`s: type and text, in order.
    pub properties: Vec<(String, String)>,
    /// Its `<note>`s, in order.
    pub notes: Vec<String>,
    /// `creationdate` as written (`YYYYMMDDThhmmssZ`).
    pub creation_date: Option<String>,
    /// `changedate` as written.
    pub change_date: Option<String>,
    /// `creationid`: in foreign files often a person's name.
    pub creation_id: Option<String>,
    /// Its other attributes that the DTD knows, in order; `changeid` is none of them.
    pub attributes: Vec<(String, String)>,
    /// Its variants, in order.
    pub variants: Vec<Tuv>,
    /// Where it begins.
    pub place: Place,
}

/// A `<tuv>`: the text in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tuv {
    /// The language tag, as written.
    pub language: String,
    /// Its `<prop>`s: type and text, in order.
    pub properties: Vec<(String, String)>,
    /// Its other attributes that the DTD knows, in order, dates as days.
    pub attributes: Vec<(String, String)>,
    /// Its `<note>`s, in order.
    pub notes: Vec<String>,
    /// The text of `<seg>`.
    pub content: Content,
    /// What stands in `<seg>`, if there are elements: escaped, names in lower case.
    pub markup: Option<String>,
}

#[cfg(test)]
mod tests;
