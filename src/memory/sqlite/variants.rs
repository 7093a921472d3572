//! Translations in SQLite.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Params, Row, params};

use crate::memory::{Error, Variants};
use crate::model::{Content, Context, Locale, Origin, OriginKind, State, Variant};
use crate::text::key::MatchKey;

use super::{SqliteStore, columns, content, locale};

const VARIANT: &str = "SELECT variant.id, source.locale, source.plain, source.content, \
     variant.locale, variant.plain, variant.content, variant.state, variant.origin, variant.file, \
     variant.export, variant.unit, variant.added, variant.by, variant.superseded, variant.marks, variant.extra";

/// The plans are pinned: SQLite never changes the order of a CROSS JOIN, and a
/// `+` keeps an index out of a sort. Left to itself it walks a whole locale to
/// find one sentence.
const BY_SOURCE: &str = "FROM source CROSS JOIN variant ON variant.source = source.id";
const CURRENT: &str = "NOT variant.superseded ORDER BY +variant.identity";
const BY_VARIANT: &str = "FROM variant CROSS JOIN source ON source.id = variant.source";

impl SqliteStore {
    fn variants(&self, wanted: &str, values: impl Params) -> Result<Vec<Variant>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{VARIANT} {wanted}"))?;
        let mut rows = statement.query(values)?;
        let mut variants = Vec::new();
        while let Some(row) = rows.next()? {
            let contexts = self.contexts(row.get(0)?)?;
            variants.push(self.variant_of_row(row, contexts)?);
        }
        Ok(variants)
    }

    fn variant_of_row(&self, row: &Row<'_>, contexts: Vec<Context>) -> Result<Variant, Error> {
        let (state, kind): (String, String) = (row.get(7)?, row.get(8)?);
        let damaged = |what: &str| Error::Damaged(format!("{what} is no state or origin"));
        Ok(Variant {
            source_locale: self.locale(&row.get::<_, String>(1)?)?,
            source: content(row.get(2)?, row.get(3)?)?,
            locale: self.locale(&row.get::<_, String>(4)?)?,
            target: content(row.get(5)?, row.get(6)?)?,
            state: State::parse(&state).ok_or_else(|| damaged(&state))?,
            origin: Origin {
                kind: OriginKind::parse(&kind).ok_or_else(|| damaged(&kind))?,
                file: row.get(9)?,
                export: row.get(10)?,
                unit: row.get(11)?,
            },
            contexts,
            added: row.get(12)?,
            by: row.get(13)?,
            superseded: row.get(14)?,
            marks: row
                .get::<_, String>(15)?
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            extra: row
                .get::<_, Option<String>>(16)?
                .map(|extra| serde_json::from_str(&extra).map(Box::new))
                .transpose()?,
        })
    }

    fn contexts(&self, variant: i64) -> Result<Vec<Context>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT previous.plain, next.plain FROM context \
             LEFT JOIN source AS previous ON previous.id = context.previous \
             LEFT JOIN source AS next ON next.id = context.next \
             WHERE context.variant = ?1 AND NOT context.superseded",
        )?;
        let rows = statement.query_map([variant], |row| {
            Ok(Context {
                previous: row.get(0)?,
                next: row.get(1)?,
            })
        })?;
        let mut contexts = rows.collect::<Result<Vec<_>, _>>()?;
        contexts.sort();
        Ok(contexts)
    }

    /// The contexts of all variants into a locale, by the variant's number: one
    /// question instead of one for each.
    fn contexts_of(&self, locale: &Locale) -> Result<BTreeMap<i64, Vec<Context>>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT variant.id, previous.plain, next.plain \
             FROM variant CROSS JOIN context ON context.variant = variant.id \
             LEFT JOIN source AS previous ON previous.id = context.previous \
             LEFT JOIN source AS next ON next.id = context.next \
             WHERE variant.locale = ?1 AND NOT context.superseded",
        )?;
        let mut rows = statement.query([locale.to_string()])?;
        let mut contexts: BTreeMap<i64, Vec<Context>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            contexts.entry(row.get(0)?).or_default().push(Context {
                previous: row.get(1)?,
                next: row.get(2)?,
            });
        }
        Ok(contexts)
    }

    fn id_of(&self, identity: &str) -> Result<Option<i64>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM variant WHERE identity = ?1")?
            .query_row([identity], |row| row.get(0))
            .optional()?)
    }

    fn insert(&self, variant: &Variant) -> Result<i64, Error> {
        let source = self.intern(&variant.source, &variant.source_locale)?;
        let (plain, coded) = columns(&variant.target)?;
        self.connection
            .prepare_cached(
                "INSERT INTO variant (source, locale, plain, content, identity, state, origin, file, \
                 export, unit, added, by, superseded, marks, extra) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                source,
                variant.locale.to_string(),
                plain,
                coded,
                variant.identity(),
                variant.state.as_str(),
                variant.origin.kind.as_str(),
                variant.origin.file,
                variant.origin.export,
                variant.origin.unit,
                variant.added,
                variant.by,
                variant.superseded,
                joined(&variant.marks),
                extra(variant)?,
            ])?;
        let id = self.connection.last_insert_rowid();
        self.count_in(id, source, &variant.identity())?;
        Ok(id)
    }

    /// The numbers of the sources around, stored if they are new.
    fn around(
        &self,
        context: &Context,
        locale: &Locale,
    ) -> Result<(Option<i64>, Option<i64>), Error> {
        let side = |text: &Option<String>| {
            text.as_ref()
                .map(|text| self.intern(&Content::text(text.as_str()), locale))
                .transpose()
        };
        Ok((side(&context.previous)?, side(&context.next)?))
    }

    /// What was said first of a variant stays; nothing is put beside it.
    fn add_extra(&self, id: i64, variant: &Variant) -> Result<(), Error> {
        let Some(extra) = extra(variant)? else {
            return Ok(());
        };
        self.connection
            .prepare_cached("UPDATE variant SET extra = ?2 WHERE id = ?1 AND extra IS NULL")?
            .execute(params![id, extra])?;
        Ok(())
    }

    fn add_contexts(&self, id: i64, variant: &Variant) -> Result<(), Error> {
        for context in &variant.contexts {
            let (previous, next) = self.around(context, &variant.source_locale)?;
            // Only a change is an update: an update counts as a new revision.
            self.connection
                .prepare_cached(
                    "INSERT INTO context (variant, previous, next, export) VALUES (?1, ?2, ?3, ?4) \
                     ON CONFLICT (variant, ifnull(previous, 0), ifnull(next, 0)) \
                     DO UPDATE SET superseded = 0, export = ifnull(excluded.export, export) \
                     WHERE superseded OR ifnull(excluded.export, export) IS NOT export",
                )?
                .execute(params![id, previous, next, variant.origin.export])?;
        }
        Ok(())
    }
}

impl Variants for SqliteStore {
    fn find(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, Error> {
        let wanted =
            format!("{BY_SOURCE} WHERE source.key = ?1 AND variant.locale = ?2 AND {CURRENT}");
        self.variants(&wanted, params![key.number(), locale.to_string()])
    }

    fn find_ever(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, Error> {
        let wanted = format!(
            "{BY_SOURCE} WHERE source.key = ?1 AND variant.locale = ?2 ORDER BY +variant.identity"
        );
        self.variants(&wanted, params![key.number(), locale.to_string()])
    }

    fn is_crowded(&self, key: MatchKey, locale: &Locale, number: usize) -> Result<bool, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 {BY_SOURCE} WHERE source.key = ?1 \
             AND variant.locale = ?2 AND NOT variant.superseded LIMIT ?3)"
        ))?;
        let most = i64::try_from(number).unwrap_or(i64::MAX - 1) + 1;
        let values = params![key.number(), locale.to_string(), most];
        let found: i64 = statement.query_row(values, |row| row.get(0))?;
        Ok(found == most)
    }

    fn variant(&self, identity: &str) -> Result<Option<Variant>, Error> {
        Ok(self
            .variants(
                &format!("{BY_VARIANT} WHERE variant.identity = ?1"),
                [identity],
            )?
            .into_iter()
            .next())
    }

    fn variants_of(&self, source: i64, locale: &Locale) -> Result<Vec<Variant>, Error> {
        let wanted =
            format!("{BY_SOURCE} WHERE source.id = ?1 AND variant.locale = ?2 AND {CURRENT}");
        self.variants(&wanted, params![source, locale.to_string()])
    }

    fn find_everywhere(&self, key: MatchKey) -> Result<Vec<Variant>, Error> {
        let wanted = format!("{BY_SOURCE} WHERE source.key = ?1 AND {CURRENT}");
        self.variants(&wanted, [key.number()])
    }

    fn translations_of(&self, source: i64) -> Result<Vec<Variant>, Error> {
        let wanted = format!("{BY_SOURCE} WHERE source.id = ?1 AND {CURRENT}");
        self.variants(&wanted, [source])
    }

    fn all(&self, locale: &Locale, superseded: bool) -> Result<Vec<Variant>, Error> {
        let mut contexts = self.contexts_of(locale)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "{VARIANT} {BY_VARIANT} WHERE variant.locale = ?1 AND (?2 OR NOT variant.superseded) \
             ORDER BY variant.identity"
        ))?;
        let mut rows = statement.query(params![locale.to_string(), superseded])?;
        let mut variants = Vec::new();
        while let Some(row) = rows.next()? {
            let mut places = contexts.remove(&row.get(0)?).unwrap_or_default();
            places.sort();
            variants.push(self.variant_of_row(row, places)?);
        }
        Ok(variants)
    }

    fn locales(&self) -> Result<Vec<Locale>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT DISTINCT locale FROM variant ORDER BY locale")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|tag| locale(&tag?)).collect()
    }

    fn revision(&self, locale: &Locale) -> Result<i64, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT number FROM revision WHERE locale = ?1")?
            .query_row([locale.to_string()], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    fn add(&mut self, variant: &Variant) -> Result<bool, Error> {
        let known = self.id_of(&variant.identity())?;
        let id = match known {
            Some(id) => {
                self.connection
                    .prepare_cached(
                        "UPDATE variant SET superseded = 0 WHERE id = ?1 AND superseded",
                    )?
                    .execute([id])?;
                self.add_extra(id, variant)?;
                id
            }
            None => self.insert(variant)?,
        };
        self.add_contexts(id, variant)?;
        Ok(known.is_none())
    }

    fn answered_by(&self, identity: &str, context: &Context) -> Result<Option<String>, Error> {
        let Some(variant) = self.variant(identity)? else {
            return Ok(None);
        };
        let (previous, next) = self.around(context, &variant.source_locale)?;
        Ok(self
            .connection
            .prepare_cached(
                "SELECT context.export FROM context JOIN variant ON variant.id = context.variant \
                 WHERE variant.identity = ?1 AND previous IS ?2 AND next IS ?3",
            )?
            .query_row(params![identity, previous, next], |row| row.get(0))
            .optional()?
            .flatten())
    }

    fn raise(&mut self, identity: &str, state: State, by: Option<&str>) -> Result<bool, Error> {
        let lower: Vec<&str> = State::ALL
            .into_iter()
            .filter(|other| *other < state)
            .map(State::as_str)
            .collect();
        let changed = self
            .connection
            .prepare_cached(
                "UPDATE variant SET state = ?2, by = ifnull(?3, by) \
                 WHERE identity = ?1 AND state IN (SELECT value FROM json_each(?4))",
            )?
            .execute(params![
                identity,
                state.as_str(),
                by,
                serde_json::to_string(&lower)?
            ])?;
        Ok(changed > 0)
    }

    fn mark(&mut self, identity: &str, marks: &BTreeSet<String>) -> Result<bool, Error> {
        // Only a change is an update: an update counts as a new revision.
        let changed = self
            .connection
            .prepare_cached("UPDATE variant SET marks = ?2 WHERE identity = ?1 AND marks <> ?2")?
            .execute(params![identity, joined(marks)])?;
        Ok(changed > 0)
    }

    fn remark(&mut self, identity: &str, remark: &str) -> Result<bool, Error> {
        let Some(variant) = self.variant(identity)? else {
            return Ok(false);
        };
        let mut said = variant.extra.unwrap_or_default();
        if !said.add_remark(remark) {
            return Ok(false);
        }
        self.connection
            .prepare_cached("UPDATE variant SET extra = ?2 WHERE identity = ?1")?
            .execute(params![identity, serde_json::to_string(&said)?])?;
        Ok(true)
    }

    fn supersede(&mut self, identity: &str, context: &Context) -> Result<(), Error> {
        let Some(id) = self.id_of(identity)? else {
            return Ok(());
        };
        let source: String = self.connection.query_row(
            "SELECT source.locale FROM variant JOIN source ON source.id = variant.source WHERE variant.id = ?1",
            [id],
            |row| row.get(0),
        )?;
        let (previous, next) = self.around(context, &locale(&source)?)?;
        self.connection
            .prepare_cached(
                "UPDATE context SET superseded = 1 WHERE variant = ?1 AND NOT superseded \
                 AND previous IS ?2 AND next IS ?3",
            )?
            .execute(params![id, previous, next])?;
        self.connection
            .prepare_cached(
                "UPDATE variant SET superseded = 1 WHERE id = ?1 AND NOT superseded \
                 AND EXISTS (SELECT 1 FROM context WHERE variant = ?1) \
                 AND NOT EXISTS (SELECT 1 FROM context WHERE variant = ?1 AND NOT superseded)",
            )?
            .execute([id])?;
        Ok(())
    }

    fn restore(&mut self, variant: &Variant) -> Result<(), Error> {
        let id = match self.id_of(&variant.identity())? {
            Some(id) => id,
            None => self.insert(variant)?,
        };
        self.add_contexts(id, variant)
    }
}

/// What is said beside a variant, as it stands in its column.
fn extra(variant: &Variant) -> Result<Option<String>, Error> {
    let said = variant.extra.as_deref().filter(|extra| !extra.is_empty());
    Ok(said.map(serde_json::to_string).transpose()?)
}

/// Marks as they stand in their column.
fn joined(marks: &BTreeSet<String>) -> String {
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    marks.join(" ")
}
