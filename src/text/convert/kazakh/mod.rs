//! Kazakh in Cyrillic script as Arabic script writes it (töte jazuw), one way.
//!
//! Not the other way: Arabic script writes one letter for и and й, and puts a
//! hamza before the word for all of а/ә, о/ө, ы/і, ұ/ү, and leaves it out where
//! other letters tell. What comes out is for matching and for suggestions.

mod fold;
mod letters;
mod rules;

#[cfg(test)]
mod tests;

pub use fold::fold_arabic;

use super::{address_end, arabic_mark, in_number};
use letters::{cyrillic, is_capital, respelt, small};
use rules::{Neighbours, is_chinese, needs_hamza, spelling};

/// ARABIC LETTER HAMZA: before a word whose vowels are all front and that has
/// no other letter to tell so.
const HAMZA: char = '\u{0621}';

/// So many capitals in a row are at most an abbreviation (ТМД, БҰҰ).
const ABBREVIATION: usize = 5;

/// Characters that are used as apostrophe.
const APOSTROPHES: [char; 3] = ['\'', '\u{2019}', '\u{02BC}'];

/// A text in Cyrillic script as Arabic script writes it.
///
/// Abbreviations are written letter by letter (АҚШ-тың: ا ق ش-تىڭ). Words in
/// other scripts, digits and addresses stay as they are.
///
/// ```
/// use tilmach::text::convert::kazakh::to_arabic;
/// assert_eq!(to_arabic("Қазақ тілі, әлем"), "قازاق ءتىلى، الەم");
/// ```
pub fn to_arabic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for line in text.split_inclusive('\n') {
        push_line(line, &mut out);
    }
    out
}

/// Whether a character is a letter of the Cyrillic alphabet that [`to_arabic`]
/// writes in Arabic script.
pub fn is_letter(c: char) -> bool {
    cyrillic(c)
}

fn push_line(line: &str, out: &mut String) {
    let characters = composed(line);
    // In a heading of capitals nobody can tell which word is an abbreviation.
    let shouted = !characters.iter().any(|c| cyrillic(*c) && !is_capital(*c))
        && characters
            .split(|c| !cyrillic(*c))
            .filter(|word| !word.is_empty())
            .count()
            > 1;
    let mut at = 0;
    while let Some(c) = characters.get(at).copied() {
        let rest = characters.get(at..).unwrap_or_default();
        if let Some(end) = address_end(&characters, at) {
            out.extend(characters.get(at..end).unwrap_or_default());
            at = end;
        } else if cyrillic(c) {
            let (word, length) = word_at(&characters, at);
            push_word(&word, shouted, out);
            at += length;
        } else {
            let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
            match arabic_mark(c) {
                Some(mark) if !in_number(before, rest.get(1).copied()) => out.push(mark),
                _ => out.push(c),
            }
            at += 1;
        }
    }
}

/// The letters of the word that begins here, and over how many characters it
/// goes. A foreign article with an apostrophe (д’Ивуар) is part of the name,
/// and Arabic script does not write the apostrophe.
fn word_at(characters: &[char], at: usize) -> (Vec<char>, usize) {
    let letters = |from: usize| {
        let rest = characters.get(from..).unwrap_or_default();
        rest.iter().copied().take_while(|c| cyrillic(*c))
    };
    let mut word: Vec<char> = letters(at).collect();
    let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
    let quoted = before.is_some_and(|c| c == '‘' || APOSTROPHES.contains(&c));
    let apostrophe = characters.get(at + 1);
    if word.len() > 1 || quoted || !apostrophe.is_some_and(|c| APOSTROPHES.contains(c)) {
        let length = word.len();
        return (word, length);
    }
    word.extend(letters(at + 2));
    let length = if word.len() > 1 { word.len() + 1 } else { 1 };
    (word, length)
}

/// The characters, with й and ё in one piece.
fn composed(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        let joined = match (out.last(), c) {
            (Some('и'), '\u{0306}') => Some('й'),
            (Some('И'), '\u{0306}') => Some('Й'),
            (Some('е'), '\u{0308}') => Some('ё'),
            (Some('Е'), '\u{0308}') => Some('Ё'),
            _ => None,
        };
        match (joined, out.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => out.push(c),
        }
    }
    out
}

fn push_word(word: &[char], shouted: bool, out: &mut String) {
    let capitals = word.len() > 1 && word.iter().all(|c| is_capital(*c));
    let abbreviation = capitals && !shouted && word.len() <= ABBREVIATION;
    let mut word: Vec<char> = word.iter().map(|c| small(*c)).collect();
    if !abbreviation {
        word = respelt(word);
    }
    // Behind letters of another script no word begins.
    let begins = !out.ends_with(char::is_alphabetic);
    if !abbreviation && begins && needs_hamza(&word) {
        out.push(HAMZA);
    }
    let chinese = is_chinese(&word);
    for at in 0..word.len() {
        if abbreviation && at > 0 {
            out.push(' ');
        }
        let place = Neighbours::of(&word, at, chinese);
        out.push_str(if abbreviation {
            place.alone()
        } else {
            spelling(&place)
        });
    }
}
