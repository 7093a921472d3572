//! The parts of a comparison: what is kept, cut, elided, put in and altered.

use std::ops::Range;

use crate::model::Span;
use crate::passage::align::{Fate, Step};
use crate::passage::tracing::{Part, PartKind};
use crate::passage::wording::{Bracketed, Word, Wording};

use super::{is_between_parts, is_own};

/// All parts, in the order of the quotation. The sentences at the ends of a whole source
/// have all their words.
pub(super) fn parts(
    quotation: &Wording,
    source: &Wording,
    steps: &[Step],
    is_whole: bool,
) -> Vec<Part> {
    let start = steps.first().map_or(0, |step| step.at);
    let mut walk = Walk {
        quotation,
        source,
        is_whole,
        parts: Vec::new(),
        kept: (0..0, start..start),
        other: (0..0, start..start),
        reached: start,
    };
    walk.cut(0..start);
    for (index, step) in steps.iter().enumerate() {
        walk.pass(index, step);
        walk.take(index, step.fate);
    }
    walk.close(steps.len());
    let rest = walk.reached..source.words.len();
    walk.cut(rest);
    walk.parts
}

/// Words of the quotation and of the source that belong together.
type Pair = (Range<usize>, Range<usize>);

/// The way through both texts.
struct Walk<'a> {
    quotation: &'a Wording,
    source: &'a Wording,
    /// Whether words before its first and after its last sentence are the quotation's.
    is_whole: bool,
    parts: Vec<Part>,
    /// The words that are the same, so far.
    kept: Pair,
    /// The words that differ, so far. One of the two is empty.
    other: Pair,
    /// How far the source was read.
    reached: usize,
}

impl Walk<'_> {
    /// Passes over the words of the source before a word of the quotation, and over
    /// the marks between.
    fn pass(&mut self, index: usize, step: &Step) {
        let passed = self.reached..step.at.max(self.reached);
        let word = self.quotation.words.get(index);
        let dots = index > 0 && word.is_some_and(|word| word.after_elision);
        if !passed.is_empty() && dots {
            self.elide(index, passed.clone());
        } else if !passed.is_empty() {
            self.open_other(index);
            self.other.1.end = passed.end;
        } else if dots {
            self.close_other(index);
        }
        self.reached = passed.end;
        let goes_on = passed.is_empty() && step.fate == Fate::Kept;
        if goes_on && self.kept.0.end == index && !self.kept.0.is_empty() {
            self.compare_marks(index);
        }
    }

    fn take(&mut self, index: usize, fate: Fate) {
        if fate == Fate::Kept {
            self.close_other(index);
            if self.kept.0.is_empty() {
                self.kept = (index..index, self.reached..self.reached);
            }
            self.reached += 1;
            self.kept = (
                self.kept.0.start..index + 1,
                self.kept.1.start..self.reached,
            );
            return;
        }
        self.open_other(index);
        let bracketed = |at: usize| {
            self.quotation
                .words
                .get(at)
                .map(|w| w.bracketed != Bracketed::Not)
        };
        let last = index.checked_sub(1).filter(|at| self.other.0.contains(at));
        if last.is_some_and(|last| bracketed(last) != bracketed(index)) {
            self.close_other(index);
            self.open_other(index);
        }
        self.reached += usize::from(fate == Fate::Changed);
        self.other = (
            self.other.0.start..index + 1,
            self.other.1.start..self.reached,
        );
    }

    fn compare_marks(&mut self, index: usize) {
        let at = self.reached;
        let (Some(word), Some(other)) =
            (self.quotation.words.get(index), self.source.words.get(at))
        else {
            return;
        };
        if word.marks == other.marks {
            return;
        }
        self.close(index);
        let part = Part {
            kind: PartKind::Mark,
            source: between(&self.source.words, at),
            quoted: between(&self.quotation.words, index),
        };
        self.parts.push(part);
    }

    /// Words before or after all that is quoted, an editor's left out.
    fn cut(&mut self, words: Range<usize>) {
        let cut = self.source.words.get(words.clone()).unwrap_or_default();
        if cut.iter().any(is_own) {
            self.push(PartKind::Cut, 0..0, words);
        }
    }

    /// Dots for words of the source; an editor's words may go in silence.
    fn elide(&mut self, index: usize, passed: Range<usize>) {
        self.close(index);
        let words = self.source.words.get(passed.clone()).unwrap_or_default();
        if words.iter().any(is_own) {
            self.parts.push(Part {
                kind: PartKind::Elided,
                source: self.source.span(passed),
                quoted: between(&self.quotation.words, index),
            });
        }
    }

    /// Begins with words that differ, unless it has begun.
    fn open_other(&mut self, index: usize) {
        self.close_kept();
        if self.other.0.is_empty() && self.other.1.is_empty() {
            self.other = (index..index, self.reached..self.reached);
        }
    }

    fn close(&mut self, index: usize) {
        self.close_kept();
        self.close_other(index);
    }

    fn close_kept(&mut self) {
        let (quoted, source) = std::mem::take(&mut self.kept);
        if !quoted.is_empty() {
            self.push(PartKind::Kept, quoted, source);
        }
    }

    /// Ends the words that differ before a word of the quotation.
    fn close_other(&mut self, index: usize) {
        let (quoted, source) = std::mem::take(&mut self.other);
        if quoted.is_empty() && source.is_empty() {
            return;
        }
        if let Some(kind) = self.kind(&quoted, &source) {
            let quoted = if quoted.is_empty() {
                index..index
            } else {
                quoted
            };
            self.push(kind, quoted, source);
        }
    }

    /// What words are that differ; none if only an editor's words are missing.
    fn kind(&self, quoted: &Range<usize>, source: &Range<usize>) -> Option<PartKind> {
        let belongs = self.is_whole && self.is_one_sentence(quoted, source);
        let quoted = self.quotation.words.get(quoted.clone()).unwrap_or_default();
        let missing = self.source.words.get(source.clone()).unwrap_or_default();
        let spoken = missing.iter().any(is_own) && !is_between_parts(&self.source.words, source);
        let dots = |at: usize| self.source.words.get(at).is_some_and(|w| w.after_elision);
        let brackets = |word: &Word| word.bracketed != Bracketed::Not;
        let ends = source.end == 0 || source.start >= self.source.words.len();
        let ends = ends && !belongs;
        let edited = |at: usize| self.source.words.get(at).is_some_and(|word| !is_own(word));
        let gap = dots(source.start) || dots(source.end);
        let beside = edited(source.start) || source.start.checked_sub(1).is_some_and(edited);
        let open = ends || gap || beside || !missing.is_empty();
        Some(match (quoted.is_empty(), spoken) {
            (true, false) => return None,
            (true, true) => PartKind::Omitted,
            (false, _) if quoted.iter().all(brackets) => PartKind::Inserted,
            (false, false) if open => PartKind::Restored,
            (false, true) => PartKind::Replaced,
            (false, false) => PartKind::Added,
        })
    }

    /// Whether words before the first or after the last word of the source are of one
    /// sentence with it: no mark that ends a sentence stands between.
    fn is_one_sentence(&self, quoted: &Range<usize>, source: &Range<usize>) -> bool {
        let next = if source.end == 0 {
            quoted.end
        } else {
            quoted.start
        };
        let word = self.quotation.words.get(next);
        word.is_some_and(|word| !word.marks.contains(['.', '?', '!', '…']))
    }

    /// Adds a part, unless it has no words at all.
    fn push(&mut self, kind: PartKind, quoted: Range<usize>, source: Range<usize>) {
        let quoted = self.quotation.span(quoted);
        let source = self.source.span(source);
        if quoted.is_some() || source.is_some() {
            self.parts.push(Part {
                kind,
                source,
                quoted,
            });
        }
    }
}

/// What stands between a word and the one before it, as [`Part`] tells.
fn between(words: &[Word], index: usize) -> Option<Span> {
    let last = &words.get(index.checked_sub(1)?)?.place;
    let next = &words.get(index)?.place;
    Some(Span {
        bytes: last.bytes.end..next.bytes.start.max(last.bytes.end),
        characters: last.characters.end..next.characters.start.max(last.characters.end),
    })
}
