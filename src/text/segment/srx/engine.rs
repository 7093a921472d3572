//! What is true of every place of a text, found in passes over all of it.

use std::collections::BTreeMap;

use super::alphabet::Alphabet;
use super::machine::{Builder, END, Level, Machine, START, WORD};
use super::scan::{Lists, Tables, Walk};

/// The alphabet and the looks ahead and back that some expressions share.
#[derive(Debug)]
pub(super) struct Engine {
    pub(super) alphabet: Alphabet,
    levels: Vec<Level>,
    /// For each class, whether it is of characters of words.
    words: Vec<bool>,
}

/// What was found out so far; nothing is lost with it but time.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// Lists of the predicates that are true of a place.
    pub(super) contexts: Lists,
    /// Lists of the expressions that fit at a place.
    pub(super) fits: Lists,
    joined: BTreeMap<(u32, u32, u32), u32>,
    levels: Vec<(Tables, Tables)>,
    pub(super) before: Tables,
    pub(super) after: Tables,
    /// For two lists of expressions that fit, the rules to ask, in order.
    pub(super) decisions: BTreeMap<(u32, u32), Vec<u32>>,
}

/// How many numbers of lists are kept from one text to the next, and how many
/// decisions.
const KEPT: usize = 1 << 20;
const DECISIONS: usize = 50_000;

/// How many numbers of lists one text may need. The rules of real files need
/// some thousands; only rules made for it are true in another way everywhere.
const HELD: usize = 2 << 20;

impl Cache {
    /// Whether it has grown so much that it is better begun anew.
    pub(super) fn is_full(&self) -> bool {
        self.weight() > KEPT
    }

    /// Whether a text needs more than can be held.
    pub(super) fn is_overfull(&self) -> bool {
        self.weight() > HELD
    }

    fn weight(&self) -> usize {
        self.contexts.weight() + self.fits.weight() + self.joined.len() + self.decisions.len()
    }

    /// Keeps what is decided of two lists of expressions that fit.
    pub(super) fn decide(&mut self, fits: (u32, u32), asked: Vec<u32>) {
        if self.decisions.len() >= DECISIONS {
            self.decisions.clear();
        }
        self.decisions.insert(fits, asked);
    }
}

impl Engine {
    /// Everything that was built, ready to run.
    pub(super) fn new(builder: Builder) -> Engine {
        let mut alphabet = builder.alphabet;
        alphabet.finish();
        let classes = u32::try_from(alphabet.len()).unwrap_or_default();
        let words = (0..classes)
            .map(|class| builder.word.is_some_and(|word| alphabet.is_in(class, word)))
            .collect();
        Engine {
            alphabet,
            levels: builder.levels,
            words,
        }
    }

    /// The class of each character of a text.
    pub(super) fn classes(&self, text: &str) -> Vec<u32> {
        text.chars().map(|c| self.alphabet.class(c)).collect()
    }

    /// For each place of a text, the first and the last included, the number
    /// of the list of predicates that are true of it.
    pub(super) fn contexts(&self, classes: &[u32], cache: &mut Cache) -> Vec<u32> {
        let mut contexts = self.bases(classes, cache);
        for (number, level) in self.levels.iter().enumerate() {
            if cache.levels.len() <= number {
                cache.levels.push(Default::default());
            }
            let Some((ahead, behind)) = cache.levels.get_mut(number).map(std::mem::take) else {
                continue;
            };
            let mut tables = (ahead, behind);
            let ahead = self.pass(
                &level.ahead,
                false,
                (classes, &contexts),
                &mut tables.0,
                cache,
            );
            let behind = self.pass(
                &level.behind,
                true,
                (classes, &contexts),
                &mut tables.1,
                cache,
            );
            join(&mut contexts, &ahead, &behind, cache);
            if let Some(slot) = cache.levels.get_mut(number) {
                *slot = tables;
            }
        }
        contexts
    }

    /// Beginning, end and words.
    fn bases(&self, classes: &[u32], cache: &mut Cache) -> Vec<u32> {
        let is_word = |class: Option<&u32>| {
            class.is_some_and(|class| self.words.get(*class as usize).copied().unwrap_or(false))
        };
        let mut known: [Option<u32>; 8] = [None; 8];
        let mut contexts = Vec::with_capacity(classes.len() + 1);
        let mut before = None;
        for at in 0..=classes.len() {
            let after = classes.get(at);
            let (start, end) = (at == 0, at == classes.len());
            let word = is_word(before) != is_word(after);
            before = after;
            let index = usize::from(start) + 2 * usize::from(end) + 4 * usize::from(word);
            let number = known.get(index).copied().flatten().unwrap_or_else(|| {
                let truths = [(start, START), (end, END), (word, WORD)];
                let list = truths
                    .iter()
                    .filter(|(is_true, _)| *is_true)
                    .map(|(_, predicate)| *predicate);
                cache.contexts.number(list.collect())
            });
            if let Some(slot) = known.get_mut(index) {
                *slot = Some(number);
            }
            contexts.push(number);
        }
        contexts
    }

    /// For each place, the number of the list of expressions that end there
    /// (forwards) or begin there (backwards). It stops when the cache is
    /// overfull.
    pub(super) fn pass(
        &self,
        machine: &Machine,
        forward: bool,
        (classes, contexts): (&[u32], &[u32]),
        tables: &mut Tables,
        cache: &mut Cache,
    ) -> Vec<u32> {
        if machine.starts.is_empty() {
            return Vec::new();
        }
        let mut walk = Walk::new(machine, &self.alphabet, tables, &mut cache.fits);
        let places = contexts.len();
        let mut found = vec![0; places];
        for step in 0..places {
            let at = if forward { step } else { places - 1 - step };
            let over = if forward { Some(at) } else { at.checked_sub(1) };
            let class = over.and_then(|over| classes.get(over)).copied();
            let context = contexts.get(at).copied().unwrap_or_default();
            if walk.fits.weight() > HELD {
                break;
            }
            if let Some(slot) = found.get_mut(at) {
                *slot = walk.step(context, &cache.contexts, class);
            }
        }
        found
    }
}

/// Adds to each place the looks that are true of it.
fn join(contexts: &mut [u32], ahead: &[u32], behind: &[u32], cache: &mut Cache) {
    let mut last = None;
    for (at, context) in contexts.iter_mut().enumerate() {
        if cache.is_overfull() {
            break;
        }
        let of = |found: &[u32]| found.get(at).copied().unwrap_or(u32::MAX);
        let key = (*context, of(ahead), of(behind));
        *context = match last {
            Some((same, number)) if same == key => number,
            _ => joined(key, cache),
        };
        last = Some((key, *context));
    }
}

fn joined(key: (u32, u32, u32), cache: &mut Cache) -> u32 {
    if let Some(number) = cache.joined.get(&key) {
        return *number;
    }
    let (context, ahead, behind) = key;
    let mut list = cache.contexts.list(context).to_vec();
    list.extend_from_slice(cache.fits.list(ahead));
    list.extend_from_slice(cache.fits.list(behind));
    list.sort_unstable();
    let number = cache.contexts.number(list);
    cache.joined.insert(key, number);
    number
}
