//! `check::footnote`: starred names without the footnote that explains the star.

use crate::diag::{Finding, Severity};
use crate::text::normalise::is_blank;

use super::pseudonym::{is_footnote, is_star, stars};
use super::{About, CheckStatement, Pair, Remark, Statement};

pub(super) struct Footnote;

const ABOUT: About = About {
    code: "check::footnote",
    severity: Severity::Error,
    what: "Names have a star, and the footnote that says what it means has no translation.",
    why: "A star that nothing explains protects nobody. The footnote line begins with the star.",
};

impl CheckStatement for Footnote {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, statement: &Statement, remarks: &mut Vec<Remark>) {
        for (first, pairs) in statement.documents() {
            if let Some((at, finding)) = look(pairs) {
                remarks.push(Remark {
                    unit: first + at,
                    finding,
                    evidence: String::new(),
                });
            }
        }
    }
}

/// The first starred unit of a document, if its star is not explained.
fn look(pairs: &[Pair]) -> Option<(usize, Finding)> {
    let at = pairs.iter().position(|pair| {
        !is_footnote(pair.source_text())
            && stars(pair.source_text()) > 0
            && pair.target_text().chars().any(is_star)
    })?;
    let pair = pairs.get(at)?;
    let notes = || pairs.iter().filter(|pair| is_footnote(pair.source_text()));
    if notes().next().is_none() {
        let message = "a name has a star, and no line of this file explains it";
        Some((at, pair.weighed(&ABOUT, Severity::Warning, message)))
    } else if notes().all(|note| is_blank(note.target_text())) {
        let message = "a name has a star, and the footnote to it is not translated";
        Some((at, pair.fault(&ABOUT, message)))
    } else {
        None
    }
}
