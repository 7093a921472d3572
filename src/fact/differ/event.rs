//! What happened on a date, and to whom.

use std::collections::BTreeSet;

use crate::fact::Kind;
use crate::fact::date::Date;
use crate::fact::lexicon::{DOCUMENTS, is_in, singular};
use crate::fact::run::{Line, Mention};
use crate::fact::word::Word;

/// How many words before its date an event may be told.
const REACH: usize = 18;

/// How many words before an event may stand to whom it happened.
const SUBJECT: usize = 8;

/// What happens to a person once, by the words that say it.
#[rustfmt::skip]
const ONCE: [(&str, &[&str]); 6] = [
    ("office", &["took over", "takes over", "taking over", "took office", "takes office",
        "taking office", "sworn in", "was appointed", "was elected", "inaugurated"]),
    ("end", &["mandate ended", "term ended", "stepped down", "resigned", "left office"]),
    ("arrest", &["was arrested", "arrested", "taken away", "was detained", "was abducted",
        "was seized"]),
    ("disappearance", &["disappeared", "went missing", "vanished"]),
    ("death", &["died", "was killed", "was murdered", "was executed"]),
    ("birth", &["was born", "born"]),
];

/// The release of something to read, by the words that say it.
const RELEASE: [&str; 6] = [
    "released",
    "release",
    "published",
    "publication",
    "issued",
    "public",
];

/// What happened on a date: its class, and to whom or to what of whom. Only what stands
/// in the same segment and shortly before the date is asked.
pub(in crate::fact) fn events(
    line: &Line<'_>,
    mentions: &[Mention],
    date: &Date,
) -> BTreeSet<(&'static str, String)> {
    let Some(first) = line.words.get(date.words.start) else {
        return BTreeSet::new();
    };
    let segment = first.segment;
    let mut start = date.words.start;
    let mut comma = first.gap.contains([',', ';', '(']);
    // Back to the comma, the colon or the beginning of the segment.
    while let Some(at) = start
        .checked_sub(1)
        .filter(|at| date.words.start - at <= REACH)
    {
        let Some(word) = line.words.get(at).filter(|word| word.segment == segment) else {
            break;
        };
        if comma {
            break;
        }
        comma = word.gap.contains([',', ';', ':', '“', '”']);
        start = at;
    }
    let clause = Clause {
        line,
        mentions,
        from: start,
        date,
    };
    let mut found = BTreeSet::new();
    found.extend(clause.once());
    found.extend(clause.release());
    found
}

struct Clause<'c, 'a> {
    line: &'c Line<'a>,
    mentions: &'c [Mention],
    /// The first of its words that is near enough to the date.
    from: usize,
    date: &'c Date,
}

impl<'a> Clause<'_, 'a> {
    fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.line.words.get(at)
    }

    fn says(&self, at: usize, words: &str) -> bool {
        words
            .split(' ')
            .zip(at..)
            .all(|(word, at)| self.word(at).is_some_and(|own| own.folded == word))
    }

    /// What happens once, to the person named before it, or behind the date.
    fn once(&self) -> Option<(&'static str, String)> {
        let mut last = None;
        for at in self.from..self.date.words.start {
            let class = ONCE
                .iter()
                .find(|(_, forms)| forms.iter().any(|form| self.says(at, form)));
            if let Some((class, _)) = class {
                // The verb nearest to the date is the one that is dated.
                match last {
                    Some((known, _)) if known == *class => {}
                    _ => last = Some((*class, at)),
                }
            }
        }
        let (class, verb) = last?;
        let person = self.subject(verb).or_else(|| self.behind(verb))?;
        Some((class, person.value.clone()))
    }

    /// The person before a verb, if nobody else and no other name is between.
    fn subject(&self, verb: usize) -> Option<&Mention> {
        let until = self
            .mentions
            .partition_point(|mention| mention.words.end <= verb);
        let last = until.checked_sub(1).and_then(|at| self.mentions.get(at))?;
        let segment = self.word(verb)?.segment;
        let near = verb - last.words.end <= SUBJECT
            && self
                .word(last.words.start)
                .is_some_and(|word| word.segment == segment);
        let owner = last.words.end.checked_sub(1).and_then(|at| self.word(at));
        let of_term = self
            .word(verb)
            .is_some_and(|word| matches!(word.folded.as_str(), "mandate" | "term"));
        let sound = owner.is_some_and(|word| word.possessive == of_term || !word.possessive);
        (last.kind == Kind::Person && near && sound).then_some(last)
    }

    /// Upon taking office in May, Ana Roe …
    fn behind(&self, verb: usize) -> Option<&Mention> {
        let first = self.word(verb)?.segment;
        let before = verb.checked_sub(1).and_then(|at| self.word(at));
        let begins = self.word(verb)?.begins || before.is_some_and(|word| word.begins);
        let next = self
            .mentions
            .partition_point(|m| m.words.start < self.date.words.end);
        let next = self.mentions.get(next)?;
        let word = self.word(self.date.words.end)?;
        // A title may stand before the name.
        let joined = word.gap.trim() == "," && next.words.start - self.date.words.end <= 4;
        (begins && joined && word.segment == first && next.kind == Kind::Person).then_some(next)
    }

    /// The release of a document, by the body named nearest to it.
    fn release(&self) -> Option<(&'static str, String)> {
        let verb = (self.from..self.date.words.start).rev().find(|at| {
            self.word(*at)
                .is_some_and(|word| is_in(&RELEASE, &word.folded))
        })?;
        let segment = self.word(verb)?.segment;
        let from = verb.saturating_sub(REACH);
        let document = (from..self.date.words.end).find_map(|at| {
            let word = self.word(at).filter(|word| word.segment == segment)?;
            let noun = singular(&word.folded);
            is_in(DOCUMENTS, &noun).then_some(())
        });
        document?;
        let near = self
            .mentions
            .partition_point(|mention| mention.words.end <= from);
        let bodies = self
            .mentions
            .iter()
            .skip(near)
            .take_while(|m| m.words.start < self.date.words.start);
        let bodies = bodies.filter(|m| m.kind == Kind::Body);
        let body = bodies.min_by_key(|m| {
            if m.words.start > verb {
                m.words.start - verb
            } else {
                verb - m.words.end.min(verb)
            }
        })?;
        let same = self
            .word(body.words.start)
            .is_some_and(|word| word.segment == segment);
        same.then(|| ("release", body.value.clone()))
    }
}
