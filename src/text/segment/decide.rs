//! Whether a sentence ends at a stop: the rules in their order.
//!
//! A rule may look back to the start of its segment and ahead, never before
//! the segment: so that cutting a segment again changes nothing.

use super::context::{After, REACH, ahead, back, line_ahead, run_around, word_at, word_before};
use super::item::Marker;
use super::rules::{Ends, Rules, Sort};
use super::stops::{
    Mark, Stop, character_at, goes_on, is_bullet, is_end, is_quotation, is_space, is_word, skip,
};

/// The rule that decided, and where the next sentence begins if one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    /// The boundary, in bytes of the paragraph.
    pub(super) boundary: Option<usize>,
    /// Which rule it was.
    pub(super) why: Why,
}

/// The rules, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// A line ends.
    Line,
    /// An item of a list begins.
    Item,
    /// The mark belongs to the number or letter before an item.
    Marker,
    /// No white space: inside of a number, a name, an address.
    Inside,
    /// No white space, and yet two sentences or quotations glued together.
    Glued,
    /// The number of a note stands after the full stop.
    Note,
    /// A comma or the like follows: the sentence goes on.
    GoesOn,
    /// An abbreviation, an initial or an ordinal.
    Abbreviation,
    /// A bracket is open.
    Bracket,
    /// A small letter follows.
    Small,
    /// A reporting clause follows its quotation.
    Reporting,
    /// An ellipsis inside of a sentence.
    Ellipsis,
    /// A cry that opens a sentence.
    Interjection,
    /// A quotation inside of a sentence that goes on.
    Embedded,
    /// Nothing speaks against the boundary of Unicode.
    Unicode,
}

impl Why {
    /// Whether the rule looks further ahead than to the next word.
    pub(super) fn looks_ahead(self) -> bool {
        matches!(self, Why::Bracket | Why::Reporting | Why::Embedded)
    }
}

/// A segment that has begun, and the text around it.
pub(super) struct Position<'a> {
    pub(super) text: &'a str,
    pub(super) rules: &'a Rules,
    /// Where the segment begins, in bytes.
    pub(super) start: usize,
    /// The marker it begins with, when it is an item of a list.
    pub(super) item: Option<Marker>,
    /// Whether a word stands before the stop in question. Marks alone are no
    /// sentence; they belong to what follows (`… they left`).
    pub(super) words: bool,
}

impl<'a> Position<'a> {
    /// Decides about a stop.
    pub(super) fn decide(&self, stop: &Stop) -> Decision {
        let at_next = |why| Decision {
            boundary: Some(stop.next),
            why,
        };
        let none = |why| Decision {
            boundary: None,
            why,
        };
        if let Some(begin) = self.item_begins(stop) {
            return Decision {
                boundary: Some(begin),
                why: Why::Item,
            };
        }
        if matches!(stop.mark, Mark::Item | Mark::Bullet) {
            return none(Why::Item);
        }
        if stop.line {
            return at_next(Why::Line);
        }
        if self.is_marker(stop) || !self.words {
            return none(Why::Marker);
        }
        if let Some(boundary) = self.note(stop) {
            return Decision {
                boundary: Some(boundary),
                why: Why::Note,
            };
        }
        if stop.next == stop.closed {
            return self.without_space(stop);
        }
        self.with_space(stop)
    }

    /// White space follows: the common case.
    fn with_space(&self, stop: &Stop) -> Decision {
        let stray = self.stray_closing(stop);
        let stop = stray.as_ref().unwrap_or(stop);
        let after = After::at(self.text, stop.next);
        let none = |why| Decision {
            boundary: None,
            why,
        };
        if after.first.is_some_and(goes_on) {
            return none(Why::GoesOn);
        }
        if self.in_bracket(stop, &after) {
            return none(Why::Bracket);
        }
        if self.reporting(stop, &after) {
            return none(Why::Reporting);
        }
        if self.interjection(stop) {
            return none(Why::Interjection);
        }
        if self.embedded(stop) {
            return none(Why::Embedded);
        }
        if stop.mark == Mark::Period && self.abbreviation(stop, &after) {
            return none(Why::Abbreviation);
        }
        if self.goes_on_small(&after) {
            return none(Why::Small);
        }
        if stop.mark == Mark::Ellipsis
            && let Some(decision) = self.ellipsis(stop, &after)
        {
            return decision;
        }
        Decision {
            boundary: Some(stop.next),
            why: Why::Unicode,
        }
    }

    /// The next item of the list that the segment is an item of.
    fn item_begins(&self, stop: &Stop) -> Option<usize> {
        let item = self.item?;
        let begin = match stop.mark {
            Mark::Bullet => stop.start,
            Mark::Item | Mark::Period => {
                let before = back(self.text, self.start, stop.start);
                let name = before.len()
                    - before
                        .trim_end_matches(|c: char| c.is_ascii_alphanumeric())
                        .len();
                let begin = stop.start - name;
                let before = before.get(..before.len() - name)?;
                let before = before
                    .strip_suffix('(')
                    .map_or((begin, before), |rest| (begin - 1, rest));
                self.with_bullet(before.0, before.1)
            }
            _ => return None,
        };
        if begin <= self.start || !back(self.text, self.start, begin).ends_with(is_space) {
            return None;
        }
        Marker::at(ahead(self.text, begin))
            .filter(|marker| marker.follows(&item))
            .map(|_| begin)
    }

    /// The start of the bullet before a number, or the number's own.
    fn with_bullet(&self, begin: usize, before: &str) -> usize {
        let trimmed = before.trim_end_matches(is_space);
        match trimmed.chars().next_back() {
            Some(c) if is_bullet(c) => begin - (before.len() - trimmed.len()) - c.len_utf8(),
            _ => begin,
        }
    }

    /// Whether the mark belongs to the marker that the segment begins with.
    fn is_marker(&self, stop: &Stop) -> bool {
        self.item
            .is_some_and(|item| stop.start < self.start + item.length && stop.mark == Mark::Period)
    }

    /// `consultation.11 12 Take`: the numbers of notes stand after the full
    /// stop, and the sentence ends after them.
    fn note(&self, stop: &Stop) -> Option<usize> {
        if stop.mark != Mark::Period || stop.next != stop.marks {
            return None;
        }
        let before = back(self.text, self.start, stop.start);
        let letters = before.len() - before.trim_end_matches(char::is_alphabetic).len();
        let closed = before.ends_with([')', ']', '”', '"']);
        if !closed && letters < 4 || self.rules.abbreviation(word_before(before)).is_some() {
            return None;
        }
        let mut end = stop.marks;
        loop {
            let digits = self.note_mark(end);
            let space = skip(self.text, digits, is_space);
            if digits == end || space == digits {
                break;
            }
            end = space;
        }
        let next = character_at(self.text, end)?;
        (end > stop.marks && next.is_uppercase()).then_some(end)
    }

    /// The end of the number of a note: `11`, `[1]`, `[2–4]`.
    fn note_mark(&self, from: usize) -> usize {
        let rest = ahead(self.text, from);
        let inner = rest.strip_prefix('[').unwrap_or(rest);
        let digits = inner
            .find(|c: char| {
                !(c.is_ascii_digit() || inner.len() < rest.len() && matches!(c, ',' | '–' | '-'))
            })
            .unwrap_or(inner.len());
        let tail = inner.get(digits..).unwrap_or_default();
        match (inner.len() < rest.len(), tail.starts_with(']')) {
            (true, true) if digits > 0 => from + digits + 2,
            (false, _) if (1..=3).contains(&digits) => from + digits,
            _ => from,
        }
    }

    /// No white space after the marks.
    fn without_space(&self, stop: &Stop) -> Decision {
        let next = character_at(self.text, stop.next);
        let (glued, why) = match next {
            None => (false, Why::Inside),
            Some(c) if goes_on(c) => (false, Why::GoesOn),
            Some(c) if is_quotation(c) => (self.glued_quotation(stop), Why::Glued),
            Some(c) if self.caseless_glued(stop, c) => (true, Why::Glued),
            Some(_) if self.rules.writing.spaces => (self.glued_sentence(stop), Why::Glued),
            Some(c) => return self.unspaced(stop, c),
        };
        Decision {
            boundary: glued.then_some(stop.next),
            why: if glued { why } else { Why::Inside },
        }
    }

    /// `end.”“Next`: a quotation closes and the next one opens.
    fn glued_quotation(&self, stop: &Stop) -> bool {
        let after = After::at(self.text, stop.next);
        let ends = stop.closed > stop.marks || stop.mark != Mark::Period;
        ends && !self.goes_on_small(&after) && after.letter().is_some()
    }

    /// The same in a script without capitals: words on both sides.
    fn caseless_glued(&self, stop: &Stop, next: char) -> bool {
        let word = word_before(back(self.text, self.start, stop.start));
        !self.rules.writing.capitals
            && self.rules.writing.spaces
            && is_caseless(next)
            && word.chars().count() > 2
            && word.chars().all(is_caseless)
    }

    /// `over.Today`: a word, a mark, and a word that opens sentences.
    fn glued_sentence(&self, stop: &Stop) -> bool {
        let (before, after) = run_around(self.text, self.start, stop.start);
        let address =
            before.contains(['@', '/']) || before.starts_with("www.") || after.contains("://");
        let opener = word_at(self.text.get(stop.next..).unwrap_or_default());
        let ended = before
            .chars()
            .next_back()
            .is_some_and(|c| is_word(c) && !c.is_uppercase());
        let long = before.chars().filter(|c| is_word(*c)).count() > 1;
        let known = self.rules.is(Sort::Opener, opener)
            || self.rules.abbreviation(opener) == Some(Ends::Never)
                && opener.chars().next().is_some_and(char::is_uppercase);
        !address && ended && long && known && self.rules.abbreviation(word_before(before)).is_none()
    }

    /// Text without white space between its words.
    fn unspaced(&self, stop: &Stop, next: char) -> Decision {
        let decision = |boundary, why| Decision { boundary, why };
        let rest = ahead(self.text, stop.next);
        let closing = self.text.get(stop.marks..stop.closed).unwrap_or_default();
        let quoted = closing.chars().any(is_quotation);
        if let Some(middle) = self.opening_ellipsis(stop) {
            return decision(Some(middle), Why::Ellipsis);
        }
        if self.interjection(stop) {
            return decision(None, Why::Interjection);
        }
        if quoted && self.reported(rest) {
            return decision(None, Why::Reporting);
        }
        let before = back(self.text, self.start, stop.start);
        match stop.mark {
            // A question that closes a quotation is a part of the sentence
            // around it: “为什么？”然后离开了。
            Mark::Ellipsis | Mark::Strong if quoted => decision(None, Why::Inside),
            Mark::Ellipsis if self.rules.ends(Sort::Unfinished, before) => {
                decision(None, Why::Ellipsis)
            }
            Mark::Period if before.ends_with(is_ideograph) && is_ideograph(next) => {
                decision(Some(stop.next), Why::Unicode)
            }
            Mark::Period => decision(None, Why::Inside),
            // A Latin name may end with a mark of its own: Yahoo!奇摩
            Mark::Strong
                if self
                    .text
                    .get(stop.start..stop.marks)
                    .is_some_and(str::is_ascii)
                    && before.ends_with(|c: char| c.is_ascii_alphanumeric()) =>
            {
                decision(None, Why::Inside)
            }
            _ if next.is_ascii_alphanumeric() && self.is_address(stop) => {
                decision(None, Why::Inside)
            }
            _ => decision(Some(stop.next), Why::Unicode),
        }
    }

    /// Whether a text begins with a reporting clause that ends there: `他说。`
    /// `他说：` and `他说他想` begin a sentence of their own.
    fn reported(&self, text: &str) -> bool {
        self.rules
            .starts(Sort::Reporting, text)
            .and_then(|word| text.get(word.len()..))
            .is_some_and(|rest| {
                rest.trim_start_matches('道')
                    .starts_with(['。', '，', ',', '.'])
            })
    }

    /// `。……就是`: an ellipsis after the end of a sentence opens the next one, and
    /// of two ellipses the second does.
    fn opening_ellipsis(&self, stop: &Stop) -> Option<usize> {
        let marks = self.text.get(stop.start..stop.closed)?;
        let dots = marks.len() - marks.trim_end_matches('…').len();
        let one = 2 * '…'.len_utf8();
        let begin = stop.closed - dots.min(one);
        (dots >= one && begin > stop.start && !self.text.get(stop.start..begin)?.is_empty())
            .then_some(begin)
    }

    fn is_address(&self, stop: &Stop) -> bool {
        let (before, _) = run_around(self.text, self.start, stop.start);
        stop.marks == stop.start + 1 && (before.contains("://") || before.contains("www."))
    }

    /// Whether a small letter follows. The first item of a list is none.
    fn goes_on_small(&self, after: &After<'_>) -> bool {
        self.rules.writing.capitals
            && after.letter().is_some_and(char::is_lowercase)
            && !Marker::at(after.rest).is_some_and(|marker| {
                let item = after.rest.get(marker.length..).unwrap_or_default();
                marker.is_bracketed() || item.starts_with(char::is_uppercase)
            })
    }

    /// Whether the full stop is that of an abbreviation that does not end its
    /// sentence.
    fn abbreviation(&self, stop: &Stop, after: &After<'_>) -> bool {
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
            return before.split_whitespace().count() <= 2;
        }
        if is_acronym(word) {
            return !self.opens(after);
        }
        if is_initial(word) {
            return self.initial(word, before) && !self.opens(after);
        }
        self.rules.writing.ordinals
            && is_ordinal(word)
            && self.rules.is(Sort::Ordinal, stem(after.word()))
    }

    /// Whether a capital letter with a full stop is the initial of a name:
    /// the pronoun “I” is one only after a name.
    fn initial(&self, word: &str, before: &str) -> bool {
        let last = before.split_whitespace().next_back().unwrap_or_default();
        let named = last.chars().next().is_some_and(char::is_uppercase);
        named || before.trim().is_empty() || !self.rules.is(Sort::Capital, word)
    }

    /// Whether what follows opens a sentence rather than goes on with a name.
    fn opens(&self, after: &After<'_>) -> bool {
        after.letter().is_none()
            || after.quotation
            || (after.dash && !after.letter().is_some_and(char::is_lowercase))
            || self.rules.is(Sort::Opener, after.word())
    }

    /// Whether the mark stands in a bracket that opened inside of the sentence
    /// and is still open, or closes here while the sentence goes on.
    fn in_bracket(&self, stop: &Stop, after: &After<'_>) -> bool {
        let before = back(self.text, self.start, stop.start);
        if !may_hold_bracket(before) {
            return false;
        }
        let mut depth = 0_usize;
        let mut opened = None;
        for (index, c) in before.char_indices().rev() {
            match c {
                ')' | ']' | '）' | '］' => depth += 1,
                '(' | '[' | '（' | '［' if depth > 0 => depth -= 1,
                '(' | '[' | '（' | '［' => {
                    opened = Some((index, c));
                    break;
                }
                _ => {}
            }
        }
        let Some((index, bracket)) = opened else {
            return false;
        };
        let inside = before.get(..index).unwrap_or_default();
        let alone = inside.chars().all(|c| !is_word(c));
        let close = match bracket {
            '(' => ')',
            '[' => ']',
            '（' => '）',
            _ => '］',
        };
        let closing = self.text.get(stop.marks..stop.closed).unwrap_or_default();
        if closing.contains(close) {
            return !alone
                && self.rules.writing.capitals
                && stop.mark == Mark::Strong
                && !self.opens(after);
        }
        let line = line_ahead(self.text, stop.next);
        let Some((rest, _)) = line.split_once(close) else {
            return false;
        };
        // A bracketed sentence of its own ends inside of its bracket.
        let sentence = rest.trim_end_matches(is_quotation).ends_with(is_end);
        before.len() < REACH && !(alone && sentence)
    }

    /// Whether a reporting clause follows that belongs to the quotation before.
    fn reporting(&self, stop: &Stop, after: &After<'_>) -> bool {
        let closing = self.text.get(stop.marks..stop.closed).unwrap_or_default();
        let quoted = closing.chars().any(is_quotation) || after.quotation;
        if !self.rules.writing.capitals {
            return self.rules.is(Sort::Quotative, after.word())
                || (quoted || after.dash) && self.rules.is(Sort::Reporting, after.word());
        }
        if !quoted || stop.mark == Mark::Period || after.quotation && stop.closed == stop.marks {
            return false;
        }
        self.named_speaker(after)
    }

    /// `Brooks asked`, `Amnesty’s Sarah Brooks told`: names, then the verb.
    fn named_speaker(&self, after: &After<'_>) -> bool {
        let mut rest = after.rest;
        for count in 0..7 {
            let word = word_at(rest);
            let follows = rest.get(word.len()..).unwrap_or_default();
            if count > 0 && self.rules.is(Sort::Reporting, word) {
                return !follows.starts_with(':');
            }
            let name = word.chars().next().is_some_and(char::is_uppercase)
                && !(count == 0 && self.rules.is(Sort::Opener, word) && word != "The");
            if !name {
                return false;
            }
            rest = follows.trim_start_matches(is_space);
        }
        false
    }

    /// Whether the sentence so far is nothing but a cry.
    fn interjection(&self, stop: &Stop) -> bool {
        let before = back(self.text, self.start, stop.start);
        let cry = before.trim_matches(|c: char| !is_word(c));
        stop.mark == Mark::Strong
            && stop.closed == stop.marks
            && !cry.is_empty()
            && self.rules.is(Sort::Interjection, cry)
            && !After::at(self.text, stop.next).dash
    }

    /// Whether the mark stands in a quotation that opened inside of a sentence,
    /// and the sentence goes on after it: with a small letter (`he cried, “Go!
    /// Go!” and left`); or, where the verb stands last, with the verb that is
    /// still to come.
    fn embedded(&self, stop: &Stop) -> bool {
        let before = back(self.text, self.start, stop.start);
        if !may_hold_quotation(before) {
            return false;
        }
        let Some((outside, mark)) = opened_inside(before) else {
            return false;
        };
        let colon = outside.contains([':', '：']);
        let close = closing_of(mark);
        if self
            .text
            .get(stop.marks..stop.closed)
            .unwrap_or_default()
            .contains(close)
        {
            return self.rules.writing.verb_last && !colon && !self.reports(outside);
        }
        if stop.mark != Mark::Strong || colon {
            return false;
        }
        let line = line_ahead(self.text, stop.next);
        line.match_indices(close)
            .map(|(index, mark)| line.get(index + mark.len()..).unwrap_or_default())
            .find(|rest| !rest.starts_with(is_word))
            .is_some_and(|rest| After::at(rest, 0).letter().is_some_and(char::is_lowercase))
    }

    /// Whether a reporting word stands before the quotation (`dedi`, `göre`): then
    /// no verb is still to come, and the quotation may end the sentence.
    fn reports(&self, outside: &str) -> bool {
        outside.split(|c: char| !is_word(c)).any(|word| {
            self.rules.is(Sort::Reporting, word) || self.rules.is(Sort::Quotative, word)
        })
    }

    /// `over. " Then`: a straight mark with white space on both sides closes what
    /// is open. The place after it and its white space.
    fn stray_closing(&self, stop: &Stop) -> Option<Stop> {
        let after = stop.next + 1;
        let rest = self.text.get(stop.next..)?.strip_prefix('"')?;
        let before = back(self.text, self.start, stop.start);
        let open = before.matches('"').count() % 2 == 1;
        (rest.starts_with(is_space) && open).then(|| Stop {
            closed: after,
            next: skip(self.text, after, is_space),
            ..*stop
        })
    }

    /// An ellipsis ends a sentence only where a new clause begins.
    fn ellipsis(&self, stop: &Stop, after: &After<'_>) -> Option<Decision> {
        let none = Some(Decision {
            boundary: None,
            why: Why::Ellipsis,
        });
        // “[...]” (Smith 55): what stands in brackets is no new clause.
        let bracket = after.first.is_some_and(|c| matches!(c, '(' | '['));
        if bracket || after.letter().is_none() || self.rules.is(Sort::Continuation, after.word()) {
            return none;
        }
        let attached = self
            .text
            .get(..stop.start)
            .is_some_and(|before| !before.ends_with(is_space));
        if !attached && self.rules.is(Sort::Capital, after.word()) {
            return none;
        }
        if !self.rules.writing.capitals && self.text.get(stop.start..stop.marks) == Some("…") {
            return none;
        }
        // “compounds. . . . The practice”: the full stop, then what was left out.
        let spaced = skip(self.text, stop.first, is_space);
        if attached
            && stop.first == stop.start + 1
            && stop.first < stop.marks
            && spaced > stop.first
        {
            return Some(Decision {
                boundary: Some(spaced),
                why: Why::Ellipsis,
            });
        }
        None
    }
}

/// The quotation that is open at the end of a text and began inside of its
/// sentence, after a word, a comma or a colon: what stands before it, and its
/// opening mark.
fn opened_inside(before: &str) -> Option<(&str, char)> {
    let mut closed = 0_usize;
    for (index, c) in before
        .char_indices()
        .rev()
        .filter(|(_, c)| is_quotation(*c))
    {
        let outside = before.get(..index)?;
        let opens = before
            .get(index + c.len_utf8()..)?
            .starts_with(|c| is_word(c) || is_quotation(c))
            && !outside.ends_with(is_word);
        if !opens {
            // An apostrophe, or a quotation that has ended.
            closed += usize::from(!matches!(c, '\'' | '’'));
            continue;
        }
        if closed > 0 {
            closed -= 1;
            continue;
        }
        let outside = outside.trim_end_matches(is_space);
        return outside
            .ends_with(|c: char| matches!(c, ',' | ':' | '،') || c.is_alphabetic())
            .then_some((outside, c));
    }
    None
}

/// Whether a text may hold an opening bracket: by the first byte of each, as
/// most sentences have none.
fn may_hold_bracket(text: &str) -> bool {
    memchr::memchr3(b'(', b'[', 0xEF, text.as_bytes()).is_some()
}

/// Likewise a quotation mark; those outside of ASCII begin with 0xC2, 0xE2,
/// 0xE3 or 0xEF.
fn may_hold_quotation(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'"', b'\'', 0xE2, bytes).is_some()
        || memchr::memchr3(0xC2, 0xE3, 0xEF, bytes).is_some()
}

/// The mark that closes what another opens.
fn closing_of(mark: char) -> char {
    match mark {
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        '„' => '“',
        '「' => '」',
        '『' => '』',
        other => other,
    }
}

/// A name without the suffix after its apostrophe: `Cadde'de`.
fn stem(word: &str) -> &str {
    word.split(['\'', '’']).next().unwrap_or_default()
}

/// A letter of Chinese script.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A letter of a script without capitals.
fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// `a.m`, `P.M`.
fn is_time(word: &str) -> bool {
    matches!(word, "a.m" | "p.m" | "A.M" | "P.M")
}

/// Letters with full stops between them: `U.S`, `J.C`, `б.з.б`, `i.v`.
fn is_acronym(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        })
}

/// One capital letter.
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// A number of at most three digits, or a Roman one.
fn is_ordinal(word: &str) -> bool {
    let short = (1..=5).contains(&word.len());
    short
        && (word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit())
            || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')))
}
