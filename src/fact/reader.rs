//! Statements into facts.

use std::collections::BTreeSet;

use crate::glossary::{Glossary, MatcherError};
use crate::model::{Document, Locale, Role};
use crate::text::quotation::Lexicon;

use super::date::{self, Date};
use super::name::Known;
use super::number::{self, Number};
use super::person::Persons;
use super::run::{Line, Mention};
use super::spelling::{Spelt, spelling};
use super::title::{self, Title};
use super::when::When;
use super::word::{Habits, Paragraph, Word, is_titled, paragraphs, words};
use super::{At, Dated, Detail, Fact, Kind, Named, Sheet, Titled, differ};

/// Reads facts out of statements.
pub struct Reader {
    known: Known,
    locale: Locale,
}

/// A statement being read.
struct Page<'a> {
    name: &'a str,
    day: Option<When>,
    lines: Vec<Line<'a>>,
    mentions: Vec<Vec<Mention>>,
}

impl Reader {
    /// A reader of statements in the source language, with the names of a glossary.
    /// Where profiles or days matter, give it what is in force
    /// ([`Glossary::in_force`]).
    ///
    /// # Errors
    /// If the glossary is too large to be searched for in one pass.
    pub fn new(glossary: &Glossary, source: &Locale) -> Result<Reader, MatcherError> {
        Ok(Reader {
            known: Known::new(glossary, source)?,
            locale: source.clone(),
        })
    }

    /// The facts of statements, which are read together: a surname means the person
    /// that another statement has in full. What is not for translation is not read.
    /// Takes time in proportion to the texts.
    pub fn read(&self, documents: &[Document]) -> Vec<Sheet> {
        let texts = documents.iter().map(|one| paragraphs(one, &self.locale));
        let texts: Vec<Vec<Paragraph>> = texts.collect();
        let mut habits = Habits::default();
        let mut pages: Vec<Page<'_>> = Vec::with_capacity(texts.len());
        for (document, paragraphs) in documents.iter().zip(&texts) {
            let lines = paragraphs.iter().map(|paragraph| self.line(paragraph));
            let lines: Vec<Line<'_>> = lines.collect();
            lines
                .iter()
                .for_each(|line| habits.add(&line.paragraph.text, &line.words));
            pages.push(Page {
                name: &document.name,
                day: self.day(document),
                lines,
                mentions: Vec::new(),
            });
        }
        self.names(&mut pages, &habits);
        pages.iter().map(|page| self.sheet(page)).collect()
    }

    fn line<'a>(&self, paragraph: &'a Paragraph) -> Line<'a> {
        let words = words(paragraph, &self.locale);
        let mut line = Line {
            paragraph,
            dates: date::dates(&words, &self.locale),
            is_titled: is_titled(&paragraph.text, &words),
            words,
            speakers: speakers(paragraph),
            known: Vec::new(),
            titles: Vec::new(),
        };
        self.known.find(&mut line);
        line
    }

    /// The day of a statement: that of its name, or of its byline.
    fn day(&self, document: &Document) -> Option<When> {
        When::of_name(&document.name).or_else(|| {
            let dated = |role| matches!(role, Role::Byline | Role::Dateline | Role::Distribution);
            let lines = document.paragraphs.iter().filter(|p| dated(p.role));
            lines.take(8).find_map(|paragraph| {
                let paragraph = Paragraph {
                    number: paragraph.number,
                    line: paragraph.line,
                    text: paragraph.text(),
                    ends: Vec::new(),
                    quotations: Vec::new(),
                };
                let words = words(&paragraph, &self.locale);
                let dates = date::dates(&words, &self.locale);
                let said = |date: Date| (date.relative.is_none()).then_some(date.said);
                let mut said = dates.into_iter().filter_map(said);
                said.find(|when| when.year.is_some() && when.month.is_some())
            })
        })
    }

    /// Finds all names, and who is meant by each.
    fn names(&self, pages: &mut [Page<'_>], habits: &Habits) {
        let lexicon = Lexicon::of(&self.locale);
        let mut persons = Persons::default();
        for (number, page) in pages.iter_mut().enumerate() {
            for line in &page.lines {
                let mut mentions = line.known.clone();
                if self.locale.language() == "en" {
                    mentions.extend(line.runs(habits, &lexicon));
                }
                mentions.sort_by_key(|mention| mention.words.start);
                title::with_titles(line, &mut mentions, &lexicon);
                for mention in mentions.iter().filter(|m| m.kind == Kind::Person) {
                    let concept = mention.concept.as_deref();
                    persons.add(&mention.tokens, &mention.value, concept, Some(number));
                }
                page.mentions.push(mentions);
            }
        }
        self.known.persons(&mut persons);
        for (number, page) in pages.iter().enumerate() {
            let names = page.mentions.iter().flatten();
            for mention in names.filter(|m| m.kind == Kind::Name && m.tokens.len() > 1) {
                persons.see(&mention.tokens, number);
            }
        }
        for (number, page) in pages.iter_mut().enumerate() {
            for mention in page.mentions.iter_mut().flatten() {
                persons.resolve(mention, number);
            }
        }
    }

    fn sheet(&self, page: &Page<'_>) -> Sheet {
        let lexicon = Lexicon::of(&self.locale);
        let mut facts = Vec::new();
        let mut spellings = Vec::new();
        for (line, mentions) in page.lines.iter().zip(&page.mentions) {
            let titles = title::titles(line, mentions, &lexicon);
            let reading = Reading {
                page,
                line,
                mentions,
                titles: &titles,
                locale: &self.locale,
            };
            let mut found = reading.facts();
            found.sort_by_key(|fact| (fact.at.column, fact.kind));
            facts.append(&mut found);
            spellings.extend(reading.spellings());
        }
        Sheet {
            statement: page.name.to_owned(),
            day: page.day.map(|day| day.to_string()),
            facts,
            spellings,
        }
    }
}

/// The speakers that a paragraph names.
fn speakers(paragraph: &Paragraph) -> BTreeSet<String> {
    let speakers = paragraph
        .quotations
        .iter()
        .filter_map(|quotation| quotation.speaker.as_ref());
    speakers.map(|speaker| speaker.name.clone()).collect()
}

/// A paragraph with everything that was found in it.
struct Reading<'r, 'a> {
    page: &'r Page<'a>,
    line: &'r Line<'a>,
    mentions: &'r [Mention],
    titles: &'r [Title],
    locale: &'r Locale,
}

impl Reading<'_, '_> {
    fn facts(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = Vec::new();
        facts.extend(self.line.dates.iter().map(|date| self.date(date)));
        facts.extend(self.numbers().into_iter().map(|number| self.number(number)));
        let mut titled = vec![false; self.line.words.len()];
        for title in self.titles {
            let words = titled
                .iter_mut()
                .take(title.words.end)
                .skip(title.words.start);
            words.for_each(|one| *one = true);
        }
        let in_title = |mention: &Mention| {
            mention.concept.is_none() && titled.get(mention.words.start).copied().unwrap_or(false)
        };
        let names = self.mentions.iter().filter(|mention| !in_title(mention));
        facts.extend(names.map(|mention| self.name(mention)));
        facts.extend(self.titles.iter().map(|title| self.title(title)));
        facts
    }

    fn numbers(&self) -> Vec<Number> {
        let mut taken = vec![false; self.line.words.len()];
        for date in &self.line.dates {
            let words = taken.iter_mut().take(date.words.end).skip(date.words.start);
            words.for_each(|one| *one = true);
        }
        let text = &self.line.paragraph.text;
        let mut found = number::numbers(text, &self.line.words, &taken, self.locale);
        // 1. at the beginning of a paragraph is the number of the paragraph.
        found.retain(|number| {
            let listed = number.words == (0..1)
                && self
                    .line
                    .words
                    .get(1)
                    .is_some_and(|next| next.gap.starts_with(['.', ')']));
            !listed
        });
        for number in &mut found {
            self.surround(number);
        }
        found
    }

    /// Names and years in the segment of a number.
    fn surround(&self, number: &mut Number) {
        let segment = |at: usize| self.line.words.get(at).map(|word| word.segment);
        let own = segment(number.words.start);
        let first = self
            .mentions
            .partition_point(|m| segment(m.words.start) < own);
        let mentions = self
            .mentions
            .iter()
            .skip(first)
            .take_while(|m| segment(m.words.start) == own);
        for mention in mentions.take(64) {
            match mention.kind {
                Kind::Name | Kind::Person => number.things.insert(mention.value.clone()),
                _ => number.names.insert(mention.value.clone()),
            };
        }
        let all = &self.line.dates;
        let first = all.partition_point(|date| segment(date.words.start) < own);
        let dates = all.iter().skip(first).take(16);
        let dates = dates.take_while(|date| segment(date.words.start) == own);
        for date in dates {
            number.years.extend(date.said.year);
            number.months.extend(date.said.month);
        }
    }

    fn number(&self, number: Number) -> Fact {
        let words = number.words.start..number.end.max(number.words.end);
        let value = match (number.noun.is_empty(), number.reference) {
            (true, _) => number.amount.to_string(),
            (false, true) => format!("{} {}", number.noun, number.amount),
            (false, false) => format!("{} {}", number.amount, number.noun),
        };
        self.fact(Kind::Number, value, &words, Detail::Number(number))
    }

    fn date(&self, date: &Date) -> Fact {
        let words = self.line.slice(&date.words);
        let meant = date.meant(self.page.day).map(|when| self.with_year(when));
        let value = match date.relative {
            None => date.said.to_string(),
            Some(_) => crate::text::fold::fold(words, self.locale),
        };
        let events = differ::events(self.line, self.mentions, date);
        let dated = Dated {
            when: meant.unwrap_or_default(),
            relative: date.relative.is_some(),
            weekday: date.other_weekday(),
            events,
        };
        let mut fact = self.fact(Kind::Date, value, &date.words, Detail::Date(dated));
        fact.meant = meant
            .map(|when| when.to_string())
            .filter(|meant| *meant != fact.value);
        fact
    }

    /// A day and month without a year are of the year of the statement, if they had
    /// come by then.
    fn with_year(&self, when: When) -> When {
        let Some(today) = self.page.day.filter(|_| when.year.is_none()) else {
            return when;
        };
        let come = when
            .month
            .zip(today.month)
            .is_some_and(|(month, now)| month <= now);
        When {
            year: today.year.filter(|_| come),
            ..when
        }
    }

    fn name(&self, mention: &Mention) -> Fact {
        let named = Named {
            written: mention.written.clone(),
            preferred: mention.preferred.clone(),
            refused: mention.refused,
        };
        let value = mention.value.clone();
        let mut fact = self.fact(mention.kind, value, &mention.words, Detail::Name(named));
        fact.concept.clone_from(&mention.concept);
        fact
    }

    fn title(&self, title: &Title) -> Fact {
        let words = self.line.slice(&title.words);
        let folded = crate::text::fold::fold(words, self.locale);
        let value = format!("{folded}: {}", title.person);
        let titled = Titled {
            person: title.person.clone(),
            title: folded,
        };
        self.fact(Kind::Title, value, &title.words, Detail::Title(titled))
    }

    fn fact(
        &self,
        kind: Kind,
        value: String,
        words: &std::ops::Range<usize>,
        detail: Detail,
    ) -> Fact {
        Fact {
            kind,
            value,
            meant: None,
            concept: None,
            at: self.at(words),
            detail,
        }
    }

    fn at(&self, range: &std::ops::Range<usize>) -> At {
        let first = self.line.words.get(range.start);
        let paragraph = self.line.paragraph;
        let around = first.and_then(|word| word.quotation);
        let around = around.and_then(|at| paragraph.quotations.get(at));
        let segment = first.map_or(0, |word| word.segment);
        At {
            statement: self.page.name.to_owned(),
            line: paragraph.line,
            unit: format!("p{}.s{}", paragraph.number, segment + 1),
            column: first.map_or(1, |word| word.column),
            words: self.line.slice(range).to_owned(),
            quoted: around.is_some(),
            speaker: around
                .and_then(|q| q.speaker.as_ref())
                .map(|speaker| speaker.name.clone()),
        }
    }

    /// Words whose spelling differs between houses; names keep their own.
    fn spellings(&self) -> Vec<Spelt> {
        if self.locale.language() != "en" {
            return Vec::new();
        }
        let own = |word: &Word<'_>| word.begins || !word.capital;
        let all = self
            .line
            .words
            .iter()
            .enumerate()
            .filter(|(_, word)| own(word));
        all.filter_map(|(at, word)| {
            let (key, way) = spelling(&word.folded)?;
            Some(Spelt {
                key,
                way,
                at: self.at(&(at..at + 1)),
            })
        })
        .collect()
    }
}
