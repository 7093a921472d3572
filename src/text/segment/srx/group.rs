//! What stands in parentheses.

use super::fault::Reason;
use super::parse::{Fault, Parser};
use super::syntax::Node;

impl Parser {
    /// A group, whose `(` was read; none if it only sets flags.
    pub(super) fn group(&mut self) -> Result<Option<Node>, Fault> {
        if !self.eat("?") {
            return self.capture(None).map(Some);
        }
        let start = self.at;
        let around = |ahead, negative| move |node| Node::around(ahead, negative, node);
        if self.eat("=") {
            return self.closed(around(true, false)).map(Some);
        }
        if self.eat("!") {
            return self.closed(around(true, true)).map(Some);
        }
        if self.eat("<=") {
            return self.closed(around(false, false)).map(Some);
        }
        if self.eat("<!") {
            return self.closed(around(false, true)).map(Some);
        }
        if self.eat(">") {
            return self.closed(|node| Node::Atomic(Box::new(node))).map(Some);
        }
        if self.eat("<") {
            let name = self.until('>')?;
            let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(|c| c.is_ascii_alphanumeric());
            if !is_name || self.names.iter().any(|(other, _)| *other == name) {
                return Err(Fault::new(start, Reason::UnknownGroup));
            }
            return self.capture(Some(name)).map(Some);
        }
        self.flagged()
    }

    fn capture(&mut self, name: Option<String>) -> Result<Node, Fault> {
        self.groups += 1;
        let number = self.groups;
        self.names.extend(name.map(|name| (name, number)));
        self.closed(|node| Node::Capture(number, Box::new(node)))
    }

    /// The inside of a group and its `)`.
    fn closed(&mut self, make: impl FnOnce(Node) -> Node) -> Result<Node, Fault> {
        let node = self.alternation()?;
        if self.eat(")") {
            Ok(make(node))
        } else {
            Err(self.fault_here(Reason::Unclosed))
        }
    }

    /// `(?i)`, which holds to the end of the group around it, or `(?i:…)`.
    fn flagged(&mut self) -> Result<Option<Node>, Fault> {
        let before = self.flags;
        let mut on = true;
        loop {
            let start = self.at;
            match self.next()? {
                'i' => self.flags.insensitive = on,
                'm' => self.flags.multiline = on,
                's' => self.flags.dot_all = on,
                'x' => self.flags.extended = on,
                'd' => self.flags.unix_lines = on,
                // Java: case, and classes, by Unicode. With ICU they always are.
                'u' | 'U' => {}
                'w' => {
                    let reason = Reason::Unsupported("the flag w (words by UAX 29)");
                    return Err(Fault::new(start, reason));
                }
                '-' if on => on = false,
                ')' => return Ok(None),
                ':' => {
                    let node = self.closed(|node| node)?;
                    self.flags = before;
                    return Ok(Some(node));
                }
                'P' | '(' | '|' | '&' | '\'' => {
                    return Err(Fault::new(start, Reason::UnknownGroup));
                }
                _ => return Err(Fault::new(start, Reason::UnknownFlag)),
            }
        }
    }
}
