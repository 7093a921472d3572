//! The keys by which the memory finds a text.
//!
//! SQLite folds for none of our languages, so the store indexes a number that
//! was made here and compares numbers only.

use crate::model::{Content, Locale};

use super::fold::fold;

/// A hash of folded text in a locale. Equal keys make two texts worth
/// comparing; only comparing them makes them equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatchKey(i64);

impl MatchKey {
    /// The key of plain text in a locale.
    pub fn of(text: &str, locale: &Locale) -> MatchKey {
        MatchKey::of_folded(&fold(text, locale), locale)
    }

    /// The key of a content: its text without codes.
    pub fn of_content(content: &Content, locale: &Locale) -> MatchKey {
        MatchKey::of(&content.plain(), locale)
    }

    fn of_folded(folded: &str, locale: &Locale) -> MatchKey {
        let mut hasher = blake3::Hasher::new();
        hasher.update(locale.to_string().as_bytes());
        hasher.update(&[0]);
        hasher.update(folded.as_bytes());
        let mut bytes = [0; 8];
        for (byte, hashed) in bytes.iter_mut().zip(hasher.finalize().as_bytes()) {
            *byte = *hashed;
        }
        MatchKey(i64::from_le_bytes(bytes))
    }

    /// The number the store indexes.
    pub fn number(self) -> i64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_text_share_a_key() {
        let en = Locale::english();
        assert_eq!(
            MatchKey::of("China’s cover-up", &en),
            MatchKey::of("china's  cover\u{2010}up ", &en)
        );
        assert_ne!(MatchKey::of("a", &en), MatchKey::of("b", &en));
    }

    #[test]
    fn locales_do_not_share_keys() -> Result<(), crate::model::LocaleError> {
        assert_ne!(
            MatchKey::of("a", &"ug".parse()?),
            MatchKey::of("a", &"ug-Latn".parse()?)
        );
        Ok(())
    }
}
