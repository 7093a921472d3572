//! What stands around a stop.

use super::stops::{
    character_at, is_bullet, is_dash, is_ellipsis, is_opening, is_quotation, is_space, is_word,
};

/// How far a rule looks back or ahead, in bytes. It keeps the work linear and
/// is far longer than any word, bracket or reporting clause.
pub(super) const REACH: usize = 300;

/// A slice that begins at most [`REACH`] bytes before `end`, not before `start`.
pub(super) fn back(text: &str, start: usize, end: usize) -> &str {
    let mut from = end.saturating_sub(REACH).max(start);
    while from < end && !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..end).unwrap_or_default()
}

/// A slice of at most [`REACH`] bytes after `start`.
pub(super) fn ahead(text: &str, start: usize) -> &str {
    let mut to = start.saturating_add(REACH).min(text.len());
    while to > start && !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(start..to).unwrap_or_default()
}

/// A slice of at most [`REACH`] bytes after `start`, to the end of its line.
pub(super) fn line_ahead(text: &str, start: usize) -> &str {
    let slice = ahead(text, start);
    let end = memchr::memchr2(b'\n', b'\r', slice.as_bytes()).unwrap_or(slice.len());
    slice.get(..end).unwrap_or_default()
}

/// The word that ends at the end of a text, with the full stops inside of it.
pub(super) fn word_before(before: &str) -> &str {
    let ascii = before.ends_with(|c: char| c.is_ascii());
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            (is_word(*c) && !(ascii && is_wide(*c)))
                || is_mark_of_letter(*c)
                || matches!(c, '.' | '\'' | '’' | '°' | '№' | '-' | '&')
        })
        .last()
        .map_or(before.len(), |(index, _)| index);
    before.get(start..).unwrap_or_default()
}

/// A letter of Chinese script, which may stand right before a Latin word.
fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
}

/// The whole run without white space around a byte, at most [`REACH`] bytes to
/// either side.
pub(super) fn run_around(text: &str, start: usize, at: usize) -> (&str, &str) {
    let edge = |c: char| c.is_whitespace();
    let before = back(text, start, at);
    let after = ahead(text, at);
    (
        before.rsplit(edge).next().unwrap_or_default(),
        after.split(edge).next().unwrap_or_default(),
    )
}

/// What follows a stop.
pub(super) struct After<'a> {
    /// The text from the first letter or digit on; empty when there is none.
    pub(super) rest: &'a str,
    /// Whether a dash stands before it.
    pub(super) dash: bool,
    /// Whether a mark of quotation stands before it.
    pub(super) quotation: bool,
    /// The first character of all.
    pub(super) first: Option<char>,
}

impl<'a> After<'a> {
    /// What follows at a byte: opening marks, dashes and bullets are passed.
    pub(super) fn at(text: &'a str, at: usize) -> After<'a> {
        let slice = ahead(text, at);
        let mut after = After {
            rest: "",
            dash: false,
            quotation: false,
            first: character_at(text, at),
        };
        for (index, c) in slice.char_indices() {
            if is_word(c) {
                after.rest = slice.get(index..).unwrap_or_default();
                break;
            }
            after.dash |= is_dash(c);
            after.quotation |= is_quotation(c);
            let passes = is_dash(c)
                || is_opening(c)
                || is_quotation(c)
                || is_space(c)
                || is_bullet(c)
                || is_ellipsis(c)
                || matches!(c, '*' | '.' | '#' | '@' | '$' | '€' | '£' | '¥' | '№');
            if !passes {
                break;
            }
        }
        after
    }

    /// The first letter or digit.
    pub(super) fn letter(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The first word.
    pub(super) fn word(&self) -> &'a str {
        word_at(self.rest)
    }
}

/// The word that a text begins with: letters, digits, and apostrophes and
/// hyphens inside.
pub(super) fn word_at(text: &str) -> &str {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, c)) = characters.next() {
        let inner = matches!(c, '\'' | '’' | 'ʼ' | '-')
            && characters.peek().is_some_and(|(_, next)| is_word(*next));
        if !is_word(c) && !inner && !is_mark_of_letter(c) {
            break;
        }
        end = index + c.len_utf8();
    }
    text.get(..end).unwrap_or_default()
}

/// Combining marks and joiners belong to their letter.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{200C}' | '\u{200D}')
}
