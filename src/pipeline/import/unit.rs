//! One returned unit that names a unit that was sent: proven by its source, judged
//! by itself, then stored.

use crate::diag::{Finding, Place};
use crate::memory::{ExportRecord, ExportUnit, Store};
use crate::model::{Content, Origin, OriginKind, Profile, ReturnedUnit, Variant};
use crate::pipeline::Error;
use crate::pipeline::leverage::penalty::made_for;
use crate::text::normalise::is_blank;

use super::foreign::unfinished;
use super::judge::{Judgement, judge, tidied};
use super::quality::Marks;
use super::recode::alike;
use super::{Aside, Fate, Work, commit};

/// One unit: proven by its source, judged by itself, then stored.
pub(super) fn import_unit(
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
    let judgement = match (not_an_answer(sent, &target), by_the_tool(unit)) {
        (Some(finding), _) => Judgement::Untranslated(finding),
        (None, Some(finding)) => Judgement::Bad(finding),
        (None, None) => judge(&sent.source, &target, &record.locale, work.options, true),
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
        // Of translations that disagree one stood there, and somebody took it out.
        _ if record.is_review() && sent.translate && is_emptied(unit) => {
            work.reject(emptied().at(place(unit)));
        }
        _ => work.count(Fate::Same),
    }
    Ok(())
}

pub(super) fn put_aside(
    work: &mut Work<'_>,
    record: &ExportRecord,
    unit: &ReturnedUnit,
    finding: Finding,
) {
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
        "`tilmach search` shows both. Until a translator answers the next package, only one \
         that is reviewed is filled in. If this one is right, import it with the state it deserves (--state).",
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

/// What a tool says in a word of its own. The standard's states prove nothing: some
/// tools never change them, others set them on every edit.
fn by_the_tool(unit: &ReturnedUnit) -> Option<Finding> {
    let is_own = unit.state.as_deref().is_some_and(|word| word.contains(':'));
    unfinished(unit).filter(|_| is_own).map(|finding| {
        finding
            .help("It is kept aside; `tilmach quarantine` shows it, and takes it if it is right.")
    })
}

fn emptied() -> Finding {
    Finding::warning(
        "import::emptied",
        "the translation was emptied; the memory keeps the one that was sent",
    )
}

/// Whether a target is there, and nothing in it.
fn is_emptied(unit: &ReturnedUnit) -> bool {
    let target = unit.target.as_ref();
    target.is_some_and(|target| is_blank(&target.plain()) && !target.has_codes())
}

/// Returned targets that are no translation: emptied, or of a unit that was
/// not to be translated.
fn not_an_answer(sent: &ExportUnit, target: &Content) -> Option<Finding> {
    if is_blank(&target.plain()) && !target.has_codes() {
        return Some(emptied());
    }
    if !sent.translate {
        return Some(Finding::warning(
            "import::locked",
            "this unit was not for translation; its target is not taken",
        ));
    }
    None
}

pub(super) fn variant(
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
        extra: made_for(work.desk.project),
    }
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

pub(super) fn place(unit: &ReturnedUnit) -> Place {
    unit.place.clone().unit(&unit.id)
}
