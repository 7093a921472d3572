//! The folder `../shared`, which tests use in place: real texts, gold, files of
//! other tools. What stands there never enters the project.

#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout
)]

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Whether a test that cannot run is a failure.
pub(crate) fn required() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// A file or folder of `../shared`. Absent: the test says so and passes, but not
/// in CI.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if path.exists() {
        return path.canonicalize().ok();
    }
    assert!(!required(), "{} must be there", path.display());
    println!("skipped: ../shared is not here");
    None
}

/// The lines of a file of JSON lines.
pub(crate) fn records(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a file of the shared folder");
    let read = |line: &str| serde_json::from_str(line).expect("a JSON line");
    text.lines().map(read).collect()
}

/// Whether the rows of a table with this word in their name show their misses.
pub(crate) fn wants_misses(row: &str) -> bool {
    std::env::var("MISSES").is_ok_and(|wanted| row.contains(&wanted))
}
