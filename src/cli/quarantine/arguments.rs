//! What can be typed after `tilmach quarantine`.

use clap::{Args, Subcommand};
use tilmach::model::Locale;

use crate::cli::arguments::{ImportState, locale};

#[derive(Debug, Args)]
pub(crate) struct Quarantine {
    #[command(subcommand)]
    pub(crate) step: Step,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Step {
    /// List the units that were kept aside and wait for a decision
    ///
    /// Below them stand the conflicts of the memory: translations of one sentence
    /// in one place, of which none may replace another.
    List(List),
    /// Show units side by side: what was sent, what came back, and why it waits
    Show(Show),
    /// Take units into the memory as what they answer
    ///
    /// A unit of a package of ours becomes the answer to the unit that was sent; any
    /// other a translation of its own. It is judged once more, as `import` does:
    /// missing tags and a wrong script need --force.
    Accept(Accept),
    /// Reject units; they stay on record
    Reject(Reject),
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only units of this export
    #[arg(long, value_name = "ID")]
    pub(crate) export: Option<String>,
    /// Only this language
    #[arg(short, long, value_name = "LANGUAGE", value_parser = locale)]
    pub(crate) target: Option<Locale>,
    /// Also what was accepted or rejected
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The numbers of the units
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<i64>,
}

#[derive(Debug, Args)]
pub(crate) struct Accept {
    /// The numbers of the units
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<i64>,
    /// The alias of who decides, one of the contributors in the project file
    #[arg(long, value_name = "ALIAS")]
    pub(crate) by: Option<String>,
    /// What the desk says of these translations
    #[arg(long, value_name = "STATE", default_value = "translated")]
    pub(crate) state: ImportState,
    /// Take them although they were found wrong
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Reject {
    /// The numbers of the units
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<i64>,
    /// The alias of who decides, one of the contributors in the project file
    #[arg(long, value_name = "ALIAS")]
    pub(crate) by: Option<String>,
    /// Why, for those who look later
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}
