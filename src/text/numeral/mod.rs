//! How a number is spoken, as far as its ending needs it.
//!
//! Turkish, Kazakh and Uyghur hang endings on figures as they do on words, and the
//! ending follows the word that is *spoken*: `2022'de` (iki), but `2023'te` (üç). Of a
//! number only its last word counts. What nobody can tell from the writing (`0800`,
//! Latin names in Kazakh) is not told. The rules are those of docs/matching.md, “Repair”.
//!
//! ```
//! use tilmach::text::numeral::{self, Joint};
//! let turkish = "tr".parse()?;
//! let old = numeral::whole("2022", &turkish).ok_or("cannot tell")?;
//! let new = numeral::whole("2023", &turkish).ok_or("cannot tell")?;
//! assert_eq!(numeral::carried("de", old, new, Joint::Sign, &turkish)?, "te");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod endings;
mod letters;
mod name;
#[cfg(test)]
mod tests;
mod words;

pub use endings::{Case, Doubt, Joint, carried, ending, is_ending};
pub use name::name;

use crate::model::Locale;

/// The languages whose endings are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tongue {
    Turkish,
    Kazakh,
    Uyghur,
}

impl Tongue {
    /// The language of a locale. Another script is another matter: nothing is told of
    /// Kazakh in Arabic or of Uyghur in Latin letters.
    fn of(locale: &Locale) -> Option<Tongue> {
        match (locale.language(), locale.script()) {
            ("tr", "Latn") => Some(Tongue::Turkish),
            ("kk", "Cyrl") => Some(Tongue::Kazakh),
            ("ug", "Arab") => Some(Tongue::Uyghur),
            _ => None,
        }
    }
}

/// The sound in which a word ends, by what endings ask of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// A vowel.
    Vowel,
    /// м, н, ң: Kazakh treats them apart.
    Nasal,
    /// л, р, й and the у of елу.
    Sonorant,
    /// Any other voiced consonant.
    Voiced,
    /// A consonant without voice.
    Voiceless,
}

/// How a word ends for the ear: all that the ending behind it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Whether it takes endings with front vowels.
    front: bool,
    /// Whether its last vowel is rounded (Turkish only).
    rounded: bool,
    end: End,
}

/// How a whole number is spoken that is written with these ASCII digits and no marks.
/// None for another language, for what is no number (`007` is spoken digit by digit, or
/// not) and for words that are pronounced otherwise than written (миллиард, مىليارد).
pub fn whole(digits: &str, locale: &Locale) -> Option<Spoken> {
    let tongue = Tongue::of(locale)?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    words::last(digits, tongue)
}

/// How a decimal number is spoken: Turkish and Kazakh say what is behind the mark as a
/// number, 1,25 with “yirmi beş” and «жүзден жиырма бес». None where it is nothing but
/// zeros, and in Uyghur, where no source was found.
pub fn decimal(fraction: &str, locale: &Locale) -> Option<Spoken> {
    if Tongue::of(locale)? == Tongue::Uyghur {
        return None;
    }
    let said = fraction.trim_start_matches('0');
    if said.is_empty() {
        return None;
    }
    whole(said, locale)
}

/// How a word of the language is spoken: Turkish and Kazakh write what they say. None
/// for other languages and for letters that do not show it (я, ю, a final д).
pub fn word(word: &str, locale: &Locale) -> Option<Spoken> {
    match Tongue::of(locale)? {
        Tongue::Uyghur => None,
        tongue => letters::spelt(word, tongue),
    }
}
