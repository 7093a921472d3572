//! A bilingual file of somebody else: read as a translation memory is, pair by
//! pair, and never worth more than what the desk itself sent out.

use crate::diag::{Finding, Severity};
use crate::memory::{self, Store};
use crate::model::{
    Content, Locale, Origin, OriginKind, ReturnedFile, ReturnedUnit, Standing, State, Variant,
};
use crate::text::normalise::is_blank;

use super::judge::{Judgement, judge, tidied};
use super::{Aside, Fate, Work, commit};

/// Whether a file says that it answers an export of a desk that works as we do: by
/// an id of twelve hexadecimal digits, and units that are named after it.
pub(super) fn names_an_export(file: &ReturnedFile) -> bool {
    let by_file = file.export.as_deref().is_some_and(is_export);
    let by_unit = |unit: &ReturnedUnit| {
        let name = unit.name.as_deref().unwrap_or_default();
        name.split_once('.')
            .is_some_and(|(export, unit)| is_export(export) && is_unit(unit))
    };
    let units = &file.units;
    units.iter().any(by_unit)
        || (by_file && (units.is_empty() || units.iter().any(|unit| is_unit(&unit.id))))
}

fn is_export(text: &str) -> bool {
    text.len() == 12 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

/// `p3.s2`.
fn is_unit(text: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let parts = text
        .strip_prefix('p')
        .and_then(|rest| rest.split_once(".s"));
    parts.is_some_and(|(paragraph, segment)| number(paragraph) && number(segment))
}

/// The language of a foreign file's translations, if it is one that the project
/// asks for and the sources are in the language of the project. Otherwise why not.
pub(super) fn language(work: &Work<'_>, file: &ReturnedFile) -> Result<Locale, Box<Finding>> {
    let project = work.desk.project;
    let other = |message: String| Box::new(Finding::warning("import::other-language", message));
    let parsed = |tag: &Option<String>, what: &str| match tag.as_deref().map(str::trim) {
        None | Some("") => Err(other(format!(
            "the file does not name the language of its {what}"
        ))),
        Some(tag) => tag.parse::<Locale>().map_err(|error| {
            let message = format!("the language {error}");
            Box::new(Finding::warning("import::language", message).words(tag))
        }),
    };
    let source = parsed(&file.source_language, "sources")?;
    if source != project.source {
        let wanted = &project.source;
        return Err(other(format!(
            "its sources are in {source}, and this project translates from {wanted}"
        )));
    }
    let target = parsed(&file.target_language, "translations")?;
    if !project.targets.contains(&target) {
        return Err(other(format!("{target} is not a language of this project")));
    }
    Ok(target)
}

/// Takes the pairs of one `<file>`.
pub(super) fn import_file(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    file: &ReturnedFile,
) -> Result<(), memory::Error> {
    let locale = match language(work, file) {
        Ok(locale) => locale,
        Err(finding) => {
            skip(work, file, *finding);
            return Ok(());
        }
    };
    for unit in &file.units {
        import_pair(work, store, unit, &locale)?;
    }
    Ok(())
}

/// Said once for all units of the file.
fn skip(work: &mut Work<'_>, file: &ReturnedFile, mut finding: Finding) {
    let units = file.units.len();
    let noun = if units == 1 { "unit was" } else { "units were" };
    finding.message = format!("{units} {noun} left out: {}", finding.message);
    let first = file.units.first().map(|unit| unit.place.clone());
    work.findings.push(finding.at(first.unwrap_or_default()));
    for _ in &file.units {
        work.count(Fate::Rejected);
    }
}

fn import_pair(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    unit: &ReturnedUnit,
    locale: &Locale,
) -> Result<(), memory::Error> {
    let place = unit.place.clone().unit(&unit.id);
    let target = unit
        .target
        .as_ref()
        .filter(|target| !is_blank(&target.plain()));
    let Some(target) = target.filter(|_| !is_blank(&unit.source.plain())) else {
        work.count(Fate::Untranslated);
        return Ok(());
    };
    if let Some(finding) = unfinished(unit) {
        work.reject(finding.at(place));
        return Ok(());
    }
    let target = tidied(target, &unit.source);
    match judge(&unit.source, &target, locale, work.options, false) {
        Judgement::Good => {
            let found = work.quality.marks(locale, &unit.place).cloned();
            let variant = variant(work, unit, target, locale);
            let fate = commit::learn(store, &variant, found.as_ref())?;
            if fate == Fate::Conflicting {
                work.findings.push(conflict().at(place));
            }
            work.take(fate, locale, &unit.place);
        }
        Judgement::Untranslated(finding) => work.reject(softened(finding).at(place)),
        Judgement::Bad(finding) => {
            let aside = Aside {
                export: None,
                unit: &unit.id,
                locale: &locale.to_string(),
                source: &unit.source,
                target: &target,
            };
            work.quarantine(softened(finding).at(place), &aside);
        }
    }
    Ok(())
}

/// Nobody was asked for anything: what cannot be used of somebody else's file is
/// told, and is no fault of it.
fn softened(mut finding: Finding) -> Finding {
    finding.severity = finding.severity.min(Severity::Warning);
    finding
}

/// Only from translated upward, where the file says how far a unit has come.
pub(super) fn unfinished(unit: &ReturnedUnit) -> Option<Finding> {
    let said = unit.state.as_deref().unwrap_or_default();
    match unit.standing {
        Standing::Untranslated | Standing::Draft => Some(
            Finding::warning(
                "import::draft",
                "this is a draft or machine translation; it is not taken into the memory",
            )
            .words(said),
        ),
        Standing::Rejected => Some(
            Finding::warning(
                "import::sent-back",
                "a reviewer refused this translation; it is not taken into the memory",
            )
            .words(said),
        ),
        Standing::Unknown | Standing::Translated | Standing::Reviewed | Standing::Final => None,
    }
}

pub(super) fn conflict() -> Finding {
    Finding::warning(
        "import::conflict",
        "the memory holds another translation of this sentence; both are kept",
    )
}

fn variant(work: &Work<'_>, unit: &ReturnedUnit, target: Content, locale: &Locale) -> Variant {
    let found = work.quality.marks(locale, &unit.place).cloned();
    let marks = found.unwrap_or_default();
    Variant {
        source_locale: work.desk.project.source.clone(),
        source: unit.source.trimmed(),
        locale: locale.clone(),
        target,
        state: work.state(&marks).max(State::Translated),
        origin: Origin {
            kind: OriginKind::Xliff,
            file: work.file.clone(),
            export: None,
            unit: Some(unit.id.clone()).filter(|id| !id.is_empty()),
        },
        contexts: Vec::new(),
        added: work.desk.day.to_owned(),
        by: work.options.by.clone(),
        superseded: false,
        marks,
        extra: None,
    }
}
