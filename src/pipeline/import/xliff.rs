//! Returned XLIFF 1.2: matched with what was sent, unit by unit.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Place};
use crate::formats::xliff12;
use crate::memory::{ExportRecord, ExportUnit, Store};
use crate::model::{
    Content, Locale, Origin, OriginKind, Profile, ReturnedFile, ReturnedUnit, Variant,
};
use crate::pipeline::Error;
use crate::text::normalise::fold_space;

use super::judge::{Judgement, judge, tidied};
use super::{Aside, Fate, Work, commit};

/// Reads the file and stores what can be believed. False: refused.
pub(super) fn import(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
) -> Result<bool, Error> {
    let Some(files) = xliff12::read(bytes, &mut work.findings)? else {
        return Ok(false);
    };
    let units: usize = files.iter().map(|file| file.units.len()).sum();
    if units == 0 {
        work.findings.push(Finding::error(
            "import::empty",
            "there is no unit in this file",
        ));
        return Ok(false);
    }
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
    let Some(record) = record_of(store, file)? else {
        for unit in &file.units {
            aside(work, file, unit, unknown_export());
        }
        return Ok(true);
    };
    if !right_language(work, file, &record.locale) {
        return Ok(false);
    }
    let sent = positions(&record);
    let twice = twice(file, &record.id);
    for unit in &file.units {
        let id = unit_id(unit, &record.id);
        match sent.get(id) {
            _ if twice.contains(id) || twice.contains(unit.id.as_str()) => {
                let message = "this unit stands in the file twice";
                aside(
                    work,
                    file,
                    unit,
                    Finding::error("import::duplicate", message),
                );
            }
            Some(position) => import_unit(work, store, &record, *position, unit)?,
            None => {
                let message = "there was no such unit in the export";
                aside(
                    work,
                    file,
                    unit,
                    Finding::error("import::unknown-unit", message),
                );
            }
        }
    }
    tell_missing(work, file, &record);
    Ok(true)
}

fn unknown_export() -> Finding {
    Finding::error(
        "import::unknown-export",
        "this memory did not send this unit: its export id is not on record",
    )
    .help("Import it where it was exported, or send it as TMX.")
}

/// Where each unit stands in its export.
fn positions(record: &ExportRecord) -> BTreeMap<&str, usize> {
    record
        .units
        .iter()
        .enumerate()
        .map(|(position, unit)| (unit.unit.as_str(), position))
        .collect()
}

/// The ids that several units claim, by their id or by their name: which of
/// them is right cannot be known.
fn twice<'a>(file: &'a ReturnedFile, export: &str) -> BTreeSet<&'a str> {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut twice = BTreeSet::new();
    for unit in &file.units {
        let name = unit_id(unit, export);
        if !ids.insert(unit.id.as_str()) {
            twice.insert(unit.id.as_str());
        }
        if !names.insert(name) {
            twice.insert(name);
        }
    }
    twice
}

/// The export that a file answers: named by its units, or by the file.
fn record_of(store: &dyn Store, file: &ReturnedFile) -> Result<Option<ExportRecord>, Error> {
    let mut names: BTreeSet<&str> = file.export.as_deref().into_iter().collect();
    for unit in &file.units {
        names.extend(unit.name.as_deref().and_then(|name| name.split('.').next()));
    }
    for name in names {
        if let Some(record) = store.export(name)? {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// The unit's id as we wrote it: tools that renumber keep the name.
fn unit_id<'a>(unit: &'a ReturnedUnit, export: &str) -> &'a str {
    unit.name
        .as_deref()
        .and_then(|name| name.strip_prefix(export))
        .and_then(|rest| rest.strip_prefix('.'))
        .unwrap_or(&unit.id)
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
        .words(tag),
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
    let before = sent_target(store, record, sent)?;
    let Some(target) = answered(before.as_ref(), unit) else {
        let open = sent.translate && sent.sent.is_none();
        let fate = if open { Fate::Untranslated } else { Fate::Same };
        work.count(fate);
        return Ok(());
    };
    let target = tidied(target, &sent.source);
    let judgement = match not_an_answer(sent, &target) {
        Some(finding) => Judgement::Untranslated(finding),
        None => judge(&sent.source, &target, &record.locale, true),
    };
    match judgement {
        Judgement::Good => {
            let variant = variant(work, record, position, target);
            let fate = commit::answer(work, store, record, sent, &variant)?;
            if fate == Fate::Conflicting {
                work.findings.push(conflict().at(place(unit)));
            }
            work.count(fate);
        }
        Judgement::Untranslated(finding) => work.reject(finding.at(place(unit))),
        Judgement::Bad(finding) => put_aside(work, record, unit, finding),
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
    work.quarantine(finding.at(place(unit)), aside);
}

fn conflict() -> Finding {
    Finding::error(
        "import::conflict",
        "the memory came to hold another translation since the export; both are kept",
    )
    .help("`tilmach search` shows both; neither is filled in until one is chosen.")
}

/// The target, if the unit did not come back as it went out: with the target
/// that was sent, or with none where none was sent.
fn answered<'a>(sent: Option<&Content>, unit: &'a ReturnedUnit) -> Option<&'a Content> {
    let target = unit.target.as_ref()?;
    let empty = target.plain().trim().is_empty() && !target.has_codes();
    match sent {
        Some(sent) => (!alike(sent, target)).then_some(target),
        None => (!empty).then_some(target),
    }
}

/// What stood in the file that was sent as the unit's target.
fn sent_target(
    store: &dyn Store,
    record: &ExportRecord,
    sent: &ExportUnit,
) -> Result<Option<Content>, Error> {
    if let Some(identity) = sent.sent.as_deref() {
        return Ok(store.variant(identity)?.map(|variant| variant.target));
    }
    // OmegaT's targets are copies of the source, and tools copy what is not
    // for translation.
    let copied = record.profile == Profile::Omegat || !sent.translate;
    Ok(copied.then(|| sent.source.clone()))
}

/// Returned targets that are no translation: emptied, or of a unit that was
/// not to be translated.
fn not_an_answer(sent: &ExportUnit, target: &Content) -> Option<Finding> {
    if target.is_empty() {
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

fn variant(work: &Work<'_>, record: &ExportRecord, position: usize, target: Content) -> Variant {
    let sent = record.units.get(position);
    Variant {
        source_locale: record.version.locale.clone(),
        source: sent.map(|sent| sent.source.clone()).unwrap_or_default(),
        locale: record.locale.clone(),
        target,
        state: work.options.state,
        origin: Origin {
            kind: OriginKind::Return,
            file: work.file.clone(),
            export: Some(record.id.clone()),
            unit: sent.map(|sent| sent.unit.clone()),
        },
        contexts: vec![record.context(position)],
        added: work.desk.day.to_owned(),
        by: work.options.by.clone(),
        superseded: false,
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
    let aside = Aside {
        export: file.export.as_deref(),
        unit: &unit.id,
        locale: file.target_language.as_deref().unwrap_or("und"),
        source: &unit.source,
        target: &target,
    };
    work.quarantine(finding.at(place(unit)), aside);
}

/// Units that were sent and did not come back.
fn tell_missing(work: &mut Work<'_>, file: &ReturnedFile, record: &ExportRecord) {
    let back: BTreeSet<&str> = file
        .units
        .iter()
        .map(|unit| unit_id(unit, &record.id))
        .collect();
    let missing: Vec<&ExportUnit> = record
        .units
        .iter()
        .filter(|sent| !back.contains(sent.unit.as_str()))
        .collect();
    let open = missing.iter().filter(|sent| sent.translate).count();
    work.missing
        .extend(missing.iter().map(|sent| sent.unit.clone()));
    // Tools leave out what is not for translation; that alone is no news.
    if open == 0 {
        return;
    }
    work.findings
        .push(missing_finding(&missing, missing.len() - open));
}

fn missing_finding(missing: &[&ExportUnit], locked: usize) -> Finding {
    let units = if missing.len() == 1 { "unit" } else { "units" };
    let locked = match locked {
        0 => String::new(),
        locked => format!(" ({locked} of them not for translation)"),
    };
    let named: Vec<&str> = missing
        .iter()
        .take(5)
        .map(|sent| sent.unit.as_str())
        .collect();
    let more = if missing.len() > 5 { " …" } else { "" };
    let message = format!(
        "{} {units} of this export did not come back{locked}",
        missing.len()
    );
    Finding::warning("import::missing", message)
        .words(&format!("{}{more}", named.join(" ")))
        .help("They are still open: ask for them, or import the rest later.")
}
