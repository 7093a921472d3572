//! Cutting by the rules of an SRX 2.0 file (LISA/OSCAR, 7 April 2008).
//!
//! For every place between two characters the first rule decides whose
//! `beforebreak` fits a text that ends there and whose `afterbreak` fits one
//! that begins there; where no rule fits there is no cut. This is
//! exact: what comes before may begin anywhere, and looks ahead and back see
//! the whole paragraph.
//!
//! All rules of a language are two finite automata, one that reads forwards
//! and one that reads backwards; a look ahead or back is an automaton of its
//! own that says beforehand at which places it holds. So the time grows with
//! the length of the text, whatever the rules. Back-references, possessive
//! repetitions and atomic groups are more than automata can do: where one may
//! fit, a search by trial decides, within an allowance. When it is used up, or
//! when the places of a text differ more than can be held in memory,
//! [`Rules::gave_up_on`] says so: that a rule does not fit is never guessed.

mod alphabet;
mod engine;
mod escape;
mod fault;
mod group;
mod languages;
mod lines;
mod machine;
mod maker;
mod parse;
mod program;
mod property;
mod scan;
mod search;
mod set;
mod syntax;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::model::{BreakRule, Locale, SegmentationRules};
use engine::{Cache, Engine};
use machine::{Machine, SIZE_LIMIT, TooLarge};
use maker::{Half, Maker, Rule};
use program::Program;
use search::{GaveUp, Known};
use syntax::Node;

pub use fault::{PatternFault, Reason, RuleError, Side};

/// The steps a search by trial may take in one paragraph, and those more for
/// each of its characters.
const ALLOWANCE: (u64, u64) = (5_000_000, 1_000);

/// The rules for one language, ready to cut.
#[derive(Debug)]
pub struct Rules {
    engine: Engine,
    before: Machine,
    after: Machine,
    befores: Vec<Half>,
    afters: Vec<Half>,
    rules: Vec<Rule>,
    lists: Vec<String>,
    cache: Mutex<Cache>,
    gave_up: AtomicBool,
}

/// Everything that is wrong with the expressions of some rules, of all
/// languages, in the order of the file; empty when they can be obeyed.
pub fn faults(rules: &SegmentationRules) -> Vec<RuleError> {
    let mut errors = Vec::new();
    for (language, list) in rules.languages.iter().enumerate() {
        let mut maker = Maker::new();
        let mut is_large = false;
        for (number, rule) in list.rules.iter().enumerate() {
            match both(rule, language, number) {
                Ok(_) if is_large => {}
                Ok((before, after)) => is_large = maker.rule(rule, &before, &after).is_err(),
                Err(error) => errors.push(error),
            }
        }
        errors.extend(is_large.then_some(RuleError::TooLarge(SIZE_LIMIT)));
    }
    for (map, entry) in rules.maps.iter().enumerate() {
        let read = languages::pattern(&entry.pattern);
        errors.extend(read.err().map(|fault| RuleError::Map { map, fault }));
    }
    errors
}

/// Whether a rule has a side that an automaton is not enough for.
pub fn needs_search(rule: &BreakRule) -> bool {
    [&rule.before, &rule.after]
        .into_iter()
        .filter_map(|side| half(&side.text).ok())
        .any(|node| node.is_backtracking())
}

fn both(rule: &BreakRule, language: usize, number: usize) -> Result<(Node, Node), RuleError> {
    let error = |side| {
        move |fault| RuleError::Rule {
            language,
            rule: number,
            side,
            fault,
        }
    };
    let before = half(&rule.before.text).map_err(error(Side::Before))?;
    let after = half(&rule.after.text).map_err(error(Side::After))?;
    Ok((before, after))
}

fn half(pattern: &str) -> Result<Node, PatternFault> {
    let node = parse::parse(pattern)?;
    if node.is_backtracking_in_around() {
        let what = "a back-reference or a possessive repetition in a look ahead or back";
        return Err(PatternFault {
            at: 0,
            reason: Reason::Unsupported(what),
            words: pattern.to_owned(),
        });
    }
    Ok(node)
}

impl Rules {
    /// The rules of a language out of all. When no map fits the language there
    /// are none, and a paragraph is one segment; [`Rules::lists`] tells.
    ///
    /// # Errors
    ///
    /// When an expression of these rules, or of a map, cannot be obeyed.
    pub fn of(locale: &Locale, rules: &SegmentationRules) -> Result<Rules, RuleError> {
        let mut maker = Maker::new();
        let (mut made, mut lists) = (Vec::new(), Vec::new());
        for language in languages::lists(locale, rules)? {
            let Some(list) = rules.languages.get(language) else {
                continue;
            };
            lists.push(list.name.clone());
            for (number, rule) in list.rules.iter().enumerate() {
                let (before, after) = both(rule, language, number)?;
                let made_rule = maker.rule(rule, &before, &after);
                made.push(made_rule.map_err(|TooLarge| RuleError::TooLarge(SIZE_LIMIT))?);
            }
        }
        Ok(Rules {
            engine: Engine::new(maker.builder),
            before: maker.before,
            after: maker.after,
            befores: maker.befores,
            afters: maker.afters,
            rules: made,
            lists,
            cache: Mutex::default(),
            gave_up: AtomicBool::new(false),
        })
    }

    /// The names of the lists of rules that hold, in order.
    pub fn lists(&self) -> &[String] {
        &self.lists
    }

    /// Whether a search by trial was ever given up.
    pub fn gave_up(&self) -> bool {
        self.gave_up.load(Ordering::Relaxed)
    }

    /// Whether a search by trial is given up on this paragraph: its cuts are
    /// then not to be relied on. Asked after cutting, it costs nothing unless
    /// there was such a paragraph before.
    pub fn gave_up_on(&self, text: &str) -> bool {
        self.gave_up() && self.cut(text).1
    }

    /// Cuts a paragraph. Joined, the segments are the paragraph.
    pub fn segment<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let (segments, gave_up) = self.cut(text);
        if gave_up {
            self.gave_up.store(true, Ordering::Relaxed);
        }
        segments
    }

    /// The segments, and whether a search was given up.
    fn cut<'a>(&self, text: &'a str) -> (Vec<&'a str>, bool) {
        // A second thread finds the cache taken and begins with an empty one.
        let mut cache = self.take_cache();
        let (cuts, gave_up) = self.cuts(text, &mut cache);
        if !cache.is_full() {
            *self.cache.lock().unwrap_or_else(PoisonError::into_inner) = cache;
        }
        let mut segments = Vec::new();
        let mut start = 0;
        for end in cuts.into_iter().chain([text.len()]) {
            segments.extend(text.get(start..end).filter(|segment| !segment.is_empty()));
            start = end;
        }
        (segments, gave_up)
    }

    fn take_cache(&self) -> Cache {
        std::mem::take(&mut *self.cache.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where a paragraph is cut, in bytes, and whether a search was given up.
    fn cuts(&self, text: &str, cache: &mut Cache) -> (Vec<usize>, bool) {
        if self.rules.is_empty() || text.is_empty() {
            return (Vec::new(), false);
        }
        let classes = self.engine.classes(text);
        let contexts = self.engine.contexts(&classes, cache);
        let (mut before, mut after) = (
            std::mem::take(&mut cache.before),
            std::mem::take(&mut cache.after),
        );
        let both = (classes.as_slice(), contexts.as_slice());
        let afters = self
            .engine
            .pass(&self.after, false, both, &mut after, cache);
        let befores = self
            .engine
            .pass(&self.before, true, both, &mut before, cache);
        (cache.before, cache.after) = (before, after);
        if cache.is_overfull() {
            return (Vec::new(), true);
        }
        let mut paragraph = Paragraph {
            text,
            characters: Vec::new(),
            classes: &classes,
            contexts: &contexts,
            allowance: ALLOWANCE.0 + ALLOWANCE.1 * classes.len() as u64,
            gave_up: false,
        };
        let mut cuts = Vec::new();
        for (at, (byte, _)) in text.char_indices().enumerate().skip(1) {
            let fits = (befores.get(at).copied(), afters.get(at).copied());
            if let (Some(before), Some(after)) = fits
                && self.decide(&mut paragraph, at, (before, after), cache)
            {
                cuts.push(byte);
            }
        }
        (cuts, paragraph.gave_up)
    }

    /// Whether there is a cut at a place at which some halves fit.
    fn decide(
        &self,
        paragraph: &mut Paragraph<'_>,
        at: usize,
        fits: (u32, u32),
        cache: &mut Cache,
    ) -> bool {
        if !cache.decisions.contains_key(&fits) {
            let asked = self.asked(cache.fits.list(fits.0), cache.fits.list(fits.1));
            cache.decide(fits, asked);
        }
        let asked = cache.decisions.get(&fits).map_or(&[][..], Vec::as_slice);
        for number in asked {
            let Some(rule) = self.rules.get(*number as usize) else {
                continue;
            };
            match self.confirms(rule, paragraph, at, cache) {
                Ok(true) => return rule.breaks,
                Ok(false) => {}
                Err(GaveUp) => {
                    paragraph.gave_up = true;
                    return false;
                }
            }
        }
        false
    }

    /// The rules whose halves fit, in order, up to the first that is sure.
    fn asked(&self, befores: &[u32], afters: &[u32]) -> Vec<u32> {
        let mut asked = Vec::new();
        for (number, rule) in (0_u32..).zip(&self.rules) {
            let fits = befores.binary_search(&rule.before).is_ok()
                && afters.binary_search(&rule.after).is_ok();
            if fits {
                asked.push(number);
                if self.program(rule, Side::Before).is_none()
                    && self.program(rule, Side::After).is_none()
                {
                    break;
                }
            }
        }
        asked
    }

    fn program(&self, rule: &Rule, side: Side) -> Option<&Program> {
        let half = match side {
            Side::Before => self.befores.get(rule.before as usize),
            Side::After => self.afters.get(rule.after as usize),
        };
        half?.program.as_ref()
    }

    /// Searches for what the automata could not decide.
    fn confirms(
        &self,
        rule: &Rule,
        paragraph: &mut Paragraph<'_>,
        at: usize,
        cache: &Cache,
    ) -> Result<bool, GaveUp> {
        let before = self.program(rule, Side::Before);
        let after = self.program(rule, Side::After);
        if before.is_none() && after.is_none() {
            return Ok(true);
        }
        if paragraph.characters.is_empty() {
            paragraph.characters = paragraph.text.chars().collect();
        }
        let contexts = paragraph.contexts;
        let truths = |at: usize, predicate: u32| {
            let context = contexts.get(at).copied().unwrap_or_default();
            cache
                .contexts
                .list(context)
                .binary_search(&predicate)
                .is_ok()
        };
        let known = Known {
            engine: &self.engine,
            characters: &paragraph.characters,
            classes: paragraph.classes,
            truths: &truths,
        };
        let allowance = &mut paragraph.allowance;
        if let Some(program) = after
            && !program.begins(&known, at, allowance)?
        {
            return Ok(false);
        }
        before.map_or(Ok(true), |program| program.ends(&known, at, allowance))
    }
}

/// A paragraph that is being cut.
struct Paragraph<'a> {
    text: &'a str,
    /// Its characters, once somebody asks for them.
    characters: Vec<char>,
    classes: &'a [u32],
    contexts: &'a [u32],
    /// The steps that a search may still take.
    allowance: u64,
    /// Whether they were not enough.
    gave_up: bool,
}

#[cfg(test)]
mod dialect_tests;
#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;
