//! Running an automaton over a text: every place at which an expression fits,
//! in one pass. Sets of steps become states when they are first met (a lazy
//! DFA), so that a character costs two look-ups in tables.

use std::collections::BTreeMap;

use super::alphabet::Alphabet;
use super::machine::{Machine, Step};

/// How many numbers the tables of one automaton may hold before they are
/// begun anew: 16 MiB.
const WEIGHT_LIMIT: usize = 4 << 20;

/// No entry in a table yet.
const UNKNOWN: u32 = u32::MAX;

/// Lists of numbers, each with a number of its own.
#[derive(Debug, Default)]
pub(super) struct Lists {
    numbers: BTreeMap<Vec<u32>, u32>,
    lists: Vec<Vec<u32>>,
    weight: usize,
}

/// What a list weighs beside the numbers in it.
const LIST_WEIGHT: usize = 8;

impl Lists {
    pub(super) fn number(&mut self, list: Vec<u32>) -> u32 {
        let next = u32::try_from(self.lists.len()).unwrap_or(UNKNOWN);
        let number = *self.numbers.entry(list.clone()).or_insert(next);
        if number == next {
            self.weight += list.len() + LIST_WEIGHT;
            self.lists.push(list);
        }
        number
    }

    pub(super) fn list(&self, number: u32) -> &[u32] {
        self.lists.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// How many numbers it holds, about.
    pub(super) fn weight(&self) -> usize {
        self.weight
    }
}

/// A state after everything that costs no character: the steps that take one,
/// and the number of the list of expressions that fit here.
#[derive(Debug)]
struct Closed {
    sets: Vec<(u32, u32)>,
    fits: u32,
    next: Vec<u32>,
}

/// What was found out about an automaton so far.
#[derive(Debug, Default)]
pub(super) struct Tables {
    kernels: Lists,
    /// For each kernel and context, a closed state.
    closed_of: Vec<Vec<u32>>,
    closed: Vec<Closed>,
    weight: usize,
}

/// An automaton on its way over a text, with its tables.
pub(super) struct Walk<'a> {
    machine: &'a Machine,
    alphabet: &'a Alphabet,
    tables: &'a mut Tables,
    /// Lists of the expressions that fit at a place.
    pub(super) fits: &'a mut Lists,
    kernel: u32,
}

impl<'a> Walk<'a> {
    /// At the beginning of its way. An expression may begin anywhere.
    pub(super) fn new(
        machine: &'a Machine,
        alphabet: &'a Alphabet,
        tables: &'a mut Tables,
        fits: &'a mut Lists,
    ) -> Walk<'a> {
        let mut starts = machine.starts.clone();
        starts.sort_unstable();
        starts.dedup();
        let kernel = tables.kernels.number(starts);
        Walk {
            machine,
            alphabet,
            tables,
            fits,
            kernel,
        }
    }

    /// The number of the list of the expressions that fit at the next place,
    /// where the predicates of a context are true; then over a character.
    pub(super) fn step(&mut self, context: u32, predicates: &Lists, class: Option<u32>) -> u32 {
        let at = self.closed(context, predicates);
        let Some(closed) = self.tables.closed.get(at) else {
            return 0;
        };
        let fits = closed.fits;
        let Some(class) = class else {
            return fits;
        };
        let known = closed.next.get(class as usize).copied();
        self.kernel = match known.filter(|next| *next != UNKNOWN) {
            Some(next) => next,
            None => self.advance(at, class),
        };
        fits
    }

    /// The closed state of the kernel in a context.
    fn closed(&mut self, context: u32, predicates: &Lists) -> usize {
        let row = self.tables.closed_of.get(self.kernel as usize);
        let known = row.and_then(|row| row.get(context as usize)).copied();
        match known.filter(|closed| *closed != UNKNOWN) {
            Some(closed) => closed as usize,
            None => self.close(context, predicates.list(context)),
        }
    }

    /// Follows all that costs no character.
    fn close(&mut self, context: u32, truths: &[u32]) -> usize {
        let kernel = self.tables.kernels.list(self.kernel).to_vec();
        let mut seen = vec![false; self.machine.steps.len()];
        let (mut sets, mut fits) = (Vec::new(), Vec::new());
        let mut open = kernel;
        while let Some(at) = open.pop() {
            let Some(slot) = seen.get_mut(at as usize).filter(|seen| !**seen) else {
                continue;
            };
            *slot = true;
            match self.machine.steps.get(at as usize) {
                Some(Step::Set { set, next }) => sets.push((*set, *next)),
                Some(Step::Assert {
                    predicate,
                    holds,
                    next,
                }) if truths.contains(predicate) == *holds => open.push(*next),
                Some(Step::Split(ways)) => open.extend(ways),
                Some(Step::Fits(number)) => fits.push(*number),
                Some(Step::Assert { .. }) | None => {}
            }
        }
        sets.sort_unstable();
        sets.dedup();
        fits.sort_unstable();
        fits.dedup();
        let fits = self.fits.number(fits);
        self.remember(context, sets, fits)
    }

    fn remember(&mut self, context: u32, sets: Vec<(u32, u32)>, fits: u32) -> usize {
        if self.tables.weight > WEIGHT_LIMIT {
            let kernel = self.tables.kernels.list(self.kernel).to_vec();
            *self.tables = Tables::default();
            self.kernel = self.tables.kernels.number(kernel);
        }
        let number = self.tables.closed.len();
        self.tables.weight += sets.len() * 2 + self.alphabet.len();
        self.tables.closed.push(Closed {
            sets,
            fits,
            next: vec![UNKNOWN; self.alphabet.len()],
        });
        let (kernel, context) = (self.kernel as usize, context as usize);
        if self.tables.closed_of.len() <= kernel {
            self.tables.closed_of.resize_with(kernel + 1, Vec::new);
        }
        if let Some(row) = self.tables.closed_of.get_mut(kernel) {
            if row.len() <= context {
                self.tables.weight += context + 1 - row.len();
                row.resize(context + 1, UNKNOWN);
            }
            if let Some(slot) = row.get_mut(context) {
                *slot = u32::try_from(number).unwrap_or(UNKNOWN);
            }
        }
        number
    }

    /// The kernel after a character of a class.
    fn advance(&mut self, at: usize, class: u32) -> u32 {
        let Some(closed) = self.tables.closed.get(at) else {
            return self.kernel;
        };
        let mut next: Vec<u32> = closed
            .sets
            .iter()
            .filter(|(set, _)| self.alphabet.is_in(class, *set))
            .map(|(_, next)| *next)
            .chain(self.machine.starts.iter().copied())
            .collect();
        next.sort_unstable();
        next.dedup();
        self.tables.weight += next.len() * 2;
        let kernel = self.tables.kernels.number(next);
        if let Some(closed) = self.tables.closed.get_mut(at)
            && let Some(slot) = closed.next.get_mut(class as usize)
        {
            *slot = kernel;
        }
        kernel
    }
}
