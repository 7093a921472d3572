//! A review that comes back: every row is known by its id, proven by its source, and
//! then goes the way of every returned unit. Nothing is guessed: a row without its id
//! answers nothing.

use std::collections::BTreeMap;

use crate::diag::{Finding, Place};
use crate::formats::review;
use crate::memory::{ExportRecord, ExportUnit, Store};
use crate::model::Variant;
use crate::model::{Content, ReturnedFile, ReturnedRow, ReturnedUnit, Seat, Standing, State};
use crate::pipeline::Error;
use crate::pipeline::review::marks;

use super::judge::tidied;
use super::recode::{alike, recoded};
use super::xliff::{Part, Told, import_part};
use super::{Aside, Work, quality};

/// The code under which a remark waits that belongs to no translation.
pub(in crate::pipeline) const REMARK: &str = "review::comment";

/// Reads the file and stores what can be believed. False: refused.
pub(super) fn import(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
) -> Result<bool, Error> {
    let Some(returned) = review::read(bytes, &mut work.findings) else {
        return Ok(false);
    };
    let (groups, nameless) = grouped(returned.rows);
    if groups.is_empty() {
        let message = "there is no row with its id in this review";
        let help =
            "Was the column of ids emptied? Export the review again, and copy the translations.";
        work.findings
            .push(Finding::error("import::empty", message).help(help));
        return Ok(false);
    }
    let mut parts = Vec::new();
    let mut remarks = Vec::new();
    for (export, rows) in groups {
        let record = store.export(&export)?;
        remarks.extend(remarks_of(&export, record.as_ref(), &rows));
        parts.push(part(work.options.state, store, export, record, rows)?);
    }
    work.quality = quality::of_parts(work, &parts)?;
    for part in parts {
        if !import_part(work, store, part)? {
            return Ok(false);
        }
    }
    for row in nameless {
        put_aside(work, &row);
    }
    for remark in remarks {
        remark.keep(work, store)?;
    }
    Ok(true)
}

/// The rows of each export, in order, and those without an id. A row in which nothing
/// is written is none.
fn grouped(rows: Vec<ReturnedRow>) -> (Vec<(String, Vec<ReturnedRow>)>, Vec<ReturnedRow>) {
    let mut groups: Vec<(String, Vec<ReturnedRow>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut nameless = Vec::new();
    for row in rows {
        let export = row.id.split_once('/').map(|(export, _)| export.to_owned());
        match export.filter(|export| is_export(export)) {
            Some(export) => {
                let place = *places.entry(export.clone()).or_insert(groups.len());
                match groups.get_mut(place) {
                    Some((_, rows)) => rows.push(row),
                    None => groups.push((export, vec![row])),
                }
            }
            None if is_blank(&row) => {}
            None => nameless.push(row),
        }
    }
    (groups, nameless)
}

/// Twelve hexadecimal digits.
fn is_export(text: &str) -> bool {
    text.len() == 12 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

fn is_blank(row: &ReturnedRow) -> bool {
    let texts = [&row.id, &row.source, &row.target];
    texts.iter().all(|text| text.trim().is_empty()) && row.comments.is_empty()
}

/// The rows of an export as a returned file.
fn part(
    state: State,
    store: &dyn Store,
    export: String,
    record: Option<ExportRecord>,
    rows: Vec<ReturnedRow>,
) -> Result<Part, Error> {
    let sent = sent_of(record.as_ref());
    let mut told = Told::default();
    let mut units = Vec::with_capacity(rows.len());
    for row in rows {
        let id = unit_of(&row).to_owned();
        let unit = unit(
            &export,
            &row,
            sent.get(id.as_str()).copied(),
            (state, store),
        )?;
        if let Some(fault) = row.fault {
            told.faults.insert(id, fault);
        }
        units.push(unit);
    }
    let locale = record.as_ref().map(|record| record.locale.clone());
    let file = ReturnedFile {
        original: String::new(),
        export: Some(export),
        glossary: None,
        source_language: None,
        target_language: locale.as_ref().map(ToString::to_string),
        units,
        left_out: 0,
    };
    Ok(Part {
        file,
        locale,
        answers: record.map(|record| (record, told)),
    })
}

/// The units of an export by their ids.
fn sent_of(record: Option<&ExportRecord>) -> BTreeMap<&str, &ExportUnit> {
    let units = record.into_iter().flat_map(|record| &record.units);
    units.map(|unit| (unit.unit.as_str(), unit)).collect()
}

/// The unit that a row names.
pub(in crate::pipeline) fn unit_of(row: &ReturnedRow) -> &str {
    row.id.split_once('/').map_or("", |(_, unit)| unit)
}

fn unit(
    export: &str,
    row: &ReturnedRow,
    sent: Option<&ExportUnit>,
    (state, store): (State, &dyn Store),
) -> Result<ReturnedUnit, Error> {
    let (source, target) = contents(row, sent);
    let id = unit_of(row);
    Ok(ReturnedUnit {
        id: id.to_owned(),
        name: Some(format!("{export}.{id}")),
        translate: sent.is_none_or(|sent| sent.translate),
        state: None,
        standing: Standing::Unknown,
        target: as_it_was(sent, target, state, store)?,
        source,
        seat: Seat::default(),
        place: row.place.clone(),
    })
}

/// Source and translation with the codes of what was sent: a mark says which code it
/// is, not what it looks like.
pub(in crate::pipeline) fn contents(
    row: &ReturnedRow,
    sent: Option<&ExportUnit>,
) -> (Content, Content) {
    let (source, target) = (marks::read(&row.source), marks::read(&row.target));
    match sent.filter(|sent| alike(&sent.source, &source)) {
        Some(sent) => (
            recoded(&sent.source, &source, &source),
            recoded(&sent.source, &source, &target),
        ),
        None => (source, target),
    }
}

/// The translation of a row. One that came back as it was sent is the very same, whatever
/// its codes look like elsewhere. One of several that disagree is an answer, as it stands,
/// only where the desk says that somebody has read it; else it is none.
fn as_it_was(
    sent: Option<&ExportUnit>,
    target: Content,
    state: State,
    store: &dyn Store,
) -> Result<Option<Content>, Error> {
    let shown = sent.and_then(|sent| sent.sent.as_ref().or(sent.held.first()));
    let variant = match shown {
        Some(identity) => store.variant(identity)?,
        None => None,
    };
    let same = variant.filter(|one| marks::written(&one.target) == marks::written(&target));
    let disagree = sent.is_some_and(|sent| sent.sent.is_none());
    Ok(match same {
        Some(_) if disagree && state <= State::Translated => None,
        Some(same) => Some(same.target),
        None => Some(target),
    })
}

/// A row that was added, or that lost its id: where it belongs, nobody knows.
fn put_aside(work: &mut Work<'_>, row: &ReturnedRow) {
    let no_id = || {
        Finding::error(
            "review::id",
            "this row has no id of a row that was sent, so that nobody can tell where it belongs",
        )
        .at(row.place.clone())
        .words(&row.id)
        .help("Put the id back, or write the translation into the row where it belongs.")
    };
    let of_id = row.fault.clone().filter(|_| !row.id.is_empty());
    let finding = of_id.unwrap_or_else(no_id);
    let (source, target) = (marks::read(&row.source), marks::read(&row.target));
    let aside = Aside {
        export: None,
        unit: &row.id,
        locale: "und",
        source: &source,
        target: &target,
    };
    for comment in &row.comments {
        let finding = told(comment, &row.place);
        let remark = Content::text(comment.as_str());
        let target = &remark;
        work.keep(&finding, &Aside { target, ..aside });
        work.findings.push(finding);
    }
    work.quarantine(finding, &aside);
}

fn told(comment: &str, place: &Place) -> Finding {
    Finding::note(REMARK, "a reviewer remarks")
        .at(place.clone())
        .words(comment)
}

/// What a reviewer remarks on a row.
struct Remark {
    export: String,
    unit: String,
    locale: String,
    /// The source that was sent, or else the one that came back.
    source: Content,
    /// The identities of the translation that it speaks of, the likeliest first.
    of: Vec<String>,
    comments: Vec<String>,
    place: Place,
}

fn remarks_of(export: &str, record: Option<&ExportRecord>, rows: &[ReturnedRow]) -> Vec<Remark> {
    let sent = sent_of(record);
    let with_comments = rows.iter().filter(|row| !row.comments.is_empty());
    let remark = |row: &ReturnedRow| {
        let unit = unit_of(row);
        let sent = sent.get(unit).copied();
        let (source, target) = contents(row, sent);
        let mut of = Vec::new();
        if let (Some(record), Some(sent)) = (record, sent) {
            let target = tidied(&target, &sent.source);
            let (from, into) = (&record.version.locale, &record.locale);
            of.push(Variant::identity_of(from, &sent.source, into, &target));
            of.extend(sent.sent.clone());
        }
        Remark {
            export: export.to_owned(),
            unit: unit.to_owned(),
            locale: record.map_or("und".to_owned(), |record| record.locale.to_string()),
            source: sent.map_or(source, |sent| sent.source.clone()),
            of,
            comments: row.comments.clone(),
            place: row.place.clone().unit(unit),
        }
    };
    with_comments.map(remark).collect()
}

impl Remark {
    /// Keeps it beside the translation it speaks of; where the memory has none, it waits
    /// among what was kept aside. It is told in either case.
    fn keep(self, work: &mut Work<'_>, store: &mut dyn Store) -> Result<(), Error> {
        let mut held = None;
        for identity in self.of {
            let variant = store.variant(&identity)?;
            if held.is_none() && variant.is_some_and(|variant| !variant.superseded) {
                held = Some(identity);
            }
        }
        for comment in &self.comments {
            let finding = told(comment, &self.place);
            if let Some(identity) = &held {
                store.remark(identity, comment)?;
                work.findings.push(finding);
                continue;
            }
            let finding = finding.help(
                "The memory has no translation to keep it with: `tilmach quarantine list` shows it.",
            );
            let aside = Aside {
                export: Some(&self.export),
                unit: &self.unit,
                locale: &self.locale,
                source: &self.source,
                target: &Content::text(comment.as_str()),
            };
            work.keep(&finding, &aside);
            work.findings.push(finding);
        }
        Ok(())
    }
}
