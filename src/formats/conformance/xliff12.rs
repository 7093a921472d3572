//! XLIFF 1.2: the transitional form, as a table, and the ids and references
//! that its text asks for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::grammar::{Grammar, SCHEMA_INSTANCE};
use super::report::Report;
use super::tree::Node;

/// Its namespace.
pub(super) const CORE: &str = "urn:oasis:names:tc:xliff:document:1.2";

const TABLE: &str = include_str!("tables/xliff12.toml");

// A table that cannot be read would be an empty one, which refuses everything;
// a test reads it.
static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::parse(&[TABLE]).unwrap_or_default());

/// What strict 1.2 no longer has, and transitional still takes.
const DEPRECATED: [&str; 2] = ["ts", "tool"];

/// Which of the two forms a document has, if it is valid: strict when it has
/// nothing deprecated and nothing of another namespace.
pub(super) fn standard(root: Node<'_>) -> String {
    let is_strict = |node: Node<'_>| {
        node.namespace() == Some(CORE)
            && !matches!(node.local(), "prop-group" | "prop")
            && node.attributes().iter().all(|attribute| {
                let namespace = attribute.name.namespace.as_deref();
                let local = attribute.name.local.as_str();
                matches!(namespace, Some(super::super::xml::XML | SCHEMA_INSTANCE))
                    || (namespace.is_none()
                        && GRAMMAR.knows(node, local)
                        && !DEPRECATED.contains(&local)
                        && (local, node.local()) != ("restype", "target"))
            })
    };
    let all = std::iter::once(root)
        .chain(root.descendants())
        .all(is_strict);
    format!("XLIFF 1.2 {}", if all { "strict" } else { "transitional" })
}

/// Holds a document to the standard.
pub(super) fn check(root: Node<'_>, report: &mut Report) {
    GRAMMAR.check(root, report);
    for file in root.named("file") {
        keys(file, report);
        for node in file
            .descendants()
            .filter(|node| node.namespace() == Some(CORE))
        {
            match node.local() {
                "source" | "seg-source" | "target" => {
                    ends(node, "bpt", "ept", report);
                    ends(node, "bx", "ex", report);
                }
                "trans-unit" | "alt-trans" => segments(node, report),
                _ => {}
            }
        }
    }
}

/// The elements of a file with one of these names.
fn of<'t>(file: Node<'t>, names: &'static [&'static str]) -> impl Iterator<Item = Node<'t>> {
    file.descendants()
        .filter(move |node| node.namespace() == Some(CORE) && names.contains(&node.local()))
}

/// What must be unique in a file, and what must name something in it.
fn keys(file: Node<'_>, report: &mut Report) {
    for (names, key) in [
        (&["trans-unit", "bin-unit"][..], "id"),
        (&["group"], "id"),
        (&["tool"], "tool-id"),
        (&["phase"], "phase-name"),
        (&["count-group"], "name"),
        (&["context-group"], "name"),
        (&["external-file"], "uid"),
    ] {
        let mut seen = BTreeSet::new();
        for node in of(file, names) {
            if let Some(value) = node.attribute(key)
                && !seen.insert(value)
            {
                let message = format!("the {key} “{value}” is there twice in this file");
                report.error("valid::id", node.local(), node, &message);
            }
        }
    }
    let there = |name: &'static [&'static str], key: &str| -> BTreeSet<&str> {
        of(file, name)
            .filter_map(|node| node.attribute(key))
            .collect()
    };
    let tools = there(&["tool"], "tool-id");
    let users = std::iter::once(file).chain(of(file, &["phase", "alt-trans"]));
    refer(users, "tool-id", &tools, "tool in the header", report);
    let phases = there(&["phase"], "phase-name");
    let users = of(
        file,
        &["count", "trans-unit", "target", "bin-unit", "bin-target"],
    );
    refer(users, "phase-name", &phases, "phase in the header", report);
}

fn refer<'t>(
    users: impl Iterator<Item = Node<'t>>,
    key: &str,
    there: &BTreeSet<&str>,
    what: &str,
    report: &mut Report,
) {
    for node in users {
        if let Some(value) = node.attribute(key).filter(|value| !there.contains(value)) {
            let message = format!("{key} is “{value}”, and there is no such {what}");
            report.error("valid::reference", key, node, &message);
        }
    }
}

/// Every end of a code has its start in the same text (`rid`).
fn ends(text: Node<'_>, start: &str, end: &str, report: &mut Report) {
    let inside = |name: &str| -> Vec<Node<'_>> {
        let name = name.to_owned();
        text.descendants()
            .filter(|node| node.is(CORE, &name))
            .collect()
    };
    let mut starts = BTreeSet::new();
    for node in inside(start) {
        if let Some(rid) = node.attribute("rid")
            && !starts.insert(rid)
        {
            let message = format!("two <{start}> of one text have the rid “{rid}”");
            report.error("valid::code", "rid", node, &message);
        }
    }
    for node in inside(end) {
        if let Some(rid) = node.attribute("rid").filter(|rid| !starts.contains(rid)) {
            let message = format!("the rid is “{rid}”, and no <{start}> of this text has it");
            report.error("valid::code", "rid", node, &message);
        }
    }
}

/// The segments that a target or a suggestion names are those of the source.
fn segments(unit: Node<'_>, report: &mut Report) {
    let marks = |local: &str| -> Vec<Node<'_>> {
        unit.named(local)
            .flat_map(|text| text.named("mrk").collect::<Vec<_>>())
            .collect()
    };
    let mut there = BTreeSet::new();
    for mark in marks("seg-source") {
        if let Some(mid) = mark.attribute("mid")
            && !there.insert(mid)
        {
            let message = format!("the mid “{mid}” is there twice in one <seg-source>");
            report.error("valid::id", "mid", mark, &message);
        }
    }
    let suggestions = unit.named("alt-trans");
    for node in marks("target").into_iter().chain(suggestions) {
        if let Some(mid) = node.attribute("mid").filter(|mid| !there.contains(mid)) {
            let message = format!("the mid is “{mid}”, and no segment of <seg-source> has it");
            report.error("valid::reference", "mid", node, &message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::validate;
    use super::*;

    fn found(header: &str, body: &str) -> (Option<String>, Vec<String>) {
        let text = format!(
            "<xliff xmlns=\"{CORE}\" xmlns:my=\"urn:example:mine\" version=\"1.2\"><file original=\"a\" \
             source-language=\"en\" datatype=\"plaintext\">{header}<body>{body}</body></file></xliff>"
        );
        let verdict = validate(text.as_bytes()).unwrap();
        let codes = verdict
            .findings
            .iter()
            .map(|finding| finding.code.clone())
            .collect();
        (verdict.standard, codes)
    }

    fn unit(id: &str, inside: &str) -> String {
        format!("<trans-unit id=\"{id}\">{inside}</trans-unit>")
    }

    #[track_caller]
    fn twins(code: &str, good: &str, bad: &str) {
        assert_eq!(found("", good).1, Vec::<String>::new(), "{good}");
        let codes = found("", bad).1;
        assert!(
            codes.iter().any(|found| found == code),
            "{code} not in {codes:?}: {bad}"
        );
    }

    #[test]
    fn the_table_can_be_read() {
        assert_eq!(Grammar::parse(&[TABLE]).err(), None);
    }

    #[test]
    fn units_and_their_parts() {
        let plain = unit("1", "<source>a</source>");
        twins("valid::id", &plain, &format!("{plain}{plain}"));
        twins("valid::element", &plain, &unit("1", "<target>b</target>"));
        twins(
            "valid::missing-attribute",
            &plain,
            "<trans-unit><source>a</source></trans-unit>",
        );
        let state = |state: &str| {
            unit(
                "1",
                &format!("<source>a</source><target state=\"{state}\">b</target>"),
            )
        };
        twins("valid::value", &state("x-mine"), &state("done"));
        let coded = |coded: &str| unit("1", &format!("<source>{coded}</source>"));
        twins(
            "valid::code",
            &coded("<bx id=\"1\" rid=\"1\"/><ex id=\"2\" rid=\"1\"/>"),
            &coded("<ex id=\"2\" rid=\"1\"/>"),
        );
        twins(
            "valid::missing-attribute",
            &coded("<x id=\"1\"/>"),
            &coded("<x/>"),
        );
        twins(
            "valid::element",
            &coded("<ph id=\"1\"><sub>a</sub></ph>"),
            &coded("<ph id=\"1\"><g id=\"2\"/></ph>"),
        );
        let cut = |mid: &str| {
            unit(
                "1",
                &format!(
                    "<source>a</source><seg-source><mrk mtype=\"seg\" mid=\"1\">a</mrk></seg-source>\
             <target><mrk mtype=\"seg\" mid=\"{mid}\">b</mrk></target>"
                ),
            )
        };
        twins("valid::reference", &cut("1"), &cut("2"));
        let phased = unit("1", "<source>a</source><target phase-name=\"p\">b</target>");
        twins("valid::reference", &plain, &phased);
        let header = "<header><phase-group><phase phase-name=\"p\" process-name=\"x\" date=\"{}\"/></phase-group></header>";
        assert!(
            found(&header.replace("{}", "2026-11-22T10:00:00Z"), &phased)
                .1
                .is_empty()
        );
        assert_eq!(
            found(&header.replace("{}", "2026-11-22"), &phased).1,
            ["valid::value"]
        );
        let groups = |id: &str| format!("<group id=\"g\"/><group id=\"{id}\"/>");
        twins("valid::id", &groups("h"), &groups("g"));
    }

    #[test]
    fn what_is_strict_is_called_so() {
        let strict = found("", &unit("1", "<source>a</source>"));
        assert_eq!(strict, (Some("XLIFF 1.2 strict".to_owned()), Vec::new()));
        for loose in [
            unit("1", "<source my:a=\"b\">a</source>"),
            unit("1", "<source ts=\"b\">a</source>"),
            unit("1", "<source>a</source><my:a/>"),
            unit("1", "<source unknown=\"b\">a</source>"),
        ] {
            let (standard, codes) = found("", &loose);
            assert_eq!(
                standard.as_deref(),
                Some("XLIFF 1.2 transitional"),
                "{loose}"
            );
            assert!(codes.is_empty(), "{codes:?}: {loose}");
        }
    }
}
