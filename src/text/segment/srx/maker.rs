//! The rules of a language, put together.

use super::machine::{Builder, Machine, TooLarge};
use super::program::Program;
use super::syntax::Node;

/// One side of some rules.
#[derive(Debug)]
pub(super) struct Half {
    node: Node,
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
}

impl Maker {
    pub(super) fn new() -> Maker {
        Maker {
            builder: Builder::new(),
            before: Machine::default(),
            after: Machine::default(),
            befores: Vec::new(),
            afters: Vec::new(),
        }
    }

    /// Adds a rule.
    pub(super) fn rule(
        &mut self,
        breaks: bool,
        before: Node,
        after: Node,
    ) -> Result<Rule, TooLarge> {
        Ok(Rule {
            breaks,
            before: add(
                before,
                true,
                &mut self.befores,
                &mut self.before,
                &mut self.builder,
            )?,
            after: add(
                after,
                false,
                &mut self.afters,
                &mut self.after,
                &mut self.builder,
            )?,
        })
    }
}

/// Adds a half, unless the same one is there already.
fn add(
    node: Node,
    forward: bool,
    halves: &mut Vec<Half>,
    machine: &mut Machine,
    builder: &mut Builder,
) -> Result<u32, TooLarge> {
    let known = halves.iter().position(|half| half.node == node);
    let number = u32::try_from(known.unwrap_or(halves.len())).map_err(|_| TooLarge)?;
    if known.is_none() {
        builder.add(machine, &node, forward, number)?;
        let program = if node.is_backtracking() {
            Some(Program::new(&node, builder)?)
        } else {
            None
        };
        halves.push(Half { node, program });
    }
    Ok(number)
}
