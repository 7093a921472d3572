//! An index and its memory on the disk: made, opened again, added to.

use std::path::Path;
use std::time::{Duration, Instant};

use tilmach::memory::{FuzzyIndex, Indexed, SqliteStore, Store, Variants};
use tilmach::model::{Content, Locale};

use super::engines::variant;

/// So many sources are added one by one.
const ADDED: usize = 200;

/// Measures an index over a memory of these segments, in a folder of its own.
pub fn measure(segments: &[String]) {
    let folder = tempfile::tempdir().expect("a folder");
    let english = Locale::english();
    let mut store =
        SqliteStore::open(&folder.path().join("memory.sqlite"), Duration::ZERO).expect("opens");
    store.begin().expect("begins");
    for segment in segments {
        store.add(&variant(segment)).expect("stored");
    }
    store.commit().expect("commits");
    let file = store.index_file(&english).expect("a place");
    println!("\n| the index on the disk | |\n|---|---|");
    let (mut index, made) = timed(|| FuzzyIndex::load(&store, &english).expect("loads"));
    row("made from the memory and written", made);
    row("opened again (best of 5)", again(&store));
    let size = std::fs::metadata(&file).map_or(0, |about| about.len());
    println!("| size | {} MB |", size / 1_000_000);
    let texts: Vec<String> = segments
        .iter()
        .rev()
        .take(ADDED)
        .map(|text| format!("{text} anew"))
        .collect();
    let turkish = "tr".parse().expect("a tag");
    let ((), all) = timed(|| {
        for (text, number) in texts.iter().zip(1 << 40..) {
            index.add(number, &Content::text(text.as_str()), &turkish);
        }
    });
    row("a unit added in memory", all / texts.len() as u32);
    let durable = middle(texts.iter().map(|text| {
        let one = variant(text);
        timed(|| {
            store.begin().expect("begins");
            store.add(&one).expect("stored");
            store.commit().expect("commits");
            index.refresh(&store).expect("refreshed");
        })
        .1
    }));
    let bare = bare(folder.path(), &texts);
    row(
        "a unit added to the memory and the index, on the disk",
        durable,
    );
    row("a bare commit of one row of SQLite", bare);
    println!(
        "| the one by the other | {:.2} |",
        durable.as_secs_f64() / bare.as_secs_f64()
    );
}

fn again(store: &SqliteStore) -> Duration {
    let times = (0..5).map(|_| timed(|| FuzzyIndex::load(store, &Locale::english())).1);
    times.min().unwrap_or_default()
}

/// Rows of the same texts in a table of two columns, each in a transaction.
fn bare(folder: &Path, texts: &[String]) -> Duration {
    let connection = rusqlite::Connection::open(folder.join("bare.sqlite")).expect("opens");
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .expect("set");
    connection
        .pragma_update(None, "synchronous", "FULL")
        .expect("set");
    let table = "CREATE TABLE unit (id INTEGER PRIMARY KEY, source TEXT, target TEXT)";
    connection.execute(table, []).expect("made");
    middle(texts.iter().map(|text| {
        timed(|| {
            let mut insert = connection
                .prepare_cached("INSERT INTO unit (source, target) VALUES (?1, ?1)")
                .expect("prepared");
            insert.execute([text]).expect("inserted");
        })
        .1
    }))
}

fn middle(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed())
}

fn row(what: &str, time: Duration) {
    println!("| {what} | {:.3} ms |", time.as_secs_f64() * 1e3);
}
