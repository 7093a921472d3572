//! Single marks: quotation mark or apostrophe.
//!
//! ’ and ' are far oftener apostrophes: in contractions (don’t), possessives
//! (the survivors’ families), years (’90s), before Turkish suffixes (BM’nin)
//! and in names (O’Hara). What is one by its neighbours is left out here; what
//! may be either is decided by what follows in the paragraph (`pairs`).

use super::marks::{Around, Lean, Use};
use super::rules::Rules;

/// What a single mark can be; none when it is an apostrophe. `rest` is what
/// follows in the paragraph.
pub(super) fn what(sign: char, around: Around, rest: &str, rules: &Rules) -> Option<Use> {
    let word_before = around.before.is_some_and(char::is_alphanumeric);
    let word_after = around.after.is_some_and(char::is_alphanumeric);
    if word_before && word_after {
        return in_word(sign, around, rules);
    }
    if is_feet(sign, around) {
        return None;
    }
    match (sign, around.lean()) {
        ('‚', _) => Some(Use::Opens),
        ('’' | '❜', Lean::Closes) => Some(closes(around)),
        ('’' | '❜', _) => None,
        (_, Lean::Closes) => Some(closes(around)),
        ('\'' | '＇', Lean::Glued | Lean::Apart) => None,
        _ => (!leads_word(rest, rules)).then_some(Use::Opens),
    }
}

/// 5' 10" and 5'10": feet are a digit with a digit after.
fn is_feet(sign: char, around: Around) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    sign == '\'' && digit(around.before) && digit(around.seen_after)
}

/// After a word in s and before another word it may be a possessive plural.
fn closes(around: Around) -> Use {
    let sibilant = around
        .before
        .is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'Z' | 'x' | 'X'));
    let goes_on = around.after.is_some_and(char::is_whitespace)
        && around.seen_after.is_some_and(char::is_alphanumeric);
    Use::Closes {
        strong: !(sibilant && goes_on),
    }
}

/// Chinese puts no space around a mark; a Turkish suffix follows the closing
/// mark directly, and a Turkish apostrophe stands after proper names alone
/// (TDK, Yazım Kılavuzu, “Kesme işareti”): behind a small letter it is none.
fn in_word(sign: char, around: Around, rules: &Rules) -> Option<Use> {
    let opens = matches!(sign, '‘' | '‚' | '‛' | '❛');
    if around.before.is_some_and(is_han) || around.after.is_some_and(is_han) {
        return Some(if opens { Use::Opens } else { Use::Inside });
    }
    let suffix = rules.language() == "tr"
        && around.word_before.is_some_and(char::is_lowercase)
        && around.after.is_some_and(char::is_lowercase);
    (suffix && !opens).then_some(Use::Inside)
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Letters left out at the start of a word (’90s, ’em), whichever way the mark
/// was turned by the word processor.
fn leads_word(rest: &str, rules: &Rules) -> bool {
    let word: String = rest
        .chars()
        .take(12)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    let tail = word.get(digits..).unwrap_or_default();
    if digits == 2 {
        let suffix = rest.get(word.len()..).unwrap_or_default();
        return tail == "s" || (tail.is_empty() && suffix.starts_with(['\'', '’']));
    }
    digits == 0 && rules.has("apostrophe", &word)
}
