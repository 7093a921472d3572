use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Srx {
    #[command(subcommand)]
    pub(crate) step: SrxStep,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SrxStep {
    /// Look whether a file of rules can be obeyed, and count what is in it
    ///
    /// A file is obeyed to the letter or refused: no rule is ever left out.
    Check {
        /// The SRX 2.0 file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write our own rules as SRX 2.0, so that another tool cuts alike
    ///
    /// What SRX cannot say is listed on the terminal.
    Export {
        /// The file to write; without it, the rules go to standard output
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}
