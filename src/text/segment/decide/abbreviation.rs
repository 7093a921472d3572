//! Full stops of abbreviations, initials and ordinals.

use crate::text::segment::context::{After, back, word_before};
use crate::text::segment::rules::{Ends, Sort, stem};
use crate::text::segment::stops::Stop;

use super::Position;

impl<'a> Position<'a> {
    /// Whether the full stop is that of an abbreviation that does not end its
    /// sentence.
    pub(super) fn abbreviation(&self, stop: &Stop, after: &After<'_>) -> bool {
        let before = back(self.text, self.start, stop.start);
        let word = word_before(before);
        let number = after.letter().is_some_and(|c| c.is_numeric());
        if let Some(ends) = self.rules.abbreviation(word) {
            return match ends {
                Ends::Never => true,
                Ends::UnlessNumber => number,
                Ends::BeforeCapital => false,
                Ends::BeforeOpener => !self.opens(after),
            };
        }
        let before = before.get(..before.len() - word.len()).unwrap_or_default();
        if is_time(word) {
            // “At 5 a.m. Mr. Green left”: so short, it is no sentence yet.
            let short = before.split_whitespace().count() <= 2;
            return short || self.rules.is(Sort::AfterTime, after.word());
        }
        if is_acronym(word) {
            return !self.opens(after);
        }
        if self.is_initial(word) {
            return self.initial(word, before) && !self.opens(after);
        }
        self.rules.writing.ordinals
            && is_ordinal(word)
            && self.rules.is(Sort::Ordinal, stem(after.word()))
    }

    /// One capital letter, or one letter of a script without capitals: no word of
    /// Uyghur is so short.
    fn is_initial(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let caseless = !self.rules.writing.capitals && self.rules.writing.spaces;
        letters
            .next()
            .is_some_and(|c| c.is_uppercase() || caseless && is_caseless(c))
            && letters.next().is_none()
    }

    /// Whether a letter with a full stop is the initial of a name: the pronoun
    /// “I” is one only after a name, and after a degree it is a point of the
    /// compass (`74° 30′ W.`).
    fn initial(&self, word: &str, before: &str) -> bool {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        if last.ends_with(['°', '′', '″']) {
            return false;
        }
        let named = last.chars().next().is_some_and(char::is_uppercase);
        named || before.trim().is_empty() || !self.rules.is(Sort::Capital, word)
    }

    /// Whether what follows opens a sentence rather than goes on with a name.
    pub(super) fn opens(&self, after: &After<'_>) -> bool {
        after.letter().is_none()
            || after.quotation
            || (after.dash && !after.letter().is_some_and(char::is_lowercase))
            || self.rules.opens(after.word())
    }

    /// Whether the mark belongs to a name: `Yahoo! News`. In a script without
    /// capitals, any name in Latin letters.
    pub(super) fn ends_name(&self, stop: &Stop, after: &After<'_>) -> bool {
        if self.text.get(stop.start..stop.closed) != Some("!") {
            return false;
        }
        let before = back(self.text, self.start, stop.start);
        if self.rules.writing.capitals {
            return self.rules.is(Sort::MarkedName, word_before(before)) && !self.opens(after);
        }
        before.ends_with(|c: char| c.is_ascii_alphanumeric())
            && after.letter().is_some_and(is_caseless)
    }
}

/// A letter of a script without capitals.
pub(super) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// `a.m`, `P.M`.
fn is_time(word: &str) -> bool {
    matches!(word, "a.m" | "p.m" | "A.M" | "P.M")
}

/// Letters with full stops between them: `U.S`, `J.C`, `б.з.б`, `i.v`.
pub(super) fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

/// A number of at most three digits, or a Roman one.
fn is_ordinal(word: &str) -> bool {
    let short = (1..=5).contains(&word.len());
    short
        && (word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}
