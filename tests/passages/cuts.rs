//! Quotations made out of sentences, as the press makes them; and what looks like
//! one and is none. The same ones every time.

use std::collections::BTreeMap;
use std::fmt;

use tilmach::model::Locale;
use tilmach::passage::{Standing, Traced, Verdict};

/// What was done to a sentence, or with several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Front,
    Back,
    Both,
    Elided,
    Bracketed,
    Recapitalised,
    Repunctuated,
    Combined,
    Altered,
    /// Cut from a sentence that no source holds.
    Nothing,
    /// The halves of two sentences, with or without dots between.
    Mixed,
    /// A sentence of which more than a third is that of another.
    Clause,
    /// The words in another order.
    Shuffled,
    /// Two or three words.
    Phrase,
}

use Kind::*;

const TRUE: [Kind; 9] = [
    Front,
    Back,
    Both,
    Elided,
    Bracketed,
    Recapitalised,
    Repunctuated,
    Combined,
    Altered,
];
const FALSE: [Kind; 5] = [Nothing, Mixed, Clause, Shuffled, Phrase];

impl Kind {
    pub(crate) fn name(self) -> String {
        format!("{self:?}")
    }

    fn is_true(self) -> bool {
        TRUE.contains(&self)
    }

    /// What must be said of it at least.
    fn verdict(self) -> Option<Verdict> {
        Some(match self {
            Front | Back | Both => Verdict::Cut,
            Elided => Verdict::Elided,
            Bracketed => Verdict::Inserted,
            Altered => Verdict::Altered,
            _ => return None,
        })
    }
}

/// A quotation and the sentence it was made of, if it was made of one.
pub(crate) struct Cut {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) source: Option<usize>,
}

/// Numbers that look random and are always the same (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    fn choose<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Sentences as pieces that may be cut.
struct Sentences<'a> {
    all: Vec<Vec<&'a str>>,
    joint: &'static str,
    /// The fewest pieces that are left of a sentence: five words, ten characters.
    least: usize,
    held: Vec<usize>,
    others: Vec<usize>,
}

/// A thousand quotations and five hundred that are none. A sentence is a source if
/// `is_held` says so.
pub(crate) fn cuts(units: &[&str], locale: &Locale, is_held: impl Fn(usize) -> bool) -> Vec<Cut> {
    let is_chinese = locale.language() == "zh";
    let all: Vec<Vec<&str>> = units.iter().map(|text| pieces(text, is_chinese)).collect();
    let least = if is_chinese { 12 } else { 5 };
    let long = |index: &usize| all[*index].len() >= least * 2;
    let (held, others) = (0..all.len())
        .filter(long)
        .partition(|index| is_held(*index));
    let sentences = Sentences {
        joint: if is_chinese { "" } else { " " },
        all,
        least,
        held,
        others,
    };
    let mut dice = Dice(2_022);
    let mut found = Vec::new();
    for number in 0..1_500 {
        let kind = match number {
            0..1_000 => TRUE[number % TRUE.len()],
            _ => FALSE[number % FALSE.len()],
        };
        found.push(sentences.make(kind, &mut dice));
    }
    found
}

/// Words; in Chinese ideographs and words of other letters, each with the marks behind.
fn pieces(text: &str, is_chinese: bool) -> Vec<&str> {
    if !is_chinese {
        return text.split_whitespace().collect();
    }
    let is_ideograph = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let goes_on = before.is_alphanumeric() && !is_ideograph(before) && !is_ideograph(c);
        if c.is_alphanumeric() && !goes_on {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pairs = starts.iter().zip(ends);
    pairs.map(|(start, end)| &text[*start..end]).collect()
}

impl Sentences<'_> {
    fn make(&self, kind: Kind, dice: &mut Dice) -> Cut {
        let from = match kind {
            Nothing => &self.others,
            _ => &self.held,
        };
        let index = *dice.choose(from);
        let other = *dice.choose(&self.held);
        let mut words: Vec<String> = self.all[index]
            .iter()
            .map(|word| (*word).to_owned())
            .collect();
        match kind {
            Front | Back | Both => self.trim(&mut words, kind, dice),
            Elided => self.elide(&mut words, dice),
            Bracketed => self.bracket(&mut words, dice),
            Altered => self.alter(&mut words, other, dice),
            Recapitalised => recapitalise(&mut words, dice),
            Repunctuated => repunctuate(&mut words, dice),
            Combined | Nothing => {
                self.trim(&mut words, Both, dice);
                if words.len() >= self.least * 2 {
                    self.elide(&mut words, dice);
                }
                recapitalise(&mut words, dice);
                repunctuate(&mut words, dice);
            }
            Mixed | Clause => {
                let rest = &self.all[if other == index {
                    (other + 2) % self.all.len()
                } else {
                    other
                }];
                let half = if kind == Mixed {
                    words.len() / 2
                } else {
                    words.len() * 3 / 5
                };
                words.truncate(half);
                if dice.below(2) == 0 && kind == Mixed {
                    words.push("…".to_owned());
                }
                let more = half.min(rest.len() / 2).max(half / 2 + 1);
                words.extend(
                    rest.iter()
                        .rev()
                        .take(more)
                        .rev()
                        .map(|word| (*word).to_owned()),
                );
            }
            Shuffled => {
                for at in (1..words.len()).rev() {
                    words.swap(at, dice.below(at + 1));
                }
            }
            Phrase => {
                let start = dice.below(words.len() - 4);
                let count = if self.least > 5 { 5 } else { 2 + dice.below(2) };
                words = words[start..start + count].to_vec();
            }
        }
        Cut {
            kind,
            text: words.join(self.joint),
            source: kind.is_true().then_some(index),
        }
    }

    fn trim(&self, words: &mut Vec<String>, kind: Kind, dice: &mut Dice) {
        let spare = words.len() - self.least;
        if kind != Back {
            let most = if kind == Both { spare / 2 } else { spare };
            words.drain(..1 + dice.below(most));
        }
        if kind != Front {
            let spare = words.len() - self.least;
            words.truncate(words.len() - (1 + dice.below(spare)).min(spare));
        }
    }

    /// Dots for some words in the middle; two words at least stay on either side.
    fn elide(&self, words: &mut Vec<String>, dice: &mut Dice) {
        let spare = words.len() - self.least;
        let gone = 1 + dice.below(spare.min(12));
        let side = self.least / 2;
        let start = side + dice.below(words.len() - gone - 2 * side);
        let dots = *dice.choose(&["…", "...", "[…]", "[...]", ". . .", "(…)"]);
        words.splice(start..start + gone, [dots.to_owned()]);
    }

    /// A word in brackets: for another, beside it, or for its first letter.
    fn bracket(&self, words: &mut Vec<String>, dice: &mut Dice) {
        let at = 1 + dice.below(words.len() - 2);
        let put = *dice.choose(&["[Example]", "[the council]", "[sic]", "[他们]"]);
        match dice.below(2) {
            0 => words[at] = put.to_owned(),
            _ => words.insert(at, put.to_owned()),
        }
    }

    /// A word of another sentence for one of these, or one that is missing.
    fn alter(&self, words: &mut Vec<String>, other: usize, dice: &mut Dice) {
        let at = 1 + dice.below(words.len() - 2);
        let has_letters = |word: &str| word.chars().any(char::is_alphanumeric);
        let is_other = |word: &str| !word.eq_ignore_ascii_case(&words[at]);
        let put = self.all[other]
            .iter()
            .find(|word| has_letters(word) && is_other(word));
        match dice.below(2) {
            0 => words[at] = (*put.expect("a word")).to_owned(),
            _ => words.insert(at, (*put.expect("a word")).to_owned()),
        }
    }
}

/// Another case for the first letter, with or without brackets.
fn recapitalise(words: &mut [String], dice: &mut Dice) {
    let first = words[0].clone();
    let Some(letter) = first.chars().next().filter(char::is_ascii_alphabetic) else {
        return;
    };
    let turned = match letter.is_ascii_uppercase() {
        true => letter.to_ascii_lowercase(),
        false => letter.to_ascii_uppercase(),
    };
    let rest = &first[1..];
    words[0] = match dice.below(2) {
        0 => format!("{turned}{rest}"),
        _ => format!("[{turned}]{rest}"),
    };
}

/// Marks as another house has them.
fn repunctuate(words: &mut [String], dice: &mut Dice) {
    let pairs: [&[(&str, &str)]; 3] = [
        &[
            ("“", "\""),
            ("”", "\""),
            ("’", "'"),
            ("‘", "'"),
            ("«", "\""),
            ("»", "\""),
        ],
        &[
            ("\"", "'"),
            ("'", "’"),
            (" – ", " — "),
            ("—", "–"),
            ("「", "“"),
            ("」", "”"),
        ],
        &[("...", "…"), ("-", "‑"), ("–", "-")],
    ];
    for (from, to) in *dice.choose(&pairs) {
        for word in words.iter_mut() {
            *word = word.replace(from, to);
        }
    }
    let last = words.len() - 1;
    if let Some(bare) = words[last].strip_suffix(['.', '。', '!', ',']) {
        words[last] = format!("{bare}{}", dice.choose(&[",", "", "!”"]));
    }
}

/// What came of a number of quotations.
#[derive(Default)]
pub(crate) struct Table {
    rows: BTreeMap<Kind, Row>,
}

#[derive(Default)]
struct Row {
    all: usize,
    found: usize,
    wrong: usize,
    judged: usize,
}

impl Table {
    /// Counts a quotation; whether it went well.
    pub(crate) fn add(&mut self, cut: &Cut, found: &[Traced<u32>], units: &[&str]) -> bool {
        let row = self.rows.entry(cut.kind).or_default();
        row.all += 1;
        let first = found.first();
        assert!(first.is_none_or(|first| first.standing == Standing::Written));
        let place = first.map(|first| first.text as usize);
        let is_source = match (cut.source, place) {
            (Some(source), Some(place)) => source == place || units[source] == units[place],
            _ => false,
        };
        row.found += usize::from(is_source);
        row.wrong += usize::from(place.is_some() && !is_source);
        let verdicts = first
            .map(|first| first.tracing.verdicts())
            .unwrap_or_default();
        let is_judged = cut
            .kind
            .verdict()
            .is_none_or(|verdict| verdicts.contains(&verdict));
        row.judged += usize::from(is_source && is_judged);
        (is_source && is_judged) || (cut.source.is_none() && place.is_none())
    }

    fn sum(&self, of: impl Fn(Kind, &Row) -> usize) -> usize {
        self.rows.iter().map(|(kind, row)| of(*kind, row)).sum()
    }

    /// Of the quotations, how many were traced: in hundredths of a per cent.
    pub(crate) fn recall(&self) -> usize {
        let all = self.sum(|kind, row| if kind.is_true() { row.all } else { 0 });
        self.sum(|_, row| row.found) * 10_000 / all.max(1)
    }

    /// Of what was traced, how much rightly.
    pub(crate) fn precision(&self) -> usize {
        let found = self.sum(|_, row| row.found);
        let wrong = self.sum(|_, row| row.wrong);
        found * 10_000 / (found + wrong).max(1)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (recall, precision) = (self.recall(), self.precision());
        write!(
            f,
            "recall {}.{:02} %, precision {}.{:02} %;",
            recall / 100,
            recall % 100,
            precision / 100,
            precision % 100
        )?;
        for (kind, row) in &self.rows {
            match kind.is_true() {
                true => write!(f, " {kind:?} {}/{}/{}", row.judged, row.found, row.all)?,
                false => write!(f, " {kind:?} {} of {}", row.wrong, row.all)?,
            }
        }
        Ok(())
    }
}

/// Sentences that are made of two halves each of given ones.
pub(crate) fn woven(units: &[&str], count: usize) -> Vec<String> {
    let mut dice = Dice(1_948);
    let mut half = |is_first: bool| {
        let words: Vec<&str> = dice.choose(units).split_whitespace().collect();
        let at = dice.below(words.len() + 1);
        let (first, last) = words.split_at(at);
        (if is_first { first } else { last }).join(" ")
    };
    (0..count)
        .map(|_| format!("{} {}", half(true), half(false)))
        .collect()
}
