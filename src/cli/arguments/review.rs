use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use tilmach::pipeline::review::Form;

use super::{Import, Targets};

#[derive(Debug, Args)]
pub(crate) struct Review {
    #[command(subcommand)]
    pub(crate) step: ReviewStep,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewStep {
    /// Write statements with their translations as tables for reviewers
    ///
    /// One file for each statement and language, in out/review: id, source, target,
    /// terms, what the checks say, and a column for comments. The translation is the one
    /// that the memory holds for this very place, or is sure of. The statements must have
    /// been read by `run`. A file in which somebody has worked is never overwritten.
    Export(ReviewExport),
    /// Take reviews back into the memory
    ///
    /// The same as `import`: each row is known by its id and proven by its source, and
    /// the file ends in a receipt. Tracked changes count as accepted; comments stay with
    /// the translation they speak of. With --state reviewed a translation that was left
    /// as it is counts as reviewed.
    Import(Import),
}

#[derive(Debug, Args)]
pub(crate) struct ReviewExport {
    /// The statements: their files, or their names inside the folder of statements;
    /// without any, all that the memory holds
    #[arg(value_name = "STATEMENT")]
    pub(crate) statements: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// What to write them as
    #[arg(long, value_name = "FORM", default_value = "docx")]
    pub(crate) to: ReviewForm,
    /// Write into this folder instead of `review` in the folder for packages
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ReviewForm {
    /// A document for Word, LibreOffice or Google Docs, which comes back
    Docx,
    /// A workbook for Excel, LibreOffice or Google Sheets, which comes back
    Xlsx,
    /// A page to print from a browser, for reviewers on paper
    Html,
}

impl From<ReviewForm> for Form {
    fn from(form: ReviewForm) -> Form {
        match form {
            ReviewForm::Docx => Form::Docx,
            ReviewForm::Xlsx => Form::Xlsx,
            ReviewForm::Html => Form::Html,
        }
    }
}
