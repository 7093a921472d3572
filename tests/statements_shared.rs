//! The five real statements through the whole program, for all five locales
//! (`../shared/data/statements`); what it writes, judged by xmllint.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tilmach::diag::Findings;
use tilmach::model::Locale;
use tilmach::pipeline::read::read_statement;
use tilmach::text::segment::Segmenter;

use shared::{required, shared};

const LOCALES: [(&str, &str); 5] = [
    ("ug", "تەرجىمە"),
    ("kk", "аударма"),
    ("tr", "çeviri"),
    ("zh-Hans", "这是译文"),
    ("zh-Hant", "這是譯文"),
];

fn english() -> Segmenter {
    Segmenter::of(&Locale::english())
}

struct Desk {
    folder: tempfile::TempDir,
    statements: PathBuf,
}

impl Desk {
    fn new() -> Option<Desk> {
        let desk = Desk {
            folder: tempfile::tempdir().expect("a folder"),
            statements: shared("data/statements")?,
        };
        desk.tilmach(&["init", "--profile", "un"]);
        Some(desk)
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    #[track_caller]
    fn tilmach(&self, arguments: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_tilmach"))
            .arg("-C")
            .arg(self.folder.path())
            .args(arguments)
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&output.stderr);
        // Made-up translations have errors of the checks: numbers, say.
        let made_up = arguments.first() == Some(&"import") && output.status.code() == Some(1);
        assert!(output.status.success() || made_up, "{arguments:?}: {said}");
        output
    }

    #[track_caller]
    fn run(&self) -> serde_json::Value {
        let statements = self.statements.to_string_lossy().into_owned();
        let output = self.tilmach(&["run", "--json", &statements]);
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    fn made(&self, ending: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for (locale, _) in LOCALES {
            for entry in fs::read_dir(self.path("out").join(locale))
                .expect("made")
                .flatten()
            {
                if entry.file_name().to_string_lossy().ends_with(ending) {
                    found.push(entry.path());
                }
            }
        }
        found.sort();
        found
    }

    /// A translator's work: every open unit gets a target of its own.
    fn fill(&self) -> Vec<String> {
        let mut returned = Vec::new();
        for path in self.made(".xlf") {
            let locale = path.parent().and_then(Path::file_name).expect("a locale");
            let word = LOCALES
                .iter()
                .find(|(tag, _)| *tag == locale)
                .expect("ours")
                .1;
            let text = fs::read_to_string(&path).expect("reads");
            let mut filled = String::new();
            for (number, unit) in text.split_inclusive("</trans-unit>").enumerate() {
                let open = !unit.contains("translate=\"no\"") && !unit.contains("</target>");
                let at = unit
                    .find("</source>")
                    .filter(|_| open)
                    .map(|at| at + "</source>".len());
                match at {
                    Some(at) => {
                        filled.push_str(&unit[..at]);
                        filled.push_str(&format!("<target>{word} {number}</target>"));
                        filled.push_str(&unit[at..]);
                    }
                    None => filled.push_str(unit),
                }
            }
            let name = format!(
                "returned-{}",
                path.file_name().expect("a name").to_string_lossy()
            );
            fs::write(self.path(&name), filled).expect("writes");
            returned.push(name);
        }
        returned
    }
}

/// Runs xmllint on files; says so where there is none, but not in CI.
#[track_caller]
fn judged(kind: [&str; 2], files: &[PathBuf]) {
    let Some(schema) = shared(kind[1]) else {
        return;
    };
    let catalog = shared("interop/catalog.xml").expect("beside the schemas");
    let run = Command::new("xmllint")
        .args(["--nonet", "--noout", kind[0]])
        .arg(schema)
        .args(files)
        .env("XML_CATALOG_FILES", catalog)
        .output();
    match run {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
        }
        Err(error) => {
            assert!(!required(), "xmllint must be there: {error}");
            println!("skipped: xmllint is not here");
        }
    }
}

fn judge_all(desk: &Desk) {
    let (xliff, tmx) = (desk.made(".xlf"), desk.made(".tmx"));
    assert_eq!((xliff.len(), tmx.len()), (25, 5));
    judged(
        [
            "--schema",
            "interop/xliff12/schemas/xliff-core-1.2-strict.xsd",
        ],
        &xliff,
    );
    judged(["--dtdvalid", "interop/tmx/schemas/tmx14.dtd"], &tmx);
}

fn segments(report: &serde_json::Value, band: &str) -> Vec<u64> {
    let locales = report["locales"].as_array().expect("locales");
    let of = |locale: &serde_json::Value| locale["bands"][band]["segments"].as_u64().unwrap_or(0);
    locales.iter().map(of).collect()
}

#[test]
fn out_and_back_and_out_again() {
    let Some(desk) = Desk::new() else { return };
    let first = desk.run();
    let statements = first["statements"].as_array().expect("statements");
    assert_eq!(statements.len(), 5);
    assert!(
        statements
            .iter()
            .all(|statement| statement["status"] == "new")
    );
    judge_all(&desk);
    let units = |path: &PathBuf| {
        fs::read_to_string(path)
            .expect("reads")
            .matches("<trans-unit ")
            .count() as u64
    };
    let sent: u64 = desk
        .made(".xlf")
        .iter()
        .filter(|p| p.starts_with(desk.path("out/ug")))
        .map(units)
        .sum();
    let bands: u64 = ["new", "repetition", "not-for-translation"]
        .iter()
        .map(|b| segments(&first, b)[0])
        .sum();
    assert_eq!(sent, bands, "every segment is in a package");

    let second = desk.run();
    for locale in second["locales"].as_array().expect("locales") {
        for file in locale["files"].as_array().expect("files") {
            assert_eq!(file["status"], "unchanged", "{file}");
        }
    }

    let returned = desk.fill();
    let mut arguments = vec!["import", "--json"];
    arguments.extend(returned.iter().map(String::as_str));
    let imported = desk.tilmach(&arguments);
    let imported: serde_json::Value = serde_json::from_slice(&imported.stdout).expect("JSON");
    let files = imported["files"].as_array().expect("files");
    assert_eq!(files.len(), 25);
    for file in files {
        let number = |name: &str| file["receipt"][name].as_u64().expect("a number");
        let sum = ["added", "same", "updated", "conflicting", "rejected"]
            .map(number)
            .iter()
            .sum::<u64>();
        assert_eq!(number("units"), sum, "{file}");
        assert_eq!(
            number("conflicting") + number("rejected") + number("updated"),
            0,
            "{file}"
        );
    }

    let third = desk.run();
    let open = segments(&first, "not-for-translation");
    let wanted: Vec<u64> = open.iter().map(|not| sent - not).collect();
    assert_eq!(
        segments(&third, "in-context"),
        wanted,
        "everything is known in its place"
    );
    judge_all(&desk);
    desk.tilmach(&["memory", "verify"]);
}

#[test]
fn nothing_of_a_statement_is_lost() {
    let Some(folder) = shared("data/statements") else {
        return;
    };
    for entry in fs::read_dir(folder).expect("listed").flatten() {
        let bytes = fs::read(entry.path()).expect("reads");
        let name = entry.file_name().to_string_lossy().into_owned();
        let document =
            read_statement(&name, &bytes, &english(), &mut Findings::new()).expect("a statement");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let paragraphs: Vec<String> = document.paragraphs.iter().map(|p| p.text()).collect();
        assert_eq!(paragraphs, lines, "{name}");
    }
}
