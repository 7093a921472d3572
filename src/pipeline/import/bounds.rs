//! What is held of a file while it comes in, however large it is.

use std::collections::BTreeMap;

use crate::diag::Findings;
use crate::memory::Quarantined;
use crate::pipeline::check::Found;

/// Of one kind of finding so many are listed of a file; the others are counted.
pub(super) const MOST_OF_A_KIND: usize = 1_000;

/// The most text that one file may have kept aside, in bytes.
const MOST_ASIDE: usize = 32 * 1024 * 1024;

/// The units that are kept aside.
#[derive(Default)]
pub(super) struct Kept {
    units: Vec<Quarantined>,
    bytes: usize,
}

impl Kept {
    /// Keeps a unit, unless there are too many already: then the file is refused.
    pub(super) fn push(&mut self, unit: Quarantined) {
        let length = |content: &crate::model::Content| -> usize {
            let pieces = content.pieces().len() * size_of::<crate::model::Piece>();
            let texts = content
                .codes()
                .map(|code| code.data.as_ref().map_or(0, String::len));
            content.plain().len() + pieces + texts.sum::<usize>()
        };
        self.bytes += size_of::<Quarantined>() + length(&unit.source) + length(&unit.target);
        if !self.is_too_much() {
            self.units.push(unit);
        }
    }

    pub(super) fn is_too_much(&self) -> bool {
        self.bytes > MOST_ASIDE
    }

    pub(super) fn units(&self) -> &[Quarantined] {
        &self.units
    }
}

/// What the checks said, no more than so much of one rule.
#[derive(Default)]
pub(super) struct Checks {
    list: Vec<Found>,
    numbers: BTreeMap<String, usize>,
}

impl Checks {
    /// Takes more of them. What is not listed is counted among the findings.
    pub(super) fn take(&mut self, found: Vec<Found>, findings: &mut Findings) {
        for one in found {
            let number = self.numbers.entry(one.finding.code.clone()).or_default();
            *number += 1;
            if *number > MOST_OF_A_KIND {
                findings.count_only(&one.finding.code);
            } else {
                self.list.push(one);
            }
        }
    }

    pub(super) fn into_list(self) -> Vec<Found> {
        self.list
    }
}
