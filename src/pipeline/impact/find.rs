//! A concept in one text, and in one pair of texts.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::ThreadPool;

use crate::check::Pair;
use crate::diag::{Finding, Findings};
use crate::glossary::{Answer, Finder, Glossary, Matcher, Occurrence as Found};
use crate::model::{Concept, Locale, Term, TermHit, Usage};
use crate::pipeline::{Desk, Error};
use crate::text::normalise::is_blank;

use super::{After, Asked, Kind, Occurrence, Where};

/// What is looked for, made ready for every language.
pub(super) struct Search {
    concept: String,
    /// The place of the concept in `concepts`.
    number: usize,
    /// All concepts: a longer term of another one hides a shorter term of this one.
    concepts: Vec<Concept>,
    matcher: Matcher,
    /// The same for this concept alone.
    own: Matcher,
    finders: BTreeMap<Locale, Finders>,
    in_force: Vec<Term>,
    pub(super) threads: ThreadPool,
    to: Option<(Locale, String)>,
    is_new: bool,
}

struct Finders {
    all: Finder,
    /// The terms of the concept alone, for what is nearest to them.
    own: Finder,
}

/// What is known of a pair beside its texts.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) place: Where,
    pub(super) file: String,
    pub(super) version: Option<i64>,
    pub(super) earlier: bool,
    pub(super) export: Option<String>,
    pub(super) unit: String,
    pub(super) state: Option<&'static str>,
}

impl Search {
    /// None when the glossary does not have the concept, or is too large to search with,
    /// which is told.
    pub(super) fn new(
        desk: &Desk<'_>,
        glossary: &Glossary,
        asked: &Asked<'_>,
        findings: &mut Findings,
    ) -> Result<Option<Search>, Error> {
        let mut concepts = glossary.concepts().to_vec();
        let Some(number) = concepts.iter().position(|one| one.id == asked.concept) else {
            return Ok(None);
        };
        let is_new = concepts
            .get_mut(number)
            .is_some_and(|own| with_new(own, asked));
        let own = concepts.get(number).cloned();
        let own: Vec<Concept> = own.into_iter().collect();
        let alone = Glossary::new([own.clone()], &mut Findings::new());
        let matchers = [glossary, &alone].map(|one| Matcher::new(one, &desk.project.source));
        let [Ok(matcher), Ok(matcher_of_own)] = matchers else {
            let message = "the glossary is too large to search with; nothing was looked for";
            findings.push(Finding::error("glossary::size", message));
            return Ok(None);
        };
        let finders = asked.locales.iter().map(|locale| {
            let finders = Finders {
                all: Finder::new(&concepts, locale),
                own: Finder::new(&own, locale),
            };
            (locale.clone(), finders)
        });
        let in_force = desk.glossary.get(asked.concept);
        Ok(Some(Search {
            own: matcher_of_own,
            threads: desk.threads()?,
            finders: finders.collect(),
            concept: asked.concept.to_owned(),
            number,
            matcher,
            in_force: in_force.map_or_else(Vec::new, |one| one.terms.clone()),
            to: asked.to.map(|(locale, to)| (locale.clone(), to.to_owned())),
            is_new,
            concepts,
        }))
    }

    /// Whether the concept may stand in a source. Asking is cheap; no is no.
    pub(super) fn may_be_source(&self, text: &str) -> bool {
        !self.own.find(text).is_empty()
    }

    /// Whether the concept may stand in a source or its translation. Asking is cheaper than
    /// looking, for which a whole document must be read; no is no.
    pub(super) fn may_have(&self, source: &str, target: &str, locale: &Locale) -> bool {
        let finders = self.finders.get(locale);
        finders.is_some_and(|finders| {
            self.may_be_source(source) || !finders.own.find(target).is_empty()
        })
    }

    /// The concept in a source. The ranges are bytes of quotations.
    pub(super) fn source(&self, text: &str, quoted: &[Range<usize>]) -> Vec<TermHit> {
        let mut hits = self.matcher.find_quoted(text, quoted);
        hits.retain(|hit| hit.concept == self.concept);
        hits
    }

    /// The concept in a source and its translation.
    pub(super) fn pair(&self, pair: &Pair, about: &About) -> Vec<Occurrence> {
        let Some(finders) = self.finders.get(pair.locale()) else {
            return Vec::new();
        };
        let hits = self.source(pair.source_text(), &pair.source_quoting().spans);
        let source: Vec<String> = hits.iter().map(|hit| hit.words.clone()).collect();
        let text = pair.target_text();
        if is_blank(text) {
            return self.bare(&hits, source, Kind::Open, pair, about);
        }
        let quotes = pair.target_quotes();
        let found = self.places(finders.all.find(text));
        if found.is_empty() {
            if hits.is_empty() {
                return Vec::new();
            }
            return match finders.own.nearest(text) {
                Answer::Unsure { span, nearest }
                | Answer::Found {
                    span,
                    analysis: nearest,
                } => {
                    let mut one = self.begin(pair, about, source, Kind::Unsure);
                    one.words = words(text, span);
                    one.quoted = is_quoted(&quotes, span);
                    one.analysis = nearest;
                    vec![one]
                }
                Answer::Absent => self.bare(&hits, source, Kind::NoRendering, pair, about),
            };
        }
        let found = found.into_iter();
        found
            .map(|one| self.rendering(&one, &source, &quotes, pair, about))
            .collect()
    }

    /// A unit whose source has the concept, and of whose translation there is nothing to
    /// show.
    fn bare(
        &self,
        hits: &[TermHit],
        source: Vec<String>,
        kind: Kind,
        pair: &Pair,
        about: &About,
    ) -> Vec<Occurrence> {
        let Some(first) = hits.first() else {
            return Vec::new();
        };
        let mut one = self.begin(pair, about, source, kind);
        one.quoted = first.quoted;
        vec![one]
    }

    /// Of several terms at one place the one that decides there: what is sure before what
    /// is not, what is in force before what is not.
    fn places(&self, found: Vec<Found>) -> Vec<Found> {
        let mut best: BTreeMap<(usize, usize), Found> = BTreeMap::new();
        let rank = |one: &Found| {
            let term = self.term(one);
            let usage = term.map(|term| term.usage);
            let holds = term.is_some_and(|term| self.in_force.contains(term));
            (one.doubt.is_some(), !holds, usage, one.term)
        };
        for one in found.into_iter().filter(|one| one.concept == self.number) {
            match best.get(&one.span) {
                Some(known) if rank(known) <= rank(&one) => {}
                _ => drop(best.insert(one.span, one)),
            }
        }
        best.into_values().collect()
    }

    fn term(&self, one: &Found) -> Option<&Term> {
        self.concepts.get(one.concept)?.terms.get(one.term)
    }

    fn rendering(
        &self,
        found: &Found,
        source: &[String],
        quotes: &[Range<usize>],
        pair: &Pair,
        about: &About,
    ) -> Occurrence {
        let kind = match found.doubt.is_none() && !source.is_empty() {
            true => Kind::Found,
            false => Kind::Unsure,
        };
        let mut one = self.begin(pair, about, source.to_vec(), kind);
        one.words = words(pair.target_text(), found.span);
        one.quoted = is_quoted(quotes, found.span);
        one.inflected = found.analysis.contains(" + ");
        one.analysis.clone_from(&found.analysis);
        if source.is_empty() {
            one.analysis
                .push_str("; the source does not have the concept");
        } else if found.doubt.is_some() {
            one.analysis.push_str("; it may be another word");
        }
        let Some(term) = self.term(found) else {
            return one;
        };
        let is_to = |(locale, to): &(Locale, String)| term.locale == *locale && term.text == *to;
        let is_to = self.to.as_ref().is_some_and(is_to);
        one.term = Some(term.text.clone());
        if !(is_to && self.is_new) {
            one.usage = Some(term.usage.as_str());
            one.in_force = self.in_force.contains(term);
        }
        if let (Some(after), Kind::Found) = (&mut one.after, kind) {
            *after = if is_to { After::Has } else { After::Changes };
        }
        one
    }

    fn begin(&self, pair: &Pair, about: &About, source: Vec<String>, kind: Kind) -> Occurrence {
        let asked = self
            .to
            .as_ref()
            .filter(|(locale, _)| locale == pair.locale());
        Occurrence {
            place: about.place,
            file: about.file.clone(),
            version: about.version,
            earlier: about.earlier,
            export: about.export.clone(),
            unit: about.unit.clone(),
            locale: pair.locale().clone(),
            state: about.state,
            kind,
            source,
            words: None,
            term: None,
            usage: None,
            in_force: false,
            analysis: String::new(),
            inflected: false,
            quoted: false,
            after: asked.map(|_| After::Look),
        }
    }
}

/// Gives a concept the term that was asked for. False: there is none, or it has it.
fn with_new(own: &mut Concept, asked: &Asked<'_>) -> bool {
    let Some((locale, to)) = asked.to else {
        return false;
    };
    let is_new = !own.terms_in(locale).any(|term| term.text == to);
    if is_new {
        own.terms
            .push(Term::new(locale.clone(), to, Usage::Preferred));
    }
    is_new
}

fn words(text: &str, span: (usize, usize)) -> Option<String> {
    text.get(span.0..span.1).map(str::to_owned)
}

fn is_quoted(quotes: &[Range<usize>], span: (usize, usize)) -> bool {
    quotes
        .iter()
        .any(|quote| quote.start <= span.0 && span.1 <= quote.end)
}
