//! `check::footnote`: starred names without the footnote that explains the star.

use crate::diag::Severity;
use crate::text::normalise::is_blank;

use super::pseudonym::{is_footnote, is_star, stars};
use super::{About, CheckStatement, Remark, Statement};

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
        let pairs = statement.pairs();
        let starred = pairs.iter().position(|pair| {
            !is_footnote(pair.source_text())
                && stars(pair.source_text()) > 0
                && pair.target_text().chars().any(is_star)
        });
        let Some((unit, pair)) = starred.and_then(|at| Some((at, pairs.get(at)?))) else {
            return;
        };
        let notes = || pairs.iter().filter(|pair| is_footnote(pair.source_text()));
        let finding = if notes().next().is_none() {
            let message = "a name has a star, and no line of this file explains it";
            pair.weighed(&ABOUT, Severity::Warning, message)
        } else if notes().all(|note| is_blank(note.target_text())) {
            let message = "a name has a star, and the footnote to it is not translated";
            pair.fault(&ABOUT, message)
        } else {
            return;
        };
        remarks.push(Remark {
            unit,
            finding,
            evidence: String::new(),
        });
    }
}
