//! A statement and its translation as a table for people who own no translation tool.
//!
//! The cells are text. What their marks mean, and whether a row may be believed, is
//! decided by whoever reads the rows.

pub mod xlsx;
