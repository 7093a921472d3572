//! Pure functions over text: no file, no clock, no store.
//!
//! The locale is always an argument. Only [`fold`] may change case, and only
//! [`key`] may make a match key.

pub mod convert;
pub mod fold;
pub mod key;
pub mod morphology;
pub mod normalise;

pub mod numeral;
pub mod pieces;
pub mod quotation;
pub mod repair;
pub mod script;
pub mod segment;
pub mod token;
