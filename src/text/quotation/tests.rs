use proptest::prelude::*;

use super::*;
use crate::model::narration;

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

/// The quotations of some paragraphs in brackets: `<` it began earlier, `>` it
/// goes on, `!` it is left open.
fn shown(tag: &str, paragraphs: &[&str]) -> Vec<String> {
    quotations(paragraphs, &locale(tag))
        .iter()
        .zip(paragraphs)
        .map(|(found, text)| {
            let of = |q: &Quotation| {
                let flags = [(q.continued, "<"), (q.continues, ">"), (!q.closed, "!")];
                let flags: String = flags
                    .iter()
                    .filter(|(on, _)| *on)
                    .map(|(_, c)| *c)
                    .collect();
                format!("{}{}{}", q.depth, flags, &text[q.span.bytes.clone()])
            };
            found.iter().map(of).collect::<Vec<_>>().join(" | ")
        })
        .collect()
}

#[track_caller]
fn check(tag: &str, text: &str, expected: &str) {
    assert_eq!(shown(tag, &[text]), [expected], "{text}");
}

#[test]
fn plain_marks_of_every_kind() {
    check("en", "He said “no” and \"no\".", "1“no” | 1\"no\"");
    check("en", "He said ‘no’ and 'no'.", "1‘no’ | 1'no'");
    check("kk", "«Аб» вг „аб“ де", "1«Аб» | 1„аб“");
    check(
        "tr",
        "\"Abc\" ve “abc” ve ‘abc’",
        "1\"Abc\" | 1“abc” | 1‘abc’",
    );
    check("zh-Hant", "甲「乙『丙』丁」戊", "1「乙『丙』丁」 | 2『丙』");
    check("zh-Hans", "甲说:\"乙。\"丙＂丁＂戊", "1\"乙。\" | 1＂丁＂");
    check("zh-Hant", "甲〝乙〞丙", "1〝乙〞");
    check("en", "He said ''no'' to it.", "1''no''");
}

#[test]
fn titles_of_books_are_no_quotations_but_in_uyghur_the_marks_are() {
    check("zh-Hans", "甲《乙》丙", "");
    check("ug", "ئا 《ئا ئا》 ئا", "1《ئا ئا》");
}

#[test]
fn apostrophes_are_no_marks() {
    check(
        "en",
        "China’s and the survivors’ rights, don't, ’90s, ‘90s, '90s, ’em.",
        "",
    );
    check(
        "en",
        "rock ’n’ roll and rock 'n' roll, O'Hara's ’nineties",
        "",
    );
    check(
        "en",
        "‘The survivors’ families don’t know,’ it says.",
        "1‘The survivors’ families don’t know,’",
    );
    check(
        "en",
        "'The survivors' families don't know,' it says.",
        "1'The survivors' families don't know,'",
    );
    check("en", "the survivors' families and the victims' lawyers", "");
    check(
        "tr",
        "BM'ye, BM’nin, \"Abc\"'ye, “abc”’nin ve 2022'de",
        "1\"Abc\" | 1“abc”",
    );
    check("tr", "‘abc’nin BM’de", "1‘abc’");
    check("tr", "Ve ‘abc’nin BM’de", "1‘abc’");
    check("tr", "‘BM’nin sesi’ dedi", "1‘BM’nin sesi’");
    check("zh-Hans", "甲‘乙’丙", "1‘乙’");
}

/// It is a letter, and stands alone where somebody writes about it.
#[test]
fn a_modifier_letter_apostrophe_alone_is_passed_over() {
    for alone in ["ʼ", "ʼ a", "a ʼ ʼ", "x ʼ"] {
        for tag in ["en", "tr", "ug", "zh-Hans"] {
            let text = format!("{alone} said: “Nobody came.”");
            let found = super::quotations(&[alone, &text], &locale(tag));
            assert_eq!(found.concat().len(), 1, "{tag} {text}");
        }
    }
}

#[test]
fn measures_are_no_marks() {
    check(
        "en",
        "He is 5' 10\" tall, a 19\" screen, 1'' thick, 6'2\".",
        "",
    );
    check(
        "en",
        "“a 10\" screen” and \"a 10\" screen\" fell",
        "1“a 10\" screen” | 1\"a 10\" screen\"",
    );
    check("en", "He lived in \"Studio 54\" then.", "1\"Studio 54\"");
}

#[test]
fn marks_inside_of_marks() {
    check(
        "en",
        "“He said ‘go “now” or never’ twice.”",
        "1“He said ‘go “now” or never’ twice.” | 2‘go “now” or never’ | 3“now”",
    );
    check(
        "en",
        "\"Once they say, \"Go on,\" we go,\" he said.",
        "1\"Once they say, \"Go on,\" we go,\" | 2\"Go on,\"",
    );
    check(
        "en",
        "\"They said, \"Go.\"\" He left.",
        "1\"They said, \"Go.\"\" | 2\"Go.\"",
    );
    check(
        "en",
        "“He came. “Go!” he told us. Then he left.”",
        "1“He came. “Go!” he told us. Then he left.” | 2“Go!”",
    );
}

#[test]
fn marks_that_do_not_belong_together() {
    check("kk", "Аб “вг“ де “жз\" и", "1“вг“ | 1“жз\"");
    check("kk", "аб ”вг” – ”де”", "1”вг” | 1”де”");
    check("zh-Hans", "甲“乙“丙", "1“乙“");
    check("de", "Er sagte „ja“ und »nein«.", "1„ja“ | 1»nein«");
    check("en", "No\" one and no” one", "");
}

#[test]
fn uyghur_marks_may_be_turned_around() {
    check("ug", "ئا: «ئا ئا»، - ئا", "1«ئا ئا»");
    check("ug", "ئا:” ئا! ئا! “ئا", "1” ئا! ئا! “");
    check("ug", "ئا “ئا ئا” ئا", "1“ئا ئا”");
    check("ug", "ئا ‹ئا› ئا « ئا ».", "1‹ئا› | 1« ئا »");
}

#[test]
fn glued_quotations_are_two() {
    check(
        "en",
        "“It rains.”“It snows.” It does.",
        "1“It rains.” | 1“It snows.”",
    );
    check(
        "en",
        "\"It rains.\"\"It snows.\" It does.",
        "1\"It rains.\" | 1\"It snows.\"",
    );
}

#[test]
fn what_is_not_closed_ends_with_the_paragraph() {
    assert_eq!(
        shown(
            "en",
            &["He said “no and left.", "It rained.", "“Yes” is all."]
        ),
        ["1!“no and left.", "", "1“Yes”"]
    );
}

#[test]
fn the_press_opens_every_paragraph_and_closes_the_last() {
    let texts = [
        "He said:",
        "“One.",
        "“Two ‘and a half.",
        "“‘And’ three.”",
        "“Four.”",
    ];
    assert_eq!(
        shown("en", &texts),
        [
            "",
            "1>!“One.",
            "1<>!“Two ‘and a half.",
            "1<“‘And’ three.” | 2‘And’",
            "1“Four.”"
        ]
    );
    assert_eq!(shown("en", &["'One.", "'Two.'"]), ["1>!'One.", "1<'Two.'"]);
    assert_eq!(
        shown("zh-Hant", &["「甲。", "「乙。」"]),
        ["1>!「甲。", "1<「乙。」"]
    );
}

#[test]
fn the_same_inside_of_a_glued_paragraph() {
    check(
        "en",
        "“One ‘and.’  “Two. “Three.” said Ana. “Four.”",
        "1>!“One ‘and.’ | 2‘and.’ | 1<>!“Two. | 1<“Three.” | 1“Four.”",
    );
}

#[test]
fn a_closing_mark_tells_of_paragraphs_without_marks() {
    assert_eq!(
        shown("en", &["He said: \"One.", "Two.", "Three,\" and left."]),
        ["1>!\"One.", "1<>!Two.", "1<Three,\""]
    );
    let far = ["“One.", "2", "3", "4", "5", "6", "Seven.”"];
    assert_eq!(
        shown("en", &far).concat(),
        "1!“One.",
        "not over more than four"
    );
}

#[test]
fn gaps_belong_to_the_innermost_quotation() {
    let text = "It … “is [now] ‘so … far’ and... ” […]";
    let found = quotations(&[text], &Locale::english()).concat();
    let of =
        |spans: &[Span]| -> Vec<&str> { spans.iter().map(|s| &text[s.bytes.clone()]).collect() };
    assert_eq!(of(&found[0].elisions), ["..."]);
    assert_eq!(of(&found[0].insertions), ["[now]"]);
    assert_eq!(of(&found[1].elisions), ["…"]);
    assert_eq!(found[1].parent, Some(0));
}

#[test]
fn inside_and_outside() {
    let text = "A “b ‘c’” d “e”";
    let found = quotations(&[text], &Locale::english()).concat();
    assert_eq!(&text[found[0].inside()], "b ‘c’");
    assert!(found[0].covers(2) && !found[0].covers(1));
    let outside: Vec<&str> = narration(&found, text)
        .into_iter()
        .map(|r| &text[r])
        .collect();
    assert_eq!(outside, ["A ", " d "]);
    assert_eq!(
        found[2].outside(text),
        vec![0..text.find("“e").expect("there")]
    );
}

#[test]
fn hostile_input_takes_no_time_and_no_depth() {
    for mark in [
        "“",
        "\"",
        "'",
        "‘",
        "«",
        "”",
        "» ",
        "“ ",
        ". “",
        " \"a",
        "[",
        "「",
        "’s ",
        "“a,” said Ana Roe. ",
        // An apostrophe that is a letter, with no letter after it.
        "“a” ʼ ",
    ] {
        let text = mark.repeat(300_000 / mark.len());
        let found = quotations(&[&text, &text], &Locale::english());
        let deepest = found.concat().iter().map(|q| q.depth).max();
        assert!(
            deepest.is_none_or(|depth| usize::from(depth) <= pairs::DEPTH),
            "{mark}"
        );
    }
    let lines = vec!["“a said Bob.”, "; 20_000];
    assert_eq!(quotations(&lines, &Locale::english()).len(), lines.len());
}

fn sound(found: &[Vec<Quotation>], paragraphs: &[&str]) {
    for (quotations, text) in found.iter().zip(paragraphs) {
        let mut covered = vec![false; text.len()];
        for (index, quotation) in quotations.iter().enumerate() {
            let spans = [&quotation.span, &quotation.inner];
            for span in spans
                .into_iter()
                .chain(&quotation.elisions)
                .chain(&quotation.insertions)
            {
                let before = text.get(..span.bytes.start).expect("between characters");
                let within = text.get(span.bytes.clone()).expect("between characters");
                let start = before.chars().count();
                assert_eq!(span.characters, start..start + within.chars().count());
            }
            assert!(quotation.span.bytes.start <= quotation.inner.bytes.start);
            assert!(quotation.inner.bytes.end <= quotation.span.bytes.end);
            match quotation.parent {
                Some(parent) => {
                    assert!(parent < index, "an outer one stands before");
                    let parent = &quotations[parent];
                    assert_eq!(quotation.depth, parent.depth + 1);
                    assert!(parent.span.bytes.start <= quotation.span.bytes.start);
                    assert!(parent.span.bytes.end >= quotation.span.bytes.end);
                }
                None => assert_eq!(quotation.depth, 1),
            }
            covered[quotation.span.bytes.clone()].fill(true);
        }
        for range in narration(quotations, text) {
            assert!(covered[range.clone()].iter().all(|inside| !inside));
            covered[range].fill(true);
        }
        assert!(covered.iter().all(|covered| *covered), "nothing is neither");
        for speaker in quotations.iter().filter_map(|q| q.speaker.as_ref()) {
            let there = paragraphs[speaker.paragraph];
            assert_eq!(&there[speaker.span.bytes.clone()], speaker.name);
        }
    }
}

proptest! {
    #[test]
    fn quotations_are_sound_in_any_text(
        paragraphs in prop::collection::vec(
            "(\\PC|[“”‘’'\"«»„「」《》.…:,\\[\\]() –]|said|Ana Roe| Ана |说|«ئۇ»){0,40}", 0..5),
        tag in prop::sample::select(vec!["en", "tr", "kk", "ug", "zh-Hans", "zh-Hant", "de"]),
    ) {
        let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
        let found = quotations(&paragraphs, &locale(tag));
        prop_assert_eq!(found.len(), paragraphs.len());
        sound(&found, &paragraphs);
        prop_assert_eq!(quotations(&paragraphs, &locale(tag)), found, "the same twice");
    }
}
