//! `term::missing`: a term of the source without its rendering.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct Missing;

const ABOUT: About = About {
    code: "term::missing",
    severity: Severity::Error,
    what: "The source has a term of the glossary, and the translation none of its renderings.",
    why: "Which word is used is the coordinator's decision; a reader must not meet two names for one thing.",
};

impl Check for Missing {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(&ABOUT, FaultKind::Missing, pair, findings, |fault| {
            format!(
                "the translation has no rendering of the term {}",
                fault.concept
            )
        });
    }
}
