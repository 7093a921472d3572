//! A language that is read in a second script: the tables speak of the letters
//! of the first, terms and texts are compared in the second.

use std::collections::{BTreeMap, BTreeSet};

use super::language::Language;
use super::stem::Stem;

/// A word of the second script, written in the first.
pub(super) struct Original {
    /// Its letters, as far as the endings need them.
    pub(super) letters: String,
    /// Whether nothing in the word tells front from back vowels.
    pub(super) unsure: bool,
}

/// The functions that a second script is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conversion {
    /// A text of either script as a key in the second.
    pub(super) write: fn(&str) -> String,
    /// A word that is in the second script already; none: it is not.
    pub(super) original: fn(&str) -> Option<Original>,
}

/// How the letters of the tables are written in the second script.
#[derive(Debug)]
pub(super) struct Script {
    pub(super) conversion: Conversion,
    shapes: BTreeMap<char, char>,
    /// Letters that are not written behind another: keys write a vowel and its
    /// glide as one.
    swallowed: BTreeSet<(char, char)>,
}

impl Script {
    pub(super) fn new(conversion: Conversion, letters: &[char]) -> Script {
        let write = conversion.write;
        let shape = |c: &char| Some((*c, write(&c.to_string()).chars().next()?));
        let shapes: BTreeMap<char, char> = letters.iter().filter_map(shape).collect();
        let mut swallowed = BTreeSet::new();
        for (before, shape) in &shapes {
            for (letter, _) in shapes.iter().filter(|(_, other)| *other == shape) {
                // Doubled consonants of loans are another matter: a vowel
                // behind them keeps them apart.
                if write(&format!("{before}{letter}а")).chars().count() == 2 {
                    swallowed.insert((*before, *letter));
                }
            }
        }
        Script {
            conversion,
            shapes,
            swallowed,
        }
    }

    pub(super) fn shape(&self, letter: char) -> char {
        self.shapes.get(&letter).copied().unwrap_or(letter)
    }

    /// The letters of the tables that a letter of the second script writes.
    pub(super) fn readings(&self, shape: char) -> impl Iterator<Item = char> {
        let written = self.shapes.iter().filter(move |(_, one)| **one == shape);
        written.map(|(letter, _)| *letter)
    }

    pub(super) fn swallows(&self, before: char, letter: char) -> bool {
        self.swallowed.contains(&(before, letter))
    }

    /// The stems of a word, which is in either script, by way of its stems in
    /// the first. A word of the second keeps its own spelling where it can.
    pub(super) fn stems(
        &self,
        word: &str,
        language: &Language,
        of: impl Fn(&str) -> Vec<Stem>,
    ) -> Vec<Stem> {
        let write = self.conversion.write;
        let Some(original) = (self.conversion.original)(word) else {
            return of(word).into_iter().flat_map(|s| self.spelt(s)).collect();
        };
        let mut stems = of(&original.letters);
        for stem in &mut stems {
            let own = stem.text == original.letters;
            stem.text = write(if own { word } else { &stem.text });
            if original.unsure {
                stem.harmony = language.any_harmony();
            }
        }
        stems
    }

    /// A stem by itself, and before a vowel where that is spelt otherwise.
    fn spelt(&self, stem: Stem) -> Vec<Stem> {
        let write = self.conversion.write;
        let before_vowel = write(&format!("{}а", stem.text));
        let vowel = self.shape('а');
        let before_vowel = before_vowel.strip_suffix(vowel).unwrap_or_default();
        let text = write(&stem.text);
        let mut spelt = vec![Stem { text, ..stem }];
        if let Some(alone) = spelt.first()
            && alone.text != before_vowel
            && !before_vowel.is_empty()
        {
            let other = Stem {
                text: before_vowel.to_owned(),
                bare: false,
                ..alone.clone()
            };
            spelt.push(other);
        }
        spelt
    }
}
