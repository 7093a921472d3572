//! The current translations of the memory, each where it stands.
//!
//! What is quoted can only be told of whole paragraphs, and the units of a paragraph came
//! back at different times, under the ids of different versions. So the statements are put
//! together again from what stands in each place, and a translation is told of where it
//! stands in the newest version that has its sentence.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::check::Pair;
use crate::diag::Place;
use crate::memory::{Store, same_content};
use crate::model::{Content, Locale, OriginKind, Variant};
use crate::pipeline::leverage::spelling;
use crate::pipeline::{Desk, Error};
use crate::text::key::MatchKey;

use super::find::{About, Search};
use super::gather::{look, numbers};
use super::statements::Edition;
use super::{Impact, Where};

/// The file a unit came in, its export, and of a memory of somebody else the unit: such a
/// memory is no document.
type Group = (String, Option<String>, Option<String>);

/// What of the memory is to be looked into in a language.
pub(super) struct Waiting {
    locale: Locale,
    /// All units of the groups in which the concept may stand.
    groups: BTreeMap<Group, Vec<Variant>>,
    /// The identities of those in which it may, and that were not looked into yet.
    open: BTreeSet<String>,
    /// The same by their sources, in as far as they are answers to packages.
    answers: BTreeMap<Content, Vec<Answer>>,
}

struct Answer {
    identity: String,
    /// The statement it was translated for.
    statement: String,
}

/// A translation in its place.
struct Placed {
    /// The number of the unit in its document.
    unit: usize,
    /// Which of the translations in this place it is.
    number: usize,
}

impl Waiting {
    pub(super) fn new(
        store: &dyn Store,
        locale: &Locale,
        search: &Search,
    ) -> Result<Waiting, Error> {
        let all = store.all(locale, false)?;
        let may_have =
            |one: &Variant| search.may_have(&one.source.plain(), &one.target.plain(), locale);
        let wanted: Vec<bool> = search
            .threads
            .install(|| all.par_iter().map(may_have).collect());
        let pairs = all.iter().zip(&wanted).filter(|(_, wanted)| **wanted);
        let groups: BTreeSet<Group> = pairs.map(|(one, _)| group(one)).collect();
        let mut waiting = Waiting {
            locale: locale.clone(),
            groups: BTreeMap::new(),
            open: BTreeSet::new(),
            answers: BTreeMap::new(),
        };
        for (variant, wanted) in all.into_iter().zip(wanted) {
            if wanted {
                waiting.take(&variant);
            }
            let group = group(&variant);
            if groups.contains(&group) {
                waiting.groups.entry(group).or_default().push(variant);
            }
        }
        Ok(waiting)
    }

    fn take(&mut self, variant: &Variant) {
        let identity = variant.identity();
        if variant.origin.kind == OriginKind::Return {
            let answer = Answer {
                identity: identity.clone(),
                statement: variant.origin.file.clone(),
            };
            let source = spelling(&variant.source);
            self.answers.entry(source).or_default().push(answer);
        }
        self.open.insert(identity);
    }

    /// Looks into those that stand in the versions of a statement, the newest of them
    /// first. `names` are all statements.
    pub(super) fn place(
        &mut self,
        desk: &Desk<'_>,
        store: &dyn Store,
        editions: &[Edition],
        names: &BTreeSet<String>,
        (search, impact): (&Search, &mut Impact),
    ) -> Result<(), Error> {
        for edition in editions {
            let sources = edition.spellings.iter();
            let mut answers = sources
                .filter_map(|source| self.answers.get(source))
                .flatten();
            if !answers.any(|answer| self.is_due(answer, edition, names)) {
                continue;
            }
            let shown = self.shown(desk, store, edition)?;
            let placed = self.placed(edition, names, &shown);
            self.look(desk, edition, &shown, &placed, search, impact);
        }
        Ok(())
    }

    /// One that was translated for a statement of which nothing is known any more may
    /// stand in another.
    fn is_due(&self, answer: &Answer, edition: &Edition, names: &BTreeSet<String>) -> bool {
        self.open.contains(&answer.identity)
            && (answer.statement == edition.name || !names.contains(&answer.statement))
    }

    /// Of every unit the translations that stand there, or else those of the same sentence
    /// elsewhere, and whether they do stand there.
    fn shown(
        &self,
        desk: &Desk<'_>,
        store: &dyn Store,
        edition: &Edition,
    ) -> Result<Vec<(Vec<Variant>, bool)>, Error> {
        let mut shown = Vec::with_capacity(edition.units.len());
        for ((_, source), context) in edition.units.iter().zip(&edition.contexts) {
            let key = MatchKey::of_content(source, &desk.project.source);
            let mut all = store.find(key, &self.locale)?;
            all.retain(|one| same_content(&one.source, source));
            let (here, elsewhere): (Vec<_>, Vec<_>) = all
                .into_iter()
                .partition(|one| one.contexts.contains(context));
            shown.push(match here.is_empty() {
                true => (elsewhere, false),
                false => (here, true),
            });
        }
        Ok(shown)
    }

    /// Where those stand that were not looked into yet: in their own place, or, if the
    /// sentences around it are other ones now, with their sentence.
    fn placed(
        &mut self,
        edition: &Edition,
        names: &BTreeSet<String>,
        shown: &[(Vec<Variant>, bool)],
    ) -> Vec<Placed> {
        let mut placed = Vec::new();
        for in_place in [true, false] {
            for (unit, (source, (list, exact))) in edition.spellings.iter().zip(shown).enumerate() {
                let Some(answers) = self.answers.get(source).filter(|_| *exact == in_place) else {
                    continue;
                };
                for (number, variant) in list.iter().enumerate() {
                    let identity = variant.identity();
                    let answer = answers.iter().find(|one| one.identity == identity);
                    let is_due = |one: &Answer| {
                        self.is_due(one, edition, names)
                            && (in_place || one.statement == edition.name)
                    };
                    if answer.is_some_and(is_due) {
                        self.open.remove(&identity);
                        placed.push(Placed { unit, number });
                    }
                }
            }
        }
        placed
    }

    fn look(
        &self,
        desk: &Desk<'_>,
        edition: &Edition,
        shown: &[(Vec<Variant>, bool)],
        placed: &[Placed],
        search: &Search,
        impact: &mut Impact,
    ) {
        let rounds: BTreeSet<usize> = placed.iter().map(|one| one.number).collect();
        for round in rounds {
            let due = placed.iter().filter(|one| one.number == round);
            let due: BTreeSet<usize> = due.map(|one| one.unit).collect();
            let mut pairs = Vec::with_capacity(edition.units.len());
            for (at, ((unit, source), (list, _))) in edition.units.iter().zip(shown).enumerate() {
                let variant = list.get(round).or(list.first());
                let target = variant.map(|one| one.target.clone()).unwrap_or_default();
                let pair = Pair::new(
                    source.clone(),
                    target,
                    desk.project.source.clone(),
                    self.locale.clone(),
                    Place::default().unit(unit),
                );
                let about = variant.filter(|_| due.contains(&at)).map(|variant| About {
                    place: Where::Memory,
                    file: edition.name.clone(),
                    version: edition.number,
                    earlier: edition.earlier,
                    export: None,
                    unit: unit.clone(),
                    state: Some(variant.state.as_str()),
                });
                pairs.push((pair, about));
            }
            look(pairs, search, impact);
        }
    }

    /// Looks into the rest, which stands in no statement: each as it came.
    pub(super) fn rest(self, search: &Search, impact: &mut Impact) {
        for mut variants in self.groups.into_values() {
            let unit = |one: &Variant| one.origin.unit.clone().unwrap_or_default();
            variants.sort_by_cached_key(|one| numbers(&unit(one)));
            let pairs = variants.into_iter().map(|variant| {
                let unit = unit(&variant);
                let about = self.open.contains(&variant.identity()).then(|| About {
                    place: Where::Memory,
                    file: variant.origin.file.clone(),
                    version: None,
                    earlier: false,
                    export: None,
                    unit: unit.clone(),
                    state: Some(variant.state.as_str()),
                });
                let pair = Pair::new(
                    variant.source,
                    variant.target,
                    variant.source_locale,
                    variant.locale,
                    Place::default().unit(unit),
                );
                (pair, about)
            });
            look(pairs.collect(), search, impact);
        }
    }
}

fn group(variant: &Variant) -> Group {
    let origin = &variant.origin;
    let alone = (origin.kind == OriginKind::Tmx).then(|| {
        let unit = origin.unit.as_deref().unwrap_or_default();
        match unit.split_once(".s") {
            Some((paragraph, _)) => paragraph.to_owned(),
            None if unit.is_empty() => variant.identity(),
            None => unit.to_owned(),
        }
    });
    (origin.file.clone(), origin.export.clone(), alone)
}
