//! Passages, their translations, and the quotations of statements in SQLite.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};

use crate::memory::{Error, Passages, Version};
use crate::model::{
    Locale, Occurrence, OccurrencePart, Passage, PassageOrigin, PassageStatus, PassageVersion,
};

use super::SqliteStore;

/// A passage as its columns stand: id, locale, text, day.
type PassageRow = (String, String, String, String);

const PASSAGE: &str = "SELECT id, locale, text, added FROM passage";

impl SqliteStore {
    fn assembled(&self, row: PassageRow) -> Result<Passage, Error> {
        let (id, tag, text, added) = row;
        let mut former = self.origins(&id)?;
        Ok(Passage {
            locale: self.locale(&tag)?,
            text,
            origin: former.pop().unwrap_or_default(),
            former,
            added,
            versions: self.passage_versions(&id)?,
        })
    }

    /// What was said of the origin of a passage, the last one last.
    fn origins(&self, id: &str) -> Result<Vec<PassageOrigin>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT document, paragraph, speaker, day, citation, note \
             FROM passage_origin WHERE passage = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([id], |row| {
            Ok(PassageOrigin {
                document: row.get(0)?,
                paragraph: row.get(1)?,
                speaker: row.get(2)?,
                day: row.get(3)?,
                citation: row.get(4)?,
                note: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn passage_versions(&self, id: &str) -> Result<Vec<PassageVersion>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT locale, text, status, citation, by, added, superseded \
             FROM passage_version WHERE passage = ?1 ORDER BY id",
        )?;
        let mut rows = statement.query([id])?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            let (tag, word): (String, String) = (row.get(0)?, row.get(2)?);
            versions.push(PassageVersion {
                locale: self.locale(&tag)?,
                text: row.get(1)?,
                status: PassageStatus::parse(&word)
                    .ok_or_else(|| Error::Damaged(format!("{word} is no status of a passage")))?,
                citation: row.get(3)?,
                by: row.get(4)?,
                added: row.get(5)?,
                superseded: row.get(6)?,
            });
        }
        Ok(versions)
    }

    fn add_origin(&self, id: &str, origin: &PassageOrigin) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT INTO passage_origin (passage, document, paragraph, speaker, day, citation, \
                 note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id,
                origin.document,
                origin.paragraph,
                origin.speaker,
                origin.day,
                origin.citation,
                origin.note,
            ])?;
        Ok(())
    }

    fn insert_passage_version(&self, id: &str, version: &PassageVersion) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT INTO passage_version (passage, locale, text, status, citation, by, added, \
                 superseded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                id,
                version.locale.to_string(),
                version.text,
                version.status.as_str(),
                version.citation,
                version.by,
                version.added,
                version.superseded,
            ])?;
        Ok(())
    }
}

impl Passages for SqliteStore {
    fn passages(&self) -> Result<Vec<Passage>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{PASSAGE} ORDER BY id"))?;
        let rows = statement.query_map([], passage_row)?;
        rows.map(|row| self.assembled(row?)).collect()
    }

    fn passage(&self, id: &str) -> Result<Option<Passage>, Error> {
        self.connection
            .prepare_cached(&format!("{PASSAGE} WHERE id = ?1"))?
            .query_row([id], passage_row)
            .optional()?
            .map(|row| self.assembled(row))
            .transpose()
    }

    fn add_passage(&mut self, passage: &Passage) -> Result<bool, Error> {
        let id = passage.id();
        let stored = self
            .connection
            .prepare_cached("INSERT INTO passage VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
            .execute(params![
                id,
                passage.locale.to_string(),
                passage.text,
                passage.added
            ])?;
        if stored == 0 {
            return Ok(false);
        }
        for origin in passage.former.iter().chain([&passage.origin]) {
            self.add_origin(&id, origin)?;
        }
        for version in &passage.versions {
            self.insert_passage_version(&id, version)?;
        }
        Ok(true)
    }

    fn place_passage(&mut self, id: &str, origin: &PassageOrigin) -> Result<bool, Error> {
        if self.origins(id)?.last() == Some(origin) {
            return Ok(false);
        }
        self.add_origin(id, origin)?;
        Ok(true)
    }

    fn add_passage_version(&mut self, id: &str, version: &PassageVersion) -> Result<bool, Error> {
        let versions = self.passage_versions(id)?;
        let held = versions.iter().find(|held| {
            !held.superseded && held.locale == version.locale && held.text == version.text
        });
        if held.is_some_and(|held| {
            (held.status, &held.citation) == (version.status, &version.citation)
        }) {
            return Ok(false);
        }
        self.supersede_passage_version(id, &version.locale, &version.text)?;
        self.insert_passage_version(id, version)?;
        Ok(true)
    }

    fn supersede_passage_version(
        &mut self,
        id: &str,
        locale: &Locale,
        text: &str,
    ) -> Result<bool, Error> {
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE passage_version SET superseded = 1 \
                 WHERE passage = ?1 AND locale = ?2 AND text = ?3 AND superseded = 0",
            )?
            .execute(params![id, locale.to_string(), text])?;
        Ok(changed > 0)
    }

    fn quotations(&self, version: &Version) -> Result<Option<Vec<Occurrence>>, Error> {
        let known: Option<i64> = self
            .connection
            .prepare_cached("SELECT version FROM quoted WHERE version = ?1")?
            .query_row([version.id], |row| row.get(0))
            .optional()?;
        if known.is_none() {
            return Ok(None);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT number, depth, speaker, paragraph, first, past \
             FROM quotation WHERE version = ?1 ORDER BY number, part",
        )?;
        let mut rows = statement.query([version.id])?;
        let mut all: BTreeMap<u32, Occurrence> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            let occurrence = all.entry(number).or_insert(Occurrence {
                number,
                depth: row.get(1)?,
                speaker: row.get(2)?,
                parts: Vec::new(),
            });
            occurrence.parts.push(OccurrencePart {
                paragraph: row.get(3)?,
                first: row.get(4)?,
                past: row.get(5)?,
            });
        }
        Ok(Some(all.into_values().collect()))
    }

    fn record_quotations(
        &mut self,
        version: &Version,
        quotations: &[Occurrence],
    ) -> Result<(), Error> {
        let new = self
            .connection
            .prepare_cached("INSERT INTO quoted VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([version.id])?;
        if new == 0 {
            return Ok(());
        }
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO quotation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        for occurrence in quotations {
            for (part, number) in occurrence.parts.iter().zip(1_u32..) {
                statement.execute(params![
                    version.id,
                    occurrence.number,
                    number,
                    part.paragraph,
                    part.first,
                    part.past,
                    occurrence.depth,
                    occurrence.speaker,
                ])?;
            }
        }
        Ok(())
    }
}

fn passage_row(row: &Row<'_>) -> rusqlite::Result<PassageRow> {
    row.try_into()
}
