//! `check::brackets`: a bracket without its partner, or brackets that are gone.

use crate::diag::{Findings, Severity};

use super::{About, Check, Pair};

pub(super) struct Brackets;

const ABOUT: About = About {
    code: "check::brackets",
    severity: Severity::Error,
    what: "A bracket of the translation has no partner, or the square brackets of the source are gone.",
    why: "A bracket that never closes swallows the rest. Square brackets mark words that are not the speaker's: without them the quotation is altered.",
};

impl Check for Brackets {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let source = look(pair.source_text());
        let target = look(pair.target_text());
        if target.alone.is_some()
            && source.alone.is_none()
            && let Some(c) = target.alone
        {
            findings.push(
                pair.fault(&ABOUT, "a bracket has no partner")
                    .words(&c.to_string()),
            );
        } else if source.square > target.square && target.alone.is_none() {
            let message = "the square brackets of the source are missing";
            findings.push(pair.weighed(&ABOUT, Severity::Warning, message));
        } else if source.round > 0 && target.pairs == 0 && target.alone.is_none() {
            let message = "the source has words in brackets and the translation has none";
            findings.push(pair.weighed(&ABOUT, Severity::Note, message));
        }
    }
}

#[derive(Default)]
struct Look {
    /// The first bracket without a partner.
    alone: Option<char>,
    square: usize,
    round: usize,
    pairs: usize,
}

/// Pairs of any width are one: （ may be closed by ).
fn look(text: &str) -> Look {
    let mut look = Look::default();
    let mut open: Vec<char> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        match kind(c) {
            Some((kind, true)) => open.push(kind),
            Some((kind, false)) if open.last() == Some(&kind) => {
                open.pop();
                look.pairs += 1;
                look.square += usize::from(kind == '[');
                look.round += usize::from(kind == '(');
            }
            // An item of a list: `1)`, `a)`.
            Some(('(', false))
                if open.is_empty()
                    && before.is_some_and(char::is_alphanumeric)
                    && look.pairs == 0
                    && is_item(text) => {}
            Some((_, false)) => {
                look.alone.get_or_insert(c);
            }
            None => {}
        }
        before = Some(c);
    }
    if let Some(kind) = open.last() {
        look.alone.get_or_insert(*kind);
    }
    look
}

fn kind(c: char) -> Option<(char, bool)> {
    match c {
        '(' | '（' => Some(('(', true)),
        ')' | '）' => Some(('(', false)),
        '[' | '［' | '【' => Some(('[', true)),
        ']' | '］' | '】' => Some(('[', false)),
        '{' => Some(('{', true)),
        '}' => Some(('{', false)),
        _ => None,
    }
}

/// Whether the text begins with a mark of a list that ends in a bracket.
fn is_item(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(4).collect();
    head.split_once([')', '）'])
        .is_some_and(|(mark, _)| !mark.is_empty() && mark.chars().all(char::is_alphanumeric))
}
