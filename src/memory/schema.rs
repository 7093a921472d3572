//! The form of the SQLite file, and how an older one becomes the present one.
//!
//! The list of steps only grows; a step that was released is never edited.
//! The count of steps done stands in the file (`pragma user_version`).

use rusqlite::{Connection, TransactionBehavior};

use super::Error;
use super::sqlite::{MODULUS, share};

/// `TILM` in ASCII: marks the file as ours (`pragma application_id`).
const APPLICATION: i64 = 0x5449_4C4D;

const STEPS: [&str; 5] = [
    include_str!("../../tm/schema/0001_memory.sql"),
    include_str!("../../tm/schema/0002_marks.sql"),
    include_str!("../../tm/schema/0003_interchange.sql"),
    include_str!("../../tm/schema/0004_leverage.sql"),
    include_str!("../../tm/schema/0005_decisions.sql"),
];

/// Brings a file to the present form. A file that is another program's, or a
/// newer one of ours, is left alone.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), Error> {
    let known = known();
    if check(connection)? == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have been quicker.
    let done = check(&transaction)?;
    for step in STEPS.iter().skip(usize::try_from(done).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    if done < WITH_DIGEST {
        sum_up(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

/// The first form that has a digest of its variants.
const WITH_DIGEST: i64 = 4;

/// Makes the digest of the variants that are there already.
fn sum_up(connection: &Connection) -> Result<(), Error> {
    let mut statement = connection.prepare("SELECT id, source, identity FROM variant")?;
    let mut rows = statement.query([])?;
    let mut digest = 0;
    while let Some(row) = rows.next()? {
        let share = share(row.get(0)?, row.get(1)?, &row.get::<_, String>(2)?);
        digest = (digest + share) & (MODULUS - 1);
    }
    connection.execute("UPDATE extent SET digest = ?1", [digest])?;
    Ok(())
}

/// The form this program makes.
pub(super) fn known() -> i64 {
    STEPS.len() as i64
}

/// How many steps the file has seen.
pub(super) fn check(connection: &Connection) -> Result<i64, Error> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let found = number("user_version")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let ours = number("application_id")? == APPLICATION;
    if !ours && (tables > 0 || found != 0) {
        return Err(Error::NotAMemory);
    }
    let known = known();
    if found > known {
        return Err(Error::Newer { found, known });
    }
    Ok(found)
}
