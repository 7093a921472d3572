//! One concept entry: its languages, their terms, and what is said of them.

use std::io::BufRead;

use crate::diag::Place;
use crate::model::{Concept, ConceptEntry, EntryTerm, Locale, Term, Usage};

use super::super::xml::{Element, Failure};
use super::category::{self, Meaning};
use super::reader::{Fact, Walker, language};
use super::tally::{Loss, Tally};
use super::{DECISION_OF, FORBIDDEN, GUARD, LONGEST_TEXT, MOST_TERMS, SIGNED_BECAUSE};

/// A text that was joined of several takes no more from here on, in bytes.
const FULL: usize = 4 * LONGEST_TEXT;

/// What was read of an entry so far.
#[derive(Default)]
struct Gathered {
    facts: Vec<Fact>,
    /// Definitions and remarks of a language.
    of_languages: Vec<(Locale, Fact)>,
    terms: Vec<(Term, EntryTerm)>,
    classes: Vec<&'static str>,
}

impl<R: BufRead> Walker<'_, R> {
    /// A `conceptEntry` or `termEntry`, which is handed over if it has a term.
    pub(super) fn entry(
        &mut self,
        element: &Element,
        each: &mut dyn FnMut(ConceptEntry),
    ) -> Result<(), Failure> {
        let place = self.xml.place();
        let id = element
            .attribute("id")
            .unwrap_or_default()
            .trim()
            .to_owned();
        let mut gathered = Gathered::default();
        while let Some(child) = self.xml.child()? {
            match child.name.local.as_str() {
                "langSec" | "langSet" => self.section_of_language(&child, &mut gathered)?,
                _ => self.fact(&child, &mut gathered.facts)?,
            }
        }
        if gathered.terms.is_empty() {
            self.tally.count(Loss::Concept, "", 1, place);
            return Ok(());
        }
        let first = self.languages.first().cloned();
        each(gathered.entry(id, place, first.as_ref(), &mut self.tally));
        Ok(())
    }

    fn section_of_language(
        &mut self,
        element: &Element,
        gathered: &mut Gathered,
    ) -> Result<(), Failure> {
        let Some(tag) = language(element) else {
            self.left_out("a section does not name its language (xml:lang)");
            return self.xml.skip();
        };
        let (locale, loss) = match tag.parse::<Locale>() {
            Ok(locale) if self.languages.is_empty() || self.languages.contains(&locale) => {
                (locale, None)
            }
            Ok(locale) => (locale, Some(Loss::Language)),
            Err(_) => (Locale::english(), Some(Loss::Tag)),
        };
        if let Some(loss) = loss {
            return self.pass(loss, tag);
        }
        let mut facts = Vec::new();
        while let Some(child) = self.xml.child()? {
            match child.name.local.as_str() {
                "termSec" | "tig" | "ntig" => self.section_of_term(&locale, gathered)?,
                _ => self.fact(&child, &mut facts)?,
            }
        }
        for fact in facts {
            self.keep(gathered, &locale, fact);
        }
        Ok(())
    }

    /// Keeps what is said in a language, up to a number.
    fn keep(&mut self, gathered: &mut Gathered, locale: &Locale, fact: Fact) {
        if gathered.of_languages.len() < MOST_TERMS {
            gathered.of_languages.push((locale.clone(), fact));
        } else {
            self.tally
                .count(Loss::Category, &fact.category, 1, fact.place);
        }
    }

    /// Reads past a language that is not wanted and counts its terms.
    fn pass(&mut self, loss: Loss, tag: &str) -> Result<(), Failure> {
        let place = self.xml.place();
        let mut terms = 0;
        while let Some(child) = self.xml.child()? {
            let is_term = matches!(child.name.local.as_str(), "termSec" | "tig" | "ntig");
            terms += u64::from(is_term);
            self.xml.skip()?;
        }
        if terms > 0 {
            self.tally.count(loss, tag, terms, place);
        }
        Ok(())
    }

    fn section_of_term(&mut self, locale: &Locale, gathered: &mut Gathered) -> Result<(), Failure> {
        let place = self.xml.place();
        let mut words = None;
        let mut facts = Vec::new();
        self.children_of_term(&mut words, &mut facts)?;
        let Some(words) = words.filter(|words: &String| !words.is_empty()) else {
            self.left_out("a section has no term");
            return Ok(());
        };
        if gathered.terms.len() >= MOST_TERMS {
            self.left_out("the concept has too many terms");
            return Ok(());
        }
        let is_decided = facts.iter().any(|fact: &Fact| {
            category::meaning(&fact.category) == Meaning::Status
                && category::usage(&fact.text).is_some()
        });
        let mut term = Term::new(locale.clone(), words, Usage::Admitted);
        for fact in describe(&mut term, facts, &mut gathered.classes, &mut self.tally) {
            self.keep(gathered, locale, fact);
        }
        gathered.terms.push((term, EntryTerm { place, is_decided }));
        Ok(())
    }

    /// The children of a section, and of the `termGrp` that version 2 has in an
    /// `ntig`.
    fn children_of_term(
        &mut self,
        words: &mut Option<String>,
        facts: &mut Vec<Fact>,
    ) -> Result<(), Failure> {
        let mut is_first = true;
        while let Some(child) = self.xml.child()? {
            match child.name.local.as_str() {
                "term" if words.is_some() => {
                    self.left_out("a section has a second term");
                    self.xml.skip()?;
                }
                "term" => {
                    if !is_first {
                        self.doubt("the term does not come first in its section");
                    }
                    *words = Some(self.words("term")?);
                }
                "termGrp" => self.children_of_term(words, facts)?,
                _ => self.fact(&child, facts)?,
            }
            is_first = false;
        }
        Ok(())
    }
}

/// Puts what is said of a term where it belongs; gives back its definitions.
fn describe(
    term: &mut Term,
    facts: Vec<Fact>,
    classes: &mut Vec<&'static str>,
    tally: &mut Tally,
) -> Vec<Fact> {
    let mut definitions = Vec::new();
    let (mut statuses, mut notes) = (Vec::new(), Vec::new());
    for fact in facts {
        match category::meaning(&fact.category) {
            Meaning::Status => statuses.push(fact),
            Meaning::Source => join(&mut term.status, &fact.text, &fact.place, tally),
            Meaning::Definition => definitions.push(fact),
            Meaning::Note => notes.push((fact.text, fact.place)),
            Meaning::Context => notes.push((with_source("context: ", &fact), fact.place)),
            Meaning::PartOfSpeech => match category::part_of_speech(&fact.text) {
                Some(class) if !classes.contains(&class) => classes.push(class),
                Some(_) => {}
                None if fact.text == "other" => {}
                None => {
                    let name = format!("partOfSpeech {}", fact.text);
                    tally.count(Loss::Category, &name, 1, fact.place);
                }
            },
            Meaning::SubjectField | Meaning::Other => {
                tally.count(Loss::Category, &fact.category, 1, fact.place);
            }
        }
    }
    decide(term, &statuses, tally);
    for (note, place) in notes {
        remark(term, &note, &place, tally);
    }
    definitions
}

/// The usage: `administrativeStatus` counts before others, a known word before an
/// unknown one.
fn decide(term: &mut Term, statuses: &[Fact], tally: &mut Tally) {
    let known = statuses
        .iter()
        .filter_map(|fact| Some((fact, category::usage(&fact.text)?)))
        .min_by_key(|(fact, _)| fact.category != "administrativeStatus");
    if let Some((fact, (usage, word))) = known {
        term.usage = usage;
        if let Some(word) = word {
            join(&mut term.note, word, &fact.place, tally);
        }
    }
    for fact in statuses {
        if category::usage(&fact.text).is_none() {
            tally.count(Loss::Status, &fact.text, 1, fact.place.clone());
        }
    }
}

/// A note: a remark, or one of those that our own writer makes of other fields.
fn remark(term: &mut Term, note: &str, place: &Place, tally: &mut Tally) {
    let evidence = ["attested", "unattested"].into_iter().any(|seen| {
        let rest = note.strip_prefix(seen);
        let day = rest.and_then(|rest| rest.strip_prefix(", signed off on "));
        day.is_some_and(|day| day.parse::<crate::model::Day>().is_ok())
    });
    if note == FORBIDDEN && term.usage == Usage::Deprecated {
        term.usage = Usage::Forbidden;
    } else if let Some(profile) = note.strip_prefix(DECISION_OF) {
        profile.clone_into(&mut term.profile);
    } else if note.starts_with(SIGNED_BECAUSE) {
        // A sign-off does not travel, nor does its reason.
    } else if !evidence && note != term.evidence() {
        join(&mut term.note, note, place, tally);
    }
}

impl Gathered {
    /// The concept. Of several definitions the one of the concept counts, then
    /// that of the first language; the others are counted.
    fn entry(
        mut self,
        id: String,
        place: Place,
        first: Option<&Locale>,
        tally: &mut Tally,
    ) -> ConceptEntry {
        let mut concept = Concept::new(id);
        let mut definitions = Vec::new();
        for fact in std::mem::take(&mut self.facts) {
            describe_concept(&mut concept, fact, "", &mut definitions, tally);
        }
        // A stable sort: languages stay in the order of the file otherwise.
        self.of_languages
            .sort_by_key(|(locale, _)| Some(locale) != first);
        for (locale, fact) in std::mem::take(&mut self.of_languages) {
            let before = format!("{locale}: ");
            describe_concept(&mut concept, fact, &before, &mut definitions, tally);
        }
        let mut definitions = definitions.into_iter();
        concept.definition = definitions
            .next()
            .map(|fact| with_source("", &fact))
            .unwrap_or_default();
        for further in definitions {
            tally.count(Loss::Category, "further definition", 1, further.place);
        }
        concept.part_of_speech = self.classes.join(", ");
        let (words, terms) = self.terms.into_iter().unzip();
        concept.terms = words;
        ConceptEntry {
            concept,
            place,
            terms,
        }
    }
}

/// Puts what is said of a concept, or of one of its languages, where it belongs.
fn describe_concept(
    concept: &mut Concept,
    fact: Fact,
    before: &str,
    definitions: &mut Vec<Fact>,
    tally: &mut Tally,
) {
    let note = match category::meaning(&fact.category) {
        Meaning::SubjectField if before.is_empty() => {
            join(&mut concept.domain, &fact.text, &fact.place, tally);
            return;
        }
        Meaning::Definition => {
            definitions.push(fact);
            return;
        }
        Meaning::Note if fact.text == GUARD => {
            concept.guard = true;
            return;
        }
        Meaning::Note => format!("{before}{}", fact.text),
        Meaning::Source => format!("{before}source: {}", fact.text),
        Meaning::Context => with_source(&format!("{before}context: "), &fact),
        _ => {
            tally.count(Loss::Category, &fact.category, 1, fact.place);
            return;
        }
    };
    join(&mut concept.note, &note, &fact.place, tally);
}

fn with_source(before: &str, fact: &Fact) -> String {
    if fact.source.is_empty() {
        format!("{before}{}", fact.text)
    } else {
        format!("{before}{} (source: {})", fact.text, fact.source)
    }
}

/// Adds to a text that may have something already, and not twice. One that is full
/// takes no more: whoever writes so much writes no remark.
fn join(text: &mut String, more: &str, place: &Place, tally: &mut Tally) {
    if text.is_empty() {
        more.clone_into(text);
    } else if text.len() > FULL {
        tally.count(Loss::Long, "note", 1, place.clone());
    } else if text != more && !text.split("; ").any(|part| part == more) {
        text.push_str("; ");
        text.push_str(more);
    }
}
