//! Where the source terms of a glossary stand in a segment.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::{Concept, Locale, Term, TermHit, Usage};
use crate::text::fold::{self, Folded};

use super::Glossary;
use super::pattern::{Pattern, is_capital, patterns};

/// Why no matcher could be made.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the glossary is too large to be looked for in one pass")]
pub struct MatcherError(#[from] aho_corasick::BuildError);

/// Finds the terms of a glossary in segments of the source language.
///
/// All terms are looked for in one pass over the folded segment (Aho-Corasick),
/// so the time grows with the length of the segment and not with the glossary.
/// The rules for English: whole words only; the last word of a noun may be
/// plural or possessive; unless its row has another rule about capitals, a
/// capital of the citation form must be a capital in the segment, and an
/// abbreviation must be in capitals throughout; a term in small letters may be
/// written with capitals (headings, beginnings of sentences). Addresses of the
/// web and of e-mail are not words.
///
/// ```
/// use tilmach::diag::Findings;
/// use tilmach::glossary::{Glossary, Matcher, file};
/// use tilmach::model::Locale;
/// let csv = "concept_id,lang,term,usage\nun,en,UN,admitted\nohchr,en,UN rights office,admitted\n";
/// let mut findings = Findings::new();
/// let concepts = file::read(csv.as_bytes(), &mut findings).unwrap_or_default();
/// let glossary = Glossary::new([concepts], &mut findings);
/// let matcher = Matcher::new(&glossary, &Locale::english())?;
/// let hits = matcher.find("The UN rights office’s community of UN staff");
/// let words: Vec<&str> = hits.iter().map(|hit| hit.words.as_str()).collect();
/// assert_eq!(words, ["UN rights office", "UN"]);
/// # Ok::<(), tilmach::glossary::MatcherError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Matcher {
    automaton: AhoCorasick,
    /// For every pattern of the automaton, the terms that it stands for.
    meanings: Vec<Vec<Meaning>>,
    source: Locale,
    /// Whether the script sets words apart.
    spaced: bool,
}

/// A term behind a pattern.
#[derive(Clone, Debug)]
struct Meaning {
    concept: String,
    term: Term,
    capitals: Vec<usize>,
    smalls: Vec<usize>,
    made: bool,
}

/// A sound match in folded text.
struct Candidate<'a> {
    start: usize,
    end: usize,
    meaning: &'a Meaning,
    quoted: bool,
}

impl Matcher {
    /// Makes a matcher of the glossary's terms in the source language, whatever
    /// their usage. Where profiles or days matter, give it what is in force
    /// ([`Glossary::in_force`]).
    ///
    /// # Errors
    ///
    /// If the terms together are too large for one automaton (gigabytes).
    pub fn new(glossary: &Glossary, source: &Locale) -> Result<Matcher, MatcherError> {
        let mut meanings: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
        for concept in glossary.concepts() {
            for term in concept.terms_in(source) {
                for pattern in patterns(term, is_noun(concept)) {
                    let Pattern {
                        text,
                        capitals,
                        smalls,
                        made,
                    } = pattern;
                    meanings.entry(text).or_default().push(Meaning {
                        concept: concept.id.clone(),
                        term: term.clone(),
                        capitals,
                        smalls,
                        made,
                    });
                }
            }
        }
        for same in meanings.values_mut() {
            // A citation form before a made one, the most exact letters first.
            same.sort_by_key(|m| (m.made, std::cmp::Reverse(m.capitals.len() + m.smalls.len())));
        }
        // Leftmost-longest matching would let a long term that fails the rules
        // below hide a shorter one that does not, so all matches are looked at.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(meanings.keys())?;
        Ok(Matcher {
            automaton,
            meanings: meanings.into_values().collect(),
            source: source.clone(),
            spaced: !matches!(source.script(), "Hans" | "Hant" | "Jpan" | "Thai"),
        })
    }

    /// The terms in a segment's plain text that has no quotation; see
    /// [`Matcher::find_quoted`].
    pub fn find(&self, text: &str) -> Vec<TermHit> {
        self.find_quoted(text, &[])
    }

    /// The terms in a segment's plain text, in order, none overlapping another.
    ///
    /// `quoted` are the stretches of the text that lie in a quotation, marks
    /// included, in bytes; a term is quoted if it lies in one of them whole.
    /// Of terms that begin at the same place the longest is taken, of terms
    /// that overlap the first. Spans are bytes of `text`; they take in a plural
    /// ending but not a possessive one. Linear in the length of the text.
    pub fn find_quoted(&self, text: &str, quoted: &[Range<usize>]) -> Vec<TermHit> {
        let folded = fold::fold_with_offsets(text, &self.source);
        let addresses = addresses(folded.text());
        let mut candidates = self.candidates(text, &folded, quoted);
        candidates.sort_by_key(|c| (c.start, std::cmp::Reverse(c.end)));
        let mut addresses = addresses.iter().peekable();
        let (mut free, mut raw_free) = (0, 0);
        let mut hits = Vec::new();
        for candidate in candidates {
            let (start, end) = (candidate.start, candidate.end);
            while addresses.next_if(|(_, until)| *until <= start).is_some() {}
            let in_address = addresses.peek().is_some_and(|(from, _)| *from < end);
            let span = folded.raw_span(start, end);
            if in_address || start < free || span.0 < raw_free {
                continue;
            }
            (free, raw_free) = (end, span.1);
            hits.push(candidate.hit(text, span));
        }
        hits
    }

    fn candidates(
        &self,
        text: &str,
        folded: &Folded,
        quoted: &[Range<usize>],
    ) -> Vec<Candidate<'_>> {
        self.automaton
            .find_overlapping_iter(folded.text())
            .filter(|found| !self.spaced || is_whole(folded.text(), found.start(), found.end()))
            .filter_map(|found| {
                let meanings = self.meanings.get(found.pattern().as_usize())?;
                let (start, end) = (found.start(), found.end());
                let quoted = is_quoted(folded.raw_span(start, end), quoted);
                let fits = |meaning: &&Meaning| meaning.fits(folded, text, start);
                // The decision that holds here before one that does not.
                let meaning = meanings
                    .iter()
                    .filter(fits)
                    .find(|meaning| meaning.term.scope.covers(quoted))
                    .or_else(|| meanings.iter().find(fits))?;
                Some(Candidate {
                    start,
                    end,
                    meaning,
                    quoted,
                })
            })
            .collect()
    }
}

impl Meaning {
    /// Whether the letters of the text are as large and small as they must be.
    fn fits(&self, folded: &Folded, text: &str, start: usize) -> bool {
        let is_large = |at: &usize| has_capital(folded, text, start + at);
        self.capitals.iter().all(is_large) && !self.smalls.iter().any(is_large)
    }
}

impl Candidate<'_> {
    fn hit(&self, text: &str, span: (usize, usize)) -> TermHit {
        let Meaning { concept, term, .. } = self.meaning;
        let holds = term.scope.covers(self.quoted);
        TermHit {
            concept: concept.clone(),
            words: text.get(span.0..span.1).unwrap_or_default().to_owned(),
            term: term.text.clone(),
            locale: term.locale.clone(),
            usage: if holds { term.usage } else { Usage::Admitted },
            weight: term.weight(),
            profile: term.profile.clone(),
            quoted: self.quoted,
            span,
        }
    }
}

/// Whether a noun is among its parts of speech, or none is named.
fn is_noun(concept: &Concept) -> bool {
    let mut parts = concept.part_of_speech.split(',').map(str::trim);
    concept.part_of_speech.is_empty() || parts.any(|part| part == "n")
}

/// Whether the span lies whole in one of the stretches, which are in order.
fn is_quoted(span: (usize, usize), stretches: &[Range<usize>]) -> bool {
    let after = stretches.partition_point(|stretch| stretch.start <= span.0);
    let stretch = after.checked_sub(1).and_then(|at| stretches.get(at));
    stretch.is_some_and(|stretch| span.1 <= stretch.end)
}

fn has_capital(folded: &Folded, raw: &str, at: usize) -> bool {
    let letter = folded.text().get(at..).and_then(|rest| rest.chars().next());
    letter.is_some_and(|c| is_capital(folded, raw, at, c))
}

/// Whether the match is made of whole words (UAX 29, words, but a hyphen does
/// not join, so that "Uyghur-led" has "Uyghur"). A term that itself begins or
/// ends with a mark needs no boundary there.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(found), Some(after)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return false;
    };
    (!found.starts_with(joins) || begins_word(before))
        && (!found.ends_with(joins) || ends_word(after))
}

fn begins_word(before: &str) -> bool {
    match before.strip_suffix('\'') {
        Some(rest) => !rest.ends_with(joins),
        None => !before.ends_with(joins),
    }
}

fn ends_word(after: &str) -> bool {
    match after.strip_prefix('\'') {
        Some(rest) => {
            let possessive = rest.strip_prefix('s').unwrap_or(rest);
            !possessive.starts_with(joins)
        }
        None => !after.starts_with(joins),
    }
}

/// Letters, digits, the low line, and marks that sit on a letter.
fn joins(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}')
}

/// Where web and e-mail addresses stand in folded text, whose only white space
/// is the single space.
fn addresses(folded: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in folded.split(' ') {
        let mail = word
            .split_once('@')
            .is_some_and(|(name, host)| name.ends_with(joins) && host.contains('.'));
        if mail || word.contains("://") || word.contains("www.") {
            found.push((start, start + word.len()));
        }
        start += word.len() + 1;
    }
    found
}

#[cfg(test)]
#[path = "matcher_tests.rs"]
mod tests;
