use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Memory {
    #[command(subcommand)]
    pub(crate) step: MemoryStep,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MemoryStep {
    /// Look for damage; says nothing is wrong, or what
    Verify,
    /// Write the memory as text (TMX), the same bytes for the same memory
    ///
    /// One file for each language, with everything that `rebuild` needs to
    /// make the translations again, also those that were superseded.
    Export {
        /// The folder to write into; without it, that of the memory file
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Write even over files that hold more than the memory
        #[arg(long)]
        force: bool,
    },
    /// Make a new memory file out of exported text
    ///
    /// The memory file that is there now is kept beside the new one, with
    /// `.before` at the end of its name. Statements come back with the next
    /// `run`. The records of what was sent out and came back are only in the
    /// old file: packages that are still with translators can be imported
    /// there, or come back as TMX.
    Rebuild {
        /// The folder with the exported files; without it, that of the memory file
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
        /// Rebuild even if the memory that is there holds more than the exported files
        #[arg(long)]
        force: bool,
    },
}
