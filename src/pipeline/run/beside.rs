//! What lies beside the packages of a language.

use crate::formats::{glossary_table, tbx};
use crate::memory::Store;
use crate::model::Locale;
use crate::pipeline::disk;
use crate::pipeline::mirror::text_form;
use crate::pipeline::{Desk, Error};

use super::{LocaleReport, Made, Request};

/// What goes beside the packages: all that the memory knows, and the glossary.
pub(super) fn beside(
    desk: &Desk<'_>,
    store: &dyn Store,
    request: &Request<'_>,
    target: &Locale,
    report: &mut LocaleReport,
) -> Result<(), Error> {
    let pair = desk.pair(target);
    let tagging = desk.project.export_profile(target).tagging();
    let (bytes, units) = text_form(store, &desk.project.source, target, false, tagging)?;
    report.memory_units = units;
    let mut files = vec![(format!("memory.{pair}.tmx"), bytes)];
    files.extend(glossary_files(desk, target).map_err(crate::formats::Error::from)?);
    for (name, bytes) in files {
        let file = format!("{target}/{name}");
        let path = request.out.join(&file);
        let status = if request.dry_run {
            disk::compare(&path, &bytes)
        } else {
            disk::write(&path, &bytes)?
        };
        report.files.push(Made { file, status });
    }
    Ok(())
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
