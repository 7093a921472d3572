//! Codes: starts with their ends, original data, sub-flows, copies
//! (“Inline Codes”, “Editing Hints”, “Sub-Flows”).

use std::collections::BTreeMap;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, Scope, Side, is_code, says_yes};

pub(super) fn check(document: &Document<'_>, scope: &Scope<'_>, report: &mut Report) {
    let data = scope.data(document.core);
    let mut bases: BTreeMap<&str, Node<'_>> = BTreeMap::new();
    for side in [Side::Source, Side::Target] {
        let codes: Vec<Node<'_>> = scope
            .inline(side)
            .into_iter()
            .filter(|node| is_code(*node))
            .collect();
        for code in &codes {
            if let Some(id) = code.attribute("id") {
                bases.entry(id).or_insert(*code);
            }
        }
        pairs(&codes, report);
    }
    for side in [Side::Source, Side::Target] {
        for code in scope.inline(side).into_iter().filter(|node| is_code(*node)) {
            hints(code, report);
            kind(code, report);
            original(code, &data, report);
            copy(code, &bases, report);
            if scope.is_unit {
                flows(document, code, report);
            }
        }
    }
}

/// Every `sc` that is not alone has one `ec` after it, and the other way round.
fn pairs(codes: &[Node<'_>], report: &mut Report) {
    let mut starts: BTreeMap<&str, Vec<Node<'_>>> = BTreeMap::new();
    let mut ends: BTreeMap<&str, Vec<Node<'_>>> = BTreeMap::new();
    for code in codes {
        match (
            code.local(),
            code.attribute("id"),
            code.attribute("startRef"),
        ) {
            ("sc", Some(id), _) => starts.entry(id).or_default().push(*code),
            ("ec", _, Some(start)) => ends.entry(start).or_default().push(*code),
            _ => {}
        }
    }
    for code in codes {
        match code.local() {
            "sc" => {
                let id = code.attribute("id").unwrap_or_default();
                start(*code, ends.get(id).map_or(&[], Vec::as_slice), report);
            }
            "ec" => {
                let id = code.attribute("startRef").unwrap_or_default();
                end(*code, starts.get(id).map_or(&[], Vec::as_slice), report);
            }
            _ => {}
        }
    }
}

fn start(code: Node<'_>, ends: &[Node<'_>], report: &mut Report) {
    if says_yes(code, "isolated", false) {
        if !ends.is_empty() {
            let message = "isolated is “yes”, and its <ec> is in the same unit";
            report.error("valid::code", "isolated", code, message);
        }
        return;
    }
    match ends {
        [end] if end.index() > code.index() => alike(code, *end, report),
        [] | [_] => {
            let message = "no <ec> after it has its id as startRef, and it is not isolated";
            report.error("valid::code", "isolated", code, message);
        }
        _ => {
            let message = "more than one <ec> has its id as startRef";
            report.error("valid::code", "ec", code, message);
        }
    }
}

/// The hints of a start and of its end say the same.
fn alike(start: Node<'_>, end: Node<'_>, report: &mut Report) {
    for hint in ["canCopy", "canDelete", "canOverlap"] {
        if says_yes(start, hint, true) != says_yes(end, hint, true) {
            let message = format!("{hint} is another than that of its <ec>");
            report.error("valid::code", "sc", start, &message);
        }
    }
    let order = |node: Node<'_>| match node.attribute("canReorder") {
        None | Some("yes") => true,
        Some(_) => false,
    };
    let end_starts = end.attribute("canReorder") == Some("firstNo");
    if order(start) != order(end) || end_starts {
        let message = "canReorder of its <ec> must be the same, and “no” after “firstNo”";
        report.error("valid::code", "sc", start, message);
    }
}

fn end(code: Node<'_>, starts: &[Node<'_>], report: &mut Report) {
    let (id, start) = (code.attribute("id"), code.attribute("startRef"));
    if says_yes(code, "isolated", false) {
        if id.is_none() || start.is_some() {
            let message = "an isolated <ec> must have id and no startRef";
            report.error("valid::code", "ec", code, message);
        }
        return;
    }
    if start.is_none() || id.is_some() {
        let message = "an <ec> that is not isolated must have startRef and no id";
        report.error("valid::code", "ec", code, message);
    }
    if code.attribute("dir").is_some() {
        let message = "an <ec> that is not isolated must have no dir";
        report.error("valid::code", "ec", code, message);
    }
    let before =
        |node: &&Node<'_>| node.index() < code.index() && !says_yes(**node, "isolated", false);
    if start.is_some() && starts.iter().filter(before).count() != 1 {
        let message = "there is no <sc> before it that its startRef names";
        report.error("valid::code", "ec", code, message);
    }
}

fn hints(code: Node<'_>, report: &mut Report) {
    let is_fixed = matches!(code.attribute("canReorder"), Some("no" | "firstNo"));
    if is_fixed && (says_yes(code, "canCopy", true) || says_yes(code, "canDelete", true)) {
        let message = "a code that may not be reordered must have canCopy and canDelete “no”";
        report.error("valid::code", "Editing Hints", code, message);
    }
}

fn kind(code: Node<'_>, report: &mut Report) {
    let Some(kind) = code.attribute("subType") else {
        return;
    };
    let wanted = match kind {
        "xlf:b" | "xlf:i" | "xlf:u" | "xlf:lb" | "xlf:pb" => Some("fmt"),
        "xlf:var" => Some("ui"),
        _ => None,
    };
    let message = match (code.attribute("type"), wanted) {
        (None, _) => "a code with subType must have type".to_owned(),
        (Some(said), Some(wanted)) if said != wanted => {
            format!("with subType “{kind}” the type must be “{wanted}”")
        }
        (Some(_), None) if kind.starts_with("xlf:") => {
            format!("the standard defines no subType “{kind}”, and xlf: is its own")
        }
        _ => return,
    };
    report.error("valid::code", "subType", code, &message);
}

/// References to original data, and attributes that come in pairs.
fn original(code: Node<'_>, data: &[&str], report: &mut Report) {
    for name in ["dataRef", "dataRefStart", "dataRefEnd"] {
        if let Some(id) = code.attribute(name).filter(|id| !data.contains(id)) {
            let message = format!("{name} is “{id}”, and there is no <data> with this id");
            report.error("valid::reference", name, code, &message);
        }
    }
    for (start, end) in [
        ("dataRefStart", "dataRefEnd"),
        ("subFlowsStart", "subFlowsEnd"),
        ("equivStart", "equivEnd"),
    ] {
        if code.attribute(start).is_some() != code.attribute(end).is_some() {
            let message = format!("{start} and {end} must be there both or not at all");
            report.error("valid::code", "pc", code, &message);
        }
    }
}

/// A copy names a code of the unit that may be copied and has no data.
fn copy(code: Node<'_>, bases: &BTreeMap<&str, Node<'_>>, report: &mut Report) {
    let Some(id) = code.attribute("copyOf") else {
        return;
    };
    let has_data = |node: Node<'_>| {
        ["dataRef", "dataRefStart", "dataRefEnd"]
            .iter()
            .any(|name| node.attribute(name).is_some())
    };
    let message = match bases.get(id) {
        _ if has_data(code) => "a code with copyOf must not refer to original data".to_owned(),
        None => format!("copyOf is “{id}”, and no code of the unit has this id"),
        Some(base) if *base == code => "a code cannot be a copy of itself".to_owned(),
        Some(base) if has_data(*base) => {
            format!("the code “{id}” has original data; its copies must refer to that")
        }
        Some(base) if !says_yes(*base, "canCopy", true) => {
            format!("the code “{id}” may not be copied (canCopy)")
        }
        Some(_) => return,
    };
    report.error("valid::reference", "copyOf", code, &message);
}

/// Sub-flows are units of the same file.
fn flows(document: &Document<'_>, code: Node<'_>, report: &mut Report) {
    for name in ["subFlows", "subFlowsStart", "subFlowsEnd"] {
        let Some(list) = code.attribute(name) else {
            continue;
        };
        let file = document.around(code, "file").unwrap_or(document.root);
        let is_unknown = |id: &&str| document.known(file, "unit", id).is_none();
        for id in list.split_whitespace().filter(is_unknown) {
            let message = format!("{name} names “{id}”, and the file has no unit with this id");
            report.error("valid::reference", "Sub-Flows", code, &message);
        }
    }
}
