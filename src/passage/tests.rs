//! Quotations of every kind beside their sources.

use proptest::prelude::*;

use super::*;
use crate::model::Locale;

const SOURCE: &str = "The river rose in the night, and nobody in the lower town was warned. \
    The dam had been inspected in spring; the report was never published.";

fn wording(text: &str) -> Wording {
    Wording::of(text, &Locale::english())
}

fn traced(quotation: &str, source: &str) -> Option<Tracing> {
    compare(&wording(quotation), &wording(source), Standing::Spoken)
}

/// The parts in short: what kind, the words of the source, those of the quotation.
fn told(quotation: &str, source: &str) -> Vec<String> {
    let Some(tracing) = traced(quotation, source) else {
        return vec!["none".to_owned()];
    };
    let words = |text: &str, span: &Option<crate::model::Span>| {
        let span = span.as_ref().map(|span| span.bytes.clone());
        span.map_or("", |bytes| &text[bytes]).to_owned()
    };
    let parts = tracing
        .parts
        .iter()
        .filter(|part| part.kind != PartKind::Kept);
    parts
        .map(|part| {
            format!(
                "{}({}|{})",
                part.kind.as_str(),
                words(source, &part.source),
                words(quotation, &part.quoted)
            )
        })
        .collect()
}

#[track_caller]
fn check(quotation: &str, source: &str, expected: &[&str]) {
    assert_eq!(told(quotation, source), expected, "{quotation}");
}

/// Who puts words before a sentence has altered it; who goes on with another has not.
#[test]
fn words_at_the_ends_of_a_whole_source_are_added() {
    let source = wording("The river rose in May and took the bridge.");
    let said = |text: &str| {
        let quotation = wording(text);
        compare(&quotation, &source, Standing::Whole).expect("its source")
    };
    let whole = 0.."The river rose in May and took the bridge.".len();
    for (text, verdict, left) in [
        (
            "Nobody says the river rose in May and took the bridge",
            Verdict::Altered,
            Survival::Partly,
        ),
        (
            "The river rose in May and took the bridge, never",
            Verdict::Altered,
            Survival::Partly,
        ),
        (
            "It rained. The river rose in May and took the bridge.",
            Verdict::Restored,
            Survival::Whole,
        ),
        (
            "The river rose in May and took the bridge. It rained.",
            Verdict::Restored,
            Survival::Whole,
        ),
    ] {
        let tracing = said(text);
        assert_eq!(tracing.verdict(), verdict, "{text}");
        let stretches = [whole.clone()];
        assert_eq!(survival(&tracing, &source, &stretches), [left], "{text}");
    }
}

#[test]
fn what_the_press_may_do_is_no_alteration() {
    for quotation in [
        SOURCE,
        "THE RIVER ROSE in the night, and nobody in the lower town was warned. The dam had \
         been inspected in spring; the report was never published,",
        "[T]he “river” rose in the night,  and ‘nobody’ in the lower town was warned. The dam \
         had been inspected in spring; the report was never published",
    ] {
        check(quotation, SOURCE, &[]);
    }
}

#[test]
fn a_cut_tells_what_was_cut() {
    let cut = "cut(. |)";
    assert!(!told(SOURCE, SOURCE).contains(&cut.to_owned()));
    check(
        "nobody in the lower town was warned",
        SOURCE,
        &[
            "cut(The river rose in the night, and|)",
            "cut(The dam had been inspected in spring; the report was never published|)",
        ],
    );
}

#[test]
fn dots_tell_what_was_left_out() {
    for dots in ["… ", "... ", " […] ", " [...] ", " . . . "] {
        let quotation = format!("The river rose in the night{dots}The dam had been inspected");
        assert_eq!(
            told(&quotation, SOURCE)[0].split('|').next(),
            Some("elided(and nobody in the lower town was warned"),
            "{dots}"
        );
    }
}

#[test]
fn words_in_brackets_stand_for_others_or_for_none() {
    check(
        "nobody in [Example] was warned. [The builders said the] dam had been inspected",
        SOURCE,
        &[
            "cut(The river rose in the night, and|)",
            "inserted(the lower town|Example)",
            "inserted(|The builders said)",
            "cut(in spring; the report was never published|)",
        ],
    );
    check(
        "nobody in the lower town was warn[ing]. The dam [here] had been inspected",
        SOURCE,
        &[
            "cut(The river rose in the night, and|)",
            "inserted(warned|warn[ing)",
            "inserted(|here)",
            "cut(in spring; the report was never published|)",
        ],
    );
}

#[test]
fn what_was_altered_is_told_word_by_word() {
    check(
        "The dam had been examined in spring - the report was published",
        SOURCE,
        &[
            "cut(The river rose in the night, and nobody in the lower town was warned|)",
            "replaced(inspected|examined)",
            "mark(; | - )",
            "omitted(never|)",
        ],
    );
    check(
        "The dam had been inspected in early spring; the report was never published",
        SOURCE,
        &[
            "cut(The river rose in the night, and nobody in the lower town was warned|)",
            "added(|early)",
        ],
    );
}

#[test]
fn spellings_are_alterations() {
    let source = "The law was finalised by the Uighur council of the lower town.";
    check(
        "The law was finalized by the Uyghur council of the lower town",
        source,
        &["replaced(finalised|finalized)", "replaced(Uighur|Uyghur)"],
    );
}

#[test]
fn a_source_that_was_itself_cut_says_so() {
    let source = "The river rose … and nobody in the lower town was [told] at all.";
    check(
        "Then the river rose high and nobody in the lower town was warned at all.",
        source,
        &[
            "restored(|Then)",
            "restored(|high)",
            "restored(told|warned)",
        ],
    );
    check(
        "nobody in the lower town was … at all",
        source,
        &["cut(The river rose … and|)"],
    );
}

#[test]
fn dots_that_hide_nothing_and_dots_that_are_hidden_are_seen() {
    check(
        "The river rose in the night, … and nobody in the lower town was warned.",
        "The river rose in the night, and nobody in the lower town was warned.",
        &["mark(, |, … )"],
    );
    check(
        "The river rose and nobody in the lower town was warned.",
        "The river rose… and nobody in the lower town was warned.",
        &["mark(… | )"],
    );
    // Of so few words, dots for nothing point to another source.
    check(
        "may constitute… crimes against humanity",
        "may constitute crimes against humanity",
        &["none"],
    );
    check(
        "may constitute… crimes against humanity",
        "It may constitute grave crimes, in particular crimes against humanity.",
        &["cut(It|)", "elided(grave crimes, in particular|… )"],
    );
}

#[test]
fn what_is_no_quotation_of_it_is_not_linked() {
    for quotation in [
        "human rights",
        "in the lower town",
        "serious human rights violations",
        "it was one of the",
        "The river rose in the morning, and everybody in the upper town was told at once.",
        "the night in nobody and rose river the town lower the was warned",
        "The dam had been inspected in spring. We were all very glad to hear it from them.",
    ] {
        assert_eq!(traced(quotation, SOURCE), None, "{quotation}");
    }
}

#[test]
fn a_few_words_are_enough_in_the_same_statement_only() {
    let (few, none) = (wording("never warned us"), wording("it was in"));
    let source = wording("They never warned us, and it was in the night.");
    assert!(compare(&few, &source, Standing::Near).is_some());
    assert!(compare(&few, &source, Standing::Spoken).is_none());
    assert!(compare(&none, &source, Standing::Near).is_none());
}

#[test]
fn words_of_a_third_are_known_as_such() {
    let text = "She wrote: ‘The river rose in the night’, and I believe it.";
    let inner = text.find("The").expect("there")..text.find("’,").expect("there");
    let source = Wording::with_inner(text, &Locale::english(), std::slice::from_ref(&inner));
    let tracing = compare(
        &wording("The river rose in the night"),
        &source,
        Standing::Spoken,
    );
    assert!(tracing.expect("its source").of_another);
    let tracing = compare(&source, &source, Standing::Spoken);
    assert!(!tracing.expect("itself").of_another);
}

#[test]
fn what_a_reporter_says_between_two_parts_is_not_missed() {
    let text = "“The river rose in the night,” said Ana Roe, a nurse, “and nobody was warned.”";
    let parts = [
        3..31,
        text.find("and nobody").expect("there")..text.len() - 4,
    ];
    let source = Wording::with_inner(text, &Locale::english(), &parts);
    let quotation = wording("The river rose in the night, and nobody was warned");
    let tracing = compare(&quotation, &source, Standing::Written).expect("its source");
    assert_eq!(tracing.verdicts(), [Verdict::Verbatim]);
    let tracing = compare(&quotation, &wording(text), Standing::Written).expect("its source");
    assert_eq!(tracing.verdicts(), [Verdict::Altered]);
}

#[test]
fn ideographs_count_by_halves() {
    let zh: Locale = "zh-Hans".parse().expect("a tag");
    let source = Wording::of(
        "河水在夜里上涨，下城没有人得到警告。水坝在春天检查过。",
        &zh,
    );
    let of = |text: &str| compare(&Wording::of(text, &zh), &source, Standing::Spoken);
    assert_eq!(of("下城没有人得到警告").map(|t| t.verdicts()), None);
    assert_eq!(
        of("「下城没有人得到警告……春天检查过」").map(|t| t.verdicts()),
        Some(vec![Verdict::Cut, Verdict::Elided])
    );
    assert_eq!(
        of("河水在夜里上涨、下城没有人得到警告").map(|t| t.verdicts()),
        Some(vec![Verdict::Cut])
    );
}

#[test]
fn sentences_that_survive_are_told() {
    let stretches = clauses(SOURCE);
    assert_eq!(stretches.len(), 3);
    let tracing = traced(
        "In the lower town was warned. The dam had been inspected in spring; the report was \
         never printed",
        SOURCE,
    );
    let source = wording(SOURCE);
    assert_eq!(
        survival(&tracing.expect("its source"), &source, &stretches),
        [Survival::Partly, Survival::Whole, Survival::Partly]
    );
    let tracing = traced("nobody in the lower town was warned", SOURCE).expect("its source");
    let stretches = clauses("The river rose in the night – nobody knew: it was late.");
    assert_eq!(stretches.len(), 3);
    let rest = 70..SOURCE.len();
    assert_eq!(survival(&tracing, &source, &[rest]), [Survival::Gone]);
}

fn grouped(texts: &[&str]) -> Vec<(usize, Vec<usize>)> {
    let all: Vec<Wording> = texts.iter().map(|text| wording(text)).collect();
    let all: Vec<&Wording> = all.iter().collect();
    let groups = group(&all, |_, _| false);
    groups
        .into_iter()
        .map(|group| (group.fullest, group.members))
        .collect()
}

#[test]
fn quotations_of_one_source_are_one_group() {
    assert_eq!(
        grouped(&[
            "nobody in the lower town … inspected in spring",
            "I was asleep when the bridge was carried away",
            SOURCE,
            "The dam had been inspected in spring",
            "the bridge was carried away",
        ]),
        [(2, vec![0, 2, 3]), (1, vec![1, 4])]
    );
}

#[test]
fn a_phrase_that_two_share_does_not_bring_them_together() {
    assert_eq!(
        grouped(&[
            "We have always stood on the right side of history, said the mayor of the town.",
            "stood on the right side of history",
            "Whoever opened the gates stood on the right side of history and of the river.",
        ]),
        [(0, vec![0, 1]), (2, vec![2])]
    );
}

#[test]
fn candidates_are_found_among_many_and_bounded() {
    let en = Locale::english();
    let mut texts: Vec<Wording> = (0..3_000)
        .map(|n| {
            Wording::of(
                &format!("The council of the town met for the {n}th time."),
                &en,
            )
        })
        .collect();
    texts.push(wording(SOURCE));
    let runs = Runs::of(&texts);
    let found = runs.candidates(&wording("inspected in spring; the report"));
    assert_eq!(found.iter().map(|c| c.text).collect::<Vec<_>>(), [3_000]);
    let found = runs.candidates(&wording("The council of the town met"));
    assert_eq!(found.len(), 256);
    let found = sources(
        &wording("The council of the town met"),
        found.iter().map(|candidate| candidate.text),
        |text| Ok::<_, ()>(texts.get(text as usize).map(|one| (one, Standing::Written))),
    );
    assert_eq!(found, Ok(Vec::new()), "a formula has no source");
}

/// Texts of many forms, but of a few words, so that they have runs in common.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "river ",
        "night ",
        "the ",
        "[",
        "]",
        "…",
        "... ",
        ", ",
        " - ",
        "“",
        "’",
        "水",
        "坝",
        "İ",
        "ß",
        "e\u{301} ",
        "ئۇيغۇر ",
        "\u{200D}",
        ". ",
        "[T]",
        "’s ",
        "\n",
        "10,000 ",
        "ﬃ",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_brings_it_down_and_spans_lie_between_characters(
        quotation in texts(), source in texts(), wild in "\\PC{0,30}",
    ) {
        for (quotation, source) in [(&quotation, &source), (&source, &wild), (&wild, &wild)] {
            let (one, other) = (wording(quotation), wording(source));
            for standing in [Standing::Spoken, Standing::Near] {
                let Some(tracing) = compare(&one, &other, standing) else { continue };
                let sides = tracing.parts.iter().flat_map(|part| {
                    [(part.source.clone(), source), (part.quoted.clone(), quotation)]
                });
                for (span, text) in sides {
                    let Some(span) = span else { continue };
                    let before = text.get(..span.bytes.start).expect("between characters");
                    prop_assert_eq!(before.chars().count(), span.characters.start);
                    let inside = text.get(span.bytes.clone()).expect("between characters");
                    prop_assert_eq!(inside.chars().count(), span.characters.len());
                }
            }
        }
    }

    #[test]
    fn a_text_quotes_itself_word_by_word(words in prop::collection::vec("[a-z]{4,9}", 5..60)) {
        let text = words.join(" ");
        let tracing = traced(&text, &text).expect("itself");
        prop_assert_eq!(tracing.verdicts(), [Verdict::Verbatim]);
        prop_assert_eq!(tracing.matched, words.len());
    }

    #[test]
    fn what_was_cut_is_found_and_judged(
        words in prop::collection::vec("[a-z]{5,9}", 12..60), front in 0_usize..6, back in 0_usize..6,
        gap in prop::option::of(1_usize..8),
    ) {
        let source = words.join(" ");
        let left = &words[front..words.len() - back.min(words.len() - front - 6)];
        let middle = left.len() / 2;
        let is_cut = left.len() < words.len();
        let quotation = match gap.filter(|_| left.len() > 16) {
            Some(gap) => {
                let behind = (middle + gap).min(left.len() - 4);
                format!("{} … {}", left[..middle].join(" "), left[behind..].join(" "))
            }
            None => left.join(" "),
        };
        let mut expected = Vec::new();
        expected.extend(is_cut.then_some(Verdict::Cut));
        expected.extend(quotation.contains('…').then_some(Verdict::Elided));
        if expected.is_empty() {
            expected.push(Verdict::Verbatim);
        }
        let tracing = traced(&quotation, &source).expect("its source");
        prop_assert_eq!(tracing.verdicts(), expected);
    }
}

#[test]
fn hostile_texts_end_in_time() {
    let many = "the ".repeat(20_000);
    assert!(traced(&many, &many).is_none_or(|tracing| tracing.matched > 0));
    let long: String = (0..10_000).map(|n| format!("word{n} and ")).collect();
    let tracing = traced(&long, &long).expect("itself");
    assert_eq!(tracing.verdicts(), [Verdict::Verbatim]);
    let part: String = (4_000..4_010).map(|n| format!("word{n} and ")).collect();
    let tracing = traced(&part, &long).expect("a part of it");
    assert_eq!(tracing.verdicts(), [Verdict::Cut]);
    let brackets = "[a]".repeat(5_000) + &"… ".repeat(5_000) + &"a[".repeat(5_000);
    assert!(traced(&brackets, &long).is_none());
    let (many, brackets) = (wording(&many), wording(&brackets));
    let runs = Runs::of([&many, &brackets, &many]);
    assert!(runs.candidates(&many).len() <= 2);
}
