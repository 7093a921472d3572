//! SRX 2.0 (LISA/OSCAR, 7 April 2008), where sentences end, for any tool.
//!
//! Read: everything that `srx20.xsd` knows, and only that; elements of other
//! namespaces are passed over in the header, where the schema lets them stand.
//! A fault refuses the file; reading goes on to name them all. SRX 1.0 is
//! refused by name. The expressions are not looked at here:
//! `text::segment::srx` obeys them, or says why not.
//!
//! White space in `<beforebreak>` and `<afterbreak>` is part of the
//! expression: neither the schema nor ICU gives it another meaning. Where it
//! looks like a tool's indentation there is a warning.
//!
//! Written: the same bytes for the same rules, valid by `srx20.xsd` if there
//! is a list of rules, a rule in each, and a map.

mod checks;
mod order;
mod reader;
mod writer;

pub use reader::read;
pub use writer::write;

/// The namespace of SRX 2.0.
pub const NAMESPACE: &str = "http://www.lisa.org/srx20";

#[cfg(test)]
mod tests;
