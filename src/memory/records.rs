use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Content, Context, Locale, Profile};

/// A version of a statement in the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number inside the engine.
    pub id: i64,
    /// The statement's name.
    pub name: String,
    /// From 1, one more for each new release.
    pub number: i64,
    /// The hash of the file's bytes.
    pub hash: String,
    /// The language of the statement.
    pub locale: Locale,
    /// The day it was read, `YYYY-MM-DD`.
    pub added: String,
}

/// One unit as it was sent out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportUnit {
    /// `p3.s2`.
    pub unit: String,
    /// Whether it was to be translated.
    pub translate: bool,
    /// The source that was sent.
    pub source: Content,
    /// The identities of the variants that the memory held for this very
    /// place. An answer that differs takes their place.
    pub held: Vec<String>,
    /// The identity of the variant that stood in the file as its target.
    pub sent: Option<String>,
}

/// What was sent out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRecord {
    /// The export id.
    pub id: String,
    /// The version that was sent.
    pub version: Version,
    /// The language asked for.
    pub locale: Locale,
    /// The tool it was made for.
    pub profile: Profile,
    /// The day it was first made, `YYYY-MM-DD`.
    pub made: String,
    /// What the package depends on: when it is equal, making it again would
    /// give the same bytes.
    pub stamp: String,
    /// The hash of the file.
    pub file_hash: String,
    /// Segments and words by band, as JSON; the memory only keeps it.
    pub bands: String,
    /// The version of the glossary it was first made under, empty when there was none;
    /// none when that is not known.
    pub glossary: Option<String>,
    /// The units, in the order of the document.
    pub units: Vec<ExportUnit>,
}

/// How the stamp of a review begins, which is no package for a translator's tool.
pub const REVIEW: &str = "review ";

impl ExportRecord {
    /// Whether it went out as a review.
    pub fn is_review(&self) -> bool {
        self.stamp.starts_with(REVIEW)
    }

    /// The segments around a unit.
    pub fn context(&self, position: usize) -> Context {
        let plain = |index: Option<usize>| {
            index
                .and_then(|index| self.units.get(index))
                .map(|unit| unit.source.plain())
        };
        Context {
            previous: plain(position.checked_sub(1)),
            next: plain(Some(position + 1)),
        }
    }
}

/// A state of the glossary that the memory has met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GlossaryState {
    /// Its number, one more for each state.
    pub number: i64,
    /// The version of the glossary.
    pub version: String,
    /// The day the memory met it, `YYYY-MM-DD`.
    pub day: String,
}

/// What became of the units of an imported file. The sum always holds:
/// units = added + same + updated + conflicting + rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The file's name, without its folder.
    pub file: String,
    /// The hash of its bytes.
    pub hash: String,
    /// The day of the import, `YYYY-MM-DD`.
    pub day: String,
    /// Units in the file.
    pub units: usize,
    /// New to the memory.
    pub added: usize,
    /// Nothing new: known already, or untouched since the export.
    pub same: usize,
    /// Of those, units that came back without a translation.
    pub untranslated: usize,
    /// Took the place of an older translation, which is kept as superseded.
    pub updated: usize,
    /// Differ from what the memory came to hold since the export; both are kept.
    pub conflicting: usize,
    /// Not stored as translations, each with a finding that says why.
    pub rejected: usize,
    /// Of those that are in the memory, units with an error of the checks: they
    /// are marked, and not reviewed.
    pub marked: usize,
}

impl Receipt {
    /// Whether every unit is accounted for.
    pub fn balances(&self) -> bool {
        self.units == self.added + self.same + self.updated + self.conflicting + self.rejected
    }
}

/// A file that lies beside the packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeRecord {
    /// What it depends on.
    pub stamp: String,
    /// The hash of its bytes.
    pub hash: String,
    /// How many translations are in it.
    pub units: usize,
}

/// What is known of the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// They never came in.
    Never,
    /// They did, and some units were not believed or conflicted.
    InPart,
    /// They did, and every unit is in the memory.
    Whole,
}

/// A unit that came back and was not believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// The export it names.
    pub export: Option<String>,
    /// The unit it names.
    pub unit: String,
    /// The language of the file.
    pub locale: String,
    /// Why, as the code of its finding.
    pub reason: String,
    /// The source as it came back.
    pub source: Content,
    /// The target as it came back.
    pub target: Content,
    /// What was said of it; empty where the memory is older than that.
    pub message: String,
    /// The line of the file where it stood, from 1.
    pub line: Option<u64>,
}

/// A unit that was kept aside, with where it came from and what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number in the memory.
    pub id: i64,
    /// The unit.
    pub unit: Quarantined,
    /// The name of the file it came in, without its folder.
    pub file: String,
    /// The day the file came in, `YYYY-MM-DD`.
    pub day: String,
    /// What was decided last; none while it waits.
    pub verdict: Option<Verdict>,
}

/// What the desk decided on a unit that was kept aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The identity of the variant that was taken into the memory; none when the
    /// unit was rejected.
    pub identity: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The alias of who decided.
    pub by: Option<String>,
    /// Why, in the words of who decided.
    pub reason: Option<String>,
}

impl Verdict {
    /// Whether the unit was taken.
    pub fn is_accepted(&self) -> bool {
        self.identity.is_some()
    }
}

/// Which of the units that were kept aside are wanted. The default is all that
/// wait for a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptFilter {
    /// Only of this export.
    pub export: Option<String>,
    /// Only of files in this language, as the file wrote its tag.
    pub locale: Option<String>,
    /// Also those on which was decided.
    pub decided: bool,
}

/// How much of everything the memory holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Statements.
    pub statements: u64,
    /// Versions of them.
    pub versions: u64,
    /// Paragraphs of all versions.
    pub paragraphs: u64,
    /// Segments of all versions.
    pub segments: u64,
    /// Different source contents.
    pub sources: u64,
    /// Current variants by locale and state.
    pub variants: BTreeMap<String, BTreeMap<String, u64>>,
    /// Current variants with a mark by locale.
    pub marked: BTreeMap<String, u64>,
    /// Superseded variants by locale.
    pub superseded: BTreeMap<String, u64>,
    /// Exports.
    pub exports: u64,
    /// Files imported.
    pub imports: u64,
    /// Units kept back.
    pub quarantined: u64,
    /// Passages.
    pub passages: u64,
    /// Quotations of all versions.
    pub quotations: u64,
}
