//! `check::quotes`: quotation marks that do not open and close as in the source.
//!
//! Marks are not simply counted: a paragraph of a longer quotation opens and does
//! not close (the convention of the press), and a unit may be one sentence of a
//! quotation. What is open in the source may be open in the translation.

use crate::diag::{Findings, Severity};

use super::scan::is_quotation_mark;
use super::{About, Check, Pair};

pub(super) struct Quotes;

const ABOUT: About = About {
    code: "check::quotes",
    severity: Severity::Warning,
    what: "A quotation opens or closes in the translation and not in the source, or the source quotes and the translation has no marks.",
    why: "Without its marks a quotation becomes the desk's own claim, and with one too many the desk's words become somebody else's.",
};

impl Check for Quotes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let source = look(pair.source_text());
        let target = look(pair.target_text());
        if !may_be(&source, &target, pair) {
            let message = "a quotation mark has no partner, and the source has one";
            let words = target.alone.map(|c| c.to_string()).unwrap_or_default();
            findings.push(pair.fault(&ABOUT, message).words(&words));
        } else if source.pairs + source.open + source.close > 0 && !target.any && !singles(pair) {
            let message = "the source has words in quotation marks and the translation has none";
            findings.push(pair.fault(&ABOUT, message));
        } else if source.pairs > target.pairs + target.single_pairs
            && source.open + source.close == 0
        {
            let message = format!(
                "the source has {} quotations and the translation {}",
                source.pairs, target.pairs
            );
            findings.push(pair.weighed(&ABOUT, Severity::Note, message));
        }
    }
}

#[derive(Debug, Default)]
struct Look {
    pairs: usize,
    /// Marks that open and are not closed.
    open: usize,
    /// Marks that close what was not opened.
    close: usize,
    /// One of these.
    alone: Option<char>,
    /// Pairs of single marks.
    single_pairs: usize,
    any: bool,
}

/// Whether what is open or closed in the translation is so in the source.
fn may_be(source: &Look, target: &Look, pair: &Pair) -> bool {
    let quoting = pair.source_quoting();
    let open = source.open.max(usize::from(quoting.at_end));
    let close = source.close.max(usize::from(quoting.at_start));
    target.open <= open && target.close <= close
}

fn singles(pair: &Pair) -> bool {
    let text = pair.target_text();
    let marks = text
        .chars()
        .filter(|c| matches!(c, '\'' | '‘' | '’' | '‚' | '《' | '〈'))
        .count();
    marks >= 1
}

/// Pairs the marks of a text. Straight marks open and close in turn.
fn look(text: &str) -> Look {
    let mut look = Look::default();
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        look.single_pairs += usize::from(matches!(c, '’' | '》' | '〉'));
        if !is_quotation_mark(c) {
            continue;
        }
        look.any = true;
        let (family, opens) = family(c, open.last().copied());
        if opens {
            open.push(family);
        } else if open.last() == Some(&family) {
            open.pop();
            look.pairs += 1;
        } else {
            look.close += 1;
            look.alone = Some(c);
        }
    }
    look.open = open.len();
    look.alone = look.alone.or(open.last().copied());
    look
}

/// The opening mark of the kind, and whether this one opens.
fn family(c: char, open: Option<char>) -> (char, bool) {
    match c {
        '“' | '‟' if open == Some('„') => ('„', false),
        '“' | '‟' | '〝' => ('“', true),
        '”' | '〞' if open == Some('„') => ('„', false),
        '”' | '〞' => ('“', false),
        '„' => ('„', true),
        '«' => ('«', true),
        '»' => ('«', false),
        '‹' => ('‹', true),
        '›' => ('‹', false),
        '「' => ('「', true),
        '」' => ('「', false),
        '『' => ('『', true),
        '』' => ('『', false),
        _ => ('"', open != Some('"')),
    }
}
