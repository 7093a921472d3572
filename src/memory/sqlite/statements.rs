//! Statements and their versions in SQLite.

use rusqlite::{OptionalExtension, Row, params};

use crate::memory::{Error, Statements, Version};
use crate::model::{Document, Locale, Paragraph, Role, Segment};

use super::{SqliteStore, content, locale};

const VERSION: &str = "SELECT version.id, statement.name, version.number, version.hash, \
     version.locale, version.added \
     FROM version JOIN statement ON statement.id = version.statement";

/// A version as its columns stand in [`VERSION`].
pub(super) type VersionRow = (i64, String, i64, String, String, String);

pub(super) fn version_row(row: &Row<'_>) -> rusqlite::Result<VersionRow> {
    row.try_into()
}

pub(super) fn version(row: VersionRow) -> Result<Version, Error> {
    let (id, name, number, hash, tag, added) = row;
    Ok(Version {
        id,
        name,
        number,
        hash,
        locale: locale(&tag)?,
        added,
    })
}

impl SqliteStore {
    pub(super) fn version_by_id(&self, id: i64) -> Result<Version, Error> {
        let row = self
            .connection
            .prepare_cached(&format!("{VERSION} WHERE version.id = ?1"))?
            .query_row([id], version_row)?;
        version(row)
    }

    fn segments(&self, version: i64, paragraph: u32) -> Result<Vec<Segment>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT segment.before, source.plain, source.content \
             FROM segment JOIN source ON source.id = segment.source \
             WHERE version = ?1 AND paragraph = ?2 ORDER BY segment.number",
        )?;
        let mut rows = statement.query(params![version, paragraph])?;
        let mut segments = Vec::new();
        while let Some(row) = rows.next()? {
            segments.push(Segment {
                before: row.get(0)?,
                content: content(row.get(1)?, row.get(2)?)?,
            });
        }
        Ok(segments)
    }

    fn add_paragraph(
        &self,
        version: i64,
        paragraph: &Paragraph,
        locale: &Locale,
    ) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT INTO paragraph VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![
                version,
                paragraph.number,
                i64::try_from(paragraph.line).unwrap_or(i64::MAX),
                paragraph.role.as_str(),
                paragraph.translate,
                paragraph.after,
            ])?;
        for (index, segment) in paragraph.segments.iter().enumerate() {
            let source = self.intern(&segment.content, locale)?;
            self.connection
                .prepare_cached("INSERT INTO segment VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![
                    version,
                    paragraph.number,
                    i64::try_from(index + 1).unwrap_or(i64::MAX),
                    segment.before,
                    source,
                ])?;
        }
        Ok(())
    }
}

impl Statements for SqliteStore {
    fn latest(&self, name: &str) -> Result<Option<Version>, Error> {
        self.connection
            .prepare_cached(&format!(
                "{VERSION} WHERE statement.name = ?1 ORDER BY version.number DESC LIMIT 1"
            ))?
            .query_row([name], version_row)
            .optional()?
            .map(version)
            .transpose()
    }

    fn versions(&self, name: &str) -> Result<Vec<Version>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{VERSION} WHERE statement.name = ?1 ORDER BY version.number"
        ))?;
        let rows = statement.query_map([name], version_row)?;
        rows.map(|row| version(row?)).collect()
    }

    fn statements(&self) -> Result<Vec<Version>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{VERSION} WHERE version.number = \
             (SELECT max(number) FROM version AS other WHERE other.statement = version.statement) \
             ORDER BY statement.name"
        ))?;
        let rows = statement.query_map([], version_row)?;
        rows.map(|row| version(row?)).collect()
    }

    fn document(&self, version: &Version) -> Result<Document, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, line, kind, translate, after FROM paragraph WHERE version = ?1 ORDER BY number",
        )?;
        let mut rows = statement.query([version.id])?;
        let mut paragraphs = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(2)?;
            let number = row.get(0)?;
            paragraphs.push(Paragraph {
                number,
                line: u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
                role: Role::parse(&kind)
                    .ok_or_else(|| Error::Damaged(format!("{kind} is no kind of paragraph")))?,
                translate: row.get(3)?,
                segments: self.segments(version.id, number)?,
                after: row.get(4)?,
            });
        }
        Ok(Document {
            name: version.name.clone(),
            hash: version.hash.clone(),
            paragraphs,
        })
    }

    fn add_version(
        &mut self,
        document: &Document,
        locale: &Locale,
        day: &str,
    ) -> Result<Version, Error> {
        self.connection
            .prepare_cached("INSERT INTO statement (name) VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([&document.name])?;
        let statement: i64 = self
            .connection
            .prepare_cached("SELECT id FROM statement WHERE name = ?1")?
            .query_row([&document.name], |row| row.get(0))?;
        self.connection
            .prepare_cached(
                "INSERT INTO version (statement, number, locale, hash, added) VALUES (?1, \
                 1 + (SELECT ifnull(max(number), 0) FROM version WHERE statement = ?1), ?2, ?3, ?4)",
            )?
            .execute(params![statement, locale.to_string(), document.hash, day])?;
        let id = self.connection.last_insert_rowid();
        for paragraph in &document.paragraphs {
            self.add_paragraph(id, paragraph, locale)?;
        }
        self.version_by_id(id)
    }

    fn keep_original(
        &mut self,
        version: &Version,
        format: &str,
        bytes: &[u8],
    ) -> Result<(), Error> {
        self.connection
            .prepare_cached("INSERT INTO original VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
            .execute(params![version.id, format, bytes])?;
        Ok(())
    }

    fn original(&self, version: &Version) -> Result<Option<(String, Vec<u8>)>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT format, bytes FROM original WHERE version = ?1")?
            .query_row([version.id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}
