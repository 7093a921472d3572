//! Whether one term stands in a text: found, not found, or nobody can tell.

use crate::diag::Findings;
use crate::glossary::{Glossary, Matcher};
use crate::model::inflection::{Class, Inflection};
use crate::model::{Concept, Locale, Term, Usage};
use crate::text::convert::{homoglyph, uyghur};
use crate::text::morphology::Reading;

use super::entry::Entry;
use super::{Finder, Occurrence};

/// The answer to whether a term stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It does.
    Found {
        /// Where, in bytes of the text.
        span: (usize, usize),
        /// How the words are read: `kamp + 3sg possessive + dative`.
        analysis: String,
    },
    /// It does not.
    Absent,
    /// It may.
    Unsure {
        /// The words nearest to the term, in bytes of the text.
        span: (usize, usize),
        /// What they are.
        nearest: String,
    },
}

/// Looks for one term in a text of a locale.
///
/// Without an inflection it is guessed from the letters of the term: capitals
/// throughout are an acronym, and of several words the last may be a possessive
/// (toplama kampı). The term itself may be in the other script of the locale.
///
/// ```
/// use tilmach::glossary::{Answer, look};
/// let tr = "tr".parse()?;
/// assert!(matches!(look("kamp", None, &tr, "Kampına döndü"), Answer::Found { .. }));
/// assert!(matches!(look("insan", None, &tr, "insanlık"), Answer::Unsure { .. }));
/// assert_eq!(look("kaz", None, &tr, "kazandı"), Answer::Absent);
/// # Ok::<(), tilmach::model::LocaleError>(())
/// ```
pub fn look(term: &str, inflection: Option<Inflection>, locale: &Locale, text: &str) -> Answer {
    let concept = [concept(term, inflection, locale)];
    if locale.language() == "en" {
        return english(concept, locale, text);
    }
    let finder = Finder::new(&concept, locale);
    let found = finder.find(text);
    let sure = found.iter().find(|one| one.doubt.is_none());
    match (sure, found.first()) {
        (Some(one), _) => Answer::Found {
            span: one.span,
            analysis: one.analysis.clone(),
        },
        (None, Some(one)) => unsure(one, one.analysis.clone()),
        (None, None) => finder.nearest(text),
    }
}

/// English terms are found as in a source: plurals and possessives too.
fn english(concept: [Concept; 1], locale: &Locale, text: &str) -> Answer {
    let glossary = Glossary::new([Vec::from(concept)], &mut Findings::new());
    let hits = Matcher::new(&glossary, locale).map(|matcher| matcher.find(text));
    match hits.unwrap_or_default().into_iter().next() {
        Some(hit) => Answer::Found {
            span: hit.span,
            analysis: hit.term,
        },
        None => Answer::Absent,
    }
}

fn unsure(one: &Occurrence, nearest: String) -> Answer {
    let span = one.span;
    Answer::Unsure { span, nearest }
}

/// A concept with the term; without a class it is looked for in all that it may
/// have.
fn concept(text: &str, inflection: Option<Inflection>, locale: &Locale) -> Concept {
    let mut term = Term::new(script_of(text, locale), text, Usage::Preferred);
    if let Some(inflection) = inflection {
        term.inflection = inflection;
        term.inflection_words = inflection.class.as_str().to_owned();
    }
    Concept {
        terms: vec![term],
        ..Concept::new("term")
    }
}

/// The locale of a term in the script that it is written in.
fn script_of(term: &str, locale: &Locale) -> Locale {
    let other = match (locale.language(), locale.script()) {
        ("ug", "Latn") if term.chars().any(is_arabic) => "ug",
        ("kk", "Arab") if !term.chars().any(is_arabic) => "kk",
        _ => return locale.clone(),
    };
    other.parse().unwrap_or_else(|_| locale.clone())
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FEFC}')
}

/// A text with pieces of it replaced, which stand in order.
fn replaced(text: &str, pieces: &[(std::ops::Range<usize>, String)]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (span, letters) in pieces.iter().filter(|(span, _)| span.start <= span.end) {
        if let Some(before) = text.get(at..span.start) {
            result.push_str(before);
            result.push_str(letters);
            at = span.end;
        }
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

impl Finder {
    /// What is nearest to a term of this finder in a text that does not have
    /// it: the word in letters of two scripts, a word made from it, or the last
    /// of its words alone.
    pub fn nearest(&self, text: &str) -> Answer {
        let repaired = self.in_mixed_script(text).or_else(|| self.derived(text));
        repaired
            .or_else(|| self.head_alone(text))
            .unwrap_or(Answer::Absent)
    }

    fn in_mixed_script(&self, text: &str) -> Option<Answer> {
        let repairs: Vec<(std::ops::Range<usize>, String)> =
            match (self.locale.language(), self.locale.script()) {
                ("kk", "Cyrl") => homoglyph::find(text)
                    .into_iter()
                    .filter_map(|mixed| Some((mixed.span, mixed.repaired?)))
                    .collect(),
                ("ug", "Arab") => uyghur::faults(text)
                    .into_iter()
                    .filter_map(|fault| Some((fault.span, fault.repaired?)))
                    .collect(),
                _ => Vec::new(),
            };
        let repaired = replaced(text, &repairs);
        if repaired == text {
            return None;
        }
        let found = self.find(&repaired);
        let nearest = format!(
            "{}, but in letters of another script",
            found.first()?.analysis
        );
        let first = repairs.first().map_or(0, |(span, _)| span.start);
        let last = repairs.last().map_or(0, |(span, _)| span.end);
        let span = (first, last);
        Some(Answer::Unsure { span, nearest })
    }

    fn derived(&self, text: &str) -> Option<Answer> {
        let morphology = self.morphology?;
        let words = self.words(text);
        let entries = self.entries.iter().filter(|entry| entry.fixed.is_empty());
        for entry in entries {
            for word in &words.list {
                let letters = words.letters(word);
                for stem in &entry.stems {
                    let Some(rest) = letters.strip_prefix(stem.text()) else {
                        continue;
                    };
                    if let Reading::Derived(name) = morphology.read_behind(&entry.head, stem, rest)
                    {
                        let span = words.raw_span(word, word);
                        let nearest = format!("another word, made from {} with {name}", entry.head);
                        return Some(Answer::Unsure { span, nearest });
                    }
                }
            }
        }
        None
    }

    /// The last word of a term, which without the others has no need of its
    /// possessive (toplama kampı, kamp).
    fn without_company(&self, entry: &Entry) -> Entry {
        let mut alone = Entry {
            fixed: Vec::new(),
            ..entry.clone()
        };
        if let Some(morphology) = self.morphology.filter(|_| entry.class == Class::Izafet) {
            let bases = entry.stems.iter().filter(|stem| !stem.is_bare());
            let simple = Inflection::default();
            let stems = bases.flat_map(|stem| morphology.stems(stem.text(), &simple));
            alone.stems.extend(stems);
        }
        alone
    }

    /// The last word of a term of several, without the others.
    fn head_alone(&self, text: &str) -> Option<Answer> {
        let words = self.words(text);
        let phrases = self.entries.iter().filter(|entry| !entry.fixed.is_empty());
        for entry in phrases {
            let alone = self.without_company(entry);
            for place in 0..words.list.len() {
                let read = self
                    .any_stem(&words, place, &alone)
                    .filter(|read| read.doubt.is_none());
                if let (Some(read), Some(word)) = (read, words.list.get(place)) {
                    let last = words.list.get(read.last).unwrap_or(word);
                    let span = words.raw_span(word, last);
                    let nearest = format!("{}, without the words before it", read.analysis);
                    return Some(Answer::Unsure { span, nearest });
                }
            }
        }
        None
    }
}
