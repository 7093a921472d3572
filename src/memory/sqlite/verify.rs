//! Looking for damage and for broken rules.

use rusqlite::Connection;

use crate::diag::{Finding, Findings};
use crate::memory::Error;
use crate::model::Passage;
use crate::text::key::MatchKey;

use super::{content, locale};

/// Everything that can be checked from the file alone.
pub(super) fn verify(connection: &Connection) -> Result<Findings, Error> {
    let mut findings = Findings::new();
    integrity(connection, &mut findings)?;
    if findings.is_empty() {
        foreign_keys(connection, &mut findings)?;
        keys(connection, &mut findings)?;
        identities(connection, &mut findings)?;
        passages(connection, &mut findings)?;
        rules(connection, &mut findings)?;
    }
    Ok(findings)
}

/// SQLite's own check of pages, indexes and constraints.
fn integrity(connection: &Connection, findings: &mut Findings) -> Result<(), Error> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    for row in rows {
        let said = row?;
        if said != "ok" {
            findings.push(
                Finding::error("memory::integrity", format!("the file is damaged: {said}"))
                    .help("Keep the file; `tilmach memory rebuild` makes a new one from tm/*.tmx."),
            );
        }
    }
    Ok(())
}

fn foreign_keys(connection: &Connection, findings: &mut Findings) -> Result<(), Error> {
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        findings.push(Finding::error(
            "memory::reference",
            format!("a row of {table} names a row of {parent} that is not there"),
        ));
    }
    Ok(())
}

/// Every source is found under the key that its text makes.
fn keys(connection: &Connection, findings: &mut Findings) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT id, locale, key, plain FROM source")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (tag, plain): (String, String) = (row.get(1)?, row.get(3)?);
        if MatchKey::of(&plain, &locale(&tag)?).number() != row.get::<_, i64>(2)? {
            findings.push(Finding::error(
                "memory::key",
                format!(
                    "source {} is not found under the key of its text",
                    row.get::<_, i64>(0)?
                ),
            ));
        }
    }
    Ok(())
}

/// Every variant bears the name that its contents make.
fn identities(connection: &Connection, findings: &mut Findings) -> Result<(), Error> {
    let mut statement = connection.prepare(
        "SELECT source.locale, source.plain, source.content, variant.locale, variant.plain, \
         variant.content, variant.identity \
         FROM variant JOIN source ON source.id = variant.source",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let made = crate::model::Variant::identity_of(
            &locale(&row.get::<_, String>(0)?)?,
            &content(row.get(1)?, row.get(2)?)?,
            &locale(&row.get::<_, String>(3)?)?,
            &content(row.get(4)?, row.get(5)?)?,
        );
        let stored: String = row.get(6)?;
        if made != stored {
            findings.push(Finding::error(
                "memory::identity",
                format!("variant {stored} does not bear the name of its contents"),
            ));
        }
    }
    Ok(())
}

/// Every passage bears the name that its language and text make.
fn passages(connection: &Connection, findings: &mut Findings) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT id, locale, text FROM passage")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (stored, tag, text): (String, String, String) = row.try_into()?;
        if Passage::id_of(&locale(&tag)?, &text) != stored {
            findings.push(Finding::error(
                "memory::identity",
                format!("passage {stored} does not bear the name of its contents"),
            ));
        }
    }
    Ok(())
}

/// Rules that SQLite does not hold by itself: each is a query for the rows
/// that break it.
const RULES: [(&str, &str); 8] = [
    (
        "a statement has no version",
        "SELECT count(*) FROM statement WHERE NOT EXISTS (SELECT 1 FROM version WHERE statement = statement.id)",
    ),
    (
        "a source stands twice",
        "SELECT count(*) - count(DISTINCT locale || char(0) || plain || char(0) || ifnull(content, '')) FROM source",
    ),
    (
        "a version has no paragraph",
        "SELECT count(*) FROM version WHERE NOT EXISTS (SELECT 1 FROM paragraph WHERE version = version.id)",
    ),
    (
        "an export has no unit",
        "SELECT count(*) FROM export WHERE NOT EXISTS (SELECT 1 FROM export_unit WHERE export = export.id)",
    ),
    (
        "a passage has no origin",
        "SELECT count(*) FROM passage WHERE NOT EXISTS (SELECT 1 FROM passage_origin WHERE passage = passage.id)",
    ),
    (
        "the states of the glossary are not numbered from 1 without a gap",
        "SELECT count(*) FROM (SELECT ifnull(max(number), 0) AS last, count(*) AS all_of_them FROM glossary) WHERE last <> all_of_them",
    ),
    (
        "a concept is gone from the glossary that was not there",
        "SELECT count(*) FROM decision AS gone WHERE terms IS NULL AND ifnull((SELECT terms FROM decision WHERE concept = gone.concept AND glossary < gone.glossary ORDER BY glossary DESC LIMIT 1), '') = ''",
    ),
    (
        "the versions of a statement are not numbered from 1 without a gap",
        "SELECT count(*) FROM (SELECT 1 FROM version GROUP BY statement HAVING max(number) <> count(*))",
    ),
];

fn rules(connection: &Connection, findings: &mut Findings) -> Result<(), Error> {
    for (what, sql) in RULES {
        let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        if count > 0 {
            findings.push(Finding::error("memory::rule", format!("{what} ({count})")));
        }
    }
    Ok(())
}
