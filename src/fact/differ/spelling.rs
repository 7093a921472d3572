//! One common word in the spellings of two houses.

use std::collections::BTreeMap;

use crate::fact::spelling::Spelt;
use crate::fact::{Difference, Kind, Sheet};

use super::difference;

pub(super) fn spellings(sheets: &[Sheet]) -> Vec<Difference> {
    let mut words: BTreeMap<&str, Vec<&Spelt>> = BTreeMap::new();
    for spelt in sheets.iter().flat_map(|sheet| &sheet.spellings) {
        words.entry(&spelt.key).or_default().push(spelt);
    }
    let found = words.into_values().filter_map(|all| {
        let first = all.first()?;
        if all.iter().all(|spelt| spelt.way == first.way) {
            return None;
        }
        let written = |spelt: &&Spelt| {
            let folded = crate::text::fold::fold(&spelt.at.words, &crate::model::Locale::english());
            (folded, spelt.at.clone())
        };
        difference(
            Kind::Spelling,
            // The word as it stands in a dictionary: finalise.
            first.key.replace('-', ""),
            all.iter().map(written).collect(),
        )
    });
    found.collect()
}
