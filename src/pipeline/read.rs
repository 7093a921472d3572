//! A file into a document: decoded, cut into paragraphs and segments.
//!
//! Of plain text every line that is not blank is a paragraph; documents with a form
//! of their own ([`Format`]) say themselves where one begins. Nothing is dropped in
//! silence: a character that no XML file could carry is taken out with a warning, and a
//! file that is not text is refused with the place of its first fault.

use std::borrow::Cow;

use crate::diag::{Finding, Findings, Place};
use crate::formats::decode::decode_text;
use crate::formats::document::Format;
use crate::model::{Content, Document, Locale, Paragraph, Role};
use crate::statement::{Line, Verdict, judge};
use crate::text::segment::Segmenter;

use super::documents;

/// The longest segment that is taken, in bytes. Escaped, and escaped again as a
/// neighbour in a memory file, it stays within what readers of XML take back
/// (1 MB a text, `docs/formats.md`).
pub const SEGMENT_LIMIT: usize = 100_000;

/// How paragraphs stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A statement: every line is a paragraph as it stands.
    Statement,
    /// Every line is a paragraph: as it stands, or, if it is a JSON string, what
    /// the string says, which may hold line breaks.
    Paragraphs,
}

/// A statement that was read, with what was decided of its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The statement.
    pub document: Document,
    /// A verdict for each of its paragraphs.
    pub verdicts: Vec<Verdict>,
}

/// A statement as it came in, so that it can leave in the same form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The name of the statement.
    pub name: String,
    /// Its format.
    pub format: Format,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Original {
    /// The original of a statement that was read from these bytes.
    pub fn new(name: &str, bytes: Vec<u8>) -> Original {
        Original {
            name: name.to_owned(),
            format: documents::format_of(name, &bytes),
            bytes,
        }
    }
}

/// Reads a statement. None when it is refused; the findings say why. The
/// findings name no file: the caller knows it.
pub fn read_statement(
    name: &str,
    bytes: &[u8],
    segmenter: &Segmenter,
    findings: &mut Findings,
) -> Option<Document> {
    read(name, bytes, Form::Statement, segmenter, findings).map(|reading| reading.document)
}

/// Reads a statement and tells why its paragraphs are what they are. None when
/// it is refused; the findings say why.
pub fn read(
    name: &str,
    bytes: &[u8],
    form: Form,
    segmenter: &Segmenter,
    findings: &mut Findings,
) -> Option<Reading> {
    let format = documents::format_of(name, bytes);
    if form == Form::Statement && format != Format::Plain {
        return documents::read(format, name, bytes, segmenter, findings);
    }
    let text = decoded(bytes, findings)?;
    let kept = kept_lines(&text, form, findings);
    if kept.is_empty() {
        findings.push(empty());
        return None;
    }
    let mut paragraphs = Vec::with_capacity(kept.len());
    for (number, line) in &kept {
        let next = u32::try_from(paragraphs.len() + 1).unwrap_or(u32::MAX);
        paragraphs.push(paragraph(line, next, *number, segmenter));
        given_up(segmenter, line, *number, findings)?;
        too_long(paragraphs.last(), findings)?;
    }
    let verdicts = judged(&kept, segmenter.locale());
    for (paragraph, verdict) in paragraphs.iter_mut().zip(&verdicts) {
        paragraph.role = verdict.role;
        paragraph.translate = verdict.role.kind().is_translated();
    }
    Some(Reading {
        document: Document {
            name: name.to_owned(),
            hash: short_hash(bytes),
            paragraphs,
        },
        verdicts,
    })
}

/// There is nothing to translate.
pub(super) fn empty() -> Finding {
    Finding::error("statement::empty", "there is no text in this file")
        .help("Was it saved before it was sent?")
}

fn judged(lines: &[(u64, String)], locale: &Locale) -> Vec<Verdict> {
    let lines: Vec<Line<'_>> = lines
        .iter()
        .map(|(number, text)| Line {
            number: *number,
            text,
        })
        .collect();
    judge(&lines, locale)
}

/// The lines that are not blank, with their numbers.
fn kept_lines(text: &str, form: Form, findings: &mut Findings) -> Vec<(u64, String)> {
    let mut kept = Vec::new();
    for (index, line) in lines(text).enumerate() {
        let number = index as u64 + 1;
        let said = match form {
            Form::Statement => Cow::Borrowed(line),
            Form::Paragraphs => unwrapped(line, number, findings),
        };
        let line = without_controls(&said, number, form == Form::Paragraphs, findings);
        if !line.trim().is_empty() {
            kept.push((number, line));
        }
    }
    kept
}

/// What a line says that is a JSON string; any other line as it stands. One that
/// has an escape and is none is told: somebody wrote it wrong.
fn unwrapped<'a>(line: &'a str, number: u64, findings: &mut Findings) -> Cow<'a, str> {
    if !line.trim_start().starts_with('"') {
        return Cow::Borrowed(line);
    }
    match serde_json::from_str::<String>(line) {
        Ok(text) => return Cow::Owned(text),
        Err(error) if line.contains('\\') => {
            // The place of the fault counts bytes.
            let before = line.get(..error.column()).unwrap_or(line);
            let column = before.chars().count().max(1) as u64;
            findings.push(
                Finding::warning(
                    "statement::json",
                    "the line begins like a JSON string and is none; it is taken as it stands",
                )
                .at(Place::default().line(number, column)),
            );
        }
        Err(_) => {}
    }
    Cow::Borrowed(line)
}

/// 32 hexadecimal digits of the BLAKE3 hash of bytes.
pub fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

/// One line as a paragraph of running text: what it is for, its neighbours say.
pub fn paragraph(line: &str, number: u32, line_number: u64, segmenter: &Segmenter) -> Paragraph {
    let (segments, after) = documents::cut(&Content::text(line), segmenter);
    Paragraph {
        number,
        line: line_number,
        role: Role::Body,
        translate: true,
        segments,
        after,
    }
}

/// Bytes as text. None when they are none; the findings say why.
pub fn decoded(bytes: &[u8], findings: &mut Findings) -> Option<String> {
    let (text, _) = match decode_text(bytes) {
        Ok(decoded) => decoded,
        Err(fault) => {
            findings.push(
                Finding::error(
                    "statement::encoding",
                    "the file is not valid text from here on",
                )
                .at(Place::default().line(fault.line, fault.column))
                .help("Save it as UTF-8 and try again."),
            );
            return None;
        }
    };
    if let Some((line, column)) = position_of(&text, '\0') {
        findings.push(
            Finding::error("statement::binary", "there is a NUL character in this file")
                .at(Place::default().line(line, column))
                .help("Is it a text file? Save it as plain text and try again."),
        );
        return None;
    }
    Some(text)
}

/// Line and column of the first of a character, both from 1.
fn position_of(text: &str, wanted: char) -> Option<(u64, u64)> {
    lines(text).enumerate().find_map(|(line, text)| {
        let column = text.chars().position(|c| c == wanted)?;
        Some((line as u64 + 1, column as u64 + 1))
    })
}

/// Lines by LF, CRLF or CR.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split('\r')
    })
}

/// Control characters that XML 1.0 cannot carry (section 2.2), taken out. Line
/// breaks stay where a paragraph may hold them.
pub(super) fn without_controls(
    line: &str,
    number: u64,
    breaks: bool,
    findings: &mut Findings,
) -> String {
    let legal = |c: char| c == '\t' || (breaks && matches!(c, '\n' | '\r'));
    let illegal = |c: char| (c < '\u{20}' && !legal(c)) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let mut kept = String::with_capacity(line.len());
    let mut first = None;
    let mut count = 0;
    for (index, c) in line.chars().enumerate() {
        if illegal(c) {
            count += 1;
            first.get_or_insert((index as u64 + 1, c));
        } else {
            kept.push(c);
        }
    }
    if let Some((column, c)) = first {
        let characters = if count == 1 {
            "character"
        } else {
            "characters"
        };
        findings.push(
            Finding::warning(
                "statement::control",
                format!(
                    "{count} control {characters} taken out, the first U+{:04X}",
                    u32::from(c)
                ),
            )
            .at(Place::default().line(number, column)),
        );
    }
    kept
}

/// Cuts that nobody can vouch for are worse than none.
pub(super) fn given_up(
    segmenter: &Segmenter,
    text: &str,
    line: u64,
    findings: &mut Findings,
) -> Option<()> {
    if !segmenter
        .rules()
        .is_some_and(|rules| rules.gave_up_on(text))
    {
        return Some(());
    }
    findings.push(
        Finding::error(
            "srx::gave-up",
            "a segmentation rule takes too long, or too much memory, to follow on this paragraph",
        )
        .at(Place::default().line(line, 1))
        .help(
            "`tilmach srx check` counts the rules that are searched for by trial: \
             say them another way.",
        ),
    );
    None
}

pub(super) fn too_long(paragraph: Option<&Paragraph>, findings: &mut Findings) -> Option<()> {
    let paragraph = paragraph?;
    let longest = paragraph
        .segments
        .iter()
        .map(|segment| segment.content.plain().len())
        .max()
        .unwrap_or(0);
    if longest > SEGMENT_LIMIT {
        findings.push(
            Finding::error(
                "statement::segment-length",
                format!("one sentence has {longest} bytes, and {SEGMENT_LIMIT} is the most"),
            )
            .at(Place::default().line(paragraph.line, 1))
            .help("Is this file a statement?"),
        );
        return None;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn english() -> Segmenter {
        Segmenter::of(&crate::model::Locale::english())
    }

    fn read(bytes: &[u8]) -> (Option<Document>, Vec<String>) {
        let mut findings = Findings::new();
        let document = read_statement("a.txt", bytes, &english(), &mut findings);
        (
            document,
            findings
                .iter()
                .map(|f| format!("{} {}", f.code, f.place))
                .collect(),
        )
    }

    fn segments(bytes: &[u8]) -> Vec<String> {
        let document = read(bytes).0.expect("read");
        document
            .units()
            .map(|(id, p, s)| format!("{id}@{} {}", p.line, s.content))
            .collect()
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(
            segments(b"Title\r\n\r\nOne. Two.\rThree.\n"),
            [
                "p1.s1@1 Title",
                "p2.s1@3 One.",
                "p2.s2@3 Two.",
                "p3.s1@4 Three."
            ]
        );
    }

    #[test]
    fn encodings_are_understood() {
        assert_eq!(segments("\u{FEFF}Käse.".as_bytes()), ["p1.s1@1 Käse."]);
        let wide: Vec<u8> = "\u{FEFF}Käse."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(segments(&wide), ["p1.s1@1 Käse."]);
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(read(b"").1, ["statement::empty -"]);
        assert_eq!(read(b" \n\t\n").1, ["statement::empty -"]);
        assert_eq!(
            read(b"\x01").1,
            ["statement::control -:1:1", "statement::empty -"]
        );
        assert_eq!(
            read(b"Good.\nBad \xFF here.").1,
            ["statement::encoding -:2:5"]
        );
        assert_eq!(
            read(b"Good.\nBad \0 here. Long enough to be no UTF-16.").1,
            ["statement::binary -:2:5"]
        );
    }

    #[test]
    fn controls_are_taken_out_and_told() {
        let (document, findings) = read(b"a \x0B b\x0C.");
        assert_eq!(findings, ["statement::control -:1:3"]);
        assert_eq!(
            document.map(|d| d.paragraphs[0].text()).as_deref(),
            Some("a  b.")
        );
    }

    #[test]
    fn roles_decide_what_is_translated() {
        let text = b"The archive is closed\n\nNobody knows why.\n\npress@example.org\n";
        let document = read(text).0.expect("read");
        let told: Vec<(&str, bool)> = document
            .paragraphs
            .iter()
            .map(|p| (p.role.as_str(), p.translate))
            .collect();
        assert_eq!(told, [("title", true), ("body", true), ("contact", false)]);
    }

    #[test]
    fn json_strings_are_unwrapped_and_keep_their_breaks() {
        let lines = b"\"One.\\nTwo.\"\n\n\"Go,\" she said.\n\"open\n\"\"\n\"a\\u0000b.\"\n";
        let mut findings = Findings::new();
        let reading = super::read("-", lines, Form::Paragraphs, &english(), &mut findings);
        let told: Vec<(u64, String)> = reading
            .expect("read")
            .document
            .paragraphs
            .iter()
            .map(|p| (p.line, p.text()))
            .collect();
        let expected = [
            (1, "One.\nTwo."),
            (3, "\"Go,\" she said."),
            (4, "\"open"),
            (6, "ab."),
        ];
        assert_eq!(told, expected.map(|(line, text)| (line, text.to_owned())));
        assert_eq!(findings.iter().count(), 1, "the NUL is told");
    }

    #[test]
    fn a_sentence_without_end_is_refused() {
        let (document, findings) = read("word ".repeat(300_000).as_bytes());
        assert_eq!(
            (document, findings),
            (None, vec!["statement::segment-length -:1:1".to_owned()])
        );
    }

    proptest! {
        #[test]
        fn segments_joined_are_the_line(line in "[^\\p{Cc}]{1,80}") {
            prop_assume!(!line.trim().is_empty());
            prop_assert_eq!(paragraph(&line, 1, 1, &english()).text(), line);
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
            let _ = super::read("-", &bytes, Form::Paragraphs, &english(), &mut Findings::new());
        }
    }
}
