//! A version of a statement with its quotations, as they are recorded and as they read.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::memory::Version;
use crate::model::{
    Document, Locale, Occurrence, OccurrencePart, Paragraph, Quotation, Role, Segment, Span,
    is_date,
};
use crate::passage::{Stretch, Utterance, utterances};
use crate::text::quotation::quotations;

/// A paragraph of a release.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its number, from 1.
    pub number: u32,
    /// The line of the statement it stands on, from 1.
    pub line: u64,
    /// Its text.
    pub text: String,
    /// The bytes of the text that are its segments, in order.
    pub segments: Vec<Range<usize>>,
}

impl Place {
    fn of(paragraph: &Paragraph) -> Place {
        let mut end = 0;
        let segment = |segment: &Segment| {
            let start = end + segment.before.len();
            end = start + segment.content.plain().len();
            start..end
        };
        Place {
            number: paragraph.number,
            line: paragraph.line,
            text: paragraph.text(),
            segments: paragraph.segments.iter().map(segment).collect(),
        }
    }

    /// The unit in which a byte of the text stands, or the next one: `p3.s2`.
    pub fn unit(&self, byte: usize) -> String {
        let index = self.segments.partition_point(|segment| segment.end <= byte);
        let last = self.segments.len().saturating_sub(1);
        format!("p{}.s{}", self.number, index.min(last) + 1)
    }
}

/// A quotation of a release.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Its number among those of the release, from 1.
    pub number: u32,
    /// Who says it, when the text names somebody.
    pub speaker: Option<String>,
    /// Its words, and where they stand.
    pub utterance: Utterance,
}

/// A version of a statement, with its quotations.
#[derive(Clone, Debug)]
pub struct Release {
    /// The statement's name.
    pub name: String,
    /// The number of the version, from 1; none when it is not stored yet.
    pub version: Option<i64>,
    /// Its date as far as the name tells it, otherwise the day it was stored.
    pub date: String,
    /// Whether it is the newest version.
    pub newest: bool,
    /// The paragraphs.
    pub paragraphs: Vec<Place>,
    /// The quotations, in order.
    pub quotes: Vec<Quote>,
}

impl Release {
    /// Where it stands among all releases: by date, a month after its days, then by name
    /// and version.
    pub(super) fn order(&self) -> (String, &str, i64) {
        let mut date = self.date.clone();
        if date.len() < 10 {
            date.push('~');
        }
        // What is not stored yet is newer than what is.
        (date, &self.name, self.version.unwrap_or(i64::MAX))
    }

    pub(super) fn of(
        document: &Document,
        version: Option<&Version>,
        day: &str,
        found: &[Occurrence],
    ) -> Release {
        let paragraphs: Vec<Place> = document.paragraphs.iter().map(Place::of).collect();
        let added = version.map_or(day, |version| &version.added);
        Release {
            name: document.name.clone(),
            version: version.map(|version| version.number),
            date: date(&document.name).unwrap_or(added).to_owned(),
            newest: true,
            quotes: quotes(&paragraphs, found),
            paragraphs,
        }
    }
}

/// The date at the beginning of a statement's name, its folders left out:
/// `2024-02-29-rain.txt`, `2024-02 rain.txt`.
pub(in crate::pipeline) fn date(name: &str) -> Option<&str> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let length = |wanted: &usize| {
        let next = file.as_bytes().get(*wanted);
        file.get(..*wanted).is_some_and(is_date) && !next.is_some_and(u8::is_ascii_digit)
    };
    let length = [10, 7, 4].into_iter().find(length)?;
    file.get(..length)
}

/// The quotations of a document, as they are recorded; so are pull quotes without marks,
/// which are somebody's words as well.
pub fn occurrences(document: &Document, locale: &Locale) -> Vec<Occurrence> {
    let texts: Vec<String> = document.paragraphs.iter().map(|one| one.text()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let quoted = quotations(&texts, locale);
    let speaker = |stretch: &Stretch| {
        let quotation = quoted.get(stretch.paragraph)?.get(stretch.quotation?)?;
        quotation
            .speaker
            .as_ref()
            .map(|speaker| speaker.name.clone())
    };
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let part = |stretch: &Stretch| {
        let paragraph = document.paragraphs.get(stretch.paragraph)?.number;
        let Range { start, end } = stretch.place.characters;
        Some(OccurrencePart {
            paragraph,
            first: number(start),
            past: number(end),
        })
    };
    let all = said(document, &texts, &quoted);
    let all = all.into_iter().zip(1_u32..);
    all.map(|(utterance, number)| Occurrence {
        number,
        depth: utterance.depth,
        speaker: utterance.stretches.iter().find_map(speaker),
        parts: utterance.stretches.iter().filter_map(part).collect(),
    })
    .collect()
}

/// The quotations of a document and the pull quotes without marks, in order.
fn said(document: &Document, texts: &[&str], quoted: &[Vec<Quotation>]) -> Vec<Utterance> {
    let mut all = utterances(texts, quoted);
    let paragraphs = document.paragraphs.iter().zip(texts).zip(quoted);
    for (at, ((paragraph, text), marked)) in paragraphs.enumerate() {
        if paragraph.role == Role::PullQuote && marked.is_empty() {
            all.push(Utterance::of_paragraph(at, text));
        }
    }
    let first = |one: &Utterance| one.stretches.first().map(|stretch| stretch.paragraph);
    all.sort_by_key(first);
    all
}

/// The quotations that were recorded, with their words.
fn quotes(paragraphs: &[Place], found: &[Occurrence]) -> Vec<Quote> {
    let numbered = paragraphs.iter().enumerate();
    let index: BTreeMap<u32, usize> = numbered.map(|(at, place)| (place.number, at)).collect();
    let within = Within::of(found);
    // Of every paragraph that is quoted from, where its characters begin.
    let mut starts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut quotes: Vec<Quote> = Vec::with_capacity(found.len());
    for occurrence in found {
        let mut utterance = Utterance {
            depth: occurrence.depth,
            ..Utterance::default()
        };
        for part in &occurrence.parts {
            let Some(paragraph) = index.get(&part.paragraph) else {
                continue;
            };
            let text = paragraphs.get(*paragraph).map_or("", |place| &place.text);
            let starts = starts.entry(*paragraph).or_insert_with(|| {
                let ends = [text.len()];
                text.char_indices()
                    .map(|(byte, _)| byte)
                    .chain(ends)
                    .collect()
            });
            let start = join(&mut utterance, *paragraph, text, starts, part);
            for (first, past) in within.inside(occurrence.depth, part) {
                let shift = byte(starts, part.first);
                let place = |at| start + byte(starts, at).saturating_sub(shift);
                utterance.inner.push(place(first)..place(past));
            }
        }
        quotes.push(Quote {
            number: occurrence.number,
            speaker: occurrence.speaker.clone(),
            utterance,
        });
    }
    quotes
}

/// The byte at which a character begins.
fn byte(starts: &[usize], character: u32) -> usize {
    let at = usize::try_from(character).unwrap_or(usize::MAX);
    let last = starts.last().copied().unwrap_or_default();
    starts.get(at).copied().unwrap_or(last)
}

/// Adds the words of a part to an utterance. Gives the byte of its text at which they
/// begin.
fn join(
    utterance: &mut Utterance,
    paragraph: usize,
    text: &str,
    starts: &[usize],
    part: &OccurrencePart,
) -> usize {
    let bytes = byte(starts, part.first)..byte(starts, part.past);
    let words = text.get(bytes.clone()).unwrap_or_default();
    let before = utterance.stretches.last().map(|last| last.within.clone());
    let mut start = (0, 0);
    if let Some(before) = before {
        utterance.text.push('\n');
        start = (before.bytes.end + 1, before.characters.end + 1);
    }
    utterance.text.push_str(words);
    let characters = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    utterance.stretches.push(Stretch {
        paragraph,
        quotation: None,
        place: Span {
            bytes,
            characters: characters(part.first)..characters(part.past),
        },
        within: Span {
            bytes: start.0..start.0 + words.len(),
            characters: start.1..start.1 + words.chars().count(),
        },
    });
    start.0
}

/// The parts of all quotations by depth and paragraph, in the order of their starts.
struct Within(BTreeMap<(u8, u32), Vec<(u32, u32)>>);

impl Within {
    fn of(all: &[Occurrence]) -> Within {
        let mut parts: BTreeMap<(u8, u32), Vec<(u32, u32)>> = BTreeMap::new();
        for one in all {
            for part in &one.parts {
                let list = parts.entry((one.depth, part.paragraph)).or_default();
                list.push((part.first, part.past));
            }
        }
        parts.values_mut().for_each(|list| list.sort_unstable());
        Within(parts)
    }

    /// The parts right inside of one that is so deep.
    fn inside(&self, depth: u8, outer: &OccurrencePart) -> impl Iterator<Item = (u32, u32)> {
        let key = (depth.saturating_add(1), outer.paragraph);
        let list = self.0.get(&key).map_or(&[][..], Vec::as_slice);
        let from = list.partition_point(|(first, _)| *first < outer.first);
        let rest = list.get(from..).unwrap_or_default();
        let past = outer.past;
        let here = rest.iter().take_while(move |(_, end)| *end <= past);
        here.copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_name_is_what_it_begins_with() {
        assert_eq!(date("2024-02-29-rain.txt"), Some("2024-02-29"));
        assert_eq!(date("2024-02-rain.txt"), Some("2024-02"));
        assert_eq!(date("old/2024.txt"), Some("2024"));
        assert_eq!(date("2024-13-rain.txt"), Some("2024"));
        assert_eq!(date("20245 days of rain.txt"), None);
        assert_eq!(date("rain.txt"), None);
    }
}
