use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MarkedText, ReportChanges};

/// What a coordinator sees of the whole desk on one day: how far every language has
/// come, which words are used, and where a decision is not kept.
///
/// It is plain data. `pipeline::report` gathers it, and `formats::report` writes it as
/// a page, as JSON and as CSV. Everything is in one order, so that the same state of the
/// desk gives the same bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The day it was made, `YYYY-MM-DD`.
    pub day: String,
    /// The language of the sources, as a tag.
    pub source: String,
    /// The house profile, when one is chosen.
    pub profile: Option<String>,
    /// The version of the glossary: 12 hexadecimal digits that are the same for the same
    /// rows. Empty without a glossary.
    pub glossary: String,
    /// The languages, in the order of the project.
    pub locales: Vec<ReportLocale>,
    /// The concepts of the glossary, in its order.
    pub concepts: Vec<ReportConcept>,
    /// The statements, by name.
    pub statements: Vec<ReportStatement>,
    /// What is different from an earlier day or report, if one was named or found.
    pub since: Option<ReportChanges>,
    /// What was left out because there is too much, each with a way to get it.
    pub left_out: Vec<LeftOut>,
}

/// One language at a glance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportLocale {
    /// The tag.
    pub locale: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// Statements.
    pub statements: usize,
    /// Segments that are for translation.
    pub segments: usize,
    /// Of those, segments that have a translation: in their very place, or one of the very
    /// same text elsewhere.
    pub translated: usize,
    /// Segments by the state of their translation; `open` for those without one,
    /// `disputed` for those with several of which none would be filled in. They add up to
    /// `segments`.
    pub states: BTreeMap<String, usize>,
    /// Segments and words by band, in the words of `analyse`.
    pub bands: Vec<ReportBand>,
    /// Findings that nobody accepted.
    pub errors: usize,
    /// The like.
    pub warnings: usize,
    /// The like.
    pub notes: usize,
    /// Findings that somebody accepted.
    pub accepted: usize,
    /// Units kept aside that wait for a decision.
    pub quarantined: usize,
    /// Those units, in the order in which they came in.
    pub waiting: Vec<ReportWaiting>,
    /// Concepts with a decided term that is signed off.
    pub signed: usize,
    /// Concepts with a decided term that nobody has signed off.
    pub unsigned: usize,
    /// Concepts without any term to use.
    pub undecided: usize,
    /// Translations of the memory that belong to no statement here.
    pub elsewhere: usize,
    /// How it came to be: one point for each day on which something changed, oldest
    /// first.
    pub history: Vec<ReportPoint>,
}

/// A unit that was kept aside and waits for a decision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportWaiting {
    /// Its number, by which `tilmach quarantine` shows it and decides on it.
    pub number: i64,
    /// The statement it was sent out from; empty when that is none of those here.
    pub statement: String,
    /// The unit as the file names it: `p3.s2`.
    pub unit: String,
    /// The file it came in, without its folder.
    pub file: String,
    /// The day that file came in, `YYYY-MM-DD`.
    pub day: String,
    /// Why it was kept aside, as the code of a finding.
    pub reason: String,
    /// The same in words; empty where the memory does not have them.
    pub message: String,
}

/// A row of an analysis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportBand {
    /// Its word: `in-context`, `100`, `repetition` …
    pub band: String,
    /// Segments.
    pub segments: usize,
    /// Words by the rules of Unicode.
    pub words: usize,
}

/// The state of a language on an earlier day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportPoint {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Segments for translation of the statements that were there.
    pub segments: usize,
    /// Of those, segments whose translation was there.
    pub translated: usize,
    /// Of those, segments whose translation is kept to be without an error today.
    pub sound: usize,
}

/// A concept of the glossary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportConcept {
    /// Its key.
    pub id: String,
    /// Its field.
    pub domain: String,
    /// What the idea is; empty when the glossary does not say.
    pub definition: String,
    /// Who or what decided about its terms.
    pub decision: String,
    /// A remark.
    pub note: String,
    /// Whether its terms must not stand in a translation whose source has it not.
    pub guard: bool,
    /// The terms of the source language.
    pub source_terms: Vec<ReportTerm>,
    /// In how many segments for translation of the statements the concept stands, quoted
    /// or not.
    pub in_sources: usize,
    /// What was decided in each language and what became of it, in the order of the
    /// languages.
    pub locales: Vec<ReportDecision>,
}

/// A term of the glossary.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportTerm {
    /// The words.
    pub text: String,
    /// `preferred`, `admitted`, `deprecated`, `forbidden`, `missing`.
    pub usage: String,
    /// What it rests on, for people.
    pub evidence: String,
    /// The alias of who answers for it.
    pub signed_by: Option<String>,
    /// Since when, `YYYY-MM-DD`.
    pub signed_on: Option<String>,
    /// Why it was signed off, in the words of who did.
    pub reason: String,
    /// The house profile whose decision this is; empty: all.
    pub profile: String,
    /// `narration`, `quotation`, `both`.
    pub scope: String,
    /// The first day of the decision, if it has one.
    pub valid_from: Option<String>,
    /// The last day of the decision, if it has one.
    pub valid_until: Option<String>,
    /// Whether it holds on the day of the report for the profile of the project.
    pub in_force: bool,
    /// A remark.
    pub note: String,
}

/// How far the decision about a concept has come in a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decided {
    /// There is a term to use, attested or not, and somebody signed it off.
    Signed,
    /// There is a term to use that nobody signed off.
    Unsigned,
    /// There is no term to use.
    #[default]
    Undecided,
}

impl Decided {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Decided::Signed => "signed",
            Decided::Unsigned => "unsigned",
            Decided::Undecided => "undecided",
        }
    }
}

/// The codes of findings which say that a decision of the glossary is not kept. That one
/// word has two renderings which are both right is no such thing, nor is what cannot be
/// told.
pub const NOT_KEPT: [&str; 6] = [
    "term::missing",
    "term::forbidden",
    "term::deprecated",
    "term::other-profile",
    "term::altered-quotation",
    "term::guard",
];

/// A concept in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportDecision {
    /// The tag.
    pub locale: String,
    /// How far it is decided.
    pub decided: Decided,
    /// Its terms, best first.
    pub terms: Vec<ReportTerm>,
    /// How many translations have a source in which the concept stands.
    pub asked: usize,
    /// In how many of these translations which term of the concept stands, right or wrong,
    /// most often first.
    pub renderings: Vec<ReportRendering>,
    /// Translations with a finding that says that the decision is not kept (one of
    /// [`NOT_KEPT`]) and that nobody accepted; each is counted once.
    pub not_kept: usize,
    /// Of those, translations whose source has not the concept: a guarded or a forbidden
    /// word stands in them all the same. The others are among `asked`.
    pub unasked: usize,
    /// Translations of which the checks cannot tell whether the decision is kept
    /// (`term::unsure`), and nobody accepted it. None of them is among `not_kept`.
    pub unsure: usize,
    /// A place for each translation of `not_kept`, that of its gravest finding; fewer when
    /// there are too many (see [`Report::left_out`]).
    pub places: Vec<ReportPlace>,
}

/// How often a term was used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportRendering {
    /// The citation form.
    pub term: String,
    /// In how many translations it stands for a term of the source.
    pub count: usize,
}

/// A finding on a translated segment, by where it stands in the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReportPlace {
    /// The statement's name.
    pub statement: String,
    /// The unit: `p3.s2`.
    pub unit: String,
    /// The place of the translation in [`ReportUnit::translations`] of that unit.
    pub translation: usize,
    /// The place of the finding in [`ReportTranslation::findings`].
    pub finding: usize,
}

/// A statement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportStatement {
    /// Its name.
    pub name: String,
    /// Its date as far as it is known, `YYYY-MM-DD`, or empty.
    pub date: String,
    /// The number of its version, from 1; none when the memory has not seen it yet.
    pub version: Option<i64>,
    /// 12 hexadecimal digits that are the same for the same segments.
    pub digits: String,
    /// Its segments for translation, carried or not.
    pub segments: usize,
    /// What there is of it in each language, in their order, carried or not.
    pub locales: Vec<ReportTally>,
    /// Its segments, in order.
    pub units: Vec<ReportUnit>,
}

/// A statement in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportTally {
    /// The tag.
    pub locale: String,
    /// Segments that have a translation.
    pub translated: usize,
    /// Findings that nobody accepted.
    pub errors: usize,
    /// The like.
    pub warnings: usize,
    /// The like.
    pub notes: usize,
    /// Findings that somebody accepted.
    pub accepted: usize,
}

/// A segment with all its translations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportUnit {
    /// `p3.s2`.
    pub id: String,
    /// The line of the statement, from 1.
    pub line: u64,
    /// What its paragraph is for, in a word.
    pub role: String,
    /// Whether it is for translation.
    pub translate: bool,
    /// Its text, inline codes left out, with what is quoted and the terms marked.
    pub source: MarkedText,
    /// Who is quoted in it, each once.
    pub speakers: Vec<String>,
    /// What is said of its quotations: their source and whether they are verbatim, one
    /// line each.
    pub quotations: Vec<String>,
    /// Its translations, in the order of the languages; several of one language where
    /// they disagree. Languages without one are left out.
    pub translations: Vec<ReportTranslation>,
    /// Languages of which a translation was left out for want of room (see
    /// [`Report::left_out`]): that none stands here does not say that there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unshown: Vec<String>,
}

/// A translation of a segment in its place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportTranslation {
    /// The tag.
    pub locale: String,
    /// Its text, inline codes left out, with what is quoted, the terms and the words in
    /// question marked.
    pub text: MarkedText,
    /// Its state in the memory.
    pub state: String,
    /// `in-context` when it was made for this very place, `100` when it is one of the very
    /// same text elsewhere. Suggestions below 100 are no translations of the segment and
    /// not here.
    pub band: String,
    /// Whether it would be filled into the next package.
    pub filled: bool,
    /// The alias of who made it.
    pub by: Option<String>,
    /// The file it came in.
    pub file: String,
    /// The day it came in, `YYYY-MM-DD`.
    pub day: String,
    /// What is wrong with it.
    pub findings: Vec<ReportFinding>,
}

/// A finding on a translation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportFinding {
    /// The 12 digits by which it is accepted: the same finding has the same ones in
    /// every report.
    pub id: String,
    /// Its code: `term::missing`.
    pub code: String,
    /// `error`, `warning`, `note`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// The words in question; empty when there are none.
    pub words: String,
    /// What to do; empty when nothing is said.
    pub help: String,
    /// The concept it is about; empty when it is about none.
    pub concept: String,
    /// Why somebody accepted it.
    pub accepted: Option<String>,
}

/// What a report leaves out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// What it is, with its number: `"412,000 segments without findings"`.
    pub what: String,
    /// How to get it: a command.
    pub instead: String,
}
