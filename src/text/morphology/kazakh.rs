//! Kazakh in Arabic script: terms and texts are compared as keys without hamza,
//! and a term that a glossary has in Arabic script is written back in Cyrillic,
//! because the tables and their lists of words are.

use super::script::{Conversion, Original};
use crate::text::convert::kazakh::{fold_arabic, to_arabic};

/// What the tables of Kazakh need to be read in Arabic script.
pub(super) const ARABIC: Conversion = Conversion {
    write: |text| fold_arabic(&to_arabic(text)),
    original,
};

/// Hamza before the word, in both ways of writing it.
const HAMZA: [char; 2] = ['\u{0621}', '\u{0674}'];

/// ە ك گ: letters of front words.
const FRONT: [char; 3] = ['\u{06D5}', '\u{0643}', '\u{06AF}'];

/// ق ع: letters of back words.
const BACK: [char; 2] = ['\u{0642}', '\u{0639}'];

/// Letters that have one reading.
const LETTERS: [(char, char); 25] = [
    ('\u{0628}', 'б'), // ب BEH
    ('\u{06C6}', 'в'), // ۆ OE
    ('\u{06AF}', 'г'), // گ GAF
    ('\u{0639}', 'ғ'), // ع AIN
    ('\u{062F}', 'д'), // د DAL
    ('\u{06D5}', 'е'), // ە AE
    ('\u{062C}', 'ж'), // ج JEEM
    ('\u{0632}', 'з'), // ز ZAIN
    ('\u{0643}', 'к'), // ك KAF
    ('\u{0642}', 'қ'), // ق QAF
    ('\u{0644}', 'л'), // ل LAM
    ('\u{0645}', 'м'), // م MEEM
    ('\u{0646}', 'н'), // ن NOON
    ('\u{06AD}', 'ң'), // ڭ NG
    ('\u{067E}', 'п'), // پ PEH
    ('\u{0631}', 'р'), // ر REH
    ('\u{0633}', 'с'), // س SEEN
    ('\u{062A}', 'т'), // ت TEH
    ('\u{06CB}', 'у'), // ۋ VE
    ('\u{0641}', 'ф'), // ف FEH
    ('\u{062D}', 'х'), // ح HAH
    ('\u{06BE}', 'һ'), // ھ HEH DOACHASHMEE
    ('\u{0686}', 'ч'), // چ TCHEH
    ('\u{0634}', 'ш'), // ش SHEEN
    ('-', '-'),
];

/// A word of Arabic letters in Cyrillic; none if it has none.
///
/// Letters of two readings: ى is a vowel behind a consonant and the glide
/// behind a vowel, ۇ likewise, and at the end of a word the glide; hamza makes
/// both front, and so do ە ك گ. A key has lost its hamza: then nothing is sure.
fn original(word: &str) -> Option<Original> {
    if !word.chars().any(|c| ('\u{0600}'..'\u{0700}').contains(&c)) {
        return None;
    }
    let hamza = word.contains(HAMZA);
    let key = fold_arabic(word);
    // A key folds away the difference of ي and ى, which a term may still have.
    let glides = word.replace(['\u{064A}', '\u{06CC}'], "\u{06CC}");
    let written: Vec<char> = glides.chars().filter(|c| !HAMZA.contains(c)).collect();
    let front = hamza || (key.contains(FRONT) && !key.contains(BACK));
    let mut letters = String::new();
    for (at, c) in written.iter().enumerate() {
        let behind_vowel = letters.ends_with(is_vowel);
        let last = at + 1 == written.len();
        letters.push(match c {
            '\u{0627}' if hamza => 'ә',
            '\u{0627}' => 'а',
            '\u{0648}' if front => 'ө',
            '\u{0648}' => 'о',
            '\u{06CC}' | '\u{0649}' if behind_vowel => 'й',
            '\u{06CC}' => 'и',
            '\u{0649}' if front => 'і',
            '\u{0649}' => 'ы',
            '\u{06C7}' if behind_vowel || last => 'у',
            '\u{06C7}' if front => 'ү',
            '\u{06C7}' => 'ұ',
            c => reading(*c),
        });
    }
    let unsure = !hamza && !key.contains(FRONT) && !key.contains(BACK);
    Some(Original { letters, unsure })
}

fn reading(c: char) -> char {
    let found = LETTERS.iter().find(|(arabic, _)| *arabic == c);
    found.map_or(c, |(_, cyrillic)| *cyrillic)
}

fn is_vowel(c: char) -> bool {
    "аәеөоұүыіи".contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::{Inflection, Morphology};
    use super::*;

    fn read(term: &str, cell: &str, word: &str) -> String {
        let kazakh = Morphology::of(&"kk-Arab".parse().expect("a locale")).expect("tables");
        let inflection = Inflection::parse(cell).expect("a cell");
        kazakh.read(term, &inflection, word).to_string()
    }

    fn letters(word: &str) -> String {
        original(word).expect("Arabic letters").letters
    }

    #[test]
    fn forms_of_cyrillic_terms_are_found_in_arabic_script() {
        assert_eq!(
            read("қала", "", "قالالارىندا"),
            "қала + plural + 3sg possessive + locative"
        );
        assert_eq!(
            read("халық", "", "حالقىنىڭ"),
            "халық (vowel lost) + 3sg possessive + genitive"
        );
        assert_eq!(
            read("құқықтары", "izafet", "قۇقىقتارىنان"),
            "құқықтары + ablative"
        );
        assert_eq!(
            read("митинг", "", "ميتينگىنىڭ"),
            "митинг + 3sg possessive + genitive"
        );
        assert_eq!(read("ат", "", "اتا"), "another word");
        assert_eq!(read("жыл", "", "جىلعى"), "another word, made with -ғы");
    }

    #[test]
    fn hamza_does_not_matter_and_neither_does_the_script_of_the_word() {
        let expected = "тіл + 3sg possessive + locative";
        for word in ["ءتىلىندە", "تىلىندە", "тілінде"] {
            assert_eq!(read("тіл", "", word), expected);
        }
    }

    #[test]
    fn a_vowel_is_not_written_behind_its_glide() {
        assert_eq!(read("үй", "", "ءۇيىمىز"), "үй + 1pl possessive");
        assert_eq!(read("су", "", "سۋى"), "су + 3sg possessive");
    }

    #[test]
    fn arabic_terms_take_endings_too() {
        assert_eq!(
            read("كىتاپ", "", "كىتابىندا"),
            "كىتاپ (softened) + 3sg possessive + locative"
        );
        assert_eq!(
            read("ورىن", "", "ورنىنا"),
            "ورىن (vowel lost) + 3sg possessive + dative"
        );
        assert_eq!(
            read("قۇقىقتارى", "izafet", "قۇقىقتارىن"),
            "قۇقىقتارى + accusative"
        );
        assert_eq!(read("ءتىل", "", "ءتىلدەردىڭ"), "ءتىل + plural + genitive");
    }

    #[test]
    fn arabic_words_are_written_back_as_far_as_endings_need_it() {
        assert_eq!(letters("قۇقىق"), "құқық");
        assert_eq!(letters("ءتىل"), "тіл");
        assert_eq!(letters("مەكتەپ"), "мектеп");
        assert_eq!(letters("قىتاي"), "қытай");
        assert_eq!(letters("دامۋ"), "даму");
        assert_eq!(letters("كولىك"), "көлік");
        assert!(original("тіл").is_none());
        let sure = original("قالا").expect("Arabic letters");
        let unsure = original("بالا").expect("Arabic letters");
        assert_eq!((sure.unsure, unsure.unsure), (false, true));
    }
}
