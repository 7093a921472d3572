//! A whole `tilmach run` at scale: statements of 40 segments into five languages
//! over a large memory, every stage from the files to the files.
//!
//! The text is that of `leverage/corpus.rs`. Of 40 segments 8 stand in the memory
//! as they are, 12 with one to three words changed, and 20 are new to it. Every
//! source of the memory has a translation into each language, of made-up words.
//! The memory is filled by `tilmach import` from TMX files, once; each run starts
//! from a copy of it and an empty folder for packages.
//!
//! `cargo bench --bench batch` measures 1,000 statements over 100,000 sources;
//! `cargo bench --bench batch -- 100 10000` takes other numbers, and a third one
//! is the number of threads. What it makes stays in the target folder and is used
//! again.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_types,
    dead_code,
    unreachable_pub,
    missing_docs
)]

#[path = "leverage/corpus.rs"]
mod corpus;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use corpus::{Corpus, SEED, Seed};
use tilmach::model::Locale;
use tilmach::text::segment::Segmenter;

/// A language, and syllables of made-up words in its letters.
const LANGUAGES: [(&str, [&str; 8]); 5] = [
    ("ug", ["تا", "رى", "مى", "شو", "لۈ", "كە", "نور", "چاغ"]),
    ("kk", ["та", "ры", "мі", "шо", "лү", "ке", "нор", "қағ"]),
    ("tr", ["ta", "rı", "mi", "şo", "lü", "ke", "nor", "çağ"]),
    ("zh-Hans", ["他", "的", "在", "有", "和", "会", "地", "生"]),
    ("zh-Hant", ["他", "的", "在", "有", "和", "會", "地", "生"]),
];

const SEGMENTS: usize = 40;

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    let statements = numbers.first().copied().unwrap_or(1_000);
    let units = numbers.get(1).copied().unwrap_or(100_000);
    let real = corpus::real_sentences();
    if real.is_empty() {
        println!("skipped: the real text of ../shared/data is not here");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("batch-{statements}-{units}"));
    if !folder.join("ready").exists() {
        prepare(&folder, &Corpus::new(&real), statements, units);
    }
    let segments = statements * SEGMENTS;
    println!(
        "{statements} statements of {SEGMENTS} segments into {} languages over {units} sources; seed {SEED}",
        LANGUAGES.len()
    );
    println!("| run | wall | processor | segments/s | segments for a language/s | peak memory |");
    println!("|---|---|---|---|---|---|");
    for name in ["new statements", "nothing new", "new statements again"] {
        if name != "nothing new" {
            start_anew(&folder);
        }
        let mut words = vec!["run".to_owned(), "--quiet".to_owned()];
        if let Some(threads) = numbers.get(2) {
            words.extend(["--jobs".to_owned(), threads.to_string()]);
        }
        let cost = measured(&folder, &words);
        let rate = segments as f64 / cost.wall.as_secs_f64();
        println!(
            "| {name} | {:.2} s | {:.2} s | {rate:.0} | {:.0} | {} MB |",
            cost.wall.as_secs_f64(),
            cost.processor.as_secs_f64(),
            rate * LANGUAGES.len() as f64,
            cost.peak / 1_000
        );
    }
}

/// The memory as it was before a run, and no packages.
fn start_anew(folder: &Path) {
    let out = folder.join("out");
    if out.exists() {
        fs::remove_dir_all(out).expect("removed");
    }
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("tm/memory.sqlite{ending}")));
    }
    fs::copy(
        folder.join("memory.sqlite"),
        folder.join("tm/memory.sqlite"),
    )
    .expect("copied");
}

/// The project: settings, glossary, statements, and the memory that was filled.
fn prepare(folder: &Path, corpus: &Corpus, statements: usize, units: usize) {
    let _ = fs::remove_dir_all(folder);
    for inside in ["statements", "tm", "tmx"] {
        fs::create_dir_all(folder.join(inside)).expect("made");
    }
    fs::copy("tilmach.toml", folder.join("tilmach.toml")).expect("copied");
    fs::create_dir_all(folder.join("glossaries")).expect("made");
    fs::copy("glossaries/terms.csv", folder.join("glossaries/terms.csv")).expect("copied");
    let segmenter = Segmenter::of(&Locale::english());
    // What a segmenter cuts would not be found again as it is.
    let is_whole = |text: &str| segmenter.segment(text).len() == 1;
    let mut sources = Vec::with_capacity(units);
    corpus.segments(units + units / 2, SEED, |text| {
        if sources.len() < units && is_whole(text) {
            sources.push(text.to_owned());
        }
    });
    let mut edited = corpus.edited(statements * 40, SEED);
    let mut held_out = corpus.held_out(statements * 40, SEED);
    edited.retain(|text| is_whole(text));
    held_out.retain(|text| is_whole(text));
    let mut random = Seed::new(SEED);
    for number in 0..statements {
        let mut text = String::new();
        for place in 0..SEGMENTS {
            let line = match place % 10 {
                0 | 5 => &sources[random.below(sources.len())],
                1 | 4 | 7 => &edited[random.below(edited.len())],
                _ => &held_out[random.below(held_out.len())],
            };
            writeln!(text, "{line}\n").expect("written");
        }
        let name = format!("statements/{number:05}.txt");
        fs::write(folder.join(name), text).expect("written");
    }
    for (tag, syllables) in &LANGUAGES {
        let name = format!("tmx/{tag}.tmx");
        fs::write(folder.join(&name), tmx(&sources, tag, syllables)).expect("written");
        let cost = measured(folder, &["import".to_owned(), name]);
        println!(
            "import of {units} units into {tag}: {:.1} s",
            cost.wall.as_secs_f64()
        );
    }
    fs::rename(
        folder.join("tm/memory.sqlite"),
        folder.join("memory.sqlite"),
    )
    .expect("renamed");
    fs::write(folder.join("ready"), "").expect("written");
}

fn tmx(sources: &[String], tag: &str, syllables: &[&str; 8]) -> String {
    let mut random = Seed::new(SEED);
    let space = if tag.starts_with("zh") { "" } else { " " };
    let mut tmx = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header creationtool=\"bench\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"none\" adminlang=\"en\" srclang=\"en\" \
         datatype=\"plaintext\"/><body>\n",
    );
    for source in sources {
        let words: Vec<String> = source
            .split(' ')
            .map(|_| {
                (0..2 + random.below(3))
                    .map(|_| syllables[random.below(8)])
                    .collect()
            })
            .collect();
        let source = source.replace('&', "&amp;").replace('<', "&lt;");
        writeln!(
            tmx,
            "<tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv><tuv xml:lang=\"{tag}\"><seg>{}.</seg></tuv></tu>",
            words.join(space)
        )
        .expect("written");
    }
    tmx + "</body></tmx>\n"
}

struct Cost {
    wall: Duration,
    processor: Duration,
    /// In kB; 0 where the system does not tell.
    peak: u64,
}

/// Runs the program in a folder to its end.
fn measured(folder: &Path, words: &[String]) -> Cost {
    let start = Instant::now();
    let before = of_children();
    let mut child = Command::new(program())
        .args(words)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let about = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak = 0;
    while child.try_wait().expect("waits").is_none() {
        peak = peak.max(high_water(&about));
        std::thread::sleep(Duration::from_millis(5));
    }
    let code = child.wait().expect("ended").code();
    assert!(matches!(code, Some(0 | 1)), "the program failed: {code:?}");
    Cost {
        wall: start.elapsed(),
        processor: of_children().saturating_sub(before),
        peak,
    }
}

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_tilmach")
}

/// The most memory that a process had, in kB.
fn high_water(about: &Path) -> u64 {
    let text = fs::read_to_string(about).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

/// Processor time of the children that have ended: fields 16 and 17 of
/// /proc/self/stat, in hundredths of a second.
fn of_children() -> Duration {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks: u64 = fields
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}
