//! How a term takes its endings, as a glossary says it: a noun of the model,
//! because a term holds it.

pub use crate::model::inflection::{Class, Inflection, InflectionError, Side};
