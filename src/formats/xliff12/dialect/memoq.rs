//! memoQ: MQXLIFF. `mq:status` and `mq:locked` stand on the `<trans-unit>`; the
//! words are those of memoQ's schema 4.0.21 and of newer versions.

use crate::model::Standing;

use super::super::super::xml::Element;
use super::{Said, attribute};

const NAMESPACE: &str = "MQXliff";

/// What memoQ says of a unit.
pub(super) fn said(unit: &Element) -> Option<Said> {
    let status = attribute(unit, NAMESPACE, "status")?;
    let is_locked = attribute(unit, NAMESPACE, "locked").is_some_and(|word| word != "false");
    let standing = match status {
        "NotStarted" | "AutoSplitAndEmpty" => Standing::Untranslated,
        // Joined or put together by memoQ: nobody has confirmed what came of it.
        "PreTranslated"
        | "MachineTranslated"
        | "AssembledFromFragments"
        | "AutoJoined"
        | "AutoSplit" => Standing::Draft,
        // Also what a reviewer sent back has this word.
        "PartiallyEdited" | "Edited" => Standing::Draft,
        "ManuallyConfirmed" if is_locked => Standing::Final,
        "ManuallyConfirmed" | "Confirmed" | "TranslatorConfirmed" => Standing::Translated,
        // The first is how the schema spells it.
        "Ackknowledged" | "Acknowledged" | "Proofread" | "Reviewer1Confirmed"
        | "Reviewer2Confirmed" => Standing::Reviewed,
        "Rejected" => Standing::Rejected,
        _ => Standing::Unknown,
    };
    Some(Said {
        word: format!("mq:{status}"),
        standing,
    })
}
