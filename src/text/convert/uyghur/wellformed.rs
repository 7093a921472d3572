//! What a word in Arabic script must be like by the orthography.

use super::letters::{HAMZA, is_uyghur, is_vowel, may_meet};

/// Why a word is not well-formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IllFormed {
    /// There is no letter in it.
    Empty,
    /// A character that is none of the 32 letters and not ئ.
    Character(char),
    /// The word begins with a vowel that has no ئ before it.
    InitialVowel,
    /// ئ without a vowel behind it.
    LoneHamza,
    /// Two vowels side by side without ئ; only ۈە is written so, in words from
    /// Chinese such as يۈەن.
    VowelsMeet,
}

/// Whether a word in Arabic script follows the orthography: nothing but the 32
/// letters and ئ; ئ before every vowel that begins a syllable, and nowhere
/// else. Such words come back from Latin script letter by letter.
///
/// ```
/// use tilmach::text::convert::uyghur::is_well_formed;
/// assert!(is_well_formed("ئۇيغۇر"));
/// assert!(!is_well_formed("ۇيغۇر"));
/// ```
pub fn is_well_formed(word: &str) -> bool {
    ill_formed(word).is_none()
}

/// The first thing that is wrong with the form of a word, if anything is.
pub fn ill_formed(word: &str) -> Option<IllFormed> {
    let mut last = None;
    for c in word.chars() {
        if !is_uyghur(c) {
            return Some(IllFormed::Character(c));
        }
        match last {
            Some(HAMZA) if !is_vowel(c) => return Some(IllFormed::LoneHamza),
            None if is_vowel(c) => return Some(IllFormed::InitialVowel),
            Some(last) if is_vowel(last) && is_vowel(c) && !may_meet(last, c) => {
                return Some(IllFormed::VowelsMeet);
            }
            _ => {}
        }
        last = Some(c);
    }
    match last {
        None => Some(IllFormed::Empty),
        Some(HAMZA) => Some(IllFormed::LoneHamza),
        Some(_) => None,
    }
}
