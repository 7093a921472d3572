//! The rows of a glossary file: each checked, and gathered into concepts.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings};
use crate::model::{Concept, Locale, LocaleError, Term, Usage};

use super::columns::{Column, Columns, at, nearest};
use super::table::Cell;

/// A term longer than this, in characters, is a paragraph in the wrong cell.
const LONGEST_TERM: usize = 1_000;

/// Gathers rows into concepts.
pub(super) struct Collector {
    columns: Columns,
    concepts: Vec<Concept>,
    places: BTreeMap<String, usize>,
    /// What the rows so far say of a term of a concept, a locale, a profile.
    known: BTreeMap<(usize, Locale, String, String), Usage>,
}

impl Collector {
    /// Begins with no concept.
    pub(super) fn new(columns: Columns) -> Self {
        Collector {
            columns,
            concepts: Vec::new(),
            places: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    /// Takes a row in, or makes findings of it.
    pub(super) fn take(&mut self, row: &[Cell], findings: &mut Findings) {
        if row.iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        let Some(row) = self.checked(row, findings) else {
            return;
        };
        let Some(term) = self.term(row, findings) else {
            return;
        };
        self.add(row, term, findings);
    }

    /// The concepts, in the order in which the file first names them.
    pub(super) fn finish(self) -> Vec<Concept> {
        self.concepts
    }

    /// The row if it has the right number of cells and a concept.
    fn checked<'a>(&self, row: &'a [Cell], findings: &mut Findings) -> Option<&'a [Cell]> {
        let first = row.first()?;
        if row.len() != self.columns.count() {
            let message = format!(
                "the row has {} cells, the header has {}",
                row.len(),
                self.columns.count()
            );
            findings.push(
                at(first, Finding::error("glossary::field-count", message))
                    .help("a comma inside a cell needs quotation marks around the cell"),
            );
            return None;
        }
        let id = self.columns.cell(row, Column::ConceptId)?;
        if id.text.trim().is_empty() {
            findings.push(at(
                id,
                Finding::error("glossary::no-concept", "the row names no concept"),
            ));
            return None;
        }
        no_controls(id, findings).then_some(row)
    }

    fn term(&self, row: &[Cell], findings: &mut Findings) -> Option<Term> {
        let text = |column| self.columns.text(row, column).to_owned();
        let locale = locale(self.columns.cell(row, Column::Lang)?, findings);
        let usage = usage(self.columns.cell(row, Column::Usage)?, findings);
        let cell = self.columns.cell(row, Column::Term)?;
        let sound = no_controls(cell, findings) & not_too_long(cell, findings);
        let (locale, usage) = (locale?, usage?);
        let fits = fits(cell, usage, findings);
        (sound && fits).then(|| Term {
            locale,
            usage,
            text: text(Column::Term),
            inflection: text(Column::Inflection),
            status: text(Column::Status),
            note: text(Column::TermNote),
            profile: text(Column::Profile),
        })
    }

    fn add(&mut self, row: &[Cell], term: Term, findings: &mut Findings) {
        let id = self.columns.text(row, Column::ConceptId);
        let place = *self.places.entry(id.to_owned()).or_insert_with(|| {
            self.concepts.push(Concept {
                id: id.to_owned(),
                domain: String::new(),
                part_of_speech: String::new(),
                note: String::new(),
                terms: Vec::new(),
            });
            self.concepts.len() - 1
        });
        let Some(concept) = self.concepts.get_mut(place) else {
            return;
        };
        let columns = &self.columns;
        let mut agree = |column, kept: &mut String| {
            if let Some(cell) = columns.cell(row, column) {
                agree(cell, kept, findings);
            }
        };
        agree(Column::Domain, &mut concept.domain);
        agree(Column::PartOfSpeech, &mut concept.part_of_speech);
        agree(Column::ConceptNote, &mut concept.note);
        let (locale, profile) = (term.locale.clone(), term.profile.clone());
        let key = (place, locale, term.text.clone(), profile);
        match (self.known.get(&key), columns.cell(row, Column::Term)) {
            (Some(known), Some(cell)) => findings.push(twice(*known, term.usage, cell)),
            _ => {
                self.known.insert(key, term.usage);
                concept.terms.push(term);
            }
        }
    }
}

/// Keeps the first value that the rows of a concept give, and warns of others.
fn agree(cell: &Cell, kept: &mut String, findings: &mut Findings) {
    let found = cell.text.trim();
    if kept.is_empty() {
        found.clone_into(kept);
    } else if !found.is_empty() && found != kept {
        let shown: String = kept.chars().take(40).collect();
        let message = format!("an earlier row of this concept says \u{201C}{shown}\u{201D}");
        findings.push(
            at(cell, Finding::warning("glossary::contradiction", message))
                .help("the earlier one was kept; make all rows of the concept alike"),
        );
    }
}

/// The finding on a term that an earlier row of the concept has already.
fn twice(known: Usage, found: Usage, cell: &Cell) -> Finding {
    if known == found {
        return at(
            cell,
            Finding::warning(
                "glossary::duplicate",
                "an earlier row has this term already",
            ),
        );
    }
    let message = format!(
        "an earlier row says that this term is {}, this one says {}",
        known.as_str(),
        found.as_str()
    );
    at(
        cell,
        Finding::error("glossary::contradictory-usage", message),
    )
    .help("this row was left out; keep one of the two")
}

fn locale(cell: &Cell, findings: &mut Findings) -> Option<Locale> {
    let tag = cell.text.trim();
    if let Some(advice) = Locale::advice(tag) {
        findings.push(at(cell, Finding::note("glossary::locale-advice", advice)));
    }
    let refusal = match tag.parse() {
        Ok(locale) => return Some(locale),
        Err(LocaleError::NeedsScript) => {
            "the language does not say Simplified or Traditional Chinese"
        }
        Err(LocaleError::Unknown) => "this is no language that is known",
        Err(LocaleError::Malformed) => "this is not a language tag",
    };
    findings.push(
        at(cell, Finding::error("glossary::locale", refusal))
            .help("write en, ug, kk, kk-Arab, tr, zh-Hans or zh-Hant"),
    );
    None
}

fn usage(cell: &Cell, findings: &mut Findings) -> Option<Usage> {
    let name = cell.text.trim().to_ascii_lowercase();
    let usage = Usage::parse(&name);
    if usage.is_none() {
        let help = match nearest(&name, Usage::ALL.into_iter().map(Usage::as_str)) {
            Some(name) => format!("the nearest usage is {name}"),
            None => "write preferred, admitted, deprecated, forbidden or missing".to_owned(),
        };
        findings.push(
            at(
                cell,
                Finding::error("glossary::usage", "this is not a usage"),
            )
            .help(help),
        );
    }
    usage
}

fn fits(cell: &Cell, usage: Usage, findings: &mut Findings) -> bool {
    let (code, message, help) = match (cell.text.trim().is_empty(), usage) {
        (true, Usage::Missing) => return true,
        (false, Usage::Missing) => (
            "glossary::missing-with-term",
            "the usage is \u{201C}missing\u{201D}, but there is a term",
            "write its usage, or empty the cell",
        ),
        (true, _) => (
            "glossary::empty-term",
            "there is no term",
            "write the term, or the usage \u{201C}missing\u{201D}",
        ),
        (false, _) => return true,
    };
    findings.push(at(cell, Finding::error(code, message)).help(help));
    false
}

fn not_too_long(cell: &Cell, findings: &mut Findings) -> bool {
    let length = cell.text.trim().chars().count();
    if length <= LONGEST_TERM {
        return true;
    }
    let message = format!("the term has {length} characters; {LONGEST_TERM} is the most");
    findings.push(at(cell, Finding::error("glossary::long-term", message)));
    false
}

/// Line breaks and tabs tear the written tables apart; marks that override
/// the direction (Unicode, bidirectional formatting) show a term as another.
fn no_controls(cell: &Cell, findings: &mut Findings) -> bool {
    let harmful =
        |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let Some(found) = cell.text.trim().chars().find(|c| harmful(*c)) else {
        return true;
    };
    let message = format!("there is a control character (U+{:04X})", u32::from(found));
    findings.push(at(
        cell,
        Finding::error("glossary::control-character", message),
    ));
    false
}
