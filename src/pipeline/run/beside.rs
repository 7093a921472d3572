//! What lies beside the packages of a language.

use crate::formats::{glossary_table, tbx};
use crate::memory::{MadeRecord, Store, in_transaction};
use crate::model::Locale;
use crate::pipeline::disk::{self, Written};
use crate::pipeline::mirror::tool_form;
use crate::pipeline::read::short_hash;
use crate::pipeline::{Desk, Error};

use super::{LocaleReport, Made, Request};

/// What goes beside the packages: all that the memory knows, and the glossary.
pub(super) fn beside(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    request: &Request<'_>,
    target: &Locale,
    report: &mut LocaleReport,
) -> Result<(), Error> {
    memory_file(desk, store, request, target, report)?;
    let files = glossary_files(desk, target).map_err(crate::formats::Error::from)?;
    for (name, bytes) in files {
        let file = format!("{target}/{name}");
        let status = put(request, &file, &bytes)?;
        report.files.push(Made { file, status });
    }
    Ok(())
}

/// The memory as TMX, unless it is as it was when the file was made.
fn memory_file(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    request: &Request<'_>,
    target: &Locale,
    report: &mut LocaleReport,
) -> Result<(), Error> {
    let name = format!("memory.{}.tmx", desk.pair(target));
    let file = format!("{target}/{name}");
    let profile = desk.project.export_profile(target);
    let revision = store.revision(target)?;
    let standard = desk.standard.digest(target);
    let stamp = format!(
        "{} {profile:?} {revision} {standard}",
        env!("CARGO_PKG_VERSION")
    );
    if let Some(made) = store.made(&name)?.filter(|made| made.stamp == stamp) {
        let held = disk::read(&request.out.join(&file)).map(|bytes| short_hash(&bytes));
        if held.is_ok_and(|hash| hash == made.hash) {
            report.memory_units = made.units;
            report.files.push(Made {
                file,
                status: Written::Unchanged,
            });
            return Ok(());
        }
    }
    let (bytes, units) = tool_form(desk, store, target, profile)?;
    let status = put(request, &file, &bytes)?;
    if !request.dry_run {
        let hash = short_hash(&bytes);
        let record = MadeRecord { stamp, hash, units };
        in_transaction(store, |store| store.record_made(&name, &record))?;
    }
    report.memory_units = units;
    report.files.push(Made { file, status });
    Ok(())
}

/// Writes a file, or in a dry run only looks.
pub(super) fn put(request: &Request<'_>, file: &str, bytes: &[u8]) -> Result<Written, Error> {
    let path = request.out.join(file);
    if request.dry_run {
        return Ok(disk::compare(&path, bytes));
    }
    disk::write(&path, bytes)
}

/// The glossary in the forms that tools read; none when it is empty.
fn glossary_files(desk: &Desk<'_>, target: &Locale) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let concepts = desk.glossary.for_profile(desk.project.profile.as_deref());
    if concepts.is_empty() {
        return Ok(Vec::new());
    }
    let source = &desk.project.source;
    let mut forms: [(&str, Vec<u8>); 4] = Default::default();
    let [(utf8, omegat), (csv, table), (two, martif), (three, tbx)] = &mut forms;
    (*utf8, *csv, *two, *three) = ("utf8", "csv", "v2.tbx", "v3.tbx");
    glossary_table::write_omegat(&concepts, source, target, omegat)?;
    glossary_table::write_csv(&concepts, source, target, table)?;
    tbx::write_v2(&concepts, source, target, martif)?;
    tbx::write_v3(&concepts, source, target, tbx)?;
    let pair = desk.pair(target);
    Ok(forms
        .into_iter()
        .map(|(ending, bytes)| (format!("glossary.{pair}.{ending}"), bytes))
        .collect())
}
