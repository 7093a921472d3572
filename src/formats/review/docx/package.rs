//! The package of a document that came back, looked through before it is believed.

use crate::diag::{Finding, Findings};
use crate::formats::document::docx::package::Package;
use crate::formats::xml::{Event, Reader};
use crate::model::ReturnedReview;

use super::node::{Node, faulty, is_word};
use super::remarks::Remarks;
use super::seal::is_footer;
use super::table::{Tables, outside};

/// Reads the table out of a package.
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<ReturnedReview, Box<Finding>> {
    let mut package = Package::open(bytes).map_err(refused)?;
    stop_at_macros(&mut package)?;
    tell_strangers(&mut package, findings)?;
    let roots = package.relations("").map_err(refused)?;
    let root = roots.into_iter().find(|one| one.kind == "officeDocument");
    let main = root.map_or_else(|| "word/document.xml".to_owned(), |root| root.target);
    let relations = package.relations(&main).map_err(refused)?;
    let comments = relations.iter().find(|one| one.kind == "comments");
    let mut remarks = match comments {
        None => Remarks::default(),
        Some(part) => {
            let text = package.text(&part.target).map_err(refused)?;
            Remarks::read(text.as_deref().unwrap_or("<none/>"))?
        }
    };
    let Some(text) = package.text(&main).map_err(refused)? else {
        let message = "this is no DOCX: there is no document in it";
        return Err(Finding::error("review::package", message)
            .help("Save it as DOCX in a word processor.")
            .into());
    };
    let mut tables = Tables::new(&mut remarks, findings);
    tables.read(&text)?;
    let rows = tables.rows;
    remarks.tell_rest(findings);
    for relation in relations {
        let what = match relation.kind.as_str() {
            "header" | "footer" => "the table, above or below every page",
            "footnotes" | "endnotes" => "the table, in a note",
            _ => continue,
        };
        let text = package.text(&relation.target).map_err(refused)?;
        tell_words(text.as_deref().unwrap_or("<none/>"), what, findings)?;
    }
    Ok(ReturnedReview { rows })
}

/// Tells of the words in another part of the document.
fn tell_words(text: &str, what: &str, findings: &mut Findings) -> Result<(), Box<Finding>> {
    let mut reader = Reader::new(text.as_bytes());
    loop {
        match reader.next_event().map_err(faulty)? {
            Event::Start(element) if is_word(&element) && element.name.local == "p" => {
                let paragraph = Node::read(&mut reader, element)?;
                outside(&paragraph, what, is_footer, findings);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Why the package is not opened, as a finding about a review.
fn refused(mut finding: Finding) -> Box<Finding> {
    if finding.code == "document::package" {
        finding.code = "review::package".to_owned();
    }
    finding.into()
}

/// A document may say that it has macros without having them yet.
fn stop_at_macros(package: &mut Package<'_>) -> Result<(), Box<Finding>> {
    let types = package.text("[Content_Types].xml").map_err(refused)?;
    if types.is_some_and(|types| types.contains("macroEnabled")) {
        return Err(
            Finding::error("review::package", "this is a document for macros")
                .help("Save it as DOCX, which has none (not DOCM).")
                .into(),
        );
    }
    Ok(())
}

/// Tells of what is named or packed in the document beside its text. Nothing of it is
/// opened.
fn tell_strangers(package: &mut Package<'_>, findings: &mut Findings) -> Result<(), Box<Finding>> {
    let names = package.names();
    let is_other = |name: &&String| name.contains("/embeddings/") || name.contains("/activeX/");
    if let Some(name) = names.iter().find(is_other) {
        let message = "another file is packed in this document; it was not opened";
        findings.push(Finding::warning("review::embedded", message).words(name));
    }
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        let Some(text) = package.text(name).map_err(refused)? else {
            continue;
        };
        for address in external(&text)? {
            let message = "the document names something outside of it, which was not opened";
            findings.push(Finding::warning("review::external", message).words(&address));
        }
    }
    Ok(())
}

/// The addresses outside of the package that a word processor might open by itself. A
/// link is opened by whoever clicks on it.
fn external(text: &str) -> Result<Vec<String>, Box<Finding>> {
    let mut reader = Reader::new(text.as_bytes());
    let mut found = Vec::new();
    loop {
        match reader.next_event().map_err(faulty)? {
            Event::Start(element) if element.name.local == "Relationship" => {
                let value = |name| element.attribute(name).unwrap_or_default();
                let is_link = value("Type").ends_with("/hyperlink");
                if value("TargetMode") == "External" && !is_link {
                    found.push(value("Target").to_owned());
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}
