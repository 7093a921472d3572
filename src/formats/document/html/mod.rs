//! HTML as browsers read it (WHATWG HTML, 13.2 for the tokens).
//!
//! Which elements begin a paragraph stands in `elements`. An element that is none of
//! these is a code in the text. What a script does to the page is not known here.

mod attributes;
pub(super) mod chains;
mod elements;
mod languages;
mod reader;
mod writer;

pub(super) use elements::ctype;
pub(super) use reader::{Tag, blocks, tag};
pub(super) use writer::{push, write};
