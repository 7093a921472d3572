//! Passages: texts that statements quote, how they come into the memory and what
//! they say of the quotations of a statement (`docs/passages.md`).
//!
//! `table` is their text form, which `mirror` keeps beside that of the memory; `enter`
//! takes them in. `corpus` is all that a quotation may come from, `trace` finds its
//! source, `sheet` tells it.

pub mod corpus;
pub mod enter;
pub mod mirror;
pub mod release;
pub mod sheet;
pub mod table;
pub mod told;
pub mod trace;

use std::collections::BTreeSet;

use crate::diag::{Finding, Findings, Place};
use crate::memory::Store;

use super::{Desk, Error};
use corpus::{Corpus, Working};
use told::{Change, altered, changes};
use trace::{Kind, Trail, Trails, trails};

/// All quotations of some statements, with where they come from.
#[derive(Debug, Default)]
pub struct Survey {
    /// All that they may come from.
    pub corpus: Corpus,
    /// The quotations.
    pub trails: Trails,
}

impl Survey {
    /// Looks at all quotations of these statements. A new version must be stored
    /// before, or be none.
    ///
    /// # Errors
    ///
    /// When the memory fails, or the threads cannot be had.
    pub fn of(
        desk: &Desk<'_>,
        store: &dyn Store,
        working: &[Working<'_>],
    ) -> Result<Survey, Error> {
        let corpus = Corpus::load(store, &desk.project.source, working, desk.day)?;
        let names: BTreeSet<&str> = working.iter().map(|(one, _)| one.name.as_str()).collect();
        let trails = trails(desk, &corpus, &names)?;
        Ok(Survey { corpus, trails })
    }

    /// The quotations of one statement, in order.
    pub fn trails_of(&self, name: &str) -> &[Trail] {
        let releases = self.corpus.named.get(name).map_or(&[][..], Vec::as_slice);
        // The last by date need not be the one that is worked on: a date in the name
        // is that of all versions, and an older one may be stored with a later day.
        let is_newest = |at: &&usize| self.corpus.releases.get(**at).is_some_and(|one| one.newest);
        let Some(newest) = releases.iter().rev().find(is_newest) else {
            return &[];
        };
        let list = &self.trails.list;
        let first = list.partition_point(|trail| trail.release < *newest);
        let past = list.partition_point(|trail| trail.release <= *newest);
        list.get(first..past).unwrap_or_default()
    }

    /// What was changed in a quotation against its source.
    pub fn changes(&self, trail: &Trail) -> Vec<Change> {
        let found = trail.source.as_ref().and_then(|source| {
            let text = self.corpus.text(source.text)?;
            let (_, quote) = self.corpus.quote(trail.release, trail.quote)?;
            Some(changes(&source.tracing, text, &quote.utterance.text))
        });
        found.unwrap_or_default()
    }

    /// Tells of every quotation whose words are not those of an older source. That a
    /// version has other words than the one before is no fault: somebody has revised it.
    pub fn altered(&self, findings: &mut Findings) {
        for trail in &self.trails.list {
            let own = |kind: Kind| matches!(kind, Kind::Same | Kind::EarlierVersion);
            let Some(source) = trail.source.as_ref().filter(|one| !own(one.kind)) else {
                continue;
            };
            let changes = self.changes(trail);
            let first = changes.iter().find(|one| one.is_altered());
            let (Some(first), Some(told)) = (first, altered(&changes)) else {
                continue;
            };
            let message = format!(
                "this quotation is not as its source has it ({}): {}",
                self.corpus.line(source.text),
                told
            );
            findings.push(
                Finding::warning("quotation::altered", message)
                    .at(self.place(trail, first))
                    .help("Ask who wrote the statement which is right; the sheet of quotations shows both."),
            );
        }
    }

    /// Where a change stands in its statement.
    fn place(&self, trail: &Trail, change: &Change) -> Place {
        let Some((release, quote)) = self.corpus.quote(trail.release, trail.quote) else {
            return Place::default();
        };
        let file = Place::file(&release.name);
        let span = change.place.as_ref();
        let at = span.map_or(0, |span| span.characters.start);
        let stretches = &quote.utterance.stretches;
        let stretch = stretches.iter().find(|one| at < one.within.characters.end);
        let Some(stretch) = stretch.or(stretches.last()) else {
            return file;
        };
        let Some(paragraph) = release.paragraphs.get(stretch.paragraph) else {
            return file;
        };
        let within = at.saturating_sub(stretch.within.characters.start);
        let column = stretch.place.characters.start + within;
        let byte = paragraph.text.char_indices().nth(column);
        let byte = byte.map_or(paragraph.text.len(), |(byte, _)| byte);
        file.line(paragraph.line, column as u64 + 1)
            .unit(paragraph.unit(byte))
    }
}
