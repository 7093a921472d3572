//! The five statements, and the list of what was quoted from where.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use tilmach::model::{Locale, Role, Span};
use tilmach::passage::{PartKind, Tracing, Utterance, utterances};
use tilmach::statement::{Line, judge};
use tilmach::text::quotation::quotations;

const FILES: [(&str, &str); 5] = [
    ("released", "2022-09-01-amnesty-uk-report-released.txt"),
    ("must-act", "2022-09-amnesty-council-must-act.txt"),
    ("hkfp", "2023-08-31-hkfp-afp-un-accountability.txt"),
    ("wake-up", "2023-08-amnesty-anniversary-wake-up-call.txt"),
    ("three-years", "2025-08-amnesty-uk-three-years-on.txt"),
];

/// File, line, first character and the one behind the last.
pub(crate) type Name = (String, usize, usize, usize);

/// File and line.
pub(crate) type Place = (&'static str, usize);

/// A statement: its lines that are not blank.
pub(crate) struct Page {
    pub(crate) name: &'static str,
    number: usize,
    pub(crate) lines: Vec<(usize, String)>,
}

pub(crate) fn pages(folder: &Path) -> Vec<Page> {
    let page = |(number, (name, file)): (usize, &(&'static str, &str))| {
        let text = fs::read_to_string(folder.join(file)).expect("a statement");
        let lines = text
            .lines()
            .zip(1..)
            .map(|(line, number)| (number, line.to_owned()));
        Page {
            name,
            number,
            lines: lines.filter(|(_, line)| !line.trim().is_empty()).collect(),
        }
    };
    FILES.iter().enumerate().map(page).collect()
}

/// Somebody's words in a statement.
pub(crate) struct Said {
    pub(crate) page: usize,
    /// The lines they stand in.
    pub(crate) lines: Vec<usize>,
    pub(crate) utterance: Utterance,
    name: (usize, usize, usize),
    all: Vec<usize>,
}

impl Page {
    /// Its utterances: quotations, and pull quotes without marks.
    pub(crate) fn said(&self) -> Vec<Said> {
        let texts: Vec<&str> = self.lines.iter().map(|(_, text)| text.as_str()).collect();
        let found = quotations(&texts, &Locale::english());
        let mut said: Vec<(Utterance, (usize, usize, usize))> = utterances(&texts, &found)
            .into_iter()
            .map(|utterance| {
                let first = &utterance.stretches[0];
                let quotation = &found[first.paragraph][first.quotation.expect("a quotation")];
                let span = quotation.span.characters.clone();
                let line = self.lines[first.paragraph].0;
                (utterance, (line, span.start, span.end))
            })
            .collect();
        for index in self.pull_quotes(&texts) {
            if found[index].is_empty() {
                let utterance = Utterance::of_paragraph(index, texts[index]);
                let end = texts[index].chars().count();
                said.push((utterance, (self.lines[index].0, 0, end)));
            }
        }
        said.into_iter()
            .map(|(utterance, name)| self.with_lines(utterance, name))
            .collect()
    }

    fn with_lines(&self, utterance: Utterance, name: (usize, usize, usize)) -> Said {
        let lines = utterance
            .stretches
            .iter()
            .map(|s| self.lines[s.paragraph].0);
        let mut lines: Vec<usize> = lines.collect();
        lines.dedup();
        Said {
            page: self.number,
            lines,
            utterance,
            name,
            all: self.lines.iter().map(|(line, _)| *line).collect(),
        }
    }

    fn pull_quotes(&self, texts: &[&str]) -> Vec<usize> {
        let lines: Vec<Line<'_>> = self
            .lines
            .iter()
            .zip(texts)
            .map(|((number, _), text)| Line {
                number: *number as u64,
                text,
            })
            .collect();
        let verdicts = judge(&lines, &Locale::english());
        let is_pulled = |index: &usize| verdicts[*index].role == Role::PullQuote;
        (0..lines.len()).filter(is_pulled).collect()
    }
}

impl Said {
    pub(crate) fn name(&self, pages: &[Page]) -> Name {
        let (line, start, end) = self.name;
        (pages[self.page].name.to_owned(), line, start, end)
    }

    /// The line where what survives begins, and all of it in the lines.
    pub(crate) fn places(&self, tracing: &Tracing) -> (usize, Vec<Range<usize>>) {
        let places = tracing
            .survived()
            .flat_map(|span| self.utterance.places(span));
        let places: Vec<(usize, Range<usize>)> = places.collect();
        let line = self.all[places[0].0];
        (line, places.into_iter().map(|(_, place)| place).collect())
    }

    /// What was altered: its kind, where in the line of the source, and where in that
    /// of the quotation.
    pub(crate) fn altered(&self, tracing: &Tracing, source: Option<&Said>) -> Vec<Altered> {
        let place = |said: &Said, span: &Option<Span>| {
            let span = span.as_ref()?;
            let (_, place) = said.utterance.places(span).into_iter().next()?;
            Some((place.start, place.end))
        };
        tracing
            .alterations()
            .map(|part| Altered {
                kind: part.kind.as_str().to_owned(),
                source: source.and_then(|source| place(source, &part.source)),
                quoted: match part.kind {
                    PartKind::Omitted => None,
                    _ => place(self, &part.quoted),
                },
            })
            .collect()
    }
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Altered {
    kind: String,
    source: Option<(usize, usize)>,
    quoted: Option<(usize, usize)>,
}

#[derive(Deserialize)]
struct Quoted {
    file: String,
    line: usize,
    start: usize,
    end: usize,
}

impl Quoted {
    fn name(&self) -> Name {
        (self.file.clone(), self.line, self.start, self.end)
    }
}

#[derive(Deserialize)]
struct Source {
    file: String,
    line: usize,
}

#[derive(Deserialize)]
pub(crate) struct Link {
    quotation: Quoted,
    source: Source,
    pub(crate) verdicts: Vec<String>,
    kept: Vec<(usize, usize)>,
    #[serde(default)]
    altered: Vec<Altered>,
}

impl Link {
    pub(crate) fn kept(&self) -> Vec<Range<usize>> {
        self.kept.iter().map(|(start, end)| *start..*end).collect()
    }

    pub(crate) fn altered(&self) -> Vec<Altered> {
        self.altered.clone()
    }
}

#[derive(Deserialize)]
struct Members {
    members: Vec<Quoted>,
    fullest: Option<usize>,
}

#[derive(Deserialize)]
pub(crate) struct TooShort {
    #[allow(dead_code)]
    quotation: Quoted,
}

#[derive(Deserialize)]
pub(crate) struct Gold {
    link: Vec<Link>,
    group: Vec<Members>,
    pub(crate) too_short: Vec<TooShort>,
}

impl Gold {
    pub(crate) fn read() -> Gold {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/passages/statements.toml");
        let text = fs::read_to_string(path).expect("the list");
        toml::from_str(&text).expect("a list that can be read")
    }

    pub(crate) fn link(&self, quotation: &Name, source: &Place) -> Option<&Link> {
        let is = |link: &&Link| {
            link.quotation.name() == *quotation
                && link.source.file == source.0
                && link.source.line == source.1
        };
        self.link.iter().find(is)
    }

    pub(crate) fn links(&self) -> impl Iterator<Item = (Name, Place)> {
        self.link.iter().map(|link| {
            let file = FILES.iter().find(|(name, _)| *name == link.source.file);
            let file = file.expect("a file of the list").0;
            (link.quotation.name(), (file, link.source.line))
        })
    }

    /// The members of each group in order, and the fullest.
    pub(crate) fn groups(&self) -> BTreeSet<(Vec<Name>, Option<Name>)> {
        let group = |group: &Members| {
            let members: Vec<Name> = group.members.iter().map(Quoted::name).collect();
            let fullest = group.fullest.map(|index| members[index].clone());
            let mut members = members;
            members.sort();
            (members, fullest)
        };
        self.group.iter().map(group).collect()
    }
}
