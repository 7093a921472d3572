//! References by fragment identifier: their form, and what those of notes name.

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, GLS, ITS, MTC, Side};
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
    if span(document, node, unit, reference) == Span::Nowhere {
        let message = format!("ref is “{reference}”, and that is nothing in this unit");
        report.error("valid::reference", "ref", node, &message);
    }
}

/// What a reference to a span of text leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// A segment, code or annotation of the unit.
    Here,
    /// One of these, though the reference is not written as the standard says.
    Loosely,
    Nowhere,
}

/// What a reference names in a unit. The official rules look only at what
/// follows the `#`, and never whether that is of the source or of the target.
pub(super) fn span<'t>(
    document: &Document<'t>,
    from: Node<'t>,
    unit: Node<'t>,
    reference: &str,
) -> Span {
    let Some((before, text)) = reference.split_once('#') else {
        return Span::Nowhere;
    };
    let fragment = Fragment::parse(text).ok();
    let found = fragment.and_then(|fragment| fragment.find(document, from));
    if let Some(Selected::Element(node)) = found
        && !matches!(node.local(), "note" | "data" | "file" | "group" | "unit")
        && document.around(node, "unit") == Some(unit)
    {
        return if before.is_empty() {
            Span::Here
        } else {
            Span::Loosely
        };
    }
    let scope = document.scope(unit);
    let is_there = scope.is_some_and(|scope| {
        let mut targets = scope.inline(Side::Target).into_iter();
        targets.any(|node| node.attribute("id") == Some(text))
    });
    if is_there {
        Span::Loosely
    } else {
        Span::Nowhere
    }
}
