//! The languages of sources and targets (“source”, “target”, “xml:lang”).

use super::super::super::xml::XML;
use super::super::language::are_equal;
use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, Side};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for scope in &document.scopes {
        for pair in &scope.pairs {
            for side in [Side::Source, Side::Target] {
                let Some(text) = pair.side(side) else {
                    continue;
                };
                if scope.is_unit {
                    inherited(document, text, side, report);
                } else if side == Side::Source || pair.holder.attribute("reference") != Some("yes")
                {
                    explicit(document, text, side, report);
                }
            }
        }
    }
    let has_targets = || {
        let pairs = document.scopes.iter().filter(|scope| scope.is_unit);
        pairs
            .flat_map(|scope| &scope.pairs)
            .find_map(|pair| pair.target)
    };
    if document.target_language.is_none()
        && let Some(target) = has_targets()
    {
        let message = "there is a <target>, and <xliff> has no trgLang";
        report.error("valid::missing-attribute", "xliff", target, message);
    }
}

/// A language that is said here or further out must be that of the document.
fn inherited(document: &Document<'_>, text: Node<'_>, side: Side, report: &mut Report) {
    let said = text
        .lineage()
        .find_map(|node| node.attribute_in(XML, "lang"));
    compare(document, text, said, side, report);
}

/// Only a language that is said here counts.
fn explicit(document: &Document<'_>, text: Node<'_>, side: Side, report: &mut Report) {
    compare(document, text, text.attribute_in(XML, "lang"), side, report);
}

/// Compares a language with that of the document.
pub(super) fn compare(
    document: &Document<'_>,
    node: Node<'_>,
    said: Option<&str>,
    side: Side,
    report: &mut Report,
) {
    let (wanted, name) = match side {
        Side::Source => (document.source_language, "srcLang"),
        Side::Target => (document.target_language, "trgLang"),
    };
    if let (Some(said), Some(wanted)) = (said, wanted)
        && !are_equal(said, wanted)
    {
        let message = format!("its xml:lang is “{said}”, and {name} of the document is “{wanted}”");
        report.error("valid::language", node.local(), node, &message);
    }
}
