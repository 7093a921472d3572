//! What is not the speaker's inside of a quotation: words left out, words put
//! in.
//!
//! Square brackets hold what an editor put in. Round ones do not tell: AFP
//! puts its own words into them, and speakers have asides of their own; they
//! are left alone.

use std::ops::Range;

/// Where words may have been left out: … in any number, three or more full
/// stops with or without spaces between, and the brackets around them.
pub(super) fn elisions(text: &str) -> Vec<Range<usize>> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(rest) = characters.get(index..).filter(|rest| !rest.is_empty()) {
        let (length, skip) = match bracketed(rest) {
            0 => (dots(rest), 1),
            length => (length, length),
        };
        if length > 0
            && let Some((start, _)) = rest.first()
        {
            let end = rest.get(length).map_or(text.len(), |(at, _)| *at);
            found.push(*start..end);
        }
        index += length.max(skip);
    }
    found
}

/// How many characters dots in brackets take; 0 if there are none.
fn bracketed(rest: &[(usize, char)]) -> usize {
    let Some((_, open)) = rest.first() else {
        return 0;
    };
    let close = match open {
        '[' => ']',
        '(' => ')',
        '［' => '］',
        '（' => '）',
        _ => return 0,
    };
    let spaces = |rest: &[(usize, char)]| rest.iter().take_while(|(_, c)| *c == ' ').count().min(2);
    let before = 1 + spaces(rest.get(1..).unwrap_or_default());
    let dots = before + dots(rest.get(before..).unwrap_or_default());
    let end = dots + spaces(rest.get(dots..).unwrap_or_default());
    let closed = rest.get(end).is_some_and(|(_, c)| *c == close);
    if dots > before && closed { end + 1 } else { 0 }
}

/// How many characters dots take; 0 if they are no ellipsis.
fn dots(rest: &[(usize, char)]) -> usize {
    let ellipsis = |c: char| matches!(c, '…' | '⋯');
    let run = rest.iter().take_while(|(_, c)| ellipsis(*c)).count();
    if run > 0 {
        return run;
    }
    let (mut stops, mut length) = (0, 0);
    let mut index = 0;
    while let Some((_, c)) = rest.get(index) {
        if *c == '.' {
            stops += 1;
            length = index + 1;
        } else if !matches!(c, ' ' | '\u{00A0}' | '\u{202F}') || index != length || stops == 0 {
            break;
        }
        index += 1;
    }
    if stops >= 3 { length } else { 0 }
}

/// What stands in square brackets and is more than dots.
pub(super) fn insertions(text: &str, elisions: &[Range<usize>]) -> Vec<Range<usize>> {
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
