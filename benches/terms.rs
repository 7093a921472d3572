//! How fast terms are found and judged, beside a limit: the glossary of the
//! desk over 10,000 segments in each of five languages on one core in less than
//! a second, and a glossary of ten times the rows in less than twice the time.
//!
//! The text is made here, from a seed: segments of 20 made-up words with a term
//! of the glossary in every second one.
//!
//! `cargo bench --bench terms`

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use tilmach::diag::Findings;
use tilmach::glossary::{Finder, Glossary, Terminology, file};
use tilmach::model::{Concept, Locale, Term, Usage};

const SEGMENTS: usize = 10_000;

/// A language, syllables of made-up words in its letters, and the last one of
/// made-up terms, which no word of the text has.
type Language = (&'static str, [&'static str; 8], &'static str);

const ENGLISH: Language = (
    "en",
    ["ta", "re", "min", "so", "lu", "ke", "nor", "va"],
    "pex",
);

const LANGUAGES: [Language; 5] = [
    (
        "tr",
        ["ta", "rı", "mi", "şo", "lü", "ke", "nor", "çağ"],
        "puz",
    ),
    (
        "kk",
        ["та", "ры", "мі", "шо", "лү", "ке", "нор", "қағ"],
        "пуз",
    ),
    (
        "ug",
        ["تا", "رى", "مى", "شو", "لۈ", "كە", "نور", "چاغ"],
        "پۇز",
    ),
    (
        "zh-Hans",
        ["他", "的", "在", "有", "和", "会", "地", "生"],
        "文",
    ),
    (
        "zh-Hant",
        ["他", "的", "在", "有", "和", "會", "地", "生"],
        "文",
    ),
];

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

    fn word(&mut self, syllables: &[&str; 8]) -> String {
        (0..2 + self.below(3))
            .map(|_| syllables[self.below(8)])
            .collect()
    }
}

fn glossary() -> Glossary {
    let bytes = std::fs::read("glossaries/terms.csv").expect("the glossary of the desk");
    let mut findings = Findings::new();
    let concepts = file::read(&bytes, &mut findings).expect("a glossary");
    Glossary::new([concepts], &mut findings)
}

/// The glossary with nine made-up rows beside every row.
fn ten_times(glossary: &Glossary) -> Glossary {
    let mut seed = Seed(7);
    let mut concepts: Vec<Concept> = glossary.concepts().to_vec();
    let mut made = Vec::new();
    for concept in &concepts {
        for copy in 0..9 {
            let terms = concept.terms.iter().map(|term| Term {
                text: if term.text.is_empty() {
                    String::new()
                } else {
                    made_up(&mut seed, term)
                },
                ..term.clone()
            });
            made.push(Concept {
                terms: terms.collect(),
                ..Concept::new(format!("{}-{copy}", concept.id))
            });
        }
    }
    concepts.append(&mut made);
    Glossary::new([concepts], &mut Findings::new())
}

fn made_up(seed: &mut Seed, term: &Term) -> String {
    let is_own = |(tag, _, _): &&Language| term.locale == tag.parse().expect("a tag");
    let (_, syllables, last) = LANGUAGES.iter().find(is_own).unwrap_or(&ENGLISH);
    let words = term.text.split(' ').map(|_| seed.word(syllables) + last);
    words.collect::<Vec<String>>().join(" ")
}

/// Segments in two languages; every second one has a concept in both.
fn segments(glossary: &Glossary, language: &Language) -> Vec<(String, String)> {
    let locale: Locale = language.0.parse().expect("a tag");
    let best = |concept: &Concept, locale: &Locale| {
        let mut terms = concept
            .terms_in(locale)
            .filter(|term| term.usage == Usage::Preferred);
        terms.next().map(|term| term.text.clone())
    };
    let both: Vec<(String, String)> = glossary
        .concepts()
        .iter()
        .filter_map(|concept| Some((best(concept, &Locale::english())?, best(concept, &locale)?)))
        .collect();
    let mut seed = Seed(1);
    let mut text = |language: &Language, term: Option<&String>| {
        let mut words: Vec<String> = (0..20).map(|_| seed.word(&language.1)).collect();
        if let Some(term) = term {
            words[seed.below(20)] = term.clone();
        }
        let space = if language.0.starts_with("zh") {
            ""
        } else {
            " "
        };
        words.join(space) + "."
    };
    let segment = |number: usize| {
        let pair = number
            .is_multiple_of(2)
            .then(|| &both[number / 2 % both.len()]);
        (
            text(&ENGLISH, pair.map(|pair| &pair.0)),
            text(language, pair.map(|pair| &pair.1)),
        )
    };
    (0..SEGMENTS).map(segment).collect()
}

/// The best of three runs.
fn best(mut run: impl FnMut()) -> Duration {
    let mut times = (0..3).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    let first = times.next().expect("three runs");
    times.fold(first, Duration::min)
}

fn main() {
    let small = glossary();
    let large = ten_times(&small);
    let rows = |glossary: &Glossary| {
        glossary
            .concepts()
            .iter()
            .map(|c| c.terms.len())
            .sum::<usize>()
    };
    println!(
        "{} rows, {} rows; {SEGMENTS} segments a language, one core",
        rows(&small),
        rows(&large)
    );
    let day = "2026-01-01".parse().expect("a day");
    let mut sums = [Duration::ZERO; 4];
    for language in &LANGUAGES {
        let tag = language.0;
        let locale: Locale = tag.parse().expect("a tag");
        let text = segments(&small, language);
        let bytes: usize = text.iter().map(|(_, target)| target.len()).sum();
        let mut times = Vec::new();
        for glossary in [&small, &large] {
            let finder = Finder::new(glossary.concepts(), &locale);
            times.push(best(|| {
                text.iter()
                    .for_each(|(_, one)| drop(black_box(finder.find(one))))
            }));
            let profile = glossary.profiles().into_iter().next();
            let terms = Terminology::new(glossary, &Locale::english(), &locale, day, profile);
            let terms = terms.expect("small enough");
            times.push(best(|| {
                for (source, target) in &text {
                    drop(black_box(terms.judge(source, &[], target, &[])));
                }
            }));
        }
        let order = [times[0], times[2], times[1], times[3]];
        println!(
            "{tag:8} find {:6.0?}, ten times the rows {:6.0?} ({:.2} times, {:.0} MiB/s); judge {:6.0?}, {:6.0?}",
            order[0],
            order[1],
            order[1].as_secs_f64() / order[0].as_secs_f64(),
            bytes as f64 / order[0].as_secs_f64() / 1_048_576.0,
            order[2],
            order[3],
        );
        for (sum, time) in sums.iter_mut().zip(order) {
            *sum += time;
        }
    }
    println!(
        "all five: find {:.0?} (limit 1 s), ten times the rows {:.0?} ({:.2} times, limit 2); judge {:.0?}, {:.0?}",
        sums[0],
        sums[1],
        sums[1].as_secs_f64() / sums[0].as_secs_f64(),
        sums[2],
        sums[3]
    );
    assert!(sums[0] < Duration::from_secs(1), "slower than the limit");
    assert!(sums[1] < 2 * sums[0], "the time grows with the glossary");
}
