use super::characters::is_character;

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
    let mut lost = 0;
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            c if is_character(c) => out.push(c),
            _ => lost += 1,
        }
    }
    lost
}

/// Adds ` name="value"` to a tag, escaped; TAB and LF too go as references,
/// since a reader makes raw ones spaces (section 3.3.3). Gives the number of
/// characters left out.
pub fn push_attribute(out: &mut String, name: &str, value: &str) -> usize {
    let mut lost = 0;
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if is_character(c) => out.push(c),
            _ => lost += 1,
        }
    }
    out.push('"');
    lost
}
