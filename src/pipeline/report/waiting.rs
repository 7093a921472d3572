//! The units that were kept aside and wait for a decision, each with its statement.

use std::collections::{BTreeMap, BTreeSet};

use crate::memory::{self, Kept, KeptFilter, Store};
use crate::model::{Document, Locale, ReportWaiting};

/// A unit that waits, with its language; one whose language nobody can read is shown
/// with none.
pub(super) type Waiting = (Option<Locale>, ReportWaiting);

/// All of them, in the order of their numbers.
pub(super) fn all(
    store: &dyn Store,
    documents: &[Document],
) -> Result<Vec<Waiting>, memory::Error> {
    let here: BTreeSet<&str> = documents.iter().map(|one| one.name.as_str()).collect();
    // Many units come from one package.
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut all = Vec::new();
    for kept in store.quarantined(&KeptFilter::default())? {
        let statement = match &kept.unit.export {
            None => String::new(),
            Some(export) => match names.get(export) {
                Some(name) => name.clone(),
                None => {
                    let record = store.export(export)?;
                    let name = record.map(|record| record.version.name);
                    let name = name.filter(|name| here.contains(name.as_str()));
                    let name = name.unwrap_or_default();
                    names.insert(export.clone(), name.clone());
                    name
                }
            },
        };
        all.push((kept.unit.locale.parse().ok(), told(kept, statement)));
    }
    Ok(all)
}

fn told(kept: Kept, statement: String) -> ReportWaiting {
    ReportWaiting {
        number: kept.id,
        statement,
        unit: kept.unit.unit,
        file: kept.file,
        day: kept.day,
        reason: kept.unit.reason,
        message: kept.unit.message,
    }
}

/// Those of a language.
pub(super) fn waiting(target: &Locale, all: &[Waiting]) -> Vec<ReportWaiting> {
    let of_locale = all
        .iter()
        .filter(|(locale, _)| locale.as_ref() == Some(target));
    of_locale.map(|(_, one)| one.clone()).collect()
}
