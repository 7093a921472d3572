//! The translations of every unit of every statement in one language: what would be
//! filled in, and what the memory holds and would not fill in.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::memory::{self, Store, same_content};
use crate::model::{Content, Context, Document, Locale, State, Variant};
use crate::pipeline::analyse::Counting;
use crate::pipeline::leverage::{Held, Leverage, Seen, Shelf, Similar, contexts, leverage};
use crate::pipeline::run::Bands;
use crate::pipeline::{Desk, Error};
use crate::text::key::MatchKey;

/// Units that are taken out of the memory at once, unless one statement has more.
const BATCH: usize = 4_000;

/// So many translations of one segment in one language are shown: a heading that stands
/// on every page may have hundreds.
const ALIKE: usize = 8;

/// A translation in its place.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) target: Content,
    pub(super) state: State,
    pub(super) by: Option<String>,
    pub(super) file: String,
    pub(super) day: String,
    identity: String,
    /// Whether it would be filled into the next package.
    pub(super) filled: bool,
    /// Whether it was made for this very place.
    pub(super) here: bool,
}

/// What there is of one unit.
#[derive(Clone, Debug, Default)]
pub(super) struct OfUnit {
    /// Its translations: what would be filled in, what was made for this place, the
    /// further, the newer.
    pub(super) shown: Vec<Shown>,
    /// How many more there are.
    pub(super) more: usize,
    /// The identities of all of them.
    pub(super) known: Vec<String>,
    /// The day the first translation of its text came in, be it one that another has
    /// replaced.
    pub(super) first: Option<String>,
}

impl OfUnit {
    /// Its state in a word; see [`crate::model::ReportLocale::states`].
    pub(super) fn state(&self) -> &'static str {
        match self.shown.as_slice() {
            [] => "open",
            [first, ..] if first.filled => first.state.as_str(),
            [only] => only.state.as_str(),
            _ => "disputed",
        }
    }
}

/// What there is of one statement.
#[derive(Clone, Debug)]
pub(super) struct OfDocument {
    /// As `analyse` counts.
    pub(super) bands: Bands,
    /// Unit by unit.
    pub(super) units: Vec<OfUnit>,
}

/// What a search needs to know.
struct Search<'a> {
    desk: &'a Desk<'a>,
    similar: &'a Similar,
    counting: &'a Counting,
    target: &'a Locale,
}

/// Looks up everything in one language.
pub(super) fn found(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    (similar, counting): (&Similar, &Counting),
    target: &Locale,
) -> Result<Vec<OfDocument>, Error> {
    let search = Search {
        desk,
        similar,
        counting,
        target,
    };
    let threads = desk.threads()?;
    let mut all = Vec::with_capacity(documents.len());
    let mut rest = documents;
    while !rest.is_empty() {
        let (batch, others) = rest.split_at_checked(length(rest)).unwrap_or((rest, &[]));
        let done = search.batch(store, all.len(), batch, &threads)?;
        all.extend(done);
        rest = others;
    }
    Ok(all)
}

/// How many of the documents are looked up at once; at least one.
fn length(documents: &[Document]) -> usize {
    let mut units = 0;
    let fits = |document: &&Document| {
        units += document.units().count();
        units <= BATCH
    };
    documents.iter().take_while(fits).count().max(1)
}

/// Translations that others have replaced.
type Past = BTreeMap<MatchKey, Vec<Variant>>;

impl Search<'_> {
    /// Takes what the units of these documents will be answered with.
    fn take(&self, store: &dyn Store, batch: &[Document]) -> Result<(Held, Past), memory::Error> {
        let (mut by_key, mut past) = (BTreeMap::new(), Past::new());
        let mut by_source = BTreeMap::new();
        for (_, paragraph, segment) in batch.iter().flat_map(Document::units) {
            let key = self.key(&segment.content);
            if by_key.contains_key(&key) {
                continue;
            }
            let all = store.find_ever(key, self.target)?;
            let (old, current): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.superseded);
            by_key.insert(key, current);
            if !old.is_empty() {
                past.insert(key, old);
            }
            for source in self.similar.likely(&segment.content) {
                if paragraph.translate && !by_source.contains_key(&source) {
                    by_source.insert(source, store.variants_of(source, self.target)?);
                }
            }
        }
        Ok((Held::new(by_key, by_source), past))
    }

    /// Documents of which the first has this place, on all threads.
    fn batch(
        &self,
        store: &dyn Store,
        first: usize,
        batch: &[Document],
        threads: &rayon::ThreadPool,
    ) -> Result<Vec<OfDocument>, memory::Error> {
        let (held, past) = self.take(store, batch)?;
        let one = |(number, document): (usize, &Document)| {
            let look = held.look();
            let found = self.document(first + number, document, &look, &past)?;
            Ok((!look.lacked()).then_some(found))
        };
        let done: Vec<Result<_, memory::Error>> =
            threads.install(|| batch.par_iter().enumerate().map(one).collect());
        let mut all = Vec::with_capacity(batch.len());
        for ((number, document), done) in batch.iter().enumerate().zip(done) {
            all.push(match done? {
                Some(found) => found,
                // What was taken does not answer everything.
                None => self.document(first + number, document, store, &past)?,
            });
        }
        Ok(all)
    }

    fn key(&self, content: &Content) -> MatchKey {
        MatchKey::of_content(content, &self.desk.project.source)
    }

    fn document<S: Shelf + ?Sized>(
        &self,
        place: usize,
        document: &Document,
        shelf: &S,
        past: &Past,
    ) -> Result<OfDocument, memory::Error> {
        // That a text stood in another statement is known to the counting.
        let mut seen = Seen::new();
        let found = leverage(
            self.desk,
            shelf,
            document,
            self.similar,
            self.target,
            &mut seen,
        )?;
        let contexts = contexts(document);
        let mut units = Vec::with_capacity(found.len());
        for (((_, paragraph, segment), found), context) in
            document.units().zip(&found).zip(&contexts)
        {
            units.push(match paragraph.translate {
                true => self.unit(&segment.content, context, found, shelf, past)?,
                false => OfUnit::default(),
            });
        }
        Ok(OfDocument {
            bands: self.counting.count(place, document, &found),
            units,
        })
    }

    fn unit<S: Shelf + ?Sized>(
        &self,
        source: &Content,
        context: &Context,
        found: &Leverage,
        shelf: &S,
        past: &Past,
    ) -> Result<OfUnit, memory::Error> {
        let key = self.key(source);
        let is_equal = |variant: &Variant| {
            variant.state > State::Initial && same_content(&variant.source, source)
        };
        let mut equal = shelf.equal(key, self.target)?;
        equal.retain(is_equal);
        let past = past.get(&key).map_or(&[][..], Vec::as_slice);
        let past = past.iter().filter(|variant| is_equal(variant));
        let days = past.chain(&equal).map(|variant| &variant.added);
        let first = days.min().cloned();
        let known = equal.iter().map(Variant::identity).collect();
        let sure = found.prefill.as_ref().map(|sure| sure.variant.as_str());
        let mut shown = shown(equal, context, sure);
        let more = shown.len().saturating_sub(ALIKE);
        shown.truncate(ALIKE);
        Ok(OfUnit {
            shown,
            more,
            known,
            first,
        })
    }
}

/// Those that were made for this place and the one that would be filled in; where there
/// is none for this place, all.
fn shown(equal: Vec<Variant>, context: &Context, sure: Option<&str>) -> Vec<Shown> {
    let mut all: Vec<Shown> = equal
        .into_iter()
        .map(|variant| {
            let identity = variant.identity();
            Shown {
                here: variant.contexts.contains(context),
                filled: sure == Some(identity.as_str()),
                identity,
                target: variant.target,
                state: variant.state,
                by: variant.by,
                file: variant.origin.file,
                day: variant.added,
            }
        })
        .collect();
    if all.iter().any(|one| one.here) {
        all.retain(|one| one.here || one.filled);
    }
    all.sort_by(|one, other| {
        (other.filled, other.here, other.state)
            .cmp(&(one.filled, one.here, one.state))
            .then_with(|| other.day.cmp(&one.day))
            .then_with(|| one.identity.cmp(&other.identity))
    });
    all
}

/// Every translation that stands in some place, by its identity.
pub(super) fn placed(found: &[OfDocument]) -> BTreeSet<&str> {
    let units = found.iter().flat_map(|document| &document.units);
    units
        .flat_map(|unit| &unit.known)
        .map(String::as_str)
        .collect()
}
