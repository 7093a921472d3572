//! What is different between two glossaries, concept by concept, term by term.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Concept, Term};

use super::columns::Column;
use super::identity::{Identity, identity};
use super::write::field;

/// A cell that says another thing in the second glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The name of the column.
    pub column: &'static str,
    /// What the first glossary says.
    pub old: String,
    /// What the second says.
    pub new: String,
}

/// What happened to a term. Two rows are the same term if concept, language,
/// words, profile, scope and days are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermChange {
    /// Only the second glossary has it.
    Added(Term),
    /// Only the first has it.
    Removed(Term),
    /// Both have it, and cells differ.
    Changed(Term, Vec<Changed>),
}

/// What happened to a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptChange {
    /// Its key.
    pub id: String,
    /// Whether the first glossary has it.
    pub before: bool,
    /// Whether the second has it.
    pub after: bool,
    /// Cells about the concept itself that differ.
    pub changed: Vec<Changed>,
    /// Its terms, in the order of the first glossary, then what was added.
    pub terms: Vec<TermChange>,
}

/// The columns that speak of the concept, not of one term.
pub(super) const OF_CONCEPTS: [Column; 6] = [
    Column::Domain,
    Column::PartOfSpeech,
    Column::ConceptNote,
    Column::Definition,
    Column::Decision,
    Column::Guard,
];

/// The columns of a term that may differ while it is the same term.
pub(super) const OF_TERMS: [Column; 8] = [
    Column::Usage,
    Column::Inflection,
    Column::Status,
    Column::TermNote,
    Column::SignedBy,
    Column::SignedOn,
    Column::SignedBecause,
    Column::Case,
];

/// What is different in the second of two glossaries, in the order of the
/// concepts' keys. Equal glossaries have no difference, whatever the order of
/// their rows.
pub fn diff(first: &[Concept], second: &[Concept]) -> Vec<ConceptChange> {
    let (first, second) = (by_id(first), by_id(second));
    let ids: BTreeSet<&str> = first.keys().chain(second.keys()).copied().collect();
    ids.into_iter()
        .filter_map(|id| {
            let (old, new) = (first.get(id).copied(), second.get(id).copied());
            let change = ConceptChange {
                id: id.to_owned(),
                before: old.is_some(),
                after: new.is_some(),
                changed: match (old, new) {
                    (Some(old), Some(new)) => of_concept(old, new),
                    _ => Vec::new(),
                },
                terms: of_terms(id, old, new),
            };
            let differs = change.before != change.after
                || !change.changed.is_empty()
                || !change.terms.is_empty();
            differs.then_some(change)
        })
        .collect()
}

fn by_id(concepts: &[Concept]) -> BTreeMap<&str, &Concept> {
    let pairs = concepts
        .iter()
        .map(|concept| (concept.id.as_str(), concept));
    pairs.collect()
}

/// The cells about the concept itself that differ.
pub(super) fn of_concept(old: &Concept, new: &Concept) -> Vec<Changed> {
    let nothing = Term::new(
        crate::model::Locale::english(),
        "",
        crate::model::Usage::Missing,
    );
    cells(&OF_CONCEPTS, (old, &nothing), (new, &nothing))
}

/// The cells of two rows that differ, out of these columns.
pub(super) fn cells(
    columns: &[Column],
    old: (&Concept, &Term),
    new: (&Concept, &Term),
) -> Vec<Changed> {
    columns
        .iter()
        .map(|column| Changed {
            column: column.name(),
            old: field(old.0, old.1, *column),
            new: field(new.0, new.1, *column),
        })
        .filter(|changed| changed.old != changed.new)
        .collect()
}

fn of_terms(id: &str, old: Option<&Concept>, new: Option<&Concept>) -> Vec<TermChange> {
    let terms = |concept: Option<&Concept>| -> BTreeMap<Identity, Term> {
        let all = concept.into_iter().flat_map(|concept| &concept.terms);
        all.map(|term| (identity(id, term), term.clone())).collect()
    };
    let (before, after) = (terms(old), terms(new));
    let of = |concept: Option<&Concept>| concept.map_or_else(Vec::new, |c| c.terms.clone());
    let mut changes = Vec::new();
    for term in of(old) {
        match (after.get(&identity(id, &term)), old, new) {
            (Some(twin), Some(old), Some(new)) => {
                let changed = cells(&OF_TERMS, (old, &term), (new, twin));
                if !changed.is_empty() {
                    changes.push(TermChange::Changed(twin.clone(), changed));
                }
            }
            _ => changes.push(TermChange::Removed(term)),
        }
    }
    let added = of(new)
        .into_iter()
        .filter(|term| !before.contains_key(&identity(id, term)));
    changes.extend(added.map(TermChange::Added));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Findings;
    use crate::glossary::file;

    fn read(rows: &str) -> Vec<Concept> {
        let csv = format!("concept_id,lang,term,usage,status,domain,profile\n{rows}");
        file::read(csv.as_bytes(), &mut Findings::new()).expect("read")
    }

    #[test]
    fn concepts_and_terms_that_came_went_and_changed() {
        let old = read("a,tr,x,preferred,,legal,\na,tr,y,admitted,,legal,\nb,tr,z,preferred,,,\n");
        let new = read("a,tr,x,forbidden,seen,camp,\na,tr,y,admitted,,,un\nc,tr,z,preferred,,,\n");
        assert_eq!(diff(&old, &old), []);
        let found = diff(&old, &new);
        let ids: Vec<(&str, bool, bool)> = found
            .iter()
            .map(|c| (c.id.as_str(), c.before, c.after))
            .collect();
        assert_eq!(
            ids,
            [("a", true, true), ("b", true, false), ("c", false, true)]
        );
        let a = &found[0];
        assert_eq!(
            (a.changed[0].column, a.changed[0].new.as_str()),
            ("domain", "camp")
        );
        let TermChange::Changed(term, changed) = &a.terms[0] else {
            panic!("{a:?}")
        };
        let columns: Vec<&str> = changed.iter().map(|c| c.column).collect();
        assert_eq!(
            (term.text.as_str(), columns),
            ("x", vec!["usage", "status"])
        );
        assert!(matches!(&a.terms[1], TermChange::Removed(term) if term.profile.is_empty()));
        assert!(matches!(&a.terms[2], TermChange::Added(term) if term.profile == "un"));
    }

    #[test]
    fn every_column_is_compared() {
        let named = [
            Column::ConceptId,
            Column::Lang,
            Column::Term,
            Column::Profile,
        ];
        let days = [Column::Scope, Column::ValidFrom, Column::ValidUntil];
        let all: BTreeSet<Column> = [&named[..], &days, &OF_CONCEPTS, &OF_TERMS]
            .concat()
            .into_iter()
            .collect();
        assert_eq!(all.len(), Column::NAMES.len());
    }
}
