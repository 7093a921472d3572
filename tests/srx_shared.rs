//! Segmentation rules against the shared collection of files of other tools,
//! and our idea of what SRX is against its schema (`../shared/interop/srx`).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail; clippy knows only functions marked as tests"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tilmach::diag::Findings;
use tilmach::model::{Locale, SegmentationRules};
use tilmach::pipeline::rules::{read_rules, read_segmenter, summary, write_rules};
use tilmach::text::segment::Segmenter;
use tilmach::text::segment::export::as_srx;

/// Every file with its lists, rules and maps, and the codes of its findings.
const FILES: [(&str, [usize; 3], &[&str]); 11] = [
    ("Segmentation.srx", [2, 46, 2], &[]),
    ("TestICU4J.srx", [1, 1, 1], &["srx::extension"]),
    ("default.srx", [1, 2, 1], &[]),
    ("example.srx", [4, 11, 4], &["srx::hexadecimal"]),
    ("example2.srx", [2, 10, 2], &["srx::hexadecimal"]),
    ("isolated_code.srx", [1, 1, 1], &["srx::extension"]),
    ("language_tools_german.srx", [2, 34, 2], &[]),
    ("sample20.srx", [2, 4, 2], &[]),
    ("segmentation-rules.srx", [4, 8, 6], &["srx::white-space"]),
    ("simple.srx", [3, 4, 3], &[]),
    ("tradosSegmentation.srx", [3, 12, 3], &[]),
];

/// Languages of every kind of writing, those of the maps among them.
const LOCALES: [&str; 12] = [
    "en", "de", "fr", "pl", "ja", "ko", "th", "km", "ug", "kk", "tr", "zh-Hans",
];

/// Text with something for every rule to look at, written for this test.
const TEXT: &str = "Mr. A. Bee came at 5 p.m. on Jan. 3. She left (early!) etc. and so on. \
    Is it so? z.B. am 13. Dezember. “Nein!” sagte er… Und dann. 1. Eins: zwei. \
    こんにちは。さようなら！ สวัสดี ខ្ញុំ។ ئۇ كەلدى؟ ياق. Бір. 3ds max. The end.\tLast\u{2029}one";

/// Whether a missing tool or folder is a failure.
#[allow(clippy::disallowed_methods)] // a test is not the product: CI says so here
fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

#[allow(clippy::print_stderr)] // the only way a test can say that it did nothing
fn skipped(what: &str) {
    assert!(!is_ci(), "{what}");
    eprintln!("skipped: {what}");
}

/// The folder of SRX files, if it is there.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/interop/srx");
    if folder.exists() {
        return Some(folder);
    }
    skipped("../shared is not here");
    None
}

fn rules(bytes: &[u8]) -> (Option<SegmentationRules>, Vec<String>) {
    let mut findings = Findings::new();
    let rules = read_rules(bytes, &mut findings).unwrap();
    (rules, findings.iter().map(ToString::to_string).collect())
}

#[test]
fn every_file_of_other_tools_is_obeyed() {
    let Some(folder) = shared() else {
        return;
    };
    let present = fs::read_dir(&folder).unwrap().flatten();
    let present = present.filter(|entry| entry.path().extension().is_some_and(|e| e == "srx"));
    assert_eq!(present.count(), FILES.len());
    for (name, [lists, count, maps], codes) in FILES {
        let bytes = fs::read(folder.join(name)).unwrap();
        let (found, told) = rules(&bytes);
        let counted = summary(&found.unwrap_or_else(|| panic!("{name}: {told:?}")));
        assert_eq!(
            (counted.lists, counted.rules, counted.maps),
            (lists, count, maps),
            "{name}"
        );
        assert_eq!(counted.by_trial, 0, "{name}");
        let found: Vec<bool> = told
            .iter()
            .map(|line| codes.iter().any(|code| line.contains(code)))
            .collect();
        assert_eq!(found, vec![true; codes.len()], "{name}: {told:?}");
        for tag in LOCALES {
            let locale: Locale = tag.parse().unwrap();
            let mut findings = Findings::new();
            let segmenter = read_segmenter(&bytes, &locale, &mut findings).unwrap();
            let segmenter = segmenter.unwrap_or_else(|| panic!("{name} {tag}: {findings:?}"));
            let segments = segmenter.segment(TEXT);
            assert_eq!(segments.concat(), TEXT, "{name} {tag}");
            assert!(!segmenter.rules().unwrap().gave_up());
            let has_rules = !segmenter.rules().unwrap().lists().is_empty();
            assert!(has_rules || name == "Segmentation.srx", "{name} {tag}");
        }
    }
}

/// What the authors of these files expect of them.
#[test]
fn files_of_other_tools_cut_as_they_are_meant_to() {
    let Some(folder) = shared() else {
        return;
    };
    for (name, tag, expected) in [
        (
            "sample20.srx",
            "en",
            &["Mr. A is from the U.K. in B.", " It is late."][..],
        ),
        (
            "sample20.srx",
            "tr",
            &["Mr.", " A is from the U.K. in B.", " It is late."],
        ),
        ("default.srx", "en", &["One. two.", " Three", "\nFour"]),
        ("tradosSegmentation.srx", "zh-Hans", &["一。", "二！", "三"]),
        ("example.srx", "en", &[" 1. One, etc. and Mr. A.", " Two"]),
        (
            "tradosSegmentation.srx",
            "en",
            &["It is e.g. this.", " Dr. Bee:", " yes.", " 12. Go."],
        ),
        (
            "Segmentation.srx",
            "en",
            &["I use 3ds max.", " To the max. degree?", " Why yes!"],
        ),
        (
            "language_tools_german.srx",
            "de",
            &[
                "Am 13. Dezember kam Dr. Bee z.B. an.",
                " Er ging (!) nicht.",
                " Friedrich II. war da.",
            ],
        ),
        ("simple.srx", "pl", &["Na str. p. A!", " Tak."]),
    ] {
        let bytes = fs::read(folder.join(name)).unwrap();
        let mut findings = Findings::new();
        let locale = tag.parse().unwrap();
        let segmenter = read_segmenter(&bytes, &locale, &mut findings)
            .unwrap()
            .unwrap();
        assert_eq!(
            segmenter.segment(&expected.concat()),
            expected,
            "{name} {tag}"
        );
    }
}

fn xmllint() -> bool {
    let found = Command::new("xmllint")
        .arg("--version")
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !found {
        skipped("xmllint is not here");
    }
    found
}

/// Whether the schema accepts a file. It imports one that declares the
/// attributes of the namespace `xml`, which no rule uses.
fn is_valid(folder: &Path, bytes: &[u8]) -> bool {
    let home = tempfile::tempdir().unwrap();
    let schema = fs::read_to_string(folder.join("schemas/srx20.xsd")).unwrap();
    let start = schema.find("<xs:import").unwrap();
    let end = start + schema[start..].find("/>").unwrap() + 2;
    let local = home.path().join("srx20.xsd");
    fs::write(&local, format!("{}{}", &schema[..start], &schema[end..])).unwrap();
    let file = home.path().join("rules.srx");
    fs::write(&file, bytes).unwrap();
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .args([&local, &file])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{said}");
    output.status.success()
}

/// A good file, and what is done to it, piece by piece.
const GOOD: &str = r#"<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" xmlns:x="urn:x" version="2.0"><header segmentsubflows="yes" cascade="no"><formathandle type="start" include="no"/><x:thing/></header><body><languagerules><languagerule languagerulename="a"><rule break="yes"><beforebreak>b</beforebreak><afterbreak>c</afterbreak></rule></languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="a"/></maprules></body></srx>
"#;

const DAMAGE: [(&str, &str); 34] = [
    ("", ""),
    (
        "<x:thing/>",
        "<x:thing a=\"1\"><x:more>words</x:more></x:thing><x:thing/>",
    ),
    ("<x:thing/>", "<thing/>"),
    ("<x:thing/>", "<thing xmlns=\"\"/>"),
    (
        "<x:thing/>",
        "<x:thing/><formathandle type=\"end\" include=\"no\"/>",
    ),
    ("<x:thing/>", "words"),
    (" segmentsubflows=\"yes\"", ""),
    (" cascade=\"no\"", ""),
    ("cascade=\"no\"", "cascade=\"No\""),
    ("cascade=\"no\"", "cascade=\"true\""),
    ("cascade=\"no\"", "cascade=\"no\" more=\"1\""),
    ("cascade=\"no\"", "cascade=\"no\" x:more=\"1\""),
    ("type=\"start\"", "type=\"Start\""),
    ("type=\"start\" ", ""),
    ("include=\"no\"/>", "include=\"no\"></formathandle>"),
    ("include=\"no\"/>", "include=\"no\">words</formathandle>"),
    ("include=\"no\"/>", "include=\"no\"><x:a/></formathandle>"),
    ("version=\"2.0\"", "version=\"2.1\""),
    ("<beforebreak>b</beforebreak>", ""),
    ("<afterbreak>c</afterbreak>", ""),
    (
        "<afterbreak>c</afterbreak>",
        "<afterbreak>c</afterbreak><afterbreak/>",
    ),
    (
        "<beforebreak>b</beforebreak>",
        "<afterbreak/><beforebreak>b</beforebreak>",
    ),
    ("<beforebreak>b", "<beforebreak x=\"1\">b"),
    ("<beforebreak>b", "<beforebreak>b<x:y/>"),
    (
        "<beforebreak>b",
        "<beforebreak><!-- a remark -->b<![CDATA[<]]>",
    ),
    ("break=\"yes\"", ""),
    ("break=\"yes\"", "break=\"\""),
    ("languagerulename=\"a\"><rule", "><rule"),
    ("<languagerules>", "<languagerules>words"),
    ("<maprules>", "<maprules><x:y/>"),
    (
        "<languagemap languagepattern=\".*\" languagerulename=\"a\"/>",
        "",
    ),
    (" languagepattern=\".*\"", ""),
    ("</languagerules>", "</languagerules><languagerules/>"),
    ("</body>", "</body><body/>"),
];

#[test]
fn damage_is_seen_where_the_schema_sees_it() {
    let Some(folder) = shared().filter(|_| xmllint()) else {
        return;
    };
    let mut differing = Vec::new();
    let mut refused = 0;
    for (from, to) in DAMAGE {
        assert!(GOOD.contains(from), "{from}");
        let bytes = GOOD.replacen(from, to, 1);
        let (found, told) = rules(bytes.as_bytes());
        refused += usize::from(found.is_none());
        if found.is_some() != is_valid(&folder, bytes.as_bytes()) {
            differing.push(format!("{from} → {to}: {told:?}"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(refused > 20, "{refused}");
    for (name, ..) in FILES {
        let bytes = fs::read(folder.join(name)).unwrap();
        assert!(is_valid(&folder, &bytes), "{name}");
        let start = bytes.windows(5).position(|five| five == b"<body").unwrap();
        assert!(rules(&bytes[..start]).0.is_none(), "{name}");
    }
}

#[test]
fn written_rules_are_valid_and_come_back() {
    let Some(folder) = shared().filter(|_| xmllint()) else {
        return;
    };
    let read = |name: &str| rules(&fs::read(folder.join(name)).unwrap()).0.unwrap();
    let mut all: Vec<SegmentationRules> = FILES.iter().map(|(name, ..)| read(name)).collect();
    all.push(as_srx().0);
    for rules_of_file in all {
        let written = write_rules(&rules_of_file).unwrap();
        assert!(
            is_valid(&folder, &written),
            "{}",
            String::from_utf8_lossy(&written)
        );
        let back = rules(&written).0.unwrap();
        assert_eq!(write_rules(&back).unwrap(), written);
        let same = rules_of_file.clone().without_places();
        assert_eq!(back.without_places(), same);
        let german: Locale = "de".parse().unwrap();
        let cut = |rules| Segmenter::with_rules(&german, rules).unwrap();
        assert_eq!(cut(&rules_of_file).segment(TEXT), cut(&same).segment(TEXT));
    }
}
