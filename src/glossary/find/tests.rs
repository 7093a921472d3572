//! Terms of several words, and texts that nobody writes.

use std::time::Instant;

use proptest::prelude::*;

use crate::model::{Term, Usage};
use crate::text::morphology::Inflection;

use super::*;

const LOCALES: [&str; 6] = ["tr", "kk", "ug", "ug-Latn", "kk-Arab", "zh-Hans"];

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

fn is_found(tag: &str, term: &str, text: &str) -> bool {
    matches!(look(term, None, &locale(tag), text), Answer::Found { .. })
}

#[test]
fn terms_of_several_words_are_found_as_people_write_them() {
    for (tag, term, text) in [
        ("tr", "Birleşmiş Milletler", "Birleşmiş Milletler’e"),
        ("tr", "Birleşmiş Milletler", "BİRLEŞMİŞ MİLLETLER’DE"),
        ("tr", "toplama kampı", "“toplama kampları”nda"),
        ("tr", "toplama kampı", "TOPLAMA KAMPLARI"),
        ("tr", "keyfi gözaltı", "keyfi ve ayrımcı gözaltına"),
        ("tr", "insanlığa karşı suç", "insanlığa karşı bir suçtur"),
        ("kk", "Біріккен Ұлттар Ұйымы", "«Біріккен Ұлттар Ұйымына»"),
        ("kk", "БҰҰ", "БҰҰ‑ның"),
        ("kk", "2022", "2022-жылы"),
        ("ug", "2022", "2022-يىلى"),
        ("ug", "ب د ت", "ب د ت نىڭ"),
        ("ug", "كىشىلىك ھوقۇق", "كىشىلىك ھوقۇقلىرىنى"),
    ] {
        assert!(is_found(tag, term, text), "{term}: {text}");
    }
}

/// The words that a finder of these terms finds, each with whether it is sure.
fn found<'a>(tag: &str, terms: &[&str], text: &'a str) -> Vec<(&'a str, bool)> {
    let concepts: Vec<Concept> = terms
        .iter()
        .map(|term| Concept {
            terms: vec![Term::new(locale(tag), *term, Usage::Preferred)],
            ..Concept::new(*term)
        })
        .collect();
    let found = Finder::new(&concepts, &locale(tag)).find(text);
    found
        .iter()
        .map(|one| (&text[one.span.0..one.span.1], one.doubt.is_none()))
        .collect()
}

#[test]
fn the_longest_term_counts() {
    let terms = ["人权", "人权理事会"];
    assert_eq!(
        found("zh-Hans", &terms, "人权理事会谈人权"),
        [("人权理事会", true), ("人权", true)]
    );
    let terms = ["kamp", "toplama kampı"];
    assert_eq!(
        found("tr", &terms, "Toplama kampları ve kampa"),
        [("Toplama kampları", true), ("kampa", true)]
    );
}

#[test]
fn the_two_kinds_of_chinese_are_not_one() {
    assert!(found("zh-Hant", &["人權"], "人权").is_empty());
    assert!(found("zh-Hans", &["OHCHR"], "OHCHRX的OHCHR").len() == 1);
}

#[test]
fn what_is_doubtful_is_told_and_not_sure() {
    assert_eq!(
        found("kk", &["оңтүстік"], "оңтүстік-батыста"),
        [("оңтүстік", false)]
    );
    for (tag, term, text, said) in [
        ("tr", "insan", "insanlık", "-lIk"),
        ("tr", "insan", "insani", "harmony"),
        ("kk", "бала", "бaлалар", "another script"),
        (
            "tr",
            "toplama kampı",
            "kampta",
            "without the words before it",
        ),
    ] {
        let answer = look(term, None, &locale(tag), text);
        let Answer::Unsure { nearest, .. } = &answer else {
            panic!("{term}: {text}: {answer:?}");
        };
        assert!(nearest.contains(said), "{nearest}");
    }
    assert_eq!(look("kaz", None, &locale("tr"), "kazandı"), Answer::Absent);
}

#[test]
fn a_mark_parts_the_words_of_a_term() {
    for (tag, term, text) in [
        ("tr", "toplama kampı", "Toplama. Kampı"),
        ("kk", "адам құқықтары", "Адам! Құқықтары"),
        ("ug", "كىشىلىك ھوقۇق", "كىشىلىك؟ ھوقۇق"),
    ] {
        assert!(!is_found(tag, term, text), "{term}: {text}");
    }
}

#[test]
fn letters_of_two_scripts_are_repaired_in_their_places() {
    let answer = look("қала", None, &locale("kk"), "Бұл қaлaдa, сoл қaлa");
    assert!(matches!(answer, Answer::Unsure { .. }), "{answer:?}");
}

/// What makes the search work hard: stems, endings, joiners and links over and
/// over.
#[test]
fn long_texts_take_time_by_their_length() {
    let hard = [
        ("tr", "kamp", "kampınkiler"),
        ("tr", "kamp", "kamp-"),
        ("tr", "kamp", "kamp'"),
        ("tr", "keyfi gözaltı", "keyfi ve ayrımcı "),
        ("tr", "insan hakları", "insan bir "),
        ("tr", "kamp", "kamplık "),
        ("kk", "БҰҰ", "БҰҰ-"),
        ("kk", "қала", "қaлa "),
        ("kk", "адам құқықтары", "адам және "),
        ("ug", "ب د ت", "ب د "),
        ("ug", "بالا", "بالىلىرىمىزدىكىلەر"),
        ("ug", "بالا", "\u{200D}ى "),
        ("kk-Arab", "үй", "ىى"),
        ("ug-Latn", "بالا", "bali'"),
    ];
    for (tag, term, part) in hard {
        let long = part.repeat(40_000 / part.len());
        let start = Instant::now();
        let _ = look(term, None, &locale(tag), &long);
        let taken = start.elapsed().as_secs_f64();
        assert!(taken < 10.0, "{term} in {part:?}: {taken:.1} s");
    }
}

/// Pieces of terms, endings and marks of all languages.
const PIECES: [&str; 40] = [
    "kamp",
    "kampı",
    "toplama",
    "insan",
    "hakları",
    "ve",
    "bir",
    "lar",
    "ına",
    "BM",
    "'",
    "’",
    "-",
    " ",
    " ",
    ".",
    "!",
    "…",
    "\u{301}",
    "İ",
    "I\u{307}",
    "ß",
    "адам",
    "құқықтары",
    "БҰҰ",
    "-ның",
    "және",
    "лар",
    "2022",
    "a",
    "ھوقۇق",
    "كىشىلىك",
    "ب د ت",
    " نىڭ",
    "لار",
    "ى",
    "؟",
    "\u{200D}",
    "\u{64B}",
    "ـ",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..most)
        .prop_map(|pieces| pieces.concat())
}

fn cells() -> impl Strategy<Value = Option<Inflection>> {
    let cells = [
        "",
        "izafet",
        "name",
        "acronym",
        "invariable",
        "simple front",
    ];
    prop::option::of(prop::sample::select(cells.to_vec()))
        .prop_map(|cell| cell.and_then(|cell| Inflection::parse(cell).ok()))
}

/// Spans lie between characters, in the text, and hold no end of a sentence
/// that the term does not hold itself.
fn is_sound(
    tag: &str,
    term: &str,
    cell: Option<Inflection>,
    text: &str,
) -> Result<(), TestCaseError> {
    let locale = locale(tag);
    let mut wanted = Term::new(locale.clone(), term, Usage::Preferred);
    wanted.inflection = cell.unwrap_or_default();
    wanted.inflection_words = cell.map_or("", |cell| cell.class.as_str()).to_owned();
    let concept = Concept {
        terms: vec![wanted],
        ..Concept::new("term")
    };
    let is_mark = |c: char| matches!(c, '.' | '!' | '?' | '؟' | '…' | '。');
    for one in Finder::new(&[concept], &locale).find(text) {
        let found = text.get(one.span.0..one.span.1);
        prop_assert!(found.is_some_and(|found| !found.is_empty()), "{one:?}");
        if tag != "zh-Hans" && !term.contains(is_mark) {
            prop_assert!(
                !found.is_some_and(|found| found.contains(is_mark)),
                "{found:?}"
            );
        }
    }
    match look(term, cell, &locale, text) {
        Answer::Found { span, .. } | Answer::Unsure { span, .. } => {
            prop_assert!(text.get(span.0..span.1).is_some(), "{span:?}");
        }
        Answer::Absent => {}
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_text_brings_the_search_down(
        term in any::<String>(),
        text in any::<String>(),
        tag in prop::sample::select(LOCALES.to_vec()),
        cell in cells(),
    ) {
        is_sound(tag, &term, cell, &text)?;
        is_sound(tag, &term, cell, &format!("{text} {term}{text}"))?;
    }

    #[test]
    fn no_pieces_of_words_bring_the_search_down(
        term in pieces(4),
        text in pieces(24),
        tag in prop::sample::select(LOCALES.to_vec()),
        cell in cells(),
    ) {
        is_sound(tag, &term, cell, &text)?;
        is_sound(tag, &term, cell, &format!("{text}{term}{text}"))?;
    }
}
