//! The data categories of TBX and what they are to us.

use crate::model::Usage;

/// What a category says of a concept or a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The field of the concept.
    SubjectField,
    /// What the concept is.
    Definition,
    /// A remark.
    Note,
    /// A sentence with the term.
    Context,
    /// Where something was seen.
    Source,
    /// The word class.
    PartOfSpeech,
    /// What was decided about the term.
    Status,
    /// We have no place for it.
    Other,
}

/// The meaning of a category, by its name in DCA or in DCT.
pub(super) fn meaning(category: &str) -> Meaning {
    match category {
        "subjectField" => Meaning::SubjectField,
        "definition" => Meaning::Definition,
        "note" => Meaning::Note,
        "context" => Meaning::Context,
        "source" => Meaning::Source,
        "partOfSpeech" => Meaning::PartOfSpeech,
        // ISO 30042:2008 has the second beside the first; files of TBX-Min before
        // 2019 have the third.
        "administrativeStatus" | "normativeAuthorization" | "usageStatus" => Meaning::Status,
        _ => Meaning::Other,
    }
}

/// What a status means, and the word for a remark where ours says less.
///
/// ISO 30042:2019, administrativeStatus; ISO 30042:2008, administrativeStatus and
/// normativeAuthorization, which have authorities as well: their decision is not
/// the desk's, so their terms are only admitted. Weblate writes `obsolete` and
/// `forbidden`, TBX-Min of 2013 `notRecommended`.
pub(super) fn usage(status: &str) -> Option<(Usage, Option<&'static str>)> {
    let bare = status.strip_suffix("-admn-sts").unwrap_or(status);
    let bare = bare.strip_suffix("Term").unwrap_or(bare);
    Some(match bare {
        "preferred" => (Usage::Preferred, None),
        "admitted" => (Usage::Admitted, None),
        "deprecated" | "notRecommended" => (Usage::Deprecated, None),
        "superseded" => (Usage::Deprecated, Some("superseded")),
        "obsolete" => (Usage::Deprecated, Some("obsolete")),
        "forbidden" => (Usage::Forbidden, None),
        "standardized" => (Usage::Admitted, Some("standardized")),
        "legal" => (Usage::Admitted, Some("legal term")),
        "regulated" => (Usage::Admitted, Some("regulated")),
        _ => return None,
    })
}

/// Our sign for a word class; none for `other` and words of other languages.
pub(super) fn part_of_speech(class: &str) -> Option<&'static str> {
    Some(match class {
        "noun" | "properNoun" => "n",
        "verb" => "v",
        "adjective" => "adj",
        "adverb" => "adv",
        _ => return None,
    })
}

/// The categories of a public dialect of version 3 (their Schematron files); none
/// for dialects that we do not know.
pub(super) fn of_dialect(dialect: &str) -> Option<&'static [&'static str]> {
    const MIN: [&str; 6] = [
        "note",
        "customerSubset",
        "subjectField",
        "administrativeStatus",
        "partOfSpeech",
        "externalCrossReference",
    ];
    const BASIC: [&str; 17] = [
        "note",
        "customerSubset",
        "projectSubset",
        "source",
        "subjectField",
        "context",
        "definition",
        "crossReference",
        "administrativeStatus",
        "partOfSpeech",
        "geographicalUsage",
        "grammaticalGender",
        "termLocation",
        "termType",
        "externalCrossReference",
        "xGraphic",
        "transaction",
    ];
    match dialect {
        "TBX-Min" => Some(&MIN),
        "TBX-Basic" => Some(&BASIC),
        _ => None,
    }
}
