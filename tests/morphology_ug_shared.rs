//! Uyghur forms of terms, measured on the shared data and again on the same
//! forms in Latin letters. Skipped, with a word, where ../shared is not there.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::path::Path;

use serde_json::Value;
use tilmach::text::convert::uyghur::to_latin;
use tilmach::text::morphology::{Inflection, Morphology, Reading, Stem};

/// Whether a missing shared folder is a failure.
fn required() -> bool {
    #[allow(clippy::disallowed_methods)]
    std::env::var("CI").is_ok_and(|value| value == "true")
}

fn rows(name: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/morphology")
        .join(name);
    let Ok(text) = std::fs::read_to_string(path) else {
        assert!(!required(), "{name} must be there");
        println!("skipped: ../shared is not here");
        return None;
    };
    let row = |line: &str| serde_json::from_str(line).expect("a row");
    Some(text.lines().map(row).collect())
}

fn morphology(tag: &str) -> &'static Morphology {
    Morphology::of(&tag.parse().expect("a locale")).expect("tables")
}

fn stems(morphology: &Morphology, term: &str) -> Vec<Stem> {
    morphology.stems(term, &Inflection::default())
}

fn is_form(morphology: &Morphology, stems: &[Stem], word: &str) -> bool {
    stems.iter().any(|stem| {
        let rest = word.strip_prefix(stem.text());
        let reading = rest.map(|rest| morphology.read_behind("", stem, rest));
        matches!(reading, Some(Reading::Form(_)))
    })
}

#[test]
fn forms_are_told_from_other_words() {
    let Some(rows) = rows("ug_pairs.jsonl") else {
        return;
    };
    let uyghur = morphology("ug");
    let (mut forms, mut hits, mut others, mut wrong) = (0, 0, 0, 0);
    for row in &rows {
        let word = |field: &str| row[field].as_str().unwrap_or_default();
        let found = usize::from(is_form(uyghur, &stems(uyghur, word("term")), word("form")));
        match word("kind") {
            "bare" | "inflected" if row["doubtful"] != true => {
                forms += 1;
                hits += found;
            }
            "longer-lemma" | "other" if row["ambiguous"] != true => {
                others += 1;
                wrong += found;
            }
            _ => {}
        }
    }
    println!("{hits} of {forms} forms; {wrong} of {others} other words");
    assert!(hits * 1000 >= forms * 999, "{hits} of {forms} forms");
    assert!(
        wrong * 1000 <= others * 5,
        "{wrong} of {others} other words"
    );
}

/// Every form of every noun, and none of another of the nouns.
fn paradigms(tag: &str, write: impl Fn(&str) -> String) {
    let Some(rows) = rows("ug_paradigms.jsonl") else {
        return;
    };
    let uyghur = morphology(tag);
    let term = |row: &Value| write(row["term"].as_str().unwrap_or_default());
    let terms: Vec<String> = rows.iter().map(term).collect();
    let all: Vec<Vec<Stem>> = terms.iter().map(|term| stems(uyghur, term)).collect();
    let mut count = 0;
    for (row, own) in rows.iter().zip(&terms) {
        let forms = row["forms"].as_object().expect("forms");
        count += forms.len();
        for form in forms.keys().map(|form| write(form)) {
            let shaped = uyghur.shape(&form);
            for (term, stems) in terms.iter().zip(&all) {
                let found = is_form(uyghur, stems, &shaped);
                assert_eq!(found, term == own, "{form} as a form of {term}");
            }
        }
    }
    println!("{tag}: {count} forms");
}

#[test]
fn paradigms_are_accepted() {
    paradigms("ug", str::to_owned);
}

#[test]
fn paradigms_are_accepted_in_latin_letters() {
    paradigms("ug-Latn", to_latin);
}
