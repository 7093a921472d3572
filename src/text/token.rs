//! Words, by the rules of Unicode (UAX 29).

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Locale;

use super::fold::fold;

/// The words of a text as slices: letters and digits, no punctuation. Chinese
/// and Japanese count each ideograph as a word.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// The words of a text, each with the byte where it begins.
pub fn word_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.unicode_word_indices()
}

/// How many words a text has.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// The folded words of a text, for comparing.
pub fn folded_words(text: &str, locale: &Locale) -> Vec<String> {
    words(&fold(text, locale)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_people_count_them() {
        assert_eq!(count_words("Amnesty’s 46-page report, in 1,000 copies."), 7);
        assert_eq!(count_words(""), 0);
        assert_eq!(count_words("… — “”"), 0);
        assert_eq!(count_words("联合国"), 3);
    }

    #[test]
    fn folded_words_have_no_case() {
        assert_eq!(
            folded_words("The U.N. said", &Locale::english()),
            ["the", "u.n", "said"]
        );
    }
}
