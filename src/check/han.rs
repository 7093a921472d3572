//! `check::han`: characters of the other Chinese.

use std::collections::BTreeSet;

use crate::diag::{Findings, Severity};
use crate::text::script::{is_simplified_only, is_traditional_only};

use super::pair::Tongue;
use super::scan::listed;
use super::{About, Check, Pair};

pub(super) struct Han;

const ABOUT: About = About {
    code: "check::han",
    severity: Severity::Error,
    what: "Traditional characters in Simplified Chinese, or Simplified ones in Traditional Chinese.",
    why: "Somebody pasted from a text for other readers, or a converter missed a character. Type the right one; converting the whole sentence makes new mistakes.",
};

impl Check for Han {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let strange: fn(char) -> bool = match pair.tongue() {
            Tongue::Hans => is_traditional_only,
            Tongue::Hant => is_simplified_only,
            _ => return,
        };
        let source: BTreeSet<char> = pair
            .source_text()
            .chars()
            .filter(|c| super::scan::is_han(*c))
            .collect();
        let mut quoted_only = true;
        let mut found = Vec::new();
        for (at, c) in pair.target_text().char_indices() {
            if strange(c) && !source.contains(&c) {
                quoted_only &= pair.target_quoting().covers(at);
                found.push(c);
            }
        }
        if found.is_empty() {
            return;
        }
        // Somebody may quote a name, or words as they stand on a picture.
        let severity = if quoted_only {
            Severity::Warning
        } else {
            Severity::Error
        };
        let message = format!("these characters are not written in {}", pair.locale());
        findings.push(
            pair.weighed(&ABOUT, severity, message)
                .words(&listed(found)),
        );
    }
}
