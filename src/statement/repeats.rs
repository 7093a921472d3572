//! Which paragraph repeats the words of another.
//!
//! A quotation that is taken out of the text may lose words, gain brackets and
//! cut with an ellipsis; what stays is the order of its words. Runs of three
//! words lead to the paragraphs that may be its source; then the longest common
//! subsequence of words decides.
//!
//! The work is bounded: a run that stands in more than [`COMMON`] paragraphs
//! leads nowhere, only the [`HOSTS`] likeliest sources are compared, and of each
//! no more than [`WINDOW`] words. So it grows with the length of the statement
//! and not with its square. A statement of over [`WORDS`] words is not searched.

use std::borrow::Cow;

use super::marks;
use super::page::Shape;
use super::vocabulary::{Vocabulary, Word};

/// The shortest and the longest text that is looked for, in words.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=80;

/// Texts of more bytes than this are longer in any language.
const BYTES: usize = 4_000;

/// A run of three words in more paragraphs than these is a common phrase.
const COMMON: usize = 8;

/// So many of the likeliest sources are compared.
const HOSTS: usize = 2;

/// So many words of a source are compared.
const WINDOW: usize = 400;

/// Statements of more words than these are not searched.
const WORDS: usize = 1_000_000;

/// So many per cent of the words must stand in the source, in order.
const IN_ORDER: usize = 85;

/// So many per cent of them in runs of three or more.
const IN_RUNS: usize = 55;

/// The paragraph whose words another repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    /// Its index.
    pub(super) host: usize,
    /// Whether it has more words than the one that repeats it.
    pub(super) is_longer: bool,
}

/// The words of a paragraph if they may come from elsewhere: without a name after
/// a closing mark and without what stands in square brackets.
pub(super) fn taken_words<'a>(shape: &'a Shape<'_>, vocabulary: &Vocabulary) -> Cow<'a, [Word]> {
    let text = shape.text;
    if text.len() > BYTES {
        return Cow::default();
    }
    let quoted = marks::Quotation::of(text)
        .filter(|quotation| quotation.is_whole() || quotation.name().is_some());
    if quoted.is_none() && !text.contains('[') {
        return Cow::Borrowed(&shape.words);
    }
    let text = quoted.map_or(text, |quotation| quotation.inner);
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('[') {
        kept.push_str(before);
        kept.push(' ');
        rest = inside.split_once(']').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    Cow::Owned(vocabulary.read(&kept))
}

/// A paragraph that may hold the source, and where in it.
#[derive(Clone, Copy)]
struct Hit {
    host: usize,
    runs: usize,
    first: usize,
    last: usize,
}

/// Where every run of three words stands.
pub(super) struct Repeats<'a> {
    hosts: Vec<Option<&'a [Word]>>,
    /// The run and its number in the text, so in order that equal runs are
    /// neighbours. One integer, as there are many of them to compare.
    runs: Vec<u128>,
    /// For each number, the paragraph and the place in it.
    places: Vec<(u32, u32)>,
    /// For each number, where the runs begin that equal it.
    equals: Vec<usize>,
    /// For each paragraph, the number of its first run.
    numbers: Vec<usize>,
}

/// A run as the upper part of an integer.
fn packed(run: &[Word]) -> u128 {
    let words = run
        .iter()
        .fold(0, |all, word| all << 32 | u128::from(*word));
    words << 32
}

fn number_of(run: u128) -> usize {
    (run & u128::from(u32::MAX)) as usize
}

/// For each number, where the runs begin that equal it.
fn equals(runs: &[u128]) -> Vec<usize> {
    let mut equals = vec![0; runs.len()];
    let mut start = 0;
    for group in runs.chunk_by(|one, other| one >> 32 == other >> 32) {
        for run in group {
            if let Some(cell) = equals.get_mut(number_of(*run)) {
                *cell = start;
            }
        }
        start += group.len();
    }
    equals
}

impl<'a> Repeats<'a> {
    /// Indexes the paragraphs that may be sources; none stands for one that may not.
    pub(super) fn new(hosts: Vec<Option<&'a [Word]>>) -> Repeats<'a> {
        let total: usize = hosts.iter().flatten().map(|words| words.len()).sum();
        let (mut runs, mut places) = (Vec::new(), Vec::new());
        let mut numbers = Vec::with_capacity(hosts.len());
        if total <= WORDS {
            for (host, words) in (0_u32..).zip(&hosts) {
                numbers.push(places.len());
                for (at, run) in (0_u32..).zip(words.unwrap_or_default().windows(3)) {
                    runs.push(packed(run) | places.len() as u128);
                    places.push((host, at));
                }
            }
            runs.sort_unstable();
        }
        Repeats {
            equals: equals(&runs),
            hosts,
            runs,
            places,
            numbers,
        }
    }

    /// Where a run stands, whose number may be known; nowhere if it is a common
    /// phrase.
    fn places(&self, run: &[Word], number: Option<usize>) -> impl Iterator<Item = (usize, usize)> {
        let run = packed(run);
        let start = number
            .and_then(|number| self.equals.get(number).copied())
            .unwrap_or_else(|| self.runs.partition_point(|other| *other < run));
        let same = |other: &&u128| (*other ^ run) >> 32 == 0;
        let rest = self.runs.get(start..).unwrap_or_default();
        let count = rest.iter().take(COMMON + 1).take_while(same).count();
        let found = rest.get(..count).filter(|_| count <= COMMON);
        found.into_iter().flatten().filter_map(|run| {
            let (host, at) = self.places.get(number_of(*run))?;
            Some((*host as usize, *at as usize))
        })
    }

    /// The paragraph whose words these are, other than `own`.
    pub(super) fn find(&self, words: &[Word], own: usize) -> Option<Repeat> {
        if !LENGTHS.contains(&words.len()) {
            return None;
        }
        let mut hits = self.hits(words, own);
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.runs), hit.host));
        hits.iter()
            .take(HOSTS)
            .find(|hit| self.holds(words, hit))
            .map(|hit| Repeat {
                host: hit.host,
                is_longer: self.words_of(hit.host).len() > words.len(),
            })
    }

    fn words_of(&self, host: usize) -> &'a [Word] {
        self.hosts.get(host).copied().flatten().unwrap_or_default()
    }

    fn hits(&self, words: &[Word], own: usize) -> Vec<Hit> {
        // Most paragraphs ask for their own words.
        let first = self
            .numbers
            .get(own)
            .filter(|_| self.words_of(own) == words);
        let mut places: Vec<(usize, usize)> = words
            .windows(3)
            .enumerate()
            .flat_map(|(at, run)| self.places(run, first.map(|first| first + at)))
            .filter(|(host, _)| *host != own)
            .collect();
        places.sort_unstable();
        places
            .chunk_by(|one, other| one.0 == other.0)
            .filter_map(|places| {
                Some(Hit {
                    host: places.first()?.0,
                    runs: places.len(),
                    first: places.first()?.1,
                    last: places.last()?.1,
                })
            })
            .collect()
    }

    fn holds(&self, words: &[Word], hit: &Hit) -> bool {
        let from = hit.first.saturating_sub(words.len());
        let to = (hit.last + words.len()).min(from + WINDOW);
        let host = self.words_of(hit.host);
        let host = host.get(from..to.min(host.len())).unwrap_or_default();
        let common = longest_common(words, host);
        common * 100 >= words.len() * IN_ORDER
            && in_runs(words, host) * 100 >= words.len() * IN_RUNS
    }
}

/// The length of the longest common subsequence.
fn longest_common(words: &[Word], host: &[Word]) -> usize {
    let mut row = vec![0_usize; words.len() + 1];
    for word in host {
        let mut diagonal = 0;
        let mut left = 0;
        for (cell, own) in row.iter_mut().skip(1).zip(words) {
            let above = *cell;
            *cell = if own == word {
                diagonal + 1
            } else {
                above.max(left)
            };
            diagonal = above;
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// How many of the words stand in the host in runs of three or more.
fn in_runs(words: &[Word], host: &[Word]) -> usize {
    let known: std::collections::BTreeSet<&[Word]> = host.windows(3).collect();
    let mut covered = vec![false; words.len()];
    for (at, run) in words.windows(3).enumerate() {
        if known.contains(run) {
            for cell in covered.iter_mut().skip(at).take(3) {
                *cell = true;
            }
        }
    }
    covered.into_iter().filter(|is_covered| *is_covered).count()
}

/// Whether the words stand together anywhere in the first `limit` words of a text.
pub(super) fn stand_together(words: &[Word], text: &[Word], limit: usize) -> bool {
    let text = text.get(..limit.min(text.len())).unwrap_or_default();
    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Locale;
    use crate::statement::Line;
    use crate::statement::page::Page;

    /// Which of the paragraphs the first one repeats.
    fn host(paragraphs: &[&str]) -> Option<usize> {
        let lines: Vec<Line<'_>> = paragraphs
            .iter()
            .map(|text| Line { number: 1, text })
            .collect();
        let page = Page::new(&lines, &Locale::english());
        let hosts = page.shapes.iter().map(|shape| Some(shape.words.as_slice()));
        let repeats = Repeats::new(hosts.collect());
        let words = taken_words(&page.shapes[0], &page.vocabulary);
        repeats.find(&words, 0).map(|repeat| repeat.host)
    }

    const TEXT: &str = "“Nobody came to the gate [that night]. We waited until the lamps \
        went out, and then we walked home through the snow,” the baker said.";
    const OTHER: &str = "The gate was closed in the evening. The baker walked home.";

    #[test]
    fn cuts_brackets_and_lost_words_are_forgiven() {
        for quote in [
            "We waited until the lamps went out, and then we walked home through the snow.",
            "Nobody came to the gate… We waited until the lamps went out.",
            "‘We waited until the lamps went out, then walked home through the snow’ - A baker",
            "[The families] waited until the lamps went out, and then we walked home",
            "NOBODY CAME TO THE GATE THAT NIGHT.",
        ] {
            assert_eq!(host(&[quote, OTHER, TEXT]), Some(2), "{quote}");
        }
    }

    #[test]
    fn other_words_or_another_order_are_no_repetition() {
        for quote in [
            "We walked home through the snow until the lamps went out, and waited at the gate.",
            "The baker waited until the shop was closed, and then his sons walked home.",
            "We waited until",
        ] {
            assert_eq!(host(&[quote, OTHER, TEXT]), None, "{quote}");
        }
    }

    #[test]
    fn phrases_that_stand_everywhere_lead_nowhere() {
        let mut paragraphs = vec!["The council of the town met again today."];
        paragraphs.extend([paragraphs[0]; 10]);
        assert_eq!(host(&paragraphs), None);
        assert_eq!(host(&paragraphs[..2]), Some(1));
    }

    #[test]
    fn the_longest_common_subsequence() {
        assert_eq!(longest_common(&[1, 2, 3, 4], &[1, 9, 3, 4, 2]), 3);
        assert_eq!(longest_common(&[], &[1]), 0);
        assert_eq!(in_runs(&[1, 2, 3, 4, 9], &[7, 1, 2, 3, 4]), 4);
    }
}
