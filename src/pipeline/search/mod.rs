//! Asking the memory for a text, or for many.

mod batch;
mod explain;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::memory::{self, FuzzyIndex, Hit, Store, same_content};
use crate::model::{
    Content, Context, Locale, Match, MatchKind, Origin, OriginKind, State, Variant,
};
use crate::text::key::MatchKey;

use super::Desk;
use super::leverage::fragments::{Fragment, fragments};
use super::leverage::lookup::{Wanted, pair_score, top};
use super::leverage::offer;
use super::leverage::penalty::{Penalty, all_penalties};

pub use batch::{Answer, batch};
pub use explain::{Explanation, Operation, Reason, Step, explain};

/// Which matches are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The languages of the translations.
    pub targets: &'a [Locale],
    /// What is less alike than this is left out, in per cent, penalties taken off.
    pub minimum: u8,
    /// How many at most for each language.
    pub limit: usize,
    /// Whether the scores are to be explained.
    pub explain: bool,
    /// Whether shared runs of words are asked for.
    pub fragments: bool,
}

/// Something the memory holds, as it is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// How like its source is to the text, in per cent, penalties taken off.
    pub score: u8,
    /// How it was found.
    pub kind: MatchKind,
    /// The source that the memory holds, as text; codes left out.
    pub source: String,
    /// Its translation, likewise.
    pub target: String,
    /// The source with its codes, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_content: Option<Content>,
    /// The translation with its codes, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_content: Option<Content>,
    /// The language of the translation.
    pub locale: Locale,
    /// How far the translation has come.
    pub state: State,
    /// How it came into the memory.
    pub origin: Origin,
    /// The statement it was made for; none when it came from another memory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Its neighbours, wherever it was seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<Context>,
    /// The day it was last worked on, as far as the memory knows, `YYYY-MM-DD`.
    pub day: String,
    /// The variant's identity.
    pub variant: String,
    /// What the project takes off, which is taken off the score.
    pub penalties: Vec<Penalty>,
    /// Where the score comes from, if somebody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// Whoever searches the memory: one for many texts.
pub struct Searcher<'a> {
    desk: &'a Desk<'a>,
    index: FuzzyIndex,
    request: Request<'a>,
}

impl<'a> Searcher<'a> {
    /// Makes ready for searching what a memory holds now.
    pub fn new(
        desk: &'a Desk<'a>,
        store: &dyn Store,
        request: Request<'a>,
    ) -> Result<Searcher<'a>, memory::Error> {
        Ok(Searcher {
            desk,
            index: FuzzyIndex::load(store, &desk.project.source)?,
            request,
        })
    }

    /// The best translations of texts like this one: for each language in the order in
    /// which they were asked for, best first.
    ///
    /// # Errors
    ///
    /// When the memory fails.
    pub fn ask(&self, store: &dyn Store, text: &str) -> Result<Vec<Found>, memory::Error> {
        let query = Content::text(text.trim());
        let mut all = Vec::new();
        if query.is_empty() {
            return Ok(all);
        }
        for target in self.request.targets {
            all.extend(self.ask_for(store, &query, target)?);
        }
        Ok(all)
    }

    /// The longest runs of words that a text shares with translated sources, if they
    /// are asked for; with at most as many translations in each language as matches.
    ///
    /// # Errors
    ///
    /// When the memory fails.
    pub fn fragments(&self, store: &dyn Store, text: &str) -> Result<Vec<Fragment>, memory::Error> {
        if !self.request.fragments {
            return Ok(Vec::new());
        }
        let text = Content::text(text.trim());
        let Request { targets, limit, .. } = self.request;
        fragments(store, &self.index, &text, targets, limit)
    }

    fn ask_for(
        &self,
        store: &dyn Store,
        query: &Content,
        target: &Locale,
    ) -> Result<Vec<Found>, memory::Error> {
        let key = MatchKey::of_content(query, &self.desk.project.source);
        let mut equal = store.find(key, target)?;
        equal.retain(|one| one.state > State::Initial && same_content(&one.source, query));
        let exact = equal
            .iter()
            .map(|variant| self.offer(variant, MatchKind::Exact, 100));
        let mut held: Vec<(Match, Told)> = exact.collect();
        let wanted = Wanted {
            query,
            target,
            minimum: self.request.minimum,
            limit: self.request.limit,
            distinct: false,
        };
        top(Some(&self.index), None, wanted, |hit: Hit| {
            let mut variants = store.variants_of(hit.source, target)?;
            variants.retain(|one| one.state > State::Initial && !same_content(&one.source, query));
            let offers = variants.iter().map(|variant| {
                let score = pair_score(hit, query, &variant.source);
                self.offer(variant, MatchKind::Fuzzy, score)
            });
            let offers: Vec<(Match, Told)> = offers.collect();
            let matches = offers.iter().map(|(found, _)| found.clone()).collect();
            held.extend(offers);
            Ok::<_, memory::Error>(matches)
        })?;
        held.retain(|(found, _)| found.score >= self.request.minimum);
        held.sort_by(|(one, _), (other, _)| one.cmp_best_first(other));
        held.truncate(self.request.limit);
        let tell = |(found, told)| self.tell(query, target, found, told);
        Ok(held.into_iter().map(tell).collect())
    }

    /// What a variant offers, less the points that the project takes off.
    fn offer(&self, variant: &Variant, kind: MatchKind, score: u8) -> (Match, Told) {
        let penalties = all_penalties(self.desk, variant);
        let found = offer(kind, score, variant, &penalties);
        let contexts = variant.contexts.clone();
        (
            found,
            Told {
                contexts,
                penalties,
            },
        )
    }

    fn tell(&self, query: &Content, target: &Locale, found: Match, told: Told) -> Found {
        let explanation = self
            .request
            .explain
            .then(|| explain(query, &found.source, &self.desk.project.source));
        let statement = match found.origin.kind {
            OriginKind::Return => Some(found.origin.file.clone()),
            OriginKind::Tmx | OriginKind::Xliff | OriginKind::Passage => None,
        };
        let coded = |content: &Content| content.has_codes().then(|| content.clone());
        Found {
            score: found.score,
            kind: found.kind,
            source: found.source.plain(),
            target: found.target.plain(),
            source_content: coded(&found.source),
            target_content: coded(&found.target),
            locale: target.clone(),
            state: found.state,
            origin: found.origin,
            statement,
            contexts: told.contexts,
            day: found.day,
            variant: found.variant,
            penalties: told.penalties,
            explanation,
        }
    }
}

/// What is told of a match beside itself.
struct Told {
    contexts: Vec<Context>,
    penalties: Vec<Penalty>,
}
