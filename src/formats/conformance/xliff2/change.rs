//! Change tracking (“Change Tracking”): what a revision is of.

use std::collections::{BTreeMap, BTreeSet};

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{CTR, Document};

/// What is asked for of elements that are tracked: the name, the id, if one is
/// named, and the attribute, if one is asked for.
type Key<'t> = (&'t str, Option<&'t str>, Option<&'t str>);

/// The elements that are tracked, found once for the document: their numbers, in
/// order.
struct Tracked<'t>(BTreeMap<Key<'t>, Vec<usize>>);

impl<'t> Tracked<'t> {
    fn new(document: &Document<'t>) -> Tracked<'t> {
        let kinds: BTreeSet<&str> = document
            .of(CTR, "revisions")
            .filter_map(|revisions| revisions.attribute("appliesTo"))
            .collect();
        let mut places: BTreeMap<Key<'t>, Vec<usize>> = BTreeMap::new();
        let is_tracked = |node: &Node<'t>| {
            node.namespace() == Some(document.core) && kinds.contains(node.local())
        };
        for node in document.root.descendants().filter(is_tracked) {
            let attributes = node
                .attributes()
                .iter()
                .map(|a| Some(a.name.local.as_str()));
            let ids = [None, node.attribute("id")];
            let has_id = ids.iter().flatten().next().is_some();
            for attribute in std::iter::once(None).chain(attributes) {
                for id in ids.iter().take(if has_id { 2 } else { 1 }) {
                    let key = (node.local(), *id, attribute);
                    places.entry(key).or_default().push(node.index());
                }
            }
        }
        Tracked(places)
    }

    /// Whether there is such an element in another.
    fn is_inside(&self, owner: Node<'_>, key: Key<'_>) -> bool {
        let places = self.0.get(&key).map(Vec::as_slice).unwrap_or_default();
        let first = places.partition_point(|place| *place <= owner.index());
        places.get(first).is_some_and(|place| *place < owner.end())
    }
}

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let tracked = Tracked::new(document);
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
        let subject = subject(document, &tracked, revisions, report);
        for revision in revisions.named("revision") {
            items(revision, &tracked, subject, report);
        }
    }
}

/// The elements whose changes these are: what they stand in, their name and their
/// id; none when there is no such element.
fn subject<'t>(
    document: &Document<'t>,
    tracked: &Tracked<'t>,
    revisions: Node<'t>,
    report: &mut Report,
) -> Option<(Node<'t>, &'t str, Option<&'t str>)> {
    let kind = revisions.attribute("appliesTo")?;
    let owner = revisions
        .ancestors()
        .find(|node| node.namespace() == Some(document.core))?;
    let id = revisions.attribute("ref");
    let is_there = tracked.is_inside(owner, (kind, id, None));
    if let Some(id) = id.filter(|_| !is_there) {
        let message = format!("ref is “{id}”, and there is no <{kind}> with this id");
        report.error("valid::reference", "ref", revisions, &message);
    }
    // A tracked element may be gone, and then nothing is known of its attributes.
    is_there.then_some((owner, kind, id))
}

fn items(
    revision: Node<'_>,
    tracked: &Tracked<'_>,
    subject: Option<(Node<'_>, &str, Option<&str>)>,
    report: &mut Report,
) {
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
        let is_unknown = subject
            .is_some_and(|(owner, kind, id)| !tracked.is_inside(owner, (kind, id, Some(local))));
        if property != "content" && is_unknown {
            let message = format!(
                "the property “{property}” is neither content nor an attribute of what was changed"
            );
            report.error("valid::module", "property", item, &message);
        }
    }
}
