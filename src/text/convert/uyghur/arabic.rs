//! From Latin script to Arabic script.

use super::super::{address_end, arabic_mark, in_number};
use super::letters::{
    HAMZA, Letter, by_latin, characters, is_apostrophe, is_uyghur, is_vowel, may_meet, small,
};
use super::{GUARD, is_foreign, is_latin, latin_end};

/// A text in Latin script (ULY) as Arabic script writes it.
///
/// Takes é for ë, capitals, and every usual form of the apostrophe. Where
/// apostrophes were left out, the likelier reading is taken: `ng` is ڭ, `ngh` is
/// نغ, and a consonant before a vowel has no hamza after it. Words that cannot
/// be Uyghur (with a `v`, or a `c` without `h`), abbreviations without vowels,
/// digits and addresses stay as they are.
///
/// ```
/// use tilmach::text::convert::uyghur::to_arabic;
/// assert_eq!(to_arabic("Uyghur, mes'ul"), "ئۇيغۇر، مەسئۇل");
/// ```
pub fn to_arabic(text: &str) -> String {
    let characters = characters(text);
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    while let Some(c) = characters.get(at).copied() {
        let next = characters.get(at + 1).copied();
        let end = if let Some(end) = address_end(&characters, at) {
            out.extend(characters.get(at..end).unwrap_or_default());
            end
        } else if c == GUARD && next.is_some_and(is_latin) {
            guarded(&characters, at + 1, &mut out)
        } else if is_latin(c) {
            let end = latin_end(&characters, at).max(at + 1);
            let word = characters.get(at..end).unwrap_or_default();
            if is_foreign(word) {
                out.extend(word);
            } else {
                push_word(word, &mut out);
            }
            end
        } else {
            let before = at.checked_sub(1).and_then(|at| characters.get(at)).copied();
            match arabic_mark(c) {
                Some(mark) if !in_number(before, next) => out.push(mark),
                _ => out.push(c),
            }
            at + 1
        };
        at = end;
    }
    out
}

/// Copies the word behind a guard, and leaves out the guards.
fn guarded(characters: &[char], start: usize, out: &mut String) -> usize {
    let end = latin_end(characters, start);
    out.extend(characters.get(start..end).unwrap_or_default());
    if characters.get(end) == Some(&GUARD) && characters.get(end + 1).is_some_and(|c| is_latin(*c))
    {
        end + 1
    } else {
        end
    }
}

fn push_word(word: &[char], out: &mut String) {
    // What stands before without a space, in a text of mixed scripts.
    let mut last = out.chars().next_back().filter(|c| is_uyghur(*c));
    let mut apostrophe = false;
    let mut at = 0;
    while let Some(c) = word.get(at) {
        if is_apostrophe(*c) {
            apostrophe = true;
            at += 1;
            continue;
        }
        let Some((letter, length)) = read(word.get(at..).unwrap_or_default()) else {
            // Cannot be: such words are foreign and were left alone.
            out.push(*c);
            at += 1;
            continue;
        };
        let seat = letter.vowel
            && last.is_none_or(|last| {
                apostrophe || (is_vowel(last) && !may_meet(last, letter.arabic))
            });
        if seat {
            out.push(HAMZA);
        }
        out.push(letter.arabic);
        last = Some(letter.arabic);
        apostrophe = false;
        at += length;
    }
}

/// The letter that stands here and how many characters it has.
fn read(word: &[char]) -> Option<(&'static Letter, usize)> {
    let start: String = word.iter().take(3).map(|c| small(*c)).collect();
    // ng + h hardly occurs, n + gh is common: without an apostrophe it is that.
    if start == "ngh" {
        return by_latin("n").map(|letter| (letter, 1));
    }
    [2, 1].into_iter().find_map(|length| {
        let spelling: String = start.chars().take(length).collect();
        let letter = by_latin(&spelling)?;
        (spelling.chars().count() == length).then_some((letter, length))
    })
}
