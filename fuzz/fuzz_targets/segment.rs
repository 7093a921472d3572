//! Segments joined are the text, none is empty, and cutting a segment again
//! gives itself. The first byte is the language.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tilmach::text::segment::Segmenter;

static SEGMENTERS: LazyLock<Vec<Segmenter>> = LazyLock::new(|| {
    ["en", "tr", "kk", "ug", "zh-Hans", "zh-Hant"]
        .iter()
        .map(|tag| Segmenter::of(&tag.parse().expect("a tag")))
        .collect()
});

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let segmenter = &SEGMENTERS[*first as usize % SEGMENTERS.len()];
    let text = String::from_utf8_lossy(rest);
    let segments = segmenter.segment(&text);
    assert_eq!(segments.concat(), text);
    for segment in &segments {
        assert!(!segment.is_empty());
        assert_eq!(
            segmenter.segment(segment),
            [*segment],
            "{} of {text:?}",
            segmenter.locale()
        );
    }
});
