//! `term::other-profile`: the term of another house.

use crate::diag::{Findings, Severity};
use crate::glossary::FaultKind;

use super::report;
use crate::check::{About, Check, Pair};

pub(in crate::check) struct OtherProfile;

const ABOUT: About = About {
    code: "term::other-profile",
    severity: Severity::Error,
    what: "The translation has the term of another house profile.",
    why: "Houses decide differently about the same word; a release follows one of them.",
};

impl Check for OtherProfile {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        report(&ABOUT, FaultKind::OtherProfile, pair, findings, |fault| {
            format!(
                "another house writes the term {} so; this one decided otherwise",
                fault.concept
            )
        });
    }
}
