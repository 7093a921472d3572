//! TBX, the exchange format for terminology: version 3 (ISO 30042:2019) and
//! version 2 (martif, ISO 30042:2008), which is the only one that OmegaT,
//! Weblate and Lokalize read.
//!
//! **Written** is one source and one target language, of version 3 in the dialect
//! TBX-Basic and the style DCA: the term, its part of speech, its administrative
//! status, its evidence and the remarks; each target term has a note on whether
//! it is signed off, and on the house profile whose decision it is. *Forbidden*
//! has no word in TBX: it is a deprecated term with a note. Terms the desk does
//! not have (`missing`), inflection, capitals, scope, days, reasons and the alias
//! of a sign-off are not written.
//!
//! **Read** is every dialect, in the styles DCA (categories as attributes) and DCT
//! (categories as elements), with the right namespace, a wrong one or none, in
//! every encoding that an XML declaration may name. What a concept of ours has no
//! room for is counted in findings; names of persons are not kept. A term that
//! was read is never signed off.
//!
//! ```
//! use tilmach::diag::Findings;
//! use tilmach::formats::tbx;
//! use tilmach::model::Locale;
//! let (source, target) = (Locale::english(), "ug".parse()?);
//! let mut out = Vec::new();
//! tbx::write_v3(&[], &source, &target, &mut out)?;
//! assert!(out.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tbx "));
//! let mut findings = Findings::new();
//! assert!(tbx::read(&out[..], &[source, target], &mut findings, &mut |_| {})?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod category;
mod entry;
mod reader;
mod tally;
mod writer;

pub use reader::read;
pub use writer::{write_v2, write_v3};

/// The note that makes a deprecated term a forbidden one.
const FORBIDDEN: &str = "forbidden: never use this term";

/// The note of a guard concept.
const GUARD: &str = "guard concept: not in a translation unless the source has it";

/// Before the reason of a sign-off.
const SIGNED_BECAUSE: &str = "signed off because: ";

/// Before the name of the profile whose decision a term is.
const DECISION_OF: &str = "decision of the profile ";

/// The namespace of version 3; version 2 has none.
const NAMESPACE: &str = "urn:iso:std:iso:30042:ed-2";

/// So many terms of one concept are read; the rest is told.
pub const MOST_TERMS: usize = 1_000;

/// So many characters of one text are read. A longer one is no definition.
pub const LONGEST_TEXT: usize = 10_000;
