//! What is not the speaker's inside of a quotation: words left out, words put
//! in.
//!
//! Square brackets hold what an editor put in. Round ones do not tell: AFP
//! puts its own words into them, and speakers have asides of their own; they
//! are left alone.

use std::ops::Range;

/// Where words may have been left out: … in any number, three or more full
/// stops with or without spaces between, and the brackets around them. In bytes, in
/// order.
pub fn elisions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let begins = |c| matches!(c, '.' | '…' | '⋯') || closing_of(c).is_some();
    while let Some((start, rest)) = text.get(from..).and_then(|rest| {
        let at = rest.find(begins)?;
        Some((from + at, rest.get(at..)?))
    }) {
        let length = match bracketed(rest) {
            0 => dots(rest),
            length => length,
        };
        if length > 0 {
            found.push(start..start + length);
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        from = start + length.max(first);
    }
    found
}

fn closing_of(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '(' => ')',
        '［' => '］',
        '（' => '）',
        _ => return None,
    })
}

/// How many bytes dots in brackets take; 0 if there are none.
fn bracketed(text: &str) -> usize {
    let spaces = |rest: &str| rest.bytes().take_while(|c| *c == b' ').count().min(2);
    let at = |from: usize| text.get(from..).unwrap_or_default();
    let Some((open, close)) = text
        .chars()
        .next()
        .and_then(|open| Some((open, closing_of(open)?)))
    else {
        return 0;
    };
    let before = open.len_utf8() + spaces(at(open.len_utf8()));
    let dots = before + dots(at(before));
    let end = dots + spaces(at(dots));
    if dots > before && at(end).starts_with(close) {
        end + close.len_utf8()
    } else {
        0
    }
}

/// How many bytes dots take; 0 if they are no ellipsis.
fn dots(text: &str) -> usize {
    let run = text.len() - text.trim_start_matches(['…', '⋯']).len();
    if run > 0 {
        return run;
    }
    let (mut stops, mut length) = (0, 0);
    for (at, c) in text.char_indices() {
        if c == '.' {
            stops += 1;
            length = at + 1;
        } else if !matches!(c, ' ' | '\u{00A0}' | '\u{202F}') || at != length || stops == 0 {
            break;
        }
    }
    if stops >= 3 { length } else { 0 }
}

/// What stands in square brackets and is more than dots, the brackets included. In
/// bytes, in order; the places of dots are those of [`elisions`].
pub fn insertions(text: &str, elisions: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '[' | '［' => open = Some(at),
            ']' | '］' => {
                if let Some(start) = open.take() {
                    found.push(start..at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    found.retain(|range| {
        elisions
            .binary_search_by_key(&range.start, |e| e.start)
            .is_err()
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, left_out: &[&str], put_in: &[&str]) {
        let elisions = elisions(text);
        let of = |ranges: &[Range<usize>]| -> Vec<String> {
            ranges.iter().map(|r| text[r.clone()].to_owned()).collect()
        };
        assert_eq!(of(&elisions), left_out, "{text}");
        assert_eq!(of(&insertions(text, &elisions)), put_in, "{text}");
    }

    #[test]
    fn dots_of_every_kind() {
        check("a… b ... c . . . d", &["…", "...", ". . ."], &[]);
        check(
            "a […] b [...] c (…) d [ . . . ]",
            &["[…]", "[...]", "(…)", "[ . . . ]"],
            &[],
        );
        check("a…… b ......", &["……", "......"], &[]);
        check("Gone! … Late....", &["…", "...."], &[]);
        check("a.. b. c . d", &[], &[]);
    }

    #[test]
    fn square_brackets_hold_what_was_put_in() {
        check(
            "the [new] law [in 2021]… (old)",
            &["…"],
            &["[new]", "[in 2021]"],
        );
        check("a ] b [ c", &[], &[]);
    }
}
