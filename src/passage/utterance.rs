//! What somebody said, from the first mark to the last: the quotations of single
//! paragraphs joined where they go on.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{Locale, Quotation, Span};

use super::wording::Wording;

/// Between two paragraphs of one utterance.
const BREAK: &str = "\n";

/// As much of an utterance as stands in one piece of one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The paragraph, counted from 0.
    pub paragraph: usize,
    /// The quotation in the list of that paragraph, counted from 0; none if the
    /// whole paragraph was taken.
    pub quotation: Option<usize>,
    /// Its words in the paragraph, without the marks.
    pub place: Span,
    /// The same words in the text of the utterance.
    pub within: Span,
}

/// A quotation with all its paragraphs, without the marks around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utterance {
    /// The words as they stand; a line break between paragraphs.
    pub text: String,
    /// Where they stand, in order; at least one.
    pub stretches: Vec<Stretch>,
    /// 1 for a quotation of the text itself, 2 for one inside of that.
    pub depth: u8,
    /// The bytes of `text` that are quotations inside of this one, in order.
    pub inner: Vec<Range<usize>>,
}

impl Utterance {
    /// A paragraph that is somebody's words without marks, as pull quotes are.
    pub fn of_paragraph(paragraph: usize, text: &str) -> Utterance {
        let span = Span {
            bytes: 0..text.len(),
            characters: 0..text.chars().count(),
        };
        let mut utterance = Utterance {
            depth: 1,
            ..Utterance::default()
        };
        utterance.push(paragraph, None, span, text);
        utterance
    }

    /// Its words, for comparing.
    pub fn wording(&self, locale: &Locale) -> Wording {
        Wording::with_inner(&self.text, locale, &self.inner)
    }

    /// Where a place in `text` stands in the paragraphs: their numbers from 0, and
    /// the characters there.
    pub fn places(&self, span: &Span) -> Vec<(usize, Range<usize>)> {
        let Range { start, end } = span.characters;
        let place = |stretch: &Stretch| {
            let within = &stretch.within.characters;
            let (from, to) = (start.max(within.start), end.min(within.end));
            let shift = |at: usize| at - within.start + stretch.place.characters.start;
            (from < to).then(|| (stretch.paragraph, shift(from)..shift(to)))
        };
        self.stretches.iter().filter_map(place).collect()
    }

    fn push(&mut self, paragraph: usize, quotation: Option<usize>, place: Span, words: &str) {
        let last = self.stretches.last();
        let mut start = last.map_or((0, 0), |stretch| {
            (stretch.within.bytes.end, stretch.within.characters.end)
        });
        if last.is_some() {
            self.text.push_str(BREAK);
            start = (start.0 + 1, start.1 + 1);
        }
        self.text.push_str(words);
        let characters = words.chars().count();
        self.stretches.push(Stretch {
            paragraph,
            quotation,
            place,
            within: Span {
                bytes: start.0..start.0 + words.len(),
                characters: start.1..start.1 + characters,
            },
        });
    }
}

/// The utterances of a document in the order of their first words, given its
/// paragraphs and the quotations of each
/// ([`quotations`](crate::text::quotation::quotations)). A quotation inside of
/// another is an utterance of its own, too.
pub fn utterances(paragraphs: &[&str], quotations: &[Vec<Quotation>]) -> Vec<Utterance> {
    let mut found: Vec<Utterance> = Vec::new();
    // By depth, the utterance that goes on.
    let mut open: BTreeMap<u8, usize> = BTreeMap::new();
    for (paragraph, (text, quotations)) in paragraphs.iter().zip(quotations).enumerate() {
        for (index, quotation) in quotations.iter().enumerate() {
            let before = open.remove(&quotation.depth);
            let at = before.filter(|_| quotation.continued).unwrap_or_else(|| {
                found.push(Utterance {
                    depth: quotation.depth,
                    ..Utterance::default()
                });
                found.len() - 1
            });
            if quotation.continues {
                open.insert(quotation.depth, at);
            }
            let words = text.get(quotation.inside()).unwrap_or_default();
            if let Some(utterance) = found.get_mut(at) {
                utterance.push(paragraph, Some(index), quotation.inner.clone(), words);
                let inner = inside(quotations, index, utterance);
                utterance.inner.extend(inner);
            }
        }
    }
    found
}

/// The quotations inside of one that was just joined to an utterance, as bytes of
/// its text.
fn inside(quotations: &[Quotation], index: usize, utterance: &Utterance) -> Vec<Range<usize>> {
    let Some(stretch) = utterance.stretches.last() else {
        return Vec::new();
    };
    let (from, to) = (stretch.place.bytes.start, stretch.within.bytes.start);
    let later = quotations.iter().skip(index + 1);
    later
        .take_while(|one| one.span.bytes.start < stretch.place.bytes.end)
        .filter(|one| one.parent == Some(index))
        .map(|one| {
            let Range { start, end } = one.inner.bytes;
            start.saturating_sub(from) + to..end.saturating_sub(from) + to
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::quotation::quotations;

    fn found(paragraphs: &[&str]) -> Vec<Utterance> {
        utterances(paragraphs, &quotations(paragraphs, &Locale::english()))
    }

    #[test]
    fn paragraphs_of_one_quotation_are_joined_and_the_way_back_is_kept() {
        let all = found(&[
            "Ana Roe said: “It rains ‘a lot’ here.",
            "“It snows, too,” she added.",
        ]);
        let texts: Vec<&str> = all.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["It rains ‘a lot’ here.\nIt snows, too,", "a lot"]);
        let outer = &all[0];
        assert_eq!(&outer.text[outer.inner[0].clone()], "a lot");
        let span = Span {
            bytes: 0..0,
            characters: 17..31,
        };
        assert_eq!(outer.places(&span), [(0, 32..37), (1, 1..9)]);
    }

    #[test]
    fn quotations_that_do_not_go_on_stay_apart() {
        let all = found(&["“It rains,” said Ana Roe. “It snows.”"]);
        assert_eq!(all.len(), 2);
    }
}
