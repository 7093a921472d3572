//! `check::ending`: the translation ends as another kind of sentence.

use crate::diag::{Findings, Severity};

use super::{About, Check, Pair};

pub(super) struct Ending;

const ABOUT: About = About {
    code: "check::ending",
    severity: Severity::Warning,
    what: "The source ends with a full stop, a question mark, an exclamation mark, a colon or an ellipsis, and the translation with another mark or none; or the reverse.",
    why: "A question that became a statement says something else, and a missing mark often means that the end is missing.",
};

impl Check for Ending {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let (Some(source), Some(target)) = (end(pair.source_text()), end(pair.target_text()))
        else {
            return;
        };
        if source == target || close_enough(source, target) {
            return;
        }
        let message = format!(
            "the source ends with {}, the translation with {}",
            source.words(),
            target.words()
        );
        findings.push(pair.fault(&ABOUT, message));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Stop,
    Question,
    Exclamation,
    Colon,
    Ellipsis,
    Comma,
    Nothing,
}

impl End {
    fn words(self) -> &'static str {
        match self {
            End::Stop => "a full stop",
            End::Question => "a question mark",
            End::Exclamation => "an exclamation mark",
            End::Colon => "a colon",
            End::Ellipsis => "an ellipsis",
            End::Comma => "a comma",
            End::Nothing => "no mark",
        }
    }
}

/// A clause of reporting moves around a quotation, and takes its comma along; an
/// ellipsis may be followed by a stop.
fn close_enough(source: End, target: End) -> bool {
    let pair = [source, target];
    pair.contains(&End::Comma) && pair.contains(&End::Nothing)
}

/// How a text ends, closing marks left out. None for a text without letters.
fn end(text: &str) -> Option<End> {
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let core = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || super::scan::is_hidden(c)
            || super::scan::is_quotation_mark(c)
            || matches!(
                c,
                ')' | ']' | '）' | '】' | '\'' | '’' | '‘' | '*' | '》' | '〉'
            )
    });
    let last = core.chars().next_back()?;
    Some(match last {
        '.' if core.ends_with("..") => End::Ellipsis,
        '…' | '⋯' => End::Ellipsis,
        '.' | '。' | '．' | '۔' | '｡' => End::Stop,
        '?' | '؟' | '？' => End::Question,
        '!' | '！' => End::Exclamation,
        ':' | '：' => End::Colon,
        ',' | '،' | '，' | ';' | '؛' | '；' => End::Comma,
        _ => End::Nothing,
    })
}
