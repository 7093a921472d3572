//! What is wrong with an interchange file, by the clauses of its standard.
//!
//! [`validate`] finds out which standard and version a file says to follow and
//! holds it to that: what may stand where and what attributes may say (tables,
//! in `tables/`), and what no schema can say (rules in code, one file for each
//! subject). Every finding names the section of the standard it comes from. No
//! schema is read, and nothing is fetched.
//!
//! Implemented: XLIFF 1.2 (transitional; a file that is also strict is called so), 1.1,
//! and of 1.0 the structure; XLIFF 2.0, 2.1 and 2.2 with all modules; TMX 1.1 to 1.4b, unit by unit;
//! the core structure of TBX 2 and 3, and the categories of the dialects TBX-Core,
//! TBX-Min and TBX-Basic of the third edition; SRX 2.0 is left to its
//! reader, which refuses what its schema refuses. Not looked at: whether
//! references to other files lead anywhere, and content of foreign namespaces,
//! except its identifiers.

mod content;
mod datatype;
mod dialect_codes;
mod dialects;
mod grammar;
mod language;
mod report;
mod tbx;
mod tmx;
mod tree;
mod xliff11;
mod xliff12;
mod xliff2;

use crate::diag::{Finding, Findings};

use super::xml::{Event, Reader};
use report::Report;
use tree::{Node, Tree, Unread};

/// How large a file may be, in bytes, that is not read part by part: its tree must
/// fit into the memory.
pub const SIZE_LIMIT: usize = 256 * 1024 * 1024;

/// What [`Verdict::standard`] says of files of segmentation rules.
pub const SRX: &str = "SRX 2.0";

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The standard and version it says to follow, such as `XLIFF 2.1`; none
    /// when it is not one of those that are known.
    pub standard: Option<String>,
    /// What is wrong with it: errors where the standard says *must*, warnings
    /// where it says *should*.
    pub findings: Findings,
}

impl Verdict {
    /// Whether it follows its standard in all that is looked at.
    pub fn is_valid(&self) -> bool {
        self.standard.is_some() && !self.findings.has_errors()
    }
}

/// Holds a file to the standard it says to follow.
///
/// ```
/// use tilmach::formats::conformance::validate;
/// let bytes = br#"<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en">
///   <file id="f"><unit id="1"><segment><source>Text</source></segment></unit>
///   <unit id="1"><segment><source>More</source></segment></unit></file></xliff>"#;
/// let verdict = validate(bytes)?;
/// assert_eq!(verdict.standard.as_deref(), Some("XLIFF 2.1"));
/// let codes: Vec<&str> = verdict.findings.iter().map(|f| f.code.as_str()).collect();
/// assert_eq!(codes, ["valid::id"]);
/// # Ok::<(), tilmach::formats::Error>(())
/// ```
///
/// # Errors
///
/// When the bytes cannot be read: a fault of the machine, never of the file.
pub fn validate(bytes: &[u8]) -> Result<Verdict, super::Error> {
    let refused = |finding: Finding| {
        let mut findings = Findings::new();
        findings.push(finding);
        Verdict {
            standard: None,
            findings,
        }
    };
    if let Some(finding) = no_xml(bytes) {
        return Ok(refused(finding));
    }
    match read(bytes) {
        Ok(verdict) => Ok(verdict),
        Err(Unread::Finding(finding)) => Ok(refused(*finding)),
        Err(Unread::Io(error)) => Err(error.into()),
    }
}

/// What is plainly another kind of file: a reader of XML would tell of its first
/// letter, and of nothing that helps.
fn no_xml(bytes: &[u8]) -> Option<Finding> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    // A zero is half a letter of UTF-16 without a mark.
    if is_wide || matches!(first, None | Some(b'<' | 0)) {
        return None;
    }
    let kind = if bytes.starts_with(b"PK\x03\x04") {
        "a zip file, such as a document or a workbook"
    } else {
        "no XML"
    };
    Some(
        Finding::error(
            "valid::unknown",
            format!("this is {kind}; there is no standard to hold it to"),
        )
        .at(crate::diag::Place::default().line(1, 1))
        .help("What can be validated: XLIFF, TMX, TBX and SRX."),
    )
}

/// Reads a document in the way of its standard.
fn read(bytes: &[u8]) -> Result<Verdict, Unread> {
    let mut xml = Reader::new(bytes);
    let root = loop {
        match xml.next_event()? {
            Event::Start(element) => break element,
            Event::Eof => return Ok(Verdict::default()),
            Event::Text(_) | Event::End(_) => {}
        }
    };
    match (root.name.namespace.as_deref(), root.name.local.as_str()) {
        (None, "tmx") => tmx::check(&mut xml, root),
        (_, "srx") => {
            let mut findings = Findings::new();
            match super::srx::read(bytes, &mut findings) {
                Ok(_) => {}
                Err(super::Error::Io(error)) => return Err(Unread::Io(error)),
            }
            let standard = Some(SRX.to_owned());
            Ok(Verdict { standard, findings })
        }
        _ if bytes.len() > SIZE_LIMIT => {
            let message = format!("the file has more than {SIZE_LIMIT} bytes");
            Err(Unread::Finding(Box::new(Finding::error(
                "valid::limit",
                message,
            ))))
        }
        _ => Ok(Tree::read(bytes)?.root().map(examine).unwrap_or_default()),
    }
}

/// Chooses the standard by the name and namespace of the root.
fn examine(root: Node<'_>) -> Verdict {
    let said = root.attribute("version").unwrap_or_default().trim();
    let (standard, check): (String, fn(Node<'_>, &mut Report)) = match (
        root.namespace(),
        root.local(),
    ) {
        (Some(xliff2::CORE_20), "xliff") => (
            format!("XLIFF {}", known(said, "2.1", "2.0")),
            xliff2::check,
        ),
        (Some(xliff2::CORE_22), "xliff") => ("XLIFF 2.2".to_owned(), xliff2::check),
        (Some(xliff12::CORE), "xliff") => (xliff12::standard(root), xliff12::check),
        (Some(xliff11::CORE), "xliff") => ("XLIFF 1.1".to_owned(), xliff11::check_11),
        (None, "xliff") if said == "1.0" => ("XLIFF 1.0".to_owned(), xliff11::check_10),
        (None, "martif") => ("TBX 2".to_owned(), tbx::check_2),
        (Some(tbx::CORE_3), "tbx") => ("TBX 3".to_owned(), tbx::check_3),
        (namespace, local) => {
            let message = format!(
                "the root <{local}> ({}) belongs to no standard that is known here",
                namespace.unwrap_or("without a namespace")
            );
            let mut findings = Findings::new();
            findings.push(
                    Finding::error("valid::unknown", message)
                        .at(root.place())
                        .help("Files that can be validated: XLIFF 1.0 to 1.2 and 2.0 to 2.2, TMX 1.1 to 1.4, TBX 2 and 3, SRX 2.0."),
                );
            return Verdict {
                standard: None,
                findings,
            };
        }
    };
    let mut report = Report::new(&standard);
    check(root, &mut report);
    Verdict {
        standard: Some(standard),
        findings: report.finish(),
    }
}

/// The version a file names, or the one that stands for all others.
fn known<'a>(said: &'a str, wanted: &'a str, other: &'a str) -> &'a str {
    if said == wanted { wanted } else { other }
}
