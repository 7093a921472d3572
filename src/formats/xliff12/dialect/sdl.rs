//! Trados Studio: SDLXLIFF 1.0. Each segment has a `<sdl:seg>` in the unit's
//! `<sdl:seg-defs>`: `conf` (how far), `origin` (where from), `locked`.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::model::Standing;

use super::super::super::xml::{Element, Failure, Reader};
use super::Said;

const NAMESPACE: &str = "http://sdl.com/FileTypes/SdlXliff/1.0";

fn is(element: &Element, name: &str) -> bool {
    element.name.namespace.as_deref() == Some(NAMESPACE) && element.name.local == name
}

/// Whether this is the list of what is said of the segments.
pub(super) fn is_list(element: &Element) -> bool {
    is(element, "seg-defs")
}

/// Reads the list, by the `mid` of the segments.
pub(super) fn read<R: BufRead>(
    xml: &mut Reader<R>,
    segments: &mut BTreeMap<String, Said>,
) -> Result<(), Failure> {
    while let Some(child) = xml.child()? {
        if is(&child, "seg")
            && let Some(id) = child.attribute("id")
        {
            segments.insert(id.to_owned(), said(&child));
        }
        xml.skip()?;
    }
    Ok(())
}

fn said(segment: &Element) -> Said {
    let origin = segment.attribute("origin").unwrap_or_default();
    let conf = segment.attribute("conf").unwrap_or("Unspecified");
    let is_locked = matches!(segment.attribute("locked"), Some("true" | "1"));
    let standing = match conf {
        "ApprovedSignOff" => Standing::Final,
        "ApprovedTranslation" => Standing::Reviewed,
        "Translated" if is_locked => Standing::Final,
        "Translated" => Standing::Translated,
        "RejectedTranslation" | "RejectedSignOff" => Standing::Rejected,
        "Draft" => Standing::Draft,
        // What a memory or a machine put there, and nobody touched.
        "Unspecified" if !matches!(origin, "" | "interactive" | "source") => Standing::Draft,
        "Unspecified" => Standing::Untranslated,
        _ => Standing::Unknown,
    };
    let word = match origin {
        "mt" | "nmt" | "amt" => format!("sdl:{conf} (machine translation)"),
        _ => format!("sdl:{conf}"),
    };
    Said { word, standing }
}
