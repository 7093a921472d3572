//! Which office a statement gives to whom.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::quotation::Lexicon;

use super::Kind;
use super::lexicon::{SMALL, VERBS, is_in};
use super::run::{Line, Mention};
use super::word::Word;

/// More words than this are no title.
const LONGEST: usize = 12;

/// Words between a person and the “as” of an office.
#[rustfmt::skip]
const OFFICES: [&str; 13] = [
    "mandate", "term", "role", "appointed", "over", "office", "post", "tenure", "served",
    "serves", "elected", "named", "sworn",
];

/// A title of a person.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub(super) words: Range<usize>,
    /// The value of the person's mention.
    pub(super) person: String,
}

/// The titles of a paragraph, given its names in order.
pub(super) fn titles(line: &Line<'_>, mentions: &[Mention], lexicon: &Lexicon) -> Vec<Title> {
    let office = Office::new(line, mentions, lexicon);
    let mut found: Vec<Title> = Vec::new();
    let mut starts = BTreeSet::new();
    for (place, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Person {
            continue;
        }
        let ranges = [
            office.before(mention),
            office.behind(mention),
            office.as_office(place, mention),
        ];
        for words in ranges.into_iter().flatten() {
            if starts.insert(words.start) {
                found.push(Title {
                    words,
                    person: mention.value.clone(),
                });
            }
        }
    }
    found
}

/// Makes persons of the names that have a title before or behind them.
pub(super) fn with_titles(line: &Line<'_>, mentions: &mut [Mention], lexicon: &Lexicon) {
    let office = Office::new(line, mentions, lexicon);
    let named = mentions.iter().map(|mention| {
        mention.kind == Kind::Name
            && mention.concept.is_none()
            && (2..=4).contains(&mention.words.len())
            && (office.behind(mention).is_some()
                || office.before(mention).is_some()
                || office.is_occupied(mention))
    });
    let named: Vec<bool> = named.collect();
    for (mention, is_person) in mentions.iter_mut().zip(named) {
        if is_person {
            mention.kind = Kind::Person;
        }
    }
}

struct Office<'w, 'a> {
    line: &'w Line<'a>,
    mentions: &'w [Mention],
    /// For each word, whether it is part of the name of a body.
    of_body: Vec<bool>,
    lexicon: &'w Lexicon,
}

impl<'w, 'a> Office<'w, 'a> {
    fn new(line: &'w Line<'a>, mentions: &'w [Mention], lexicon: &'w Lexicon) -> Office<'w, 'a> {
        let mut of_body = vec![false; line.words.len()];
        for body in mentions.iter().filter(|mention| mention.kind == Kind::Body) {
            let words = of_body
                .iter_mut()
                .take(body.words.end)
                .skip(body.words.start);
            words.for_each(|one| *one = true);
        }
        Office {
            line,
            mentions,
            of_body,
            lexicon,
        }
    }

    fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.line.words.get(at)
    }

    fn is_title(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| self.lexicon.has("title", word.text))
    }

    /// The name of a body that a word is part of and that is no abbreviation: whose
    /// office it is, is not part of the title.
    fn is_of_body(&self, at: usize) -> bool {
        let acronym = self.word(at).is_some_and(Word::is_acronym);
        self.of_body.get(at).copied().unwrap_or(false) && !acronym
    }

    /// Former High Commissioner Ana Roe; Director for China, Ana Roe.
    fn before(&self, mention: &Mention) -> Option<Range<usize>> {
        let end = mention.words.start;
        let gap = self.word(end)?.gap;
        let comma = gap.trim() == ",";
        if !(comma || self.word(end)?.follows()) || self.word(end)?.begins {
            return None;
        }
        let mut start = end;
        while let Some(at) = start.checked_sub(1).filter(|at| end - at <= LONGEST) {
            let word = self.word(at)?;
            let joined = start == end
                || self
                    .word(start)
                    .is_some_and(|w| w.follows() || w.is_hyphened());
            if !joined || word.possessive || !self.is_of_title(at) || self.is_of_body(at) {
                break;
            }
            start = at;
            if word.begins {
                break;
            }
        }
        while self
            .word(start)
            .is_some_and(|word| is_in(SMALL, &word.folded))
            && start < end
        {
            start += 1;
        }
        let last = end.checked_sub(1)?;
        let has_title = (start..end).any(|at| self.is_title(at));
        let owned = start
            .checked_sub(1)
            .and_then(|at| self.word(at))
            .is_none_or(|word| word.possessive || matches!(word.folded.as_str(), "the" | "a"));
        let sound = if comma { owned } else { self.is_title(last) };
        (has_title && sound).then_some(start..end)
    }

    /// Whether a word may be part of a title: a title, what stands before one, a word
    /// with a capital, and “of” and “for” between these.
    fn is_of_title(&self, at: usize) -> bool {
        #[rustfmt::skip]
        const PARTS: [&str; 30] = [
            "of", "for", "and", "to", "the", "rights", "human", "deputy", "regional", "associate",
            "assistant", "senior", "vice", "interim", "prime", "foreign", "executive", "managing",
            "campaigns", "research", "programme", "program", "media", "press", "country", "national",
            "international", "special", "chief", "communications",
        ];
        let Some(word) = self.word(at) else {
            return false;
        };
        if word.capital {
            return !is_in(SMALL, &word.folded);
        }
        self.is_title(at)
            || self.lexicon.has("before-title", word.text)
            || self.lexicon.has("portfolio", word.text)
            || is_in(&PARTS, &word.folded) && (word.folded != "the" && word.folded != "and")
    }

    /// Ana Roe, Amnesty’s deputy regional director for China, said.
    fn behind(&self, mention: &Mention) -> Option<Range<usize>> {
        let start = mention.words.end;
        let first = self.word(start)?;
        if first.gap.trim() != "," || mention_is_possessive(self.line, mention) {
            return None;
        }
        let start = self.unowned(start);
        let mut end = start;
        let mut whose = None;
        while end - start <= LONGEST
            && self.word(end).is_some_and(|word| {
                (end == start || word.follows() || word.is_hyphened())
                    && (self.is_of_title(end)
                        || matches!(word.folded.as_str(), "the" | "and")
                        || is_noun_of(word, end, whose))
            })
        {
            if self
                .word(end)
                .is_some_and(|word| is_in(&["of", "for"], &word.folded))
            {
                whose = Some(end);
            }
            end += 1;
        }
        let closed = self.word(end).is_none_or(|word| !word.follows());
        let titled = (start..end).any(|at| self.is_title(at));
        (closed && titled && end - start <= LONGEST).then_some(start..end)
    }

    /// Where a title begins that may have its owner and an article before it: Amnesty’s, the.
    fn unowned(&self, mut start: usize) -> usize {
        let owner = (start..start + 6).take_while(|at| {
            self.word(*at)
                .is_some_and(|word| word.capital || is_in(&["the", "a", "an"], &word.folded))
        });
        if let Some(owner) = owner
            .into_iter()
            .find(|at| self.word(*at).is_some_and(|w| w.possessive))
        {
            start = owner + 1;
        }
        while self
            .word(start)
            .is_some_and(|word| is_in(&["the", "a", "an"], &word.folded))
        {
            start += 1;
        }
        start
    }

    /// Ana Roe, a young journalist, left.
    fn is_occupied(&self, mention: &Mention) -> bool {
        #[rustfmt::skip]
        const OCCUPATIONS: [&str; 24] = [
            "journalist", "reporter", "writer", "poet", "author", "lawyer", "activist", "scholar",
            "academic", "doctor", "singer", "musician", "artist", "businessman", "businesswoman",
            "politician", "lecturer", "photographer", "dissident", "campaigner", "researcher",
            "economist", "blogger", "actor",
        ];
        let start = mention.words.end;
        let article =
            |word: &Word<'_>| word.gap.trim() == "," && is_in(&["a", "an", "the"], &word.folded);
        if !self.word(start).is_some_and(article) || mention_is_possessive(self.line, mention) {
            return false;
        }
        (start + 1..start + 5)
            .map_while(|at| {
                self.word(at)
                    .filter(|word| word.follows() || word.is_hyphened())
            })
            .any(|word| {
                is_in(&OCCUPATIONS, &word.folded) || self.lexicon.has("occupation", word.text)
            })
    }

    /// Roe’s mandate as High Commissioner; Roe, who took over as director.
    fn as_office(&self, place: usize, mention: &Mention) -> Option<Range<usize>> {
        let next = self
            .mentions
            .iter()
            .skip(place + 1)
            .find(|m| m.kind == Kind::Person);
        let limit = next.map_or(self.line.words.len(), |next| next.words.start);
        let limit = limit.min(mention.words.end + LONGEST);
        let segment = self.word(mention.words.start)?.segment;
        let as_ = (mention.words.end..limit).find(|at| {
            self.word(*at)
                .is_some_and(|word| word.folded == "as" && word.segment == segment)
        })?;
        let office = (mention.words.end..as_).any(|at| {
            self.word(at)
                .is_some_and(|word| is_in(&OFFICES, &word.folded))
        });
        let known = self
            .line
            .titles
            .binary_search_by_key(&(as_ + 1), |title| title.start);
        let known = known.ok().and_then(|at| self.line.titles.get(at));
        let known = known.filter(|_| office);
        if let Some(known) = known {
            return Some(known.clone());
        }
        let mut end = as_ + 1;
        while self
            .word(end)
            .is_some_and(|word| word.follows() && word.capital)
            && end < limit
        {
            end += 1;
        }
        let titled = (as_ + 1..end).any(|at| self.is_title(at));
        (office && titled).then_some(as_ + 1..end)
    }
}

/// Whether a word may be of what a title is of: director of the agency. At most three
/// nouns, and no verb.
fn is_noun_of(word: &Word<'_>, at: usize, whose: Option<usize>) -> bool {
    let near = whose.is_some_and(|of| at - of <= 4);
    let letters = word.text.chars().all(char::is_alphabetic);
    near && letters && !is_in(SMALL, &word.folded) && !is_in(VERBS, &word.folded)
}

fn mention_is_possessive(line: &Line<'_>, mention: &Mention) -> bool {
    let last = mention
        .words
        .end
        .checked_sub(1)
        .and_then(|at| line.words.get(at));
    last.is_some_and(|word| word.possessive)
}
