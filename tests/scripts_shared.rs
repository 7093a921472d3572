//! Conversion of scripts and letters of the wrong script, measured on real
//! text (`../shared/data`). The table is printed by
//! `cargo test --test scripts_shared -- --nocapture`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use tilmach::text::convert::uyghur::{self, FaultKind};
use tilmach::text::convert::{homoglyph, kazakh};

use shared::{shared, wants_misses};

/// What stands under a key in every line of a file: a text, or a list of them.
fn texts(path: &str, key: &str) -> Option<Vec<String>> {
    let file = fs::read_to_string(shared(&format!("data/{path}"))?).expect("readable");
    let mut found = Vec::new();
    for line in file.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        match &line[key] {
            Value::String(text) => found.push(text.clone()),
            Value::Array(list) => {
                found.extend(list.iter().filter_map(|t| t.as_str().map(str::to_owned)));
            }
            _ => {}
        }
    }
    assert!(!found.is_empty(), "{path} has {key}");
    Some(found)
}

fn rows(path: &str) -> Option<Vec<Vec<String>>> {
    let file = fs::read_to_string(shared(&format!("data/{path}"))?).expect("readable");
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    Some(file.lines().skip(1).map(cells).collect())
}

/// Letters of Arabic script and what can stand between them, but no marks.
fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0610}'..='\u{061A}' | '\u{0620}'..='\u{065F}' | '\u{066E}'..='\u{06D3}'
        | '\u{06D5}'..='\u{06EF}' | '\u{06FA}'..='\u{06FF}' | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{200C}' | '\u{200D}')
}

/// The words of texts, with how often they stand there.
fn words(texts: &[String], letter: fn(char) -> bool) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for text in texts {
        for word in text.split(|c| !letter(c)).filter(|word| !word.is_empty()) {
            *counted.entry(word).or_default() += 1;
        }
    }
    counted
}

fn per_cent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

#[test]
fn every_well_formed_uyghur_word_comes_back() {
    let (Some(mut texts), Some(more)) = (
        texts("ntrex/ntrex.jsonl", "ug"),
        texts("segmentation/ud_ug.jsonl", "text"),
    ) else {
        return;
    };
    texts.extend(more);
    let words = words(&texts, is_arabic);
    let (mut types, mut tokens, mut ill, mut ill_tokens, mut lost) = (0, 0, 0, 0, Vec::new());
    for (word, count) in words {
        types += 1;
        tokens += count;
        let back = uyghur::to_arabic(&uyghur::to_latin(word));
        if let Some(reason) = uyghur::ill_formed(word) {
            if wants_misses("ug") {
                println!("ill-formed: {word} ({reason:?}), comes back as {back}");
            }
            ill += 1;
            ill_tokens += count;
        } else if back != word {
            lost.push(format!("{word} {back}"));
        }
    }
    println!(
        "ug Arab > ULY > Arab: {types} types, {tokens} tokens; ill-formed {ill} types, {ill_tokens} tokens; of the others lost: {}",
        lost.len()
    );
    assert!(lost.is_empty(), "{lost:?}");
    assert!(types >= 14_000 && tokens >= 40_000, "the words are found");
    assert!(ill <= 79 && ill_tokens <= 96, "{ill} {ill_tokens}");
}

/// Whole texts, with their digits, marks and foreign words. Not every one can
/// come back: see `docs/scripts.md`.
#[test]
fn uyghur_texts_come_back() {
    let Some(texts) = texts("ntrex/ntrex.jsonl", "ug") else {
        return;
    };
    let mut lost = Vec::new();
    for text in &texts {
        let back = uyghur::to_arabic(&uyghur::to_latin(text));
        if back != *text {
            let words = text.split_whitespace().zip(back.split_whitespace());
            lost.extend(
                words
                    .filter(|(a, b)| a != b)
                    .map(|(a, b)| format!("{a} {b}")),
            );
        }
    }
    println!(
        "ug lines: {}, words that came back changed: {}",
        texts.len(),
        lost.len()
    );
    for word in &lost {
        if wants_misses("ug") {
            println!("  {word}");
        }
    }
    // All of them are ill-formed words.
    assert!(lost.len() <= 52, "{}", lost.len());
}

#[test]
fn uyghur_faults_are_those_that_are_known() {
    let Some(texts) = texts("ntrex/ntrex.jsonl", "ug") else {
        return;
    };
    let mut counted: BTreeMap<FaultKind, usize> = BTreeMap::new();
    for text in &texts {
        for fault in uyghur::faults(text) {
            *counted.entry(fault.kind).or_default() += 1;
        }
    }
    println!("ug faults in NTREX: {counted:?}");
    let known = [
        (FaultKind::Tatweel, 3),
        (FaultKind::Joiner, 38),
        (FaultKind::InitialVowel, 5),
    ];
    assert_eq!(counted, BTreeMap::from(known));
}

/// How alike two words are: the share of letters that need no change.
fn alike(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            next.push(
                (row[j] + usize::from(a != b))
                    .min(row[j + 1] + 1)
                    .min(next[j] + 1),
            );
        }
        row = next;
    }
    row[right.len()] * 2 <= left.len().max(right.len())
}

/// Only Kazakh words and endings have these letters, no foreign name has them.
fn is_native(word: &str) -> bool {
    word.chars().any(|c| "әғқңөұүіӘҒҚҢӨҰҮІ".contains(c))
}

#[test]
fn kazakh_is_written_as_cldr_writes_it() {
    let Some(rows) = rows("morphology/script_pairs_kk_cldr47.tsv") else {
        return;
    };
    let cyrillic = |c: char| matches!(c, '\u{0400}'..='\u{04FF}' | '’');
    let (mut all, mut equal, mut same, mut native, mut native_equal) = (0, 0, 0, 0, 0);
    let mut folded = 0;
    for row in &rows {
        let left: Vec<&str> = row[2]
            .split(|c| !cyrillic(c))
            .filter(|w| !w.is_empty())
            .collect();
        let right: Vec<&str> = row[3]
            .split(|c| !is_arabic(c))
            .filter(|w| !w.is_empty())
            .collect();
        if left.len() != right.len() {
            continue;
        }
        for (word, wanted) in left.into_iter().zip(right) {
            let made = kazakh::to_arabic(word);
            let is_same = alike(&made, wanted);
            all += 1;
            same += usize::from(is_same);
            equal += usize::from(made == wanted);
            folded += usize::from(kazakh::fold_arabic(&made) == kazakh::fold_arabic(wanted));
            if is_same && is_native(word) {
                native += 1;
                native_equal += usize::from(made == wanted);
            }
            if made != wanted {
                let remark = if is_same { "" } else { " (another word)" };
                if wants_misses("kk") {
                    println!("  {word}: {made}, CLDR {wanted}{remark}");
                }
            }
        }
    }
    println!(
        "kk > kk-Arab: {equal} of {all} words ({:.2} %); of the {same} that are the same name \
         {:.2} %; with letters of Kazakh alone {native_equal} of {native}; folded {:.2} %",
        per_cent(equal, all),
        per_cent(equal, same),
        per_cent(folded, all),
    );
    assert!(all >= 1_600, "the words are found");
    assert!(per_cent(equal, all) >= 93.8, "{equal} of {all}");
    assert!(per_cent(equal, same) >= 95.4, "{equal} of {same}");
    // CLDR has another form for тіл and түрік, and тс in Францияның.
    assert!(
        native_equal + 3 >= native && native > 500,
        "{native_equal} of {native}"
    );
}

#[test]
fn words_of_mixed_letters_are_repaired() {
    let Some(rows) = rows("morphology/homoglyphs_kk.tsv") else {
        return;
    };
    let mut repaired = 0;
    for row in &rows {
        let mut text = row[0].clone();
        for mixed in homoglyph::find(&row[0]).into_iter().rev() {
            text.replace_range(mixed.span, &mixed.repaired.unwrap_or(mixed.found));
        }
        repaired += usize::from(text == row[1]);
        if text != row[1] {
            println!("  {}: {text}, wanted {}", row[0], row[1]);
        }
        assert_eq!(homoglyph::find(&row[1]), [], "{}", row[1]);
    }
    println!("kk mixed letters: {repaired} of {} repaired", rows.len());
    assert_eq!((repaired, rows.len()), (304, 304));
}

#[test]
fn no_false_alarm_of_mixed_letters() {
    for (path, key) in [
        ("ntrex/ntrex.jsonl", "kk"),
        ("udhr/udhr.jsonl", "kk"),
        ("segmentation/ud_kk.jsonl", "text"),
    ] {
        let Some(texts) = texts(path, key) else {
            return;
        };
        let found: Vec<_> = texts
            .iter()
            .flat_map(|text| homoglyph::find(text))
            .collect();
        println!(
            "{path}: {} texts, {} words of mixed letters",
            texts.len(),
            found.len()
        );
        assert_eq!(found, [], "{path}");
    }
}
