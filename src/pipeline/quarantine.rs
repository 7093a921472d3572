//! The units that were kept aside: shown beside what was sent, taken or rejected by
//! a person. What was decided is never forgotten, and neither is the unit.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diag::{Finding, Place};
use crate::memory::{ExportRecord, Kept, Store, Verdict, in_transaction};
use crate::model::{
    Content, Context, Locale, Origin, OriginKind, ReturnedUnit, Seat, Standing, Variant,
};

use super::import::Options;
use super::import::desk::{self, Taken};
use super::import::review::REMARK;
use super::{Desk, Error};

/// What was sent, and stands beside a unit that was kept aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The unit's id.
    pub unit: String,
    /// Its source.
    pub source: Content,
    /// What stood in the file as its translation.
    pub target: Option<Content>,
}

/// How a decision ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Decided {
    /// It is in the memory under this identity; true if it was not there before.
    Accepted {
        /// The identity of the variant.
        identity: String,
        /// Whether the memory holds another translation in the same place, too.
        conflicting: bool,
    },
    /// It was rejected.
    Rejected,
    /// Nothing was done, for this reason.
    Refused(Finding),
}

/// The units that were sent under the ids of a unit that was kept aside: several
/// when a tool had joined them, none when nothing like it was sent.
pub fn sent(store: &dyn Store, kept: &Kept) -> Result<Vec<Sent>, Error> {
    let Some(record) = record(store, kept)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for id in kept.unit.unit.split(" + ") {
        let Some(unit) = record.units.iter().find(|unit| unit.unit == id) else {
            continue;
        };
        let target = match &unit.sent {
            Some(identity) => store.variant(identity)?.map(|variant| variant.target),
            None => None,
        };
        found.push(Sent {
            unit: unit.unit.clone(),
            source: unit.source.clone(),
            target,
        });
    }
    Ok(found)
}

fn record(store: &dyn Store, kept: &Kept) -> Result<Option<ExportRecord>, Error> {
    Ok(match &kept.unit.export {
        Some(export) => store.export(export)?,
        None => None,
    })
}

/// Takes a unit into the memory as the answer to the unit that was sent, or, where
/// there is no such unit, as a pair of its own. It is judged as every answer is;
/// `force` takes it although it was found wrong.
pub fn accept(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    kept: &Kept,
    options: &Options,
    force: bool,
) -> Result<Decided, Error> {
    if let Some(finding) = already(kept).or_else(|| remark(kept)) {
        return Ok(Decided::Refused(finding));
    }
    let record = record(store, kept)?;
    in_transaction(store, |store| {
        let at = record.as_ref().and_then(|record| {
            let unit = &kept.unit.unit;
            let position = record.units.iter().position(|sent| sent.unit == *unit)?;
            Some((record, position))
        });
        let taken = match at {
            Some((record, position)) => {
                desk::take_answer(desk, store, record, position, &unit(kept), options, force)?
            }
            None => desk::take_pair(desk, store, &pair(desk, kept, options)?, options, force)?,
        };
        let (identity, conflicting) = match taken {
            Taken::Refused(finding) => return Ok(Decided::Refused(finding)),
            Taken::In {
                identity,
                conflicting,
            } => (identity, conflicting),
        };
        let verdict = Verdict {
            identity: Some(identity.clone()),
            day: desk.day.to_owned(),
            by: options.by.clone(),
            reason: None,
        };
        store.decide(kept.id, &verdict)?;
        Ok(Decided::Accepted {
            identity,
            conflicting,
        })
    })
}

/// What is in the memory already cannot be decided anew; what was rejected can.
fn already(kept: &Kept) -> Option<Finding> {
    let verdict = kept
        .verdict
        .as_ref()
        .filter(|verdict| verdict.is_accepted())?;
    let message = format!("it was accepted on {} and is in the memory", verdict.day);
    Some(Finding::error("quarantine::decided", message))
}

/// What a reviewer remarks is no translation.
fn remark(kept: &Kept) -> Option<Finding> {
    let is_remark = kept.unit.reason == REMARK;
    is_remark.then(|| {
        Finding::error(REMARK, "this is a remark of a reviewer, and no translation")
            .help("When you have read it, `tilmach quarantine reject` takes it off the list.")
    })
}

/// Records that a unit is not wanted.
pub fn reject(
    desk: &Desk<'_>,
    store: &mut dyn Store,
    kept: &Kept,
    by: Option<&str>,
    reason: Option<&str>,
) -> Result<Decided, Error> {
    if let Some(finding) = already(kept) {
        return Ok(Decided::Refused(finding));
    }
    let verdict = Verdict {
        identity: None,
        day: desk.day.to_owned(),
        by: by.map(str::to_owned),
        reason: reason.map(str::to_owned),
    };
    in_transaction(store, |store| {
        store.decide(kept.id, &verdict)?;
        Ok(Decided::Rejected)
    })
}

/// The unit as it came back.
fn unit(kept: &Kept) -> ReturnedUnit {
    ReturnedUnit {
        id: kept.unit.unit.clone(),
        name: None,
        translate: true,
        state: None,
        standing: Standing::Unknown,
        source: kept.unit.source.clone(),
        target: Some(kept.unit.target.clone()),
        seat: Seat::default(),
        place: Place::default(),
    }
}

/// The unit as a pair that answers nothing.
fn pair(desk: &Desk<'_>, kept: &Kept, options: &Options) -> Result<Variant, Error> {
    // The tag of a file that nobody could read; it is refused as no language.
    let locale: Option<Locale> = kept.unit.locale.parse().ok();
    Ok(Variant {
        source_locale: desk.project.source.clone(),
        source: kept.unit.source.trimmed(),
        locale: locale.unwrap_or_else(|| desk.project.source.clone()),
        target: kept.unit.target.clone(),
        state: options.state,
        origin: Origin {
            kind: OriginKind::Xliff,
            file: kept.file.clone(),
            export: None,
            unit: Some(kept.unit.unit.clone()),
        },
        contexts: Vec::new(),
        added: desk.day.to_owned(),
        by: options.by.clone(),
        superseded: false,
        marks: Default::default(),
        extra: None,
    })
}

/// Translations of one sentence in one place, of which none may replace another.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The language of the translations.
    pub locale: Locale,
    /// The sentence.
    pub source: Content,
    /// The sentences around it; none where one of them may stand anywhere.
    pub place: Option<Context>,
    /// The translations, by identity.
    pub variants: Vec<Variant>,
}

/// The conflicts of the memory, by language and sentence.
pub fn conflicts(store: &dyn Store, only: Option<&Locale>) -> Result<Vec<Conflict>, Error> {
    let mut found = Vec::new();
    for locale in store.locales()? {
        if only.is_some_and(|only| *only != locale) {
            continue;
        }
        let mut sources: BTreeMap<String, Vec<Variant>> = BTreeMap::new();
        for variant in store.all(&locale, false)? {
            let source = variant.source.to_string();
            sources.entry(source).or_default().push(variant);
        }
        let sources = sources.into_values().filter(|variants| variants.len() > 1);
        found.extend(sources.flat_map(|variants| of_source(&locale, &variants)));
    }
    Ok(found)
}

/// A translation without a place is outranked by one in a place; two without one
/// stand against each other.
fn of_source(locale: &Locale, variants: &[Variant]) -> Vec<Conflict> {
    let mut places: BTreeMap<Option<Context>, Vec<Variant>> = BTreeMap::new();
    for variant in variants {
        let own = variant.contexts.iter().cloned().map(Some);
        let anywhere = variant.contexts.is_empty().then_some(None);
        for place in own.chain(anywhere) {
            places.entry(place).or_default().push(variant.clone());
        }
    }
    let several = places
        .into_iter()
        .filter(|(_, variants)| variants.len() > 1);
    several
        .filter_map(|(place, variants)| {
            Some(Conflict {
                locale: locale.clone(),
                source: variants.first()?.source.clone(),
                place,
                variants,
            })
        })
        .collect()
}
