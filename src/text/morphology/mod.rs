//! Morphology: in which forms a term stands in a text.

mod inflection;

pub use inflection::{Class, Inflection, InflectionError, Side};
