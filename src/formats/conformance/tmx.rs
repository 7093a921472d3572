//! TMX 1.1 to 1.4b, read unit by unit: a memory may be larger than a tree.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::LazyLock;

use super::super::xml::{Element, Event, Reader, XML};
use super::Verdict;
use super::grammar::Grammar;
use super::language::are_equal;
use super::report::Report;
use super::tree::{Node, Tree, Unread};

const TABLE_14: &str = include_str!("tables/tmx14.toml");
const TABLE_11: &str = include_str!("tables/tmx11.toml");

// A table that cannot be read would be an empty one, which refuses everything;
// a test reads them.
static GRAMMAR_14: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_14]).unwrap_or_default());
static GRAMMAR_11: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_14, TABLE_11]).unwrap_or_default());

/// What of a document is kept while its units go by.
struct Walk {
    grammar: &'static Grammar,
    report: Report,
    /// Whether the language of a variant is said by `lang` and not `xml:lang`.
    is_old: bool,
    source: Option<String>,
}

/// Holds a document to the standard; its root has just begun.
pub(super) fn check<R: BufRead>(xml: &mut Reader<R>, root: Element) -> Result<Verdict, Unread> {
    let version = root.attribute("version").unwrap_or("1.4").trim().to_owned();
    let is_first = version == "1.1";
    let standard = match version.as_str() {
        "1.1" | "1.2" | "1.3" => format!("TMX {version}"),
        _ => "TMX 1.4".to_owned(),
    };
    let mut walk = Walk {
        grammar: if is_first { &GRAMMAR_11 } else { &GRAMMAR_14 },
        report: Report::new(&standard),
        is_old: matches!(version.as_str(), "1.1" | "1.2"),
        source: None,
    };
    let start = Tree::of_start(root, &xml.place());
    walk.root(xml, &start)?;
    // What follows the root may still be at fault.
    while xml.next_event()? != Event::Eof {}
    Ok(Verdict {
        standard: Some(standard),
        findings: walk.report.finish(),
    })
}

impl Walk {
    fn root<R: BufRead>(&mut self, xml: &mut Reader<R>, start: &Tree) -> Result<(), Unread> {
        let Some(root) = start.root() else {
            return Ok(());
        };
        self.grammar.check(root, &mut self.report);
        let mut wanted = ["header", "body"].iter().peekable();
        while let Some(element) = self.next_part(xml, root)? {
            let name = element.name.local.clone();
            let is_wanted = element.name.namespace.is_none()
                && wanted.next_if(|wanted| **wanted == name).is_some();
            if is_wanted && name == "body" {
                self.body(xml, element)?;
                continue;
            }
            let part = Tree::read_element(xml, element)?;
            let Some(node) = part.root() else {
                continue;
            };
            if is_wanted {
                self.header(node);
            } else {
                let message = format!("<{name}> may not stand here in <tmx>: header, then body");
                self.report.error("valid::element", "tmx", node, &message);
            }
        }
        for missing in wanted {
            let message = format!("<tmx> lacks <{missing}>");
            self.report
                .error("valid::missing-element", "tmx", root, &message);
        }
        Ok(())
    }

    /// The next child of the root; text beside its children is told.
    fn next_part<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        root: Node<'_>,
    ) -> Result<Option<Element>, Unread> {
        loop {
            match xml.next_event()? {
                Event::Start(element) => return Ok(Some(element)),
                Event::Text(text) => self.stray(&text, root),
                Event::End(_) | Event::Eof => return Ok(None),
            }
        }
    }

    /// Text where only elements may stand; white space is none.
    fn stray(&mut self, text: &str, around: Node<'_>) {
        if !text.chars().all(super::super::xml::is_space) {
            let local = around.local();
            let message = format!("text may not stand in <{local}>");
            self.report.error("valid::text", local, around, &message);
        }
    }

    fn header(&mut self, header: Node<'_>) {
        self.grammar.check(header, &mut self.report);
        self.source = header.attribute("srclang").map(str::to_owned);
        for ude in header.named("ude") {
            if ude.attribute("base").is_none()
                && ude.named("map").any(|m| m.attribute("code").is_some())
            {
                let message = "base must be there, since a <map> has code";
                self.report
                    .error("valid::missing-attribute", "base", ude, message);
            }
        }
        for map in header.descendants().filter(|node| node.local() == "map") {
            let value = map.attribute("unicode").unwrap_or_default();
            let figures = value.strip_prefix("#x").unwrap_or_default();
            if u32::from_str_radix(figures, 16).is_err() {
                let message =
                    format!("unicode must be #x and hexadecimal figures, and is “{value}”");
                self.report.error("valid::value", "unicode", map, &message);
            }
        }
    }

    fn body<R: BufRead>(&mut self, xml: &mut Reader<R>, element: Element) -> Result<(), Unread> {
        let start = Tree::of_start(element, &xml.place());
        if let Some(body) = start.root() {
            self.grammar.check(body, &mut self.report);
        }
        loop {
            match xml.next_event()? {
                Event::Start(element) => {
                    let part = Tree::read_element(xml, element)?;
                    if let Some(node) = part.root() {
                        self.unit(node);
                    }
                }
                Event::Text(text) => {
                    if let Some(body) = start.root() {
                        self.stray(&text, body);
                    }
                }
                Event::End(_) | Event::Eof => return Ok(()),
            }
        }
    }

    fn unit(&mut self, unit: Node<'_>) {
        if unit.local() != "tu" || unit.namespace().is_some() {
            let message = format!(
                "<{}> may not stand here in <body>: expected is <tu>",
                unit.local()
            );
            self.report.error("valid::element", "body", unit, &message);
            return;
        }
        self.grammar.check(unit, &mut self.report);
        let languages: Vec<Option<&str>> = unit
            .named("tuv")
            .map(|variant| self.language(variant))
            .collect();
        let source = unit.attribute("srclang").or(self.source.as_deref());
        if let Some(source) = source.filter(|source| *source != "*all*")
            && !languages
                .iter()
                .flatten()
                .any(|language| are_equal(language, source))
        {
            let message = format!("no variant of this unit is in its source language “{source}”");
            self.report
                .warning("valid::language", "srclang", unit, &message);
        }
        if unit
            .attribute("tuid")
            .is_some_and(|id| id.contains(super::super::xml::is_space))
        {
            let message = "tuid should have no white space";
            self.report.warning("valid::value", "tuid", unit, message);
        }
        for segment in unit.named("tuv").flat_map(|variant| variant.named("seg")) {
            codes(segment, &mut self.report);
        }
        externals(unit, &mut self.report);
    }

    /// The language of a variant, by the attribute its version has.
    fn language<'t>(&mut self, variant: Node<'t>) -> Option<&'t str> {
        let (new, old) = (variant.attribute_in(XML, "lang"), variant.attribute("lang"));
        let (said, name) = if self.is_old {
            (old, "lang")
        } else {
            (new, "xml:lang")
        };
        if said.is_none() {
            let message = format!("<tuv> must have the attribute {name}");
            self.report
                .error("valid::missing-attribute", "tuv", variant, &message);
        }
        said.or(old).or(new)
    }
}

/// Every `bpt` has its own `i` and one `ept` after it, in its segment or its
/// sub-flow.
fn codes(segment: Node<'_>, report: &mut Report) {
    let mut open: BTreeMap<&str, (Node<'_>, bool)> = BTreeMap::new();
    for node in segment.descendants() {
        let Some(number) = node.attribute("i").map(str::trim) else {
            continue;
        };
        match (node.local(), open.get_mut(number)) {
            ("bpt", None) => {
                open.insert(number, (node, false));
            }
            ("bpt", Some(_)) => {
                let message = format!("two <bpt> of one segment have the i “{number}”");
                report.error("valid::code", "bpt", node, &message);
            }
            ("ept", Some((_, is_closed))) if !*is_closed => *is_closed = true,
            ("ept", _) => {
                let message =
                    format!("no open <bpt> before it in this segment has the i “{number}”");
                report.error("valid::code", "ept", node, &message);
            }
            _ => {}
        }
    }
    for (number, (node, _)) in open.iter().filter(|(_, (_, is_closed))| !is_closed) {
        let message = format!("no <ept> after it in this segment has the i “{number}”");
        report.error("valid::code", "bpt", *node, &message);
    }
}

/// `x` tells which codes of the variants are the same: once in a segment, and
/// in every one.
fn externals(unit: Node<'_>, report: &mut Report) {
    let mut variants = Vec::new();
    for segment in unit.named("tuv").flat_map(|variant| variant.named("seg")) {
        let mut seen: BTreeMap<&str, Node<'_>> = BTreeMap::new();
        for node in segment.descendants() {
            if let Some(x) = node.attribute("x").map(str::trim)
                && seen.insert(x, node).is_some()
            {
                let message = format!("two codes of one segment have the x “{x}”");
                report.warning("valid::code", "x", node, &message);
            }
        }
        variants.push(seen);
    }
    let Some((first, others)) = variants.split_first() else {
        return;
    };
    for other in others {
        for (x, node) in other.iter().filter(|(x, _)| !first.contains_key(*x)) {
            let message = format!("the first variant of the unit has no code with the x “{x}”");
            report.warning("valid::code", "x", *node, &message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::validate;
    use super::*;

    fn found(version: &str, body: &str) -> Vec<String> {
        let text = format!(
            "<tmx version=\"{version}\"><header creationtool=\"a\" creationtoolversion=\"1\" \
             segtype=\"sentence\" o-tmf=\"a\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/>\
             <body>{body}</body></tmx>"
        );
        let verdict = validate(text.as_bytes()).unwrap();
        assert_eq!(verdict.standard.unwrap(), format!("TMX {version}"));
        verdict
            .findings
            .iter()
            .map(|finding| finding.code.clone())
            .collect()
    }

    fn unit(first: &str, second: &str) -> String {
        format!(
            "<tu><tuv xml:lang=\"en\"><seg>{first}</seg></tuv><tuv xml:lang=\"ug\"><seg>{second}</seg></tuv></tu>"
        )
    }

    #[test]
    fn the_tables_can_be_read() {
        for tables in [&[TABLE_14][..], &[TABLE_14, TABLE_11]] {
            assert_eq!(Grammar::parse(tables).err(), None);
        }
    }

    #[test]
    fn units_and_codes() {
        let paired = "<bpt i=\"1\" x=\"1\"/>a<ept i=\"1\"/>";
        assert_eq!(found("1.4", &unit(paired, paired)), Vec::<String>::new());
        for (code, bad) in [
            ("valid::code", unit("<bpt i=\"1\"/>a", "b")),
            ("valid::code", unit("<ept i=\"1\"/>a<bpt i=\"1\"/>", "b")),
            (
                "valid::code",
                unit("<bpt i=\"1\"/><bpt i=\"1\"/><ept i=\"1\"/>", "b"),
            ),
            ("valid::code", unit("a", "<ph x=\"1\"/>b")),
            (
                "valid::code",
                unit("<ph x=\"1\"/><ph x=\"1\"/>", "<ph x=\"1\"/>"),
            ),
            (
                "valid::value",
                unit("<bpt i=\"one\"/><ept i=\"one\"/>", "b"),
            ),
            ("valid::missing-attribute", unit("<it>a</it>", "b")),
            ("valid::element", unit("<b>a</b>", "b")),
            (
                "valid::language",
                unit("a", "b").replace("\"en\"", "\"tr\""),
            ),
            ("valid::value", unit("a", "b").replace("\"ug\"", "\"u g\"")),
            (
                "valid::missing-attribute",
                unit("a", "b").replace("xml:lang=\"ug\"", "lang=\"ug\""),
            ),
            (
                "valid::value",
                unit("a", "b").replace("<tu>", "<tu creationdate=\"22.11.2026\">"),
            ),
            ("valid::missing-element", "<tu/>".to_owned()),
            ("valid::element", "<a/>".to_owned()),
            ("valid::text", "a".to_owned()),
        ] {
            let codes = found("1.4", &bad);
            assert!(
                codes.iter().any(|found| found == code),
                "{code} not in {codes:?}: {bad}"
            );
        }
        let old = unit("a", "b").replace("xml:lang", "lang");
        assert_eq!(found("1.1", &old), Vec::<String>::new());
        assert_eq!(found("1.1", &unit("a", "b")).len(), 2);
    }

    #[test]
    fn the_parts_of_the_document() {
        for text in [
            "<tmx version=\"1.4\"/>",
            "<tmx version=\"1.4\"><body/></tmx>",
            "<tmx version=\"9\"><header/><body/></tmx>",
        ] {
            assert!(!validate(text.as_bytes()).unwrap().is_valid(), "{text}");
        }
        let header = "<header creationtool=\"a\" creationtoolversion=\"1\" segtype=\"sentence\" \
             o-tmf=\"a\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/>";
        for (between, after, wanted) in [(" ", "\n", 0), ("x", "", 1), ("", "x", 1), ("x", "x", 2)]
        {
            let text = format!("<tmx version=\"1.4\">{header}{between}<body/>{after}</tmx>");
            let verdict = validate(text.as_bytes()).unwrap();
            let codes: Vec<&str> = verdict.findings.iter().map(|f| f.code.as_str()).collect();
            assert_eq!(codes, vec!["valid::text"; wanted], "{text}");
        }
        let cut = validate(b"<tmx version=\"1.4\"><header/><body>").unwrap();
        assert!(
            cut.findings
                .iter()
                .any(|finding| finding.code == "xml::truncated")
        );
    }
}
