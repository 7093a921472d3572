//! Wordfast Pro and GlobalLink: TXLF. `gs4tr:editStatus` on the `<trans-unit>` says
//! what was done to the translation; how far it has come is said by the standard's
//! own `target/@state`, which stands before this.

use crate::model::Standing;

use super::super::super::xml::Element;
use super::{Said, attribute};

const NAMESPACE: &str = "http://www.gs4tr.org/schema/xliff-ext";

/// What Wordfast says of a unit nobody has touched since it was filled in; none for
/// what somebody changed, which is judged by its state.
pub(super) fn said(unit: &Element) -> Option<Said> {
    match attribute(unit, NAMESPACE, "editStatus")? {
        status @ ("leveraged" | "pretranslated" | "mt" | "machineTranslated") => Some(Said {
            word: format!("gs4tr:{status}"),
            standing: Standing::Draft,
        }),
        _ => None,
    }
}
