//! What the translator and the editor are told about the terms of a segment.

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings, Place};
use crate::model::{Concept, Locale, Term, TermHit, TermNote, Usage};
use crate::text::fold;

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

/// Findings about the words of the source itself: `term::forbidden-source`, a
/// warning, and `term::deprecated-source`, a note; one for each wording in the
/// segment. Never an error, because no row is signed off.
pub fn source_findings(glossary: &Glossary, hits: &[TermHit], place: &Place) -> Findings {
    let mut findings = Findings::new();
    for hit in unwanted(hits) {
        let finding = if hit.usage == Usage::Forbidden {
            Finding::warning(
                "term::forbidden-source",
                "the glossary forbids these words of the source",
            )
        } else {
            Finding::note(
                "term::deprecated-source",
                "the glossary advises against these words of the source",
            )
        };
        let concept = glossary.get(&hit.concept);
        let preferred = concept.and_then(|concept| preferred_source(concept, hit));
        let help = match preferred {
            Some(form) => format!("the desk writes \u{201C}{form}\u{201D}"),
            None => "the glossary names no other form; ask the coordinator".to_owned(),
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
    let usable = |term: &&&Term| term.is_usable();
    let use_these: Vec<String> = terms.iter().filter(usable).map(|t| rendering(t)).collect();
    let avoid = terms.iter().filter(|term| !usable(term));
    let avoid: Vec<String> = avoid.map(|term| term.text.clone()).collect();
    let remark = remark(concept, hits, &terms, use_these.is_empty());
    TermNote {
        concept: concept.id.clone(),
        words: hit.words.clone(),
        use_these,
        avoid,
        remark,
    }
}

/// The term with what is known of it. A status that claims more than evidence
/// is not believed: a sign-off has an alias and a day.
fn rendering(term: &Term) -> String {
    let evidence = term.evidence();
    if term.profile.is_empty() {
        format!("{} [{evidence}]", term.text)
    } else {
        format!("{} [{evidence}; {}]", term.text, term.whose())
    }
}

fn remark(concept: &Concept, hits: &[TermHit], terms: &[&Term], undecided: bool) -> Option<String> {
    let mut parts: Vec<String> = unwanted(hits)
        .filter(|hit| hit.concept == concept.id)
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
        .filter(move |hit| seen.insert((&hit.concept, &hit.words)))
}

/// The preferred form in the language of the hit. A hit does not name its
/// language, so it is that of the term whose beginning and usage it has, and
/// English if none has them.
fn preferred_source<'a>(concept: &'a Concept, hit: &TermHit) -> Option<&'a str> {
    let begins_alike = |term: &&Term| {
        let words = fold::fold(&hit.words, &term.locale);
        let text = fold::fold(&term.text, &term.locale);
        term.usage == hit.usage
            && !text.is_empty()
            && words.chars().take(2).eq(text.chars().take(2))
    };
    let english = Locale::english();
    let found = concept.terms.iter().find(begins_alike);
    let locale = found.map_or(&english, |term| &term.locale);
    concept
        .terms
        .iter()
        .find(|term| term.locale == *locale && term.usage == Usage::Preferred)
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
