//! Translations of a passage into the memory.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::memory::Store;
use crate::model::PassageVersion;
use crate::pipeline::Error;

use super::Fate;

/// Takes translations of one passage in, whatever their order: first those that were
/// superseded, which take no other's place, then the current ones, of one text the best
/// status alone. `before` is what the memory had before. Gives what became of each, in
/// their order.
pub(super) fn enter(
    store: &mut dyn Store,
    id: &str,
    versions: &[PassageVersion],
    before: &[PassageVersion],
    replace: bool,
) -> Result<Vec<Fate>, Error> {
    let mut order: Vec<(usize, &PassageVersion)> = versions.iter().enumerate().collect();
    order.sort_by_key(|(_, one)| match one.superseded {
        true => (Reverse(true), None),
        false => (Reverse(false), Some(one.status)),
    });
    let mut seen = BTreeSet::new();
    let mut fates = Vec::with_capacity(versions.len());
    for (at, one) in order {
        let first = one.superseded || seen.insert((&one.locale, &one.text));
        let fate = match first {
            true => version(store, id, one, before, replace)?,
            false => Fate::Same,
        };
        fates.push((at, fate));
    }
    fates.sort_unstable();
    Ok(fates.into_iter().map(|(_, fate)| fate).collect())
}

fn version(
    store: &mut dyn Store,
    id: &str,
    version: &PassageVersion,
    before: &[PassageVersion],
    replace: bool,
) -> Result<Fate, Error> {
    let held = store.passage(id)?;
    let held = held.map(|held| held.versions).unwrap_or_default();
    let same =
        |held: &&PassageVersion| (&held.locale, &held.text) == (&version.locale, &version.text);
    let current = held.iter().filter(same).find(|held| !held.superseded);
    if version.superseded {
        // That it was outlived elsewhere is no reason to forget it here.
        let mut of_text = held.iter().filter(same);
        let known = current.is_some()
            || of_text
                .any(|one| (one.status, &one.citation) == (version.status, &version.citation));
        let stored = !known && store.add_passage_version(id, version)?;
        return Ok(if stored { Fate::Added } else { Fate::Same });
    }
    let outlived = current.is_none() && before.iter().any(|one| same(&one));
    if outlived && !replace {
        return Ok(Fate::Same);
    }
    // Somebody has read it since: a lower status says nothing new.
    if current.is_some_and(|held| held.status < version.status) && !replace {
        return Ok(Fate::Same);
    }
    let against = against(store, id, &held, version, before, replace)?;
    let known = current.is_some();
    let changed = store.add_passage_version(id, &filled(version, current))?;
    Ok(match (changed, known) {
        (false, _) if against > 0 && replace => Fate::Updated,
        (false, _) => Fate::Same,
        (true, true) => Fate::Updated,
        (true, false) if against == 0 => Fate::Added,
        (true, false) if replace => Fate::Updated,
        (true, false) => Fate::Conflicting,
    })
}

/// A translation, with the cells that it leaves empty as the memory has them.
fn filled(version: &PassageVersion, held: Option<&PassageVersion>) -> PassageVersion {
    let mut filled = version.clone();
    if let Some(held) = held {
        if filled.citation.is_empty() {
            filled.citation.clone_from(&held.citation);
        }
        filled.by = filled.by.or_else(|| held.by.clone());
    }
    filled
}

/// How many other current translations there are into the language; with `replace` those
/// that were there before are superseded.
fn against(
    store: &mut dyn Store,
    id: &str,
    held: &[PassageVersion],
    version: &PassageVersion,
    before: &[PassageVersion],
    replace: bool,
) -> Result<usize, Error> {
    let others = held.iter().filter(|held| {
        !held.superseded && held.locale == version.locale && held.text != version.text
    });
    let mut against = 0;
    for other in others {
        against += 1;
        let old = before
            .iter()
            .any(|one| (&one.locale, &one.text) == (&other.locale, &other.text));
        if replace && old {
            store.supersede_passage_version(id, &other.locale, &other.text)?;
        }
    }
    Ok(against)
}
