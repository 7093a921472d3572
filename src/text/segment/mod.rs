//! Paragraphs into segments.
//!
//! Where a sentence may end, Unicode says (UAX 29); whether it does, the rules
//! of the language say, one file each in `rules/`. The decisions that need more
//! than words stand in their order in `decide`. A language without a file is
//! cut as Unicode alone says. The rules of an SRX file ([`srx`]) stand in the place
//! of all of these.
//!
//! ```
//! use tilmach::{model::Locale, text::segment::Segmenter};
//! let text = "Mr. Smith left. “Go!” he said.";
//! let segments = Segmenter::of(&Locale::english()).segment(text);
//! assert_eq!(segments, ["Mr. Smith left. ", "“Go!” he said."]);
//! assert_eq!(segments.concat(), text);
//! ```

mod context;
mod decide;
pub mod export;
mod item;
mod rules;
pub mod srx;
mod stops;
#[cfg(test)]
mod tests;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::model::{Locale, SegmentationRules};
use context::REACH;
use decide::Position;
use item::Marker;
use rules::Rules;

/// Whether the language, in this script, has rules of its own. A language
/// without them is cut as Unicode alone says (UAX 29).
pub fn has_rules(locale: &Locale) -> bool {
    rules::file(locale).is_some()
}

/// Cuts the paragraphs of one language. Making one reads rules: make it once
/// for a statement, not once for a paragraph.
pub struct Segmenter {
    locale: Locale,
    rules: Option<Rules>,
    /// Rules of a file, which stand in the place of our own.
    file: Option<srx::Rules>,
}

impl Segmenter {
    /// The segmenter of a language.
    pub fn of(locale: &Locale) -> Segmenter {
        Segmenter {
            locale: locale.clone(),
            rules: Rules::of(locale),
            file: None,
        }
    }

    /// A segmenter that cuts by rules of a file and by nothing else.
    ///
    /// # Errors
    ///
    /// When an expression of the rules for this language cannot be obeyed.
    pub fn with_rules(
        locale: &Locale,
        rules: &SegmentationRules,
    ) -> Result<Segmenter, srx::RuleError> {
        Ok(Segmenter {
            locale: locale.clone(),
            rules: None,
            file: Some(srx::Rules::of(locale, rules)?),
        })
    }

    /// The rules of a file that it cuts by, if any.
    pub fn rules(&self) -> Option<&srx::Rules> {
        self.file.as_ref()
    }

    /// The language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Cuts a paragraph into segments. Joined, they are the paragraph, byte for
    /// byte: white space after a sentence belongs to it. Cutting a segment again
    /// changes nothing. Time and memory are linear in the length of the text.
    pub fn segment<'a>(&self, text: &'a str) -> Vec<&'a str> {
        if let Some(file) = &self.file {
            return file.segment(text);
        }
        let mut segments = Vec::new();
        let mut start = 0;
        let mut cut = |end: usize| {
            if let Some(segment) = text.get(start..end).filter(|segment| !segment.is_empty()) {
                segments.push(segment);
                start = end;
            }
        };
        match &self.rules {
            Some(rules) => boundaries(text, rules, &mut cut),
            None => SentenceSegmenter::new(SentenceBreakInvariantOptions::default())
                .segment_str(text)
                .for_each(&mut cut),
        }
        cut(text.len());
        segments
    }
}

/// Tells every boundary inside of a text, in order.
fn boundaries(text: &str, rules: &Rules, tell: &mut impl FnMut(usize)) {
    let mut position = Position::begin(text, rules, 0);
    let mut passed: Vec<Passed> = Vec::new();
    let mut at = 0;
    while let Some(stop) = stops::next_stop(text, at) {
        let between = text.get(at.max(position.content())..stop.start);
        position.words =
            position.words || between.is_some_and(|text| text.contains(stops::is_word));
        at = stop.next.max(stop.start + 1);
        let decision = position.decide(&stop);
        let Some(end) = decision.boundary.filter(|end| position.may_end(*end)) else {
            passed.push(Passed {
                start: stop.start,
                next: stop.next,
                words: position.words,
            });
            continue;
        };
        let first = position.reconsider(&passed, end);
        if first < end {
            at = first;
        }
        tell(first);
        position = Position::begin(text, rules, first);
        passed.clear();
    }
}

/// A stop at which no sentence ended.
struct Passed {
    start: usize,
    next: usize,
    /// Whether a word stands before it in its segment.
    words: bool,
}

impl<'a> Position<'a> {
    fn begin(text: &'a str, rules: &'a Rules, start: usize) -> Position<'a> {
        let rest = text.get(start..).unwrap_or_default();
        let space = rest.len() - rest.trim_start().len();
        let item = Marker::at(context::ahead(text, start + space)).map(|mut marker| {
            marker.length += space;
            marker
        });
        Position {
            text,
            rules,
            start,
            item,
            words: false,
        }
    }

    /// Where the words of the segment begin: the number of an item is none.
    fn content(&self) -> usize {
        self.start + self.item.map_or(0, |item| item.length)
    }

    /// Whether a boundary there leaves something on both sides. White space
    /// before the first word is no segment.
    fn may_end(&self, end: usize) -> bool {
        let segment = self.text.get(self.start..end).unwrap_or_default();
        end < self.text.len() && !segment.trim_start().is_empty()
    }

    /// Where the segment ends, if what stands behind `end` is out of sight: a stop
    /// that was passed for it is judged anew, and those before that one again. So
    /// cutting a segment again changes nothing.
    fn reconsider(&self, passed: &[Passed], end: usize) -> usize {
        let mut end = end;
        while let Some(earlier) = self.earlier(passed, end) {
            end = earlier;
        }
        end
    }

    /// The first boundary at a stop that was passed, if the text ended at `end`.
    fn earlier(&self, passed: &[Passed], end: usize) -> Option<usize> {
        let text = self.text.get(..end)?;
        let within = passed.partition_point(|old| old.next + REACH < end);
        passed
            .iter()
            .skip(within)
            .take_while(|old| old.next < end)
            .filter_map(|old| {
                let shorter = Position {
                    text,
                    words: old.words,
                    ..*self
                };
                let stop = stops::next_stop(text, old.start)?;
                shorter
                    .decide(&stop)
                    .boundary
                    .filter(|earlier| shorter.may_end(*earlier))
            })
            .next()
    }
}
