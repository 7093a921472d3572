//! Asking the memory for a text.

use serde::Serialize;

use crate::memory::{self, FuzzyIndex, Store, same_content};
use crate::model::{Content, Locale, Match, MatchKind, State, Variant};

use super::Desk;

/// Something the memory holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The language of the translation.
    pub locale: Locale,
    /// The translation and how like its source is to the text.
    #[serde(flatten)]
    pub found: Match,
}

/// The best translations of texts like this one, best first, at most `limit`
/// for each language. Penalties do not count here: somebody is looking.
pub fn search(
    desk: &Desk<'_>,
    store: &dyn Store,
    text: &str,
    targets: &[Locale],
    minimum: u8,
    limit: usize,
) -> Result<Vec<Hit>, memory::Error> {
    let wanted = Content::text(text.trim());
    let index = FuzzyIndex::load(store, &desk.project.source)?;
    let similar = index.search(&wanted.plain(), minimum);
    let mut hits = Vec::new();
    for locale in targets {
        let mut found = Vec::new();
        for (source, score) in &similar {
            let variants = store.variants_of(*source, locale)?;
            found.extend(
                variants
                    .into_iter()
                    .map(|variant| offer(variant, &wanted, *score)),
            );
        }
        found.retain(|found| found.state > State::Initial && found.score >= minimum);
        found.sort_by(Match::cmp_best_first);
        found.truncate(limit);
        hits.extend(found.into_iter().map(|found| Hit {
            locale: locale.clone(),
            found,
        }));
    }
    Ok(hits)
}

/// Equal words in another text are 99 %: 100 is for the same text only.
fn offer(variant: Variant, wanted: &Content, score: u8) -> Match {
    let exact = same_content(&variant.source, wanted);
    let (kind, score) = if exact {
        (MatchKind::Exact, 100)
    } else {
        (MatchKind::Fuzzy, score.min(99))
    };
    Match {
        kind,
        score,
        variant: variant.identity(),
        source: variant.source,
        target: variant.target,
        state: variant.state,
        origin: variant.origin,
    }
}
