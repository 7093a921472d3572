//! The glossary that a file is held to, and the one it was made under.

use crate::memory::{ExportRecord, Store};
use crate::model::ReturnedFile;
use crate::pipeline::Error;
use crate::pipeline::decisions::{self, Since, moved_since};

use super::Work;

/// What a file is held to goes on record with it.
pub(super) fn keep(work: &Work<'_>, store: &mut dyn Store) -> Result<(), Error> {
    let (standard, day) = (work.desk.standard, work.desk.day);
    decisions::record(store, standard.glossary(), standard.version(), day)?;
    Ok(())
}

/// Which decisions are other ones now than when the file was sent.
pub(super) fn tell(
    work: &mut Work<'_>,
    store: &dyn Store,
    file: &ReturnedFile,
    record: &ExportRecord,
) -> Result<(), Error> {
    let sources = file.units.iter().map(|unit| unit.source.plain());
    let named = file.glossary.as_deref();
    let Some(since) = moved_since(work.desk, store, record, named, sources)? else {
        return Ok(());
    };
    for finding in since.findings() {
        work.findings.push(finding);
    }
    if let Since::Moved(moved) = since {
        work.moved.extend(moved);
    }
    Ok(())
}
