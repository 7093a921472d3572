//! TBX 2 and 3: the core structure, and ids with what refers to them. The dialects
//! of the third edition have a file of their own.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::datatype::Datatype;
use super::dialects;
use super::grammar::Grammar;
use super::report::Report;
use super::tree::Node;

/// The namespace of the third edition; the second has none.
pub(super) const CORE_3: &str = "urn:iso:std:iso:30042:ed-2";

const TABLE_2: &str = include_str!("tables/tbx2.toml");
const TABLE_3: &str = include_str!("tables/tbx3.toml");

// A table that cannot be read would be an empty one, which refuses everything;
// a test reads them.
static GRAMMAR_2: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_2]).unwrap_or_default());
static GRAMMAR_3: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_3]).unwrap_or_default());

/// Holds a document of the second edition to it.
pub(super) fn check_2(root: Node<'_>, report: &mut Report) {
    GRAMMAR_2.check(root, report);
    references(root, report);
}

/// Holds a document of the third edition to it.
pub(super) fn check_3(root: Node<'_>, report: &mut Report) {
    GRAMMAR_3.check(root, report);
    references(root, report);
    dialects::check(root, report);
    let kind = root.attribute("type").unwrap_or_default();
    let dialect = kind.strip_prefix("TBX-").unwrap_or_default();
    if root.attribute("type").is_some() && dialect.is_empty() {
        let message = format!("type must be TBX- and the name of a dialect, and is “{kind}”");
        report.error("valid::value", "tbx", root, &message);
    }
    let day = Datatype::parse("{date}").unwrap_or_default();
    for date in root.descendants().filter(|node| node.is(CORE_3, "date")) {
        if !day.accepts(date.text()) {
            let message = format!(
                "<date> must be {}, and is “{}”",
                day.describe(),
                date.text()
            );
            report.error("valid::value", "date", date, &message);
        }
    }
}

/// Ids are unique in the document; `target` and `startRef` name one of them.
fn references(root: Node<'_>, report: &mut Report) {
    let ours = |node: &Node<'_>| node.namespace() == root.namespace();
    let mut seen = BTreeSet::new();
    for node in root.descendants().filter(ours) {
        if let Some(id) = node.attribute("id")
            && !seen.insert(id)
        {
            let message = format!("the id “{id}” is there twice in this document");
            report.error("valid::id", "id", node, &message);
        }
    }
    for node in root.descendants().filter(ours) {
        // Of these two a target is an address, of all others an id.
        let target = node
            .attribute("target")
            .filter(|_| !matches!(node.local(), "xref" | "ec"));
        for id in target.into_iter().chain(node.attribute("startRef")) {
            if !seen.contains(id) {
                let message =
                    format!("it refers to “{id}”, and nothing in this document has this id");
                report.error("valid::reference", "target", node, &message);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::validate;
    use super::*;

    fn found(text: &str) -> (Option<String>, Vec<String>) {
        let verdict = validate(text.as_bytes()).unwrap();
        let codes = verdict
            .findings
            .iter()
            .map(|finding| finding.code.clone())
            .collect();
        (verdict.standard, codes)
    }

    const HEAD: &str = "<fileDesc><sourceDesc><p>a</p></sourceDesc></fileDesc>";

    fn third(entries: &str) -> String {
        format!(
            "<tbx xmlns=\"{CORE_3}\" xmlns:my=\"urn:example:mine\" type=\"TBX-Mine\" style=\"dct\" \
             xml:lang=\"en\"><tbxHeader>{HEAD}</tbxHeader><text><body>{entries}</body></text></tbx>"
        )
    }

    fn second(entries: &str) -> String {
        format!(
            "<martif type=\"TBX\" xml:lang=\"en\"><martifHeader>{HEAD}</martifHeader>\
             <text><body>{entries}</body></text></martif>"
        )
    }

    fn concept(id: &str, inside: &str) -> String {
        format!(
            "<conceptEntry id=\"{id}\"><langSec xml:lang=\"en\"><termSec><term>a</term>{inside}</termSec></langSec></conceptEntry>"
        )
    }

    #[test]
    fn the_tables_can_be_read() {
        for table in [TABLE_2, TABLE_3] {
            assert_eq!(Grammar::parse(&[table]).err(), None);
        }
    }

    #[test]
    fn concepts_of_the_third_edition() {
        let dated = |date: &str| {
            concept(
                "c",
                &format!(
                    "<transacGrp><transac type=\"a\">b</transac><date>{date}</date></transacGrp>"
                ),
            )
        };
        for good in [
            concept("c", ""),
            concept("c", "<my:a>b</my:a>"),
            dated("2026-11-22"),
        ] {
            assert_eq!(
                found(&third(&good)),
                (Some("TBX 3".to_owned()), Vec::new()),
                "{good}"
            );
        }
        for (code, bad) in [
            ("valid::missing-element", String::new()),
            ("valid::element", concept("c", "<langSec/>")),
            ("valid::value", concept("1", "")),
            (
                "valid::id",
                format!("{}{}", concept("c", ""), concept("c", "")),
            ),
            (
                "valid::reference",
                concept("c", "<ref type=\"a\" target=\"d\">b</ref>"),
            ),
            ("valid::missing-attribute", concept("c", "<admin>b</admin>")),
            (
                "valid::value",
                concept("c", "").replace("xml:lang=\"en\"", "xml:lang=\"e n\""),
            ),
            ("valid::value", dated("22.11.2026")),
            (
                "valid::text",
                concept("c", "").replace("<termSec>", "a<termSec>"),
            ),
        ] {
            let codes = found(&third(&bad)).1;
            assert!(
                codes.iter().any(|found| found == code),
                "{code} not in {codes:?}: {bad}"
            );
        }
        assert_eq!(
            found(&third(&concept("c", "")).replace("TBX-Mine", "Mine")).1,
            ["valid::value"]
        );
    }

    #[test]
    fn entries_of_the_second_edition() {
        let entry = |tig: &str| {
            format!("<termEntry id=\"c\"><langSet xml:lang=\"en\">{tig}</langSet></termEntry>")
        };
        let good = second(&entry("<tig><term>a</term></tig>"));
        assert_eq!(found(&good), (Some("TBX 2".to_owned()), Vec::new()));
        assert_eq!(
            found(&second(&entry("<tig/>"))).1,
            ["valid::missing-element"]
        );
        assert_eq!(
            found(&second(&entry(
                "<tig><term>a</term><note target=\"c\">b</note></tig>"
            )))
            .1,
            ["valid::attribute"]
        );
        assert_eq!(
            found(&good.replace("xml:lang=\"en\"><tig>", "><tig>")).1,
            ["valid::missing-attribute"]
        );
    }
}
