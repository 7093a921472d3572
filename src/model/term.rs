use serde::{Deserialize, Serialize};

use super::Locale;

/// What the desk decided about a term (ISO 30042, administrative status).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// The word to use.
    Preferred,
    /// Also right.
    Admitted,
    /// Better not.
    Deprecated,
    /// Never.
    Forbidden,
    /// Nothing trustworthy was found; the cell is empty on purpose.
    Missing,
}

impl Usage {
    /// All usages, best first.
    pub const ALL: [Usage; 5] = [
        Usage::Preferred,
        Usage::Admitted,
        Usage::Deprecated,
        Usage::Forbidden,
        Usage::Missing,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Usage::Preferred => "preferred",
            Usage::Admitted => "admitted",
            Usage::Deprecated => "deprecated",
            Usage::Forbidden => "forbidden",
            Usage::Missing => "missing",
        }
    }

    /// The usage of that name.
    pub fn parse(name: &str) -> Option<Usage> {
        Usage::ALL.into_iter().find(|usage| usage.as_str() == name)
    }
}

/// One term of a concept in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Language and script.
    pub locale: Locale,
    /// The citation form; empty when the usage is [`Usage::Missing`].
    pub text: String,
    /// What was decided.
    pub usage: Usage,
    /// How it inflects, in the words of the glossary file (`simple`, `izafet`).
    pub inflection: String,
    /// The evidence as the file gives it (`attested: …`, `unattested: …`).
    pub status: String,
    /// A remark on this term.
    pub note: String,
    /// The house profile whose decision this is; empty: every profile.
    pub profile: String,
}

impl Term {
    /// Whether published evidence is named. Evidence is not a sign-off.
    pub fn is_attested(&self) -> bool {
        self.status.starts_with("attested")
    }
}

/// One idea and its terms in all locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its key in the glossary file.
    pub id: String,
    /// Its field (`legal`, `organisation`).
    pub domain: String,
    /// Part of speech (`n`, `adj`, `v`).
    pub part_of_speech: String,
    /// A remark on the concept.
    pub note: String,
    /// Its terms, in the order of the file.
    pub terms: Vec<Term>,
}

impl Concept {
    /// The terms of one locale, in the order of the file.
    pub fn terms_in<'a>(&'a self, locale: &'a Locale) -> impl Iterator<Item = &'a Term> {
        self.terms.iter().filter(move |term| term.locale == *locale)
    }
}

/// A source term found in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermHit {
    /// The concept's key.
    pub concept: String,
    /// The words as they stand in the segment.
    pub words: String,
    /// What was decided about these source words.
    pub usage: Usage,
    /// Where they begin and end in the segment's plain text, in bytes.
    pub span: (usize, usize),
}
