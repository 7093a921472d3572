use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Targets;

#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// Statements, or folders of them; without any, the folder of statements
    /// that the project file names
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// How the result is printed; --json is the same as --format json
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: FactsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FactsFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For spreadsheets: a line for each place of a fact or a difference
    Csv,
}
