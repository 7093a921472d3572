//! The files that tools exchange.

pub mod glossary_table;
pub mod tbx;
