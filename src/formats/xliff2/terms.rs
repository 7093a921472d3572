//! Terms: marks in the source and the glossary module (section 5.2).

use crate::model::{Content, PackageUnit, Piece, TermNote, Usage};

use super::super::xml::{push_attribute, push_text};
use super::body::Mark;

/// The terms of a unit that have something to say, each with its mark if there
/// is a place for one.
pub(super) fn entries(unit: &PackageUnit) -> Vec<(&TermNote, Option<Mark>)> {
    let telling: Vec<&TermNote> = unit
        .terms
        .iter()
        .filter(|term| term.definition.is_some() || usable(term).next().is_some())
        .collect();
    let mut marks: Vec<Mark> = Vec::new();
    let mut entries = Vec::new();
    for (index, term) in telling.into_iter().enumerate() {
        let mark = Mark {
            span: term.span,
            number: index + 1,
        };
        let clash = |other: &Mark| other.span.0 < mark.span.1 && mark.span.0 < other.span.1;
        let free = has_place(&unit.source, term) && !marks.iter().any(clash);
        entries.push((term, free.then_some(mark)));
        marks.extend(free.then_some(mark));
    }
    entries
}

/// Whether the words of a term stand where its span says, in one run of text. A
/// mark over a whole source is left out: tools show it raw.
fn has_place(source: &Content, term: &TermNote) -> bool {
    let (start, end) = term.span;
    if source.plain().trim() == term.words.trim() || start >= end {
        return false;
    }
    let mut at = 0;
    for piece in source.pieces() {
        let Piece::Text(text) = piece else { continue };
        let run = start.checked_sub(at).zip(end.checked_sub(at));
        if let Some((from, to)) = run
            && text.get(from..to) == Some(term.words.as_str())
        {
            return true;
        }
        at += text.len();
    }
    false
}

/// The renderings a translator may take.
fn usable(term: &TermNote) -> impl Iterator<Item = &crate::model::TermRendering> {
    term.of(Usage::Preferred).chain(term.of(Usage::Admitted))
}

/// Adds `<gls:glossary>`, unless it would be empty. Words that must not be used
/// are in the notes alone: as a `translation` a tool would offer them.
pub(super) fn push(page: &mut String, entries: &[(&TermNote, Option<Mark>)]) {
    if entries.is_empty() {
        return;
    }
    page.push_str("        <gls:glossary>\n");
    for (index, (term, mark)) in entries.iter().enumerate() {
        page.push_str("          <gls:glossEntry");
        push_attribute(page, "id", &format!("g{}", index + 1));
        if let Some(mark) = mark {
            push_attribute(page, "ref", &format!("#t{}", mark.number));
        }
        page.push_str(">\n            <gls:term>");
        push_text(page, &term.words);
        page.push_str("</gls:term>\n");
        for (place, rendering) in usable(term).enumerate() {
            page.push_str("            <gls:translation");
            push_attribute(page, "id", &format!("g{}.{}", index + 1, place + 1));
            let rests = format!("{}; {}", rendering.source, rendering.whose);
            push_attribute(page, "source", &rests);
            page.push('>');
            push_text(page, &rendering.text);
            page.push_str("</gls:translation>\n");
        }
        if let Some(definition) = &term.definition {
            page.push_str("            <gls:definition>");
            push_text(page, definition);
            page.push_str("</gls:definition>\n");
        }
        page.push_str("          </gls:glossEntry>\n");
    }
    page.push_str("        </gls:glossary>\n");
}
