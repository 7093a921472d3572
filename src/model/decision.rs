use std::fmt;
use std::str::FromStr;

/// A day of the calendar, written `YYYY-MM-DD`.
///
/// ```
/// use tilmach::model::Day;
/// let day: Day = "2024-02-29".parse()?;
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert!("2023-02-29".parse::<Day>().is_err());
/// assert!("29.2.2024".parse::<Day>().is_err());
/// # Ok::<(), tilmach::model::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(jiff::civil::Date);

/// What was written is no day of the calendar in the form `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no day of the form YYYY-MM-DD")]
pub struct DayError;

impl Day {
    /// The day so many days earlier; the first one of the calendar (-9999-01-01) when
    /// there is none.
    #[must_use]
    pub fn minus(self, days: u16) -> Day {
        Day(self.0.saturating_sub(jiff::Span::new().days(days)))
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        let digits_and_hyphens = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !digits_and_hyphens {
            return Err(DayError);
        }
        text.parse().map(Day).map_err(|_| DayError)
    }
}

impl From<jiff::civil::Date> for Day {
    fn from(date: jiff::civil::Date) -> Day {
        Day(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Which capitals of a term count when it is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// A capital of the term must be a capital in the text; a small letter may
    /// be either (headings, beginnings of sentences).
    #[default]
    Capitals,
    /// Every letter as it is written in the table.
    Exact,
    /// Capitals and small letters are the same.
    Any,
}

impl Case {
    /// All rules.
    pub const ALL: [Case; 3] = [Case::Capitals, Case::Exact, Case::Any];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Case::Capitals => "capitals",
            Case::Exact => "exact",
            Case::Any => "any",
        }
    }
}

/// Where a decision about a term holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Where the desk speaks in its own voice.
    Narration,
    /// Inside quotation marks, where somebody else speaks.
    Quotation,
    /// In both.
    #[default]
    Both,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Scope; 3] = [Scope::Narration, Scope::Quotation, Scope::Both];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Narration => "narration",
            Scope::Quotation => "quotation",
            Scope::Both => "both",
        }
    }

    /// Whether the decision holds for words that stand inside a quotation
    /// (`quoted`), or outside of all.
    pub fn covers(self, quoted: bool) -> bool {
        match self {
            Scope::Narration => !quoted,
            Scope::Quotation => quoted,
            Scope::Both => true,
        }
    }

    /// Whether there are words for which both decisions hold.
    pub fn meets(self, other: Scope) -> bool {
        self == other || self == Scope::Both || other == Scope::Both
    }
}

/// Who answers for a term, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// An alias, never a real name.
    pub by: String,
    /// The day.
    pub on: Day,
    /// Why, in the words of who answers; may be empty.
    pub reason: String,
}

/// The days on which a decision holds, both ends included; what is not said has
/// no end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Validity {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

impl Validity {
    /// Whether the decision holds on that day.
    pub fn holds_on(self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && !self.has_ended(day)
    }

    /// Whether the last day is past.
    pub fn has_ended(self, day: Day) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    /// Whether there is a day on which both hold.
    pub fn meets(self, other: Validity) -> bool {
        let before = |until: Option<Day>, from: Option<Day>| match (until, from) {
            (Some(until), Some(from)) => until < from,
            _ => false,
        };
        !before(self.until, other.from) && !before(other.until, self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn validity(from: &str, until: &str) -> Validity {
        Validity {
            from: from.parse().ok(),
            until: until.parse().ok(),
        }
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        for wrong in [
            "",
            "2024-2-1",
            "20240201",
            "2024-02-30",
            "2024-13-01",
            "2024-02-01T00",
            "24-02-0001",
            "２024-02-1",
        ] {
            assert_eq!(wrong.parse::<Day>(), Err(DayError), "{wrong}");
        }
        assert!(day("2024-02-01") < day("2024-10-01"));
    }

    #[test]
    fn days_are_counted_back_over_leap_years() {
        for (from, days, expected) in [
            ("2024-03-01", 1, "2024-02-29"),
            ("2023-03-01", 1, "2023-02-28"),
            ("2026-06-01", 0, "2026-06-01"),
            ("2026-06-01", 730, "2024-06-01"),
        ] {
            assert_eq!(day(from).minus(days), day(expected));
        }
    }

    #[test]
    fn both_ends_are_days_of_the_decision() {
        let year = validity("2024-01-01", "2024-12-31");
        for (held, on) in [
            (false, "2023-12-31"),
            (true, "2024-01-01"),
            (true, "2024-12-31"),
            (false, "2025-01-01"),
        ] {
            assert_eq!(year.holds_on(day(on)), held, "{on}");
        }
        assert!(year.has_ended(day("2025-01-01")) && !year.has_ended(day("2024-12-31")));
        assert!(Validity::default().holds_on(day("0001-01-01")));
    }

    #[test]
    fn decisions_that_follow_each_other_do_not_meet() {
        let old = validity("", "2024-06-30");
        assert!(!old.meets(validity("2024-07-01", "")) && old.meets(validity("2024-06-30", "")));
        assert!(!Scope::Narration.meets(Scope::Quotation) && Scope::Narration.meets(Scope::Both));
    }
}
