//! A sentence in parts that can be compared and exchanged.

use std::ops::Range;

use crate::model::{CodeKind, Content, Piece};

use super::figure::{Amount, Style, is_digit, read};

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits; none: nobody can tell which number.
    Number(Option<Amount>),
    /// Letters, and digits behind them (G20). A Han character is a word.
    Word,
    /// Any other character.
    Mark,
    /// An inline code.
    Code(CodeKind),
}

/// A part of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// The text, or the id of a code.
    pub(super) text: &'a str,
    /// The piece of the content it stands in.
    pub(super) piece: usize,
    /// Its bytes there.
    pub(super) bytes: Range<usize>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

impl Token<'_> {
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_code(&self) -> bool {
        matches!(self.kind, Kind::Code(_))
    }

    pub(super) fn is_capital(&self) -> bool {
        self.is_word() && self.text.starts_with(char::is_uppercase)
    }
}

/// The parts of a content, white space left out.
pub(super) fn tokens<'a>(content: &'a Content, style: &Style) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    let mut spaced = false;
    for (piece, part) in content.pieces().iter().enumerate() {
        match part {
            Piece::Text(text) => cut(text, piece, style, &mut spaced, &mut found),
            Piece::Code(code) => {
                found.push(Token {
                    kind: Kind::Code(code.kind),
                    text: &code.id,
                    piece,
                    bytes: 0..0,
                    spaced,
                });
                spaced = false;
            }
        }
    }
    found
}

fn cut<'a>(
    text: &'a str,
    piece: usize,
    style: &Style,
    spaced: &mut bool,
    found: &mut Vec<Token<'a>>,
) {
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if c.is_whitespace() {
            *spaced = true;
            at += c.len_utf8();
            continue;
        }
        let (length, kind) = if is_digit(c) {
            let (length, amount) = read(rest, style);
            (length, Kind::Number(amount))
        } else if is_han(c) {
            (c.len_utf8(), Kind::Word)
        } else if c.is_alphabetic() {
            let end = |c: char| !is_inner(c) || is_han(c);
            (rest.find(end).unwrap_or(rest.len()), Kind::Word)
        } else {
            (c.len_utf8(), Kind::Mark)
        };
        found.push(Token {
            kind,
            text: text.get(at..at + length).unwrap_or_default(),
            piece,
            bytes: at..at + length,
            spaced: std::mem::take(spaced),
        });
        // Nothing that is read is empty; one byte more would still end.
        at += length.max(1);
    }
}

/// Whether a character goes on with a word: letters, digits, marks on letters, joiners.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{640}' | '\u{64B}'..='\u{65F}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
