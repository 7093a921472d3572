//! The sheet of quotations: every quotation of every statement, its source, its history
//! and what became of its words.

mod html;

use serde::Serialize;

use crate::pipeline::Error;

use super::Survey;
use super::release::Quote;
use super::told::Change;
use super::trace::{Source, Trail};

pub use html::html;

/// The sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// The statements that quote something, the oldest first.
    pub statements: Vec<OfStatement>,
}

/// The quotations of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfStatement {
    /// Its name.
    pub statement: String,
    /// Its date, as far as it is known.
    pub date: String,
    /// Its quotations, in order.
    pub quotations: Vec<Entry>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its number in the statement, from 1.
    pub number: u32,
    /// The paragraph in which it begins, from 1.
    pub paragraph: u32,
    /// The line of the statement, from 1.
    pub line: u64,
    /// The first character of the paragraph that is quoted, from 0, marks left out.
    pub start: usize,
    /// 1 for a quotation of the text itself, 2 for one inside of that.
    pub depth: u8,
    /// Who says it, when the text names somebody.
    pub speaker: Option<String>,
    /// Its words, with a line feed between paragraphs.
    pub text: String,
    /// Where it comes from.
    pub source: Option<From>,
    /// Where else words of the same source are quoted, the oldest first; at most 50.
    pub history: Vec<Seen>,
    /// How many such places there are.
    pub seen: usize,
}

/// The source of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct From {
    /// What kind of source it is.
    pub kind: &'static str,
    /// The id of the passage, if it is one.
    pub passage: Option<String>,
    /// Where it stands, in one line.
    pub place: String,
    /// What can be said of the quotation: `verbatim`, or all of `cut`, `elided`,
    /// `restored`, `inserted`, `altered` that fit.
    pub verdicts: Vec<&'static str>,
    /// What was changed, in order.
    pub changes: Vec<Change>,
}

/// A place where words of the same source are quoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The statement.
    pub statement: String,
    /// Its date, as far as it is known.
    pub date: String,
    /// The version, when it is an older one.
    pub version: Option<i64>,
    /// The paragraph, from 1.
    pub paragraph: u32,
    /// The words there.
    pub text: String,
}

/// So many places of the history of one quotation are listed; a phrase that stands in
/// every statement would fill the sheet with itself.
const HISTORY: usize = 50;

/// The sheet of all quotations that were looked at.
pub fn sheet(survey: &Survey) -> Sheet {
    let mut sheet = Sheet::default();
    let mut last = None;
    for trail in &survey.trails.list {
        let Some((release, quote)) = survey.corpus.quote(trail.release, trail.quote) else {
            continue;
        };
        if last != Some(trail.release) {
            sheet.statements.push(OfStatement {
                statement: release.name.clone(),
                date: release.date.clone(),
                quotations: Vec::new(),
            });
            last = Some(trail.release);
        }
        let entry = entry(survey, trail, quote);
        if let (Some(entry), Some(statement)) = (entry, sheet.statements.last_mut()) {
            statement.quotations.push(entry);
        }
    }
    sheet
}

fn entry(survey: &Survey, trail: &Trail, quote: &Quote) -> Option<Entry> {
    let first = quote.utterance.stretches.first()?;
    let family = trail.family.and_then(|at| survey.trails.families.get(at));
    let release = survey.corpus.releases.get(trail.release)?;
    let paragraph = release.paragraphs.get(first.paragraph)?;
    Some(Entry {
        number: quote.number,
        paragraph: paragraph.number,
        line: paragraph.line,
        start: first.place.characters.start,
        depth: quote.utterance.depth,
        speaker: quote.speaker.clone(),
        text: quote.utterance.text.clone(),
        source: trail
            .source
            .as_ref()
            .map(|source| from(survey, trail, source)),
        history: history(survey, trail),
        seen: family.map_or(0, |family| family.members.len().saturating_sub(1)),
    })
}

fn from(survey: &Survey, trail: &Trail, source: &Source) -> From {
    let verdicts = source.tracing.verdicts();
    let passage = survey.corpus.passage(source.text);
    From {
        kind: source.kind.as_str(),
        passage: passage.map(|(passage, _)| passage.id()),
        place: survey.corpus.line(source.text),
        verdicts: verdicts.into_iter().map(|one| one.as_str()).collect(),
        changes: survey.changes(trail),
    }
}

fn history(survey: &Survey, trail: &Trail) -> Vec<Seen> {
    let family = trail.family.and_then(|at| survey.trails.families.get(at));
    let members = family.map_or(&[][..], |family| &family.members);
    let others = members
        .iter()
        .filter(|one| **one != (trail.release, trail.quote));
    others
        .take(HISTORY)
        .filter_map(|(release, quote)| seen(survey, *release, *quote))
        .collect()
}

/// A quotation as a place where something was seen.
pub fn seen(survey: &Survey, release: usize, quote: usize) -> Option<Seen> {
    let (release, quote) = survey.corpus.quote(release, quote)?;
    let first = quote.utterance.stretches.first()?;
    Some(Seen {
        statement: release.name.clone(),
        date: release.date.clone(),
        version: release.version.filter(|_| !release.newest),
        paragraph: release.paragraphs.get(first.paragraph)?.number,
        text: quote.utterance.text.clone(),
    })
}

/// The sheet as JSON, indented, with a line feed at its end.
///
/// # Errors
///
/// None in practice: everything in a sheet can be written.
pub fn json(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let written = serde_json::to_vec_pretty(sheet);
    let mut bytes =
        written.map_err(|error| crate::formats::Error::from(std::io::Error::from(error)))?;
    bytes.push(b'\n');
    Ok(bytes)
}
