//! The segmenter on the gold of `../shared/data/segmentation`, as its README
//! says it is scored; `scripts/evaluate segmentation` prints the table.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tilmach::model::Locale;
use tilmach::text::segment::Segmenter;

fn required() -> bool {
    #[allow(clippy::disallowed_methods)]
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// The shared folder. Absent: the test says so and passes, but not in CI.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if path.exists() {
        return path.canonicalize().ok();
    }
    assert!(!required(), "{} must be there", path.display());
    println!("skipped: ../shared is not here");
    None
}

fn cases(file: &str) -> Option<Vec<Value>> {
    let file = shared(&format!("data/{file}"))?;
    let text = fs::read_to_string(file).expect("reads");
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect(),
    )
}

/// Starts of the segments after the first, in characters, white space skipped.
fn starts(segmenter: &Segmenter, text: &str) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    let mut at = 0;
    for segment in segmenter.segment(text) {
        let space = segment.chars().take_while(|c| c.is_whitespace()).count();
        let length = segment.chars().count();
        if space < length {
            starts.insert(at + space);
        }
        at += length;
    }
    starts.pop_first();
    starts
}

fn numbers(case: &Value, field: &str) -> BTreeSet<usize> {
    case[field]
        .as_array()
        .map(|list| {
            list.iter()
                .filter_map(|n| n.as_u64().and_then(|n| usize::try_from(n).ok()))
                .collect()
        })
        .unwrap_or_default()
}

#[derive(Default)]
struct Score {
    all: usize,
    exact: usize,
    wanted: usize,
    found: usize,
    right: usize,
    missed: Vec<String>,
}

impl Score {
    fn take(&mut self, name: &str, text: &str, found: &BTreeSet<usize>, case: &Value) {
        let mut wanted = numbers(case, "starts");
        wanted.remove(&text.chars().take_while(|c| c.is_whitespace()).count());
        let optional = numbers(case, "optional_starts");
        let found: BTreeSet<usize> = found.difference(&optional).copied().collect();
        let wanted: BTreeSet<usize> = wanted.difference(&optional).copied().collect();
        self.all += 1;
        self.wanted += wanted.len();
        self.found += found.len();
        self.right += wanted.intersection(&found).count();
        if wanted == found {
            self.exact += 1;
        } else {
            let show = |at: &usize, sign: char| {
                let before: String = text
                    .chars()
                    .take(*at)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .take(25)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                let after: String = text.chars().skip(*at).take(25).collect();
                format!("    {sign} {before}|{after}")
            };
            let mut lines = vec![name.to_owned()];
            lines.extend(wanted.difference(&found).map(|at| show(at, '-')));
            lines.extend(found.difference(&wanted).map(|at| show(at, '+')));
            self.missed.push(lines.join("\n"));
        }
    }

    fn share(&self) -> f64 {
        100.0 * self.exact as f64 / self.all.max(1) as f64
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.wanted + self.found).max(1) as f64
    }
}

fn measure(file: &str, locale: &str, wanted: impl Fn(&Value) -> bool) -> Option<Score> {
    let locale: Locale = locale.parse().expect("a locale");
    let segmenter = Segmenter::of(&locale);
    let mut score = Score::default();
    for case in cases(file)?.iter().filter(|case| wanted(case)) {
        let text = case["text"].as_str().expect("text");
        let name = format!(
            "{} {} {} {}",
            case["id"], case["doc"], case["line"], case["block"]
        );
        score.take(&name, text, &starts(&segmenter, text), case);
    }
    Some(score)
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

/// The lines of each document joined: by a space, in Chinese by nothing. A
/// line without an end mark (a headline) is joined to none: no segmenter can
/// see its end, so its boundary does not count.
fn joined(locale: &str) -> Option<Score> {
    let tag: Locale = locale.parse().expect("a locale");
    let segmenter = Segmenter::of(&tag);
    let glue = if locale.starts_with("zh") { "" } else { " " };
    let mut score = Score::default();
    let lines = cases("ntrex/ntrex.jsonl")?;
    for document in lines.chunk_by(|a, b| a["doc"] == b["doc"]) {
        let (mut text, mut wanted, mut optional) = (String::new(), Vec::new(), Vec::new());
        for line in document {
            let line = line[locale].as_str().expect("a line").trim();
            if several(line) {
                let from = text.chars().count() + 1;
                optional.extend(from..from + line.chars().count() - 1);
            }
            let clean = text
                .trim_end()
                .trim_end_matches(['”', '’', '"', '\'', '»', '」', '』', '）', ')', '“', ']'])
                .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔']);
            if clean {
                wanted.push(text.chars().count())
            } else {
                optional.push(text.chars().count())
            }
            text.push_str(line);
            text.push_str(glue);
        }
        let case = serde_json::json!({"starts": wanted, "optional_starts": optional});
        score.take(
            &document[0]["doc"].to_string(),
            &text,
            &starts(&segmenter, &text),
            &case,
        );
    }
    Some(score)
}

#[test]
fn table() {
    let preserved = |lang: &'static str| {
        move |case: &Value| {
            case["lang"] == lang && case["text_preserved"] == true && case["pdf"] != true
        }
    };
    let any = |_: &Value| true;
    let mut rows: Vec<(String, Option<Score>)> = vec![
        (
            "statements".into(),
            measure("segmentation/statements_gold.jsonl", "en", any),
        ),
        (
            "golden en".into(),
            measure("segmentation/golden_rules.jsonl", "en", preserved("en")),
        ),
        (
            "golden kk".into(),
            measure("segmentation/golden_rules.jsonl", "kk", preserved("kk")),
        ),
    ];
    for lang in ["tr", "kk", "ug", "zh-Hans", "zh-Hant"] {
        rows.push((
            format!("target {lang}"),
            measure("segmentation/target_rules.jsonl", lang, |case| {
                case["lang"] == lang
            }),
        ));
    }
    for lang in ["ug", "kk", "tr", "zh-Hans", "zh-Hant"] {
        rows.push((
            format!("treebank {lang}"),
            measure(&format!("segmentation/ud_{lang}.jsonl"), lang, any),
        ));
    }
    for lang in ["en", "ug", "kk", "tr", "zh-Hans", "zh-Hant"] {
        rows.push((format!("joined {lang}"), joined(lang)));
    }
    for (name, score) in &rows {
        let Some(score) = score else { return };
        println!(
            "{name:18} {:4} of {:4} exact {:6.1} %  F1 {:5.1}",
            score.exact,
            score.all,
            score.share(),
            score.f1()
        );
    }
    #[allow(clippy::disallowed_methods)]
    if let Ok(wanted) = std::env::var("SHOW") {
        for (name, score) in &rows {
            if name.contains(&wanted) {
                println!("{}", score.as_ref().expect("score").missed.join("\n"));
            }
        }
    }
}
