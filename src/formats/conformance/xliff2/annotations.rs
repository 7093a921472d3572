//! Annotations: `mrk`, and `sm` with its `em` (“Annotations”).

use std::collections::BTreeMap;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, ITS, ITSM, Scope, Side};
use super::fragment::{Fragment, Selected};

pub(super) fn check(document: &Document<'_>, scope: &Scope<'_>, report: &mut Report) {
    for side in [Side::Source, Side::Target] {
        let inline = scope.inline(side);
        pairs(&inline, report);
        for node in inline {
            if matches!(node.local(), "mrk" | "sm") {
                usage(document, node, report);
            }
        }
    }
}

fn pairs(inline: &[Node<'_>], report: &mut Report) {
    let by = |local: &str, attribute: &str| {
        let mut found: BTreeMap<&str, Vec<Node<'_>>> = BTreeMap::new();
        for node in inline.iter().filter(|node| node.local() == local) {
            if let Some(id) = node.attribute(attribute) {
                found.entry(id).or_default().push(*node);
            }
        }
        found
    };
    let (starts, ends) = (by("sm", "id"), by("em", "startRef"));
    for (id, starts) in &starts {
        let ends = ends.get(id).map_or(&[][..], Vec::as_slice);
        for start in starts {
            if !ends.iter().any(|end| end.index() > start.index()) {
                let message = "no <em> after it in the same unit has its id as startRef";
                report.error("valid::annotation", "sm", *start, message);
            } else if ends.len() > 1 {
                let message = "more than one <em> has its id as startRef";
                report.error("valid::annotation", "em", *start, message);
            }
        }
    }
    for (id, ends) in &ends {
        let first = starts.get(id).and_then(|starts| starts.first());
        for end in ends {
            if first.is_none_or(|start| start.index() >= end.index()) {
                let message = "there is no <sm> before it that its startRef names";
                report.error("valid::annotation", "em", *end, message);
            }
        }
    }
}

/// What the kinds of annotation of the standard must have.
fn usage(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    match node.attribute("type") {
        None | Some("generic") => {
            let says_else = node
                .attributes()
                .iter()
                .any(|attribute| matches!(attribute.name.namespace.as_deref(), Some(ITS | ITSM)));
            if node.attribute("translate").is_none() && !says_else {
                let message = "an annotation of the type “generic” must have translate";
                report.error("valid::annotation", "Translate Annotation", node, message);
            }
        }
        Some("comment") => comment(document, node, report),
        Some("mtc:match") if node.attribute("ref").is_some() => {
            let message = "an annotation of the type “mtc:match” must have no ref";
            report.error(
                "valid::annotation",
                "Translation Candidate Annotation",
                node,
                message,
            );
        }
        _ => {}
    }
}

/// A comment is in `value`, or in a note of the unit that `ref` names.
fn comment(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    let reference = node.attribute("ref");
    if node.attribute("value").is_some() == reference.is_some() {
        let message = "a comment must have either value or ref";
        report.error("valid::annotation", "Comment Annotation", node, message);
    }
    let Some(reference) = reference else {
        return;
    };
    let unit = document.around(node, "unit");
    let fragment = reference
        .strip_prefix('#')
        .and_then(|text| Fragment::parse(text).ok());
    let note = fragment.and_then(|fragment| fragment.find(document, node));
    let is_here = match note {
        Some(Selected::Element(note)) => {
            note.local() == "note" && document.around(note, "unit") == unit
        }
        _ => false,
    };
    if !is_here {
        let message = format!("ref is “{reference}”, and that is no <note> of this unit");
        report.error("valid::reference", "Comment Annotation", node, &message);
    }
}
