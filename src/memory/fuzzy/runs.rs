//! Runs of words that a text shares with sources: the concordance.
//!
//! In every window of the shortest run that counts, the rarest words lead to the sources
//! that have them; these are laid beside the text, and their runs followed as far as they
//! go. Words are the same by class, numbers letter by letter.

use std::collections::BTreeMap;
use std::ops::Range;

use super::score::PAIR_LIMIT;
use super::search::Field;
use super::tally::Tally;
use super::units::Units;
use super::vocabulary::{Reading, UNKNOWN, Vocabulary, Word};

/// A word of at most so many sources leads to all of them; of a more frequent one the
/// next rarest of the window must be there, too.
const FEW: usize = 1000;

/// Words that a text and a source have in common, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its words in the text, counted from 0 without marks.
    pub words: Range<usize>,
    /// The sources that have it, by number, and where; no more than were asked for.
    pub sources: Vec<(i64, Range<usize>)>,
}

/// Which runs are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The fewest words of a run, at least 2.
    pub least: usize,
    /// How many sources of a run at most.
    pub sources: usize,
    /// A window whose rarest word stands in more sources than this is a phrase like
    /// any other: a run that has no other window is none.
    pub common: usize,
}

/// Runs by their words in the text, with the sources of each: where it begins there,
/// and the languages of its translations.
type Found = BTreeMap<(usize, usize), BTreeMap<i64, (usize, u32)>>;

/// A text and which of its windows may lead to a run.
struct Text<'a> {
    words: &'a [Word],
    least: usize,
    /// How many windows up to each place count.
    counted: Vec<usize>,
}

impl Text<'_> {
    /// Whether a run has a window that counts.
    fn counts(&self, from: usize, to: usize) -> bool {
        let at = |place: usize| self.counted.get(place).copied().unwrap_or(0);
        to >= from + self.least && at(to + 1 - self.least) > at(from)
    }
}

impl Field<'_> {
    /// The longest shared runs of a text for each mask of languages: none of them lies
    /// within another; by their place.
    pub(super) fn runs(self, reading: &Reading, masks: &[u32], wanted: Wanted) -> Vec<Vec<Run>> {
        let least = wanted.least.max(2);
        let mut text = Text {
            words: &reading.words,
            least,
            counted: vec![0],
        };
        let (mut base, mut fresh) = (Vec::new(), Vec::new());
        let mut tally = Tally::default();
        tally.begin(self.base.units.len());
        for window in reading.words.windows(least) {
            let rarest = self.rarest(window, wanted.common);
            let before = text.counted.last().copied().unwrap_or(0);
            text.counted.push(before + usize::from(!rarest.is_empty()));
            self.having(&rarest, &mut tally, &mut base);
            fresh.extend(
                rarest
                    .first()
                    .map_or(&[][..], |class| self.fresh.all_of(*class)),
            );
        }
        let mut found = Found::new();
        let mut beside = Beside::default();
        for (units, mut numbers) in [(&self.base.units, base), (&self.fresh.units, fresh)] {
            numbers.sort_unstable();
            numbers.dedup();
            for unit in numbers {
                beside.lay(&text, units, unit, self.vocabulary, &mut found);
            }
        }
        let of_mask = |mask: &u32| longest(&found, *mask, wanted.sources);
        masks.iter().map(of_mask).collect()
    }

    /// How many sources have a class.
    fn frequency(self, class: u32) -> usize {
        let base: usize = self.base.of(class).map(<[u32]>::len).iter().sum();
        base + self.fresh.all_of(class).len()
    }

    /// The classes of a window that lead to its sources, the rarest first: one or two of
    /// them, none if they lead nowhere.
    fn rarest(self, window: &[Word], common: usize) -> Vec<u32> {
        if window.iter().any(|word| word.class == UNKNOWN) {
            return Vec::new();
        }
        let frequency = |word: &Word| (self.frequency(word.class), word.class);
        let mut order: Vec<(usize, u32)> = window.iter().map(frequency).collect();
        order.sort_unstable();
        order.dedup();
        let first = order.first().map_or(0, |(count, _)| *count);
        if first == 0 || first > common {
            return Vec::new();
        }
        let many = if first <= FEW { 1 } else { 2 };
        order
            .into_iter()
            .take(many)
            .map(|(_, class)| class)
            .collect()
    }

    /// Adds the sorted segments that have all of these classes.
    fn having(self, classes: &[u32], tally: &mut Tally, units: &mut Vec<u32>) {
        for class in classes {
            for list in self.base.of(*class) {
                tally.count(list, classes.len(), units);
            }
        }
        for class in classes {
            self.base
                .of(*class)
                .iter()
                .for_each(|list| tally.forget(list));
        }
    }
}

/// A source beside a text.
#[derive(Debug, Default)]
struct Beside {
    reading: Reading,
    /// How many words before and with each word of the source are those of the text.
    row: Vec<usize>,
}

impl Beside {
    /// Notes the runs that a source shares with the text.
    fn lay(
        &mut self,
        text: &Text<'_>,
        units: &Units,
        unit: u32,
        vocabulary: &Vocabulary,
        found: &mut Found,
    ) {
        let head = units.head(unit as usize);
        units.read(head, vocabulary, &mut self.reading);
        let words = &self.reading.words;
        if text.words.len().saturating_mul(words.len()) > PAIR_LIMIT {
            return;
        }
        let note = |from: usize, to: usize, there: usize| {
            if text.counts(from, to) {
                let sources = found.entry((from, to)).or_default();
                let source = units.source(unit as usize);
                let place = sources.entry(source).or_insert((there, head.mask));
                place.0 = place.0.min(there);
            }
        };
        runs(text.words, words, vocabulary, &mut self.row, note);
    }
}

/// Calls with the runs of two lists of words that cannot be longer: where they begin and
/// end in the one, and where they begin in the other.
fn runs(
    text: &[Word],
    words: &[Word],
    vocabulary: &Vocabulary,
    row: &mut Vec<usize>,
    mut note: impl FnMut(usize, usize, usize),
) {
    row.clear();
    row.resize(words.len(), 0);
    for (at, word) in text.iter().enumerate() {
        let next = text.get(at + 1);
        let mut diagonal = 0;
        for (there, (cell, other)) in row.iter_mut().zip(words).enumerate() {
            let length = if is_same(word, other, vocabulary) {
                diagonal + 1
            } else {
                0
            };
            diagonal = std::mem::replace(cell, length);
            let goes_on = next.zip(words.get(there + 1));
            let goes_on = goes_on.is_some_and(|(one, other)| is_same(one, other, vocabulary));
            if length > 0 && !goes_on {
                note(at + 1 - length, at + 1, there + 1 - length);
            }
        }
    }
}

fn is_same(one: &Word, other: &Word, vocabulary: &Vocabulary) -> bool {
    let is_number = one.class == vocabulary.numbers;
    one.class == other.class
        && one.class != UNKNOWN
        && (!is_number || (one.form == other.form && one.form != UNKNOWN))
}

/// The runs of some languages that lie in no other of them.
fn longest(found: &Found, mask: u32, sources: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut end = 0;
    let mut all: Vec<_> = found.iter().collect();
    // Of those that begin at one place the longest first: what ends no later than one
    // before it lies in it.
    all.sort_by_key(|((from, to), _)| (*from, std::cmp::Reverse(*to)));
    for ((from, to), places) in all {
        let of_mask = places.iter().filter(|(_, (_, own))| own & mask != 0);
        let length = to - from;
        let of_mask = of_mask.map(|(source, (at, _))| (*source, *at..at + length));
        let of_mask: Vec<(i64, Range<usize>)> = of_mask.take(sources).collect();
        if *to > end && !of_mask.is_empty() {
            end = *to;
            runs.push(Run {
                words: *from..*to,
                sources: of_mask,
            });
        }
    }
    runs
}
