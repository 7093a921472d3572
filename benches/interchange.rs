//! How fast memories are read, beside raw reading by `quick-xml` of the same bytes
//! in the same run; and how fast they go into the memory and out of it.
//!
//! The file is made here, from a seed: units of two languages with the properties
//! and codes of other tools, half of them in letters of two and three bytes.
//!
//! `cargo bench --bench interchange`

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use quick_xml::events::Event;
use tilmach::diag::Findings;
use tilmach::formats::tmx;

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

/// A memory as another tool writes it.
fn memory(units: usize) -> String {
    let mut seed = Seed(20_261_122);
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header creationtool=\"bench\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"bench\" adminlang=\"en\" srclang=\"en\" \
         datatype=\"plaintext\"/>\n  <body>\n",
    );
    for number in 0..units {
        let (source, target) = (seed.words(&ENGLISH), seed.words(&UYGHUR));
        let code = if number % 8 == 0 {
            "<bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>R&amp;D<ept i=\"1\">&lt;/b&gt;</ept> "
        } else {
            ""
        };
        write!(
            text,
            "    <tu tuid=\"{number}\" creationdate=\"20260102T000000Z\">\n      \
             <prop type=\"x-project\">bench</prop>\n      \
             <tuv xml:lang=\"en\">\n        <seg>{code}{source}</seg>\n      </tuv>\n      \
             <tuv xml:lang=\"ug\">\n        <seg>{code}{target}</seg>\n      </tuv>\n    </tu>\n"
        )
        .expect("a string");
    }
    text.push_str("  </body>\n</tmx>\n");
    text
}

/// The best of five runs.
fn best(mut run: impl FnMut()) -> Duration {
    let mut times = (0..5).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    let first = times.next().expect("five runs");
    times.fold(first, Duration::min)
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

fn main() {
    let text = memory(60_000);
    let bytes = text.as_bytes();
    let rate = |time: Duration| bytes.len() as f64 / time.as_secs_f64() / 1e6;
    println!("{:.1} MB", bytes.len() as f64 / 1e6);
    let raw_time = best(|| drop(black_box(raw(bytes))));
    let slice_time = best(|| drop(black_box(raw_slice(&text))));
    let checked = best(|| {
        let fault =
            tilmach::formats::xml::well_formed(std::io::BufReader::with_capacity(64 * 1024, bytes));
        assert_eq!(fault.expect("read"), None);
    });
    let ours = best(|| drop(black_box(units(bytes))));
    println!(
        "raw {:.0} MB/s (from memory without copies {:.0}), well-formedness {:.0} MB/s, units {:.0} MB/s: {:.2} of raw (limit 0.5)",
        rate(raw_time),
        rate(slice_time),
        rate(checked),
        rate(ours),
        rate(ours) / rate(raw_time)
    );
    assert!(2 * raw_time > ours, "slower than half of raw reading");
}
