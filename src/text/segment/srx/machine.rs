//! Many expressions as one finite automaton (Thompson's construction).

use super::alphabet::Alphabet;
use super::syntax::{Around, Assertion, Node, named};

/// The most steps all automata of a language may have together. Long lists of
/// rules need some thousands.
pub(super) const SIZE_LIMIT: usize = 200_000;

/// What is true of a place whatever the rules: its beginning, its end, and
/// whether a word begins or ends there.
pub(super) const START: u32 = 0;
pub(super) const END: u32 = 1;
pub(super) const WORD: u32 = 2;

/// The number of the first look ahead or back.
const FIRST_AROUND: u32 = 3;

/// A step of an automaton.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A character of a set, and on.
    Set { set: u32, next: u32 },
    /// If a predicate is true of the place, or is not, on.
    Assert {
        predicate: u32,
        holds: bool,
        next: u32,
    },
    /// Several ways on.
    Split(Vec<u32>),
    /// An expression fits.
    Fits(u32),
}

/// An automaton for many expressions.
#[derive(Debug, Default)]
pub(super) struct Machine {
    pub(super) steps: Vec<Step>,
    pub(super) starts: Vec<u32>,
}

/// Looks of one level: those inside of others stand on a lower level.
#[derive(Debug, Default)]
pub(super) struct Level {
    pub(super) ahead: Machine,
    pub(super) behind: Machine,
}

/// More steps than [`SIZE_LIMIT`].
#[derive(Debug)]
pub(super) struct TooLarge;

/// Makes automata that share an alphabet and their looks ahead and back.
#[derive(Debug)]
pub(super) struct Builder {
    pub(super) alphabet: Alphabet,
    /// Looks with what is in them, their level and whether they look ahead.
    arounds: Vec<(Node, usize, bool)>,
    pub(super) levels: Vec<Level>,
    /// The number of the set of the characters of words, once it is asked for.
    pub(super) word: Option<u32>,
    size: usize,
}

impl Builder {
    pub(super) fn new() -> Builder {
        Builder {
            alphabet: Alphabet::default(),
            arounds: Vec::new(),
            levels: Vec::new(),
            word: None,
            size: 0,
        }
    }

    /// Adds an expression to an automaton that reads forwards, or backwards.
    pub(super) fn add(
        &mut self,
        machine: &mut Machine,
        node: &Node,
        forward: bool,
        number: u32,
    ) -> Result<(), TooLarge> {
        let end = self.push(machine, Step::Fits(number))?;
        let start = self.build(machine, node, forward, end)?;
        machine.starts.push(start);
        Ok(())
    }

    fn push(&mut self, machine: &mut Machine, step: Step) -> Result<u32, TooLarge> {
        self.size += 1;
        if self.size > SIZE_LIMIT {
            return Err(TooLarge);
        }
        machine.steps.push(step);
        u32::try_from(machine.steps.len() - 1).map_err(|_| TooLarge)
    }

    /// Adds a part that leads to a step, and gives its own first step.
    fn build(
        &mut self,
        machine: &mut Machine,
        node: &Node,
        forward: bool,
        next: u32,
    ) -> Result<u32, TooLarge> {
        match node {
            Node::Empty => Ok(next),
            Node::Set(set) => {
                let set = self.alphabet.number(set);
                self.push(machine, Step::Set { set, next })
            }
            Node::Assert(assertion) => {
                let (predicate, holds) = predicate(*assertion);
                self.assertion(machine, predicate, holds, next)
            }
            Node::Concat(nodes) => self.concat(machine, nodes, forward, next),
            Node::Alternate(nodes) => {
                let mut ways = Vec::with_capacity(nodes.len());
                for node in nodes {
                    ways.push(self.build(machine, node, forward, next)?);
                }
                self.push(machine, Step::Split(ways))
            }
            Node::Repeat {
                node, least, most, ..
            } => self.repeat(machine, node, (*least, *most), forward, next),
            Node::Around(around) => {
                let predicate = self.around(around)?;
                self.assertion(machine, predicate, !around.negative, next)
            }
            // What is atomic fits nowhere else than what is not; what refers
            // back fits nowhere else than anything. The search itself decides.
            Node::Atomic(node) | Node::Capture(_, node) => self.build(machine, node, forward, next),
            Node::Back { .. } => {
                let any = super::lines::dot(true, false);
                self.repeat(machine, &any, (0, None), forward, next)
            }
        }
    }

    fn assertion(
        &mut self,
        machine: &mut Machine,
        predicate: u32,
        holds: bool,
        next: u32,
    ) -> Result<u32, TooLarge> {
        if predicate == WORD && self.word.is_none() {
            self.word = named("\\w").map(|set| self.alphabet.number(&set));
        }
        let step = Step::Assert {
            predicate,
            holds,
            next,
        };
        self.push(machine, step)
    }

    fn concat(
        &mut self,
        machine: &mut Machine,
        nodes: &[Node],
        forward: bool,
        mut next: u32,
    ) -> Result<u32, TooLarge> {
        let count = nodes.len();
        for index in 0..count {
            let index = if forward { count - 1 - index } else { index };
            if let Some(node) = nodes.get(index) {
                next = self.build(machine, node, forward, next)?;
            }
        }
        Ok(next)
    }

    fn repeat(
        &mut self,
        machine: &mut Machine,
        node: &Node,
        (least, most): (u32, Option<u32>),
        forward: bool,
        end: u32,
    ) -> Result<u32, TooLarge> {
        let mut next = end;
        match most {
            None => {
                next = self.push(machine, Step::Split(vec![end]))?;
                let body = self.build(machine, node, forward, next)?;
                if let Some(Step::Split(ways)) = machine.steps.get_mut(next as usize) {
                    ways.push(body);
                }
            }
            Some(most) => {
                for _ in least..most {
                    let body = self.build(machine, node, forward, next)?;
                    if body == next {
                        break;
                    }
                    next = self.push(machine, Step::Split(vec![body, end]))?;
                }
            }
        }
        for _ in 0..least {
            let body = self.build(machine, node, forward, next)?;
            // Nothing, however often, is nothing.
            if body == next {
                break;
            }
            next = body;
        }
        Ok(next)
    }

    /// The predicate of a look ahead or back. The same look has one predicate,
    /// whatever stands around it.
    pub(super) fn around(&mut self, around: &Around) -> Result<u32, TooLarge> {
        let known = self
            .arounds
            .iter()
            .position(|(node, _, ahead)| *ahead == around.ahead && *node == around.node);
        if let Some(known) = known {
            return Ok(FIRST_AROUND + number(known));
        }
        let mut level = 0;
        self.inner_levels(&around.node, &mut level)?;
        let predicate = FIRST_AROUND + number(self.arounds.len());
        self.arounds
            .push((around.node.clone(), level, around.ahead));
        while self.levels.len() <= level {
            self.levels.push(Level::default());
        }
        let taken = self.levels.get_mut(level).map(|level| {
            std::mem::take(if around.ahead {
                &mut level.ahead
            } else {
                &mut level.behind
            })
        });
        // A look ahead is found by reading backwards from the end of the text.
        let mut machine = taken.unwrap_or_default();
        let added = self.add(&mut machine, &around.node, !around.ahead, predicate);
        if let Some(level) = self.levels.get_mut(level) {
            *if around.ahead {
                &mut level.ahead
            } else {
                &mut level.behind
            } = machine;
        }
        added.map(|()| predicate)
    }

    /// The level above all looks in a part.
    fn inner_levels(&mut self, node: &Node, level: &mut usize) -> Result<(), TooLarge> {
        match node {
            Node::Around(around) => {
                let predicate = self.around(around)?;
                let at = (predicate - FIRST_AROUND) as usize;
                let inner = self.arounds.get(at).map_or(0, |(_, level, _)| *level);
                *level = (*level).max(inner + 1);
                Ok(())
            }
            Node::Concat(nodes) | Node::Alternate(nodes) => nodes
                .iter()
                .try_for_each(|node| self.inner_levels(node, level)),
            Node::Repeat { node, .. } | Node::Atomic(node) | Node::Capture(_, node) => {
                self.inner_levels(node, level)
            }
            _ => Ok(()),
        }
    }
}

/// The predicate of a place, and whether it must be true.
pub(super) fn predicate(assertion: Assertion) -> (u32, bool) {
    match assertion {
        Assertion::Start => (START, true),
        Assertion::End => (END, true),
        Assertion::Word => (WORD, true),
        Assertion::NotWord => (WORD, false),
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
