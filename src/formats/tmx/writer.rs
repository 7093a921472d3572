use std::io::Write;

use crate::model::{Content, Extra, Locale, Tagging, Variant};

use super::super::Error;
use super::super::xml::{push_attribute, push_text};
use super::segment::{self, Numbers};
use super::{TOOL, kept, properties, shortcuts};

/// How inline codes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeForm {
    /// As elements of the content markup: level 2 (section 3).
    #[default]
    Markup,
    /// As OmegaT's own shortcuts in the text (`<g0>`): it drops the elements of
    /// other tools, and then even a perfect match is none. The header says so.
    Shortcuts,
}

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
    /// How inline codes are written.
    pub codes: CodeForm,
}

impl WriterHeader<'_> {
    /// The tags of source and target in the file.
    fn tags(&self) -> (String, String) {
        // Weblate's underscore is for its own file names; RFC 5646 has none.
        let tag = |locale: &Locale| locale.tag(self.tagging).replace('_', "-");
        (tag(self.source), tag(self.target))
    }
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
    let tags = header.tags();
    let mut page = String::new();
    head(header, &tags.0, &mut page);
    let mut count = 0;
    for variant in variants {
        if variant.source_locale != *header.source || variant.locale != *header.target {
            continue;
        }
        unit(variant, &tags, header.codes, &mut page);
        out.write_all(page.as_bytes())?;
        page.clear();
        count += 1;
    }
    page.push_str("  </body>\n</tmx>\n");
    out.write_all(page.as_bytes())?;
    Ok(count)
}

/// A translation that OmegaT shall put into one unit, and into no other.
#[derive(Clone, Debug)]
pub struct Filling<'a> {
    /// The unit's `resname` in the package.
    pub unit: &'a str,
    /// The name of the package in the project's folder of sources.
    pub file: &'a str,
    /// The source.
    pub source: &'a Content,
    /// The translation.
    pub target: &'a Content,
}

/// Writes what OmegaT's folder `tm/auto` holds: translations that are bound to
/// their units, in the order given, and gives their number.
///
/// `x-ice` names the unit, which OmegaT knows by its `resname` when the project
/// says so ([`crate::formats::omegat::filters`]). `file` keeps the translation
/// from being taken for a text's only one: without it OmegaT would put it into
/// every unit of equal words, whatever stands around them.
///
/// # Errors
///
/// When the bytes cannot be written.
pub fn write_fillings(
    header: &WriterHeader<'_>,
    fillings: &[Filling<'_>],
    out: &mut impl Write,
) -> Result<usize, Error> {
    let tags = header.tags();
    let mut page = String::new();
    head(header, &tags.0, &mut page);
    for filling in fillings {
        page.push_str("    <tu>\n");
        property("x-ice", filling.unit, &mut page);
        property("file", filling.file, &mut page);
        let contents = [filling.source, filling.target];
        let form = Form::of(contents, header.codes);
        for (language, content) in [&tags.0, &tags.1].into_iter().zip(contents) {
            page.push_str("      <tuv");
            push_attribute(&mut page, "xml:lang", language);
            page.push('>');
            form.push(content, &mut page);
            page.push_str("</tuv>\n");
        }
        page.push_str("    </tu>\n");
    }
    page.push_str("  </body>\n</tmx>\n");
    out.write_all(page.as_bytes())?;
    Ok(fillings.len())
}

fn head(header: &WriterHeader<'_>, source: &str, page: &mut String) {
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
    match header.codes {
        CodeForm::Markup => page.push_str("/>\n  <body>\n"),
        CodeForm::Shortcuts => {
            page.push_str(">\n");
            property(shortcuts::PROPERTY, shortcuts::VALUE, page);
            page.push_str("  </header>\n  <body>\n");
        }
    }
}

fn property(name: &str, text: &str, page: &mut String) {
    page.push_str("      <prop");
    push_attribute(page, "type", name);
    page.push('>');
    push_text(page, text);
    page.push_str("</prop>\n");
}

fn unit(variant: &Variant, tags: &(String, String), codes: CodeForm, page: &mut String) {
    let nothing = Extra::default();
    let extra = variant.extra.as_deref().unwrap_or(&nothing);
    page.push_str("    <tu");
    let tuid = extra.tuid.clone().unwrap_or_else(|| variant.identity());
    push_attribute(page, "tuid", &tuid);
    let created = extra.created.as_ref().unwrap_or(&variant.added);
    let dates = [
        ("creationdate", Some(created)),
        ("changedate", extra.changed.as_ref()),
    ];
    for (name, day) in dates {
        if let Some(date) = day.and_then(|day| properties::stamp(day)) {
            push_attribute(page, name, &date);
        }
    }
    if let Some(by) = &variant.by {
        push_attribute(page, "creationid", by);
    }
    attributes(&extra.attributes, &kept::OF_UNIT, page);
    page.push_str(">\n");
    for (name, text) in properties::of(variant) {
        property(&name, &text, page);
    }
    said(&extra.notes, &extra.properties, page);
    tuvs(tags, variant, codes, extra, page);
    page.push_str("    </tu>\n");
}

fn attributes(list: &[(String, String)], known: &[&str], page: &mut String) {
    let mut written: Vec<&str> = Vec::new();
    for (name, value) in list {
        // Once, whatever a memory holds: a second one would not be well-formed.
        if known.contains(&name.as_str()) && !written.contains(&name.as_str()) {
            push_attribute(page, name, value);
            written.push(name);
        }
    }
}

/// Notes and properties of another memory.
fn said(notes: &[String], properties: &[(String, String)], page: &mut String) {
    for note in notes {
        page.push_str("      <note>");
        push_text(page, note);
        page.push_str("</note>\n");
    }
    for (name, text) in properties {
        property(name, text, page);
    }
}

fn tuvs(
    tags: &(String, String),
    variant: &Variant,
    codes: CodeForm,
    extra: &Extra,
    page: &mut String,
) {
    let contents = [&variant.source, &variant.target];
    let form = Form::of(contents, codes);
    let markup = match codes {
        CodeForm::Markup => kept::markup(variant),
        CodeForm::Shortcuts => [None, None],
    };
    let sides = [
        (
            &tags.0,
            &extra.source_attributes,
            &extra.source_notes,
            &extra.source_properties,
        ),
        (
            &tags.1,
            &extra.target_attributes,
            &extra.target_notes,
            &extra.target_properties,
        ),
    ];
    for ((side, content), markup) in sides.into_iter().zip(contents).zip(markup) {
        let (language, list, notes, properties) = side;
        page.push_str("      <tuv");
        push_attribute(page, "xml:lang", language);
        attributes(list, &kept::OF_TEXT, page);
        page.push('>');
        if !notes.is_empty() || !properties.is_empty() {
            page.push('\n');
            said(notes, properties, page);
            page.push_str("      ");
        }
        match markup {
            Some(markup) => seg(markup, page),
            None => form.push(content, page),
        }
        page.push_str("</tuv>\n");
    }
}

/// A segment whose text is markup.
fn seg(markup: &str, page: &mut String) {
    page.push_str("<seg>");
    page.push_str(markup);
    page.push_str("</seg>");
}

/// How the codes of two texts are written.
struct Form<'c> {
    numbers: Numbers<'c>,
    shared: shortcuts::Shortcuts<'c>,
    codes: CodeForm,
}

impl<'c> Form<'c> {
    fn of(contents: [&'c Content; 2], codes: CodeForm) -> Self {
        Form {
            numbers: Numbers::of(contents),
            shared: shortcuts::Shortcuts::of(contents[0]),
            codes,
        }
    }

    fn push(&self, content: &Content, page: &mut String) {
        match self.codes {
            CodeForm::Markup => segment::push(page, content, &self.numbers),
            CodeForm::Shortcuts => {
                page.push_str("<seg>");
                push_text(page, &self.shared.text(content));
                page.push_str("</seg>");
            }
        }
    }
}
