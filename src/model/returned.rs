use crate::diag::Place;

use super::Content;

/// How far a tool says that a unit has come: a hint, never proof. The readers
/// of formats translate each tool's own words into it (docs/formats.md, states).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// The file says nothing, or a word that no standard knows.
    #[default]
    Unknown,
    /// Nobody has worked on it.
    Untranslated,
    /// A machine, a fuzzy match or a translator who has not finished put it there.
    Draft,
    /// A translator has finished it.
    Translated,
    /// A second person has read it.
    Reviewed,
    /// Released, or locked.
    Final,
    /// A second person has read it and refused it.
    Rejected,
}

/// One unit of a bilingual file that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedUnit {
    /// The unit's id.
    pub id: String,
    /// The export id and unit id that we wrote beside it, if they survived.
    pub name: Option<String>,
    /// False when the file says it must not be translated.
    pub translate: bool,
    /// The state as the tool wrote it: a hint, never proof.
    pub state: Option<String>,
    /// What that means.
    pub standing: Standing,
    /// The source, as it came back.
    pub source: Content,
    /// The translation, if the unit has one.
    pub target: Option<Content>,
    /// Where the unit stands.
    pub place: Place,
}

/// A bilingual file that came back, or one `<file>` of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedFile {
    /// The document it is about.
    pub original: String,
    /// The export id, if the file names it outside its units.
    pub export: Option<String>,
    /// The language tag of the source, as written.
    pub source_language: Option<String>,
    /// The language tag of the target, as written.
    pub target_language: Option<String>,
    /// Its units, in order.
    pub units: Vec<ReturnedUnit>,
    /// Units that were left out because they have no source; each has a finding.
    pub left_out: usize,
}
