use std::path::PathBuf;

use clap::Args;

use super::{ImportState, Targets};

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// The statement: its file, or its name inside the folder of statements
    #[arg(value_name = "STATEMENT")]
    pub(crate) statement: PathBuf,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// Write this file instead of one in the folder for packages
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Leave what is not translated as it is in the source
    #[arg(long)]
    pub(crate) allow_untranslated: bool,
    /// Take only translations that are at least so far
    #[arg(long, value_name = "STATE", default_value = "translated")]
    pub(crate) state: ImportState,
}
