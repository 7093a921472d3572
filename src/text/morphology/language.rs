//! The tables of a language, ready for use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::builder::Builder;
pub(super) use super::classes::Classes;
use super::script::{Conversion, Script};
use super::stem::Alternation;
use super::suffix::{Alternative, Context, Element, JOINER, Letter, Suffix};
use super::table::Source;

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
    pub(super) also: Vec<String>,
}

/// What may stand between a word and its endings.
#[derive(Debug)]
pub(super) struct Joiners {
    pub(super) apostrophe: bool,
    pub(super) hyphen: bool,
    /// Whether a space may, which the caller has to see.
    pub(super) space: bool,
    /// In which states, and where they lead.
    pub(super) states: BTreeMap<usize, usize>,
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
    /// The second script, if the language is read in it.
    pub(super) script: Option<Script>,
}

impl Language {
    /// Reads a file of `tables/`, or says what is wrong with it.
    pub(super) fn read(text: &str) -> Result<Language, String> {
        let source: Source = toml::from_str(text).map_err(|fault| fault.to_string())?;
        let builder = Builder::new(&source)?;
        let alternate = |one| Alternation::new(one, &builder);
        let alternations = source.alternations.iter().map(alternate);
        let except = |one| builder.exception(one);
        let exceptions = source.harmony.exceptions.iter().map(except);
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
            harmony: [
                builder.sets(&source.harmony.classes)?,
                builder.sets(&source.harmony.apart)?,
            ],
            no_harmony: builder.sets(&source.harmony.none)?,
            unusual: source.harmony.unusual.unwrap_or((0, usize::MAX)),
            izafet: builder.izafet(&source.izafet)?,
            joiners: builder.joiners(&source.joiners)?,
            start: builder.state(&source.start)?,
            archiphonemes: builder.archiphonemes(&source)?,
            states: builder.all_rows(&source)?,
            conjunctions: source.phrase.conjunctions.clone(),
            inserted: source.phrase.inserted.clone(),
            alike: letter_pairs(&source.alike),
            letters: builder.letters,
            names: builder.names,
            converts: None,
            script: None,
        })
    }

    /// The same language, read in a second script.
    pub(super) fn shaped(mut self, conversion: Conversion) -> Language {
        let letters: Vec<char> = self.letters.keys().copied().collect();
        self.script = Some(Script::new(conversion, &letters));
        self.spelt()
    }

    /// The same language, whose words are converted from another script
    /// before they are read.
    pub(super) fn converted(mut self, converts: fn(&str) -> String) -> Language {
        self.converts = Some(converts);
        self.spelt()
    }

    /// The same language, whose words inside terms are in the letters of the
    /// search.
    fn spelt(mut self) -> Language {
        let spell = |words: &[String]| words.iter().map(|word| self.spell(word).into()).collect();
        let (conjunctions, inserted) = (spell(&self.conjunctions), spell(&self.inserted));
        self.conjunctions = conjunctions;
        self.inserted = inserted;
        self
    }

    /// A word in the letters of the search.
    pub(super) fn spell<'a>(&self, word: &'a str) -> Cow<'a, str> {
        if let Some(converts) = self.converts {
            return Cow::Owned(converts(word));
        }
        if let Some(script) = &self.script {
            return Cow::Owned((script.conversion.write)(word));
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

/// “was becomes” of single letters.
fn letter_pairs(lines: &[String]) -> Vec<(char, char)> {
    let pairs = pairs(lines);
    let first = |(was, is): &(String, String)| Some((was.chars().next()?, is.chars().next()?));
    pairs.iter().filter_map(first).collect()
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
