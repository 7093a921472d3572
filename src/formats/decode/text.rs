use std::cmp::Ordering;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Where a plain text is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// The offset of the first bad byte in the file, from 0.
    pub offset: usize,
}

/// Reads a plain text: UTF-8 with or without a byte order mark, UTF-16 with
/// one or by its NULs. Gives the text and the encoding's WHATWG name.
///
/// ```
/// use tilmach::formats::decode::{TextFault, decode_text};
/// assert_eq!(decode_text(b"\xEF\xBB\xBFa"), Ok(("a".to_owned(), "UTF-8")));
/// let fault = TextFault { line: 2, column: 3, offset: 5 };
/// assert_eq!(decode_text("a\n\u{e9}b\u{e9}".as_bytes().split_last().unwrap().1), Err(fault));
/// ```
///
/// # Errors
///
/// The first place where the bytes are not valid.
pub fn decode_text(bytes: &[u8]) -> Result<(String, &'static str), TextFault> {
    let (encoding, mark) = Encoding::for_bom(bytes)
        .or_else(|| by_nuls(bytes).map(|encoding| (encoding, 0)))
        .unwrap_or((UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(body.len())
        .unwrap_or(body.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    match result {
        DecoderResult::Malformed(bad, after) => {
            let back = usize::from(bad) + usize::from(after);
            let (line, column) = end_of(&text);
            Err(TextFault {
                line,
                column,
                offset: mark + read.saturating_sub(back),
            })
        }
        DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok((text, encoding.name())),
    }
}

/// UTF-16 by its NULs. A text need not begin with a Latin letter, but every
/// space, line end or digit has a NUL for its other half; UTF-8 text has none.
/// A stray NUL in a UTF-8 text stands among pairs of printable ASCII, and where
/// those are more, nothing is guessed: wrong letters would be worse than none.
fn by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut little, mut big, mut narrow) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.chunks_exact(2) {
        match pair {
            [1..=0x7F, 0] => little += 1,
            [0, 1..=0x7F] => big += 1,
            [0x20..=0x7E, 0x20..=0x7E] => narrow += 1,
            _ => {}
        }
    }
    if narrow >= little.max(big) {
        return None;
    }
    match little.cmp(&big) {
        Ordering::Less => Some(UTF_16BE),
        Ordering::Greater => Some(UTF_16LE),
        Ordering::Equal => None,
    }
}

/// The line and column after a text, both from 1.
fn end_of(text: &str) -> (u64, u64) {
    let mut position = super::super::xml::Position::default();
    position.advance(text.as_bytes());
    (position.line, position.column)
}
