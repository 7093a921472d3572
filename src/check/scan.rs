//! What several rules look at texts with.

use std::borrow::Cow;

use crate::model::Locale;
use crate::text::fold::fold;

/// Every character with its neighbours.
pub(super) fn with_neighbours(
    text: &str,
) -> impl Iterator<Item = (Option<char>, char, Option<char>)> {
    let before = std::iter::once(None).chain(text.chars().map(Some));
    let after = text.chars().skip(1).map(Some).chain(std::iter::once(None));
    before
        .zip(text.chars())
        .zip(after)
        .map(|((before, c), after)| (before, c, after))
}

/// A Chinese character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' | '〇')
}

/// A Latin letter, of any European language.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && !matches!(c, '×' | '÷')
}

/// A letter of the Arabic script.
pub(super) fn is_arabic(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Quotation marks of every convention of ours, apostrophes left out.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
            | '〝'
            | '〞'
    )
}

/// A word folded by its locale; one without capitals is folded already.
pub(super) fn folded<'a>(word: &'a str, locale: &Locale) -> Cow<'a, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(fold(word, locale))
    } else {
        Cow::Borrowed(word)
    }
}

/// Words between white space, each with the byte at which it begins.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// Some characters as they are shown in a finding, one by one.
pub(super) fn listed(characters: impl IntoIterator<Item = char>) -> String {
    let mut list: Vec<String> = Vec::new();
    for c in characters {
        let shown = if c.is_whitespace() || c.is_control() || is_hidden(c) {
            format!("U+{:04X}", u32::from(c))
        } else {
            c.to_string()
        };
        if !list.contains(&shown) && list.len() < 10 {
            list.push(shown);
        }
    }
    list.join(" ")
}

/// Characters without a form of their own.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{307}')
}
