//! Translation candidates and glossaries: what is unique, what refers to what
//! (“Translation Candidates Module”, “Glossary Module”).

use std::collections::BTreeSet;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, GLS, MTC};
use super::identifiers::{twice, unique};
use super::references::{self, Span};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for matches in document.of(MTC, "matches") {
        unique(matches.named("match"), "match of one list", "match", report);
        for found in matches.named("match") {
            if found.attribute("subType").is_some() && found.attribute("type").is_none() {
                let message = "a match with subType must have type";
                report.error("valid::module", "subType", found, message);
            }
            span(document, found, report);
        }
    }
    for glossary in document.of(GLS, "glossary") {
        let mut seen = BTreeSet::new();
        for node in glossary
            .descendants()
            .filter(|node| node.namespace() == Some(GLS))
        {
            entry(document, node, &mut seen, report);
        }
    }
}

fn entry<'t>(
    document: &Document<'t>,
    node: Node<'t>,
    seen: &mut BTreeSet<&'t str>,
    report: &mut Report,
) {
    if !matches!(node.local(), "glossEntry" | "translation") {
        return;
    }
    if let Some(id) = node.attribute("id")
        && !seen.insert(id)
    {
        twice(node, id, "entry and translation of one glossary", report);
    }
    span(document, node, report);
    let explained = || {
        node.named("translation")
            .chain(node.named("definition"))
            .next()
    };
    if node.local() == "glossEntry" && explained().is_none() {
        let message = "an entry must have a <translation> or a <definition>";
        report.error("valid::module", "glossEntry", node, message);
    }
}

/// `ref` names a span of text of the unit the node stands in.
fn span(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    let (Some(reference), Some(unit)) = (node.attribute("ref"), document.around(node, "unit"))
    else {
        return;
    };
    match references::span(document, node, unit, reference) {
        Span::Here => {}
        Span::Loosely => {
            let message = format!(
                "ref is “{reference}”; a code of the source is named #id, one of the target #t=id"
            );
            report.warning(
                "valid::reference",
                "Fragment Identification",
                node,
                &message,
            );
        }
        Span::Nowhere => {
            let message = format!(
                "ref is “{reference}”, and that is no segment, code or annotation of this unit; \
                 it is written #id, in a target #t=id"
            );
            report.error("valid::reference", "ref", node, &message);
        }
    }
}
