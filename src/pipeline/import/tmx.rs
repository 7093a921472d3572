//! A translation memory of somebody else, or of another desk of ours.
//!
//! A unit of the receipt is a pair of source and target. A TMX unit without
//! any pair that can be used counts as one, rejected.

use crate::diag::{Finding, Findings, Place};
use crate::formats::tmx::{self, Header, Tuv, Unit};
use crate::memory::{self, Store};
use crate::model::{Content, Locale, LocaleError, Origin, OriginKind, State, Variant};
use crate::pipeline::Error;
use crate::pipeline::read::SEGMENT_LIMIT;
use crate::text::normalise::is_blank;

use super::judge::{Judgement, judge, tidied};
use super::quality::Marks;
use super::{Aside, Fate, Work, commit, quality};

/// Reads the file and stores what can be believed. False: refused.
pub(super) fn import(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    bytes: &[u8],
) -> Result<bool, Error> {
    work.is_foreign = true;
    work.quality = quality::of_memory(work, bytes)?;
    let mut failed: Option<memory::Error> = None;
    let mut findings = Findings::new();
    let whole = tmx::read(bytes, &mut findings, &mut |header, unit| {
        if failed.is_none()
            && let Err(error) = import_unit(work, store, header, &unit)
        {
            failed = Some(error);
        }
    })?;
    work.findings.extend(findings);
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(whole),
    }
}

fn import_unit(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    header: &Header,
    unit: &Unit,
) -> Result<(), memory::Error> {
    let place = match &unit.tuid {
        Some(tuid) => unit.place.clone().unit(tuid),
        None => unit.place.clone(),
    };
    let project = work.desk.project;
    let Some(source) = source_of(header, unit, &project.source) else {
        let message = format!("there is no text in {} in this unit", project.source);
        work.reject(Finding::warning("import::no-source", message).at(place));
        return Ok(());
    };
    let mut pairs = 0;
    for (index, target) in unit.variants.iter().enumerate() {
        if index == source {
            continue;
        }
        pairs += 1;
        match target.language.parse::<Locale>() {
            Ok(locale) if project.targets.contains(&locale) => {
                import_pair(work, store, unit, source, target, &locale, &place)?;
            }
            Ok(locale) => {
                let message = format!("{locale} is not a language of this project");
                work.reject(Finding::warning("import::other-language", message).at(place.clone()));
            }
            Err(error) => work.reject(language_finding(error, &target.language).at(place.clone())),
        }
    }
    if pairs == 0 {
        work.reject(
            Finding::warning("import::no-target", "there is no translation in this unit").at(place),
        );
    }
    Ok(())
}

fn language_finding(error: LocaleError, tag: &str) -> Finding {
    Finding::warning("import::language", format!("the language {error}")).words(tag)
}

/// Which of the texts is the source: the one in the language of the project.
pub(in crate::pipeline) fn source_of(
    header: &Header,
    unit: &Unit,
    wanted: &Locale,
) -> Option<usize> {
    let named = unit
        .source_language
        .as_deref()
        .or(header.source_language.as_deref());
    let is_source = |text: &Tuv| text.language.parse::<Locale>().as_ref() == Ok(wanted);
    unit.variants
        .iter()
        .position(|text| Some(text.language.as_str()) == named && is_source(text))
        .or_else(|| unit.variants.iter().position(is_source))
}

fn import_pair(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    unit: &Unit,
    source: usize,
    target: &Tuv,
    locale: &Locale,
    place: &Place,
) -> Result<(), memory::Error> {
    let Some(source) = unit.variants.get(source) else {
        return Ok(());
    };
    let found = work.quality.marks(locale, place).cloned();
    let mut variant = read_variant(work, unit, source, target, locale);
    held_to(work, &mut variant, found.as_ref());
    let judgement = match unusable(&variant) {
        Some(finding) => Judgement::Untranslated(finding),
        None => judge(
            &variant.source,
            &variant.target,
            locale,
            work.options,
            false,
        ),
    };
    match judgement {
        Judgement::Good => {
            let fate = commit::learn(store, &variant, found.as_ref())?;
            if fate == Fate::Conflicting {
                work.findings.push(conflict().at(place.clone()));
            }
            work.take(fate, locale, place);
        }
        Judgement::Untranslated(finding) => work.reject(finding.at(place.clone())),
        Judgement::Bad(finding) => {
            let aside = Aside {
                export: None,
                unit: unit.tuid.as_deref().unwrap_or("-"),
                locale: &locale.to_string(),
                source: &variant.source,
                target: &variant.target,
            };
            work.quarantine(finding.at(place.clone()), &aside);
        }
    }
    Ok(())
}

/// What was found counts, not what the file says was found.
fn held_to(work: &Work<'_>, variant: &mut Variant, found: Option<&Marks>) {
    variant.target = tidied(&variant.target, &variant.source);
    variant.marks = found.cloned().unwrap_or_default();
    variant.state = variant.state.min(work.state(&variant.marks));
}

/// Pairs that hold no translation somebody made.
fn unusable(variant: &Variant) -> Option<Finding> {
    let empty = |content: &Content| is_blank(&content.plain());
    if empty(&variant.source) || empty(&variant.target) {
        let message = "the source or the translation is empty";
        return Some(Finding::warning("import::empty-pair", message));
    }
    if variant.state == State::Initial {
        let message = "this is a draft or machine translation; it is not taken into the memory";
        return Some(Finding::warning("import::draft", message));
    }
    None
}

fn conflict() -> Finding {
    Finding::warning(
        "import::conflict",
        "the memory holds another translation of this sentence; both are kept",
    )
}

/// The variant of a pair, with the word of the desk in place of the file's.
fn read_variant(
    work: &Work<'_>,
    unit: &Unit,
    source: &Tuv,
    target: &Tuv,
    locale: &Locale,
) -> Variant {
    let arrival = tmx::Arrival {
        source: &work.desk.project.source,
        target: locale,
        file: &work.file,
        day: work.desk.day,
    };
    let mut variant = tmx::variant_of(unit, source, target, &arrival);
    // What a file says of itself is not believed: anybody can write that a
    // translation is final, or that this desk made it. A draft is believed.
    variant.origin = Origin {
        kind: OriginKind::Tmx,
        file: work.file.clone(),
        export: None,
        unit: unit.tuid.clone(),
    };
    // A neighbour that could not be written back is no neighbour.
    variant.contexts.retain(|context| {
        [&context.previous, &context.next]
            .into_iter()
            .flatten()
            .all(|text| text.len() <= SEGMENT_LIMIT)
    });
    variant.superseded &= unit.tuid.as_deref() == Some(variant.identity().as_str());
    if variant.state > State::Initial {
        variant.state = work.options.state;
    }
    variant.by.clone_from(&work.options.by);
    work.desk.day.clone_into(&mut variant.added);
    variant
}
