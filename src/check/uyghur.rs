//! `check::uyghur-letters`: code points outside the Uyghur alphabet.

use crate::diag::{Findings, Severity};
use crate::text::convert::uyghur::{FaultKind, faults};

use super::pair::Tongue;
use super::scan::listed;
use super::{About, Check, Pair};

pub(super) struct UyghurLetters;

const ABOUT: About = About {
    code: "check::uyghur-letters",
    severity: Severity::Error,
    what: "Letters of Arabic, Persian or old fonts in a Uyghur word, a word that begins with a vowel without ئ, a joiner or a tatweel inside of a word.",
    why: "They look alike and are other letters: no search and no spelling check finds the word. Type it with a Uyghur keyboard.",
};

/// One kind of fault, and how it is told.
struct Kind {
    of: &'static [FaultKind],
    severity: Severity,
    message: &'static str,
}

/// Marks of ASCII are left to `check::punctuation`.
const KINDS: [Kind; 3] = [
    Kind {
        of: &[FaultKind::OtherLetter, FaultKind::WrittenForm],
        severity: Severity::Error,
        message: "these letters are not those of the Uyghur alphabet",
    },
    Kind {
        of: &[FaultKind::InitialVowel],
        severity: Severity::Error,
        message: "a word begins with a vowel and has no ئ before it",
    },
    Kind {
        of: &[FaultKind::Joiner, FaultKind::Tatweel],
        severity: Severity::Warning,
        message: "there is a joiner or a tatweel inside of a word",
    },
];

impl Check for UyghurLetters {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if pair.tongue() != Tongue::Uyghur {
            return;
        }
        let text = pair.target_text();
        let faults = faults(text);
        for kind in &KINDS {
            let found: Vec<_> = faults
                .iter()
                .filter(|fault| kind.of.contains(&fault.kind))
                .collect();
            let Some(first) = found.first() else { continue };
            // An ending behind a name in other letters stands apart and may begin
            // with its vowel.
            let ending = kind.of.contains(&FaultKind::InitialVowel)
                && found
                    .iter()
                    .all(|fault| follows_strange(text, fault.span.start));
            let severity = if ending {
                Severity::Warning
            } else {
                kind.severity
            };
            let letters = found
                .iter()
                .filter_map(|f| text.get(f.span.clone()))
                .flat_map(str::chars);
            let finding = pair
                .weighed(&ABOUT, severity, kind.message)
                .words(&listed(letters));
            let word = first.repaired.as_deref().filter(|_| !ending);
            findings.push(match word {
                Some(word) if !word.is_empty() => finding.help(format!("Write {word}")),
                _ => finding,
            });
        }
    }
}

/// Whether the word before a place is Latin, a number, or in brackets.
fn follows_strange(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    before.chars().next_back().is_some_and(|c| {
        super::scan::is_latin(c) || c.is_ascii_digit() || matches!(c, ')' | '»' | '%')
    })
}
