//! What stands in a review: what is in place, the terms, and what the checks say.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Pair, Statement, id_of, statement};
use crate::diag::{Findings, Place};
use crate::formats::review::{quotation_line, term_line};
use crate::glossary::advise;
use crate::memory::{ExportUnit, Store, Version};
use crate::model::{Content, Document, ReviewRow, ReviewSheet, State, Variant};
use crate::pipeline::leverage::{Leverage, Similar, leverage, remarks};
use crate::pipeline::marks::{Marks, mark};
use crate::pipeline::read::short_hash;
use crate::pipeline::run::bands;
use crate::pipeline::{Desk, Error};

use super::Request;
use super::marks::written;

/// A review on its way.
pub(super) struct Draft {
    pub(super) sheet: ReviewSheet,
    /// What goes on record of its units.
    pub(super) units: Vec<ExportUnit>,
    /// Segments and words by band, as JSON.
    pub(super) bands: String,
}

/// The translation that stands in a row.
#[derive(Default)]
struct Shown {
    content: Option<Content>,
    /// What goes on record as sent. Of translations that disagree none is: to leave one
    /// as it stands is an answer only where somebody says that it was read.
    sent: Option<String>,
    /// The identities of what the memory holds in this place, what is shown first.
    held: Vec<String>,
    /// What is wrong with it, a line each.
    findings: Vec<String>,
    /// What is to be said of it beside, a line each.
    notes: Vec<String>,
}

pub(super) fn draft(
    desk: &Desk<'_>,
    store: &dyn Store,
    version: &Version,
    request: &Request<'_>,
    findings: &mut Findings,
) -> Result<Draft, Error> {
    let document = store.document(version)?;
    let found = looked_up(desk, store, &document, request)?;
    let shown: Vec<Shown> = document
        .units()
        .zip(&found)
        .map(|((_, paragraph, _), found)| shown(store, found, paragraph.translate))
        .collect::<Result<_, Error>>()?;
    let marks = marked(desk, &document, findings)?;
    let checks = checked(desk, &document, &shown, request);
    let mut rows = Vec::with_capacity(shown.len());
    let mut units = Vec::with_capacity(shown.len());
    let all = document.units().zip(shown).zip(&marks).zip(checks);
    for ((((id, paragraph, segment), shown), marks), checks) in all {
        rows.push(ReviewRow {
            id: id.clone(),
            translate: paragraph.translate,
            source: written(&segment.content),
            target: shown.content.as_ref().map(written).unwrap_or_default(),
            terms: terms(desk, marks, request),
            findings: [shown.findings, checks].concat(),
            notes: [said(paragraph.translate), shown.notes].concat(),
        });
        units.push(ExportUnit {
            unit: id,
            translate: paragraph.translate,
            source: segment.content.clone(),
            held: shown.held,
            sent: shown.sent,
        });
    }
    let sheet = nameless(desk, version, request, rows);
    Ok(Draft {
        sheet: named(sheet, &units, request),
        units,
        bands: serde_json::to_string(&bands(&document, &found)).unwrap_or_default(),
    })
}

/// The rows as a review without an id or a day.
fn nameless(
    desk: &Desk<'_>,
    version: &Version,
    request: &Request<'_>,
    rows: Vec<ReviewRow>,
) -> ReviewSheet {
    ReviewSheet {
        export: String::new(),
        statement: version.name.clone(),
        day: String::new(),
        glossary: desk.standard.version().to_owned(),
        source: version.locale.clone(),
        target: request.target.clone(),
        rows,
    }
}

/// What the memory offers. As for a translated document, no points are taken off: they
/// are there so that somebody looks again, and somebody does.
fn looked_up(
    desk: &Desk<'_>,
    store: &dyn Store,
    document: &Document,
    request: &Request<'_>,
) -> Result<Vec<Leverage>, Error> {
    let mut project = desk.project.clone();
    project.penalties = Default::default();
    let desk = Desk {
        project: &project,
        ..*desk
    };
    let (similar, mut seen) = (Similar::default(), BTreeSet::new());
    let found = leverage(&desk, store, document, &similar, request.target, &mut seen)?;
    Ok(found)
}

/// What is in place: what would be filled in, or else what the memory holds for this
/// very place, also if it goes against the glossary or disagrees with something.
fn shown(store: &dyn Store, found: &Leverage, translate: bool) -> Result<Shown, Error> {
    if !translate {
        return Ok(Shown::default());
    }
    let mut held = Vec::new();
    for identity in &found.held {
        held.extend(store.variant(identity)?);
    }
    let filled = found
        .prefill
        .as_ref()
        .map(|prefill| prefill.variant.as_str());
    let best = match filled {
        Some(identity) => store.variant(identity)?,
        // The same order for the same memory: what is worth more, then what is newer.
        None => held
            .iter()
            .max_by_key(|one| (one.state, one.added.clone(), one.identity()))
            .cloned(),
    };
    let Some(best) = best else {
        return Ok(Shown {
            held: found.held.clone(),
            notes: offered(found),
            ..Shown::default()
        });
    };
    Ok(of_best(found, best, &held))
}

/// The best of what is held, with what is to be said of it and of the others.
fn of_best(found: &Leverage, best: Variant, held: &[Variant]) -> Shown {
    let own = best.identity();
    let others = held.iter().filter(|one| one.target != best.target);
    let others: Vec<&Variant> = others.collect();
    let disagree = found.prefill.is_none() && !others.is_empty();
    let mut order = found.held.clone();
    // Those that are equal stay in their order.
    order.sort_by_key(|identity| *identity != own);
    let findings = disagree.then(|| {
        let number = others.len() + 1;
        format!("{number} translations disagree here. Please write the one that is right.")
    });
    Shown {
        findings: findings.into_iter().collect(),
        notes: notes(&best, &others),
        content: Some(best.target),
        sent: (!disagree).then_some(own),
        held: order,
    }
}

fn notes(best: &Variant, others: &[&Variant]) -> Vec<String> {
    let mut lines = Vec::new();
    if best.state > State::Translated {
        lines.push(format!("This translation is {}.", best.state.as_str()));
    }
    let others = others.iter();
    lines.extend(others.map(|one| {
        format!(
            "The memory also holds: \u{201C}{}\u{201D}",
            written(&one.target)
        )
    }));
    lines.extend(remarks(best));
    lines
}

/// What is known where nothing is in place.
fn offered(found: &Leverage) -> Vec<String> {
    let mut lines = vec!["Not translated yet.".to_owned()];
    lines.extend(found.notes.iter().cloned());
    let offers = found.matches.iter();
    lines.extend(offers.map(|one| {
        let text = written(&one.target);
        format!("The memory has for these words elsewhere: \u{201C}{text}\u{201D}")
    }));
    lines
}

fn said(translate: bool) -> Vec<String> {
    match translate {
        true => Vec::new(),
        false => vec!["Not for translation.".to_owned()],
    }
}

/// The terms and the quotations of every unit. What is wrong with the words of the
/// source was said when it was read.
fn marked(
    desk: &Desk<'_>,
    document: &Document,
    findings: &mut Findings,
) -> Result<Vec<Marks>, Error> {
    let mut told = Findings::new();
    let marks = desk
        .threads()?
        .install(|| mark(desk, &[document], &mut told));
    let of_glossary = told.iter().filter(|one| one.code.starts_with("glossary::"));
    of_glossary.for_each(|one| findings.push(one.clone()));
    Ok(marks.into_iter().flatten().collect())
}

fn terms(desk: &Desk<'_>, marks: &Marks, request: &Request<'_>) -> Vec<String> {
    let profile = desk.project.profile.as_deref();
    let advice = advise(desk.glossary, &marks.terms, request.target, profile);
    let terms = advice.iter().map(term_line);
    terms
        .chain(marks.quoted.iter().map(quotation_line))
        .collect()
}

/// What the checks say of every unit that has a translation, but for what somebody has
/// accepted.
fn checked(
    desk: &Desk<'_>,
    document: &Document,
    shown: &[Shown],
    request: &Request<'_>,
) -> Vec<Vec<String>> {
    let mut lines = vec![Vec::new(); shown.len()];
    let mut pairs = Vec::new();
    let mut rows = BTreeMap::new();
    for (index, ((id, _, segment), shown)) in document.units().zip(shown).enumerate() {
        let Some(target) = &shown.content else {
            continue;
        };
        rows.insert(pairs.len(), index);
        pairs.push(Pair::new(
            segment.content.trimmed(),
            target.clone(),
            desk.project.source.clone(),
            request.target.clone(),
            Place::default().unit(id),
        ));
    }
    let mut all = Statement::new(pairs);
    if let Some(terminology) = desk.standard.terminology(request.target) {
        all = all.with_terms(terminology);
    }
    for remark in statement(&all, desk.standard.settings()) {
        let row = rows.get(&remark.unit).and_then(|row| lines.get_mut(*row));
        let (Some(row), Some(pair)) = (row, all.pairs().get(remark.unit)) else {
            continue;
        };
        if desk
            .standard
            .accepted()
            .get(&id_of(pair, &remark))
            .is_none()
        {
            row.push(line(&remark.finding));
        }
    }
    lines
}

fn line(finding: &crate::diag::Finding) -> String {
    let mut line = format!("{}: {}", finding.severity, finding.message);
    if let Some(words) = &finding.words {
        line.push_str(&format!(": \u{201C}{words}\u{201D}"));
    }
    if let Some(help) = &finding.help {
        line.push_str(&format!(" ({help})"));
    }
    line
}

/// Gives the review its id, which is a hash of everything in it but the id itself and
/// the day, of its form, and of what the memory held.
fn named(mut sheet: ReviewSheet, units: &[ExportUnit], request: &Request<'_>) -> ReviewSheet {
    let mut hasher = blake3::Hasher::new();
    let mut part = |text: &str| {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    let (source, target) = (sheet.source.to_string(), sheet.target.to_string());
    let head = ["review", env!("CARGO_PKG_VERSION"), request.form.as_str()];
    head.into_iter().for_each(&mut part);
    [&sheet.statement, &sheet.glossary, &source, &target]
        .into_iter()
        .for_each(|text| part(text));
    for (row, unit) in sheet.rows.iter().zip(units) {
        for text in [&row.id, &row.source, &row.target] {
            part(text);
        }
        part(if row.translate { "yes" } else { "no" });
        for list in [&row.terms, &row.findings, &row.notes, &unit.held] {
            part(&list.len().to_string());
            list.iter().for_each(|text| part(text));
        }
        part(unit.sent.as_deref().unwrap_or_default());
    }
    let id: String = short_hash(hasher.finalize().as_bytes())
        .chars()
        .take(12)
        .collect();
    for row in &mut sheet.rows {
        row.id = format!("{id}/{}", row.id);
    }
    sheet.export = id;
    sheet
}
