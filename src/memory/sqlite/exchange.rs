//! What went out and what came in, in SQLite.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};

use crate::memory::{
    Error, Exchange, ExportRecord, ExportUnit, Imported, Kept, KeptFilter, MadeRecord, Quarantined,
    Receipt, Verdict, Version,
};
use crate::model::{Locale, Profile};

use super::{SqliteStore, content, locale};

type ExportRow = (
    String,
    i64,
    String,
    String,
    String,
    String,
    String,
    String,
    Option<String>,
);

fn export_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<ExportRow> {
    row.try_into()
}

impl SqliteStore {
    fn record(&self, row: ExportRow) -> Result<ExportRecord, Error> {
        let (id, version, tag, profile, made, stamp, file_hash, bands, glossary) = row;
        Ok(ExportRecord {
            id,
            version: self.version_by_id(version)?,
            locale: locale(&tag)?,
            profile: Profile::parse(&profile)
                .ok_or_else(|| Error::Damaged(format!("{profile} is no profile")))?,
            made,
            stamp,
            file_hash,
            bands,
            glossary,
            units: Vec::new(),
        })
    }

    fn export_units(&self, id: &str) -> Result<Vec<ExportUnit>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT export_unit.unit, export_unit.translate, source.plain, source.content, \
             export_unit.held, export_unit.sent \
             FROM export_unit JOIN source ON source.id = export_unit.source \
             WHERE export = ?1 ORDER BY position",
        )?;
        let mut rows = statement.query([id])?;
        let mut units = Vec::new();
        while let Some(row) = rows.next()? {
            units.push(ExportUnit {
                unit: row.get(0)?,
                translate: row.get(1)?,
                source: content(row.get(2)?, row.get(3)?)?,
                held: serde_json::from_str(&row.get::<_, String>(4)?)?,
                sent: row.get(5)?,
            });
        }
        Ok(units)
    }

    fn add_export_units(&self, record: &ExportRecord) -> Result<(), Error> {
        for (position, unit) in record.units.iter().enumerate() {
            let source = self.intern(&unit.source, &record.version.locale)?;
            self.connection
                .prepare_cached("INSERT INTO export_unit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
                .execute(params![
                    record.id,
                    i64::try_from(position).unwrap_or(i64::MAX),
                    unit.unit,
                    unit.translate,
                    source,
                    serde_json::to_string(&unit.held)?,
                    unit.sent,
                ])?;
        }
        Ok(())
    }
}

impl Exchange for SqliteStore {
    fn export(&self, id: &str) -> Result<Option<ExportRecord>, Error> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT id, version, locale, profile, made, stamp, file_hash, bands, glossary FROM export WHERE id = ?1",
            )?
            .query_row([id], export_row)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        let mut record = self.record(row)?;
        record.units = self.export_units(id)?;
        Ok(Some(record))
    }

    fn exports_of(&self, version: &Version, locale: &Locale) -> Result<Vec<ExportRecord>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, version, locale, profile, made, stamp, file_hash, bands, glossary FROM export \
             WHERE version = ?1 AND locale = ?2 ORDER BY id",
        )?;
        let rows = statement
            .query_map(params![version.id, locale.to_string()], export_row)?
            .collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().map(|row| self.record(row)).collect()
    }

    fn export_ids(&self) -> Result<Vec<String>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT id FROM export ORDER BY id")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn answered(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT export, unit FROM variant WHERE export IS NOT NULL AND unit IS NOT NULL \
             UNION SELECT export, unit FROM quarantine WHERE export IS NOT NULL \
             UNION SELECT context.export, here.unit FROM context \
             JOIN variant ON variant.id = context.variant \
             JOIN export_unit AS here \
             ON here.export = context.export AND here.source = variant.source \
             LEFT JOIN export_unit AS before \
             ON before.export = here.export AND before.position = here.position - 1 \
             LEFT JOIN export_unit AS after \
             ON after.export = here.export AND after.position = here.position + 1 \
             LEFT JOIN source AS before_text ON before_text.id = before.source \
             LEFT JOIN source AS after_text ON after_text.id = after.source \
             LEFT JOIN source AS previous ON previous.id = context.previous \
             LEFT JOIN source AS next ON next.id = context.next \
             WHERE previous.plain IS before_text.plain AND next.plain IS after_text.plain",
        )?;
        let mut rows = statement.query([])?;
        let mut answered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let units = answered.entry(row.get(0)?).or_default();
            // Units that a tool had joined came back as one.
            let unit: String = row.get(1)?;
            units.extend(unit.split(" + ").map(str::to_owned));
        }
        Ok(answered)
    }

    fn record_export(&mut self, record: &ExportRecord) -> Result<(), Error> {
        let known: bool = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM export WHERE id = ?1)")?
            .query_row([&record.id], |row| row.get(0))?;
        if known {
            self.connection
                .prepare_cached(
                    "UPDATE export SET stamp = ?2, file_hash = ?3, bands = ?4, version = ?5 WHERE id = ?1",
                )?
                .execute(params![
                    record.id,
                    record.stamp,
                    record.file_hash,
                    record.bands,
                    record.version.id
                ])?;
            return Ok(());
        }
        self.connection
            .prepare_cached("INSERT INTO export VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                record.id,
                record.version.id,
                record.locale.to_string(),
                record.profile.as_str(),
                record.made,
                record.stamp,
                record.file_hash,
                record.bands,
                record.glossary,
            ])?;
        self.add_export_units(record)
    }

    fn made(&self, name: &str) -> Result<Option<MadeRecord>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT stamp, hash, units FROM made WHERE name = ?1")?
            .query_row([name], |row| {
                Ok(MadeRecord {
                    stamp: row.get(0)?,
                    hash: row.get(1)?,
                    units: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
                })
            })
            .optional()?)
    }

    fn record_made(&mut self, name: &str, record: &MadeRecord) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT INTO made VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) \
                 DO UPDATE SET stamp = ?2, hash = ?3, units = ?4",
            )?
            .execute(params![
                name,
                record.stamp,
                record.hash,
                i64::try_from(record.units).unwrap_or(i64::MAX)
            ])?;
        Ok(())
    }

    fn record_receipt(&mut self, receipt: &Receipt, kept: &[Quarantined]) -> Result<(), Error> {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        self.connection.execute(
            "INSERT INTO receipt (file, hash, day, units, added, same, updated, conflicting, rejected, \
             marked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                receipt.file,
                receipt.hash,
                receipt.day,
                number(receipt.units),
                number(receipt.added),
                number(receipt.same),
                number(receipt.updated),
                number(receipt.conflicting),
                number(receipt.rejected),
                number(receipt.marked),
            ],
        )?;
        let id = self.connection.last_insert_rowid();
        kept.iter().try_for_each(|unit| self.keep_aside(id, unit))
    }

    fn quarantined(&self, wanted: &KeptFilter) -> Result<Vec<Kept>, Error> {
        self.kept_aside(
            "(?1 IS NULL OR export = ?1) AND (?2 IS NULL OR locale = ?2) \
             AND (?3 OR verdict.id IS NULL)",
            params![wanted.export, wanted.locale, wanted.decided],
        )
    }

    fn kept(&self, id: i64) -> Result<Option<Kept>, Error> {
        Ok(self
            .kept_aside("quarantine.id = ?1", [id])?
            .into_iter()
            .next())
    }

    fn decide(&mut self, id: i64, verdict: &Verdict) -> Result<(), Error> {
        let word = if verdict.is_accepted() {
            "accepted"
        } else {
            "rejected"
        };
        self.connection
            .prepare_cached(
                "INSERT INTO verdict (quarantine, word, day, by, identity, reason) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                id,
                word,
                verdict.day,
                verdict.by,
                verdict.identity,
                verdict.reason
            ])?;
        Ok(())
    }

    fn imported(&self, hash: &str) -> Result<Imported, Error> {
        let whole: Option<bool> = self
            .connection
            .prepare_cached(
                "SELECT max(rejected = 0 AND conflicting = 0) FROM receipt WHERE hash = ?1",
            )?
            .query_row([hash], |row| row.get(0))?;
        Ok(match whole {
            None => Imported::Never,
            Some(false) => Imported::InPart,
            Some(true) => Imported::Whole,
        })
    }

    fn sent(&self, file_hash: &str) -> Result<bool, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM export WHERE file_hash = ?1)")?
            .query_row([file_hash], |row| row.get(0))?)
    }
}
