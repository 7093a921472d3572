//! The checks on real texts (`../shared/data`): how often each rule is wrong on
//! good translations, and how many planted faults each one finds.
//!
//!   SAMPLES=check::numbers:tr   prints what that rule says in that language

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tilmach::check::{self, Pair, Settings, Statement};
use tilmach::diag::{Findings, Place, Severity};
use tilmach::glossary::{Glossary, Terminology, file};
use tilmach::model::{Content, Locale, SignOff};

use shared::shared;

const LOCALES: [&str; 5] = ["ug", "kk", "tr", "zh-Hans", "zh-Hant"];

/// The sum of all errors for each thousand segments of good translations, in
/// every language.
const MOST_ERRORS: f64 = 5.0;

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

/// The news of a language, by document.
fn news(shared: &Path, tag: &str) -> Vec<Vec<Pair>> {
    let lines = fs::read_to_string(shared.join("ntrex/ntrex.jsonl")).expect("the news");
    let mut documents: BTreeMap<String, Vec<Pair>> = BTreeMap::new();
    for line in lines.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let pairs = documents.entry(text("doc")).or_default();
        pairs.push(pair(&text("en"), &text(tag), tag, pairs.len()));
    }
    documents.into_values().collect()
}

fn pair(source: &str, target: &str, tag: &str, number: usize) -> Pair {
    Pair::new(
        Content::text(source),
        Content::text(target),
        Locale::english(),
        locale(tag),
        Place::default().unit(number.to_string()),
    )
}

/// Errors, warnings and notes.
type Tally = [usize; 3];

fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// The glossary of the desk for a language. `signed`: as if a speaker had signed
/// every attested term, which nobody has.
fn terminology(tag: &str, signed: bool) -> Terminology {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossaries/terms.csv");
    let mut findings = Findings::new();
    let bytes = fs::read(table).expect("the glossary");
    let mut concepts = file::read(&bytes, &mut findings).expect("a glossary");
    let day = "2026-01-01".parse().expect("a day");
    for term in concepts.iter_mut().flat_map(|concept| &mut concept.terms) {
        term.sign_off = signed.then(|| SignOff {
            by: "nobody".to_owned(),
            on: day,
            reason: String::new(),
        });
    }
    let glossary = Glossary::new([concepts], &mut findings);
    Terminology::new(&glossary, &Locale::english(), &locale(tag), day, Some("un"))
        .expect("a small glossary")
}

fn alarms(documents: Vec<Vec<Pair>>, tag: &str, signed: bool) -> (usize, BTreeMap<String, Tally>) {
    let terminology = terminology(tag, signed);
    let wanted = std::env::var_os("SAMPLES").map(|name| name.to_string_lossy().into_owned());
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut segments = 0;
    for pairs in documents {
        segments += pairs.len();
        let statement = Statement::new(pairs).with_terms(&terminology);
        for remark in check::statement(&statement, &Settings::default()) {
            let finding = &remark.finding;
            tallies.entry(finding.code.clone()).or_default()[rank(finding.severity)] += 1;
            if wanted.as_deref() == Some(format!("{}:{tag}", finding.code).as_str()) {
                let pair = &statement.pairs()[remark.unit];
                println!(
                    "{finding}\n  {}\n  {}",
                    pair.source_text(),
                    pair.target_text()
                );
            }
        }
    }
    (segments, tallies)
}

#[test]
fn the_alarms_on_good_translations() {
    let Some(shared) = shared("data") else { return };
    let mut table: BTreeMap<String, Vec<Tally>> = BTreeMap::new();
    let mut sums = Vec::new();
    for (column, tag) in LOCALES.into_iter().enumerate() {
        let (segments, tallies) = alarms(news(&shared, tag), tag, false);
        assert!(segments > 1_000, "the news is read");
        let errors: usize = tallies.values().map(|tally| tally[0]).sum();
        let warnings: usize = tallies.values().map(|tally| tally[1]).sum();
        sums.push((
            tag,
            per_thousand(errors, segments),
            per_thousand(warnings, segments),
        ));
        for rule in check::rules() {
            let row = table
                .entry(rule.code.to_owned())
                .or_insert_with(|| vec![[0; 3]; LOCALES.len()]);
            row[column] = tallies.get(rule.code).copied().unwrap_or_default();
        }
    }
    println!("\nAlarms in 1,007 segments of good translations: errors/warnings/notes");
    println!(
        "{:24}{}",
        "",
        LOCALES.map(|tag| format!("{tag:>12}")).concat()
    );
    for rule in check::rules() {
        let cells = table[rule.code]
            .iter()
            .map(|[e, w, n]| format!("{:>12}", format!("{e}/{w}/{n}")));
        println!("{:24}{}", rule.code, cells.collect::<String>());
    }
    for (tag, errors, warnings) in &sums {
        println!("{tag:8} {errors:.1} errors and {warnings:.1} warnings for each 1,000 segments");
    }
    for (tag, errors, _) in sums {
        assert!(
            errors < MOST_ERRORS,
            "{tag}: {errors:.1} errors for each 1,000 segments"
        );
    }
}

/// What the terms would weigh if they were signed off: the news follows another
/// house, and must not drown in errors all the same.
#[test]
fn the_alarms_of_terms_if_they_were_signed_off() {
    let Some(shared) = shared("data") else { return };
    println!("\nTerms, as if all attested ones were signed off: errors/warnings/notes");
    for tag in LOCALES {
        let (segments, tallies) = alarms(news(&shared, tag), tag, true);
        let terms = tallies
            .iter()
            .filter(|(code, _)| code.starts_with("term::"));
        let told: Vec<String> = terms
            .clone()
            .map(|(code, [e, w, n])| format!("{code} {e}/{w}/{n}"))
            .collect();
        println!("{tag:8} {}", told.join(", "));
        let errors: usize = terms.map(|(_, tally)| tally[0]).sum();
        assert!(per_thousand(errors, segments) < MOST_ERRORS, "{tag}");
    }
}

fn per_thousand(count: usize, segments: usize) -> f64 {
    count as f64 * 1000.0 / segments as f64
}

/// A fault that is put into a good translation.
struct Plant {
    rule: &'static str,
    what: &'static str,
    locales: &'static [&'static str],
    /// The least share that must be found.
    floor: f64,
    /// The pair with the fault, if it can be put there.
    plant: fn(&str, &str, &str) -> Option<(String, String)>,
}

const ALL: &[&str] = &LOCALES;
const CHINESE: &[&str] = &["zh-Hans", "zh-Hant"];

fn plants() -> Vec<Plant> {
    let plant = |rule, what, locales, floor, plant| Plant {
        rule,
        what,
        locales,
        floor,
        plant,
    };
    vec![
        plant("check::empty", "no translation", ALL, 1.0, |s, _, _| {
            Some((s.into(), String::new()))
        }),
        plant(
            "check::untranslated",
            "the source itself",
            ALL,
            0.95,
            |s, _, _| Some((s.into(), s.into())),
        ),
        plant(
            "check::untranslated",
            "ten words of it",
            ALL,
            0.95,
            ten_words,
        ),
        plant("check::length", "a third of it", ALL, 0.9, |s, t, _| {
            cut(s, t)
        }),
        plant("check::length", "three times", ALL, 0.75, |s, t, _| {
            (s.chars().count() > 80).then(|| (s.into(), format!("{t} {t} {t}")))
        }),
        plant("check::numbers", "one left out", ALL, 0.95, |s, t, _| {
            figure(s, t, |_| String::new())
        }),
        plant(
            "check::numbers",
            "one digit changed",
            ALL,
            0.95,
            |s, t, _| figure(s, t, other_digit),
        ),
        plant(
            "check::numbers",
            "two digits turned",
            ALL,
            0.95,
            |s, t, _| figure(s, t, turned),
        ),
        plant("check::numbers", "one too many", ALL, 0.95, |s, t, _| {
            Some((s.into(), format!("{t} 7351")))
        }),
        plant("check::numbers", "million, billion", ALL, 0.9, billions),
        plant(
            "check::number-form",
            "as in English",
            &["kk", "tr"],
            0.95,
            |s, t, _| Some((format!("{s} 1,250"), format!("{t} 1,250"))),
        ),
        plant(
            "check::names",
            "an address altered",
            ALL,
            0.95,
            |s, t, _| {
                Some((
                    format!("{s} press@example.org"),
                    format!("{t} pres@example.org"),
                ))
            },
        ),
        plant("check::names", "a sign left out", ALL, 0.95, |s, t, _| {
            Some((format!("{s} A/HRC/51/6"), t.into()))
        }),
        plant(
            "check::names",
            "a name misspelt",
            &["ug", "kk", "zh-Hans", "zh-Hant"],
            0.95,
            |s, t, _| Some((format!("{s} (Ravensbrook)"), format!("{t} (Ravensbrok)"))),
        ),
        plant("check::quotes", "one mark left out", ALL, 0.95, one_mark),
        plant("check::quotes", "all left out", ALL, 0.9, no_marks),
        plant("check::quote-style", "other marks", ALL, 0.95, other_marks),
        plant("check::brackets", "one left out", ALL, 0.95, |s, t, _| {
            without(s, t, &[')', '）', ']'])
        }),
        plant("check::ending", "no full stop", ALL, 0.95, |s, t, _| {
            let stops = s.ends_with('.') && !s.ends_with("..");
            let core = t
                .strip_suffix(['.', '。'])
                .filter(|core| core.ends_with(char::is_alphabetic))?;
            stops.then(|| (s.into(), core.into()))
        }),
        plant("check::ending", "a question", ALL, 0.95, |s, t, _| {
            let core = s
                .strip_suffix('.')
                .filter(|core| core.ends_with(char::is_alphabetic))?;
            t.ends_with(['.', '。'])
                .then(|| (format!("{core}?"), t.into()))
        }),
        plant(
            "check::punctuation",
            "of another script",
            ALL,
            0.95,
            other_comma,
        ),
        plant("check::double-space", "two spaces", ALL, 0.95, |s, t, _| {
            (t.trim().contains(' ')).then(|| (s.into(), t.trim().replacen(' ', "  ", 1)))
        }),
        plant(
            "check::space-before",
            "before the stop",
            ALL,
            0.95,
            |s, t, _| {
                let (end, core) = ['.', '。', '!', '?', '؟', '？']
                    .iter()
                    .find_map(|c| Some((*c, t.strip_suffix(*c)?)))?;
                core.ends_with(char::is_alphabetic)
                    .then(|| (s.into(), format!("{core} {end}")))
            },
        ),
        plant(
            "check::pseudonym",
            "a star left out",
            ALL,
            0.95,
            |s, t, _| Some((format!("Ana* {s}"), t.into())),
        ),
        plant(
            "check::pseudonym",
            "the footnote’s",
            ALL,
            0.95,
            |s, t, _| Some((format!("* {s}"), t.into())),
        ),
        plant("check::bidi", "an open embedding", ALL, 0.95, |s, t, _| {
            Some((s.into(), format!("\u{202B}{t}")))
        }),
        plant("check::bidi", "a mark", ALL, 0.95, |s, t, _| {
            Some((s.into(), format!("{t}\u{200F}")))
        }),
        plant("check::invisible", "a soft hyphen", ALL, 0.95, |s, t, _| {
            Some((s.into(), inside(t, '\u{AD}')?))
        }),
        plant(
            "check::invisible",
            "space of no width",
            ALL,
            0.95,
            |s, t, _| Some((s.into(), inside(t, '\u{200B}')?)),
        ),
        plant(
            "check::uyghur-letters",
            "of other alphabets",
            &["ug"],
            0.95,
            |s, t, _| swap(s, t, &[('ى', 'ی'), ('ە', 'ه'), ('ك', 'ک')]),
        ),
        plant(
            "check::uyghur-letters",
            "a written form",
            &["ug"],
            0.95,
            |s, t, _| swap(s, t, &[('ب', 'ﺑ'), ('ن', 'ﻧ')]),
        ),
        plant(
            "check::uyghur-letters",
            "a joiner",
            &["ug"],
            0.95,
            |s, t, _| Some((s.into(), inside(t, '\u{200D}')?)),
        ),
        plant(
            "check::uyghur-letters",
            "no hamza",
            &["ug"],
            0.95,
            |s, t, _| {
                t.contains(" ئ")
                    .then(|| (s.into(), t.replacen(" ئ", " ", 1)))
            },
        ),
        plant(
            "check::homoglyphs",
            "a Latin letter",
            &["kk"],
            0.95,
            latin_letter,
        ),
        plant("check::han", "one character", CHINESE, 0.95, other_han),
        plant(
            "check::turkish-i",
            "a combining dot",
            &["tr"],
            0.95,
            |s, t, _| {
                t.contains('i')
                    .then(|| (s.into(), t.replacen('i', "i\u{307}", 1)))
            },
        ),
        plant("check::turkish-i", "İ as I", &["tr"], 0.6, |s, t, _| {
            let word = t
                .split_whitespace()
                .find(|word| word.starts_with('İ') && word.chars().count() > 3)?;
            Some((s.into(), t.replacen(word, &word.replacen('İ', "I", 1), 1)))
        }),
        plant(
            "check::turkish-i",
            "ı for i after e",
            &["tr"],
            0.95,
            dotless,
        ),
    ]
}

fn figure(source: &str, target: &str, change: fn(&str) -> String) -> Option<(String, String)> {
    let digits = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|d| d.len() >= 2)
            .map(str::to_owned)
            .collect()
    };
    let (here, there) = (digits(target), digits(source));
    // Alone in both texts, and no part of a larger number.
    let one = here.iter().find(|d| {
        there.iter().filter(|other| other == d).count() == 1
            && here.iter().filter(|other| other == d).count() == 1
            && !target.contains(&format!("{d},"))
            && !target.contains(&format!("{d}."))
            && !target.contains(&format!(".{d}"))
            && !target.contains(&format!(",{d}"))
            && !source.contains(&format!(".{d}"))
            && !source.contains(&format!(",{d}"))
            && !source.contains(&format!(":{d}"))
            && !source.contains(&format!("{d}:"))
            && !source.contains(&format!("-{d}"))
            && !source.contains(&format!("{d}-"))
    })?;
    let new = change(one);
    (new != **one && !there.contains(&new))
        .then(|| (source.to_owned(), target.replacen(one.as_str(), &new, 1)))
}

fn other_digit(digits: &str) -> String {
    let (head, last) = digits.split_at(digits.len() - 1);
    let last: u32 = last.parse().expect("a digit");
    format!("{head}{}", (last + 3) % 10)
}

fn turned(digits: &str) -> String {
    let (head, tail) = digits.split_at(digits.len() - 2);
    format!("{head}{}", tail.chars().rev().collect::<String>())
}

fn billions(source: &str, target: &str, _: &str) -> Option<(String, String)> {
    let words = [
        ("milyon", "milyar"),
        ("миллион", "миллиард"),
        ("مىليون", "مىليارد"),
        ("万", "亿"),
        ("萬", "億"),
    ];
    let (old, new) = words.into_iter().find(|(old, _)| {
        target
            .split_once(old)
            .is_some_and(|(before, _)| before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    })?;
    let scaled = ["million", "000", "m "]
        .iter()
        .any(|word| source.contains(word));
    scaled.then(|| (source.to_owned(), target.replacen(old, new, 1)))
}

fn ten_words(source: &str, target: &str, _: &str) -> Option<(String, String)> {
    let words: Vec<&str> = source.split_whitespace().take(10).collect();
    let common = words
        .iter()
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase()) && word.len() > 1)
        .count();
    (words.len() == 10 && common >= 6)
        .then(|| (source.to_owned(), format!("{target} {}", words.join(" "))))
}

fn cut(source: &str, target: &str) -> Option<(String, String)> {
    let length = target.chars().count();
    (source.chars().count() > 80)
        .then(|| (source.to_owned(), target.chars().take(length / 3).collect()))
}

fn one_mark(source: &str, target: &str, _: &str) -> Option<(String, String)> {
    let marks: Vec<char> = target
        .chars()
        .filter(|c| "“”\"«»「」".contains(*c))
        .collect();
    let whole = source.matches('"').count() == 2 && marks.len() == 2;
    let at = target.rfind(*marks.last()?)?;
    let mut cut = target.to_owned();
    cut.remove(at);
    whole.then(|| (source.to_owned(), cut))
}

fn no_marks(source: &str, target: &str, _: &str) -> Option<(String, String)> {
    let stripped: String = target
        .chars()
        .filter(|c| !"“”\"«»「」『』‹›".contains(*c))
        .collect();
    let quoted = source.matches('"').count() == 2 && !target.contains(['\'', '’', '‘', '《']);
    (stripped != target && quoted).then(|| (source.to_owned(), stripped))
}

fn other_marks(source: &str, target: &str, tag: &str) -> Option<(String, String)> {
    let (open, close, new) = match tag {
        "ug" => ("«", "»", ['“', '”']),
        "kk" => ("“", "”", ['「', '」']),
        "tr" => ("\"", "\"", ['«', '»']),
        "zh-Hans" => ("“", "”", ['「', '」']),
        _ => ("「", "」", ['“', '”']),
    };
    let other =
        target
            .replacen(open, &new[0].to_string(), 1)
            .replacen(close, &new[1].to_string(), 1);
    (target.contains(open) && target.contains(close)).then(|| (source.to_owned(), other))
}

fn without(source: &str, target: &str, marks: &[char]) -> Option<(String, String)> {
    let at = target.find(marks)?;
    let mut cut = target.to_owned();
    cut.remove(at);
    Some((source.to_owned(), cut))
}

fn other_comma(source: &str, target: &str, tag: &str) -> Option<(String, String)> {
    let (old, new) = match tag {
        "ug" => ("،", ","),
        "zh-Hans" | "zh-Hant" => ("，", ","),
        _ => (",", "，"),
    };
    let (before, _) = target.split_once(old)?;
    let plain = before.ends_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    (plain || !tag.starts_with("zh"))
        .then(|| (source.to_owned(), target.replacen(old, new, 1)))
        .filter(|_| plain)
}

/// A character put inside of the first long word.
fn inside(target: &str, c: char) -> Option<String> {
    let (at, _) = target.char_indices().find(|(at, _)| {
        let before = target[..*at]
            .chars()
            .rev()
            .take(2)
            .filter(|c| c.is_alphabetic())
            .count()
            == 2;
        before
            && target[*at..]
                .chars()
                .take(2)
                .filter(|c| c.is_alphabetic())
                .count()
                == 2
    })?;
    let mut text = target.to_owned();
    text.insert(at, c);
    Some(text)
}

fn swap(source: &str, target: &str, pairs: &[(char, char)]) -> Option<(String, String)> {
    let (old, new) = pairs.iter().find(|(old, _)| target.contains(*old))?;
    Some((
        source.to_owned(),
        target.replacen(*old, &new.to_string(), 1),
    ))
}

fn latin_letter(source: &str, target: &str, _: &str) -> Option<(String, String)> {
    let word = target.split_whitespace().find(|word| {
        word.chars().count() >= 4
            && word
                .chars()
                .all(|c| matches!(c, 'а'..='я' | 'ә' | 'і' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү'))
            && word.contains(['а', 'е', 'о', 'с', 'р'])
    })?;
    let (_, swapped) = swap(
        "",
        word,
        &[('а', 'a'), ('е', 'e'), ('о', 'o'), ('с', 'c'), ('р', 'p')],
    )?;
    Some((source.to_owned(), target.replacen(word, &swapped, 1)))
}

fn other_han(source: &str, target: &str, tag: &str) -> Option<(String, String)> {
    let pairs =
        "们們国國这這说說会會时時过過发發为為学學个個来來对對现現关關问問长長见見经經动動种種体體";
    let list: Vec<char> = pairs.chars().collect();
    let hans = tag == "zh-Hans";
    let swaps: Vec<(char, char)> = list
        .chunks(2)
        .map(|p| if hans { (p[0], p[1]) } else { (p[1], p[0]) })
        .collect();
    swap(source, target, &swaps)
}

fn dotless(source: &str, target: &str, _: &str) -> Option<(String, String)> {
    let word = target.split_whitespace().find(|word| {
        let plain = word
            .chars()
            .all(|c| c.is_alphabetic() && c.is_lowercase() && !"qwxâîû".contains(c));
        plain
            && (word.contains("eri")
                || word.contains("eni")
                || word.contains("eti")
                || word.contains("edi"))
            && !source.contains(*word)
    })?;
    let spoilt = ["eri", "eni", "eti", "edi"].iter().find_map(|s| {
        word.contains(s)
            .then(|| word.replacen(s, &s.replace('i', "ı"), 1))
    })?;
    Some((source.to_owned(), target.replacen(word, &spoilt, 1)))
}

/// Whether one rule, asked alone, says something.
fn says(rule: &str, source: &str, target: &str, tag: &str) -> bool {
    let off = check::rules()
        .into_iter()
        .map(|about| (about.code.to_owned(), None));
    let settings = Settings::new(off.filter(|(code, _)| code != rule).collect());
    !check::unit(&pair(source, target, tag, 0), &settings).is_empty()
}

/// So many pairs are tried for each fault and language.
const TRIED: usize = 120;

#[test]
fn planted_faults_are_found() {
    let Some(shared) = shared("data") else { return };
    let texts: BTreeMap<&str, Vec<(String, String)>> = LOCALES
        .into_iter()
        .map(|tag| {
            let pairs = news(&shared, tag).into_iter().flatten();
            (
                tag,
                pairs
                    .map(|p| (p.source_text().to_owned(), p.target_text().to_owned()))
                    .collect(),
            )
        })
        .collect();
    let mut low = Vec::new();
    println!("\nPlanted faults that are found, in per cent (and how many were planted)");
    println!(
        "{:42}{}",
        "",
        LOCALES.map(|tag| format!("{tag:>12}")).concat()
    );
    let wanted = std::env::var_os("SAMPLES").map(|name| name.to_string_lossy().into_owned());
    for plant in plants() {
        let mut row = format!(
            "{:42}",
            format!(
                "{}: {}",
                plant.rule.trim_start_matches("check::"),
                plant.what
            )
        );
        for tag in LOCALES {
            let (mut planted, mut found) = (0_usize, 0_usize);
            for (source, target) in texts[tag].iter().filter(|_| plant.locales.contains(&tag)) {
                let Some((spoilt_source, spoilt)) = (plant.plant)(source, target, tag) else {
                    continue;
                };
                if planted == TRIED || says(plant.rule, source, target, tag) {
                    continue;
                }
                planted += 1;
                let seen = says(plant.rule, &spoilt_source, &spoilt, tag);
                found += usize::from(seen);
                if !seen && wanted.as_deref() == Some(format!("{}:{tag}", plant.rule).as_str()) {
                    println!("not found: {}\n  {spoilt_source}\n  {spoilt}", plant.what);
                }
            }
            let share = (found * 100).checked_div(planted);
            let cell = share.map_or("-".to_owned(), |share| format!("{share} ({planted})"));
            row.push_str(&format!("{cell:>12}"));
            if planted > 0 && (found as f64) < plant.floor * planted as f64 {
                low.push(format!(
                    "{} ({}) in {tag}: {found} of {planted}",
                    plant.rule, plant.what
                ));
            }
        }
        println!("{row}");
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}
