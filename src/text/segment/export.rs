//! Our own rules as SRX, for tools that know no others.

use crate::model::{
    BreakRule, FormatHandle, FormatKind, LanguageMap, LanguageRules, Locale, Pattern,
    SegmentationRules,
};

/// What may stand before a sentence, and after its end mark.
const OPENING: &str = "[“‘\"'(\\[«„]*";
const CLOSING: &str = "[”’\"')\\]»]*";

/// Our rules as far as SRX can say them, and, in words, what it cannot.
pub fn as_srx() -> (SegmentationRules, Vec<String>) {
    let english = Locale::english();
    let rules = SegmentationRules {
        cascade: true,
        segment_subflows: true,
        format_handles: [
            (FormatKind::Start, false),
            (FormatKind::End, true),
            (FormatKind::Isolated, true),
        ]
        .map(|(kind, include)| FormatHandle { kind, include })
        .into(),
        languages: vec![
            LanguageRules {
                name: "English".to_owned(),
                rules: exceptions(""),
                ..LanguageRules::default()
            },
            LanguageRules {
                name: "Default".to_owned(),
                rules: sentences(),
                ..LanguageRules::default()
            },
        ],
        maps: [("en.*", "English"), (".*", "Default")]
            .map(|(pattern, rules)| LanguageMap {
                pattern: pattern.to_owned(),
                rules: rules.to_owned(),
                ..LanguageMap::default()
            })
            .into(),
    };
    let untold = [
        "the boundaries of Unicode (UAX 29) look further ahead than these rules, \
         and know end marks of more scripts",
        "a sentence that a quotation with an end mark runs into is told by its small \
         letter alone",
    ];
    (rules, untold.map(str::to_owned).into())
}

/// No cut after an abbreviation, or after some of them before a number only.
fn exceptions(source: &str) -> Vec<BreakRule> {
    let lines = || {
        source
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
    };
    let always: Vec<&str> = lines().filter(|line| !line.contains(' ')).collect();
    let before_numbers: Vec<&str> = lines()
        .filter_map(|line| line.strip_suffix(" before-number"))
        .collect();
    [(always, ""), (before_numbers, "\\d")]
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, after)| {
            let words: Vec<String> = words
                .into_iter()
                .map(|word| word.replace('.', "\\."))
                .collect();
            let before = format!("(?<![^\\s(\\[“‘\"])(?:{})\\.\\s+", words.join("|"));
            rule(false, before, after.to_owned())
        })
        .collect()
}

/// A cut after an end mark and white space, but not before a small letter.
fn sentences() -> Vec<BreakRule> {
    let end = format!("[.?!…؟۔]{CLOSING}\\s+");
    vec![
        rule(false, end.clone(), format!("{OPENING}[\\p{{Ll}}…]")),
        rule(true, end, "\\S".to_owned()),
        rule(
            true,
            format!("[。！？]{CLOSING}"),
            "[^\\s”’\"')\\]»。！？]".to_owned(),
        ),
    ]
}

fn rule(breaks: bool, before: String, after: String) -> BreakRule {
    BreakRule {
        breaks,
        before: Pattern::new(before),
        after: Pattern::new(after),
        ..BreakRule::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Segmenter;
    use super::super::srx::faults;
    use super::*;

    #[test]
    fn our_rules_as_srx_cut_plain_texts_as_we_do() {
        let (rules, untold) = as_srx();
        assert_eq!(faults(&rules), []);
        assert!(!untold.is_empty());
        for (tag, text) in [
            (
                "en",
                "On 4 Feb. 2022 Mr. Li met Dr. Wu. “It rained.” No. 3 is new. He said no. It is.",
            ),
            ("en", "“Why?” she asked. (It was late…) “Go!” They went."),
            ("tr", "Bir. İki! üç? Dört."),
            ("zh-Hans", "一。二！三？四"),
        ] {
            let locale: Locale = tag.parse().expect("a locale");
            let own = Segmenter::of(&locale);
            let exported = Segmenter::with_rules(&locale, &rules).expect("rules");
            assert_eq!(exported.segment(text), own.segment(text), "{tag}");
        }
    }
}
