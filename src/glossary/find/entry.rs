//! A term, taken apart for the search.

use crate::model::inflection::{Class, Inflection};
use crate::model::{Case, Locale, Term};
use crate::text::fold;
use crate::text::morphology::{Morphology, Stem};

use super::words::Words;

/// One term, ready to be found.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Place of the concept and of the term in it.
    pub(super) concept: usize,
    pub(super) term: usize,
    /// The words before the last, in the letters of the search.
    pub(super) fixed: Vec<String>,
    /// The last word as it stands in the term, folded.
    pub(super) head: String,
    /// The words before it, folded: analyses name them too.
    pub(super) lead: String,
    /// The shapes of the last word.
    pub(super) stems: Vec<Stem>,
    pub(super) class: Class,
    /// How many letters at the beginning must be capitals, per word.
    pub(super) capitals: Vec<Capitals>,
}

/// What is asked of the capitals of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    /// Nothing.
    Free,
    /// All letters of the term's word.
    All,
    /// The first letter.
    First,
    /// The first letter must be small.
    Small,
}

/// An acronym has no more letters than these in a word.
const LONGEST_ACRONYM: usize = 8;

impl Entry {
    /// Takes a term apart; none for a term without letters.
    pub(super) fn new(
        place: (usize, usize),
        term: &Term,
        inflection: Inflection,
        locale: &Locale,
        morphology: Option<&Morphology>,
    ) -> Option<Entry> {
        let words = Words::read(&term.text, locale, |word| shape(word, morphology));
        let raw: Vec<&str> = words
            .list
            .iter()
            .map(|word| {
                let (start, end) = words.raw_span(word, word);
                term.text.get(start..end).unwrap_or_default()
            })
            .collect();
        let (last, fixed) = words.list.split_last()?;
        let head = fold::fold(raw.last()?, locale);
        let lead = raw.iter().take(fixed.len());
        let lead: Vec<String> = lead.map(|word| fold::fold(word, locale)).collect();
        let stems = match morphology {
            Some(morphology) => morphology.stems(&head, &inflection),
            None => vec![Stem::invariable(words.letters(last))],
        };
        Some(Entry {
            concept: place.0,
            term: place.1,
            fixed: fixed
                .iter()
                .map(|word| words.letters(word).to_owned())
                .collect(),
            head,
            lead: lead.join(" "),
            stems,
            class: inflection.class,
            capitals: raw
                .iter()
                .map(|word| capitals(word, term.case, inflection.class))
                .collect(),
        })
    }
}

/// A word in the letters of the search.
pub(super) fn shape<'a>(
    word: &'a str,
    morphology: Option<&Morphology>,
) -> std::borrow::Cow<'a, str> {
    match morphology {
        Some(morphology) => morphology.shape(word),
        None => std::borrow::Cow::Borrowed(word),
    }
}

/// How a term takes its endings: as the glossary says, or where it says nothing
/// in every way that its letters allow. Of several words the last may be a
/// possessive (toplama kampı), which is the likelier reading and comes first.
pub(super) fn inflections(term: &Term) -> Vec<Inflection> {
    if !term.inflection_words.trim().is_empty() {
        return vec![term.inflection];
    }
    let guessed = guess(&term.text);
    if guessed.class != Class::Simple || !term.text.trim().contains(char::is_whitespace) {
        return vec![guessed];
    }
    let izafet = Inflection {
        class: Class::Izafet,
        ..guessed
    };
    vec![izafet, guessed]
}

/// The class that the letters of a term speak for, where nobody said: an
/// acronym is written in capitals throughout.
fn guess(term: &str) -> Inflection {
    let is_acronym = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        (2..=LONGEST_ACRONYM).contains(&letters.clone().count())
            && letters.clone().all(char::is_uppercase)
    };
    let last = term.split_whitespace().last().unwrap_or_default();
    // ب د ت: letters with spaces between them.
    let spelt = term.split_whitespace().count() > 1
        && term
            .split_whitespace()
            .all(|word| word.chars().count() == 1);
    Inflection {
        class: if is_acronym(last) || spelt {
            Class::Acronym
        } else {
            Class::Simple
        },
        ..Inflection::default()
    }
}

fn capitals(word: &str, case: Case, class: Class) -> Capitals {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.clone().next();
    let all = letters.clone().count() > 1 && letters.all(char::is_uppercase);
    match case {
        Case::Any => Capitals::Free,
        _ if all && class == Class::Acronym => Capitals::All,
        // No name begins with a small letter: çin is no China.
        Case::Capitals if class == Class::Name && first.is_some_and(char::is_uppercase) => {
            Capitals::First
        }
        Case::Capitals => Capitals::Free,
        Case::Exact if all => Capitals::All,
        Case::Exact => match first {
            Some(c) if c.is_uppercase() => Capitals::First,
            Some(c) if c.is_lowercase() => Capitals::Small,
            _ => Capitals::Free,
        },
    }
}

/// Whether the words found have the capitals that the term asks for. Behind the
/// words of the term its ending may stand apart, and before the last one others
/// may have been put in, so that the last one is looked for.
pub(super) fn has_capitals(entry: &Entry, found: &str) -> bool {
    let Some((last, fixed)) = entry.capitals.split_last() else {
        return true;
    };
    let split = found.split(|c: char| c.is_whitespace() || HYPHENS.contains(&c));
    let words: Vec<&str> = split.filter(|word| !word.is_empty()).collect();
    let mut own = fixed.iter().zip(&words);
    let mut rest = words.iter().skip(fixed.len());
    own.all(|(wanted, word)| wanted.suits(word)) && rest.any(|word| last.suits(word))
}

/// What joins words, unfolded.
const HYPHENS: [char; 7] = [
    '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}',
];

impl Capitals {
    /// Whether a word has them. Letters without case have them all.
    fn suits(self, word: &str) -> bool {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        match self {
            Capitals::Free => true,
            Capitals::First => !letters.next().is_some_and(char::is_lowercase),
            Capitals::Small => !letters.next().is_some_and(char::is_uppercase),
            Capitals::All => !letters.take(2).any(char::is_lowercase),
        }
    }
}
