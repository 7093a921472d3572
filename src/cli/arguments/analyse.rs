use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Targets;

#[derive(Debug, Args)]
pub(crate) struct Analyse {
    /// Statements, or folders of them; without any, the folder of statements
    /// that the project file names
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// How the result is printed; --json is the same as --format json
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: AnalyseFormat,
    /// How many threads to use; without it, one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalyseFormat {
    /// For people
    Table,
    /// For programs
    Json,
    /// For spreadsheets: a line for each statement, language and row
    Csv,
}
