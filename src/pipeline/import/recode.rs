//! What a returned text has in common with the one that was sent: its letters and
//! its codes. Ids, attributes and data of codes are always those that were sent;
//! tools number codes anew and drop what they do not know.

use std::collections::BTreeMap;

use crate::model::{Code, CodeKind, Content, Locale, Piece};
use crate::text::normalise::{fold_space, nfc};

/// The text without white space, which tools add and take away.
pub(super) fn letters(content: &Content) -> String {
    nfc(&content.plain()).split_whitespace().collect()
}

fn kinds(content: &Content) -> Vec<CodeKind> {
    content.codes().map(|code| code.kind).collect()
}

/// Equal text, white space folded, and equal codes, though a tool may have given
/// the codes other ids.
pub(super) fn alike(sent: &Content, returned: &Content) -> bool {
    fold_space(&sent.plain()) == fold_space(&returned.plain())
        && (sent.code_multiset() == returned.code_multiset() || kinds(sent) == kinds(returned))
}

/// A content that came back, with the codes of what was sent. `returned` is the
/// source as it came back, which is [`alike`] the one that was sent: it says which
/// code is which.
pub(super) fn recoded(sent: &Content, returned: &Content, content: &Content) -> Content {
    if !content.has_codes() {
        return content.clone();
    }
    let by_order = sent.code_multiset() != returned.code_multiset();
    let renamed: BTreeMap<(&str, CodeKind), &Code> = if by_order {
        let pairs = returned.codes().zip(sent.codes());
        pairs
            .map(|(back, code)| ((back.id.as_str(), back.kind), code))
            .collect()
    } else {
        let codes = sent.codes();
        codes
            .map(|code| ((code.id.as_str(), code.kind), code))
            .collect()
    };
    let mut recoded = Content::default();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => recoded.push_text(text),
            Piece::Code(code) => {
                let own = renamed.get(&(code.id.as_str(), code.kind));
                recoded.push_code(own.map_or_else(|| code.clone(), |own| (*own).clone()));
            }
        }
    }
    recoded
}

/// Puts texts one behind the other, each with what stands before it.
pub(super) fn joined<'c>(parts: impl Iterator<Item = (&'c str, &'c Content)>) -> Content {
    let mut whole = Content::default();
    for (before, part) in parts {
        whole.push_text(before);
        for piece in part.pieces() {
            match piece {
                Piece::Text(text) => whole.push_text(text),
                Piece::Code(code) => whole.push_code(code.clone()),
            }
        }
    }
    whole
}

/// The white space of a text behind its first letters, as it was sent. Letters are
/// counted as [`letters`] gives them: composed, whatever a tool made of them.
pub(super) fn gap(sent: &str, letters: usize) -> String {
    let sent = nfc(sent);
    let mut left = letters;
    for (at, character) in sent.char_indices() {
        if left == 0 {
            let rest = sent.get(at..).unwrap_or_default();
            let after = rest.trim_start();
            let space = rest.get(..rest.len() - after.len());
            return space.unwrap_or_default().to_owned();
        }
        left -= usize::from(!character.is_whitespace());
    }
    String::new()
}

/// What stands between two sentences of a translation: nothing in Chinese, and
/// elsewhere what stood between the two in the source.
pub(super) fn between<'a>(gap: &'a str, left: &Content, locale: &Locale) -> &'a str {
    let ends_in_space = left.plain().ends_with(char::is_whitespace);
    if locale.language() == "zh" || ends_in_space {
        ""
    } else {
        gap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(codes: &[(CodeKind, &str)]) -> Content {
        let mut content = Content::text("a");
        for (kind, id) in codes {
            content.push_code(Code {
                kind: *kind,
                id: (*id).to_owned(),
                ctype: None,
                equiv: None,
                data: None,
            });
        }
        content
    }

    #[test]
    fn codes_that_were_numbered_anew_get_their_ids_back() {
        use CodeKind::{Alone, Close, Open};
        let sent = with(&[(Open, "b"), (Close, "b"), (Alone, "x")]);
        let returned = with(&[(Open, "1"), (Close, "1"), (Alone, "2")]);
        assert!(alike(&sent, &returned));
        let target = with(&[(Alone, "2"), (Open, "1"), (Close, "1"), (Alone, "9")]);
        let recoded = recoded(&sent, &returned, &target);
        assert_eq!(recoded.to_string(), "a[x][b><b][9]");
        assert!(!alike(&sent, &with(&[(Open, "1"), (Close, "1")])));
    }

    #[test]
    fn what_was_sent_says_what_a_code_is() {
        let mut sent = Content::default();
        sent.push_code(Code {
            kind: CodeKind::Alone,
            id: "1".to_owned(),
            ctype: Some("lb".to_owned()),
            equiv: Some("\n".to_owned()),
            data: Some("<br>".to_owned()),
        });
        let bare = with(&[(CodeKind::Alone, "1")]);
        let recoded = recoded(&sent, &bare, &bare);
        assert_eq!(recoded.codes().next(), sent.codes().next());
    }

    #[test]
    fn the_white_space_between_sentences() {
        assert_eq!(gap("One.  Two.", 4), "  ");
        assert_eq!(gap("One.Two.", 4), "");
        assert_eq!(gap("One.", 4), "");
        // Regression: a letter in two characters was counted twice.
        let decomposed = Content::text("Cafe\u{301}s.");
        let number = letters(&decomposed).chars().count();
        assert_eq!(gap("Cafe\u{301}s.  Two.", number), "  ");
        let chinese: Locale = "zh-Hans".parse().expect("a tag");
        let turkish: Locale = "tr".parse().expect("a tag");
        assert_eq!(between(" ", &Content::text("a"), &chinese), "");
        assert_eq!(between(" ", &Content::text("a"), &turkish), " ");
        assert_eq!(between(" ", &Content::text("a "), &turkish), "");
    }
}
