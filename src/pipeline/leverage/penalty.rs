//! The points that the project takes off what a variant offers, by what the memory
//! knows of it.

use serde::Serialize;

use crate::model::{Day, Extra, Locale, OriginKind, State, Variant};
use crate::pipeline::Desk;
use crate::project::{Age, Project};
use crate::text::fold::fold;

use super::terms::is_right;

/// The property by which the memory keeps the house profile a translation was made for.
pub(in crate::pipeline) const HOUSE: &str = "x-house-profile";

/// Names of properties that say for which house a translation was made: ours, and what
/// tools call the client.
const HOUSES: [&str; 3] = ["house-profile", "client", "customer"];

/// Names of properties that say of which domain it is.
const DOMAINS: [&str; 2] = ["domain", "subject"];

/// Why points are taken off: the settings in `[penalties]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// It came by another way than in a package of ours.
    Imported,
    /// Nobody reviewed it.
    Unreviewed,
    /// The way it came.
    Origin,
    /// How far it has come.
    State,
    /// Its age.
    OlderThan,
    /// It was made for another house.
    Profile,
    /// It is of another domain.
    Domain,
    /// It has an error of a term.
    TermError,
}

/// Points that are taken off, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Penalty {
    /// Why.
    pub cause: Cause,
    /// How many, in per cent.
    pub points: u8,
}

/// What is taken off for everything but terms, in the order of the causes; nothing that
/// takes no point.
pub fn penalties(desk: &Desk<'_>, variant: &Variant) -> Vec<Penalty> {
    let (project, points) = (desk.project, &desk.project.penalties);
    let kind = variant.origin.kind;
    let when = |applies: bool, points: u8| if applies { points } else { 0 };
    let imported = when(kind != OriginKind::Return, points.imported);
    let unreviewed = when(variant.state < State::Reviewed, points.unreviewed);
    let origin = points.origin.get(&kind).copied().unwrap_or_default();
    let state = points.state.get(&variant.state).copied();
    // Properties are many and points for them are few: they are looked at last.
    let other_house = points.profile > 0 && is_of_another_house(project, variant);
    let other_domain = points.domain > 0 && is_of_another_domain(project, variant);
    let taken = [
        (Cause::Imported, imported),
        (Cause::Unreviewed, unreviewed),
        (Cause::Origin, origin),
        (Cause::State, state.unwrap_or_default()),
        (Cause::OlderThan, age(desk, variant)),
        (Cause::Profile, when(other_house, points.profile)),
        (Cause::Domain, when(other_domain, points.domain)),
    ];
    let taken = taken.into_iter().filter(|(_, points)| *points > 0);
    taken
        .map(|(cause, points)| Penalty { cause, points })
        .collect()
}

/// The same with what is taken off for terms, judged where nothing is known of the
/// neighbours.
pub fn all_penalties(desk: &Desk<'_>, variant: &Variant) -> Vec<Penalty> {
    let mut all = penalties(desk, variant);
    let points = desk.project.penalties.term_error;
    if points > 0 && !is_right(desk.standard, variant) {
        all.push(Penalty {
            cause: Cause::TermError,
            points,
        });
    }
    all
}

/// The sum, 100 per cent at most.
pub fn sum(penalties: &[Penalty]) -> u8 {
    let add = |sum: u8, penalty: &Penalty| sum.saturating_add(penalty.points);
    penalties.iter().fold(0, add).min(100)
}

/// What [`penalties`] depends on beside the variant and the terms, in words: equal words,
/// equal points.
pub(in crate::pipeline) fn stamp(desk: &Desk<'_>) -> String {
    let project = desk.project;
    let day = first_new_day(desk).map(|day| day.to_string());
    format!("{:?} {:?} {day:?}", project.penalties, project.domains)
}

/// The first day that is not old; none when age costs nothing.
fn first_new_day(desk: &Desk<'_>) -> Option<Day> {
    let older_than = desk.project.penalties.older_than?;
    match older_than.age {
        Age::Before(day) => Some(day),
        Age::Days(days) => desk.day.parse::<Day>().ok().map(|day| day.minus(days)),
    }
}

fn age(desk: &Desk<'_>, variant: &Variant) -> u8 {
    let points = desk.project.penalties.older_than.map(|older| older.points);
    let old =
        first_new_day(desk).is_some_and(|first| made_on(variant) < first.to_string().as_str());
    points.filter(|_| old).unwrap_or_default()
}

/// The day a translation was last worked on, as far as the memory knows: what the memory
/// it came from says, or else the day it entered. `YYYY-MM-DD`.
pub fn made_on(variant: &Variant) -> &str {
    let said = variant.extra.as_deref();
    let said = said.and_then(|extra| extra.changed.as_deref().or(extra.created.as_deref()));
    said.unwrap_or(&variant.added)
}

fn is_of_another_house(project: &Project, variant: &Variant) -> bool {
    let Some(ours) = project.profile.as_deref() else {
        return false;
    };
    is_said_to_be_other(&project.source, variant, &HOUSES, &[ours])
}

fn is_of_another_domain(project: &Project, variant: &Variant) -> bool {
    let ours: Vec<&str> = project.domains.iter().map(String::as_str).collect();
    !ours.is_empty() && is_said_to_be_other(&project.source, variant, &DOMAINS, &ours)
}

/// Whether a property by one of these names has a text, and none has one of ours.
fn is_said_to_be_other(locale: &Locale, variant: &Variant, names: &[&str], ours: &[&str]) -> bool {
    let Some(extra) = variant.extra.as_deref() else {
        return false;
    };
    let folded = |text: &str| fold(text.trim(), locale);
    let said: Vec<String> = properties(extra)
        .filter(|(kind, text)| names.contains(&plain(kind).as_str()) && !text.trim().is_empty())
        .map(|(_, text)| folded(text))
        .collect();
    !said.is_empty() && !ours.iter().any(|own| said.contains(&folded(own)))
}

fn properties(extra: &Extra) -> impl Iterator<Item = &(String, String)> {
    let lists = [
        &extra.properties,
        &extra.source_properties,
        &extra.target_properties,
    ];
    lists.into_iter().flatten()
}

/// The name of a property without what tools put around it: `x-` (TMX 1.4b, `prop`),
/// `Txt::` and `Att::` (Workbench, Wordfast), `:SingleString` and the like (Studio).
fn plain(kind: &str) -> String {
    let kind = kind.trim();
    let kind = ["Txt::", "Att::"]
        .iter()
        .find_map(|prefix| kind.strip_prefix(prefix))
        .unwrap_or(kind);
    let kind = kind.split(':').next().unwrap_or_default();
    let kind: String = kind.chars().map(|c| c.to_ascii_lowercase()).collect();
    kind.strip_prefix("x-").unwrap_or(&kind).to_owned()
}

/// What is kept of the house a translation is made for.
pub(in crate::pipeline) fn made_for(project: &Project) -> Option<Box<Extra>> {
    let house = project.profile.as_ref()?;
    Some(Box::new(Extra {
        properties: vec![(HOUSE.to_owned(), house.clone())],
        ..Extra::default()
    }))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::glossary::Glossary;
    use crate::model::{Content, Origin};
    use crate::pipeline::{Silent, Standard};
    use crate::project::{OlderThan, Penalties};

    fn variant() -> Variant {
        Variant {
            source_locale: Locale::english(),
            source: Content::text("a"),
            locale: "tr".parse().expect("a tag"),
            target: Content::text("b"),
            state: State::Translated,
            origin: Origin {
                kind: OriginKind::Tmx,
                file: "a.tmx".to_owned(),
                export: None,
                unit: None,
            },
            contexts: Vec::new(),
            added: "2026-01-02".to_owned(),
            by: None,
            superseded: false,
            marks: std::collections::BTreeSet::new(),
            extra: None,
        }
    }

    fn saying(kind: &str, text: &str) -> Variant {
        let extra = Extra {
            properties: vec![(kind.to_owned(), text.to_owned())],
            ..Extra::default()
        };
        Variant {
            extra: Some(Box::new(extra)),
            ..variant()
        }
    }

    fn taken(penalties_of: Penalties, variant: &Variant) -> Vec<(Cause, u8)> {
        let project = Project {
            profile: Some("un".to_owned()),
            domains: vec!["Human rights".to_owned(), "Law".to_owned()],
            penalties: penalties_of,
            ..Project::default()
        };
        let (glossary, standard) = (Glossary::default(), Standard::default());
        let desk = Desk {
            project: &project,
            glossary: &glossary,
            standard: &standard,
            day: "2026-06-01",
            jobs: 1,
            progress: &Silent,
        };
        let found = penalties(&desk, variant);
        found.iter().map(|one| (one.cause, one.points)).collect()
    }

    #[test]
    fn points_are_added() {
        let all = Penalties {
            imported: 1,
            unreviewed: 2,
            origin: BTreeMap::from([(OriginKind::Tmx, 3), (OriginKind::Xliff, 50)]),
            state: BTreeMap::from([(State::Translated, 4), (State::Final, 60)]),
            ..Penalties::default()
        };
        let expected = [
            (Cause::Imported, 1),
            (Cause::Unreviewed, 2),
            (Cause::Origin, 3),
            (Cause::State, 4),
        ];
        assert_eq!(taken(all.clone(), &variant()), expected);
        let mut ours = variant();
        ours.origin.kind = OriginKind::Return;
        ours.state = State::Reviewed;
        assert_eq!(taken(all, &ours), []);
        let penalty = |points| Penalty {
            cause: Cause::State,
            points,
        };
        assert_eq!(sum(&[penalty(70), penalty(70)]), 100);
    }

    #[test]
    fn age_goes_by_the_last_day_that_is_known() {
        let old = |age: Age, variant: &Variant| {
            let older_than = Some(OlderThan { age, points: 5 });
            let all = Penalties {
                older_than,
                ..Penalties::default()
            };
            !taken(all, variant).is_empty()
        };
        // Today is 2026-06-01: 150 days later.
        assert!(!old(Age::Days(150), &variant()) && old(Age::Days(149), &variant()));
        let before = |day: &str| Age::Before(day.parse().expect("a day"));
        assert!(!old(before("2026-01-02"), &variant()) && old(before("2026-01-03"), &variant()));
        let mut said = saying("x", "y");
        let extra = said.extra.as_mut().expect("said");
        extra.created = Some("2020-01-01".to_owned());
        assert!(old(Age::Days(365), &said), "made long before it came");
        let extra = said.extra.as_mut().expect("said");
        extra.changed = Some("2026-05-01".to_owned());
        assert!(!old(Age::Days(149), &said), "worked on since");
    }

    #[test]
    fn houses_and_domains_are_those_that_are_said() {
        let all = Penalties {
            profile: 6,
            domain: 7,
            ..Penalties::default()
        };
        for (kind, text, expected) in [
            ("client", "amnesty", vec![(Cause::Profile, 6)]),
            ("x-house-profile", "UN", vec![]),
            (
                "x-Client:SingleString",
                "Amnesty",
                vec![(Cause::Profile, 6)],
            ),
            (
                "x-Domain:SinglePicklist",
                "Cooking",
                vec![(Cause::Domain, 7)],
            ),
            ("Txt::Subject", "human RIGHTS ", vec![]),
            ("domain", " ", vec![]),
            ("project", "another", vec![]),
        ] {
            let found = taken(all.clone(), &saying(kind, text));
            assert_eq!(found, expected, "{kind} {text}");
        }
        let mut two = saying("domain", "cooking");
        let extra = two.extra.as_mut().expect("said");
        extra
            .target_properties
            .push(("subject".to_owned(), "law".to_owned()));
        assert_eq!(taken(all.clone(), &two), [], "one of them is ours");
        assert_eq!(taken(all, &variant()), [], "nothing is said");
    }
}
