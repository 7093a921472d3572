//! What is known of the translations that a document is made of: whoever publishes it
//! must see what nobody has read, and what the checks say.

use crate::check::Pair;
use crate::diag::{Place, Severity};
use crate::model::{Document, State};
use crate::pipeline::Desk;
use crate::pipeline::check::Work;

use super::{Chosen, Judged, Request};

/// Asks the checks about the translations of a statement, beside one another.
pub(super) fn judged(
    desk: &Desk<'_>,
    statement: &Document,
    chosen: &[Chosen],
    request: &Request<'_>,
) -> Judged {
    let mut pairs = Vec::new();
    let mut unreviewed = 0;
    for ((id, paragraph, segment), found) in statement.units().zip(chosen) {
        let Some((content, state)) = &found.content else {
            continue;
        };
        unreviewed += usize::from(*state < State::Reviewed);
        let mut place = Place::file(&statement.name).unit(id);
        place.line = Some(paragraph.line);
        pairs.push(Pair::new(
            segment.content.clone(),
            content.clone(),
            desk.project.source.clone(),
            request.target.clone(),
            place,
        ));
    }
    let mut work = Work::default();
    work.pairs_of(request.target, pairs);
    let checked = work.check(desk.standard, Some(request.target));
    let open = checked
        .findings
        .iter()
        .filter(|found| found.accepted.is_none());
    let count = |severity: Severity| {
        let own = open
            .clone()
            .filter(|found| found.finding.severity == severity);
        own.count()
    };
    Judged {
        unreviewed,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}
