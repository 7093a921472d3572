//! A file into a document: decoded, cut into paragraphs and segments.
//!
//! Every line that is not blank is a paragraph. Nothing is dropped in silence:
//! a character that no XML file could carry is taken out with a warning, and a
//! file that is not text is refused with the place of its first fault.

use crate::diag::{Finding, Findings, Place};
use crate::formats::decode::decode_text;
use crate::model::{Content, Document, Paragraph, ParagraphKind, Segment};
use crate::text::segment::Segmenter;

/// The longest segment that is taken, in bytes. Escaped, and escaped again as a
/// neighbour in a memory file, it stays within what readers of XML take back
/// (1 MB a text, `docs/formats.md`).
pub const SEGMENT_LIMIT: usize = 100_000;

/// Lines of up to this many words, without an end mark, are headings.
const HEADING_WORDS: usize = 20;

/// Reads a statement. None when it is refused; the findings say why. The
/// findings name no file: the caller knows it.
pub fn read_statement(
    name: &str,
    bytes: &[u8],
    segmenter: &Segmenter,
    findings: &mut Findings,
) -> Option<Document> {
    let text = decoded(bytes, findings)?;
    if text.trim().is_empty() {
        findings.push(
            Finding::error("statement::empty", "there is no text in this file")
                .help("Was it saved before it was sent?"),
        );
        return None;
    }
    let mut paragraphs = Vec::new();
    for (index, line) in lines(&text).enumerate() {
        let number = index as u64 + 1;
        let line = without_controls(line, number, findings);
        if line.trim().is_empty() {
            continue;
        }
        let next = u32::try_from(paragraphs.len() + 1).unwrap_or(u32::MAX);
        paragraphs.push(paragraph(&line, next, number, segmenter));
        given_up(segmenter, &line, number, findings)?;
        too_long(paragraphs.last(), findings)?;
    }
    Some(Document {
        name: name.to_owned(),
        hash: short_hash(bytes),
        paragraphs,
    })
}

/// 32 hexadecimal digits of the BLAKE3 hash of bytes.
pub fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

/// One line as a paragraph.
pub fn paragraph(line: &str, number: u32, line_number: u64, segmenter: &Segmenter) -> Paragraph {
    let mut segments: Vec<Segment> = Vec::new();
    let mut space = String::new();
    for piece in segmenter.segment(line) {
        let core = piece.trim();
        let start = piece.len() - piece.trim_start().len();
        if core.is_empty() {
            space.push_str(piece);
            continue;
        }
        space.push_str(piece.get(..start).unwrap_or_default());
        segments.push(Segment {
            before: std::mem::take(&mut space),
            content: Content::text(core),
        });
        space.push_str(piece.get(start + core.len()..).unwrap_or_default());
    }
    let kind = kind(line.trim());
    Paragraph {
        number,
        line: line_number,
        kind,
        translate: kind != ParagraphKind::Boilerplate,
        segments,
        after: space,
    }
}

/// A first guess by rules that can be explained: a line with nothing but
/// addresses and numbers is boilerplate; a short line that ends like no
/// sentence is a heading.
fn kind(line: &str) -> ParagraphKind {
    let mut words = line.split_whitespace().peekable();
    if words.all(is_address) {
        return ParagraphKind::Boilerplate;
    }
    let ends = line.trim_end_matches(['”', '’', '"', '\'', ')', ']', '»']);
    let sentence = ends.ends_with([
        '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '؟', '۔',
    ]);
    if !sentence && line.split_whitespace().count() <= HEADING_WORDS {
        ParagraphKind::Heading
    } else {
        ParagraphKind::Body
    }
}

/// A word without letters, a web or e-mail address, or the placeholder that
/// web pages put in the place of one.
fn is_address(word: &str) -> bool {
    !word.chars().any(char::is_alphabetic)
        || word.starts_with("http://")
        || word.starts_with("https://")
        || word.starts_with("www.")
        || (word.contains('@') && !word.starts_with('@'))
        || matches!(word, "[email" | "protected]")
}

fn decoded(bytes: &[u8], findings: &mut Findings) -> Option<String> {
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
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split('\r')
    })
}

/// Control characters that XML 1.0 cannot carry (section 2.2), taken out.
fn without_controls(line: &str, number: u64, findings: &mut Findings) -> String {
    let illegal = |c: char| (c < '\u{20}' && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
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
fn given_up(segmenter: &Segmenter, text: &str, line: u64, findings: &mut Findings) -> Option<()> {
    if !segmenter
        .rules()
        .is_some_and(|rules| rules.gave_up_on(text))
    {
        return Some(());
    }
    findings.push(
        Finding::error(
            "srx::gave-up",
            "a segmentation rule takes too long to follow on this paragraph",
        )
        .at(Place::default().line(line, 1))
        .help(
            "`tilmach srx check` counts the rules that are searched for by trial: \
             say them another way.",
        ),
    );
    None
}

fn too_long(paragraph: Option<&Paragraph>, findings: &mut Findings) -> Option<()> {
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
    fn kinds_by_plain_rules() {
        for (line, expected) in [
            ("China’s cover-up in Xinjiang", ParagraphKind::Heading),
            ("The report was published today.", ParagraphKind::Body),
            ("Sarah Brooks said:", ParagraphKind::Body),
            ("[email protected]", ParagraphKind::Boilerplate),
            ("+44 (0) 20 7413 5566", ParagraphKind::Boilerplate),
            (
                "https://example.org/ press@example.org",
                ParagraphKind::Boilerplate,
            ),
            ("***", ParagraphKind::Boilerplate),
        ] {
            assert_eq!(kind(line), expected, "{line}");
        }
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
        }
    }
}
