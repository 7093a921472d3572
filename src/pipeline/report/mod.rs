//! What a coordinator sees of the whole desk on one day (`docs/report.md`).
//!
//! Nothing is written here and nothing is decided: the statements as they are now, what
//! the memory holds for each of their places, what the checks and the glossary say of
//! it. `found` looks up what there is, `judged` asks the rules as `check --memory` does,
//! `keep` chooses what is carried where there is too much, and the counts are always
//! those of everything.

mod concepts;
pub mod file;
mod found;
mod history;
mod judged;
mod keep;
mod marked;
mod since;
mod source;
mod statements;
#[cfg(test)]
mod tests;
mod told;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use crate::memory::{FuzzyIndex, Store};
use crate::model::{Decided, Document, LeftOut, Locale, Report, ReportBand, ReportLocale};

use super::analyse::{Counting, rows};
use super::leverage::{self, Similar, similar};
use super::passages::Survey;
use super::run::Tally;
use super::{Desk, Error};
use found::{OfDocument, found, placed};
use history::{Known, known, moments, points, translated_before};
use judged::{Judged, Judging};
use keep::Keep;
use since::{since_day, since_last, since_report};
use source::Reader;
use statements::{Making, translated};
use waiting::Waiting;

pub use since::Since;

/// So many translations, and so many segments, are carried by a page: what a browser
/// opens in a breath.
pub const MOST_OF_A_PAGE: usize = 20_000;

/// What is asked for.
pub struct Request<'a> {
    /// The languages, out of those of the project.
    pub targets: &'a [Locale],
    /// With what it is compared.
    pub since: Option<Since>,
    /// So many translations and so many segments are carried at most; those with the
    /// gravest findings first. The counts are those of everything all the same.
    pub most: usize,
}

/// What is known before any language is looked at.
struct Ground<'a> {
    known: Vec<Known>,
    survey: Survey,
    reader: Reader<'a>,
    /// In how many segments every concept stands.
    in_sources: BTreeMap<String, usize>,
    similar: Similar,
    counting: Counting,
    /// Whether sentences were compared with those that only resemble them.
    compared: bool,
}

impl<'a> Ground<'a> {
    fn of(
        desk: &'a Desk<'a>,
        store: &dyn Store,
        documents: &[Document],
    ) -> Result<Ground<'a>, Error> {
        let known = known(desk, store, documents)?;
        let reader = Reader::new(desk);
        let index = FuzzyIndex::load(store, &desk.project.source)?;
        let compared = is_compared(documents, MOST_COMPARED);
        let alike = match compared {
            true => leverage::wanted(documents),
            false => BTreeSet::new(),
        };
        Ok(Ground {
            compared,
            survey: survey(desk, store, documents, &known)?,
            in_sources: desk.threads()?.install(|| reader.count(documents)),
            similar: similar(desk, index, alike, &[])?,
            counting: Counting::new(desk, documents, compared)?,
            known,
            reader,
        })
    }
}

/// Where every quotation of the statements comes from.
fn survey(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    known: &[Known],
) -> Result<Survey, Error> {
    let versions = known.iter().map(|one| one.stored.as_ref());
    let working: Vec<_> = documents.iter().zip(versions).collect();
    Survey::of(desk, store, &working)
}

/// Gathers a report. The statements are those that are there now, by name; one that the
/// memory has not seen yet is shown as well. Nothing is written.
///
/// # Errors
///
/// When the memory fails, or the threads cannot be had.
pub fn gather(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    request: &Request<'_>,
) -> Result<Report, Error> {
    let ground = Ground::of(desk, store, documents)?;
    let mut languages = Languages::new(desk, store, documents, request)?;
    desk.progress.start("report", request.targets.len() as u64);
    for target in request.targets {
        languages.add(&ground, target)?;
        desk.progress.step();
    }
    desk.progress.finish();
    Ok(languages.finish(&ground))
}

/// The languages, one after another: what is known of one is not kept in memory longer
/// than it is needed.
struct Languages<'a> {
    desk: &'a Desk<'a>,
    store: &'a dyn Store,
    documents: &'a [Document],
    request: &'a Request<'a>,
    /// What was kept aside, with its language.
    waiting: Vec<Waiting>,
    /// Current translations of the memory by language.
    held: BTreeMap<String, u64>,
    keep: Keep,
    translated: BTreeMap<(usize, usize), BTreeSet<usize>>,
    locales: Vec<ReportLocale>,
    judged: Vec<Judged>,
    /// How many were translated before the day that is compared with.
    before: Vec<usize>,
    /// Translations of segments that have too many to be shown.
    more: usize,
}

impl<'a> Languages<'a> {
    fn new(
        desk: &'a Desk<'a>,
        store: &'a dyn Store,
        documents: &'a [Document],
        request: &'a Request<'a>,
    ) -> Result<Languages<'a>, Error> {
        let variants = store.counts()?.variants.into_iter();
        let held = variants.map(|(locale, states)| (locale, states.values().sum()));
        Ok(Languages {
            desk,
            store,
            documents,
            request,
            waiting: waiting::all(store, documents)?,
            held: held.collect(),
            keep: Keep::new(request.most),
            translated: BTreeMap::new(),
            locales: Vec::new(),
            judged: Vec::new(),
            before: Vec::new(),
            more: 0,
        })
    }

    fn add(&mut self, ground: &Ground<'_>, target: &Locale) -> Result<(), Error> {
        let (desk, documents) = (self.desk, self.documents);
        let known = (&ground.similar, &ground.counting);
        let found = found(desk, self.store, documents, known, target)?;
        let number = self.locales.len();
        translated(number, &found, &mut self.translated);
        let judging = Judging {
            desk,
            documents,
            found: &found,
            target,
            number,
        };
        let judged = judging.judge(&mut self.keep)?;
        let moments = moments(documents, &ground.known, &found, &judged.faulty);
        let mut locale = self.locale(target, &found);
        locale.segments = moments.len();
        locale.translated = moments
            .iter()
            .filter(|one| one.translated.is_some())
            .count();
        locale.history = points(&moments);
        let sum = judged.sum();
        (locale.errors, locale.warnings) = (sum.errors, sum.warnings);
        (locale.notes, locale.accepted) = (sum.notes, sum.accepted);
        if let Some(Since::Day(day)) = &self.request.since {
            self.before
                .push(translated_before(&moments, &day.to_string()));
        }
        let units = found.iter().flat_map(|document| &document.units);
        self.more += units.map(|unit| unit.more).sum::<usize>();
        self.locales.push(locale);
        self.judged.push(judged);
        Ok(())
    }

    /// What can be counted without any rule.
    fn locale(&self, target: &Locale, found: &[OfDocument]) -> ReportLocale {
        let tag = target.to_string();
        let mut states: BTreeMap<String, usize> = BTreeMap::new();
        for (document, found) in self.documents.iter().zip(found) {
            for ((_, paragraph, _), unit) in document.units().zip(&found.units) {
                if paragraph.translate {
                    *states.entry(unit.state().to_owned()).or_default() += 1;
                }
            }
        }
        let waiting = waiting::waiting(target, &self.waiting);
        let held = self.held.get(&tag).copied().unwrap_or_default();
        let held = usize::try_from(held).unwrap_or(usize::MAX);
        ReportLocale {
            right_to_left: target.is_right_to_left(),
            statements: self.documents.len(),
            states,
            bands: bands(found),
            quarantined: waiting.len(),
            waiting,
            elsewhere: held.saturating_sub(placed(found).len()),
            locale: tag,
            ..ReportLocale::default()
        }
    }

    fn finish(self, ground: &Ground<'_>) -> Report {
        let (desk, request) = (self.desk, self.request);
        let making = Making {
            reader: &ground.reader,
            survey: &ground.survey,
            documents: self.documents,
            known: &ground.known,
            targets: request.targets,
            translated: &self.translated,
            judged: &self.judged,
            most: request.most,
        };
        let (statements, left_out) = making.make(self.keep);
        let (sources, targets) = (&ground.in_sources, request.targets);
        let mut report = Report {
            day: desk.day.to_owned(),
            source: desk.project.source.to_string(),
            profile: desk.project.profile.clone(),
            glossary: desk.standard.version().to_owned(),
            locales: self.locales,
            concepts: concepts::concepts(desk, sources, targets, &self.judged),
            statements,
            since: None,
            left_out,
        };
        let left = concepts::place(&mut report.concepts, &report.statements);
        report.left_out.extend(left);
        report.left_out.extend(further(self.more, ground.compared));
        decisions(&mut report);
        let ids: Vec<BTreeSet<String>> = self.judged.into_iter().map(|one| one.ids).collect();
        report.since = match &request.since {
            None => None,
            Some(Since::Day(day)) => Some(since_day(*day, &report, &ground.known, &self.before)),
            Some(Since::Report(earlier)) => Some(since_report(earlier, &report, &ids)),
            Some(Since::Last(last)) => since_last(last, &report, &ids),
        };
        report
    }
}

/// Counts for every language how far its concepts are decided.
fn decisions(report: &mut Report) {
    for (place, locale) in report.locales.iter_mut().enumerate() {
        for concept in &report.concepts {
            match concept.locales.get(place).map(|one| one.decided) {
                Some(Decided::Signed) => locale.signed += 1,
                Some(Decided::Unsigned) => locale.unsigned += 1,
                Some(Decided::Undecided) | None => locale.undecided += 1,
            }
        }
    }
}

/// The rows of an analysis over all statements, in the order in which they are shown.
fn bands(found: &[OfDocument]) -> Vec<ReportBand> {
    let of_row = |row: String| {
        let tallies = found.iter().filter_map(|document| document.bands.get(&row));
        let mut sum = Tally::default();
        tallies.for_each(|tally| sum.add(*tally));
        ReportBand {
            segments: sum.segments,
            words: sum.words,
            band: row,
        }
    };
    rows().into_iter().map(of_row).collect()
}

/// The most segments that are compared with all that only resemble them. No translation
/// depends on it, and no finding: only the rows of what the memory has.
const MOST_COMPARED: usize = 20_000;

fn is_compared(documents: &[Document], most: usize) -> bool {
    let segments = documents.iter().flat_map(Document::units);
    segments.take(most + 1).count() <= most
}

/// What is left out beside translations.
fn further(more: usize, compared: bool) -> Vec<LeftOut> {
    let mut left = Vec::new();
    if more > 0 {
        left.push(LeftOut {
            what: format!("{more} further translations of segments that have very many"),
            instead: "tilmach search \"the sentence\"".to_owned(),
        });
    }
    if !compared {
        left.push(LeftOut {
            what: "sentences that only resemble another one: they are counted as new".to_owned(),
            instead: "tilmach analyse".to_owned(),
        });
    }
    left
}
