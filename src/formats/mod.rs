//! The files of the trade: XML, XLIFF 1.2 and 2, TMX, TBX, glossaries of OmegaT,
//! workbooks and SRX, read and written as [`crate::model`] values.
//!
//! A reader takes bytes and a list of findings. Whatever is wrong with the
//! bytes becomes a finding with a line and a column; only a fault of the
//! machine is an [`Error`]. A writer takes values and gives the same bytes for
//! the same values, without a clock.
//!
//! Nothing here opens a file, a path or an address that a document names.

pub mod conformance;
pub mod decode;
pub mod document;
pub mod glossary_table;
mod notes;
pub mod omegat;
pub mod page;
mod reference;
pub mod report;
pub mod review;
pub mod srx;
pub mod tbx;
pub mod tmx;
pub mod word_pairs;
pub mod workbook;
pub mod xliff;
pub mod xliff12;
pub mod xliff2;
pub mod xml;

/// A fault of the machine met while reading or writing: never of the input.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes could not be read or written.
    #[error("reading or writing failed")]
    Io(#[from] std::io::Error),
}
