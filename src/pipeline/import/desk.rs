//! What a person decides on a unit that was kept aside: it is judged and stored as
//! an answer that has just come in.

use crate::diag::{Finding, Place};
use crate::memory::{ExportRecord, Store};
use crate::model::{Locale, ReturnedFile, ReturnedUnit, Seat, Standing, Variant};
use crate::pipeline::{Desk, Error};
use crate::text::normalise::is_blank;

use super::judge::{Judgement, judge, tidied};
use super::quality::{self, Marks};
use super::recode::{alike, recoded};
use super::{Fate, Options, Work, commit, unit};

/// What became of the unit.
pub(in crate::pipeline) enum Taken {
    /// It is in the memory.
    In {
        /// The identity of the variant.
        identity: String,
        /// Whether both it and another translation stand in the same place now.
        conflicting: bool,
    },
    /// It is not, for this reason.
    Refused(Finding),
}

/// Takes a unit as the answer to one that was sent.
pub(in crate::pipeline) fn take_answer(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    position: usize,
    back: &ReturnedUnit,
    options: &Options,
    force: bool,
) -> Result<Taken, Error> {
    let Some(sent) = record.units.get(position) else {
        return Ok(Taken::Refused(empty()));
    };
    let target = back.target.clone().unwrap_or_default();
    let target = if alike(&sent.source, &back.source) {
        recoded(&sent.source, &back.source, &target)
    } else {
        target
    };
    let target = tidied(&target, &sent.source);
    let judgement = judge(&sent.source, &target, &record.locale, options, true);
    if let Some(finding) = refused(judgement, is_blank(&target.plain()), force) {
        return Ok(Taken::Refused(finding));
    }
    let mut work = Work::new(desk, options, "");
    let mut whole = back.clone();
    whole.source = sent.source.clone();
    whole.target = Some(target.clone());
    let found = marks(&mut work, &whole, &record.locale)?;
    let variant = unit::variant(&work, record, position, target, found.as_ref());
    let fate = commit::answer(&mut work, store, record, sent, &variant, found.as_ref())?;
    Ok(taken(&variant, fate))
}

/// Takes a unit as a translation that answers nothing of ours.
pub(in crate::pipeline) fn take_pair(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    variant: &Variant,
    options: &Options,
    force: bool,
) -> Result<Taken, Error> {
    if !desk.project.targets.contains(&variant.locale) {
        let message = "it is in no language of this project";
        return Ok(Taken::Refused(Finding::error(
            "import::other-language",
            message,
        )));
    }
    let mut variant = variant.clone();
    variant.target = tidied(&variant.target, &variant.source);
    let judgement = judge(
        &variant.source,
        &variant.target,
        &variant.locale,
        options,
        false,
    );
    let is_empty = is_blank(&variant.target.plain()) || is_blank(&variant.source.plain());
    if let Some(finding) = refused(judgement, is_empty, force) {
        return Ok(Taken::Refused(finding));
    }
    let mut work = Work::new(desk, options, "");
    let whole = ReturnedUnit {
        id: "-".to_owned(),
        name: None,
        translate: true,
        state: None,
        standing: Standing::Unknown,
        source: variant.source.clone(),
        target: Some(variant.target.clone()),
        seat: Seat::default(),
        place: Place::default(),
    };
    let found = marks(&mut work, &whole, &variant.locale)?;
    variant.marks = found.clone().unwrap_or_default();
    variant.state = work.state(&variant.marks);
    let fate = commit::learn(store, &variant, found.as_ref())?;
    Ok(taken(&variant, fate))
}

fn taken(variant: &Variant, fate: Fate) -> Taken {
    Taken::In {
        identity: variant.identity(),
        conflicting: fate == Fate::Conflicting,
    }
}

/// Why a unit is not taken. A person may know better than the rules, but what holds
/// nothing is no translation.
fn refused(judgement: Judgement, is_empty: bool, force: bool) -> Option<Finding> {
    if is_empty {
        return Some(empty());
    }
    match judgement {
        Judgement::Good => None,
        Judgement::Untranslated(finding) if finding.code == "import::too-large" => Some(finding),
        Judgement::Untranslated(finding) | Judgement::Bad(finding) => (!force).then(|| {
            let more = "If it is right all the same, add --force.";
            let help = match &finding.help {
                Some(help) => format!("{help} {more}"),
                None => more.to_owned(),
            };
            finding.help(help)
        }),
    }
}

fn empty() -> Finding {
    Finding::error(
        "import::empty-pair",
        "the source or the translation is empty",
    )
}

/// What the checks say of it.
fn marks(
    work: &mut Work<'_>,
    unit: &ReturnedUnit,
    locale: &Locale,
) -> Result<Option<Marks>, Error> {
    let mut place = unit.place.clone();
    // The checks know a unit by its place.
    place.line = Some(1);
    place.column = Some(1);
    let unit = ReturnedUnit {
        place: place.clone(),
        ..unit.clone()
    };
    work.quality = quality::of_file(work, &file_of(&unit, locale), locale);
    Ok(work.quality.marks(locale, &place).cloned())
}

/// A returned file of one unit, for the checks.
fn file_of(unit: &ReturnedUnit, locale: &Locale) -> ReturnedFile {
    ReturnedFile {
        original: String::new(),
        export: None,
        glossary: None,
        source_language: None,
        target_language: Some(locale.to_string()),
        units: vec![unit.clone()],
        left_out: 0,
    }
}
