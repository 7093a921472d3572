//! What a changed decision touches: every place where a concept stands, in whatever form
//! and in whatever words, in all that the desk has out, in, and behind it.
//!
//! Terms count that are no longer in force, that are advised against, and those of other
//! house profiles: a place that has the wrong word already is touched as well.

mod find;
mod gather;
mod memory;
mod statements;
mod table;

use std::path::Path;

use serde::Serialize;

use crate::diag::Findings;
use crate::glossary::Glossary;
use crate::memory::Store;
use crate::model::{Document, Locale};

use super::{Desk, Error};

use find::Search;
use memory::Waiting;
use statements::Shelf;

pub use table::csv;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The key of a concept of the glossary.
    pub concept: &'a str,
    /// A term that would be used from now on, and its language. The glossary need not
    /// have it; its endings are then those of an empty cell.
    pub to: Option<(&'a Locale, &'a str)>,
    /// The languages to look into.
    pub locales: &'a [Locale],
    /// The folder for packages.
    pub out: &'a Path,
    /// The statements as they lie in their folder. What is not among them is looked into
    /// as the memory has it.
    pub documents: &'a [Document],
    /// Files that nobody has imported yet: how each is called, and its bytes.
    pub files: &'a [(String, Vec<u8>)],
}

/// Where a concept stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Where {
    /// A current translation of the memory.
    Memory,
    /// A package that is out, of which nothing has come back.
    Package,
    /// A file that came back: units that wait in quarantine, and files that nobody has
    /// imported yet.
    Returned,
    /// A sentence of a statement, or of an earlier version of one.
    Statement,
}

impl Where {
    /// All of them, in their order.
    pub const ALL: [Where; 4] = [
        Where::Memory,
        Where::Package,
        Where::Returned,
        Where::Statement,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Where::Memory => "memory",
            Where::Package => "package",
            Where::Returned => "returned",
            Where::Statement => "statement",
        }
    }

    /// The same for people.
    pub fn title(self) -> &'static str {
        match self {
            Where::Memory => "units of the memory",
            Where::Package => "packages out with translators",
            Where::Returned => "returned files",
            Where::Statement => "statements",
        }
    }
}

/// What was found in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A term of the concept in a translation whose source has the concept.
    Found,
    /// Something that may be one.
    Unsure,
    /// The source has the concept, the translation none of its terms.
    NoRendering,
    /// The source has the concept, and nobody has translated it yet.
    Open,
    /// A term of the concept in a source.
    Source,
}

impl Kind {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Found => "found",
            Kind::Unsure => "unsure",
            Kind::NoRendering => "no-rendering",
            Kind::Open => "open",
            Kind::Source => "source",
        }
    }
}

/// What the new term means for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum After {
    /// It has the term already.
    Has,
    /// It has another one.
    Changes,
    /// A person has to look: nothing is certain, or nothing is there.
    Look,
}

impl After {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            After::Has => "has",
            After::Changes => "changes",
            After::Look => "look",
        }
    }
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// Which kind of place it is.
    pub place: Where,
    /// The file: of a statement and of its packages the name of the statement, of a unit
    /// of the memory the file it came in, or the statement if that was one of our packages.
    pub file: String,
    /// The version of the statement, from 1, in which the unit stands under its id; of a
    /// package that of its statement. None of a statement in the folder that no command
    /// has put on record yet.
    pub version: Option<i64>,
    /// Whether a later version of the statement no longer has this sentence.
    pub earlier: bool,
    /// The export, of a package.
    pub export: Option<String>,
    /// The unit: `p3.s2`.
    pub unit: String,
    /// The language of the words.
    pub locale: Locale,
    /// The state of the translation, where it is known.
    pub state: Option<&'static str>,
    /// What was found.
    pub kind: Kind,
    /// The words of the source that are the concept, in their order.
    pub source: Vec<String>,
    /// The words of the translation.
    pub words: Option<String>,
    /// Which term of the concept that is.
    pub term: Option<String>,
    /// How the glossary says it is to be used; none for a term that is not in it yet.
    pub usage: Option<&'static str>,
    /// Whether that holds today for the profile of the project.
    pub in_force: bool,
    /// How the words are read: `kamp + 3sg possessive + dative`; of what is unsure, why.
    pub analysis: String,
    /// Whether the term has endings.
    pub inflected: bool,
    /// Whether the words stand in a quotation.
    pub quoted: bool,
    /// What the new term means for it, where one was named for this language.
    pub after: Option<After>,
}

/// The reach of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// The places: by kind of place, language, file and unit.
    pub occurrences: Vec<Occurrence>,
    /// Older packages on record of which nothing has come back, and whose place in the
    /// folder another one has taken since. They are not looked into.
    pub replaced: usize,
    /// Files that were named and have been imported before: their units are in the
    /// memory, and not looked at twice.
    pub imported: Vec<String>,
}

impl Impact {
    /// How many places fit.
    pub fn count(&self, fits: impl Fn(&Occurrence) -> bool) -> usize {
        self.occurrences.iter().filter(|one| fits(one)).count()
    }
}

/// Finds every place that a decision touches. `glossary` is the one that was read, for
/// every profile and every day.
///
/// # Errors
///
/// When the memory fails.
pub fn impact(
    desk: &Desk<'_>,
    store: &dyn Store,
    glossary: &Glossary,
    asked: &Asked<'_>,
    findings: &mut Findings,
) -> Result<Impact, Error> {
    let mut impact = Impact::default();
    let Some(search) = Search::new(desk, glossary, asked, findings)? else {
        return Ok(impact);
    };
    let shelf = Shelf::new(store, asked)?;
    let steps = asked.locales.len() + shelf.names.len() + 1;
    desk.progress.start("impact", steps as u64);
    statements(desk, store, asked, &shelf, (&search, &mut impact))?;
    gather::packages(desk, store, asked, &search, &mut impact)?;
    gather::kept_aside(store, desk, asked, &search, &mut impact)?;
    gather::files(desk, store, asked, &search, &mut impact, findings)?;
    desk.progress.step();
    desk.progress.finish();
    impact.occurrences.sort_by(|one, other| {
        let key = |of: &Occurrence| (of.place, of.locale.clone(), of.file.clone(), of.earlier);
        let unit = |of: &Occurrence| gather::numbers(&of.unit);
        key(one)
            .cmp(&key(other))
            .then_with(|| unit(one).cmp(&unit(other)))
    });
    Ok(impact)
}

/// The statements and their translations in the memory, and what else is in it.
fn statements(
    desk: &Desk<'_>,
    store: &dyn Store,
    asked: &Asked<'_>,
    shelf: &Shelf<'_>,
    (search, impact): (&Search, &mut Impact),
) -> Result<(), Error> {
    let mut waiting = Vec::with_capacity(asked.locales.len());
    for locale in asked.locales {
        waiting.push(Waiting::new(store, locale, search)?);
        desk.progress.step();
    }
    for name in &shelf.names {
        let editions = shelf.editions(store, name)?;
        statements::sources(desk, &editions, search, impact);
        for one in &mut waiting {
            one.place(desk, store, &editions, &shelf.names, (search, impact))?;
        }
        desk.progress.step();
    }
    for one in waiting {
        one.rest(search, impact);
    }
    Ok(())
}
