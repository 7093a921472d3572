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
    /// Where it stands in the unit of the file it is a segment of.
    pub seat: Seat,
    /// Where the unit stands.
    pub place: Place,
}

/// Where a segment stands in its unit, and what stands beside it there, in formats
/// whose units are cut into segments (XLIFF 2.1, sections 4.2.2.5 and 4.2.2.6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// The place of its translation among the parts of the unit, from 1 on: what the
    /// file says, or else the segment's own place (section 4.3.1.21). None in formats
    /// that have no such places.
    pub order: Option<usize>,
    /// What stands between the segment before and this one.
    pub before: Vec<Between>,
    /// What stands behind the last segment of the unit.
    pub after: Vec<Between>,
}

/// Codes between the segments of a unit, which nobody translates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The place of its translation among the parts of the unit, from 1 on.
    pub order: usize,
    /// What stands there in the source.
    pub source: Content,
    /// What stands there in the translation, if the file says so.
    pub target: Option<Content>,
}

/// A bilingual file that came back, or one `<file>` of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedFile {
    /// The document it is about.
    pub original: String,
    /// The export id, if the file names it outside its units.
    pub export: Option<String>,
    /// The version of the glossary it was made under, if the file says so.
    pub glossary: Option<String>,
    /// The language tag of the source, as written.
    pub source_language: Option<String>,
    /// The language tag of the target, as written.
    pub target_language: Option<String>,
    /// Its units, in order.
    pub units: Vec<ReturnedUnit>,
    /// Units that were left out because they have no source; each has a finding.
    pub left_out: usize,
}
