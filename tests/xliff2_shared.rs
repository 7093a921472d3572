//! XLIFF 2 against the files of the standard: what we write against its schemas and
//! its rules in Schematron, what others wrote (`../shared/interop/xliff2`) against
//! our reader.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use shared::{required, shared};
use tilmach::diag::{Findings, Severity};
use tilmach::formats::{xliff, xml};
use tilmach::model::{
    Code, CodeKind, Content, Earlier, Locale, Match, MatchKind, Origin, OriginKind, Package,
    PackageUnit, Prefill, Profile, QuotedBy, ReturnedFile, Role, Standing, State, TermNote,
    TermRendering, Usage, XliffVersion,
};

const TARGETS: [&str; 6] = ["ug", "kk", "kk-Arab", "tr", "zh-Hans", "zh-Hant"];

use CodeKind::{Alone, Close, Open};

/// A content with these codes between words.
fn content(codes: &[(CodeKind, &str)]) -> Content {
    let mut content = Content::text("No torture & \"c\" ]]> \r\n\t\u{2068}x\u{2069}\u{b}");
    let types = ["bold", "lb", "x-my own:type", "link"];
    for (index, (kind, id)) in codes.iter().enumerate() {
        let odd = index % 2 == 1;
        content.push_code(Code {
            kind: *kind,
            id: (*id).to_owned(),
            ctype: (index % 5 < 4).then(|| types[index % 4].to_owned()),
            equiv: odd.then(|| "¶ \"<".to_owned()),
            data: (index % 3 > 0).then(|| format!("<b{index}>\u{1}")),
        });
        content.push_text("ab ");
    }
    content
}

/// Every shape of code, in the source and in the order of the target.
fn contents() -> Vec<(Content, Content)> {
    let nested = [
        (Open, "1"),
        (Open, "2"),
        (Close, "2"),
        (Alone, "3"),
        (Close, "1"),
    ];
    let crossing = [
        (Open, "1"),
        (Open, "2"),
        (Close, "1"),
        (Alone, "3"),
        (Close, "2"),
    ];
    let orphans = [
        (Close, "1"),
        (Alone, "1"),
        (Open, "1"),
        (Open, "five 5"),
        (Alone, "s1"),
    ];
    let strange = [
        (Alone, "s1"),
        (Alone, "t1"),
        (Open, "d1"),
        (Close, "d1"),
        (Alone, ""),
    ];
    vec![
        (content(&[]), content(&[])),
        (content(&nested), content(&nested)),
        (content(&nested), content(&crossing)),
        (content(&crossing), content(&nested)),
        (content(&crossing), content(&crossing)),
        (content(&orphans), content(&nested)),
        (content(&nested), content(&orphans)),
        (content(&strange), content(&orphans)),
        (content(&strange), content(&[])),
    ]
}

fn terms() -> Vec<TermNote> {
    let rendering = |(text, usage): (&str, Usage)| TermRendering {
        text: text.to_owned(),
        usage,
        source: "attested: a".to_owned(),
        whose: "all profiles".to_owned(),
        binds: true,
    };
    let of = |words: &str, span, definition: Option<&str>| TermNote {
        concept: words.to_owned(),
        words: words.to_owned(),
        span,
        definition: definition.map(str::to_owned),
        renderings: [("r", Usage::Preferred), ("x y z", Usage::Forbidden)]
            .map(rendering)
            .to_vec(),
        reason: None,
        remark: None,
    };
    vec![
        of("torture", (3, 10), Some("an act & <more>")),
        of("No torture", (0, 10), None),
        of("elsewhere", (500, 509), None),
    ]
}

/// Units of every content, filled in or not, in every state and way of finding.
fn units() -> Vec<PackageUnit> {
    let mut list = Vec::new();
    for (index, (source, target)) in contents().into_iter().enumerate() {
        let state = State::ALL[index % 4];
        let kinds = [MatchKind::InContext, MatchKind::Exact, MatchKind::Fuzzy];
        let found = |target: &Content| Match {
            kind: [MatchKind::Fuzzy, MatchKind::Repaired][index % 2],
            score: 91,
            source: source.clone(),
            target: target.clone(),
            state: State::Reviewed,
            origin: Origin {
                kind: OriginKind::Return,
                file: "a & b.xlf".to_owned(),
                export: None,
                unit: None,
            },
            day: "2026-01-02".to_owned(),
            variant: "v".to_owned(),
        };
        for filled in [true, false] {
            list.push(PackageUnit {
                id: format!("p{}.s{}", index + 1, 1 + usize::from(filled)),
                paragraph: u32::try_from(index).expect("small") + 1,
                line: 1,
                role: Role::Heading,
                translate: !filled || index % 3 > 0,
                source: source.clone(),
                target: filled.then(|| Prefill {
                    content: target.clone(),
                    state,
                    kind: kinds[index % 3],
                    variant: "w".to_owned(),
                }),
                matches: vec![found(&target); 4],
                terms: terms(),
                quoted: vec![QuotedBy {
                    speaker: Some("Ana & Roe".to_owned()),
                    continued_from: Some("p1.s0".to_owned()),
                    parts: vec!["“<one>”".to_owned()],
                }],
                earlier: Some(Earlier {
                    source: source.clone(),
                    target: target.clone(),
                }),
                notes: vec!["one\u{b}".to_owned(), "two".to_owned()],
            });
        }
    }
    list
}

fn package(version: XliffVersion, profile: Profile, target: &str) -> Package {
    Package {
        basis: "0123456789ab".to_owned(),
        glossary: String::new(),
        export: "0123456789ab".to_owned(),
        statement: "2026/a & b.txt".to_owned(),
        date: "2026-11-21".to_owned(),
        source: Locale::english(),
        target: target.parse().expect("a tag"),
        profile,
        version,
        units: units(),
    }
}

const SECOND: [XliffVersion; 3] = [XliffVersion::V20, XliffVersion::V21, XliffVersion::V22];

/// One file for each language, and for tools that want something else.
fn written(version: XliffVersion, folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    let tools = [(Profile::Weblate, "zh-Hans"), (Profile::Trados, "ug")];
    let all = TARGETS.map(|target| (Profile::Swordfish, target));
    for (profile, target) in all.into_iter().chain(tools) {
        let mut package = package(version, profile, target);
        // Codes are the same in all languages; one file with all of them will do.
        if target != "ug" {
            package.units.truncate(4);
        }
        let mut bytes = Vec::new();
        xliff::write(&package, &mut bytes).expect("written");
        assert_eq!(xml::well_formed(bytes.as_slice()).expect("read"), None);
        let name = format!("{}-{}-{target}.xlf", version.as_str(), profile.as_str());
        let path = folder.join(name);
        fs::write(&path, &bytes).expect("written");
        paths.push(path);
    }
    paths
}

/// Whether a program of others ran; if it is not here, the test says so and passes,
/// but not in CI.
fn ran(name: &str, is_here: bool) -> bool {
    assert!(is_here || !required(), "{name} must be there");
    if !is_here {
        println!("skipped: {name} is not here");
    }
    is_here
}

#[test]
fn what_we_write_is_valid_by_the_schemas_of_its_version() {
    let here = Command::new("xmllint").arg("--version").output().is_ok();
    let Some(interop) = shared("interop").filter(|_| ran("xmllint", here)) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    for version in SECOND {
        let schema = format!("xliff2/schemas/{}/driver.xsd", version.as_str());
        let output = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema", &schema])
            .args(written(version, folder.path()))
            .current_dir(&interop)
            .env("XML_CATALOG_FILES", interop.join("catalog.xml"))
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let wrong: Vec<&str> = said
            .lines()
            .filter(|line| !line.ends_with(" validates"))
            .collect();
        assert!(output.status.success(), "{}: {wrong:#?}", version.as_str());
    }
}

/// Exit code and words of `scripts/schematron`; 3 means that its engines are not here.
fn schematron(rules: &Path, files: &[PathBuf]) -> (Option<i32>, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/schematron");
    let output = Command::new(script).arg(rules).args(files).output();
    let Ok(output) = output else {
        return (Some(3), String::new());
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), said)
}

#[test]
fn what_we_write_keeps_the_rules_in_schematron() {
    let Some(schemas) = shared("interop/xliff2/schemas") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    // 2.0 has no rules of its own; those of 2.1 look at the same namespace.
    let (of_22, of_21): (Vec<_>, Vec<_>) = SECOND
        .into_iter()
        .partition(|version| *version == XliffVersion::V22);
    for (rules, versions) in [("2.1", of_21), ("2.2/derived-sch", of_22)] {
        let files = versions
            .into_iter()
            .flat_map(|one| written(one, folder.path()));
        let (code, said) = schematron(&schemas.join(rules), &files.collect::<Vec<_>>());
        if !ran("Schematron", code != Some(3)) {
            return;
        }
        assert_eq!((code, said.as_str()), (Some(0), ""), "{rules}");
    }
}

#[test]
fn the_rules_see_what_is_wrong() {
    let Some(interop) = shared("interop") else {
        return;
    };
    let invalid = interop.join("xliff2/oasis-2.1/core-invalid");
    let mut files: Vec<PathBuf> = fs::read_dir(&invalid)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let (code, said) = schematron(
        &interop.join("xliff2/schemas/2.1/xliff_core_2.1.sch"),
        &files,
    );
    if ran("Schematron", code != Some(3)) {
        assert_eq!(code, Some(1));
        let seen = files
            .iter()
            .filter(|file| said.contains(&file.display().to_string()));
        assert!(seen.count() >= 30, "{said}");
    }
}

fn read(path: &Path) -> (Option<Vec<ReturnedFile>>, Findings) {
    let mut findings = Findings::new();
    let bytes = fs::read(path).expect("reads");
    let files = xliff::read(bytes.as_slice(), &mut findings).expect("no fault of the machine");
    (files, findings)
}

#[test]
fn golden_files_have_their_units() {
    for name in [
        "en-ug.v2.0",
        "en-ug.v2.1",
        "en-ug.v2.2",
        "en-kk.v2.1",
        "en-zh-Hant.v2.1",
    ] {
        let Some(path) = shared(&format!("interop/xliff2/golden/statement.{name}.xlf")) else {
            return;
        };
        let (files, findings) = read(&path);
        assert!(findings.is_empty(), "{name}: {findings:?}");
        let file = &files.expect("read")[0];
        let ids: Vec<&str> = file.units.iter().map(|unit| unit.id.as_str()).collect();
        assert_eq!(
            ids,
            ["p1.s1", "p1.s2", "p2.s1", "p2.s2", "p3/s1", "p3/s2"],
            "{name}"
        );
        assert_eq!(file.export.as_deref(), Some("b3e5c1"));
        assert_eq!(file.units[1].source.code_multiset().len(), 3);
        assert_eq!(file.units[0].standing, Standing::Final);
        assert_eq!(file.units[1].standing, Standing::Untranslated);
        assert!(!file.units[3].translate);
        assert!(file.units[2].source.plain().contains("torture"));
    }
}

/// Every file that the committee calls valid, and those of real tools that are
/// well-formed, are read, with at least one unit where the file has a segment.
#[test]
fn files_of_others_are_read() {
    let Some(root) = shared("interop/xliff2") else {
        return;
    };
    let mut count = 0;
    for folder in [
        "oasis-2.1/core-valid",
        "oasis-2.1/modules-valid",
        "oasis-2.2/core-valid",
        "oasis-2.2/modules-valid",
        "okapi",
        "microsoft-om",
        "maxprograms",
        "matecat",
        "web",
    ] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder").flatten() {
            let path = entry.path();
            let bytes = fs::read(&path).expect("reads");
            let fault = xml::well_formed(bytes.as_slice()).expect("read");
            let (files, findings) = read(&path);
            let name = path.display();
            assert_eq!(files.is_none(), fault.is_some(), "{name}: {findings:?}");
            let Some(files) = files else {
                assert!(findings.count(Severity::Error) > 0, "{name}");
                continue;
            };
            let units: usize = files.iter().map(|file| file.units.len()).sum();
            // A unit without a source is left out, and told.
            let text = String::from_utf8_lossy(&bytes);
            let has_segments = text.contains("<segment") || text.contains(":segment");
            assert!(units > 0 || !has_segments || !findings.is_empty(), "{name}");
            count += 1;
        }
    }
    println!("{count} files were read");
    assert!(count > 80, "{count}");
}
