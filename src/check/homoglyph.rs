//! `check::homoglyphs`: letters of another script that look like those of this one.

use crate::diag::{Findings, Severity};
use crate::text::convert::homoglyph::find;

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

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if !matches!(pair.locale().script(), "Cyrl" | "Latn") {
            return;
        }
        for mixed in find(pair.target_text()) {
            let message = "this word mixes letters of two scripts";
            let finding = pair.fault(&ABOUT, message).words(&mixed.found);
            findings.push(match &mixed.repaired {
                Some(word) => finding.help(format!("In one script it is {word}")),
                None => finding,
            });
        }
    }
}
