//! The memory as one SQLite file: WAL, foreign keys, one writer at a time.
//!
//! A commit is on the disk when it returns (`synchronous = FULL`): at the hour
//! of a release a lost import costs more than a millisecond. Deleted pages are
//! overwritten (`secure_delete`), although nothing deletes today.

mod exchange;
mod glossaries;
mod indexed;
mod passages;
mod quarantine;
mod statements;
mod variants;
mod verify;

pub(super) use indexed::{MODULUS, share};

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::model::{Content, Locale};
use crate::text::key::MatchKey;

use super::{Counts, Error, Store, schema};
use crate::diag::Findings;

/// The SQLite engine.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    /// Locales by their tag: there are few, and every row names two.
    locales: RefCell<BTreeMap<String, Locale>>,
    /// Numbers of sources without codes, by locale and text: a statement that goes
    /// out names each of its sentences once for every language.
    sources: RefCell<BTreeMap<(Locale, String), i64>>,
}

/// So many sources are kept in mind; then it begins anew.
const IN_MIND: usize = 20_000;

impl SqliteStore {
    /// Opens a memory, or makes one where there is no file. Waits up to `wait`
    /// for another writer.
    pub fn open(path: &Path, wait: Duration) -> Result<SqliteStore, Error> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(wait)?;
        schema::check(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        SqliteStore::prepare(&connection)?;
        schema::migrate(&mut connection)?;
        Ok(SqliteStore::over(connection))
    }

    /// Opens a memory for reading. Works in a folder that cannot be written,
    /// and on a full disk.
    pub fn open_read_only(path: &Path, wait: Duration) -> Result<SqliteStore, Error> {
        let mut last = None;
        for way in Way::ALL {
            let opened = way.open(path, wait).and_then(|connection| {
                let form = schema::check(&connection)?;
                Ok((connection, form))
            });
            match opened {
                // What a process leaves that was stopped at its very beginning.
                Ok((_, 0)) => return SqliteStore::in_memory(),
                Ok((connection, form)) => {
                    SqliteStore::needs_form(form)?;
                    connection.pragma_update(None, "query_only", true)?;
                    SqliteStore::prepare(&connection)?;
                    return Ok(SqliteStore::over(connection));
                }
                Err(error @ (Error::Engine(_) | Error::Full)) => last = Some(error),
                Err(error) => return Err(error),
            }
        }
        Err(last.unwrap_or(Error::NotAMemory))
    }

    /// A memory of an older form cannot be read before a writer has brought it
    /// up to date.
    fn needs_form(found: i64) -> Result<(), Error> {
        if found < schema::known() {
            return Err(Error::Older { found });
        }
        Ok(())
    }

    /// A memory that is gone with the process.
    pub fn in_memory() -> Result<SqliteStore, Error> {
        let mut connection = Connection::open_in_memory()?;
        SqliteStore::prepare(&connection)?;
        schema::migrate(&mut connection)?;
        Ok(SqliteStore::over(connection))
    }

    fn over(connection: Connection) -> SqliteStore {
        SqliteStore {
            connection,
            locales: RefCell::default(),
            sources: RefCell::default(),
        }
    }

    /// The locale of a tag in a row.
    fn locale(&self, tag: &str) -> Result<Locale, Error> {
        if let Some(known) = self.locales.borrow().get(tag) {
            return Ok(known.clone());
        }
        let parsed = locale(tag)?;
        self.locales
            .borrow_mut()
            .insert(tag.to_owned(), parsed.clone());
        Ok(parsed)
    }

    fn prepare(connection: &Connection) -> Result<(), Error> {
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        // One plan for a question, whatever it is asked about; otherwise SQLite
        // plans anew for every sentence, which is a third of all the work.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // 64 MB: the keys of a large memory lie all over their index, and with
        // the usual 2 MB every other insert reads a page again.
        connection.pragma_update(None, "cache_size", -64_000)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    /// The number of a source content, stored if it is new.
    fn intern(&self, content: &Content, locale: &Locale) -> Result<i64, Error> {
        let (plain, coded) = columns(content)?;
        if coded.is_some() {
            return self.stored(content, locale, &plain, coded.as_deref());
        }
        let name = (locale.clone(), plain);
        if let Some(known) = self.sources.borrow().get(&name) {
            return Ok(*known);
        }
        let id = self.stored(content, locale, &name.1, None)?;
        let mut sources = self.sources.borrow_mut();
        if sources.len() >= IN_MIND {
            sources.clear();
        }
        sources.insert(name, id);
        Ok(id)
    }

    fn stored(
        &self,
        content: &Content,
        locale: &Locale,
        plain: &str,
        coded: Option<&str>,
    ) -> Result<i64, Error> {
        let key = MatchKey::of_content(content, locale).number();
        let known: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM source WHERE key = ?1 AND locale = ?2 AND plain = ?3 AND content IS ?4",
            )?
            .query_row(params![key, locale.to_string(), plain, coded], |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        self.connection
            .prepare_cached(
                "INSERT INTO source (locale, key, plain, content) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![locale.to_string(), key, plain, coded])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn count(&self, sql: &str) -> Result<u64, Error> {
        let count: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

/// The ways to open a memory for reading, in the order in which they are tried.
#[derive(Clone, Copy)]
enum Way {
    /// A connection that may write tidies the journal up when it closes.
    Tidy,
    /// One that may not leaves the journal's files behind.
    Plain,
    /// One that is alone needs no file for sharing the journal, which a full
    /// disk has no room for.
    Alone,
    /// Where nothing can be written and no journal waits, the file alone is the
    /// memory.
    FileOnly,
}

impl Way {
    const ALL: [Way; 4] = [Way::Tidy, Way::Plain, Way::Alone, Way::FileOnly];

    fn open(self, path: &Path, wait: Duration) -> Result<Connection, Error> {
        let access = match self {
            Way::Tidy | Way::Alone => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Way::Plain => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Way::FileOnly => return open_file_only(path),
        };
        let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(wait)?;
        if matches!(self, Way::Alone) {
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        }
        Ok(connection)
    }
}

fn open_file_only(path: &Path) -> Result<Connection, Error> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    // What waits in the journal would be left out without a word.
    if std::fs::metadata(journal).is_ok_and(|about| about.len() > 0) {
        return Err(Error::Full);
    }
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// The two columns of a content: its text, and all of it if it has codes.
fn columns(content: &Content) -> Result<(String, Option<String>), Error> {
    let coded = if content.has_codes() {
        Some(serde_json::to_string(content)?)
    } else {
        None
    };
    Ok((content.plain(), coded))
}

/// The content of the two columns.
fn content(plain: String, coded: Option<String>) -> Result<Content, Error> {
    match coded {
        Some(coded) => Ok(serde_json::from_str(&coded)?),
        None => Ok(Content::text(plain)),
    }
}

fn locale(tag: &str) -> Result<Locale, Error> {
    tag.parse()
        .map_err(|_| Error::Damaged(format!("{tag} is no locale")))
}

impl Store for SqliteStore {
    fn begin(&mut self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    fn commit(&mut self) -> Result<(), Error> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    fn rollback(&mut self) -> Result<(), Error> {
        // What was stored since is gone, and its numbers with it.
        self.sources.borrow_mut().clear();
        // A full disk can have rolled back already.
        if self.connection.is_autocommit() {
            return Ok(());
        }
        Ok(self.connection.execute_batch("ROLLBACK")?)
    }

    fn counts(&self) -> Result<Counts, Error> {
        let mut counts = Counts {
            statements: self.count("SELECT count(*) FROM statement")?,
            versions: self.count("SELECT count(*) FROM version")?,
            paragraphs: self.count("SELECT count(*) FROM paragraph")?,
            segments: self.count("SELECT count(*) FROM segment")?,
            sources: self.count("SELECT count(*) FROM source")?,
            exports: self.count("SELECT count(*) FROM export")?,
            imports: self.count("SELECT count(*) FROM receipt")?,
            quarantined: self.count("SELECT count(*) FROM quarantine")?,
            passages: self.count("SELECT count(*) FROM passage")?,
            quotations: self.count("SELECT count(*) FROM quotation WHERE part = 1")?,
            ..Counts::default()
        };
        let mut statement = self.connection.prepare(
            "SELECT locale, state, superseded, count(*), sum(marks <> '') FROM variant \
             GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (locale, state): (String, String) = (row.get(0)?, row.get(1)?);
            let count = u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0);
            if row.get::<_, bool>(2)? {
                *counts.superseded.entry(locale).or_default() += count;
            } else {
                let marked = u64::try_from(row.get::<_, i64>(4)?).unwrap_or(0);
                if marked > 0 {
                    *counts.marked.entry(locale.clone()).or_default() += marked;
                }
                counts
                    .variants
                    .entry(locale)
                    .or_default()
                    .insert(state, count);
            }
        }
        Ok(counts)
    }

    fn verify(&self) -> Result<Findings, Error> {
        verify::verify(&self.connection)
    }
}
