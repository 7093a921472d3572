//! The cases beside the rules, and what holds for any text.

use proptest::prelude::*;

use super::rules::{FILES, File, Rules, Source};
use super::*;

fn source(file: &str) -> Source {
    toml::from_str(file).unwrap_or_else(|error| panic!("{error}"))
}

fn with(rules: Rules) -> Segmenter {
    Segmenter {
        locale: Locale::english(),
        rules: Some(rules),
        file: None,
    }
}

/// A case: ` | ` is a boundary after white space, `|` one without.
fn expected(case: &str) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    for part in case.split('|') {
        let glued = segments.last().is_some_and(|last| !last.ends_with(' '));
        segments.push(if glued || segments.is_empty() {
            part.to_owned()
        } else {
            part.trim_start().to_owned()
        });
    }
    segments
}

fn passes(segmenter: &Segmenter, case: &str) -> bool {
    let wanted = expected(case);
    segmenter.segment(&wanted.concat()) == wanted
}

#[test]
fn every_case_beside_a_rule_passes() {
    let mut failed = Vec::new();
    for File {
        language,
        text: file,
        ..
    } in FILES
    {
        let segmenter = with(Rules::from_source(source(file)));
        for rule in source(file).rules {
            assert!(
                !rule.cases.is_empty(),
                "{language}: {} has no case",
                rule.why
            );
            for word in &rule.words {
                failed.extend(
                    rule.cases
                        .iter()
                        .map(|case| case.replace("{}", word))
                        .filter(|case| !passes(&segmenter, case)),
                );
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_word_of_a_rule_is_needed_by_a_case() {
    let mut idle = Vec::new();
    for File {
        language,
        text: file,
        ..
    } in FILES
    {
        for (index, rule) in source(file).rules.iter().enumerate() {
            for word in &rule.words {
                let mut without = source(file);
                if let Some(rule) = without.rules.get_mut(index) {
                    rule.words.retain(|other| other != word);
                }
                let segmenter = with(Rules::from_source(without));
                let needed = rule
                    .cases
                    .iter()
                    .any(|case| !passes(&segmenter, &case.replace("{}", word)));
                if !needed {
                    idle.push(format!("{language}: {word} ({})", rule.why));
                }
            }
        }
    }
    assert!(idle.is_empty(), "{}", idle.join("\n"));
}

#[test]
fn rules_are_for_a_language_in_its_script() {
    let has = |tag: &str| has_rules(&tag.parse().expect("a locale"));
    for tag in [
        "en", "en-GB", "tr", "kk", "ug", "zh-Hans", "zh-Hant", "zh-TW",
    ] {
        assert!(has(tag), "{tag}");
    }
    for tag in ["ug-Latn", "kk-Arab", "ru", "de"] {
        assert!(!has(tag), "{tag}");
    }
    let cut = |tag: &str| {
        Segmenter::of(&tag.parse().expect("a locale"))
            .segment("Да. Нет! Ок")
            .len()
    };
    assert_eq!(cut("ru"), 3);
}

#[test]
fn decisions_of_more_than_words() {
    let cases = [
        (
            "en",
            "Write to a.b@example.org or see https://example.org/?a=B.c now. | It costs 1,000.50 there.",
        ),
        (
            "en",
            "They were destroyed… | The rest… remains. | Nobody goes! … | Maybe.",
        ),
        (
            "en",
            "It “may be… crimes,” he said. | “Go!” | “Why?” Green asked. | He left.”|“She stayed.”",
        ),
        (
            "en",
            "He cried, “Go! Go now!” and left. | (It was late.) | He (who knows? not me) slept.",
        ),
        ("en", "‘It is over.’ - Anna Green, Kashgar"),
        ("en", "“It is over.” | – No, it is not."),
        ("en", "1) One thing | 2) Another | 3) The last"),
        (
            "en",
            "A. B. Green and C. Hill met. | It lies at 74° W. | The steps: 1. Tea. | It works.1,2 | Go.",
        ),
        (
            "en",
            "“Is it so?” Green, 45, asked. | It’s late in the U.S. | It’s cold. | “It was so.” – Anna Green, director. | “It was so.” – Anna Green",
        ),
        (
            "en",
            "“I… I know,” he said. | The S.p.A. left. | I… | They left.",
        ),
        ("kk", "а) Бір | ә) Екі | б) Үш"),
        ("kk", "а) Бір | б) Екі"),
        (
            "zh-Hans",
            "他来了（真的！）就走了。|他用Yahoo!地图。|他走了⋯⋯|她哭了。",
        ),
        ("ug", "ئۇ (كىم؟) كەتتى. | م. ئاتا Yahoo! دا بار."),
        (
            "en",
            "It was shown.12 13 | The text [4] says so.[5] | We know.",
        ),
        (
            "tr",
            "19. yüzyılda “Olmaz!” dedi. | 2. Dünya Savaşı’nda T.C. Elçiliği sustu.",
        ),
        ("tr", "Kaya, “Bu olmaz.” Sonra sustu."),
        (
            "kk",
            "«Неге?» – деді ол. | Б.з.б. 3 ғ. болды. | – Кел! – деді. | – Жоқ.",
        ),
        ("ug", "ئۇ «كەل!» دېدى. | بۇ 1.5 كىلومېتىر. | نېمە؟ | ياق."),
        (
            "zh-Hans",
            "他说：“为什么？”然后离开了。|“是的。|我们走。”|……就是这样。",
        ),
        ("zh-Hant", "他說「可能構成……危害人類罪」。"),
    ];
    for (tag, case) in cases {
        let segmenter = Segmenter::of(&tag.parse().expect("a locale"));
        let wanted = expected(case);
        assert_eq!(segmenter.segment(&wanted.concat()), wanted, "{tag}");
    }
}

proptest! {
    #[test]
    fn joined_segments_are_the_paragraph(text in text(), language in 0..FILES.len()) {
        let segmenter = with(Rules::from_source(source(FILES[language].text)));
        let segments = segmenter.segment(&text);
        prop_assert_eq!(segments.concat(), text.as_str());
        prop_assert!(segments.iter().all(|segment| !segment.is_empty()));
    }

    #[test]
    fn a_segment_is_not_cut_again(text in text(), language in 0..FILES.len()) {
        let segmenter = with(Rules::from_source(source(FILES[language].text)));
        for segment in segmenter.segment(&text) {
            prop_assert_eq!(segmenter.segment(segment), vec![segment]);
        }
    }
}

/// Text full of what segmenters stumble over.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" ".to_owned()),
        "[A-Za-z]{1,6}",
        "[.!?…。！？؟]{1,3}",
        "[\"'“”‘’«»「」()\\[\\]（）]",
        "[0-9]{1,3}[.)]",
        "[a-d][.)]",
        "(Mr|Co|U\\.S|I|The|said|dedi|деді|دېدى|说|•|-|–|,|:|;|\n|\\. \\. \\.)",
        "\\PC",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Found by `fuzz/`: the bracket is closed within reach of the first mark, but behind
/// the end of the segment; and that end was found from one further on.
#[test]
fn a_passed_stop_is_not_forgotten() {
    let segmenter = Segmenter::of(&"zh-Hant".parse().expect("a locale"));
    for letters in 230..300 {
        let text = format!("[0! {}e) s(c?…\u{2}He]O.[;字ф! Ş)", "x".repeat(letters));
        let text = format!("O{text}");
        for segment in segmenter.segment(&text) {
            assert_eq!(segmenter.segment(segment), [segment], "{letters}");
        }
    }
}

/// Found by `fuzz/`: a stop that was passed for what stands behind the boundary,
/// and the number of an item that was counted as a word.
#[test]
fn segments_that_were_cut_again() {
    let texts = [
        "(d“o! !” a\u{7F9}/)",
        "1) a 2) & ! B c",
        "He (cried, “Go! %o now!” andb/…\u{7F9}*b/J …)",
        "He cried, “Go! Go now.)   s[uate.) He(who knows? not me? not me) sleeps",
    ];
    for file in &FILES {
        let segmenter = with(Rules::from_source(source(file.text)));
        for segment in texts.iter().flat_map(|text| segmenter.segment(text)) {
            assert_eq!(segmenter.segment(segment), [segment], "{}", file.language);
        }
    }
}
