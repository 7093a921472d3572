//! What is different from an earlier day or an earlier report.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Day, Report, ReportChanges, ReportConcept, ReportDecision, ReportDifference, ReportPlace,
    ReportStatement, ReportTerm, ReportTranslation,
};

use super::history::Known;

/// With what a report is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// With the state before this day: what came in on it is new.
    Day(Day),
    /// With a report that was made earlier.
    Report(Box<Report>),
    /// With the report that stands in the place of this one. When nothing is different,
    /// this one tells what that one told, and so is the same.
    Last(Box<Report>),
}

/// What came in on a day or after it. `before` has for every language how many segments
/// were translated before it.
pub(super) fn since_day(
    day: Day,
    report: &Report,
    known: &[Known],
    before: &[usize],
) -> ReportChanges {
    let day = day.to_string();
    let pairs = report.statements.iter().zip(known);
    let changed = pairs.filter(|(_, known)| known.changed >= day);
    let locales = report.locales.iter().zip(before);
    ReportChanges {
        report: false,
        whole: false,
        statements: changed.map(|(one, _)| one.name.clone()).collect(),
        gone: Vec::new(),
        common: 0,
        locales: locales
            .map(|(locale, before)| ReportDifference {
                locale: locale.locale.clone(),
                translated_before: *before,
                translated: locale.translated,
                new_findings: Vec::new(),
                gone_findings: 0,
            })
            .collect(),
        decisions: of_terms(report, |told, term| since(told, term, &day, &report.day)),
        day,
    }
}

/// What became of a term on a day or after it.
fn since(told: &str, term: &ReportTerm, day: &str, today: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let came = |on: &Option<String>| on.as_deref().is_some_and(|on| on >= day && on <= today);
    if came(&term.signed_on) {
        lines.push(format!("{told} was signed off{}", signed(term)));
    }
    if came(&term.valid_from) {
        let from = term.valid_from.as_deref().unwrap_or_default();
        lines.push(format!("{told} holds since {from}"));
    }
    let ended = |until: &&str| *until >= day && *until < today;
    if let Some(until) = term.valid_until.as_deref().filter(ended) {
        lines.push(format!("{told} held until {until}"));
    }
    lines
}

/// `by tr-1 on 2026-01-02`, as far as it is known.
fn signed(term: &ReportTerm) -> String {
    let by = term.signed_by.as_ref().map(|by| format!(" by {by}"));
    let on = term.signed_on.as_ref().map(|on| format!(" on {on}"));
    format!("{}{}", by.unwrap_or_default(), on.unwrap_or_default())
}

/// What is said of every term of every concept, in order.
fn of_terms(report: &Report, tell: impl Fn(&str, &ReportTerm) -> Vec<String>) -> Vec<String> {
    let mut lines = Vec::new();
    for concept in &report.concepts {
        for (locale, terms) in terms_of(report, concept) {
            for term in terms {
                lines.extend(tell(&named(&concept.id, locale, term), term));
            }
        }
    }
    lines
}

/// The terms of a concept by language, that of the sources first.
fn terms_of<'a>(
    report: &'a Report,
    concept: &'a ReportConcept,
) -> impl Iterator<Item = (&'a str, &'a [ReportTerm])> {
    let own = (report.source.as_str(), concept.source_terms.as_slice());
    let locales = concept.locales.iter();
    std::iter::once(own)
        .chain(locales.map(|one: &ReportDecision| (one.locale.as_str(), one.terms.as_slice())))
}

/// `camp, tr: “toplama kampı” (un)`.
fn named(concept: &str, locale: &str, term: &ReportTerm) -> String {
    let profile = match term.profile.as_str() {
        "" => String::new(),
        profile => format!(" ({profile})"),
    };
    format!("{concept}, {locale}: “{}”{profile}", term.text)
}

/// A finding as two reports know it: language and id.
type Name<'a> = (&'a str, &'a str);

/// What is different from an earlier report, in the languages that both have. Statements
/// that only one of them has are named, and not compared: one that was not asked for is no
/// loss. `ids` are those of all findings of today, carried or not, for every language.
pub(super) fn since_report(
    earlier: &Report,
    report: &Report,
    ids: &[BTreeSet<String>],
) -> ReportChanges {
    let names = |report: &Report| -> BTreeSet<String> {
        report
            .statements
            .iter()
            .map(|one| one.name.clone())
            .collect()
    };
    let (then, now) = (names(earlier), names(report));
    let both: BTreeSet<String> = &then & &now;
    let whole = is_whole(earlier, &both) && is_whole(report, &both);
    let mut findings = match whole {
        true => findings(earlier, report, &both, ids),
        false => BTreeMap::new(),
    };
    let mut locales = Vec::new();
    for locale in report.locales.iter().map(|one| one.locale.as_str()) {
        if !earlier.locales.iter().any(|one| one.locale == locale) {
            continue;
        }
        let (new_findings, gone_findings) = findings.remove(locale).unwrap_or_default();
        locales.push(ReportDifference {
            locale: locale.to_owned(),
            translated_before: translated(earlier, &both, locale),
            translated: translated(report, &both, locale),
            new_findings,
            gone_findings,
        });
    }
    ReportChanges {
        day: earlier.day.clone(),
        report: true,
        whole,
        statements: changed(earlier, report),
        gone: then.difference(&now).cloned().collect(),
        common: both.len(),
        locales,
        decisions: decisions(earlier, report),
    }
}

/// For every language the places of findings that the earlier report has not, and how many
/// of it there are no more, in the statements that both have.
fn findings<'r>(
    earlier: &'r Report,
    report: &'r Report,
    both: &BTreeSet<String>,
    ids: &[BTreeSet<String>],
) -> BTreeMap<&'r str, (Vec<ReportPlace>, usize)> {
    let mut found: BTreeMap<&str, (Vec<ReportPlace>, usize)> = BTreeMap::new();
    // A finding that stood elsewhere is none that is new.
    let before: BTreeSet<Name<'_>> = open(earlier).map(|(name, _)| name).collect();
    for (name, place) in open(report) {
        if both.contains(&place.statement) && !before.contains(&name) {
            found.entry(name.0).or_default().0.push(place);
        }
    }
    let of_both = open(earlier).filter(|(_, place)| both.contains(&place.statement));
    let of_both: BTreeSet<Name<'_>> = of_both.map(|(name, _)| name).collect();
    for (locale, id) in of_both {
        let places = report.locales.iter().zip(ids);
        let mut here = places.filter(|(one, _)| one.locale == locale);
        if here.next().is_some_and(|(_, ids)| !ids.contains(id)) {
            found.entry(locale).or_default().1 += 1;
        }
    }
    found
}

/// How many segments of these statements are translated.
fn translated(report: &Report, names: &BTreeSet<String>, locale: &str) -> usize {
    let statements = report.statements.iter();
    let asked = statements.filter(|one| names.contains(&one.name));
    let tallies = asked.flat_map(|one| &one.locales);
    let of_locale = tallies.filter(|one| one.locale == locale);
    of_locale.map(|one| one.translated).sum()
}

/// The findings that nobody accepted, with their places.
fn open(report: &Report) -> impl Iterator<Item = (Name<'_>, ReportPlace)> {
    translations(report).flat_map(|(place, translation)| {
        let findings = translation.findings.iter().enumerate();
        let open = findings.filter(|(_, finding)| finding.accepted.is_none());
        open.map(move |(number, finding)| {
            let name = (translation.locale.as_str(), finding.id.as_str());
            let place = ReportPlace {
                finding: number,
                ..place.clone()
            };
            (name, place)
        })
    })
}

fn translations(report: &Report) -> impl Iterator<Item = (ReportPlace, &ReportTranslation)> {
    report.statements.iter().flat_map(|statement| {
        statement.units.iter().flat_map(move |unit| {
            let all = unit.translations.iter().enumerate();
            all.map(move |(number, translation)| {
                let place = ReportPlace {
                    statement: statement.name.clone(),
                    unit: unit.id.clone(),
                    translation: number,
                    finding: 0,
                };
                (place, translation)
            })
        })
    })
}

/// Whether a report carries all the findings that it counts in these statements.
fn is_whole(report: &Report, names: &BTreeSet<String>) -> bool {
    let statements = report.statements.iter();
    let asked = statements.filter(|one| names.contains(&one.name));
    let counted: usize = asked
        .flat_map(|one| &one.locales)
        .map(|one| one.errors + one.warnings + one.notes)
        .sum();
    let carried = open(report).filter(|(_, place)| names.contains(&place.statement));
    carried.count() == counted
}

/// The statements that are new or have another text, whatever of it is carried and whether
/// or not the memory has seen it.
fn changed(earlier: &Report, report: &Report) -> Vec<String> {
    let before = earlier.statements.iter();
    let before: BTreeMap<&str, &str> = before
        .map(|one| (one.name.as_str(), one.digits.as_str()))
        .collect();
    let is_known = |now: &ReportStatement| before.get(&*now.name) == Some(&&*now.digits);
    let new = report.statements.iter().filter(|now| !is_known(now));
    new.map(|one| one.name.clone()).collect()
}

/// What makes a decision the same one: concept, language, words, profile, scope and the
/// day it begins to hold.
type Key<'a> = (&'a str, &'a str, [&'a str; 4]);

/// What became of the decisions, in the languages that both reports have.
fn decisions(earlier: &Report, report: &Report) -> Vec<String> {
    let before = all_terms(earlier);
    let now = all_terms(report);
    let locales = |report: &Report| -> BTreeSet<String> {
        let locales = report.locales.iter().map(|one| one.locale.clone());
        locales.chain([report.source.clone()]).collect()
    };
    let both: BTreeSet<String> = &locales(earlier) & &locales(report);
    let keys: BTreeSet<&Key<'_>> = before.keys().chain(now.keys()).collect();
    let asked = keys.into_iter().filter(|key| both.contains(key.1));
    asked
        .flat_map(|key| {
            let (concept, locale, _) = key;
            match (before.get(key), now.get(key)) {
                (Some(then), Some(now)) => moved(&named(concept, locale, now), then, now),
                (None, Some(now)) => vec![format!(
                    "{} is new: {}, {}",
                    named(concept, locale, now),
                    now.usage,
                    now.evidence
                )],
                (Some(then), None) => vec![format!("{} is gone", named(concept, locale, then))],
                (None, None) => Vec::new(),
            }
        })
        .collect()
}

fn all_terms(report: &Report) -> BTreeMap<Key<'_>, &ReportTerm> {
    let mut all = BTreeMap::new();
    for concept in &report.concepts {
        for (locale, terms) in terms_of(report, concept) {
            for term in terms {
                let from = term.valid_from.as_deref().unwrap_or_default();
                let key = [&*term.text, &*term.profile, &*term.scope, from];
                all.insert((concept.id.as_str(), locale, key), term);
            }
        }
    }
    all
}

/// What became of one decision.
fn moved(told: &str, then: &ReportTerm, now: &ReportTerm) -> Vec<String> {
    let mut lines = Vec::new();
    if then.usage != now.usage {
        lines.push(format!("{told} was {} and is {}", then.usage, now.usage));
    }
    if (&then.signed_by, &then.signed_on) != (&now.signed_by, &now.signed_on) {
        lines.push(match (&now.signed_by, &now.signed_on) {
            (None, None) => format!("{told} is signed off no more"),
            _ => format!("{told} was signed off{}", signed(now)),
        });
    }
    if then.valid_until != now.valid_until {
        lines.push(match &now.valid_until {
            Some(until) => format!("{told} holds until {until}"),
            None => format!("{told} has no last day any more"),
        });
    }
    if then.in_force != now.in_force {
        let in_force = if now.in_force { "is" } else { "is not" };
        lines.push(format!("{told} {in_force} in force now"));
    }
    lines
}

/// Compares with the report that stands in the place of this one.
pub(super) fn since_last(
    last: &Report,
    report: &Report,
    ids: &[BTreeSet<String>],
) -> Option<ReportChanges> {
    let bare = |report: &Report| Report {
        since: None,
        ..report.clone()
    };
    if bare(last) == bare(report) {
        return last.since.clone();
    }
    Some(since_report(last, report, ids))
}
