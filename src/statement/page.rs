//! What the rules look at: the paragraphs of a statement, what they have
//! decided so far, and where the text begins and ends by that.

use crate::model::{Locale, ParagraphKind, Role};
use crate::text::token::words;

use super::Line;
use super::marks::{self, Quotation};
use super::repeats::Repeat;
use super::vocabulary::{Topic, Vocabulary, Word};

/// A paragraph as the rules see it.
pub(super) struct Shape<'a> {
    /// Its text, trimmed.
    pub(super) text: &'a str,
    /// The line of the file it stands on, from 1.
    pub(super) line: u64,
    /// Its folded words, up to a length that no paragraph of a statement has.
    pub(super) words: Vec<Word>,
    /// Its length in words, two Chinese characters for one.
    pub(super) weight: usize,
    /// Whether it ends like a sentence.
    pub(super) ends: bool,
}

impl<'a> Shape<'a> {
    fn of(line: &Line<'a>, vocabulary: &mut Vocabulary) -> Shape<'a> {
        let text = line.text.trim();
        let start = beginning(text);
        Shape {
            text,
            line: line.number,
            words: vocabulary.learn(start),
            weight: weight(start).max(text.len() / BYTES_OF_WORD),
            ends: marks::ends(text),
        }
    }

    /// The quotation that it opens with.
    pub(super) fn quotation(&self) -> Option<Quotation<'a>> {
        Quotation::of(self.text)
    }

    /// Short and without an end mark, as headings are.
    pub(super) fn is_short_line(&self) -> bool {
        !self.ends && self.weight <= HEADING_WEIGHT
    }

    /// Whether its first letter is a small one of a script that has capitals.
    pub(super) fn begins_small(&self) -> bool {
        let first = self.text.chars().find(|c| c.is_alphabetic());
        first.is_some_and(char::is_lowercase)
    }
}

/// So many bytes of a paragraph are read for its words. No paragraph of a
/// statement is that long; a file that is none must not hold up the desk.
const WORDS_IN: usize = 200_000;

/// So many bytes count as a word at least: marks without words have a length too.
const BYTES_OF_WORD: usize = 100;

/// Lines of up to this many words, without an end mark, are headings.
const HEADING_WEIGHT: usize = 20;

/// Text begins with a paragraph of at least so many words that ends like a
/// sentence.
const TEXT_WEIGHT: usize = 8;

/// The part of a text that is read for its words.
fn beginning(text: &str) -> &str {
    let mut end = WORDS_IN.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The length of a text in words, two Chinese characters for one.
pub(super) fn weight(text: &str) -> usize {
    let (mut han, mut others) = (0_usize, 0_usize);
    for word in words(text) {
        match word.chars().next() {
            Some(c) if marks::is_ideograph(c) => han += 1,
            _ => others += 1,
        }
    }
    others + han.div_ceil(2)
}

/// What was decided of a paragraph, and by which rule.
#[derive(Clone, Copy)]
pub(super) struct Decision {
    pub(super) role: Role,
    pub(super) why: &'static str,
}

/// The paragraphs of a statement and what is known of them so far.
pub(super) struct Page<'a> {
    pub(super) shapes: Vec<Shape<'a>>,
    pub(super) decisions: Vec<Option<Decision>>,
    pub(super) vocabulary: Vocabulary,
    /// The body text whose words each paragraph repeats.
    pub(super) repeats: Vec<Option<Repeat>>,
    /// Whether most paragraphs have a blank line between them: then two that
    /// have none belong together.
    pub(super) is_spaced: bool,
    /// The first paragraph that looks like running text, before any rule.
    pub(super) begins: Option<usize>,
    /// The first paragraph of running text.
    pub(super) first_body: Option<usize>,
    /// The last paragraph that a heading can stand above.
    pub(super) last_text: Option<usize>,
    /// The last paragraph that no rule for the end of the page may take.
    pub(super) last_sentence: Option<usize>,
    /// The line that says that the release ends.
    pub(super) end: Option<usize>,
    /// The line above the text that says who wrote it.
    pub(super) byline: Option<usize>,
    /// Where the last part of the page begins that holds no running text.
    pub(super) tail: Option<usize>,
    /// Whether a title was found.
    pub(super) has_title: bool,
    /// For each paragraph, how many short lines stand together there.
    pub(super) runs: Vec<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(lines: &[Line<'a>], locale: &Locale) -> Page<'a> {
        let mut vocabulary = Vocabulary::of(locale);
        let shapes: Vec<Shape<'a>> = lines
            .iter()
            .map(|line| Shape::of(line, &mut vocabulary))
            .collect();
        let gaps = shapes
            .windows(2)
            .filter(|pair| matches!(pair, [a, b] if b.line > a.line + 1))
            .count();
        Page {
            is_spaced: gaps > 0 && gaps * 2 >= shapes.len().saturating_sub(1),
            decisions: vec![None; shapes.len()],
            repeats: vec![None; shapes.len()],
            runs: vec![0; shapes.len()],
            begins: shapes
                .iter()
                .position(|s| s.ends && s.weight >= TEXT_WEIGHT),
            shapes,
            vocabulary,
            first_body: None,
            last_text: None,
            byline: None,
            end: None,
            last_sentence: None,
            tail: None,
            has_title: false,
        }
    }

    pub(super) fn shape(&self, index: usize) -> Option<&Shape<'a>> {
        self.shapes.get(index)
    }

    pub(super) fn before(&self, index: usize) -> Option<&Shape<'a>> {
        self.shape(index.checked_sub(1)?)
    }

    pub(super) fn role(&self, index: usize) -> Option<Role> {
        self.decisions.get(index)?.map(|decision| decision.role)
    }

    pub(super) fn role_before(&self, index: usize) -> Option<Role> {
        self.role(index.checked_sub(1)?)
    }

    /// Whether it was decided to be of the page and not of the statement.
    pub(super) fn is_boilerplate(&self, index: usize) -> bool {
        self.role(index)
            .is_some_and(|role| role.kind() == ParagraphKind::Boilerplate)
    }

    /// Whether it is above all running text.
    pub(super) fn is_in_head(&self, index: usize) -> bool {
        self.first_body.is_none_or(|first| index < first)
    }

    /// Whether it is where only the page goes on: something of the page stood
    /// before, and no running text follows.
    pub(super) fn is_in_tail(&self, index: usize) -> bool {
        self.tail.is_some_and(|tail| index > tail)
    }

    /// Whether the release has said that it ends, and no running text follows.
    pub(super) fn is_behind_end(&self, index: usize) -> bool {
        self.last_sentence.is_some_and(|last| index > last)
            && self.end.is_some_and(|end| index > end)
    }

    /// Whether all words begin with capitals, small connecting words left out.
    pub(super) fn has_names_only(&self, text: &str) -> bool {
        text.split_whitespace().all(|word| {
            let first = word.chars().find(|c| c.is_alphanumeric());
            first.is_none_or(|c| c.is_uppercase() || c.is_numeric())
                || self.is(Topic::Connectors, &self.vocabulary.read(word))
        })
    }

    pub(super) fn has(&self, topic: Topic, words: &[Word]) -> bool {
        self.vocabulary.has(topic, words)
    }

    pub(super) fn is(&self, topic: Topic, words: &[Word]) -> bool {
        self.vocabulary.is(topic, words)
    }

    pub(super) fn opens(&self, topic: Topic, words: &[Word]) -> bool {
        self.vocabulary.opens(topic, words)
    }

    /// Looks again where the text begins and ends, and which lines stand together.
    /// Linear.
    pub(super) fn survey(&mut self) {
        let is_text = |role: Role| role == Role::Body;
        self.first_body = (0..self.shapes.len()).find(|i| self.role(*i).is_some_and(is_text));
        self.last_text = (0..self.shapes.len()).rev().find(|i| {
            let role = self.role(*i);
            role.is_some_and(|role| role.kind() != ParagraphKind::Boilerplate)
                && !matches!(role, Some(Role::Heading | Role::Dateline | Role::Footnote))
        });
        self.has_title = (0..self.shapes.len()).any(|i| self.role(i) == Some(Role::Title));
        self.end = (0..self.shapes.len()).find(|i| super::furniture::is_end(self, *i));
        let by = self.vocabulary.read("by");
        self.byline = (0..self.first_body.unwrap_or(0)).find(|i| {
            self.role(*i) == Some(Role::Byline)
                && self
                    .shape(*i)
                    .is_some_and(|shape| shape.words.starts_with(&by))
        });
        self.last_sentence = None;
        let last = (0..self.shapes.len()).rev().find(|i| {
            let kind = self.role(*i).map(Role::kind);
            let text = kind == Some(ParagraphKind::Body) && !super::tail::may_be_of_page(self, *i);
            text || super::place::is_named_section(self, *i)
        });
        self.last_sentence = last;
        self.tail = last.and_then(|last| {
            (last + 1..self.shapes.len())
                .find(|i| self.is_boilerplate(*i) || super::tail::is_about_heading(self, *i))
        });
        self.survey_runs();
    }

    /// Counts the short lines that stand together. Where blank lines stand between
    /// paragraphs, lines without one between them are a run of their own.
    fn survey_runs(&mut self) {
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for index in 0..self.shapes.len() {
            if self.role(index) != Some(Role::Heading) {
                continue;
            }
            let above = self.before(index).map(|shape| shape.line + 1);
            let adjacent = self.shape(index).map(|shape| shape.line) == above;
            match groups.last_mut() {
                Some((_, end)) if *end == index && (adjacent || !self.is_spaced) => {
                    *end = index + 1;
                }
                _ => groups.push((index, index + 1)),
            }
        }
        let runs = groups.chunk_by(|a, b| a.1 == b.0 && a.1 - a.0 == 1 && b.1 - b.0 == 1);
        for run in runs {
            let length: usize = run.iter().map(|(start, end)| end - start).sum();
            for (start, end) in run {
                for cell in self.runs.iter_mut().take(*end).skip(*start) {
                    *cell = length;
                }
            }
        }
    }
}
