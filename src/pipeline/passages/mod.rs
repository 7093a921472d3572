//! Passages: texts that statements quote, how they come into the memory and what
//! they say of the quotations of a statement (`docs/quotations.md`).
//!
//! `table` is their text form, which `mirror` keeps beside that of the memory; `enter`
//! takes them in.

pub mod enter;
pub mod mirror;
pub mod table;
