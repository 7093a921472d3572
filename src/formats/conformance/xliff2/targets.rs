//! What a translation must hold, and what its state says (“state”, “Editing Hints”).

use std::collections::BTreeSet;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, Pair, Scope, Side, is_code, says_yes};

pub(super) fn check(document: &Document<'_>, scope: &Scope<'_>, report: &mut Report) {
    for pair in &scope.pairs {
        state(pair.holder, pair.target.is_some(), report);
        if scope.is_unit {
            kept(document, pair, report);
        }
    }
}

fn state(segment: Node<'_>, has_target: bool, report: &mut Report) {
    let state = segment.attribute("state");
    if segment.attribute("subState").is_some() && state.is_none() {
        let message = "a segment with subState must have state";
        report.error("valid::state", "subState", segment, message);
    }
    if let Some(state) = state.filter(|state| *state != "initial" && !has_target) {
        let message = format!("the state is “{state}”, and there is no <target>");
        report.error("valid::state", "state", segment, &message);
    }
}

/// Codes that may not be deleted must be in the target; in a final segment
/// their absence is an error.
fn kept(document: &Document<'_>, pair: &Pair<'_>, report: &mut Report) {
    if pair.target.is_none() {
        return;
    }
    let there: BTreeSet<(bool, &str)> = pair.inline(Side::Target).flat_map(marks).collect();
    for code in pair.inline(Side::Source).filter(|code| is_code(*code)) {
        if says_yes(code, "canDelete", true) {
            continue;
        }
        let missing = marks(code).into_iter().find(|mark| !there.contains(mark));
        let Some((_, id)) = missing else {
            continue;
        };
        let message =
            format!("the code “{id}” may not be deleted (canDelete), and is not in the target");
        let is_final = pair.holder.is(document.core, "segment")
            && pair.holder.attribute("state") == Some("final");
        if is_final {
            report.error("valid::kept", "Editing Hints", code, &message);
        } else {
            report.warning("valid::kept", "Editing Hints", code, &message);
        }
    }
}

/// The ends of a code that must be there: of a start or whole code its id, of
/// an end code the id it closes.
pub(super) fn marks<'t>(code: Node<'t>) -> Vec<(bool, &'t str)> {
    let id = code.attribute("id").map(|id| (false, id));
    let closes = match code.local() {
        "ec" => code.attribute("startRef").map(|id| (true, id)),
        "pc" => code.attribute("id").map(|id| (true, id)),
        _ => None,
    };
    id.into_iter().chain(closes).collect()
}
