//! When two texts are the same text.

use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

use super::fold::is_invisible;

/// The text in Unicode normalisation form C. Translations are compared in it:
/// a tool that decomposes a letter has changed nothing a reader sees.
pub fn nfc(text: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(text).into_owned()
}

/// The text in form C with every run of white space as one space and none at
/// its edges. Tools re-indent and wrap; what they return is compared in this
/// form (`docs/formats.md`, white space).
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in nfc(text).split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Text without its accents, as a keyboard without them would write it: Türk becomes
/// Turk, Oğuz Oguz, Łódź Lodz. For comparing names, never for showing them.
pub fn without_marks(text: &str) -> String {
    let decomposed = DecomposingNormalizer::new_nfd().normalize(text);
    let category = CodePointMapData::<GeneralCategory>::new();
    let mut plain = String::with_capacity(decomposed.len());
    for c in decomposed.chars() {
        match c {
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            c if category.get(c) == GeneralCategory::NonspacingMark => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Whether there is nothing to see: white space, joiners and marks of
/// direction, which tools for languages written from the right put everywhere.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_are_left_out() {
        for (name, plain) in [
            ("Türk", "Turk"),
            ("Oğuz", "Oguz"),
            ("Łódź", "Lodz"),
            ("ığ", "ig"),
        ] {
            assert_eq!(without_marks(name), plain);
        }
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(fold_space("  a \n\t b\u{00A0}\u{202F}c "), "a b c");
        assert_eq!(fold_space("e\u{301}"), "é");
        assert_eq!(fold_space("\u{3000}"), "");
    }
}
