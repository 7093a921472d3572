//! A review as a workbook: one sheet, a row for each unit.
//!
//! Going out, every cell is text, and only the translation and the comment can be
//! written into without taking the protection off. Coming back, the columns are known
//! by their names and the rows by their ids; nothing that a program calculated is
//! believed, and nothing that a filter hides is left out.

mod columns;
mod reader;
mod writer;

pub use reader::read;
pub use writer::{too_long, write};

#[cfg(test)]
mod tests;
