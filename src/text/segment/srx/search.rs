//! Searching by trial, for the few expressions that an automaton cannot
//! follow: back-references and what is never tried again (`(?>…)`, `a++`).
//! The automaton has said before that they may fit; this says whether.

use super::engine::Engine;
use super::machine::{Builder, TooLarge, predicate};
use super::syntax::{Node, folded, set_of};

/// The most steps a program may have.
const PROGRAM_LIMIT: usize = 100_000;

/// A step of the search.
#[derive(Clone, Debug)]
enum Step {
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
    steps: Vec<Step>,
    slots: usize,
    /// The most characters that can fit.
    longest: Option<usize>,
}

/// A text with all that is known of it.
pub(super) struct Known<'a> {
    pub(super) engine: &'a Engine,
    pub(super) characters: &'a [char],
    pub(super) classes: &'a [u32],
    /// For each place, the predicates that are true of it.
    pub(super) truths: &'a dyn Fn(usize, u32) -> bool,
}

/// The allowance is used up.
#[derive(Debug)]
pub(super) struct GaveUp;

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
                self.push(Step::Assert { predicate, holds })?;
            }
            Node::Around(around) => {
                let predicate = builder.around(around)?;
                let holds = !around.negative;
                self.push(Step::Assert { predicate, holds })?;
            }
            Node::Concat(nodes) => {
                for node in nodes {
                    self.build(node, builder)?;
                }
            }
            Node::Alternate(nodes) => self.alternate(nodes, builder)?,
            Node::Repeat {
                node,
                least,
                most,
                lazy,
            } => self.repeat(node, (*least, *most), *lazy, builder)?,
            Node::Atomic(node) => {
                let slot = self.slot();
                self.push(Step::Close(slot))?;
                self.build(node, builder)?;
                self.push(Step::Commit(slot))?;
            }
            Node::Capture(group, node) => {
                self.push(Step::Save(2 * group))?;
                self.build(node, builder)?;
                self.push(Step::Save(2 * group + 1))?;
            }
            Node::Back { group, insensitive } => {
                self.push(Step::Back {
                    group: *group,
                    insensitive: *insensitive,
                })?;
            }
        }
        Ok(())
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
        let either = |first, second| {
            if lazy {
                Step::Either(second, first)
            } else {
                Step::Either(first, second)
            }
        };
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
                self.set(choice, either(choice + 1, self.steps.len()));
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
                    self.set(choice, either(choice + 1, end));
                }
            }
        }
        Ok(())
    }

    /// Whether it fits a text that ends at a place.
    pub(super) fn ends(
        &self,
        known: &Known<'_>,
        at: usize,
        allowance: &mut u64,
    ) -> Result<bool, GaveUp> {
        let first = self.longest.map_or(0, |longest| at.saturating_sub(longest));
        for start in (first..=at).rev() {
            if self.run(known, start, Some(at), allowance)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether it fits a text that begins at a place.
    pub(super) fn begins(
        &self,
        known: &Known<'_>,
        at: usize,
        allowance: &mut u64,
    ) -> Result<bool, GaveUp> {
        self.run(known, at, None, allowance)
    }

    fn run(
        &self,
        known: &Known<'_>,
        start: usize,
        end: Option<usize>,
        allowance: &mut u64,
    ) -> Result<bool, GaveUp> {
        let mut trial = Trial {
            known,
            slots: vec![usize::MAX; self.slots],
            open: Vec::new(),
            undone: Vec::new(),
            step: 0,
            at: start,
        };
        loop {
            *allowance = allowance.checked_sub(1).ok_or(GaveUp)?;
            let done = match self.steps.get(trial.step) {
                None | Some(Step::Done) => end.is_none_or(|end| end == trial.at),
                Some(step) => {
                    if trial.take(step) || trial.back() {
                        continue;
                    }
                    return Ok(false);
                }
            };
            if done || !trial.back() {
                return Ok(done);
            }
        }
    }
}

/// One search on its way.
struct Trial<'a> {
    known: &'a Known<'a>,
    slots: Vec<usize>,
    /// Ways still open: step, place, how much had been undone by then.
    open: Vec<(usize, usize, usize)>,
    /// Slots and what was in them before.
    undone: Vec<(usize, usize)>,
    step: usize,
    at: usize,
}

impl Trial<'_> {
    /// Takes a step, if it can be taken here.
    fn take(&mut self, step: &Step) -> bool {
        let known = self.known;
        match step {
            Step::Set(set) => {
                let class = known.classes.get(self.at).copied();
                if !class.is_some_and(|class| known.engine.alphabet.is_in(class, *set)) {
                    return false;
                }
                self.at += 1;
            }
            Step::Assert { predicate, holds } => {
                if (known.truths)(self.at, *predicate) != *holds {
                    return false;
                }
            }
            Step::Either(first, second) => {
                self.open.push((*second, self.at, self.undone.len()));
                self.step = *first;
                return true;
            }
            Step::Jump(to) => {
                self.step = *to;
                return true;
            }
            Step::Save(slot) => self.fill(*slot, self.at),
            Step::Moved(slot, to) => {
                if self.slots.get(*slot) != Some(&self.at) {
                    self.step = *to;
                    return true;
                }
            }
            Step::Close(slot) => self.fill(*slot, self.open.len()),
            Step::Commit(slot) => {
                let open = self.slots.get(*slot).copied().unwrap_or_default();
                self.open.truncate(open);
            }
            Step::Back { group, insensitive } => return self.again(*group, *insensitive),
            Step::Done => return false,
        }
        self.step += 1;
        true
    }

    fn fill(&mut self, slot: usize, value: usize) {
        if let Some(held) = self.slots.get_mut(slot) {
            self.undone.push((slot, *held));
            *held = value;
        }
    }

    /// The text of a group again. A group that took no part fits nowhere.
    fn again(&mut self, group: usize, insensitive: bool) -> bool {
        let slot = |number: usize| self.slots.get(number).copied().unwrap_or(usize::MAX);
        let (first, last) = (slot(2 * group), slot(2 * group + 1));
        let characters = self.known.characters;
        let Some(wanted) = characters.get(first..last) else {
            return false;
        };
        let Some(found) = characters.get(self.at..self.at + wanted.len()) else {
            return false;
        };
        let same = |(one, other): (&char, &char)| {
            one == other || (insensitive && is_other_case(*one, *other))
        };
        if !wanted.iter().zip(found).all(same) {
            return false;
        }
        self.at += wanted.len();
        self.step += 1;
        true
    }

    /// Goes back to the last way still open.
    fn back(&mut self) -> bool {
        let Some((step, at, undone)) = self.open.pop() else {
            return false;
        };
        while self.undone.len() > undone {
            if let Some((slot, value)) = self.undone.pop()
                && let Some(held) = self.slots.get_mut(slot)
            {
                *held = value;
            }
        }
        self.step = step;
        self.at = at;
        true
    }
}

fn is_other_case(one: char, other: char) -> bool {
    folded(set_of(&[(one, one)]))
        .ranges()
        .iter()
        .any(|range| (range.start()..=range.end()).contains(&other))
}
