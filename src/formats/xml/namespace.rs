use std::sync::Arc;

use super::characters::{is_simple_name, split_name};
use super::tag::{Flaw, RawAttribute};
use super::{ATTRIBUTE_LIMIT, Attribute, Name};

/// The namespace that the prefix `xml` always means.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of `xmlns` itself.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The namespace declarations in force (Namespaces in XML 1.0).
#[derive(Debug)]
pub(super) struct Scopes {
    xml: Arc<str>,
    /// Depth of the declaring element, prefix (empty: default), namespace.
    declared: Vec<(usize, String, Option<Arc<str>>)>,
}

impl Scopes {
    pub(super) fn new() -> Self {
        Scopes {
            xml: XML.into(),
            declared: Vec::new(),
        }
    }

    /// Forgets what was declared at a depth or deeper.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, ..)| *at >= depth) {
            self.declared.pop();
        }
    }

    /// Enters an element: takes its declarations, resolves its attributes.
    pub(super) fn enter(
        &mut self,
        depth: usize,
        raw: Vec<RawAttribute<'_>>,
    ) -> Result<Vec<Attribute>, Flaw> {
        for attribute in &raw {
            self.declare(depth, attribute)?;
        }
        let mut resolved: Vec<Attribute> = Vec::with_capacity(raw.len());
        for attribute in raw {
            if declared_prefix(attribute.name).is_some() {
                continue;
            }
            let name = self.resolve(attribute.name, attribute.offset, false)?;
            if resolved.iter().any(|other| other.name == name) {
                let message = format!(
                    "the attribute \u{201C}{}\u{201D} stands twice under two prefixes",
                    name.local
                );
                return Err(ill(attribute.offset, message));
            }
            resolved.push(Attribute {
                name,
                value: attribute.value,
            });
        }
        Ok(resolved)
    }

    /// The attributes of a tag that is written as almost every tag is: no prefix but
    /// `xml`, no declaration, no space about `=`, no reference. None: it has to be
    /// looked at in full, which alone tells what is wrong.
    pub(super) fn plain_attributes(&self, source: &str) -> Option<Vec<Attribute>> {
        let mut found: Vec<Attribute> = Vec::new();
        let mut rest = source;
        loop {
            let trimmed = rest.trim_ascii_start();
            if trimmed.is_empty() {
                return Some(found);
            }
            // U+000C is white space to ASCII and was refused before.
            if trimmed.len() == rest.len() || found.len() > 16 {
                return None;
            }
            let (name, value, after) = plain_attribute(trimmed)?;
            let local = name.strip_prefix("xml:");
            let plain = local.unwrap_or(name);
            if !is_simple_name(plain) || plain == "xmlns" {
                return None;
            }
            let namespace = local.map(|_| Arc::clone(&self.xml));
            let twice = |other: &Attribute| {
                other.name.local == plain && other.name.namespace.is_some() == namespace.is_some()
            };
            if found.iter().any(twice) {
                return None;
            }
            found.push(Attribute {
                name: Name {
                    namespace,
                    local: plain.into(),
                },
                value: value.to_owned(),
            });
            rest = after;
        }
    }

    fn declare(&mut self, depth: usize, attribute: &RawAttribute<'_>) -> Result<(), Flaw> {
        let Some(prefix) = declared_prefix(attribute.name) else {
            return Ok(());
        };
        let value = attribute.value.as_str();
        let is_reserved =
            prefix == "xmlns" || value == XMLNS || (prefix == "xml") != (value == XML);
        if is_reserved || (value.is_empty() && !prefix.is_empty()) {
            let message = format!("the prefix \u{201C}{prefix}\u{201D} cannot be declared so");
            return Err(ill(attribute.offset, message));
        }
        let namespace = (!value.is_empty()).then(|| Arc::from(value));
        self.declared.push((depth, prefix.to_owned(), namespace));
        Ok(())
    }

    /// The name with its namespace. A default namespace is for elements only.
    pub(super) fn resolve(
        &self,
        name: &str,
        offset: usize,
        is_element: bool,
    ) -> Result<Name, Flaw> {
        let Some((prefix, local)) = split_name(name) else {
            return Err(ill(offset, "what should be a name is none"));
        };
        let namespace = match prefix {
            None if !is_element => None,
            None => self.lookup("").flatten(),
            Some("xml") => Some(Arc::clone(&self.xml)),
            Some(prefix) => self.lookup(prefix).ok_or_else(|| {
                let message = format!("the prefix \u{201C}{prefix}\u{201D} is not declared");
                Flaw::new(offset, "xml::namespace", message)
            })?,
        };
        Ok(Name {
            namespace,
            local: local.into(),
        })
    }

    fn lookup(&self, wanted: &str) -> Option<Option<Arc<str>>> {
        self.declared
            .iter()
            .rev()
            .find(|(_, prefix, _)| prefix == wanted)
            .map(|(.., namespace)| namespace.clone())
    }
}

/// A name, a value without anything that XML would change in it, and what follows.
fn plain_attribute(source: &str) -> Option<(&str, &str, &str)> {
    let end = memchr::memchr(b'=', source.as_bytes())?;
    let (name, after) = source.split_at_checked(end)?;
    let quote = *after.as_bytes().get(1)?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let value = after.get(2..)?;
    let close = memchr::memchr(quote, value.as_bytes())?;
    let (value, after) = value.split_at_checked(close)?;
    let is_plain = |byte: &u8| !matches!(byte, b'&' | b'<' | b'\n' | b'\r' | b'\t');
    let fits = value.len() <= ATTRIBUTE_LIMIT && value.as_bytes().iter().all(is_plain);
    fits.then_some((name, value, after.get(1..)?))
}

fn ill(offset: usize, message: impl Into<String>) -> Flaw {
    Flaw::new(offset, "xml::not-well-formed", message)
}

/// The prefix an attribute declares; empty for the default namespace.
fn declared_prefix(name: &str) -> Option<&str> {
    if name == "xmlns" {
        return Some("");
    }
    name.strip_prefix("xmlns:")
}
