//! Names that a link can lead to.

use std::collections::BTreeMap;

/// The id of a concept.
pub(super) fn concept(id: &str) -> String {
    format!("c/{}", key(id))
}

/// The id of what was decided about a concept in a language.
pub(super) fn decision(concept: &str, locale: &str) -> String {
    format!("d/{}/{}", key(concept), key(locale))
}

/// The id of a language.
pub(super) fn locale(tag: &str) -> String {
    format!("l/{}", key(tag))
}

/// The id of a statement.
pub(super) fn statement(name: &str) -> String {
    format!("s/{}", key(name))
}

/// The id of a segment.
pub(super) fn unit(statement: &str, unit: &str) -> String {
    format!("u/{}/{}", key(statement), key(unit))
}

/// A name in letters that mean nothing to HTML, to an address or to `=` and `&`. Two
/// names never become one.
fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' => out.push(byte.into()),
            byte => out.push_str(&format!("_{byte:02x}")),
        }
    }
    out
}

/// The ids of a page.
#[derive(Default)]
pub(super) struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// An id that no part has yet: a damaged report may name one twice.
    pub(super) fn take(&mut self, id: String) -> String {
        let number = self.0.entry(id.clone()).or_default();
        *number += 1;
        match *number {
            1 => id,
            // No other id ends so: each has a number of slashes of its own.
            number => format!("{id}/again/{number}"),
        }
    }
}
