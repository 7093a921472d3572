//! Where variants are looked up: in the memory itself, which answers one at a
//! time, or in what was taken from it before, where many can look at once.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::memory::{self, Store};
use crate::model::{Locale, Variant};
use crate::text::key::MatchKey;

/// What answers look-ups, each answer sorted by identity.
pub trait Shelf {
    /// The current variants into a locale of all sources that have this key.
    fn equal(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, memory::Error>;
    /// The current variants of one source.
    fn of_source(&self, source: i64, locale: &Locale) -> Result<Vec<Variant>, memory::Error>;
}

impl<T: Store + ?Sized> Shelf for T {
    fn equal(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, memory::Error> {
        self.find(key, locale)
    }

    fn of_source(&self, source: i64, locale: &Locale) -> Result<Vec<Variant>, memory::Error> {
        self.variants_of(source, locale)
    }
}

/// Variants that were taken from the memory, into all languages.
#[derive(Debug, Default)]
pub struct Held {
    by_key: BTreeMap<MatchKey, Vec<Variant>>,
    by_source: BTreeMap<i64, Vec<Variant>>,
}

impl Held {
    /// Takes what the memory has of these keys and sources.
    pub fn take(
        store: &dyn Store,
        keys: BTreeSet<MatchKey>,
        sources: BTreeSet<i64>,
    ) -> Result<Held, memory::Error> {
        let mut held = Held::default();
        for key in keys {
            held.by_key.insert(key, store.find_everywhere(key)?);
        }
        for source in sources {
            held.by_source
                .insert(source, store.translations_of(source)?);
        }
        Ok(held)
    }

    /// What somebody else took: by key and by source, each sorted by identity.
    pub fn new(
        by_key: BTreeMap<MatchKey, Vec<Variant>>,
        by_source: BTreeMap<i64, Vec<Variant>>,
    ) -> Held {
        Held { by_key, by_source }
    }

    /// For one search, which remembers whether it asked for what was not taken.
    pub fn look(&self) -> Look<'_> {
        Look {
            held: self,
            lacked: Cell::new(false),
        }
    }
}

/// One search in what was taken.
#[derive(Debug)]
pub struct Look<'a> {
    held: &'a Held,
    lacked: Cell<bool>,
}

impl Look<'_> {
    /// Whether the memory itself has to be asked: something was not taken.
    pub fn lacked(&self) -> bool {
        self.lacked.get()
    }

    fn into(&self, all: Option<&Vec<Variant>>, locale: &Locale) -> Vec<Variant> {
        if all.is_none() {
            self.lacked.set(true);
        }
        let all = all.map(Vec::as_slice).unwrap_or_default();
        let into = all.iter().filter(|variant| variant.locale == *locale);
        into.cloned().collect()
    }
}

impl Shelf for Look<'_> {
    fn equal(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, memory::Error> {
        Ok(self.into(self.held.by_key.get(&key), locale))
    }

    fn of_source(&self, source: i64, locale: &Locale) -> Result<Vec<Variant>, memory::Error> {
        Ok(self.into(self.held.by_source.get(&source), locale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::{Indexed, SqliteStore, Variants};
    use crate::model::{Content, Origin, OriginKind, State};

    fn variant(source: &str, tag: &str) -> Variant {
        Variant {
            source_locale: Locale::english(),
            source: Content::text(source),
            locale: tag.parse().expect("a tag"),
            target: Content::text("1"),
            state: State::Translated,
            origin: Origin {
                kind: OriginKind::Tmx,
                file: "a.tmx".to_owned(),
                export: None,
                unit: None,
            },
            contexts: Vec::new(),
            added: "2026-01-02".to_owned(),
            by: None,
            superseded: false,
            marks: BTreeSet::new(),
            extra: None,
        }
    }

    #[test]
    fn what_was_taken_answers_as_the_memory_does() -> Result<(), memory::Error> {
        let mut store = SqliteStore::in_memory()?;
        for (source, tag) in [("One.", "tr"), ("One.", "kk"), ("Two.", "tr")] {
            store.add(&variant(source, tag))?;
        }
        let key = |text| MatchKey::of(text, &Locale::english());
        let mut sources = BTreeSet::new();
        store.translated(0, i64::MAX, &mut |source, _| {
            sources.insert(source);
        })?;
        let keys = BTreeSet::from([key("One."), key("None.")]);
        let held = Held::take(&store, keys, sources.clone())?;
        let look = held.look();
        for tag in ["tr", "kk", "ug"] {
            let locale = tag.parse().expect("a tag");
            for text in ["One.", "None."] {
                assert_eq!(
                    look.equal(key(text), &locale)?,
                    store.equal(key(text), &locale)?
                );
            }
            for source in &sources {
                let expected = store.of_source(*source, &locale)?;
                assert_eq!(look.of_source(*source, &locale)?, expected);
            }
        }
        assert!(!look.lacked());
        assert_eq!(look.equal(key("Two."), &"tr".parse().expect("a tag"))?, []);
        assert!(look.lacked(), "it was not taken");
        assert!(!held.look().lacked(), "another search knows nothing of it");
        Ok(())
    }
}
