//! One language in another script: Uyghur in Arabic and in Latin letters,
//! Kazakh in Cyrillic and in Arabic letters, and letters of the wrong script
//! inside words.
//!
//! What comes out is a suggestion and a key for matching, never a translation
//! that somebody has checked. `docs/scripts.md` says what is lost on which way.

mod conversion;
pub mod homoglyph;
pub mod kazakh;
pub mod uyghur;

pub use conversion::{Conversion, Doubt, DoubtKind};

/// Arabic punctuation and the ASCII marks that stand for it in other scripts.
const MARKS: [(char, char); 3] = [
    ('\u{060C}', ','), // ARABIC COMMA
    ('\u{061B}', ';'), // ARABIC SEMICOLON
    ('\u{061F}', '?'), // ARABIC QUESTION MARK
];

/// A character that is a mark of Arabic punctuation, as ASCII writes it.
fn ascii_mark(c: char) -> Option<char> {
    MARKS
        .iter()
        .find(|(arabic, _)| *arabic == c)
        .map(|(_, ascii)| *ascii)
}

/// An ASCII mark as Arabic writes it.
fn arabic_mark(c: char) -> Option<char> {
    MARKS
        .iter()
        .find(|(_, ascii)| *ascii == c)
        .map(|(arabic, _)| *arabic)
}

/// Whether a mark stands inside a number, as in `1,000`: then it stays.
fn in_number(before: Option<char>, after: Option<char>) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    digit(before) && digit(after)
}

/// The end of the address (`name@host`, `https://…`, `www.…`) that begins here,
/// if one does: addresses are the same in every script.
fn address_end(characters: &[char], start: usize) -> Option<usize> {
    let before = start.checked_sub(1).and_then(|at| characters.get(at));
    if before.is_some_and(|c| c.is_ascii_graphic()) {
        return None;
    }
    let rest = characters.get(start..).unwrap_or_default();
    let length = rest.iter().take_while(|c| c.is_ascii_graphic()).count();
    let run: String = rest.iter().take(length).collect();
    let inner = run.trim_start_matches(['(', '"', '<', '[']);
    let is_address = inner.starts_with("www.")
        || inner.contains("://")
        || inner
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    is_address.then_some(start + length)
}
