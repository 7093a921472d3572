//! A statement and its translation as a table for people who own no translation tool:
//! written as a document of a word processor, as a workbook or for paper, and read as it comes back.
//!
//! The cells are text. What their marks mean, and whether a row may be believed, is
//! decided by whoever reads the rows.

pub mod docx;
pub mod html;
mod terms;
pub mod xlsx;

use std::io::Cursor;

use zip::ZipArchive;

use crate::diag::{Finding, Findings};
use crate::model::ReturnedReview;

pub use terms::{quotation_line, term_line};

/// How a packed file begins (PKWARE APPNOTE 4.3.7).
const PACKED: &[u8] = b"PK\x03\x04";

/// How a file of an old office program begins, or one under a password (MS-CFB 2.2).
const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether bytes begin as the files do that may hold a review.
pub fn is_packed(head: &[u8]) -> bool {
    head.starts_with(PACKED) || head.starts_with(OLD)
}

/// Reads a review that came back, by what is in the file and not by its name. None when
/// it is refused; the findings say why.
pub fn read(bytes: &[u8], findings: &mut Findings) -> Option<ReturnedReview> {
    if bytes.starts_with(OLD) {
        let message = "this file is under a password, or of an old office program (.doc, .xls)";
        findings.push(
            Finding::error("review::kind", message)
                .help("Ask for it without a password, as DOCX or XLSX."),
        );
        return None;
    }
    match kind(bytes) {
        Some(Kind::Document) => docx::read(bytes, findings),
        Some(Kind::Workbook) => xlsx::read(bytes, findings),
        None => {
            let message = "this is a packed file, but neither a document nor a workbook";
            findings.push(Finding::error("review::kind", message).help(
                "A review comes back as the DOCX or XLSX that `tilmach review export` made.",
            ));
            None
        }
    }
}

/// What a packed file is.
enum Kind {
    Document,
    Workbook,
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    // A list that is damaged is told by the reader of documents, which looks closer.
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Some(Kind::Document);
    };
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .collect();
    let holds = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    match (holds("word/"), holds("xl/")) {
        (true, _) => Some(Kind::Document),
        (false, true) => Some(Kind::Workbook),
        (false, false) => None,
    }
}
