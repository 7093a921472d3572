//! What the names in a file of `tables/` stand for.

use std::collections::BTreeMap;

use super::language::{Classes, Exception, Izafet, Joiners, pairs};
use super::suffix::{Alternative, Element, Letter, Suffix};
use super::table::{ExceptionSource, IzafetSource, JoinerSource, Row, Source};

/// Names of a file and what they stand for.
pub(super) struct Builder {
    pub(super) letters: BTreeMap<char, Classes>,
    pub(super) names: BTreeMap<String, Classes>,
    archiphonemes: BTreeMap<char, usize>,
    states: BTreeMap<String, usize>,
}

impl Builder {
    pub(super) fn new(source: &Source) -> Result<Builder, String> {
        let mut letters: BTreeMap<char, Classes> = BTreeMap::new();
        let mut names = BTreeMap::new();
        for (bit, (name, members)) in source.letters.iter().enumerate() {
            let bit = u32::try_from(bit)
                .ok()
                .and_then(|bit| 1_u32.checked_shl(bit));
            let class = Classes::of(bit.ok_or("more than 32 sets of letters")?);
            names.insert(name.clone(), class);
            for c in members.chars().filter(|c| *c != ' ') {
                let known = letters.entry(c).or_default();
                *known = known.and(class);
            }
        }
        let names_of = source.archiphonemes.keys().enumerate();
        let archiphonemes =
            names_of.filter_map(|(number, name)| Some((name.chars().next()?, number)));
        let states = source.states.keys().enumerate();
        Ok(Builder {
            letters,
            names,
            archiphonemes: archiphonemes.collect(),
            states: states
                .map(|(number, name)| (name.clone(), number))
                .collect(),
        })
    }

    pub(super) fn set(&self, name: &str) -> Result<Classes, String> {
        let found = self.names.get(name).copied();
        found.ok_or_else(|| format!("no set of letters is called {name}"))
    }

    pub(super) fn sets(&self, names: &[String]) -> Result<Classes, String> {
        names
            .iter()
            .try_fold(Classes::default(), |all, name| Ok(all.and(self.set(name)?)))
    }

    pub(super) fn state(&self, name: &str) -> Result<usize, String> {
        if name == "end" {
            return Ok(usize::MAX);
        }
        let found = self.states.get(name).copied();
        found.ok_or_else(|| format!("no state is called {name}"))
    }

    pub(super) fn exception(&self, source: &ExceptionSource) -> Result<Exception, String> {
        Ok(Exception {
            ends: source.ends.clone(),
            contains: source.contains.clone(),
            adds: self.sets(&source.adds)?,
            removes: self.sets(&source.removes)?,
            syllables: source.syllables.unwrap_or((0, usize::MAX)),
        })
    }

    pub(super) fn izafet(&self, source: &IzafetSource) -> Result<Izafet, String> {
        Ok(Izafet {
            strip: pairs(&source.strip),
            inside: pairs(&source.inside),
            resounds: source.resounds,
            whole: self.state(&source.whole)?,
            bare: self.state(&source.bare)?,
            also: source.also.clone(),
        })
    }

    pub(super) fn joiners(&self, source: &JoinerSource) -> Result<Joiners, String> {
        let states = source.states.iter();
        let states = states.map(|(from, to)| Ok((self.state(from)?, self.state(to)?)));
        Ok(Joiners {
            apostrophe: source.apostrophe,
            hyphen: source.hyphen,
            space: source.space,
            states: states.collect::<Result<_, String>>()?,
        })
    }

    /// The rows of all states, in the order of the states' numbers.
    pub(super) fn all_rows(&self, source: &Source) -> Result<Vec<Vec<Suffix>>, String> {
        source.states.values().map(|rows| self.rows(rows)).collect()
    }

    fn rows(&self, rows: &[Row]) -> Result<Vec<Suffix>, String> {
        let row = |Row(ending, meaning, next): &Row| {
            Ok(Suffix {
                elements: self.elements(ending)?,
                meaning: meaning.clone(),
                next: self.state(next)?,
            })
        };
        rows.iter().map(row).collect()
    }

    /// Letters; those in parentheses are buffers.
    pub(super) fn elements(&self, ending: &str) -> Result<Vec<Element>, String> {
        let mut elements = Vec::new();
        let mut buffer = false;
        for c in ending.chars() {
            match c {
                '(' => buffer = true,
                ')' => buffer = false,
                _ => elements.push(Element {
                    letter: match self.archiphonemes.get(&c) {
                        Some(number) => Letter::Archiphoneme(*number),
                        None if self.letters.contains_key(&c) => Letter::Plain(c),
                        None => return Err(format!("{c} of {ending} is no letter")),
                    },
                    buffer,
                }),
            }
        }
        Ok(elements)
    }

    /// “letter classes of harmony after sets”.
    pub(super) fn archiphonemes(&self, source: &Source) -> Result<Vec<Vec<Alternative>>, String> {
        let way = |line: &String| {
            let mut words = line.split(' ');
            let letter = words.next().and_then(|word| word.chars().next());
            let mut read = Alternative {
                letter: letter.ok_or("a way of writing without a letter")?,
                harmony: Classes::default(),
                after: Classes::default(),
            };
            let mut after = false;
            for word in words {
                if word == "after" {
                    after = true;
                } else if after {
                    read.after = read.after.and(self.set(word)?);
                } else {
                    read.harmony = read.harmony.and(self.set(word)?);
                }
            }
            Ok(read)
        };
        let ways = |lines: &Vec<String>| lines.iter().map(way).collect();
        source.archiphonemes.values().map(ways).collect()
    }
}
