//! The glossary in the report: what was decided, and what became of it.

use std::collections::BTreeMap;

use crate::model::{
    Concept, Decided, LeftOut, Locale, NOT_KEPT, ReportConcept, ReportDecision, ReportFinding,
    ReportPlace, ReportRendering, ReportStatement, ReportTerm, Term, Usage as Word,
};
use crate::pipeline::Desk;

use super::judged::{Judged, Usage};

/// So many places are listed of a concept in a language.
const PLACES: usize = 500;

/// The concepts of the glossary as it was read, in their order.
pub(super) fn concepts(
    desk: &Desk<'_>,
    in_sources: &BTreeMap<String, usize>,
    targets: &[Locale],
    judged: &[Judged],
) -> Vec<ReportConcept> {
    let one = |concept: &Concept| {
        let in_force = desk.glossary.get(&concept.id);
        let of_locale = targets.iter().zip(judged).map(|(locale, judged)| {
            let usage = judged.usage.get(&concept.id);
            decision(concept, in_force, locale, usage)
        });
        ReportConcept {
            id: concept.id.clone(),
            domain: concept.domain.clone(),
            definition: concept.definition.clone(),
            decision: concept.decision.clone(),
            note: concept.note.clone(),
            guard: concept.guard,
            source_terms: terms(concept, in_force, &desk.project.source),
            in_sources: in_sources.get(&concept.id).copied().unwrap_or_default(),
            locales: of_locale.collect(),
        }
    };
    let glossary = desk.standard.glossary();
    glossary.concepts().iter().map(one).collect()
}

fn decision(
    concept: &Concept,
    in_force: Option<&Concept>,
    locale: &Locale,
    usage: Option<&Usage>,
) -> ReportDecision {
    let renderings = usage.into_iter().flat_map(|usage| &usage.renderings);
    let mut renderings: Vec<ReportRendering> = renderings
        .map(|(term, count)| ReportRendering {
            term: term.clone(),
            count: *count,
        })
        .collect();
    renderings.sort_by_key(|one| std::cmp::Reverse(one.count));
    ReportDecision {
        locale: locale.to_string(),
        decided: decided(in_force, locale),
        terms: terms(concept, in_force, locale),
        asked: usage.map_or(0, |usage| usage.asked),
        renderings,
        not_kept: usage.map_or(0, |usage| usage.not_kept),
        unasked: usage.map_or(0, |usage| usage.unasked),
        unsure: usage.map_or(0, |usage| usage.unsure),
        places: Vec::new(),
    }
}

/// How far it is decided in a language. Where several terms are to be used, each must be
/// signed off: an admitted word beside a preferred one need not be.
pub(super) fn decided(in_force: Option<&Concept>, locale: &Locale) -> Decided {
    let terms = in_force.into_iter().flat_map(|one| one.terms_in(locale));
    let usable: Vec<&Term> = terms.filter(|term| term.is_usable()).collect();
    let Some(best) = usable.iter().map(|term| term.usage).min() else {
        return Decided::Undecided;
    };
    let mut to_use = usable.iter().filter(|term| term.usage == best);
    match to_use.all(|term| term.is_signed_off()) {
        true => Decided::Signed,
        false => Decided::Unsigned,
    }
}

/// The terms in a language: those in force first, then by usage, those of a profile
/// before those of all.
fn terms(concept: &Concept, in_force: Option<&Concept>, locale: &Locale) -> Vec<ReportTerm> {
    let holds = |term: &Term| in_force.is_some_and(|one| one.terms.contains(term));
    let mut terms: Vec<(bool, &Term)> = concept
        .terms_in(locale)
        .map(|term| (holds(term), term))
        .collect();
    terms.sort_by_key(|(holds, term)| (!holds, term.usage, term.profile.is_empty()));
    let told = terms.into_iter().map(|(in_force, term)| ReportTerm {
        text: term.text.clone(),
        usage: term.usage.as_str().to_owned(),
        evidence: match term.usage {
            Word::Missing => String::new(),
            _ => term.evidence(),
        },
        signed_by: term.sign_off.as_ref().map(|sign_off| sign_off.by.clone()),
        signed_on: term.sign_off.as_ref().map(|one| one.on.to_string()),
        reason: term
            .sign_off
            .as_ref()
            .map(|one| one.reason.clone())
            .unwrap_or_default(),
        profile: term.profile.clone(),
        scope: term.scope.as_str().to_owned(),
        valid_from: term.validity.from.map(|day| day.to_string()),
        valid_until: term.validity.until.map(|day| day.to_string()),
        in_force,
        note: term.note.clone(),
    });
    told.collect()
}

/// Says under every concept where its decision is not kept, as far as the translations
/// are carried and there are not too many; gives what is left out.
pub(super) fn place(
    concepts: &mut [ReportConcept],
    statements: &[ReportStatement],
) -> Option<LeftOut> {
    let mut decisions: BTreeMap<(&str, &str), Vec<ReportPlace>> = BTreeMap::new();
    for (place, concept, locale) in statements.iter().flat_map(places) {
        let places = decisions.entry((concept, locale)).or_default();
        if places.len() < PLACES {
            places.push(place);
        }
    }
    let mut left = 0;
    for concept in concepts {
        for decision in &mut concept.locales {
            let key = (concept.id.as_str(), decision.locale.as_str());
            decision.places = decisions.remove(&key).unwrap_or_default();
            left += decision.not_kept.saturating_sub(decision.places.len());
        }
    }
    (left > 0).then(|| LeftOut {
        what: format!("{left} places where a decision is not kept"),
        instead: "tilmach check --memory --json".to_owned(),
    })
}

/// The translations of a statement in which a decision is not kept and nobody accepted
/// it: the place of the gravest finding, with the concept and the language.
fn places(statement: &ReportStatement) -> impl Iterator<Item = (ReportPlace, &str, &str)> {
    let units = statement.units.iter();
    let translations = units.flat_map(|unit| {
        let all = unit.translations.iter().enumerate();
        all.map(move |(number, translation)| (unit, number, translation))
    });
    translations.flat_map(move |(unit, number, translation)| {
        let gravest = gravest(&translation.findings).into_iter();
        gravest.map(move |(concept, finding)| {
            let place = ReportPlace {
                statement: statement.name.clone(),
                unit: unit.id.clone(),
                translation: number,
                finding,
            };
            (place, concept, translation.locale.as_str())
        })
    })
}

/// Of each concept the gravest finding, and the first of those, which says that its
/// decision is not kept.
fn gravest(findings: &[ReportFinding]) -> BTreeMap<&str, usize> {
    let weight = |finding: &ReportFinding| match finding.severity.as_str() {
        "error" => 0,
        "warning" => 1,
        _ => 2,
    };
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, one) in findings.iter().enumerate() {
        let is_breach = NOT_KEPT.contains(&one.code.as_str());
        if is_breach && one.accepted.is_none() && !one.concept.is_empty() {
            let here = (weight(one), number);
            let known = found.entry(&one.concept).or_insert(here);
            *known = here.min(*known);
        }
    }
    let places = found.into_iter();
    places
        .map(|(concept, (_, number))| (concept, number))
        .collect()
}
