//! SYSTRAN fuzzy-match beside ours: its own program, over the same files, on one
//! thread. What is told of its speed is without the time to open its index.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::engines::Truth;
use super::{THRESHOLDS, first};

/// Its ways to be asked: a name, words for the index, words for the queries, and
/// how many queries of each set at most, for some are slow.
const WAYS: [(&str, &[&str], &[&str], usize); 3] = [
    ("SYSTRAN, defaults", &[], &[], usize::MAX),
    (
        "SYSTRAN, no normalisation",
        &["-p", "none"],
        &[],
        usize::MAX,
    ),
    (
        "SYSTRAN, lossless",
        &["-p", "none"],
        &["--ml", "2", "--mr", "0"],
        200,
    ),
];

pub fn measure(program: &str, segments: &[String], sets: &[(&str, Vec<String>)], compared: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("peer");
    fs::create_dir_all(&folder).expect("made");
    let truth = Truth::new(segments);
    println!("\n| engine | % | queries | queries/s | of the true first five it has | open |");
    println!("|---|---|---|---|---|---|");
    for (way, of_index, of_search, most) in WAYS {
        let corpus = folder.join("corpus.txt");
        fs::write(&corpus, segments.join("\n") + "\n").expect("written");
        let start = Instant::now();
        run(
            Command::new(program)
                .args(["-a", "index", "-c"])
                .arg(&corpus)
                .args(of_index),
            None,
        );
        println!(
            "| {way}: made in {:.1} s | | | | | |",
            start.elapsed().as_secs_f64()
        );
        let index = folder.join("corpus.txt.fmi");
        for threshold in THRESHOLDS {
            for (set, queries) in sets {
                let queries = &queries[..queries.len().min(most)];
                let asked = Asked {
                    program,
                    index: &index,
                    folder: &folder,
                    threshold,
                    words: of_search,
                };
                let (open, _) = asked.ask(&[]);
                let (time, found) = asked.ask(queries);
                let rate = queries.len() as f64 / time.saturating_sub(open).as_secs_f64();
                let recall = recall(&truth, queries, &found, threshold, compared);
                println!(
                    "| {way} | {threshold} | {set} | {rate:.0} | {recall} | {:.2} s |",
                    open.as_secs_f64()
                );
            }
        }
    }
}

/// How many of the true answers are among those that were found.
fn recall(
    truth: &Truth,
    queries: &[String],
    found: &[BTreeSet<i64>],
    threshold: u8,
    compared: usize,
) -> String {
    let step = (queries.len() / compared.clamp(1, queries.len())).max(1);
    let (mut held, mut all) = (0, 0);
    for (query, found) in queries.iter().zip(found).step_by(step) {
        let expected = truth.search(query, threshold);
        all += first(&expected).len();
        held += first(&expected)
            .iter()
            .filter(|(id, _)| found.contains(id))
            .count();
    }
    format!("{held} of {all}")
}

struct Asked<'a> {
    program: &'a str,
    index: &'a Path,
    folder: &'a Path,
    threshold: u8,
    words: &'a [&'a str],
}

impl Asked<'_> {
    /// The time it takes, and the numbers of the segments it names for each query.
    fn ask(&self, queries: &[String]) -> (Duration, Vec<BTreeSet<i64>>) {
        let (input, output): (PathBuf, PathBuf) =
            (self.folder.join("queries"), self.folder.join("answers"));
        let lines: String = queries.iter().map(|query| format!("{query}\n")).collect();
        fs::write(&input, lines).expect("written");
        let mut command = Command::new(self.program);
        command.args(["-a", "match", "-N", "1", "-n", "5", "-f"]);
        command
            .arg(format!("0.{}", self.threshold))
            .arg("-i")
            .arg(self.index)
            .args(self.words);
        command.stdin(File::open(&input).expect("opens"));
        let start = Instant::now();
        run(&mut command, Some(&output));
        let time = start.elapsed();
        let text = fs::read_to_string(&output).expect("read");
        // Score and number by turns.
        let numbers = |line: &str| {
            line.split('\t')
                .skip(1)
                .step_by(2)
                .filter_map(|word| word.parse().ok())
                .collect()
        };
        (time, text.lines().map(numbers).collect())
    }
}

fn run(command: &mut Command, output: Option<&Path>) {
    let output = output.map_or_else(Stdio::null, |path| File::create(path).expect("made").into());
    let ended = command
        .stdout(output)
        .stderr(Stdio::null())
        .status()
        .expect("starts");
    assert!(ended.success(), "the other program failed");
}
