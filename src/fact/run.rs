//! Capitals that follow one another: what may be a name.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::normalise::without_marks;
use crate::text::quotation::Lexicon;

use super::Kind;
use super::date::Date;
use super::lexicon::{ADJECTIVES, COMMON, SMALL, is_in};
use super::word::{Habits, Paragraph, Word};

/// More words than this are no name.
const LONGEST: usize = 8;

/// A paragraph with what was read in it so far.
pub(super) struct Line<'a> {
    pub(super) paragraph: &'a Paragraph,
    pub(super) words: Vec<Word<'a>>,
    pub(super) dates: Vec<Date>,
    /// Terms of the glossary that name something.
    pub(super) known: Vec<Mention>,
    /// Words that are a title of the glossary.
    pub(super) titles: Vec<Range<usize>>,
    pub(super) is_titled: bool,
    /// Who speaks in the paragraph, as far as it names them.
    pub(super) speakers: BTreeSet<String>,
}

/// A name where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) words: Range<usize>,
    pub(super) kind: Kind,
    /// As it stands, without a possessive ending.
    pub(super) written: String,
    /// Its words, folded and without accents.
    pub(super) tokens: Vec<String>,
    pub(super) concept: Option<String>,
    /// What the glossary prefers.
    pub(super) preferred: Option<String>,
    /// Whether the glossary advises against it.
    pub(super) refused: bool,
    /// The fullest form of the name; filled in when all statements were read.
    pub(super) value: String,
}

impl<'a> Line<'a> {
    /// The words of a range as they stand in the paragraph.
    pub(super) fn slice(&self, words: &Range<usize>) -> &'a str {
        let first = self.words.get(words.start).map(|word| word.bytes.start);
        let last = words
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last));
        let last = last.map(|word| word.bytes.end);
        let bytes = first.unwrap_or(0)..last.unwrap_or(0);
        self.paragraph.text.get(bytes).unwrap_or_default()
    }

    /// The words that dates and terms of the glossary take.
    pub(super) fn covered(&self) -> Vec<bool> {
        let mut covered = vec![false; self.words.len()];
        let dates = self.dates.iter().map(|date| &date.words);
        let known = self.known.iter().map(|mention| &mention.words);
        for range in dates.chain(known).chain(&self.titles) {
            covered
                .iter_mut()
                .take(range.end)
                .skip(range.start)
                .for_each(|one| *one = true);
        }
        covered
    }

    /// The names that the glossary does not have, in order.
    pub(super) fn runs(&self, habits: &Habits, lexicon: &Lexicon) -> Vec<Mention> {
        let covered = self.covered();
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let range = self.run(at, &covered, lexicon);
            if range.is_empty() {
                at += 1;
                continue;
            }
            at = range.end;
            let trimmed = self.trimmed(range, habits, lexicon);
            if let Some(mention) = self.judged(trimmed, habits, lexicon) {
                found.push(mention);
            }
        }
        found
    }

    /// The capitals that go on from a word.
    fn run(&self, at: usize, covered: &[bool], lexicon: &Lexicon) -> Range<usize> {
        let free = |place: usize| !covered.get(place).copied().unwrap_or(true);
        let capital = |place: usize| {
            self.words
                .get(place)
                .is_some_and(|word| word.capital && free(place))
        };
        if !capital(at) {
            return at..at;
        }
        let mut end = at + 1;
        let mut body = self
            .words
            .get(at)
            .is_some_and(|word| lexicon.has("body", word.text));
        while end < self.words.len() && end - at < LONGEST {
            let (Some(last), Some(next)) = (self.words.get(end - 1), self.words.get(end)) else {
                break;
            };
            let close = (next.follows() || next.is_hyphened()) && !next.begins;
            if !close || last.possessive || !free(end) {
                break;
            }
            if next.capital {
                body |= lexicon.has("body", next.text);
                end += 1;
                continue;
            }
            match self
                .behind_particle(end, body)
                .filter(|behind| capital(*behind))
            {
                Some(behind) => end = behind + 1,
                None => break,
            }
        }
        at..end
    }

    /// The word behind a particle that may join two capitals: Ministry of the Interior,
    /// Ana von Roe.
    fn behind_particle(&self, at: usize, body: bool) -> Option<usize> {
        const PARTICLES: [&str; 12] = [
            "al", "bin", "ibn", "van", "von", "de", "der", "la", "du", "el", "da", "di",
        ];
        let word = self.words.get(at)?;
        let of = body && matches!(word.folded.as_str(), "of" | "for" | "the");
        let the = |at: usize| self.words.get(at).is_some_and(|word| word.folded == "the");
        let behind = if body && the(at + 1) { at + 2 } else { at + 1 };
        let follows = self.words.get(behind).is_some_and(Word::follows);
        ((of || is_in(&PARTICLES, &word.folded)) && follows).then_some(behind)
    }

    /// Without words at its start whose capital is that of a sentence.
    fn trimmed(&self, run: Range<usize>, habits: &Habits, lexicon: &Lexicon) -> Range<usize> {
        let mut range = run;
        while let Some(word) = self.words.get(range.start).filter(|_| !range.is_empty()) {
            let credit = word.gap.starts_with(':') && self.is_credit(range.start);
            let small = is_in(SMALL, &word.folded);
            let ordinary = habits.small.contains(&word.folded) && !word.is_acronym();
            let unknown = range.len() == 1
                && !habits.capital.contains(&word.folded)
                && !word.is_acronym()
                && !credit;
            let common = range.len() == 1 && lexicon.has("occupation", word.text);
            if small || (word.begins && (ordinary || unknown || common)) {
                range.start += 1;
                continue;
            }
            break;
        }
        range
    }

    /// Photo: Ana Roe.
    fn is_credit(&self, at: usize) -> bool {
        const CREDITS: [&str; 7] = [
            "photo", "photos", "image", "picture", "source", "credit", "video",
        ];
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        before.is_some_and(|word| is_in(&CREDITS, &word.folded))
    }

    /// A name, and what it is of; none if it names nothing.
    fn judged(&self, range: Range<usize>, habits: &Habits, lexicon: &Lexicon) -> Option<Mention> {
        let words = self.words.get(range.clone())?;
        let last = words.last()?;
        let is_body = words.iter().any(|word| lexicon.has("body", word.text))
            || matches!(
                last.folded.as_str(),
                "international" | "nations" | "watch" | "times" | "cross" | "crescent"
            );
        let title = words
            .iter()
            .rposition(|word| lexicon.has("title", word.text));
        if let (Some(title), false) = (title, is_body) {
            let rest = range.start + title + 1..range.end;
            let mut mention = self.judged(rest, habits, lexicon)?;
            mention.kind = Kind::Person;
            return Some(mention);
        }
        if self.is_common(words, habits, lexicon) {
            return None;
        }
        let written = self.slice(&range).to_owned();
        let kind = if is_body {
            Kind::Body
        } else {
            self.kind(&range, lexicon)
        };
        Some(Mention {
            tokens: tokens(words),
            value: written.clone(),
            words: range,
            kind,
            written,
            concept: None,
            preferred: None,
            refused: false,
        })
    }

    /// Whether capitals name nothing: adjectives, offices and bodies of no name, words of
    /// a title that are small elsewhere.
    fn is_common(&self, words: &[Word<'_>], habits: &Habits, lexicon: &Lexicon) -> bool {
        let small = |word: &Word<'_>| habits.small.contains(&word.folded) && !word.is_acronym();
        let generic = |word: &Word<'_>| {
            is_in(ADJECTIVES, &word.folded)
                || is_in(COMMON, &word.folded)
                || is_demonym(&word.folded)
                || lexicon.has("body", word.text)
                || lexicon.has("portfolio", word.text)
                || small(word)
        };
        let letters = words.iter().all(|word| word.text.chars().count() < 2);
        // March to the square.
        let march = words.len() == 1 && words.iter().all(|word| word.folded == "march");
        let unknown = |word: &Word<'_>| !habits.capital.contains(&word.folded);
        let titled = self.is_titled && words.len() == 1 && words.iter().all(unknown);
        letters || march || titled || words.iter().all(generic)
    }

    /// What the words beside a name say that it is.
    fn kind(&self, range: &Range<usize>, lexicon: &Lexicon) -> Kind {
        let (Some(first), Some(last)) = (
            self.words.get(range.start),
            range.end.checked_sub(1).and_then(|at| self.words.get(at)),
        ) else {
            return Kind::Name;
        };
        if range.len() == 1 && first.is_acronym() {
            return Kind::Name;
        }
        let next = self.words.get(range.end);
        let spoken = next.is_some_and(|word| {
            word.follows() && lexicon.has("verb", word.text) && !word.capital && range.len() > 1
        });
        let before = range.start.checked_sub(1).and_then(|at| self.words.get(at));
        // The Red Cross said: nobody’s name has an article.
        let article = before.is_some_and(|word| word.folded == "the") && first.follows();
        let spoken = spoken && !article;
        let whose = next.is_some_and(|word| {
            word.gap.contains(',')
                && !word.gap.contains(['.', ';'])
                && matches!(word.folded.as_str(), "who" | "whose" | "whom")
        });
        let owner = next
            .is_some_and(|word| last.possessive && word.follows() && lexicon.has("kin", word.text));
        let speaker = range.len() > 1 && !article && self.speakers.contains(self.slice(range));
        if spoken || whose || owner || speaker || self.is_called(range.start, lexicon) {
            return Kind::Person;
        }
        let within = before.is_some_and(|word| {
            matches!(word.folded.as_str(), "in" | "near" | "inside" | "outside")
        });
        if within && first.follows() && range.len() <= 2 && !last.possessive {
            return Kind::Place;
        }
        Kind::Name
    }

    /// Whether the words before a name say that a person follows: her brother, director,
    /// the mother of.
    fn is_called(&self, at: usize, lexicon: &Lexicon) -> bool {
        const RELATIONS: [&str; 10] = [
            "mother",
            "father",
            "relative",
            "relatives",
            "family",
            "families",
            "wife",
            "husband",
            "daughter",
            "son",
        ];
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.words.get(at));
        let (Some(first), Some(last)) = (self.words.get(at), before(1)) else {
            return false;
        };
        let of = last.folded == "of" && before(2).is_some_and(|w| is_in(&RELATIONS, &w.folded));
        let kin = lexicon.has("kin", last.text) && (first.follows() || first.gap.trim() == ",");
        of || kin || (first.follows() && lexicon.has("title", last.text))
    }
}

/// The words of a name for comparing.
pub(super) fn tokens(words: &[Word<'_>]) -> Vec<String> {
    words
        .iter()
        .map(|word| without_marks(&word.folded))
        .collect()
}

/// Chinese, Spanish, Russians.
fn is_demonym(word: &str) -> bool {
    let long = word.chars().count() > 4;
    long && (["ese", "ish", "ians", "icans", "eans"]
        .iter()
        .any(|end| word.ends_with(end))
        || ["ian", "ean", "ican"].iter().any(|end| word.ends_with(end)))
}
