//! XML as a tree of places in its text. The text is well-formed: that was looked at
//! before, so nothing here needs to say what is wrong with it.

use std::ops::Range;

/// An element and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The bytes of its name, as it is written.
    name: Range<usize>,
    /// From `<` to the end of its end tag.
    pub(super) range: Range<usize>,
    /// Between its tags; empty for `<a/>`.
    pub(super) inner: Range<usize>,
    pub(super) children: Vec<Node>,
}

impl Node {
    /// An element of which only the start tag is known.
    fn begun(tag: &str, start: usize) -> Node {
        let is_after = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        let end = start + tag.len();
        Node {
            name: start + 1..start + tag.find(is_after).unwrap_or(tag.len()),
            range: start..end,
            inner: end..end,
            children: Vec::new(),
        }
    }

    /// Its name without a prefix.
    pub(super) fn local<'a>(&self, text: &'a str) -> &'a str {
        let name = text.get(self.name.clone()).unwrap_or_default();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of its name with its colon; empty without one.
    pub(super) fn prefix<'a>(&self, text: &'a str) -> &'a str {
        let name = text.get(self.name.clone()).unwrap_or_default();
        name.get(..name.find(':').map_or(0, |at| at + 1))
            .unwrap_or_default()
    }

    /// All of it, as it is written.
    pub(super) fn raw<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// Its start tag.
    pub(super) fn tag(&self) -> Range<usize> {
        let end = if self.inner.is_empty() && self.inner.start == self.range.end {
            self.range.end
        } else {
            self.inner.start
        };
        self.range.start..end
    }

    /// The first child of that name.
    pub(super) fn child(&self, text: &str, local: &str) -> Option<&Node> {
        self.children
            .iter()
            .find(|child| child.local(text) == local)
    }

    /// The value of an attribute by its name without a prefix, and its place.
    pub(super) fn attribute(&self, text: &str, local: &str) -> Option<(String, Range<usize>)> {
        let tag = self.tag();
        let written = text.get(tag.clone())?;
        let mut at = self.name.end - tag.start;
        loop {
            let rest = written.get(at..)?;
            let sign = rest.find('=')?;
            let name = rest.get(..sign)?.trim();
            let quoted = rest.get(sign + 1..)?;
            let quote = quoted.find(['"', '\''])?;
            let mark = quoted.get(quote..)?.chars().next()?;
            let start = at + sign + 1 + quote + 1;
            let length = written.get(start..)?.find(mark)?;
            if name.rsplit(':').next() == Some(local) {
                let value = decoded(written.get(start..start + length)?);
                return Some((value, tag.start + start..tag.start + start + length));
            }
            at = start + length + 1;
        }
    }

    /// Its text without that of elements in it.
    pub(super) fn own_text(&self, text: &str) -> String {
        let mut said = String::new();
        let mut at = self.inner.start;
        for child in &self.children {
            said.push_str(&decoded(
                text.get(at..child.range.start).unwrap_or_default(),
            ));
            at = child.range.end;
        }
        said.push_str(&decoded(text.get(at..self.inner.end).unwrap_or_default()));
        said
    }

    /// Calls with this element and all in it, outer ones first, until a call says that
    /// what is inside is not wanted.
    pub(super) fn walk<'n>(&'n self, each: &mut impl FnMut(&'n Node) -> bool) {
        if each(self) {
            for child in &self.children {
                child.walk(each);
            }
        }
    }
}

/// Text with its references resolved and its CDATA unwrapped.
fn decoded(raw: &str) -> String {
    let mut said = String::new();
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        said.push_str(&unescaped(rest.get(..at).unwrap_or_default()));
        rest = rest.get(at..).unwrap_or_default();
        let end = if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let length = inner.find("]]>").unwrap_or(inner.len());
            said.push_str(inner.get(..length).unwrap_or_default());
            "<![CDATA[".len() + length + 3
        } else {
            special(rest, 0).unwrap_or(rest.len())
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    said.push_str(&unescaped(rest));
    said
}

fn unescaped(raw: &str) -> String {
    let lines = raw.replace("\r\n", "\n");
    let said = quick_xml::escape::unescape(&lines);
    said.map_or_else(|_| lines.clone(), std::borrow::Cow::into_owned)
}

/// The elements at the top of a text: one in a document, any number in a piece.
pub(super) fn parse(text: &str) -> Vec<Node> {
    let mut open: Vec<Node> = Vec::new();
    let mut top = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.find('<'))
        .map(|to| at + to)
    {
        if let Some(end) = special(text, start) {
            at = end;
            continue;
        }
        let end = tag_end(text, start);
        let tag = text.get(start..end).unwrap_or_default();
        at = end;
        if tag.starts_with("</") {
            if let Some(mut node) = open.pop() {
                node.inner.end = start;
                node.range.end = end;
                place(node, &mut open, &mut top);
            }
            continue;
        }
        let node = Node::begun(tag, start);
        if tag.ends_with("/>") {
            place(node, &mut open, &mut top);
        } else {
            open.push(node);
        }
    }
    top
}

fn place(node: Node, open: &mut [Node], top: &mut Vec<Node>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None => top.push(node),
    }
}

/// The end of a comment, instruction, CDATA section or declaration that begins here.
fn special(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let forms = [
        ("<!--", "-->"),
        ("<?", "?>"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
    ];
    let (open, close) = forms.iter().find(|(open, _)| rest.starts_with(open))?;
    let inner = rest.get(open.len()..)?;
    let end = inner.find(close).map(|at| at + open.len() + close.len());
    Some(start + end.unwrap_or(rest.len()))
}

/// The end of a tag: a `>` in an attribute value is none.
fn tag_end(text: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(mark), c) if c == mark => quote = None,
            (None, '>') => return start + at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_text() {
        let text = "<?xml version='1.0'?><!-- <b> --><w:a x='1' w:y=\"&lt;>\">t<![CDATA[<c>]]>u<w:b/></w:a>";
        let top = parse(text);
        assert_eq!(top.len(), 1);
        let node = &top[0];
        assert_eq!((node.local(text), node.prefix(text)), ("a", "w:"));
        assert_eq!(node.own_text(text), "t<c>u");
        let (value, place) = node.attribute(text, "y").expect("there");
        assert_eq!((value.as_str(), &text[place]), ("<>", "&lt;>"));
        assert_eq!(node.attribute(text, "z"), None);
        assert_eq!(node.children[0].raw(text), "<w:b/>");
        assert_eq!(&text[node.children[0].tag()], "<w:b/>");
    }
}
