//! When two texts are the same text.

use icu_normalizer::ComposingNormalizer;

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

/// Whether there is nothing to see: white space, joiners and marks of
/// direction, which tools for languages written from the right put everywhere.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(fold_space("  a \n\t b\u{00A0}\u{202F}c "), "a b c");
        assert_eq!(fold_space("e\u{301}"), "é");
        assert_eq!(fold_space("\u{3000}"), "");
    }
}
