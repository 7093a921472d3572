use super::*;
use crate::diag::Place;
use crate::model::{Code, CodeKind, Content, Locale};
use proptest::prelude::*;
use std::time::Instant;

const LOCALES: [&str; 7] = ["ug", "kk", "tr", "zh-Hans", "zh-Hant", "kk-Arab", "ug-Latn"];

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

fn pair(tag: &str, source: &str, target: &str) -> Pair {
    Pair::new(
        Content::text(source),
        Content::text(target),
        Locale::english(),
        locale(tag),
        Place::default().unit("p1.s1"),
    )
}

/// What one rule says of a pair: its findings, by weight.
fn said(code: &str, pair: &Pair) -> Vec<String> {
    unit(pair, &Settings::default())
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| finding.severity.to_string())
        .collect()
}

#[track_caller]
fn faulty(code: &str, tag: &str, source: &str, target: &str) {
    assert_ne!(said(code, &pair(tag, source, target)), [""; 0], "{target}");
}

#[track_caller]
fn clean(code: &str, tag: &str, source: &str, target: &str) {
    assert_eq!(said(code, &pair(tag, source, target)), [""; 0], "{target}");
}

#[test]
fn numbers_are_one_in_every_writing() {
    let code = "check::numbers";
    for (tag, source, target) in [
        ("tr", "1,250,000.5 m of it", "1.250.000,5"),
        ("tr", "1.5 million", "1,5 milyon"),
        ("tr", "2.5 million", "2 milyon 500 bin"),
        ("tr", "5% of 300", "300 %5"),
        ("tr", "in 2022", "2022'de"),
        ("tr", "3 and 12", "üç, on iki"),
        ("tr", "at 7pm", "19.00"),
        ("tr", "on 31 August", "31.08"),
        ("tr", "in the 19th century", "XIX."),
        ("tr", "0800 555 111", "0800555111"),
        ("kk", "1,250", "1 250"),
        ("kk", "in 2022", "2022-жыл"),
        ("kk", "1.5 billion", "1,5 млрд"),
        ("kk", "two thousand", "2 мың"),
        ("ug", "in 2022", "2022-يىلى"),
        ("ug", "1.5 million", "1.5 مىليون"),
        ("ug", "46", "٤٦"),
        ("zh-Hans", "1.5 million", "150万"),
        ("zh-Hans", "150 million", "1亿5000万"),
        ("zh-Hans", "5 per cent", "百分之五"),
        ("zh-Hans", "in August", "8月"),
        ("zh-Hans", "the 1990s", "90年代"),
        ("zh-Hans", "2017-18", "2017-2018"),
        ("zh-Hant", "320,000", "三十二萬"),
        ("zh-Hant", "3 billion", "30億"),
        ("zh-Hant", "$5m", "500萬"),
        ("zh-Hant", "46", "４６"),
        ("zh-Hant", "two decades", "20"),
    ] {
        clean(code, tag, source, target);
    }
    for (tag, source, target) in [
        ("tr", "126 of them", "120"),
        ("tr", "1.5 million", "1,5 milyar"),
        ("kk", "in 2022", "2023-жыл"),
        ("ug", "2022", "2202"),
        ("zh-Hans", "1.5 million", "150亿"),
        ("zh-Hant", "46", ""),
    ] {
        if !target.is_empty() {
            faulty(code, tag, source, target);
        }
    }
    faulty(code, "tr", "46 of them", "Bazıları");
    faulty(code, "tr", "some of them", "46");
}

#[test]
fn measures_are_converted() {
    let found = said("check::numbers", &pair("kk", "200 miles", "321 км"));
    assert_eq!(found, ["note"]);
}

#[test]
fn half_a_million_is_a_number() {
    clean(
        "check::numbers",
        "tr",
        "Half a million left.",
        "500 bin kişi ayrıldı.",
    );
    clean(
        "check::numbers",
        "zh-Hans",
        "Half a million left.",
        "50万人离开。",
    );
    faulty(
        "check::numbers",
        "tr",
        "Half a million left.",
        "300 bin kişi ayrıldı.",
    );
}

#[test]
fn minutes_and_measures_are_whole_words() {
    faulty(
        "check::numbers",
        "tr",
        "Some 5 development workers",
        "17 görevli",
    );
    assert_eq!(
        said("check::numbers", &pair("tr", "126 in the city", "120 kişi")),
        ["error"]
    );
}

#[test]
fn numbers_have_the_form_of_the_language() {
    faulty("check::number-form", "tr", "1,250 of them", "1,250");
    clean("check::number-form", "tr", "1,250 of them", "1.250");
    clean("check::number-form", "tr", "at 18.30", "18.30");
    clean("check::number-form", "zh-Hans", "1,250 of them", "1,250");
}

#[test]
fn quotations_may_run_on() {
    let code = "check::quotes";
    clean(code, "tr", "“It rains.", "“Aa.");
    clean(code, "tr", "It ends.” He left.", "Aa.” Bb.");
    clean(code, "kk", "“It rains,” he said.", "«Аа», – бб.");
    clean(code, "tr", "It’s the people’s house.", "Aa.");
    faulty(code, "tr", "“It rains,” he said.", "“Aa, bb.");
    faulty(code, "tr", "“It rains,” he said.", "Aa bb.");
    clean(code, "zh-Hant", "“It rains,” he said.", "「中」。");
    let between = |unit: &str, source: &str, target: &str| {
        let place = Place::default().unit(unit);
        let content = |text: &str| Content::text(text);
        Pair::new(
            content(source),
            content(target),
            Locale::english(),
            locale("tr"),
            place,
        )
    };
    let all = Statement::new(vec![
        between("p1.s1", "He said: “It rains.", "Aa: “Bb."),
        between("p1.s2", "It pours.”", "Cc.”"),
        between("p2.s1", "“It ends.", "“Dd."),
        between("p3.s1", "“It is over.”", "“Ee.”"),
    ]);
    let found = statement(&all, &Settings::default());
    assert!(found.iter().all(|r| r.finding.code != code), "{found:?}");
}

#[test]
fn marks_are_those_of_the_language() {
    let code = "check::quote-style";
    for (tag, marks) in [
        ("ug", "«ا»"),
        ("kk", "«а»"),
        ("kk", "“а”"),
        ("tr", "“a”"),
        ("zh-Hans", "“中”"),
        ("zh-Hant", "「中」"),
    ] {
        clean(code, tag, "“a”", marks);
    }
    for (tag, marks) in [
        ("ug", "“ا”"),
        ("kk", "「а」"),
        ("tr", "«a»"),
        ("zh-Hans", "「中」"),
        ("zh-Hant", "“中”"),
        ("kk", "”а“"),
    ] {
        faulty(code, tag, "“a”", marks);
    }
}

#[test]
fn endings_are_of_one_kind() {
    let code = "check::ending";
    clean(code, "ug", "Who?", "كىم؟");
    clean(code, "zh-Hans", "It rains.", "中。”");
    clean(code, "tr", "“Who knows?” he asked.", "Aa: “Bb?”");
    faulty(code, "tr", "Who knows?", "Kim.");
    faulty(code, "zh-Hant", "It rains.", "中文");
}

#[test]
fn brackets_have_partners() {
    let code = "check::brackets";
    clean(code, "zh-Hans", "a (b)", "中（文)");
    clean(code, "tr", "a) one", "a) bir");
    faulty(code, "tr", "one (of two)", "(bir");
    faulty(code, "tr", "one (of two)", "bir)");
    faulty(code, "tr", "“[they] wait”", "“bekliyor”");
}

#[test]
fn spaces_and_marks() {
    faulty("check::double-space", "tr", "a b", "a  b");
    clean("check::double-space", "tr", "a  b", "a  b");
    faulty("check::space-before", "tr", "A.", "A .");
    clean("check::space-before", "tr", "A .org.", "A .org.");
    faulty("check::punctuation", "ug", "a, b", "كىم,");
    faulty("check::punctuation", "zh-Hans", "a, b", "中,文");
    clean("check::punctuation", "zh-Hans", "1,000 a", "1,000 中");
    faulty("check::punctuation", "tr", "a, b", "a，b");
}

#[test]
fn stars_protect_somebody() {
    let code = "check::pseudonym";
    clean(code, "tr", "Ana* waits.", "Ana* bekliyor.");
    faulty(code, "tr", "Ana* waits.", "Ana bekliyor.");
    faulty(code, "tr", "* Names were changed.", "Adlar.");
    clean(code, "tr", "f*** this", "aa");
    let note = Statement::new(vec![
        pair("tr", "Ana* waits.", "Ana*."),
        pair("tr", "*Changed.", ""),
    ]);
    let found = statement(&note, &Settings::default());
    assert!(
        found
            .iter()
            .any(|r| r.finding.code == "check::footnote" && r.unit == 0)
    );
}

#[test]
fn letters_of_other_alphabets() {
    faulty("check::uyghur-letters", "ug", "x", "ئویغۇر");
    clean("check::uyghur-letters", "ug", "x", "ئۇيغۇر");
    faulty("check::homoglyphs", "kk", "x", "Қaзақ");
    clean("check::homoglyphs", "kk", "x", "Brexit-тен");
    faulty("check::han", "zh-Hant", "x", "国");
    faulty("check::han", "zh-Hans", "x", "國");
    clean("check::han", "zh-Hant", "x", "台后里著");
    faulty("check::turkish-i", "tr", "x", "i\u{307}ki");
    faulty("check::turkish-i", "tr", "x", "Ingiltere");
    faulty("check::turkish-i", "tr", "x", "BIRLEŞMIŞ");
    clean(
        "check::turkish-i",
        "tr",
        "x",
        "IŞİD Irak ısrar yüzyılda İngiltere",
    );
    faulty("check::bidi", "ug", "x", "\u{202B}ئا");
    faulty("check::invisible", "kk", "x", "қа\u{AD}зақ");
}

#[test]
fn what_must_come_through() {
    let code = "check::names";
    faulty(
        code,
        "tr",
        "Write to press@example.org.",
        "pres@example.org",
    );
    clean(
        code,
        "tr",
        "Write to press@example.org.",
        "press@example.org'a",
    );
    faulty(code, "kk", "See A/HRC/51/6.", "A/HRC/51/5");
    faulty(code, "ug", "Ravensbrook", "Ravensbrok");
    clean(code, "ug", "Ravensbrook", "راۋېنسبرۇك");
}

#[test]
fn codes_nest() {
    let content = |codes: &[(CodeKind, &str)]| {
        let mut content = Content::text("a");
        for (kind, id) in codes {
            let id = (*id).to_owned();
            content.push_code(Code {
                kind: *kind,
                id,
                ctype: None,
                equiv: None,
                data: None,
            });
        }
        content
    };
    use CodeKind::{Close, Open};
    let source = [(Open, "1"), (Open, "2"), (Close, "2"), (Close, "1")];
    let look = |target: &[(CodeKind, &str)]| {
        let pair = Pair::new(
            content(&source),
            content(target),
            Locale::english(),
            locale("tr"),
            Place::default(),
        );
        said("check::codes", &pair).len()
    };
    assert_eq!(look(&source), 0);
    assert_eq!(look(&source[..2]), 1);
    assert_eq!(
        look(&[(Open, "1"), (Open, "2"), (Close, "1"), (Close, "2")]),
        1
    );
    assert_eq!(
        look(&[(Open, "2"), (Close, "2"), (Open, "1"), (Close, "1")]),
        0
    );
}

#[test]
fn one_sentence_in_two_ways() {
    let codes = |pairs: Vec<Pair>| -> Vec<(usize, String)> {
        let found = statement(&Statement::new(pairs), &Settings::default());
        found
            .into_iter()
            .map(|r| (r.unit, r.finding.code))
            .collect()
    };
    let (one, two) = (
        "They must all be released.",
        "Nobody has been released yet.",
    );
    let first = pair("tr", one, "Aa bb cc dd.");
    let found = codes(vec![first.clone(), pair("tr", one, "Ee ff gg hh.")]);
    assert_eq!(found, [(1, "check::same-source".to_owned())]);
    let found = codes(vec![first.clone(), pair("tr", two, "Aa bb cc dd.")]);
    assert_eq!(found, [(1, "check::same-target".to_owned())]);
    assert_eq!(codes(vec![first.clone(), first]), []);
}

#[test]
fn the_project_decides_the_weight() {
    let pair = pair("tr", "a b", "a  b");
    let set = |level| Settings::new([("check::double-space".to_owned(), level)].into());
    assert!(unit(&pair, &set(None)).is_empty());
    let heavy = unit(&pair, &set(Some(crate::diag::Severity::Error)));
    assert!(heavy.has_errors());
}

/// No rule looks at every letter for every letter.
#[test]
fn long_texts_take_time_by_their_length() {
    let texts = [
        "1a", "1,", "1 ", "“a", "(", "a*", "一万", "Aa1 ", "«", "ئ", "\u{202B}", "Latin ",
    ];
    for part in texts {
        for tag in ["ug", "kk", "tr", "zh-Hans"] {
            let long = part.repeat(8_000 / part.len());
            let start = Instant::now();
            let _ = unit(&pair(tag, &long, &long[part.len()..]), &Settings::default());
            let taken = start.elapsed().as_secs_f64();
            assert!(taken < 10.0, "{part:?} in {tag}: {taken:.1} s");
        }
    }
}

proptest! {
    #[test]
    fn no_text_brings_a_rule_down(
        source in any::<String>(),
        target in any::<String>(),
        tag in prop::sample::select(LOCALES.to_vec()),
    ) {
        let one = Statement::new(vec![pair(tag, &source, &target), pair(tag, &target, &source)]);
        let found = statement(&one, &Settings::default());
        let again = statement(&one, &Settings::default());
        prop_assert_eq!(found.len(), again.len());
        for (left, right) in found.iter().zip(&again) {
            prop_assert_eq!(&left.finding, &right.finding);
        }
    }

    #[test]
    fn no_marks_and_numbers_bring_a_rule_down(
        source in "[0-9.,٣一万億“”\"'*()\\[\\] mk%&a-c-]{0,60}",
        target in "[0-9.,٣一万億“”«»「」*()\\[\\] mkIİıi\u{307}\u{202B}\u{202C}ئا-]{0,60}",
        tag in prop::sample::select(LOCALES.to_vec()),
    ) {
        let _ = unit(&pair(tag, &source, &target), &Settings::default());
    }
}
