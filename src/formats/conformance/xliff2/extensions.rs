//! Identifiers in elements of extensions (“Extension Mechanisms”), and what may
//! not stand empty or filled.

use std::collections::BTreeSet;

use super::super::super::xml::{XML, illegal_characters, is_name_token};
use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, MODULES};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let core = document.core;
    let mut seen: BTreeSet<(usize, Option<&str>, &str)> = BTreeSet::new();
    for node in document.root.descendants() {
        if node.namespace() == Some(core) {
            structure(document, node, report);
            continue;
        }
        let Some(owner) = extension_of(document, node) else {
            continue;
        };
        let ids = [node.attribute("id"), node.attribute_in(XML, "id")];
        for id in ids.into_iter().flatten() {
            if !is_name_token(id.trim()) {
                let message = format!("the id “{id}” of an extension is no name without spaces");
                report.error("valid::id", "Extension Mechanisms", node, &message);
            }
            if !seen.insert((owner.index(), node.namespace(), id)) {
                let around = owner.local();
                let message =
                    format!("the id “{id}” is there twice in the extensions of one <{around}>");
                report.error("valid::id", "Extension Mechanisms", node, &message);
            }
        }
    }
}

/// The file, group or unit an element of an extension stands in; none when it
/// stands in a module or in a skeleton, which is the original's own.
fn extension_of<'t>(document: &Document<'t>, node: Node<'t>) -> Option<Node<'t>> {
    for above in node.lineage() {
        let namespace = above.namespace().unwrap_or_default();
        if namespace == document.core {
            let is_owner = matches!(above.local(), "file" | "group" | "unit");
            return is_owner.then_some(above);
        }
        if MODULES.contains(&namespace) {
            return None;
        }
    }
    None
}

fn structure(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    match node.local() {
        "skeleton" => {
            let is_empty = node.text().is_empty() && node.children().next().is_none();
            if is_empty && node.attribute("href").is_none() {
                let message = "an empty <skeleton> must have href";
                report.error("valid::content", "skeleton", node, message);
            } else if !is_empty && node.attribute("href").is_some() {
                let message = "a <skeleton> with href must be empty";
                report.error("valid::content", "skeleton", node, message);
            }
        }
        "unit"
            if node
                .children()
                .all(|child| !child.is(document.core, "segment")) =>
        {
            let message = "a <unit> must have at least one <segment>";
            report.error("valid::content", "unit", node, message);
        }
        "cp" => code_point(node, report),
        _ => {}
    }
}

fn is_allowed(c: char) -> bool {
    illegal_characters(c.encode_utf8(&mut [0; 4])) == 0
}

/// What `cp` stands for must be a character that XML cannot hold.
fn code_point(node: Node<'_>, report: &mut Report) {
    let Some(hex) = node.attribute("hex") else {
        return;
    };
    let Ok(value) = u32::from_str_radix(hex.trim(), 16) else {
        report.error(
            "valid::value",
            "hex",
            node,
            "hex must be a code point up to 10FFFF",
        );
        return;
    };
    let message = match value {
        0x11_0000.. => "hex must be a code point up to 10FFFF",
        // Allowed in XML 1.0, though advised against; the official rules let them pass.
        0x7F..=0x84 | 0x86..=0x9F => {
            let message = "hex is a character that XML can hold, though it advises against it";
            report.warning("valid::value", "hex", node, message);
            return;
        }
        _ if char::from_u32(value).is_some_and(is_allowed) => {
            "hex is a character that XML can hold; it must be written as it is"
        }
        _ => return,
    };
    report.error("valid::value", "hex", node, message);
}
