//! What speaks against filling in the translation of a passage.

use crate::check::{self, Pair, Settings};
use crate::diag::{Place, Severity};
use crate::model::{Content, Locale, Match, Variant};
use crate::pipeline::Desk;

use super::super::terms::{errors, note};

/// The rule that holds the numbers of both sides against each other.
const NUMBERS: &str = "check::numbers";

/// Why the translation of a segment may not be filled in; empty if it may.
pub(super) fn reasons(
    desk: &Desk<'_>,
    target: &Locale,
    content: &Content,
    found: &Match,
) -> Vec<String> {
    let variant = Variant {
        source_locale: desk.project.source.clone(),
        source: content.clone(),
        locale: target.clone(),
        target: found.target.clone(),
        state: found.state,
        origin: found.origin.clone(),
        contexts: Vec::new(),
        added: String::new(),
        by: None,
        superseded: false,
        marks: Default::default(),
        extra: None,
    };
    let terms = errors(desk.standard, &variant);
    let mut reasons: Vec<String> = terms.iter().map(note).collect();
    reasons.extend(numbers(&variant));
    reasons
}

/// Whatever the project says of the rule: sentences that were paired by their number
/// alone have no other witness.
fn numbers(variant: &Variant) -> Option<String> {
    let pair = Pair::new(
        variant.source.clone(),
        variant.target.clone(),
        variant.source_locale.clone(),
        variant.locale.clone(),
        Place::default(),
    );
    let found = check::unit(&pair, &Settings::default());
    let mut found = found.iter().filter(|one| one.code == NUMBERS);
    let fault = found.find(|one| one.severity != Severity::Note)?;
    let words = fault.words.as_deref();
    let words = words.map_or_else(String::new, |words| format!(" (“{words}”)"));
    Some(format!(
        "The stored translation of this text was not filled in: {}{words}.",
        fault.message
    ))
}
