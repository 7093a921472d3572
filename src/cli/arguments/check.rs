use std::path::PathBuf;

use clap::{Args, Subcommand};
use tilmach::model::Locale;

use super::locale;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) target: CheckTarget,
    /// Print the result as SARIF 2.1.0, for tools that show findings
    #[arg(long, conflicts_with = "json")]
    pub(crate) sarif: bool,
    /// Show accepted findings, too
    #[arg(long)]
    pub(crate) all: bool,
    #[command(subcommand)]
    pub(crate) step: Option<CheckStep>,
}

/// What is checked.
#[derive(Debug, Args)]
pub(crate) struct CheckTarget {
    /// XLIFF or TMX files; without any, the packages in the folder for packages
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Check all translations of the memory
    #[arg(long, conflicts_with = "files")]
    pub(crate) memory: bool,
    /// Only this language
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) locale: Option<Locale>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CheckStep {
    /// Accept a finding: it is right so, for a reason that is remembered
    ///
    /// It is counted and not shown from then on, until the source, the
    /// translation or the finding changes. The reason is kept in
    /// checks/accepted.csv: write no names and no sentences into it.
    Accept {
        /// The id that stands behind the finding
        #[arg(value_name = "ID")]
        id: String,
        /// Why it is right so
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// The alias of who says so, one of the contributors in the project file
        #[arg(long, value_name = "ALIAS")]
        by: Option<String>,
        #[command(flatten)]
        target: CheckTarget,
    },
    /// List the findings that were accepted, with their reasons
    Accepted,
    /// Take an acceptance back
    Withdraw {
        /// The id of the finding
        #[arg(value_name = "ID")]
        id: String,
    },
}
