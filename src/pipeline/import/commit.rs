//! A believed translation into the memory, and what it does there.

use crate::memory::{self, ExportRecord, ExportUnit, Store, same_content};
use crate::model::{Context, Variant};
use crate::text::key::MatchKey;

use super::{Fate, Work};

/// The current variants of the very same source, into the same locale.
fn held(store: &dyn Store, variant: &Variant) -> Result<Vec<Variant>, memory::Error> {
    let key = MatchKey::of_content(&variant.source, &variant.source_locale);
    let mut held = store.find(key, &variant.locale)?;
    held.retain(|other| same_content(&other.source, &variant.source));
    Ok(held)
}

/// Stores the answer to a unit of an export.
///
/// It takes the place of what the memory held there when the package went out,
/// or of an earlier answer to the same unit. What came into the memory by
/// another way since then is never overwritten: both are kept, and the unit
/// conflicts.
pub(super) fn answer(
    work: &Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    sent: &ExportUnit,
    variant: &Variant,
) -> Result<Fate, memory::Error> {
    let Some(context) = variant.contexts.first() else {
        return Ok(Fate::Rejected);
    };
    let held = held(store, variant)?;
    let rivals: Vec<&Variant> = held
        .iter()
        .filter(|other| other.target != variant.target && other.stands_in(context))
        .collect();
    let equal = held.iter().find(|other| other.target == variant.target);
    if rivals.is_empty() {
        return match equal {
            Some(equal) => confirm(work, store, equal, context),
            None => {
                store.add(variant)?;
                Ok(Fate::Added)
            }
        };
    }
    if work.before {
        // This very file was imported before, and the memory has moved on.
        return Ok(Fate::Same);
    }
    let known = |other: &&Variant| {
        sent.held.contains(&other.identity())
            || (other.origin.export.as_deref() == Some(record.id.as_str())
                && other.origin.unit.as_deref() == Some(sent.unit.as_str()))
    };
    let fate = if rivals.iter().all(known) {
        for other in &rivals {
            store.supersede(&other.identity(), context)?;
        }
        Fate::Updated
    } else {
        Fate::Conflicting
    };
    store.add(variant)?;
    Ok(fate)
}

/// The memory holds this translation already: it learns the place, and the
/// word of the desk if that is worth more.
fn confirm(
    work: &Work<'_>,
    store: &mut dyn Store,
    equal: &Variant,
    context: &Context,
) -> Result<Fate, memory::Error> {
    if !equal.contexts.contains(context) {
        let mut here = equal.clone();
        here.contexts = vec![context.clone()];
        store.add(&here)?;
    }
    let by = work.options.by.as_deref();
    let raised = store.raise(&equal.identity(), work.options.state, by)?;
    Ok(if raised { Fate::Updated } else { Fate::Same })
}

/// Stores a translation from a memory of somebody else. It never takes the
/// place of anything.
pub(super) fn learn(store: &mut dyn Store, variant: &Variant) -> Result<Fate, memory::Error> {
    let identity = variant.identity();
    if let Some(known) = store.variant(&identity)? {
        let news = variant.contexts.iter().any(|c| !known.contexts.contains(c));
        if news && !known.superseded && !variant.superseded {
            store.add(variant)?;
        }
        let raised = !known.superseded && store.raise(&identity, variant.state, None)?;
        return Ok(if raised { Fate::Updated } else { Fate::Same });
    }
    if variant.superseded {
        store.restore(variant)?;
        return Ok(Fate::Added);
    }
    let rivals = held(store, variant)?;
    let clash = rivals.iter().any(|other| {
        other.contexts.is_empty()
            || variant.contexts.is_empty()
            || other.contexts.iter().any(|c| variant.contexts.contains(c))
    });
    store.add(variant)?;
    Ok(if clash {
        Fate::Conflicting
    } else {
        Fate::Added
    })
}
