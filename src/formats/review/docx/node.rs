//! A row of the table as a tree, read out of the document one at a time.

use smol_str::SmolStr;

use crate::diag::Finding;
use crate::formats::xml::{Element, Event, Failure, Reader};

use super::NAMESPACES;

/// The most elements that a row may have. A row of Word with every letter in a run of
/// its own has some thousands.
const MOST: usize = 200_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without a prefix.
    pub(super) local: SmolStr,
    /// Whether it is one of WordprocessingML.
    pub(super) is_word: bool,
    attributes: Vec<(SmolStr, String)>,
    pub(super) children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    Node(Node),
    Text(String),
}

/// Whether an element is one of WordprocessingML.
pub(super) fn is_word(element: &Element) -> bool {
    let namespace = element.name.namespace.as_deref();
    namespace.is_some_and(|namespace| NAMESPACES.contains(&namespace))
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute<'e>(element: &'e Element, local: &str) -> Option<&'e str> {
    let mut all = element.attributes.iter();
    let found = all.find(|attribute| attribute.name.local == local)?;
    Some(&found.value)
}

impl Node {
    /// Reads an element that has just begun to its end.
    pub(super) fn read(reader: &mut Reader<&[u8]>, first: Element) -> Result<Node, Box<Finding>> {
        let mut open = vec![Node::of(first)];
        let mut number = 0;
        loop {
            match reader.next_event().map_err(faulty)? {
                Event::Start(element) => {
                    number += 1;
                    if number > MOST {
                        let message = format!("a row has more than {MOST} elements");
                        return Err(Finding::error("review::too-large", message).into());
                    }
                    open.push(Node::of(element));
                }
                Event::Text(text) => {
                    if let Some(node) = open.last_mut() {
                        node.children.push(Child::Text(text));
                    }
                }
                Event::End(_) => {
                    let Some(node) = open.pop() else {
                        return Ok(Node::default());
                    };
                    match open.last_mut() {
                        Some(outer) => outer.children.push(Child::Node(node)),
                        None => return Ok(node),
                    }
                }
                // What is well-formed does not end within an element.
                Event::Eof => return Ok(open.pop().unwrap_or_default()),
            }
        }
    }

    fn of(element: Element) -> Node {
        let is_word = is_word(&element);
        let attributes = element.attributes.into_iter();
        Node {
            local: element.name.local,
            is_word,
            attributes: attributes.map(|one| (one.name.local, one.value)).collect(),
            children: Vec::new(),
        }
    }

    /// Whether it is this element of WordprocessingML.
    pub(super) fn is(&self, local: &str) -> bool {
        self.is_word && self.local == local
    }

    /// The elements in it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first element of that name in it.
    pub(super) fn child(&self, local: &str) -> Option<&Node> {
        self.nodes().find(|node| node.is(local))
    }

    /// The value of an attribute, whatever its prefix.
    pub(super) fn attribute(&self, local: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        let found = all.find(|(name, _)| name == local)?;
        Some(&found.1)
    }

    /// Its text without that of elements in it.
    pub(super) fn text(&self) -> impl Iterator<Item = &str> {
        self.children.iter().filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Node(_) => None,
        })
    }

    /// Whether a property that is on or off is on (ISO/IEC 29500-1, section 17.17.4).
    pub(super) fn has(&self, local: &str) -> bool {
        self.child(local).is_some_and(|node| {
            let value = node.attribute("val").unwrap_or("true");
            !matches!(value, "0" | "false" | "off")
        })
    }
}

/// A fault of the XML as the reason to refuse the file.
pub(super) fn faulty(failure: Failure) -> Box<Finding> {
    match failure {
        Failure::Fault(fault) => Box::new(Finding::from(fault)),
        // Bytes that are in the memory already are always there.
        Failure::Io(error) => {
            let message = format!("the document cannot be read: {error}");
            Box::new(Finding::error("review::package", message))
        }
    }
}
