//! A document as a tree of elements with their places.

use std::io::BufRead;

use crate::diag::{Finding, Place};

use super::super::xml::{Attribute, Element, Event, Failure, Name, Reader};

/// How many elements a document may have before it is refused: what a rule
/// compares must fit into the memory.
pub(in crate::formats) const ELEMENT_LIMIT: usize = 10_000_000;

/// What stands in the tree for one element.
#[derive(Debug)]
struct Record {
    name: Name,
    attributes: Vec<Attribute>,
    /// All text directly inside, that of inner elements left out.
    text: String,
    parent: Option<usize>,
    children: Vec<usize>,
    index: usize,
    /// One past the last element inside: they are numbered in document order.
    end: usize,
    line: u64,
    column: u64,
}

/// The elements of a document, or of a part of it, in document order.
#[derive(Debug, Default)]
pub(in crate::formats) struct Tree {
    records: Vec<Record>,
}

/// An element in its tree.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Node<'t> {
    tree: &'t Tree,
    record: &'t Record,
}

/// Why there is no tree.
#[derive(Debug)]
pub(in crate::formats) enum Unread {
    /// The document is at fault.
    Finding(Box<Finding>),
    /// The machine is.
    Io(std::io::Error),
}

impl From<Failure> for Unread {
    fn from(failure: Failure) -> Unread {
        match failure {
            Failure::Fault(fault) => Unread::Finding(Box::new(fault.into())),
            Failure::Io(error) => Unread::Io(error),
        }
    }
}

impl Tree {
    /// Reads a whole document.
    pub(in crate::formats) fn read(source: impl BufRead) -> Result<Tree, Unread> {
        let mut xml = Reader::new(source);
        loop {
            match xml.next_event()? {
                Event::Start(element) => {
                    let tree = Tree::read_element(&mut xml, element)?;
                    // What follows the root may still be at fault.
                    while xml.next_event()? != Event::Eof {}
                    return Ok(tree);
                }
                Event::Eof => return Ok(Tree::default()),
                Event::Text(_) | Event::End(_) => {}
            }
        }
    }

    /// Reads the element that has just begun, to its end. So a document too
    /// large for a tree can be looked at part by part.
    pub(in crate::formats) fn read_element<R: BufRead>(
        xml: &mut Reader<R>,
        element: Element,
    ) -> Result<Tree, Unread> {
        let mut tree = Tree::default();
        let mut open = Vec::new();
        tree.push(element, &mut open, &xml.place())?;
        while let Some(current) = open.last().copied() {
            match xml.next_event()? {
                Event::Start(element) => tree.push(element, &mut open, &xml.place())?,
                Event::Text(text) => {
                    if let Some(record) = tree.records.get_mut(current) {
                        record.text.push_str(&text);
                    }
                }
                Event::End(_) | Event::Eof => {
                    let end = tree.records.len();
                    if let Some(record) = tree.records.get_mut(current) {
                        record.end = end;
                    }
                    open.pop();
                }
            }
        }
        Ok(tree)
    }

    /// An element without what is in it.
    pub(in crate::formats) fn of_start(element: Element, at: &Place) -> Tree {
        let mut tree = Tree::default();
        // The first element is below any limit.
        let _ = tree.push(element, &mut Vec::new(), at);
        tree
    }

    fn push(&mut self, element: Element, open: &mut Vec<usize>, at: &Place) -> Result<(), Unread> {
        let index = self.records.len();
        if index >= ELEMENT_LIMIT {
            let message = format!("more than {ELEMENT_LIMIT} elements");
            let finding = Finding::error("valid::limit", message).at(at.clone());
            return Err(Unread::Finding(Box::new(finding)));
        }
        let parent = open.last().copied();
        if let Some(above) = parent.and_then(|parent| self.records.get_mut(parent)) {
            above.children.push(index);
        }
        self.records.push(Record {
            name: element.name,
            attributes: element.attributes,
            text: String::new(),
            parent,
            children: Vec::new(),
            index,
            end: index + 1,
            line: at.line.unwrap_or_default(),
            column: at.column.unwrap_or_default(),
        });
        open.push(index);
        Ok(())
    }

    /// The outermost element.
    pub(in crate::formats) fn root(&self) -> Option<Node<'_>> {
        self.node(0)
    }

    fn node(&self, index: usize) -> Option<Node<'_>> {
        let record = self.records.get(index)?;
        Some(Node { tree: self, record })
    }
}

impl<'t> Node<'t> {
    /// Its number in document order, from 0.
    pub(in crate::formats) fn index(self) -> usize {
        self.record.index
    }

    /// The node of that number in the same document.
    pub(in crate::formats) fn of_index(self, index: usize) -> Option<Node<'t>> {
        self.tree.node(index)
    }

    /// Its name without prefix.
    pub(in crate::formats) fn local(self) -> &'t str {
        &self.record.name.local
    }

    /// Its namespace.
    pub(in crate::formats) fn namespace(self) -> Option<&'t str> {
        self.record.name.namespace.as_deref()
    }

    /// Whether it has this name in this namespace.
    pub(in crate::formats) fn is(self, namespace: &str, local: &str) -> bool {
        self.local() == local && self.namespace() == Some(namespace)
    }

    /// All its attributes, declarations of namespaces left out.
    pub(in crate::formats) fn attributes(self) -> &'t [Attribute] {
        &self.record.attributes
    }

    /// The value of an attribute without a prefix.
    pub(in crate::formats) fn attribute(self, local: &str) -> Option<&'t str> {
        self.find(None, local)
    }

    /// The value of an attribute in a namespace.
    pub(in crate::formats) fn attribute_in(self, namespace: &str, local: &str) -> Option<&'t str> {
        self.find(Some(namespace), local)
    }

    fn find(self, namespace: Option<&str>, local: &str) -> Option<&'t str> {
        let attribute = self
            .record
            .attributes
            .iter()
            .find(|a| a.name.local == local && a.name.namespace.as_deref() == namespace)?;
        Some(&attribute.value)
    }

    /// The text directly inside.
    pub(in crate::formats) fn text(self) -> &'t str {
        &self.record.text
    }

    /// The element around it.
    pub(in crate::formats) fn parent(self) -> Option<Node<'t>> {
        self.tree.node(self.record.parent?)
    }

    /// The elements around it, the nearest first.
    pub(in crate::formats) fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// Itself, then the elements around it.
    pub(in crate::formats) fn lineage(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(Some(self), |node| node.parent())
    }

    /// The elements directly inside, in order.
    pub(in crate::formats) fn children(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        let children = self.record.children.iter();
        children.filter_map(move |index| tree.node(*index))
    }

    /// The elements directly inside that have a name in its own namespace.
    pub(in crate::formats) fn named(self, local: &str) -> impl Iterator<Item = Node<'t>> {
        self.children()
            .filter(move |child| child.local() == local && child.namespace() == self.namespace())
    }

    /// All elements inside, at any depth, in document order.
    pub(in crate::formats) fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        (self.record.index + 1..self.record.end).filter_map(move |index| tree.node(index))
    }

    /// One past the number of the last element inside: what stands in it has a
    /// number between its own and this.
    pub(in crate::formats) fn end(self) -> usize {
        self.record.end
    }

    /// Where its start tag begins.
    pub(in crate::formats) fn place(self) -> Place {
        Place::default().line(self.record.line, self.record.column)
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.record.index == other.record.index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_knows_its_order_and_places() {
        let tree = Tree::read(&b"<a>\n <b x='1'>t<c/>u</b><d/></a>"[..]).unwrap();
        let root = tree.root().unwrap();
        let names: Vec<&str> = root.descendants().map(Node::local).collect();
        assert_eq!(names, ["b", "c", "d"]);
        let b = root.children().next().unwrap();
        assert_eq!((b.text(), b.attribute("x"), b.end()), ("tu", Some("1"), 3));
        assert_eq!(b.place().to_string(), "-:2:2");
        let c = b.descendants().next().unwrap();
        assert_eq!(
            c.ancestors().map(Node::local).collect::<Vec<_>>(),
            ["b", "a"]
        );
    }

    #[test]
    fn what_is_not_well_formed_is_no_tree() {
        for text in ["", "<a>", "<a/><b/>", "<a/>x", "<a>&x;</a>"] {
            let read = Tree::read(text.as_bytes());
            assert!(matches!(read, Err(Unread::Finding(_))), "{text}");
        }
    }
}
