//! The project file, `tilmach.toml`, which stands beside the data.
//!
//! Reading it never fails half way: every fault is a finding with line and
//! column, and an unknown name comes with the nearest valid one. This room
//! opens no file; what exists on the disk it asks of [`Surroundings`].

mod checks;
mod nearest;
mod penalties;
mod reader;
mod template;
mod tools;

use std::collections::BTreeMap;

use crate::diag::Severity;
use crate::model::{Locale, Profile, XliffVersion};

pub use nearest::nearest;
pub use penalties::{Age, OlderThan, Penalties};
pub use reader::read;
pub use template::template;

/// The name of the project file.
pub const FILE_NAME: &str = "tilmach.toml";

/// What reading a project file may ask about the folder it stands in.
pub trait Surroundings {
    /// Whether there is a file or folder at this path.
    fn exists(&self, path: &str) -> bool;
    /// The names in a folder, sorted; none if there is no such folder.
    fn names_in(&self, folder: &str) -> Vec<String>;
    /// The codes of the checks that there are.
    fn checks(&self) -> Vec<&'static str>;
}

/// A project, with everything that was left out filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// The language of the statements.
    pub source: Locale,
    /// The languages asked for, in the order of the file.
    pub targets: Vec<Locale>,
    /// The file of segmentation rules (SRX 2.0) for the language of the
    /// statements, if not our own rules are wanted.
    pub srx: Option<String>,
    /// The folder of statements.
    pub statements: String,
    /// The memory file.
    pub memory: String,
    /// The folder for packages.
    pub out: String,
    /// The glossary files.
    pub glossaries: Vec<String>,
    /// The house whose term decisions hold, if one was chosen.
    pub profile: Option<String>,
    /// The domains that translations of the project are of, as memories name them.
    pub domains: Vec<String>,
    /// The lowest score that is offered, 50 to 100 per cent.
    pub threshold: u8,
    /// Points taken off.
    pub penalties: Penalties,
    /// The tool that packages of a locale are made for.
    pub export: BTreeMap<Locale, Profile>,
    /// The version of XLIFF that packages of a locale are written in, where it is
    /// not the one its tool gets anyway.
    pub xliff: BTreeMap<Locale, XliffVersion>,
    /// By the code of a check: how much its findings weigh, or nothing for one that
    /// is switched off. Checks that are not named weigh what they always do.
    pub checks: BTreeMap<String, Option<Severity>>,
    /// The aliases that may stand beside a translation.
    pub contributors: Vec<String>,
}

impl Default for Project {
    fn default() -> Self {
        let targets = ["ug", "kk", "tr", "zh-Hans", "zh-Hant"];
        Project {
            source: Locale::english(),
            targets: targets.iter().filter_map(|tag| tag.parse().ok()).collect(),
            srx: None,
            statements: "statements".to_owned(),
            memory: "tm/memory.sqlite".to_owned(),
            out: "out".to_owned(),
            glossaries: Vec::new(),
            profile: None,
            domains: Vec::new(),
            threshold: 70,
            penalties: Penalties::default(),
            export: BTreeMap::new(),
            xliff: BTreeMap::new(),
            checks: BTreeMap::new(),
            contributors: Vec::new(),
        }
    }
}

impl Project {
    /// The tool that packages of this locale are made for.
    pub fn export_profile(&self, locale: &Locale) -> Profile {
        self.export.get(locale).copied().unwrap_or(Profile::Generic)
    }

    /// The version of XLIFF that packages of this locale are written in.
    pub fn xliff_version(&self, locale: &Locale) -> XliffVersion {
        let usual = self.export_profile(locale).usual_version();
        self.xliff.get(locale).copied().unwrap_or(usual)
    }
}
