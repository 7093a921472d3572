//! Taking the rows of another table into a glossary file.

use std::collections::BTreeMap;

use crate::model::{Concept, Locale, Term, Usage};

use super::columns::Column;
use super::diff::{Changed, OF_CONCEPTS, OF_TERMS, cells};
use super::identity::{Identity, identity};

/// What became of a row, or of what it says of its concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The key of the concept.
    pub concept: String,
    /// The term; none where the concept itself is meant.
    pub term: Option<Term>,
    /// What happens.
    pub what: What,
}

/// What happens to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// Cells that were empty are filled.
    Filled(Vec<Changed>),
    /// Cells say another thing. Unless that was asked for, the glossary keeps
    /// what it has.
    Contradicting(Vec<Changed>),
}

/// Takes the concepts of one table into those of another, which come first.
///
/// New rows are added at the end of their concept, empty cells are filled. Where
/// both say something and not the same, the first keeps its words unless
/// `replace` is set; either way the steps tell it. Nothing is ever deleted, but a
/// sign-off: whoever signed a decision did not sign another one.
pub fn merge(kept: &mut Vec<Concept>, taken: &[Concept], replace: bool) -> Vec<Step> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (place, concept) in kept.iter().enumerate() {
        places.entry(concept.id.clone()).or_insert(place);
    }
    let mut steps = Vec::new();
    for concept in taken {
        let place = *places.entry(concept.id.clone()).or_insert_with(|| {
            let mut new = concept.clone();
            new.terms.clear();
            kept.push(new);
            kept.len() - 1
        });
        if let Some(own) = kept.get_mut(place) {
            merge_concept(own, concept, replace, &mut steps);
        }
    }
    steps
}

fn merge_concept(own: &mut Concept, taken: &Concept, replace: bool, steps: &mut Vec<Step>) {
    let mut told = |term: Option<&Term>, what: What| {
        steps.push(Step {
            concept: taken.id.clone(),
            term: term.cloned(),
            what,
        });
    };
    let nothing = Term::new(Locale::english(), "", Usage::Missing);
    for what in judged(cells(&OF_CONCEPTS, (own, &nothing), (taken, &nothing))) {
        take_concept(own, taken, &what, replace);
        told(None, what);
    }
    let places: BTreeMap<Identity, usize> = own
        .terms
        .iter()
        .enumerate()
        .map(|(place, term)| (identity(&own.id, term), place))
        .collect();
    for term in &taken.terms {
        let place = places.get(&identity(&taken.id, term));
        let Some(known) = place.and_then(|place| own.terms.get(*place)).cloned() else {
            own.terms.push(term.clone());
            told(Some(term), What::Added);
            continue;
        };
        for mut what in judged(cells(&OF_TERMS, (own, &known), (taken, term))) {
            if replace {
                lapse(&known, term, &mut what);
            }
            if let Some(known) = place.and_then(|place| own.terms.get_mut(*place)) {
                take_term(known, term, &what, replace);
            }
            told(Some(term), what);
        }
    }
}

/// Lets the sign-off of a row lapse whose decision is replaced by one that nobody
/// signed, and tells it.
fn lapse(known: &Term, taken: &Term, what: &mut What) {
    const DECISION: [Column; 4] = [
        Column::Usage,
        Column::Inflection,
        Column::Status,
        Column::Case,
    ];
    let (Some(signed), None, What::Contradicting(cells)) = (&known.sign_off, &taken.sign_off, what)
    else {
        return;
    };
    if cells
        .iter()
        .any(|cell| DECISION.iter().any(|column| column.name() == cell.column))
    {
        for (column, old) in [
            (Column::SignedBy, signed.by.clone()),
            (Column::SignedOn, signed.on.to_string()),
            (Column::SignedBecause, signed.reason.clone()),
        ] {
            if old.is_empty() {
                continue;
            }
            cells.push(Changed {
                column: column.name(),
                old,
                new: String::new(),
            });
        }
    }
}

/// The cells that are filled and those that contradict, each together. A cell
/// that the other table leaves empty says nothing.
fn judged(changed: Vec<Changed>) -> Vec<What> {
    let said = changed
        .into_iter()
        .filter(|changed| !changed.new.is_empty());
    let said: Vec<Changed> = said.collect();
    // The reason of a sign-off is not filled into the sign-off of somebody else.
    let signs = [Column::SignedBy, Column::SignedOn].map(Column::name);
    let other = |one: &Changed| signs.contains(&one.column) && !one.old.is_empty();
    let is_other = said.iter().any(other);
    let reason = Column::SignedBecause.name();
    let (filled, against): (Vec<Changed>, Vec<Changed>) = said
        .into_iter()
        .partition(|one| one.old.is_empty() && !(is_other && one.column == reason));
    let mut found = Vec::new();
    if !filled.is_empty() {
        found.push(What::Filled(filled));
    }
    if !against.is_empty() {
        found.push(What::Contradicting(against));
    }
    found
}

/// The columns that are taken over.
fn taken_columns(what: &What, replace: bool) -> Vec<&'static str> {
    match what {
        What::Filled(cells) => cells.iter().map(|cell| cell.column).collect(),
        What::Contradicting(cells) if replace => cells.iter().map(|cell| cell.column).collect(),
        _ => Vec::new(),
    }
}

fn take_concept(own: &mut Concept, taken: &Concept, what: &What, replace: bool) {
    for column in taken_columns(what, replace) {
        match Column::named(column) {
            Some(Column::Domain) => own.domain.clone_from(&taken.domain),
            Some(Column::PartOfSpeech) => own.part_of_speech.clone_from(&taken.part_of_speech),
            Some(Column::ConceptNote) => own.note.clone_from(&taken.note),
            Some(Column::Definition) => own.definition.clone_from(&taken.definition),
            Some(Column::Decision) => own.decision.clone_from(&taken.decision),
            Some(Column::Guard) => own.guard = taken.guard,
            _ => {}
        }
    }
}

fn take_term(own: &mut Term, taken: &Term, what: &What, replace: bool) {
    for column in taken_columns(what, replace) {
        match Column::named(column) {
            Some(Column::Usage) => own.usage = taken.usage,
            Some(Column::Inflection) => {
                own.inflection = taken.inflection;
                own.inflection_words.clone_from(&taken.inflection_words);
            }
            Some(Column::Status) => own.status.clone_from(&taken.status),
            Some(Column::TermNote) => own.note.clone_from(&taken.note),
            // Alias, day and reason belong together.
            Some(Column::SignedBy | Column::SignedOn | Column::SignedBecause) => {
                own.sign_off.clone_from(&taken.sign_off);
            }
            Some(Column::Case) => own.case = taken.case,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Findings;
    use crate::glossary::file;

    fn read(rows: &str) -> Vec<Concept> {
        let csv =
            format!("concept_id,lang,term,usage,status,domain,case,signed_by,signed_on\n{rows}");
        file::read(csv.as_bytes(), &mut Findings::new()).expect("read")
    }

    const KEPT: &str = "a,tr,x,preferred,,legal,,,\na,tr,y,admitted,seen,legal,,,\n";
    const TAKEN: &str = "a,tr,x,forbidden,seen,legal,,tr-1,2026-01-01\na,tr,z,admitted,,,,,\nb,tr,w,preferred,,camp,any,,\n";

    #[test]
    fn nothing_is_overwritten_unless_that_was_asked_for() {
        for (replace, usage) in [(false, "preferred"), (true, "forbidden")] {
            let mut kept = read(KEPT);
            let steps = merge(&mut kept, &read(TAKEN), replace);
            let kinds: Vec<&str> = steps
                .iter()
                .map(|step| match step.what {
                    What::Added => "added",
                    What::Filled(_) => "filled",
                    What::Contradicting(_) => "contradicting",
                })
                .collect();
            assert_eq!(kinds, ["filled", "contradicting", "added", "added"]);
            let x = &kept[0].terms[0];
            assert_eq!((x.usage.as_str(), x.status.as_str()), (usage, "seen"));
            assert!(x.is_signed_off());
            assert_eq!(kept[0].terms.len(), 3);
            assert_eq!(
                (kept[1].id.as_str(), kept[1].domain.as_str()),
                ("b", "camp")
            );
            let again = merge(&mut kept, &read(TAKEN), replace);
            assert_eq!(again.len(), usize::from(!replace), "{again:?}");
        }
    }

    #[test]
    fn a_sign_off_lapses_with_the_decision_it_was_for() {
        let signed = "a,tr,x,preferred,seen,legal,,tr-1,2026-01-01\n";
        for (taken, replace, lapses) in [
            ("a,tr,x,forbidden,,,,,\n", true, true),
            ("a,tr,x,forbidden,,,,,\n", false, false),
            ("a,tr,x,preferred,,camp,,,\n", true, false),
            ("a,tr,x,forbidden,,,,tr-2,2026-02-02\n", true, false),
        ] {
            let mut kept = read(signed);
            let steps = merge(&mut kept, &read(taken), replace);
            assert_eq!(kept[0].terms[0].sign_off.is_none(), lapses, "{taken}");
            let told = format!("{steps:?}").contains("signed_by");
            assert_eq!(told, lapses || taken.contains("tr-2"), "{taken}");
        }
    }

    #[test]
    fn an_empty_cell_says_nothing() {
        let mut kept = read(KEPT);
        let steps = merge(&mut kept, &read("a,tr,y,admitted,,,,,\n"), true);
        assert_eq!(steps, []);
        assert_eq!(kept, read(KEPT));
    }

    #[test]
    fn a_reason_belongs_to_the_sign_off_it_was_given_for() {
        let read = |rows: &str| {
            let head = "concept_id,lang,term,usage,signed_by,signed_on,signed_because\n";
            let csv = format!("{head}{rows}");
            file::read(csv.as_bytes(), &mut Findings::new()).expect("read")
        };
        let own = "a,tr,x,preferred,tr-1,2026-01-01,\n";
        for (taken, replace, by, reason) in [
            (
                "a,tr,x,preferred,tr-1,2026-01-01,asked\n",
                false,
                "tr-1",
                "asked",
            ),
            (
                "a,tr,x,preferred,tr-2,2026-01-02,asked\n",
                false,
                "tr-1",
                "",
            ),
            (
                "a,tr,x,preferred,tr-2,2026-01-02,asked\n",
                true,
                "tr-2",
                "asked",
            ),
        ] {
            let mut kept = read(own);
            merge(&mut kept, &read(taken), replace);
            let signed = kept[0].terms[0].sign_off.clone().expect("signed");
            assert_eq!(
                (signed.by.as_str(), signed.reason.as_str()),
                (by, reason),
                "{taken}"
            );
        }
    }
}
