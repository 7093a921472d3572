//! Repair on real translations (`../shared/data`): every number of every English
//! sentence is exchanged for others, and what comes out is held to the check of numbers,
//! which knows nothing of repair.
//!
//!   MISSES=tr cargo test --test repair_shared -- --nocapture   prints each repair there

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod shared;

use std::collections::BTreeMap;
use std::ops::Range;

use tilmach::check::{self, Pair, Settings};
use tilmach::diag::Place;
use tilmach::model::{Content, Locale};
use tilmach::text::repair::{Held, Refusal, repair};

use shared::{records, shared, wants_misses};

/// Where the digits of a text stand.
fn digits(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += c.len_utf8(),
            None => found.push(at..at + 1),
        }
    }
    found
}

/// A source and its translation, mended for another source.
fn mended(old: &str, target: &str, new: &str, locale: &Locale) -> Result<String, Refusal> {
    let (old, target) = (Content::text(old), Content::text(target));
    let held = Held {
        source: &old,
        target: &target,
    };
    let english = Locale::english();
    repair(held, &Content::text(new), &english, locale).map(|one| one.target.plain())
}

/// What the check of numbers says of a pair, by messages.
fn alarms(source: &str, target: &str, locale: &Locale) -> usize {
    let (source, target) = (Content::text(source), Content::text(target));
    let place = Place::default();
    let pair = Pair::new(source, target, Locale::english(), locale.clone(), place);
    let asked = |code: &str| matches!(code, "check::numbers" | "check::number-form");
    let others = check::rules().into_iter().filter(|rule| !asked(rule.code));
    let off = others.map(|rule| (rule.code.to_owned(), None)).collect();
    check::unit(&pair, &Settings::new(off)).iter().count()
}

/// Every repair of one sentence is right by the check, and the way back leads back.
fn tried(source: &str, target: &str, locale: &Locale, tally: &mut BTreeMap<String, usize>) {
    // What the check says of the pair as it is does not count.
    let mut known: Option<usize> = None;
    for (at, place) in digits(source).into_iter().enumerate() {
        let old: u64 = source[place.clone()].parse().unwrap_or(u64::MAX);
        let more = [1, 4, 30][(at + source.len()) % 3];
        let mut new = source.to_owned();
        new.replace_range(place.clone(), &old.saturating_add(more).to_string());
        let found = mended(source, target, &new, locale);
        let told = match &found {
            Ok(_) => "repaired".to_owned(),
            Err(refusal) => refusal.to_string(),
        };
        *tally.entry(told).or_default() += 1;
        let Ok(repaired) = found else { continue };
        let before = *known.get_or_insert_with(|| alarms(source, target, locale));
        if wants_misses(&locale.to_string()) {
            println!("{source}\n  {new}\n  {target}\n  {repaired}");
        }
        assert!(
            alarms(&new, &repaired, locale) <= before,
            "{new}\n{repaired}"
        );
        let back = mended(&new, &repaired, source, locale);
        // Where the new number stands there already, nobody knows which one it was.
        let lost = matches!(
            back,
            Err(Refusal::Ending | Refusal::Ambiguous | Refusal::NotFound)
        );
        assert!(
            lost || back.as_deref() == Ok(target),
            "{repaired}\n{back:?}"
        );
    }
}

#[test]
fn numbers_of_the_news_are_exchanged_or_refused() {
    let Some(file) = shared("data/ntrex/ntrex.jsonl") else {
        return;
    };
    let rows = records(&file);
    // At least so many of a hundred: a repair that refuses everything is right too.
    for (tag, least) in [
        ("tr", 50),
        ("kk", 50),
        ("ug", 50),
        ("zh-Hans", 50),
        ("zh-Hant", 50),
    ] {
        let locale: Locale = tag.parse().expect("a tag");
        let mut tally = BTreeMap::new();
        for row in &rows {
            let text = |key: &str| row[key].as_str().unwrap_or_default();
            tried(text("en"), text(tag), &locale, &mut tally);
        }
        println!("{tag}: {tally:?}");
        let all: usize = tally.values().sum();
        let done = tally.get("repaired").copied().unwrap_or(0);
        assert!(done * 100 >= least * all, "{tag}: {done} of {all}");
    }
}
