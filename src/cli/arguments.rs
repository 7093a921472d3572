//! What can be typed. The remarks here are the help that people read.

mod analyse;
mod check;
mod facts;
mod memory;
mod merge;
mod report;
mod review;
mod search;
mod srx;
mod version;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use tilmach::model::{Locale, State};

pub(crate) use analyse::{Analyse, AnalyseFormat};
pub(crate) use check::{Check, CheckStep, CheckTarget};
pub(crate) use facts::{Facts, FactsFormat};
pub(crate) use memory::{Memory, MemoryStep};
pub(crate) use merge::Merge;
pub(crate) use report::{Report, ReportFormat};
pub(crate) use review::{Review, ReviewExport, ReviewStep};
pub(crate) use search::Search;
pub(crate) use srx::{Srx, SrxStep};
pub(crate) use version::Version;

use super::glossary::arguments::Glossary;
use super::passage::arguments::Passage;
use super::quarantine::arguments::Quarantine;

/// Translation memory for a human-rights press desk
///
/// Statements come in as text files. tilmach cuts them into sentences, fills
/// in what has been translated before, marks the terms that matter, and makes
/// a package for the translators of each language. What they send back goes
/// into the memory, sentence by sentence, with a receipt.
///
/// A usual day:
///
///   tilmach run                     new statements into packages (folder out/)
///   tilmach import returned.xlf     a translator's file back into the memory
///   tilmach search "a sentence"     how was this translated before?
///
/// Nothing is sent anywhere: tilmach never uses a network.
///
/// Exit codes: 0 all is well; 1 done, but something is wrong with the input
/// (it was said); 2 could not run.
#[derive(Debug, Parser)]
#[command(
    name = "tilmach",
    version,
    max_term_width = 100,
    propagate_version = false
)]
#[command(verbatim_doc_comment)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Taken by every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "For every command")]
pub(crate) struct Common {
    /// Work in this folder, as if tilmach had been started there
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(crate) start: Option<PathBuf>,
    /// Print the result as JSON on standard output, for programs
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Say nothing but what is wrong
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Count warnings as findings: exit with 1 if there is one
    #[arg(long, global = true)]
    pub(crate) strict: bool,
    /// How many seconds to wait for another tilmach to let go of the memory
    #[arg(long, value_name = "SECONDS", default_value_t = 60, global = true)]
    pub(crate) wait: u64,
    /// Take this day as today (YYYY-MM-DD), to make the same files again later
    #[arg(long, value_name = "DAY", global = true, hide_short_help = true)]
    pub(crate) day: Option<jiff::civil::Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a project: write tilmach.toml and make the folders
    ///
    /// Nothing that exists is overwritten. The starter glossary is written to
    /// glossaries/terms.csv; nobody has signed its terms off.
    Init(Init),
    /// Make packages for translators out of new statements
    ///
    /// Reads statements (.txt, .md, .html, .docx), cuts them into sentences, looks every sentence
    /// up in the memory and writes, for each language, a folder with one XLIFF
    /// file per statement, all that the memory knows as TMX, and the glossary.
    /// What is up to date is not made again.
    Run(Run),
    /// Take translated files back into the memory
    ///
    /// Takes XLIFF files that tilmach made and translators filled in, also as
    /// Trados, memoQ, Phrase and Wordfast save them, bilingual files of somebody
    /// else, and TMX files of any tool. Each file ends in a receipt: units in = added +
    /// same + updated + conflicting + rejected. A unit whose source is not the
    /// one that was sent is kept aside and never stored as a translation. A
    /// file enters the memory whole or not at all. Then the checks are asked: a
    /// translation with an error is stored as translated at most, and marked.
    Import(Import),
    /// Write a translated statement in the form it came in
    ///
    /// Puts the translations that the memory holds into the statement: plain text,
    /// Markdown, HTML and DOCX leave as what they came in, and what is not
    /// translated stays as it is, byte for byte. Without --allow-untranslated a
    /// statement with a sentence that nobody has translated is refused.
    Merge(Merge),
    /// Review without a translation tool: tables for an office program, or for paper
    ///
    /// A statement and its translation leave as a table; what a reviewer changes in it
    /// comes back as every returned file does. docs/review.md tells the whole.
    Review(Review),
    /// Write what the memory holds as files
    Export(Export),
    /// Ask the memory how something was translated
    ///
    /// Give a whole sentence, or most of it: a match is a sentence like the one that is
    /// asked for, and the score says how like it is, with the points of `[penalties]`
    /// taken off. With --batch every line of a file is asked for, on all processors, and
    /// the answers come in the order of the lines; with --json as one JSON object a line.
    Search(Search),
    /// Show how much the memory holds
    Stats,
    /// Count how much of some statements the memory knows already
    ///
    /// Writes nothing. Words are counted by the rules of Unicode, characters
    /// include spaces. Every segment is counted once: by what the memory offers, as a
    /// repetition in its statement or across statements, or as an internal match, which
    /// resembles an earlier sentence of the same work more than anything in the memory.
    /// docs/matching.md explains the rows.
    Analyse(Analyse),
    /// Check translations: numbers, quotations, names, scripts, terms
    ///
    /// Takes the files that `import` takes. Without any, the packages in the
    /// folder for packages, as far as they are translated. Nothing is stored and
    /// nothing is changed. docs/checks.md explains every check, and `[checks]` in
    /// tilmach.toml switches one off or gives it another weight.
    Check(Check),
    /// Write a page that shows how far every language is, and what does not agree
    ///
    /// One page for a browser, without network: for each language coverage, states and
    /// findings; every term with who decided, how often it is used and every place where
    /// the decision is not kept; every statement segment by segment. Findings in
    /// translations are what it is for: they do not change the exit code. docs/report.md
    /// explains every number.
    Report(Report),
    /// List the numbers, dates, names and titles of statements, and what differs
    ///
    /// What differs is told first: between the statements, between them and those of the
    /// memory, and between a statement and its translations. Which value is true is not
    /// said. Nothing is stored. Exits with 0 whatever differs, with --strict with 1.
    /// docs/facts.md says what counts as a fact.
    Facts(Facts),
    /// Show how a text is cut into paragraphs and sentences
    ///
    /// With --json also what every paragraph is for, and by which rule.
    Segment(Segment),
    /// Write a text in another script of its language
    ///
    /// Uyghur in Latin script (ug to ug-Latn) and back (ug-Latn to ug), Kazakh in
    /// Arabic script (kk to kk-Arab). The result is a suggestion, not a checked
    /// translation. What does not come through is told with its place.
    Convert(Convert),
    /// Check files of segmentation rules (SRX), or write our own as one
    Srx(Srx),
    /// Say what is wrong with an interchange file, by the clauses of its standard
    ///
    /// XLIFF 1.0 to 1.2 and 2.0 to 2.2 with their modules, TMX, TBX and SRX. The file
    /// itself says which it follows. Every fault is named with its line, its unit and the
    /// section of the standard. Nothing is fetched and nothing is changed;
    /// docs/validate.md says what is looked at. Many tools make files with faults;
    /// `import` may take them all the same.
    Validate(Validate),
    /// Check, show, compare and change the glossary
    ///
    /// Works on the tables that the project names, or on tables named on the
    /// command line. The table itself is changed by `import` alone, and by you.
    Glossary(Glossary),
    /// Show what was kept aside, and decide on it
    ///
    /// What comes back and cannot be believed is not stored as a translation; it is
    /// kept aside with its reason until somebody takes or rejects it. Nothing that
    /// was kept aside is ever forgotten.
    Quarantine(Quarantine),
    /// Store what statements quote, and see where every quotation comes from
    ///
    /// A passage is a text that statements quote again and again, such as a sentence of
    /// a report: it is stored once, with its origin and with its translations, each
    /// with a status. `run` shows translators what is stored, and writes a sheet of
    /// all quotations. Nothing is ever translated by itself. docs/passages.md tells
    /// the whole.
    Passage(Passage),
    /// Check, export or rebuild the memory
    Memory(Memory),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page (try: tilmach manual | man -l -)
    Manual,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder of the project; made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    pub(crate) folder: PathBuf,
    /// The house profile whose term decisions hold, one of those in the
    /// glossary. Without it somebody must choose later, in tilmach.toml
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Statements, or folders of them; without any, the folder of statements
    /// that the project file names
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// Write the packages here instead of where the project file says
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) version: Version,
    /// Look and count, but write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How many threads to use; without it, one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct Targets {
    /// Only this language; several with commas between, or given several times
    #[arg(short = 't', long = "target", value_name = "LANGUAGE", value_parser = locale,
        value_delimiter = ',')]
    pub(crate) list: Vec<Locale>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What the desk says of these translations; what the file says of itself
    /// is not believed
    #[arg(long, value_name = "STATE", default_value = "translated")]
    pub(crate) state: ImportState,
    /// The alias of who made them, one of the contributors in the project file
    #[arg(long, value_name = "ALIAS")]
    pub(crate) by: Option<String>,
    /// Take translations that repeat their source, such as names
    #[arg(long)]
    pub(crate) same_as_source: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ImportState {
    /// A translator made them
    Translated,
    /// A second person has read them
    Reviewed,
    /// They were published
    Final,
}

impl From<ImportState> for State {
    fn from(state: ImportState) -> State {
        match state {
            ImportState::Translated => State::Translated,
            ImportState::Reviewed => State::Reviewed,
            ImportState::Final => State::Final,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(subcommand)]
    pub(crate) format: ExportFormat,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ExportFormat {
    /// Write all translations of a language as TMX, one file per language
    Tmx(ExportArguments),
    /// Make the packages of all statements in the memory again
    Xliff(ExportPackages),
    /// Make a folder that OmegaT opens as a project, one for each language
    ///
    /// With the packages, what the memory fills in (tm/auto), the memory, the
    /// glossary, and the settings OmegaT needs. Made again, it is brought up to
    /// date; what the translator did in it stays.
    Omegat(OmegatArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// The folder to write into; without it, the one in the project file.
    /// With a single language it may be a file ending in .tmx
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct OmegatArguments {
    /// The statements, by their names; without any, all that the memory holds
    #[arg(value_name = "STATEMENT")]
    pub(crate) statements: Vec<String>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// The folder for the project; without it, one named after the language in
    /// `omegat` in the folder for packages. With several languages, each gets a
    /// folder in it
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExportPackages {
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// The folder to write into; without it, the one in the project file
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) version: Version,
}

#[derive(Debug, Args)]
pub(crate) struct Segment {
    /// The text file; - reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The language of the text
    #[arg(short, long, value_name = "LANGUAGE", default_value = "en", value_parser = locale)]
    pub(crate) locale: Locale,
    /// Take every line for one paragraph: as it stands, or, if it is a JSON
    /// string ("…"), what the string says, which may hold line breaks
    #[arg(long)]
    pub(crate) paragraphs: bool,
    /// Cut by the rules of this SRX 2.0 file and by no others; the file that
    /// the project names is for run and analyse
    #[arg(long, value_name = "FILE")]
    pub(crate) srx: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// The text file; - reads standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The language of the text in its script
    #[arg(long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) from: Locale,
    /// The same language in the other script
    #[arg(long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) to: Locale,
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// The files; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

pub(crate) fn locale(tag: &str) -> Result<Locale, String> {
    tag.parse().map_err(|error| format!("this {error}"))
}
