//! What can be typed after `tilmach passage`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use tilmach::model::{Locale, PassageStatus};

use crate::cli::arguments::locale;

#[derive(Debug, Args)]
pub(crate) struct Passage {
    #[command(subcommand)]
    pub(crate) step: Step,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Step {
    /// Store a passage, or add to one
    ///
    /// The same text is the same passage: what is said of it now is added to what the
    /// memory knows. Where both say different things, the memory keeps its own, unless
    /// --replace is given; nothing is forgotten.
    Add(Box<Add>),
    /// Take passages from a table (CSV or TSV) of a person or of another desk
    ///
    /// The columns stand in docs/passages.md; only `text` must be there. A table
    /// comes in whole or not at all, and ends in a receipt.
    Import(Import),
    /// List the passages, or what might become one
    ///
    /// A candidate is a text that statements quote and that is no passage yet: the
    /// fullest quotation stands for it.
    List(List),
    /// Show a passage or a candidate: its translations, and every place that quotes it
    Show(Show),
    /// Print the sheet of quotations: of each, its source, its history, what was altered
    Sheet(Sheet),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The file with the text; - reads standard input
    #[arg(value_name = "FILE", required_unless_present = "to")]
    pub(crate) file: Option<PathBuf>,
    /// Instead of a text: the id of a passage or of a candidate
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    pub(crate) to: Option<String>,
    /// The language of the text; without it, that of the statements
    #[arg(long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Option<Locale>,
    /// The document in which it stands
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) document: String,
    /// The paragraph of the document
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) paragraph: String,
    /// Who said or wrote it
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) speaker: String,
    /// When: a year, a month or a day (2024, 2024-02, 2024-02-29)
    #[arg(
        long,
        value_name = "DATE",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) date: String,
    /// Where it can be looked up
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) citation: String,
    /// A remark for translators
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) note: String,
    /// A file with a translation (tr=FILE); may be given several times
    #[arg(long, value_name = "LANGUAGE=FILE", value_parser = translation)]
    pub(crate) translation: Vec<(Locale, PathBuf)>,
    /// Whose the translations are
    #[arg(long, value_name = "STATUS", default_value = "unreviewed")]
    pub(crate) status: Status,
    /// Where the translations can be looked up
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) translation_citation: String,
    /// The alias of who brings them, one of the contributors in the project file
    #[arg(long, value_name = "ALIAS")]
    pub(crate) by: Option<String>,
    /// Put what is said now in the place of what the memory says
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Status {
    /// Of the body whose words they are
    Official,
    /// Of the publisher of the statements
    Publisher,
    /// Seen in the press; nobody at the desk answers for it
    Press,
    /// The desk's own, read by a second person
    Ours,
    /// A draft that nobody has reviewed
    Unreviewed,
}

impl From<Status> for PassageStatus {
    fn from(status: Status) -> PassageStatus {
        match status {
            Status::Official => PassageStatus::Official,
            Status::Publisher => PassageStatus::Publisher,
            Status::Press => PassageStatus::Press,
            Status::Ours => PassageStatus::Ours,
            Status::Unreviewed => PassageStatus::Unreviewed,
        }
    }
}

/// `tr=FILE`.
fn translation(text: &str) -> Result<(Locale, PathBuf), String> {
    let (tag, file) = text
        .split_once('=')
        .ok_or("write the language, =, and the file: tr=FILE")?;
    Ok((locale(tag)?, PathBuf::from(file)))
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The table
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Put what the table says in the place of what the memory says
    #[arg(long)]
    pub(crate) replace: bool,
    /// Believe what the table says of the status of translations; without it, those that
    /// somebody would answer for come in as unreviewed
    #[arg(long)]
    pub(crate) trust_status: bool,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only passages of this language, or with a translation into it
    #[arg(long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Option<Locale>,
    /// Instead of passages: texts that are quoted more than once
    #[arg(long)]
    pub(crate) candidates: bool,
    /// With --candidates, also what is quoted once
    #[arg(long, requires = "candidates")]
    pub(crate) once: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id, or as much of it as no other has
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct Sheet {
    /// The statements, by their names; without any, all that the memory holds
    #[arg(value_name = "STATEMENT")]
    pub(crate) statements: Vec<String>,
}
