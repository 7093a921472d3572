//! What search indexes ask of SQLite.

use std::path::PathBuf;

use rusqlite::{OptionalExtension, params};

use crate::memory::{Error, Extent, Indexed};
use crate::model::{Content, Locale};

use super::{SqliteStore, content};

/// Sums stay below this, so that SQLite never makes a real number of one.
pub(in crate::memory) const MODULUS: i64 = 1 << 62;

/// Of so many sources every eighth or more is read by walking over all of them.
const WALK: i64 = 8;

/// What a variant adds to the digest of a memory: where it stands and what it is. The
/// number of its source counts, because that is what an index finds.
pub(in crate::memory) fn share(id: i64, source: i64, identity: &str) -> i64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&id.to_le_bytes());
    hasher.update(&source.to_le_bytes());
    hasher.update(identity.as_bytes());
    let hash = hasher.finalize();
    let number = hash.as_bytes().iter().take(8).fold(0_i64, |number, byte| {
        number.wrapping_shl(8) | i64::from(*byte)
    });
    number & (MODULUS - 1)
}

impl SqliteStore {
    /// Adds a new variant to the digest.
    pub(super) fn count_in(&self, id: i64, source: i64, identity: &str) -> Result<(), Error> {
        self.connection
            .prepare_cached("UPDATE extent SET digest = (digest + ?1) & ?2")?
            .execute([share(id, source, identity), MODULUS - 1])?;
        Ok(())
    }

    fn number_of(&self, sql: &str) -> Result<i64, Error> {
        let number = self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0));
        Ok(number.optional()?.flatten().unwrap_or(0))
    }

    /// The contents of some sources, one after the other.
    fn one_by_one(
        &self,
        locale: &Locale,
        sources: &[i64],
        each: &mut dyn FnMut(i64, Content),
    ) -> Result<(), Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT plain, content FROM source WHERE id = ?1 AND locale = ?2")?;
        for source in sources {
            let mut rows = statement.query(params![source, locale.to_string()])?;
            if let Some(row) = rows.next()? {
                each(*source, content(row.get(0)?, row.get(1)?)?);
            }
        }
        Ok(())
    }
}

impl Indexed for SqliteStore {
    fn extent(&self, last: Option<i64>) -> Result<Extent, Error> {
        let newest = self.number_of("SELECT max(id) FROM variant")?;
        let mut digest = self.number_of("SELECT digest FROM extent")?;
        let last = last.unwrap_or(newest);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, source, identity FROM variant WHERE id > ?1")?;
        let mut rows = statement.query([last])?;
        while let Some(row) = rows.next()? {
            let share = share(row.get(0)?, row.get(1)?, &row.get::<_, String>(2)?);
            digest = (digest - share) & (MODULUS - 1);
        }
        Ok(Extent {
            last: last.min(newest),
            digest,
        })
    }

    fn translated(
        &self,
        after: i64,
        last: i64,
        each: &mut dyn FnMut(i64, &str),
    ) -> Result<(), Error> {
        // All of them stand in the index in this order; a few are sorted sooner.
        let sql = if after == 0 {
            "SELECT source, locale FROM variant INDEXED BY variant_by_source \
             WHERE id > ?1 AND id <= ?2 ORDER BY source, locale"
        } else {
            "SELECT source, locale FROM variant NOT INDEXED \
             WHERE id > ?1 AND id <= ?2 ORDER BY source, locale"
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([after, last])?;
        let mut before: Option<(i64, String)> = None;
        while let Some(row) = rows.next()? {
            let source = row.get(0)?;
            let tag = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if before
                .as_ref()
                .is_some_and(|(other, of)| *other == source && of == tag)
            {
                continue;
            }
            each(source, tag);
            before = Some((source, tag.to_owned()));
        }
        Ok(())
    }

    fn contents(
        &self,
        locale: &Locale,
        sources: &[i64],
        each: &mut dyn FnMut(i64, Content),
    ) -> Result<(), Error> {
        let count = self.number_of("SELECT max(id) FROM source")?;
        if i64::try_from(sources.len()).unwrap_or(i64::MAX) < count / WALK {
            return self.one_by_one(locale, sources, each);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT id, plain, content FROM source NOT INDEXED WHERE locale = ?1 ORDER BY id",
        )?;
        let mut rows = statement.query([locale.to_string()])?;
        let mut wanted = sources.iter().copied().peekable();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            while wanted.next_if(|source| *source < id).is_some() {}
            if wanted.next_if_eq(&id).is_some() {
                each(id, content(row.get(1)?, row.get(2)?)?);
            }
        }
        Ok(())
    }

    fn index_file(&self, locale: &Locale) -> Option<PathBuf> {
        let memory = self.connection.path().filter(|path| !path.is_empty())?;
        Some(PathBuf::from(format!("{memory}.{locale}.index")))
    }
}
