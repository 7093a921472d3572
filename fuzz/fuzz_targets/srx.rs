//! Bytes as a file of rules, or as the two sides of a rule and a text, divided
//! by NUL: whatever is accepted cuts, in bounded time (`-timeout`), and what is
//! written of it comes back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::model::{
    BreakRule, LanguageMap, LanguageRules, Locale, Pattern, SegmentationRules,
};
use tilmach::pipeline::rules::{read_rules, write_rules};
use tilmach::text::segment::Segmenter;
use tilmach::text::segment::srx::faults;

const TEXT: &str = "Mr. A. Jin waits; “nobody” comes.\nHe left… aab! ئۇ كەلدى؟ 甲。乙 𐐀.";

fn cut(rules: &SegmentationRules, text: &str) {
    let segmenter = Segmenter::with_rules(&Locale::english(), rules).expect("no faults");
    let segments = segmenter.segment(text);
    assert_eq!(segments.concat(), text);
    assert!(segments.iter().all(|segment| !segment.is_empty()));
    // With what was found out the first time.
    assert_eq!(segmenter.segment(text), segments);
}

fn rule(data: &[u8]) -> (SegmentationRules, String) {
    let text = String::from_utf8_lossy(data);
    let mut parts = text.splitn(3, '\0');
    let mut next = || parts.next().unwrap_or_default().to_owned();
    let rule = BreakRule {
        breaks: true,
        before: Pattern::new(next()),
        after: Pattern::new(next()),
        ..BreakRule::default()
    };
    let rules = SegmentationRules {
        languages: vec![LanguageRules {
            name: "all".to_owned(),
            rules: vec![rule],
            ..LanguageRules::default()
        }],
        maps: vec![LanguageMap {
            pattern: ".*".to_owned(),
            rules: "all".to_owned(),
            ..LanguageMap::default()
        }],
        ..SegmentationRules::default()
    };
    (rules, next())
}

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"<") {
        let rules = read_rules(data, &mut Findings::new()).expect("no fault of the machine");
        if let Some(rules) = rules {
            cut(&rules, TEXT);
            let bytes = write_rules(&rules).expect("written");
            let again = read_rules(&bytes, &mut Findings::new()).expect("read");
            assert_eq!(
                again.map(SegmentationRules::without_places),
                Some(rules.without_places())
            );
        }
        return;
    }
    let (rules, text) = rule(data);
    if faults(&rules).is_empty() {
        cut(&rules, TEXT);
        cut(&rules, &text);
    }
});
