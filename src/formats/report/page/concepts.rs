//! The glossary: what was decided, who decided it, and where it is not kept.

use std::collections::BTreeSet;

use crate::formats::page::escaped;
use crate::model::{
    Decided, MarkKind, MarkedText, NOT_KEPT, ReportConcept, ReportDecision, ReportPlace,
    ReportRendering, ReportTerm, TextMark,
};

use super::words::{counted, dotted, number, scope, usage};
use super::{Page, bidi, ids, marks, statements};

/// Concepts whose decision is not kept stand open while they have no more places in all.
const OPEN_PLACES: usize = 20;

pub(super) fn push(page: &mut Page) {
    let report = page.report;
    page.put("<section id=\"glossary\">\n<h2>Glossary</h2>\n");
    if report.concepts.is_empty() {
        page.put("<p>There is no concept in the glossary.</p>\n");
    }
    page.put("<p class=\"none\" hidden>No concept fits.</p>\n<div class=\"concepts\">\n");
    let mut open = OPEN_PLACES;
    for concept in &report.concepts {
        let places = concept.locales.iter().map(|one| one.places.len()).sum();
        let opens = (1..=open).contains(&places);
        open -= if opens { places } else { 0 };
        push_concept(page, concept, opens);
    }
    page.put("</div>\n</section>\n");
}

fn push_concept(page: &mut Page, concept: &ReportConcept, opens: bool) {
    let id = page.ids.take(ids::concept(&concept.id));
    let not_kept: usize = concept.locales.iter().map(|one| one.not_kept).sum();
    let open = if opens { " open" } else { "" };
    let source = page.attributes(&page.report.source);
    let key = bidi::text(&concept.id);
    page.say(format_args!(
        "<details class=\"concept\" id=\"{id}\"{open}>\n<summary><h3><span{source}>{}</span> \
         <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to {key}\">#</a></h3> \
         <span class=\"badges\">{}</span></summary>\n<noscript>\n",
        title(concept),
        badges(page, concept, not_kept)
    ));
    about(page, concept);
    for decision in &concept.locales {
        push_decision(page, concept, decision);
    }
    page.put("</noscript>\n</details>\n");
}

/// The terms of the source language that may be used, or the key.
fn title(concept: &ReportConcept) -> String {
    let usable = |term: &&ReportTerm| matches!(&*term.usage, "preferred" | "admitted");
    let terms = concept.source_terms.iter().filter(usable);
    let titles: Vec<String> = terms
        .map(|term| format!("<bdi>{}</bdi>", bidi::text(&term.text)))
        .collect();
    match titles.is_empty() {
        true => format!("<bdi>{}</bdi>", bidi::text(&concept.id)),
        false => titles.join(", "),
    }
}

fn badges(page: &Page, concept: &ReportConcept, not_kept: usize) -> String {
    let mut out = String::new();
    if not_kept > 0 {
        let (class, places) = (gravest(page, concept), counted(not_kept, "place"));
        out.push_str(&format!(
            "<span class=\"badge {class}\">not kept: {places}</span> "
        ));
    }
    for (decided, words) in [
        (Decided::Undecided, "not decided"),
        (Decided::Unsigned, "not signed off"),
    ] {
        let of = concept.locales.iter().filter(|one| one.decided == decided);
        let names: Vec<String> = of.map(|one| page.name(&one.locale)).collect();
        if !names.is_empty() && names.len() == concept.locales.len() {
            out.push_str(&format!("<span class=\"badge\">{words}</span> "));
        } else if !names.is_empty() {
            let names = names.join(", ");
            out.push_str(&format!("<span class=\"badge\">{words}: {names}</span> "));
        }
    }
    out
}

/// The gravest severity of the places where a concept is not kept, as far as they are in
/// the page, which has the gravest ones first.
fn gravest(page: &Page, concept: &ReportConcept) -> &'static str {
    let places = concept.locales.iter().flat_map(|one| &one.places);
    let found: BTreeSet<&str> = places
        .filter_map(|place| page.finding(place))
        .map(|finding| finding.severity.as_str())
        .collect();
    let known = ["error", "warning", "note"];
    let gravest = known.into_iter().find(|word| found.contains(word));
    gravest.unwrap_or("warning")
}

fn about(page: &mut Page, concept: &ReportConcept) {
    let segments = format!("in {}", counted(concept.in_sources, "source segment"));
    let guard = match concept.guard {
        true => "its words must not stand where the source has not the idea",
        false => "",
    };
    let decision = match concept.decision.as_str() {
        "" => String::new(),
        words => format!("decided by <bdi>{}</bdi>", bidi::text(words)),
    };
    let line = dotted(&[
        format!("<bdi>{}</bdi>", bidi::text(&concept.id)),
        format!("<bdi>{}</bdi>", bidi::text(&concept.domain)),
        segments,
        decision,
        guard.to_owned(),
    ]);
    page.say(format_args!("<p class=\"about\">{line}</p>\n"));
    for text in [&concept.definition, &concept.note] {
        if !text.is_empty() {
            let text = escaped(text);
            page.say(format_args!("<p dir=\"auto\">{text}</p>\n"));
        }
    }
    let source = page.report.source.as_str();
    let unwanted = |term: &&ReportTerm| !matches!(&*term.usage, "preferred" | "admitted");
    let unwanted: Vec<&ReportTerm> = concept.source_terms.iter().filter(unwanted).collect();
    terms(page, source, &unwanted);
}

fn push_decision(page: &mut Page, concept: &ReportConcept, decision: &ReportDecision) {
    let id = page.ids.take(ids::decision(&concept.id, &decision.locale));
    let name = page.name(&decision.locale);
    let (class, words) = match decision.decided {
        Decided::Signed => ("signed", "signed off"),
        Decided::Unsigned => ("unsigned", "not signed off"),
        Decided::Undecided => ("undecided", "not decided"),
    };
    page.say(format_args!(
        "<div class=\"decision\" id=\"{id}\">\n<h4>{name} <span class=\"badge {class}\">{words}</span> \
         <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to {name}\">#</a></h4>\n"
    ));
    let all: Vec<&ReportTerm> = decision.terms.iter().collect();
    terms(page, &decision.locale, &all);
    renderings(page, decision);
    if decision.not_kept > 0 {
        let count = counted(decision.not_kept, "place");
        page.say(format_args!("<h5>Decision not kept: {count}</h5>\n"));
    }
    for place in &decision.places {
        push_place(page, concept, decision, place);
    }
    if decision.places.len() < decision.not_kept {
        let shown = number(decision.places.len());
        page.say(format_args!("<p>Here are {shown} of them.</p>\n"));
    }
    page.put("</div>\n");
}

fn terms(page: &mut Page, locale: &str, terms: &[&ReportTerm]) {
    if terms.is_empty() {
        return;
    }
    let attributes = page.attributes(locale);
    page.put("<ul class=\"terms\">\n");
    for term in terms {
        let class = match term.in_force {
            true => "",
            false => " class=\"past\"",
        };
        let words = match term.text.as_str() {
            "" => String::new(),
            text => format!("<b{attributes}>{}</b> ", bidi::text(text)),
        };
        page.say(format_args!(
            "<li{class}>{words}<span>{}</span></li>\n",
            known(term)
        ));
    }
    page.put("</ul>\n");
}

/// What is known of a term.
fn known(term: &ReportTerm) -> String {
    let told = |before: &str, text: &str| match text {
        "" => String::new(),
        text => format!("{before}<bdi>{}</bdi>", bidi::text(text)),
    };
    let signed = match &term.signed_by {
        Some(by) => {
            let on = told(" on ", term.signed_on.as_deref().unwrap_or_default());
            let why = told(": ", &term.reason);
            format!("signed off by <bdi>{}</bdi>{on}{why}", bidi::text(by))
        }
        None => String::new(),
    };
    let force = if term.in_force {
        ""
    } else {
        "not in force today"
    };
    dotted(&[
        escaped(usage(&term.usage)),
        escaped(scope(&term.scope)),
        force.to_owned(),
        signed,
        told("", &term.evidence),
        told("only for the profile ", &term.profile),
        told("from ", term.valid_from.as_deref().unwrap_or_default()),
        told("until ", term.valid_until.as_deref().unwrap_or_default()),
        told("", &term.note),
    ])
}

fn renderings(page: &mut Page, decision: &ReportDecision) {
    let known = [decision.asked, decision.unasked, decision.renderings.len()];
    if known.iter().all(|count| *count == 0) {
        return;
    }
    let attributes = page.attributes(&decision.locale);
    let shown = |one: &ReportRendering| {
        let term = bidi::text(&one.term);
        let count = number(one.count);
        format!("<b{attributes}>{term}</b> in {count}")
    };
    let used: Vec<String> = decision.renderings.iter().map(shown).collect();
    let asked = counted(decision.asked, "translation");
    let used = match used.is_empty() {
        true => "none of its terms was found".to_owned(),
        false => used.join(", "),
    };
    page.say(format_args!(
        "<p class=\"used\">Asked for in {asked}: {used}."
    ));
    if decision.unasked > 0 {
        let count = counted(decision.unasked, "translation");
        page.say(format_args!(" Not asked for, and there: {count}."));
    }
    if decision.unsure > 0 {
        let count = counted(decision.unsure, "translation");
        page.say(format_args!(" Nobody can tell by rule: {count}."));
    }
    page.put("</p>\n");
}

fn push_place(
    page: &mut Page,
    concept: &ReportConcept,
    decision: &ReportDecision,
    place: &ReportPlace,
) {
    page.put("<div class=\"place\">\n<p>");
    link(page, place);
    let unit = page.unit(place);
    let translation = unit.and_then(|unit| unit.translations.get(place.translation));
    let finding = page.finding(place);
    let (Some(unit), Some(translation), Some(finding)) = (unit, translation, finding) else {
        page.put(": not in this page</p>\n</div>\n");
        return;
    };
    page.put("</p>\n");
    let source = page.attributes(&page.report.source);
    let target = page.attributes(&decision.locale);
    page.say(format_args!(
        "<div class=\"pair\">\n<p{source}>{}</p>\n<p{target}>{}</p>\n</div>\n<ul class=\"found\">\n",
        marks::html(&only_of(&unit.source, &concept.id), &BTreeSet::new()),
        marks::html(&only_of(&translation.text, &concept.id), &BTreeSet::new())
    ));
    statements::push_finding(page, finding);
    // A place stands for its translation: what else is wrong with the decision there.
    let others = translation
        .findings
        .iter()
        .enumerate()
        .filter(|(number, one)| {
            let is_open = one.accepted.is_none() && one.concept == concept.id;
            *number != place.finding && is_open && NOT_KEPT.contains(&one.code.as_str())
        });
    for (_, other) in others {
        statements::push_finding(page, other);
    }
    page.put("</ul>\n</div>\n");
}

/// The text with what is quoted and what is of one concept: other words in question are
/// told where their own concept is, or beside the segment.
fn only_of(marked: &MarkedText, concept: &str) -> MarkedText {
    let own: Vec<&TextMark> = marked
        .marks
        .iter()
        .filter(|mark| mark.kind == MarkKind::Term && mark.concept == concept)
        .collect();
    let is_about = |mark: &&TextMark| match mark.kind {
        MarkKind::Quoted => true,
        MarkKind::Term => mark.concept == concept,
        MarkKind::Fault => own
            .iter()
            .any(|term| mark.start < term.end && term.start < mark.end),
    };
    MarkedText {
        text: marked.text.clone(),
        marks: marked.marks.iter().filter(is_about).cloned().collect(),
    }
}

/// The segment of a place, as a link if it is in the page.
pub(super) fn link(page: &mut Page, place: &ReportPlace) {
    let words = format!(
        "<bdi>{}</bdi> <bdi>{}</bdi>",
        bidi::text(&place.statement),
        bidi::text(&place.unit)
    );
    if page.unit(place).is_some() {
        let target = ids::unit(&place.statement, &place.unit);
        page.say(format_args!("<a href=\"#{target}\">{words}</a>"));
    } else {
        page.put(&words);
    }
}
