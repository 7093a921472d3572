//! `check::empty`: there is a source and nothing in its place.

use crate::diag::{Findings, Severity};
use crate::text::normalise::is_blank;

use super::{About, Check, Pair};

pub(super) struct Empty;

const ABOUT: About = About {
    code: "check::empty",
    severity: Severity::Error,
    what: "The translation is empty.",
    why: "A sentence that is missing is missed by no other check. Translate it, or ask why it was left out.",
};

impl Check for Empty {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if is_blank(pair.target_text()) && !is_blank(pair.source_text()) {
            findings.push(pair.fault(&ABOUT, "there is no translation"));
        }
    }
}
