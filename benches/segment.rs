//! How fast paragraphs are cut, in English, Turkish and Uyghur, beside two
//! limits in the same run: the `srx` crate with the English rules of
//! LanguageTool (which come with that crate), and `icu_segmenter` alone, which
//! knows no rule of any language.
//!
//! The text is made here, from a seed: sentences of 8 to 30 words, one in eight
//! with a quotation, one in eight with abbreviations and numbers.
//!
//! `cargo bench --bench segment`

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs
)]

use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use tilmach::model::Locale;
use tilmach::text::segment::Segmenter;

/// A generator of numbers that are the same in every run (Knuth, MMIX).
struct Seed(u64);

impl Seed {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// A language to make text of.
struct Language {
    tag: &'static str,
    syllables: [&'static str; 8],
    openers: [&'static str; 4],
    abbreviation: &'static str,
    quotation: [&'static str; 3],
}

const LANGUAGES: [Language; 3] = [
    Language {
        tag: "en",
        syllables: ["ta", "re", "min", "so", "lu", "ke", "nor", "va"],
        openers: ["The", "It", "They", "Nobody"],
        abbreviation: "Mr. Green and the U.S. Council met on 4 Feb. 2022 at No. 5",
        quotation: ["“", ",” said Green of the", ""],
    },
    Language {
        tag: "tr",
        syllables: ["ta", "rı", "mi", "şo", "lü", "ke", "nor", "çağ"],
        openers: ["Bu", "O", "Ama", "Kimse"],
        abbreviation: "Dr. Kaya ile T.C. Kurulu 19. yüzyılda s. 5",
        quotation: ["“", "” dedi Kaya ve", ""],
    },
    Language {
        tag: "ug",
        syllables: ["تا", "رە", "مى", "سو", "لۇ", "كې", "نۆ", "ۋا"],
        openers: ["بۇ", "ئۇ", "ئەمما", "ھېچكىم"],
        abbreviation: "ب د ت نىڭ 1.5 مىليون",
        quotation: ["«", "»، - دېدى", ""],
    },
];

/// About half a megabyte of a language, in paragraphs of five sentences.
fn paragraphs(language: &Language) -> Vec<String> {
    let mut seed = Seed(20_260_103);
    let words: Vec<String> = (0..2_000)
        .map(|_| {
            (0..2 + seed.below(3))
                .map(|_| language.syllables[seed.below(8)])
                .collect()
        })
        .collect();
    let mut paragraphs = vec![String::new()];
    for number in 1..=3_000 {
        let text = paragraphs.last_mut().expect("one");
        let [open, close, end] = language.quotation;
        let kind = seed.below(8);
        if kind == 0 {
            text.push_str(open);
        }
        text.push_str(language.openers[seed.below(4)]);
        let count = 8 + seed.below(23);
        for index in 0..count {
            text.push(' ');
            if kind == 1 && index == 4 {
                text.push_str(language.abbreviation);
                text.push(' ');
            }
            text.push_str(&words[seed.below(2_000)]);
            if kind == 0 && index == count - 3 {
                text.push_str(close);
            }
        }
        text.push_str(end);
        text.push_str(". ");
        if number % 5 == 0 {
            paragraphs.push(String::new());
        }
    }
    paragraphs
}

/// The rules of LanguageTool, from the package of the `srx` crate.
fn language_tool() -> srx::SRX {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let manifest = metadata["packages"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|package| package["name"] == "srx")
        .and_then(|package| package["manifest_path"].as_str())
        .expect("the srx crate");
    let file = std::path::Path::new(manifest).with_file_name("data/segment.srx");
    let rules: srx::SRX = std::fs::read_to_string(file)
        .expect("the rules")
        .parse()
        .expect("SRX");
    println!("srx: {} rules left out by it", rules.errors().len());
    rules
}

/// Cuts all paragraphs.
fn all(text: &[String], cut: impl Fn(&str) -> usize) -> usize {
    text.iter().map(|paragraph| black_box(cut(paragraph))).sum()
}

fn segmentation(criterion: &mut Criterion) {
    let rules = language_tool();
    for language in &LANGUAGES {
        let text = paragraphs(language);
        let bytes: usize = text.iter().map(String::len).sum();
        let locale: Locale = language.tag.parse().expect("a locale");
        let mut group = criterion.benchmark_group(format!("segment {}", language.tag));
        group.throughput(Throughput::Bytes(bytes as u64));
        group.sample_size(20);
        let ours = Segmenter::of(&locale);
        group.bench_function("tilmach", |bench| {
            bench.iter(|| all(&text, |paragraph| ours.segment(paragraph).len()))
        });
        group.bench_function("limit: bare icu_segmenter", |bench| {
            bench.iter(|| {
                let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
                all(&text, |paragraph| segmenter.segment_str(paragraph).count())
            });
        });
        let english = rules.language_rules("en");
        group.bench_function("peer: srx crate, LanguageTool en", |bench| {
            bench.iter(|| all(&text, |paragraph| english.split(paragraph).count()))
        });
        group.finish();
    }
}

/// Fifty megabytes of marks in one paragraph, cut once.
fn hostile(_: &mut Criterion) {
    let segmenter = Segmenter::of(&Locale::english());
    for piece in ["“. ", "(a. ", "a. ", "... ", "1. a 2. ", "“A”. ", "a, 'b! "] {
        let text = piece.repeat(50_000_000 / piece.len());
        let start = Instant::now();
        let segments = segmenter.segment(&text).len();
        println!(
            "50 MB of {piece:?}: {segments} segments in {:?}",
            start.elapsed()
        );
    }
}

criterion_group!(benches, segmentation, hostile);
criterion_main!(benches);
