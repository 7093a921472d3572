//! How much speaks for a source. All words are counted in halves, because two
//! ideographs are a word.

use crate::passage::align::{Fate, Step};
use crate::passage::wording::{Bracketed, Word};

use super::{Standing, is_between_parts, is_own};

/// The fewest words that are believed, in halves: five. Of four, too many are
/// phrases that everybody writes (“serious human rights violations”).
const WORDS: usize = 10;

/// The fewest letters of them: five words that say nothing (“it was one of the”)
/// have fewer.
const LETTERS: usize = 16;

/// So many in a hundred of its words must be the source's. What has more words of
/// its own is another sentence, or was made of two.
const SHARE: usize = 80;

/// So many in a hundred of its words must stand in solid runs.
const SOLID: usize = 50;

/// A run is solid from three words, in halves.
const RUN: usize = 6;

/// One run must have four words, in halves, unless all that is quoted is solid.
const LONG: usize = 8;

/// Below eight words, in halves, there must be no doubt: dots must stand for
/// something.
const SHORT: usize = 16;

/// A quotation of the same statement is known by three words, in halves, two of
/// them with four letters or more.
const NEAR: (usize, usize) = (6, 2);

/// What an alignment shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// The words of the quotation that are the speaker's, in halves.
    pub(super) own: usize,
    /// Those that the source has in the same order.
    pub(super) kept: usize,
    /// Those that stand in runs of three and more, or in a piece that is whole.
    solid: usize,
    /// The longest run.
    longest: usize,
    /// The letters of the words that are kept.
    letters: usize,
    /// The kept words with four letters or more.
    heavy: usize,
    /// Words of the source that are missing in the middle, without dots.
    missing: usize,
    /// Dots that stand for nothing.
    empty_dots: usize,
}

/// Words that follow one another in both texts.
#[derive(Default)]
struct Run {
    halves: usize,
    /// It begins where a piece between dots or brackets begins.
    opens: bool,
    /// The place in the source behind it.
    next: usize,
}

impl Evidence {
    pub(super) fn of(quotation: &[Word], source: &[Word], steps: &[Step]) -> Evidence {
        let mut evidence = Evidence::default();
        let mut run = Run {
            opens: true,
            ..Run::default()
        };
        let mut is_bound = true;
        let mut reached = steps.first().map_or(0, |step| step.at);
        for (index, (word, step)) in quotation.iter().zip(steps).enumerate() {
            let dots = index > 0 && word.after_elision;
            let other = source.get(step.at);
            let also_dots = other.is_some_and(|other| other.after_elision);
            let breaks = dots && !also_dots;
            if breaks || step.fate != Fate::Kept || step.at != run.next || !is_own(word) {
                evidence.close(&run, is_bound || dots || !is_own(word));
                run = Run {
                    opens: is_bound || dots,
                    ..Run::default()
                };
            }
            let passed = source.get(reached..step.at).unwrap_or_default();
            if breaks && passed.is_empty() && step.fate == Fate::Kept {
                evidence.empty_dots += 1;
            } else if !dots && !is_between_parts(source, &(reached..step.at)) {
                evidence.missing += passed
                    .iter()
                    .filter(|w| is_own(w))
                    .map(Word::halves)
                    .sum::<usize>();
            }
            is_bound = !is_own(word);
            reached = step.at + usize::from(step.fate != Fate::Added);
            evidence.count(word, step, &mut run);
        }
        evidence.close(&run, true);
        evidence
    }

    fn count(&mut self, word: &Word, step: &Step, run: &mut Run) {
        if !is_own(word) {
            return;
        }
        // Letters that an editor put into a word are no fault of it.
        if step.fate == Fate::Kept || word.bracketed == Bracketed::Not {
            self.own += word.halves();
        }
        if step.fate == Fate::Kept {
            self.kept += word.halves();
            self.letters += word.letters();
            self.heavy += usize::from(word.letters() >= 4);
            run.halves += word.halves();
            run.next = step.at + 1;
        }
    }

    fn close(&mut self, run: &Run, closes: bool) {
        if run.halves >= RUN || (run.opens && closes) {
            self.solid += run.halves;
        }
        self.longest = self.longest.max(run.halves);
    }

    /// Whether it is enough.
    pub(super) fn convinces(&self, standing: Standing) -> bool {
        let is_whole = self.kept == self.own;
        let near = standing == Standing::Near
            && is_whole
            && self.longest == self.own
            && self.own >= NEAR.0
            && self.heavy >= NEAR.1;
        let enough = self.kept >= WORDS && self.letters >= LETTERS;
        let mostly = self.kept * 100 >= self.own * SHARE;
        let together = self.solid * 100 >= self.own * SOLID && self.missing <= self.own;
        let long = self.longest >= LONG || (is_whole && self.solid == self.own);
        let sure = self.own >= SHORT || self.empty_dots == 0;
        near || (enough && mostly && together && long && sure)
    }
}
