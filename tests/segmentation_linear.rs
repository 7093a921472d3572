//! The work of the segmenter grows with the length of a paragraph and no
//! faster, whatever stands in it.

#![allow(clippy::expect_used, clippy::print_stdout)]

use std::time::{Duration, Instant};

use tilmach::model::Locale;
use tilmach::text::segment::Segmenter;

/// What a rule might look for in vain, or find too often.
const PIECES: [&str; 14] = [
    "\".",
    "“. ",
    "“a! ",
    "(a. ",
    "). ",
    "... ",
    ". . ",
    "a. ",
    "1) ",
    "1. a 2. ",
    "U.S. a",
    "“A”. ",
    "a, 'b! ",
    "。「",
];

fn time(segmenter: &Segmenter, piece: &str, bytes: usize) -> Duration {
    let text = piece.repeat(bytes / piece.len());
    let start = Instant::now();
    let segments = segmenter.segment(&text);
    let time = start.elapsed();
    assert_eq!(segments.iter().map(|s| s.len()).sum::<usize>(), text.len());
    time
}

/// Eight times the text: eight times the work is right, 64 times would be that of
/// a rule that looks through everything again. The best of three, and a wide
/// limit between the two, as the machine may be busy. `benches/segment.rs` cuts
/// 50 megabytes of each piece.
#[test]
fn eight_times_the_text_is_not_much_more_than_eight_times_the_work() {
    let size = 3_000;
    for tag in ["en", "tr", "ug", "zh-Hans"] {
        let locale: Locale = tag.parse().expect("a locale");
        let segmenter = Segmenter::of(&locale);
        for piece in PIECES {
            let best = |bytes| {
                (0..3)
                    .map(|_| time(&segmenter, piece, bytes))
                    .min()
                    .expect("three")
            };
            let (small, large) = (best(size), best(8 * size));
            println!("{tag} {piece:?}: {small:?}, {large:?}");
            assert!(
                large < small * 24 + Duration::from_millis(30),
                "{tag} {piece:?}: {small:?} for {size} bytes, {large:?} for eight times that"
            );
        }
    }
}
