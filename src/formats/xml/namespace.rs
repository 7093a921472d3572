use std::sync::Arc;

use smol_str::SmolStr;

use super::characters::split_name;
use super::tag::{Flaw, RawAttribute};
use super::{Attribute, Name};

/// The namespace that the prefix `xml` always means.
pub const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespace of `xmlns` itself.
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// How many names are remembered: looking through more takes longer than it saves.
const MOST_KNOWN: usize = 16;

/// The namespace declarations in force (Namespaces in XML 1.0).
#[derive(Debug)]
pub(super) struct Scopes {
    /// [`XML`], to be shared.
    pub(super) xml: Arc<str>,
    /// Names of elements as written and as resolved, as long as nothing is declared.
    known: Vec<(SmolStr, Name)>,
    /// Depth of the declaring element, prefix (empty: default), namespace.
    declared: Vec<(usize, String, Option<Arc<str>>)>,
}

impl Scopes {
    pub(super) fn new() -> Self {
        Scopes {
            xml: XML.into(),
            known: Vec::new(),
            declared: Vec::new(),
        }
    }

    /// Forgets what was declared at a depth or deeper.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, ..)| *at >= depth) {
            self.declared.pop();
            self.known.clear();
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
        self.known.clear();
        Ok(())
    }

    /// The name of an element, if it is one: a document has few, which come again and
    /// again.
    #[inline]
    pub(super) fn element(&mut self, written: &str) -> Option<Name> {
        if let Some((_, name)) = self.known.iter().find(|(known, _)| known == written) {
            return Some(name.clone());
        }
        let name = self.resolve(written, 0, true).ok()?;
        if self.known.len() < MOST_KNOWN {
            self.known.push((written.into(), name.clone()));
        }
        Some(name)
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
