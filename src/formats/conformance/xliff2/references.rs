//! References by fragment identifier: their form, and what those of notes name.

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, GLS, ITS, MTC};
use super::fragment::{Fragment, Selected};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for node in document.root.descendants() {
        let namespace = node.namespace().unwrap_or_default();
        if namespace == document.core || namespace == MTC || namespace == GLS {
            form(node, node.attribute("ref"), report);
        }
        for name in ["locQualityIssuesRef", "provenanceRecordsRef"] {
            form(node, node.attribute_in(ITS, name), report);
        }
        if node.is(document.core, "note") {
            note(document, node, report);
        }
    }
}

/// A reference into this document must have the form of the standard.
fn form(node: Node<'_>, reference: Option<&str>, report: &mut Report) {
    let Some(text) = reference.and_then(|reference| reference.strip_prefix('#')) else {
        return;
    };
    if let Err(flaw) = Fragment::parse(text) {
        let message = format!("ref is “#{text}”, and this is no fragment identifier: {flaw}");
        report.error("valid::fragment", "Fragment Identification", node, &message);
    }
}

/// A note of a unit may name a segment of that unit (2.2, “ref”).
fn note(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    let Some(reference) = node.attribute("ref") else {
        return;
    };
    let Some(unit) = document.around(node, "unit") else {
        return;
    };
    if !is_span(document, node, unit, reference) {
        let message = format!("ref is “{reference}”, and that is nothing in this unit");
        report.error("valid::reference", "ref", node, &message);
    }
}

/// Whether a reference names a span of text of a unit.
pub(super) fn is_span<'t>(
    document: &Document<'t>,
    from: Node<'t>,
    unit: Node<'t>,
    reference: &str,
) -> bool {
    let fragment = reference
        .strip_prefix('#')
        .and_then(|text| Fragment::parse(text).ok());
    match fragment.and_then(|fragment| fragment.find(document, from)) {
        Some(Selected::Element(node)) => {
            let is_text = !matches!(node.local(), "note" | "data" | "file" | "group" | "unit");
            is_text && document.around(node, "unit") == Some(unit)
        }
        // What a prefix of a module names is not looked up: the core cannot tell.
        Some(Selected::Other) | None => false,
    }
}
