//! `check::space-before`: a space between a word and the mark that ends it.

use crate::diag::{Findings, Severity};

use super::scan::with_neighbours;
use super::{About, Check, Pair};

pub(super) struct SpaceBefore;

const ABOUT: About = About {
    code: "check::space-before",
    severity: Severity::Warning,
    what: "A space stands before a comma, a full stop, a closing bracket or another mark that belongs to the word before it, or after an opening bracket.",
    why: "None of our languages writes one, and a line may break there. Delete it.",
};

impl Check for SpaceBefore {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if places(pair.source_text()) > 0 {
            return;
        }
        let found: Vec<char> = stray(pair.target_text()).collect();
        if let Some(mark) = found.first() {
            let message = "there is a space on the wrong side of a punctuation mark";
            findings.push(pair.fault(&ABOUT, message).words(&format!("{mark}")));
        }
    }
}

fn places(text: &str) -> usize {
    stray(text).count()
}

/// Marks with a space on their inner side. A mark that begins a word (`.org`,
/// `...and`) or follows another mark is left alone.
fn stray(text: &str) -> impl Iterator<Item = char> {
    with_neighbours(text).filter_map(|(before, c, after)| {
        let space = |c: Option<char>| c.is_some_and(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'));
        let ends = after.is_none_or(|c| c.is_whitespace());
        let closes = matches!(c, ',' | '.' | ';' | ':' | '?' | '!' | '،' | '؛' | '؟') && ends;
        let closes = closes
            || matches!(
                c,
                ')' | ']' | '，' | '。' | '；' | '：' | '？' | '！' | '、' | '）' | '】'
            );
        let opens = matches!(c, '(' | '[' | '（' | '【') && space(after);
        ((closes && space(before)) || opens).then_some(c)
    })
}
