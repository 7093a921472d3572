//! Uyghur in Arabic script and in Latin script (ULY, Uyghur Latin Yëziqi).
//!
//! Every well-formed word comes back letter by letter: an apostrophe stands
//! where two letters would read like one of two characters (n'g, s'h) and where
//! hamza follows a consonant (mes'ul). Capitals, apostrophes left out and
//! letters of other alphabets do not come back by rule; see `docs/scripts.md`.

mod arabic;
mod faults;
mod latin;
mod letters;
mod wellformed;

#[cfg(test)]
mod tests;

pub use arabic::to_arabic;
pub use faults::{Fault, FaultKind, faults};
pub use latin::to_latin;
pub use wellformed::{IllFormed, ill_formed, is_well_formed};

/// WORD JOINER, which nobody sees: `to_latin` puts it before a word that was in
/// Latin script already and would be read as Uyghur on the way back, and behind
/// it where an Uyghur ending follows without a space.
const GUARD: char = '\u{2060}';

/// Whether a character can be part of a word in Latin script.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00C0}'..='\u{02AF}' | '\u{1E00}'..='\u{1EFF}') && !matches!(c, '×' | '÷')
}

/// The end of the Latin word that begins here: letters, and apostrophes that
/// stand between letters.
fn latin_end(characters: &[char], start: usize) -> usize {
    let mut end = start;
    while let Some(c) = characters.get(end) {
        let between = letters::is_apostrophe(*c)
            && end > start
            && characters.get(end + 1).is_some_and(|next| is_latin(*next));
        if !is_latin(*c) && !between {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a text ends with the guard that stands before a foreign word.
pub(super) fn is_guarded(before: &str) -> bool {
    before
        .strip_suffix(GUARD)
        .is_some_and(|rest| !rest.ends_with(is_latin))
}

/// Whether a word in Latin letters cannot be Uyghur: it has a letter that ULY
/// does not have, or it is an abbreviation in capitals without a vowel.
fn is_foreign(word: &[char]) -> bool {
    let strange = word.iter().enumerate().any(|(at, c)| {
        let c = letters::small(*c);
        match c {
            'c' => word.get(at + 1).map(|next| letters::small(*next)) != Some('h'),
            c => {
                !letters::is_apostrophe(c)
                    && letters::by_latin(c.encode_utf8(&mut [0; 4])).is_none()
            }
        }
    });
    let abbreviation = word.len() > 1
        && word.iter().all(|c| c.is_ascii_uppercase())
        && !word.iter().any(|c| "AEIOU".contains(*c));
    strange || abbreviation
}
