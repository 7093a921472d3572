//! Dates that share a month or a year: 3-4 June 1989, between January and June 2022.

use crate::check::numbers::month;
use crate::fact::word::Word;

use super::{Cursor, Date, Read, Relative, When};

impl Cursor<'_, '_> {
    /// 3-4 June 1989, 1 to 3 May, on 3 and 4 June: the first day, of the month that stands
    /// behind the second.
    pub(super) fn first_of_days(&self) -> Read {
        let day = self.day(0)?;
        let second = self.word(1)?;
        let at = match second.folded.as_str() {
            "to" | "until" if second.follows() => 2,
            "and" | "or" if second.follows() && self.is_dated_before() => 2,
            _ if is_dash(second.gap) => 1,
            _ => return None,
        };
        let close = at == 1 || self.word(at)?.follows();
        let later = self.day(at).filter(|later| close && *later > day)?;
        let behind = Cursor::at(self.rest, at, self.locale);
        let (_, said, _) = behind.day_first()?;
        let said = When {
            day: Some(day),
            ..said
        };
        (said.year.is_none() || said.date().is_some())
            .then_some((1, said, None))
            .filter(|_| behind.day(0) == Some(later))
    }

    /// Whether the word before says that a day follows.
    fn is_dated_before(&self) -> bool {
        const BEFORE: [&str; 6] = ["on", "from", "between", "the", "of", "since"];
        self.before
            .is_some_and(|word| BEFORE.contains(&word.folded.as_str()))
    }

    /// May 1-3, 2024: the second day, given the first.
    pub(super) fn second_day(&self, first: When) -> Option<(usize, When)> {
        let day = self.day(0).filter(|day| Some(*day) > first.day)?;
        let dash = is_dash(self.word(0)?.gap);
        let own = self
            .word(1)
            .is_some_and(|word| word.follows() && month(&word.folded, self.locale).is_some());
        first.day.filter(|_| dash && !own && first.year.is_none())?;
        let year = self.year(1).filter(|_| self.near(1));
        let length = 1 + usize::from(year.is_some());
        Some((length, When::new(year, first.month, Some(day))))
    }

    /// In January, February and March: a month behind another.
    pub(super) fn is_in_list(&self) -> bool {
        let comma = self.word(0).is_some_and(|word| word.gap.trim() == ",");
        let month = |word: &Word<'_>| word.capital && month(&word.folded, self.locale).is_some();
        comma && self.before.is_some_and(month)
    }

    /// March to the square, May I ask: a word with a capital that is a verb here.
    pub(super) fn is_verb_of_month(&self, before: &Word<'_>) -> bool {
        const TIME: [&str; 8] = [
            "in", "since", "until", "till", "by", "during", "early", "late",
        ];
        let verb = self
            .word(0)
            .is_some_and(|word| matches!(word.folded.as_str(), "march" | "may"));
        let sure = TIME.contains(&before.folded.as_str());
        let goes_on = self.word(1).is_some_and(|next| {
            let joint = matches!(next.folded.as_str(), "to" | "and" | "or" | "until");
            let dated = joint && self.month(2).is_some();
            next.follows() && !next.is_numeric() && !dated && !next.begins
        });
        verb && !sure && goes_on
    }
}

/// A hyphen or a dash, and nothing else.
fn is_dash(gap: &str) -> bool {
    matches!(
        gap.trim(),
        "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}"
    )
}

/// Between January and June 2022, January, February and March 2022: what stands before is
/// of that year too. Only a dash or a word joins two dates; a comma does so in a list that
/// ends with one of these.
pub(super) fn complete(found: &mut [Date], words: &[Word<'_>]) {
    let mut carried = false;
    for at in (1..found.len()).rev() {
        let Some((head, tail)) = found.split_at_mut_checked(at) else {
            return;
        };
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else {
            return;
        };
        let joined = match words
            .get(first.words.end..second.words.start)
            .unwrap_or_default()
        {
            [] => words.get(second.words.start).is_some_and(|word| {
                is_dash(word.gap) || (carried && word.gap.trim() == "," && !word.begins)
            }),
            [word] => {
                let next = words.get(second.words.start);
                let known = matches!(word.folded.as_str(), "and" | "to" | "or" | "until");
                let close = word.follows() || (known && word.gap.trim() == ",");
                known && close && next.is_some_and(|next| next.follows())
            }
            _ => false,
        };
        carried = joined
            && first.said.year.is_none()
            && first.said.month.is_some()
            && second.relative.is_none()
            && second.said.year.is_some();
        if carried {
            first.said.year = second.said.year;
            if first.relative == Some(Relative::Unclear) {
                first.relative = None;
            }
        }
    }
}
