//! Documents with a form of their own into statements: blocks into paragraphs, and
//! text with inline codes into segments.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Findings;
use crate::formats::document::{self, Block, BlockKind, Format};
use crate::model::{
    Code, CodeKind, Content, Document, Paragraph, ParagraphKind, Piece, Role, Segment,
};
use crate::statement::{Line, Verdict, judge};
use crate::text::segment::Segmenter;

use super::read::{Reading, empty, given_up, short_hash, too_long, without_controls};

/// The format of a statement: what the ending of its name says, or, without an
/// ending that is known, how it begins.
pub fn format_of(name: &str, bytes: &[u8]) -> Format {
    if let Some(format) = Format::of_name(name) {
        return format;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Format::Docx;
    }
    let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Format::Html;
    }
    Format::Plain
}

/// Whether statements with such a name are read.
pub fn is_read(name: &str) -> bool {
    Format::of_name(name).is_some()
}

/// The name of a statement without what all statements have: the ending of plain
/// text. Another ending stays, so that two statements that differ in it alone have
/// two packages.
pub fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if Format::of_name(name).is_none_or(|found| found == Format::Plain) => stem,
        _ => name,
    }
}

/// Reads a document. None when it is refused; the findings say why.
pub(super) fn read(
    format: Format,
    name: &str,
    bytes: &[u8],
    segmenter: &Segmenter,
    findings: &mut Findings,
) -> Option<Reading> {
    let extract = document::read(format, bytes, findings)?;
    if extract.blocks.is_empty() {
        findings.push(empty());
        return None;
    }
    let mut paragraphs = Vec::with_capacity(extract.blocks.len());
    for block in &extract.blocks {
        let number = u32::try_from(paragraphs.len() + 1).unwrap_or(u32::MAX);
        let content = clean(&block.content, block.line, findings);
        given_up(segmenter, &content.plain(), block.line, findings)?;
        let (segments, after) = cut(&content, segmenter);
        paragraphs.push(Paragraph {
            number,
            line: block.line,
            role: Role::Body,
            translate: true,
            segments,
            after,
        });
        too_long(paragraphs.last(), findings)?;
    }
    let verdicts = verdicts(&extract.blocks, segmenter);
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

/// A content without characters that no XML file could carry.
fn clean(content: &Content, line: u64, findings: &mut Findings) -> Content {
    content.map_text(|text| without_controls(text, line, true, findings))
}

/// What every block is for: what its format is certain of, and for running text what
/// the rules of statements say.
fn verdicts(blocks: &[Block], segmenter: &Segmenter) -> Vec<Verdict> {
    let all = blocks.iter().enumerate();
    let running: Vec<usize> = all
        .filter(|(_, block)| fixed(block.kind).is_none())
        .map(|(index, _)| index)
        .collect();
    let texts: Vec<String> = running
        .iter()
        .filter_map(|index| blocks.get(*index))
        .map(|block| block.content.plain())
        .collect();
    let lines: Vec<Line<'_>> = texts
        .iter()
        .enumerate()
        // Blocks stand apart, like paragraphs with a blank line between.
        .map(|(at, text)| Line {
            number: 2 * at as u64 + 1,
            text,
        })
        .collect();
    let judged = judge(&lines, segmenter.locale());
    let mut judged: BTreeMap<usize, Verdict> = running.iter().copied().zip(judged).collect();
    for verdict in judged.values_mut() {
        verdict.repeats = verdict.repeats.and_then(|at| running.get(at)).copied();
    }
    let mut titled = false;
    let mut verdicts = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        verdicts.push(match judged.get(&index) {
            Some(verdict) => settle(block.kind, *verdict, &mut titled),
            None => stated(fixed(block.kind).unwrap_or(Role::Body)),
        });
    }
    verdicts
}

/// The verdict of the document itself.
fn stated(role: Role) -> Verdict {
    Verdict {
        role,
        why: "the document says what it is",
        repeats: None,
    }
}

/// The role of what is no running text.
fn fixed(kind: BlockKind) -> Option<Role> {
    match kind {
        BlockKind::Title => Some(Role::Title),
        BlockKind::Alternative => Some(Role::AltText),
        BlockKind::Aside => Some(Role::Caption),
        BlockKind::Note => Some(Role::Footnote),
        BlockKind::Caption => Some(Role::Caption),
        BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Item | BlockKind::Cell => None,
    }
}

/// A verdict with what the format knows: a heading is one, and nothing else is. What
/// belongs to the page and not to the statement stays so.
fn settle(kind: BlockKind, verdict: Verdict, titled: &mut bool) -> Verdict {
    let judged = verdict.role.kind();
    if judged == ParagraphKind::Boilerplate {
        return verdict;
    }
    let role = match kind {
        BlockKind::Heading(_) if !*titled => Role::Title,
        BlockKind::Heading(_) => Role::Heading,
        BlockKind::Item => Role::ListItem,
        BlockKind::Cell => Role::Body,
        _ if judged == ParagraphKind::Heading && verdict.role != Role::Standfirst => {
            // A page without headings has its title in bold, if anywhere.
            if *titled { Role::Body } else { verdict.role }
        }
        _ => verdict.role,
    };
    *titled |= role == Role::Title;
    if role == verdict.role {
        verdict
    } else {
        stated(role)
    }
}

/// A text cut into segments, and the white space after the last one. Codes stay with
/// the words they touch, and white space on its side of them: a segment whose code
/// stands apart from its words has what lies between. Each segment numbers its own from
/// 1, and of a pair that spans two segments each has its half.
pub(super) fn cut(content: &Content, segmenter: &Segmenter) -> (Vec<Segment>, String) {
    let text = content.plain();
    let cores = cores(&text, segmenter);
    let mut codes = placed(content, &cores).into_iter().peekable();
    let mut segments = Vec::with_capacity(cores.len());
    let mut end = 0;
    for (index, core) in cores.iter().enumerate() {
        let mut own = Content::default();
        let mut numbers = Numbers::default();
        let first = codes.peek().filter(|(segment, ..)| *segment == index);
        let start = first.map_or(core.start, |(_, place, _)| core.start.min(*place));
        let mut at = start;
        while let Some((_, place, code)) = codes.next_if(|(segment, ..)| *segment == index) {
            own.push_text(text.get(at..place).unwrap_or_default());
            own.push_code(numbers.numbered(code));
            at = place;
        }
        let stop = core.end.max(at);
        own.push_text(text.get(at..stop).unwrap_or_default());
        segments.push(Segment {
            before: text.get(end..start).unwrap_or_default().to_owned(),
            content: own,
        });
        end = stop;
    }
    (segments, text.get(end..).unwrap_or_default().to_owned())
}

/// Where the segments lie in a text, without white space at their edges.
fn cores(text: &str, segmenter: &Segmenter) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut cores = Vec::new();
    for piece in segmenter.segment(text) {
        let core = piece.trim();
        let start = at + piece.len() - piece.trim_start().len();
        at += piece.len();
        if !core.is_empty() {
            cores.push(start..start + core.len());
        }
    }
    cores
}

/// Every code with its segment and its place in the text. Between two segments what
/// closes belongs to the first, and what touches it, as the mark of a footnote does;
/// from the first code on that opens all belong to the second.
fn placed<'a>(content: &'a Content, cores: &[Range<usize>]) -> Vec<(usize, usize, &'a Code)> {
    let mut placed = Vec::new();
    let mut place = 0;
    let mut segment = 0;
    for piece in content.pieces() {
        let code = match piece {
            Piece::Text(text) => {
                place += text.len();
                continue;
            }
            Piece::Code(code) => code,
        };
        while let (Some(core), Some(next)) = (cores.get(segment), cores.get(segment + 1)) {
            let stays = match code.kind {
                CodeKind::Close => true,
                CodeKind::Alone => place == core.end,
                CodeKind::Open => false,
            };
            if place < core.end || (place <= next.start && stays) {
                break;
            }
            segment += 1;
        }
        placed.push((segment, place, code));
    }
    placed
}

/// New numbers for the codes of a segment.
#[derive(Default)]
struct Numbers<'a>(BTreeMap<&'a str, usize>);

impl<'a> Numbers<'a> {
    fn numbered(&mut self, code: &'a Code) -> Code {
        let next = self.0.len() + 1;
        Code {
            id: self.0.entry(&code.id).or_insert(next).to_string(),
            ..code.clone()
        }
    }
}

/// The contents of the segments of a paragraph as one content of its block, which
/// has the codes of the block. None where a translation has other codes than its
/// source.
pub(super) fn joined(
    block: &Content,
    segments: &[(String, &Content, &Content)],
) -> Option<Content> {
    let mut own = block.codes();
    let mut whole = Content::default();
    for (before, source, target) in segments {
        whole.push_text(before);
        let codes: BTreeMap<(&str, CodeKind), &Code> = source
            .codes()
            .map(|code| (code.id.as_str(), code.kind))
            .zip(own.by_ref())
            .collect();
        if source.code_multiset() != target.code_multiset() {
            return None;
        }
        for piece in target.pieces() {
            match piece {
                Piece::Text(text) => whole.push_text(text),
                Piece::Code(code) => {
                    let code = codes.get(&(code.id.as_str(), code.kind))?;
                    whole.push_code((*code).clone());
                }
            }
        }
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Locale;
    use proptest::prelude::*;

    fn english() -> Segmenter {
        Segmenter::of(&Locale::english())
    }

    /// `[` opens a pair, `]` closes the last one, `|` stands alone.
    fn content(form: &str) -> Content {
        let mut content = Content::default();
        let (mut last, mut open) = (0, Vec::new());
        for c in form.chars() {
            let kind = match c {
                '[' => CodeKind::Open,
                ']' => CodeKind::Close,
                '|' => CodeKind::Alone,
                c => {
                    content.push_text(&c.to_string());
                    continue;
                }
            };
            let id = if kind == CodeKind::Close {
                open.pop()
            } else {
                None
            };
            let id = id.unwrap_or_else(|| {
                last += 1;
                last
            });
            if kind == CodeKind::Open {
                open.push(id);
            }
            content.push_code(Code {
                kind,
                id: id.to_string(),
                ctype: None,
                equiv: None,
                data: Some(format!("<{c}{id}>")),
            });
        }
        content
    }

    fn segments(form: &str) -> Vec<String> {
        let (segments, _) = cut(&content(form), &english());
        segments
            .iter()
            .map(|segment| segment.content.to_string())
            .collect()
    }

    #[test]
    fn codes_stay_with_the_words_they_touch() {
        assert_eq!(
            segments("One [two]. Three|. Four."),
            ["One [1>two<1].", "Three[1].", "Four."]
        );
        assert_eq!(
            segments("One.| Two."),
            ["One.[1]", "Two."],
            "the mark of a footnote"
        );
        assert_eq!(segments("One. |Two."), ["One.", "[1]Two."]);
        assert_eq!(segments("[One.] [Two.]"), ["[1>One.<1]", "[1>Two.<1]"]);
        assert_eq!(segments("[One. ]Two."), ["[1>One. <1]", "Two."]);
        assert_eq!(segments("A [b. C] d."), ["A [1>b.", "C<1] d."]);
        assert_eq!(segments("One.[] Two.|"), ["One.", "[1><1] Two.[2]"]);
    }

    #[test]
    fn white_space_stays_on_its_side_of_a_code() {
        assert_eq!(segments("It ends with |"), ["It ends with [1]"]);
        assert_eq!(segments("| it starts."), ["[1] it starts."]);
        assert_eq!(segments("One. | Two."), ["One.", "[1] Two."]);
        assert_eq!(segments("Hello |. |"), ["Hello [1]. [2]"]);
        assert_eq!(segments("One.[ ] Two."), ["One.", "[1> <1] Two."]);
    }

    #[test]
    fn a_statement_is_known_by_its_ending() {
        for (name, expected) in [
            ("a.txt", "a"),
            ("a.TXT", "a"),
            ("a.b.md", "a.b.md"),
            ("a", "a"),
            ("b/a.docx", "b/a.docx"),
        ] {
            assert_eq!(stem(name), expected);
        }
        assert_eq!(format_of("-", b"PK\x03\x04"), Format::Docx);
        assert_eq!(
            format_of("-", "\u{FEFF}\n<!DOCTYPE HTML>".as_bytes()),
            Format::Html
        );
        assert_eq!(format_of("a.txt", b"<html>"), Format::Plain);
        assert_eq!(format_of("a.HTM", b""), Format::Html);
    }

    #[test]
    fn what_the_document_says_of_a_paragraph_is_believed() {
        let page = "# Head of it\n\nThe first paragraph has one sentence.\n\n## Of the keys\n\n- an item\n\n\
                    ![a closed door](a.png)\n\nContact: press@example.org\n\n[^1]: A note.\n";
        let mut findings = Findings::new();
        let reading = read(
            Format::Markdown,
            "a.md",
            page.as_bytes(),
            &english(),
            &mut findings,
        );
        let reading = reading.expect("read");
        let roles: Vec<&str> = reading
            .document
            .paragraphs
            .iter()
            .map(|paragraph| paragraph.role.as_str())
            .collect();
        assert_eq!(
            roles,
            [
                "title",
                "body",
                "heading",
                "list-item",
                "alt-text",
                "contact",
                "footnote"
            ]
        );
    }

    proptest! {
        #[test]
        fn segments_joined_are_the_block(form in "[a-b.? \\[\\]|]{0,30}") {
            let block = content(&form);
            let (segments, after) = cut(&block, &english());
            prop_assume!(!segments.is_empty());
            let same: Vec<(String, &Content, &Content)> = segments
                .iter()
                .map(|segment| (segment.before.clone(), &segment.content, &segment.content))
                .collect();
            let mut whole = joined(&block, &same).expect("the same codes");
            whole.push_text(&after);
            prop_assert_eq!(whole.to_string(), block.to_string());
            let codes = |content: &Content| content.codes().cloned().collect::<Vec<Code>>();
            prop_assert_eq!(codes(&whole), codes(&block));
        }
    }
}
