//! XLIFF 1.1, as a table, and of 1.0 the structure.

use std::sync::LazyLock;

use super::grammar::Grammar;
use super::report::Report;
use super::tree::Node;

/// The namespace of 1.1; 1.0 has none.
pub(super) const CORE: &str = "urn:oasis:names:tc:xliff:document:1.1";

const TABLE_12: &str = include_str!("tables/xliff12.toml");
const TABLE_11: &str = include_str!("tables/xliff11.toml");
const TABLE_10: &str = include_str!("tables/xliff10.toml");

// A table that cannot be read would be an empty one, which refuses everything;
// a test reads them.
static GRAMMAR_11: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_12, TABLE_11]).unwrap_or_default());
static GRAMMAR_10: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_12, TABLE_11, TABLE_10]).unwrap_or_default());

/// Holds a document to 1.1. Its schema has no keys: that ids are unique and
/// references lead somewhere is asked of 1.2 only.
pub(super) fn check_11(root: Node<'_>, report: &mut Report) {
    GRAMMAR_11.check(root, report);
}

/// Holds a document to what 1.0 and 1.1 have in common: which element stands where.
/// Attributes had other values then, and often those of one tool.
pub(super) fn check_10(root: Node<'_>, report: &mut Report) {
    GRAMMAR_10.check_structure(root, report);
    let message =
        "only the structure was looked at, as far as 1.1 has kept it; attributes were not";
    report.note("valid::partly", "xliff", root, message);
}

#[cfg(test)]
mod tests {
    use super::super::validate;
    use super::*;

    fn found(version: &str, unit: &str) -> (Option<String>, bool, Vec<String>) {
        let namespace = if version == "1.1" {
            format!(" xmlns=\"{CORE}\"")
        } else {
            String::new()
        };
        let text = format!(
            "<xliff{namespace} version=\"{version}\"><file original=\"a\" source-language=\"en\" \
             datatype=\"plaintext\"><body>{unit}</body></file></xliff>"
        );
        let verdict = validate(text.as_bytes()).unwrap();
        let codes = verdict
            .findings
            .iter()
            .map(|finding| finding.code.clone())
            .collect();
        (verdict.standard.clone(), verdict.is_valid(), codes)
    }

    #[test]
    fn the_tables_can_be_read() {
        for tables in [&[TABLE_12, TABLE_11][..], &[TABLE_12, TABLE_11, TABLE_10]] {
            assert_eq!(Grammar::parse(tables).err(), None);
        }
    }

    #[test]
    fn what_came_after_1_1_is_no_part_of_it() {
        let unit = |inside: &str| format!("<trans-unit id=\"1\">{inside}</trans-unit>");
        for good in [
            "<source>a</source><target state=\"final\">b</target><note priority=\"x-my\">c</note>",
            "<source>a<mrk mtype=\"term\">b</mrk></source>",
            "<source>a</source><context-group name=\"g\"><context context-type=\"x-a\"/></context-group>",
        ] {
            let wanted = (Some("XLIFF 1.1".to_owned()), true, Vec::new());
            assert_eq!(found("1.1", &unit(good)), wanted, "{good}");
        }
        for (code, bad) in [
            (
                "valid::element",
                "<source>a</source><seg-source>a</seg-source>",
            ),
            (
                "valid::value",
                "<source>a<mrk mtype=\"seg\">b</mrk></source>",
            ),
            (
                "valid::missing-attribute",
                "<source>a</source><context-group><context context-type=\"x-a\"/></context-group>",
            ),
            (
                "valid::value",
                "<source>a</source><target state=\"fake\">b</target>",
            ),
            (
                "valid::element",
                "<source>a</source><note>b</note><context-group name=\"g\"><context context-type=\"x-a\"/></context-group>",
            ),
        ] {
            let (_, is_valid, codes) = found("1.1", &unit(bad));
            assert!(!is_valid, "{bad}");
            assert_eq!(codes, [code], "{bad}");
        }
    }

    #[test]
    fn of_1_0_the_structure_is_seen_and_that_is_said() {
        let wanted = (
            Some("XLIFF 1.0".to_owned()),
            true,
            vec!["valid::partly".to_owned()],
        );
        let own = "<trans-unit id=\"1\" restype=\"menupopup\"><source>a</source></trans-unit>";
        assert_eq!(found("1.0", own), wanted);
        for bad in [
            "<trans-unit id=\"1\"><target>b</target></trans-unit>",
            "<trans-unit id=\"1\"><source>a</source><seg-source>a</seg-source></trans-unit>",
            "<trans-unit id=\"1\">a<source>a</source></trans-unit>",
            "<unit/>",
        ] {
            assert!(!found("1.0", bad).1, "{bad}");
        }
        // Without a namespace, no later version is one.
        assert_eq!(found("1.2", own).2, ["valid::unknown"]);
    }
}
