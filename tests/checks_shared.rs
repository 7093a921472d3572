//! The checks on real texts (`../shared/data`): how often each rule is wrong on
//! good translations, and how many planted faults each one finds.
//!
//!   SAMPLES=check::numbers:tr   prints what that rule says in that language

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tilmach::check::{self, Pair, Settings, Statement};
use tilmach::diag::{Place, Severity};
use tilmach::model::{Content, Locale};

const LOCALES: [&str; 5] = ["ug", "kk", "tr", "zh-Hans", "zh-Hant"];

/// The sum of all errors for each thousand segments of good translations, in
/// every language.
const MOST_ERRORS: f64 = 5.0;

fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if path.is_dir() {
        return Some(path);
    }
    assert!(
        std::env::var_os("CI").is_none_or(|ci| ci != "true"),
        "../shared/data is not here"
    );
    println!("skipped: ../shared/data is not here");
    None
}

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

/// The news of a language, by document.
fn news(shared: &Path, tag: &str) -> Vec<Vec<Pair>> {
    let lines = fs::read_to_string(shared.join("ntrex/ntrex.jsonl")).expect("the news");
    let mut documents: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let pairs = documents.entry(text("doc")).or_default();
        pairs.push(pair(&text("en"), &text(tag), tag, pairs.len()));
    }
    documents.into_values().collect()
}

fn pair(source: &str, target: &str, tag: &str, number: usize) -> Pair {
    Pair::new(
        Content::text(source),
        Content::text(target),
        Locale::english(),
        locale(tag),
        Place::default().unit(number.to_string()),
    )
}

/// Errors, warnings and notes.
type Tally = [usize; 3];

fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

fn alarms(documents: Vec<Vec<Pair>>, tag: &str) -> (usize, BTreeMap<String, Tally>) {
    let wanted = std::env::var_os("SAMPLES").map(|name| name.to_string_lossy().into_owned());
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut segments = 0;
    for pairs in documents {
        segments += pairs.len();
        let statement = Statement::new(pairs);
        for remark in check::statement(&statement, &Settings::default()) {
            let finding = &remark.finding;
            tallies.entry(finding.code.clone()).or_default()[rank(finding.severity)] += 1;
            if wanted.as_deref() == Some(format!("{}:{tag}", finding.code).as_str()) {
                let pair = &statement.pairs()[remark.unit];
                println!(
                    "{finding}\n  {}\n  {}",
                    pair.source_text(),
                    pair.target_text()
                );
            }
        }
    }
    (segments, tallies)
}

#[test]
fn the_alarms_on_good_translations() {
    let Some(shared) = shared() else { return };
    let mut table: BTreeMap<String, Vec<Tally>> = BTreeMap::new();
    let mut sums = Vec::new();
    for (column, tag) in LOCALES.into_iter().enumerate() {
        let (segments, tallies) = alarms(news(&shared, tag), tag);
        assert!(segments > 1_000, "the news is read");
        let errors: usize = tallies.values().map(|tally| tally[0]).sum();
        let warnings: usize = tallies.values().map(|tally| tally[1]).sum();
        sums.push((
            tag,
            per_thousand(errors, segments),
            per_thousand(warnings, segments),
        ));
        for rule in check::rules() {
            let row = table
                .entry(rule.code.to_owned())
                .or_insert_with(|| vec![[0; 3]; LOCALES.len()]);
            row[column] = tallies.get(rule.code).copied().unwrap_or_default();
        }
    }
    println!("\nAlarms in 1,007 segments of good translations: errors/warnings/notes");
    println!(
        "{:24}{}",
        "",
        LOCALES.map(|tag| format!("{tag:>12}")).concat()
    );
    for rule in check::rules() {
        let cells = table[rule.code]
            .iter()
            .map(|[e, w, n]| format!("{:>12}", format!("{e}/{w}/{n}")));
        println!("{:24}{}", rule.code, cells.collect::<String>());
    }
    for (tag, errors, warnings) in &sums {
        println!("{tag:8} {errors:.1} errors and {warnings:.1} warnings for each 1,000 segments");
    }
    for (tag, errors, _) in sums {
        assert!(
            errors < MOST_ERRORS,
            "{tag}: {errors:.1} errors for each 1,000 segments"
        );
    }
}

fn per_thousand(count: usize, segments: usize) -> f64 {
    count as f64 * 1000.0 / segments as f64
}
