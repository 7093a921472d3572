//! Quotations lie between characters and inside of their parents, and are the
//! same twice. The first byte is the language, every line a paragraph.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::model::{Locale, Span};
use tilmach::text::quotation::quotations;

const TAGS: [&str; 7] = ["en", "tr", "kk", "ug", "zh-Hans", "zh-Hant", "de"];

fn sound(span: &Span, text: &str) {
    let words = text.get(span.bytes.clone()).expect("between characters");
    let before = text[..span.bytes.start].chars().count();
    assert_eq!(span.characters, before..before + words.chars().count());
}

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let locale: Locale = TAGS[*first as usize % TAGS.len()].parse().expect("a tag");
    let text = String::from_utf8_lossy(rest);
    let paragraphs: Vec<&str> = text.lines().collect();
    let found = quotations(&paragraphs, &locale);
    assert_eq!(found.len(), paragraphs.len());
    for (quotations, text) in found.iter().zip(&paragraphs) {
        for (index, quotation) in quotations.iter().enumerate() {
            let inner = &quotation.inner.bytes;
            sound(&quotation.span, text);
            sound(&quotation.inner, text);
            assert!(quotation.span.bytes.start <= inner.start);
            assert!(inner.end <= quotation.span.bytes.end);
            for gap in quotation.elisions.iter().chain(&quotation.insertions) {
                sound(gap, text);
                assert!(inner.start <= gap.bytes.start && gap.bytes.end <= inner.end);
            }
            if let Some(parent) = quotation.parent {
                assert!(parent < index);
                let around = &quotations[parent].inner.bytes;
                assert!(around.start <= quotation.span.bytes.start);
                assert!(quotation.span.bytes.end <= quotations[parent].span.bytes.end);
            }
            if let Some(speaker) = &quotation.speaker {
                sound(&speaker.span, paragraphs[speaker.paragraph]);
                assert_eq!(
                    &paragraphs[speaker.paragraph][speaker.span.bytes.clone()],
                    speaker.name
                );
            }
        }
    }
    assert_eq!(quotations(&paragraphs, &locale), found);
});
