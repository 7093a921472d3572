//! The words of a statement with all that a reader of facts asks of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Document, Locale, ParagraphKind, Quotation, Role};
use crate::text::fold::fold;
use crate::text::pieces::places;
use crate::text::quotation::quotations;

/// A word or a number of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    /// As it stands, without the ending of a possessive.
    pub(super) text: &'a str,
    /// The same, folded.
    pub(super) folded: String,
    /// Where it stands in the paragraph, in bytes, without that ending.
    pub(super) bytes: Range<usize>,
    /// What stands between it and the word before.
    pub(super) gap: &'a str,
    /// Whether it is a possessive: Roe’s.
    pub(super) possessive: bool,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether a capital says nothing here: a sentence or quotation begins.
    pub(super) begins: bool,
    /// Which segment of the paragraph it is in, from 0.
    pub(super) segment: usize,
    /// Its first character in the paragraph, from 1.
    pub(super) column: u64,
    /// The outermost quotation of the paragraph around it.
    pub(super) quotation: Option<usize>,
}

impl Word<'_> {
    /// Whether it begins with a digit.
    pub(super) fn is_numeric(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it is in capitals throughout: OHCHR.
    pub(super) fn is_acronym(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        self.text.chars().count() > 1 && letters.all(char::is_uppercase) && self.capital
    }

    /// Whether only a space (or nothing but spaces) parts it from the word before.
    pub(super) fn follows(&self) -> bool {
        self.gap.chars().all(|c| matches!(c, ' ' | '\u{A0}'))
    }

    /// Whether a hyphen parts it from the word before: 46-page.
    pub(super) fn is_hyphened(&self) -> bool {
        matches!(self.gap, "-" | "\u{2010}" | "\u{2011}")
    }
}

/// A paragraph of a statement.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) number: u32,
    pub(super) line: u64,
    pub(super) text: String,
    /// The byte behind each segment.
    pub(super) ends: Vec<usize>,
    pub(super) quotations: Vec<Quotation>,
}

/// The paragraphs of a statement that are for translation.
pub(super) fn paragraphs(document: &Document, locale: &Locale) -> Vec<Paragraph> {
    let texts: Vec<String> = document.paragraphs.iter().map(|p| p.text()).collect();
    let borrowed: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = quotations(&borrowed, locale);
    let all = document.paragraphs.iter().zip(texts).zip(found);
    let wanted = all.filter(|((paragraph, _), _)| {
        paragraph.translate && paragraph.kind() != ParagraphKind::Boilerplate
    });
    wanted
        .map(|((paragraph, text), mut quotations)| {
            let mut end = 0;
            let ends = paragraph.segments.iter().map(|segment| {
                end += segment.before.len() + segment.content.plain().len();
                end
            });
            let ends: Vec<usize> = ends.collect();
            if paragraph.role == Role::PullQuote && quotations.is_empty() {
                quotations = whole(&text);
            }
            Paragraph {
                number: paragraph.number,
                line: paragraph.line,
                text,
                ends,
                quotations,
            }
        })
        .collect()
}

/// A pull quote without marks is somebody's words all the same.
fn whole(text: &str) -> Vec<Quotation> {
    let span = crate::model::Span {
        bytes: 0..text.len(),
        characters: 0..text.chars().count(),
    };
    vec![Quotation {
        span: span.clone(),
        inner: span,
        depth: 1,
        parent: None,
        speaker: None,
        continued: false,
        continues: false,
        closed: false,
        elisions: Vec::new(),
        insertions: Vec::new(),
    }]
}

/// The words of a paragraph.
pub(super) fn words<'a>(paragraph: &'a Paragraph, locale: &Locale) -> Vec<Word<'a>> {
    let text = paragraph.text.as_str();
    let mut words: Vec<Word<'a>> = Vec::new();
    let (mut end, mut counted, mut column) = (0, 0, 1);
    let outer = paragraph.quotations.iter().enumerate();
    let mut outer = outer.filter(|(_, one)| one.parent.is_none()).peekable();
    for place in places(text) {
        let gap = text.get(end..place.start).unwrap_or_default();
        end = place.end;
        let passed = text.get(counted..place.start).unwrap_or_default();
        column += passed.chars().count() as u64;
        counted = place.start;
        while outer
            .next_if(|(_, one)| one.span.bytes.end <= place.start)
            .is_some()
        {}
        let around = outer.peek().filter(|(_, one)| one.covers(place.start));
        let whole = text.get(place.clone()).unwrap_or_default();
        let (own, possessive) = match whole.strip_suffix("’s").or(whole.strip_suffix("'s")) {
            Some(own) => (own, true),
            None => (whole, is_plural_possessive(text, end, whole)),
        };
        let segment = paragraph.ends.partition_point(|end| *end <= place.start);
        let last = words.last().map(|word| word.segment);
        words.push(Word {
            text: own,
            folded: fold(own, locale),
            bytes: place.start..place.start + own.len(),
            gap,
            possessive,
            capital: own.starts_with(char::is_uppercase),
            begins: last != Some(segment) || opens(gap),
            segment,
            column,
            quotation: around.map(|(at, _)| *at),
        });
    }
    words
}

/// Relatives’ names.
fn is_plural_possessive(text: &str, end: usize, word: &str) -> bool {
    let mut behind = text.get(end..).unwrap_or_default().chars();
    word.ends_with('s')
        && behind.next().is_some_and(|c| matches!(c, '’' | '\''))
        && behind.next() == Some(' ')
}

/// Whether what stands between two words lets a sentence begin.
fn opens(gap: &str) -> bool {
    gap.contains([
        '“', '„', '‘', '"', '«', '.', '!', '?', ':', '…', '–', '—', '•', '|', '[',
    ])
}

/// What is known of the words of all statements.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Folded words that stand somewhere in small letters.
    pub(super) small: BTreeSet<String>,
    /// Folded words that have their capital also within a sentence.
    pub(super) capital: BTreeSet<String>,
}

impl Habits {
    /// Counts the words of a paragraph.
    pub(super) fn add(&mut self, text: &str, words: &[Word<'_>]) {
        let titled = is_titled(text, words);
        for word in words {
            if word.text.starts_with(char::is_lowercase) {
                self.small.insert(word.folded.clone());
            } else if word.capital && !word.begins && !titled {
                self.capital.insert(word.folded.clone());
            }
        }
    }
}

/// Whether a paragraph is set like a title, where a capital says nothing.
pub(super) fn is_titled(text: &str, words: &[Word<'_>]) -> bool {
    if text.trim_end().ends_with(['.', '”', '?', '!', '…']) {
        return false;
    }
    let long = words.iter().filter(|word| word.folded.chars().count() >= 4);
    let long: Vec<&Word<'_>> = long
        .filter(|word| !word.begins && !word.is_numeric())
        .collect();
    let capital = long.iter().filter(|word| word.capital).count();
    long.len() >= 4 && capital * 10 >= long.len() * 7
}
