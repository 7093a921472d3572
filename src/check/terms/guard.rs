//! `term::guard`: a guarded word without a source.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct Guard;

const ABOUT: About = About {
    code: "term::guard",
    severity: Severity::Error,
    what: "The translation has a guarded term, such as genocide, that the source does not have.",
    why: "Such a word is a finding of law. A translation must not make it if the source does not.",
};

impl Check for Guard {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(&ABOUT, FaultKind::Guard, pair, findings, |fault| {
            format!(
                "the source does not speak of {}, and the translation does",
                fault.concept
            )
        });
    }
}
