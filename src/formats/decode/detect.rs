use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Undecodable;

/// How the bytes of a file are to be read.
pub(super) struct Detected {
    pub(super) encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    pub(super) mark: u64,
    pub(super) declared_in_vain: Option<String>,
}

/// The encoding of a file that begins with these bytes.
pub(super) fn detect(head: &[u8]) -> Result<Detected, Undecodable> {
    let declared = declared_label(head);
    let (encoding, mark) = match Encoding::for_bom(head) {
        Some((encoding, mark)) => (Some(encoding), mark as u64),
        None => (by_pattern(head), 0),
    };
    let encoding = match (encoding, &declared) {
        (Some(encoding), _) => encoding,
        (None, None) => UTF_8,
        (None, Some(label)) => named(label)?,
    };
    // A declaration that can be read byte by byte is not in UTF-16.
    let readable = mark == 0 && by_pattern(head).is_none();
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    let encoding = if readable && is_wide { UTF_8 } else { encoding };
    let declared_in_vain = declared.filter(|label| {
        Encoding::for_label(label.as_bytes()) != Some(encoding)
            && !(is_wide && !readable && label.to_ascii_lowercase().starts_with("utf-16"))
    });
    Ok(Detected {
        encoding,
        mark,
        declared_in_vain,
    })
}

/// UTF-16 by the NUL beside the `<` or white space that begins XML, or beside
/// whatever Latin letter begins a text.
pub(super) fn by_pattern(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0, second, ..] if *second != 0 => Some(UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}

fn named(label: &str) -> Result<&'static Encoding, Undecodable> {
    // The "replacement" encoding stands for encodings that are unsafe.
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
        .ok_or_else(|| Undecodable::UnknownEncoding {
            label: label.chars().take(40).collect(),
        })
}

/// The value of `encoding` in the XML declaration, if there is one.
fn declared_label(head: &[u8]) -> Option<String> {
    let ascii: String = head
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(*byte))
        .collect();
    let declaration = ascii.strip_prefix("<?xml")?.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1.trim_start();
    let value = after.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.strip_prefix(quote)?.split_once(quote)?.0;
    Some(label.to_owned())
}
