/// Whether XML 1.0 allows the character at all (production 2, `Char`).
pub(in crate::formats) fn is_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// White space of production 3, `S`; U+3000 and its like are text.
pub(in crate::formats) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The first character that is not allowed, with its offset in bytes.
pub(super) fn first_illegal(text: &str) -> Option<(usize, char)> {
    if is_beyond_doubt(text.as_bytes()) {
        return None;
    }
    text.char_indices().find(|(_, c)| !is_character(*c))
}

/// Whether no byte is a control, and no three are one of the two characters U+FFFE
/// and U+FFFF. Loops without branches, which a compiler makes into wide instructions.
fn is_beyond_doubt(bytes: &[u8]) -> bool {
    let control = |byte: u8| (byte < 0x20) & !matches!(byte, b'\t' | b'\n' | b'\r');
    let controls = bytes.iter().fold(false, |any, byte| any | control(*byte));
    let threes = bytes
        .iter()
        .zip(bytes.iter().skip(1))
        .zip(bytes.iter().skip(2));
    let last = threes.fold(false, |any, ((one, two), three)| {
        any | ((*one == 0xEF) & (*two == 0xBF) & (*three >= 0xBE))
    });
    !controls & !last
}

/// How many characters of a text XML 1.0 cannot hold, not even by reference.
/// The writers leave them out; whoever writes should say so first.
///
/// ```
/// assert_eq!(tilmach::formats::xml::illegal_characters("a\u{b}b\u{ffff}"), 2);
/// ```
pub fn illegal_characters(text: &str) -> usize {
    text.chars().filter(|c| !is_character(*c)).count()
}

/// Production 4, `NameStartChar`, without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Production 4a, `NameChar`, without the colon.
fn is_name_character(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}'
            | '\u{203F}'..='\u{2040}')
}

/// Whether it is a name in ASCII without a colon, as almost all are.
pub(super) fn is_simple_name(name: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    match name.as_bytes() {
        [first, rest @ ..] => {
            (first.is_ascii_alphabetic() || *first == b'_') && rest.iter().all(is_part)
        }
        [] => false,
    }
}

/// Whether it is a name without a colon (Namespaces in XML, `NCName`).
pub(in crate::formats) fn is_plain_name(name: &str) -> bool {
    if is_simple_name(name) {
        return true;
    }
    let mut characters = name.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

/// Whether it is a token of production 7, `Nmtoken`.
pub(in crate::formats) fn is_name_token(token: &str) -> bool {
    !token.is_empty() && token.chars().all(|c| c == ':' || is_name_character(c))
}

/// Splits a name into prefix and local part (Namespaces in XML, `QName`).
pub(super) fn split_name(name: &str) -> Option<(Option<&str>, &str)> {
    match memchr::memchr(b':', name.as_bytes()).and_then(|_| name.split_once(':')) {
        None => is_plain_name(name).then_some((None, name)),
        Some((prefix, local)) => {
            (is_plain_name(prefix) && is_plain_name(local)).then_some((Some(prefix), local))
        }
    }
}
