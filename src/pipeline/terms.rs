//! The glossary in the forms of other tools.

use crate::formats::tbx::{write_v2, write_v3};
use crate::model::{Concept, Locale};

use super::Error;

/// The concepts as TBX of version 2, or of version 3 for any other number.
///
/// # Errors
///
/// None that the input could cause: the bytes are written into memory.
pub fn tbx(
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    version: u8,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let written = match version {
        2 => write_v2(concepts, source, target, &mut bytes),
        _ => write_v3(concepts, source, target, &mut bytes),
    };
    written.map_err(crate::formats::Error::from)?;
    Ok(bytes)
}
