//! Fuzzy search at scale: the index of the memory beside comparing with every
//! segment, and beside another program if there is one, in the same run.
//!
//! Both query sets of `corpus.rs` are asked at 50, 60, 70 and 80 %. The first five
//! answers must be those of the comparison, by number and score; one that is not
//! fails the run.
//!
//! ```text
//! cargo bench --bench leverage                       10,000 and 100,000 segments
//! cargo bench --bench leverage -- 1000000            other numbers
//! cargo bench --bench leverage -- 1000000 truth=20   as many queries of each set are
//!                                                    compared with everything (200)
//! cargo bench --bench leverage -- peer=FuzzyMatch-cli    SYSTRAN's program, by its path
//! cargo bench --bench leverage -- corpus 1000000     prints the segments, one a line
//! cargo bench --bench leverage -- edited 2000        prints queries; or heldout 2000
//! ```

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_types,
    unreachable_pub,
    missing_docs
)]

mod corpus;
mod engines;
mod peer;

use std::io::Write;
use std::time::{Duration, Instant};

use corpus::{Corpus, SEED};
use engines::{Ours, Truth};

/// How many answers are looked at.
const ANSWERS: usize = 5;
const QUERIES: usize = 2_000;
const THRESHOLDS: [u8; 4] = [80, 70, 60, 50];

/// Number of the segment, from 1, and score; best first, then by number.
pub type Answers = Vec<(i64, u8)>;

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let real = corpus::real_sentences();
    if real.is_empty() {
        println!("skipped: the real text of ../shared/data is not here");
        return;
    }
    let corpus = Corpus::new(&real);
    let number = |place: usize| words.get(place).and_then(|word| word.parse::<usize>().ok());
    match words.first().map(String::as_str) {
        Some("corpus") => {
            print(|each| corpus.segments(number(1).expect("how many"), seed(number(2)), each))
        }
        Some("edited") => print_all(&corpus.edited(number(1).unwrap_or(QUERIES), seed(number(2)))),
        Some("heldout") => {
            print_all(&corpus.held_out(number(1).unwrap_or(QUERIES), seed(number(2))))
        }
        _ => measure(&corpus, &words),
    }
}

fn seed(number: Option<usize>) -> u64 {
    number.map_or(SEED, |number| number as u64)
}

fn print(lines: impl FnOnce(&mut dyn FnMut(&str))) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    lines(&mut |line| writeln!(out, "{line}").expect("written"));
}

fn print_all(lines: &[String]) {
    print(|each| lines.iter().for_each(|line| each(line)));
}

fn measure(corpus: &Corpus, words: &[String]) {
    let mut sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000];
    }
    let value = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
    let compared = value("truth=").map_or(200, |count| count.parse().expect("a number"));
    let sets = [
        ("edited", corpus.edited(QUERIES, SEED)),
        ("held-out", corpus.held_out(QUERIES, SEED)),
    ];
    println!("seed {SEED}; {QUERIES} queries of each set, one thread; first {ANSWERS} answers");
    println!("of each set {compared} queries are compared with every segment");
    let mut wrong = 0;
    for size in sizes {
        let mut segments = Vec::with_capacity(size);
        corpus.segments(size, SEED, |text| segments.push(text.to_owned()));
        println!("\n## {size} segments\n");
        wrong += at_size(&segments, &sets, compared);
        if let Some(program) = value("peer=") {
            peer::measure(program, &segments, &sets, compared);
        }
    }
    assert_eq!(
        wrong, 0,
        "answers are not those of comparing with everything"
    );
}

/// Measures both at one size; how many of the queries compared had other answers.
fn at_size(segments: &[String], sets: &[(&str, Vec<String>)], compared: usize) -> usize {
    forget_peak();
    let before = memory("VmRSS:");
    let start = Instant::now();
    let ours = Ours::new(segments);
    println!(
        "ours: made in {:.2} s, {} MB more than before, {} MB at the peak",
        start.elapsed().as_secs_f64(),
        memory("VmRSS:").saturating_sub(before) / 1_000,
        memory("VmHWM:").saturating_sub(before) / 1_000,
    );
    let truth = Truth::new(segments);
    println!("\n| engine | % | queries | queries/s | p50 | p99 | worst | answers as compared |");
    println!("|---|---|---|---|---|---|---|---|");
    let mut wrong = 0;
    for threshold in THRESHOLDS {
        for (name, queries) in sets {
            let (found, times) = timed(queries, |query| ours.search(query, threshold));
            let step = (queries.len() / compared.clamp(1, queries.len())).max(1);
            let some: Vec<String> = queries.iter().step_by(step).cloned().collect();
            let (expected, slow) = timed(&some, |query| truth.search(query, threshold));
            let pairs = found.iter().step_by(step).zip(&expected);
            let same = pairs
                .filter(|(found, expected)| first(found) == first(expected))
                .count();
            wrong += expected.len() - same;
            let share = format!("{same} of {}", expected.len());
            row("ours", threshold, name, times, &share);
            row("every segment", threshold, name, slow, "");
        }
    }
    let held = memory("VmHWM:").saturating_sub(before) / 1_000;
    println!("\nboth with the text: {held} MB at the peak");
    wrong
}

pub fn first(answers: &Answers) -> &[(i64, u8)] {
    answers.get(..ANSWERS).unwrap_or(answers)
}

fn timed(queries: &[String], search: impl Fn(&str) -> Answers) -> (Vec<Answers>, Vec<Duration>) {
    let one = |query: &String| {
        let start = Instant::now();
        let mut found = search(query);
        let time = start.elapsed();
        found.truncate(ANSWERS);
        (found, time)
    };
    queries.iter().map(one).unzip()
}

fn row(engine: &str, threshold: u8, set: &str, mut times: Vec<Duration>, share: &str) {
    times.sort();
    let all: Duration = times.iter().sum();
    let at =
        |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1e6;
    println!(
        "| {engine} | {threshold} | {set} | {:.0} | {:.0} µs | {:.0} µs | {:.0} µs | {share} |",
        times.len() as f64 / all.as_secs_f64(),
        at(50),
        at(99),
        at(100),
    );
}

/// What the system says of the memory of this process, in kB; 0 where it says nothing.
fn memory(field: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

/// Lets the peak begin at what is in use now, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
