//! The rules of a language, read from `rules/`: data that a linguist can read
//! and extend, each rule with its cases beside it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::Locale;

/// When a full stop after an abbreviation ends a sentence as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ends {
    /// Never: something must follow (`Mr.`).
    Never,
    /// Unless a number follows (`No. 5`).
    UnlessNumber,
    /// When a capital letter follows (`т.б. Кейін`).
    BeforeCapital,
    /// Only when a word that often opens sentences follows (`Co. It`).
    BeforeOpener,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sort {
    /// Words whose full stop may end no sentence.
    Abbreviation,
    /// Words that open a sentence rather than go on with one.
    Opener,
    /// Words that report speech: after a quotation they go on with its
    /// sentence.
    Reporting,
    /// Words that go on with a sentence after an ellipsis.
    Continuation,
    /// Words that stand after an ordinal number written with a full stop.
    Ordinal,
    /// Forms of “to say” that follow what was said, quotation marks or not.
    Quotative,
    /// Cries: their mark does not end the sentence that they open.
    Interjection,
    /// Words that cannot end a sentence: an ellipsis after them is a pause.
    Unfinished,
    /// Words that, alone before an ellipsis, are the subject of a sentence that
    /// is still to come.
    Subject,
    /// Words that have a capital letter everywhere.
    Capital,
    /// Words that stand after a time of day.
    AfterTime,
    /// Names that end with a mark (`Yahoo!`).
    MarkedName,
}

/// One rule as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    /// What it is about.
    pub(super) rule: Sort,
    /// The words, without their last full stop; upper and lower case count.
    pub(super) words: Vec<String>,
    /// For abbreviations only.
    pub(super) ends: Option<Ends>,
    /// Why, for whoever reads the file.
    #[allow(dead_code)]
    pub(super) why: String,
    /// Sentences with `|` at every boundary; `{}` stands for each word in
    /// turn. They fail without the rule: a test holds that.
    #[allow(dead_code)]
    pub(super) cases: Vec<String>,
}

/// How a language writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Writing {
    /// Whether sentences begin with a capital letter.
    pub(super) capitals: bool,
    /// Whether a full stop after a number makes it an ordinal (`19.`).
    pub(super) ordinals: bool,
    /// Whether the verb stands last, so that a quotation inside of a sentence
    /// cannot end it.
    pub(super) verb_last: bool,
    /// Whether words have white space between them.
    pub(super) spaces: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) writing: Writing,
    #[serde(default)]
    pub(super) rules: Vec<Rule>,
}

/// The rules of one language, ready for use.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) writing: Writing,
    words: BTreeMap<Sort, BTreeMap<String, Option<Ends>>>,
}

/// The rules of a language as they stand in its file.
pub(super) struct File {
    /// The language, as a tag.
    pub(super) language: &'static str,
    /// The scripts they are for. Uyghur in Latin and Kazakh in Arabic letters
    /// are written in other ways and have none.
    pub(super) scripts: &'static [&'static str],
    /// The file.
    pub(super) text: &'static str,
}

impl File {
    /// What the file says.
    pub(super) fn rules(&self) -> Option<Rules> {
        // That every file reads is held by a test.
        toml::from_str(self.text).ok().map(Rules::from_source)
    }
}

/// All files.
pub(super) const FILES: [File; 5] = [
    File {
        language: "en",
        scripts: &["Latn"],
        text: include_str!("rules/en.toml"),
    },
    File {
        language: "tr",
        scripts: &["Latn"],
        text: include_str!("rules/tr.toml"),
    },
    File {
        language: "kk",
        scripts: &["Cyrl"],
        text: include_str!("rules/kk.toml"),
    },
    File {
        language: "ug",
        scripts: &["Arab"],
        text: include_str!("rules/ug.toml"),
    },
    File {
        language: "zh",
        scripts: &["Hans", "Hant"],
        text: include_str!("rules/zh.toml"),
    },
];

/// The file for a locale, if there is one.
pub(super) fn file(locale: &Locale) -> Option<&'static File> {
    FILES
        .iter()
        .find(|file| file.language == locale.language() && file.scripts.contains(&locale.script()))
}

impl Rules {
    /// The rules of a language, if it has a file.
    pub(super) fn of(locale: &Locale) -> Option<Rules> {
        file(locale)?.rules()
    }

    pub(super) fn from_source(source: Source) -> Rules {
        let mut words: BTreeMap<Sort, BTreeMap<String, Option<Ends>>> = BTreeMap::new();
        for rule in source.rules {
            let ends = rule.ends;
            let sort = words.entry(rule.rule).or_default();
            sort.extend(rule.words.into_iter().map(|word| (word, ends)));
        }
        Rules {
            writing: source.writing,
            words,
        }
    }

    /// When a full stop after this word ends a sentence; None: it is no
    /// abbreviation.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Ends> {
        self.get(Sort::Abbreviation, word).flatten()
    }

    /// Whether the word is one of a sort.
    pub(super) fn is(&self, sort: Sort, word: &str) -> bool {
        self.get(sort, word).is_some()
    }

    /// Whether the word opens sentences, with or without what follows its
    /// apostrophe (`It’s`).
    pub(super) fn opens(&self, word: &str) -> bool {
        self.is(Sort::Opener, word) || self.is(Sort::Opener, stem(word))
    }

    /// Whether a text ends with a word of a sort. For languages without white
    /// space between words.
    pub(super) fn ends(&self, sort: Sort, text: &str) -> bool {
        self.of_sort(sort).any(|word| text.ends_with(word))
    }

    /// The words of a sort, in the order of their characters.
    pub(super) fn of_sort(&self, sort: Sort) -> impl Iterator<Item = &str> {
        self.words
            .get(&sort)
            .into_iter()
            .flat_map(|words| words.keys().map(String::as_str))
    }

    /// The abbreviations that end sentences in one way.
    pub(super) fn that_end(&self, ends: Ends) -> impl Iterator<Item = &str> {
        self.words
            .get(&Sort::Abbreviation)
            .into_iter()
            .flatten()
            .filter(move |(_, found)| **found == Some(ends))
            .map(|(word, _)| word.as_str())
    }

    fn get(&self, sort: Sort, word: &str) -> Option<Option<Ends>> {
        self.words.get(&sort)?.get(word).copied()
    }
}

/// A word without what follows its apostrophe: `Cadde'de`, `It’s`.
pub(super) fn stem(word: &str) -> &str {
    word.split(['\'', '’']).next().unwrap_or_default()
}
