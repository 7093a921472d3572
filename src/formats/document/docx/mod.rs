//! DOCX: the text of a WordprocessingML package, written back run by run.
//!
//! Of the parts, the main document, foot- and endnotes, headers and footers are read.
//! A paragraph is a block. Its runs of equal looks are one text; other looks, links,
//! marks of notes, pictures, fields, tabs and breaks are codes. Of tracked changes
//! what was inserted is text, and what was deleted stays where it is.

mod group;
pub(in crate::formats) mod package;
mod paragraph;
mod properties;
mod styles;
#[cfg(test)]
mod tests;
mod tree;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Finding, Findings};
use crate::formats::Error;
use crate::formats::xml::push_text;
use crate::model::{Code, Content, Locale};

use super::encoded::Encoded;
use super::plain::one_line;
use super::splice::{Around, Splice, Writer};
use super::{Block, BlockKind, Extract, Format, Mark, Part, Style, html};
use package::Package;
use paragraph::Reader;
use styles::Styles;

/// How the runs of a block are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Runs {
    /// The properties of most of its text, without the element around them.
    properties: String,
    /// The prefix of the names of WordprocessingML, with its colon.
    prefix: String,
    /// Where the properties of the paragraph stand; without any, the end of its tag.
    paragraph: Range<usize>,
    /// What is hidden in it, as it is written before its text and after it.
    hidden: (String, String),
}

/// Reads a package. None when it is refused; the findings say why.
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Option<Extract> {
    match extract(bytes) {
        Ok(document) => Some(document),
        Err(finding) => {
            findings.push(finding);
            None
        }
    }
}

fn extract(bytes: &[u8]) -> Result<Extract, Finding> {
    let mut package = Package::open(bytes)?;
    let (names, styles) = wanted(&mut package)?;
    let mut parts: Vec<Part> = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut known = BTreeSet::new();
    for (name, kind) in names {
        // Several sections may have one header.
        if !known.insert(name.clone()) {
            continue;
        }
        let Some(text) = package.text(&name)? else {
            if parts.is_empty() {
                let message = "this is no DOCX: there is no document in it";
                return Err(Finding::error("document::package", message)
                    .help("Save it as DOCX in a word processor."));
            }
            continue;
        };
        blocks.extend(Reader::new(&text, kind, parts.len(), &styles).blocks());
        parts.push(Part { name, text });
    }
    for (index, block) in blocks.iter_mut().enumerate() {
        block.line = index as u64 + 1;
    }
    Ok(Extract {
        format: Format::Docx,
        blocks,
        parts,
        encoding: Encoded::UTF8,
    })
}

/// Parts that may hold text, and what their paragraphs are.
type Names = Vec<(String, BlockKind)>;

/// The parts with text, the document first, and the styles.
fn wanted(package: &mut Package<'_>) -> Result<(Names, Styles), Finding> {
    let roots = package.relations("")?;
    let root = roots.into_iter().find(|one| one.kind == "officeDocument");
    let main = root.map_or_else(|| "word/document.xml".to_owned(), |root| root.target);
    let relations = package.relations(&main)?;
    let of_kind = |kind: &str| -> Vec<String> {
        let found = relations.iter().filter(|one| one.kind == kind);
        found.map(|one| one.target.clone()).collect()
    };
    let styles = match of_kind("styles").first() {
        Some(name) => Styles::new(&package.text(name)?.unwrap_or_default()),
        None => Styles::default(),
    };
    let mut names = vec![(main, BlockKind::Paragraph)];
    for (kind, block) in [
        ("footnotes", BlockKind::Note),
        ("endnotes", BlockKind::Note),
        ("header", BlockKind::Aside),
        ("footer", BlockKind::Aside),
    ] {
        names.extend(of_kind(kind).into_iter().map(|name| (name, block)));
    }
    Ok((names, styles))
}

/// Writes the package with other contents of some blocks.
pub(super) fn write(
    document: &Extract,
    original: &[u8],
    contents: &BTreeMap<usize, Content>,
    target: &Locale,
) -> Result<Vec<u8>, Error> {
    let page = Page {
        target,
        properties: RefCell::new(None),
    };
    let mut texts = BTreeMap::new();
    for (index, part) in document.parts.iter().enumerate() {
        let own: Vec<(&Block, &Content)> = contents
            .iter()
            .filter_map(|(at, content)| Some((document.blocks.get(*at)?, content)))
            .filter(|(block, _)| block.part == index)
            .collect();
        if own.is_empty() {
            continue;
        }
        let others = own
            .iter()
            .filter_map(|(block, _)| direction(part, block, target));
        let mut others: Vec<(Range<usize>, String)> = others.collect();
        others.extend(tables(part, &own, target));
        let splice = Splice::new(&part.text, own, others, &page);
        texts.insert(part.name.as_str(), splice.all());
    }
    match Package::open(original) {
        Ok(package) => package.with(&texts),
        // The same bytes were opened when they were read.
        Err(finding) => Err(Error::Io(std::io::Error::other(finding.message))),
    }
}

/// The properties of the tables with these blocks in the direction of the target.
fn tables(part: &Part, own: &[(&Block, &Content)], target: &Locale) -> Vec<(Range<usize>, String)> {
    let text = part.text.as_str();
    let starts: BTreeSet<usize> = own
        .iter()
        .map(|(block, _)| block.slot.range.start)
        .collect();
    let mut changes = Vec::new();
    for root in &tree::parse(text) {
        root.walk(&mut |node| {
            let is_table = node.local(text) == "tbl";
            if is_table && starts.range(node.inner.clone()).next().is_some() {
                let old = node.child(text, "tblPr");
                let place = old.map_or(node.inner.start..node.inner.start, |old| old.range.clone());
                let old = old.map(|old| old.raw(text));
                let new = properties::table(old, node.prefix(text), target);
                changes.extend(new.map(|new| (place, new)));
            }
            true
        });
    }
    changes
}

/// The properties of a paragraph in the direction of the target.
fn direction(part: &Part, block: &Block, target: &Locale) -> Option<(Range<usize>, String)> {
    let Style::Runs(runs) = &block.slot.style else {
        return None;
    };
    let old = part.text.get(runs.paragraph.clone());
    let old = old.filter(|old| *old != ">");
    let new = properties::paragraph(old, &runs.prefix, target)?;
    let end = if old.is_none() { ">" } else { "" };
    Some((runs.paragraph.clone(), format!("{end}{new}")))
}

/// Writes runs in a language.
struct Page<'a> {
    target: &'a Locale,
    /// The properties at hand; none: those of the block.
    properties: RefCell<Option<String>>,
}

impl Page<'_> {
    fn run(&self, runs: &Runs, properties: &str, inner: &str, out: &mut String) {
        let prefix = &runs.prefix;
        out.push_str(&format!("<{prefix}r>"));
        out.push_str(&properties::run(properties, prefix, self.target));
        out.push_str(inner);
        out.push_str(&format!("</{prefix}r>"));
    }
}

impl Writer for Page<'_> {
    fn begin(&self, block: &Block, out: &mut String) {
        *self.properties.borrow_mut() = None;
        if let Style::Runs(runs) = &block.slot.style {
            out.push_str(&runs.hidden.0);
        }
    }

    fn end(&self, block: &Block, out: &mut String) {
        if let Style::Runs(runs) = &block.slot.style {
            out.push_str(&runs.hidden.1);
        }
    }

    fn text(&self, block: &Block, text: &str, around: Around<'_>, out: &mut String) {
        let Style::Runs(runs) = &block.slot.style else {
            return html::push(block, text, around, out);
        };
        let mut text: &str = &one_line(text);
        if around.before.is_some_and(super::builder::separates) {
            text = text.trim_start_matches(' ');
        }
        if text.is_empty() {
            return;
        }
        let prefix = &runs.prefix;
        let mut inner = format!("<{prefix}t xml:space=\"preserve\">");
        push_text(&mut inner, text);
        inner.push_str(&format!("</{prefix}t>"));
        let own = self.properties.borrow();
        self.run(runs, own.as_ref().unwrap_or(&runs.properties), &inner, out);
    }

    fn code(&self, block: &Block, _: &Code, mark: &Mark, splice: &Splice<'_>, out: &mut String) {
        match mark {
            Mark::Source(range) => {
                // A text box in a picture has blocks of its own.
                let own = self.properties.take();
                splice.render(range.clone(), out);
                *self.properties.borrow_mut() = own;
            }
            Mark::Run(properties, range) => {
                let own = self.properties.take();
                let mut inner = String::new();
                splice.render(range.clone(), &mut inner);
                *self.properties.borrow_mut() = own;
                if let Style::Runs(runs) = &block.slot.style {
                    self.run(runs, properties, &inner, out);
                }
            }
            Mark::Text(text) => out.push_str(text),
            Mark::Properties(own) => *self.properties.borrow_mut() = Some(own.clone()),
            Mark::Plain => *self.properties.borrow_mut() = None,
        }
    }
}
