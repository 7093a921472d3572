//! The glossary as rows again: for files, and for comparing.

use std::collections::BTreeSet;

use crate::model::cell::harmless;
use crate::model::{Case, Concept, Locale, Scope, Term, Usage};

use super::columns::Column;

/// What stands between the cells of a written table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// RFC 4180.
    Comma,
    /// Tab-separated values, with the same quotation marks where they are needed.
    Tab,
}

/// These columns are always written, besides those that hold anything.
const USUAL: [Column; 10] = [
    Column::ConceptId,
    Column::Domain,
    Column::PartOfSpeech,
    Column::Lang,
    Column::Term,
    Column::Usage,
    Column::Inflection,
    Column::Status,
    Column::TermNote,
    Column::ConceptNote,
];

/// What the row of a term says in a column.
pub(super) fn field(concept: &Concept, term: &Term, column: Column) -> String {
    let day = |day: Option<crate::model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let plain = |word: &str, usual: bool| if usual { "" } else { word }.to_owned();
    match column {
        Column::ConceptId => concept.id.clone(),
        Column::Domain => concept.domain.clone(),
        Column::PartOfSpeech => concept.part_of_speech.clone(),
        Column::Lang => term.locale.to_string(),
        Column::Term => term.text.clone(),
        Column::Usage => term.usage.as_str().to_owned(),
        Column::Inflection => term.inflection_words.clone(),
        Column::Status => term.status.clone(),
        Column::TermNote => term.note.clone(),
        Column::ConceptNote => concept.note.clone(),
        Column::Profile => term.profile.clone(),
        Column::Guard => plain("yes", !concept.guard),
        Column::SignedBy => term
            .sign_off
            .as_ref()
            .map_or("", |s| s.by.as_str())
            .to_owned(),
        Column::SignedOn => day(term.sign_off.as_ref().map(|s| s.on)),
        Column::SignedBecause => term
            .sign_off
            .as_ref()
            .map_or("", |s| s.reason.as_str())
            .to_owned(),
        Column::Case => plain(term.case.as_str(), term.case == Default::default()),
        Column::Scope => plain(term.scope.as_str(), term.scope == Default::default()),
        Column::ValidFrom => day(term.validity.from),
        Column::ValidUntil => day(term.validity.until),
        Column::Definition => concept.definition.clone(),
        Column::Decision => concept.decision.clone(),
    }
}

/// Writes concepts as a glossary file, UTF-8 and LF, a row for each term, in the
/// order given. Reading it gives the same concepts.
///
/// The columns are the usual ten and those that hold anything. Cells that a
/// spreadsheet would take for a formula get an apostrophe in front.
///
/// ```
/// use tilmach::diag::Findings;
/// use tilmach::glossary::{Separator, file, write};
/// let csv = "concept_id,lang,term,usage\nun,en,UN,admitted\n";
/// let mut findings = Findings::new();
/// let concepts = file::read(csv.as_bytes(), &mut findings).unwrap_or_default();
/// let written = write(&concepts, Separator::Comma);
/// assert!(written.ends_with("un,,,en,UN,admitted,,,,\n"));
/// assert_eq!(file::read(written.as_bytes(), &mut findings), Some(concepts));
/// ```
pub fn write(concepts: &[Concept], separator: Separator) -> String {
    write_columns(concepts, separator, &BTreeSet::new())
}

/// The same, with further columns even if they are empty.
pub(super) fn write_columns(
    concepts: &[Concept],
    separator: Separator,
    also: &BTreeSet<Column>,
) -> String {
    let rows = || {
        let pairs = concepts.iter().map(|c| c.terms.iter().map(move |t| (c, t)));
        pairs.flatten()
    };
    let wanted = |column: Column| {
        USUAL.contains(&column)
            || also.contains(&column)
            || rows().any(|(concept, term)| !field(concept, term, column).is_empty())
    };
    let columns: Vec<Column> = Column::NAMES
        .iter()
        .map(|(column, _)| *column)
        .filter(|column| wanted(*column))
        .collect();
    let mut text = String::new();
    push_row(
        &mut text,
        separator,
        columns.iter().map(|c| c.name().to_owned()),
    );
    for (concept, term) in rows() {
        let cells = columns.iter().map(|column| field(concept, term, *column));
        push_row(&mut text, separator, cells);
    }
    text
}

/// A row of the table with all its columns, for a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The language of its term.
    pub locale: &'a Locale,
    /// Its cells, in the order of [`headings`]. None of them is a formula to a
    /// spreadsheet, not even when the table is saved as text there.
    pub cells: Vec<String>,
}

/// A column of the table, for a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name in the first row.
    pub name: &'static str,
    /// The words that it takes; none: any.
    pub choices: Vec<&'static str>,
    /// Whether its cells are in the language of the row.
    pub is_of_locale: bool,
}

/// All columns in the order in which the desk keeps them.
pub fn headings() -> Vec<Heading> {
    let columns = Column::NAMES.iter();
    let heading = |(column, name): &(Column, &'static str)| Heading {
        name,
        choices: match column {
            Column::Usage => Usage::ALL.map(Usage::as_str).to_vec(),
            Column::Case => Case::ALL.map(Case::as_str).to_vec(),
            Column::Scope => Scope::ALL.map(Scope::as_str).to_vec(),
            Column::Guard => vec!["yes", "no"],
            _ => Vec::new(),
        },
        is_of_locale: *column == Column::Term,
    };
    columns.map(heading).collect()
}

/// The concepts as rows, one for each term, in the order given. Reading them
/// ([`super::file::read_rows`]) gives the same concepts.
pub fn rows(concepts: &[Concept]) -> impl Iterator<Item = Row<'_>> {
    let cells = |concept: &Concept, term: &Term| -> Vec<String> {
        let columns = Column::NAMES.iter();
        columns
            .map(|(column, _)| harmless(&field(concept, term, *column)).into_owned())
            .collect()
    };
    concepts.iter().flat_map(move |concept| {
        concept.terms.iter().map(move |term| Row {
            locale: &term.locale,
            cells: cells(concept, term),
        })
    })
}

fn push_row(text: &mut String, separator: Separator, cells: impl Iterator<Item = String>) {
    let separator = match separator {
        Separator::Comma => ',',
        Separator::Tab => '\t',
    };
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            text.push(separator);
        }
        text.push_str(&written(&cell, separator));
    }
    text.push('\n');
}

/// A cell as it stands in a file with this separator.
pub(super) fn written(cell: &str, separator: char) -> String {
    let cell = harmless(cell);
    if cell.contains(['"', '\n', '\r', ',', '\t', separator]) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Findings;
    use crate::glossary::file;
    use proptest::prelude::*;

    #[test]
    fn every_column_comes_back() {
        let csv = "concept_id,domain,pos,lang,term,usage,inflection,status,term_note,concept_note,profile,guard,signed_by,signed_on,signed_because,case,scope,valid_from,valid_until,definition,decision\n\
            c,legal,n,tr,'=a,preferred,izafet hard,attested: a,\"a, \"\"b\"\"\",'-x,un,yes,tr-1,2026-01-01,asked a speaker,exact,narration,2026-01-01,2026-12-31,d,e\n";
        let mut findings = Findings::new();
        let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(write(&concepts, Separator::Comma), csv);
        assert_eq!(concepts[0].terms[0].text, "=a");
    }

    proptest! {
        #[test]
        fn what_is_written_comes_back(
            words in prop::collection::vec("[=+@'\",;\\-aә ب]{1,6}", 1..5),
            tab in any::<bool>(),
        ) {
            let mut concept = Concept::new("c");
            for (number, word) in words.iter().enumerate() {
                let mut term = Term::new(crate::model::Locale::english(), word.trim(), crate::model::Usage::Preferred);
                term.profile = format!("p{number}");
                term.note = word.trim().to_owned();
                if !term.text.is_empty() {
                    concept.terms.push(term);
                }
            }
            let concepts = if concept.terms.is_empty() { Vec::new() } else { vec![concept] };
            let separator = if tab { Separator::Tab } else { Separator::Comma };
            let mut findings = Findings::new();
            let read = file::read(write(&concepts, separator).as_bytes(), &mut findings);
            prop_assert_eq!(read, Some(concepts));
        }
    }
}
