//! What was kept aside and what was decided on it, in SQLite.

use rusqlite::{Params, Row, params};

use crate::memory::{Error, Kept, Quarantined, Verdict};

use super::SqliteStore;

/// A unit with its receipt and the last decision on it.
const KEPT: &str = "SELECT quarantine.id, quarantine.export, quarantine.unit, quarantine.locale, \
     quarantine.reason, quarantine.source, quarantine.target, quarantine.message, quarantine.line, \
     receipt.file, receipt.day, verdict.identity, verdict.day, verdict.by, verdict.reason \
     FROM quarantine JOIN receipt ON receipt.id = quarantine.receipt \
     LEFT JOIN verdict ON verdict.id = \
     (SELECT max(id) FROM verdict AS given WHERE given.quarantine = quarantine.id)";

impl SqliteStore {
    /// Keeps a unit of a file aside, if it is not there already.
    pub(super) fn keep_aside(&self, receipt: i64, unit: &Quarantined) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT INTO quarantine \
                 (receipt, export, unit, locale, reason, source, target, message, line) \
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS \
                 (SELECT 1 FROM quarantine WHERE export IS ?2 AND unit = ?3 AND locale = ?4 \
                 AND reason = ?5 AND source = ?6 AND target = ?7)",
            )?
            .execute(params![
                receipt,
                unit.export,
                unit.unit,
                unit.locale,
                unit.reason,
                serde_json::to_string(&unit.source)?,
                serde_json::to_string(&unit.target)?,
                unit.message,
                unit.line.and_then(|line| i64::try_from(line).ok()),
            ])?;
        Ok(())
    }

    /// The units that fit a condition, in the order in which they came.
    pub(super) fn kept_aside(&self, wanted: &str, values: impl Params) -> Result<Vec<Kept>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{KEPT} WHERE {wanted} ORDER BY quarantine.id"))?;
        let mut rows = statement.query(values)?;
        let mut units = Vec::new();
        while let Some(row) = rows.next()? {
            units.push(kept(row)?);
        }
        Ok(units)
    }
}

fn kept(row: &Row<'_>) -> Result<Kept, Error> {
    let line: Option<i64> = row.get(8)?;
    let decided: Option<String> = row.get(12)?;
    Ok(Kept {
        id: row.get(0)?,
        unit: Quarantined {
            export: row.get(1)?,
            unit: row.get(2)?,
            locale: row.get(3)?,
            reason: row.get(4)?,
            source: serde_json::from_str(&row.get::<_, String>(5)?)?,
            target: serde_json::from_str(&row.get::<_, String>(6)?)?,
            message: row.get(7)?,
            line: line.and_then(|line| u64::try_from(line).ok()),
        },
        file: row.get(9)?,
        day: row.get(10)?,
        verdict: match decided {
            Some(day) => Some(Verdict {
                identity: row.get(11)?,
                day,
                by: row.get(13)?,
                reason: row.get(14)?,
            }),
            None => None,
        },
    })
}
