//! `check::same-source`: one sentence, translated in two ways.

use std::collections::BTreeMap;

use crate::diag::Severity;
use crate::text::fold::fold;
use crate::text::normalise::{fold_space, is_blank};
use crate::text::token::count_words;

use super::{About, CheckStatement, Pair, Remark, Statement};

pub(super) struct SameSource;

const ABOUT: About = About {
    code: "check::same-source",
    severity: Severity::Warning,
    what: "The same source has different translations in one document.",
    why: "Readers compare quotations, and a sentence said twice should be said alike. Where the place asks for another wording, accept the finding.",
};

/// Sources with fewer words may differ: headings, labels, replies.
pub(super) const LEAST_WORDS: usize = 4;

impl CheckStatement for SameSource {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, statement: &Statement, remarks: &mut Vec<Remark>) {
        let mut first: BTreeMap<String, &Pair> = BTreeMap::new();
        for (unit, pair) in statement.pairs().iter().enumerate() {
            if is_blank(pair.target_text()) || count_words(pair.source_text()) < LEAST_WORDS {
                continue;
            }
            let key = fold(pair.source_text(), pair.source_locale());
            let Some(earlier) = first.get(&key) else {
                first.insert(key, pair);
                continue;
            };
            let (here, there) = (
                fold_space(pair.target_text()),
                fold_space(earlier.target_text()),
            );
            if here != there {
                let message = format!(
                    "the same source is translated differently in {}",
                    name(earlier)
                );
                let finding = pair.fault(&ABOUT, message);
                remarks.push(Remark {
                    unit,
                    finding,
                    evidence: there,
                });
            }
        }
    }
}

/// How a unit is named in a message.
pub(super) fn name(pair: &Pair) -> String {
    let place = pair.place();
    match (&place.unit, &place.file) {
        (Some(unit), Some(file)) => format!("unit {unit} of {file}"),
        (Some(unit), None) => format!("unit {unit}"),
        (None, Some(file)) => format!("another unit of {file}"),
        (None, None) => "another unit".to_owned(),
    }
}
