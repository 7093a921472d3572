//! XLIFF 1.2 (OASIS Standard of 1 February 2008), the file that goes to the
//! translators and comes back.
//!
//! Read: `<file>` with its languages, the export id in `skl/external-file/@uid`
//! or `@build-num`, `<group>` at any depth, `<trans-unit>` with `<source>` and
//! `<target>`, the inline elements of section 2.4. Any prefix will do, and so
//! will a missing namespace. A unit that a tool cut (`<seg-source>`, `<mrk
//! mtype="seg">`) is one returned unit for each segment. What Trados, memoQ, Phrase
//! and Wordfast say beside the standard is understood. Not read: `<alt-trans>`
//! (another unit's words), `<bin-unit>`, notes, `@approved`. Skeletons are not opened.
//!
//! Written: the strict schema, one `<trans-unit>` per segment, one `<group>`
//! per paragraph, shaped for the tool by [`crate::model::Profile`].

mod dialect;
mod inline;
mod pairs;
mod reader;
mod segments;
mod state;
mod terms;
mod unit;
mod writer;

pub(super) use reader::read_from;
pub use state::{StateWords, state_of, words_of};
pub(super) use terms::line as term_line;
pub use writer::write;

/// The namespace of XLIFF 1.2.
pub const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:1.2";

#[cfg(test)]
mod tests;
