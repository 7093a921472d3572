//! Days, months and years in words and figures.

mod list;
mod weekday;

use std::ops::Range;

use crate::check::numbers::month;
use crate::model::Locale;

use super::when::When;
use super::word::Word;
use weekday::weekday;

/// A date of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Date {
    /// The words it takes.
    pub(super) words: Range<usize>,
    /// What is said, as far as it is said.
    pub(super) said: When,
    /// How it depends on the day of the statement.
    pub(super) relative: Option<Relative>,
    /// The day of the week that is said with it, Monday being 1.
    pub(super) weekday: Option<i8>,
}

/// How a date depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relative {
    /// So many days later.
    Days(i8),
    /// So many months later.
    Months(i16),
    /// So many years later.
    Years(i16),
    /// The last month of that number before the day.
    LastMonth,
    /// That month in the year of the statement, or so many years later.
    MonthOf(i16),
    /// The last day of the week of that number, Monday being 1: where it is plainly past.
    Weekday(i8),
    /// Not to be counted.
    Unclear,
}

impl Date {
    /// The day that is meant, given that of the statement.
    pub(super) fn meant(&self, today: Option<When>) -> Option<When> {
        let Some(relative) = self.relative else {
            return Some(self.said);
        };
        let today = today?;
        match relative {
            Relative::Days(0) => Some(today),
            Relative::Days(days) => today.days(days),
            Relative::Months(months) => today.months(months),
            Relative::Years(years) => Some(When::new(
                today.year.and_then(|y| y.checked_add(years)),
                None,
                None,
            )),
            Relative::LastMonth => {
                let (year, now, month) = (today.year?, today.month?, self.said.month?);
                // In the month itself nobody can tell.
                let year = match month.cmp(&now) {
                    std::cmp::Ordering::Less => year,
                    std::cmp::Ordering::Equal => return None,
                    std::cmp::Ordering::Greater => year.checked_sub(1)?,
                };
                // Last March, said in May, is of this year for some and not for others.
                (month > now).then(|| When::new(Some(year), Some(month), None))
            }
            Relative::MonthOf(years) => {
                let year = today.year?.checked_add(years);
                Some(When::new(year, self.said.month, self.said.day))
            }
            Relative::Weekday(day) => {
                let date = today.date()?;
                let back = (date.weekday().to_monday_one_offset() - day).rem_euclid(7);
                today.days(-back)
            }
            Relative::Unclear => None,
        }
    }
}

/// The dates of a paragraph, in order, none over another.
pub(super) fn dates(words: &[Word<'_>], locale: &Locale) -> Vec<Date> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let cursor = Cursor::at(words, at, locale);
        let Some((length, said, relative)) = cursor.date() else {
            at += 1;
            continue;
        };
        found.push(Date {
            words: at..at + length,
            said,
            relative,
            weekday: cursor.weekday(),
        });
        at += length;
        // May 1-3: the second day has no month of its own.
        if let Some((length, day)) = Cursor::at(words, at, locale).second_day(said) {
            found.push(Date {
                words: at..at + length,
                said: day,
                relative: None,
                weekday: None,
            });
            at += length;
        }
    }
    list::complete(&mut found, words);
    found
}

/// What was read: so many words, a date, and how it depends on the day.
type Read = Option<(usize, When, Option<Relative>)>;

struct Cursor<'w, 'a> {
    /// The words before, from the beginning of the paragraph.
    past: &'w [Word<'a>],
    rest: &'w [Word<'a>],
    before: Option<&'w Word<'a>>,
    locale: &'w Locale,
}

impl<'w, 'a> Cursor<'w, 'a> {
    fn at(words: &'w [Word<'a>], at: usize, locale: &'w Locale) -> Cursor<'w, 'a> {
        let (past, rest) = words.split_at_checked(at).unwrap_or((words, &[]));
        Cursor {
            past,
            rest,
            before: past.last(),
            locale,
        }
    }

    fn word(&self, at: usize) -> Option<&Word<'a>> {
        self.rest.get(at)
    }

    fn is(&self, at: usize, folded: &str) -> bool {
        self.word(at).is_some_and(|word| word.folded == folded)
    }

    /// Whether a word is near enough to the one before it to be of one date.
    fn near(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| matches!(word.gap.trim(), "" | "," | ".") && word.gap.len() <= 3)
    }

    fn date(&self) -> Read {
        if self.weekday().is_some()
            && let Some((length, said, relative)) = self.behind_weekday()
        {
            return Some((length + 1, said, relative));
        }
        self.iso()
            .or_else(|| self.day_first())
            .or_else(|| self.first_of_days())
            .or_else(|| self.month_first())
            .or_else(|| self.relative())
            .or_else(|| self.year_alone())
    }

    /// 2022-08-31.
    fn iso(&self) -> Read {
        let year = self.year(0)?;
        let number = |at: usize| -> Option<i8> {
            let word = self.word(at).filter(|word| word.is_hyphened())?;
            (word.text.len() == 2).then(|| word.text.parse().ok())?
        };
        let (month, day) = (number(1)?, number(2)?);
        let when = When::new(Some(year), Some(month), Some(day));
        when.date().map(|_| (3, when, None))
    }

    /// 31 August 2022, the 31st of August.
    fn day_first(&self) -> Read {
        let day = self.day(0)?;
        let at = if self.is(1, "of") { 2 } else { 1 };
        let month = self.month(at).filter(|_| self.near(at))?;
        match self.year(at + 1).filter(|_| self.near(at + 1)) {
            Some(year) => Some((at + 2, When::new(Some(year), Some(month), Some(day)), None)),
            None => Some((at + 1, When::new(None, Some(month), Some(day)), None)),
        }
    }

    /// August 31, 2022; August 2022; August this year; last August; in August.
    fn month_first(&self) -> Read {
        let month = self.month(0)?;
        if let Some(year) = self.year(1).filter(|_| self.near(1)) {
            return Some((2, When::new(Some(year), Some(month), None), None));
        }
        if let Some(day) = self.day(1).filter(|_| self.near(1)) {
            return Some(match self.year(2).filter(|_| self.near(2)) {
                Some(year) => (3, When::new(Some(year), Some(month), Some(day)), None),
                None => (2, When::new(None, Some(month), Some(day)), None),
            });
        }
        let said = When::new(None, Some(month), None);
        let years = |word: &str| match word {
            "this" => Some(0),
            "last" => Some(-1_i16),
            "next" => Some(1),
            _ => None,
        };
        if let (Some(word), true) = (self.word(1), self.is(2, "year"))
            && let Some(years) = years(&word.folded)
        {
            return Some((3, said, Some(Relative::MonthOf(years))));
        }
        const BEFORE: [&str; 16] = [
            "in", "since", "until", "till", "by", "from", "between", "during", "early", "late",
            "mid", "of", "and", "to", "before", "after",
        ];
        if self.is_in_list() {
            return Some((1, said, Some(Relative::Unclear)));
        }
        let before = self
            .before
            .filter(|_| self.word(0).is_some_and(|w| w.follows()))?;
        if self.is_verb_of_month(before) {
            return None;
        }
        BEFORE
            .contains(&before.folded.as_str())
            .then_some((1, said, Some(Relative::Unclear)))
    }

    /// Today, last month, last October, Thursday.
    fn relative(&self) -> Read {
        let word = self.word(0)?;
        let days = |days| Some((1, When::default(), Some(Relative::Days(days))));
        match word.folded.as_str() {
            "today" | "tonight" => return days(0),
            "yesterday" => return days(-1),
            "tomorrow" => return days(1),
            _ => {}
        }
        if let Some(day) = weekday(word) {
            let past = self.is_past();
            let relative = if past {
                Relative::Weekday(day)
            } else {
                Relative::Unclear
            };
            return Some((1, When::default(), Some(relative)));
        }
        match word.folded.as_str() {
            "last" => self.stepped(-1),
            "this" => self.stepped(0),
            "next" => self.stepped(1),
            _ => None,
        }
    }

    /// What stands behind last, this or next: a month, or a unit of time.
    fn stepped(&self, step: i16) -> Read {
        let unit = self.word(1).filter(|word| word.follows())?;
        if let Some(month) = self.month(1) {
            let said = When::new(None, Some(month), None);
            let relative = match step {
                -1 => Relative::LastMonth,
                0 => Relative::MonthOf(0),
                _ => Relative::Unclear,
            };
            return Some((2, said, Some(relative)));
        }
        let relative = match unit.folded.as_str() {
            "month" => Relative::Months(step),
            "year" => Relative::Years(step),
            "week" | "weekend" | "autumn" | "spring" | "summer" | "winter" | "fall" => {
                Relative::Unclear
            }
            _ if weekday(unit).is_some() => Relative::Unclear,
            _ => return None,
        };
        (!unit.possessive || step != 0).then_some((2, When::default(), Some(relative)))
    }

    /// A year that is not the number of something.
    fn year_alone(&self) -> Read {
        let year = self.year(0)?;
        let word = self.word(0)?;
        // 2019-2020
        let second = word.is_hyphened() && self.before.and_then(year_of).is_some();
        let part = !second
            && word
                .gap
                .ends_with(['/', '-', '.', '$', '£', '€', '+', '#', ':'])
            || self.word(1).is_some_and(|next| {
                next.gap.starts_with(['/', '%', ':', '°']) || (next.is_numeric() && next.follows())
            });
        let counted = self.word(1).is_some_and(|next| {
            next.follows()
                && !next.capital
                && (next.folded.ends_with('s') && next.folded.len() > 4
                    || matches!(
                        next.folded.as_str(),
                        "people" | "men" | "women" | "children"
                    ))
                && !self.is_time_before()
        });
        (!part && !counted).then_some((1, When::new(Some(year), None, None), None))
    }

    /// Whether the word before says that a time follows.
    fn is_time_before(&self) -> bool {
        const TIME: [&str; 9] = [
            "in", "since", "until", "from", "late", "early", "mid", "our", "its",
        ];
        self.before
            .is_some_and(|before| TIME.contains(&before.folded.as_str()))
    }

    fn year(&self, at: usize) -> Option<i16> {
        year_of(self.word(at)?)
    }

    fn day(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        let ends = ["st", "nd", "rd", "th"];
        let digits = ends
            .iter()
            .find_map(|end| word.folded.strip_suffix(end))
            .unwrap_or(&word.folded);
        let plain = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
        let day: i8 = plain.then(|| digits.parse().ok())??;
        (1..=31).contains(&day).then_some(day)
    }

    fn month(&self, at: usize) -> Option<i8> {
        let word = self.word(at)?;
        if self.locale.language() == "en" && !word.capital {
            return None;
        }
        // Sec. and Mar. are more often something else.
        let long = word.folded.chars().count() >= 4 || at > 0 || self.rest.len() > 1;
        let month = month(&word.folded, self.locale).filter(|_| long)?;
        i8::try_from(month).ok()
    }
}

/// The year that a word in figures may be.
fn year_of(word: &Word<'_>) -> Option<i16> {
    let plain = word.text.len() == 4 && word.text.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = plain.then(|| word.text.parse().ok())??;
    (1800..=2099).contains(&year).then_some(year)
}
