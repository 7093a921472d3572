//! How the glossary came to be what it is, in SQLite.

use std::collections::BTreeMap;

use rusqlite::params;

use crate::memory::{Error, Glossaries, GlossaryState};
use crate::model::Locale;

use super::SqliteStore;

impl Glossaries for SqliteStore {
    fn glossary_states(&self) -> Result<Vec<GlossaryState>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number, version, day FROM glossary ORDER BY number")?;
        let rows = statement.query_map([], |row| {
            Ok(GlossaryState {
                number: row.get(0)?,
                version: row.get(1)?,
                day: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn record_glossary(
        &mut self,
        version: &str,
        day: &str,
        changed: &[(String, Option<String>)],
    ) -> Result<(), Error> {
        let number: i64 = self.connection.query_row(
            "SELECT ifnull(max(number), 0) + 1 FROM glossary",
            [],
            |row| row.get(0),
        )?;
        self.connection
            .prepare_cached("INSERT INTO glossary (number, version, day) VALUES (?1, ?2, ?3)")?
            .execute(params![number, version, day])?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO decision (glossary, concept, terms) VALUES (?1, ?2, ?3)",
        )?;
        for (concept, terms) in changed {
            statement.execute(params![number, concept, terms])?;
        }
        Ok(())
    }

    fn glossary_at(&self, number: i64) -> Result<BTreeMap<String, String>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT concept, terms FROM decision AS last WHERE terms IS NOT NULL \
             AND glossary = (SELECT max(glossary) FROM decision \
             WHERE concept = last.concept AND glossary <= ?1)",
        )?;
        let rows = statement.query_map([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn concept_states(&self, concept: &str) -> Result<Vec<(i64, Option<String>)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT glossary, terms FROM decision WHERE concept = ?1 ORDER BY glossary",
        )?;
        let rows = statement.query_map([concept], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn exports_under(
        &self,
        locale: Option<&Locale>,
    ) -> Result<BTreeMap<Option<String>, usize>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT export.glossary, count(*) FROM export \
             JOIN version ON version.id = export.version \
             WHERE ?1 IS NULL OR export.locale = ?1 OR version.locale = ?1 \
             GROUP BY export.glossary",
        )?;
        let rows = statement.query_map([locale.map(ToString::to_string)], |row| {
            let count = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
            Ok((row.get(0)?, count))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
