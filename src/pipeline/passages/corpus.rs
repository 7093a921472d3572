//! All that quotations may come from: the passages, and what statements have said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::memory::{self, Store, Version, in_transaction};
use crate::model::{Document, Locale, Occurrence, Passage};
use crate::passage::{Runs, Wording};
use crate::text::quotation::quotations;

use super::release::{Quote, Release, occurrences};

/// What a text of the corpus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextOf {
    /// A passage, by its place in the list.
    Passage(usize),
    /// A quotation: the release, and its place in the list there.
    Quote(usize, usize),
    /// A paragraph likewise.
    Paragraph(usize, usize),
}

/// Passages and releases, made ready for searching.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The passages in the language of the statements, sorted by id.
    pub passages: Vec<Passage>,
    /// The releases, the oldest first.
    pub releases: Vec<Release>,
    /// The passages, then the quotations of all releases, then the paragraphs.
    pub(super) texts: Vec<TextOf>,
    pub(super) wordings: Vec<Wording>,
    /// Whether it may be a source: no older text says the same.
    sources: Vec<bool>,
    /// Where runs of words stand, in all texts but the passages.
    pub(super) runs: Runs,
    /// In which passages: what a thousand statements repeat must not hide one.
    pub(super) passage_runs: Runs,
    /// The versions of every statement, the oldest first.
    pub(super) named: BTreeMap<String, Vec<usize>>,
    /// Where the texts of a quotation stand, by release and place.
    pub(super) quotes: BTreeMap<(usize, usize), usize>,
}

/// A statement that is worked on now; its version is none when it is not stored.
pub type Working<'a> = (&'a Document, Option<&'a Version>);

impl Corpus {
    /// Everything the memory holds, with these statements as they are now. Of the
    /// statements that are worked on older versions count as well; of the others only
    /// the newest.
    ///
    /// # Errors
    ///
    /// When the memory fails.
    pub fn load(
        store: &dyn Store,
        locale: &Locale,
        working: &[Working<'_>],
        day: &str,
    ) -> Result<Corpus, memory::Error> {
        let mut corpus = Corpus {
            passages: store.passages()?,
            ..Corpus::default()
        };
        corpus.passages.retain(|passage| passage.locale == *locale);
        let mut named = BTreeSet::new();
        for (document, version) in working {
            named.insert(document.name.as_str());
            let found = match version {
                Some(version) => recorded(store, document, version)?,
                None => occurrences(document, locale),
            };
            let release = Release::of(document, *version, day, &found);
            corpus.releases.push(release);
            for old in store.versions(&document.name)? {
                if old.locale == *locale && version.is_none_or(|now| now.number > old.number) {
                    let mut release = stored(store, &old)?;
                    release.newest = false;
                    corpus.releases.push(release);
                }
            }
        }
        for version in store.statements()? {
            if version.locale == *locale && !named.contains(version.name.as_str()) {
                corpus.releases.push(stored(store, &version)?);
            }
        }
        corpus
            .releases
            .sort_by(|one, other| one.order().cmp(&other.order()));
        corpus.index(locale);
        Ok(corpus)
    }

    /// Makes the words of every text ready. Of texts that say the same the oldest is a
    /// source and the others are none: a paragraph that stands in a thousand statements
    /// is looked at once.
    fn index(&mut self, locale: &Locale) {
        let listed = self.listed();
        let mut seen: BTreeSet<(bool, &str)> = BTreeSet::new();
        let mut sources = Vec::with_capacity(listed.len());
        for (text, words, _) in &listed {
            let is_known = matches!(text, TextOf::Passage(_)) || self.is_old(*text);
            let is_quote = matches!(text, TextOf::Quote(..));
            sources.push(is_known || seen.insert((is_quote, words)));
        }
        let wanted = listed.par_iter().zip(&sources);
        let wordings: Vec<Option<Wording>> = wanted
            .map(|((text, words, inner), is_source)| match text {
                TextOf::Passage(_) => Some(passage_wording(words, locale)),
                TextOf::Paragraph(..) if !is_source => None,
                _ => Some(Wording::with_inner(words, locale, inner)),
            })
            .collect();
        let texts: Vec<TextOf> = listed.iter().map(|(text, ..)| *text).collect();
        let read = texts.into_iter().zip(wordings).zip(sources);
        for ((text, wording), is_source) in read {
            let Some(wording) = wording else { continue };
            if let TextOf::Quote(release, quote) = text {
                self.quotes.insert((release, quote), self.texts.len());
            }
            self.texts.push(text);
            self.wordings.push(wording);
            self.sources.push(is_source);
        }
        self.index_runs();
        for (index, release) in self.releases.iter().enumerate() {
            let named = self.named.entry(release.name.clone()).or_default();
            named.push(index);
        }
    }

    /// Indexes the passages, and whatever else may be a source.
    fn index_runs(&mut self) {
        let nothing = Wording::default();
        let known = self.passages.len();
        self.passage_runs = Runs::of(self.wordings.iter().take(known));
        let pairs = self.wordings.iter().zip(&self.sources).enumerate();
        self.runs =
            Runs::of(pairs.map(
                |(at, (wording, is_source))| match *is_source && at >= known {
                    true => wording,
                    false => &nothing,
                },
            ));
    }

    /// Every text with the bytes of it that are quotations.
    fn listed(&self) -> Vec<(TextOf, &str, Vec<Range<usize>>)> {
        let passages = self.passages.iter().enumerate();
        let mut listed: Vec<(TextOf, &str, Vec<Range<usize>>)> = passages
            .map(|(index, passage)| (TextOf::Passage(index), passage.text.as_str(), Vec::new()))
            .collect();
        for (index, release) in self.releases.iter().enumerate() {
            for (place, quote) in release.quotes.iter().enumerate() {
                let utterance = &quote.utterance;
                let inner = utterance.inner.clone();
                listed.push((TextOf::Quote(index, place), &utterance.text, inner));
            }
        }
        for (index, release) in self.releases.iter().enumerate() {
            let mut inner = inner_of(release);
            for (place, paragraph) in release.paragraphs.iter().enumerate() {
                let inner = inner.remove(&place).unwrap_or_default();
                listed.push((TextOf::Paragraph(index, place), &paragraph.text, inner));
            }
        }
        listed
    }

    /// Whether a text stands in a version that is not the newest.
    fn is_old(&self, text: TextOf) -> bool {
        let release = match text {
            TextOf::Passage(_) => return false,
            TextOf::Quote(release, _) | TextOf::Paragraph(release, _) => release,
        };
        self.releases
            .get(release)
            .is_some_and(|release| !release.newest)
    }

    /// The quotation at a place.
    pub fn quote(&self, release: usize, quote: usize) -> Option<(&Release, &Quote)> {
        let release = self.releases.get(release)?;
        Some((release, release.quotes.get(quote)?))
    }

    /// The passage that a text is, with its words; none if it is none.
    pub fn passage(&self, text: TextOf) -> Option<(&Passage, &Wording)> {
        let TextOf::Passage(index) = text else {
            return None;
        };
        // The passages are the first texts.
        Some((self.passages.get(index)?, self.wordings.get(index)?))
    }

    /// The words of a text.
    pub fn text(&self, text: TextOf) -> Option<&str> {
        Some(match text {
            TextOf::Passage(index) => &self.passages.get(index)?.text,
            TextOf::Quote(release, quote) => &self.quote(release, quote)?.1.utterance.text,
            TextOf::Paragraph(release, place) => {
                &self.releases.get(release)?.paragraphs.get(place)?.text
            }
        })
    }

    /// Where a text stands, in one line.
    pub fn line(&self, text: TextOf) -> String {
        let of_release = |release: usize, place: usize| {
            let release = self.releases.get(release)?;
            let paragraph = release.paragraphs.get(place)?.number;
            let version = match release.version.filter(|_| !release.newest) {
                Some(number) => format!(" (version {number})"),
                None => String::new(),
            };
            Some(format!("{}{version}, paragraph {paragraph}", release.name))
        };
        let line = match text {
            TextOf::Passage(index) => self.passages.get(index).map(|passage| {
                let origin = passage.origin.line();
                match origin.is_empty() {
                    true => format!("passage {}", passage.id()),
                    false => format!("passage {}: {origin}", passage.id()),
                }
            }),
            TextOf::Quote(release, quote) => self.quote(release, quote).and_then(|(_, quote)| {
                of_release(release, quote.utterance.stretches.first()?.paragraph)
            }),
            TextOf::Paragraph(release, place) => of_release(release, place),
        };
        line.unwrap_or_default()
    }

    /// The words of a quotation.
    pub(super) fn wording(&self, release: usize, quote: usize) -> Option<&Wording> {
        self.wordings.get(*self.quotes.get(&(release, quote))?)
    }
}

/// The words of a passage, which may quote somebody itself.
pub(super) fn passage_wording(text: &str, locale: &Locale) -> Wording {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut start = 0;
    let mut inner = Vec::new();
    for (line, found) in lines.iter().zip(quotations(&lines, locale)) {
        let outer = found.iter().filter(|one| one.parent.is_none());
        let places = outer.map(|one| one.inside());
        inner.extend(places.map(|place| start + place.start..start + place.end));
        start += line.len() + 1;
    }
    Wording::with_inner(text, locale, &inner)
}

/// By paragraph, the quotations that lie in no other, as bytes of it.
fn inner_of(release: &Release) -> BTreeMap<usize, Vec<Range<usize>>> {
    let mut inner: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for quote in release.quotes.iter().filter(|one| one.utterance.depth == 1) {
        for stretch in &quote.utterance.stretches {
            let list = inner.entry(stretch.paragraph).or_default();
            list.push(stretch.place.bytes.clone());
        }
    }
    for list in inner.values_mut() {
        list.sort_by_key(|range| (range.start, range.end));
    }
    inner
}

fn recorded(
    store: &dyn Store,
    document: &Document,
    version: &Version,
) -> Result<Vec<Occurrence>, memory::Error> {
    let held = store.quotations(version)?;
    Ok(held.unwrap_or_else(|| occurrences(document, &version.locale)))
}

fn stored(store: &dyn Store, version: &Version) -> Result<Release, memory::Error> {
    let document = store.document(version)?;
    let found = recorded(store, &document, version)?;
    Ok(Release::of(
        &document,
        Some(version),
        &version.added,
        &found,
    ))
}

/// Records the quotations of all versions that were stored before quotations were.
///
/// # Errors
///
/// When the memory fails.
pub fn record_missing(store: &mut dyn Store, locale: &Locale) -> Result<(), memory::Error> {
    let mut missing = Vec::new();
    for newest in store.statements()? {
        for version in store.versions(&newest.name)? {
            if version.locale == *locale && store.quotations(&version)?.is_none() {
                missing.push(version);
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    in_transaction(store, |store| {
        for version in &missing {
            let document = store.document(version)?;
            store.record_quotations(version, &occurrences(&document, locale))?;
        }
        Ok(())
    })
}
