use crate::diag::Place;

use super::Content;

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
