use std::io::Write;

use crate::model::{Content, Locale, Tagging, Variant};

use super::super::Error;
use super::super::xml::{push_attribute, push_text};
use super::segment::{self, Numbers};
use super::{TOOL, properties};

/// What the header of a memory we write needs to know.
#[derive(Clone, Copy, Debug)]
pub struct WriterHeader<'a> {
    /// The language of the sources.
    pub source: &'a Locale,
    /// The language and script of the translations: one per file, because
    /// OmegaT cannot tell scripts apart.
    pub target: &'a Locale,
    /// How the tool spells language tags.
    pub tagging: Tagging,
}

/// Writes variants as TMX 1.4b, in the order given, and gives the number of
/// units written. The same variants give the same bytes: there is no clock in
/// the header. Variants into another language or script than the header's are
/// left out.
///
/// Characters that XML 1.0 cannot hold are left out; ask
/// [`illegal_characters`](crate::formats::xml::illegal_characters) first.
///
/// # Errors
///
/// When the bytes cannot be written.
pub fn write(
    header: &WriterHeader<'_>,
    variants: &mut dyn Iterator<Item = &Variant>,
    out: &mut impl Write,
) -> Result<usize, Error> {
    // Weblate's underscore is for its own file names; RFC 5646 has none.
    let tag = |locale: &Locale| locale.tag(header.tagging).replace('_', "-");
    let (source, target) = (tag(header.source), tag(header.target));
    let mut page = String::new();
    head(&source, &mut page);
    let mut count = 0;
    for variant in variants {
        if variant.source_locale != *header.source || variant.locale != *header.target {
            continue;
        }
        unit(variant, &source, &target, &mut page);
        out.write_all(page.as_bytes())?;
        page.clear();
        count += 1;
    }
    page.push_str("  </body>\n</tmx>\n");
    out.write_all(page.as_bytes())?;
    Ok(count)
}

fn head(source: &str, page: &mut String) {
    page.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header");
    for (name, value) in [
        ("creationtool", TOOL),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", TOOL),
        ("adminlang", "en"),
        ("srclang", source),
        ("datatype", "plaintext"),
    ] {
        push_attribute(page, name, value);
    }
    page.push_str("/>\n  <body>\n");
}

fn unit(variant: &Variant, source: &str, target: &str, page: &mut String) {
    page.push_str("    <tu");
    push_attribute(page, "tuid", &variant.identity());
    if let Some(date) = properties::stamp(&variant.added) {
        push_attribute(page, "creationdate", &date);
    }
    if let Some(by) = &variant.by {
        push_attribute(page, "creationid", by);
    }
    page.push_str(">\n");
    for (name, text) in properties::of(variant) {
        page.push_str("      <prop");
        push_attribute(page, "type", name);
        page.push('>');
        push_text(page, &text);
        page.push_str("</prop>\n");
    }
    let numbers = Numbers::of([&variant.source, &variant.target]);
    tuv(source, &variant.source, &numbers, page);
    tuv(target, &variant.target, &numbers, page);
    page.push_str("    </tu>\n");
}

fn tuv(language: &str, content: &Content, numbers: &Numbers<'_>, page: &mut String) {
    page.push_str("      <tuv");
    push_attribute(page, "xml:lang", language);
    page.push('>');
    segment::push(page, content, numbers);
    page.push_str("</tuv>\n");
}
