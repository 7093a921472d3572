//! From a noun phrase to the name in it.
//!
//! The name is the smallest phrase, as written, that names the person or the
//! body: no title, no apposition. Whatever is not plainly a name is none: a
//! wrong name is worse than no name.

use crate::text::quotation::rules::Rules;

use super::token::{Kind, Token};

/// More words than this are no name of a person.
const NAME_WORDS: usize = 5;

/// More words than this are no name of a body.
const BODY_WORDS: usize = 9;

/// Judges phrases of one document.
pub(super) struct Names<'a> {
    pub(super) rules: &'a Rules,
    /// Whether a word with a capital is known to have it in the middle of a
    /// sentence too.
    pub(super) known: &'a dyn Fn(&str) -> bool,
}

impl Names<'_> {
    fn has(&self, section: &str, token: &Token) -> bool {
        self.rules.has(section, token.text)
    }

    /// The bytes of the name in a noun phrase. `initial`: its first word begins
    /// a sentence, so that its capital says nothing.
    pub(super) fn phrase(&self, phrase: &[Token], initial: bool) -> Option<(usize, usize)> {
        let first = phrase.first()?;
        let names_none = phrase.iter().enumerate().any(|(place, token)| {
            // In the middle a capital says that the word is part of a name:
            // the United States.
            let read = place == 0 || !token.is_capital();
            let mut sections = ["clause", "pronoun", "verb", "mouth"].iter();
            !token.is_word() || (read && sections.any(|section| self.has(section, token)))
        });
        if names_none || self.has("nameless", first) || self.has("preposition", first) {
            return None;
        }
        let degrees = phrase.iter().rev().take_while(|t| self.has("degree", t));
        let phrase = phrase.get(..phrase.len() - degrees.count())?;
        let run = phrase
            .iter()
            .rev()
            .take_while(|token| token.is_capital() && !token.is_inflected())
            .count();
        let (before, run) = phrase.split_at_checked(phrase.len() - run)?;
        if run.is_empty() {
            return self.body(phrase);
        }
        self.run(before, run, initial).or_else(|| self.body(phrase))
    }

    /// The name in a run of capitals, given what stands before it.
    fn run(&self, given: &[Token], run: &[Token], initial: bool) -> Option<(usize, usize)> {
        let before = self.without_office(given, run);
        let portfolio = before.len() < given.len();
        let titles = run.iter().rposition(|token| {
            self.has("title", token) || (portfolio && self.has("portfolio", token))
        });
        let body = self.has("body", run.last()?);
        // In the name of a body an office is part of it: Journalist Union.
        let titles = titles.filter(|_| !body);
        let name = run.get(titles.map_or(0, |last| last + 1)..)?;
        let (first, last) = (name.first()?, name.last()?);
        let occupied = name.iter().any(|token| self.has("occupation", token));
        let found = Some((first.at, last.end()));
        if name.len() > NAME_WORDS {
            return None;
        }
        match before.last() {
            Some(word) if self.is_the(word) && titles.is_some() && name.len() > 1 => {
                (before.len() == 1).then_some(found?)
            }
            Some(word) if self.is_the(word) => {
                let sure = first.is_acronym() || body || name.len() > 1;
                (sure && before.len() == 1).then_some((word.at, last.end()))
            }
            Some(word) if word.is_inflected() && body => None,
            Some(word) if word.is_inflected() => {
                (titles.is_some() || name.len() > 1).then_some(found?)
            }
            Some(word) => (self.has("title", word)
                || self.has("kin", word)
                || self.has("occupation", word)
                || titles.is_some() && self.leads(word))
            .then_some(found?),
            None if initial && occupied => None,
            None if initial && titles.is_none() && name.len() == 1 => {
                (first.is_acronym() || (self.known)(first.text)).then_some(found?)
            }
            None => found,
        }
    }

    /// What stands before an office of two nouns, of which `run` begins with the
    /// second: Secretary of State Ana Roe.
    fn without_office<'a, 'b>(&self, before: &'a [Token<'b>], run: &[Token]) -> &'a [Token<'b>] {
        match before {
            [rest @ .., office, of]
                if of.text == "of"
                    && self.has("title", office)
                    && run
                        .first()
                        .is_some_and(|first| self.has("portfolio", first)) =>
            {
                let capitals = rest.iter().rev().take_while(|token| token.is_capital());
                rest.get(..rest.len() - capitals.count())
                    .unwrap_or_default()
            }
            _ => before,
        }
    }

    /// Whether a word may stand before a title.
    fn leads(&self, word: &Token) -> bool {
        self.is_the(word) || self.has("before-title", word)
    }

    fn is_the(&self, token: &Token) -> bool {
        self.rules.language() == "en" && self.rules.fold(token.text) == "the"
    }

    /// “the UN rights office”, “China’s Foreign Ministry”, “the Office of the
    /// High Commissioner”: the whole phrase, if its head is a body and a proper
    /// name is in it.
    fn body(&self, phrase: &[Token]) -> Option<(usize, usize)> {
        let (first, last) = (phrase.first()?, phrase.last()?);
        let start = usize::from(self.is_the(first));
        let own = phrase.get(start..)?;
        let head = own
            .iter()
            .position(|token| self.has("preposition", token))
            .and_then(|at| own.get(..at)?.last())
            .unwrap_or(last);
        let possessor = first.is_capital() && first.is_inflected();
        let proper = own
            .iter()
            .skip(usize::from(start == 0 && !possessor))
            .any(|token| {
                token.is_capital() && !self.has("title", token) && !self.has("body", token)
            });
        let definite = start == 1 || own.iter().any(|token| token.is_inflected());
        let sure = self.has("body", head) && proper && definite && phrase.len() <= BODY_WORDS;
        sure.then_some((first.at, last.end()))
    }

    /// A phrase with an apposition: “Ana Roe, Amnesty’s director” and
    /// “Amnesty’s director, Ana Roe” name the same.
    pub(super) fn apposed(
        &self,
        phrase: &[Token],
        beside: &[Token],
        initial: bool,
    ) -> Option<(usize, usize)> {
        let titles = beside.iter().take_while(|t| self.has("title", t)).count();
        let name = beside.get(titles..)?;
        if name.is_empty() || !self.is_plain(name) || (titles > 0 && self.is_plain(phrase)) {
            return self.phrase(phrase, initial);
        }
        let kin = phrase.last().is_some_and(|token| self.has("kin", token));
        (self.describes(phrase) && !self.is_plain(phrase) && (kin || name.len() > 1))
            .then(|| self.phrase(beside, false))
            .flatten()
    }

    /// Whether it is nothing but names.
    fn is_plain(&self, tokens: &[Token]) -> bool {
        let plain = |t: &Token| t.is_capital() && !t.is_inflected() && !self.has("title", t);
        tokens.len() <= NAME_WORDS && tokens.iter().all(plain)
    }

    /// Whether a phrase says what somebody is: by an office, by kinship, or in
    /// small words behind an article: the organiser, her neighbour.
    fn describes(&self, phrase: &[Token]) -> bool {
        let office = |token: &Token| self.has("title", token);
        let kin = phrase.last().is_some_and(|token| self.has("kin", token));
        let within = phrase.iter().any(|token| self.has("preposition", token));
        let article = |token: &Token| self.is_the(token) || self.has("nameless", token);
        let small = |token: &Token| {
            token.is_word() && !token.is_capital() && !self.has("preposition", token)
        };
        phrase.iter().any(office)
            || (kin && !within)
            || phrase
                .split_first()
                .is_some_and(|(first, rest)| article(first) && rest.iter().all(small))
    }

    /// The subject at the end of `tokens`, which stand before a verb: the
    /// phrase after the last comma, or, if a comma stands before the verb, the
    /// phrase with its apposition or relative clause.
    pub(super) fn subject(&self, tokens: &[Token], initial: bool) -> Option<(usize, usize)> {
        let skipped = tokens
            .iter()
            .rev()
            .take_while(|token| token.is_word() && self.may_stand_between(token))
            .count();
        let tokens = tokens.get(..tokens.len() - skipped)?;
        let (last, rest) = tokens.split_last()?;
        let phrases = |tokens: &[Token]| tokens.iter().rposition(|t| t.kind == Kind::Comma);
        if last.kind != Kind::Comma {
            let from = phrases(tokens).map_or(0, |comma| comma + 1);
            return self.phrase(tokens.get(from..)?, initial && from == 0);
        }
        let comma = phrases(rest)?;
        let (before, beside) = (rest.get(..comma)?, rest.get(comma + 1..)?);
        let from = phrases(before).map_or(0, |comma| comma + 1);
        self.apposed(before.get(from..)?, beside, initial && from == 0)
    }

    fn may_stand_between(&self, token: &Token) -> bool {
        let adverb = token.text.ends_with("ly") && !token.is_capital();
        self.has("between", token) || (adverb && self.rules.language() == "en")
    }
}
