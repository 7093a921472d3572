//! Links whose text is their label, and their titles (CommonMark 6.3).

use pulldown_cmark::LinkType;

/// The end of a link that keeps the label which its text was.
pub(super) fn label(text: &str, start: usize) -> String {
    let rest = text.get(start..).unwrap_or_default();
    let mut depth = 0_usize;
    let mut escaped = false;
    let end = rest.find(|c: char| {
        let plain = !escaped;
        escaped = c == '\\' && plain;
        match c {
            '[' if plain => depth += 1,
            ']' if plain && depth == 0 => return true,
            ']' if plain => depth -= 1,
            _ => {}
        }
        false
    });
    format!("][{}]", rest.get(..end.unwrap_or(0)).unwrap_or_default())
}

/// Whether the text of a link is the label by which its address is found.
pub(super) fn is_label(kind: LinkType) -> bool {
    matches!(kind, LinkType::Shortcut | LinkType::Collapsed)
}

/// The title that stands in the link itself, and not where a label is defined.
pub(super) fn own_title(kind: LinkType, title: &str) -> &str {
    if kind == LinkType::Inline { title } else { "" }
}
