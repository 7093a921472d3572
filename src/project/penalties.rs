//! The section `[penalties]`: points taken off what a translation offers, for what the
//! memory knows of it.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeTable;

use crate::diag::Finding;
use crate::model::{Day, OriginKind, State};

use super::reader::{Reader, Value};

/// Points taken off a match, in per cent, 0 to 100 each; all that apply are added. A
/// match that lost points is no longer exact: it is offered, never filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Penalties {
    /// For a translation that came by another way than in a package of ours.
    pub imported: u8,
    /// For a translation that nobody reviewed.
    pub unreviewed: u8,
    /// For a translation that was made for another house than the project's profile.
    pub profile: u8,
    /// For a translation whose memory says that it is of a domain that is none of the
    /// project's.
    pub domain: u8,
    /// For a translation that has an error of a term by the glossary of the day.
    pub term_error: u8,
    /// By the way it came.
    pub origin: BTreeMap<OriginKind, u8>,
    /// By how far it has come.
    pub state: BTreeMap<State, u8>,
    /// For age.
    pub older_than: Option<OlderThan>,
}

/// When a translation is old, and what that costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OlderThan {
    /// Since when it is.
    pub age: Age,
    /// The points, in per cent.
    pub points: u8,
}

/// Which translations are old.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// More than so many days before the day of the work.
    Days(u16),
    /// Before this day.
    Before(Day),
}

/// The settings in the section.
const KEYS: [&str; 8] = [
    "imported",
    "unreviewed",
    "profile",
    "domain",
    "term-error",
    "origin",
    "state",
    "older-than",
];

/// The settings in `older-than`.
const OF_AGE: [&str; 3] = ["days", "before", "points"];

impl Reader<'_> {
    /// Reads the section.
    pub(super) fn penalties(&mut self, value: &Value<'_>) {
        let Some(table) = self.section(value) else {
            return;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "imported" => self.points(value, |all| &mut all.imported),
                "unreviewed" => self.points(value, |all| &mut all.unreviewed),
                "profile" => self.points(value, |all| &mut all.profile),
                "domain" => self.points(value, |all| &mut all.domain),
                "term-error" => self.points(value, |all| &mut all.term_error),
                "origin" => {
                    let ways = [OriginKind::Return, OriginKind::Tmx, OriginKind::Xliff];
                    let names = ways.map(OriginKind::as_str);
                    self.project.penalties.origin = self.by_word(value, &names, OriginKind::parse);
                }
                "state" => {
                    // Drafts never enter the memory.
                    let states = [State::Translated, State::Reviewed, State::Final];
                    let names = states.map(State::as_str);
                    self.project.penalties.state = self.by_word(value, &names, State::parse);
                }
                "older-than" => self.project.penalties.older_than = self.older_than(value),
                _ => self.unknown_key(key, &KEYS),
            }
        }
    }

    /// Points that can never be taken off, because nothing says what is ours.
    pub(super) fn idle_penalties(&mut self, table: &DeTable<'_>) {
        let section = table.get("penalties");
        let Some(section) = section.and_then(|value| value.get_ref().as_table()) else {
            return;
        };
        let (points, project) = (&self.project.penalties, &self.project);
        let idle = [
            (
                "profile",
                "profile",
                points.profile > 0 && project.profile.is_none(),
            ),
            (
                "domain",
                "domains",
                points.domain > 0 && project.domains.is_empty(),
            ),
        ];
        for (key, missing, is_idle) in idle {
            if let Some(value) = section.get(key).filter(|_| is_idle) {
                let message = format!("this takes no points off while `{missing}` is not set");
                self.fault(value, Finding::warning("project::penalty", message));
            }
        }
    }

    fn section<'v, 'a>(&mut self, value: &'v Value<'a>) -> Option<&'v DeTable<'a>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, "a section");
        }
        table
    }

    fn points(&mut self, value: &Value<'_>, field: impl Fn(&mut Penalties) -> &mut u8) {
        if let Some(points) = self.number(value, 0, 100) {
            *field(&mut self.project.penalties) = points;
        }
    }

    /// Points for each of some words.
    fn by_word<T: Ord>(
        &mut self,
        value: &Value<'_>,
        names: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> BTreeMap<T, u8> {
        let mut found = BTreeMap::new();
        let Some(table) = self.section(value) else {
            return found;
        };
        for (key, value) in table {
            let name: &str = key.get_ref().as_ref();
            let Some(word) = parse(name).filter(|_| names.contains(&name)) else {
                self.unknown_key(key, names);
                continue;
            };
            if let Some(points) = self.number(value, 0, 100) {
                found.insert(word, points);
            }
        }
        found
    }

    fn older_than(&mut self, value: &Value<'_>) -> Option<OlderThan> {
        let table = self.section(value)?;
        let (mut ages, mut points) = (Vec::new(), None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "days" => ages.extend(self.days(value).map(Age::Days)),
                "before" => ages.extend(self.day(value).map(Age::Before)),
                "points" => points = self.number(value, 0, 100),
                _ => self.unknown_key(key, &OF_AGE),
            }
        }
        let said = |name: &str| table.contains_key(name);
        if said("days") == said("before") || !said("points") {
            self.unclear_age(value);
        }
        let age = ages.pop()?;
        points.map(|points| OlderThan { age, points })
    }

    fn unclear_age<T>(&mut self, at: &Spanned<T>) {
        let message = "what is old is said by `days` or by `before`, and what it costs by `points`";
        let help = "For example `older-than = { days = 730, points = 2 }`.";
        self.fault(at, Finding::error("project::value", message).help(help));
    }

    fn days(&mut self, value: &Value<'_>) -> Option<u16> {
        let number = self.whole_number(value);
        let days = number.and_then(|number| u16::try_from(number).ok());
        let days = days.filter(|days| *days > 0);
        if days.is_none() {
            self.wrong_type(value, "a whole number of days from 1 to 65535");
        }
        days
    }

    fn day(&mut self, value: &Value<'_>) -> Option<Day> {
        // TOML has days of its own; in quotation marks it is one as well.
        let text = match value.get_ref() {
            toml::de::DeValue::Datetime(moment) => moment.to_string(),
            _ => self.string(value)?,
        };
        let day = text.parse().ok();
        if day.is_none() {
            self.wrong_type(value, "a day (YYYY-MM-DD)");
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Project, Surroundings, read};
    use super::*;
    use crate::diag::Findings;

    struct Nowhere;

    impl Surroundings for Nowhere {
        fn exists(&self, _: &str) -> bool {
            false
        }
        fn checks(&self) -> Vec<&'static str> {
            Vec::new()
        }
        fn names_in(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }

    fn reads(lines: &str) -> (Option<Project>, Vec<String>) {
        let mut findings = Findings::new();
        let text = format!("profile = \"un\"\ndomains = [\"law\"]\n[penalties]\n{lines}");
        let project = read(text.as_bytes(), &Nowhere, &mut findings);
        (project, findings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_setting_is_taken() {
        let (project, found) = reads(
            "imported = 1\nunreviewed = 2\nprofile = 3\ndomain = 4\nterm-error = 5\n\
             older-than = { days = 730, points = 6 }\n\
             [penalties.origin]\ntmx = 7\nreturn = 0\n[penalties.state]\ntranslated = 8\n",
        );
        assert_eq!(found, Vec::<String>::new());
        let expected = Penalties {
            imported: 1,
            unreviewed: 2,
            profile: 3,
            domain: 4,
            term_error: 5,
            origin: BTreeMap::from([(OriginKind::Tmx, 7), (OriginKind::Return, 0)]),
            state: BTreeMap::from([(State::Translated, 8)]),
            older_than: Some(OlderThan {
                age: Age::Days(730),
                points: 6,
            }),
        };
        assert_eq!(project.map(|project| project.penalties), Some(expected));
    }

    #[test]
    fn a_day_is_taken_with_and_without_marks() {
        for day in ["2022-01-31", "\"2022-01-31\""] {
            let line = format!("older-than = {{ before = {day}, points = 1 }}");
            let (project, found) = reads(&line);
            assert_eq!(found, Vec::<String>::new());
            let age = project.and_then(|project| project.penalties.older_than);
            let before = "2022-01-31".parse().expect("a day");
            assert_eq!(age.map(|age| age.age), Some(Age::Before(before)));
        }
    }

    #[test]
    fn points_that_are_never_taken_off_are_told() {
        let mut findings = Findings::new();
        let text = b"[penalties]\nprofile = 1\ndomain = 1\nimported = 1\n";
        assert!(read(text, &Nowhere, &mut findings).is_some());
        let codes: Vec<&str> = findings
            .iter()
            .map(|finding| finding.code.as_str())
            .collect();
        assert_eq!(codes, ["project::penalty", "project::penalty"]);
    }

    #[test]
    fn what_is_at_fault_is_told() {
        for (line, told) in [
            ("importet = 1", "Did you mean `imported`?"),
            ("term_error = 1", "Did you mean `term-error`?"),
            ("imported = 101", "a whole number from 0 to 100"),
            ("origin = 3", "a section is wanted"),
            ("origin = { tmy = 3 }", "Did you mean `tmx`?"),
            ("state = { initial = 3 }", "there is no such setting"),
            ("state = { final = -1 }", "a whole number from 0 to 100"),
            ("older-than = { points = 1 }", "by `days` or by `before`"),
            ("older-than = { days = 9 }", "by `points`"),
            (
                "older-than = { days = 9, before = 2022-01-01, points = 1 }",
                "by `days` or by `before`",
            ),
            (
                "older-than = { days = 0, points = 1 }",
                "a whole number of days",
            ),
            (
                "older-than = { before = \"May\", points = 1 }",
                "YYYY-MM-DD",
            ),
            (
                "older-than = { before = 2022-01-01T00:00:00Z, points = 1 }",
                "YYYY-MM-DD",
            ),
            (
                "older-than = { day = 9, points = 1 }",
                "Did you mean `days`?",
            ),
        ] {
            let (project, found) = reads(line);
            assert_eq!(project, None, "{line}");
            assert!(
                found.iter().any(|one| one.contains(told)),
                "{line}: {found:?}"
            );
        }
    }
}
