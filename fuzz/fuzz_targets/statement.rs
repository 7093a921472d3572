//! Any bytes are read or refused; what is read holds every character that is
//! not refused, and every paragraph has a role and a reason. The first byte is
//! the language and the form.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use tilmach::diag::{Findings, Severity};
use tilmach::model::ParagraphKind;
use tilmach::pipeline::read::{Form, read};
use tilmach::text::segment::Segmenter;

static SEGMENTERS: LazyLock<Vec<Segmenter>> = LazyLock::new(|| {
    ["en", "zh-Hans", "ug", "tr"]
        .iter()
        .map(|tag| Segmenter::of(&tag.parse().expect("a tag")))
        .collect()
});

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let segmenter = &SEGMENTERS[*first as usize % 4];
    let form = if first & 4 == 0 {
        Form::Statement
    } else {
        Form::Paragraphs
    };
    let mut findings = Findings::new();
    let Some(reading) = read("-", rest, form, segmenter, &mut findings) else {
        assert!(findings.count(Severity::Error) > 0);
        return;
    };
    let paragraphs = &reading.document.paragraphs;
    assert!(!paragraphs.is_empty());
    assert_eq!(reading.verdicts.len(), paragraphs.len());
    for (index, (paragraph, verdict)) in paragraphs.iter().zip(&reading.verdicts).enumerate() {
        assert!(verdict.why != "nothing else");
        assert_eq!(paragraph.role, verdict.role);
        assert!(!paragraph.segments.is_empty());
        if let Some(host) = verdict.repeats {
            assert!(host != index);
            assert_eq!(reading.verdicts[host].role.kind(), ParagraphKind::Body);
        }
    }
    if let (Form::Statement, Ok(text)) = (form, std::str::from_utf8(rest))
        && findings.is_empty()
        && !text.starts_with('\u{FEFF}')
        // A letter and NUL are UTF-16.
        && !text.contains('\0')
    {
        let kept: String = paragraphs.iter().map(|p| p.text()).collect();
        let seen = |text: &str| text.replace(char::is_whitespace, "");
        assert_eq!(seen(&kept), seen(text));
    }
});
