//! Finding similar sources: exact, and quick enough for millions of them.
//!
//! [`score`] says how alike two segments are; [`search`] finds the best ones without
//! looking at the rest. What is read of a memory stands in one [`Base`], sorted and
//! made once, in a file beside it ([`mod@file`]); what comes later goes into [`Fresh`],
//! until it is so much that the base is made again. Words are numbers ([`vocabulary`]).
//! One index serves all languages into which its sources are translated.

mod base;
mod bits;
mod build;
mod explain;
mod file;
mod fresh;
mod gather;
mod hash;
mod query;
mod runs;
mod score;
mod search;
mod tally;
#[cfg(test)]
mod tests;
mod units;
mod vocabulary;

use std::sync::{Mutex, PoisonError};

use crate::model::{Content, Locale};

use super::{Error, Extent, Store};
use base::Base;
use fresh::Fresh;
use search::{Best, Field, Scratch};
use vocabulary::{Reading, Vocabulary};

pub use explain::{Compared, Comparison, Explanation, Lost, Step, explain};
pub use runs::{Run, Wanted};
pub use search::Hit;

/// Where the locales from the 32nd on share a bit.
const LAST_BIT: usize = 31;

/// The sources of one language that have a translation, ready to be searched, from
/// several threads at once if need be.
#[derive(Debug)]
pub struct FuzzyIndex {
    vocabulary: Vocabulary,
    base: Base,
    fresh: Fresh,
    /// The variants of the memory that are in it.
    extent: Extent,
    /// The languages of translations, by their bit in a mask.
    targets: Vec<String>,
    scratches: Mutex<Vec<Scratch>>,
}

impl FuzzyIndex {
    /// The index of a memory's sources in a language. What lies beside the memory is
    /// read if it is whole and belongs to this memory, and brought up to date;
    /// otherwise everything is read from the memory, and written beside it if there
    /// are so many sources that this saves time. An index that cannot be written is
    /// used all the same.
    pub fn load(store: &dyn Store, locale: &Locale) -> Result<FuzzyIndex, Error> {
        let now = store.extent(None)?;
        let path = store.index_file(locale);
        if let Some(mut held) = path.as_deref().and_then(|path| file::read(path, locale))
            && held.extent == store.extent(Some(held.extent.last))?
            && !held.is_outgrown(now)
        {
            held.refresh(store)?;
            return Ok(held);
        }
        let index = build::build(store, locale, now)?;
        if let Some(path) = path.filter(|_| index.base.units.len() >= file::WORTH) {
            file::write(&path, &index);
        }
        Ok(index)
    }

    /// An index of texts that are in no memory, by numbers of the caller's.
    pub fn of(locale: &Locale, texts: impl Iterator<Item = (i64, Content)>) -> FuzzyIndex {
        build::of_texts(locale, texts)
    }

    /// Takes in what was added to the memory since.
    pub fn refresh(&mut self, store: &dyn Store) -> Result<(), Error> {
        let now = store.extent(None)?;
        let sources = build::masks(store, self.extent.last, now.last, &mut self.targets)?;
        let numbers: Vec<i64> = sources.iter().map(|(source, _)| *source).collect();
        let mut masks = sources.iter();
        let locale = self.vocabulary.locale.clone();
        store.contents(&locale, &numbers, &mut |source, content| {
            let mask = masks.find(|(other, _)| *other == source);
            self.insert(source, &content, mask.map_or(0, |(_, mask)| *mask));
        })?;
        self.extent = now;
        Ok(())
    }

    /// Adds a source of the memory that has a translation into `target`. The memory is
    /// not asked; a source that is there already is now found for that language, too.
    pub fn add(&mut self, source: i64, content: &Content, target: &Locale) {
        let bit = build::bit_of(&target.to_string(), &mut self.targets);
        self.insert(source, content, 1 << bit);
    }

    fn insert(&mut self, source: i64, content: &Content, mask: u32) {
        let mut reading = Reading::default();
        self.vocabulary.learn(content, &mut reading);
        if let Some(unit) = self.base.find(source, reading.words.len()) {
            self.base.units.widen(unit, mask);
        } else if let Some(unit) = self.fresh.find(source) {
            self.fresh.units.widen(unit, mask);
        } else {
            self.fresh.push(source, mask, &reading, self.base.ranked);
        }
    }

    /// Whether so much was added that everything is better made again.
    fn is_outgrown(&self, now: Extent) -> bool {
        let added = now.last.saturating_sub(self.extent.last);
        let held = i64::try_from(self.base.units.len()).unwrap_or(i64::MAX);
        added > held / 20 + 1000
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.base.units.len() + self.fresh.units.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The best sources for a query: those that score at least `minimum` per cent and
    /// have, or had once, a translation into `target` (none: into any language), by
    /// score and then by number, at most `limit` of them. The answer is that of
    /// comparing with every source.
    pub fn search(
        &self,
        query: &Content,
        target: Option<&Locale>,
        minimum: u8,
        limit: usize,
    ) -> Vec<Hit> {
        self.search_before(i64::MAX, query, target, minimum, limit)
    }

    /// The same among the sources with numbers below one.
    pub fn search_before(
        &self,
        bound: i64,
        query: &Content,
        target: Option<&Locale>,
        minimum: u8,
        limit: usize,
    ) -> Vec<Hit> {
        let mut best = Best {
            hits: Vec::new(),
            limit,
            minimum: minimum.max(1),
            bound,
        };
        if minimum > 100 {
            return best.hits;
        }
        let mut scratch = self.scratch();
        self.vocabulary.look(query, &mut scratch.query);
        self.field()
            .search(&mut scratch, &mut best, self.mask(target));
        self.scratches().push(scratch);
        best.hits
    }

    /// The longest runs of words that a text shares with sources that have, or had
    /// once, a translation into a language (none: into any), for each of some languages.
    /// Two texts whose numbers of words multiply to more than 25,000,000 are not
    /// compared.
    pub fn runs(
        &self,
        text: &Content,
        targets: &[Option<&Locale>],
        wanted: Wanted,
    ) -> Vec<Vec<Run>> {
        let mut reading = Reading::default();
        self.vocabulary.look(text, &mut reading);
        let masks: Vec<u32> = targets.iter().map(|target| self.mask(*target)).collect();
        self.field().runs(&reading, &masks, wanted)
    }

    fn field(&self) -> Field<'_> {
        Field {
            vocabulary: &self.vocabulary,
            base: &self.base,
            fresh: &self.fresh,
        }
    }

    fn mask(&self, target: Option<&Locale>) -> u32 {
        let Some(target) = target.map(ToString::to_string) else {
            return u32::MAX;
        };
        let at = self.targets.iter().position(|tag| *tag == target);
        at.map_or(0, |at| 1 << at.min(LAST_BIT))
    }

    fn scratch(&self) -> Scratch {
        self.scratches().pop().unwrap_or_default()
    }

    fn scratches(&self) -> std::sync::MutexGuard<'_, Vec<Scratch>> {
        self.scratches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
