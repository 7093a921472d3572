//! A translation as the report tells it: its words with marks, and what is wrong with
//! it.

use std::collections::BTreeMap;

use crate::check::{Pair, Remark, faults_of, id_of};
use crate::diag::Finding;
use crate::glossary::Fault;
use crate::model::{MarkKind, MarkedText, ReportFinding, ReportTranslation, TextMark};
use crate::pipeline::Standard;

use super::found::Shown;
use super::keep::{Kept, Place};
use super::marked::{fault, places, sorted};

/// A finding on a translation, with what it is about.
pub(super) struct Told<'a> {
    pub(super) id: String,
    pub(super) finding: &'a Finding,
    /// Why somebody accepted it.
    pub(super) accepted: Option<String>,
    /// The concept it is about; empty when it is about none.
    pub(super) concept: &'a str,
    fault: Option<&'a Fault>,
}

/// What is said of a pair, in its order.
pub(super) fn told<'a>(
    standard: &Standard,
    pair: &'a Pair,
    remarks: &'a [Remark],
) -> Vec<Told<'a>> {
    let mut behind: BTreeMap<&str, std::vec::IntoIter<&Fault>> = BTreeMap::new();
    let verdict = pair.terms().into_iter();
    let mut renderings = verdict.flat_map(|verdict| &verdict.renderings);
    let tell = |remark: &'a Remark| {
        let finding = &remark.finding;
        let id = id_of(pair, remark);
        let code = finding.code.as_str();
        let faults = behind.entry(code);
        let faults = faults.or_insert_with(|| faults_of(pair, code).into_iter());
        let fault = faults.next();
        let mut concept = fault.map_or("", |fault| fault.concept.as_str());
        if code == "term::inconsistent" {
            // Of the renderings of a pair it tells some, in their order.
            let words = finding.words.as_deref().unwrap_or_default();
            let words = words.strip_suffix('…').unwrap_or(words);
            let rendering = renderings.find(|one| one.term.starts_with(words));
            concept = rendering.map_or("", |one| one.concept.as_str());
        }
        Told {
            accepted: standard.accepted().get(&id).map(|one| one.reason.clone()),
            id,
            finding,
            concept,
            fault,
        }
    };
    remarks.iter().map(tell).collect()
}

/// The translation with all that is said of it.
pub(super) fn kept(place: Place, shown: &Shown, pair: &Pair, told: &[Told<'_>]) -> Kept {
    let text = pair.target_text().to_owned();
    let mut source = Vec::new();
    let mut marks = standing(pair);
    for one in told {
        let (here, there) = in_question(pair, one);
        marks.extend(here.into_iter().map(fault));
        source.extend(there.into_iter().map(fault));
    }
    let translation = ReportTranslation {
        locale: pair.locale().to_string(),
        text: MarkedText {
            marks: sorted(&text, marks),
            text,
        },
        state: shown.state.as_str().to_owned(),
        band: if shown.here { "in-context" } else { "100" }.to_owned(),
        filled: shown.filled,
        by: shown.by.clone(),
        file: shown.file.clone(),
        day: shown.day.clone(),
        findings: told.iter().map(finding).collect(),
    };
    Kept {
        place,
        translation,
        source,
    }
}

/// Quotations and terms of a translation.
fn standing(pair: &Pair) -> Vec<TextMark> {
    let quotes = pair.target_quoting().spans.iter().map(|span| TextMark {
        start: span.start,
        end: span.end,
        kind: MarkKind::Quoted,
        concept: String::new(),
    });
    let found = pair.terms().into_iter().flat_map(|verdict| &verdict.found);
    let terms = found.map(|one| TextMark {
        start: one.span.0,
        end: one.span.1,
        kind: MarkKind::Term,
        concept: one.concept.clone(),
    });
    quotes.chain(terms).collect()
}

type Spans = Vec<(usize, usize)>;

/// Where the words of a finding stand in the translation and in the source.
fn in_question(pair: &Pair, told: &Told<'_>) -> (Spans, Spans) {
    let words = told.finding.words.as_deref().unwrap_or_default();
    if let Some(fault) = told.fault {
        let words = fault.source_words.as_ref();
        let hits = pair.terms().into_iter().flat_map(|verdict| &verdict.hits);
        let meant = hits.filter(|hit| hit.concept == fault.concept && Some(&hit.words) == words);
        let source = meant.map(|hit| hit.span).collect();
        return (fault.span.into_iter().collect(), source);
    }
    if told.finding.code == "term::inconsistent" {
        // It names the term, which may stand there in another form.
        let found = pair.terms().into_iter().flat_map(|verdict| &verdict.found);
        let found = found.filter(|one| one.concept == told.concept && one.term == words);
        return (found.map(|one| one.span).collect(), Vec::new());
    }
    let here = places(pair.target_text(), words);
    if here.is_empty() {
        return (here, places(pair.source_text(), words));
    }
    (here, Vec::new())
}

fn finding(told: &Told<'_>) -> ReportFinding {
    ReportFinding {
        id: told.id.clone(),
        code: told.finding.code.clone(),
        severity: told.finding.severity.to_string(),
        message: told.finding.message.clone(),
        words: told.finding.words.clone().unwrap_or_default(),
        help: told.finding.help.clone().unwrap_or_default(),
        concept: told.concept.to_owned(),
        accepted: told.accepted.clone(),
    }
}
