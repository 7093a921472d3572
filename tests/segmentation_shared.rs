//! Segments and kinds of paragraph on the gold of `../shared/data/segmentation`,
//! through the door that everybody uses (`tilmach segment --paragraphs --json`),
//! scored as the README there says. `scripts/evaluate segmentation` prints the
//! table; no figure in it may fall below what is written here.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods
)]

mod shared;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use serde_json::Value;

use shared::shared;

/// A row of the table: name, locale, the exact paragraphs and the F1 (per cent)
/// that must not be lost.
type Row = (&'static str, &'static str, usize, f64);

const STATEMENTS: Row = ("statements", "en", 76, 100.0);
const GOLDEN: [Row; 2] = [("golden en", "en", 76, 96.8), ("golden kk", "kk", 7, 100.0)];
const TARGETS: [Row; 5] = [
    ("target rules tr", "tr", 10, 100.0),
    ("target rules kk", "kk", 10, 100.0),
    ("target rules ug", "ug", 7, 100.0),
    ("target rules zh-Hans", "zh-Hans", 7, 100.0),
    ("target rules zh-Hant", "zh-Hant", 7, 100.0),
];
const TREEBANKS: [Row; 5] = [
    ("treebank ug", "ug", 381, 98.3),
    ("treebank kk", "kk", 109, 99.8),
    ("treebank tr", "tr", 151, 98.0),
    ("treebank zh-Hans", "zh-Hans", 100, 100.0),
    ("treebank zh-Hant", "zh-Hant", 193, 99.5),
];
const JOINED: [Row; 6] = [
    ("news lines en", "en", 62, 100.0),
    ("news lines ug", "ug", 61, 99.8),
    ("news lines kk", "kk", 60, 99.8),
    ("news lines tr", "tr", 61, 99.8),
    ("news lines zh-Hans", "zh-Hans", 48, 98.0),
    ("news lines zh-Hant", "zh-Hant", 58, 99.5),
];

/// A paragraph with its gold; all places in characters.
struct Case {
    name: String,
    text: String,
    starts: BTreeSet<usize>,
    optional: BTreeSet<usize>,
    /// Places inside of lines of news that hold several sentences.
    inner: BTreeSet<usize>,
    kind: Option<String>,
}

impl Case {
    fn of(value: &Value) -> Case {
        let text = value["text"].as_str().expect("text").to_owned();
        let mut starts = numbers(&value["starts"]);
        // The first segment begins where the text does, white space skipped.
        starts.remove(&text.chars().take_while(|c| c.is_whitespace()).count());
        let part = |field: &str| match &value[field] {
            Value::Null => String::new(),
            other => format!(" {}", other.to_string().trim_matches('"')),
        };
        Case {
            name: ["id", "doc", "line", "block"].map(part).concat(),
            starts,
            optional: numbers(&value["optional_starts"]),
            inner: BTreeSet::new(),
            kind: value["kind"].as_str().map(str::to_owned),
            text,
        }
    }
}

fn numbers(list: &Value) -> BTreeSet<usize> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|n| usize::try_from(n.as_u64()?).ok())
        .collect()
}

fn values(file: &str) -> Option<Vec<Value>> {
    let text = fs::read_to_string(shared(&format!("data/{file}"))?).expect("reads");
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect(),
    )
}

fn cases(file: &str, wanted: impl Fn(&Value) -> bool) -> Option<Vec<Case>> {
    let values = values(&format!("segmentation/{file}"))?;
    Some(values.iter().filter(|v| wanted(v)).map(Case::of).collect())
}

/// Whether a line of the gold holds more than one sentence: an end mark stands
/// inside after a word of four letters or more, and no small letter follows.
/// What is found inside such a line does not count.
fn several(line: &str) -> bool {
    let characters: Vec<char> = line.chars().collect();
    (0..characters.len()).any(|at| {
        let chinese = matches!(characters[at], '。' | '！' | '？');
        let marks = chinese || matches!(characters[at], '.' | '!' | '?' | '؟' | '…');
        let word = (1..=4).all(|back| {
            at.checked_sub(back).is_some_and(|index| {
                characters[index].is_alphabetic() && !characters[index].is_uppercase()
            })
        });
        let mut rest = characters[at + 1..]
            .iter()
            .skip_while(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let follows = match rest.next() {
            Some(c) if c.is_whitespace() => rest
                .find(|c| c.is_alphanumeric())
                .is_some_and(|c| !c.is_lowercase()),
            Some(_) => chinese,
            None => false,
        };
        marks && (chinese || word) && follows
    })
}

/// The lines of each document of the news joined: by a space, in Chinese by
/// nothing. The end of a line without an end mark (a headline) does not count:
/// no segmenter can see it.
fn joined(locale: &str) -> Option<Vec<Case>> {
    const CLOSING: &[char] = &['”', '’', '"', '\'', '»', '」', '』', '）', ')', '“', ']'];
    const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '۔'];
    let glue = if locale.starts_with("zh") { "" } else { " " };
    let lines = values("ntrex/ntrex.jsonl")?;
    let documents = lines.chunk_by(|a, b| a["doc"] == b["doc"]);
    let case = |document: &[Value]| {
        let mut case = Case {
            name: format!(" {}", document[0]["doc"]),
            text: String::new(),
            starts: BTreeSet::new(),
            optional: BTreeSet::new(),
            inner: BTreeSet::new(),
            kind: None,
        };
        for line in document {
            let line = line[locale].as_str().expect("a line").trim();
            let at = case.text.chars().count();
            let before = case.text.trim_end().trim_end_matches(CLOSING);
            if before.ends_with(ENDS) {
                case.starts.insert(at);
            } else {
                case.optional.insert(at);
            }
            if several(line) {
                case.inner.extend(at + 1..at + line.chars().count());
            }
            case.text.push_str(line);
            case.text.push_str(glue);
        }
        case.starts.remove(&0);
        case
    };
    Some(documents.map(case).collect())
}

/// What the program says of paragraphs, one line of JSON each.
fn tilmach(cases: &[Case], arguments: &[&str]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tilmach"))
        .args(["segment", "-", "--paragraphs", "--json"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("runs");
    let mut input = child.stdin.take().expect("a pipe");
    let lines: Vec<String> = cases
        .iter()
        .map(|case| serde_json::to_string(&case.text).expect("JSON"))
        .collect();
    let writer = std::thread::spawn(move || {
        input
            .write_all(lines.join("\n").as_bytes())
            .expect("is read");
    });
    let output = child.wait_with_output().expect("ends");
    writer.join().expect("written");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), cases.len(), "one answer for each paragraph");
    answers
}

/// The boundaries in an answer, which must hold all of the text.
fn boundaries(case: &Case, answer: &Value) -> BTreeSet<usize> {
    assert_eq!(answer["text"], case.text.as_str(), "{}", case.name);
    let mut starts = numbers(&answer["starts"]);
    starts.pop_first();
    starts
}

/// The boundaries of Unicode alone, white space skipped.
fn of_unicode(case: &Case) -> BTreeSet<usize> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let starts = segmenter.segment_str(&case.text).filter_map(|byte| {
        let rest = &case.text[byte..];
        let space = rest.len() - rest.trim_start().len();
        (byte > 0 && space < rest.len()).then(|| case.text[..byte + space].chars().count())
    });
    starts.collect()
}

#[derive(Default)]
struct Score {
    exact: usize,
    wanted: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn take(&mut self, case: &Case, found: &BTreeSet<usize>) -> bool {
        let free: BTreeSet<usize> = case.optional.union(&case.inner).copied().collect();
        self.take_but(&free, case, found)
    }

    /// Places that are free do not count.
    fn take_but(&mut self, free: &BTreeSet<usize>, case: &Case, found: &BTreeSet<usize>) -> bool {
        let found: BTreeSet<usize> = found.difference(free).copied().collect();
        let wanted: BTreeSet<usize> = case.starts.difference(free).copied().collect();
        self.wanted += wanted.len();
        self.found += found.len();
        self.right += wanted.intersection(&found).count();
        self.exact += usize::from(wanted == found);
        wanted == found
    }

    fn f1(&self) -> f64 {
        if self.wanted + self.found == 0 {
            return 100.0;
        }
        200.0 * self.right as f64 / (self.wanted + self.found) as f64
    }
}

/// Shows a paragraph that is not exact: `-` missed, `+` too much.
fn show(case: &Case, found: &BTreeSet<usize>) {
    println!(" {}", case.name);
    let characters: Vec<char> = case.text.chars().collect();
    let around = |at: usize| -> String {
        let before = &characters[at.saturating_sub(25)..at];
        let after = &characters[at..(at + 25).min(characters.len())];
        before.iter().chain(&['|']).chain(after).collect()
    };
    for (sign, one, other) in [('-', &case.starts, found), ('+', found, &case.starts)] {
        for at in one
            .difference(other)
            .filter(|at| !case.optional.contains(at))
        {
            println!("    {sign} {}", around(*at));
        }
    }
}

/// Measures a row, prints it, and holds its figures.
fn measure((name, locale, floor, floor_f1): Row, cases: &[Case], srx: &str) {
    let ours = tilmach(cases, &["--locale", locale]);
    let exported = tilmach(cases, &["--locale", locale, "--srx", srx]);
    let [mut own, mut file, mut unicode, mut all] = <[Score; 4]>::default();
    let misses = std::env::var("MISSES").is_ok_and(|wanted| name.contains(&wanted));
    for (case, (answer, by_file)) in cases.iter().zip(ours.iter().zip(&exported)) {
        let found = boundaries(case, answer);
        if !own.take(case, &found) && misses {
            show(case, &found);
        }
        all.take_but(&case.optional, case, &found);
        file.take(case, &boundaries(case, by_file));
        unicode.take(case, &of_unicode(case));
    }
    let share = |score: &Score| 100.0 * score.exact as f64 / cases.len() as f64;
    println!(
        "{name:22} {:5} {:5} {:7.1} {:6.1} | {:7.1} {:6.1} | {:7.1} | {:6.1}",
        cases.len(),
        own.exact,
        share(&own),
        own.f1(),
        share(&unicode),
        unicode.f1(),
        share(&file),
        all.f1(),
    );
    assert!(
        own.exact >= floor,
        "{name}: {} exact, {floor} before",
        own.exact
    );
    assert!(
        own.f1() >= floor_f1,
        "{name}: F1 {}, {floor_f1} before",
        own.f1()
    );
}

/// Kinds are judged in their document.
fn kinds(cases: &[Case]) {
    let document = |case: &Case| case.name.split_whitespace().next().map(str::to_owned);
    let right: usize = cases
        .chunk_by(|a, b| document(a) == document(b))
        .map(|cases| {
            let answers = tilmach(cases, &[]);
            let pairs = cases.iter().zip(&answers);
            pairs
                .filter(|(case, answer)| answer["kind"].as_str() == case.kind.as_deref())
                .count()
        })
        .sum();
    println!("kind of paragraph      {:5} {right:5}", cases.len());
    assert!(right >= 76, "{right} kinds right, 76 before");
}

#[test]
fn the_table() {
    let Some(statements) = cases("statements_gold.jsonl", |_| true) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let srx = folder.path().join("rules.srx");
    let srx = srx.to_str().expect("UTF-8");
    let export = Command::new(env!("CARGO_BIN_EXE_tilmach"))
        .args(["srx", "export", srx])
        .output()
        .expect("runs");
    assert!(Path::new(srx).exists(), "{export:?}");
    println!(
        "                            tilmach             | Unicode alone  | our SRX | lines of"
    );
    println!(
        "set                      all exact       %     F1 |  exact%     F1 |  exact% | several too"
    );
    measure(STATEMENTS, &statements, srx);
    kinds(&statements);
    for row in GOLDEN {
        let golden = cases("golden_rules.jsonl", |case| {
            case["lang"] == row.1 && case["text_preserved"] == true && case["pdf"] != true
        });
        measure(row, &golden.expect("golden rules"), srx);
    }
    for row in TARGETS {
        let rules = cases("target_rules.jsonl", |case| case["lang"] == row.1);
        measure(row, &rules.expect("rules"), srx);
    }
    for row in TREEBANKS {
        let blocks = cases(&format!("ud_{}.jsonl", row.1), |_| true);
        measure(row, &blocks.expect("blocks"), srx);
    }
    for row in JOINED {
        measure(row, &joined(row.1).expect("news"), srx);
    }
}
