use std::io::Write;

use crate::model::{Locale, Package, PackageUnit};

use super::super::Error;
use super::super::document::Format;
use super::super::reference::reference;
use super::super::xml::{push_attribute, push_text};
use super::{NAMESPACE, unit};

/// Where the strict schema of XLIFF 1.2 is published.
const SCHEMA: &str = "http://docs.oasis-open.org/xliff/v1.2/os/xliff-core-1.2-strict.xsd";

/// Our id in `tool-id`.
pub(super) const TOOL: &str = "tilmach";

/// The phase whose `job-id` is the version of the glossary (section 2.2.2, `<phase>`).
pub(super) const GLOSSARY: &str = "glossary";

/// Writes a package as XLIFF 1.2, valid against the strict schema: UTF-8
/// without a byte order mark, LF, two spaces of indent outside of text. The
/// same package gives the same bytes.
///
/// Characters that XML 1.0 cannot hold are left out; ask
/// [`illegal_characters`](crate::formats::xml::illegal_characters) first.
///
/// # Errors
///
/// When the bytes cannot be written.
pub fn write(package: &Package, out: &mut impl Write) -> Result<(), Error> {
    let tags = Tags::of(package);
    let mut page = String::new();
    head(package, &tags, &mut page);
    let mut paragraph = None;
    for unit in &package.units {
        if paragraph != Some(unit.paragraph) {
            if paragraph.is_some() {
                page.push_str("      </group>\n");
            }
            group(package, unit, &mut page);
            paragraph = Some(unit.paragraph);
        }
        unit::push(package, &tags, unit, &mut page);
        out.write_all(page.as_bytes())?;
        page.clear();
    }
    if paragraph.is_some() {
        page.push_str("      </group>\n");
    }
    page.push_str("    </body>\n  </file>\n</xliff>\n");
    out.write_all(page.as_bytes())?;
    Ok(())
}

/// The language tags as the file has them.
pub(super) struct Tags {
    pub(super) source: String,
    pub(super) target: String,
}

impl Tags {
    fn of(package: &Package) -> Tags {
        // The schema's type is xs:language, which has no underscore; tools
        // that prefer one read the hyphen as well.
        let tag = |locale: &Locale| locale.tag(package.profile.tagging()).replace('_', "-");
        Tags {
            source: tag(&package.source),
            target: tag(&package.target),
        }
    }
}

fn head(package: &Package, tags: &Tags, page: &mut String) {
    let date = format!("{}T00:00:00Z", package.date);
    page.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\"");
    push_attribute(page, "xmlns", NAMESPACE);
    push_attribute(
        page,
        "xmlns:xsi",
        "http://www.w3.org/2001/XMLSchema-instance",
    );
    push_attribute(page, "xsi:schemaLocation", &format!("{NAMESPACE} {SCHEMA}"));
    page.push_str(">\n  <file");
    push_attribute(page, "original", &package.statement);
    let format = Format::of_name(&package.statement).unwrap_or(Format::Plain);
    push_attribute(page, "datatype", format.datatype());
    push_attribute(page, "source-language", &tags.source);
    push_attribute(page, "target-language", &tags.target);
    push_attribute(page, "tool-id", TOOL);
    push_attribute(page, "date", &date);
    push_attribute(page, "build-num", &package.export);
    page.push_str(">\n    <header>\n      <skl><external-file");
    push_attribute(page, "href", &reference(&package.statement));
    push_attribute(page, "uid", &package.export);
    page.push_str("/></skl>\n      <phase-group>\n        <phase");
    phases(package, &date, page);
    page.push_str("/>\n      </phase-group>\n      <tool");
    push_attribute(page, "tool-id", TOOL);
    push_attribute(page, "tool-name", TOOL);
    push_attribute(page, "tool-version", env!("CARGO_PKG_VERSION"));
    page.push_str("/>\n    </header>\n    <body>\n");
}

/// What was done to the file, and the version of the glossary it was done under.
fn phases(package: &Package, date: &str, page: &mut String) {
    push_attribute(page, "phase-name", "pretranslation");
    push_attribute(page, "process-name", "tm-leverage");
    push_attribute(page, "tool-id", TOOL);
    push_attribute(page, "date", date);
    push_attribute(page, "job-id", &package.basis);
    if !package.glossary.is_empty() {
        page.push_str("/>\n        <phase");
        push_attribute(page, "phase-name", GLOSSARY);
        push_attribute(page, "process-name", "terminology");
        push_attribute(page, "tool-id", TOOL);
        push_attribute(page, "date", date);
        push_attribute(page, "job-id", &package.glossary);
    }
}

fn group(package: &Package, unit: &PackageUnit, page: &mut String) {
    page.push_str("      <group");
    push_attribute(page, "id", &format!("p{}", unit.paragraph));
    push_attribute(page, "restype", "x-paragraph");
    page.push_str(">\n        <context-group");
    // The schema wants names that are unique in the file.
    push_attribute(page, "name", &format!("p{}.location", unit.paragraph));
    push_attribute(page, "purpose", "location");
    page.push_str(">\n");
    for (kind, text) in [
        ("sourcefile", package.statement.as_str()),
        ("linenumber", unit.line.to_string().as_str()),
        ("x-paragraph-kind", unit.role.as_str()),
    ] {
        page.push_str("          <context");
        push_attribute(page, "context-type", kind);
        page.push('>');
        push_text(page, text);
        page.push_str("</context>\n");
    }
    page.push_str("        </context-group>\n");
}
