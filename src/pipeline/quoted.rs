//! Whose words every segment is: quotations of paragraphs, told segment by segment.
//!
//! Quotations inside of quotations are words of the outer one here. Of words in
//! marks that begin and end in one segment, and of nobody the text names, nothing is
//! said: the marks say as much.

use std::ops::Range;

use crate::model::{Document, Paragraph, Quotation, QuotedBy, Segment};

/// A segment as bytes of its paragraph.
struct Stretch {
    unit: String,
    bytes: Range<usize>,
}

/// A quotation that lies in no other, and the unit where it began.
struct Outer<'a> {
    quotation: &'a Quotation,
    began: Option<String>,
}

/// What is quoted in each unit that is for translation, in order; of the others,
/// nothing. The quotations are those of each paragraph.
pub fn quoted_by(document: &Document, quotations: &[Vec<Quotation>]) -> Vec<Vec<QuotedBy>> {
    let mut running = None;
    let mut all = Vec::new();
    for (paragraph, quotations) in document.paragraphs.iter().zip(quotations) {
        let text = paragraph.text();
        let segments = stretches(paragraph);
        let outer = outer(quotations, &segments, &mut running);
        for segment in &segments {
            all.push(match paragraph.translate {
                true => in_segment(&text, segment, &outer),
                false => Vec::new(),
            });
        }
    }
    all
}

fn stretches(paragraph: &Paragraph) -> Vec<Stretch> {
    let mut end = 0;
    let stretch = |(segment, number): (&Segment, u32)| {
        let start = end + segment.before.len();
        end = start + segment.content.plain().len();
        Stretch {
            unit: format!("p{}.s{number}", paragraph.number),
            bytes: start..end,
        }
    };
    paragraph
        .segments
        .iter()
        .zip(1_u32..)
        .map(stretch)
        .collect()
}

/// The quotations of a paragraph; `running` is where the one that goes on from the
/// paragraphs before has begun.
fn outer<'a>(
    quotations: &'a [Quotation],
    segments: &[Stretch],
    running: &mut Option<String>,
) -> Vec<Outer<'a>> {
    let mut found = Vec::new();
    for quotation in quotations.iter().filter(|one| one.parent.is_none()) {
        let start = quotation.inner.bytes.start;
        let before = running.take().filter(|_| quotation.continued);
        let began = before.or_else(|| {
            let index = segments.partition_point(|segment| segment.bytes.end <= start);
            segments.get(index).map(|segment| segment.unit.clone())
        });
        if quotation.continues {
            running.clone_from(&began);
        }
        found.push(Outer { quotation, began });
    }
    found
}

fn in_segment(text: &str, segment: &Stretch, outer: &[Outer<'_>]) -> Vec<QuotedBy> {
    let Range { start, end } = segment.bytes;
    let first = outer.partition_point(|one| one.quotation.span.bytes.end <= start);
    let here = outer.iter().skip(first);
    let here = here.take_while(|one| one.quotation.span.bytes.start < end);
    let mut told: Vec<(QuotedBy, Vec<Range<usize>>)> = Vec::new();
    for one in here {
        let Range {
            start: from,
            end: to,
        } = one.quotation.span.bytes;
        let part = from.max(start)..to.min(end);
        if !has_words(text, part.clone()) {
            continue;
        }
        let by = QuotedBy {
            speaker: one.quotation.speaker.as_ref().map(|by| by.name.clone()),
            continued_from: one.began.clone().filter(|unit| *unit != segment.unit),
            parts: Vec::new(),
        };
        match told.last_mut() {
            Some((last, parts)) if *last == by => parts.push(part),
            _ => told.push((by, vec![part])),
        }
    }
    told.retain(|(by, _)| by.speaker.is_some() || by.continued_from.is_some());
    told.into_iter()
        .map(|(by, parts)| with_parts(text, &segment.bytes, by, &parts))
        .collect()
}

/// Says which words are quoted, unless all of the segment is.
fn with_parts(
    text: &str,
    segment: &Range<usize>,
    by: QuotedBy,
    parts: &[Range<usize>],
) -> QuotedBy {
    let mut at = segment.start;
    let mut is_whole = true;
    for part in parts {
        is_whole &= !has_words(text, at..part.start);
        at = part.end;
    }
    is_whole &= !has_words(text, at..segment.end);
    let words = |part: &Range<usize>| text.get(part.clone()).unwrap_or_default().trim().to_owned();
    QuotedBy {
        parts: match is_whole {
            true => Vec::new(),
            false => parts.iter().map(words).collect(),
        },
        ..by
    }
}

/// Whether a letter or a digit stands there.
fn has_words(text: &str, part: Range<usize>) -> bool {
    let part = text.get(part).unwrap_or_default();
    part.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Findings;
    use crate::model::Locale;
    use crate::pipeline::read::read_statement;
    use crate::text::quotation::quotations;
    use crate::text::segment::Segmenter;

    /// Units with speaker, beginning and parts; those of which nothing is said are
    /// left out.
    fn told(text: &str) -> Vec<(String, QuotedBy)> {
        let english = Locale::english();
        let mut findings = Findings::new();
        let segmenter = Segmenter::of(&english);
        let document = read_statement("a.txt", text.as_bytes(), &segmenter, &mut findings)
            .expect("a statement");
        let texts: Vec<String> = document.paragraphs.iter().map(Paragraph::text).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let told = quoted_by(&document, &quotations(&texts, &english));
        assert_eq!(told.len(), document.units().count());
        let units = document.units().map(|(unit, ..)| unit);
        let pairs = units.zip(told);
        pairs
            .flat_map(|(unit, told)| told.into_iter().map(move |by| (unit.clone(), by)))
            .collect()
    }

    fn by(speaker: Option<&str>, from: Option<&str>, parts: &[&str]) -> QuotedBy {
        QuotedBy {
            speaker: speaker.map(str::to_owned),
            continued_from: from.map(str::to_owned),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        }
    }

    #[track_caller]
    fn says(text: &str, expected: &[(&str, QuotedBy)]) {
        let expected: Vec<(String, QuotedBy)> = expected
            .iter()
            .map(|(unit, by)| ((*unit).to_owned(), by.clone()))
            .collect();
        assert_eq!(told(text), expected);
    }

    #[test]
    fn a_part_is_told_and_a_whole_is_not_cut() {
        says(
            "“It rains a lot,” said Ana Roe. “It also snows here.”",
            &[
                ("p1.s1", by(Some("Ana Roe"), None, &["“It rains a lot,”"])),
                ("p1.s2", by(Some("Ana Roe"), None, &[])),
            ],
        );
        says(
            "“It rains,” said Ana Roe, “and it snows a lot.”",
            &[(
                "p1.s1",
                by(
                    Some("Ana Roe"),
                    None,
                    &["“It rains,”", "“and it snows a lot.”"],
                ),
            )],
        );
    }

    #[test]
    fn a_quotation_that_runs_on_tells_where_it_began() {
        says(
            "Ana Roe said: “It rains a lot. It also snows here.\n“It is cold.”\nIt was warm.",
            &[
                ("p1.s1", by(Some("Ana Roe"), None, &["“It rains a lot."])),
                ("p1.s2", by(Some("Ana Roe"), Some("p1.s1"), &[])),
                ("p2.s1", by(Some("Ana Roe"), Some("p1.s1"), &[])),
            ],
        );
    }

    #[test]
    fn of_words_of_nobody_nothing_is_said() {
        says("The word “weather” has many meanings today.", &[]);
        says("There is no quotation here.", &[]);
    }
}
