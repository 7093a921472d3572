//! The order of targets (“order”, “Segments Order”).

use std::collections::BTreeMap;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::Scope;

pub(super) fn check(scope: &Scope<'_>, report: &mut Report) {
    if !scope.is_unit
        || scope
            .pairs
            .iter()
            .all(|pair| explicit(pair.target).is_none())
    {
        return;
    }
    let count = scope.pairs.len();
    let mut taken: BTreeMap<usize, bool> = BTreeMap::new();
    for (number, pair) in scope.pairs.iter().enumerate() {
        let Some(target) = pair.target else {
            continue;
        };
        let said = explicit(pair.target);
        if said.is_some_and(|order| order > count) {
            let message = format!("order is higher than {count}, the number of parts of the unit");
            report.error("valid::order", "order", target, &message);
        }
        let place = said.unwrap_or(number + 1);
        if taken.insert(place, said.is_some()).is_some() {
            let message = if said.is_some() {
                format!("order {place} is taken by another target of the unit")
            } else {
                format!("without order this target has place {place}, which another has taken")
            };
            report.error("valid::order", "order", target, &message);
        }
    }
}

fn explicit(target: Option<Node<'_>>) -> Option<usize> {
    target?.attribute("order")?.trim().parse().ok()
}
