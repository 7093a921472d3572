//! `check::uyghur-letters`: code points outside the Uyghur alphabet.

use crate::diag::{Findings, Severity};

use super::{About, Check, Pair};

pub(super) struct UyghurLetters;

const ABOUT: About = About {
    code: "check::uyghur-letters",
    severity: Severity::Error,
    what: "Letters of Arabic, Persian or old fonts in a Uyghur word, a word that begins with a vowel without ئ, a joiner or a tatweel inside of a word.",
    why: "They look alike and are other letters: no search and no spelling check finds the word. Type it with a Uyghur keyboard.",
};

impl Check for UyghurLetters {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, _pair: &Pair, _findings: &mut Findings) {}
}
