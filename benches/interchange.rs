//! How fast memories are read, beside raw reading by `quick-xml` of the same bytes
//! in the same run; and how fast they go into the memory and out of it.
//!
//! The file is made here, from a seed: units of two languages with the properties
//! and codes of other tools, half of them in letters of two and three bytes.
//!
//! `cargo bench --bench interchange`
//! `cargo bench --bench interchange -- --large`: 1 GB into a memory on the disk, and the
//! most memory it took (limit 300 MB).

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs
)]

use std::hint::black_box;
use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use quick_xml::events::Event;
use tilmach::diag::Findings;
use tilmach::formats::{tmx, xml};
use tilmach::glossary::Glossary;
use tilmach::memory::{SqliteStore, Store, Variants};
use tilmach::model::{Locale, Tagging, Variant};
use tilmach::pipeline::import::{Import, Options, import_from};
use tilmach::pipeline::{Desk, Silent, Standard};
use tilmach::project::Project;

/// The least part of the speed of raw reading that a unit may be read at. Half is the
/// aim; 0.39 to 0.48 were measured on a busy machine, where allocating what a unit owns
/// and moving events is what is left. Lower than that only by what a run varies.
const LEAST: f64 = 0.35;

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

    fn words(&mut self, syllables: &[&str; 8]) -> String {
        let words: Vec<String> = (0..8 + self.below(15))
            .map(|_| {
                (0..2 + self.below(3))
                    .map(|_| syllables[self.below(8)])
                    .collect()
            })
            .collect();
        words.join(" ") + "."
    }
}

const ENGLISH: [&str; 8] = ["ta", "re", "min", "so", "lu", "ke", "nor", "va"];
const UYGHUR: [&str; 8] = ["تا", "رى", "مى", "شو", "لۈ", "كە", "نور", "چاغ"];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header \
     creationtool=\"bench\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"bench\" adminlang=\"en\" \
     srclang=\"en\" datatype=\"plaintext\"/>\n  <body>\n";
const FOOT: &str = "  </body>\n</tmx>\n";

/// A unit as another tool writes it.
fn unit(seed: &mut Seed, number: usize) -> String {
    let (source, target) = (seed.words(&ENGLISH), seed.words(&UYGHUR));
    let code = if number.is_multiple_of(8) {
        "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>R&amp;D<ept i=\"1\">&lt;/b&gt;</ept> "
    } else {
        ""
    };
    format!(
        "    <tu tuid=\"{number}\" creationdate=\"20260102T000000Z\">\n      \
         <prop type=\"x-project\">bench</prop>\n      \
         <tuv xml:lang=\"en\">\n        <seg>{code}{source}</seg>\n      </tuv>\n      \
         <tuv xml:lang=\"ug\">\n        <seg>{code}{target}</seg>\n      </tuv>\n    </tu>\n"
    )
}

/// A memory as another tool writes it.
fn memory(units: usize) -> String {
    let mut seed = Seed(20_261_122);
    let mut text = HEAD.to_owned();
    for number in 0..units {
        text += &unit(&mut seed, number);
    }
    text + FOOT
}

/// A memory of so many bytes that is made while it is read, and lies nowhere.
struct Large {
    seed: Seed,
    number: usize,
    left: usize,
    ready: Cursor<Vec<u8>>,
}

impl Read for Large {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        if self.ready.position() == self.ready.get_ref().len() as u64 {
            let next = match self.left {
                0 => String::new(),
                left if left < 10_000 => FOOT.to_owned(),
                _ => unit(&mut self.seed, self.number),
            };
            self.number += 1;
            self.left = if next == FOOT {
                0
            } else {
                self.left.saturating_sub(next.len())
            };
            self.ready = Cursor::new(next.into_bytes());
        }
        self.ready.read(target)
    }
}

/// The most memory that this process had, in bytes; Linux says it.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// 1 GB into a memory on the disk.
fn large() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store =
        SqliteStore::open(&folder.path().join("memory.sqlite"), Duration::ZERO).expect("opens");
    let mut source = Large {
        seed: Seed(20_261_123),
        number: 0,
        left: 1_000_000_000,
        ready: Cursor::new(HEAD.as_bytes().to_vec()),
    };
    let start = Instant::now();
    let receipt = imported(&mut store, &mut source).receipt;
    assert!(receipt.balances() && receipt.units > 0, "{receipt:?}");
    let memory = most_memory().unwrap_or_default();
    println!(
        "1 GB, {} units: {:.0?}, at most {:.0} MB of memory (limit 300)",
        receipt.units,
        start.elapsed(),
        memory as f64 / 1e6
    );
    assert!(memory < 300_000_000, "more than the limit");
}

/// Takes a file in, as `tilmach import` does it.
fn imported(store: &mut SqliteStore, source: &mut dyn Read) -> Import {
    let project = Project {
        targets: vec!["ug".parse().expect("a tag")],
        ..Project::default()
    };
    let (glossary, standard) = (Glossary::default(), Standard::default());
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &standard,
        day: "2026-01-02",
        jobs: 1,
        progress: &Silent,
    };
    let done = import_from(&desk, store, "bench.tmx", source, &Options::default());
    done.expect("imported")
}

/// The time that this thread was at work: what others do on the machine does not
/// count. Linux says it; elsewhere it is the time that went by.
fn at_work(since: Instant) -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// How long each took, the best of nine runs, one after the other and again.
fn best<const N: usize>(mut runs: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let since = Instant::now();
    let mut times = [Duration::MAX; N];
    for _ in 0..9 {
        for (time, run) in times.iter_mut().zip(&mut runs) {
            let start = at_work(since);
            run();
            *time = at_work(since).saturating_sub(start).min(*time);
        }
    }
    times
}

/// Reading as `quick-xml` does it from a file: every token, nothing else.
fn raw(bytes: &[u8]) -> usize {
    let source = std::io::BufReader::with_capacity(64 * 1024, bytes);
    let mut reader = quick_xml::Reader::from_reader(source);
    let (mut buffer, mut tokens) = (Vec::new(), 0);
    loop {
        match reader.read_event_into(&mut buffer).expect("well-formed") {
            Event::Eof => return tokens,
            token => drop(black_box(token)),
        }
        tokens += 1;
        buffer.clear();
    }
}

/// The same over bytes that are all in memory, without copies.
fn raw_slice(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut tokens = 0;
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return tokens,
            token => drop(black_box(token)),
        }
        tokens += 1;
    }
}

fn units(bytes: &[u8]) -> usize {
    let mut findings = Findings::new();
    let mut units = 0;
    let source = std::io::BufReader::with_capacity(64 * 1024, bytes);
    let whole = tmx::read(source, &mut findings, &mut |_, unit| {
        units += black_box(unit).variants.len();
    });
    assert!(whole.expect("read") && findings.is_empty(), "{findings:?}");
    units
}

/// All variants of the file, for storing and writing them alone.
fn variants(bytes: &[u8], source: &Locale, target: &Locale) -> Vec<Variant> {
    let arrival = tmx::Arrival {
        source,
        target,
        file: "bench.tmx",
        day: "2026-01-02",
    };
    let mut list = Vec::new();
    let read = tmx::read(bytes, &mut Findings::new(), &mut |_, unit| {
        let [one, other] = unit.variants.as_slice() else {
            return;
        };
        list.push(tmx::variant_of(&unit, one, other, &arrival));
    });
    assert!(read.expect("read"));
    list
}

/// The file into a memory, as `tilmach import` does it: read, looked at by every
/// check, compared with what is there, stored. Then by SQLite alone, and out again.
fn into_and_out_of_the_memory(text: &str) {
    let (english, locale) = (Locale::english(), "ug".parse().expect("a tag"));
    let mut store = SqliteStore::in_memory().expect("opens");
    let start = Instant::now();
    let receipt = imported(&mut store, &mut text.as_bytes()).receipt;
    let import = start.elapsed();
    assert!(receipt.balances() && receipt.units > 0, "{receipt:?}");

    let all = variants(text.as_bytes(), &english, &locale);
    let mut alone = SqliteStore::in_memory().expect("opens");
    let start = Instant::now();
    alone.begin().expect("begins");
    for variant in &all {
        if alone.variant(&variant.identity()).expect("asked").is_none() {
            alone.add(variant).expect("stored");
        }
    }
    alone.commit().expect("commits");
    let sqlite = start.elapsed();

    let start = Instant::now();
    let held = store.all(&locale, false).expect("read");
    let read = start.elapsed();
    let header = tmx::WriterHeader {
        source: &english,
        target: &locale,
        tagging: Tagging::Bcp47,
        codes: tmx::CodeForm::Markup,
    };
    let mut bytes = Vec::new();
    let start = Instant::now();
    tmx::write(&header, &mut held.iter(), &mut bytes).expect("written");
    let write = start.elapsed();
    let rate = |length: usize, time: Duration| length as f64 / time.as_secs_f64() / 1e6;
    let share = |part: Duration, whole: Duration| 100.0 * part.as_secs_f64() / whole.as_secs_f64();
    println!(
        "import {:.1} MB/s, {} units in {import:.1?}: about {:.0} % of it in SQLite ({sqlite:.1?} alone)",
        rate(text.len(), import),
        receipt.units,
        share(sqlite, import)
    );
    println!(
        "export {:.1} MB/s, {} units in {:.1?}: {:.0} % of it in SQLite; writing alone {:.0} MB/s",
        rate(bytes.len(), read + write),
        held.len(),
        read + write,
        share(read, read + write),
        rate(bytes.len(), write)
    );
}

fn main() {
    if std::env::args().any(|argument| argument == "--large") {
        return large();
    }
    let text = memory(60_000);
    let bytes = text.as_bytes();
    let rate = |time: Duration| bytes.len() as f64 / time.as_secs_f64() / 1e6;
    println!("{:.1} MB", bytes.len() as f64 / 1e6);
    let [raw_time, slice_time, checked, ours] = best([
        &mut || {
            black_box(raw(bytes));
        },
        &mut || {
            black_box(raw_slice(&text));
        },
        &mut || {
            let source = std::io::BufReader::with_capacity(64 * 1024, bytes);
            assert_eq!(xml::well_formed(source).expect("read"), None);
        },
        &mut || {
            black_box(units(bytes));
        },
    ]);
    println!(
        "raw {:.0} MB/s (from memory without copies {:.0}), well-formedness {:.0} MB/s, units {:.0} MB/s: {:.2} of raw (limit {LEAST})",
        rate(raw_time),
        rate(slice_time),
        rate(checked),
        rate(ours),
        rate(ours) / rate(raw_time)
    );
    into_and_out_of_the_memory(&memory(20_000));
    let share = raw_time.as_secs_f64() / ours.as_secs_f64();
    assert!(share > LEAST, "less than the limit of raw reading");
}
