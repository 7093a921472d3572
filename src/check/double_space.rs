//! `check::double-space`: two spaces where one is meant.

use crate::diag::{Findings, Severity};

use super::{About, Check, Pair};

pub(super) struct DoubleSpace;

const ABOUT: About = About {
    code: "check::double-space",
    severity: Severity::Warning,
    what: "Two or more spaces stand in a row inside the translation, and the source has none so.",
    why: "Often a word was deleted between them: read the place. One space is enough.",
};

impl Check for DoubleSpace {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if first(pair.source_text()).is_some() {
            return;
        }
        if let Some(at) = first(pair.target_text()) {
            let words = around(pair.target_text(), at);
            findings.push(
                pair.fault(&ABOUT, "there are two spaces in a row")
                    .words(&words),
            );
        }
    }
}

/// The byte of the first of two spaces inside the text.
fn first(text: &str) -> Option<usize> {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let mut before = false;
    for (at, c) in inner.char_indices() {
        let space = matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{3000}');
        if space && before {
            return Some(start + at);
        }
        before = space;
    }
    None
}

/// The word before and the word after a byte.
fn around(text: &str, at: usize) -> String {
    let before = text
        .get(..at)
        .unwrap_or_default()
        .split_whitespace()
        .next_back();
    let after = text.get(at..).unwrap_or_default().split_whitespace().next();
    format!(
        "{}  {}",
        before.unwrap_or_default(),
        after.unwrap_or_default()
    )
}
