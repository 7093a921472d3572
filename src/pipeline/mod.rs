//! The way of a statement: read, segment, leverage, mark, pack; and back:
//! unpack, compare, commit.
//!
//! Steps take values and give values. Only [`disk`] touches files, and what it
//! writes is whole or absent. Clock and ids are arguments.

pub mod analyse;
pub mod check;
pub mod decisions;
pub mod disk;
pub mod documents;
pub mod earlier;
pub mod facts;
pub mod impact;
pub mod import;
pub mod leverage;
pub mod marks;
pub mod merge;
pub mod mirror;
pub mod omegat;
pub mod pack;
pub mod passages;
pub mod progress;
pub mod quarantine;
pub mod quoted;
pub mod read;
pub mod report;
pub mod review;
pub mod rules;
pub mod run;
pub mod search;
pub mod standard;
pub mod terms;
pub mod validate;

use std::path::PathBuf;

use crate::glossary::Glossary;
use crate::model::Locale;
use crate::project::Project;

pub use progress::{Progress, Silent};
pub use standard::Standard;

/// What can go wrong with the machine while the pipeline runs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The memory failed.
    #[error(transparent)]
    Memory(#[from] crate::memory::Error),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A format failed to read or write.
    #[error(transparent)]
    Format(#[from] crate::formats::Error),
    /// The glossary is too large to be searched for in one pass.
    #[error(
        "the glossary is too large to search with: split it, or leave files out of `glossaries`"
    )]
    Glossary(#[from] crate::glossary::MatcherError),
    /// The threads asked for could not be had.
    #[error("cannot start threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// What every step needs to know.
pub struct Desk<'a> {
    /// The settings.
    pub project: &'a Project,
    /// The terms that are in force today for the project's house profile.
    pub glossary: &'a Glossary,
    /// What translations are held to.
    pub standard: &'a Standard,
    /// Today, `YYYY-MM-DD`.
    pub day: &'a str,
    /// How many threads to use; at least 1.
    pub jobs: usize,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

impl Desk<'_> {
    /// The name of a file about a pair of languages: `en-ug`.
    pub fn pair(&self, target: &Locale) -> String {
        format!("{}-{target}", self.project.source)
    }

    /// The threads to use. What comes of work on them never depends on how many
    /// there are.
    ///
    /// # Errors
    ///
    /// When the system gives no more threads.
    pub fn threads(&self) -> Result<rayon::ThreadPool, Error> {
        let threads = rayon::ThreadPoolBuilder::new().num_threads(self.jobs.max(1));
        Ok(threads.build()?)
    }
}
