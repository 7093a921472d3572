//! A translation memory of somebody else, or of another desk of ours.
//!
//! A unit of the receipt is a pair of source and target. A TMX unit without
//! any pair that can be used counts as one, rejected.

use std::io::BufRead;

use crate::diag::{Finding, Findings, Place};
use crate::formats::tmx::{self, Header, Tuv, Unit};
use crate::memory::{self, Store};
use crate::model::{Content, Locale, LocaleError, Origin, OriginKind, Piece, State, Variant};
use crate::pipeline::Error;
use crate::pipeline::read::SEGMENT_LIMIT;
use crate::text::normalise::is_blank;

use super::bounds::MOST_OF_A_KIND;
use super::judge::{Judgement, judge, tidied};
use super::quality::Marks;
use super::{Aside, Fate, Work, commit, quality};

/// Units that are looked at together: what the checks compare with one another.
/// A file with more is taken in parts, so that it is never held as a whole.
const PART: usize = 10_000;

/// The most text in a part, in bytes.
const PART_BYTES: usize = 8 * 1024 * 1024;

/// Units in hand.
#[derive(Default)]
struct Part {
    header: Header,
    units: Vec<Unit>,
    bytes: usize,
}

impl Part {
    fn push(&mut self, header: &Header, unit: Unit) {
        if self.units.is_empty() {
            self.header.clone_from(header);
        }
        self.bytes += size_of(&unit);
        self.units.push(unit);
    }

    fn is_full(&self) -> bool {
        self.units.len() >= PART || self.bytes >= PART_BYTES
    }

    /// Stores what can be believed, and has nothing in hand then.
    fn store(&mut self, work: &mut Work<'_>, store: &mut dyn Store) -> Result<(), memory::Error> {
        let Part { header, units, .. } = std::mem::take(self);
        let quality = quality::of_memory(work, &header, &units);
        work.go_on(quality);
        units
            .iter()
            .try_for_each(|unit| import_unit(work, store, &header, unit))
    }
}

/// The text of a unit in bytes, about.
fn size_of(unit: &Unit) -> usize {
    let texts = unit.variants.iter().flat_map(|text| text.content.pieces());
    let texts = texts.map(|piece| match piece {
        Piece::Text(text) => text.len(),
        Piece::Code(code) => 100 + code.data.as_ref().map_or(0, String::len),
    });
    let properties = unit.variants.iter().map(|text| &text.properties);
    let said = properties.chain([&unit.properties]).flatten();
    texts.sum::<usize>()
        + said
            .map(|(kind, text)| kind.len() + text.len())
            .sum::<usize>()
}

/// Reads the file and stores what can be believed. False: refused.
pub(super) fn import(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    source: &mut dyn BufRead,
) -> Result<bool, Error> {
    work.is_foreign = true;
    let mut failed: Option<memory::Error> = None;
    let mut findings = Findings::at_most(MOST_OF_A_KIND);
    let mut part = Part::default();
    let whole = tmx::read(source, &mut findings, &mut |header, unit| {
        if failed.is_some() {
            return;
        }
        part.push(header, unit);
        if part.is_full() {
            failed = part.store(work, store).err();
        }
    })?;
    if whole && failed.is_none() {
        failed = part.store(work, store).err();
    }
    work.findings.extend(findings.told());
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
    variant.superseded &= unit.identity() == Some(variant.identity().as_str());
    if variant.state > State::Initial {
        variant.state = work.options.state;
    }
    variant.by.clone_from(&work.options.by);
    work.desk.day.clone_into(&mut variant.added);
    variant
}
