//! What an expression says, as a tree.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// A set of characters.
pub(super) type Set = ClassUnicode;

/// A part of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Nothing, which is everywhere.
    Empty,
    /// One character of a set.
    Set(Set),
    /// A place of a kind.
    Assert(Assertion),
    /// One after the other.
    Concat(Vec<Node>),
    /// One or another; earlier ones are tried first.
    Alternate(Vec<Node>),
    /// The same again and again.
    Repeat {
        node: Box<Node>,
        least: u32,
        most: Option<u32>,
        lazy: bool,
    },
    /// A look ahead or back.
    Around(Box<Around>),
    /// What is never tried in another way once it fitted.
    Atomic(Box<Node>),
    /// A group with a number, from 1.
    Capture(usize, Box<Node>),
    /// The text of a group, again.
    Back { group: usize, insensitive: bool },
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    /// The beginning of the paragraph.
    Start,
    /// The end of the paragraph.
    End,
    /// Between a character of a word and another.
    Word,
    /// Not there.
    NotWord,
}

/// A look ahead or back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Around {
    pub(super) ahead: bool,
    pub(super) negative: bool,
    pub(super) node: Node,
}

impl Node {
    /// One character.
    pub(super) fn character(c: char) -> Node {
        Node::Set(set_of(&[(c, c)]))
    }

    /// What is looked for ahead (`(?=…)`) or behind (`(?<=…)`), or must not
    /// be there.
    pub(super) fn around(ahead: bool, negative: bool, node: Node) -> Node {
        Node::Around(Box::new(Around {
            ahead,
            negative,
            node,
        }))
    }

    /// The parts directly inside.
    fn parts(&self) -> Vec<&Node> {
        match self {
            Node::Empty | Node::Set(_) | Node::Assert(_) | Node::Back { .. } => Vec::new(),
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes.iter().collect(),
            Node::Repeat { node, .. } | Node::Atomic(node) | Node::Capture(_, node) => vec![node],
            Node::Around(around) => vec![&around.node],
        }
    }

    /// Whether a finite automaton is not enough: something is said of the way
    /// of searching, or of a text found before.
    pub(super) fn is_backtracking(&self) -> bool {
        matches!(self, Node::Atomic(_) | Node::Back { .. })
            || self.parts().into_iter().any(Node::is_backtracking)
    }

    /// Whether that stands inside of a look ahead or back, or refers to a
    /// group inside of one.
    pub(super) fn is_backtracking_in_around(&self) -> bool {
        let (mut inside, mut referred) = (Vec::new(), Vec::new());
        self.groups(false, &mut inside, &mut referred);
        referred.iter().any(|group| inside.contains(group)) || self.has_backtracking_around()
    }

    fn has_backtracking_around(&self) -> bool {
        match self {
            Node::Around(around) => around.node.is_backtracking(),
            other => other.parts().into_iter().any(Node::has_backtracking_around),
        }
    }

    /// The groups inside of looks, and the groups referred to.
    fn groups(&self, looks: bool, inside: &mut Vec<usize>, referred: &mut Vec<usize>) {
        match self {
            Node::Capture(group, _) if looks => inside.push(*group),
            Node::Back { group, .. } => referred.push(*group),
            _ => {}
        }
        let looks = looks || matches!(self, Node::Around(_));
        for part in self.parts() {
            part.groups(looks, inside, referred);
        }
    }

    /// The highest number of a group; 0 without any.
    pub(super) fn last_group(&self) -> usize {
        let own = match self {
            Node::Capture(group, _) | Node::Back { group, .. } => *group,
            _ => 0,
        };
        let inner = self.parts().into_iter().map(Node::last_group).max();
        own.max(inner.unwrap_or(0))
    }

    /// The most characters that can fit; none if there is no bound.
    pub(super) fn longest(&self) -> Option<usize> {
        match self {
            Node::Empty | Node::Assert(_) | Node::Around(_) => Some(0),
            Node::Set(_) => Some(1),
            Node::Concat(nodes) => nodes.iter().try_fold(0_usize, |sum, node| {
                Some(sum.saturating_add(node.longest()?))
            }),
            Node::Alternate(nodes) => nodes
                .iter()
                .try_fold(0, |most, node| Some(node.longest()?.max(most))),
            Node::Repeat { node, most, .. } => match (node.longest(), most) {
                (Some(0), _) => Some(0),
                (Some(one), Some(most)) => Some(one.saturating_mul(*most as usize)),
                _ => None,
            },
            Node::Atomic(node) | Node::Capture(_, node) => node.longest(),
            Node::Back { .. } => None,
        }
    }
}

/// The set of some ranges, both ends included.
pub(super) fn set_of(ranges: &[(char, char)]) -> Set {
    Set::new(
        ranges
            .iter()
            .map(|(first, last)| ClassUnicodeRange::new(*first, *last)),
    )
}

/// The set a class of the `regex-syntax` crate stands for, such as `\p{Lu}`.
pub(super) fn named(class: &str) -> Option<Set> {
    match regex_syntax::parse(class).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(set)) => Some(set),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let mut characters = text.chars();
            let only = characters.next().filter(|_| characters.next().is_none())?;
            Some(set_of(&[(only, only)]))
        }
        _ => None,
    }
}

/// All that is not in the set.
pub(super) fn negated(mut set: Set) -> Set {
    set.negate();
    set
}

/// A set with the other cases of its letters (Unicode, simple case folding).
pub(super) fn folded(mut set: Set) -> Set {
    // Without the tables of Unicode this fails; the crate has them.
    let _ = set.try_case_fold_simple();
    set
}
