//! Inline codes as marks in plain text, and back: `⟦1⟧` opens the pair 1, `⟦/1⟧` closes
//! it, `⟦1/⟧` stands alone.
//!
//! A text may hold such brackets itself: an opening one is written twice. A character
//! that no file can carry is written by its number, `⟦=7⟧`.

use crate::formats::xml::illegal_characters;
use crate::model::{Code, CodeKind, Content, Piece};

const OPEN: char = '\u{27E6}';
const CLOSE: char = '\u{27E7}';

/// The content as plain text with marks.
pub fn written(content: &Content) -> String {
    let mut out = String::new();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => text.chars().for_each(|c| push(&mut out, c)),
            Piece::Code(code) => {
                let id = escaped(&code.id);
                let mark = match code.kind {
                    CodeKind::Open => id,
                    CodeKind::Close => format!("/{id}"),
                    CodeKind::Alone => format!("{id}/"),
                };
                out.extend([OPEN]);
                out.push_str(&mark);
                out.push(CLOSE);
            }
        }
    }
    out
}

fn push(out: &mut String, character: char) {
    if character == OPEN {
        out.extend([OPEN, OPEN]);
    } else if character == '\r' || illegal_characters(character.encode_utf8(&mut [0; 4])) > 0 {
        out.push_str(&format!("{OPEN}={:X}{CLOSE}", u32::from(character)));
    } else {
        out.push(character);
    }
}

/// Plain text with marks as content. What only looks like a mark is text. Of a code its
/// part and its id are known; what it looks like, only the package that was sent knows.
pub fn read(text: &str) -> Content {
    let mut content = Content::default();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        content.push_text(before);
        if let Some(after) = after.strip_prefix(OPEN) {
            content.push_text(OPEN.encode_utf8(&mut [0; 4]));
            rest = after;
            continue;
        }
        // No mark holds another: the search ends at the next bracket, whichever it is.
        let end = after.find([OPEN, CLOSE]);
        let mark = end.and_then(|end| {
            let (mark, behind) = after.split_at_checked(end)?;
            Some((mark, behind.strip_prefix(CLOSE)?))
        });
        rest = match mark.and_then(|(mark, after)| Some((piece(mark)?, after))) {
            Some((Piece::Code(code), after)) => {
                content.push_code(code);
                after
            }
            Some((Piece::Text(text), after)) => {
                content.push_text(&text);
                after
            }
            None => {
                content.push_text(OPEN.encode_utf8(&mut [0; 4]));
                after
            }
        };
    }
    content.push_text(rest);
    content
}

/// What stands between brackets. Programs and people put spaces there, and marks of
/// direction.
fn piece(mark: &str) -> Option<Piece> {
    let is_around = |c: char| c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}');
    let mark = mark.trim_matches(is_around);
    if let Some(number) = mark.strip_prefix('=') {
        let character = char::from_u32(u32::from_str_radix(number, 16).ok()?)?;
        return Some(Piece::Text(character.to_string()));
    }
    let (kind, id) = if let Some(id) = mark.strip_prefix('/') {
        (CodeKind::Close, id)
    } else if let Some(id) = mark.strip_suffix('/') {
        (CodeKind::Alone, id)
    } else {
        (CodeKind::Open, mark)
    };
    Some(Piece::Code(Code {
        kind,
        id: unescaped(id)?,
        ctype: None,
        equiv: None,
        data: None,
    }))
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}

/// An id of letters and figures is written as it is, every other character by its
/// number: `%20;`. An id without any is `%;`.
fn escaped(id: &str) -> String {
    if id.is_empty() {
        return "%;".to_owned();
    }
    let one = |c: char| match is_plain(c) {
        true => c.to_string(),
        false => format!("%{:X};", u32::from(c)),
    };
    id.chars().map(one).collect()
}

fn unescaped(id: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = id;
    while let Some(first) = rest.chars().next() {
        if first == '%' {
            let (number, after) = rest.get(1..)?.split_once(';')?;
            if !number.is_empty() {
                out.push(char::from_u32(u32::from_str_radix(number, 16).ok()?)?);
            }
            rest = after;
        } else if is_plain(first) {
            out.push(first);
            rest = rest.get(1..)?;
        } else {
            return None;
        }
    }
    (!id.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(kind: CodeKind, id: &str) -> Code {
        Code {
            kind,
            id: id.to_owned(),
            ctype: None,
            equiv: None,
            data: None,
        }
    }

    #[test]
    fn marks_are_written_as_people_read_them() {
        let mut content = Content::text("a ");
        content.push_code(code(CodeKind::Open, "1"));
        content.push_text("b");
        content.push_code(code(CodeKind::Close, "1"));
        content.push_code(code(CodeKind::Alone, "2"));
        assert_eq!(written(&content), "a ⟦1⟧b⟦/1⟧⟦2/⟧");
        assert_eq!(read("a ⟦ 1 ⟧b⟦/1\u{200F}⟧⟦2/⟧"), content);
    }

    #[test]
    fn what_only_looks_like_a_mark_is_text() {
        for text in ["⟦", "⟦ a b ⟧", "⟧", "⟦1", "⟦⟧", "⟦=zz⟧", "⟦%1⟧"] {
            assert_eq!(read(text), Content::text(text), "{text}");
        }
        assert_eq!(read("⟦⟦1⟧"), Content::text("⟦1⟧"));
    }

    fn kind() -> impl Strategy<Value = CodeKind> {
        prop_oneof![
            Just(CodeKind::Open),
            Just(CodeKind::Close),
            Just(CodeKind::Alone)
        ]
    }

    fn any_content() -> impl Strategy<Value = Content> {
        let text = prop_oneof![
            any::<String>(),
            "[⟦⟧/=%;1a \\n\\r\\x07]{0,8}",
            "[ئۇيغۇر。𠀀\u{200F}]{0,8}",
        ];
        let id = prop_oneof!["[0-9]{1,2}", "[⟦⟧/=%; a]{0,3}", any::<String>()];
        let piece = prop_oneof![
            text.prop_map(Piece::Text),
            (kind(), id).prop_map(|(kind, id)| Piece::Code(code(kind, &id))),
        ];
        prop::collection::vec(piece, 0..8).prop_map(Content::of_pieces)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(content in any_content()) {
            prop_assert_eq!(read(&written(&content)), content);
        }

        #[test]
        fn nothing_is_written_that_no_file_can_carry(content in any_content()) {
            prop_assert_eq!(illegal_characters(&written(&content)), 0);
        }

        #[test]
        fn no_text_brings_it_down(text in any::<String>()) {
            let _ = read(&text);
        }
    }
}
