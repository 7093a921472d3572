//! `check::length`: far longer or shorter than such a translation is.

use crate::diag::{Findings, Severity};

use super::pair::Tongue;
use super::{About, Check, Pair};

pub(super) struct Length;

const ABOUT: About = About {
    code: "check::length",
    severity: Severity::Warning,
    what: "The translation is far longer or far shorter than translations into this language are.",
    why: "Half a sentence may be missing, or the next one may have been added. Read both to their ends.",
};

/// Sources with fewer characters are not judged: headings are free.
const LEAST: usize = 40;

impl Check for Length {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let source = weight(pair.source_text());
        let target = weight(pair.target_text());
        let Some(usual) = usual(pair) else { return };
        if source < LEAST || target == 0 {
            return;
        }
        // Lengths are below 2^32 in every file that is read.
        let ratio = target as f64 / (source as f64 * usual);
        // Short texts scatter more.
        let slack = 1.0 + 12.0 / source as f64;
        let message = if ratio < 0.5 / slack {
            "the translation is much shorter than translations of such a source are"
        } else if ratio > 1.9 * slack {
            "the translation is much longer than translations of such a source are"
        } else {
            return;
        };
        let help = format!(
            "{target} characters for {source}; about {:.0} are usual.",
            source as f64 * usual
        );
        findings.push(pair.fault(&ABOUT, message).help(help));
    }
}

fn weight(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Characters for each English character, without white space.
fn usual(pair: &Pair) -> Option<f64> {
    if pair.source_locale().language() != "en" {
        return None;
    }
    match pair.tongue() {
        Tongue::Uyghur => Some(1.32),
        Tongue::Kazakh => Some(1.10),
        Tongue::Turkish => Some(1.12),
        Tongue::Hans => Some(0.41),
        Tongue::Hant => Some(0.43),
        Tongue::Other => None,
    }
}
