use super::characters::{is_character, is_space, split_name};
use super::{ATTRIBUTE_COUNT_LIMIT, ATTRIBUTE_LIMIT};

/// What is wrong inside a piece, at an offset in bytes from its start.
pub(super) struct Flaw {
    pub(super) offset: usize,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Flaw {
    pub(super) fn new(offset: usize, code: &'static str, message: impl Into<String>) -> Flaw {
        Flaw {
            offset,
            code,
            message: message.into(),
        }
    }

    fn ill(offset: usize, message: impl Into<String>) -> Flaw {
        Flaw::new(offset, "xml::not-well-formed", message)
    }
}

/// An attribute as written, its value expanded and normalised.
pub(super) struct RawAttribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: String,
    pub(super) offset: usize,
}

/// The attributes in what follows the name of a tag (production 41), with
/// their values normalised (section 3.3.3).
pub(super) fn attributes(source: &str) -> Result<Vec<RawAttribute<'_>>, Flaw> {
    let mut found: Vec<RawAttribute<'_>> = Vec::new();
    let mut rest = source;
    loop {
        let trimmed = rest.trim_start_matches(is_space);
        let offset = source.len() - trimmed.len();
        if trimmed.is_empty() {
            return Ok(found);
        }
        if trimmed.len() == rest.len() {
            return Err(Flaw::ill(offset, "no white space before an attribute"));
        }
        let (name, value, after) = attribute(trimmed).map_err(|mut flaw| {
            flaw.offset += offset;
            flaw
        })?;
        if found.iter().any(|other| other.name == name) {
            let message = format!("the attribute \u{201C}{name}\u{201D} stands twice");
            return Err(Flaw::ill(offset, message));
        }
        if found.len() >= ATTRIBUTE_COUNT_LIMIT {
            let message = format!("more than {ATTRIBUTE_COUNT_LIMIT} attributes");
            return Err(Flaw::new(offset, "xml::limit", message));
        }
        found.push(RawAttribute {
            name,
            value,
            offset,
        });
        rest = after;
    }
}

fn attribute(source: &str) -> Result<(&str, String, &str), Flaw> {
    let no_value = || Flaw::ill(0, "an attribute without a value, or not a name");
    let (name, after) = source.split_once('=').ok_or_else(no_value)?;
    let name = name.trim_end_matches(is_space);
    if split_name(name).is_none() {
        return Err(no_value());
    }
    let after = after.trim_start_matches(is_space);
    let offset = source.len() - after.len();
    let unquoted = || Flaw::ill(offset, "an attribute value without quotation marks");
    let quote = after
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))
        .ok_or_else(unquoted)?;
    let (value, rest) = after
        .strip_prefix(quote)
        .and_then(|value| value.split_once(quote))
        .ok_or_else(unquoted)?;
    let value = normalised(value).map_err(|mut flaw| {
        flaw.offset += offset + 1;
        flaw
    })?;
    Ok((name, value, rest))
}

fn normalised(raw: &str) -> Result<String, Flaw> {
    if raw.len() > ATTRIBUTE_LIMIT {
        let message = format!("an attribute value of more than {ATTRIBUTE_LIMIT} bytes");
        return Err(Flaw::new(0, "xml::limit", message));
    }
    if let Some(offset) = memchr::memchr(b'<', raw.as_bytes()) {
        return Err(Flaw::ill(offset, "a < in an attribute value"));
    }
    let is_plain = |byte: &u8| !matches!(byte, b'&' | b'\n' | b'\r' | b'\t');
    if raw.as_bytes().iter().all(is_plain) {
        return Ok(raw.to_owned());
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        push_spaces(&mut value, before);
        let offset = raw.len() - after.len() - 1;
        let (name, tail) = after
            .split_once(';')
            .ok_or_else(|| Flaw::ill(offset, "an & that begins no reference"))?;
        let c = reference(name).map_err(|mut flaw| {
            flaw.offset += offset;
            flaw
        })?;
        value.push(c);
        rest = tail;
    }
    push_spaces(&mut value, rest);
    Ok(value)
}

/// Every line end and every tab is a space; CR LF is one.
fn push_spaces(value: &mut String, raw: &str) {
    let mut after_return = false;
    for c in raw.chars() {
        match c {
            '\n' if after_return => {}
            '\n' | '\r' | '\t' => value.push(' '),
            c => value.push(c),
        }
        after_return = c == '\r';
    }
}

/// Adds text with its line ends made LF (section 2.11).
pub(super) fn push_lines(text: &mut String, raw: &str) {
    if memchr::memchr(b'\r', raw.as_bytes()).is_none() {
        return text.push_str(raw);
    }
    let mut parts = raw.split('\r');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push('\n');
        text.push_str(part.strip_prefix('\n').unwrap_or(part));
    }
}

/// The character of a reference, without its `&` and `;`: one of the five
/// predefined entities (section 4.6) or a number (production 66). No other
/// entity exists for us, so none can be expanded a billion times.
pub(super) fn reference(name: &str) -> Result<char, Flaw> {
    let named = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    };
    if let Some(c) = named {
        return Ok(c);
    }
    let Some(number) = name.strip_prefix('#') else {
        return Err(unknown(name));
    };
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(Flaw::ill(0, "a character reference without a number"));
    }
    // `from_str_radix` refuses what does not fit; no such character exists.
    u32::from_str_radix(digits, radix)
        .ok()
        .and_then(char::from_u32)
        .filter(|c| is_character(*c))
        .ok_or_else(|| {
            let shown: String = name.chars().take(12).collect();
            let message = format!("&{shown}; is no character of XML 1.0");
            Flaw::new(0, "xml::character", message)
        })
}

fn unknown(name: &str) -> Flaw {
    if split_name(name).is_none() {
        return Flaw::ill(0, "an & that begins no reference");
    }
    let shown: String = name.chars().take(40).collect();
    let message = format!("the entity \u{201C}{shown}\u{201D} is not one of the five of XML");
    Flaw::new(0, "xml::entity", message)
}
