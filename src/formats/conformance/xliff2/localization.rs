//! ITS in XLIFF (“ITS Module”).

use std::collections::BTreeSet;

use super::super::super::xml::XML;
use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, ITS, ITSM};
use super::identifiers::twice;

/// The data categories that tools can be named for (ITS 2.0, section 5.7).
const CATEGORIES: [&str; 19] = [
    "allowed-characters",
    "directionality",
    "domain",
    "elements-within-text",
    "external-resource",
    "id-value",
    "language-information",
    "locale-filter",
    "localization-note",
    "localization-quality-issue",
    "localization-quality-rating",
    "mt-confidence",
    "preserve-space",
    "provenance",
    "storage-size",
    "target-pointer",
    "terminology",
    "text-analysis",
    "translate",
];

/// What an annotation of ITS says; its type must then be ITS's own.
const TYPED: [&str; 14] = [
    "annotatorsRef",
    "locQualityIssuesRef",
    "locQualityRatingScore",
    "locQualityRatingVote",
    "taIdentRef",
    "taSource",
    "taIdent",
    "taClassRef",
    "lang",
    "mtConfidence",
    "provenanceRecordsRef",
    "allowedCharacters",
    "localeFilterList",
    "domains",
];

/// Who or what made or changed something.
const PROVENANCE: [&str; 12] = [
    "org",
    "orgRef",
    "person",
    "personRef",
    "revOrg",
    "revOrgRef",
    "revPerson",
    "revPersonRef",
    "revTool",
    "revToolRef",
    "tool",
    "toolRef",
];

/// Attributes that may not stand beside another, with that other.
const EXCLUSIVE: [(&str, &[&str]); 4] = [
    (
        "locQualityIssuesRef",
        &[
            "locQualityIssueType",
            "locQualityIssueComment",
            "locQualityIssueSeverity",
            "locQualityIssueProfileRef",
            "locQualityIssueEnabled",
        ],
    ),
    ("locQualityRatingScore", &["locQualityRatingVote"]),
    ("taIdentRef", &["taSource", "taIdent"]),
    ("provenanceRecordsRef", &PROVENANCE),
];

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for node in std::iter::once(document.root).chain(document.root.descendants()) {
        match (node.namespace(), node.local()) {
            (Some(ITS), "locQualityIssue") => {
                one_of(
                    node,
                    &["locQualityIssueType", "locQualityIssueComment"],
                    report,
                );
            }
            (Some(ITS), "provenanceRecord") => one_of(node, &PROVENANCE, report),
            _ => {}
        }
        let is_marked = node
            .attributes()
            .iter()
            .any(|attribute| matches!(attribute.name.namespace.as_deref(), Some(ITS | ITSM)));
        if is_marked {
            marked(document, node, report);
        }
    }
    standoff(document, report);
}

fn one_of(node: Node<'_>, names: &[&str], report: &mut Report) {
    let has = |name: &&str| {
        node.attribute(name)
            .or_else(|| node.attribute_in(ITS, name))
            .is_some()
    };
    if !names.iter().any(has) {
        let message = format!("at least one of these must be set: {}", names.join(", "));
        report.error("valid::module", node.local(), node, &message);
    }
}

fn marked(document: &Document<'_>, node: Node<'_>, report: &mut Report) {
    let says = |name: &str| {
        node.attribute_in(ITS, name)
            .or_else(|| node.attribute_in(ITSM, name))
    };
    let version = |above: Node<'_>| {
        above.attribute_in(ITS, "version").is_some()
            || (above.namespace() == Some(ITS) && above.attribute("version").is_some())
    };
    if !node.lineage().any(version) {
        let message = "no its:version says which ITS this is";
        report.error("valid::module", "ITS Module", node, message);
    }
    if matches!(node.local(), "mrk" | "sm") && node.namespace() == Some(document.core) {
        annotation(node, &says, report);
    }
    for (name, excluded) in EXCLUSIVE {
        if let Some(other) = excluded.iter().find(|other| says(other).is_some())
            && says(name).is_some()
        {
            let message = format!("its:{name} and its:{other} may not stand together");
            report.error("valid::module", "ITS Module", node, &message);
        }
    }
    ratings(node, report);
    tools(node, report);
}

/// What an annotation of ITS must have.
fn annotation<'t>(node: Node<'t>, says: &dyn Fn(&str) -> Option<&'t str>, report: &mut Report) {
    let typed = TYPED.iter().find(|name| says(name).is_some());
    let is_other = node
        .attribute("type")
        .is_some_and(|kind| kind != "its:generic");
    if let Some(name) = typed.filter(|_| is_other) {
        let message = format!("with {name} the type must be “its:generic”, if there is one");
        report.error("valid::module", "ITS Module", node, &message);
    }
    if says("taSource").is_some() != says("taIdent").is_some() {
        let message = "its:taSource and its:taIdent must stand together";
        let clause = "ITS Text Analysis Annotation";
        report.error("valid::module", clause, node, message);
    }
}

/// A threshold needs what it is a threshold of, here or further out.
fn ratings(node: Node<'_>, report: &mut Report) {
    for name in ["locQualityRatingScore", "locQualityRatingVote"] {
        let threshold = format!("{name}Threshold");
        if node.attribute_in(ITS, &threshold).is_some()
            && !node
                .lineage()
                .any(|above| above.attribute_in(ITS, name).is_some())
        {
            let message = format!("its:{threshold} needs its:{name}");
            report.error(
                "valid::module",
                "Localization Quality Rating",
                node,
                &message,
            );
        }
    }
}

/// Which tools made what is said: their form, and that a confidence has one.
fn tools(node: Node<'_>, report: &mut Report) {
    if let Some(list) = node.attribute_in(ITS, "annotatorsRef") {
        let mut seen = BTreeSet::new();
        for entry in list.split_whitespace() {
            let category = entry.split_once('|').filter(|(_, tool)| !tool.is_empty());
            let fits = category.is_some_and(|(category, _)| {
                CATEGORIES.contains(&category) && seen.insert(category)
            });
            if !fits {
                let message = format!(
                    "“{entry}” in its:annotatorsRef must be a data category of ITS, each once, | \
                     and a tool"
                );
                report.error("valid::module", "annotatorsRef", node, &message);
            }
        }
    }
    for (name, category) in [
        ("mtConfidence", "mt-confidence"),
        ("taConfidence", "text-analysis"),
        ("termConfidence", "terminology"),
    ] {
        let is_named = |above: Node<'_>| {
            let list = above.attribute_in(ITS, "annotatorsRef").unwrap_or_default();
            list.split_whitespace().any(|entry| {
                entry
                    .split_once('|')
                    .is_some_and(|(found, _)| found == category)
            })
        };
        if node.attribute_in(ITS, name).is_some() && !node.lineage().any(is_named) {
            let message =
                format!("its:{name} needs its:annotatorsRef with {category} here or around");
            report.error("valid::module", name, node, &message);
        }
    }
}

/// Lists that stand apart: their ids, and references that must find them.
fn standoff(document: &Document<'_>, report: &mut Report) {
    let lists = ["locQualityIssues", "provenanceRecords"];
    let mut seen = BTreeSet::new();
    for node in document
        .root
        .descendants()
        .filter(|n| n.namespace() == Some(ITS))
    {
        if !lists.contains(&node.local()) {
            continue;
        }
        let owner = node
            .ancestors()
            .find(|above| above.namespace() == Some(document.core));
        let key = owner.map(|owner| owner.index());
        if let Some(id) = node.attribute_in(XML, "id")
            && !seen.insert((key, id))
        {
            twice(node, id, "list of ITS in one element", report);
        }
    }
    standoff_references(document, report);
}

fn standoff_references(document: &Document<'_>, report: &mut Report) {
    for node in document.root.descendants() {
        for (name, list) in [
            ("locQualityIssuesRef", "locQualityIssues"),
            ("provenanceRecordsRef", "provenanceRecords"),
        ] {
            let Some(reference) = node.attribute_in(ITS, name) else {
                continue;
            };
            // Of an annotation the list is in its unit, else here or further out.
            let wanted = reference.rsplit_once("its=").map(|(_, id)| id);
            let unit = document.around(node, "unit");
            let around = unit.into_iter().chain(node.lineage());
            let mut found = around
                .flat_map(Node::children)
                .filter(|child| child.is(ITS, list));
            if !found.any(|child| child.attribute_in(XML, "id") == wanted) || wanted.is_none() {
                let message =
                    format!("its:{name} is “{reference}”, and there is no <its:{list}> it names");
                report.error("valid::reference", name, node, &message);
            }
        }
    }
}
