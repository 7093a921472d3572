//! Returned XLIFF: matched with what was sent, unit by unit; and bilingual files of
//! somebody else.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Severity};
use crate::formats::{conformance, xliff};
use crate::memory::{ExportRecord, Store};
use crate::model::{Content, Locale, ReturnedFile, ReturnedUnit};
use crate::pipeline::Error;

use super::align::{Aligned, align};
use super::answers::{elsewhere, positions, record_of, tell_missing, twice, unit_id};
use super::join::Broken;
use super::unit::{import_unit, place, put_aside};
use super::{Aside, Fate, Work, foreign, glossary, quality};

/// One `<file>`, and what is known of it.
pub(super) struct Part {
    /// The file; its units bear the ids that were sent, as far as that is proven.
    pub(super) file: ReturnedFile,
    /// The language of its translations; none where nothing of it can be used.
    pub(super) locale: Option<Locale>,
    /// The export it answers.
    pub(super) answers: Option<(ExportRecord, Told)>,
}

/// What a tool did to the units of a file.
#[derive(Default)]
pub(super) struct Told {
    merged: Vec<(Vec<String>, ReturnedUnit)>,
    unproven: Vec<ReturnedUnit>,
    broken: BTreeMap<String, Broken>,
    renamed: usize,
    joined: usize,
    /// Why units cannot be read for certain.
    pub(super) faults: BTreeMap<String, Finding>,
}

/// Reads the file and stores what can be believed. False: refused.
pub(super) fn import(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
) -> Result<bool, Error> {
    let Some(files) = xliff::read(bytes, &mut work.findings)? else {
        return Ok(false);
    };
    if let Some(finding) = departures(bytes)? {
        work.findings.push(finding);
    }
    if files
        .iter()
        .all(|file| file.units.len() + file.left_out == 0)
    {
        return Ok(empty(work, &files));
    }
    let mut parts = Vec::new();
    for file in files {
        parts.push(part(work, store, file)?);
    }
    work.contested = contested(&parts);
    work.quality = quality::of_parts(work, &parts)?;
    for part in parts {
        if !import_part(work, store, part)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Export and unit that several parts answer, each in another way: which of them is
/// right cannot be known, and the first is no better than the last.
fn contested(parts: &[Part]) -> BTreeSet<(String, String)> {
    let mut said: BTreeMap<(&str, &str), (&Content, Option<&Content>)> = BTreeMap::new();
    let mut contested = BTreeSet::new();
    for part in parts {
        let Some((record, _)) = &part.answers else {
            continue;
        };
        for unit in &part.file.units {
            let id = unit_id(unit, &record.id);
            let own = (&unit.source, unit.target.as_ref());
            if *said.entry((&record.id, id)).or_insert(own) != own {
                contested.insert((record.id.clone(), id.to_owned()));
            }
        }
    }
    contested
}

/// Where a file departs from its standard: told, and no reason to refuse it, since
/// tools that people work with write what no schema accepts.
fn departures(bytes: &[u8]) -> Result<Option<Finding>, Error> {
    if bytes.len() > EXAMINED {
        return Ok(None);
    }
    let verdict = conformance::validate(bytes)?;
    let errors: Vec<&Finding> = verdict
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    let (Some(standard), Some(first)) = (verdict.standard, errors.first()) else {
        return Ok(None);
    };
    let places = if errors.len() == 1 { "place" } else { "places" };
    let message = format!(
        "this file departs from {standard} in {} {places}; the first: {}",
        errors.len(),
        first.message
    );
    let finding = Finding::warning("import::departs", message);
    let help = "It is read all the same; `tilmach validate` lists what is wrong with it.";
    Ok(Some(finding.at(first.place.clone()).help(help)))
}

/// How large a file may be, in bytes, to be held to its standard on the way in: that
/// takes several times its size, and `tilmach validate` does it for larger ones.
const EXAMINED: usize = 32 * 1024 * 1024;

/// Nothing is there. In a package of ours there should be something; what somebody
/// else left empty is only told.
fn empty(work: &mut Work<'_>, files: &[ReturnedFile]) -> bool {
    let message = "there is no unit in this file";
    let is_answer = files.iter().any(foreign::names_an_export);
    work.is_foreign = !is_answer;
    work.findings.push(if is_answer {
        Finding::error("import::empty", message)
    } else {
        Finding::warning("import::empty", message)
    });
    !is_answer
}

/// Which export a file answers, and which of its units is which.
fn part(work: &Work<'_>, store: &dyn Store, file: ReturnedFile) -> Result<Part, Error> {
    let Some(record) = record_of(work, store, &file)? else {
        let is_foreign = !foreign::names_an_export(&file);
        let locale = foreign::language(work, &file).ok().filter(|_| is_foreign);
        return Ok(Part {
            file,
            locale,
            answers: None,
        });
    };
    let Aligned {
        file,
        merged,
        unproven,
        broken,
        renamed,
        joined,
    } = align(file, &record);
    let told = Told {
        merged,
        unproven,
        broken,
        renamed,
        joined,
        ..Told::default()
    };
    Ok(Part {
        file,
        locale: Some(record.locale.clone()),
        answers: Some((record, told)),
    })
}

/// One `<file>` of it. False: the language is not the one that was asked for,
/// and the whole file is refused.
pub(super) fn import_part(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    part: Part,
) -> Result<bool, Error> {
    let file = &part.file;
    for _ in 0..file.left_out {
        work.count(Fate::Rejected);
    }
    let Some((record, told)) = &part.answers else {
        if foreign::names_an_export(file) {
            unknown_export(work, file);
        } else {
            work.is_foreign = true;
            foreign::import_file(work, store, file)?;
        }
        return Ok(true);
    };
    if !right_language(work, file, &record.locale) {
        return Ok(false);
    }
    tell_changes(work, told);
    glossary::tell(work, store, file, record)?;
    import_units(work, store, file, record, told)?;
    for (ids, unit) in &told.merged {
        set_merged_aside(work, record, ids, unit);
    }
    for unit in &told.unproven {
        put_aside(work, record, unit, unproven());
    }
    let merged = told.merged.iter().flat_map(|(ids, _)| ids);
    tell_missing(work, file, record, &merged.map(String::as_str).collect());
    Ok(true)
}

/// The units of a file that answers an export, each in its place.
fn import_units(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    file: &ReturnedFile,
    record: &ExportRecord,
    told: &Told,
) -> Result<(), Error> {
    let sent = positions(record);
    let twice = twice(file, &record.id);
    for unit in &file.units {
        let id = unit_id(unit, &record.id);
        let claim = (record.id.clone(), id.to_owned());
        let several = twice.contains(id)
            || twice.contains(unit.id.as_str())
            || work.contested.contains(&claim)
            || !work.claimed.insert(claim);
        if let Some(broken) = told.broken.get(id) {
            put_aside(work, record, unit, broken_finding(*broken));
            continue;
        }
        if let Some(fault) = told.faults.get(id) {
            put_aside(work, record, unit, fault.clone());
            continue;
        }
        match sent.get(id) {
            Some(position) if !several && !elsewhere(store, unit, &record.id)? => {
                import_unit(work, store, record, *position, unit)?;
            }
            Some(_) => aside(work, file, unit, ambiguous()),
            None => aside(work, file, unit, unknown_unit()),
        }
    }
    Ok(())
}

/// What was recognised although a tool had changed it.
fn tell_changes(work: &mut Work<'_>, told: &Told) {
    if told.renamed > 0 {
        let message = format!(
            "{} came back under other ids; each was found by its source",
            units(told.renamed)
        );
        work.findings
            .push(Finding::note("import::renamed", message));
    }
    if told.joined > 0 {
        let message = format!(
            "{} came back in pieces, which were put together",
            units(told.joined)
        );
        work.findings.push(Finding::note("import::split", message));
    }
}

fn units(number: usize) -> String {
    let noun = if number == 1 { "unit" } else { "units" };
    format!("{number} {noun}")
}

/// One translation for several units: where it would have to be cut, nobody knows.
fn set_merged_aside(
    work: &mut Work<'_>,
    record: &ExportRecord,
    ids: &[String],
    unit: &ReturnedUnit,
) {
    let named = ids.join(" + ");
    let mut unit = unit.clone();
    unit.place = place(&unit).unit(named.clone());
    unit.id = named;
    let finding = Finding::error(
        "import::merged",
        format!(
            "{} were joined into one, and their translation cannot be cut",
            units(ids.len())
        ),
    )
    .words(&unit.id)
    .help(
        "Ask for them one by one, or write each translation into the package that was sent. \
         `tilmach quarantine show` has both side by side.",
    );
    put_aside(work, record, &unit, finding);
}

fn broken_finding(broken: Broken) -> Finding {
    match broken {
        Broken::Partly => partly(),
        Broken::Order => Finding::error(
            "import::order",
            "this unit came back in pieces, of which two have the same place in the translation",
        )
        .help("Ask in which order its sentences stand, or for the unit as one."),
    }
}

fn partly() -> Finding {
    Finding::error(
        "import::partly",
        "this unit came back in pieces, and not all of them are translated",
    )
    .help("Ask for the rest of the sentence.")
}

fn unproven() -> Finding {
    Finding::error(
        "import::ambiguous",
        "this sentence was sent in several places, and nothing proves which of them this is",
    )
    .help("Ask for the file with the ids of the units, or for one translation for all places.")
}

fn ambiguous() -> Finding {
    Finding::error(
        "import::duplicate",
        "several units claim to be this one, or it names another export",
    )
    .help("Send each package back in a file of its own, as it was made.")
}

fn unknown_unit() -> Finding {
    Finding::error(
        "import::unknown-unit",
        "there was no such unit in the export",
    )
    .help("Was it added by hand? What was not sent cannot come back.")
}

/// A file of another desk: every unit is kept aside, and said once.
fn unknown_export(work: &mut Work<'_>, file: &ReturnedFile) {
    let units = file.units.len();
    let noun = if units == 1 { "unit" } else { "units" };
    let finding = Finding::error(
        "import::unknown-export",
        format!("this memory has no record of sending this file ({units} {noun})"),
    )
    .help(
        "Another desk sent it, a tool removed its number, or the memory was rebuilt since: \
         then the one kept as .before knows it. Or ask for the translation as TMX.",
    );
    for unit in &file.units {
        let target = unit.target.clone().unwrap_or_default();
        work.keep(&finding, &aside_of(file, unit, &target));
        work.count(Fate::Rejected);
    }
    let first = file
        .units
        .first()
        .map(|unit| unit.place.clone())
        .unwrap_or_default();
    work.findings.push(finding.at(first));
}

fn right_language(work: &mut Work<'_>, file: &ReturnedFile, asked: &Locale) -> bool {
    let Some(tag) = &file.target_language else {
        work.findings.push(Finding::warning(
            "import::language",
            format!("the file does not name its language; {asked} was asked for and is assumed"),
        ));
        return true;
    };
    if tag.parse::<Locale>().as_ref() == Ok(asked) {
        return true;
    }
    work.findings.push(
        Finding::error(
            "import::language",
            format!("{asked} was asked for, and this file says another language"),
        )
        .words(tag)
        .help("Ask who sent it which language the text is in. Only if the label alone is wrong, correct it."),
    );
    false
}

fn aside(work: &mut Work<'_>, file: &ReturnedFile, unit: &ReturnedUnit, finding: Finding) {
    let target = unit.target.clone().unwrap_or_default();
    work.quarantine(finding.at(place(unit)), &aside_of(file, unit, &target));
}

fn aside_of<'a>(file: &'a ReturnedFile, unit: &'a ReturnedUnit, target: &'a Content) -> Aside<'a> {
    Aside {
        export: file.export.as_deref(),
        unit: &unit.id,
        locale: file.target_language.as_deref().unwrap_or("und"),
        source: &unit.source,
        target,
    }
}
