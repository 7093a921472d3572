//! Days of the week, beside a date and alone.

use crate::fact::word::Word;

use super::{Cursor, Date, Read};

#[rustfmt::skip]
const DAYS: [&str; 7] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
];

/// How far from a day of the week its verb is looked for, in words.
const REACH: usize = 10;

impl Cursor<'_, '_> {
    /// The day of the week that begins here, Monday being 1.
    pub(super) fn weekday(&self) -> Option<i8> {
        weekday(self.word(0)?)
    }

    /// Monday 10 June, Monday, June 10, 2024: the date that it belongs to.
    pub(super) fn behind_weekday(&self) -> Read {
        let (first, rest) = self.rest.split_first()?;
        let cursor = Cursor {
            past: self.past,
            rest,
            before: Some(first),
            locale: self.locale,
        };
        let close = cursor.near(0) && !first.possessive;
        let (length, said, relative) = cursor.day_first().or_else(|| cursor.month_first())?;
        (close && said.day.is_some()).then_some((length, said, relative))
    }

    /// Whether what happened on a day of the week is plainly past: the verb nearest before
    /// it in its clause, or behind a sentence that begins with the day, says so, and nothing
    /// in the sentence tells of what is to come.
    pub(super) fn is_past(&self) -> bool {
        #[rustfmt::skip]
        const TO_COME: [&str; 30] = [
            "will", "would", "shall", "is", "are", "be", "next", "coming", "upcoming", "due", "set",
            "scheduled", "planned", "expected", "may", "might", "could", "should", "can", "must",
            "until", "till", "by", "before", "from", "every", "each", "going", "ahead", "announced",
        ];
        let Some(own) = self.word(0).filter(|word| !word.possessive) else {
            return false;
        };
        let in_sentence = |word: &&Word<'_>| word.segment == own.segment;
        let before = self.past.iter().rev().take(REACH).take_while(in_sentence);
        let behind = self.rest.iter().skip(1).take(REACH).take_while(in_sentence);
        let to_come = |word: &Word<'_>| TO_COME.contains(&word.folded.as_str());
        if before.clone().chain(behind.clone()).any(to_come) {
            return false;
        }
        let on = self.before.is_some_and(|word| word.folded == "on");
        let last = before.clone().nth(usize::from(on));
        match last {
            // On Monday, he said.
            None => behind.clone().any(is_past_verb),
            Some(verb) if !on => is_past_verb(verb),
            Some(_) => {
                // Of its own clause alone.
                let mut open = own.gap.contains([',', ';', ':', '“', '”']);
                let clause = before.take_while(|word| {
                    let within = !open;
                    open = word.gap.contains([',', ';', ':', '“', '”']);
                    within
                });
                let mut clause = clause;
                clause.any(is_past_verb)
            }
        }
    }
}

impl Date {
    /// The day of the week that a date has which is said with another one.
    pub(in crate::fact) fn other_weekday(&self) -> Option<&'static str> {
        let own = self.said.date()?.weekday().to_monday_one_offset();
        self.weekday.filter(|said| *said != own)?;
        let at = usize::try_from(own.checked_sub(1)?).ok()?;
        DAYS.get(at).copied()
    }
}

/// The number of a day of the week, Monday being 1.
pub(super) fn weekday(word: &Word<'_>) -> Option<i8> {
    let at = DAYS
        .iter()
        .position(|day| word.capital && word.folded == *day)?;
    i8::try_from(at + 1).ok()
}

/// Was, said, arrested: a verb that tells of what has been.
fn is_past_verb(word: &Word<'_>) -> bool {
    #[rustfmt::skip]
    const PAST: [&str; 26] = [
        "was", "were", "had", "did", "said", "told", "took", "came", "went", "met", "began", "held",
        "found", "left", "died", "fell", "rose", "broke", "wrote", "spoke", "won", "lost", "saw",
        "made", "gave", "fled",
    ];
    let own = word.folded.as_str();
    PAST.contains(&own) || (!word.capital && own.len() > 4 && own.ends_with("ed"))
}
