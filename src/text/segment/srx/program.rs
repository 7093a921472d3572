//! An expression as the steps of a search by trial.

use super::machine::{Builder, TooLarge, predicate};
use super::syntax::Node;

/// The most steps a program may have.
const PROGRAM_LIMIT: usize = 100_000;

/// A step of the search.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Set(u32),
    Assert {
        predicate: u32,
        holds: bool,
    },
    /// First this way, then that.
    Either(usize, usize),
    Jump(usize),
    /// The place, into a slot.
    Save(usize),
    /// On, unless nothing was taken since the slot was filled.
    Moved(usize, usize),
    /// How many ways are still open, into a slot.
    Close(usize),
    /// Those that were opened since are forgotten.
    Commit(usize),
    Back {
        group: usize,
        insensitive: bool,
    },
    Done,
}

/// An expression to be searched for by trial.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) slots: usize,
    /// The most characters that can fit.
    pub(super) longest: Option<usize>,
}

impl Program {
    /// Makes a program, and makes known to the builder what it asks for.
    pub(super) fn new(node: &Node, builder: &mut Builder) -> Result<Self, TooLarge> {
        let groups = node.last_group();
        let mut program = Program {
            steps: Vec::new(),
            // Two for each group, with one to spare: groups count from 1.
            slots: 2 * groups + 2,
            longest: node.longest(),
        };
        program.build(node, builder)?;
        program.push(Step::Done)?;
        Ok(program)
    }

    fn push(&mut self, step: Step) -> Result<usize, TooLarge> {
        if self.steps.len() >= PROGRAM_LIMIT {
            return Err(TooLarge);
        }
        self.steps.push(step);
        Ok(self.steps.len() - 1)
    }

    fn set(&mut self, at: usize, step: Step) {
        if let Some(slot) = self.steps.get_mut(at) {
            *slot = step;
        }
    }

    fn slot(&mut self) -> usize {
        self.slots += 1;
        self.slots - 1
    }

    fn build(&mut self, node: &Node, builder: &mut Builder) -> Result<(), TooLarge> {
        match node {
            Node::Empty => {}
            Node::Set(set) => {
                let number = builder.alphabet.number(set);
                self.push(Step::Set(number))?;
            }
            Node::Assert(assertion) => {
                let (predicate, holds) = predicate(*assertion);
                self.place(predicate, holds)?;
            }
            Node::Around(around) => {
                let predicate = builder.around(around)?;
                self.place(predicate, !around.negative)?;
            }
            Node::Concat(nodes) => nodes
                .iter()
                .try_for_each(|node| self.build(node, builder))?,
            Node::Alternate(nodes) => self.alternate(nodes, builder)?,
            Node::Repeat {
                node,
                least,
                most,
                lazy,
            } => self.repeat(node, (*least, *most), *lazy, builder)?,
            Node::Atomic(node) => {
                let slot = self.slot();
                self.between(Step::Close(slot), node, Step::Commit(slot), builder)?;
            }
            Node::Capture(group, node) => {
                let (start, end) = (Step::Save(2 * group), Step::Save(2 * group + 1));
                self.between(start, node, end, builder)?;
            }
            Node::Back { group, insensitive } => {
                let (group, insensitive) = (*group, *insensitive);
                self.push(Step::Back { group, insensitive })?;
            }
        }
        Ok(())
    }

    fn place(&mut self, predicate: u32, holds: bool) -> Result<usize, TooLarge> {
        self.push(Step::Assert { predicate, holds })
    }

    /// A part between two steps.
    fn between(
        &mut self,
        before: Step,
        node: &Node,
        after: Step,
        builder: &mut Builder,
    ) -> Result<(), TooLarge> {
        self.push(before)?;
        self.build(node, builder)?;
        self.push(after).map(|_| ())
    }

    fn alternate(&mut self, nodes: &[Node], builder: &mut Builder) -> Result<(), TooLarge> {
        let mut ends = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                self.build(node, builder)?;
                break;
            }
            let choice = self.push(Step::Done)?;
            self.build(node, builder)?;
            ends.push(self.push(Step::Done)?);
            self.set(choice, Step::Either(choice + 1, self.steps.len()));
        }
        let end = self.steps.len();
        for at in ends {
            self.set(at, Step::Jump(end));
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        node: &Node,
        (least, most): (u32, Option<u32>),
        lazy: bool,
        builder: &mut Builder,
    ) -> Result<(), TooLarge> {
        for _ in 0..least {
            let before = self.steps.len();
            self.build(node, builder)?;
            if self.steps.len() == before {
                return Ok(());
            }
        }
        match most {
            None => {
                let choice = self.push(Step::Done)?;
                let slot = self.slot();
                self.push(Step::Save(slot))?;
                self.build(node, builder)?;
                self.push(Step::Moved(slot, choice))?;
                self.set(choice, either(lazy, choice + 1, self.steps.len()));
            }
            Some(most) => {
                let mut choices = Vec::new();
                for _ in least..most {
                    let choice = self.push(Step::Done)?;
                    choices.push(choice);
                    self.build(node, builder)?;
                    if self.steps.len() == choice + 1 {
                        break;
                    }
                }
                let end = self.steps.len();
                for choice in choices {
                    self.set(choice, either(lazy, choice + 1, end));
                }
            }
        }
        Ok(())
    }
}

/// Two ways, the second first if as little as possible is wanted.
fn either(lazy: bool, first: usize, second: usize) -> Step {
    if lazy {
        Step::Either(second, first)
    } else {
        Step::Either(first, second)
    }
}
