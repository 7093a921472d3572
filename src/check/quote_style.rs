//! `check::quote-style`: quotation marks of another language.

use crate::diag::{Findings, Severity};

use super::pair::Tongue;
use super::scan::{is_quotation_mark, listed};
use super::{About, Check, Pair};

pub(super) struct QuoteStyle;

const ABOUT: About = About {
    code: "check::quote-style",
    severity: Severity::Warning,
    what: "Quotation marks that this language does not use, or a mark that opens where one closes.",
    why: "Uyghur writes «…» (inside: ‹…›), Kazakh «…» or “…”, Turkish “…” or \"…\", Simplified Chinese “…” (inside: ‘…’), Traditional Chinese 「…」 (inside: 『…』).",
};

impl Check for QuoteStyle {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let Some(usual) = usual(pair.tongue()) else {
            return;
        };
        let strange: Vec<char> = pair
            .target_text()
            .chars()
            .filter(|c| is_quotation_mark(*c) && !usual.contains(*c))
            .collect();
        if !strange.is_empty() {
            let message = format!("these quotation marks are not those of {}", pair.locale());
            let help = format!("Usual are: {usual}");
            findings.push(
                pair.fault(&ABOUT, message)
                    .words(&listed(strange))
                    .help(help),
            );
        } else if let Some(c) = turned(pair.target_text()) {
            let message = "a quotation mark is turned the wrong way";
            findings.push(pair.fault(&ABOUT, message).words(&c.to_string()));
        }
    }
}

fn usual(tongue: Tongue) -> Option<&'static str> {
    match tongue {
        Tongue::Uyghur => Some("«»‹›"),
        Tongue::Kazakh => Some("«»“”„"),
        Tongue::Turkish => Some("“”\""),
        Tongue::Hans => Some("“”"),
        Tongue::Hant => Some("「」『』"),
        Tongue::Other => None,
    }
}

/// A mark that opens with a word before it and none behind it, or the reverse.
/// In Chinese, words touch their marks on both sides: nothing can be told.
fn turned(text: &str) -> Option<char> {
    super::scan::with_neighbours(text).find_map(|(before, c, after)| {
        let inner =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !super::scan::is_han(c));
        let outer = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
        let wrong = match c {
            '“' | '«' | '‹' => inner(before) && outer(after),
            '”' | '»' | '›' => outer(before) && inner(after),
            _ => false,
        };
        wrong.then_some(c)
    })
}
