use std::path::PathBuf;

use clap::Args;

use super::Targets;

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The words, in the language of the statements
    #[arg(
        value_name = "TEXT",
        required_unless_present = "batch",
        conflicts_with = "batch"
    )]
    pub(crate) text: Option<String>,
    /// Ask for every line of this file in UTF-8; - reads standard input. A blank line
    /// has an answer too, an empty one
    #[arg(long, value_name = "FILE")]
    pub(crate) batch: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) targets: Targets,
    /// Leave out what is less alike than this, in per cent
    #[arg(long, value_name = "PER CENT", default_value_t = 70, value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(crate) min: u8,
    /// Show at most so many for each language
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    /// Show where each score comes from: the words of both sentences side by side, and
    /// the points that the project takes off
    #[arg(long)]
    pub(crate) explain: bool,
    /// Show as well the longest runs of at least four words that the text shares with
    /// sentences of the memory, and how those were translated
    #[arg(long)]
    pub(crate) fragments: bool,
    /// With --batch, how many threads to use; without it, one for each processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}
