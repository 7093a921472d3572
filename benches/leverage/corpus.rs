//! Text for measuring at scale: as many distinct segments as are asked for, the
//! same in every run, made of real sentences.
//!
//! The real text is the English of `../shared/data` (news, the Universal
//! Declaration, statements: about 25,000 words). A made sentence has the length
//! of a real one and is spliced of *phrases*, 2 to 7 real words in a row: the
//! first begins a real sentence, the last ends one. So the common words stand
//! where they stand in English and as often. Of the other words seven in ten
//! are exchanged for words drawn by the law of real text: as likely as 1/rank
//! down to rank 8,192, then as rank^-1.8, without end. The first 7,000 ranks
//! are real words, those beyond are made up of syllables, each rank its own.
//! The vocabulary grows as that of English does (about 20,000 words at 10,000
//! segments, 300,000 at a million); numbers are drawn anew.
//!
//! A press desk repeats itself. About half of the segments belong to *families*:
//! copies of one sentence in which numbers, one to six words or a clause
//! differ. A few families are met often (4 in 100 segments), most rarely
//! (`RARE_FAMILIES` of them). So a new sentence finds a match of 70 % in 2 of
//! 100 cases at 10,000 segments, 6 at 100,000 and 28 at a million, which was
//! measured on real press releases.
//!
//! Phrases of every fifth real sentence are held back for the held-out queries.
//! Numbers are whole throughout: no rounding differs between machines.

use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The seed of the tables in `docs/performance.md`.
pub const SEED: u64 = 20_261_122;

/// Ranks of words that stay where they stand: the, of, and...
const COMMON: u32 = 128;
/// How likely ranks are, octave by octave from `COMMON`: 1/rank, then rank^-1.8.
const OCTAVES: [u64; 16] = [
    1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 768, 441, 253, 145, 83, 48, 27, 16, 9, 5,
];
/// Segments of a thousand that belong to a family that is met often, or rarely.
const OFTEN: u64 = 40;
const RARELY: u64 = 450;
const OFTEN_FAMILIES: u64 = 4_096;
const RARE_FAMILIES: u64 = 600_000;

/// Numbers that are the same in every run (SplitMix64).
pub struct Seed(u64);

impl Seed {
    #[allow(dead_code, reason = "the other bench that uses this module needs it")]
    pub fn new(seed: u64) -> Seed {
        Seed(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    fn of_thousand(&mut self, share: u64) -> bool {
        self.below(1_000) < share as usize
    }
}

/// What a real word is, by what may be done with it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Common,
    Other,
    Number,
}

/// A real word with the marks around it, and its letters' place in it.
struct Real {
    text: String,
    core: std::ops::Range<usize>,
    kind: Kind,
}

/// A word of a made sentence: a real word, as it is or with something else
/// between its marks.
#[derive(Clone, Copy)]
struct Word {
    real: u32,
    /// A rank, or of a number the seed of its digits; `AS_IS` leaves the real word.
    drawn: u64,
}

const AS_IS: u64 = u64::MAX;

/// The real text and what is drawn from it.
pub struct Corpus {
    words: Vec<Real>,
    /// Where sentences lie in `words`: those for all, and those held back.
    open: Vec<(u32, u32)>,
    held_back: Vec<(u32, u32)>,
    /// Real words without marks, the most frequent first.
    ranks: Vec<String>,
}

impl Corpus {
    /// Takes in real sentences.
    pub fn new(sentences: &[String]) -> Corpus {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let words_of = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let distinct: BTreeSet<&String> = sentences.iter().collect();
        for text in distinct.iter().flat_map(|text| words_of(text)) {
            let word = text[core(&text)].to_ascii_lowercase();
            if !word.is_empty() && !word.bytes().any(|byte| byte.is_ascii_digit()) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let mut ranks: Vec<(String, usize)> = counts.into_iter().collect();
        ranks.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let ranks: Vec<String> = ranks.into_iter().map(|(word, _)| word).collect();
        let common: BTreeSet<&str> = ranks
            .iter()
            .take(COMMON as usize)
            .map(String::as_str)
            .collect();
        let mut corpus = Corpus {
            words: Vec::new(),
            open: Vec::new(),
            held_back: Vec::new(),
            ranks: Vec::new(),
        };
        for (number, text) in distinct.iter().enumerate() {
            let start = corpus.words.len() as u32;
            corpus
                .words
                .extend(words_of(text).into_iter().map(|text| real(text, &common)));
            let place = (start, corpus.words.len() as u32);
            if number % 5 == 4 {
                corpus.held_back.push(place);
            } else {
                corpus.open.push(place);
            }
        }
        corpus.ranks = ranks;
        corpus
    }

    /// As many distinct segments; those of a smaller number are the first of a
    /// greater one.
    pub fn segments(&self, count: usize, seed: u64, mut each: impl FnMut(&str)) {
        let mut random = Seed::new(seed);
        let mut seen = HashSet::with_capacity(count);
        let mut text = String::new();
        while seen.len() < count {
            let sentence = self.segment(&mut random, seed, &self.open);
            text.clear();
            self.write(&sentence, &mut text);
            if seen.insert(hash(&text)) {
                each(&text);
            }
        }
    }

    /// Sentences that an editor made of the first 10,000 segments: in twenty of
    /// them 3 are exact, 3 each have one, two and three words changed, 3 have a
    /// clause more, 3 a clause less, 2 are unrelated.
    pub fn edited(&self, count: usize, seed: u64) -> Vec<String> {
        let mut random = Seed::new(seed);
        let mut segments = Vec::new();
        let mut seen = BTreeSet::new();
        while segments.len() < 10_000 {
            let sentence = self.segment(&mut random, seed, &self.open);
            if seen.insert(self.text(&sentence)) {
                segments.push(sentence);
            }
        }
        let mut random = Seed::new(seed ^ 0xED17);
        let edited = |number| {
            let mut sentence = segments[random.below(segments.len())].clone();
            match number % 20 {
                0..3 => {}
                3..6 => self.change(&mut sentence, 1, &mut random),
                6..9 => self.change(&mut sentence, 2, &mut random),
                9..12 => self.change(&mut sentence, 3, &mut random),
                12..15 => self.add_clause(&mut sentence, &self.open, &mut random),
                15..18 => drop_clause(&mut sentence, &mut random),
                _ => sentence = self.splice(&mut random, &self.held_back),
            }
            self.text(&sentence)
        };
        (0..count).map(edited).collect()
    }

    /// Sentences that the memory does not have: of families as it has them, or
    /// of phrases that were held back.
    pub fn held_out(&self, count: usize, seed: u64) -> Vec<String> {
        let mut random = Seed::new(seed ^ 0x4E1D);
        let held_out = |_| {
            let mut sentence = self.segment(&mut random, seed, &self.held_back);
            self.change(&mut sentence, 1, &mut random);
            self.text(&sentence)
        };
        (0..count).map(held_out).collect()
    }

    fn text(&self, sentence: &[Word]) -> String {
        let mut text = String::new();
        self.write(sentence, &mut text);
        text
    }

    fn segment(&self, random: &mut Seed, seed: u64, phrases: &[(u32, u32)]) -> Vec<Word> {
        let family = match random.below(1_000) as u64 {
            lot if lot < OFTEN => {
                // 1/rank over a few thousand families.
                let octave = random.below(OFTEN_FAMILIES.ilog2() as usize);
                (1_u64 << octave) + random.below(1 << octave) as u64
            }
            lot if lot < OFTEN + RARELY => {
                OFTEN_FAMILIES + random.below(RARE_FAMILIES as usize) as u64
            }
            _ => return self.splice(random, phrases),
        };
        // The sentence that the family has in common is that of its number.
        let mut own = Seed::new(seed ^ family.wrapping_mul(0xA076_1D64_78BD_642F));
        let mut sentence = self.splice(&mut own, &self.open);
        for word in &mut sentence {
            if self.words[word.real as usize].kind == Kind::Number {
                word.drawn = random.next() >> 1;
            }
        }
        let changes = [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6][random.below(12)];
        self.change(&mut sentence, changes, random);
        if random.of_thousand(100) {
            self.add_clause(&mut sentence, phrases, random);
        }
        sentence
    }

    /// A sentence of phrases, as long as a real one.
    fn splice(&self, random: &mut Seed, phrases: &[(u32, u32)]) -> Vec<Word> {
        let (start, end) = self.open[random.below(self.open.len())];
        // A fifth up or down, so that lengths are not those of the few real ones.
        let length = ((end - start) as usize * (83 + random.below(42)) / 100).max(2);
        let mut sentence = Vec::with_capacity(length + 8);
        while sentence.len() < length {
            let (start, end) = phrases[random.below(phrases.len())];
            let (start, whole) = (start as usize, (end - start) as usize);
            let take = (2 + random.below(6))
                .min(whole)
                .min(length - sentence.len());
            let from = match sentence.len() {
                0 => 0,
                done if done + take == length => whole - take,
                _ => random.below(whole - take + 1),
            };
            for real in start + from..start + from + take {
                let drawn = self.draw(real, random);
                sentence.push(Word {
                    real: real as u32,
                    drawn,
                });
            }
        }
        sentence
    }

    /// What stands in place of a real word.
    fn draw(&self, real: usize, random: &mut Seed) -> u64 {
        match self.words[real].kind {
            Kind::Common => AS_IS,
            Kind::Number => random.next() >> 1,
            Kind::Other if random.of_thousand(700) => rank(random),
            Kind::Other => AS_IS,
        }
    }

    /// Exchanges, takes out or adds words: of five changes three, one and one.
    fn change(&self, sentence: &mut Vec<Word>, changes: usize, random: &mut Seed) {
        for _ in 0..changes {
            let place = random.below(sentence.len());
            let drawn = rank(random);
            match random.below(5) {
                0 if sentence.len() > 2 => drop(sentence.remove(place)),
                1 => {
                    let (start, end) = self.open[random.below(self.open.len())];
                    let real = start + random.below((end - start) as usize) as u32;
                    let drawn = self.draw(real as usize, random);
                    sentence.insert(place, Word { real, drawn });
                }
                _ => sentence[place].drawn = drawn,
            }
        }
    }

    /// Adds a phrase or two, a quarter of the sentence.
    fn add_clause(&self, sentence: &mut Vec<Word>, phrases: &[(u32, u32)], random: &mut Seed) {
        let quarter = (sentence.len() / 4).max(1);
        let clause = self.splice(random, phrases);
        let place = random.below(sentence.len() + 1);
        sentence.splice(place..place, clause.into_iter().take(quarter));
    }

    fn write(&self, sentence: &[Word], text: &mut String) {
        for (number, word) in sentence.iter().enumerate() {
            if number > 0 {
                text.push(' ');
            }
            let Real {
                text: real,
                core,
                kind,
            } = &self.words[word.real as usize];
            if word.drawn == AS_IS {
                text.push_str(real);
                continue;
            }
            text.push_str(&real[..core.start]);
            let start = text.len();
            match kind {
                // A word in place of a number is possible, a rank is small.
                Kind::Number if word.drawn >= 1 << 32 => {
                    digits(&real[core.clone()], word.drawn, text)
                }
                _ => self.word(word.drawn, text),
            }
            let capital = real[core.clone()].starts_with(|c: char| c.is_ascii_uppercase());
            if (capital || number == 0) && text.is_char_boundary(start + 1) {
                text[start..=start].make_ascii_uppercase();
            }
            text.push_str(&real[core.end..]);
        }
    }

    /// The word of a rank: a real one, or one made up that no other rank has.
    fn word(&self, rank: u64, text: &mut String) {
        if let Some(word) = self.ranks.get(rank as usize) {
            return text.push_str(word);
        }
        // A consonant and a vowel for each figure to base 100, the lowest first.
        let mut rest = rank;
        while rest > 0 {
            text.push(char::from(b"tsnrlmkdbgpvhzfjwyxc"[(rest % 20) as usize]));
            text.push(char::from(b"aeiou"[(rest / 20 % 5) as usize]));
            rest /= 100;
        }
        text.push_str(["", "n", "s", "r"][(rank % 4) as usize]);
    }
}

fn drop_clause(sentence: &mut Vec<Word>, random: &mut Seed) {
    let quarter = (sentence.len() / 4).max(1).min(sentence.len() - 1);
    let place = random.below(sentence.len() - quarter + 1);
    sentence.drain(place..place + quarter);
}

/// A rank of a word that is not common.
fn rank(random: &mut Seed) -> u64 {
    let mut lot = random.below(OCTAVES.iter().sum::<u64>() as usize) as u64;
    let mut first = u64::from(COMMON);
    for weight in OCTAVES {
        if lot < weight {
            break;
        }
        lot -= weight;
        first *= 2;
    }
    first + random.below(first as usize) as u64
}

fn core(text: &str) -> std::ops::Range<usize> {
    let is_part = |c: char| c.is_alphanumeric();
    let start = text.find(is_part).unwrap_or(text.len());
    let end = text.rfind(is_part).map_or(start, |last| {
        last + text[last..].chars().next().map_or(0, char::len_utf8)
    });
    start..end
}

fn real(text: String, common: &BTreeSet<&str>) -> Real {
    let core = core(&text);
    let word = text[core.clone()].to_ascii_lowercase();
    let kind = if word.bytes().any(|byte| byte.is_ascii_digit()) {
        Kind::Number
    } else if word.is_empty() || common.contains(word.as_str()) {
        Kind::Common
    } else {
        Kind::Other
    };
    Real { text, core, kind }
}

/// Other digits in the same form; of four digits the first stays: years are near.
fn digits(form: &str, drawn: u64, text: &mut String) {
    let mut rest = drawn;
    let whole_year = form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit());
    for (number, letter) in form.chars().enumerate() {
        if letter.is_ascii_digit() && !(whole_year && number == 0) {
            text.push(char::from(b'0' + (rest % 10) as u8));
            rest /= 10;
        } else {
            text.push(letter);
        }
    }
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// The English sentences of the shared data, or none when it is not here.
pub fn real_sentences() -> Vec<String> {
    let mut sentences = Vec::new();
    for (file, field) in [
        ("ntrex/ntrex.jsonl", "en"),
        ("udhr/udhr.jsonl", "en"),
        ("segmentation/statements_gold.jsonl", "segments"),
    ] {
        let Ok(text) = std::fs::read_to_string(format!("../shared/data/{file}")) else {
            return Vec::new();
        };
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            match &row[field] {
                serde_json::Value::String(text) => sentences.push(text.clone()),
                several => {
                    let texts = several.as_array().expect("a list");
                    sentences.extend(
                        texts
                            .iter()
                            .filter_map(|text| text.as_str().map(str::to_owned)),
                    );
                }
            }
        }
    }
    sentences
}
