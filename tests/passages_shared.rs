//! Where quotations come from: those of the five real statements against a list made
//! by hand, and a thousand quotations cut out of NTREX against all of it
//! (`../shared/data`). No sentence of theirs stands here.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "passages/cuts.rs"]
mod cuts;
#[path = "passages/gold.rs"]
mod gold;
mod shared;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Instant;

use tilmach::model::Locale;
use tilmach::passage::{Runs, Standing, Traced, Wording, group, sources};

use cuts::{Cut, Kind};
use gold::{Gold, Page, Said};
use shared::{records, shared, wants_misses};

/// All utterances of the statements, each with its page, and the paragraphs.
struct Texts {
    pages: Vec<Page>,
    said: Vec<Said>,
    /// What may be a source: the utterances, then every paragraph.
    wordings: Vec<Wording>,
    runs: Runs,
}

impl Texts {
    fn read() -> Option<Texts> {
        let pages = gold::pages(&shared("data/statements")?);
        let said: Vec<Said> = pages.iter().flat_map(Page::said).collect();
        let mut wordings: Vec<Wording> = said
            .iter()
            .map(|said| said.utterance.wording(&Locale::english()))
            .collect();
        for page in &pages {
            let of = |line: &(usize, String)| Wording::of(&line.1, &Locale::english());
            wordings.extend(page.lines.iter().map(of));
        }
        let runs = Runs::of(&wordings);
        Some(Texts {
            pages,
            said,
            wordings,
            runs,
        })
    }

    /// The sources of an utterance.
    fn sources(&self, index: usize) -> Vec<Traced<u32>> {
        let (said, wording) = (&self.said[index], &self.wordings[index]);
        let candidates = self.runs.candidates(wording);
        let texts = candidates.iter().map(|candidate| candidate.text);
        sources(wording, texts, |text| {
            let (page, lines, is_spoken) = self.place(text);
            let same_page = page == said.page;
            let own = said.lines.iter().any(|line| lines.contains(line));
            let inner = is_spoken && !std::ptr::eq(said, &self.said[text as usize]);
            if same_page && own && !(inner && said.lines != lines) {
                return Ok::<_, Infallible>(None);
            }
            let standing = match (is_spoken, same_page) {
                (true, true) => Standing::Near,
                (true, false) => Standing::Spoken,
                _ => Standing::Written,
            };
            Ok(Some((&self.wordings[text as usize], standing)))
        })
        .expect("nothing can fail")
    }

    /// The page and the lines of a text, and whether somebody says it.
    fn place(&self, text: u32) -> (usize, Vec<usize>, bool) {
        if let Some(said) = self.said.get(text as usize) {
            return (said.page, said.lines.clone(), true);
        }
        let mut rest = text as usize - self.said.len();
        for (number, page) in self.pages.iter().enumerate() {
            match page.lines.get(rest) {
                Some((line, _)) => return (number, vec![*line], false),
                None => rest -= page.lines.len(),
            }
        }
        panic!("a text of the pages");
    }
}

#[test]
fn every_quotation_of_the_statements_is_traced_and_none_wrongly() {
    let Some(texts) = Texts::read() else { return };
    let gold = Gold::read();
    let mut found = BTreeSet::new();
    let mut verdicts = 0;
    for (index, said) in texts.said.iter().enumerate() {
        for traced in texts.sources(index) {
            let (page, lines, is_spoken) = texts.place(traced.text);
            let source = &texts.pages[page];
            let (line, places) = match texts.said.get(traced.text as usize) {
                Some(other) => other.places(&traced.tracing),
                None => (
                    lines[0],
                    traced
                        .tracing
                        .survived()
                        .map(|s| s.characters.clone())
                        .collect(),
                ),
            };
            let link = (said.name(&texts.pages), (source.name, line));
            let Some(expected) = gold.link(&link.0, &link.1) else {
                panic!("a false link: {link:?}");
            };
            found.insert(link.clone());
            if is_spoken && !traced.tracing.of_another {
                let told: Vec<&str> = traced
                    .tracing
                    .verdicts()
                    .iter()
                    .map(|v| v.as_str())
                    .collect();
                assert_eq!(told, expected.verdicts, "{link:?}");
                assert_eq!(places, expected.kept(), "{link:?}");
                assert_eq!(
                    said.altered(&traced.tracing, texts.said.get(traced.text as usize)),
                    expected.altered(),
                    "{link:?}"
                );
                verdicts += 1;
            }
        }
    }
    let missed: Vec<_> = gold.links().filter(|link| !found.contains(link)).collect();
    println!(
        "real statements: {} utterances, {} links, {} found, 0 false; {verdicts} verdicts as by hand; \
         {} pairs too short to tell",
        texts.said.len(),
        gold.links().count(),
        found.len(),
        gold.too_short.len()
    );
    assert!(missed.is_empty(), "missed: {missed:?}");
    assert_eq!(
        verdicts,
        found.len(),
        "every link has a verdict against an utterance"
    );
}

#[test]
fn quotations_of_one_source_come_together() {
    let Some(texts) = Texts::read() else { return };
    let wordings: Vec<&Wording> = texts.wordings.iter().take(texts.said.len()).collect();
    let near = |one: usize, other: usize| texts.said[one].page == texts.said[other].page;
    let groups = group(&wordings, near);
    let name = |index: &usize| texts.said[*index].name(&texts.pages);
    let found: BTreeSet<Vec<_>> = groups
        .iter()
        .filter(|group| group.members.len() > 1)
        .map(|group| {
            let mut names: Vec<_> = group.members.iter().map(name).collect();
            names.sort();
            names
        })
        .collect();
    let expected = Gold::read().groups();
    assert_eq!(
        found,
        expected
            .iter()
            .map(|(members, _)| members.clone())
            .collect()
    );
    for (members, fullest) in &expected {
        let group = groups
            .iter()
            .find(|group| members.contains(&name(&group.fullest)));
        let group = group.expect("a group");
        if let Some(fullest) = fullest {
            assert_eq!(name(&group.fullest), *fullest);
        }
    }
    println!("real statements: {} groups as by hand", expected.len());
}

/// The least recall and precision that are held, in hundredths of a per cent.
const FLOORS: (usize, usize) = (9_800, 9_900);

#[test]
fn quotations_cut_out_of_ntrex_are_found() {
    let Some(path) = shared("data/ntrex/ntrex.jsonl") else {
        return;
    };
    let rows = records(&path);
    for language in ["en", "tr", "kk", "ug", "zh-Hans", "zh-Hant"] {
        let locale: Locale = language.parse().expect("a tag");
        let units: Vec<&str> = rows
            .iter()
            .filter_map(|row| row[language].as_str())
            .collect();
        // Every tenth unit is no source: what is quoted of it must not be found.
        let is_held = |index: usize| index % 10 != 9;
        let wordings: Vec<Wording> = units
            .iter()
            .enumerate()
            .map(|(index, text)| match is_held(index) {
                true => Wording::of(text, &locale),
                false => Wording::default(),
            })
            .collect();
        let runs = Runs::of(&wordings);
        let cuts = cuts::cuts(&units, &locale, is_held);
        let mut table = cuts::Table::default();
        let start = Instant::now();
        for cut in &cuts {
            let quotation = Wording::of(&cut.text, &locale);
            let texts = runs.candidates(&quotation);
            let found = sources(&quotation, texts.iter().map(|one| one.text), |text| {
                Ok::<_, Infallible>(Some((&wordings[text as usize], Standing::Written)))
            });
            let found = found.expect("nothing can fail");
            let is_right = table.add(cut, &found, &units);
            if !is_right && wants_misses(&format!("{language} {}", cut.kind.name())) {
                println!(
                    "  {language} {}: {:?} {}",
                    cut.kind.name(),
                    cut.source,
                    cut.text
                );
            }
        }
        let each = start.elapsed().as_secs_f64() * 1_000.0 / cuts.len() as f64;
        println!("ntrex {language}: {table}, {each:.1} ms each (this build)");
        assert!(table.recall() >= FLOORS.0, "recall in {language}");
        assert!(table.precision() >= FLOORS.1, "precision in {language}");
        assert!(
            cuts.iter()
                .filter(|cut: &&Cut| cut.kind != Kind::Nothing)
                .count()
                >= 700
        );
    }
}

/// How long a search takes in a million units: sentences of NTREX put together anew,
/// so that their words and runs are as common as in real texts. Takes a minute; run it
/// with `--ignored --nocapture`.
#[test]
#[ignore = "takes a minute"]
fn a_million_units() {
    let Some(path) = shared("data/ntrex/ntrex.jsonl") else {
        return;
    };
    let rows = records(&path);
    let units: Vec<&str> = rows.iter().filter_map(|row| row["en"].as_str()).collect();
    let english = Locale::english();
    let start = Instant::now();
    let mut texts = cuts::woven(&units, 1_000_000);
    texts.splice(..units.len(), units.iter().map(|unit| (*unit).to_owned()));
    let wordings: Vec<Wording> = texts
        .iter()
        .map(|text| Wording::of(text, &english))
        .collect();
    println!(
        "a million units: words {:.1} s",
        start.elapsed().as_secs_f64()
    );
    let start = Instant::now();
    let runs = Runs::of(&wordings);
    println!(
        "a million units: index {:.1} s",
        start.elapsed().as_secs_f64()
    );
    let (mut lost, mut times) = (0, Vec::new());
    for cut in cuts::cuts(&units, &english, |at| at % 10 != 0) {
        let start = Instant::now();
        let quotation = Wording::of(&cut.text, &english);
        let found = runs.candidates(&quotation);
        let found = sources(&quotation, found.iter().map(|one| one.text), |text| {
            // As from a store: the words are read anew.
            let wording = Wording::of(&texts[text as usize], &english);
            Ok::<_, Infallible>(Some((wording, Standing::Written)))
        });
        let found = found.expect("nothing can fail");
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
        lost += usize::from(cut.source.is_some() && found.is_empty());
    }
    times.sort_by(f64::total_cmp);
    let (middle, late) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    println!(
        "a million units: half within {middle:.1} ms, 99 in 100 within {late:.1} ms; {lost} lost"
    );
}
