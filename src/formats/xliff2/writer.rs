use std::io::Write;

use crate::model::{Locale, Package, PackageUnit, XliffVersion};

use super::super::Error;
use super::super::reference::reference;
use super::super::xml::{push_attribute, push_text};
use super::{METADATA, NAMESPACE, NAMESPACE_22, PREFIX, unit};

/// The modules we write, by prefix; their namespaces are those of 2.0 in all
/// versions.
const MODULES: [(&str, &str); 4] = [
    ("xmlns:mtc", "urn:oasis:names:tc:xliff:matches:2.0"),
    ("xmlns:gls", "urn:oasis:names:tc:xliff:glossary:2.0"),
    ("xmlns:mda", METADATA),
    ("xmlns:val", "urn:oasis:names:tc:xliff:validation:2.0"),
];

/// Writes a package as XLIFF 2.0, 2.1 or 2.2, valid against the schemas of its
/// version and of the modules and against their rules in Schematron: UTF-8 without
/// a byte order mark, LF, two spaces of indent outside of text. The same package
/// gives the same bytes. A package of version 1.2 is written as 2.1.
///
/// Characters that XML 1.0 cannot hold are `<cp>` in the text and left out in notes.
///
/// # Errors
///
/// When the bytes cannot be written.
pub fn write(package: &Package, out: &mut impl Write) -> Result<(), Error> {
    let mut page = String::new();
    head(package, &mut page);
    let mut paragraph = None;
    for unit in &package.units {
        if paragraph != Some(unit.paragraph) {
            if paragraph.is_some() {
                page.push_str("    </group>\n");
            }
            group(package, unit, &mut page);
            paragraph = Some(unit.paragraph);
        }
        unit::push(package, unit, &mut page);
        out.write_all(page.as_bytes())?;
        page.clear();
    }
    if paragraph.is_some() {
        page.push_str("    </group>\n");
    }
    page.push_str("  </file>\n</xliff>\n");
    out.write_all(page.as_bytes())?;
    Ok(())
}

fn head(package: &Package, page: &mut String) {
    let (namespace, version) = match package.version {
        XliffVersion::V20 => (NAMESPACE, "2.0"),
        XliffVersion::V12 | XliffVersion::V21 => (NAMESPACE, "2.1"),
        XliffVersion::V22 => (NAMESPACE_22, "2.2"),
    };
    // Tags have no underscore (BCP 47), whatever a tool prefers.
    let tag = |locale: &Locale| locale.tag(package.profile.tagging()).replace('_', "-");
    page.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff");
    push_attribute(page, "xmlns", namespace);
    for (prefix, module) in MODULES {
        push_attribute(page, prefix, module);
    }
    push_attribute(page, "version", version);
    push_attribute(page, "srcLang", &tag(&package.source));
    push_attribute(page, "trgLang", &tag(&package.target));
    page.push_str(">\n  <file");
    push_attribute(page, "id", "f1");
    push_attribute(page, "original", &package.statement);
    push_attribute(page, "canResegment", "no");
    push_attribute(page, "srcDir", direction(&package.source));
    push_attribute(page, "trgDir", direction(&package.target));
    page.push_str(">\n    <skeleton");
    push_attribute(page, "href", &reference(&package.statement));
    page.push_str("/>\n    <mda:metadata>\n");
    let tool = format!("tilmach {}", env!("CARGO_PKG_VERSION"));
    let mut about: Vec<(&str, &str)> = vec![
        ("tool", &tool),
        ("export-id", &package.export),
        ("date", &package.date),
        ("basis", &package.basis),
    ];
    if !package.glossary.is_empty() {
        about.push(("glossary", &package.glossary));
    }
    metas(page, "      ", &about);
    page.push_str("    </mda:metadata>\n");
}

fn direction(locale: &Locale) -> &'static str {
    if locale.is_right_to_left() {
        "rtl"
    } else {
        "ltr"
    }
}

fn group(package: &Package, unit: &PackageUnit, page: &mut String) {
    let id = format!("p{}", unit.paragraph);
    page.push_str("    <group");
    push_attribute(page, "id", &id);
    push_attribute(page, "name", &format!("{}.{id}", package.export));
    push_attribute(page, "type", &format!("{PREFIX}:paragraph"));
    page.push_str(">\n      <mda:metadata>\n");
    let line = unit.line.to_string();
    let role = unit.role.as_str();
    metas(page, "        ", &[("line", &line), ("role", role)]);
    page.push_str("      </mda:metadata>\n");
}

/// A group of metadata of ours (section 5.4).
fn metas(page: &mut String, indent: &str, all: &[(&str, &str)]) {
    page.push_str(indent);
    page.push_str("<mda:metaGroup");
    push_attribute(page, "category", PREFIX);
    page.push_str(">\n");
    for (kind, value) in all {
        page.push_str(indent);
        page.push_str("  <mda:meta");
        push_attribute(page, "type", kind);
        page.push('>');
        push_text(page, value);
        page.push_str("</mda:meta>\n");
    }
    page.push_str(indent);
    page.push_str("</mda:metaGroup>\n");
}
