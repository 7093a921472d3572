//! The program as people meet it: whole commands on whole projects, from
//! outside. A file for each topic; the first line of each says what belongs
//! in it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "in a test, a failed expectation is the finding, and a skipped test says so"
)]

mod check;
mod convert;
mod day;
mod decisions;
mod facts;
mod glossary;
mod help;
mod hostile;
mod hostile_files;
mod impact;
mod memory;
mod merge;
mod omegat;
mod passage;
mod privacy;
mod project;
mod quarantine;
mod report;
mod returns;
mod review;
mod search;
mod segment;
#[path = "../shared/mod.rs"]
mod shared;
mod srx;
mod terms;
mod translator;
mod validate;
mod xliff2;

/// A file that is not declared above would never be compiled, and its tests
/// would pass by not being there.
#[test]
fn every_file_of_this_folder_is_declared() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let declared = include_str!("main.rs");
    for entry in std::fs::read_dir(folder).expect("this folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(module) = name.strip_suffix(".rs").filter(|name| *name != "main") else {
            continue;
        };
        let line = format!("\nmod {module};\n");
        assert!(
            declared.contains(&line),
            "{name} is not declared in main.rs"
        );
    }
}
