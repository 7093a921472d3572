//! A term, a tab and a text: whatever is answered, the words lie in the text, and
//! a term is found in itself or cannot be looked for. The first byte is the
//! language.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::glossary::{Answer, look};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let tags = ["en", "tr", "kk", "kk-Arab", "ug", "ug-Latn", "zh-Hans", "zh-Hant"];
    let locale = tags[*first as usize % tags.len()].parse().expect("a tag");
    let line = String::from_utf8_lossy(rest);
    let Some((term, text)) = line.split_once('\t') else {
        return;
    };
    if let Answer::Found { span, .. } | Answer::Unsure { span, .. } =
        look(term, None, &locale, text)
    {
        assert!(text.get(span.0..span.1).is_some());
    }
});
