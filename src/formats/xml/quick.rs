//! The short way for what almost every document is made of.
//!
//! A token that is written in the plainest way and lies whole in what is held is
//! taken from there without a copy. Whatever is less than plain is left to the long
//! way, which alone knows what is wrong: so nothing is refused here, and nothing is
//! accepted that the long way would refuse.

use std::io::BufRead;
use std::sync::Arc;

use super::characters::is_simple_name;
use super::namespace::Scopes;
use super::position::At;
use super::reader::{Part, Reader};
use super::{ATTRIBUTE_LIMIT, Attribute, DEPTH_LIMIT, Element, Event, Name, TEXT_LIMIT, tag};

/// A token as almost every one is written.
enum Plain<'a> {
    /// Text up to a tag or a reference.
    Text(&'a str),
    Reference(char),
    /// A tag and its name as written.
    Start(Element, &'a str),
    End(&'a str),
}

impl<R: BufRead> Reader<R> {
    /// The next event, if it is made of plain tokens. None: some text was taken at
    /// most, which waits for the long way to go on.
    pub(super) fn quick(&mut self) -> Option<Event> {
        let is_deep = self.open.len() >= DEPTH_LIMIT;
        while self.is_between && self.part == Part::Root && !is_deep {
            let tracker = self.tokens.get_ref();
            let at = tracker.at();
            let (token, length) = plain(tracker.ahead(), &mut self.scopes)?;
            match token {
                Plain::Text(raw) => {
                    self.text_length = longer(self.text_length, raw.len(), &mut self.text_at, at)?;
                    if !self.unread {
                        tag::push_lines(&mut self.text, raw);
                    }
                    self.tokens.get_mut().take(length);
                }
                Plain::Reference(c) => {
                    let more = c.len_utf8();
                    self.text_length = longer(self.text_length, more, &mut self.text_at, at)?;
                    if !self.unread {
                        self.text.push(c);
                    }
                    self.tokens.get_mut().take(length);
                }
                Plain::Start(element, written) => {
                    self.open.push(element.name.clone(), written);
                    self.tokens.get_mut().take(length);
                    return self.started(element, at);
                }
                Plain::End(name) => {
                    if self.open.last() != Some(name) {
                        return None;
                    }
                    self.tokens.get_mut().take(length);
                    let name = self.closed()?;
                    return Some(self.delivered(Event::End(name), at));
                }
            }
        }
        None
    }

    #[inline]
    fn started(&mut self, element: Element, at: At) -> Option<Event> {
        if !element.empty {
            return Some(self.delivered(Event::Start(element), at));
        }
        self.begun(element, at);
        let (event, at) = self.next.take()?;
        self.at = at;
        Some(event)
    }

    /// The event past the queue, which is empty; or the text before it.
    #[inline]
    fn delivered(&mut self, event: Event, at: At) -> Event {
        self.text_length = 0;
        if self.text.is_empty() {
            self.at = at;
            return event;
        }
        self.at = self.text_at;
        self.next = Some((event, at));
        Event::Text(std::mem::take(&mut self.text))
    }
}

/// The length of a text with some more of it; where it begins, if that is its first.
fn longer(length: usize, more: usize, text_at: &mut At, at: At) -> Option<usize> {
    if length == 0 {
        *text_at = at;
    }
    Some(length + more).filter(|length| *length <= TEXT_LIMIT)
}

/// The token that a text begins with, and its length in bytes.
#[inline]
fn plain<'a>(ahead: &'a str, scopes: &mut Scopes) -> Option<(Plain<'a>, usize)> {
    match ahead.as_bytes() {
        [b'<', b'/', ..] => {
            let end = memchr::memchr(b'>', ahead.as_bytes())?;
            Some((Plain::End(ahead.get(2..end)?), end + 1))
        }
        [b'<', ..] => {
            let (element, written, length) = start(ahead, scopes)?;
            Some((Plain::Start(element, written), length))
        }
        [b'&', ..] => {
            let end = ahead.bytes().take(12).position(|byte| byte == b';')?;
            let c = tag::reference(ahead.get(1..end)?).ok()?;
            Some((Plain::Reference(c), end + 1))
        }
        bytes => {
            let end = memchr::memchr3_iter(b'<', b'&', b'>', bytes)
                .find(|end| bytes.get(*end) != Some(&b'>') || ends(bytes, *end))?;
            let text = ahead.get(..end)?;
            (bytes.get(end) != Some(&b'>')).then_some((Plain::Text(text), end))
        }
    }
}

/// Whether the sign at an offset ends what would be `]]>`.
fn ends(bytes: &[u8], offset: usize) -> bool {
    bytes
        .get(..offset)
        .is_some_and(|before| before.ends_with(b"]]"))
}

/// A start tag with no prefix but `xml` at its attributes, no declaration, no space about
/// `=`, no reference; its name as written and its length in bytes.
#[inline]
fn start<'a>(source: &'a str, scopes: &mut Scopes) -> Option<(Element, &'a str, usize)> {
    let inside = source.get(1..)?;
    let is_end = |byte: u8| matches!(byte, b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t');
    let end = inside.bytes().position(is_end)?;
    let (written, mut rest) = inside.split_at_checked(end)?;
    let name = scopes.element(written)?;
    let mut attributes: Vec<Attribute> = Vec::new();
    loop {
        // U+000C, white space to ASCII, was refused before.
        let trimmed = rest.trim_ascii_start();
        match trimmed.as_bytes() {
            [b'>', ..] | [b'/', b'>', ..] => {
                let empty = !trimmed.starts_with('>');
                let length = source.len() - trimmed.len() + 1 + usize::from(empty);
                let element = Element {
                    name,
                    attributes,
                    empty,
                };
                return Some((element, written, length));
            }
            _ if trimmed.len() == rest.len() || attributes.len() > 16 => return None,
            _ => {
                let (name, value, after) = attribute(trimmed)?;
                attributes.push(resolved(name, value, &attributes, scopes)?);
                rest = after;
            }
        }
    }
}

/// A name, a value without anything that XML would change in it, and what follows.
fn attribute(source: &str) -> Option<(&str, &str, &str)> {
    let bytes = source.as_bytes();
    let is_no_name = |byte: u8| matches!(byte, b'=' | b'>' | b'<' | b' ');
    let end = bytes.iter().position(|byte| is_no_name(*byte))?;
    let (name, after) = source.split_at_checked(end)?;
    let quote = match after.as_bytes() {
        [b'=', quote @ (b'"' | b'\''), ..] => *quote,
        _ => return None,
    };
    let value = after.get(2..)?;
    let is_odd = |byte: u8| byte == quote || matches!(byte, b'&' | b'<' | b'\n' | b'\r' | b'\t');
    let close = value.bytes().position(is_odd)?;
    let (value, after) = value.split_at_checked(close)?;
    let is_whole = after.as_bytes().first() == Some(&quote) && value.len() <= ATTRIBUTE_LIMIT;
    is_whole.then_some((name, value, after.get(1..)?))
}

/// The attribute beside those that stand before it.
fn resolved(name: &str, value: &str, before: &[Attribute], scopes: &Scopes) -> Option<Attribute> {
    let local = name.strip_prefix("xml:");
    let plain = local.unwrap_or(name);
    if !is_simple_name(plain) || plain == "xmlns" {
        return None;
    }
    let namespace = local.map(|_| Arc::clone(&scopes.xml));
    let twice = |other: &Attribute| {
        other.name.local == plain && other.name.namespace.is_some() == namespace.is_some()
    };
    if before.iter().any(twice) {
        return None;
    }
    Some(Attribute {
        name: Name {
            namespace,
            local: plain.into(),
        },
        value: value.to_owned(),
    })
}
