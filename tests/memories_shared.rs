//! Memories of other tools, in and out again: nothing of a unit is lost but what the
//! documents say.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail; clippy knows only functions marked as tests"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use shared::shared;
use tilmach::diag::Findings;
use tilmach::formats::tmx::{self, Tuv, Unit};
use tilmach::glossary::Glossary;
use tilmach::memory::{SqliteStore, Variants};
use tilmach::model::{Locale, Tagging};
use tilmach::pipeline::import::{Import, Options, import};
use tilmach::pipeline::mirror::text_form;
use tilmach::pipeline::{Desk, Silent, Standard};
use tilmach::project::Project;

fn read(bytes: &[u8]) -> (tmx::Header, Vec<Unit>) {
    let mut units = Vec::new();
    let mut header = tmx::Header::default();
    let read = tmx::read(bytes, &mut Findings::new(), &mut |head, unit| {
        header = head.clone();
        units.push(unit);
    });
    assert!(read.unwrap());
    (header, units)
}

fn locale(text: &Tuv) -> Option<Locale> {
    text.language.parse().ok()
}

/// A project that asks for what the file has: the language of its header, or of its
/// first text, into all others.
fn project(header: &tmx::Header, units: &[Unit]) -> Option<Project> {
    let first = || {
        units
            .iter()
            .flat_map(|unit| &unit.variants)
            .find_map(locale)
    };
    let named = header
        .source_language
        .as_deref()
        .and_then(|tag| tag.parse().ok());
    let source: Locale = named.or_else(first)?;
    let all: BTreeSet<Locale> = units
        .iter()
        .flat_map(|unit| &unit.variants)
        .filter_map(locale)
        .collect();
    let targets = all.into_iter().filter(|one| *one != source).collect();
    Some(Project {
        source,
        targets,
        ..Project::default()
    })
}

fn taken_in(project: &Project, name: &str, bytes: &[u8]) -> (SqliteStore, Import) {
    let (glossary, standard) = (Glossary::default(), Standard::default());
    let mut store = SqliteStore::in_memory().unwrap();
    let desk = Desk {
        project,
        glossary: &glossary,
        standard: &standard,
        day: "2026-01-02",
        jobs: 1,
        progress: &Silent,
    };
    let options = Options {
        repeats: true,
        ..Options::default()
    };
    let done = import(&desk, &mut store, name, bytes, &options).unwrap();
    (store, done)
}

/// A text with its codes as they were written.
fn seg(text: &Tuv) -> String {
    text.markup
        .clone()
        .unwrap_or_else(|| text.content.to_string())
        .trim()
        .to_owned()
}

/// Everything that is said of a pair, as lines.
fn said(unit: &Unit, source: &Tuv, target: &Tuv, is_ours: bool) -> Vec<String> {
    // A unit without a name of its own has our identity for one.
    let has_own = unit
        .properties
        .iter()
        .any(|(kind, _)| kind.ends_with("identity"));
    let tuid = unit.tuid.as_ref().filter(|_| !is_ours || has_own);
    let mut lines = vec![format!("tuid {tuid:?}")];
    let own = |kind: &str| is_ours && (kind.starts_with("x-tilmach-") || OURS.contains(&kind));
    for (side, properties) in [
        ("unit", &unit.properties),
        ("source", &source.properties),
        ("target", &target.properties),
    ] {
        let marked = unit
            .properties
            .iter()
            .any(|(kind, _)| kind == "x-tilmach-state");
        for (kind, text) in properties {
            let is_own = side == "unit" && own(kind) && (!marked || kind.starts_with("x-tilmach-"));
            if !is_own {
                lines.push(format!("{side} {kind}: {text}"));
            }
        }
    }
    for (side, list) in [
        ("unit", &unit.attributes),
        ("source", &source.attributes),
        ("target", &target.attributes),
    ] {
        lines.extend(
            list.iter()
                .map(|(name, value)| format!("{side} {name}={value}")),
        );
    }
    for (side, notes) in [
        ("unit", &unit.notes),
        ("source", &source.notes),
        ("target", &target.notes),
    ] {
        lines.extend(notes.iter().map(|note| format!("{side} note {note}")));
    }
    let day = |stamp: &Option<String>| stamp.as_ref().map(|stamp| stamp[..8].to_owned());
    lines.push(format!("changed {:?}", day(&unit.change_date)));
    if unit.creation_date.is_some() && !is_ours {
        lines.push(format!("created {:?}", day(&unit.creation_date)));
    }
    lines.sort();
    lines
}

const OURS: [&str; 11] = [
    "x-state",
    "x-origin",
    "x-document",
    "x-export",
    "x-unit",
    "x-superseded",
    "x-marks",
    "x-context-pre",
    "x-context-post",
    "x-added",
    "x-identity",
];

/// How many pairs of a file came through, and how many the receipt rejects.
fn round_trip(path: &Path) -> (usize, usize) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = fs::read(path).unwrap();
    let (header, units) = read(&bytes);
    let Some(project) = project(&header, &units) else {
        return (0, 0);
    };
    let (store, done) = taken_in(&project, &name, &bytes);
    assert!(
        !done.refused && done.receipt.balances(),
        "{name}: {:?}",
        done.findings
    );
    let mut came: BTreeMap<(String, String, String), Vec<Vec<String>>> = BTreeMap::new();
    for target in store.locales().unwrap() {
        let (written, _) =
            text_form(&store, &project.source, &target, true, Tagging::Bcp47).unwrap();
        for unit in read(&written).1 {
            let [source, text] = unit.variants.as_slice() else {
                panic!("{name}: two texts");
            };
            let mut lines = said(&unit, source, text, true);
            let has_own_day = unit
                .properties
                .iter()
                .any(|(kind, _)| kind.ends_with("added"));
            if has_own_day {
                lines.push(format!(
                    "created {:?}",
                    unit.creation_date.as_ref().map(|d| d[..8].to_owned())
                ));
                lines.sort();
            }
            came.entry((target.to_string(), seg(source), seg(text)))
                .or_default()
                .push(lines);
        }
    }
    let mut through = 0;
    for unit in &units {
        let Some(source) = unit
            .variants
            .iter()
            .find(|text| locale(text).as_ref() == Some(&project.source))
        else {
            continue;
        };
        for target in &unit.variants {
            let Some(to) = locale(target).filter(|one| *one != project.source) else {
                continue;
            };
            let Some(found) = came.get(&(to.to_string(), seg(source), seg(target))) else {
                continue;
            };
            let lines = said(unit, source, target, false);
            // Of two units of the same texts, what the first says is kept.
            let twins = units.iter().filter(|other| {
                let segs: Vec<String> = other.variants.iter().map(seg).collect();
                segs.contains(&seg(source)) && segs.contains(&seg(target))
            });
            assert!(
                twins.count() > 1 || found.contains(&lines),
                "{name}: {lines:#?} not in {found:#?}"
            );
            through += 1;
        }
    }
    let expected = done.receipt.units - done.receipt.rejected;
    assert_eq!(
        through, expected,
        "{name}: {:?} {:?}",
        done.receipt, done.findings
    );
    (through, done.receipt.rejected)
}

#[test]
fn memories_of_other_tools_come_through() {
    let Some(root) = shared("interop/tmx") else {
        return;
    };
    let mut sum = 0;
    for folder in ["compkit", "okapi", "tools", "golden"] {
        let mut files: Vec<_> = fs::read_dir(root.join(folder))
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        files.sort();
        for path in files {
            let (through, rejected) = round_trip(&path);
            println!(
                "{folder}/{}: {through} through, {rejected} rejected",
                path.file_name().unwrap().to_string_lossy()
            );
            sum += through;
        }
    }
    assert!(sum > 900, "{sum}");
}
