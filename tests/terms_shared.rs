//! Terms in their forms on the data of `../shared/data/morphology`, through the
//! door that everybody uses (`tilmach glossary match`). `scripts/evaluate terms`
//! prints the table; no figure in it may fall below what is written here.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tilmach::glossary::Finder;
use tilmach::model::{Concept, Locale, Term, Usage};
use tilmach::text::convert::{kazakh, uyghur};

use shared::{records, shared, wants_misses};

/// Language, lowest recall, most false accepts (per cent).
const PAIRS: [(&str, f64, f64); 3] = [("tr", 99.7, 1.0), ("kk", 99.7, 1.0), ("ug", 99.9, 0.5)];

/// The answers of the program to lines of term and text.
fn answers(locale: &str, lines: &[(String, String)]) -> Vec<Value> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tilmach"))
        .args(["glossary", "match", "--json", "--locale", locale])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = program.stdin.take().expect("a pipe");
    let text: String = lines
        .iter()
        .map(|(term, text)| format!("{term}\t{text}\n"))
        .collect();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = program.wait_with_output().expect("the program ends");
    writer
        .join()
        .expect("a thread")
        .expect("everything is read");
    assert!(output.status.success(), "{output:?}");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Value> = answers
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), lines.len(), "one answer a line");
    answers
}

fn per_cent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

#[test]
fn pairs_of_treebanks() {
    let Some(folder) = shared("data/morphology") else {
        return;
    };
    println!(
        "{:10} {:>22} {:>22} {:>8}",
        "pairs", "recall", "false accepts", "unsure"
    );
    for (language, least, most) in PAIRS {
        let pairs = records(&folder.join(format!("{language}_pairs.jsonl")));
        let word = |pair: &Value, key: &str| pair[key].as_str().expect("a word").to_owned();
        let lines: Vec<(String, String)> = pairs
            .iter()
            .map(|pair| (word(pair, "term"), word(pair, "form")))
            .collect();
        let (mut found, mut true_forms, mut accepted, mut others, mut unsure) = (0, 0, 0, 0, 0);
        for (pair, answer) in pairs.iter().zip(answers(language, &lines)) {
            let yes = answer["found"] == "yes";
            let kind = pair["kind"].as_str().expect("a kind");
            let shown = wants_misses(language);
            match kind {
                "bare" | "inflected" if pair["doubtful"] != true => {
                    true_forms += 1;
                    found += usize::from(yes);
                    if shown && !yes {
                        println!("  not found: {} {} {answer}", pair["term"], pair["form"]);
                    }
                }
                "longer-lemma" | "other" if pair["ambiguous"] != true => {
                    others += 1;
                    accepted += usize::from(yes);
                    unsure += usize::from(answer["found"] == "unsure");
                    if shown && yes {
                        println!("  accepted: {} {} {answer}", pair["term"], pair["form"]);
                    }
                }
                _ => {}
            }
        }
        let (recall, false_accepts) = (per_cent(found, true_forms), per_cent(accepted, others));
        println!(
            "{language:10} {:>22} {:>22} {unsure:>8}",
            format!("{found}/{true_forms} = {recall:.2} %"),
            format!("{accepted}/{others} = {false_accepts:.2} %"),
        );
        assert!(recall >= least, "{language}: recall");
        assert!(false_accepts <= most, "{language}: false accepts");
    }
}

/// The nouns of a language with their forms.
fn paradigms(folder: &Path, language: &str) -> Vec<(String, Vec<String>)> {
    let nouns = records(&folder.join(format!("{language}_paradigms.jsonl")));
    let noun = |noun: &Value| {
        let forms = noun["forms"].as_object().expect("forms");
        let term = noun["term"].as_str().expect("a term").to_owned();
        (term, forms.keys().cloned().collect())
    };
    nouns.iter().map(noun).collect()
}

/// All forms of a language's nouns in texts of a locale.
fn every_form(
    locale: &str,
    nouns: &[(String, Vec<String>)],
    write: impl Fn(&str) -> String,
) -> usize {
    let tag: Locale = locale.parse().expect("a tag");
    let own: Locale = tag.language().parse().expect("a tag");
    let concepts: Vec<Concept> = nouns
        .iter()
        .map(|(term, _)| Concept {
            terms: vec![Term::new(own.clone(), term.clone(), Usage::Preferred)],
            ..Concept::new(term.clone())
        })
        .collect();
    let finder = Finder::new(&concepts, &tag);
    let (mut accepted, mut all, mut strange) = (0, 0, 0);
    // Forms that are one another's in this writing belong to both nouns.
    let mut owners: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (noun, (_, forms)) in nouns.iter().enumerate() {
        for form in forms {
            owners.entry(write(form)).or_default().insert(noun);
        }
    }
    for (noun, (term, forms)) in nouns.iter().enumerate() {
        for form in forms {
            let written = write(form);
            let found = finder.find(&written);
            let sure: BTreeSet<usize> = found
                .iter()
                .filter(|one| one.doubt.is_none())
                .map(|one| one.concept)
                .collect();
            all += 1;
            accepted += usize::from(sure.contains(&noun));
            let others = sure.difference(&owners[&written]).count();
            strange += others;
            if wants_misses("paradigms") && (others > 0 || !sure.contains(&noun)) {
                println!("  {locale}: {term} {form} {written} {found:?}");
            }
        }
    }
    println!("{locale:10} {accepted:>6} of {all} forms accepted, {strange} for another noun");
    assert_eq!((accepted, strange), (all, 0), "{locale}");
    all
}

#[test]
fn paradigms_in_every_script() {
    let Some(folder) = shared("data/morphology") else {
        return;
    };
    let same = |form: &str| form.to_owned();
    let [tr, kk, ug] = ["tr", "kk", "ug"].map(|language| paradigms(&folder, language));
    let all =
        every_form("tr", &tr, same) + every_form("kk", &kk, same) + every_form("ug", &ug, same);
    assert_eq!(all, 11_465);
    every_form("ug-Latn", &ug, uyghur::to_latin);
    every_form("kk-Arab", &kk, kazakh::to_arabic);
}

/// Running text by language: the field of each file.
fn running_text(language: &str) -> Option<Vec<String>> {
    let news = records(&shared("data/ntrex/ntrex.jsonl")?);
    let rights = records(&shared("data/udhr/udhr.jsonl")?);
    let field = if language == "ug" {
        "ug-Arab"
    } else {
        language
    };
    let mut texts: Vec<String> = news
        .iter()
        .map(|line| line[language].as_str().expect("a text").to_owned())
        .collect();
    for unit in rights {
        let paragraphs = unit[field].as_array().expect("paragraphs").clone();
        texts.extend(
            paragraphs
                .iter()
                .map(|one| one.as_str().expect("a text").to_owned()),
        );
    }
    Some(texts)
}

/// The nouns that the treebank has most often, with all their forms.
fn frequent_nouns(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = shared("data/morphology").expect("the folder is there");
    let nouns = records(&folder.join(format!("{language}_ud_nouns.jsonl")));
    let mut counts: BTreeMap<String, (u64, BTreeSet<String>)> = BTreeMap::new();
    for noun in nouns
        .iter()
        .filter(|noun| noun["upos"] == "NOUN" && noun["unreliable"] == "")
    {
        let lemma = noun["lemma"].as_str().expect("a lemma").to_owned();
        let entry = counts.entry(lemma).or_default();
        entry.0 += noun["n"].as_u64().expect("a count");
        entry
            .1
            .insert(noun["form"].as_str().expect("a form").to_lowercase());
    }
    let mut ranked: Vec<(String, (u64, BTreeSet<String>))> = counts
        .into_iter()
        .filter(|(lemma, _)| lemma.chars().count() > 2)
        .collect();
    ranked.sort_by_key(|(lemma, (count, _))| (std::cmp::Reverse(*count), lemma.clone()));
    ranked
        .into_iter()
        .take(150)
        .map(|(lemma, (_, forms))| (lemma, forms))
        .collect()
}

/// The forms that a treebank gives a noun are found in running text wherever
/// they stand as a word; what else is found is listed for whoever reads it.
#[test]
fn frequent_nouns_in_running_text() {
    // Below the whole stand parts of words with a hyphen (зорлық-зомбылық) and
    // slips of the treebanks (oyuncular under oyun).
    for (language, least) in [("tr", 99.5), ("kk", 96.5), ("ug", 98.0)] {
        let Some(texts) = running_text(language) else {
            return;
        };
        let locale: Locale = language.parse().expect("a tag");
        let nouns = frequent_nouns(language);
        let concepts: Vec<Concept> = nouns
            .keys()
            .map(|lemma| Concept {
                terms: vec![Term::new(locale.clone(), lemma.clone(), Usage::Preferred)],
                ..Concept::new(lemma.clone())
            })
            .collect();
        let finder = Finder::new(&concepts, &locale);
        let forms: Vec<&BTreeSet<String>> = nouns.values().collect();
        let (mut tokens, mut known, mut missed) = (0, 0, BTreeMap::new());
        let mut unheard: BTreeMap<(String, String), usize> = BTreeMap::new();
        for text in &texts {
            let found = finder.find(text);
            for word in tilmach::text::token::words(text) {
                tokens += 1;
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                let folded = word.to_lowercase();
                let at = |number: usize| {
                    found.iter().any(|one| {
                        one.concept == number && one.span.0 == start && one.doubt.is_none()
                    })
                };
                for (number, concept) in concepts.iter().enumerate() {
                    let expected = forms[number].contains(&folded);
                    known += usize::from(expected);
                    if expected && !at(number) {
                        *missed
                            .entry(format!("{} {folded}", concept.id))
                            .or_insert(0) += 1;
                    } else if !expected && at(number) {
                        *unheard
                            .entry((concept.id.clone(), folded.clone()))
                            .or_insert(0) += 1;
                    }
                }
            }
        }
        let lost: usize = missed.values().sum();
        println!(
            "{language:10} {tokens} tokens: of {known} forms that the treebank has, {} found ({:.2} %); {} others found",
            known - lost,
            per_cent(known - lost, known),
            unheard.values().sum::<usize>()
        );
        assert!(per_cent(known - lost, known) >= least, "{language}");
        if wants_misses("running") {
            println!("  missed: {missed:?}\n  others: {unheard:?}");
        }
    }
}
