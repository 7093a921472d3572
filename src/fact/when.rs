//! A date as far as it is said, and what a statement's own day makes of it.

use std::fmt;

use jiff::civil::Date;

/// A year, a month, a day: as much of them as is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl When {
    pub(super) fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> When {
        When { year, month, day }
    }

    /// Whether both may be one day: where both say something they say the same.
    pub(super) fn agrees(self, other: When) -> bool {
        let same = |one: Option<i16>, other: Option<i16>| match (one, other) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        same(self.year, other.year)
            && same(self.month.map(i16::from), other.month.map(i16::from))
            && same(self.day.map(i16::from), other.day.map(i16::from))
    }

    /// The whole day, if all of it is known.
    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// So many months later.
    pub(super) fn months(self, more: i16) -> Option<When> {
        let count = self
            .year?
            .checked_mul(12)?
            .checked_add(i16::from(self.month?) - 1)?;
        let count = count.checked_add(more)?;
        let month = i8::try_from(count.rem_euclid(12) + 1).ok()?;
        Some(When::new(Some(count.div_euclid(12)), Some(month), None))
    }

    /// The day so many days later.
    pub(super) fn days(self, more: i8) -> Option<When> {
        let date = self.date()?;
        let date = date.checked_add(jiff::Span::new().days(more)).ok()?;
        Some(When::new(
            Some(date.year()),
            Some(date.month()),
            Some(date.day()),
        ))
    }

    /// The day at the beginning of a name: `2022-09-01-report`, `2022-09-report`.
    pub(super) fn of_name(name: &str) -> Option<When> {
        let name = name.rsplit('/').next().unwrap_or(name);
        let mut parts = name.split(['-', '_', '.', ' ']);
        let number = |part: Option<&str>, digits: usize| -> Option<i16> {
            let part = part?;
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| part.parse().ok()).flatten()
        };
        let year = number(parts.next(), 4).filter(|year| (1900..=2199).contains(year))?;
        let month = number(parts.next(), 2).filter(|month| (1..=12).contains(month));
        let month = month.and_then(|month| i8::try_from(month).ok())?;
        let day = number(parts.next(), 2).and_then(|day| i8::try_from(day).ok());
        let day = day.filter(|day| Date::new(year, month, *day).is_ok());
        Some(When::new(Some(year), Some(month), day))
    }
}

/// `2022-08-31`, `2022-08`, `2022`; without a year `--08-31`, `--08` (ISO 8601).
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        match self.day {
            Some(day) => write!(f, "-{day:02}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_begin_with_its_day() {
        let day = |name| When::of_name(name).map(|when| when.to_string());
        assert_eq!(day("2022-09-01-amnesty.txt").as_deref(), Some("2022-09-01"));
        assert_eq!(day("in/2022-09-amnesty").as_deref(), Some("2022-09"));
        assert_eq!(day("report-2022-09"), None);
        assert_eq!(day("2022-13-01-x"), None);
        assert_eq!(day("2022-02-31-x").as_deref(), Some("2022-02"));
    }

    #[test]
    fn what_is_less_exact_agrees() {
        let day = When::new(Some(2022), Some(8), Some(31));
        assert!(day.agrees(When::new(Some(2022), None, None)));
        assert!(day.agrees(When::new(None, Some(8), Some(31))));
        assert!(!day.agrees(When::new(Some(2021), Some(8), None)));
    }

    #[test]
    fn months_and_days_are_counted_over_the_year() {
        let day = When::new(Some(2022), Some(1), Some(1));
        assert_eq!(
            day.months(-1).map(|w| w.to_string()).as_deref(),
            Some("2021-12")
        );
        assert_eq!(
            day.days(-1).map(|w| w.to_string()).as_deref(),
            Some("2021-12-31")
        );
    }
}
