//! How a term takes its endings, as a glossary says it.

/// The class of a term, the first word of the glossary cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The last word takes the endings.
    #[default]
    Simple,
    /// The last word already carries the possessive of the third person
    /// (toplama kampı); before another ending it is part of that ending
    /// (toplama kampları).
    Izafet,
    /// A name: endings may stand behind an apostrophe or hyphen.
    Name,
    /// Read letter by letter or as a word: the ending shows the reading, so
    /// any harmony and any buffer letter will do.
    Acronym,
    /// Takes no endings.
    Invariable,
}

impl Class {
    /// Every class, in the order of the documentation.
    pub const ALL: [Class; 5] = [
        Class::Simple,
        Class::Izafet,
        Class::Name,
        Class::Acronym,
        Class::Invariable,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Simple => "simple",
            Class::Izafet => "izafet",
            Class::Name => "name",
            Class::Acronym => "acronym",
            Class::Invariable => "invariable",
        }
    }
}

/// Which vowels the endings of a term take, where its last vowel does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Front vowels: saat, saati.
    Front,
    /// Back vowels.
    Back,
}

/// Class and switches of a term. A switch that is not set is guessed from the
/// letters of the term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inflection {
    /// The class.
    pub class: Class,
    /// Whether the last consonant softens before a vowel (kitap, kitabı).
    pub softens: Option<bool>,
    /// Whether the last vowel is lost before a vowel (ağız, ağzı).
    pub drops: Option<bool>,
    /// Whether the last consonant is doubled before a vowel (hak, hakkı).
    pub doubles: Option<bool>,
    /// Whether the last vowel is raised (بالا, بالىلار).
    pub raises: Option<bool>,
    /// The harmony of the endings.
    pub side: Option<Side>,
}

/// A word of the cell that is neither a class nor a switch.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{word}” is neither a class nor a switch of inflection")]
pub struct InflectionError {
    /// The word.
    pub word: String,
}

impl Inflection {
    /// The words of every switch, each with its opposite.
    pub const SWITCHES: [(&str, &str); 5] = [
        ("softens", "hard"),
        ("drops", "keeps"),
        ("doubles", "single"),
        ("raises", "steady"),
        ("front", "back"),
    ];

    /// Reads a cell: a class, then switches, with spaces, commas or semicolons
    /// between them. An empty cell is [`Class::Simple`] with nothing set.
    ///
    /// ```
    /// use tilmach::model::inflection::{Class, Inflection, Side};
    /// let saat = Inflection::parse("simple front")?;
    /// assert_eq!((saat.class, saat.side), (Class::Simple, Some(Side::Front)));
    /// assert!(Inflection::parse("izafat").is_err());
    /// # Ok::<(), tilmach::model::inflection::InflectionError>(())
    /// ```
    pub fn parse(cell: &str) -> Result<Inflection, InflectionError> {
        let mut read = Inflection::default();
        let words = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
        for word in words.filter(|word| !word.is_empty()) {
            if let Some(class) = Class::ALL.into_iter().find(|class| class.as_str() == word) {
                read.class = class;
                continue;
            }
            match word {
                "softens" | "hard" => read.softens = Some(word == "softens"),
                "drops" | "keeps" => read.drops = Some(word == "drops"),
                "doubles" | "single" => read.doubles = Some(word == "doubles"),
                "raises" | "steady" => read.raises = Some(word == "raises"),
                "front" => read.side = Some(Side::Front),
                "back" => read.side = Some(Side::Back),
                _ => {
                    let word = word.to_owned();
                    return Err(InflectionError { word });
                }
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_switch_has_its_opposite() {
        for (yes, no) in Inflection::SWITCHES {
            let read = |word| Inflection::parse(word).expect("a switch");
            assert_ne!(read(yes), read(no));
            assert_ne!(read(yes), Inflection::default());
        }
        let both = Inflection::parse("izafet; hard, drops").expect("a cell");
        assert_eq!(both.class, Class::Izafet);
        assert_eq!((both.softens, both.drops), (Some(false), Some(true)));
    }

    #[test]
    fn a_word_at_fault_is_named() {
        let fault = Inflection::parse("simple softend").expect_err("a misspelling");
        assert_eq!(fault.word, "softend");
    }
}
