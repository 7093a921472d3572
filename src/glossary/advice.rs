//! What the translator and the editor are told about the terms of a segment.

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings, Place, Severity};
use crate::model::{Concept, Locale, Term, TermHit, TermNote, TermRendering, Usage};

use super::{Glossary, decided};

/// Longest remark taken over from the glossary file, in characters.
const LONGEST_REMARK: usize = 160;

/// One note for each concept among the hits of a segment, in the order in
/// which they first occur.
///
/// `profile` is the house profile whose decisions count besides those of all
/// profiles. Every rendering says what it rests on: none is signed off by a
/// native speaker, and none is shown as if it were. Hits of a concept that the
/// glossary does not have are left out.
pub fn advise(
    glossary: &Glossary,
    hits: &[TermHit],
    target: &Locale,
    profile: Option<&str>,
) -> Vec<TermNote> {
    let mut seen = BTreeSet::new();
    hits.iter()
        .filter(|hit| seen.insert(hit.concept.as_str()))
        .filter_map(|hit| {
            let concept = glossary.get(&hit.concept)?;
            Some(note(concept, hit, hits, target, profile))
        })
        .collect()
}

/// Findings about the words of the source itself: `term::forbidden-source` and
/// `term::deprecated-source`, one for each wording in the segment.
///
/// They are warnings; an error only where a forbidden word was attested and
/// signed off. Inside a quotation the words are the speaker's and stay: a note.
pub fn source_findings(glossary: &Glossary, hits: &[TermHit], place: &Place) -> Findings {
    let mut findings = Findings::new();
    for hit in unwanted(hits) {
        let whose = hit.whose();
        let (code, verdict) = if hit.usage == Usage::Forbidden {
            ("term::forbidden-source", "forbids")
        } else {
            ("term::deprecated-source", "advises against")
        };
        let preferred = glossary
            .get(&hit.concept)
            .and_then(|concept| preferred_source(concept, hit));
        let help = match preferred {
            _ if hit.quoted => "in a quotation they are the speaker\u{2019}s and stay".to_owned(),
            Some(form) => format!("the desk writes \u{201C}{form}\u{201D}"),
            None => "the glossary names no other form; ask the coordinator".to_owned(),
        };
        let mut finding = Finding::warning(
            code,
            format!("the glossary {verdict} these words of the source ({whose})"),
        );
        finding.severity = if hit.quoted {
            Severity::Note
        } else {
            hit.weight
        };
        findings.push(finding.at(place.clone()).words(&hit.words).help(help));
    }
    findings
}

fn note(
    concept: &Concept,
    hit: &TermHit,
    hits: &[TermHit],
    target: &Locale,
    profile: Option<&str>,
) -> TermNote {
    let mut terms: Vec<&Term> = decided(&concept.terms, profile)
        .filter(|term| term.locale == *target && !term.text.is_empty())
        .collect();
    // The profile's own decision stands before that of all profiles.
    terms.sort_by_key(|term| (term.usage, term.profile.is_empty()));
    let undecided = !terms.iter().any(|term| term.is_usable());
    TermNote {
        concept: concept.id.clone(),
        words: hit.words.clone(),
        span: hit.span,
        definition: (!concept.definition.is_empty()).then(|| concept.definition.clone()),
        renderings: terms.iter().map(|term| rendering(term)).collect(),
        reason: (!concept.decision.is_empty()).then(|| brief(&concept.decision)),
        remark: remark(concept, hits, &terms, undecided),
    }
}

/// The term with what is known of it. A status that claims more than evidence
/// is not believed: a sign-off has an alias and a day.
fn rendering(term: &Term) -> TermRendering {
    TermRendering {
        text: term.text.clone(),
        usage: term.usage,
        source: brief(&term.source()),
        whose: term.whose(),
        binds: term.binds(),
    }
}

fn remark(concept: &Concept, hits: &[TermHit], terms: &[&Term], undecided: bool) -> Option<String> {
    let mut parts: Vec<String> = unwanted(hits)
        .filter(|hit| hit.concept == concept.id && !hit.quoted)
        .map(|hit| source_remark(concept, hit))
        .collect();
    if undecided {
        parts.push("no decided term yet; ask the coordinator".to_owned());
    }
    let noted = terms.iter().filter(|term| !term.note.is_empty());
    parts.extend(noted.map(|term| format!("{}: {}", term.text, brief(&term.note))));
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn source_remark(concept: &Concept, hit: &TermHit) -> String {
    let usage = hit.usage.as_str();
    let words = &hit.words;
    match preferred_source(concept, hit) {
        Some(form) => format!(
            "the source word \u{201C}{words}\u{201D} is {usage}; the desk writes \u{201C}{form}\u{201D}"
        ),
        None => format!("the source words \u{201C}{words}\u{201D} are {usage}"),
    }
}

/// The hits on forbidden or deprecated words, each wording of a concept once.
fn unwanted(hits: &[TermHit]) -> impl Iterator<Item = &TermHit> {
    let mut seen = BTreeSet::new();
    hits.iter()
        .filter(|hit| matches!(hit.usage, Usage::Deprecated | Usage::Forbidden))
        .filter(move |hit| seen.insert((&hit.concept, &hit.words, hit.quoted)))
}

/// The preferred form in the language of the hit.
fn preferred_source<'a>(concept: &'a Concept, hit: &TermHit) -> Option<&'a str> {
    concept
        .terms
        .iter()
        .find(|term| term.locale == hit.locale && term.usage == Usage::Preferred)
        .map(|term| term.text.as_str())
}

fn brief(remark: &str) -> String {
    let mut cut: String = remark.chars().take(LONGEST_REMARK).collect();
    if cut.len() < remark.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
#[path = "advice_tests.rs"]
mod tests;
