//! From Arabic script to Latin script.

use super::super::{address_end, ascii_mark, in_number};
use super::letters::{DIGRAPHS, HAMZA, by_arabic, characters, is_filler, is_uyghur, is_vowel};
use super::{GUARD, is_foreign, is_latin, latin_end};

/// A text in Arabic script as Latin script (ULY) writes it, in small letters.
///
/// Words in Latin script, digits, addresses and everything else that is no
/// Uyghur letter stay as they are. A Latin word that would be read as Uyghur on
/// the way back is marked by a character nobody sees (U+2060), which
/// [`to_arabic`](super::to_arabic) takes off again.
///
/// ```
/// use tilmach::text::convert::uyghur::to_latin;
/// assert_eq!(to_latin("ئۇيغۇر، مەسئۇل"), "uyghur, mes'ul");
/// ```
pub fn to_latin(text: &str) -> String {
    let characters = characters(text);
    let mut writer = Writer {
        out: String::with_capacity(text.len()),
        word: Word::default(),
    };
    let mut at = 0;
    while let Some(c) = characters.get(at).copied() {
        if let Some(end) = address_end(&characters, at) {
            writer.copy(characters.get(at..end).unwrap_or_default());
            at = end;
        } else if is_latin(c) {
            let end = latin_end(&characters, at).max(at + 1);
            writer.foreign(characters.get(at..end).unwrap_or_default(), {
                characters.get(end).is_some_and(|c| is_uyghur(*c))
            });
            at = end;
        } else {
            let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
            writer.push(c, before, characters.get(at + 1..).unwrap_or_default());
            at += 1;
        }
    }
    writer.out
}

/// What is known of the Uyghur word that is being written.
#[derive(Default)]
struct Word {
    /// The last letter in both scripts; none where a word begins.
    last: Option<(char, &'static str)>,
    /// Whether hamza stands between it and what comes.
    hamza: bool,
}

struct Writer {
    out: String,
    word: Word,
}

impl Writer {
    fn copy(&mut self, characters: &[char]) {
        self.word = Word::default();
        self.out.extend(characters);
    }

    fn foreign(&mut self, word: &[char], ending_follows: bool) {
        let guarded = ending_follows || self.word.last.is_some() || !is_foreign(word);
        if guarded {
            self.out.push(GUARD);
        }
        self.copy(word);
        if ending_follows {
            self.out.push(GUARD);
        }
    }

    fn push(&mut self, c: char, before: Option<char>, after: &[char]) {
        let next = after.first().copied();
        if let Some(letter) = by_arabic(c) {
            let separated = match self.word.last {
                None => false,
                Some((last, _)) if self.word.hamza => {
                    !is_vowel(last) || super::letters::may_meet(last, c)
                }
                Some((_, last)) => reads_as_one(last, letter.latin),
            };
            if separated {
                self.out.push('\'');
            }
            self.out.push_str(letter.latin);
            self.word = Word {
                last: Some((c, letter.latin)),
                hamza: false,
            };
        } else if c == HAMZA {
            self.word.hamza = true;
        } else if is_filler(c) {
            // Alone it is kept: it may be a line that somebody has drawn.
            let inside = self.word.last.is_some() || self.word.hamza;
            if !inside && !next.is_some_and(is_uyghur) {
                self.out.push(c);
            }
        } else {
            self.word = Word::default();
            match ascii_mark(c) {
                Some(mark) if !in_number(before, next) => self.out.push(mark),
                _ => self.out.push(c),
            }
        }
    }
}

/// Whether the end of one letter and the start of the next look like a letter
/// of two characters.
fn reads_as_one(last: &str, next: &str) -> bool {
    DIGRAPHS.iter().any(|digraph| {
        let mut pair = digraph.chars();
        let (first, second) = (pair.next(), pair.next());
        last.chars().next_back() == first && next.chars().next() == second
    })
}
