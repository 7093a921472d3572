//! `term::deprecated`: words that the desk would rather not write.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct Deprecated;

const ABOUT: About = About {
    code: "term::deprecated",
    severity: Severity::Warning,
    what: "The translation has words that the glossary advises against.",
    why: "The desk has a better word.",
};

impl Check for Deprecated {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(&ABOUT, FaultKind::Deprecated, pair, findings, |fault| {
            format!(
                "the glossary advises against these words for the term {}",
                fault.concept
            )
        });
    }
}
