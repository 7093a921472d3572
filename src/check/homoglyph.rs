//! `check::homoglyphs`: letters of another script that look like those of this one.

use crate::diag::{Findings, Severity};

use super::{About, Check, Pair};

pub(super) struct Homoglyphs;

const ABOUT: About = About {
    code: "check::homoglyphs",
    severity: Severity::Error,
    what: "A word mixes Cyrillic and Latin letters that look alike.",
    why: "No search finds such a word and no memory matches it. A Latin name with a hyphen and a Cyrillic ending is right.",
};

impl Check for Homoglyphs {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, _pair: &Pair, _findings: &mut Findings) {}
}
