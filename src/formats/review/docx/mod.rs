//! A review as a document of a word processor (WordprocessingML, ISO/IEC 29500-1):
//! one table of six columns, a row for each unit.
//!
//! It is written so that Word, LibreOffice and Google Docs show it alike, and read as
//! the reviewer sees it: what was inserted counts, what was deleted does not, whether
//! somebody has accepted the change or not.

mod cell;
mod node;
mod package;
mod parts;
mod remarks;
mod row;
mod seal;
mod table;
#[cfg(test)]
mod tests;
mod write;

pub use write::write;

use crate::diag::Findings;
use crate::model::ReturnedReview;

/// The namespaces of WordprocessingML: of the transitional form that programs write,
/// and of the strict one.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// Reads a document that came back. None when it is refused as a whole; the findings
/// say why. Nothing in it is run, and nothing that it names is opened.
pub fn read(bytes: &[u8], findings: &mut Findings) -> Option<ReturnedReview> {
    match package::read(bytes, findings) {
        Ok(review) => Some(review),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}
