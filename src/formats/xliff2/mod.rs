//! XLIFF 2.0 (OASIS Standard of 4 August 2014), 2.1 (13 February 2018) and 2.2,
//! the other file that goes to the translators and comes back.
//!
//! Written: the core, one `<unit>` with one `<segment>` for each segment in a
//! `<group>` for each paragraph; of the modules, translation candidates (`mtc`,
//! section 5.1), glossary (`gls`, 5.2), metadata (`mda`, 5.4) and validation
//! (`val`, 5.8, for what `validation` explains and no more). Codes are `pc`
//! where source and target let them nest, else `sc` and `ec`; `ph` stands alone;
//! what they stand for is in `originalData`. Characters that XML 1.0 cannot hold
//! are `<cp>`. Words of our own begin with `tilmach:`.
//!
//! Read: the core of 2.0, 2.1 and 2.2, with any prefix or without a namespace;
//! every `<segment>` with the place of its target (`order`), its codes with their
//! data, the codes in `<ignorable>` (which holds no text to translate; text in it is
//! told), the export id in the metadata. Markers are transparent. Not read: modules,
//! notes, skeletons.

mod body;
mod codes;
mod inline;
mod kind;
mod matches;
mod names;
mod reader;
mod segments;
mod state;
mod terms;
mod unit;
mod validation;
mod writer;

pub(super) use reader::{is_second, read_from};
pub use writer::write;

/// The namespace of the core of XLIFF 2.0 and 2.1.
pub const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// The namespace of the core of XLIFF 2.2.
pub const NAMESPACE_22: &str = "urn:oasis:names:tc:xliff:document:2.2";

/// The namespace of the metadata module, in all versions.
const METADATA: &str = "urn:oasis:names:tc:xliff:metadata:2.0";

/// What stands before the words we add to those of the standard (`type`,
/// `subType`, `subState`).
const PREFIX: &str = "tilmach";

/// The id of the only segment of a unit.
const SEGMENT: &str = "s1";

#[cfg(test)]
mod tests;
