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
            if let Some(mention) = self.judged(trimmed, &covered, habits, lexicon) {
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
            const PARTICLES: [&str; 12] = [
                "al", "bin", "ibn", "van", "von", "de", "der", "la", "du", "el", "da", "di",
            ];
            let joins = is_in(&PARTICLES, &next.folded)
                || body && matches!(next.folded.as_str(), "of" | "for" | "the");
            let mut behind = end + 1;
            if body
                && self
                    .words
                    .get(behind)
                    .is_some_and(|word| word.folded == "the")
            {
                behind += 1;
            }
            let follows = self.words.get(behind).is_some_and(|word| word.follows());
            if !joins || !capital(behind) || !follows {
                break;
            }
            end = behind + 1;
        }
        at..end
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
    fn judged(
        &self,
        range: Range<usize>,
        covered: &[bool],
        habits: &Habits,
        lexicon: &Lexicon,
    ) -> Option<Mention> {
        let words = self.words.get(range.clone())?;
        let (first, last) = (words.first()?, words.last()?);
        let is_body = words.iter().any(|word| lexicon.has("body", word.text))
            || matches!(
                last.folded.as_str(),
                "international" | "nations" | "watch" | "times"
            );
        let title = words
            .iter()
            .rposition(|word| lexicon.has("title", word.text));
        if let (Some(title), false) = (title, is_body) {
            let rest = range.start + title + 1..range.end;
            let mut mention = self.judged(rest, covered, habits, lexicon)?;
            mention.kind = Kind::Person;
            return Some(mention);
        }
        let generic = |word: &Word<'_>| {
            is_in(ADJECTIVES, &word.folded)
                || is_in(COMMON, &word.folded)
                || is_demonym(&word.folded)
                || lexicon.has("body", word.text)
                || lexicon.has("portfolio", word.text)
                || (habits.small.contains(&word.folded) && !word.is_acronym())
        };
        let titled = self.is_titled && words.iter().all(|w| habits.small.contains(&w.folded));
        let number = words.iter().all(|word| word.text.chars().count() < 2);
        if titled || number || words.iter().all(generic) {
            return None;
        }
        if self.is_titled && range.len() == 1 && !habits.capital.contains(&first.folded) {
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

    /// What the words beside a name say that it is.
    fn kind(&self, range: &Range<usize>, lexicon: &Lexicon) -> Kind {
        let before = |back: usize| {
            range
                .start
                .checked_sub(back)
                .and_then(|at| self.words.get(at))
        };
        let (Some(first), Some(last)) =
            (self.words.get(range.start), self.words.get(range.end - 1))
        else {
            return Kind::Name;
        };
        let next = self.words.get(range.end);
        let comma = |word: &Word<'_>| word.gap.contains(',') && !word.gap.contains(['.', ';']);
        let near = first.follows() || first.gap.trim() == ",";
        let kin = |word: &Word<'_>| lexicon.has("kin", word.text);
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
        let of = before(1).is_some_and(|word| word.folded == "of")
            && before(2).is_some_and(|word| is_in(&RELATIONS, &word.folded));
        let called = before(1).is_some_and(|word| {
            near && (kin(word) || (first.follows() && lexicon.has("title", word.text)))
        });
        let spoken = next
            .is_some_and(|word| word.follows() && lexicon.has("verb", word.text) && !word.capital);
        let whose = next.is_some_and(|word| {
            comma(word) && matches!(word.folded.as_str(), "who" | "whose" | "whom")
        });
        let owner = last.possessive && next.is_some_and(|word| word.follows() && kin(word));
        let speaker = range.len() > 1 && self.speakers.contains(self.slice(range));
        let acronym = range.len() == 1 && first.is_acronym();
        if !acronym && (called || of || whose || owner || speaker || (spoken && range.len() > 1)) {
            return Kind::Person;
        }
        let within = before(1).is_some_and(|word| {
            matches!(word.folded.as_str(), "in" | "near" | "inside" | "outside")
        });
        if within && first.follows() && range.len() <= 2 && !acronym && !last.possessive {
            return Kind::Place;
        }
        Kind::Name
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
