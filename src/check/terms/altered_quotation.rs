//! `term::altered-quotation`: a quotation with words that the speaker did not use.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct AlteredQuotation;

const ABOUT: About = About {
    code: "term::altered-quotation",
    severity: Severity::Warning,
    what: "Inside a quotation the translation has another term than the speaker used.",
    why: "A quotation keeps the words of the speaker, also where the desk writes others.",
};

impl Check for AlteredQuotation {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(
            &ABOUT,
            FaultKind::AlteredQuotation,
            pair,
            findings,
            |fault| {
                format!(
                    "the speaker used the term {}; the quotation has another",
                    fault.concept
                )
            },
        );
    }
}
