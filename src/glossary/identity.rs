//! What makes two rows speak of the same decision.

use crate::model::{Locale, Scope, Term, Validity};

/// Concept, locale, words, profile, scope and days: rows that have all of these
/// in common may not say different things.
pub(super) type Identity = (String, Locale, String, String, Scope, Validity);

/// The identity of a term of a concept.
pub(super) fn identity(concept: &str, term: &Term) -> Identity {
    (
        concept.to_owned(),
        term.locale.clone(),
        term.text.clone(),
        term.profile.clone(),
        term.scope,
        term.validity,
    )
}
