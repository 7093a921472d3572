//! The words of a text with their places, ready to be compared.

use std::ops::Range;

use smol_str::SmolStr;

use crate::model::{Locale, Span};
use crate::text::fold::fold_with_offsets;
use crate::text::quotation::{elisions, insertions};
use crate::text::token::word_places;

use super::marks::marks;

/// What square brackets hold of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracketed {
    /// Nothing.
    Not,
    /// Some letters: `[T]he`, `work[s]`.
    Partly,
    /// All of it.
    Whole,
}

/// A word as it is compared, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Folded: no case, one kind of apostrophe.
    pub(super) text: SmolStr,
    /// A number of the folded word, the same everywhere and always.
    pub(super) number: u64,
    pub(super) place: Span,
    pub(super) bracketed: Bracketed,
    /// The marks between the word before and this one.
    pub(super) marks: SmolStr,
    /// Dots that stand for words left out lie between the word before and this one.
    pub(super) after_elision: bool,
    /// It stands in a quotation that the text makes.
    pub(super) inner: bool,
}

impl Word {
    /// How much of a word it is, in halves: two ideographs are a word.
    pub(super) fn halves(&self) -> usize {
        if self.is_ideograph() { 1 } else { 2 }
    }

    /// How many letters it has; an ideograph says as much as three.
    pub(super) fn letters(&self) -> usize {
        match self.is_ideograph() {
            true => 3,
            false => self.text.chars().filter(|c| c.is_alphanumeric()).count(),
        }
    }

    fn is_ideograph(&self) -> bool {
        let mut characters = self.text.chars();
        characters.next().is_some_and(is_ideograph) && characters.next().is_none()
    }

    /// Whether two words are the same but for case.
    pub(super) fn is(&self, other: &Word) -> bool {
        self.number == other.number && self.text == other.text
    }
}

/// Ideographs of the basic block, of extension A and of the supplementary planes
/// (Unicode 16, chapter 18).
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// A word with brackets in it does not grow beyond so many bytes.
const LONGEST: usize = 64;

/// FNV-1a with 64 bits (draft-eastlake-fnv-21): short, and the same in every
/// version, because a memory may keep numbers that are made of it.
pub(super) fn number(start: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(start, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}

/// Where FNV-1a begins.
pub(super) const START: u64 = 0xCBF2_9CE4_8422_2325;

/// A text as words, with dots, square brackets and the marks between the words. It
/// may be a quotation or a source of one; made once, compared often.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    pub(super) words: Vec<Word>,
}

impl Wording {
    /// The wording of a text in a locale.
    pub fn of(text: &str, locale: &Locale) -> Wording {
        Wording::with_inner(text, locale, &[])
    }

    /// Likewise, of a text that itself quotes: an utterance with quotations in it, or a
    /// paragraph. `inner` are the bytes of those quotations, in the order of their
    /// starts. Then the words of a third are known as such, and what a reporter says
    /// between two parts of a quotation is not missed in it.
    pub fn with_inner(text: &str, locale: &Locale, inner: &[Range<usize>]) -> Wording {
        let elisions = elisions(text);
        let insertions = insertions(text, &elisions);
        let mut reader = Reader {
            words: Vec::new(),
            text,
            character: (0, 0),
            elisions: Ranges::of(&elisions),
            insertions: Ranges::of(&insertions),
            inner: Ranges::of(inner),
        };
        let folded = fold_with_offsets(text, locale);
        let (folded_text, mut end) = (folded.text(), 0);
        for (at, word) in word_places(folded_text) {
            let between = folded_text.get(end..at).unwrap_or_default();
            end = at + word.len();
            let (from, to) = folded.raw_span(at, end);
            reader.take(word, between, from..to);
        }
        Wording {
            words: reader.words,
        }
    }

    /// How many words there are; two ideographs are one, half a word is dropped.
    pub fn count(&self) -> usize {
        self.words.iter().map(Word::halves).sum::<usize>() / 2
    }

    /// The words that are not in square brackets, in halves.
    pub(super) fn own(&self) -> usize {
        let own = |word: &&Word| word.bracketed != Bracketed::Whole;
        self.words.iter().filter(own).map(Word::halves).sum()
    }

    /// Whether there is no word at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where some of the words stand, from the first to the last.
    pub(super) fn span(&self, words: Range<usize>) -> Option<Span> {
        let words = self.words.get(words)?;
        let (first, last) = (&words.first()?.place, &words.last()?.place);
        Some(Span {
            bytes: first.bytes.start..last.bytes.end,
            characters: first.characters.start..last.characters.end,
        })
    }
}

/// Ranges in order that are asked for places in order.
struct Ranges<'a> {
    ranges: &'a [Range<usize>],
    next: usize,
    /// Where the farthest of those that were passed ends.
    reach: usize,
}

impl<'a> Ranges<'a> {
    fn of(ranges: &'a [Range<usize>]) -> Ranges<'a> {
        Ranges {
            ranges,
            next: 0,
            reach: 0,
        }
    }

    /// Whether a byte lies in one of them.
    fn hold(&mut self, byte: usize) -> bool {
        self.begin_before(byte + 1);
        byte < self.reach
    }

    /// Whether one more of them begins before a byte.
    fn begin_before(&mut self, byte: usize) -> bool {
        let first = self.next;
        while let Some(range) = self.ranges.get(self.next).filter(|r| r.start < byte) {
            self.reach = self.reach.max(range.end);
            self.next += 1;
        }
        self.next > first
    }
}

/// Makes words of the pieces of a text.
struct Reader<'a> {
    words: Vec<Word>,
    text: &'a str,
    /// The last byte that was counted, and the character that begins there.
    character: (usize, usize),
    elisions: Ranges<'a>,
    insertions: Ranges<'a>,
    inner: Ranges<'a>,
}

impl Reader<'_> {
    fn take(&mut self, word: &str, between: &str, bytes: Range<usize>) {
        let start = bytes.start.max(self.character.0);
        let place = Span {
            characters: self.characters(start)..self.characters(bytes.end),
            bytes: start..bytes.end.max(start),
        };
        let after_elision = self.elisions.begin_before(start);
        let bracketed = match self.insertions.hold(start) {
            true => Bracketed::Whole,
            false => Bracketed::Not,
        };
        let inner = self.inner.hold(start);
        if matches!(between, "[" | "]" | "]'") && self.grow(word, between, &place, bracketed) {
            return;
        }
        self.words.push(Word {
            text: SmolStr::new(word),
            number: number(START, word.bytes()),
            place,
            bracketed,
            marks: match after_elision {
                true => SmolStr::new_static("…"),
                false => marks(between),
            },
            after_elision,
            inner,
        });
    }

    /// Adds letters to a word of which square brackets hold a part.
    fn grow(&mut self, more: &str, between: &str, place: &Span, bracketed: Bracketed) -> bool {
        let Some(word) = self.words.last_mut().filter(|word| !word.is_ideograph()) else {
            return false;
        };
        if word.text.len() > LONGEST {
            return false;
        }
        // A number in brackets is a note, not a part of a word.
        let letters = |text: &str| {
            let mut characters = text.chars();
            characters.all(|c| c == '\'' || (c.is_alphabetic() && !is_ideograph(c)))
        };
        if !letters(more) || !letters(&word.text) {
            return false;
        }
        let possessive = if between == "]'" { "'" } else { "" };
        word.text = SmolStr::new([word.text.as_str(), possessive, more].concat());
        word.number = number(START, word.text.bytes());
        word.place.bytes.end = place.bytes.end;
        word.place.characters.end = place.characters.end;
        if bracketed != word.bracketed && possessive.is_empty() {
            word.bracketed = Bracketed::Partly;
        }
        true
    }

    fn characters(&mut self, byte: usize) -> usize {
        let (from, count) = self.character;
        let more = self.text.get(from..byte).map_or(0, |t| t.chars().count());
        self.character = (byte.max(from), count + more);
        count + more
    }
}
