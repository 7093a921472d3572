//! Expressions in the dialect of ICU and Java, read into a tree.
//!
//! Where ICU and Java differ, ICU is followed, which SRX 2.0 names (section
//! 1.2): `\s`, `\w`, `\d` and `\b` know all scripts.

use super::fault::{PatternFault, Reason};
use super::lines;
use super::syntax::{Assertion, Node, Set, folded, set_of};

/// The longest expression that is read, in characters.
const LENGTH_LIMIT: usize = 64 * 1024;

/// How deep groups and sets may stand in one another.
const DEPTH_LIMIT: usize = 64;

/// The highest number of repetitions.
const REPEAT_LIMIT: u32 = 1000;

/// Reads an expression.
pub(super) fn parse(pattern: &str) -> Result<Node, PatternFault> {
    with_flags(pattern, Flags::default())
}

/// Reads an expression in which upper and lower case are one.
pub(super) fn parse_insensitive(pattern: &str) -> Result<Node, PatternFault> {
    let flags = Flags {
        insensitive: true,
        ..Flags::default()
    };
    with_flags(pattern, flags)
}

fn with_flags(pattern: &str, flags: Flags) -> Result<Node, PatternFault> {
    let mut parser = Parser {
        characters: pattern.chars().collect(),
        at: 0,
        flags,
        depth: 0,
        groups: 0,
        names: Vec::new(),
        quoted: false,
    };
    let node = if parser.characters.len() > LENGTH_LIMIT {
        Err(Fault::new(0, Reason::TooLarge))
    } else {
        parser.whole()
    };
    node.map_err(|fault| PatternFault {
        at: fault.at,
        reason: fault.reason,
        words: pattern.chars().skip(fault.at).collect(),
    })
}

/// What is wrong, and at which character.
#[derive(Debug)]
pub(super) struct Fault {
    at: usize,
    reason: Reason,
}

impl Fault {
    pub(super) fn new(at: usize, reason: Reason) -> Fault {
        Fault { at, reason }
    }
}

/// The flags in force: `(?imsxd)`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub(super) insensitive: bool,
    pub(super) multiline: bool,
    pub(super) dot_all: bool,
    pub(super) extended: bool,
    pub(super) unix_lines: bool,
}

pub(super) struct Parser {
    characters: Vec<char>,
    pub(super) at: usize,
    pub(super) flags: Flags,
    depth: usize,
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
    quoted: bool,
}

impl Parser {
    pub(super) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    /// The next character; it must be there.
    pub(super) fn next(&mut self) -> Result<char, Fault> {
        let c = self
            .peek()
            .ok_or_else(|| self.fault_here(Reason::Unclosed))?;
        self.at += 1;
        Ok(c)
    }

    pub(super) fn eat(&mut self, words: &str) -> bool {
        let follows = words
            .chars()
            .enumerate()
            .all(|(ahead, c)| self.peek_at(ahead) == Some(c));
        if follows {
            self.at += words.chars().count();
        }
        follows
    }

    pub(super) fn fault_here(&self, reason: Reason) -> Fault {
        Fault::new(self.at, reason)
    }

    /// All characters up to a sign, which is read too.
    pub(super) fn until(&mut self, end: char) -> Result<String, Fault> {
        let mut text = String::new();
        loop {
            match self.next()? {
                c if c == end => return Ok(text),
                c => text.push(c),
            }
        }
    }

    /// Reads something inside of something.
    pub(super) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.fault_here(Reason::TooLarge));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn whole(&mut self) -> Result<Node, Fault> {
        let node = self.alternation()?;
        match self.peek() {
            Some(_) => Err(self.fault_here(Reason::Unopened)),
            None => self.references(&node).map(|()| node),
        }
    }

    /// References are checked at the end: a group may come after.
    fn references(&self, node: &Node) -> Result<(), Fault> {
        let is_wrong = match node {
            Node::Back { group, .. } => *group > self.groups,
            _ => false,
        };
        if is_wrong {
            return Err(Fault::new(0, Reason::NoSuchGroup));
        }
        match node {
            Node::Concat(nodes) | Node::Alternate(nodes) => {
                nodes.iter().try_for_each(|node| self.references(node))
            }
            Node::Repeat { node, .. } | Node::Atomic(node) | Node::Capture(_, node) => {
                self.references(node)
            }
            Node::Around(around) => self.references(&around.node),
            _ => Ok(()),
        }
    }

    /// Branches up to the end or a `)`. Flags set inside hold to its end.
    pub(super) fn alternation(&mut self) -> Result<Node, Fault> {
        let flags = self.flags;
        let mut branches = vec![self.sequence()?];
        while !self.quoted && self.eat("|") {
            branches.push(self.sequence()?);
        }
        self.flags = flags;
        Ok(match branches.pop() {
            Some(only) if branches.is_empty() => only,
            last => {
                branches.extend(last);
                Node::Alternate(branches)
            }
        })
    }

    fn sequence(&mut self) -> Result<Node, Fault> {
        let mut nodes = Vec::new();
        loop {
            self.skip_remarks()?;
            match self.peek() {
                None => break,
                Some('|' | ')') if !self.quoted => break,
                Some(_) => {}
            }
            if let Some(node) = self.item()? {
                let node = self.repeated(node)?;
                nodes.push(node);
            }
        }
        Ok(match nodes.pop() {
            None => Node::Empty,
            Some(only) if nodes.is_empty() => only,
            Some(last) => {
                nodes.push(last);
                Node::Concat(nodes)
            }
        })
    }

    /// White space and remarks with `(?x)`; `(?#…)`; `\Q` and `\E`.
    fn skip_remarks(&mut self) -> Result<(), Fault> {
        loop {
            if self.quoted {
                if !self.eat("\\E") {
                    return Ok(());
                }
                self.quoted = false;
            } else if self.eat("\\Q") {
                self.quoted = true;
            } else if self.eat("(?#") {
                self.until(')')?;
            } else if self.flags.extended && self.peek().is_some_and(char::is_whitespace) {
                self.at += 1;
            } else if self.flags.extended && self.eat("#") {
                while self.peek().is_some_and(|c| c != '\n') {
                    self.at += 1;
                }
            } else {
                return Ok(());
            }
        }
    }

    /// One part, without what is said of its repetition; none for flags.
    fn item(&mut self) -> Result<Option<Node>, Fault> {
        let start = self.at;
        let c = self.next()?;
        if self.quoted {
            return Ok(Some(self.literal(c)));
        }
        let unix = self.flags.unix_lines;
        Ok(Some(match c {
            '(' => return self.deeper(Self::group),
            '[' => Node::Set(self.deeper(Self::set)?),
            '\\' => self.escape()?,
            '.' => lines::dot(self.flags.dot_all, unix),
            '^' if self.flags.multiline => lines::line_start(unix),
            '^' => Node::Assert(Assertion::Start),
            '$' if self.flags.multiline => lines::line_end(unix),
            '$' => lines::text_end(unix),
            '*' | '+' | '?' | '{' => return Err(Fault::new(start, Reason::NothingToRepeat)),
            c => self.literal(c),
        }))
    }

    /// A character as it stands, in both cases if case does not count.
    pub(super) fn literal(&self, c: char) -> Node {
        Node::Set(self.cased(set_of(&[(c, c)])))
    }

    /// A set with both cases of its letters if case does not count.
    pub(super) fn cased(&self, set: Set) -> Set {
        if self.flags.insensitive {
            folded(set)
        } else {
            set
        }
    }

    /// What follows a part: how often, and whether that is tried in other ways.
    fn repeated(&mut self, node: Node) -> Result<Node, Fault> {
        // In \Q…\E nothing is a sign; after it, a sign is for its last character.
        if self.quoted && !self.eat("\\E") {
            return Ok(node);
        }
        self.quoted = false;
        self.skip_remarks()?;
        if self.quoted {
            return Ok(node);
        }
        let Some((least, most)) = self.times()? else {
            return Ok(node);
        };
        let lazy = self.eat("?");
        let possessive = !lazy && self.eat("+");
        let node = Node::Repeat {
            node: Box::new(node),
            least,
            most,
            lazy,
        };
        Ok(if possessive {
            Node::Atomic(Box::new(node))
        } else {
            node
        })
    }

    fn times(&mut self) -> Result<Option<(u32, Option<u32>)>, Fault> {
        let start = self.at;
        let times = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.at += 1;
                let inside = self.until('}')?;
                let (least, most) = braced(&inside).ok_or(Fault::new(start, Reason::Repetition))?;
                return Ok(Some((least, most)));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(times))
    }
}

/// The numbers in `{2}`, `{2,}` and `{2,4}`.
fn braced(inside: &str) -> Option<(u32, Option<u32>)> {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.then(|| text.parse::<u32>().ok()).flatten();
        number.filter(|number| *number <= REPEAT_LIMIT)
    };
    match inside.split_once(',') {
        None => number(inside).map(|times| (times, Some(times))),
        Some((least, "")) => Some((number(least)?, None)),
        Some((least, most)) => {
            let (least, most) = (number(least)?, number(most)?);
            (least <= most).then_some((least, Some(most)))
        }
    }
}
