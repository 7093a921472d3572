//! Where the terms of a glossary stand in a translation, in whatever form.
//!
//! In Turkish, Kazakh and Uyghur a term is found in all its forms and in no
//! other word ([`crate::text::morphology`]); in Chinese the longest term counts
//! at every place; in other languages only the word itself is known.

mod answer;
mod entry;
mod han;
mod phrase;
mod trie;
mod words;

use crate::model::{Concept, Locale};
use crate::text::morphology::{Doubt, Morphology};

pub use answer::{Answer, look};

use entry::Entry;
use han::HanFinder;
use trie::Trie;
use words::{Gap, Words};

/// A term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The place of the concept in the list that the finder was made of.
    pub concept: usize,
    /// The place of the term in its concept.
    pub term: usize,
    /// Where it stands, in bytes of the text.
    pub span: (usize, usize),
    /// How the words are read: `kamp + 3sg possessive + dative`.
    pub analysis: String,
    /// Why it may be another word; none: it is the term.
    pub doubt: Option<Doubt>,
}

/// Finds the terms of a locale in texts.
///
/// ```
/// use tilmach::diag::Findings;
/// use tilmach::glossary::{Finder, Glossary, file};
/// let csv = "concept_id,lang,term,usage,inflection\ncamp,tr,toplama kampı,preferred,izafet\n";
/// let mut findings = Findings::new();
/// let concepts = file::read(csv.as_bytes(), &mut findings).unwrap_or_default();
/// let finder = Finder::new(&concepts, &"tr".parse()?);
/// let text = "Toplama kamplarında tutuluyorlar.";
/// let found = finder.find(text);
/// let first = found.first().ok_or("nothing")?;
/// assert_eq!(&text[first.span.0..first.span.1], "Toplama kamplarında");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Finder {
    locale: Locale,
    morphology: Option<&'static Morphology>,
    entries: Vec<Entry>,
    /// First words: of terms of one word their stems (by number), of others
    /// the word itself.
    beginnings: Trie<Beginning>,
    han: Option<HanFinder>,
}

/// What begins with a word.
#[derive(Clone, Copy, Debug)]
enum Beginning {
    /// A term of one word in one of its shapes.
    Stem(usize, usize),
    /// A term of several words.
    Phrase(usize),
}

impl Finder {
    /// Prepares the terms of a locale. Uyghur in Latin letters is also searched
    /// for the terms in Arabic letters, and Kazakh in Arabic letters for those
    /// in Cyrillic: one is the other in another script.
    pub fn new(concepts: &[Concept], locale: &Locale) -> Finder {
        let mut finder = Finder {
            locale: locale.clone(),
            morphology: Morphology::of(locale),
            entries: Vec::new(),
            beginnings: Trie::new(),
            han: None,
        };
        if locale.language() == "zh" {
            finder.han = Some(HanFinder::new(concepts, locale));
            return finder;
        }
        for (place, concept) in concepts.iter().enumerate() {
            for (number, term) in concept.terms.iter().enumerate() {
                if is_searched(&term.locale, locale) && !term.text.is_empty() {
                    for inflection in entry::inflections(term) {
                        finder.add(Entry::new(
                            (place, number),
                            term,
                            inflection,
                            &term.locale,
                            finder.morphology,
                        ));
                    }
                }
            }
        }
        finder
    }

    fn add(&mut self, entry: Option<Entry>) {
        let Some(entry) = entry else {
            return;
        };
        let number = self.entries.len();
        match entry.fixed.first() {
            Some(word) => self.beginnings.insert(word, Beginning::Phrase(number)),
            None => {
                for (place, stem) in entry.stems.iter().enumerate() {
                    self.beginnings
                        .insert(stem.text(), Beginning::Stem(number, place));
                }
            }
        }
        self.entries.push(entry);
    }

    /// The terms of a text, in the order of the text. Of terms inside one
    /// another only the longest counts, unless they have the same place.
    pub fn find(&self, text: &str) -> Vec<Occurrence> {
        if let Some(han) = &self.han {
            return han.find(text);
        }
        let words = self.words(text);
        let mut found = Vec::new();
        for place in 0..words.list.len() {
            self.find_at(text, &words, place, &mut found);
        }
        longest(found)
    }

    fn words(&self, text: &str) -> Words {
        Words::read(text, &self.locale, |word| {
            entry::shape(word, self.morphology)
        })
    }

    /// The terms that begin with the word at a place.
    fn find_at(&self, text: &str, words: &Words, place: usize, found: &mut Vec<Occurrence>) {
        let Some(letters) = words.list.get(place).map(|word| words.letters(word)) else {
            return;
        };
        self.beginnings.beginnings(letters, |length, beginning| {
            let read = match beginning {
                Beginning::Stem(number, stem) => self.entries.get(*number).and_then(|entry| {
                    let stem = entry.stems.get(*stem)?;
                    Some((entry, self.head(words, place, entry, stem)?))
                }),
                Beginning::Phrase(number) => {
                    let whole = self
                        .entries
                        .get(*number)
                        .filter(|_| length == letters.len());
                    whole.and_then(|entry| Some((entry, self.phrase(words, place, entry)?)))
                }
            };
            found
                .extend(read.and_then(|(entry, read)| occurrence(text, words, place, entry, read)));
        });
    }
}

/// A term as it was read at a place, if it has the capitals that it must have.
fn occurrence(
    text: &str,
    words: &Words,
    first: usize,
    entry: &Entry,
    read: phrase::Read,
) -> Option<Occurrence> {
    let span = words.raw_span(words.list.get(first)?, words.list.get(read.last)?);
    entry::has_capitals(entry, text.get(span.0..span.1)?).then_some(Occurrence {
        concept: entry.concept,
        term: entry.term,
        span,
        analysis: read.analysis,
        doubt: read.doubt.or(is_in_compound(words, first, read.last)),
    })
}

/// Whether a hyphen joins the words found to another: оңтүстік-батыс. A number
/// makes no compound, on neither side: 2022-жылы.
fn is_in_compound(words: &Words, first: usize, last: usize) -> Option<Doubt> {
    let word = |place: usize| words.list.get(place);
    let is_word = |place: usize| {
        word(place).is_some_and(|word| words.letters(word).contains(char::is_alphabetic))
    };
    if !(first..=last).any(is_word) {
        return None;
    }
    let joins = |place: usize| word(place).is_some_and(|word| word.gap == Gap::Hyphen);
    let before = first
        .checked_sub(1)
        .is_some_and(|place| joins(place) && is_word(place));
    let behind = joins(last) && is_word(last + 1);
    (before || behind).then_some(Doubt::Compound)
}

/// Whether terms of a locale are looked for in texts of another.
fn is_searched(term: &Locale, text: &Locale) -> bool {
    term == text
        || (term.language() == text.language()
            && matches!(
                (term.language(), term.script(), text.script()),
                ("ug", "Arab", "Latn") | ("kk", "Cyrl", "Arab")
            ))
}

/// Sorts and drops what stands inside something longer; of two readings of one
/// term at one place the surer one stays.
fn longest(mut found: Vec<Occurrence>) -> Vec<Occurrence> {
    found.sort_by_key(|one| {
        let length = one.span.1 - one.span.0;
        (
            one.span.0,
            std::cmp::Reverse(length),
            one.concept,
            one.term,
            one.doubt.is_some(),
        )
    });
    let mut kept: Vec<Occurrence> = Vec::new();
    for one in found {
        let covered = kept
            .iter()
            .rev()
            .take_while(|known| known.span.1 > one.span.0)
            .any(|known| {
                let inside = known.span.0 <= one.span.0 && one.span.1 <= known.span.1;
                let same_place = known.span == one.span;
                let same_term = (known.concept, known.term) == (one.concept, one.term);
                inside && (!same_place || same_term)
            });
        if !covered {
            kept.push(one);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
