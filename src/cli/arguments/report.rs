use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Targets;

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Statements, or folders of them; without any, the folder of statements
    /// that the project file names
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// The file to write; without it, `report.html` (or .json, .csv) in the folder for
    /// packages. - writes to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Compare with a day (YYYY-MM-DD: what came in since, that day included) or with an
    /// earlier report, a page or its JSON; without it, with the report that stands in the
    /// place of the new one
    #[arg(long, value_name = "DAY|REPORT")]
    pub(crate) since: Option<String>,
    /// The form; without it, what the ending of --out says, or else html
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<ReportFormat>,
    /// How many threads to use; without it, one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One page for a browser, whole in itself
    Html,
    /// Everything, for programs
    Json,
    /// Everything, as one table for spreadsheets
    Csv,
}
