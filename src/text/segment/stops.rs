//! Where a sentence may end: the marks, what closes after them, white space.
//!
//! The classes of characters are those of Unicode (UAX 29, `Sentence_Break`,
//! and the general categories of quotation marks and brackets); the ellipsis
//! `…` (and `⋯`), which Unicode does not count among the marks that end a
//! sentence, is added.

use icu_properties::props::{GeneralCategory, SentenceBreak};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

const SENTENCE: CodePointMapDataBorrowed<'static, SentenceBreak> = CodePointMapData::new();
const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();

/// What kind of mark stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The end of a line.
    Line,
    /// One full stop of the Latin kind, which may also end an abbreviation.
    Period,
    /// `…`, or more than one full stop.
    Ellipsis,
    /// A question or exclamation mark is among the marks.
    Strong,
    /// Any other mark that ends sentences: `。`, `۔`.
    Full,
    /// `)` after a number or letter: perhaps an item of a list.
    Item,
    /// A bullet inside of a line.
    Bullet,
}

/// A place where a sentence may end. All offsets are bytes of the paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    /// The first mark.
    pub(super) start: usize,
    /// After the first run of marks (before white space or closing marks).
    pub(super) first: usize,
    /// After the last mark.
    pub(super) marks: usize,
    /// After the quotation marks and brackets that close there.
    pub(super) closed: usize,
    /// After the white space: where the next sentence would begin.
    pub(super) next: usize,
    /// What kind of mark.
    pub(super) mark: Mark,
    /// Whether the white space holds the end of a line.
    pub(super) line: bool,
}

/// What a character is at the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Period,
    Dots,
    Strong,
    Full,
    Line,
    Space,
    Nothing,
}

/// Whether the character that begins at a byte may begin a stop: asked of every
/// byte of a text, so by its first bytes alone.
fn may_stop(bytes: &[u8], at: usize, byte: u8) -> bool {
    match byte {
        b'.' | b'!' | b'?' | b'\n' | b'\r' | b')' | 0xE0..=0xE1 | 0xE3 | 0xEA | 0xEF..=0xF4 => true,
        0xD6 | 0xD8 | 0xDB | 0xDC | 0xDF | 0xE2 => {
            let second = bytes.get(at + 1).copied().unwrap_or_default();
            match byte {
                0xD6 => second == 0x89,
                0xD8 => matches!(second, 0x9D..=0x9F),
                0xDB => second == 0x94,
                0xDC => matches!(second, 0x80..=0x82),
                0xDF => second == 0xB9,
                _ => matches!(second, 0x80 | 0x81 | 0x8B | 0x96 | 0x97 | 0xB0..=0xBF),
            }
        }
        _ => false,
    }
}

/// The next stop at or after a byte.
pub(super) fn next_stop(text: &str, from: usize) -> Option<Stop> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        if !may_stop(bytes, at, *byte) {
            at += 1;
            continue;
        }
        let character = character_at(text, at)?;
        if let Some(stop) = stop_at(text, at, character) {
            return Some(stop);
        }
        at += character.len_utf8();
    }
    None
}

fn stop_at(text: &str, at: usize, character: char) -> Option<Stop> {
    if character == ')' {
        return single(text, at, character, Mark::Item);
    }
    if is_bullet(character) {
        return single(text, at, character, Mark::Bullet);
    }
    match class(character) {
        Class::Line => Some(line_end(text, at)),
        Class::Period | Class::Dots | Class::Strong | Class::Full => Some(cluster(text, at)),
        Class::Space | Class::Nothing => None,
    }
}

fn single(text: &str, at: usize, character: char, mark: Mark) -> Option<Stop> {
    let end = at + character.len_utf8();
    let next = skip(text, end, is_space);
    Some(Stop {
        start: at,
        first: end,
        marks: end,
        closed: end,
        next,
        mark,
        line: false,
    })
}

/// The end of a line with all the white space about it.
fn line_end(text: &str, at: usize) -> Stop {
    let next = skip(text, at, |c| is_space(c) || is_line(c));
    Stop {
        start: at,
        first: at,
        marks: at,
        closed: at,
        next,
        mark: Mark::Line,
        line: true,
    }
}

/// Marks that belong together (`?!`, `. . .`, `?”!`), closing marks, white space.
fn cluster(text: &str, at: usize) -> Stop {
    let mut tally = Tally::default();
    let first = tally.take(text, at);
    let mut marks = first;
    let mut closed = skip_closing(text, marks);
    loop {
        let spaced = skip(text, closed, is_space);
        let wanted = match character_at(text, spaced) {
            Some(c) if spaced == closed => is_end(c),
            // A sentence may go on with `.net`, and `…` may open one.
            Some(c) if c == '.' || is_ellipsis(c) => dots_alone(text, spaced),
            _ => false,
        };
        if !wanted {
            break;
        }
        marks = tally.take(text, spaced);
        closed = skip_closing(text, marks);
    }
    closed = spaced_closing(text, closed);
    let next = skip(text, closed, is_space);
    let line = character_at(text, next).is_some_and(is_line);
    Stop {
        start: at,
        first,
        marks,
        closed,
        next: if line {
            skip(text, next, |c| is_space(c) || is_line(c))
        } else {
            next
        },
        mark: tally.mark(),
        line,
    }
}

/// `over. » Then`: a mark that only closes belongs to what it closes, also where
/// white space strayed before it.
fn spaced_closing(text: &str, from: usize) -> usize {
    let at = skip(text, from, is_space);
    let closing = |c: char| {
        matches!(
            CATEGORY.get(c),
            GeneralCategory::ClosePunctuation | GeneralCategory::FinalPunctuation
        )
    };
    let end = skip(text, at, closing);
    let alone = character_at(text, end).is_none_or(|c| is_space(c) || is_line(c) || goes_on(c));
    if end > at && at > from && alone {
        end
    } else {
        from
    }
}

/// Whether the dots there stand for themselves: white space or a closing mark
/// or nothing comes after them.
fn dots_alone(text: &str, at: usize) -> bool {
    let end = skip(text, at, |c| c == '.' || is_ellipsis(c));
    character_at(text, end).is_none_or(|c| !is_word(c))
}

/// How many marks of which kind.
#[derive(Default)]
struct Tally {
    dots: usize,
    strong: bool,
    full: bool,
}

impl Tally {
    fn take(&mut self, text: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(c) = character_at(text, at) {
            match class(c) {
                Class::Period => self.dots += 1,
                Class::Dots => self.dots += 2,
                Class::Strong => self.strong = true,
                Class::Full => self.full = true,
                Class::Nothing if at > from && is_ignored(c) => {}
                _ => break,
            }
            at += c.len_utf8();
        }
        at
    }

    fn mark(&self) -> Mark {
        if self.strong {
            Mark::Strong
        } else if self.full {
            Mark::Full
        } else if self.dots > 1 {
            Mark::Ellipsis
        } else {
            Mark::Period
        }
    }
}

fn class(c: char) -> Class {
    if is_ellipsis(c) {
        return Class::Dots;
    }
    match SENTENCE.get(c) {
        SentenceBreak::ATerm => Class::Period,
        SentenceBreak::STerm => match c {
            '?' | '!' | '؟' | '？' | '！' | '‼' | '⁇' | '⁈' | '⁉' => Class::Strong,
            _ => Class::Full,
        },
        SentenceBreak::CR | SentenceBreak::LF => Class::Line,
        // U+0085 and U+2028 come from other tools, in the middle of sentences.
        SentenceBreak::Sep if c != '\u{2029}' => Class::Space,
        SentenceBreak::Sep => Class::Line,
        SentenceBreak::Sp => Class::Space,
        _ => Class::Nothing,
    }
}

/// The ellipsis, and the raised one of Chinese texts.
pub(super) fn is_ellipsis(c: char) -> bool {
    matches!(c, '…' | '⋯')
}

/// Marks that end a sentence.
pub(super) fn is_end(c: char) -> bool {
    matches!(
        class(c),
        Class::Period | Class::Dots | Class::Strong | Class::Full
    )
}

/// Marks after which a sentence goes on (UAX 29, `SContinue`), dashes left out:
/// they open the turns of a dialogue, too.
pub(super) fn goes_on(c: char) -> bool {
    SENTENCE.get(c) == SentenceBreak::SContinue && !is_dash(c)
}

/// Dashes, and the underscore that stands for one.
pub(super) fn is_dash(c: char) -> bool {
    c == '_' || CATEGORY.get(c) == GeneralCategory::DashPunctuation
}

/// Characters that no rule sees (UAX 29, `Extend` and `Format`).
fn is_ignored(c: char) -> bool {
    matches!(
        SENTENCE.get(c),
        SentenceBreak::Extend | SentenceBreak::Format
    )
}

/// White space inside of a line.
pub(super) fn is_space(c: char) -> bool {
    c == ' ' || (c != '\n' && class(c) == Class::Space) || c == '\u{FEFF}'
}

fn is_line(c: char) -> bool {
    class(c) == Class::Line
}

/// Letters and digits.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The signs before the items of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '‣' | '⁃' | '◦' | '▪' | '●' | '■')
}

/// Quotation marks of all kinds.
pub(super) fn is_quotation(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '"' | '\'');
    }
    matches!(
        c,
        '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' | '＂'
    ) || matches!(
        CATEGORY.get(c),
        GeneralCategory::InitialPunctuation | GeneralCategory::FinalPunctuation
    ) || c == '„'
        || c == '‚'
}

/// Quotation marks and brackets that open.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '¿' | '¡')
        || matches!(
            CATEGORY.get(c),
            GeneralCategory::OpenPunctuation | GeneralCategory::InitialPunctuation
        )
}

/// Skips what closes at a byte: brackets and marks that only close; a mark
/// that may do both (`"`, `'`, `“` after a Kazakh or German quotation) closes
/// when no word follows it directly.
fn skip_closing(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(c) = character_at(text, at) {
        let after = at + c.len_utf8();
        let closes = match CATEGORY.get(c) {
            GeneralCategory::ClosePunctuation | GeneralCategory::FinalPunctuation => true,
            GeneralCategory::InitialPunctuation => !opens(text, after),
            _ => is_ignored(c) || (matches!(c, '"' | '\'' | '＂') && !opens(text, after)),
        };
        if !closes {
            break;
        }
        at = after;
    }
    at
}

/// Whether a mark before this byte opens something: a word follows, or other
/// opening marks and a word.
fn opens(text: &str, from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    rest.chars()
        .take(4)
        .find(|c| !is_opening(*c))
        .is_some_and(is_word)
}

/// The character that begins at a byte.
pub(super) fn character_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The end of the run of characters of a kind that begins at a byte.
pub(super) fn skip(text: &str, from: usize, wanted: impl Fn(char) -> bool) -> usize {
    text.get(from..)
        .and_then(|rest| rest.find(|c| !wanted(c)))
        .map_or(text.len(), |length| from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_may_begin_a_stop_is_passed_over() {
        for c in ('\0'..=char::MAX).filter(|c| is_end(*c) || is_line(*c) || is_bullet(*c)) {
            let text = format!("a{c} ");
            let stop = next_stop(&text, 0).unwrap_or_else(|| panic!("U+{:04X}", u32::from(c)));
            assert_eq!(stop.start, 1, "U+{:04X}", u32::from(c));
        }
    }
}
