//! Who is meant by a surname: names of one person in all statements.

use std::collections::{BTreeMap, BTreeSet};

use super::Kind;
use super::run::Mention;

/// A name that more persons than this have says nobody.
const MOST: usize = 64;

/// The full names of persons.
#[derive(Debug, Default)]
pub(super) struct Persons {
    /// By their words: the name as it is shown, the concept, and the statements that
    /// have it in full.
    names: BTreeMap<Vec<String>, Person>,
    by_word: BTreeMap<String, BTreeSet<Vec<String>>>,
}

#[derive(Clone, Debug)]
struct Person {
    shown: String,
    /// How the glossary has it.
    preferred: Option<String>,
    concept: Option<String>,
    statements: BTreeSet<usize>,
}

impl Persons {
    /// A name that a text has in full, or only the glossary (`None`).
    pub(super) fn add(
        &mut self,
        tokens: &[String],
        shown: &str,
        concept: Option<&str>,
        statement: Option<usize>,
    ) {
        if tokens.len() < 2 {
            return;
        }
        let person = self.names.entry(tokens.to_vec()).or_insert_with(|| Person {
            shown: shown.to_owned(),
            preferred: None,
            concept: concept.map(str::to_owned),
            statements: BTreeSet::new(),
        });
        person.statements.extend(statement);
        if statement.is_none() {
            person.preferred.get_or_insert_with(|| shown.to_owned());
        }
        if person.concept.is_none() {
            person.concept = concept.map(str::to_owned);
        }
        for token in tokens.iter().filter(|token| token.chars().count() > 2) {
            self.by_word
                .entry(token.clone())
                .or_default()
                .insert(tokens.to_vec());
        }
    }

    /// A name in full of which only another text says that it is a person's.
    pub(super) fn see(&mut self, tokens: &[String], statement: usize) {
        if let Some(person) = self.names.get_mut(tokens) {
            person.statements.insert(statement);
        }
    }

    /// Gives a mention the full name of whom it means, if that is sure: one person of
    /// the same statement, or else one of all.
    pub(super) fn resolve(&self, mention: &mut Mention, statement: usize) {
        let of_nobody = matches!(mention.kind, Kind::Place | Kind::Body | Kind::People);
        if of_nobody || mention.tokens.len() > 5 {
            return;
        }
        let Some(person) = self.meant(&mention.tokens, statement) else {
            return;
        };
        mention.kind = Kind::Person;
        mention.value.clone_from(&person.shown);
        if mention.concept.is_none() {
            mention.concept.clone_from(&person.concept);
            mention.preferred.clone_from(&person.preferred);
        }
    }

    fn meant(&self, tokens: &[String], statement: usize) -> Option<&Person> {
        let first = tokens.first()?;
        let of_first = self.by_word.get(first).filter(|all| all.len() <= MOST)?;
        let all = of_first
            .iter()
            .filter(|name| tokens.iter().all(|token| name.contains(token)));
        let all: Vec<(&Vec<String>, &Person)> = all
            .filter_map(|name| Some((name, self.names.get(name)?)))
            .collect();
        let here = all
            .iter()
            .filter(|(_, person)| person.statements.contains(&statement));
        let here: Vec<_> = here.copied().collect();
        let pick = if here.is_empty() { all } else { here };
        // Of forms of one name the longest is the fullest.
        let (longest, person) = pick.iter().max_by_key(|(name, _)| name.len())?;
        let one = pick.iter().all(|(name, other)| {
            name.iter().all(|token| longest.contains(token))
                || (person.concept.is_some() && person.concept == other.concept)
        });
        one.then_some(*person)
    }
}
