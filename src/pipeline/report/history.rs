//! How it came to be: from what day every segment and every translation is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::memory::{self, Store, Version};
use crate::model::{Content, Document, ReportPoint};
use crate::pipeline::Desk;
use crate::pipeline::leverage::spelling;
use crate::pipeline::passages::release;

use super::found::OfDocument;

/// A statement as the memory knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The version whose text this is.
    pub(super) stored: Option<Version>,
    /// Its date as far as it is known.
    pub(super) date: String,
    /// The day this text came in; of one that the memory has not seen, today.
    pub(super) changed: String,
    /// The day from which each unit is there.
    pub(super) units: Vec<String>,
}

/// What the memory knows of these statements.
pub(super) fn known(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
) -> Result<Vec<Known>, memory::Error> {
    documents.iter().map(|one| of(desk, store, one)).collect()
}

fn of(desk: &Desk<'_>, store: &dyn Store, document: &Document) -> Result<Known, memory::Error> {
    let mut versions = store.versions(&document.name)?;
    versions.retain(|version| version.locale == desk.project.source);
    let mut days: BTreeMap<Content, String> = BTreeMap::new();
    let mut known = Known {
        changed: desk.day.to_owned(),
        ..Known::default()
    };
    let last = versions.len().saturating_sub(1);
    for (number, version) in versions.iter().enumerate() {
        let stored = store.document(version)?;
        if number == last && stored == *document {
            known.stored = Some(version.clone());
            known.changed.clone_from(&version.added);
        }
        for (_, _, segment) in stored.units() {
            let day = days.entry(spelling(&segment.content));
            day.or_insert_with(|| version.added.clone());
        }
    }
    let first = versions.first().map(|version| version.added.as_str());
    let date = release::date(&document.name).or(first);
    known.date = date.unwrap_or_default().to_owned();
    let day = |content: &Content| days.get(&spelling(content)).cloned();
    let units = document.units();
    known.units = units
        .map(|(_, _, segment)| day(&segment.content).unwrap_or_else(|| desk.day.to_owned()))
        .collect();
    Ok(known)
}

/// A segment for translation: from what day it is there, from what day its translation
/// is there too, and whether that has no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment<'a> {
    pub(super) there: &'a str,
    pub(super) translated: Option<&'a str>,
    pub(super) sound: bool,
}

/// Every segment that is for translation.
pub(super) fn moments<'a>(
    documents: &[Document],
    known: &'a [Known],
    found: &'a [OfDocument],
    faulty: &BTreeSet<(usize, usize)>,
) -> Vec<Moment<'a>> {
    let mut moments = Vec::new();
    let all = documents.iter().zip(known).zip(found).enumerate();
    for (at, ((document, known), found)) in all {
        let units = document.units().zip(&known.units).zip(&found.units);
        for (unit, (((_, paragraph, _), there), of_unit)) in units.enumerate() {
            if !paragraph.translate {
                continue;
            }
            // What nothing is shown of any more counts as open today.
            let first = of_unit.first.as_ref().filter(|_| !of_unit.shown.is_empty());
            moments.push(Moment {
                there,
                translated: first.map(|first| first.max(there).as_str()),
                sound: first.is_some() && !faulty.contains(&(at, unit)),
            });
        }
    }
    moments
}

/// A point for each day on which something came in, oldest first.
pub(super) fn points(moments: &[Moment<'_>]) -> Vec<ReportPoint> {
    let mut days: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for moment in moments {
        days.entry(moment.there).or_default().0 += 1;
        if let Some(day) = moment.translated {
            let counts = days.entry(day).or_default();
            counts.1 += 1;
            counts.2 += usize::from(moment.sound);
        }
    }
    let mut sum = (0, 0, 0);
    let point = |(day, more): (&str, (usize, usize, usize))| {
        sum = (sum.0 + more.0, sum.1 + more.1, sum.2 + more.2);
        ReportPoint {
            day: day.to_owned(),
            segments: sum.0,
            translated: sum.1,
            sound: sum.2,
        }
    };
    days.into_iter().map(point).collect()
}

/// How many were translated before a day.
pub(super) fn translated_before(moments: &[Moment<'_>], day: &str) -> usize {
    let translated = moments.iter().filter_map(|moment| moment.translated);
    translated.filter(|translated| *translated < day).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_the_sum_of_those_before() {
        let moment = |there, translated, sound| Moment {
            there,
            translated,
            sound,
        };
        let moments = [
            moment("2026-01-01", Some("2026-01-03"), true),
            moment("2026-01-01", None, false),
            moment("2026-01-02", Some("2026-01-02"), false),
        ];
        let told: Vec<(String, [usize; 3])> = points(&moments)
            .into_iter()
            .map(|point| (point.day, [point.segments, point.translated, point.sound]))
            .collect();
        let expected = [
            ("2026-01-01".to_owned(), [2, 0, 0]),
            ("2026-01-02".to_owned(), [3, 1, 0]),
            ("2026-01-03".to_owned(), [3, 2, 1]),
        ];
        assert_eq!(told, expected);
        assert_eq!(translated_before(&moments, "2026-01-03"), 1);
        assert_eq!(translated_before(&moments, "2026-01-04"), 2);
    }
}
