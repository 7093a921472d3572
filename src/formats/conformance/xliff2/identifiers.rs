//! Ids that must be unique, each in its scope (“id”).

use std::collections::{BTreeMap, BTreeSet};

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, Pair, Scope, Side};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let core = document.core;
    unique(
        document.root.children().filter(|n| n.is(core, "file")),
        "file",
        "file",
        report,
    );
    for file in document.all("file") {
        for kind in ["group", "unit"] {
            let inside = file.descendants().filter(|n| n.is(core, kind));
            unique(inside, kind, kind, report);
        }
    }
    for notes in document.all("notes") {
        unique(notes.children(), "note of one element", "note", report);
    }
    for data in document.all("originalData") {
        unique(data.children(), "data of one unit", "data", report);
    }
    for scope in &document.scopes {
        sources(scope, report);
        let taken = taken(scope);
        for pair in &scope.pairs {
            target(&taken, pair, report);
        }
        targets(scope, report);
    }
}

/// That no two nodes of one kind have the same id.
pub(super) fn unique<'t>(
    nodes: impl Iterator<Item = Node<'t>>,
    kind: &str,
    local: &str,
    report: &mut Report,
) {
    let mut seen = BTreeSet::new();
    for node in nodes.filter(|node| node.local() == local) {
        if let Some(id) = node.attribute("id")
            && !seen.insert(id)
        {
            twice(node, id, kind, report);
        }
    }
}

/// Says that an id is there for the second time.
pub(super) fn twice(node: Node<'_>, id: &str, kind: &str, report: &mut Report) {
    let message = format!("the id “{id}” is there twice; every {kind} needs its own");
    report.error("valid::id", "id", node, &message);
}

/// Segments, ignorables and inline elements of sources share one scope.
fn sources(scope: &Scope<'_>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for pair in &scope.pairs {
        let holder = scope.is_unit.then_some(pair.holder);
        for node in holder.into_iter().chain(pair.inline(Side::Source)) {
            if let Some(id) = node.attribute("id")
                && !seen.insert(id)
            {
                twice(
                    node,
                    id,
                    "segment, ignorable and inline element of a unit",
                    report,
                );
            }
        }
    }
}

/// No id is there twice in the targets of a unit.
fn targets(scope: &Scope<'_>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for node in scope.inline(Side::Target) {
        if let Some(id) = node.attribute("id")
            && !seen.insert(id)
        {
            twice(node, id, "inline element of the targets of a unit", report);
        }
    }
}

/// The ids of the sources of a unit, and of its segments and ignorables.
fn taken<'t>(scope: &Scope<'t>) -> BTreeSet<&'t str> {
    let holders = scope.pairs.iter().map(|pair| pair.holder);
    holders
        .filter(|_| scope.is_unit)
        .chain(scope.inline(Side::Source))
        .filter_map(|node| node.attribute("id"))
        .collect()
}

/// An id of a target is that of the same code in the source beside it, or new.
fn target(taken: &BTreeSet<&str>, pair: &Pair<'_>, report: &mut Report) {
    let beside: BTreeMap<&str, Node<'_>> = pair
        .inline(Side::Source)
        .filter_map(|node| Some((node.attribute("id")?, node)))
        .collect();
    for node in pair.inline(Side::Target) {
        let Some(id) = node.attribute("id") else {
            continue;
        };
        let message = match beside.get(id) {
            Some(same) if is_same_kind(*same, node) => continue,
            Some(same) => format!(
                "the id “{id}” is that of a <{}> in the source, and here of a <{}>",
                same.local(),
                node.local()
            ),
            None if taken.contains(id) => {
                format!("the id “{id}” belongs to another element of the unit, not in this source")
            }
            None => continue,
        };
        report.error("valid::id", "id", node, &message);
    }
}

/// A code may be written as `pc` on one side and as `sc` and `ec` on the other,
/// an annotation as `mrk` or as `sm` and `em` (“Representation of the codes”).
fn is_same_kind(left: Node<'_>, right: Node<'_>) -> bool {
    let kind = |node: Node<'_>| match node.local() {
        "pc" | "sc" => 0,
        "mrk" | "sm" => 1,
        "ph" => 2,
        "ec" => 3,
        _ => 4,
    };
    kind(left) == kind(right)
}
