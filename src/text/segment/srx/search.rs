//! Searching by trial, for the few expressions that an automaton cannot
//! follow: back-references and what is never tried again (`(?>…)`, `a++`).
//! The automaton has said before that they may fit; this says whether.

use super::engine::Engine;
use super::program::{Program, Step};
use super::syntax::{folded, set_of};

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
            Step::Set(set) if self.is_in(*set) => self.at += 1,
            Step::Set(_) => return false,
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

    /// Whether the next character is in a set.
    fn is_in(&self, set: u32) -> bool {
        let class = self.known.classes.get(self.at);
        class.is_some_and(|class| self.known.engine.alphabet.is_in(*class, set))
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
