//! Reading a word as a form of a term.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use crate::model::Locale;
use crate::text::convert::uyghur;

use super::inflection::Inflection;
use super::kazakh;
use super::language::Language;
use super::script::Conversion;
use super::stem::{self, Stem};
use super::suffix::{self, Context};

/// The grammar of nouns of one language in one script.
#[derive(Debug)]
pub struct Morphology {
    language: Language,
}

/// A word as a form of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The term's word, folded.
    pub word: String,
    /// What happened to its stem.
    pub changes: Vec<String>,
    /// The endings in order: what each means.
    pub endings: Vec<String>,
    /// Why it may be another word all the same; none: it is a form of the term.
    pub doubt: Option<Doubt>,
}

/// Why a form may be another word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The vowels of the endings are not those that the word asks for.
    Harmony,
    /// An ending is rare, and other words look like it.
    Rare,
    /// It is a part of a word with a hyphen: оңтүстік-батыс is south-west, not
    /// south.
    Compound,
}

/// What a word is to a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A form of it.
    Form(Form),
    /// Another word, made from it by this ending (insan, insanlık).
    Derived(String),
    /// Nothing that is known of.
    Other,
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.word)?;
        if !self.changes.is_empty() {
            write!(f, " ({})", self.changes.join(", "))?;
        }
        for ending in &self.endings {
            write!(f, " + {ending}")?;
        }
        match self.doubt {
            None => Ok(()),
            Some(Doubt::Harmony) => f.write_str(" [unusual vowel harmony]"),
            Some(Doubt::Rare) => f.write_str(" [rare ending]"),
            Some(Doubt::Compound) => f.write_str(" [part of a compound]"),
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reading::Form(form) => form.fmt(f),
            Reading::Derived(name) => write!(f, "another word, made with {name}"),
            Reading::Other => f.write_str("another word"),
        }
    }
}

/// The files of `tables/`. That each of them reads is held by a test.
pub(super) const TABLES: [(&str, &str, &str); 3] = [
    ("tr", "Latn", include_str!("tables/tr.toml")),
    ("kk", "Cyrl", include_str!("tables/kk.toml")),
    ("ug", "Arab", include_str!("tables/ug.toml")),
];

/// How a word of one script is written in another.
type Converts = fn(&str) -> String;

/// Languages that are read in a second script with the tables of the first:
/// their words are converted before they are read.
const CONVERTED: [(&str, &str, Converts); 1] = [("ug", "Latn", uyghur::to_arabic)];

/// Languages whose tables are written in a second script, since their words
/// cannot be converted back.
const SHAPED: [(&str, &str, Conversion); 1] = [("kk", "Arab", kazakh::ARABIC)];

type Known = Vec<(&'static str, &'static str, Morphology)>;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let read = |(language, script, text): &(&'static str, &'static str, &str)| {
        let tables = Language::read(text).ok()?;
        Some((*language, *script, Morphology { language: tables }))
    };
    let tables = |wanted: &str| {
        let (_, _, text) = TABLES.iter().find(|table| table.0 == wanted)?;
        Language::read(text).ok()
    };
    let converted = |(language, script, converts): &(&'static str, &'static str, Converts)| {
        let language_tables = tables(language)?.converted(*converts);
        Some((
            *language,
            *script,
            Morphology {
                language: language_tables,
            },
        ))
    };
    let shaped = |(language, script, conversion): &(&'static str, &'static str, Conversion)| {
        let language_tables = tables(language)?.shaped(*conversion);
        Some((
            *language,
            *script,
            Morphology {
                language: language_tables,
            },
        ))
    };
    let first = TABLES.iter().filter_map(read);
    let second = CONVERTED.iter().filter_map(converted);
    first
        .chain(second)
        .chain(SHAPED.iter().filter_map(shaped))
        .collect()
});

impl Morphology {
    /// The grammar of a locale; none for languages without endings and those
    /// that there are no tables for.
    pub fn of(locale: &Locale) -> Option<&'static Morphology> {
        let (_, _, found) = KNOWN.iter().find(|(language, script, _)| {
            *language == locale.language() && *script == locale.script()
        })?;
        Some(found)
    }

    /// The grammar that the text of a table describes, or what is wrong with it.
    #[cfg(test)]
    fn from_text(text: &str) -> Result<Morphology, String> {
        let language = Language::read(text)?;
        Ok(Morphology { language })
    }

    /// The shapes that a word takes before endings; the word itself first. In a
    /// second script they are keys: Kazakh in Arabic script without hamza.
    pub fn stems(&self, word: &str, inflection: &Inflection) -> Vec<Stem> {
        // The tables know the letters of the first script only.
        let word = match self.language.script {
            None => self.shape(word),
            Some(_) => Cow::Borrowed(word),
        };
        stem::stems(&word, inflection, &self.language)
    }

    /// Reads a folded word, in the letters of [`Morphology::shape`], as a form
    /// of a folded term of one word. In a second script either may still be in
    /// the letters of the first.
    pub fn read(&self, term: &str, inflection: &Inflection, word: &str) -> Reading {
        let word = match self.language.script {
            None => Cow::Borrowed(word),
            Some(_) => self.shape(word),
        };
        let stems = self.stems(term, inflection);
        let mut derived = None;
        let mut doubtful = None;
        for stem in &stems {
            let Some(rest) = word.strip_prefix(stem.text.as_str()) else {
                continue;
            };
            match self.read_behind(term, stem, rest) {
                Reading::Form(form) if form.doubt.is_none() => return Reading::Form(form),
                Reading::Form(form) => doubtful = doubtful.or(Some(form)),
                Reading::Derived(name) => derived = derived.or(Some(name)),
                Reading::Other => {}
            }
        }
        match (doubtful, derived) {
            (Some(form), _) => Reading::Form(form),
            (None, Some(name)) => Reading::Derived(name),
            (None, None) => Reading::Other,
        }
    }

    /// A folded word in the letters in which terms are looked for: without
    /// circumflexes, or in the other script of the language.
    pub fn shape<'a>(&self, word: &'a str) -> Cow<'a, str> {
        self.language.spell(word)
    }

    /// Whether a word joins two of which the second shares its head with the
    /// first (keyfi *ve* ayrımcı gözaltı).
    pub fn is_conjunction(&self, word: &str) -> bool {
        self.language.conjunctions.iter().any(|known| known == word)
    }

    /// Whether a word may stand between the words of a term (insan: *bir*).
    pub fn may_stand_between(&self, word: &str) -> bool {
        self.language.inserted.iter().any(|known| known == word)
    }

    /// Reads a word of its own as the endings of the word before it, as Uyghur
    /// writes them behind acronyms, numbers and names in other letters. It is
    /// no form if the endings are read with any doubt.
    pub fn read_apart(&self, term: &str, stem: &Stem, word: &str) -> Option<Form> {
        if !self.language.joiners.space || !stem.inflects {
            return None;
        }
        let apart = Stem {
            loose: true,
            harmony: self.language.any_harmony(),
            before: Default::default(),
            not_before: Default::default(),
            ..stem.clone()
        };
        match self.read_behind(term, &apart, word) {
            Reading::Form(form) if form.doubt.is_none() && !form.endings.is_empty() => Some(form),
            _ => None,
        }
    }

    /// Reads what stands behind a stem in a word, in the letters of the search.
    /// `term` is the word that analyses name.
    pub fn read_behind(&self, term: &str, stem: &Stem, rest: &str) -> Reading {
        let letters: Vec<char> = rest.chars().collect();
        let form = |endings: Vec<String>, usual: bool| {
            let rare = endings.iter().any(|ending| ending.starts_with(RARE));
            let plain = |ending: &String| ending.trim_start_matches(RARE).to_owned();
            Reading::Form(Form {
                word: term.to_owned(),
                changes: stem.changes.clone(),
                endings: endings.iter().map(plain).collect(),
                doubt: match (usual, rare) {
                    (false, _) => Some(Doubt::Harmony),
                    (true, true) => Some(Doubt::Rare),
                    (true, false) => None,
                },
            })
        };
        let Some(first) = letters.first() else {
            return if stem.bare {
                form(Vec::new(), true)
            } else {
                Reading::Other
            };
        };
        if !stem.inflects || letters.len() > LONGEST_ENDINGS {
            return Reading::Other;
        }
        let first = self.language.classes_of_written(*first);
        let fits =
            (stem.before.is_empty() || stem.before.meets(first)) && !stem.not_before.meets(first);
        if fits {
            let unusual = self.unusual(stem);
            for harmony in [Some(stem.harmony), unusual].into_iter().flatten() {
                if let Some(endings) = self.endings(stem, &letters, harmony) {
                    return form(endings, harmony == stem.harmony);
                }
            }
        }
        self.derivation(stem, &letters)
    }

    /// The harmony in which endings are read that are not those of the word.
    fn unusual(&self, stem: &Stem) -> Option<super::language::Classes> {
        let (fewest, most) = self.language.unusual;
        let syllables = self.language.syllables(&stem.text);
        (fewest <= syllables && syllables <= most).then(|| self.language.any_harmony())
    }

    fn context(&self, stem: &Stem, harmony: super::language::Classes) -> Context {
        let before = stem.last;
        Context {
            before,
            harmony,
            // A digit or a letter of another script does not show how it is
            // spoken.
            loose: stem.loose || self.language.classes_of(before).is_empty(),
        }
    }

    fn endings(
        &self,
        stem: &Stem,
        letters: &[char],
        harmony: super::language::Classes,
    ) -> Option<Vec<String>> {
        let mut trail = Vec::new();
        let context = self.context(stem, harmony);
        suffix::read(&self.language, stem.state, letters, context, &mut trail).then(|| {
            let rows = trail
                .iter()
                .filter_map(|(state, row)| self.language.states.get(*state)?.get(*row));
            let meanings = rows.map(|row| row.meaning.clone());
            meanings.filter(|meaning| !meaning.is_empty()).collect()
        })
    }

    fn derivation(&self, stem: &Stem, letters: &[char]) -> Reading {
        // Behind another word than an acronym a hyphen begins the second half of a
        // compound: бала-шаға; an apostrophe does not: ABD'li.
        let letters = match letters.split_first() {
            Some(('\'', letters)) => letters,
            Some(('-', letters)) if stem.loose => letters,
            _ => letters,
        };
        let context = self.context(stem, self.language.any_harmony());
        for (elements, name) in &self.language.derivations {
            if suffix::follow(&self.language, elements, letters, context, &mut |_, _| true) {
                return Reading::Derived(name.clone());
            }
        }
        Reading::Other
    }
}

/// How the meaning of a rare ending begins in the tables.
const RARE: char = '?';

/// More letters than these are no endings.
const LONGEST_ENDINGS: usize = 48;

#[cfg(test)]
mod tests;
