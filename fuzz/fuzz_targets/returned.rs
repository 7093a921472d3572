//! Bytes as a file that comes back, or as a piece of the package that was sent (after
//! `1`, in the place of its first unit; after `2`, in the place of its first target):
//! it is taken or refused, its receipt balances, and the memory is whole.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::glossary::Glossary;
use tilmach::memory::{SqliteStore, Statements, Store};
use tilmach::model::Locale;
use tilmach::pipeline::import::{Options, import};
use tilmach::pipeline::read::read_statement;
use tilmach::pipeline::run::{Request, ingest, run};
use tilmach::pipeline::{Desk, Silent, Standard};
use tilmach::project::Project;
use tilmach::text::segment::Segmenter;

const TEXT: &[u8] = b"The report is out. Nobody answered. The report is out.\n";

#[derive(Default)]
struct Office {
    project: Project,
    glossary: Glossary,
    standard: Standard,
}

impl Office {
    fn desk(&self) -> Desk<'_> {
        Desk {
            project: &self.project,
            glossary: &self.glossary,
            standard: &self.standard,
            day: "2026-01-02",
            jobs: 1,
            progress: &Silent,
        }
    }

    /// A memory from which a package went out, which is written to a folder.
    fn send(&self, out: &std::path::Path) -> SqliteStore {
        let mut store = SqliteStore::in_memory().expect("opens");
        let segmenter = Segmenter::of(&Locale::english());
        let mut findings = Findings::new();
        let document = read_statement("a.txt", TEXT, &segmenter, &mut findings).expect("read");
        let statements = ingest(&self.desk(), &mut store, vec![document], false, &mut findings);
        let request = Request {
            targets: &["tr".parse().expect("a tag")],
            out,
            dry_run: false,
        };
        run(&self.desk(), &mut store, &statements.expect("stored"), &request, &mut findings).expect("runs");
        store
    }
}

static FOLDER: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("tilmach-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
});

static PACKAGE: LazyLock<String> = LazyLock::new(|| {
    drop(Office::default().send(&FOLDER));
    std::fs::read_to_string(FOLDER.join("tr/a.en-tr.xlf")).expect("made")
});

/// The package with something else from one word to the end of another.
fn spliced(from: &str, to: &str, data: &[u8]) -> Vec<u8> {
    let start = PACKAGE.find(from).expect("there");
    let end = start + PACKAGE[start..].find(to).expect("there") + to.len();
    [&PACKAGE.as_bytes()[..start], data, &PACKAGE.as_bytes()[end..]].concat()
}

fuzz_target!(|data: &[u8]| {
    let bytes = match data.split_first() {
        Some((b'1', rest)) => spliced("<trans-unit", "</trans-unit>", rest),
        Some((b'2', rest)) => {
            let target = [b"</source><target>", rest, b"</target>"].concat();
            spliced("</source>", "</source>", &target)
        }
        _ => data.to_owned(),
    };
    let office = Office::default();
    // What was sent is recorded anew; the package is written only once.
    let mut store = office.send(&FOLDER);
    for again in [false, true] {
        let done = import(&office.desk(), &mut store, "back.xlf", &bytes, &Options::default());
        let done = done.expect("no fault of the machine");
        assert!(done.receipt.balances(), "{:?}", done.receipt);
        assert!(!done.refused || done.findings.has_errors());
        // Nothing is believed twice.
        assert!(!again || done.receipt.added == 0, "{:?}", done.receipt);
        if done.refused {
            break;
        }
    }
    let faults = store.verify().expect("looked through");
    assert!(faults.is_empty(), "{faults:?}");
});
