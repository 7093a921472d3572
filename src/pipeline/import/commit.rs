//! A believed translation into the memory, and what it does there.

use crate::memory::{self, ExportRecord, ExportUnit, Store, same_content};
use crate::model::{Context, State, Variant};
use crate::text::key::MatchKey;

use super::quality::Marks;
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
/// or of an earlier answer to the same export. What came into the memory by
/// another way since then, or is worth more than this answer, is never
/// overwritten: both are kept, and the unit conflicts. A translation without
/// a place is outranked by an answer in one, and stays.
pub(super) fn answer(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    sent: &ExportUnit,
    variant: &Variant,
    found: Option<&Marks>,
) -> Result<Fate, memory::Error> {
    let Some(context) = variant.contexts.first() else {
        return Ok(Fate::Rejected);
    };
    let held = held(store, variant)?;
    let rivals: Vec<&Variant> = held
        .iter()
        .filter(|other| other.target != variant.target && other.contexts.contains(context))
        .collect();
    let equal = held.iter().find(|other| other.target == variant.target);
    // The desk says that this one is worth more than all it stands against.
    let said =
        variant.state > State::Translated && rivals.iter().all(|rival| rival.state < variant.state);
    let fate = match equal {
        _ if !rivals.is_empty() && work.before && !said => {
            // This very file was imported before, and the memory has moved on.
            return Ok(Fate::Same);
        }
        Some(equal) if rivals.is_empty() => confirm(work, store, record, equal, context, found)?,
        None if rivals.is_empty() => {
            keep(work, store, variant, found)?;
            Fate::Added
        }
        _ => {
            let fate = contest(work, store, record, sent, variant, &rivals)?;
            keep(work, store, variant, found)?;
            fate
        }
    };
    work.settled.insert((variant.identity(), context.clone()));
    Ok(fate)
}

/// The memory holds other translations in this place.
fn contest(
    work: &Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    sent: &ExportUnit,
    variant: &Variant,
    rivals: &[&Variant],
) -> Result<Fate, memory::Error> {
    let mut yields = true;
    for context in &variant.contexts {
        for rival in rivals {
            let identity = rival.identity();
            let answered = store.answered_by(&identity, context)?;
            let known = match answered.as_ref() == Some(&record.id) {
                true => !record.is_review() || is_of_the_same(work, rival),
                false => sent.held.contains(&identity),
            };
            // Two units of one file may stand in the same place.
            let settled = work.settled.contains(&(identity, context.clone()));
            let above = variant.state > State::Translated && rival.state < variant.state;
            yields &= !settled && (above || (known && rival.state <= variant.state));
        }
        if yields {
            for rival in rivals {
                store.supersede(&rival.identity(), context)?;
            }
        }
    }
    Ok(if yields {
        Fate::Updated
    } else {
        Fate::Conflicting
    })
}

/// Whether who answers is who answered before. A review is given to several people, and
/// the last of them is no more right than the first. Of two who are not named nobody
/// knows: then only what counts as read stands.
fn is_of_the_same(work: &Work<'_>, earlier: &Variant) -> bool {
    match (&earlier.by, &work.options.by) {
        (Some(earlier), Some(own)) => earlier == own,
        _ => earlier.state <= State::Translated,
    }
}

/// Stores a variant; one that was given up and comes back gets the word of
/// the desk anew, and the marks of what was found in it now.
fn keep(
    work: &Work<'_>,
    store: &mut dyn Store,
    variant: &Variant,
    found: Option<&Marks>,
) -> Result<(), memory::Error> {
    store.add(variant)?;
    if let Some(found) = found {
        store.mark(&variant.identity(), found)?;
    }
    store.raise(
        &variant.identity(),
        variant.state,
        work.options.by.as_deref(),
    )?;
    Ok(())
}

/// A translation that was sent came back as it was: whoever sent it back has
/// seen it in this place. Where the memory has moved on, it stays as it is.
pub(super) fn confirm_sent(
    work: &mut Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    identity: &str,
    context: &Context,
    found: Option<&Marks>,
) -> Result<Fate, memory::Error> {
    let Some(variant) = store.variant(identity)? else {
        return Ok(Fate::Same);
    };
    let moved_on = held(store, &variant)?
        .iter()
        .any(|other| other.target != variant.target && other.contexts.contains(context));
    if moved_on {
        return Ok(Fate::Same);
    }
    work.settled.insert((identity.to_owned(), context.clone()));
    confirm(work, store, record, &variant, context, found)
}

/// The memory holds this translation already: it learns the place, and the
/// word of the desk if that is worth more.
fn confirm(
    work: &Work<'_>,
    store: &mut dyn Store,
    record: &ExportRecord,
    equal: &Variant,
    context: &Context,
    found: Option<&Marks>,
) -> Result<Fate, memory::Error> {
    let mut here = equal.clone();
    here.contexts = vec![context.clone()];
    here.origin.export = Some(record.id.clone());
    store.add(&here)?;
    let by = work.options.by.as_deref();
    // Nobody translated a unit that was not looked at: what was found before holds.
    let state = work.state(found.unwrap_or(&equal.marks));
    let raised = store.raise(&equal.identity(), state, by)?;
    if let Some(found) = found {
        store.mark(&equal.identity(), found)?;
    }
    Ok(if raised { Fate::Updated } else { Fate::Same })
}

/// Stores a translation from a memory of somebody else. It never takes the
/// place of anything.
pub(super) fn learn(
    store: &mut dyn Store,
    variant: &Variant,
    found: Option<&Marks>,
) -> Result<Fate, memory::Error> {
    let identity = variant.identity();
    if let Some(known) = store.variant(&identity)? {
        let news = variant.contexts.iter().any(|c| !known.contexts.contains(c));
        if news && !known.superseded && !variant.superseded {
            store.add(variant)?;
        }
        let raised = !known.superseded && store.raise(&identity, variant.state, None)?;
        if let Some(found) = found.filter(|_| !known.superseded) {
            store.mark(&identity, found)?;
        }
        return Ok(if raised { Fate::Updated } else { Fate::Same });
    }
    if variant.superseded {
        store.restore(variant)?;
        return Ok(Fate::Added);
    }
    let clash = clashes(store, variant)?;
    store.add(variant)?;
    Ok(if clash {
        Fate::Conflicting
    } else {
        Fate::Added
    })
}

/// A source with more translations than this has conflicting ones, whatever their
/// places: looking through them all for each that comes in would take the square of
/// their number.
const CROWD: usize = 100;

/// Whether the memory holds another translation of the source in one of its places.
fn clashes(store: &dyn Store, variant: &Variant) -> Result<bool, memory::Error> {
    let key = MatchKey::of_content(&variant.source, &variant.source_locale);
    if store.is_crowded(key, &variant.locale, CROWD)? {
        return Ok(true);
    }
    Ok(held(store, variant)?.iter().any(|other| {
        other.contexts.is_empty()
            || variant.contexts.is_empty()
            || other.contexts.iter().any(|c| variant.contexts.contains(c))
    }))
}
