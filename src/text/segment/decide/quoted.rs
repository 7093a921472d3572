//! Brackets, quotations and what people say around them.

use crate::text::segment::context::{After, REACH, back, line_ahead, word_at};
use crate::text::segment::rules::Sort;
use crate::text::segment::stops::{
    Mark, Stop, is_dash, is_end, is_quotation, is_space, is_word, skip,
};

use super::Position;

impl<'a> Position<'a> {
    /// Whether the mark stands in a bracket that opened inside of the sentence
    /// and is still open, or closes here while the sentence goes on.
    pub(super) fn in_bracket(&self, stop: &Stop, after: &After<'_>) -> bool {
        let before = back(self.text, self.start, stop.start);
        if !may_hold_bracket(before) {
            return false;
        }
        let Some((index, close)) = open_bracket(before) else {
            return false;
        };
        let inside = before.get(..index).unwrap_or_default();
        let alone = inside.chars().all(|c| !is_word(c));
        let closing = self.text.get(stop.marks..stop.closed).unwrap_or_default();
        if closing.contains(close) {
            // In scripts without capitals nothing tells that a new sentence begins.
            let goes_on = !self.rules.writing.capitals || !self.opens(after);
            return !alone && stop.mark == Mark::Strong && goes_on;
        }
        let line = line_ahead(self.text, stop.next);
        let Some((rest, _)) = line.split_once(close) else {
            return false;
        };
        // A bracketed sentence of its own ends inside of its bracket.
        let sentence = rest.trim_end_matches(is_quotation).ends_with(is_end);
        before.len() < REACH && !(alone && sentence)
    }

    /// Whether a reporting clause follows that belongs to the quotation before, or
    /// the name of whose it is.
    pub(super) fn reporting(&self, stop: &Stop, after: &After<'_>) -> bool {
        let closing = self.text.get(stop.marks..stop.closed).unwrap_or_default();
        let closed = closing.chars().any(is_quotation);
        if closed && self.attribution(line_ahead(self.text, stop.next)) {
            return true;
        }
        let quoted = closed || after.quotation;
        if !self.rules.writing.capitals {
            return self.rules.is(Sort::Quotative, after.word())
                || (quoted || after.dash) && self.rules.is(Sort::Reporting, after.word());
        }
        if !quoted || stop.mark == Mark::Period || after.quotation && stop.closed == stop.marks {
            return false;
        }
        self.named_speaker(after)
    }

    /// `Brooks asked`, `Amnesty’s Sarah Brooks told`, `Brooks, 45, said`: names,
    /// perhaps what the speaker is, then the verb.
    fn named_speaker(&self, after: &After<'_>) -> bool {
        let mut rest = after.rest;
        for count in 0..7 {
            if let Some(verb) = rest.strip_prefix(',').and_then(after_apposition) {
                return count > 0 && self.rules.is(Sort::Reporting, word_at(verb));
            }
            let word = word_at(rest);
            let follows = rest.get(word.len()..).unwrap_or_default();
            if count > 0 && self.rules.is(Sort::Reporting, word) {
                return !follows.starts_with(':');
            }
            let name = word.chars().next().is_some_and(char::is_uppercase)
                && !(count == 0 && self.rules.opens(word) && word != "The");
            if !name {
                return false;
            }
            rest = follows.trim_start_matches(is_space);
        }
        false
    }

    /// `— Anna Green, director`: a dash, then words without an end to the end of
    /// the line, or a name and what its bearer is.
    fn attribution(&self, line: &str) -> bool {
        if !line.starts_with(is_dash) {
            return false;
        }
        if line.len() < REACH && !line.contains(is_end) {
            return true;
        }
        let mut rest = line.trim_start_matches(|c| is_dash(c) || is_space(c));
        if self.rules.opens(word_at(rest)) {
            return false;
        }
        for _ in 0..7 {
            if !rest.starts_with(char::is_uppercase) {
                return false;
            }
            let follows = rest.get(word_at(rest).len()..).unwrap_or_default();
            rest = follows.trim_start_matches(is_space);
            if rest.starts_with(',') {
                return true;
            }
        }
        false
    }

    /// Whether the sentence so far is nothing but a cry.
    pub(super) fn interjection(&self, stop: &Stop) -> bool {
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
    pub(super) fn embedded(&self, stop: &Stop) -> bool {
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
    pub(super) fn stray_closing(&self, stop: &Stop) -> Option<Stop> {
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
}

/// What follows the comma after an apposition: ` 45, said` without ` 45, `.
fn after_apposition(text: &str) -> Option<&str> {
    let (apposition, rest) = text.split_once(',')?;
    let plain = !apposition.contains(|c| is_end(c) || is_quotation(c));
    plain.then(|| rest.trim_start_matches(is_space))
}

/// The bracket that is open at the end of a text: where it opens, and the mark
/// that would close it.
fn open_bracket(before: &str) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    for (index, c) in before.char_indices().rev() {
        let close = match c {
            ')' | ']' | '）' | '］' => {
                depth += 1;
                continue;
            }
            '(' => ')',
            '[' => ']',
            '（' => '）',
            '［' => '］',
            _ => continue,
        };
        if depth == 0 {
            return Some((index, close));
        }
        depth -= 1;
    }
    None
}

/// The quotation that is open at the end of a text and began inside of its
/// sentence, after a word, a comma or a colon: what stands before it, and its
/// opening mark.
pub(super) fn opened_inside(before: &str) -> Option<(&str, char)> {
    let mut closed = 0_usize;
    for (index, c) in before
        .char_indices()
        .rev()
        .filter(|(_, c)| is_quotation(*c))
    {
        let outside = before.get(..index)?;
        let inner = before.get(index + c.len_utf8()..)?;
        // “ and 「 open wherever they stand; a straight mark before a word, if
        // none stands before it.
        let opens = matches!(c, '“' | '‘' | '«' | '「' | '『' | '„') || !outside.ends_with(is_word);
        let opens = opens && inner.starts_with(|c| is_word(c) || is_quotation(c));
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
            .ends_with(|c: char| matches!(c, ',' | ':' | '،' | '，' | '：') || c.is_alphabetic())
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
