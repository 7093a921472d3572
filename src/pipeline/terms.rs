//! The glossary in the forms of other tools, out and in.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Read};
use std::path::Path;

use crate::diag::{Finding, Findings};
use crate::formats::decode::decode_text;
use crate::formats::tbx::{self, write_v2, write_v3};
use crate::formats::workbook::{Plan, PlannedCell, PlannedColumn};
use crate::formats::{word_pairs, workbook};
use crate::glossary::file::{self, LARGEST_FILE, MOST_ROWS};
use crate::glossary::{Heading, headings, rows, take_in, without_sign_offs};
use crate::model::{Concept, ConceptEntry, Locale};

use super::{Error, disk};

/// What has to be known of a file beside its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The language of the statements.
    pub source: &'a Locale,
    /// The languages of the project, the source among them.
    pub languages: &'a [Locale],
    /// The language of the second terms, in a form that does not say it.
    pub target: Option<&'a Locale>,
    /// The sheet of a workbook.
    pub sheet: Option<&'a str>,
}

/// Reads a glossary of whatever form: TBX of version 2 or 3, a workbook, a table of
/// ours, word pairs of OmegaT. Which one it is, is seen from what is in it; the
/// name of the file does not count.
///
/// `None` means that it was refused. `kept` is the table it is to come into: with
/// it concepts of other tools find their keys ([`take_in`]). Nothing that comes so
/// is signed off.
///
/// # Errors
///
/// When the file cannot be read.
pub fn read(
    path: &Path,
    asked: Asked<'_>,
    kept: &[Concept],
    findings: &mut Findings,
) -> Result<Option<Vec<Concept>>, Error> {
    let failed = |source: io::Error| Error::File {
        path: path.to_owned(),
        source,
    };
    let mut reader = disk::open_glossary(path)?;
    let head = reader.fill_buf().map_err(failed)?;
    if is_markup(head) {
        let entries = termbase(reader.take(disk::FILE_LIMIT), asked, findings)?;
        return Ok(entries.map(|entries| take_in(entries, kept, asked.source, findings)));
    }
    let mut bytes = Vec::new();
    let limited = reader.take(LARGEST_FILE as u64 + 1);
    { limited }.read_to_end(&mut bytes).map_err(failed)?;
    if workbook::is_workbook(&bytes) {
        let rows = workbook::read(&bytes, asked.sheet, MOST_ROWS + 1, findings)?;
        let sheet = rows.and_then(|rows| file::read_rows(&rows, findings));
        return Ok(sheet.map(|sheet| unsigned(sheet.concepts, findings)));
    }
    if asked.sheet.is_some() {
        let message = "this file has no sheets; --sheet was not needed";
        findings.push(Finding::note("workbook::sheet", message));
    }
    Ok(text(&bytes, asked, kept, findings))
}

/// Whether bytes begin like XML, in whatever encoding.
fn is_markup(head: &[u8]) -> bool {
    let marks = [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0];
    let mut bytes = head.iter();
    bytes.find(|byte| !marks.contains(byte) && !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// The concepts of a TBX file, as many as there is room for.
fn termbase(
    source: impl BufRead,
    asked: Asked<'_>,
    findings: &mut Findings,
) -> Result<Option<Vec<ConceptEntry>>, Error> {
    let mut languages = vec![asked.source.clone()];
    languages.extend(
        asked
            .languages
            .iter()
            .filter(|one| *one != asked.source)
            .cloned(),
    );
    let mut entries: Vec<ConceptEntry> = Vec::new();
    let (mut rows, mut bytes) = (0_usize, 0_usize);
    let mut left_out = None;
    let is_read = tbx::read(source, &languages, findings, &mut |entry| {
        rows += entry.terms.len();
        bytes += size(&entry.concept);
        if rows <= MOST_ROWS && bytes <= LARGEST_FILE {
            entries.push(entry);
        } else {
            left_out.get_or_insert(entry.place);
        }
    })?;
    if let Some(place) = left_out.filter(|_| is_read) {
        let message = format!(
            "there are more than {MOST_ROWS} terms, or more words than a table may have; the rest was not read"
        );
        findings.push(Finding::error("glossary::too-many-rows", message).at(place));
    }
    Ok(is_read.then_some(entries))
}

/// About as many bytes as a concept takes in a table.
fn size(concept: &Concept) -> usize {
    let of_concept = concept.definition.len() + concept.note.len() + concept.domain.len();
    let terms = concept.terms.iter();
    terms
        .map(|term| term.text.len() + term.note.len() + term.status.len() + of_concept)
        .sum()
}

/// A table of ours, or word pairs.
fn text(
    bytes: &[u8],
    asked: Asked<'_>,
    kept: &[Concept],
    findings: &mut Findings,
) -> Option<Vec<Concept>> {
    let decoded = decode_text(bytes.get(..LARGEST_FILE + 1).map_or(bytes, |_| &[]));
    let Some(text) = decoded
        .ok()
        .map(|(text, _)| text)
        .filter(|text| !text.is_empty())
    else {
        // What is wrong with the bytes is said by the reader of our own tables.
        return file::read(bytes, findings).map(|concepts| unsigned(concepts, findings));
    };
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let has_tab = first.is_some_and(|line| line.contains('\t'));
    if file::is_table(&text) || !(has_tab || asked.target.is_some()) || text.contains('\0') {
        let concepts = file::read(text.as_bytes(), findings);
        return concepts.map(|concepts| unsigned(concepts, findings));
    }
    let Some(target) = asked.target else {
        let message =
            "these are word pairs, and the file does not say the language of the second words";
        let finding = Finding::error("omegat::language", message);
        findings.push(finding.help("name it with --target"));
        return None;
    };
    let form = if has_tab {
        word_pairs::Form::Tabs
    } else {
        word_pairs::Form::Commas
    };
    let entries = word_pairs::read(&text, form, [asked.source, target], findings);
    Some(take_in(entries, kept, asked.source, findings))
}

fn unsigned(mut concepts: Vec<Concept>, findings: &mut Findings) -> Vec<Concept> {
    without_sign_offs(&mut concepts, findings);
    concepts
}

/// The concepts as TBX of version 2, or of version 3 for any other number.
///
/// # Errors
///
/// None that the input could cause: the bytes are written into memory.
pub fn tbx(
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    version: u8,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let written = match version {
        2 => write_v2(concepts, source, target, &mut bytes),
        _ => write_v3(concepts, source, target, &mut bytes),
    };
    written.map_err(crate::formats::Error::from)?;
    Ok(bytes)
}

/// The concepts as a workbook with all columns of the table, a row for each term.
/// `None` means that a text is longer than a cell can be; the findings say which.
///
/// # Errors
///
/// None that the input could cause: the bytes are written into memory.
pub fn xlsx(concepts: &[Concept], findings: &mut Findings) -> Result<Option<Vec<u8>>, Error> {
    let headings = headings();
    let languages: BTreeSet<String> = rows(concepts).map(|row| row.locale.to_string()).collect();
    let mut planned = Vec::new();
    for (row, number) in rows(concepts).zip(2_u64..) {
        let mut cells = Vec::new();
        for ((text, heading), column) in row.cells.into_iter().zip(&headings).zip(1_u64..) {
            if text.encode_utf16().count() > workbook::LONGEST_CELL {
                let message = "these words are longer than a cell of a spreadsheet can be";
                let finding = Finding::error("workbook::long-cell", message);
                let help = "write the table as CSV, or shorten them";
                findings.push(finding.at(workbook::cell_at(number, column)).help(help));
                return Ok(None);
            }
            cells.push(PlannedCell {
                text,
                locale: heading.is_of_locale.then(|| row.locale.clone()),
                is_free: true,
            });
        }
        planned.push(cells);
    }
    let plan = Plan {
        name: "glossary".to_owned(),
        title: "glossary".to_owned(),
        columns: headings
            .iter()
            .map(|heading| column(heading, &languages))
            .collect(),
        rows: planned,
        is_protected: false,
        has_filter: true,
    };
    Ok(Some(workbook::write(&plan)?))
}

/// A column of the workbook. Languages that the table has may be chosen, and others
/// typed; usage and its like have their words and no others.
fn column(heading: &Heading, languages: &BTreeSet<String>) -> PlannedColumn {
    let width = match heading.name {
        "term" | "status" | "term_note" | "concept_note" | "definition" | "decision" => 36,
        "concept_id" => 24,
        _ => 13,
    };
    let choices: Vec<String> = match heading.name {
        "lang" => languages.iter().cloned().collect(),
        _ => heading
            .choices
            .iter()
            .map(|word| (*word).to_owned())
            .collect(),
    };
    PlannedColumn {
        name: heading.name.to_owned(),
        width,
        choices,
        is_closed: heading.name != "lang",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::glossary::{Separator, write};

    /// The concepts of a workbook, by the way that an import goes.
    fn read_back(bytes: &[u8]) -> (Option<Vec<Concept>>, Findings) {
        let mut findings = Findings::new();
        let read = workbook::read(bytes, None, MOST_ROWS, &mut findings);
        let rows = read.expect("the machine works").expect("a workbook");
        let sheet = file::read_rows(&rows, &mut findings);
        (sheet.map(|sheet| sheet.concepts), findings)
    }

    fn written(concepts: &[Concept]) -> Vec<u8> {
        let mut findings = Findings::new();
        let bytes = xlsx(concepts, &mut findings).expect("the machine works");
        assert!(findings.is_empty(), "{findings:?}");
        bytes.expect("written")
    }

    #[test]
    fn every_column_comes_back_from_a_workbook() {
        let csv = "concept_id,domain,pos,lang,term,usage,inflection,status,term_note,concept_note,profile,guard,signed_by,signed_on,case,scope,valid_from,valid_until,definition,decision\n\
            c,legal,n,tr,'=a,preferred,izafet hard,attested: a,\"a, \"\"b\"\"\",'-x,un,yes,tr-1,2026-01-01,exact,narration,2026-01-01,2026-12-31,d,e\n\
            0012,,,ug,1E5,admitted,,TRUE,2026-03-31,,,,,,,,,,,\n";
        let mut findings = Findings::new();
        let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
        assert!(findings.is_empty(), "{findings:?}");
        let bytes = written(&concepts);
        let (back, findings) = read_back(&bytes);
        assert!(findings.is_empty(), "{findings:?}");
        let back = back.expect("a table");
        assert_eq!(write(&back, Separator::Comma), csv);
        assert_eq!(back, concepts);
        assert_eq!(bytes, written(&concepts));
    }

    #[test]
    fn words_that_no_cell_can_hold_are_told_and_nothing_is_written() {
        let mut concept = Concept::new("c");
        concept.note = "x".repeat(workbook::LONGEST_CELL + 1);
        let english = Locale::english();
        let usage = crate::model::Usage::Preferred;
        concept
            .terms
            .push(crate::model::Term::new(english, "a", usage));
        let mut findings = Findings::new();
        let bytes = xlsx(&[concept], &mut findings).expect("the machine works");
        assert_eq!(bytes, None);
        let told: Vec<String> = findings
            .iter()
            .map(|f| format!("{} {}", f.place, f.code))
            .collect();
        assert_eq!(told, ["-:2:10 (unit J2) workbook::long-cell"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn what_is_exported_is_imported(
            words in prop::collection::vec("[=+@'\",;\\-<>&_x0-9aә ب]{1,8}", 1..5),
        ) {
            let mut concept = Concept::new("c");
            for (number, word) in words.iter().enumerate() {
                let usage = crate::model::Usage::Preferred;
                let locale = if number % 2 == 0 { "ug" } else { "zh-Hans" };
                let mut term = crate::model::Term::new(locale.parse().expect("a locale"), word.trim(), usage);
                term.profile = format!("p{number}");
                term.note = word.trim().to_owned();
                if !term.text.is_empty() {
                    concept.terms.push(term);
                }
            }
            let concepts = if concept.terms.is_empty() { Vec::new() } else { vec![concept] };
            prop_assert_eq!(read_back(&written(&concepts)).0, Some(concepts));
        }
    }
}
