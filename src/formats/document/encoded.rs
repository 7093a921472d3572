//! The bytes of a text, and the same bytes again for a text that was changed.

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diag::{Finding, Place};

use super::super::decode::decode_text;

/// How a text stands in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Encoded {
    encoding: &'static Encoding,
    /// Whether it begins with a byte order mark.
    mark: bool,
}

impl Encoded {
    pub(super) const UTF8: Encoded = Encoded {
        encoding: UTF_8,
        mark: false,
    };

    /// A text in this encoding. A character that the encoding does not have
    /// becomes a reference, which only markup has a meaning for; plain text is
    /// always in an encoding that has all characters.
    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let marked = if self.mark { "\u{FEFF}" } else { "" };
        let units = || marked.encode_utf16().chain(text.encode_utf16());
        if self.encoding == UTF_16LE {
            units().flat_map(u16::to_le_bytes).collect()
        } else if self.encoding == UTF_16BE {
            units().flat_map(u16::to_be_bytes).collect()
        } else if self.encoding == UTF_8 {
            [marked.as_bytes(), text.as_bytes()].concat()
        } else {
            self.encoding.encode(text).0.into_owned()
        }
    }
}

/// Plain text or Markdown: UTF-8, or UTF-16 (`decode_text`).
pub(super) fn text(bytes: &[u8]) -> Result<(String, Encoded), Finding> {
    let (text, name) = decode_text(bytes).map_err(|fault| invalid(fault.line, fault.column))?;
    let encoding = Encoding::for_label(name.as_bytes()).unwrap_or(UTF_8);
    let mark = Encoding::for_bom(bytes).is_some();
    Ok((text, Encoded { encoding, mark }))
}

fn invalid(line: u64, column: u64) -> Finding {
    Finding::error(
        "statement::encoding",
        "the file is not valid text from here on",
    )
    .at(Place::default().line(line, column))
    .help("Save it as UTF-8 and try again.")
}

/// How many bytes at the beginning are searched for a declaration (HTML, "prescan a
/// byte stream").
const PRESCAN: usize = 1024;

/// HTML: by its byte order mark, or what a `<meta>` near the beginning declares, or
/// UTF-8 if the bytes are, or else windows-1252, as browsers do.
pub(super) fn html(bytes: &[u8]) -> Result<(String, Encoded), Finding> {
    if Encoding::for_bom(bytes).is_some() {
        return text(bytes);
    }
    let declared = declared(bytes);
    let Some(encoding) = declared else {
        return text(bytes).or_else(|fault| {
            // Nothing is said and it is no UTF-8: an old page of the western Web.
            let wide = bytes.contains(&0);
            if wide {
                Err(fault)
            } else {
                exact(WINDOWS_1252, bytes)
            }
        });
    };
    if encoding == UTF_8 {
        return text(bytes);
    }
    exact(encoding, bytes)
}

/// The text, if its bytes can be made again out of it.
fn exact(encoding: &'static Encoding, bytes: &[u8]) -> Result<(String, Encoded), Finding> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(bytes.len()));
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let (line, column) = super::position(&text, text.len());
    if let DecoderResult::Malformed(..) = result {
        return Err(invalid(line, column));
    }
    let encoded = Encoded {
        encoding,
        mark: false,
    };
    if encoded.encode(&text) != bytes {
        return Err(Finding::error(
            "document::encoding",
            format!(
                "the bytes of this file cannot be written again in {}: it is spelled in two ways",
                encoding.name()
            ),
        )
        .help("Save it as UTF-8 and try again."));
    }
    Ok((text, encoded))
}

/// The encoding that a `<meta>` declares (`charset=`), if it is one that is read.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?;
    let head: String = head
        .iter()
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let mut rest = head.as_str();
    while let Some(at) = rest.find("<meta") {
        rest = rest.get(at + 5..)?;
        let tag = rest.get(..rest.find('>').unwrap_or(rest.len()))?;
        let Some((_, value)) = tag.split_once("charset") else {
            continue;
        };
        let Some(value) = value.trim_start().strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start_matches([' ', '"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/'));
        let label = value.get(..end.unwrap_or(value.len()))?;
        if let Some(found) = Encoding::for_label(label.as_bytes()) {
            // A page that says so in ASCII is not in UTF-16 (HTML, prescan, step 15).
            let wide = found == UTF_16LE || found == UTF_16BE;
            return Some(if wide { UTF_8 } else { found });
        }
    }
    None
}
