//! The words, numbers and marks of a text, for comparing two sources.
//!
//! This is a coarser and quicker cut than the words of UAX 29 ([`super::token`]),
//! by one table of ASCII and a few properties beyond it, and it leaves nothing
//! out but spaces: what a translator sees in a sentence is a word, a number or a
//! mark. Chinese and Japanese have no spaces, so each of their characters is a
//! word.
//!
//! ```
//! use tilmach::text::pieces::{Kind, pieces};
//! let found: Vec<_> = pieces("China’s 1,000 men.").collect();
//! assert_eq!(
//!     found,
//!     [(Kind::Word, "China’s"), (Kind::Number, "1,000"), (Kind::Word, "men"), (Kind::Mark, ".")]
//! );
//! ```

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use super::fold::is_invisible;

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Letters, with digits, apostrophes and full stops between them.
    Word,
    /// Digits, with full stops and commas between them.
    Number,
    /// One character that is neither a letter, a digit nor a space.
    Mark,
}

/// The pieces of a text in order, without the spaces.
pub fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text }
}

/// Where the words and numbers of a text stand, in bytes.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut all = pieces(text);
    let mut found = Vec::new();
    while let Some((kind, piece)) = all.next() {
        let end = text.len() - all.rest.len();
        if kind != Kind::Mark {
            found.push(end - piece.len()..end);
        }
    }
    found
}

/// The iterator of [`pieces`].
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
}

/// What a character does in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Ends a word and is nothing itself.
    Space,
    Letter,
    Digit,
    /// A word of its own.
    Ideograph,
    /// Goes on with what stands before it: accents, joiners, soft hyphens.
    Silent,
    Mark,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (Kind, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let is_seen = |(_, c): &(usize, char)| !matches!(part(*c), Part::Space | Part::Silent);
        let (start, first) = self.rest.char_indices().find(is_seen)?;
        let text = self.rest.get(start..)?;
        let (kind, length) = match part(first) {
            Part::Ideograph => (Kind::Word, with_silent(text, first)),
            now @ (Part::Letter | Part::Digit) => word(text, now),
            _ => (Kind::Mark, first.len_utf8()),
        };
        let (piece, rest) = text.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, piece))
    }
}

/// The kind of the word or number at the beginning of a text, and its bytes.
fn word(text: &str, first: Part) -> (Kind, usize) {
    // Most words are letters of ASCII and nothing else.
    let plain = text.bytes().position(|byte| !byte.is_ascii_alphabetic());
    let plain = plain.unwrap_or(text.len());
    let follower = text.as_bytes().get(plain).copied().unwrap_or(b' ');
    if first == Part::Letter && matches!(follower, b' ' | b',' | b'-' | b';') {
        return (Kind::Word, plain);
    }
    let mut kind = Kind::Number;
    let mut before = Part::Space;
    let mut joint = None;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let now = part(c);
        match now {
            Part::Letter | Part::Digit => {
                if joint.take().is_some_and(|joint| !joins(joint, before, now)) {
                    break;
                }
                if now == Part::Letter {
                    kind = Kind::Word;
                }
                before = now;
            }
            Part::Silent if joint.is_none() => {}
            // Only between two letters or digits it belongs to the word.
            Part::Mark if joint.is_none() && is_joint(c) => {
                joint = Some(c);
                continue;
            }
            _ => break,
        }
        end = at + c.len_utf8();
    }
    (kind, end)
}

fn is_joint(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '\u{2019}' | '\u{2018}')
}

/// Whether a mark between these two is part of the word (as MidNumLet and MidNum
/// of UAX 29 are).
fn joins(joint: char, before: Part, after: Part) -> bool {
    match joint {
        ',' => before == Part::Digit && after == Part::Digit,
        '.' => before == after,
        _ => true,
    }
}

/// The bytes of a character with the silent ones after it.
fn with_silent(text: &str, first: char) -> usize {
    let rest = text.get(first.len_utf8()..).unwrap_or_default();
    let end = rest.find(|c| part(c) != Part::Silent);
    first.len_utf8() + end.unwrap_or(rest.len())
}

#[inline]
fn part(c: char) -> Part {
    match c {
        'a'..='z' | 'A'..='Z' => Part::Letter,
        ' ' | '\0'..='\x1F' | '\x7F' => Part::Space,
        '0'..='9' => Part::Digit,
        '!'..='~' => Part::Mark,
        _ => beyond_ascii(c),
    }
}

fn beyond_ascii(c: char) -> Part {
    if is_ideograph(c) {
        Part::Ideograph
    } else if is_invisible(c) {
        Part::Silent
    } else if c.is_alphabetic() {
        Part::Letter
    } else if c.is_whitespace() || c.is_control() {
        Part::Space
    } else {
        other(c)
    }
}

fn other(c: char) -> Part {
    match CodePointMapData::<GeneralCategory>::new().get(c) {
        GeneralCategory::NonspacingMark
        | GeneralCategory::SpacingMark
        | GeneralCategory::EnclosingMark => Part::Silent,
        GeneralCategory::DecimalNumber => Part::Digit,
        GeneralCategory::OtherNumber | GeneralCategory::LetterNumber => Part::Letter,
        _ => Part::Mark,
    }
}

/// Characters of scripts without spaces that are a word each: those of Chinese,
/// and the syllables of Japanese (Unicode 16, chapter 18).
pub fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FA}' | '\u{30FD}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Kind, &str)]) {
        assert_eq!(pieces(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_numbers_and_marks() {
        use Kind::{Mark, Number, Word};
        check(
            "the U.N. said",
            &[(Word, "the"), (Word, "U.N"), (Mark, "."), (Word, "said")],
        );
        check("46-page", &[(Number, "46"), (Mark, "-"), (Word, "page")]);
        check(
            "1,000.5, and",
            &[(Number, "1,000.5"), (Mark, ","), (Word, "and")],
        );
        check("2022'de", &[(Word, "2022'de")]);
        check("‘no’", &[(Mark, "‘"), (Word, "no"), (Mark, "’")]);
        check(
            "联合国。",
            &[(Word, "联"), (Word, "合"), (Word, "国"), (Mark, "。")],
        );
        check(
            "ئۇيغ\u{200D}ۇر، ٢٠٢٢",
            &[(Word, "ئۇيغ\u{200D}ۇر"), (Mark, "،"), (Number, "٢٠٢٢")],
        );
        check("e\u{301}t", &[(Word, "e\u{301}t")]);
        check("\u{200E} \u{301} …", &[(Mark, "…")]);
        check(
            "end.Next 3.x",
            &[(Word, "end.Next"), (Number, "3"), (Mark, "."), (Word, "x")],
        );
        check("", &[]);
    }

    #[test]
    fn words_have_places() {
        let text = "“No,” said 2 men.";
        let words: Vec<&str> = places(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(words, ["No", "said", "2", "men"]);
    }

    proptest! {
        /// Nothing is left out but what nobody sees.
        #[test]
        fn pieces_are_the_text_without_spaces(text in "[ a-z0-9.,'’“é联\u{301}\u{200D}\u{A0}-]{0,30}") {
            let joined: String = pieces(&text).map(|(_, piece)| piece).collect();
            let seen = |text: &str| -> String {
                text.chars().filter(|c| !matches!(part(*c), Part::Space | Part::Silent)).collect()
            };
            prop_assert_eq!(seen(&joined), seen(&text));
        }

        #[test]
        fn any_text_has_an_end(text in "\\PC{0,60}") {
            prop_assert!(pieces(&text).all(|(_, piece)| !piece.is_empty()));
        }
    }
}
