//! Words of one language by which parts of a page are known, read from
//! `rules/`. A language without a file is judged by form and place alone.

use std::collections::BTreeMap;

use crate::model::Locale;
use crate::text::fold::fold;
use crate::text::token::words;

/// A folded word as a number: comparing and keeping numbers is cheap.
pub(super) type Word = u32;

/// What a word is that no paragraph and no rule has.
const UNKNOWN: Word = Word::MAX;

/// What a list of phrases is for. The remark is the section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Topic {
    /// `reporting`: verbs that say who spoke.
    Reporting,
    /// `days`: names of days, and today.
    Days,
    /// `months`
    Months,
    /// `date words`: what else stands in a line with a date.
    DateWords,
    /// `sections`: names that sections of releases have.
    Sections,
    /// `section labels`: the part of a site, standing above the title.
    SectionLabels,
    /// `menu words`: items of menus.
    MenuWords,
    /// `page labels`: whole lines that are buttons or labels.
    PageLabels,
    /// `related openings`: before a colon and the names of other pages.
    RelatedOpenings,
    /// `contact labels`: whole lines, or before a colon and an address.
    ContactLabels,
    /// `contact openings`: how a paragraph about the press office begins.
    ContactOpenings,
    /// `contact requests`: anywhere in a paragraph with an address.
    ContactRequests,
    /// `pointer openings`: how a line above an address begins.
    PointerOpenings,
    /// `contact words`: what such a paragraph then also has.
    ContactWords,
    /// `appeal verbs`: how a request to readers begins.
    AppealVerbs,
    /// `appeal objects`: what it then asks for.
    AppealObjects,
    /// `strong verbs`: what only publishers ask readers to do.
    StrongVerbs,
    /// `strong objects`: what only publishers ask for.
    StrongObjects,
    /// `supporters`: of whom and of what publishers speak when they ask.
    Supporters,
    /// `readers and us`: the reader, and who publishes.
    ReadersAndUs,
    /// `page messages`: what forms say to their users.
    PageMessages,
    /// `distribution openings`
    DistributionOpenings,
    /// `byline openings`
    BylineOpenings,
    /// `credit labels`: before a colon and the maker of a picture.
    CreditLabels,
    /// `credit openings`: before the maker of a picture, without a colon.
    CreditOpenings,
    /// `credit sources`: agencies and archives of pictures.
    CreditSources,
    /// `publishers`: what publishers say that they are.
    Publishers,
    /// `persons`: offices and relations by which speakers are named.
    Persons,
    /// `ends`: whole lines that say that the release ends.
    Ends,
    /// `connectors`: small words inside of names.
    Connectors,
    /// `footnote openings`
    FootnoteOpenings,
}

/// The sections of the files.
const SECTIONS: [(&str, Topic); 31] = [
    ("reporting", Topic::Reporting),
    ("days", Topic::Days),
    ("months", Topic::Months),
    ("date words", Topic::DateWords),
    ("sections", Topic::Sections),
    ("section labels", Topic::SectionLabels),
    ("menu words", Topic::MenuWords),
    ("page labels", Topic::PageLabels),
    ("related openings", Topic::RelatedOpenings),
    ("contact labels", Topic::ContactLabels),
    ("contact openings", Topic::ContactOpenings),
    ("contact requests", Topic::ContactRequests),
    ("pointer openings", Topic::PointerOpenings),
    ("contact words", Topic::ContactWords),
    ("appeal verbs", Topic::AppealVerbs),
    ("appeal objects", Topic::AppealObjects),
    ("strong verbs", Topic::StrongVerbs),
    ("strong objects", Topic::StrongObjects),
    ("supporters", Topic::Supporters),
    ("readers and us", Topic::ReadersAndUs),
    ("page messages", Topic::PageMessages),
    ("distribution openings", Topic::DistributionOpenings),
    ("byline openings", Topic::BylineOpenings),
    ("credit labels", Topic::CreditLabels),
    ("credit openings", Topic::CreditOpenings),
    ("credit sources", Topic::CreditSources),
    ("publishers", Topic::Publishers),
    ("persons", Topic::Persons),
    ("ends", Topic::Ends),
    ("connectors", Topic::Connectors),
    ("footnote openings", Topic::FootnoteOpenings),
];

fn source(locale: &Locale) -> &'static str {
    match locale.language() {
        "en" => include_str!("rules/en.txt"),
        "zh" => include_str!("rules/zh.txt"),
        _ => "",
    }
}

/// Phrases, found by their first word: a vocabulary learns its phrases before
/// any text, so their words are the first numbers.
#[derive(Default)]
struct Phrases {
    by_first: Vec<Vec<Vec<Word>>>,
}

impl Phrases {
    fn add(&mut self, phrase: Vec<Word>) {
        let Some(first) = phrase.first().map(|word| *word as usize) else {
            return;
        };
        if self.by_first.len() <= first {
            self.by_first.resize(first + 1, Vec::new());
        }
        if let Some(phrases) = self.by_first.get_mut(first) {
            phrases.push(phrase);
        }
    }

    /// How many words the longest phrase at the start of `words` has.
    fn at(&self, words: &[Word]) -> Option<usize> {
        let phrases = self.by_first.get(*words.first()? as usize)?;
        phrases
            .iter()
            .filter(|phrase| words.starts_with(phrase))
            .map(Vec::len)
            .max()
    }
}

/// The words of a language, and the numbers of all words read so far.
pub(super) struct Vocabulary {
    locale: Locale,
    numbers: BTreeMap<String, Word>,
    phrases: BTreeMap<Topic, Phrases>,
}

impl Vocabulary {
    /// The vocabulary of a language; empty where there is no file.
    pub(super) fn of(locale: &Locale) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            locale: locale.clone(),
            numbers: BTreeMap::new(),
            phrases: BTreeMap::new(),
        };
        let mut topic = None;
        for line in source(locale).lines() {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                topic = SECTIONS
                    .iter()
                    .find(|(section, _)| *section == name)
                    .map(|(_, topic)| *topic);
            } else if let (Some(topic), false) = (topic, line.is_empty()) {
                let phrase = vocabulary.learn(line);
                vocabulary.phrases.entry(topic).or_default().add(phrase);
            }
        }
        vocabulary
    }

    /// The folded words of a text as numbers; new words get a number.
    pub(super) fn learn(&mut self, text: &str) -> Vec<Word> {
        let folded = fold(text, &self.locale);
        words(&folded).map(|word| self.number(word)).collect()
    }

    fn number(&mut self, word: &str) -> Word {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let next = Word::try_from(self.numbers.len()).unwrap_or(UNKNOWN);
        self.numbers.insert(word.to_owned(), next);
        next
    }

    /// The folded words of a part of a text as numbers, if they have any.
    pub(super) fn read(&self, text: &str) -> Vec<Word> {
        let folded = fold(text, &self.locale);
        words(&folded)
            .map(|word| self.numbers.get(word).copied().unwrap_or(UNKNOWN))
            .collect()
    }

    /// Whether there are phrases of this topic in the language.
    pub(super) fn knows(&self, topic: Topic) -> bool {
        self.phrases.contains_key(&topic)
    }

    /// How many words at the start of `words` are a phrase of this topic.
    pub(super) fn at(&self, topic: Topic, words: &[Word]) -> Option<usize> {
        self.phrases.get(&topic)?.at(words)
    }

    /// Whether `words` begin with a phrase of this topic.
    pub(super) fn opens(&self, topic: Topic, words: &[Word]) -> bool {
        self.at(topic, words).is_some()
    }

    /// Whether `words` are a phrase of this topic and nothing more.
    pub(super) fn is(&self, topic: Topic, words: &[Word]) -> bool {
        self.at(topic, words) == Some(words.len())
    }

    /// Whether a phrase of this topic stands anywhere in `words`.
    pub(super) fn has(&self, topic: Topic, words: &[Word]) -> bool {
        let Some(phrases) = self.phrases.get(&topic) else {
            return false;
        };
        (0..words.len())
            .filter_map(|at| words.get(at..))
            .any(|rest| phrases.at(rest).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(language: &str) -> Vec<Topic> {
        let text = source(&language.parse().expect("a tag"));
        let sections = text.lines().filter_map(|line| {
            let name = line.strip_prefix('[')?.strip_suffix(']')?;
            let found = SECTIONS.iter().find(|(section, _)| *section == name);
            Some(found.unwrap_or_else(|| panic!("[{name}] is no section")).1)
        });
        sections.collect()
    }

    #[test]
    fn every_section_is_known_and_english_has_all() {
        assert_eq!(topics("zh-Hans"), [Topic::Months]);
        let mut english = topics("en");
        english.sort_unstable();
        let mut all: Vec<Topic> = SECTIONS.iter().map(|(_, topic)| *topic).collect();
        all.sort_unstable();
        assert_eq!(english, all);
    }

    #[test]
    fn no_phrase_is_listed_twice_or_empty() {
        for language in ["en", "zh-Hans"] {
            let locale = language.parse().expect("a tag");
            let mut seen = std::collections::BTreeSet::new();
            let mut section = "";
            for line in source(&locale).lines() {
                if line.starts_with('[') {
                    section = line;
                } else if !line.starts_with('#') && !line.is_empty() {
                    assert!(seen.insert((section, line)), "{section} {line}");
                    assert!(words(line).next().is_some(), "{line}");
                }
            }
        }
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        let mut english = Vocabulary::of(&Locale::english());
        let words = english.learn("Press Office: please call");
        assert!(english.opens(Topic::ContactLabels, &words));
        assert!(!english.is(Topic::ContactLabels, &words));
        assert!(english.is(Topic::ContactLabels, &words[..2]));
        assert!(english.has(Topic::ContactWords, &words));
        assert!(!english.has(Topic::Ends, &words));
        let nothing = Vocabulary::of(&"kk".parse().expect("a tag"));
        assert!(!nothing.has(Topic::Days, &nothing.read("today")));
    }
}
