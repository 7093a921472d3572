//! The readers and writers against the shared collection of files and schemas,
//! and our idea of well-formedness against libxml2's.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail; clippy knows only functions marked as tests"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tilmach::diag::{Findings, Severity};
use tilmach::formats::{tmx, xliff, xml};
use tilmach::model::{
    Code, CodeKind, Content, Context, Earlier, Locale, Match, MatchKind, Origin, OriginKind,
    Package, PackageUnit, Prefill, Profile, QuotedBy, ReturnedFile, Role, State, TermNote,
    TermRendering, Usage, Variant, XliffVersion,
};

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

/// A path in the shared folder beside the repository, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let full = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if full.exists() {
        return Some(full);
    }
    skipped("../shared is not here");
    None
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

fn files_under(folder: &Path, list: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_under(&path, list);
        } else {
            list.push(path);
        }
    }
}

fn name_in(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

fn open(path: &Path) -> BufReader<fs::File> {
    BufReader::new(fs::File::open(path).unwrap())
}

#[test]
fn well_formedness_agrees_with_libxml2() {
    let Some(root) = shared("interop").filter(|_| xmllint()) else {
        return;
    };
    // Each of these is a decision of ours; docs/formats.md says which.
    let excepted = [
        "security/xxe_file.xlf",
        "xliff12/matecat/nested-tag-group_context-group-trans-unit.jsont2.xlf",
        "xliff2/matecat/with-segment-state.xliff",
        "encoding/decl_utf16_bytes_utf8.tmx",
        "security/deep_nesting.xlf",
    ];
    let mut all = Vec::new();
    files_under(&root, &mut all);
    let mut differing = Vec::new();
    let mut compared = 0;
    for path in all {
        let name = name_in(&root, &path);
        let extension = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let is_xml = !matches!(
            extension.as_str(),
            "md" | "dtd" | "mod" | "utf8" | "tab" | "txt"
        );
        if !is_xml || excepted.contains(&name.as_str()) {
            continue;
        }
        let ours = xml::well_formed(open(&path)).unwrap();
        let theirs = Command::new("xmllint")
            .args(["--nonet", "--noout"])
            .arg(&path)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        compared += 1;
        // The official Schematron files declare entities of their own. We
        // never read a schema, and refuse such declarations in anything.
        let is_schema = name.contains("/schemas/");
        if is_schema && ours.as_ref().is_some_and(|f| f.code == "xml::doctype") {
            continue;
        }
        if ours.is_none() != theirs.success() {
            differing.push(format!("{name}: ours {ours:?}, theirs {theirs}"));
        }
    }
    assert!(compared > 500, "{compared}");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

fn read_xliff(path: &Path) -> (Option<Vec<ReturnedFile>>, Findings) {
    let mut findings = Findings::new();
    let files = xliff::read(open(path), &mut findings).unwrap();
    (files, findings)
}

fn read_tmx(path: &Path) -> (bool, Vec<tmx::Unit>, Findings) {
    let mut findings = Findings::new();
    let mut units = Vec::new();
    let accepted = tmx::read(open(path), &mut findings, &mut |_, unit| units.push(unit)).unwrap();
    (accepted, units, findings)
}

#[test]
fn returned_and_golden_files_have_their_units() {
    let Some(root) = shared("interop") else {
        return;
    };
    for (name, count) in [
        ("xliff12/golden/statement.en-kk.xlf", 4),
        ("xliff12/golden/statement.en-tr.xlf", 4),
        ("xliff12/golden/statement.en-ug.xlf", 4),
        ("xliff12/golden/statement.en-ug.omegat.xlf", 4),
        ("xliff12/golden/statement.en-ug.segsource.xlf", 2),
        ("xliff12/golden/statement.en-zh-Hans.xlf", 4),
        ("xliff12/golden/statement.en-zh-Hant.xlf", 4),
        ("returned/ok_complete.xlf", 4),
        ("returned/alias_language.xlf", 4),
        ("returned/duplicate_unit_ids.xlf", 4),
        ("returned/missing_units.xlf", 2),
        ("returned/prefix_namespace.xlf", 4),
        ("returned/pretty_printed.xlf", 4),
        ("returned/source_tampered.xlf", 4),
        ("returned/tag_missing.xlf", 4),
        ("returned/target_equals_source.xlf", 4),
        ("returned/real/lokalize-22.12.3_resaved.en-ug.xlf", 4),
        ("returned/real/omegat-3.6.0_console.en-ug.xlf", 4),
        ("returned/real/translate-toolkit-3.20.4.en-ug.v1.2.xlf", 4),
    ] {
        let (files, findings) = read_xliff(&root.join(name));
        let files = files.unwrap_or_else(|| panic!("{name}: {findings:?}"));
        let units: usize = files.iter().map(|file| file.units.len()).sum();
        assert_eq!(units, count, "{name}");
        for unit in files.iter().flat_map(|file| &file.units) {
            assert!(!unit.source.is_empty(), "{name} {}", unit.id);
            assert!(unit.place.line.is_some());
        }
        assert!(findings.is_empty(), "{name}: {findings:?}");
    }
    let (files, _) = read_xliff(&root.join("xliff12/golden/statement.en-ug.xlf"));
    let file = files.unwrap().remove(0);
    assert_eq!(file.export.as_deref(), Some("b3e5c1"));
    assert_eq!(file.units[1].target, Some(Content::default()));
    assert_eq!(file.units[2].target, None);
    assert!(!file.units[3].translate);
    let source = file.units[1].source.to_string();
    assert!(source.contains("[1>reason and conscience<1]"), "{source}");
}

#[test]
fn every_well_formed_xliff_1_is_read() {
    let Some(root) = shared("interop") else {
        return;
    };
    let mut all = Vec::new();
    files_under(&root, &mut all);
    let extensions = ["xlf", "xliff", "sdlxliff", "mxliff", "mqxliff"];
    let mut read = 0;
    for path in all.iter().filter(|path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        extensions.contains(&extension.as_ref())
    }) {
        let name = name_in(&root, path);
        let (files, findings) = read_xliff(path);
        let is_ill = xml::well_formed(open(path)).unwrap().is_some();
        let is_other = findings
            .iter()
            .any(|f| f.code == "xliff::version" && f.severity == Severity::Error);
        assert_eq!(files.is_none(), is_ill || is_other, "{name}: {findings:?}");
        assert_eq!(files.is_none(), findings.has_errors(), "{name}");
        read += usize::from(files.is_some());
    }
    assert!(read > 100, "{read}");
}

#[test]
fn no_part_of_a_file_passes_for_the_whole() {
    let Some(path) = shared("interop/xliff12/golden/statement.en-ug.xlf") else {
        return;
    };
    let bytes = fs::read(path).unwrap();
    let whole = bytes.trim_ascii_end().len();
    for length in 0..whole {
        let mut findings = Findings::new();
        let files = xliff::read(&bytes[..length], &mut findings).unwrap();
        assert!(files.is_none() && findings.has_errors(), "{length}");
    }
    let mut findings = Findings::new();
    let files = xliff::read(&bytes[..whole], &mut findings).unwrap();
    assert!(files.is_some() && findings.is_empty());
}

#[test]
fn what_must_be_refused_is_refused_fast_and_with_a_line() {
    let Some(root) = shared("interop") else {
        return;
    };
    for (name, code) in [
        ("malformed/text_after_root.xlf", "xml::not-well-formed"),
        ("malformed/truncated.xlf", "xml::truncated"),
        ("encoding/illegal_control_char_ref.xlf", "xml::character"),
        ("security/billion_laughs.xlf", "xml::doctype"),
        ("security/xxe_file.xlf", "xml::doctype"),
        ("security/deep_nesting.xlf", "xml::limit"),
        ("tmx/golden/memory.en-ug.tmx", "xliff::root"),
    ] {
        let start = Instant::now();
        let (files, findings) = read_xliff(&root.join(name));
        assert!(start.elapsed() < Duration::from_secs(1), "{name}");
        assert!(files.is_none(), "{name}");
        let last = findings.iter().last().unwrap();
        assert_eq!(last.code, code, "{name}: {last}");
        assert!(last.severity == Severity::Error && last.place.line.is_some());
    }
    for (name, code) in [
        ("malformed/raw_lt_in_text.tmx", "xml::not-well-formed"),
        ("encoding/illegal_raw_control.tmx", "xml::character"),
        ("returned/ok_complete.xlf", "tmx::root"),
    ] {
        let (accepted, _, findings) = read_tmx(&root.join(name));
        assert!(!accepted, "{name}");
        let last = findings.iter().last().unwrap();
        assert_eq!(last.code, code, "{name}: {last}");
    }
}

#[test]
fn encodings_are_read() {
    let Some(root) = shared("interop/encoding") else {
        return;
    };
    let (files, findings) = read_xliff(&root.join("cr_lf_nel.xlf"));
    assert!(findings.is_empty());
    let text: String = files.unwrap()[0]
        .units
        .iter()
        .map(|u| u.source.plain())
        .collect();
    // One CR by reference before a raw CR LF, which is one LF.
    assert_eq!(text, "line 1\r\nline 2\ttab\u{a0}nbsp");
    for name in ["utf16be_bom.xlf", "utf8_bom.xlf"] {
        let (files, findings) = read_xliff(&root.join(name));
        assert!(
            files.is_some() && findings.is_empty(),
            "{name}: {findings:?}"
        );
    }
    for (name, count, warnings) in [
        ("utf16le_bom.tmx", 3, 0),
        ("windows-1254.tmx", 1, 0),
        ("smp_and_zwj.tmx", 1, 0),
        ("decl_utf16_bytes_utf8.tmx", 1, 1),
    ] {
        let (accepted, units, findings) = read_tmx(&root.join(name));
        assert!(accepted && !findings.has_errors(), "{name}: {findings:?}");
        assert_eq!(units.len(), count, "{name}");
        let about = findings.iter().filter(|f| f.code == "xml::encoding");
        assert_eq!(about.count(), warnings, "{name}");
        let text: String = units
            .iter()
            .flat_map(|unit| &unit.variants)
            .map(|tuv| tuv.content.plain())
            .collect();
        assert!(!text.contains('\u{FFFD}'), "{name}");
        if name.starts_with("windows") {
            assert!(text.ends_with("bakımından eşit doğarlar."), "{text}");
        }
    }
}

/// The number of `<tu>`s by the tokens alone.
fn units_by_tokens(path: &Path) -> usize {
    let mut count = 0;
    let mut reader = xml::Reader::new(open(path));
    loop {
        match reader.next_event().unwrap() {
            xml::Event::Start(e) if e.name.local.eq_ignore_ascii_case("tu") => count += 1,
            xml::Event::Eof => return count,
            _ => {}
        }
    }
}

#[test]
fn memories_of_every_tool_are_read() {
    let Some(root) = shared("interop") else {
        return;
    };
    let mut all = Vec::new();
    files_under(&root, &mut all);
    let mut counts = BTreeMap::new();
    for path in all
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "tmx"))
    {
        let name = name_in(&root, path);
        let (accepted, units, findings) = read_tmx(path);
        let is_bad = name.contains("raw_lt") || name.contains("illegal_raw");
        assert_eq!(accepted, !is_bad, "{name}: {findings:?}");
        if accepted {
            assert_eq!(units.len(), units_by_tokens(path), "{name}");
            counts.insert(name, units.len());
        }
    }
    for (name, count) in [
        ("tmx/golden/memory.en-ug.tmx", 6),
        ("langs/tag_zoo.tmx", 20),
        ("langs/tmx11_lang_attr.tmx", 2),
        ("dialects/memoq_context.tmx", 1),
        ("dialects/trados_studio.tmx", 1),
        ("security/doctype_external_id_only.tmx", 1),
    ] {
        assert_eq!(counts.get(name), Some(&count), "{name}");
    }
}

fn last_variant(path: &Path) -> Variant {
    let (accepted, units, _) = read_tmx(path);
    assert!(accepted);
    let unit = units.last().unwrap();
    let (source, target) = (Locale::english(), "ug".parse().unwrap());
    let arrival = tmx::Arrival {
        source: &source,
        target: &target,
        file: "a.tmx",
        day: "2026-11-21",
    };
    tmx::variant_of(unit, &unit.variants[0], &unit.variants[1], &arrival)
}

#[test]
fn dialects_say_state_and_context() {
    let Some(root) = shared("interop") else {
        return;
    };
    let trados = last_variant(&root.join("dialects/trados_studio.tmx"));
    assert_eq!(trados.state, State::Reviewed);
    assert_eq!(trados.by, None);
    let memoq = last_variant(&root.join("dialects/memoq_context.tmx"));
    let context = Context {
        previous: Some("Previous sentence.".to_owned()),
        next: Some("Next sentence.".to_owned()),
    };
    assert_eq!(memoq.contexts, [context]);
    assert_eq!(memoq.source.code_multiset(), memoq.target.code_multiset());
    let omegat = root.join("langs/tmx11_lang_attr.tmx");
    let variant = last_variant(&omegat);
    assert_eq!(variant.contexts[0].previous.as_deref(), Some("x"));
    let (_, units, _) = read_tmx(&omegat);
    let content = &units[0].variants[0].content;
    assert_eq!(content.to_string(), "Read [0>Article 5<0].");
}

const TARGETS: [&str; 6] = ["ug", "kk", "kk-Arab", "tr", "zh-Hans", "zh-Hant"];

fn code(kind: CodeKind, id: &str, ctype: Option<&str>) -> Code {
    Code {
        kind,
        id: id.to_owned(),
        ctype: ctype.map(str::to_owned),
        equiv: Some("¶ \"<".to_owned()),
        data: Some("<b>".to_owned()),
    }
}

/// Every shape of code, known and unknown types, and a CR.
fn content() -> Content {
    let mut content = Content::text("a < b & \"c\" ]]> \r\n\t\u{2068}x\u{2069}\u{b}");
    for (kind, id, ctype) in [
        (CodeKind::Open, "1", Some("bold")),
        (CodeKind::Alone, "2", Some("lb")),
        (CodeKind::Close, "1", Some("bold")),
        (CodeKind::Open, "3", Some("my own")),
        (CodeKind::Open, "4", None),
        (CodeKind::Close, "3", None),
        (CodeKind::Close, "4", None),
        (CodeKind::Close, "five 5", None),
        (CodeKind::Alone, "6", Some("bold")),
    ] {
        content.push_code(code(kind, id, ctype));
    }
    content
}

fn origin() -> Origin {
    Origin {
        kind: OriginKind::Return,
        file: "a & b.xlf".to_owned(),
        export: Some("0123456789ab".to_owned()),
        unit: Some("p1.s1".to_owned()),
    }
}

fn plain_unit() -> PackageUnit {
    PackageUnit {
        id: "p1.s1".to_owned(),
        paragraph: 1,
        line: 1,
        role: Role::Heading,
        translate: true,
        source: content(),
        target: None,
        matches: Vec::new(),
        terms: vec![TermNote {
            concept: "torture".to_owned(),
            words: "torture".to_owned(),
            span: (0, 0),
            definition: None,
            renderings: [("قىيناش", Usage::Preferred), ("x", Usage::Forbidden)]
                .map(|(text, usage)| TermRendering {
                    text: text.to_owned(),
                    usage,
                    source: "attested: a".to_owned(),
                    whose: "all profiles".to_owned(),
                    binds: true,
                })
                .to_vec(),
            reason: None,
            remark: None,
        }],
        quoted: vec![QuotedBy {
            speaker: Some("Ana & Roe".to_owned()),
            continued_from: Some("p1.s0".to_owned()),
            parts: vec!["“<one>”".to_owned()],
        }],
        earlier: Some(Earlier {
            source: content(),
            target: content(),
        }),
        notes: vec!["one".to_owned(), "two".to_owned()],
    }
}

/// Every state, found in both ways, with more suggestions than are written.
fn units() -> Vec<PackageUnit> {
    let found = Match {
        kind: MatchKind::Fuzzy,
        score: 91,
        source: content(),
        target: content(),
        state: State::Reviewed,
        origin: origin(),
        day: "2026-01-02".to_owned(),
        variant: "v".to_owned(),
    };
    let repaired = Match {
        kind: MatchKind::Repaired,
        state: State::Initial,
        ..found.clone()
    };
    let mut list = vec![plain_unit()];
    for (index, state) in State::ALL.into_iter().enumerate() {
        for kind in [MatchKind::InContext, MatchKind::Exact] {
            list.push(PackageUnit {
                id: format!("p{}.s{}", index + 2, list.len()),
                paragraph: u32::try_from(index).unwrap() + 2,
                translate: state != State::Final,
                target: Some(Prefill {
                    content: content(),
                    state,
                    kind,
                    variant: "w".to_owned(),
                }),
                matches: [vec![repaired.clone()], vec![found.clone(); 4]].concat(),
                ..plain_unit()
            });
        }
    }
    list
}

/// Asks xmllint, offline, whether a document is valid.
fn assert_valid(document: &[u8], arguments: &[&str], interop: &Path, label: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.xml");
    fs::write(&path, document).unwrap();
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout"])
        .args(arguments)
        .arg(&path)
        .current_dir(interop)
        .env("XML_CATALOG_FILES", interop.join("catalog.xml"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{label}: {said}");
}

#[test]
fn written_xliff_is_valid_for_every_profile_and_target() {
    let Some(interop) = shared("interop").filter(|_| xmllint()) else {
        return;
    };
    let schema = ["--schema", "xliff12/schemas/xliff-core-1.2-strict.xsd"];
    for profile in Profile::ALL {
        for target in TARGETS {
            let package = Package {
                basis: "0123456789ab".to_owned(),
                glossary: String::new(),
                export: "0123456789ab".to_owned(),
                statement: "2026/a & b.txt".to_owned(),
                date: "2026-11-21".to_owned(),
                source: Locale::english(),
                target: target.parse().unwrap(),
                profile,
                version: XliffVersion::V12,
                units: units(),
            };
            let mut bytes = Vec::new();
            xliff::write(&package, &mut bytes).unwrap();
            let label = format!("{} {target}", profile.as_str());
            assert_valid(&bytes, &schema, &interop, &label);
            assert_eq!(xml::well_formed(bytes.as_slice()).unwrap(), None, "{label}");
        }
    }
}

fn full_variant(target: &Locale) -> Variant {
    Variant {
        source_locale: Locale::english(),
        source: content(),
        locale: target.clone(),
        target: content(),
        state: State::Final,
        origin: origin(),
        contexts: vec![
            Context::default(),
            Context {
                previous: Some("a & <b>".to_owned()),
                next: Some(String::new()),
            },
        ],
        added: "2026-11-21".to_owned(),
        by: Some("r\"1".to_owned()),
        superseded: true,
        marks: ["term::missing".to_owned()].into(),
        extra: None,
    }
}

#[test]
fn written_tmx_is_valid_for_every_tool_and_target() {
    let Some(interop) = shared("interop").filter(|_| xmllint()) else {
        return;
    };
    let schema = ["--dtdvalid", "tmx/schemas/tmx14.dtd"];
    for profile in Profile::ALL {
        for target in TARGETS {
            let locale: Locale = target.parse().unwrap();
            let header = tmx::WriterHeader {
                source: &Locale::english(),
                target: &locale,
                tagging: profile.tagging(),
                codes: tmx::CodeForm::Markup,
            };
            let list = [full_variant(&locale), full_variant(&locale)];
            let mut bytes = Vec::new();
            let count = tmx::write(&header, &mut list.iter(), &mut bytes).unwrap();
            assert_eq!(count, 2);
            let label = format!("{} {target}", profile.as_str());
            assert_valid(&bytes, &schema, &interop, &label);
        }
    }
}
