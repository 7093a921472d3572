//! Languages without white space between words.

use crate::text::segment::context::{After, ahead, back, run_around};
use crate::text::segment::rules::Sort;
use crate::text::segment::stops::{Mark, Stop, is_ellipsis, is_quotation, is_word};

use super::quoted::opened_inside;
use super::{Decision, Position, Why};

/// The longest reporting clause, in characters.
const CLAUSE: usize = 30;

impl<'a> Position<'a> {
    /// Text without white space between its words.
    pub(super) fn unspaced(&self, stop: &Stop, next: char) -> Decision {
        let rest = ahead(self.text, stop.next);
        let closing = self.text.get(stop.marks..stop.closed).unwrap_or_default();
        let quoted = closing.chars().any(is_quotation);
        if let Some(middle) = self.opening_ellipsis(stop) {
            return Decision::cut(middle, Why::Ellipsis);
        }
        if self.interjection(stop) {
            return Decision::pass(Why::Interjection);
        }
        if quoted && self.reported(rest) {
            return Decision::pass(Why::Reporting);
        }
        let after = After::at(self.text, stop.next);
        if self.in_bracket(stop, &after) {
            return Decision::pass(Why::Bracket);
        }
        let before = back(self.text, self.start, stop.start);
        let inside = match stop.mark {
            // A question that closes a quotation is a part of the sentence
            // around it: “为什么？”然后离开了。
            Mark::Ellipsis | Mark::Strong if quoted => true,
            Mark::Ellipsis => self.is_pause(before),
            Mark::Period => !(before.ends_with(is_ideograph) && is_ideograph(next)),
            Mark::Strong if self.ends_name(stop, &after) => true,
            _ => next.is_ascii_alphanumeric() && self.is_address(stop),
        };
        match (inside, stop.mark) {
            (true, Mark::Ellipsis) => Decision::pass(Why::Ellipsis),
            (true, _) => Decision::pass(Why::Inside),
            (false, _) => Decision::cut(stop.next, Why::Unicode),
        }
    }

    /// Whether an ellipsis after this text is a pause: after a word that cannot end
    /// a sentence, after a subject alone, or for what was cut out of a quotation inside of a sentence.
    fn is_pause(&self, before: &str) -> bool {
        let clause = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
        self.rules.ends(Sort::Unfinished, before)
            || self.rules.is(Sort::Subject, clause)
            || opened_inside(before).is_some_and(|(outside, _)| !outside.ends_with(['：', ':']))
    }

    /// Whether a text begins with a reporting clause that ends there: `她说。`
    /// `她说：` and `她说她想` begin a sentence of their own.
    fn reported(&self, text: &str) -> bool {
        let clause: usize = text
            .chars()
            .take(CLAUSE)
            .take_while(|c| is_word(*c) || *c == '·')
            .map(char::len_utf8)
            .sum();
        let (clause, rest) = text.split_at_checked(clause).unwrap_or_default();
        rest.starts_with(['。', '.']) && self.rules.ends(Sort::Reporting, clause)
    }

    /// `。……就是`: an ellipsis after the end of a sentence opens the next one, and
    /// of two ellipses the second does.
    fn opening_ellipsis(&self, stop: &Stop) -> Option<usize> {
        let marks = self.text.get(stop.start..stop.closed)?;
        let dots = marks.len() - marks.trim_end_matches(is_ellipsis).len();
        let one = 2 * '…'.len_utf8();
        let begin = stop.closed - dots.min(one);
        (dots >= one && begin > stop.start && !self.text.get(stop.start..begin)?.is_empty())
            .then_some(begin)
    }

    fn is_address(&self, stop: &Stop) -> bool {
        let (before, _) = run_around(self.text, self.start, stop.start);
        stop.marks == stop.start + 1 && (before.contains("://") || before.contains("www."))
    }
}

/// A letter of Chinese script.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}
