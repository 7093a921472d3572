//! `check::pseudonym`: the star that says that a name is not the real one.

use crate::diag::{Findings, Severity};

use super::scan::with_neighbours;
use super::{About, Check, Pair};

pub(super) struct Pseudonym;

const ABOUT: About = About {
    code: "check::pseudonym",
    severity: Severity::Error,
    what: "A name with a star, or the footnote that the star points to, has lost its star; or there is a star that the source does not have.",
    why: "The star tells readers that a name was changed to protect somebody. Without it the name is taken for real.",
};

impl Check for Pseudonym {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if pair.target_text().trim().is_empty() {
            return;
        }
        let source = stars(pair.source_text());
        let target = pair.target_text().chars().filter(|c| is_star(*c)).count();
        if target < source {
            let message = format!("the source has {source} with a star, the translation {target}");
            findings.push(pair.fault(&ABOUT, message));
        } else if target > 0 && !pair.source_text().chars().any(is_star) {
            let message = "there is a star that the source does not have";
            findings.push(pair.weighed(&ABOUT, Severity::Warning, message));
        }
    }
}

pub(super) fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊' | '∗' | '٭')
}

/// Stars behind a word, and the one a footnote begins with. Stars inside of a
/// word hide letters, and several in a row are an ornament.
pub(super) fn stars(text: &str) -> usize {
    let marked = with_neighbours(text.trim())
        .filter(|(before, c, after)| {
            let word = |c: &Option<char>| c.is_some_and(char::is_alphanumeric);
            let star = |c: &Option<char>| c.is_some_and(is_star);
            let behind = word(before) && !word(after) && !star(after);
            let first = before.is_none() && !star(after);
            is_star(*c) && (behind || first)
        })
        .count();
    let hidden =
        with_neighbours(text).any(|(before, c, _)| is_star(c) && before.is_some_and(is_star));
    if hidden { 0 } else { marked }
}

/// Whether a text is the footnote of a star.
pub(super) fn is_footnote(text: &str) -> bool {
    let mut characters = text.trim_start().chars();
    characters.next().is_some_and(is_star) && characters.next().is_some_and(|c| !is_star(c))
}
