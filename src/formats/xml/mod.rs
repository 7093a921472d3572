//! XML 1.0 (fifth edition) with namespaces, held to the letter.
//!
//! The tokens come from `quick-xml`, which lets much pass: a truncated
//! document, `x < y`, two roots, control characters, unread attributes. This
//! layer refuses all of it, with a line and a column. Of the document type
//! declaration it accepts the external identifier, which is never fetched, and
//! refuses the internal subset; of entities it knows the five of section 4.6.
//!
//! Read: elements, attributes, text, CDATA, character references. Skipped:
//! comments, processing instructions. Not read: DTDs, `xml:base`, `xml:id`.
//!
//! Size is bounded piece by piece, not for the file: [`DEPTH_LIMIT`],
//! [`ATTRIBUTE_LIMIT`], [`ATTRIBUTE_COUNT_LIMIT`], [`TEXT_LIMIT`].

mod characters;
mod escape;
mod flaw;
mod namespace;
mod open;
mod position;
mod prolog;
mod quick;
mod reader;
mod tag;
mod walk;

use std::io::{self, BufRead};
use std::sync::Arc;

use smol_str::SmolStr;

use crate::diag::{Finding, Place};

pub(in crate::formats) use characters::{is_character, is_name_token, is_plain_name, is_space};
pub(in crate::formats) use position::Position;

pub use characters::illegal_characters;
pub use escape::{push_attribute, push_text};
pub use namespace::XML;
pub use reader::Reader;

/// How deep elements may stand in one another. Real files stay below 20.
pub const DEPTH_LIMIT: usize = 256;

/// How long an attribute value may be, in bytes as written.
pub const ATTRIBUTE_LIMIT: usize = 64 * 1024;

/// How many attributes a tag may have. They are compared with one another, so
/// without a limit their number would cost its square.
pub const ATTRIBUTE_COUNT_LIMIT: usize = 256;

/// How long the text between two tags may be, in bytes.
pub const TEXT_LIMIT: usize = 1024 * 1024;

/// How many bytes one tag, comment or run of text may take before reading
/// stops. Above [`TEXT_LIMIT`], so that the text limit is met first.
const PIECE_LIMIT: usize = 2 * TEXT_LIMIT;

/// A name with the namespace its prefix stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The namespace, if any.
    pub namespace: Option<Arc<str>>,
    /// The name without its prefix.
    pub local: SmolStr,
}

/// An attribute that declares no namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Its name; without a prefix it is in no namespace.
    pub name: Name,
    /// Its value, normalised as section 3.3.3 says for CDATA.
    pub value: String,
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: Name,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
    /// Whether it was written `<a/>`. An [`Event::End`] follows all the same.
    pub empty: bool,
}

impl Element {
    /// The value of an attribute without a prefix.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        self.attribute_in(None, local)
    }

    /// The value of an attribute in a namespace.
    pub fn attribute_in(&self, namespace: Option<&str>, local: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|a| a.name.local == local && a.name.namespace.as_deref() == namespace)
            .map(|attribute| attribute.value.as_str())
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An element begins.
    Start(Element),
    /// The element that began last ends.
    End(Name),
    /// All text up to the next tag, as one: references expanded, CDATA
    /// unwrapped, line ends LF. Never empty; white space counts.
    Text(String),
    /// The document is over, and was well-formed.
    Eof,
}

/// Why a document is not well-formed, or not safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line and column where it shows.
    pub place: Place,
    /// The name of the finding it becomes.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
}

impl From<Fault> for Finding {
    fn from(fault: Fault) -> Finding {
        let help = match fault.code {
            "xml::truncated" => "ask for the file again",
            "xml::encoding" => "save it as UTF-8 in the tool it comes from",
            "xml::doctype" | "xml::entity" => "ask the sender why it is there",
            _ => "export the file again from the tool it comes from",
        };
        Finding::error(fault.code, fault.message)
            .at(fault.place)
            .help(help)
    }
}

/// Why a document cannot be read on.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The document is at fault.
    Fault(Fault),
    /// The machine is.
    Io(io::Error),
}

/// Whether a document is well-formed: the fault it stops at, or none.
///
/// ```
/// use tilmach::formats::xml::well_formed;
/// assert_eq!(well_formed("<a>x &lt; y</a>".as_bytes())?, None);
/// let fault = well_formed("<a>x < y</a>".as_bytes())?;
/// assert_eq!(fault.map(|f| f.place.to_string()), Some("-:1:6".to_owned()));
/// # Ok::<(), tilmach::formats::Error>(())
/// ```
///
/// # Errors
///
/// When the source cannot be read.
pub fn well_formed(source: impl BufRead) -> Result<Option<Fault>, super::Error> {
    let mut reader = Reader::new(source);
    loop {
        match reader.next_event() {
            Ok(Event::Eof) => return Ok(None),
            Ok(_) => {}
            Err(Failure::Fault(fault)) => return Ok(Some(fault)),
            Err(Failure::Io(error)) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests;
