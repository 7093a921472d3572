//! `check::invisible`: characters without a form inside the words.

use crate::diag::{Findings, Severity};

use super::pair::Tongue;
use super::scan::listed;
use super::{About, Check, Pair};

pub(super) struct Invisible;

const ABOUT: About = About {
    code: "check::invisible",
    severity: Severity::Warning,
    what: "Soft hyphens, spaces and joiners of no width, and other characters that nobody sees, where the source has none.",
    why: "They come from web pages and word processors. A word with one inside is another word for every search. Delete them.",
};

impl Check for Invisible {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let uyghur = pair.tongue() == Tongue::Uyghur;
        let source = pair.source_text();
        let found: Vec<char> = pair
            .target_text()
            .chars()
            .filter(|c| is_invisible(*c, uyghur) && !source.contains(*c))
            .collect();
        if !found.is_empty() {
            let message = "there are characters that nobody sees";
            findings.push(pair.fault(&ABOUT, message).words(&listed(found)));
        }
    }
}

/// In Uyghur, joiners are looked at by the rule about its letters.
fn is_invisible(c: char, uyghur: bool) -> bool {
    match c {
        '\u{200C}' | '\u{200D}' => !uyghur,
        '\u{AD}' | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFFC}' | '\u{FFFD}' => {
            true
        }
        c => c.is_control() && !c.is_whitespace(),
    }
}
