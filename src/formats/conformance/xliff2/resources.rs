//! Metadata, resources and validation rules (“Metadata Module”, “Resource Data
//! Module”, “Validation Module”).

use std::collections::BTreeSet;

use super::super::super::xml::{XML, is_space};
use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, MDA, RES, Side, VAL};
use super::identifiers::twice;
use super::languages::compare;

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let items = items(document);
    for node in document.root.descendants() {
        match (node.namespace(), node.local()) {
            (Some(MDA), "metadata") => metadata(node, report),
            (Some(RES), "resourceData") => resources(node, report),
            (Some(RES), "resourceItem") => item(node, report),
            (Some(RES), "resourceItemRef") => reference(document, node, &items, report),
            (Some(RES), "source" | "target") => resource(document, node, report),
            (Some(VAL), "rule") => rule(document, node, report),
            _ => {}
        }
    }
}

fn metadata(metadata: Node<'_>, report: &mut Report) {
    let mut seen: BTreeSet<&str> = metadata.attribute("id").into_iter().collect();
    for group in metadata
        .descendants()
        .filter(|node| node.is(MDA, "metaGroup"))
    {
        if let Some(id) = group.attribute("id")
            && !seen.insert(id)
        {
            twice(group, id, "group of one metadata", report);
        }
    }
}

fn resources(data: Node<'_>, report: &mut Report) {
    if data.children().next().is_none() {
        let message = "a <res:resourceData> must have an item or a reference to one";
        report.error("valid::module", "resourceData", data, message);
    }
    let mut seen = BTreeSet::new();
    for node in data
        .named("resourceItemRef")
        .chain(data.named("resourceItem"))
    {
        if let Some(id) = node.attribute("id")
            && !seen.insert(id)
        {
            twice(node, id, "item of one <res:resourceData>", report);
        }
    }
}

fn is_empty(node: Node<'_>) -> bool {
    node.children().next().is_none() && node.text().chars().all(is_space)
}

fn item(item: Node<'_>, report: &mut Report) {
    let mut parts = item
        .children()
        .filter(|part| part.namespace() == Some(RES))
        .peekable();
    if parts.peek().is_none() {
        let message = "an item must have a source, a target or a reference";
        report.error("valid::module", "resourceItem", item, message);
        return;
    }
    let filled = parts.any(|part| part.local() != "reference" && !is_empty(part));
    if !filled && item.attribute("mimeType").is_none() {
        let message = "an item whose source and target are empty must have mimeType";
        report.error("valid::module", "resourceItem", item, message);
    }
    if item.attribute("context") == Some("no") && item.named("source").next().is_none() {
        let message = "an item that is to be changed (context “no”) must have a source";
        report.error("valid::module", "source", item, message);
    }
}

/// The items of every file: the number of the file, and the id.
fn items<'t>(document: &Document<'t>) -> BTreeSet<(usize, &'t str)> {
    let items = document.of(RES, "resourceItem");
    let key = |item: Node<'t>| {
        let file = document.around(item, "file")?;
        Some((file.index(), item.attribute("id")?))
    };
    items.filter_map(key).collect()
}

fn reference(
    document: &Document<'_>,
    node: Node<'_>,
    items: &BTreeSet<(usize, &str)>,
    report: &mut Report,
) {
    let (Some(wanted), Some(file)) = (node.attribute("ref"), document.around(node, "file")) else {
        return;
    };
    if !items.contains(&(file.index(), wanted)) {
        let message = format!("ref is “{wanted}”, and the file has no item with this id");
        report.error("valid::reference", "resourceItemRef", node, &message);
    }
}

fn resource(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    if is_empty(node) == node.attribute("href").is_none() {
        let message = "it must have href if it is empty, and no href otherwise";
        report.error("valid::module", node.local(), node, message);
    }
    let side = if node.local() == "source" {
        Side::Source
    } else {
        Side::Target
    };
    compare(document, node, node.attribute_in(XML, "lang"), side, report);
}

fn rule(document: &Document<'_>, rule: Node<'_>, report: &mut Report) {
    let has = |name: &str| rule.attribute(name).is_some();
    let own = ["isPresent", "isNotPresent", "startsWith", "endsWith"];
    let count = own.iter().filter(|name| has(name)).count();
    let is_custom = rule.attributes().iter().any(|attribute| {
        let namespace = attribute.name.namespace.as_deref();
        namespace.is_some_and(|namespace| namespace != VAL && namespace != XML)
    });
    if count > 1 || (count == 0 && !is_custom) {
        let message = "a rule must have exactly one of isPresent, isNotPresent, startsWith, \
                       endsWith, or one of its own";
        report.error("valid::module", "rule", rule, message);
    }
    if has("occurs") && !has("isPresent") {
        let message = "occurs must stand beside isPresent";
        report.error("valid::module", "occurs", rule, message);
    }
    let with_source = ["isPresent", "startsWith", "endsWith"];
    if has("existsInSource") && with_source.iter().filter(|name| has(name)).count() != 1 {
        let message =
            "existsInSource must stand beside exactly one of isPresent, startsWith, endsWith";
        report.error("valid::module", "existsInSource", rule, message);
    }
    let level = rule.parent().and_then(Node::parent);
    if rule.attribute("disabled") == Some("yes")
        && level.is_some_and(|level| level.is(document.core, "file"))
    {
        let message = "a rule of a file has no rule above it that it could disable";
        report.error("valid::module", "disabled", rule, message);
    }
}
