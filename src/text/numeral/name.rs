//! How a name in Turkish is spoken, as far as its spelling shows it.

use super::{Spoken, Tongue, letters};
use crate::model::Locale;
use crate::text::fold::fold;

/// Letters and groups of letters that other languages read in their own way: a name
/// that has one is not spoken as it is spelt.
const FOREIGN: [&str; 28] = [
    "sh", "ch", "th", "ph", "gh", "ck", "zh", "kh", "ou", "oo", "ee", "ea", "oa", "ie", "ei", "ai",
    "au", "eu", "oi", "ue", "oe", "ae", "ll", "tt", "ss", "nn", "mm", "gn",
];

/// Ends that do not show which vowel is spoken before them (Johnson'ın, Johnson'un;
/// Charles'ın), or that take front endings behind a back vowel in words from Arabic
/// (Kemal'in) and not in others (Ural'ın).
const DOUBTFUL: [&str; 12] = [
    "son", "ton", "don", "ston", "es", "er", "al", "ol", "ul", "ât", "âl", "ûl",
];

/// How a name is spoken to which Turkish hangs endings behind an apostrophe:
/// `Ankara'da`, `Paris'te`, `İzmir'den`. None where the spelling does not show it:
/// other letters than the Turkish ones (Washington), ways of writing of other languages
/// (Bush, Kate), acronyms; and in other languages than Turkish.
pub fn name(name: &str, locale: &Locale) -> Option<Spoken> {
    if Tongue::of(locale)? != Tongue::Turkish {
        return None;
    }
    let word = name.split([' ', '-']).next_back()?;
    let letters: Vec<char> = word.chars().collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    if capitals > 1 || letters.len() < 3 {
        return None;
    }
    let folded = fold(word, locale);
    let own = folded.contains(['ç', 'ğ', 'ı', 'ö', 'ş', 'ü']) && !word.starts_with('I');
    let is_foreign = !own && FOREIGN.iter().any(|letters| folded.contains(letters));
    let is_doubtful = !own && folded != "istanbul" && {
        // A final e is silent in English, a final y a vowel.
        folded.ends_with(['e', 'y']) || DOUBTFUL.iter().any(|end| folded.ends_with(end))
    };
    let ambiguous = ["al", "ol", "ul"].iter().any(|end| folded.ends_with(end));
    if is_foreign || is_doubtful || (ambiguous && folded != "istanbul") {
        return None;
    }
    // I at the beginning of a name of others is no ı: it must not decide.
    let decides = folded.chars().skip(1).any(is_vowel);
    if word.starts_with('I') && !decides {
        return None;
    }
    letters::spelt(&folded, Tongue::Turkish)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'ı' | 'i' | 'o' | 'ö' | 'u' | 'ü')
}
