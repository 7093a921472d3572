//! What can be typed after `tilmach glossary`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use tilmach::model::{Locale, Usage};
use tilmach::text::morphology::{Inflection, InflectionError};

use crate::cli::arguments::locale;

#[derive(Debug, Args)]
pub(crate) struct Glossary {
    #[command(subcommand)]
    pub(crate) step: Step,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Step {
    /// Look for contradictions, gaps and slips in the glossary
    ///
    /// In a project the statements are looked at too: which concepts stand in
    /// none, and which forms of English terms no row covers.
    Check(Files),
    /// List terms
    List(List),
    /// Show all that is known of a concept
    Show(Show),
    /// Write the glossary in one form: rows in their order, columns in theirs
    Export(Export),
    /// Take the terms of another table or termbase into a table of the project
    ///
    /// Reads our own tables (CSV, TSV, or a sheet of an .xlsx workbook), TBX of
    /// version 2 and 3, and word pairs as OmegaT keeps them; which one it is, is
    /// seen from what is in the file. New rows are added and empty cells filled. Where the two tables say
    /// different things, the project's table keeps its words unless --replace is
    /// given. What happens is said first; nothing is ever deleted. No term that comes
    /// so is signed off.
    Import(Import),
    /// Sign terms off: record that somebody answers for them, since today and why
    ///
    /// Signs the terms of a concept in one language that are in force for the profile of
    /// the project, or one of them. Of the table only the cells of the sign-off change.
    /// What is signed off and attested may cause errors from then on.
    Sign(Sign),
    /// Tell how the decision about a concept came to be what it is
    ///
    /// Whenever the memory is written to it keeps what has changed in the glossary since.
    /// Shown are the days, what changed, and how many packages went out in between.
    History(History),
    /// List all that a changed decision touches
    ///
    /// Units of the memory, packages that are out, returned files and statements, earlier
    /// versions too: every place where the concept stands, in any form and in any of its
    /// words, also those that are no longer in force.
    Impact(Impact),
    /// Compare two tables, concept by concept, term by term
    Diff(Diff),
    /// Say of terms whether texts have them, in whatever form
    ///
    /// Reads lines from standard input, each a term, a tab and a text. Every line
    /// is answered with a line of JSON: "found" is yes, no or unsure, "form" the
    /// words of the text, "analysis" how they are read. No project is needed.
    Match(Match),
}

#[derive(Debug, Args)]
pub(crate) struct Match {
    /// The language of the terms and the texts
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Locale,
    /// How the terms take endings, in the words of the glossary (simple, izafet,
    /// name, acronym, invariable; softens, front ...); guessed if it is not said
    #[arg(long, value_name = "WORDS", value_parser = inflection)]
    pub(crate) inflection: Option<Inflection>,
}

fn inflection(words: &str) -> Result<Inflection, InflectionError> {
    Inflection::parse(words)
}

#[derive(Debug, Args)]
pub(crate) struct Files {
    /// Tables; without any, those that the project file names
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) files: Files,
    /// Only terms of this language; may be given several times
    #[arg(short, long = "locale", value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locales: Vec<Locale>,
    /// Only concepts of this field
    #[arg(long, value_name = "FIELD")]
    pub(crate) domain: Option<String>,
    /// Only terms of this usage; may be given several times
    #[arg(long = "usage", value_name = "USAGE", value_parser = usage)]
    pub(crate) usages: Vec<Usage>,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The key of the concept
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) files: Files,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The form
    #[arg(value_name = "FORM")]
    pub(crate) form: Form,
    #[command(flatten)]
    pub(crate) files: Files,
    /// The language of a TBX file, besides that of the statements
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) target: Option<Locale>,
    /// The file to write; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Our own table, separated by commas
    Csv,
    /// The same, separated by tabs
    Tsv,
    /// The same as a workbook for Excel and LibreOffice, with lists to choose from
    Xlsx,
    /// TBX 3 (ISO 30042:2019), as it stands in the packages
    Tbx,
    /// TBX 2 (ISO 30042:2008), likewise
    Tbx2,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The table, workbook or termbase to take
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The sheet of a workbook; without it, the first one that is not hidden
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    /// The language of the second words, for word pairs
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) target: Option<Locale>,
    /// The table that takes it; without it, that of the project if it has one
    /// only
    #[arg(long, value_name = "TABLE")]
    pub(crate) into: Option<PathBuf>,
    /// Where the tables say different things, take the words of FILE
    #[arg(long)]
    pub(crate) replace: bool,
    /// Say what would happen, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The one table
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The other
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
}

fn usage(word: &str) -> Result<Usage, String> {
    let all: Vec<&str> = Usage::ALL.into_iter().map(Usage::as_str).collect();
    Usage::parse(word).ok_or_else(|| format!("usages are {}", all.join(", ")))
}

#[derive(Debug, Args)]
pub(crate) struct Sign {
    /// The key of the concept
    #[arg(value_name = "CONCEPT")]
    pub(crate) concept: String,
    /// The language of the terms
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Locale,
    /// The alias of who answers for them, one of the contributors in the project file
    #[arg(long = "as", value_name = "ALIAS")]
    pub(crate) by: String,
    /// Only this term
    #[arg(long, value_name = "TERM")]
    pub(crate) term: Option<String>,
    /// Why; it is kept in the table: no names, no sentences
    #[arg(long, value_name = "TEXT", conflicts_with = "withdraw")]
    pub(crate) reason: Option<String>,
    /// Put this sign-off in the place of one that is there
    #[arg(long, conflicts_with = "withdraw")]
    pub(crate) replace: bool,
    /// Take the sign-off of this alias away instead
    #[arg(long)]
    pub(crate) withdraw: bool,
    /// Say what would happen, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    /// The key of the concept
    #[arg(value_name = "CONCEPT")]
    pub(crate) concept: String,
    /// Only what concerns this language
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Option<Locale>,
}

#[derive(Debug, Args)]
pub(crate) struct Impact {
    /// The key of the concept
    #[arg(value_name = "CONCEPT")]
    pub(crate) concept: String,
    /// Files that came back and were not imported yet (XLIFF, TMX, or a review as DOCX or
    /// XLSX)
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A term that would be used from now on, which need not be in the glossary yet: say
    /// what has it already and what would change
    #[arg(long, value_name = "TERM", requires = "locale")]
    pub(crate) to: Option<String>,
    /// Only this language
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Option<Locale>,
    /// The form of the list
    #[arg(
        long,
        value_name = "FORM",
        value_enum,
        default_value_t,
        conflicts_with = "json"
    )]
    pub(crate) format: ImpactForm,
    /// List every place, however many there are
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImpactForm {
    /// Lines for people
    #[default]
    Text,
    /// A table with all places, separated by commas
    Csv,
}
