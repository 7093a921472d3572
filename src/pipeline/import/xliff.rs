//! Returned XLIFF 1.2: matched with what was sent, unit by unit.

use crate::diag::{Finding, Place};
use crate::formats::xliff12;
use crate::memory::{ExportRecord, ExportUnit, Store};
use crate::model::{
    Content, Locale, Origin, OriginKind, Profile, ReturnedFile, ReturnedUnit, Variant,
};
use crate::pipeline::Error;
use crate::text::normalise::{fold_space, is_blank};

use super::answers::{elsewhere, positions, record_of, tell_missing, twice, unit_id};
use super::judge::{Judgement, judge, tidied};
use super::quality::Marks;
use super::{Aside, Fate, Work, commit, quality};

/// Reads the file and stores what can be believed. False: refused.
pub(super) fn import(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
) -> Result<bool, Error> {
    let Some(files) = xliff12::read(bytes, &mut work.findings)? else {
        return Ok(false);
    };
    let units: usize = files
        .iter()
        .map(|file| file.units.len() + file.left_out)
        .sum();
    if units == 0 {
        work.findings.push(Finding::error(
            "import::empty",
            "there is no unit in this file",
        ));
        return Ok(false);
    }
    work.quality = quality::of_return(work, store, &files)?;
    for file in &files {
        if !import_file(work, store, file)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// One `<file>` of it. False: the language is not the one that was asked for,
/// and the whole file is refused.
fn import_file(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    file: &ReturnedFile,
) -> Result<bool, Error> {
    for _ in 0..file.left_out {
        work.count(Fate::Rejected);
    }
    let Some(record) = record_of(store, file)? else {
        unknown_export(work, file);
        return Ok(true);
    };
    if !right_language(work, file, &record.locale) {
        return Ok(false);
    }
    let sent = positions(&record);
    let twice = twice(file, &record.id);
    for unit in &file.units {
        let id = unit_id(unit, &record.id);
        let several = twice.contains(id)
            || twice.contains(unit.id.as_str())
            || !work.claimed.insert((record.id.clone(), id.to_owned()));
        match sent.get(id) {
            Some(position) if !several && !elsewhere(store, unit, &record.id)? => {
                import_unit(work, store, &record, *position, unit)?;
            }
            Some(_) => aside(work, file, unit, ambiguous()),
            None => aside(work, file, unit, unknown_unit()),
        }
    }
    tell_missing(work, file, &record);
    Ok(true)
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

/// One unit: proven by its source, judged by itself, then stored.
fn import_unit(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    position: usize,
    unit: &ReturnedUnit,
) -> Result<(), Error> {
    let Some(sent) = record.units.get(position) else {
        return Ok(());
    };
    if !alike(&sent.source, &unit.source) {
        let finding = source_finding(&sent.source, &unit.source);
        put_aside(work, record, unit, finding);
        return Ok(());
    }
    let before = before(store, record, sent)?;
    let Some(target) = answered(&before, unit) else {
        return as_it_went(work, store, record, position, unit, &before);
    };
    let found = work.quality.marks(&record.locale, &unit.place).cloned();
    let found = found.as_ref();
    let target = tidied(target, &sent.source);
    let judgement = match not_an_answer(sent, &target) {
        Some(finding) => Judgement::Untranslated(finding),
        None => judge(&sent.source, &target, &record.locale, work.options, true),
    };
    match judgement {
        Judgement::Good => {
            let variant = variant(work, record, position, target, found);
            let fate = commit::answer(work, store, record, sent, &variant, found)?;
            if fate == Fate::Conflicting {
                work.findings.push(conflict().at(place(unit)));
            }
            work.take(fate, &record.locale, &unit.place);
        }
        Judgement::Untranslated(finding) => work.reject(finding.at(place(unit))),
        Judgement::Bad(finding) => put_aside(work, record, unit, finding),
    }
    Ok(())
}

/// A unit that came back as it was sent.
fn as_it_went(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    position: usize,
    unit: &ReturnedUnit,
    before: &Before,
) -> Result<(), Error> {
    let Some(sent) = record.units.get(position) else {
        return Ok(());
    };
    match (before, &sent.sent) {
        (Before::Filled(_), Some(identity)) => {
            let context = record.context(position);
            let found = work.quality.marks(&record.locale, &unit.place).cloned();
            let found = found.as_ref();
            let fate = commit::confirm_sent(work, store, record, identity, &context, found)?;
            work.take(fate, &record.locale, &unit.place);
        }
        _ if sent.translate && sent.held.is_empty() => work.count(Fate::Untranslated),
        _ => work.count(Fate::Same),
    }
    Ok(())
}

fn put_aside(work: &mut Work<'_>, record: &ExportRecord, unit: &ReturnedUnit, finding: Finding) {
    let target = unit.target.clone().unwrap_or_default();
    let aside = Aside {
        export: Some(&record.id),
        unit: &unit.id,
        locale: &record.locale.to_string(),
        source: &unit.source,
        target: &target,
    };
    work.quarantine(finding.at(place(unit)), &aside);
}

fn conflict() -> Finding {
    Finding::error(
        "import::conflict",
        "the memory holds another translation here that this one may not replace; both are kept",
    )
    .help(
        "`tilmach search` shows both; neither is filled in until a translator answers the next \
         package. If this one is right, import it with the state it deserves (--state).",
    )
}

/// The target, if the unit did not come back as it went out: with the target
/// that was sent, with a copy of the source, or with none.
fn answered<'a>(before: &Before, unit: &'a ReturnedUnit) -> Option<&'a Content> {
    let target = unit.target.as_ref()?;
    let as_sent = match before {
        // A correction may be one of white space.
        Before::Filled(sent) => tidied(sent, &unit.source) == tidied(target, &unit.source),
        Before::Copied => alike(target, &unit.source) || is_blank(&target.plain()),
        Before::Nothing => is_blank(&target.plain()) && !target.has_codes(),
    };
    (!as_sent).then_some(target)
}

/// What stood in the file that was sent as a unit's target.
enum Before {
    /// A translation of the memory.
    Filled(Content),
    /// The source again.
    Copied,
    /// Nothing.
    Nothing,
}

fn before(store: &dyn Store, record: &ExportRecord, sent: &ExportUnit) -> Result<Before, Error> {
    if let Some(identity) = &sent.sent
        && let Some(variant) = store.variant(identity)?
    {
        return Ok(Before::Filled(variant.target));
    }
    // OmegaT's targets are copies of the source, and tools copy what is not
    // for translation.
    if record.profile == Profile::Omegat || !sent.translate {
        return Ok(Before::Copied);
    }
    Ok(Before::Nothing)
}

/// Returned targets that are no translation: emptied, or of a unit that was
/// not to be translated.
fn not_an_answer(sent: &ExportUnit, target: &Content) -> Option<Finding> {
    if is_blank(&target.plain()) && !target.has_codes() {
        return Some(Finding::warning(
            "import::emptied",
            "the translation was emptied; the memory keeps the one that was sent",
        ));
    }
    if !sent.translate {
        return Some(Finding::warning(
            "import::locked",
            "this unit was not for translation; its target is not taken",
        ));
    }
    None
}

fn variant(
    work: &Work<'_>,
    record: &ExportRecord,
    position: usize,
    target: Content,
    found: Option<&Marks>,
) -> Variant {
    let sent = record.units.get(position);
    let marks = found.cloned().unwrap_or_default();
    Variant {
        source_locale: record.version.locale.clone(),
        source: sent.map(|sent| sent.source.clone()).unwrap_or_default(),
        locale: record.locale.clone(),
        target,
        state: work.state(&marks),
        origin: Origin {
            kind: OriginKind::Return,
            // Not the name of the file that came back: people put theirs in it.
            file: record.version.name.clone(),
            export: Some(record.id.clone()),
            unit: sent.map(|sent| sent.unit.clone()),
        },
        contexts: vec![record.context(position)],
        added: work.desk.day.to_owned(),
        by: work.options.by.clone(),
        superseded: false,
        marks,
        extra: None,
    }
}

/// Equal text, white space folded, and equal codes.
fn alike(sent: &Content, returned: &Content) -> bool {
    fold_space(&sent.plain()) == fold_space(&returned.plain())
        && sent.code_multiset() == returned.code_multiset()
}

fn source_finding(sent: &Content, returned: &Content) -> Finding {
    let finding = Finding::error(
        "import::source-changed",
        "the source is not the one that was sent; the translation may belong to another sentence",
    );
    let finding = finding
        .help("Ask the translator, or translate this sentence again in the package that was sent.");
    let (sent, returned) = (sent.plain(), returned.plain());
    let same = sent
        .chars()
        .zip(returned.chars())
        .take_while(|(left, right)| left == right)
        .count();
    let from = same.saturating_sub(20);
    let differing: String = returned.chars().skip(from).take(60).collect();
    finding.words(&differing)
}

fn place(unit: &ReturnedUnit) -> Place {
    unit.place.clone().unit(&unit.id)
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
