//! The report as JSON (RFC 8259), alone or inside of the page, and back.

use std::ops::Range;

use memchr::memmem;
use serde::Deserialize;

use crate::diag::{Finding, Findings, Place};
use crate::model::Report;

/// The longest report that is read, in bytes.
pub const LIMIT: usize = 256 * 1024 * 1024;

/// What the JSON of a report says of itself in its first member: the number of its form.
/// A report of another form is not guessed at.
const FORM: u32 = 1;

/// The name of that member, which is the first one.
const FIRST: &str = "form";

/// What a page begins with.
pub(super) const DOCTYPE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n";

/// What the title of a page begins with, which stands in its first [`HEAD`] bytes.
pub(super) const TITLE: &str = "Translation report of ";

/// So many bytes of a page are its head, the style left out.
const HEAD: usize = 2_000;

/// What stands before the JSON in a page.
pub(super) const OPENING: &str = "<script type=\"application/json\" id=\"report\">";

/// What stands behind it.
pub(super) const CLOSING: &str = "</script>";

#[derive(Deserialize)]
struct Form {
    form: Option<u32>,
}

/// The report as one line of JSON that may also stand in a `<script>` of a page: it has no
/// `<`, and none of the two characters that end a line in JavaScript (U+2028, U+2029);
/// all three are escaped. The first member, `form`, is the number of the form, 1.
pub fn json(report: &Report) -> String {
    // Every member is a text, a number, a list, or a table with texts as keys: there is
    // nothing that JSON could not hold.
    let whole = serde_json::to_string(report).unwrap_or_default();
    let members = whole.strip_prefix('{').unwrap_or(&whole);
    let mut out = String::with_capacity(whole.len() + 16);
    out.push_str("{\"form\":");
    out.push_str(&FORM.to_string());
    out.push(',');
    for c in members.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out.push('\n');
    out
}

/// Reads a report from a page that [`html`](super::html) made, or from the JSON alone. A
/// byte order mark is skipped.
///
/// Anything else is none, with a finding: `report::size` (over [`LIMIT`]),
/// `report::unknown` (no report of ours), `report::form` (of another form than this
/// program's), `report::damaged` (with the line and the column where it stops making
/// sense). What it says is taken as it stands: marks that lie outside of their text, for
/// one, are left to whoever shows them.
pub fn read(bytes: &[u8], findings: &mut Findings) -> Option<Report> {
    held(bytes)
        .and_then(|stretch| parsed(bytes, stretch))
        .map_err(|finding| findings.push(*finding))
        .ok()
}

/// Whether bytes begin as a page of a report does, or as its JSON: so much can be said of
/// one that is too large to be read.
pub fn begins(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let head = bare.get(..HEAD).unwrap_or(bare);
    let json = format!("{{\"{FIRST}\":");
    let title = format!("<title>{TITLE}");
    bare.starts_with(json.as_bytes())
        || (bare.starts_with(DOCTYPE.as_bytes()) && memmem::find(head, title.as_bytes()).is_some())
}

/// What to do about any of these.
const MAKE_ANEW: &str = "name a page or a JSON file that `tilmach report` of this version made, \
                         or compare with a day: --since YYYY-MM-DD";

/// Where the JSON stands among the bytes.
fn held(bytes: &[u8]) -> Result<Range<usize>, Box<Finding>> {
    if bytes.len() > LIMIT {
        let message = format!("the report has more than {LIMIT} bytes");
        return Err(Box::new(
            Finding::error("report::size", message).help(MAKE_ANEW),
        ));
    }
    let bare = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    if bare.trim_ascii_start().starts_with(b"{") {
        return Ok(bytes.len() - bare.len()..bytes.len());
    }
    let opening = memmem::find(bytes, OPENING.as_bytes()).ok_or_else(unknown)?;
    let start = opening + OPENING.len();
    let behind = bytes.get(start..).unwrap_or_default();
    let length = memmem::find(behind, CLOSING.as_bytes()).ok_or_else(unknown)?;
    Ok(start..start + length)
}

fn unknown() -> Box<Finding> {
    let message = "this is neither the page nor the JSON of a report";
    Box::new(Finding::error("report::unknown", message).help(MAKE_ANEW))
}

fn parsed(bytes: &[u8], stretch: Range<usize>) -> Result<Report, Box<Finding>> {
    let start = stretch.start;
    let data = bytes.get(stretch).unwrap_or_default();
    let fault = |error| Box::new(damaged(&error, bytes, start, data));
    let form = serde_json::from_slice::<Form>(data).map_err(fault)?;
    match form.form {
        None => Err(unknown()),
        Some(FORM) => serde_json::from_slice(data).map_err(fault),
        Some(other) => {
            let message = format!("the report has the form {other}; this program knows {FORM}");
            Err(Box::new(
                Finding::error("report::form", message).help(MAKE_ANEW),
            ))
        }
    }
}

/// Where the JSON, which starts at a byte of the file, stops making sense: in lines and
/// characters of the whole file.
fn damaged(error: &serde_json::Error, bytes: &[u8], start: usize, data: &[u8]) -> Finding {
    let line_start = match error.line().saturating_sub(1) {
        0 => 0,
        earlier => memchr::memchr_iter(b'\n', data)
            .nth(earlier - 1)
            .map_or(data.len(), |at| at + 1),
    };
    let at = start + line_start.saturating_add(error.column()).min(data.len());
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = memchr::memchr_iter(b'\n', before).count() + 1;
    let here = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let column = characters(before.get(here..).unwrap_or_default());
    let message = "the report is damaged: from this place on it is not what a report says";
    Finding::error("report::damaged", message)
        .at(Place::default().line(line as u64, column.max(1) as u64))
        .help(MAKE_ANEW)
}

/// How many characters begin among the bytes.
fn characters(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0xC0 != 0x80;
    bytes.iter().filter(begins).count()
}
