//! How a name in Turkish is spoken, as far as its spelling shows it.

use super::{Spoken, Tongue, letters};
use crate::model::Locale;
use crate::text::fold::fold;

/// Letters and groups of letters that other languages read in their own way: a name
/// that has one is not spoken as it is spelt, whatever its other letters (François).
const FOREIGN: [&str; 28] = [
    "sh", "ch", "th", "ph", "gh", "ck", "zh", "kh", "ou", "oo", "ee", "ea", "oa", "ie", "ei", "ai",
    "au", "eu", "oi", "ue", "oe", "ae", "ll", "tt", "ss", "nn", "mm", "gn",
];

/// Ends that are silent or half silent elsewhere (Gonçalves), or that take front endings
/// behind a back vowel in words from Arabic (Kemal'in) and not in others (Ural'ın), or that
/// are two words of which the second may have an ending of its own (Beyoğlu'nda).
const DOUBTFUL: [&str; 13] = [
    "es", "al", "ol", "ul", "ât", "âl", "ûl", "oğlu", "önü", "başı", "ağzı", "suyu", "köyü",
];

/// Names without a letter that only Turkish has which are Turkish all the same, or are
/// Turkish names of towns elsewhere: spoken as they are spelt. A name of any other may be
/// spoken in the way of its own language (Trump'ın, Biden'ın), which no rule of spelling
/// shows.
#[rustfmt::skip]
const TURKISH: [&str; 69] = [
    // Towns.
    "Adana", "Ankara", "Antakya", "Antalya", "Batman", "Bursa", "Denizli", "Edirne", "Erzincan",
    "Erzurum", "Gaziantep", "Hatay", "Kars", "Kayseri", "Konya", "Malatya", "Manisa",
    "Mardin", "Mersin", "Ordu", "Rize", "Sakarya", "Samsun", "Siirt", "Sinop", "Sivas", "Tokat",
    "Trabzon", "Van", "Yalova", "Yozgat", "İstanbul",
    // Towns elsewhere, by their Turkish names.
    "Atina", "Berlin", "Cenevre", "Kahire", "Londra", "Madrid", "Moskova", "Paris", "Pekin",
    "Roma", "Tahran", "Viyana",
    // Given names.
    "Ahmet", "Ali", "Baran", "Emine", "Emre", "Erkan", "Fatih", "Fatma", "Gamze", "Hakan", "Hasan",
    "Hatice", "Kenan", "Mehmet", "Murat", "Mustafa", "Orhan", "Osman", "Serkan", "Sinan", "Turgut",
    "Veli", "Yusuf", "Zehra", "Zeynep",
];

/// How a name is spoken to which Turkish hangs endings behind an apostrophe:
/// `Ankara'da`, `Paris'te`, `İzmir'den`. None where nobody can tell: names that have no
/// letter that only Turkish has (ç, ğ, ı, İ, ö, ş, ü) and are not known as Turkish (Trump,
/// Biden), other letters than the Turkish ones (Washington), ways of writing of other
/// languages (Bush), acronyms; and in other languages than Turkish.
pub fn name(name: &str, locale: &Locale) -> Option<Spoken> {
    if Tongue::of(locale)? != Tongue::Turkish {
        return None;
    }
    let word = name.split([' ', '-']).next_back()?;
    let folded = fold(word, locale);
    if !TURKISH.contains(&word) && !is_spelt_in_turkish(word, &folded) {
        return None;
    }
    letters::spelt(&folded, Tongue::Turkish)
}

/// Whether the letters of a word are proof enough that it is spoken as it is spelt.
fn is_spelt_in_turkish(word: &str, folded: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    // A capital I is folded to ı, and proves nothing: it is that of others as well.
    let behind: String = folded.chars().skip(1).collect();
    let own = ['ç', 'ğ', 'ı', 'ö', 'ş', 'ü'];
    let is_own = behind.contains(own) || word.starts_with(['Ç', 'İ', 'Ö', 'Ş', 'Ü']);
    let is_foreign = FOREIGN.iter().any(|letters| folded.contains(letters));
    let is_doubtful = DOUBTFUL.iter().any(|end| folded.ends_with(end));
    capitals <= 1 && letters >= 3 && is_own && !is_foreign && !is_doubtful
}
