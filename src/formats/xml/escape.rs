use super::characters::{first_illegal, illegal_characters, is_character};

/// Adds text to a document, escaped so that a reader gives back the same
/// characters: CR goes as a reference, since a raw one would become LF (XML
/// 1.0, section 2.11). Gives the number of characters left out because XML 1.0
/// cannot hold them.
///
/// ```
/// let mut out = String::new();
/// let lost = tilmach::formats::xml::push_text(&mut out, "a < b ]]> \r\u{3}");
/// assert_eq!((out.as_str(), lost), ("a &lt; b ]]&gt; &#13;", 1));
/// ```
pub fn push_text(out: &mut String, text: &str) -> usize {
    push(out, text, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#13;"),
        _ => None,
    })
}

/// Adds ` name="value"` to a tag, escaped; TAB and LF too go as references,
/// since a reader makes raw ones spaces (section 3.3.3). Gives the number of
/// characters left out.
pub fn push_attribute(out: &mut String, name: &str, value: &str) -> usize {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    let lost = push(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#9;"),
        b'\n' => Some("&#10;"),
        b'\r' => Some("&#13;"),
        _ => None,
    });
    out.push('"');
    lost
}

/// Adds text with some of its characters, all of them ASCII, written otherwise:
/// what stands between them is copied as a whole.
fn push(out: &mut String, text: &str, other: impl Fn(u8) -> Option<&'static str>) -> usize {
    if first_illegal(text).is_some() {
        let kept: String = text.chars().filter(|c| is_character(*c)).collect();
        push_sound(out, &kept, other);
        return illegal_characters(text);
    }
    push_sound(out, text, other);
    0
}

fn push_sound(out: &mut String, text: &str, other: impl Fn(u8) -> Option<&'static str>) {
    let mut from = 0;
    for (offset, byte) in text.bytes().enumerate() {
        if let Some(written) = other(byte) {
            out.push_str(text.get(from..offset).unwrap_or_default());
            out.push_str(written);
            from = offset + 1;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
}
