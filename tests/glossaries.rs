//! The desk's own glossary as data, and what is written of it, held against
//! the schemas of the formats where those and their tools are at hand.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "in a test, a failed expectation is the finding"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use tilmach::diag::{Findings, Severity};
use tilmach::formats::{glossary_table, tbx};
use tilmach::glossary::{Glossary, Matcher, advise, file, source_findings};
use tilmach::model::{Concept, Locale, Term, Usage};

const TARGETS: [&str; 6] = ["ug", "kk", "kk-Arab", "tr", "zh-Hans", "zh-Hant"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn concepts() -> Vec<Concept> {
    let bytes = std::fs::read(root().join("glossaries/terms.csv")).expect("the glossary");
    let mut findings = Findings::new();
    let concepts = file::read(&bytes, &mut findings).expect("a glossary");
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "{shown:#?}");
    concepts
}

fn glossary() -> Glossary {
    let mut findings = Findings::new();
    let glossary = Glossary::new([concepts()], &mut findings);
    assert!(findings.is_empty());
    glossary
}

fn terms(concepts: &[Concept]) -> impl Iterator<Item = (&Concept, &Term)> {
    let pairs = concepts.iter().map(|c| c.terms.iter().map(move |t| (c, t)));
    pairs.flatten()
}

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

/// Says why a check was left out; on the build machine it must not be.
#[allow(
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test has no other way to be told or to tell"
)]
fn skip(reason: &str) {
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "on the build machine nothing is skipped: {reason}"
    );
    eprintln!("skipped: {reason}");
}

fn shared(path: &str) -> Option<PathBuf> {
    let shared = root().join("../shared");
    if !shared.is_dir() {
        skip("../shared is not here");
        return None;
    }
    let found = shared.join(path);
    assert!(found.exists(), "{} is not here", found.display());
    Some(found)
}

#[test]
fn every_row_is_accounted_for() {
    let concepts = concepts();
    assert_eq!(concepts.len(), 118);
    assert_eq!(terms(&concepts).count(), 855);
    assert_eq!(glossary().concepts().len(), 118);
    assert_eq!(terms(glossary().concepts()).count(), 855);
    let mut expected: BTreeSet<Locale> = TARGETS.map(locale).into();
    expected.insert(Locale::english());
    assert_eq!(glossary().locales(), expected.iter().collect());
}

#[test]
fn every_term_is_there_or_missing() {
    for (concept, term) in terms(&concepts()) {
        let missing = term.usage == Usage::Missing;
        assert_eq!(
            term.text.is_empty(),
            missing,
            "{} {}",
            concept.id,
            term.locale
        );
    }
}

#[test]
fn every_term_has_a_status() {
    for (concept, term) in terms(&concepts()) {
        let known = term.is_attested() || term.status.starts_with("unattested");
        assert!(known, "{} {} {}", concept.id, term.locale, term.text);
    }
}

#[test]
fn nothing_is_both_wanted_and_unwanted() {
    for concept in concepts() {
        let mut usages: BTreeMap<(&Locale, &str, &str), Usage> = BTreeMap::new();
        let mut preferred: BTreeSet<(&Locale, &str)> = BTreeSet::new();
        for term in &concept.terms {
            let profile = term.profile.as_str();
            let twice = usages.insert((&term.locale, &term.text, profile), term.usage);
            assert_eq!(twice, None, "{} {}", concept.id, term.text);
            let profile = (&term.locale, profile);
            let first = term.usage != Usage::Preferred || preferred.insert(profile);
            assert!(first, "{} has two preferred terms", concept.id);
        }
    }
}

#[test]
fn nothing_is_signed_off_and_nothing_weighs_as_an_error() {
    for (concept, term) in terms(&concepts()) {
        assert!(!term.is_signed_off(), "{} {}", concept.id, term.text);
        assert_eq!(term.weight(), Severity::Warning);
    }
}

#[test]
fn genocide_is_the_guard_concept() {
    let concepts = concepts();
    let guards: Vec<&str> = concepts
        .iter()
        .filter(|concept| concept.guard)
        .map(|concept| concept.id.as_str())
        .collect();
    assert_eq!(guards, ["genocide"]);
}

/// The houses write different words for the gravest crime.
#[test]
fn two_profiles_prefer_different_terms() {
    let glossary = glossary();
    assert_eq!(
        glossary.profiles().into_iter().collect::<Vec<_>>(),
        ["amnesty", "un"]
    );
    let preferred = |profile, tag: &str| {
        let concepts = glossary.for_profile(Some(profile));
        let concept = concepts.iter().find(|c| c.id == "crimes-against-humanity");
        let locale = locale(tag);
        let mut terms = concept.expect("there").terms_in(&locale);
        terms
            .find(|t| t.usage == Usage::Preferred)
            .map(|t| t.text.clone())
            .expect("a preferred term")
    };
    assert_eq!(preferred("un", "zh-Hans"), "危害人类罪");
    assert_eq!(preferred("amnesty", "zh-Hans"), "反人类罪");
    // The Traditional pages of both houses have the same word.
    assert_eq!(preferred("un", "zh-Hant"), preferred("amnesty", "zh-Hant"));
    assert!(glossary.profile_fault(None).is_some());
}

#[test]
fn it_is_found_in_a_sentence() {
    let glossary = glossary();
    let matcher = Matcher::new(&glossary, &Locale::english()).expect("small");
    let text = "The UN Office of the High Commissioner for Human Rights found in Xinjiang’s \
                camps possible crimes against humanity against Uighurs, a human rights violation.";
    let hits = matcher.find(text);
    let found: Vec<&str> = hits.iter().map(|hit| hit.concept.as_str()).collect();
    let expected = [
        "ohchr",
        "xinjiang",
        "crimes-against-humanity",
        "uyghur",
        "human-rights-violations",
    ];
    assert_eq!(found, expected);
    let findings = source_findings(&glossary, &hits, &Default::default());
    assert_eq!(findings.count(Severity::Warning), 1);
    assert!(!findings.has_errors());
}

#[test]
fn nothing_is_shown_as_checked() {
    let glossary = glossary();
    let matcher = Matcher::new(&glossary, &Locale::english()).expect("small");
    let english = Locale::english();
    for (concept, term) in terms(glossary.concepts()) {
        if term.locale != english {
            continue;
        }
        let hits = matcher.find(&term.text);
        assert!(
            hits.iter()
                .any(|hit| hit.concept == concept.id && hit.words == term.text),
            "{} is not found",
            term.text
        );
        for note in TARGETS
            .iter()
            .flat_map(|tag| advise(&glossary, &hits, &locale(tag), Some("un")))
        {
            for rendering in &note.renderings {
                let source = &rendering.source;
                let honest = (source.starts_with("attested: ")
                    && source.ends_with("; not signed off"))
                    || source == "unattested: ask a native speaker";
                assert!(honest, "{source}");
            }
            assert!(!note.renderings.is_empty() || note.remark.is_some());
        }
    }
}

#[test]
fn the_omegat_table_is_plain() {
    for tag in TARGETS {
        let mut out = Vec::new();
        let concepts = glossary().for_profile(Some("un"));
        glossary_table::write_omegat(&concepts, &Locale::english(), &locale(tag), &mut out)
            .expect("written");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(
            !text.starts_with('\u{FEFF}') && text.ends_with('\n'),
            "{tag}"
        );
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 3, "{line}");
            assert!(
                !line.starts_with('#') && !cells[0].is_empty() && !cells[1].is_empty(),
                "{line}"
            );
        }
    }
}

#[test]
fn the_sheet_is_read_by_another_reader() {
    for tag in TARGETS {
        let mut out = Vec::new();
        let concepts = glossary().for_profile(Some("un"));
        glossary_table::write_csv(&concepts, &Locale::english(), &locale(tag), &mut out)
            .expect("written");
        let rest = out
            .strip_prefix("\u{FEFF}".as_bytes())
            .expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(rest);
        let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
        let target = locale(tag);
        for concept in &concepts {
            // A concept whose source terms are all forbidden has nothing to ask for.
            let asked = concept
                .terms_in(&Locale::english())
                .any(|term| matches!(term.usage, Usage::Preferred | Usage::Admitted));
            let expected = concept.terms_in(&target).count().max(usize::from(asked));
            let found = rows.iter().filter(|row| row[0] == *concept.id).count();
            assert_eq!(found, expected, "{tag} {}", concept.id);
        }
    }
}

#[test]
fn every_code_is_explained_to_the_coordinator() {
    let page = std::fs::read_to_string(root().join("docs/glossary.md")).expect("the page");
    let mut codes: BTreeSet<String> = BTreeSet::new();
    let mut paths = vec![root().join("src/glossary")];
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).expect("a folder");
            paths.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        if path.to_string_lossy().ends_with("tests.rs") {
            continue;
        }
        let source = std::fs::read_to_string(path).expect("text");
        let source = source
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .expect("code");
        for literal in source.split('"') {
            let room = literal.split_once("::");
            if room
                .is_some_and(|(room, code)| matches!(room, "glossary" | "term") && code.len() > 2)
            {
                codes.insert(literal.to_owned());
            }
        }
    }
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        assert!(
            page.contains(&format!("`{code}`")),
            "{code} is not in docs/glossary.md"
        );
    }
}

/// Runs a validator over what is written for every target.
fn validate(tool: &str, arguments: &[&str], version: u8, extension: &str) {
    if Command::new(tool).arg("--version").output().is_err() {
        skip(&format!("the tool {tool} is not here"));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for tag in TARGETS {
        let path = folder.path().join(format!("{tag}.{extension}"));
        std::fs::write(&path, written(version, tag)).expect("written");
        let output = Command::new(tool)
            .args(arguments)
            .arg(&path)
            .output()
            .expect("the tool runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{tag}: {said}");
    }
}

fn written(version: u8, tag: &str) -> Vec<u8> {
    let mut concepts = glossary().for_profile(Some("un"));
    // What a hand may type must not break the file.
    for concept in concepts.iter_mut().take(1) {
        concept.note = "R&D <b>\u{1}\u{FFFF} \"quoted\" ]]>".to_owned();
        concept.id = "1 odd/id".to_owned();
    }
    let (english, target) = (Locale::english(), locale(tag));
    let mut out = Vec::new();
    let result = match version {
        2 => tbx::write_v2(&concepts, &english, &target, &mut out),
        _ => tbx::write_v3(&concepts, &english, &target, &mut out),
    };
    result.expect("written");
    out
}

fn path_text(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}

#[test]
fn tbx_3_follows_the_schema() {
    if let Some(schema) = shared("interop/tbx/schemas/TBXcoreStructV03.rng") {
        validate("jing", &[&path_text(&schema)], 3, "tbx");
    }
}

#[test]
fn tbx_2_follows_the_definition() {
    if let Some(dtd) = shared("interop/tbx/schemas/v2/TBXcoreStructV02.dtd") {
        let dtd = path_text(&dtd);
        validate(
            "xmllint",
            &["--nonet", "--noout", "--dtdvalid", &dtd],
            2,
            "tbx",
        );
    }
}

/// The rules of `TBX-Basic_DCA.sch` for what we write: no Schematron processor
/// for XSLT 2 is among the tools, so the few data categories are compared.
#[test]
fn tbx_3_has_only_data_categories_of_tbx_basic() {
    const ALLOWED: [&str; 6] = [
        "TBX-Basic",
        "subjectField",
        "partOfSpeech",
        "administrativeStatus",
        "source",
        "definition",
    ];
    for tag in TARGETS {
        let text = String::from_utf8(written(3, tag)).expect("UTF-8");
        for rest in text.split(" type=\"").skip(1) {
            let name = rest.split('"').next().unwrap_or_default();
            assert!(ALLOWED.contains(&name), "{name}");
        }
        assert!(text.contains("deprecatedTerm-admn-sts") && !text.contains("forbiddenTerm"));
    }
}
