//! Asking the memory for a text.

use serde::Serialize;

use crate::memory::{self, FuzzyIndex, Store, same_content};
use crate::model::{Content, Locale, Match, MatchKind, State};

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
            for variant in store.variants_of(*source, locale)? {
                if variant.state == State::Initial {
                    continue;
                }
                let exact = same_content(&variant.source, &wanted);
                found.push(Match {
                    kind: if exact {
                        MatchKind::Exact
                    } else {
                        MatchKind::Fuzzy
                    },
                    score: if exact { 100 } else { (*score).min(99) },
                    variant: variant.identity(),
                    source: variant.source,
                    target: variant.target,
                    state: variant.state,
                    origin: variant.origin,
                });
            }
        }
        found.retain(|found| found.score >= minimum);
        found.sort_by(|left, right| {
            (
                left.kind,
                std::cmp::Reverse((left.score, left.state)),
                &left.variant,
            )
                .cmp(&(
                    right.kind,
                    std::cmp::Reverse((right.score, right.state)),
                    &right.variant,
                ))
        });
        found.truncate(limit);
        hits.extend(found.into_iter().map(|found| Hit {
            locale: locale.clone(),
            found,
        }));
    }
    Ok(hits)
}
