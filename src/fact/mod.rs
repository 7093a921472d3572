//! What statements state: numbers, dates, names and titles, and where they differ.
//!
//! An editor at the hour of release asks whether it is 120 or 126, Turk or Türk,
//! finalised or finalized. This room lists what there is and where values differ; it
//! never says which is true. Names of the glossary are known in every language, figures
//! and years too; everything else is read by the conventions of English, and a source in
//! another language has so much fewer rows.
//!
//! ```
//! use tilmach::fact::{Kind, Reader};
//! use tilmach::glossary::Glossary;
//! use tilmach::model::{Document, Locale};
//! # use tilmach::{diag::Findings, pipeline::read::read_statement, text::segment::Segmenter};
//! # let english = Locale::english();
//! # let read = |name, text: &str| {
//! #     let segmenter = Segmenter::of(&english);
//! #     read_statement(name, text.as_bytes(), &segmenter, &mut Findings::new()).unwrap()
//! # };
//! let statements = [
//!     read("2022-09-01-a", "The Open Doors campaign has profiled 120 individuals so far."),
//!     read("2022-09-20-b", "They are 126 people whom the Open Doors campaign has profiled."),
//! ];
//! let reader = Reader::new(&Glossary::default(), &english)?;
//! let sheets = reader.read(&statements);
//! let differences = tilmach::fact::differences(&sheets).differences;
//! let values: Vec<&str> = differences[0].values.iter().map(|v| v.value.as_str()).collect();
//! assert_eq!(values, ["120", "126"]);
//! # Ok::<(), tilmach::glossary::MatcherError>(())
//! ```

mod date;
mod differ;
mod lexicon;
mod name;
mod number;
mod person;
mod reader;
mod run;
mod spelling;
#[cfg(test)]
mod tests;
mod title;
mod when;
mod word;

use std::collections::BTreeSet;

use serde::Serialize;

use number::Number;
use when::When;

pub use differ::differences;
pub use reader::Reader;

/// What a fact is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number with what it counts.
    Number,
    /// A day, a month or a year.
    Date,
    /// Somebody's name.
    Person,
    /// The office somebody holds, as the statement has it.
    Title,
    /// A place.
    Place,
    /// A body: an organisation, an authority, an agency.
    Body,
    /// A people or a faith, if the glossary has it.
    People,
    /// Any other name, or one of which the text does not tell what it is of.
    Name,
    /// How a common word is spelt; only in differences.
    Spelling,
}

impl Kind {
    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Person => "person",
            Kind::Title => "title",
            Kind::Place => "place",
            Kind::Body => "body",
            Kind::People => "people",
            Kind::Name => "name",
            Kind::Spelling => "spelling",
        }
    }
}

/// Where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct At {
    /// The statement's name.
    pub statement: String,
    /// The line of the file, from 1.
    pub line: u64,
    /// The unit (`p3.s2`).
    pub unit: String,
    /// The first character in its paragraph, from 1.
    pub column: u64,
    /// The words as they stand.
    pub words: String,
    /// Whether they stand in a quotation: they are somebody's words then.
    pub quoted: bool,
    /// Whose, if the text says so.
    pub speaker: Option<String>,
}

/// A fact of a statement.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// What it is of.
    pub kind: Kind,
    /// The value in one form: `126 people`, `2022-08-31`, a name in its fullest form, a
    /// title with its person.
    pub value: String,
    /// The day meant, where the words say it only from the day of the statement.
    pub meant: Option<String>,
    /// The concept of the glossary, if it has one.
    pub concept: Option<String>,
    /// Where it stands.
    pub at: At,
    #[serde(skip)]
    detail: Detail,
}

/// What is known of a fact beside its value.
#[derive(Clone, Debug, Default)]
enum Detail {
    #[default]
    None,
    Number(Number),
    Date(Dated),
    Name(Named),
    Title(Titled),
}

/// A date, and what happened then.
#[derive(Clone, Debug)]
struct Dated {
    /// As it is meant.
    when: When,
    /// Whether it depends on the day of the statement.
    relative: bool,
    /// A day said in full with its day of the week, where these do not belong together:
    /// the day of the week that it has.
    weekday: Option<&'static str>,
    /// What happened, of which classes, to whom.
    events: BTreeSet<(&'static str, String)>,
}

/// A name as it is written.
#[derive(Clone, Debug)]
struct Named {
    /// As it stands, without a plural or possessive ending.
    written: String,
    /// What the glossary prefers, if it knows the name.
    preferred: Option<String>,
    /// Whether the glossary advises against what is written.
    refused: bool,
}

/// A title and whose it is.
#[derive(Clone, Debug)]
struct Titled {
    person: String,
    title: String,
}

/// What one statement states, in the order of its text.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    /// The statement's name.
    pub statement: String,
    /// The day it is of, as far as its name or its byline tells: `2022-09`.
    pub day: Option<String>,
    /// The facts.
    pub facts: Vec<Fact>,
    /// Words whose spelling differs between houses.
    #[serde(skip)]
    spellings: Vec<spelling::Spelt>,
}

/// What a comparison of statements found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// What differs.
    pub differences: Vec<Difference>,
    /// How many numbers, dates, names and titles were not compared with all others,
    /// because there are too many that might be of the same thing.
    pub skipped: usize,
}

/// Values that differ although they seem to be of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What they are of.
    pub kind: Kind,
    /// The thing: `people: profiled`, the person, the word.
    pub what: String,
    /// The values, in the order in which they first stand.
    pub values: Vec<Value>,
}

/// One of several values, with all its places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// The value.
    pub value: String,
    /// Where it stands; none for what only the glossary, or the calendar, has.
    pub places: Vec<At>,
}
