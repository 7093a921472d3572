//! Writing a sign-off into a table, and nothing else: every other byte stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::Findings;
use crate::model::{Concept, SignOff, Term};

use super::columns::Column;
use super::file::{Sheet, decode, read_sheet, separator};
use super::identity::{Identity, identity};
use super::table::{Cell, Raw, raw_rows};
use super::write::written;

/// The columns of a sign-off, in their order.
const COLUMNS: [Column; 3] = [Column::SignedBy, Column::SignedOn, Column::SignedBecause];

/// A table with another sign-off in some of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The bytes of the table.
    pub bytes: Vec<u8>,
    /// How many rows were changed.
    pub rows: usize,
    /// The names of columns that were added at its right edge, because it did not have
    /// them.
    pub added: Vec<&'static str>,
}

/// Why a table cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// It is no table of ours.
    #[error("the table cannot be read")]
    Unreadable,
    /// With the new cells it would say something else than was asked for.
    #[error("the table has faults where the sign-off would stand; correct them first")]
    Faulty,
}

/// Puts a sign-off into the rows of some terms of a concept, or takes it away with none.
/// Rows that the table does not have are no fault. Cells that are not of a sign-off, and
/// all other rows, stay byte for byte what they are; a column that is not there is added
/// at the right edge of every row.
///
/// # Errors
///
/// When the table cannot be read, or would not read as wished afterwards.
pub fn sign(
    source: &[u8],
    concept: &str,
    terms: &[Term],
    sign_off: Option<&SignOff>,
) -> Result<Signed, SignError> {
    let mut findings = Findings::new();
    let sheet = read_sheet(source, &mut findings).ok_or(SignError::Unreadable)?;
    let text = decode(source, &mut findings).ok_or(SignError::Unreadable)?;
    let wanted: Vec<Identity> = terms.iter().map(|term| identity(concept, term)).collect();
    let places = places(&sheet, concept, &wanted);
    if places.is_empty() {
        return Ok(Signed {
            bytes: source.to_vec(),
            rows: 0,
            added: Vec::new(),
        });
    }
    let (text, added) = edited(text, &places, sign_off).ok_or(SignError::Unreadable)?;
    let mark = if source.starts_with(b"\xEF\xBB\xBF") {
        "\u{FEFF}"
    } else {
        ""
    };
    let bytes = format!("{mark}{text}").into_bytes();
    let mut wished = sheet.concepts.clone();
    set(&mut wished, concept, &wanted, sign_off);
    let read = read_sheet(&bytes, &mut findings).ok_or(SignError::Faulty)?;
    if read.concepts != wished {
        return Err(SignError::Faulty);
    }
    Ok(Signed {
        bytes,
        rows: places.len(),
        added,
    })
}

/// Where the terms stand that are wanted: line and column of their cells.
fn places(sheet: &Sheet, concept: &str, wanted: &[Identity]) -> Vec<(u64, u64)> {
    let own = sheet.concepts.iter().filter(|one| one.id == concept);
    own.flat_map(|one| &one.terms)
        .filter(|term| wanted.contains(&identity(concept, term)))
        .filter_map(|term| {
            let place = sheet.place(concept, term);
            Some((place.line?, place.column?))
        })
        .collect()
}

fn set(concepts: &mut [Concept], id: &str, wanted: &[Identity], sign_off: Option<&SignOff>) {
    let own = concepts.iter_mut().filter(|one| one.id == id);
    for term in own.flat_map(|one| &mut one.terms) {
        if wanted.contains(&identity(id, term)) {
            term.sign_off = sign_off.cloned();
        }
    }
}

/// The text with the cells of some rows replaced, which are named by the place of their
/// term; and the columns that were added.
fn edited(
    text: &str,
    places: &[(u64, u64)],
    sign_off: Option<&SignOff>,
) -> Option<(String, Vec<&'static str>)> {
    let between = separator(text, &mut Findings::new());
    let rows = raw_rows(text, between);
    let (head, rows) = rows.split_first()?;
    let columns = |(_, cell): &(Range<usize>, Cell)| Column::of_header(cell.text.trim());
    let names: Vec<Option<Column>> = head.cells.iter().map(columns).collect();
    let cells = cells(sign_off);
    let needed = |column: &Column| cells.get(column).is_some_and(|text| !text.is_empty());
    let added: Vec<Column> = COLUMNS
        .into_iter()
        .filter(|column| needed(column) && !names.contains(&Some(*column)))
        .collect();
    let mut changes = Vec::new();
    let titles = added.iter().map(|one| one.name().to_owned());
    changes.extend(at_edge(head, titles.collect(), between));
    for row in rows {
        let own = |(_, cell): &(Range<usize>, Cell)| places.contains(&(cell.line, cell.column));
        let is_own = row.cells.iter().any(own);
        if is_own {
            changes.extend(replaced(row, &names, &cells, between));
        }
        let texts = added.iter().map(|column| match cells.get(column) {
            Some(text) if is_own => written(text, between),
            _ => String::new(),
        });
        changes.extend(at_edge(row, texts.collect(), between));
    }
    changes.sort_by_key(|(span, _)| (span.start, span.end));
    let names = added.into_iter().map(Column::name).collect();
    Some((put(text, &changes), names))
}

/// A stretch of the text and what stands there instead.
type Change = (Range<usize>, String);

/// Cells behind the last one of a row.
fn at_edge(row: &Raw, texts: Vec<String>, between: char) -> Option<Change> {
    let (last, _) = row.cells.last()?;
    let more: String = texts
        .iter()
        .map(|text| format!("{between}{text}"))
        .collect();
    (!more.is_empty()).then_some((last.end..last.end, more))
}

/// The cells of the sign-off in a row that say something else.
fn replaced(
    row: &Raw,
    names: &[Option<Column>],
    cells: &BTreeMap<Column, String>,
    between: char,
) -> Vec<Change> {
    let pairs = row.cells.iter().zip(names);
    pairs
        .filter_map(|((span, cell), name)| {
            let text = cells.get(name.as_ref()?)?;
            (cell.text != *text).then(|| (span.clone(), written(text, between)))
        })
        .collect()
}

/// What stands in the cells of a sign-off.
fn cells(sign_off: Option<&SignOff>) -> BTreeMap<Column, String> {
    let texts = match sign_off {
        Some(signed) => [
            signed.by.clone(),
            signed.on.to_string(),
            signed.reason.clone(),
        ],
        None => Default::default(),
    };
    COLUMNS.into_iter().zip(texts).collect()
}

fn put(text: &str, changes: &[Change]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (span, new) in changes {
        result.push_str(text.get(at..span.start).unwrap_or_default());
        result.push_str(new);
        at = span.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glossary::file;
    use proptest::prelude::*;

    fn by(alias: &str, reason: &str) -> SignOff {
        SignOff {
            by: alias.to_owned(),
            on: "2026-03-31".parse().expect("a day"),
            reason: reason.to_owned(),
        }
    }

    fn terms(table: &str, words: &str) -> Vec<Term> {
        let concepts = file::read(table.as_bytes(), &mut Findings::new()).expect("read");
        let all = concepts.into_iter().flat_map(|one| one.terms);
        all.filter(|term| term.text == words).collect()
    }

    #[track_caller]
    fn check(table: &str, words: &str, sign_off: Option<&SignOff>, expected: &str) {
        let signed = sign(table.as_bytes(), "c", &terms(table, words), sign_off).expect("signed");
        assert_eq!(String::from_utf8(signed.bytes).expect("text"), expected);
    }

    const TABLE: &str = "\u{FEFF}lang;concept_id;term;usage;signed_by;other;signed_on\r\n\
        tr;c;\"a \"\"b\"\"\";preferred;;\"x;\ny\";\r\n\r\n tr ;c;d;admitted;; ;\r\nkk;b;d;admitted;;;";

    #[test]
    fn only_the_cells_of_the_sign_off_change() {
        let signed = TABLE.replace(
            "preferred;;\"x;\ny\";",
            "preferred;tr-1;\"x;\ny\";2026-03-31",
        );
        check(TABLE, "a \"b\"", Some(&by("tr-1", "")), &signed);
        check(&signed, "a \"b\"", None, TABLE);
        check(TABLE, "nothing", Some(&by("tr-1", "")), TABLE);
    }

    #[test]
    fn a_column_that_is_not_there_is_added_at_the_edge() {
        let table = "concept_id,lang,term,usage\nc,tr,a,preferred\n\nb,tr,a,admitted";
        check(
            table,
            "a",
            Some(&by("tr-1", "asked, twice")),
            "concept_id,lang,term,usage,signed_by,signed_on,signed_because\n\
             c,tr,a,preferred,tr-1,2026-03-31,\"asked, twice\"\n\nb,tr,a,admitted,,,",
        );
        let signed = sign(
            table.as_bytes(),
            "c",
            &terms(table, "a"),
            Some(&by("tr-1", "")),
        );
        assert_eq!(signed.expect("signed").added, ["signed_by", "signed_on"]);
    }

    #[test]
    fn what_would_read_otherwise_is_not_written() {
        let short = "concept_id,lang,term,usage\nc,tr,a,preferred\nc,tr,b\n";
        let signed = sign(
            short.as_bytes(),
            "c",
            &terms(short, "a"),
            Some(&by("tr-1", "")),
        );
        assert_eq!(
            signed.expect("signed").rows,
            1,
            "a row at fault stays what it is"
        );
        let wrong = sign(
            short.as_bytes(),
            "c",
            &terms(short, "a"),
            Some(&by("tr 1", "")),
        );
        assert_eq!(wrong, Err(SignError::Faulty));
        assert_eq!(sign(b"\0", "c", &[], None), Err(SignError::Unreadable));
    }

    proptest! {
        /// Signed and withdrawn, a table that has the columns is what it was.
        #[test]
        fn a_sign_off_that_is_withdrawn_leaves_no_trace(
            notes in prop::collection::vec("[a-c,\"\n ب]{0,5}", 1..6),
            number in any::<prop::sample::Index>(),
            reason in "[a-z,\" ]{0,6}",
        ) {
            let mut table = String::from("concept_id,signed_on,lang,term,signed_because,usage,term_note,signed_by\n");
            for (row, note) in notes.iter().enumerate() {
                let note = note.replace('"', "\"\"");
                table.push_str(&format!("c,,tr,t{row},,preferred,\"{note}\",\n"));
            }
            let words = format!("t{}", number.index(notes.len()));
            let own = terms(&table, &words);
            let signed = by("tr-1", reason.trim());
            let there = sign(table.as_bytes(), "c", &own, Some(&signed)).expect("signed");
            prop_assert_eq!(there.rows, 1);
            prop_assert_ne!(&there.bytes, table.as_bytes());
            let back = sign(&there.bytes, "c", &own, None).expect("withdrawn");
            prop_assert_eq!(back.bytes, table.as_bytes());
        }
    }
}
