//! `term::unsure`: something that may be the term.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct Unsure;

const ABOUT: About = About {
    code: "term::unsure",
    severity: Severity::Note,
    what: "The translation has something like a term of the glossary, and nobody can tell by rule whether it is the term.",
    why: "A derived word, an unusual ending, letters of two scripts or the head of the term alone may be right or wrong: a reader decides.",
};

impl Check for Unsure {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(&ABOUT, FaultKind::Unsure, pair, findings, |fault| {
            format!(
                "it cannot be told whether the translation has the term {}",
                fault.concept
            )
        });
    }
}
