//! The tables of a language as they stand in `tables/`: what a linguist reads.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One row of a state: the ending, what it means, the state behind it. A
/// meaning that begins with a question mark is that of an ending which is so
/// rare in the prose of the desk that another word is as likely.
#[derive(Debug, Deserialize)]
pub(super) struct Row(pub(super) String, pub(super) String, pub(super) String);

/// A change that a stem undergoes before an ending.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AlternationSource {
    /// What it is called, in the words of grammars.
    pub(super) name: String,
    /// Pairs “was becomes” for the last letters.
    #[serde(default)]
    pub(super) end: Vec<String>,
    /// Pairs “was becomes” for the last vowel before one last consonant;
    /// “was” alone means that it is lost.
    #[serde(default)]
    pub(super) inside: Vec<String>,
    /// Whether the last letter is doubled, where it is one of this set.
    pub(super) double: Option<String>,
    /// The set of letters that the consonant behind `inside` must be of.
    pub(super) finals: Option<String>,
    /// The set of letters that an ending must begin with.
    pub(super) before: Option<String>,
    /// The set of letters that an ending must not begin with.
    pub(super) not_before: Option<String>,
    /// The switch of the glossary that decides.
    pub(super) switch: Option<String>,
    /// The fewest and the most syllables of a word that is guessed to change.
    pub(super) syllables: Option<(usize, usize)>,
    /// Words that change, whatever their syllables say.
    #[serde(default)]
    pub(super) also: Vec<String>,
    /// Words that do not change.
    #[serde(default)]
    pub(super) except: Vec<String>,
    /// Whether only the words of `also` change unless a switch says so.
    #[serde(default)]
    pub(super) listed: bool,
    /// Whether the changed stem goes through the list of changes again.
    #[serde(default)]
    pub(super) again: bool,
    /// Whether the unchanged stem is wrong where the changed one stands.
    #[serde(default)]
    pub(super) instead: bool,
    /// The state in which its endings begin, where those of the word begin in
    /// `start`.
    pub(super) state: Option<String>,
    /// Whether the vowels of the changed stem may decide about the endings
    /// besides those of the word.
    #[serde(default)]
    pub(super) resounds: bool,
    /// Why, for whoever reads the file.
    #[allow(dead_code)]
    pub(super) why: String,
}

/// Stems whose endings may take other vowels than their last vowel says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ExceptionSource {
    /// Last letters of such stems.
    #[serde(default)]
    pub(super) ends: Vec<String>,
    /// Letters anywhere in such stems.
    #[serde(default)]
    pub(super) contains: Vec<String>,
    /// The classes of harmony that are possible besides.
    pub(super) adds: Vec<String>,
    /// The classes of harmony that are not, though the last vowel says so.
    #[serde(default)]
    pub(super) removes: Vec<String>,
    /// The fewest and the most syllables.
    pub(super) syllables: Option<(usize, usize)>,
    /// Why, for whoever reads the file.
    #[allow(dead_code)]
    pub(super) why: String,
}

/// What decides about the vowels of endings.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HarmonySource {
    /// The sets of letters that are classes of harmony.
    pub(super) classes: Vec<String>,
    /// Sets that are decided apart from `classes`: a vowel of none of
    /// `classes` leaves those in force and decides about these only.
    #[serde(default)]
    pub(super) apart: Vec<String>,
    /// The classes of words that have no letter of any class.
    pub(super) none: Vec<String>,
    /// The fewest and the most syllables of a word whose endings are accepted
    /// with other vowels, as unusual; without it: any word.
    pub(super) unusual: Option<(usize, usize)>,
    /// Words of their own kind.
    #[serde(default)]
    pub(super) exceptions: Vec<ExceptionSource>,
}

/// Terms that already carry the possessive of the third person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct IzafetSource {
    /// Pairs “with without”: the possessive at the end of the citation form,
    /// and what stands there without it.
    pub(super) strip: Vec<String>,
    /// Pairs “was becomes” for the last vowel before one last consonant of
    /// what is left: the possessive may have changed it.
    #[serde(default)]
    pub(super) inside: Vec<String>,
    /// Whether the vowels of what is left may decide about the endings of the
    /// citation form besides its own.
    #[serde(default)]
    pub(super) resounds: bool,
    /// The state behind the citation form.
    pub(super) whole: String,
    /// The state behind the form without the possessive.
    pub(super) bare: String,
    /// Words that carry it for good; with a hyphen before them: last letters.
    /// Whatever their class, they also take the endings of `whole`.
    #[serde(default)]
    pub(super) also: Vec<String>,
}

/// What may stand between a word and its endings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct JoinerSource {
    /// An apostrophe.
    pub(super) apostrophe: bool,
    /// A hyphen, behind acronyms, digits and words in other letters.
    pub(super) hyphen: bool,
    /// A space, behind acronyms, digits and words in other letters.
    pub(super) space: bool,
    /// In which states the endings may stand apart, and which state is behind
    /// the apostrophe, hyphen or space.
    #[serde(default)]
    pub(super) states: Vec<(String, String)>,
}

/// Words inside terms of several words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PhraseSource {
    /// Words that join two of which the second shares its head with the first.
    pub(super) conjunctions: Vec<String>,
    /// Words that may stand before the head.
    pub(super) inserted: Vec<String>,
}

/// A file of `tables/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    /// Sets of letters by name. `vowel` and `consonant` must be there. Where
    /// they are not the letters behind which an ending begins as behind a vowel
    /// or a consonant, `open` and `closed` say which those are; `silent` letters
    /// have no sound of their own: the letter before them decides.
    pub(super) letters: BTreeMap<String, String>,
    pub(super) harmony: HarmonySource,
    /// Letters of endings that depend on what stands before.
    pub(super) archiphonemes: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) phrase: PhraseSource,
    /// Pairs “was becomes” of letters that count as others: kâğıt, kağıt.
    #[serde(default)]
    pub(super) alike: Vec<String>,
    #[serde(default)]
    pub(super) alternations: Vec<AlternationSource>,
    pub(super) izafet: IzafetSource,
    pub(super) joiners: JoinerSource,
    /// The state in which a bare stem stands.
    pub(super) start: String,
    pub(super) states: BTreeMap<String, Vec<Row>>,
    /// Endings that make another word: ending and name.
    pub(super) derivations: Vec<(String, String)>,
    /// Term, inflection cell, form, and how the form must be read. Every row
    /// of the tables is needed by a case: a test holds that.
    #[allow(dead_code)]
    #[serde(default)]
    pub(super) cases: Vec<(String, String, String, String)>,
}
