//! Change tracking (“Change Tracking”): what a revision is of.

use std::collections::BTreeSet;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{CTR, Document};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for revisions in document.of(CTR, "revisions") {
        if let Some(current) = revisions.attribute("currentVersion")
            && !revisions
                .named("revision")
                .any(|r| r.attribute("version") == Some(current))
        {
            let message =
                format!("currentVersion is “{current}”, and no revision has this version");
            report.error("valid::reference", "currentVersion", revisions, &message);
        }
        let tracked = tracked(document, revisions, report);
        for revision in revisions.named("revision") {
            items(revision, tracked.as_deref(), report);
        }
    }
}

/// The elements whose changes these are; none when they cannot be found.
fn tracked<'t>(
    document: &Document<'t>,
    revisions: Node<'t>,
    report: &mut Report,
) -> Option<Vec<Node<'t>>> {
    let kind = revisions.attribute("appliesTo")?;
    let owner = revisions
        .ancestors()
        .find(|node| node.namespace() == Some(document.core))?;
    let mut found: Vec<Node<'t>> = owner
        .descendants()
        .filter(|node| node.namespace() == Some(document.core) && node.local() == kind)
        .collect();
    if let Some(id) = revisions.attribute("ref") {
        found.retain(|node| node.attribute("id") == Some(id));
        if found.is_empty() {
            let message = format!("ref is “{id}”, and there is no <{kind}> with this id");
            report.error("valid::reference", "ref", revisions, &message);
        }
    }
    // A tracked element may be gone, and then nothing is known of its attributes.
    (!found.is_empty()).then_some(found)
}

fn items(revision: Node<'_>, tracked: Option<&[Node<'_>]>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for item in revision.named("item") {
        let Some(property) = item.attribute("property") else {
            continue;
        };
        if !seen.insert(property) {
            let message = format!("one revision says two things of the property “{property}”");
            report.error("valid::module", "property", item, &message);
        }
        let local = property
            .rsplit_once(':')
            .map_or(property, |(_, local)| local);
        let is_known = |node: &Node<'_>| {
            node.attributes()
                .iter()
                .any(|attribute| attribute.name.local == local)
        };
        if property != "content" && tracked.is_some_and(|nodes| !nodes.iter().any(is_known)) {
            let message = format!(
                "the property “{property}” is neither content nor an attribute of what was changed"
            );
            report.error("valid::module", "property", item, &message);
        }
    }
}
