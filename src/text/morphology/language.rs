//! The tables of a language, ready for use.

use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) use super::classes::Classes;
use super::stem::Alternation;
use super::suffix::{Alternative, Context, Element, JOINER, Letter, Suffix};
use super::table::{ExceptionSource, IzafetSource, JoinerSource, Row, Source};

/// Stems that may take endings of another harmony besides.
#[derive(Debug)]
pub(super) struct Exception {
    pub(super) ends: Vec<String>,
    pub(super) contains: Vec<String>,
    pub(super) adds: Classes,
    pub(super) removes: Classes,
    pub(super) syllables: (usize, usize),
}

/// Where the possessive of an izafet term is taken off.
#[derive(Debug)]
pub(super) struct Izafet {
    /// With and without.
    pub(super) strip: Vec<(String, String)>,
    /// What the last vowel of the rest may have been: was and becomes.
    pub(super) inside: Vec<(String, String)>,
    /// Whether the rest decides about harmony too.
    pub(super) resounds: bool,
    pub(super) whole: usize,
    pub(super) bare: usize,
}

/// What may stand between a word and its endings.
#[derive(Debug)]
pub(super) struct Joiners {
    apostrophe: bool,
    hyphen: bool,
    /// Whether a space may, which the caller has to see.
    pub(super) space: bool,
    /// In which states, and where they lead.
    states: BTreeMap<usize, usize>,
}

/// The grammar of nouns of one language.
#[derive(Debug)]
pub(super) struct Language {
    letters: BTreeMap<char, Classes>,
    names: BTreeMap<String, Classes>,
    vowel: Classes,
    consonant: Classes,
    /// Classes of harmony that are decided together.
    harmony: [Classes; 2],
    pub(super) no_harmony: Classes,
    /// The syllables of words that waver in their harmony.
    pub(super) unusual: (usize, usize),
    pub(super) exceptions: Vec<Exception>,
    pub(super) archiphonemes: Vec<Vec<Alternative>>,
    pub(super) alternations: Vec<Alternation>,
    pub(super) izafet: Izafet,
    pub(super) joiners: Joiners,
    pub(super) start: usize,
    pub(super) states: Vec<Vec<Suffix>>,
    pub(super) derivations: Vec<(Vec<Element>, String)>,
    pub(super) conjunctions: Vec<String>,
    pub(super) inserted: Vec<String>,
    /// Letters that count as others.
    alike: Vec<(char, char)>,
    /// How a word of a second script comes into the letters of the tables.
    converts: Option<fn(&str) -> String>,
    /// Letters that are written with others, where a language is read in a
    /// second script.
    shapes: BTreeMap<char, char>,
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
            harmony: [
                builder.sets(&source.harmony.classes)?,
                builder.sets(&source.harmony.apart)?,
            ],
            no_harmony: builder.sets(&source.harmony.none)?,
            unusual: source.harmony.unusual.unwrap_or((0, usize::MAX)),
            izafet: builder.izafet(&source.izafet)?,
            joiners: builder.joiners(&source.joiners)?,
            start: builder.state(&source.start)?,
            archiphonemes,
            states,
            conjunctions: source.phrase.conjunctions.clone(),
            inserted: source.phrase.inserted.clone(),
            alike: alike(&source.alike),
            letters: builder.letters,
            names: builder.names,
            converts: None,
            shapes: BTreeMap::new(),
        })
    }

    /// The same language as it is written in another script: `shape` says with
    /// which letter each letter of the tables is written.
    pub(super) fn shaped(mut self, shape: impl Fn(char) -> char) -> Language {
        self.shapes = self.letters.keys().map(|c| (*c, shape(*c))).collect();
        self
    }

    /// The same language, whose words are converted from another script
    /// before they are read.
    pub(super) fn converted(mut self, converts: fn(&str) -> String) -> Language {
        self.converts = Some(converts);
        self
    }

    /// A word in the letters of the search.
    pub(super) fn spell<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if let Some(converts) = self.converts {
            return Cow::Owned(converts(word));
        }
        let becomes = |c: char| {
            self.alike
                .iter()
                .find(|(was, _)| *was == c)
                .map(|(_, is)| *is)
        };
        if !word.chars().any(|c| becomes(c).is_some()) {
            return Cow::Borrowed(word);
        }
        Cow::Owned(word.chars().map(|c| becomes(c).unwrap_or(c)).collect())
    }

    pub(super) fn shape(&self, letter: char) -> char {
        self.shapes.get(&letter).copied().unwrap_or(letter)
    }

    pub(super) fn classes_of(&self, letter: char) -> Classes {
        self.letters.get(&letter).copied().unwrap_or_default()
    }

    pub(super) fn is_vowel(&self, letter: char) -> bool {
        self.classes_of(letter).meets(self.vowel)
    }

    pub(super) fn is_consonant(&self, letter: char) -> bool {
        self.classes_of(letter).meets(self.consonant)
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
        self.together(self.classes_of(letter), before)
    }

    /// Of the classes that are decided together those of `first`, or where it
    /// says nothing those of `second`.
    pub(super) fn together(&self, first: Classes, second: Classes) -> Classes {
        let pick = |group: &Classes| {
            let own = first.only(*group);
            if own.is_empty() {
                second.only(*group)
            } else {
                own
            }
        };
        let picked = self.harmony.iter().map(pick);
        picked.fold(Classes::default(), Classes::and)
    }

    /// What stands behind an apostrophe or a hyphen, once in a word. How the
    /// name, acronym or number before it is spoken is not written, so behind
    /// it any vowel and any buffer will do.
    ///
    /// With it the state that is behind the joiner.
    pub(super) fn joined<'a>(
        &self,
        state: usize,
        rest: &'a [char],
        context: Context,
    ) -> Option<(usize, &'a [char])> {
        let (joiner, rest) = rest.split_first()?;
        let joins = match joiner {
            '\'' => self.joiners.apostrophe,
            '-' => self.joiners.hyphen,
            _ => false,
        };
        let once = context.before != JOINER && !rest.is_empty();
        let next = self.joiners.states.get(&state).filter(|_| joins && once);
        next.map(|next| (*next, rest))
    }

    /// All classes of harmony: any vowel will do.
    pub(super) fn any_harmony(&self) -> Classes {
        let [together, apart] = self.harmony;
        together.and(apart)
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

/// “was becomes”, at the first space; alone: becomes nothing.
pub(super) fn pairs(lines: &[String]) -> Vec<(String, String)> {
    let split = |line: &String| match line.split_once(' ') {
        Some((was, becomes)) => (was.to_owned(), becomes.to_owned()),
        None => (line.clone(), String::new()),
    };
    lines.iter().map(split).collect()
}

/// Letters that count as others.
fn alike(lines: &[String]) -> Vec<(char, char)> {
    let letters = |(was, is): &(String, String)| Some((was.chars().next()?, is.chars().next()?));
    pairs(lines).iter().filter_map(letters).collect()
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

    fn sets(&self, names: &[String]) -> Result<Classes, String> {
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

    fn exception(&self, source: &ExceptionSource) -> Result<Exception, String> {
        Ok(Exception {
            ends: source.ends.clone(),
            contains: source.contains.clone(),
            adds: self.sets(&source.adds)?,
            removes: self.sets(&source.removes)?,
            syllables: source.syllables.unwrap_or((0, usize::MAX)),
        })
    }

    fn izafet(&self, source: &IzafetSource) -> Result<Izafet, String> {
        Ok(Izafet {
            strip: pairs(&source.strip),
            inside: pairs(&source.inside),
            resounds: source.resounds,
            whole: self.state(&source.whole)?,
            bare: self.state(&source.bare)?,
        })
    }

    fn joiners(&self, source: &JoinerSource) -> Result<Joiners, String> {
        let states = source.states.iter();
        let states = states.map(|(from, to)| Ok((self.state(from)?, self.state(to)?)));
        Ok(Joiners {
            apostrophe: source.apostrophe,
            hyphen: source.hyphen,
            space: source.space,
            states: states.collect::<Result<_, String>>()?,
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
