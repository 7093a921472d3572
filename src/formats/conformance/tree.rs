//! A document as a tree of elements with their places.

use std::io::BufRead;

use crate::diag::{Finding, Place};

use super::super::xml::{Attribute, Element, Event, Failure, Name, Reader};

/// How much memory a tree may take, in bytes, before the document is refused.
const MEMORY_LIMIT: usize = 512 * 1024 * 1024;

/// How many elements stand in one list of a tree.
const CHUNK: usize = 4096;

/// What stands in the tree for one element.
#[derive(Debug)]
struct Record {
    name: Name,
    attributes: Vec<Attribute>,
    /// All text directly inside, that of inner elements left out.
    text: String,
    parent: Option<usize>,
    index: usize,
    /// One past the last element inside: they are numbered in document order.
    end: usize,
    line: u64,
    column: u64,
}

/// The elements of a document, or of a part of it, in document order.
#[derive(Debug, Default)]
pub(in crate::formats) struct Tree {
    /// The elements, so many in each list but the last: a list that grows by
    /// doubling would take thrice its size while it does.
    chunks: Vec<Vec<Record>>,
    /// How many elements there are.
    length: usize,
    /// The memory it takes, in bytes.
    taken: usize,
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
        Tree::read_within(xml, element, MEMORY_LIMIT)
    }

    fn read_within<R: BufRead>(
        xml: &mut Reader<R>,
        element: Element,
        limit: usize,
    ) -> Result<Tree, Unread> {
        let mut tree = Tree::default();
        let mut open = Vec::new();
        tree.push(element, &mut open, &xml.place());
        while let Some(current) = open.last().copied() {
            if tree.taken > limit {
                let message = format!(
                    "looked at as a whole, this takes more than {} MB of memory",
                    limit / (1024 * 1024)
                );
                let finding = Finding::error("valid::limit", message).at(xml.place());
                return Err(Unread::Finding(Box::new(finding)));
            }
            match xml.next_event()? {
                Event::Start(element) => tree.push(element, &mut open, &xml.place()),
                Event::Text(text) => tree.text(current, &text),
                Event::End(_) | Event::Eof => {
                    let end = tree.length;
                    if let Some(record) = tree.record(current) {
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
        tree.push(element, &mut Vec::new(), at);
        tree
    }

    fn push(&mut self, element: Element, open: &mut Vec<usize>, at: &Place) {
        let index = self.length;
        let parent = open.last().copied();
        self.taken += element.name.local.len();
        for attribute in &element.attributes {
            self.taken += attribute.value.capacity() + attribute.name.local.len();
        }
        self.taken += element.attributes.capacity() * size_of::<Attribute>();
        let record = Record {
            name: element.name,
            attributes: element.attributes,
            text: String::new(),
            parent,
            index,
            end: index + 1,
            line: at.line.unwrap_or_default(),
            column: at.column.unwrap_or_default(),
        };
        self.keep(record);
        open.push(index);
    }

    fn keep(&mut self, record: Record) {
        self.length += 1;
        match self.chunks.last_mut() {
            Some(chunk) if chunk.len() < CHUNK => {
                let before = chunk.capacity();
                chunk.push(record);
                self.taken += (chunk.capacity() - before) * size_of::<Record>();
            }
            last => {
                // Most trees are small; only those that go on take whole lists.
                let mut chunk = Vec::with_capacity(if last.is_some() { CHUNK } else { 1 });
                chunk.push(record);
                self.taken += chunk.capacity() * size_of::<Record>();
                self.chunks.push(chunk);
            }
        }
    }

    fn record(&mut self, index: usize) -> Option<&mut Record> {
        self.chunks.get_mut(index / CHUNK)?.get_mut(index % CHUNK)
    }

    /// More text directly in an element.
    fn text(&mut self, current: usize, text: &str) {
        let Some(record) = self.record(current) else {
            return;
        };
        let before = record.text.capacity();
        record.text.push_str(text);
        let more = record.text.capacity() - before;
        self.taken += more;
    }

    /// The outermost element.
    pub(in crate::formats) fn root(&self) -> Option<Node<'_>> {
        self.node(0)
    }

    fn node(&self, index: usize) -> Option<Node<'_>> {
        let record = self.chunks.get(index / CHUNK)?.get(index % CHUNK)?;
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
        // The first stands right after it, and each other where the one before ends.
        let (tree, end) = (self.tree, self.record.end);
        let at = move |index: usize| (index < end).then(|| tree.node(index)).flatten();
        std::iter::successors(at(self.record.index + 1), move |child| at(child.record.end))
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

    fn within(text: &str, limit: usize) -> Result<Tree, Unread> {
        let mut xml = Reader::new(text.as_bytes());
        match xml.next_event().unwrap() {
            Event::Start(element) => Tree::read_within(&mut xml, element, limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_tree_takes_bounded_memory() {
        let many = format!("<a>{}</a>", "<b/>".repeat(3 * CHUNK));
        let attributes = format!("<a>{}</a>", "<b c='1' d='2' e='3' f='4'/>".repeat(200));
        let texts = format!("<a>{}</a>", "<b>some text and more</b>".repeat(200));
        let long = format!("<a b='{}'>{}</a>", "x".repeat(5000), "y".repeat(50_000));
        for text in [many, attributes, texts, long] {
            let tree = within(&text, usize::MAX).unwrap();
            let records = || tree.chunks.iter().flatten();
            let lists: usize = tree.chunks.iter().map(Vec::capacity).sum();
            let texts: usize = records().map(|record| record.text.capacity()).sum();
            let attributes: usize = records().map(|record| record.attributes.capacity()).sum();
            let values = records().flat_map(|record| &record.attributes);
            let values: usize = values.map(|attribute| attribute.value.capacity()).sum();
            let real =
                lists * size_of::<Record>() + texts + attributes * size_of::<Attribute>() + values;
            assert!(tree.taken >= real, "{} for {real}", tree.taken);
            assert!(within(&text, tree.taken).is_ok());
            match within(&text, tree.taken / 2) {
                Err(Unread::Finding(finding)) => {
                    assert_eq!(finding.code, "valid::limit");
                    assert!(finding.place.line.is_some());
                }
                other => panic!("{other:?}"),
            }
        }
        // A document at the size limit that is nothing but elements meets it.
        assert!(super::super::SIZE_LIMIT / "<b/>".len() * size_of::<Record>() > MEMORY_LIMIT);
    }

    #[test]
    fn children_follow_one_another() {
        let tree = Tree::read(&b"<a><b><c/><c/></b><d/><e><f/></e></a>"[..]).unwrap();
        let root = tree.root().unwrap();
        let children = |node: Node<'_>| {
            node.children()
                .map(|n| n.local().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(children(root), ["b", "d", "e"]);
        let b = root.children().next().unwrap();
        assert_eq!(children(b), ["c", "c"]);
        assert_eq!(children(b.children().next().unwrap()), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_well_formed_is_no_tree() {
        for text in ["", "<a>", "<a/><b/>", "<a/>x", "<a>&x;</a>"] {
            let read = Tree::read(text.as_bytes());
            assert!(matches!(read, Err(Unread::Finding(_))), "{text}");
        }
    }
}
