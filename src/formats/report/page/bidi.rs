//! Text within a line of ours: what turns the direction of letters ends where it ends.

use crate::formats::page::escaped;

/// Text for an element of its own inside of a line, escaped.
///
/// An element with `dir`, or a `<bdi>`, sets its text apart as an isolate does (Unicode
/// Standard Annex 9), but a stray U+2069 in the text would end that isolate, and an
/// isolate without its end would swallow the end. A stray end shows as U+FFFD, and a
/// missing one is added.
pub(super) fn text(text: &str) -> String {
    if !text.contains(TURNS) {
        return escaped(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    // The end that each open one needs.
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' if open.last() != Some(&c) => {
                out.push('\u{FFFD}');
                continue;
            }
            '\u{202C}' => drop(open.pop()),
            '\u{2069}' => match open.iter().rposition(|end| *end == c) {
                // An isolate ends what is open inside of it.
                Some(at) => open.truncate(at),
                None => {
                    out.push('\u{FFFD}');
                    continue;
                }
            },
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.iter().rev());
    escaped(&out)
}

/// Every character that opens or ends an embedding, an override or an isolate.
const TURNS: [char; 9] = [
    '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn what_turns_the_letters_ends_with_the_text() {
        assert_eq!(text("a\u{202E}b"), "a\u{202E}b\u{202C}");
        assert_eq!(text("a\u{2069}b\u{202C}"), "a\u{FFFD}b\u{FFFD}");
        assert_eq!(
            text("\u{2067}\u{202E}a\u{2069}b"),
            "\u{2067}\u{202E}a\u{2069}b"
        );
        assert_eq!(
            text("\u{2067}\u{202E}a"),
            "\u{2067}\u{202E}a\u{202C}\u{2069}"
        );
        assert_eq!(text("<\u{2066}>"), "&lt;\u{2066}&gt;\u{2069}");
    }
}
