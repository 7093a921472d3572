//! The translation-memory pipeline of a human-rights press desk.
//!
//! The library is silent and pure where it can be: clock, ids and paths are
//! arguments, and nothing here prints. The rooms and what each may import are
//! drawn in `docs/architecture.md` and held by `tests/architecture.rs`.

pub mod check;
pub mod diag;
pub mod fact;
pub mod formats;
pub mod glossary;
pub mod memory;
pub mod model;
pub mod passage;
pub mod pipeline;
pub mod project;
pub mod statement;
pub mod text;
