//! Reading a word as a form of a term.

use std::fmt;
use std::sync::LazyLock;

use crate::model::Locale;

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
    /// Whether the vowels of the endings are not those that the word asks for.
    pub unusual: bool,
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
        if self.unusual {
            f.write_str(" [unusual vowel harmony]")?;
        }
        Ok(())
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

/// Languages that are read in a second script with the tables of the first.
const SHAPED: [(&str, &str, Conversion); 1] = [("kk", "Arab", kazakh::ARABIC)];

type Known = Vec<(&'static str, &'static str, Morphology)>;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let read = |(language, script, text): &(&'static str, &'static str, &str)| {
        let tables = Language::read(text).ok()?;
        Some((*language, *script, Morphology { language: tables }))
    };
    let shaped = |(language, script, conversion): &(&'static str, &'static str, Conversion)| {
        let (_, _, text) = TABLES.iter().find(|table| table.0 == *language)?;
        let tables = Language::read(text).ok()?.shaped(*conversion);
        Some((*language, *script, Morphology { language: tables }))
    };
    let first = TABLES.iter().filter_map(read);
    first.chain(SHAPED.iter().filter_map(shaped)).collect()
});

/// What stands behind an apostrophe or hyphen.
enum Apart {
    Endings(Vec<String>),
    Derived(String),
    Other,
}

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
    #[doc(hidden)]
    pub fn from_text(text: &str) -> Result<Morphology, String> {
        let language = Language::read(text)?;
        Ok(Morphology { language })
    }

    /// The shapes that a word takes before endings; the word itself first. In a
    /// second script they are keys: Kazakh in Arabic script without hamza.
    pub fn stems(&self, word: &str, inflection: &Inflection) -> Vec<Stem> {
        stem::stems(word, inflection, &self.language)
    }

    /// Reads a folded word as a form of a folded term of one word. In a second
    /// script either may still be in the letters of the first.
    pub fn read(&self, term: &str, inflection: &Inflection, word: &str) -> Reading {
        match &self.language.script {
            None => self.read_key(term, inflection, word),
            Some(script) => self.read_key(term, inflection, &(script.conversion.write)(word)),
        }
    }

    fn read_key(&self, term: &str, inflection: &Inflection, word: &str) -> Reading {
        let stems = self.stems(term, inflection);
        let mut derived = None;
        let mut unusual = None;
        for stem in &stems {
            let Some(rest) = word.strip_prefix(stem.text.as_str()) else {
                continue;
            };
            match self.read_rest(term, stem, rest) {
                Reading::Form(form) if !form.unusual => return Reading::Form(form),
                Reading::Form(form) => unusual = unusual.or(Some(form)),
                Reading::Derived(name) => derived = derived.or(Some(name)),
                Reading::Other => {}
            }
        }
        match (unusual, derived) {
            (Some(form), _) => Reading::Form(form),
            (None, Some(name)) => Reading::Derived(name),
            (None, None) => Reading::Other,
        }
    }

    /// Reads what stands behind a stem in a word.
    fn read_rest(&self, term: &str, stem: &Stem, rest: &str) -> Reading {
        let letters: Vec<char> = rest.chars().collect();
        let form = |endings, unusual| {
            Reading::Form(Form {
                word: term.to_owned(),
                changes: stem.changes.clone(),
                endings,
                unusual,
            })
        };
        let Some(first) = letters.first() else {
            return if stem.bare {
                form(Vec::new(), false)
            } else {
                Reading::Other
            };
        };
        if !stem.inflects || letters.len() > LONGEST_ENDINGS {
            return Reading::Other;
        }
        match self.apart(rest).map(|rest| self.read_apart(stem, rest)) {
            Some(Apart::Endings(endings)) => return form(endings, false),
            Some(Apart::Derived(name)) => return Reading::Derived(name),
            // A clitic has its own hyphen: заманнан-ақ, адам-ау.
            Some(Apart::Other) | None => {}
        }
        let first = self.language.classes_of_written(*first);
        let fits =
            (stem.before.is_empty() || stem.before.meets(first)) && !stem.not_before.meets(first);
        if fits {
            for harmony in [stem.harmony, self.language.any_harmony()] {
                if let Some(endings) = self.endings(stem, &letters, harmony) {
                    return form(endings, harmony != stem.harmony);
                }
            }
        }
        self.derivation(stem, &letters)
    }

    /// What stands behind an apostrophe or hyphen between word and endings.
    fn apart<'a>(&self, rest: &'a str) -> Option<&'a str> {
        let joiners = self.language.joiners;
        let apostrophe = rest.strip_prefix('\'').filter(|_| joiners.apostrophe);
        apostrophe.or_else(|| rest.strip_prefix('-').filter(|_| joiners.hyphen))
    }

    /// Endings that stand apart from a name, an acronym or a number: how these
    /// are spoken is not written, so any vowel and any buffer will do.
    fn read_apart(&self, stem: &Stem, rest: &str) -> Apart {
        let letters: Vec<char> = rest.chars().collect();
        let spoken = Stem {
            loose: true,
            ..stem.clone()
        };
        if let Some(endings) = self.endings(&spoken, &letters, self.language.any_harmony()) {
            return Apart::Endings(endings);
        }
        // Behind another word a hyphen begins the second half of a compound:
        // бала-шаға.
        match self.derivation(stem, &letters) {
            Reading::Derived(name) if stem.loose => Apart::Derived(name),
            _ => Apart::Other,
        }
    }

    fn context(&self, stem: &Stem, harmony: super::language::Classes) -> Context {
        Context {
            before: stem.last,
            harmony,
            loose: stem.loose,
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
        let context = self.context(stem, self.language.any_harmony());
        for (elements, name) in &self.language.derivations {
            if suffix::follow(&self.language, elements, letters, context, &mut |_, _| true) {
                return Reading::Derived(name.clone());
            }
        }
        Reading::Other
    }
}

/// More letters than these are no endings.
const LONGEST_ENDINGS: usize = 48;

#[cfg(test)]
mod tests;
