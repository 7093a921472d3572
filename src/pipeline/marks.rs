//! The terms of the glossary in statements, inside and outside quotations.

use std::ops::Range;

use rayon::prelude::*;

use crate::diag::{Finding, Findings, Place};
use crate::glossary::{Matcher, source_findings};
use crate::model::{Document, Quotation, QuotedBy, TermHit};
use crate::text::quotation::quotations;

use super::Desk;
use super::quoted::quoted_by;

/// What is seen in one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The terms of the glossary.
    pub terms: Vec<TermHit>,
    /// Whose words are in it.
    pub quoted: Vec<QuotedBy>,
}

/// The terms and the quotations in every segment of every statement, and what the
/// desk says of the words of the source itself. Works on the threads it is called on.
pub fn mark(desk: &Desk<'_>, statements: &[&Document], findings: &mut Findings) -> Vec<Vec<Marks>> {
    let matcher = Matcher::new(desk.glossary, &desk.project.source).ok();
    if matcher.is_none() {
        findings.push(Finding::error(
            "glossary::size",
            "the glossary is too large to search with; no term was marked",
        ));
    }
    let one = |statement: &&Document| {
        let mut findings = Findings::new();
        let marks = mark_statement(desk, matcher.as_ref(), statement, &mut findings);
        (marks, findings)
    };
    let all: Vec<(Vec<Marks>, Findings)> = statements.par_iter().map(one).collect();
    let (marks, said): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    said.into_iter().for_each(|said| findings.extend(said));
    marks
}

fn mark_statement(
    desk: &Desk<'_>,
    matcher: Option<&Matcher>,
    statement: &Document,
    findings: &mut Findings,
) -> Vec<Marks> {
    let paragraphs = &statement.paragraphs;
    let texts: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| paragraph.text())
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let quotations = quotations(&texts, &desk.project.source);
    let quoted = quoted_by(statement, &quotations);
    let terms = match matcher {
        Some(matcher) => terms(desk, matcher, statement, &quotations, findings),
        None => vec![Vec::new(); quoted.len()],
    };
    let pairs = terms.into_iter().zip(quoted);
    pairs
        .map(|(terms, quoted)| Marks { terms, quoted })
        .collect()
}

/// The terms in every segment.
fn terms(
    desk: &Desk<'_>,
    matcher: &Matcher,
    statement: &Document,
    quotations: &[Vec<Quotation>],
    findings: &mut Findings,
) -> Vec<Vec<TermHit>> {
    let mut marks = Vec::new();
    for (paragraph, quotations) in statement.paragraphs.iter().zip(quotations) {
        let (mut start, mut column) = (0, 1);
        for (segment, number) in paragraph.segments.iter().zip(1_u32..) {
            start += segment.before.len();
            column += segment.before.chars().count() as u64;
            let text = segment.content.plain();
            let hits = matcher.find_quoted(&text, &quoted(quotations, start..start + text.len()));
            for hit in &hits {
                let before = text.get(..hit.span.0).unwrap_or_default();
                let place = Place::file(&statement.name)
                    .line(paragraph.line, column + before.chars().count() as u64)
                    .unit(format!("p{}.s{number}", paragraph.number));
                let said = source_findings(desk.glossary, std::slice::from_ref(hit), &place);
                findings.extend(said);
            }
            start += text.len();
            column += text.chars().count() as u64;
            marks.push(hits);
        }
    }
    marks
}

/// Which bytes of a segment lie in a quotation of its paragraph, marks
/// included; the segment is given as bytes of the paragraph.
pub fn quoted(quotations: &[Quotation], segment: Range<usize>) -> Vec<Range<usize>> {
    quotations
        .iter()
        .filter(|quotation| quotation.parent.is_none())
        .map(|quotation| {
            let Range { start, end } = quotation.span.bytes;
            let start = start.clamp(segment.start, segment.end) - segment.start;
            let end = end.clamp(segment.start, segment.end) - segment.start;
            start..end
        })
        .filter(|stretch| !stretch.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;
    use crate::glossary::{Glossary, file};
    use crate::pipeline::Silent;
    use crate::pipeline::read::read_statement;
    use crate::project::Project;
    use crate::text::segment::Segmenter;

    const TERMS: &str = "concept_id,lang,term,usage\n\
        uyghur,en,Uyghur,preferred\n\
        uyghur,en,Uighur,deprecated\n\
        uyghur,en,Uygur,forbidden\n";

    fn said(text: &str) -> Vec<(Severity, Option<u64>, String)> {
        let mut findings = Findings::new();
        let concepts = file::read(TERMS.as_bytes(), &mut findings).expect("read");
        let glossary = Glossary::new([concepts], &mut findings);
        let project = Project::default();
        let segmenter = Segmenter::of(&project.source);
        let document = read_statement("a", text.as_bytes(), &segmenter, &mut findings);
        let desk = Desk {
            project: &project,
            glossary: &glossary,
            standard: &crate::pipeline::Standard::default(),
            day: "2026-01-01",
            jobs: 1,
            progress: &Silent,
        };
        mark(&desk, &document.iter().collect::<Vec<_>>(), &mut findings);
        let shown = findings.iter().map(|finding| {
            let column = finding.place.column;
            (
                finding.severity,
                column,
                finding.words.clone().unwrap_or_default(),
            )
        });
        shown.collect()
    }

    #[test]
    fn the_speakers_words_are_the_speakers() {
        let text =
            "First sentence. “The Uighur people,” said Ana Roe of the Uighur group. “Uygur!”";
        assert_eq!(
            said(text),
            [
                (Severity::Note, Some(22), "Uighur".to_owned()),
                (Severity::Warning, Some(58), "Uighur".to_owned()),
                (Severity::Note, Some(73), "Uygur".to_owned()),
            ]
        );
        assert_eq!(
            said("A Uygur").first().map(|(severity, ..)| *severity),
            Some(Severity::Warning)
        );
    }

    #[test]
    fn a_quotation_over_paragraphs_is_seen_in_each() {
        let found = said("“First Uighur part.\n“Second Uighur part,” said Ana Roe.\nUighur again.");
        let severities: Vec<Severity> = found.into_iter().map(|(severity, ..)| severity).collect();
        assert_eq!(
            severities,
            [Severity::Note, Severity::Note, Severity::Warning]
        );
    }
}
