//! The rules of a language, put together.

use std::collections::BTreeMap;

use super::machine::{Builder, Machine, TooLarge};
use super::program::Program;
use super::syntax::Node;
use crate::model::BreakRule;

/// One side of some rules.
#[derive(Debug)]
pub(super) struct Half {
    /// How it is searched for, if the automaton is not enough.
    pub(super) program: Option<Program>,
}

/// A rule whose sides are numbers of halves.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) breaks: bool,
    pub(super) before: u32,
    pub(super) after: u32,
}

/// Makes the automata of a language.
#[derive(Debug)]
pub(super) struct Maker {
    pub(super) builder: Builder,
    pub(super) before: Machine,
    pub(super) after: Machine,
    pub(super) befores: Vec<Half>,
    pub(super) afters: Vec<Half>,
    /// The numbers of the halves by their expressions: many rules share a side.
    known: [BTreeMap<String, u32>; 2],
}

impl Maker {
    pub(super) fn new() -> Maker {
        Maker {
            builder: Builder::new(),
            before: Machine::default(),
            after: Machine::default(),
            befores: Vec::new(),
            afters: Vec::new(),
            known: Default::default(),
        }
    }

    /// Adds a rule whose sides were read.
    pub(super) fn rule(
        &mut self,
        rule: &BreakRule,
        before: &Node,
        after: &Node,
    ) -> Result<Rule, TooLarge> {
        Ok(Rule {
            breaks: rule.breaks,
            before: self.half(&rule.before.text, before, true)?,
            after: self.half(&rule.after.text, after, false)?,
        })
    }

    /// Adds a half, unless the same one is there already.
    fn half(&mut self, text: &str, node: &Node, forward: bool) -> Result<u32, TooLarge> {
        let [befores, afters] = &mut self.known;
        let (halves, machine, known) = if forward {
            (&mut self.befores, &mut self.before, befores)
        } else {
            (&mut self.afters, &mut self.after, afters)
        };
        if let Some(number) = known.get(text) {
            return Ok(*number);
        }
        let number = u32::try_from(halves.len()).map_err(|_| TooLarge)?;
        self.builder.add(machine, node, forward, number)?;
        let program = match node.is_backtracking() {
            true => Some(Program::new(node, &mut self.builder)?),
            false => None,
        };
        halves.push(Half { program });
        known.insert(text.to_owned(), number);
        Ok(number)
    }
}
