//! `term::forbidden`: words that the desk never writes.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct Forbidden;

const ABOUT: About = About {
    code: "term::forbidden",
    severity: Severity::Error,
    what: "The translation has words that the glossary forbids.",
    why: "Some words take a side, hurt those who are spoken of, or are wrong. Inside a quotation they are the speaker's.",
};

impl Check for Forbidden {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(&ABOUT, FaultKind::Forbidden, pair, findings, |fault| {
            format!("these words are forbidden for the term {}", fault.concept)
        });
    }
}
