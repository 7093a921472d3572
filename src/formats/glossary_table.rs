//! Glossaries as tables: for OmegaT, and for people with a spreadsheet.
//!
//! Both hold one source and one target language. They are written only, never
//! read back as the glossary: that is `glossaries/*.csv`. Each is given the
//! concepts as one house profile sees them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::model::cell::harmless;
use crate::model::{Concept, Locale, Term, Usage};

/// Writes a glossary for OmegaT: `source⇥target⇥comment`.
///
/// UTF-8 without byte order mark, LF, no header, no quoting and no comment
/// lines (other tools read `#` lines as terms). One line for every pair of a
/// source term and a target term that may be used; words not to be used stand
/// only in the comment. White space and control characters inside a cell
/// become one space; a `#` at the beginning of a source cell is left out. Give
/// the file the ending `.utf8`: for others OmegaT guesses the encoding.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_omegat(
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut written = BTreeSet::new();
    for concept in concepts {
        for from in usable(concept, source) {
            let words = plain(&from.text);
            let words = words.trim_start_matches(['#', ' ']);
            for to in usable(concept, target) {
                let target = plain(&to.text);
                let line = format!("{words}\t{target}\t{}\n", plain(&comment(concept, to)));
                if !words.is_empty() && !target.is_empty() && written.insert(line.clone()) {
                    out.write_all(line.as_bytes())?;
                }
            }
        }
    }
    Ok(())
}

/// Writes a glossary for a spreadsheet: the columns concept, source terms,
/// target term, usage, status, note.
///
/// RFC 4180 with LF, UTF-8 **with** byte order mark, without which spreadsheet
/// programs guess the encoding. One row for every target term, whatever its
/// usage, and one with an empty cell for a concept that has none. Cells are
/// made [`harmless`]. The status of every term ends in "[not signed off]" or in
/// the day of its sign-off.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_csv(
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all("\u{FEFF}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record([
        "concept",
        "source terms",
        "target term",
        "usage",
        "status",
        "note",
    ])?;
    for concept in concepts {
        let sources: Vec<&str> = usable(concept, source).map(|t| t.text.as_str()).collect();
        let sources = sources.join("; ");
        let mut row = |text: &str, usage: &str, status: &str, note: &str| {
            let cells = [concept.id.as_str(), &sources, text, usage, status, note];
            table.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))
        };
        let mut terms: Vec<&Term> = concept.terms_in(target).collect();
        terms.sort_by_key(|term| term.usage);
        for term in &terms {
            let note = joined(&[&term.note, &concept.note]);
            row(&term.text, term.usage.as_str(), &status(term), &note)?;
        }
        if terms.is_empty() && !sources.is_empty() {
            row("", Usage::Missing.as_str(), "", &concept.note)?;
        }
    }
    table.flush()
}

/// The terms of a locale that may be used, best first.
fn usable<'a>(concept: &'a Concept, locale: &Locale) -> impl Iterator<Item = &'a Term> {
    let mut terms: Vec<&Term> = concept
        .terms
        .iter()
        .filter(|term| term.locale == *locale && term.is_usable())
        .collect();
    terms.sort_by_key(|term| term.usage);
    terms.into_iter()
}

/// What is known of a target term, and which words not to use.
fn comment(concept: &Concept, term: &Term) -> String {
    let unwanted: Vec<&str> = concept
        .terms_in(&term.locale)
        .filter(|other| matches!(other.usage, Usage::Deprecated | Usage::Forbidden))
        .map(|other| other.text.as_str())
        .collect();
    let avoid = if unwanted.is_empty() {
        String::new()
    } else {
        format!("do not use: {}", unwanted.join(", "))
    };
    let usage = format!(
        "{} ({}{})",
        term.usage.as_str(),
        term.evidence(),
        decided_by(term)
    );
    joined(&[&usage, &avoid, &term.note, &concept.note])
}

/// Whose decision it is, unless it is everybody's.
fn decided_by(term: &Term) -> String {
    if term.profile.is_empty() {
        String::new()
    } else {
        format!("; {}", term.whose())
    }
}

/// The evidence as the glossary gives it, with what it does not say.
fn status(term: &Term) -> String {
    let signed = match &term.sign_off {
        Some(sign_off) => format!("[signed off on {}]", sign_off.on),
        None => "[not signed off]".to_owned(),
    };
    match (term.usage, term.status.as_str()) {
        (Usage::Missing, status) => status.to_owned(),
        (_, "") => signed,
        (_, status) => format!("{status} {signed}"),
    }
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("; ")
}

/// One line of text: every white space and control character a single space.
/// (Python ends a line at characters that Java does not: none is left.)
fn plain(cell: &str) -> String {
    let breaks = |c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}';
    let words: Vec<&str> = cell.split(breaks).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
#[path = "glossary_table_tests.rs"]
mod tests;
