//! `check::bidi`: controls of direction that nobody sees.

use crate::diag::{Findings, Severity};

use super::scan::listed;
use super::{About, Check, Pair};

pub(super) struct Bidi;

const ABOUT: About = About {
    code: "check::bidi",
    severity: Severity::Error,
    what: "Controls of the direction of writing that are opened and not closed, or that the source does not have.",
    why: "An embedding that is not closed turns the text behind it around, on a page also that of the next paragraph. In the languages of the desk no such control is needed: delete it.",
};

impl Check for Bidi {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let controls: Vec<char> = pair
            .target_text()
            .chars()
            .filter(|c| is_control(*c))
            .collect();
        if controls.is_empty() {
            return;
        }
        if !balanced(&controls) {
            let message = "an embedding or isolate of direction is opened and not closed, or closed and not opened";
            findings.push(pair.fault(&ABOUT, message).words(&listed(controls)));
        } else if !pair.source_text().chars().any(is_control) {
            let message = "the source has no controls of direction";
            findings.push(
                pair.weighed(&ABOUT, Severity::Warning, message)
                    .words(&listed(controls)),
            );
        }
    }
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether embeddings (closed by U+202C) and isolates (by U+2069) are closed.
fn balanced(controls: &[char]) -> bool {
    let mut open = Vec::new();
    for c in controls {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' | '\u{2069}' if open.pop() != Some(*c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}
