//! Paragraphs into segments.
//!
//! The boundaries are those of Unicode (UAX 29) by `icu_segmenter`, less those
//! after an abbreviation or before a small letter, plus those after an
//! ellipsis that ends a clause. Abbreviations are data, one file a language in
//! `rules/`; a language without a file gets the Unicode rules alone. The rules
//! of an SRX file ([`srx`]) stand in the place of all of these.
//!
//! ```
//! use tilmach::{model::Locale, text::segment::Segmenter};
//! let text = "Mr. Smith left. “Go!” he said.";
//! let segments = Segmenter::of(&Locale::english()).segment(text);
//! assert_eq!(segments, ["Mr. Smith left. ", "“Go!” he said."]);
//! assert_eq!(segments.concat(), text);
//! ```

mod abbreviations;
pub mod export;
pub mod srx;

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

use crate::model::{Locale, SegmentationRules};
use abbreviations::Abbreviations;

/// Whether the language has rules of its own beside those of Unicode.
pub fn has_rules(locale: &Locale) -> bool {
    abbreviations::source(locale).is_some()
}

/// Cuts the paragraphs of one language. Making one reads rules: make it once
/// for a statement, not once for a paragraph.
pub struct Segmenter {
    locale: Locale,
    abbreviations: Abbreviations,
    /// Rules of a file, which stand in the place of our own.
    rules: Option<srx::Rules>,
}

impl Segmenter {
    /// The segmenter of a language.
    pub fn of(locale: &Locale) -> Segmenter {
        Segmenter {
            locale: locale.clone(),
            abbreviations: Abbreviations::of(locale),
            rules: None,
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
            rules: Some(srx::Rules::of(locale, rules)?),
            ..Segmenter::of(locale)
        })
    }

    /// The rules of a file that it cuts by, if any.
    pub fn rules(&self) -> Option<&srx::Rules> {
        self.rules.as_ref()
    }

    /// The language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Cuts a paragraph into segments. Joined, they are the paragraph, byte for
    /// byte: white space after a sentence belongs to it.
    pub fn segment<'a>(&self, text: &'a str) -> Vec<&'a str> {
        match &self.rules {
            Some(rules) => rules.segment(text),
            None => segment(text, &self.abbreviations),
        }
    }
}

fn segment<'a>(text: &'a str, abbreviations: &Abbreviations) -> Vec<&'a str> {
    let mut boundaries: Vec<usize> =
        SentenceSegmenter::new(SentenceBreakInvariantOptions::default())
            .segment_str(text)
            .filter(|at| holds(text, *at, abbreviations))
            .chain(after_ellipses(text))
            .filter(|at| *at > 0 && *at < text.len())
            .collect();
    boundaries.sort_unstable();
    boundaries.dedup();
    boundaries.push(text.len());
    let mut start = 0;
    let mut segments = Vec::with_capacity(boundaries.len());
    for end in boundaries {
        if let Some(segment) = text.get(start..end).filter(|s| !s.is_empty()) {
            segments.push(segment);
        }
        start = end;
    }
    join_blank(text, segments)
}

/// A piece of nothing but white space belongs to the segment before it.
fn join_blank<'a>(text: &'a str, segments: Vec<&'a str>) -> Vec<&'a str> {
    let mut joined: Vec<&'a str> = Vec::with_capacity(segments.len());
    let mut start = 0;
    for segment in segments {
        let end = start + segment.len();
        if segment.trim().is_empty()
            && let Some(last) = joined.last_mut()
        {
            let begin = start - last.len();
            *last = text.get(begin..end).unwrap_or(last);
        } else {
            joined.push(segment);
        }
        start = end;
    }
    joined
}

/// Whether a boundary of Unicode is one of the language.
fn holds(text: &str, at: usize, abbreviations: &Abbreviations) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let next = after.trim_start_matches(is_opening).chars().next();
    // “Go!” he said: the reporting clause stays with its quotation.
    let goes_on = next.is_some_and(|c| c.is_lowercase() || c == '…');
    !goes_on && !abbreviations.end(before.trim_end(), after)
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '„')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»')
}

/// Boundaries after an ellipsis that a capital follows: Unicode sees none
/// there, because … is no terminator in UAX 29.
fn after_ellipses(text: &str) -> impl Iterator<Item = usize> {
    let ends = |mark: &'static str| text.match_indices(mark).map(move |(at, _)| at + mark.len());
    ends("…").chain(ends("...")).filter_map(|end| {
        let rest = text.get(end..)?;
        let closed = rest.trim_start_matches(is_closing);
        let next = closed.trim_start();
        let capital = next
            .trim_start_matches(is_opening)
            .chars()
            .next()
            .is_some_and(char::is_uppercase);
        (capital && next.len() < closed.len()).then(|| text.len() - next.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(expected: &[&str]) {
        let text = expected.concat();
        assert_eq!(Segmenter::of(&Locale::english()).segment(&text), expected);
    }

    #[test]
    fn abbreviations_and_dates() {
        check(&["On 4 Feb. 2022 Mr. Li met Dr. Wu. ", "It rained."]);
        check(&["The U.N. said so. ", "It did."]);
        check(&["See para. 5 and Art. 7. ", "No. 3 is new."]);
        check(&["He said no. ", "It ended in Dec. ", "Then it rained."]);
    }

    #[test]
    fn ellipses_split_only_before_a_new_clause() {
        check(&["They were destroyed… ", "The remaining one stands."]);
        check(&["It may constitute... crimes, he said."]);
        check(&["Nobody goes! … ", "Maybe in the dark."]);
    }

    #[test]
    fn quotations_keep_their_marks() {
        check(&["“It is late. ", "We must go.” ", "They left."]);
        check(&["“Why?” she asked."]);
    }

    proptest! {
        #[test]
        fn joined_segments_are_the_paragraph(text in "(\\PC|[.!?… “”]|Mr\\. ){0,60}") {
            let segments = Segmenter::of(&Locale::english()).segment(&text);
            prop_assert_eq!(segments.concat(), text.as_str());
            prop_assert!(segments.iter().all(|s| !s.is_empty()));
        }
    }
}
