//! A concept as one line of JSON, so that whoever keeps it needs to know nothing of it.

use std::collections::BTreeMap;

use crate::diag::Findings;
use crate::model::Concept;
use crate::model::cell::harmless;

use super::arrival::{cell, collector};
use super::columns::Column;
use super::digest;
use super::write::field;

/// The rows of a concept: a list of objects, each with the cells that hold anything by
/// the names of their columns. The order of the rows in the table is no part of it:
/// concepts that say the same are the same text.
///
/// ```
/// use tilmach::glossary::{restored, stored};
/// use tilmach::model::{Concept, Locale, Term, Usage};
/// let mut concept = Concept::new("un");
/// concept.terms.push(Term::new(Locale::english(), "UN", Usage::Admitted));
/// let rows = stored(&concept);
/// assert_eq!(rows, r#"[{"lang":"en","term":"UN","usage":"admitted"}]"#);
/// assert_eq!(restored("un", &rows), Some(concept));
/// ```
pub fn stored(concept: &Concept) -> String {
    let columns = || Column::NAMES.iter();
    let rows: Vec<BTreeMap<&str, String>> = digest::sorted(&concept.terms)
        .iter()
        .map(|term| {
            columns()
                .filter(|(column, _)| *column != Column::ConceptId)
                .map(|(column, name)| (*name, field(concept, term, *column)))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        })
        .collect();
    // Text as keys and values is always JSON.
    serde_json::to_string(&rows).unwrap_or_default()
}

/// The concept of that key out of what [`stored`] gave; none when it is something else.
pub fn restored(id: &str, rows: &str) -> Option<Concept> {
    let rows: Vec<BTreeMap<String, String>> = serde_json::from_str(rows).ok()?;
    let mut collector = collector()?;
    for row in &rows {
        let text = |column: Column, name: &str| match column {
            Column::ConceptId => id,
            _ => row.get(name).map_or("", String::as_str),
        };
        let columns = Column::NAMES.iter();
        let cells =
            columns.map(|(column, name)| cell(harmless(text(*column, name)).into_owned(), (1, 1)));
        collector.take(&cells.collect::<Vec<_>>(), &mut Findings::new());
    }
    let (concepts, _) = collector.finish();
    let concept = concepts.into_iter().next()?;
    (concept.id == id && concept.terms.len() == rows.len()).then_some(concept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::{Glossary, file};
    use proptest::prelude::*;

    #[test]
    fn every_column_is_kept() {
        let csv = "concept_id,domain,pos,lang,term,usage,inflection,status,term_note,concept_note,profile,guard,signed_by,signed_on,signed_because,case,scope,valid_from,valid_until,definition,decision\n\
            c,legal,n,tr,'=a,preferred,izafet hard,attested: a,\"a, \"\"b\"\"\",'-x,un,yes,tr-1,2026-01-01,asked,exact,narration,2026-01-01,2026-12-31,d,e\n\
            c,,,kk,,missing,,,,,,,,,,,,,,,\n";
        let concepts = file::read(csv.as_bytes(), &mut Findings::new()).expect("read");
        let concept = &concepts[0];
        let back = restored("c", &stored(concept)).expect("restored");
        assert_eq!(stored(&back), stored(concept));
        assert_eq!(back.terms.len(), 2);
        let version =
            |one: &Concept| Glossary::new([vec![one.clone()]], &mut Findings::new()).version();
        assert_eq!(version(&back), version(concept));
        assert_eq!(restored("c", "[]"), None);
        assert_eq!(restored("c", "no list"), None);
        assert_eq!(restored("c", r#"[{"lang":"en"}]"#), None);
    }

    proptest! {
        #[test]
        fn what_is_stored_comes_back(cells in prop::collection::vec("[=+@'\",;\\-aә ب]{1,6}", 3..9)) {
            let mut csv = String::from("concept_id,lang,term,usage,term_note,concept_note\n");
            for (number, text) in cells.iter().enumerate() {
                let quoted = text.replace('"', "\"\"");
                csv.push_str(&format!("c,kk,\"'={number}{quoted}\",admitted,\"{quoted}\",\"{quoted}\"\n"));
            }
            let concepts = file::read(csv.as_bytes(), &mut Findings::new()).unwrap_or_default();
            for concept in &concepts {
                let rows = stored(concept);
                let back = restored("c", &rows);
                prop_assert!(back.is_some());
                prop_assert_eq!(back.as_ref().map(stored), Some(rows));
            }
        }
    }
}
