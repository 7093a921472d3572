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
            let pieces = size_of_val(content.pieces());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Finding;
    use crate::model::Content;

    #[test]
    fn no_more_is_kept_aside_than_fits() {
        let unit = Quarantined {
            export: None,
            unit: "1".to_owned(),
            locale: "tr".to_owned(),
            reason: "import::script".to_owned(),
            source: Content::text("x".repeat(50_000)),
            target: Content::text("y".repeat(50_000)),
            message: String::new(),
            line: None,
        };
        let mut kept = Kept::default();
        let mut pushed = 0;
        while !kept.is_too_much() {
            kept.push(unit.clone());
            pushed += 1;
        }
        assert_eq!(kept.units().len(), pushed - 1);
        assert!((pushed + 1) * 100_000 > MOST_ASIDE);
        kept.push(unit);
        assert_eq!(kept.units().len(), pushed - 1);
    }

    #[test]
    fn what_the_checks_say_too_often_is_a_number() {
        let found = Found {
            id: Some("a".to_owned()),
            locale: None,
            accepted: None,
            finding: Finding::warning("check::numbers", "m"),
        };
        let mut findings = Findings::at_most(MOST_OF_A_KIND);
        let mut checks = Checks::default();
        for _ in 0..3 {
            checks.take(vec![found.clone(); 500], &mut findings);
        }
        assert_eq!(checks.into_list().len(), MOST_OF_A_KIND);
        let told: Vec<String> = findings.told().iter().map(|f| f.message.clone()).collect();
        assert_eq!(told, ["500 more findings check::numbers are not listed"]);
    }
}
