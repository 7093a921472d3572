//! Text in a workbook (ISO/IEC 29500-1, 22.9.2.19, `ST_Xstring`): a character that
//! XML cannot hold stands as `_xHHHH_`, and what looks like one is told apart by
//! writing its first `_` as `_x005F_`.

use std::borrow::Cow;

use super::super::xml::is_character;

/// Text as it stands in a workbook.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) && !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        match c {
            '_' if looks_escaped(rest) => out.push_str("_x005F_"),
            c if is_plain(c) => out.push(c),
            // All of these are in the first plane: U+0000 to U+001F, U+FFFE, U+FFFF.
            c => out.push_str(&format!("_x{:04X}_", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

/// Whether a character stands in XML as it is. A carriage return would become a line
/// feed there.
fn is_plain(c: char) -> bool {
    is_character(c) && c != '\r'
}

/// Whether a text that begins with `_` is read as an escape, once what follows is
/// written: a character that needs one begins with `_` too.
fn looks_escaped(text: &str) -> bool {
    let mut rest = text.chars();
    rest.next() == Some('_')
        && rest.next() == Some('x')
        && rest
            .by_ref()
            .take(4)
            .filter(char::is_ascii_hexdigit)
            .count()
            == 4
        && rest.next().is_some_and(|c| c == '_' || !is_plain(c))
}

/// The way back from [`escaped`]. Halves of a character that stand alone stay as they
/// are written.
pub(super) fn original(written: &str) -> Cow<'_, str> {
    if !written.contains("_x") {
        return Cow::Borrowed(written);
    }
    let mut out = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let (c, length) = match unit(rest) {
            Some(high @ 0xD800..0xDC00) => {
                let low = rest.get(7..).and_then(unit).unwrap_or_default();
                let pair = char::decode_utf16([high, low]).next();
                pair.and_then(Result::ok).map_or((first, 1), |c| (c, 14))
            }
            Some(unit) => char::from_u32(u32::from(unit)).map_or((first, 1), |c| (c, 7)),
            None => (first, first.len_utf8()),
        };
        out.push(c);
        rest = rest.get(length..).unwrap_or_default();
    }
    Cow::Owned(out)
}

/// The unit of UTF-16 that a text begins with, if it is written as `_xHHHH_`.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let ends = text.get(6..)?.starts_with('_');
    let is_number = ends && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_number
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_looks_like_an_escape_is_told_apart() {
        assert_eq!(escaped("_x0041_"), "_x005F_x0041_");
        assert_eq!(escaped("_x0041\u{1}"), "_x005F_x0041_x0001_");
        assert_eq!(escaped("a\r\u{FFFF}"), "a_x000D__xFFFF_");
        assert_eq!(escaped("_xA_ _x0041"), "_xA_ _x0041");
        assert_eq!(original("_xD83D__xDCF7_ _xD83D_"), "\u{1F4F7} _xD83D_");
    }

    proptest! {
        #[test]
        fn what_is_escaped_comes_back(text in "([_x0-9A-Fa-f]|[\\x00-\\x1F]|\u{FFFE}|\u{10FFFF}|ئ){0,24}") {
            let written = escaped(&text).into_owned();
            prop_assert!(written.chars().all(is_plain));
            prop_assert_eq!(original(&written), text.as_str());
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,40}") {
            original(&text);
        }
    }
}
