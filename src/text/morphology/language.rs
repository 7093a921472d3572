//! The tables of a language, ready for use.

use std::collections::BTreeMap;

use super::script::{Conversion, Script};
use super::stem::Alternation;
use super::suffix::{Alternative, Element, Letter, Suffix};
use super::table::{ExceptionSource, IzafetSource, JoinerSource, Row, Source};

/// A set of named sets of letters, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two have a set in common.
    pub(super) fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all sets of this are in the other.
    pub(super) fn within(self, other: Classes) -> bool {
        self.0 & !other.0 == 0
    }

    pub(super) fn and(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    pub(super) fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    pub(super) fn only(self, other: Classes) -> Classes {
        Classes(self.0 & other.0)
    }
}

/// Stems that may take endings of another harmony besides.
#[derive(Debug)]
pub(super) struct Exception {
    pub(super) ends: Vec<String>,
    pub(super) adds: Classes,
    pub(super) syllables: (usize, usize),
}

/// Where the possessive of an izafet term is taken off.
#[derive(Debug)]
pub(super) struct Izafet {
    /// With and without.
    pub(super) strip: Vec<(String, String)>,
    pub(super) whole: usize,
    pub(super) bare: usize,
    pub(super) also: Vec<String>,
}

/// The grammar of nouns of one language.
#[derive(Debug)]
pub(super) struct Language {
    letters: BTreeMap<char, Classes>,
    names: BTreeMap<String, Classes>,
    vowel: Classes,
    consonant: Classes,
    open: Classes,
    closed: Classes,
    harmony: Classes,
    pub(super) no_harmony: Classes,
    pub(super) exceptions: Vec<Exception>,
    pub(super) archiphonemes: Vec<Vec<Alternative>>,
    pub(super) alternations: Vec<Alternation>,
    pub(super) izafet: Izafet,
    pub(super) joiners: JoinerSource,
    pub(super) start: usize,
    pub(super) states: Vec<Vec<Suffix>>,
    pub(super) derivations: Vec<(Vec<Element>, String)>,
    /// The second script, if the language is read in it.
    pub(super) script: Option<Script>,
}

impl Language {
    /// Reads a file of `tables/`, or says what is wrong with it.
    pub(super) fn read(text: &str) -> Result<Language, String> {
        let source: Source = toml::from_str(text).map_err(|fault| fault.to_string())?;
        let mut builder = Builder::new(&source)?;
        let archiphonemes = builder.archiphonemes(&source)?;
        let states = source.states.values().map(|rows| builder.rows(rows));
        let states: Vec<Vec<Suffix>> = states.collect::<Result<_, String>>()?;
        let alternations = source.alternations.iter();
        let alternations = alternations.map(|one| Alternation::new(one, &builder));
        let exceptions = source.harmony.exceptions.iter();
        let exceptions = exceptions.map(|one| builder.exception(one));
        let derivations = source.derivations.iter();
        let derivations =
            derivations.map(|(ending, name)| Ok((builder.elements(ending)?, name.clone())));
        Ok(Language {
            alternations: alternations.collect::<Result<_, String>>()?,
            exceptions: exceptions.collect::<Result<_, String>>()?,
            derivations: derivations.collect::<Result<_, String>>()?,
            vowel: builder.set("vowel")?,
            consonant: builder.set("consonant")?,
            open: builder.set("open").or_else(|_| builder.set("vowel"))?,
            closed: builder
                .set("closed")
                .or_else(|_| builder.set("consonant"))?,
            harmony: builder.sets(&source.harmony.classes)?,
            no_harmony: builder.sets(&source.harmony.none)?,
            izafet: builder.izafet(&source.izafet)?,
            joiners: source.joiners,
            start: builder.state(&source.start)?,
            archiphonemes,
            states,
            letters: builder.letters,
            names: builder.names,
            script: None,
        })
    }

    /// The same language, read in a second script.
    pub(super) fn shaped(mut self, conversion: Conversion) -> Language {
        let letters: Vec<char> = self.letters.keys().copied().collect();
        self.script = Some(Script::new(conversion, &letters));
        self
    }

    /// The letter with which a letter of the tables is written.
    pub(super) fn shape(&self, letter: char) -> char {
        let script = self.script.as_ref();
        script.map_or(letter, |script| script.shape(letter))
    }

    /// Whether a letter is not written behind another.
    pub(super) fn swallows(&self, before: char, letter: char) -> bool {
        let script = self.script.as_ref();
        script.is_some_and(|script| script.swallows(before, letter))
    }

    pub(super) fn classes_of(&self, letter: char) -> Classes {
        self.letters.get(&letter).copied().unwrap_or_default()
    }

    /// The sets of a letter of a text: of all letters that it may stand for.
    pub(super) fn classes_of_written(&self, found: char) -> Classes {
        match &self.script {
            None => self.classes_of(found),
            Some(script) => script
                .readings(found)
                .fold(Classes::default(), |all, c| all.and(self.classes_of(c))),
        }
    }

    pub(super) fn is_vowel(&self, letter: char) -> bool {
        self.classes_of(letter).meets(self.vowel)
    }

    pub(super) fn is_consonant(&self, letter: char) -> bool {
        self.classes_of(letter).meets(self.consonant)
    }

    /// Whether an ending begins behind this letter as behind a vowel.
    pub(super) fn is_open(&self, letter: char) -> bool {
        self.classes_of(letter).meets(self.open)
    }

    /// Whether an ending begins behind this letter as behind a consonant.
    pub(super) fn is_closed(&self, letter: char) -> bool {
        self.classes_of(letter).meets(self.closed)
    }

    /// The last letter of a word that has a sound of its own.
    pub(super) fn last_sound(&self, word: &str) -> char {
        let silent = self.named("silent");
        let sounds = |c: &char| !self.classes_of(*c).meets(silent);
        word.chars().rev().find(sounds).unwrap_or(' ')
    }

    pub(super) fn is_vowel_letter(&self, letter: Letter) -> bool {
        match letter {
            Letter::Plain(c) => self.is_vowel(c),
            Letter::Archiphoneme(number) => self
                .archiphonemes
                .get(number)
                .and_then(|ways| ways.first())
                .is_some_and(|way| self.is_vowel(way.letter)),
        }
    }

    /// The harmony in force behind a letter.
    pub(super) fn harmony_after(&self, letter: char, before: Classes) -> Classes {
        let own = self.classes_of(letter).only(self.harmony);
        if own.is_empty() { before } else { own }
    }

    /// All classes of harmony: any vowel will do.
    pub(super) fn any_harmony(&self) -> Classes {
        self.harmony
    }

    /// The set of that name; none for a name that the tables do not have.
    pub(super) fn named(&self, name: &str) -> Classes {
        self.names.get(name).copied().unwrap_or_default()
    }

    /// How many vowels a word has.
    pub(super) fn syllables(&self, word: &str) -> usize {
        word.chars().filter(|c| self.is_vowel(*c)).count()
    }
}

/// Whether a list names a word: as it is, or behind a hyphen its last letters.
pub(super) fn listed(list: &[String], word: &str) -> bool {
    list.iter().any(|one| match one.strip_prefix('-') {
        Some(end) => word.ends_with(end),
        None => word == one,
    })
}

/// “was becomes”, at the first space; alone: becomes nothing.
pub(super) fn pairs(lines: &[String]) -> Vec<(String, String)> {
    let split = |line: &String| match line.split_once(' ') {
        Some((was, becomes)) => (was.to_owned(), becomes.to_owned()),
        None => (line.clone(), String::new()),
    };
    lines.iter().map(split).collect()
}

/// Names of a file and what they stand for.
pub(super) struct Builder {
    letters: BTreeMap<char, Classes>,
    names: BTreeMap<String, Classes>,
    archiphonemes: BTreeMap<char, usize>,
    states: BTreeMap<String, usize>,
}

impl Builder {
    fn new(source: &Source) -> Result<Builder, String> {
        let mut letters: BTreeMap<char, Classes> = BTreeMap::new();
        let mut names = BTreeMap::new();
        for (bit, (name, members)) in source.letters.iter().enumerate() {
            let bit = u32::try_from(bit)
                .ok()
                .and_then(|bit| 1_u32.checked_shl(bit));
            let class = Classes(bit.ok_or("more than 32 sets of letters")?);
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

    fn sets(&self, names: &[String]) -> Result<Classes, String> {
        names
            .iter()
            .try_fold(Classes::default(), |all, name| Ok(all.and(self.set(name)?)))
    }

    fn state(&self, name: &str) -> Result<usize, String> {
        if name == "end" {
            return Ok(usize::MAX);
        }
        let found = self.states.get(name).copied();
        found.ok_or_else(|| format!("no state is called {name}"))
    }

    fn exception(&self, source: &ExceptionSource) -> Result<Exception, String> {
        Ok(Exception {
            ends: source.ends.clone(),
            adds: self.sets(&source.adds)?,
            syllables: source.syllables.unwrap_or((0, usize::MAX)),
        })
    }

    fn izafet(&self, source: &IzafetSource) -> Result<Izafet, String> {
        Ok(Izafet {
            strip: pairs(&source.strip),
            whole: self.state(&source.whole)?,
            bare: self.state(&source.bare)?,
            also: source.also.clone(),
        })
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
    fn elements(&self, ending: &str) -> Result<Vec<Element>, String> {
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
    fn archiphonemes(&mut self, source: &Source) -> Result<Vec<Vec<Alternative>>, String> {
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
