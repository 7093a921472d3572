//! Files that real tools returned, against the export record of what was sent
//! (`../shared/interop/returned`, one row of its README each).

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::fs;
use std::path::{Path, PathBuf};

use tilmach::diag::{Findings, Severity};
use tilmach::formats::xliff;
use tilmach::glossary::Glossary;
use tilmach::memory::{
    Exchange, ExportRecord, ExportUnit, SqliteStore, Statements, Store, Variants,
};
use tilmach::model::{
    Content, Context, Document, Locale, Origin, OriginKind, Paragraph, Profile, Role, Segment,
    State, Variant,
};
use tilmach::pipeline::import::{Import, Options, import};
use tilmach::pipeline::{Desk, progress::Silent};
use tilmach::project::Project;

const DAY: &str = "2026-01-02";

/// The shared files. Absent: the test says so and passes, but not in CI.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/interop")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    #[allow(clippy::disallowed_methods)]
    let required = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!required, "{} must be there", path.display());
    println!("skipped: ../shared is not here");
    None
}

fn ug() -> Locale {
    "ug".parse().expect("a tag")
}

/// A memory that sent out the golden file.
fn memory(golden: &str, profile: Profile) -> SqliteStore {
    let path = shared(golden).expect("checked by the caller");
    let bytes = fs::read(path).expect("reads");
    let files = xliff::read(bytes.as_slice(), &mut Findings::new())
        .expect("no fault of the machine")
        .expect("golden");
    let mut store = SqliteStore::in_memory().expect("opens");
    let document = Document {
        name: "example.txt".to_owned(),
        hash: "0".repeat(32),
        paragraphs: vec![Paragraph {
            number: 1,
            line: 1,
            role: Role::Body,
            translate: true,
            segments: vec![Segment {
                before: String::new(),
                content: Content::text("x"),
            }],
            after: String::new(),
        }],
    };
    let version = store
        .add_version(&document, &Locale::english(), DAY)
        .expect("stored");
    let mut units = Vec::new();
    for unit in &files[0].units {
        let target = unit.target.clone().filter(|t| !t.is_empty());
        let sent = target.filter(|target| *target != unit.source);
        let base = sent.map(|target| {
            let variant = Variant {
                source_locale: Locale::english(),
                source: unit.source.clone(),
                locale: ug(),
                target,
                state: State::Final,
                origin: Origin {
                    kind: OriginKind::Tmx,
                    file: "udhr.tmx".to_owned(),
                    export: None,
                    unit: None,
                },
                contexts: vec![Context::default()],
                added: DAY.to_owned(),
                by: None,
                superseded: false,
                marks: Default::default(),
                extra: None,
            };
            store.add(&variant).expect("stored");
            variant.identity()
        });
        units.push(ExportUnit {
            unit: unit.id.clone(),
            translate: unit.translate,
            source: unit.source.clone(),
            held: base.iter().cloned().collect(),
            sent: base.filter(|_| profile != Profile::Omegat || !unit.translate),
        });
    }
    let record = ExportRecord {
        glossary: None,
        id: "b3e5c1".to_owned(),
        version,
        locale: ug(),
        profile,
        made: DAY.to_owned(),
        stamp: String::new(),
        file_hash: String::new(),
        bands: "{}".to_owned(),
        units,
    };
    store.record_export(&record).expect("recorded");
    store
}

fn bring(store: &mut SqliteStore, file: &Path) -> Import {
    let project = Project::default();
    let glossary = Glossary::default();
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &tilmach::pipeline::Standard::default(),
        day: DAY,
        jobs: 1,
        progress: &Silent,
    };
    let bytes = fs::read(file).expect("reads");
    import(&desk, store, "returned.xlf", &bytes, &Options::default())
        .expect("no fault of the machine")
}

/// added, same, updated, conflicting, rejected; quarantined; missing; errors.
type Outcome = ([usize; 5], u64, usize, usize);

#[track_caller]
fn check(golden: &str, profile: Profile, file: &str, expected: Outcome) {
    let Some(path) = shared(file) else { return };
    let mut store = memory(golden, profile);
    let done = bring(&mut store, &path);
    let receipt = &done.receipt;
    assert!(receipt.balances(), "{file}: {receipt:?}");
    let found: Outcome = (
        [
            receipt.added,
            receipt.same,
            receipt.updated,
            receipt.conflicting,
            receipt.rejected,
        ],
        store.counts().expect("counts").quarantined,
        done.missing.len(),
        done.findings.count(Severity::Error),
    );
    assert_eq!(found, expected, "{file}: {:#?}", done.findings);
    assert!(store.verify().expect("verifies").is_empty());
}

const GOLDEN: &str = "xliff12/golden/statement.en-ug.xlf";
const GOLDEN_OMEGAT: &str = "xliff12/golden/statement.en-ug.omegat.xlf";

#[track_caller]
fn returned(file: &str, expected: Outcome) {
    check(
        GOLDEN,
        Profile::Generic,
        &format!("returned/{file}"),
        expected,
    );
}

#[test]
fn a_complete_return() {
    returned("ok_complete.xlf", ([2, 2, 0, 0, 0], 0, 0, 0));
}

#[test]
fn a_language_under_another_label() {
    returned("alias_language.xlf", ([2, 2, 0, 0, 0], 0, 0, 0));
}

#[test]
fn a_prefix_for_the_namespace() {
    returned("prefix_namespace.xlf", ([2, 2, 0, 0, 0], 0, 0, 0));
}

#[test]
fn re_indented_by_a_tool() {
    returned("pretty_printed.xlf", ([2, 2, 0, 0, 0], 0, 0, 0));
}

#[test]
fn two_units_with_one_id() {
    returned("duplicate_unit_ids.xlf", ([0, 2, 0, 0, 2], 2, 0, 2));
}

#[test]
fn a_partial_return() {
    returned("missing_units.xlf", ([1, 1, 0, 0, 0], 0, 2, 0));
}

#[test]
fn a_source_that_was_changed() {
    returned("source_tampered.xlf", ([1, 2, 0, 0, 1], 1, 0, 1));
}

#[test]
fn a_tag_that_was_dropped() {
    returned("tag_missing.xlf", ([1, 2, 0, 0, 1], 1, 0, 1));
}

#[test]
fn a_target_that_repeats_the_source() {
    returned("target_equals_source.xlf", ([0, 3, 0, 0, 1], 0, 0, 0));
}

#[test]
fn lokalize_saved_it() {
    returned(
        "real/lokalize-22.12.3_resaved.en-ug.xlf",
        ([0, 4, 0, 0, 0], 0, 0, 0),
    );
}

#[test]
fn translate_toolkit_edited_it() {
    // What was typed into it for a test lost its tags and is in Latin script:
    // approved="yes" does not make it a translation.
    returned(
        "real/translate-toolkit-3.20.4.en-ug.v1.2.xlf",
        ([0, 2, 0, 0, 2], 2, 0, 2),
    );
}

#[test]
fn omegat_translated_it() {
    check(
        GOLDEN_OMEGAT,
        Profile::Omegat,
        "returned/real/omegat-3.6.0_console.en-ug.xlf",
        ([1, 3, 0, 0, 0], 0, 0, 0),
    );
}

/// OmegaT's memory of the project says upper-case UG, in the attribute of TMX 1.1.
#[test]
fn the_memory_of_omegat() {
    check(
        GOLDEN_OMEGAT,
        Profile::Omegat,
        "returned/real/omegat-3.6.0_project.en-ug.tmx",
        ([1, 0, 0, 0, 0], 0, 0, 0),
    );
}

const GOLDEN_2: &str = "xliff2/golden/statement.en-ug.v2.1.xlf";

#[track_caller]
fn returned_second(file: &str, expected: Outcome) {
    check(
        GOLDEN_2,
        Profile::Swordfish,
        &format!("returned/{file}"),
        expected,
    );
}

#[test]
fn a_return_in_xliff_2() {
    // One new; three as they were sent and two still open.
    returned_second("ok_v2.1.xlf", ([1, 5, 0, 0, 0], 0, 0, 0));
}

#[test]
fn a_package_in_xliff_2_that_nobody_touched() {
    check(
        GOLDEN_2,
        Profile::Swordfish,
        GOLDEN_2,
        ([0, 6, 0, 0, 0], 0, 0, 0),
    );
}

#[test]
fn what_lost_words_and_mixed_up_segments_is_kept_aside() {
    // The marked word is gone from the source of p2.s1; of p3 there is one segment
    // left, with the source of one and the target of the other.
    returned_second(
        "real/npm-xliff-6.4.0.en-ug.v2.1.xlf",
        ([0, 3, 0, 0, 2], 2, 2, 2),
    );
}

#[test]
fn notes_in_a_segment_do_not_hide_its_target() {
    // Invalid by the schema, and taken all the same.
    returned_second(
        "real/translate-toolkit-3.20.4.en-ug.v2.1.xlf",
        ([1, 5, 0, 0, 0], 0, 0, 0),
    );
}
